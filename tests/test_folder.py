"""What the system refuses is told in words, and leaves what was published."""

import errno
import os
from pathlib import Path

import pytest

from schemas import DATASETS
from schemas.store import Store, StoreError
from tests.rows import NAME, SHA256, files_of, report_rows


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return tmp_path / "curated"


def failing_at(n: int, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the n-th flush of a file to disk fail with an error of the system."""
    calls = iter(range(1, n))
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if next(calls, None) is None:
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)


@pytest.mark.parametrize("n", range(1, len(DATASETS) + 2))
def test_a_full_disk_leaves_what_was_published_and_says_so(
    curated: Path, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = files_of(curated)
    failing_at(n, errno.ENOSPC, monkeypatch)
    with pytest.raises(StoreError, match=rf"no space left on {curated}: free some and run again"):
        store.write(report_rows(sums=(7,)), accept=True)
    assert files_of(curated) == before


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_no_right_to_write_is_told(
    curated: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_at(1, number, monkeypatch)
    with pytest.raises(StoreError, match=f"no right to read or write {curated}"):
        Store(str(curated)).write(report_rows())
    assert files_of(curated) == {}


def test_ctrl_c_in_the_middle_of_a_write_leaves_what_was_published(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = files_of(curated)

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.write(report_rows(sums=(7,)), accept=True)
    assert files_of(curated) == before


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "curated").write_text("not a folder")
    with pytest.raises(StoreError, match="is a file, not a folder"):
        Store(str(tmp_path / "curated")).write(report_rows())


def test_an_address_that_nobody_knows_is_told() -> None:
    with pytest.raises(StoreError, match="nowhere://curated"):
        Store("nowhere://curated")


def test_a_damaged_manifest_is_told(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    (curated / ".manifest" / f"{NAME}.json").write_text('{"report_id": "x"')
    with pytest.raises(StoreError, match=rf"{NAME}.json is damaged .*: restore or delete it"):
        store.state(SHA256)


def test_a_lost_file_is_told(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    (curated / "funding" / f"{NAME}.parquet").unlink()
    lost = rf"funding/{NAME}.parquet is missing: csp validate tells what to do"
    with pytest.raises(StoreError, match=lost):
        store.write(report_rows(sums=(7,)))
    with pytest.raises(StoreError, match=lost):
        store.read("funding")
    with pytest.raises(StoreError, match=lost):
        store.table(NAME, "funding")
