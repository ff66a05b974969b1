"""Bad input and bad luck: one clear line for each, the others go on, what was there stays."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from flows.batch import Options, Result, Run
from flows.workers import Limits, read_and_extract
from schemas.store import Store, StoreError
from schemas.validate import validate
from tests.pretence import run_all

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of good and bad files, made here."""
    folder = tmp_path_factory.mktemp("bad")
    good = folder / "Bericht für Ämter 2022-23.pdf"
    canvas = Canvas(str(good))
    for page, crime in enumerate(("Robbery", "Burglary", "Vehicle crime")):
        said = f"{crime} increased by {page + 3}.8% to {page + 182} offences in 2022-23."
        canvas.drawString(72, 700 - 50 * page, said)
        canvas.showPage()
    canvas.save()
    data = good.read_bytes()
    (folder / "cut off.pdf").write_bytes(data[: len(data) // 2])
    (folder / "no pdf.pdf").write_text("this is a letter\n" * 50)
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "twin.pdf").write_bytes(data)
    _rewritten(good, folder / "password.pdf", lambda writer: writer.encrypt("secret"))
    _rewritten(good, folder / "turned.pdf", lambda writer: [p.rotate(90) for p in writer.pages])
    PdfWriter().write(folder / "no pages.pdf")
    canvas = Canvas(str(folder / "scan.pdf"))
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    return folder


def _rewritten(path: Path, to: Path, change) -> None:
    writer = PdfWriter(clone_from=PdfReader(str(path)))
    change(writer)
    writer.write(to)


@pytest.fixture(scope="module")
def results(bad: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """What a run says of that folder, by file name."""
    curated = tmp_path_factory.mktemp("store") / "curated"
    read = run_all([bad], Options(str(curated)), read_and_extract)
    assert validate(Store(str(curated))) == []
    return read


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cut off.pdf", "is cut off or damaged"),
        ("no pdf.pdf", "is not a PDF"),
        ("empty.pdf", "is empty"),
        ("empty.txt", "is empty"),
        ("password.pdf", "needs a password"),
        ("no pages.pdf", "has no pages"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_line(
    results: dict[str, Result], name: str, line: str
) -> None:
    assert results[name].state == "failed"
    assert results[name].reason.startswith(line)
    assert "\n" not in results[name].reason


def test_a_scan_is_published_without_records_and_that_is_told(results: dict[str, Result]) -> None:
    scan = results["scan.pdf"]
    assert scan.state == "published"
    assert scan.warnings >= 1
    assert scan.reason.startswith("no records found: no text layer on page 1")


def test_a_turned_report_yields_what_the_upright_one_does(results: dict[str, Result]) -> None:
    upright, turned = results["Bericht für Ämter 2022-23.pdf"], results["turned.pdf"]
    assert turned.reason is None
    assert turned.rows["statistics"] == upright.rows["statistics"] > 0


def test_spaces_and_umlauts_in_a_name_do_no_harm(results: dict[str, Result]) -> None:
    report = results["Bericht für Ämter 2022-23.pdf"]
    assert report.state == "published"
    assert report.report_id.startswith("bericht-fur-amter-2022-23-")


def test_the_same_report_under_another_name_is_told(results: dict[str, Result]) -> None:
    assert results["twin.pdf"].state == "same file"
    assert results["twin.pdf"].reason.endswith("Bericht für Ämter 2022-23.pdf: read once")


def test_hostile_files_of_the_corpus_are_read_or_refused(shared: Path, tmp_path: Path) -> None:
    curated = str(tmp_path / "curated")
    found = run_all([shared / "corpus" / "hostile"], Options(curated), read_and_extract)
    refused = {name: result.reason for name, result in found.items() if result.state == "failed"}
    assert refused == {
        "empty.pdf": "is empty: get the file again",
        "encrypted.pdf": "needs a password: save a copy without one",
        "issue-297-example.pdf": "has no pages: get the file again",
        "password-example.pdf": "needs a password: save a copy without one",
    }
    assert validate(Store(curated)) == []


def test_what_hangs_eats_dies_or_breaks_harms_nobody_else(tmp_path: Path) -> None:
    for order in ("Burglary", "hang", "eat", "die", "break", "Robbery"):
        (tmp_path / f"{order}.txt").write_text(order)
    limits = Limits(memory=0.4, seconds=1.5)
    found = run_all([tmp_path], Options(str(tmp_path / "curated"), limits=limits))
    states = {name: result.state for name, result in found.items()}
    assert states == {
        "Burglary.txt": "published",
        "Robbery.txt": "published",
        "break.txt": "failed",
        "die.txt": "failed",
        "eat.txt": "failed",
        "hang.txt": "failed",
    }


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Burglary")
    (tmp_path / "curated").write_text("a file stands in the way")
    with pytest.raises(StoreError, match="is a file, not a folder"):
        Run([str(tmp_path / "a.txt")], Options(str(tmp_path / "curated")))


def test_a_full_disk_fails_one_report_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = Options(str(tmp_path / "curated"))
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Burglary {name}")
    run_all([tmp_path / "a.txt"], options)
    writes = []

    def fills_up(descriptor: int) -> None:
        writes.append(descriptor)
        if 3 < len(writes) < 6:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fills_up)
    found = run_all([tmp_path / "b.txt", tmp_path / "c.txt"], options)
    assert found["b.txt"].state == "failed"
    assert found["b.txt"].reason == (
        f"no space left on {tmp_path}/curated: free some and run again"
    )
    assert validate(Store(options.curated)) == []
    monkeypatch.undo()
    found = run_all([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], options)
    assert found["a.txt"].state == "unchanged"
    assert found["b.txt"].state == "published"
    assert Store(options.curated).read("priorities").num_rows == 3


KILLED = """
import os, signal, sys
from pathlib import Path
from flows.batch import Options
from tests.pretence import run_all
if __name__ == "__main__":
    real, calls = os.replace, []
    def replace(old, new):
        calls.append(new)
        if str(len(calls)) == sys.argv[3]:
            os.kill(os.getpid(), signal.SIGKILL)
        real(old, new)
    os.replace = replace
    run_all([Path(sys.argv[1])], Options(sys.argv[2], workers=1))
"""


@pytest.mark.parametrize("call", [1, 5, 12, 20])
def test_after_a_kill_in_the_middle_of_a_write_the_next_run_works(
    tmp_path: Path, call: int
) -> None:
    curated, raw, script = tmp_path / "curated", tmp_path / "raw", tmp_path / "killed.py"
    raw.mkdir()
    for name in ("a", "b"):
        (raw / f"{name}.txt").write_text(f"Burglary {name}")
    script.write_text(KILLED)
    command = [sys.executable, str(script), str(raw), str(curated), str(call)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    found = run_all([raw], Options(str(curated)))
    assert {result.state for result in found.values()} <= {"published", "unchanged"}
    assert validate(Store(str(curated))) == []
    assert sorted(Store(str(curated)).read("priorities")["text"].to_pylist()) == [
        "Burglary a",
        "Burglary b",
    ]


def test_two_runs_at_once_publish_all_and_harm_nothing(tmp_path: Path) -> None:
    curated, raw, script = tmp_path / "curated", tmp_path / "raw", tmp_path / "run.py"
    raw.mkdir()
    for name in "abcdef":
        (raw / f"{name}.txt").write_text(f"Burglary {name}")
    script.write_text(KILLED)
    command = [sys.executable, str(script), str(raw), str(curated), "never"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    assert Store(str(curated)).read("priorities").num_rows == 6
    assert validate(Store(str(curated))) == []
