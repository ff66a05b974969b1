"""When each record came and was changed last, by which code, and who accepted it."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from review.diff import Change
from schemas.store import Store

Noted = Sequence[tuple[Change, str]]
"""Changes, each with what became of the record: its kind, or that it was taken back."""

_FOLDER = ".history"


@dataclass(frozen=True)
class Event:
    """Something that happened to a record: it came, changed or was published first."""

    what: str
    when: str
    code: str
    who: str
    columns: tuple[str, ...] = ()


def note_first(store: Store, report_id: str, when: str, version: str) -> None:
    """Adds that a report was published for the first time, by this state of the code."""
    _add(store, report_id, {"when": when, "code": code_name(version), "who": ""})


def note(store: Store, report_id: str, when: str, version: str, who: str, changes: Noted) -> None:
    """Adds the changes of a report that were published, with what became of each record."""
    entry = {
        "when": when,
        "code": code_name(version),
        "who": who,
        "records": {
            f"{change.dataset}/{change.record_id}": [what, *change.columns]
            for change, what in changes
        },
        "was": {
            change.record_id: str(change.old["record_id"])
            for change, _ in changes
            if change.old and "record_id" in change.columns
        },
    }
    if changes:
        _add(store, report_id, entry)


def of_record(store: Store, report_id: str, dataset: str, record_id: str) -> list[Event]:
    """What happened to a record, from its first publication on; empty where none was noted."""
    name = f"{_FOLDER}/{report_id}.jsonl"
    with store.folder.explained():
        if not store.folder.exists(name):
            return []
        lines = store.folder.get(name).decode().splitlines()
    events: list[Event] = []
    for entry in reversed([json.loads(line) for line in lines]):
        told = (entry["when"], entry["code"], entry["who"])
        if "records" not in entry:
            return [Event("first published", *told), *events]
        if found := entry["records"].get(f"{dataset}/{record_id}"):
            events.insert(0, Event(found[0], *told, tuple(found[1:])))
            if found[0] == "new":
                return events
            record_id = entry["was"].get(record_id, record_id)
    return events


def _add(store: Store, report_id: str, entry: Mapping[str, Any]) -> None:
    name = f"{_FOLDER}/{report_id}.jsonl"
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
    with store.folder.explained():
        before = store.folder.get(name) if store.folder.exists(name) else b""
        store.folder.put(name, before + line.encode())


@cache
def commit() -> str:
    """The commit of the code that runs, `+` where it was edited since; empty outside of git."""
    root = Path(__file__).parent.parent
    command = ["git", "-C", str(root), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def code_name(version: str) -> str:
    """`fb3582aec502b9b5 (commit 06af9df)`."""
    return f"{version} (commit {commit()})" if commit() else version
