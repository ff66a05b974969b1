"""A sitting of somebody who judges what waits: its changes, what was seen of them, and decided."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from review.counts import write_counts
from review.decisions import Decision, Decisions, What, earlier
from review.diff import Change, Difference
from review.originals import Originals
from review.publish import Settled, Waiting, apply, decide, settle
from review.snapshots import pending_difference
from schemas.manifest import Manifest
from schemas.store import Store, StoreError

LOOKED_AT = 3
"""So many of a group must be looked at before all of it is decided at once."""


class SessionError(Exception):
    """A decision that cannot be taken; its text says why."""


@dataclass(frozen=True)
class Answer:
    """What came of a decision: the changes it holds for, and what could not be published yet."""

    decided: list[str]
    what: str
    problems: list[str]


class Session:
    """Changes that wait, as they were when the sitting began."""

    def __init__(self, store: Store, originals: Originals, who: str) -> None:
        """Replays what was decided before. Raises StoreError."""
        self.store = store
        self.originals = originals
        self.who = who
        self.decisions = Decisions.beside(store.folder.root)
        for manifest in store.pending():
            settle(store, self.decisions, manifest.report_id)
        self.difference: Difference = pending_difference(store)
        self.changes = {change.id: change for change in self.difference.changes}
        self.verdicts: dict[str, What] = {}
        self.seen: set[str] = set()
        self._manifests: dict[str, Manifest] = {}
        self._waiting: dict[str, Waiting] = {}
        self._left: dict[str, tuple[Manifest | None, Manifest | None]] = {}
        self._units = _units(self.difference.changes)
        self._writing = threading.Lock()
        self.heads = self.difference.only(lambda change: self.unit(change)[0] is change)
        """One change for each that is decided by itself: of a table, its gravest."""
        for name in {change.report_id for change in self.difference.changes}:
            found = store.manifest(name)
            if found:
                self._manifests[name] = found
            self._left[name] = self._state(name)

    def manifest(self, report_id: str) -> Manifest | None:
        """Of a report with changes; None for all others."""
        return self._manifests.get(report_id)

    def cells(self, report_id: str, pending: bool) -> Sequence[dict[str, Any]]:
        """The cells of all tables of a report, as they were when the sitting began."""
        waiting = self._waits(report_id)
        tables = waiting.new if pending else waiting.old
        rows: list[dict[str, Any]] = tables["table_cells"].to_pylist()
        return rows

    def unit(self, change: Change) -> list[Change]:
        """The changes that are decided with it: those of one table go together."""
        return self._units.get(change.id, [change])

    def earlier(self, change: Change) -> Decision | None:
        """What was decided on the record before its words, or what is read in them, changed."""
        return earlier(change, self.decisions.all_of(change.report_id))

    def decide(self, ids: Sequence[str], what: What, why: str = "") -> Answer:
        """Saves a decision at once and publishes what it settles.

        Raises SessionError, and StoreError.
        """
        chosen = self._chosen(ids, what)
        with self._writing:
            waiting = {name: self._waits(name) for name in {c.report_id for c in chosen}}
            for name in waiting:
                self._untouched(name)
            decide(self.decisions, chosen, what, self.who, why)
            for change in chosen:
                if what == "undo":
                    self.verdicts.pop(change.id, None)
                else:
                    self.verdicts[change.id] = what
            settled = [self._settle(found, chosen) for _, found in sorted(waiting.items())]
            write_counts(self.store, waiting)
        problems = [f"{found.report_id}: {found.problem}" for found in settled if found.problem]
        return Answer([change.id for change in chosen], what, problems)

    def _chosen(self, ids: Sequence[str], what: What) -> list[Change]:
        unknown = [name for name in ids if name not in self.changes]
        if unknown or not ids:
            raise SessionError("no such change: load the page again")
        units = {id(self.unit(self.changes[name])[0]) for name in ids}
        looked_at = len(self.seen.intersection(ids))
        if what != "undo" and looked_at < min(LOOKED_AT, len(units)):
            raise SessionError(f"look at {LOOKED_AT} of these first: {looked_at} were opened")
        together = {other.id: other for name in ids for other in self.unit(self.changes[name])}
        return list(together.values())

    def _waits(self, report_id: str) -> Waiting:
        if report_id not in self._waiting:
            ours = [c for c in self.difference.changes if c.report_id == report_id]
            found = Waiting.of(self.store, report_id, ours)
            if found is None:
                raise StoreError(f"{report_id} does not wait any more: load the page again")
            self._waiting[report_id] = found
        return self._waiting[report_id]

    def _settle(self, waiting: Waiting, chosen: Iterable[Change]) -> Settled:
        name = waiting.manifest.report_id
        ours = [change for change in chosen if change.report_id == name]
        try:
            return apply(
                self.store, waiting, lambda change: self.verdicts.get(change.id), ours, self.who
            )
        finally:
            self._left[name] = self._state(name)

    def _state(self, report_id: str) -> tuple[Manifest | None, Manifest | None]:
        return self.store.manifest(report_id), self.store.manifest(report_id, pending=True)

    def _untouched(self, report_id: str) -> None:
        """Raises StoreError where another run has written since: it must not be written over."""
        if self._state(report_id) != self._left[report_id]:
            raise StoreError(f"{report_id} was written by another run: start csp review again")


def samples(changes: Sequence[Change], n: int = LOOKED_AT) -> list[str]:
    """Ids of the changes of a group that are most unlike: other columns, reports, sizes."""
    chosen: list[Change] = []
    rest = list(changes[:2000])
    while rest and len(chosen) < n:
        best = max(rest, key=lambda change: min((_unlike(change, c) for c in chosen), default=0))
        chosen.append(best)
        rest.remove(best)
    return [change.id for change in chosen]


def _unlike(a: Change, b: Change) -> float:
    columns = len(set(a.columns) ^ set(b.columns)) / (len({*a.columns, *b.columns}) or 1)
    return (
        columns
        + (a.kind != b.kind)
        + (a.report_id != b.report_id) / 2
        + abs(a.size - b.size)
        + (a.page != b.page) / 10
    )


def _units(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """For each change of a table or its cells, all changes of that table."""
    now: dict[tuple[str, str], str] = {}
    touched = [change for change in changes if change.dataset in ("tables", "table_cells")]
    for change in touched:
        if change.old and change.new:
            now[change.report_id, change.old["table_id"]] = change.new["table_id"]
    by_table: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in touched:
        table = change.row["table_id"]
        if change.new is None:
            table = now.get((change.report_id, table), table)
        by_table[change.report_id, table].append(change)
    return {change.id: found for found in by_table.values() for change in found}


def answer_as_data(answer: Answer) -> dict[str, object]:
    """For JSON."""
    return asdict(answer)
