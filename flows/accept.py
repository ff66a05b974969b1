"""Accepts or rejects what waits, from the terminal, into the same decisions file as the page."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field

from flows.output import console, number, say
from review.counts import write_counts
from review.decisions import Decisions
from review.diff import KINDS, Change
from review.publish import Settled, decide, settle, whoever
from review.snapshots import pending_difference
from schemas.store import Store, StoreError


@dataclass(frozen=True)
class Judged:
    """What was decided on the changes of the reports that wait."""

    what: str
    kinds: dict[str, int] = field(default_factory=dict)
    settled: list[Settled] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether all that was decided is published."""
        return not any(found.problem for found in self.settled)

    def as_data(self) -> list[dict[str, object]]:
        """For JSON: a report each."""
        return [asdict(found) for found in self.settled]


def judge(
    store: Store,
    reports: Sequence[str],
    keeps: Callable[[Change], bool] | None,
    *,
    accept: bool,
    who: str | None,
    why: str,
) -> Judged:
    """Decide on what waits of these reports, of all by default; `keeps` chooses among its changes.

    Raises StoreError.
    """
    waiting = [manifest.report_id for manifest in store.pending()]
    for name in reports:
        if name not in waiting:
            raise StoreError(f"nothing of {name} waits in {store.folder.root}")
    chosen = [name for name in waiting if name in reports or not reports]
    difference = pending_difference(store, set(chosen).__contains__)
    decisions = Decisions.beside(store.folder.root)
    standing = {change for name in chosen for change in decisions.standing(name)}
    keep = keeps or (lambda change: change.id not in standing)
    changes = [change for change in difference.changes if keep(change)]
    who = who or whoever()
    touched = decide(decisions, changes, "accept" if accept else "reject", who, why)
    if keeps is None:  # a report whose columns alone differ has no change to decide on
        touched = chosen
    settled = [
        settle(store, decisions, name, who, accept=accept and keeps is None) for name in touched
    ]
    if touched:
        write_counts(store, touched)
    kinds = Counter(change.kind for change in changes)
    return Judged(
        "accepted" if accept else "rejected",
        {kind: kinds[kind] for kind in KINDS if kind in kinds},
        settled,
    )


def show(judged: Judged, curated: str) -> None:
    """A line a report, and what still waits."""
    out = console()
    for found in judged.settled:
        rest = f", {number(found.waiting, 'change')} still waiting" if found.waiting else ""
        out.print(f"{judged.what}: {found.report_id}{rest}", soft_wrap=True)
        if found.problem:
            say(
                f"{found.report_id}: saved, but published only when the rest is decided "
                f"({found.problem})",
                "yellow",
            )
    if judged.kinds:
        out.print(", ".join(f"{n:,} {kind}" for kind, n in judged.kinds.items()))
    if not judged.settled:
        out.print(f"nothing waits in {curated}", soft_wrap=True)
