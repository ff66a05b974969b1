"""Shows on a terminal what differs between two states of the datasets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.output import console, number, shortened
from flows.revisions import Compared, compare_revisions
from review.diff import KINDS, Change, Difference, compare
from review.originals import Originals
from review.snapshots import folder, pending_difference
from review.telling import Group, around, excerpt, groups, sign, told
from schemas.store import Store, StoreError

Names = Sequence[str] | None

_SHOWN = 3  # changes of a rule and report that are shown; lost records all are
_WIDEST = 100
_HEADS = {"other column": "other", "reworded": "reword", "confidence only": "conf"}
_STYLES = {"-": "red", "+": "green", "~": "yellow"}


def show(difference: Difference, everything: bool = False) -> None:
    """Counts by dataset and kind, then the changes by rule and report, lost records first."""
    out = console()
    out.width = min(out.width, _WIDEST)
    _show_totals(difference, out)
    if difference.changes:
        out.print(_counts(difference))
    for group in groups(difference):
        _show_group(group, everything, out)


def _show_totals(difference: Difference, out: Console) -> None:
    same = sum(difference.same.values())
    changed = number(len(difference.changes), "change")
    compared = number(difference.reports, "report")
    out.print(f"{compared} compared: {changed}, {number(same, 'record')} the same")
    for gap in difference.gaps:
        out.print(Text(str(gap), style="red" if gap.side == "lost" else "green"))
    if difference.changes:
        out.print()


def _counts(difference: Difference) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("dataset", no_wrap=True)
    for kind in (*KINDS, "same"):
        table.add_column(_HEADS.get(kind, kind), justify="right", no_wrap=True)
    for dataset, counts in difference.counts().items():
        cells = [_count(counts[kind], kind) for kind in (*KINDS, "same")]
        table.add_row(dataset, *cells)
    return table


def _count(n: int, kind: str) -> Text:
    if not n:
        return Text("·", style="dim")
    style = {"lost": "bold red", "new": "green", "same": "dim"}.get(kind, "yellow")
    return Text(f"{n:,}", style=style)


def _show_group(group: Group, everything: bool, out: Console) -> None:
    head = Text("\n")
    head.append("lost by " if group.is_lost else "", style="bold red")
    head.append(group.rule, style="bold")
    head.append(f"  {group.dataset}: {group.summary}", style="dim")
    out.print(head, no_wrap=True, overflow="ellipsis")
    for report_id, changes in group.reports:
        out.print(Text(f"  {report_id}", style="cyan"), no_wrap=True, overflow="ellipsis")
        shown = changes if everything or group.is_lost else changes[:_SHOWN]
        for change in shown:
            _show_change(change, out)
        if rest := len(changes) - len(shown):
            out.print(Text(f"    and {rest:,} more: --all shows them", style="dim"))


def _show_change(change: Change, out: Console) -> None:
    page = f"p. {change.page}" if change.page else ""
    mark = sign(change)
    kind = "" if mark != "~" else f"{change.kind}: "
    line = Text(f"  {mark} {page:<6} ", style=_STYLES[mark])
    line.append(f"{kind}{change.name}", style="default")
    out.print(line, no_wrap=True, overflow="ellipsis")
    room = out.width - 32
    for item in told(change):
        old, new = around(item.old, item.new, max(room // 2, 16))
        out.print(
            Text.assemble(
                f"           {shortened(item.column, 14):<14} ", (old, "red"), " → ", (new, "green")
            ),
            no_wrap=True,
            overflow="ellipsis",
        )
    if "source_text" not in change.columns:
        words = excerpt(change.row, out.width - 14)
        out.print(Text(f"           “{words}”", style="dim"), no_wrap=True, overflow="ellipsis")


def chooser(
    datasets: Names,
    reports: Names,
    partnerships: Names,
    rules: Names,
    kinds: Names,
    records: Names = None,
) -> Callable[[Change], bool] | None:
    """Whether a change answers all that was asked for; None where nothing was.

    A report or a record may be named by its beginning, a rule by its dataset.
    """
    if not any((datasets, reports, partnerships, rules, kinds, records)):
        return None

    def keeps(change: Change) -> bool:
        return (
            (not datasets or change.dataset in datasets)
            and (not reports or change.report_id.startswith(tuple(reports)))
            and (not partnerships or change.row.get("partnership") in partnerships)
            and (not rules or _is_rule(change, rules))
            and (not kinds or change.kind in kinds)
            and (not records or change.record_id.startswith(tuple(records)))
        )

    return keeps


def _is_rule(change: Change, rules: Sequence[str]) -> bool:
    """Whether the rule that finds it now, or the one that found it before, is among them."""
    named = {str(row.get("method")) for row in (change.old, change.new) if row}
    return any(name == rule or name.startswith(f"{rule}.") for name in named for rule in rules)


@dataclass(frozen=True)
class Sides:
    """What is to be compared: what waits with what is published, unless told otherwise."""

    curated: str
    old: str | None = None
    new: str | None = None
    revisions: str | None = None
    raw: tuple[str, ...] = ("raw",)
    reports: Sequence[str] = ()

    @property
    def title(self) -> str:
        """In words."""
        if self.revisions:
            return f"Code at {self.revisions} against this"
        if self.old:
            return f"{self.old} against {self.new or self.curated}"
        return f"What waits in {self.curated}"


def compare_sides(sides: Sides) -> Compared:
    """Raises StoreError where one of them cannot be had."""
    if sides.revisions:
        if sides.old:
            raise StoreError("--rules compares revisions of the code: no folders beside it")
        store, originals = Store(sides.curated), Originals(sides.raw)
        return compare_revisions(sides.revisions, store, originals, sides.reports)
    keep = (lambda name: name.startswith(tuple(sides.reports))) if sides.reports else _every
    if sides.old:
        snapshots = folder(sides.old, keep), folder(sides.new or sides.curated, keep)
        return Compared(compare(*snapshots), [])
    return Compared(pending_difference(_existing(sides.curated), keep), [])


def _every(_: str) -> bool:
    return True


def _existing(curated: str) -> Store:
    store = Store(curated)
    with store.folder.explained():
        if not store.folder.exists():
            raise StoreError(f"{curated}: there is no such folder")
    return store


def write_html(difference: Difference, sides: Sides, to: Path) -> None:
    """One file, with pictures of the reports that are here. Raises StoreError and OSError."""
    from review.offline import as_html  # noqa: PLC0415  heavy, and only needed here

    originals = Originals(sides.raw)
    stores = [Store(root) for root in (sides.new or sides.curated, sides.old) if root]

    def find(report_id: str) -> Path | None:
        for store in stores:
            manifest = store.manifest(report_id)
            path = originals.find(manifest) if manifest else None
            if path is not None:
                return path if path.suffix.lower() == ".pdf" else None
        return None

    to.write_text(as_html(difference, find, sides.title), "utf-8")
