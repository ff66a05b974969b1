"""Keeps two runs from writing to one store at the same time."""

import contextlib
import json
import os
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from schemas.folder import Folder, StoreError

_NAME = ".lock"
_PAUSE = 0.05  # seconds between two looks at the lock


@contextlib.contextmanager
def locked(folder: Folder, wait: float = 60.0) -> Iterator[None]:
    """Hold the only right to write to a folder; raises StoreError if it is not free in `wait` s."""
    hold = _held_file if folder.is_local else _held_object
    with hold(folder, time.monotonic() + wait):
        yield


@contextlib.contextmanager
def _held_file(folder: Folder, deadline: float) -> Iterator[None]:
    import fcntl  # noqa: PLC0415 not on Windows, where the datasets can be read all the same

    path = Path(folder.full(_NAME))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        # The kernel lets go of it when the process ends, however it ends: no stale locks.
        while not _taken(fcntl.flock, file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB):
            _pause(folder, deadline, path.read_text())
        file.truncate(0)
        file.write(_owner())
        file.flush()
        yield
        file.truncate(0)


def _taken(flock, descriptor: int, operation: int) -> bool:  # type: ignore[no-untyped-def]
    try:
        flock(descriptor, operation)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _held_object(folder: Folder, deadline: float) -> Iterator[None]:
    mine = _owner().encode()
    while not _created(folder, mine):
        with contextlib.suppress(FileNotFoundError):
            held = folder.get(_NAME).decode()
            if _is_dead(held):
                folder.remove(_NAME)
                continue
            _pause(folder, deadline, held)
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            if folder.get(_NAME) == mine:
                folder.remove(_NAME)


def _created(folder: Folder, mine: bytes) -> bool:
    try:
        folder.fs.pipe_file(folder.full(_NAME), mine, mode="create")
    except FileExistsError:
        return False
    return folder.get(_NAME) == mine  # some file systems overwrite in spite of `create`


def _owner() -> str:
    return json.dumps(
        {"host": socket.gethostname(), "pid": os.getpid(), "token": secrets.token_hex(8)}
    )


def _is_dead(held: str) -> bool:
    owner = json.loads(held)
    if owner["host"] != socket.gethostname():
        return False
    try:
        os.kill(owner["pid"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _pause(folder: Folder, deadline: float, held: str) -> None:
    if time.monotonic() < deadline:
        time.sleep(_PAUSE)
        return
    owner = json.loads(held) if held else {"pid": "unknown", "host": "this machine"}
    remedy = "" if folder.is_local else f"; if it is gone, delete {folder.root}/{_NAME}"
    raise StoreError(
        f"another run (pid {owner['pid']} on {owner['host']}) is writing to {folder.root}: "
        f"wait until it has ended and run again{remedy}"
    )
