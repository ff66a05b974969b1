"""The command: results to standard output, messages to standard error, exit status 0, 1 or 2."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
from typer.testing import CliRunner, Result

from flows.batch import Options
from flows.cli import app
from flows.output import number, shortened
from schemas import DATASETS
from tests.pretence import behave_as_before, run_all

REPORT = """# Braintree Community Safety Partnership

## Annual Report 2022-23

Our priorities for 2022-23 are:

- Tackling burglary
- Protecting vulnerable people

The Police and Crime Commissioner awarded a grant of £15,000 to the partnership in 2022-23.

Robbery increased by 36.8% to 182 offences.

| Offence | 2021-22 | 2022-23 |
|---|---|---|
| Burglary | 310 | 287 |
| Robbery | 133 | 182 |
"""


def csp(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT)
    return path


@pytest.fixture
def waiting(tmp_path: Path) -> Path:
    """Datasets with a report whose new extraction waits."""
    (tmp_path / "a.txt").write_text("Burglary\nRobbery")
    curated = tmp_path / "curated"
    run_all([tmp_path / "a.txt"], Options(str(curated)), behave_as_before)
    run_all([tmp_path / "a.txt"], Options(str(curated)))
    return curated


@pytest.mark.parametrize("command", ["ingest", "look", "validate", "accept"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    said = csp(command, "--help")
    assert said.exit_code == 0
    assert f"Example: csp {command}" in said.stdout


def test_help_needs_nothing_heavy() -> None:
    program = "import sys, flows.cli; print([n for n in HEAVY if n in sys.modules])"
    heavy = ["prefect", "spacy", "pyarrow", "pandas", "pydantic", "pdfplumber", "numpy"]
    said = subprocess.run(
        [sys.executable, "-c", program.replace("HEAVY", repr(heavy))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"


def test_look_shows_what_is_in_a_report_and_writes_nothing(report: Path) -> None:
    said = csp("look", report)
    assert said.exit_code == 0, said.stderr
    assert "annual report · Braintree Community Safety Partnership · 2022-23" in said.stdout
    assert "2 priorities, 1 sum, " in said.stdout
    assert "Tackling burglary · csp · 2022-23" in said.stdout
    assert said.stderr == ""
    assert list(report.parent.iterdir()) == [report]


def test_look_tells_all_as_json_with_the_cells_in_their_tables(report: Path) -> None:
    said = csp("look", report, "--json")
    found = json.loads(said.stdout)
    assert set(found) == set(DATASETS) - {"table_cells"}
    assert found["reports"][0]["period_end"] == "2023-03-31"
    (table,) = found["tables"]
    assert {"page_start", "page_end", "kind", "caption"} < set(table)
    cells = {(cell["row"], cell["col"]): cell for cell in table["cells"]}
    assert cells[1, 0]["text"] == "Burglary"
    assert (cells[1, 2]["text"], cells[1, 2]["row_span"], cells[1, 2]["col_span"]) == ("287", 1, 1)


def test_look_says_on_which_page_things_stand(tmp_path: Path) -> None:
    styles = getSampleStyleSheet()
    story = [
        Paragraph("Brentwood Community Safety Partnership Annual Report 2022-23", styles["Title"]),
        Paragraph("Robbery increased by 36.8% to 182 offences.", styles["Normal"]),
        Table(
            [["Offence", "2021-22"], ["Burglary", "310"]], style=[("GRID", (0, 0), (-1, -1), 1, 0)]
        ),
    ]
    SimpleDocTemplate(str(tmp_path / "a.pdf"), pagesize=A4).build(story)
    said = csp("look", tmp_path / "a.pdf")
    assert "1 page" in said.stdout
    assert "   p. 1  Robbery · 36.8 percentage change" in said.stdout


def test_look_at_a_report_without_tables_gives_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Robbery increased by 36.8%.")
    assert json.loads(csp("look", tmp_path / "a.txt", "--json").stdout)["tables"] == []


@pytest.mark.parametrize(
    ("name", "line"),
    [("nowhere.pdf", "no such file or directory"), ("empty.pdf", "is empty: get the file again")],
)
def test_look_says_in_a_line_why_a_file_cannot_be_read(
    tmp_path: Path, name: str, line: str
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    said = csp("look", tmp_path / name, "--json")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == f"{tmp_path}/{name}: {line}\n"


def test_validate_says_that_nothing_is_wrong_or_what_is(waiting: Path) -> None:
    assert csp("validate", waiting).stdout == "1 report, 2 records: nothing wrong\n"
    (file,) = (waiting / "priorities").glob("*.parquet")
    file.write_bytes(b"")
    said = csp("validate", waiting)
    assert said.exit_code == 1
    assert said.stdout.startswith(f"priorities priorities/{file.name}: file is damaged")
    assert said.stderr == "1 problem\n"
    (problem,) = json.loads(csp("validate", "--curated", waiting, "--json").stdout)
    assert problem["dataset"] == "priorities"


def test_validate_of_no_folder_is_told(tmp_path: Path) -> None:
    said = csp("validate", tmp_path / "nowhere")
    assert (said.exit_code, said.stderr) == (1, f"{tmp_path}/nowhere: no such folder\n")


def test_accept_publishes_what_waits(waiting: Path) -> None:
    said = csp("accept", "--curated", waiting)
    assert said.exit_code == 0
    assert said.stdout.startswith("accepted: a-")
    assert csp("accept", "--curated", waiting).stdout == f"nothing waits in {waiting}\n"


def test_accept_of_a_report_that_does_not_wait_is_told(waiting: Path) -> None:
    said = csp("accept", "b-12345678", "--curated", waiting)
    assert said.exit_code == 1
    assert said.stderr == f"nothing of b-12345678 waits in {waiting}\n"


def test_the_folder_of_the_datasets_may_stand_in_the_environment(
    waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CSP_CURATED", str(waiting))
    assert csp("validate").stdout == "1 report, 2 records: nothing wrong\n"


@pytest.mark.parametrize(
    ("option", "said", "meant"),
    [
        ("--period", "2022", "write it 2022-23"),
        ("--period", "2022-25", "write it 2022-23"),
        ("--partnership", "One Bristol", "did you mean one-bristol?"),
        ("--workers", "0", "--workers"),
        ("--memory", "lots", "--memory"),
    ],
)
def test_wrong_use_is_status_2_and_says_what_was_meant(
    report: Path, option: str, said: str, meant: str
) -> None:
    refused = csp("ingest", report, option, said)
    assert refused.exit_code == 2
    assert meant in " ".join(refused.stderr.replace("│", " ").split())


def test_numbers_and_names_as_they_are_printed() -> None:
    assert number(1, "priority") == "1 priority"
    assert number(12345, "priority") == "12,345 priorities"
    assert shortened("annual-report.pdf", 17) == "annual-report.pdf"
    assert shortened("braintree-annual-report-2022-23.pdf", 20) == "braintre…2022-23.pdf"
