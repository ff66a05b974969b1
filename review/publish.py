"""Publishes what was decided: accepted changes come in, rejected ones keep what was published."""

import getpass
import subprocess
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pyarrow as pa
from pydantic import ValidationError

from review import history
from review.decisions import Decision, Decisions, What
from review.diff import Change, compare
from review.merge import Rows, as_of, merge
from review.snapshots import published, with_pending
from schemas import DATASETS, Report, Row
from schemas.checks import find_contradictions
from schemas.manifest import Manifest
from schemas.store import Outcome, Store, StoreError

Tables = Mapping[str, pa.Table]
Verdict = What | None
Verdicts = Callable[[Change], Verdict]
"""What stands on a change: None where nobody has decided."""


@dataclass(frozen=True)
class Waiting:
    """A report that waits: what is published of it, what was found, and what differs."""

    manifest: Manifest
    published_as: Mapping[str, str]
    """What the user said of the report when it was published."""
    old: Tables
    new: Tables
    changes: tuple[Change, ...]

    @classmethod
    def of(
        cls, store: Store, report_id: str, changes: Iterable[Change] | None = None
    ) -> "Waiting | None":
        """None where nothing of the report waits; `changes`, where they are known already.

        Raises StoreError.
        """
        manifest = store.manifest(report_id, pending=True)
        before = store.manifest(report_id)
        if manifest is None or before is None:
            return None
        one = {report_id}.__contains__
        return cls(
            manifest,
            before.told,
            {dataset: store.table(report_id, dataset) for dataset in DATASETS},
            {dataset: store.table(report_id, dataset, pending=True) for dataset in DATASETS},
            compare(published(store, one), with_pending(store, one)).changes
            if changes is None
            else tuple(changes),
        )


@dataclass(frozen=True)
class Settled:
    """What came of a report that waited: how many changes are decided, and how many still ask."""

    report_id: str
    accepted: int = 0
    rejected: int = 0
    waiting: int = 0
    problem: str | None = None
    """Why nothing was published yet, where decisions do not fit together."""


def publish(
    store: Store,
    records: Mapping[str, Sequence[Row]],
    accept: bool = False,
    told: Mapping[str, str] | None = None,
) -> Outcome:
    """Publish a new report, or the changes of one that were decided before; the others wait.

    `accept` takes all that was not rejected. Raises StoreError.
    """
    outcome = store.write(records, told=told)
    if outcome.state == "published":
        (report,) = records["reports"]
        assert isinstance(report, Report)
        history.note_first(store, outcome.report_id, now(), report.extractor_version)
    if outcome.state != "pending":
        return outcome
    settled = settle(store, Decisions.beside(store.folder.root), outcome.report_id, accept=accept)
    if settled.waiting or settled.problem:
        return outcome
    return replace(outcome, state="accepted" if settled.accepted else "unchanged")


def known(
    store: Store, sha256: str, code: str, told: Mapping[str, str], accept: bool
) -> Outcome | None:
    """What this code made of this input before; `accept` publishes it if it waits."""
    outcome = store.done(sha256, code, told)
    if outcome is None or outcome.state != "pending" or not accept:
        return outcome
    settle(store, Decisions.beside(store.folder.root), outcome.report_id, accept=True)
    return replace(outcome, state="accepted")


def decide(
    decisions: Decisions, changes: Iterable[Change], what: What, who: str, why: str = ""
) -> list[str]:
    """Saves a decision on each of these changes; ids of their reports. Raises StoreError."""
    by_report: dict[str, list[Decision]] = {}
    when = now()
    for change in changes:
        decision = Decision.on(change, what, who, when, why)
        by_report.setdefault(change.report_id, []).append(decision)
    for report_id, found in by_report.items():
        decisions.add(report_id, found)
    return sorted(by_report)


