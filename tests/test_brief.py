"""`csp brief`: one page, every number with its page."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from flows.comparing import register
from tests.told import aim, figure, initiative, money, stored

APP = typer.Typer()
register(APP)
ROWS = [
    figure(200, "2022-23", page=3, report_id="ar-2022-23"),
    figure(250, "2023-24", page=4, report_id="ar-2023-24"),
    figure(70, "2023-24", page=5, report_id="ar-2023-24", category="asb", measure="ASB"),
    money(17739, "2023-24", funder="<b>PFCC</b>", page=6, report_id="ar-2023-24"),
    money(45000, "2023-24", basis="per_unit", kind="cost", page=8, report_id="ar-2023-24"),
    aim("Reduce burglary", "2022-23", ["burglary"], page=1),
    aim("Tackle <script>burglary | now</script>", "2023-24", ["burglary"], page=2),
    initiative("Girls with Goals", "2023-24", page=9, lead="The Council"),
    initiative("Old project", "2020-21", page=9),
]


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> str:
    return stored(tmp_path_factory.mktemp("curated"), ROWS)


def run(curated: str, *words: str) -> Result:
    return CliRunner().invoke(APP, ["brief", "braintree", *words, "--curated", curated])


def html(curated: str, folder: Path, *periods: str) -> str:
    target = folder / "brief.html"
    assert run(curated, *periods, "--out", str(target)).exit_code == 0
    return target.read_text("utf-8")


def test_every_row_with_a_number_names_its_page(curated: str, tmp_path: Path) -> None:
    text = html(curated, tmp_path, "2022-23", "2023-24")
    rows = [row for row in re.findall(r"<tr>.*?</tr>", text, re.DOTALL) if "<td" in row]
    assert len(rows) == 7
    assert [row for row in rows if not re.search(r"\[\d\] p\. \d", row)] == []
    assert "£45,000 (cost, per year, case or pound, [2] p. 8)" in text


def test_what_reports_print_is_escaped(curated: str, tmp_path: Path) -> None:
    text = html(curated, tmp_path, "2023-24")
    assert "<script>" not in text
    assert "Tackle &lt;script&gt;burglary | now&lt;/script&gt;" in text
    assert "&lt;b&gt;PFCC" in text
    markdown = run(curated, "2023-24").stdout
    assert r"Tackle \<script\>burglary \| now\</script\>" in markdown


def test_the_charts_are_in_the_page_and_nothing_is_fetched(curated: str, tmp_path: Path) -> None:
    text = html(curated, tmp_path, "2022-23", "2023-24")
    assert text.count("<svg") == 1
    assert re.findall(r"(?:src|href)=\"http", text) == []


def test_the_figures_of_a_year_are_set_beside_those_before(curated: str) -> None:
    text = run(curated, "2023-24").stdout
    (row,) = (line for line in text.splitlines() if line.startswith("| Robbery"))
    assert [cell.strip() for cell in row.split("|")[1:-1]] == [
        "Robbery",
        "2023-24",
        "250",
        "200 [1] p. 3",
        "+50",
        "+25.0",
        "yes",
        "[2] p. 4",
    ]
    assert "reworded: *Reduce burglary* (2022-23)" in text


def test_only_the_years_asked_for_are_told(curated: str) -> None:
    text = run(curated, "2023-24").stdout
    assert "Girls with Goals" in text
    assert "Old project" not in text


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("1999-00",), 1),
        (("2022",), 2),
        (("2021-22", "2022-23", "2023-24"), 2),
        (("2023-24", "--out", "brief.docx"), 2),
    ],
)
def test_what_cannot_be_told_is_an_error(curated: str, words: tuple[str, ...], status: int) -> None:
    result = run(curated, *words)
    assert (result.exit_code, result.stdout) == (status, "")


def test_the_same_page_twice(curated: str) -> None:
    assert run(curated, "2023-24").stdout == run(curated, "2023-24").stdout
