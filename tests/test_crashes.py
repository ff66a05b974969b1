"""A report is published whole or not at all, wherever the process dies."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from schemas import DATASETS
from schemas.manifest import FileEntry
from schemas.store import Store, StoreError
from schemas.validate import validate
from tests.rows import NAME, dead_owner, files_of, report_rows, sums


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
            Store(root).folder.put(".lock", dead_owner())
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
