"""The store: all of a report or none of it, changed extractions wait, unchanged work is skipped."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from schemas import DATASETS, arrow_schema
from schemas.manifest import FileEntry
from schemas.store import Store, StoreError, code_version, report_id
from schemas.validate import validate
from schemas.version import version_of
from tests.rows import report_rows

SHA256 = hashlib.sha256(b"a report").hexdigest()
NAME = f"annual-report-2022-23-{SHA256[:8]}"


@pytest.fixture(params=["folder", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, in a folder and on a file system that is not local."""
    if request.param == "folder":
        return Store(str(tmp_path / "curated"))
    return Store(f"memory://{uuid.uuid4()}/curated")


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return tmp_path / "curated"


def files_of(curated: Path) -> dict[str, bytes]:
    """All files but the lock, by their path."""
    paths = sorted(path for path in curated.rglob("*") if path.is_file())
    return {str(p.relative_to(curated)): p.read_bytes() for p in paths if p.name != ".lock"}


def published_of(curated: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(curated).items() if ".pending" not in name}


def sums(store: Store) -> list[float]:
    return store.read("funding")["amount_gbp"].to_pylist()


def test_a_new_report_is_published(store: Store) -> None:
    outcome = store.write(report_rows())
    assert outcome.report_id == NAME
    assert outcome.state == "published"
    assert outcome.rows["funding"] == 2
    assert outcome.rows["entities"] == 0
    assert sums(store) == [15000, 500]
    assert validate(store) == []


def test_every_dataset_has_a_file_with_the_whole_schema_though_it_has_no_rows(
    curated: Path,
) -> None:
    Store(str(curated)).write(report_rows(sums=()))
    for dataset, model in DATASETS.items():
        schema = pq.read_schema(curated / dataset / f"{NAME}.parquet")
        assert schema.equals(arrow_schema(model)), dataset


def test_pandas_reads_a_dataset_with_no_help_of_ours(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))  # waits: not to be seen
    store.write(report_rows("raw/b.pdf", "another", sums=()))
    frame = pd.read_parquet(curated / "funding")
    assert frame["amount_gbp"].tolist() == [15000, 500]
    assert pd.read_parquet(curated / "reports")["report_id"].nunique() == 2