def settle(
    store: Store, decisions: Decisions, report_id: str, who: str = "", accept: bool = False
) -> Settled:
    """Publish what is decided of a report that waits; what is not still waits.

    `accept` takes what is not decided. Raises StoreError.
    """
    waiting = Waiting.of(store, report_id)
    if waiting is None:
        return Settled(report_id)
    standing = decisions.standing(report_id)
    names = {decision.who for decision in standing.values()}

    def verdict(change: Change) -> Verdict:
        decision = standing.get(change.id)
        return decision.what if decision else "accept" if accept else None

    if waiting.changes and all(verdict(change) is None for change in waiting.changes):
        return Settled(report_id, waiting=len(waiting.changes))
    decided = [change for change in waiting.changes if verdict(change) is not None]
    return apply(store, waiting, verdict, decided, who or ", ".join(sorted(names)))


def apply(
    store: Store, waiting: Waiting, verdict: Verdicts, decided: Collection[Change], who: str
) -> Settled:
    """Bring what is published, and what waits, to what stands on each change.

    `decided`: those that are new to the report's history. Raises StoreError.
    """
    name = waiting.manifest.report_id
    verdicts = {change.id: verdict(change) for change in waiting.changes}
    found = list(verdicts.values())
    told = Settled(name, found.count("accept"), found.count("reject"), found.count(None))
    try:
        _write(store, waiting, verdicts)
    except _Mixture as mixture:
        return replace(told, problem=str(mixture))
    noted = [
        (change, change.kind if verdicts[change.id] == "accept" else "taken back")
        for change in decided
        if verdicts[change.id] != "reject"
    ]
    history.note(store, name, now(), waiting.manifest.code_version, who, noted)
    return told


class _Mixture(Exception):
    """Old and new records that do not go together; its text says which."""


def _write(store: Store, waiting: Waiting, verdicts: Mapping[str, Verdict]) -> None:
    name = waiting.manifest.report_id
    if set(verdicts.values()) <= {"accept"} and store.manifest(name, True) == waiting.manifest:
        store.accept([name])  # as it is, whatever columns it was written with
        return
    old, new = _rows(waiting.old), _rows(waiting.new)
    taken = merge(old, new, waiting.changes, lambda change: verdicts[change.id] == "accept")
    _fits(waiting.manifest, taken, (old, new))
    if None not in verdicts.values():
        store.write(_models(taken), accept=True, told=waiting.manifest.told)
        return
    still = merge(old, new, waiting.changes, lambda change: verdicts[change.id] != "reject")
    _fits(waiting.manifest, still, (old, new))
    # As if by the earlier code: should we be cut off here, the next run reads the report again.
    store.write(_models(as_of(taken, old)), accept=True, told=waiting.published_as)
    store.write(_models(still), told=waiting.manifest.told)


def _rows(tables: Tables) -> Rows:
    return {dataset: table.to_pylist() for dataset, table in tables.items()}


def _fits(manifest: Manifest, rows: Rows, sources: Sequence[Rows]) -> None:
    """Raises _Mixture where rows contradict each other that did not before they were mixed."""
    found = {(dataset, what) for dataset, _, what in find_contradictions(rows, manifest)}
    for source in sources if found else ():
        found -= {(dataset, what) for dataset, _, what in find_contradictions(source, manifest)}
    if found:
        dataset, what = min(found)
        raise _Mixture(f"{dataset}: {what}")


def _models(rows: Rows) -> dict[str, list[Row]]:
    try:
        return {
            dataset: [DATASETS[dataset].model_validate(row) for row in found]
            for dataset, found in rows.items()
        }
    except ValidationError as error:
        raise StoreError(
            f"written with other columns than records have now ({error.errors()[0]['msg']}): "
            "run csp ingest again, or accept the report as a whole"
        ) from error


def now() -> str:
    """UTC, to the second: `2026-11-21T08:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def whoever() -> str:
    """The name that git commits with here, or that of the account."""
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return getpass.getuser()
    return done.stdout.strip() or getpass.getuser()
