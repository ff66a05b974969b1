"""Which files a run reads: by name, in folders, elsewhere; what it leaves out is told."""

from pathlib import Path

import fsspec
import pytest

from extractors.reading import read
from flows import inputs
from flows.inputs import Inputs, find_inputs


def find(folder: Path, *paths: Path | str) -> Inputs:
    return find_inputs([str(path) for path in paths], folder / "downloads")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Reports in two folders, and what stands beside reports."""
    for name in ("b.pdf", "a.TXT", "2022/c.md", "README.md", ".hidden.pdf", "notes.docx"):
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "raw"


def test_a_folder_gives_its_reports_in_order_and_tells_what_it_leaves_out(raw: Path) -> None:
    found = find(raw, raw)
    assert [file.source for file in found.files] == [
        f"{raw}/2022/c.md",
        f"{raw}/a.TXT",
        f"{raw}/b.pdf",
    ]
    assert found.notes == [
        f"{raw}/README.md: left out, it tells about the folder",
        f"{raw}: left out what is no report (1 .docx)",
    ]
    assert found.refused == []


def test_a_file_named_outright_is_read_whatever_it_is_called(raw: Path) -> None:
    found = find(raw, raw / "README.md", raw / "notes.docx")
    assert [file.path.name for file in found.files] == ["README.md", "notes.docx"]


def test_a_file_named_twice_is_one_file(raw: Path) -> None:
    assert len(find(raw, raw / "b.pdf", raw / "b.pdf", raw).files) == 3


def test_a_folder_without_reports_and_a_path_to_nothing_are_refused(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    found = find(tmp_path, bare, tmp_path / "nowhere.pdf")
    assert found.refused == [
        (str(bare), "no report in it (.pdf, .txt, .md)"),
        (f"{tmp_path}/nowhere.pdf", "there is no such file or folder"),
    ]


def test_files_that_are_not_on_this_machine_are_fetched_and_keep_their_address(
    tmp_path: Path,
) -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/reports/2023/a.txt", b"Burglary")
    memory.pipe_file("/reports/a.txt", b"Robbery")
    found = find(tmp_path, "memory://reports")
    assert [file.source for file in found.files] == [
        "memory:///reports/2023/a.txt",
        "memory:///reports/a.txt",
    ]
    assert [file.path.read_bytes() for file in found.files] == [b"Burglary", b"Robbery"]


def test_an_address_that_nothing_answers_is_refused(tmp_path: Path) -> None:
    found = find(tmp_path, "memory://nothing/here", "nosuch://reports/a.pdf")
    assert [source for source, _ in found.refused] == [
        "memory://nothing/here",
        "nosuch://reports/a.pdf",
    ]


def test_the_kinds_of_file_are_those_that_can_be_read() -> None:
    assert inputs.SUFFIXES == read.SUFFIXES