def test_duckdb_reads_a_dataset_with_no_help_of_ours(curated: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    found = duckdb.sql(f"select sum(amount_gbp) from '{curated}/funding/*.parquet'").fetchall()
    assert found == [(15500,)]


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Store(str(tmp_path / name)).write(report_rows())
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert len(files_of(tmp_path / "one")) == len(DATASETS) + 1


def test_unchanged_files_stay_and_only_the_code_is_noted(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = files_of(curated)
    outcome = store.write(report_rows("other/folder.pdf", code="code-2", day=9, as_report=NAME))
    assert outcome.state == "unchanged"
    after = files_of(curated)
    manifest = f".manifest/{NAME}.json"
    assert {name for name in after if after[name] != before.get(name)} == {manifest}
    assert json.loads(after[manifest])["code_version"] == "code-2"
    assert json.loads(after[manifest])["source"] == "raw/Annual Report 2022-23.pdf"


def test_other_bytes_of_the_same_rows_are_no_change(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schemas.parquet.COMPRESSION", "gzip")  # as another library version might
    store = Store(str(curated))
    store.write(report_rows())
    monkeypatch.undo()
    assert store.write(report_rows(code="code-2")).state == "unchanged"


def test_work_that_was_done_is_known_by_content_and_code(store: Store) -> None:
    assert store.done(SHA256, "code-1") is None
    published = store.write(report_rows())
    done = store.done(SHA256, "code-1")
    assert done is not None
    assert (done.state, done.report_id, done.rows) == ("unchanged", NAME, published.rows)
    assert store.done(SHA256, "code-2") is None
    assert store.done(hashlib.sha256(b"another").hexdigest(), "code-1") is None


def test_work_is_done_again_when_the_user_says_something_new_of_the_report(store: Store) -> None:
    store.write(report_rows(), told={"partnership": "braintree"})
    assert store.done(SHA256, "code-1") is not None
    assert store.done(SHA256, "code-1", {"partnership": "braintree"}) is not None
    assert store.done(SHA256, "code-1", {"partnership": "maldon"}) is None
    manifest = store.state(SHA256)
    assert manifest is not None
    assert manifest.told == {"partnership": "braintree"}


def test_a_changed_extraction_waits_beside_what_is_published(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = published_of(curated)
    outcome = store.write(report_rows(sums=(15000, 700), code="code-2"))
    assert outcome.state == "pending"
    assert published_of(curated) == before
    assert [manifest.report_id for manifest in store.pending()] == [NAME]
    assert store.table(NAME, "funding", pending=True)["amount_gbp"].to_pylist() == [15000, 700]
    assert validate(store) == []


def test_what_waits_is_not_made_again_by_the_same_code(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    done = store.done(SHA256, "code-2")
    assert done is not None
    assert done.state == "pending"
    assert done.rows["funding"] == 1
    assert store.done(SHA256, "code-1") is None  # going back must look at what waits


def test_what_waits_keeps_its_bytes_when_it_is_found_again(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2", day=2))
    before = files_of(curated)
    assert store.write(report_rows(sums=(7,), code="code-3", day=3)).state == "pending"
    after = files_of(curated)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f".pending/{NAME}/pending.json"}


def test_accepting_publishes_what_waits(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    assert store.accept() == [NAME]
    assert sums(store) == [7]
    assert store.pending() == []
    assert store.accept() == []
    assert validate(store) == []
    done = store.done(SHA256, "code-2")
    assert done is not None
    assert done.state == "unchanged"


def test_a_run_that_accepts_publishes_what_waits_without_reading_again(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    done = store.done(SHA256, "code-2", accept=True)
    assert done is not None
    assert done.state == "accepted"
    assert sums(store) == [7]


def test_accept_on_writing_publishes_at_once_and_forgets_what_waited(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    assert store.write(report_rows(sums=(8,)), accept=True).state == "accepted"
    assert sums(store) == [8]
    assert store.pending() == []


def test_only_what_waits_can_be_accepted(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    with pytest.raises(StoreError, match="nothing of other waits"):
        store.accept([NAME, "other"])
    assert sums(store) == [15000, 500]


def test_what_waits_is_forgotten_when_a_run_finds_the_published_state_again(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    assert store.write(report_rows(code="code-3")).state == "unchanged"
    assert store.pending() == []
    assert store.accept() == []


def test_a_dataset_that_became_empty_keeps_no_old_rows(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=()), accept=True)
    assert sums(store) == []


def test_the_same_content_under_another_name_is_the_same_report(store: Store) -> None:
    store.write(report_rows())
    manifest = store.state(SHA256)
    assert manifest is not None
    assert manifest.report_id == NAME
    # Two runs at once that each took it for new:
    again = store.write(report_rows("raw/copy.pdf"))
    assert (again.report_id, again.state) == (NAME, "unchanged")
    assert store.report_ids() == [NAME]
    with pytest.raises(StoreError, match=f"published as {NAME}: run again"):
        store.write(report_rows("raw/copy.pdf", code="code-2"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("raw/Annual Report 2022-23.pdf", "annual-report-2022-23-01234567"),
        ("s3://reports/über uns & mehr.PDF", "uber-uns-and-mehr-01234567"),
        ("raw/報告.txt", "report-01234567"),
        ("no-suffix", "no-suffix-01234567"),
        ("a" * 59 + " bcd.pdf", "a" * 59 + "-01234567"),
    ],
)
def test_a_report_is_named_after_its_file_and_content(name: str, expected: str) -> None:
    assert report_id(name, "0123456789abcdef" * 4) == expected


def test_rows_are_in_the_order_given_and_reports_in_that_of_their_ids(store: Store) -> None:
    store.write(report_rows("b.pdf", "b", sums=(3, 1, 2)))
    store.write(report_rows("a.pdf", "a", sums=(9, 8)))
    assert sums(store) == [9, 8, 3, 1, 2]


def test_a_store_that_is_not_there_has_no_rows(store: Store) -> None:
    assert store.read("funding").num_rows == 0
    assert store.read("funding").schema.equals(arrow_schema(DATASETS["funding"]))
    assert store.report_ids() == []
    assert store.pending() == []


# What a crash leaves


def old_or_new(store: Store) -> list[float]:
    """The sums that the store holds, which all other datasets must agree with."""
    found = sums(store)
    there = set(store.read("reports")["report_id"].to_pylist())
    assert set(store.read("funding")["report_id"].to_pylist()) <= there
    assert set(store.read("statistics")["report_id"].to_pylist()) == there
    assert all(row["ingested_at"].day == len(found) for row in store.read("reports").to_pylist())
    for manifest in store.pending():
        assert manifest.files == {
            dataset: FileEntry.of(
                store.table(NAME, dataset, pending=True).num_rows,
                store.file(NAME, dataset, pending=True),
            )
            for dataset in DATASETS
        }
    return found


def publish(store: Store) -> None:
    store.write(report_rows(sums=(1, 2), day=2))


def publish_a_change(store: Store) -> None:
    store.write(report_rows(sums=(1, 2), day=2), accept=True)


def let_a_change_wait(store: Store) -> None:
    store.write(report_rows(sums=(1, 2), day=2))


def accept_a_change(store: Store) -> None:
    store.accept()


def find_the_old_again(store: Store) -> None:
    store.write(report_rows(sums=(9,), day=1))


def nothing(store: Store) -> None:
    del store


def with_old(store: Store) -> None:
    store.write(report_rows(sums=(9,), day=1))


def with_old_and_waiting(store: Store) -> None:
    with_old(store)
    store.write(report_rows(sums=(1, 2), day=2))


Step = Callable[[Store], None]
CRASHES: list[tuple[Step, Step, list[list[float]]]] = [
    (nothing, publish, [[], [1, 2]]),
    (with_old, publish_a_change, [[9], [1, 2]]),
    (with_old, let_a_change_wait, [[9]]),
    (with_old_and_waiting, accept_a_change, [[9], [1, 2]]),
    (with_old_and_waiting, find_the_old_again, [[9]]),
]


def killed_at(n: int, step: Step, store: Store) -> bool:
    """Run a step in a process that dies at its n-th touch of the disk; whether it came so far."""
    child = os.fork()
    if child == 0:
        calls = iter(range(1, n))
        for name in ("replace", "fsync", "unlink", "remove"):
            setattr(os, name, _dying(getattr(os, name), calls))
        try:
            step(store)
        except BaseException:  # a child of the tests must never go on as one of them
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9)
    return code == 9


def _dying(call: Callable[..., Any], calls: Iterator[int]) -> Callable[..., Any]:
    def touch(*args: Any, **kwargs: Any) -> Any:
        if next(calls, None) is None:
            os._exit(9)
        return call(*args, **kwargs)

    return touch


@pytest.mark.parametrize(("before", "step", "allowed"), CRASHES)
def test_a_process_killed_at_any_moment_leaves_the_old_state_or_the_new(
    tmp_path: Path, before: Step, step: Step, allowed: list[list[float]]
) -> None:
    before(Store(str(tmp_path / "0")))
    (tmp_path / "0").mkdir(exist_ok=True)
    seen = []
    n = 0
    is_killed = True
    while is_killed:
        n += 1
        curated = shutil.copytree(tmp_path / "0", tmp_path / str(n))
        store = Store(str(curated))
        is_killed = killed_at(n, step, store)
        found = old_or_new(store)  # what a reader sees before anyone has tidied up
        seen.append(found)
        store.accept([])  # any write tidies up
        assert old_or_new(store) == found
        assert validate(store) == []
        assert [manifest for manifest in store.pending() if found == [1, 2]] == []
        left = [Path(name).name for name in files_of(curated)]
        assert [name for name in left if name.endswith((".new", ".tmp"))] == []
        step(store)
        assert old_or_new(store) == allowed[-1]
    assert n > len(DATASETS)
    assert [found for found in allowed if found not in seen] == []
    assert [found for found in seen if found not in allowed] == []


def test_a_crash_on_remote_storage_leaves_the_old_state_or_the_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []
    n = 0
    is_killed = True
    while is_killed:
        n += 1
        root = f"memory://{uuid.uuid4()}"
        with_old(Store(root))
        calls = iter(range(1, n))
        with monkeypatch.context() as patch:
            for name in ("pipe_file", "cp_file", "rm_file", "rm"):
                patch.setattr(MemoryFileSystem, name, _gone(name, calls))
            try:
                publish_a_change(Store(root))
                is_killed = False
            except StoreError:
                pass
        found = old_or_new(Store(root))
        seen.append(found)
        if Store(root).folder.exists(".lock"):
            Store(root).folder.put(".lock", _owner_that_died())
        Store(root).accept([])
        assert old_or_new(Store(root)) == found
        assert validate(Store(root)) == []
    assert [found for found in seen if found not in ([9], [1, 2])] == []
    assert {tuple(found) for found in seen} == {(9,), (1, 2)}


def _gone(name: str, calls: Iterator[int]) -> Callable[..., Any]:
    real = getattr(MemoryFileSystem, name)

    def touch(self: MemoryFileSystem, *args: Any, **kwargs: Any) -> Any:
        if next(calls, None) is None:
            raise ConnectionAbortedError
        return real(self, *args, **kwargs)

    return touch


def _owner_that_died() -> bytes:
    held = {"host": os.uname().nodename, "pid": _dead_pid(), "token": "t"}
    return json.dumps(held).encode()


def _dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


# What the system refuses


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


# Two runs at once

HOLD = """
import sys
from schemas.folder import Folder
from schemas.lock import locked
with locked(Folder.open(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

INGEST = """
import sys
from schemas.store import Store
from tests.rows import report_rows
store = Store(sys.argv[1])
for i in range(12):
    store.write(report_rows(f"{i}.pdf", f"report {i}", sums=range(i)))
    store.write(report_rows(f"{i}.pdf", f"report {i}", sums=range(i + 1)), accept=True)
    store.write(report_rows(f"{sys.argv[2]}-{i}.pdf", f"{sys.argv[2]} {i}"))
"""


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_run_waits_for_another_and_says_for_whom(curated: Path) -> None:
    with python(HOLD, str(curated)) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=rf"another run \(pid {other.pid} on .*wait until"):
            Store(str(curated), wait=0.1).write(report_rows())
        other.kill()  # nothing of the lock is left by a process that was killed
        other.wait()
        assert Store(str(curated), wait=0).write(report_rows()).state == "published"


def test_two_runs_at_once_do_not_harm_each_other(curated: Path) -> None:
    runs = [python(INGEST, str(curated), name) for name in ("one", "two")]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0]
    store = Store(str(curated))
    assert len(store.report_ids()) == 36
    assert validate(store) == []
    rows = store.read("funding").num_rows
    assert rows == sum(i + 1 for i in range(12)) + 24 * 2


def test_a_remote_lock_is_taken_over_from_a_dead_process_only() -> None:
    store = Store(f"memory://{uuid.uuid4()}", wait=0)
    store.folder.put(".lock", _owner_that_died())
    assert store.write(report_rows()).state == "published"
    assert not store.folder.exists(".lock")
    elsewhere = json.dumps({"host": "elsewhere", "pid": 1, "token": "t"}).encode()
    store.folder.put(".lock", elsewhere)
    with pytest.raises(StoreError, match=r"pid 1 on elsewhere.* if it is gone, delete .*/\.lock"):
        store.write(report_rows())


# The version of the code


def test_the_version_is_that_of_code_and_vocabulary_and_of_nothing_else(tmp_path: Path) -> None:
    for name in ("schemas/codes.py", "schemas/data/themes.toml", "extractors/funding.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    first = version_of(tmp_path)
    (tmp_path / "extractors/__pycache__").mkdir()
    (tmp_path / "extractors/__pycache__/funding.pyc").write_text("compiled")
    (tmp_path / "README.md").write_text("words")
    assert version_of(tmp_path) == first
    (tmp_path / "schemas/data/themes.toml").write_text("another word")
    assert version_of(tmp_path) != first
    (tmp_path / "schemas/data/themes.toml").write_text("schemas/data/themes.toml")
    assert version_of(tmp_path) == first
    (tmp_path / "extractors/funding.py").rename(tmp_path / "extractors/sums.py")
    assert version_of(tmp_path) != first


def test_the_version_of_this_code_is_the_same_in_every_process() -> None:
    code = "from schemas.store import code_version; print(code_version())"
    with python(code) as other:
        assert other.communicate()[0].strip() == code_version()
