"""Shows what is in one report."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from flows.output import COUNTED, console, number, shortened
from schemas import Record, Report, Row, Table, TableCell, Unread

Records = Mapping[str, Sequence[Row]]

_FIRST = 3  # records of each kind that are shown
_RULES = 5  # rules that set numbers aside that are named


def as_json(records: Records) -> dict[str, Any]:
    """Everything that was found, by dataset; each table holds its cells."""
    found: dict[str, Any] = {
        dataset: [row.model_dump(mode="json") for row in rows]
        for dataset, rows in records.items()
        if dataset != "table_cells"
    }
    cells: dict[str, list[dict[str, Any]]] = {}
    for cell in cast(Sequence[TableCell], records["table_cells"]):
        dumped = cell.model_dump(mode="json")
        cells.setdefault(cell.table_id, []).append(
            {name: value for name, value in dumped.items() if name not in Record.model_fields}
        )
    for table in found["tables"]:
        table["cells"] = cells.get(table["table_id"], [])
    return found


def show(records: Records) -> None:
    """Title, parts, counts, the first records of each kind with their pages, and warnings."""
    out = console()
    report = cast(Report, records["reports"][0])
    _show_report(report, out)
    counts = [_counted(name, len(records[name])) for name in COUNTED]
    out.print(f"\n{', '.join(counts)}")
    if report.n_numbers:
        out.print(Text(_numbers(report)), soft_wrap=True)
    for dataset in COUNTED:
        _show_first(dataset, cast(Sequence[Record], records[dataset]), out)
    if report.warnings:
        out.print(f"\n[yellow]{number(report.n_warnings, 'warning')}[/]")
        for warning in report.warnings:
            out.print(Padding(Text(warning), (0, 0, 0, 4)))


def _numbers(report: Report) -> str:
    """`numbers: 412 of 480 read, 51 set aside (dates 30, …), 17 by nobody: p. 3 “…”`."""
    aside, unread = report.set_aside or [], report.unread or []
    rules = [f"{one.rule} {one.n:,}" for one in aside[:_RULES]] + ["…"] * (len(aside) > _RULES)
    told = f" ({', '.join(rules)})" if rules else ""
    line = f"numbers: {report.n_numbers_read:,} of {report.n_numbers:,} read"
    line += f", {report.n_numbers_set_aside:,} set aside{told}"
    left = sum(len(one.numbers) for one in unread)
    places = [_place(one) for one in unread[:_FIRST]] + ["…"] * (len(unread) > _FIRST)
    return f"{line}, {left:,} looked at by nobody" + (f": {', '.join(places)}" if places else "")


def _place(unread: Unread) -> str:
    """`p. 3 “47: Police deal with crime and disorder 47%”`."""
    page = f"p. {unread.page} " if unread.page else ""
    return f"{page}“{', '.join(unread.numbers[:_FIRST])}: {shortened(unread.source_text, 60)}”"


def _show_report(report: Report, out: Console) -> None:
    out.print(Text(report.title or report.source, style="bold"))
    said = [
        report.document_type.replace("_", " "),
        report.partnership_name or report.partnership,
        report.report_period or _days(report),
        number(report.n_pages, "page") if report.n_pages else None,
    ]
    out.print(Text(" · ".join(filter(None, said))))
    if len(report.parts) > 1:
        out.print()
        for part in report.parts:
            pages = f"pp. {part.page_start}–{part.page_end}" if part.page_start else ""
            kind = part.document_type.replace("_", " ")
            line = f"{pages:>12}  {kind:<20}  {part.period or '':<7}  {part.title or ''}"
            out.print(Text(line), no_wrap=True, overflow="ellipsis")


def _days(report: Report) -> str | None:
    if report.period_start is None:
        return None
    return f"{report.period_start} to {report.period_end}"


def _show_first(dataset: str, rows: Sequence[Record], out: Console) -> None:
    if not rows:
        return
    out.print(f"\n[bold]{dataset}[/]")
    for row in rows[:_FIRST]:
        page = f"p. {row.page}" if row.page else ""
        said = " ".join(_SAID[dataset](row).split())
        out.print(Text(f"{page:>7}  {said}"), no_wrap=True, overflow="ellipsis")
    if len(rows) > _FIRST:
        out.print(f"[dim]         and {len(rows) - _FIRST:,} more[/]")


def _counted(dataset: str, n: int) -> str:
    """`1 priority`, `2 priorities`, `1 table`, `1 sum`."""
    if dataset == "funding":
        return number(n, "sum")
    return number(n, f"{dataset[:-3]}y" if dataset.endswith("ies") else dataset.removesuffix("s"))


def _funding(row: Any) -> str:
    told = [row.amount_text, row.kind.replace("_", " "), row.purpose or row.scheme, row.period]
    return " · ".join(filter(None, told))


def _initiative(row: Any) -> str:
    return " · ".join(filter(None, [row.name, row.status, row.period]))


def _statistic(row: Any) -> str:
    value = f"{row.value:,g} {row.unit.replace('_', ' ')}"
    told = [row.measure, row.breakdown, value, row.geography, row.period]
    return " · ".join(filter(None, told))


def _table(row: Table) -> str:
    size = f"{row.n_rows} × {row.n_cols}"
    return " · ".join(filter(None, [row.caption, row.kind.replace("_", " "), size]))


_SAID: Mapping[str, Any] = {
    "priorities": lambda row: " · ".join(filter(None, [row.text, row.owner, row.period])),
    "funding": _funding,
    "initiatives": _initiative,
    "statistics": _statistic,
    "tables": _table,
    "entities": lambda row: f"{row.text} · {row.canonical_name or row.entity_type}",
}
