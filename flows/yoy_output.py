"""How answers over the years look in a terminal, as CSV and as JSON."""

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from analysis.questions import Line, Row
from analysis.reasons import explain, why_left_out
from flows.output import console, number, quiet_table, say, shortened, show_json

_BARS = "▁▂▃▄▅▆▇█"
_STYLES = {"yes": "green", "check": "yellow", "no": "red"}
_STATUS = {"there": "●", "told_elsewhere": "○", "missing": "·"}
_MOST = 40  # lines, partnerships or indicators that are listed


def print_rows(rows: Sequence[Row], as_json: bool, as_csv: bool) -> bool:
    """The rows as JSON or CSV on standard output; False where neither is asked for."""
    if as_json:
        show_json(list(rows))
    elif as_csv and rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return as_json or as_csv


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def show_lines(lines: Sequence[Line], narrower: Sequence[str]) -> None:
    """Each line with its sparkline and a table of its periods."""
    out = console()
    for line in lines[:_MOST]:
        place = line.geography or "own area"
        title = f"{line.partnership} · {line.indicator} · {line.unit} · {place}"
        out.print(Text(f"{title}  {sparkline(line.rows)}".rstrip(), style="bold"), soft_wrap=True)
        table, notes = _table(line, out.width)
        out.print(table)
        for n, note in enumerate(notes, start=1):
            out.print(Text(f"{n} {note}", style="dim"), soft_wrap=True)
        out.print()
    if len(lines) > _MOST:
        say(f"and {len(lines) - _MOST:,} more: name an --indicator, or --csv", "dim")
    if narrower:
        told = ", ".join(narrower[:5]) + (" …" if len(narrower) > 5 else "")
        say(f"also {number(len(narrower), 'narrower indicator')} (--narrower): {told}", "dim")


def _table(line: Line, width: int) -> tuple[Table, list[str]]:
    """The periods of a line, and the notes to which its last column points."""
    table = quiet_table()
    heads = ("period", "value", "change", "%", "printed", "comparable", "note", "report", "page")
    for head in heads:
        left = head in ("period", "comparable", "report")
        table.add_column(head, justify="left" if left else "right", no_wrap=True)
    notes: list[str] = []
    for row in line.rows:
        said = row["comparable"] or ""
        why = explain(row) if row["reasons"] else []
        why += (
            [] if row["agree"] else ["other values are told for this period: --json, csp release"]
        )
        notes += [note for note in why if note not in notes]
        table.add_row(
            row["period"],
            figure(row["value"], row["qualifier"]),
            signed(row["change"]),
            signed(row["percent_change"], 1),
            _printed(row),
            Text(said, style=_STYLES.get(said, "")),
            ",".join(str(notes.index(note) + 1) for note in why),
            shortened(row["report_id"], max(12, width // 4)),
            "" if row["page"] is None else str(row["page"]),
        )
    return table, notes


def figure(value: float, qualifier: str = "exact") -> str:
    """`1,025` · `16.25` · `~ 80` · `≥ 600`."""
    sign = {"approx": "~ ", "at_least": "≥ ", "at_most": "≤ "}.get(qualifier, "")
    return f"{sign}{value:,.10g}" if abs(value) < 1e10 else f"{sign}{value:,.0f}"


def signed(value: float | None, decimals: int | None = None) -> str:
    """`+5` · `-23.3`; empty for None."""
    if value is None:
        return ""
    return f"{value:+,.{decimals}f}" if decimals is not None else f"{value:+,.10g}"


def _printed(row: Row) -> str:
    """The change that the report prints, with a tick or a cross."""
    told = row["printed_percent_change"]
    text = f"{told:+g}%" if told is not None else signed(row["printed_change"])
    return f"{text} {'✓' if row['printed_agrees'] else '✗'}" if text else ""


def sparkline(rows: Sequence[Row]) -> str:
    """A bar a period; a year that is not told is a dot."""
    if len(rows) < 2:
        return ""
    most = max(row["value"] for row in rows)
    least = min(0.0, *(row["value"] for row in rows))
    scale = (len(_BARS) - 1) / ((most - least) or 1)
    bars, last = "", None
    for row in rows:
        year = row["period_end"].year
        same = last is not None and row["period_type"] == last[1]
        bars += "·" * (year - last[0] - 1) if last is not None and same else ""
        bars += _BARS[round((row["value"] - least) * scale)]
        last = year, row["period_type"]
    return bars


def show_choices(whose: Sequence[Row], what: Sequence[Row]) -> None:
    """What there is to ask."""
    out = console()
    table = quiet_table()
    for head in ("--partnership", "indicators", "from", "to"):
        table.add_column(head, justify="right" if head == "indicators" else "left")
    for row in whose[:_MOST]:
        begin, end = (str(row[name])[:7] for name in ("period_start_min", "period_end_max"))
        table.add_row(row["partnership"], f"{row['indicator_count_distinct']:,}", begin, end)
    out.print(table)
    if len(whose) > _MOST:
        out.print(f"and {number(len(whose) - _MOST, 'more partnership')}: csp yoy --json\n")
    table = quiet_table()
    for head in ("--indicator", "partnerships", "values"):
        table.add_column(head, justify="left" if head == "--indicator" else "right")
    for row in what[:25]:
        table.add_row(
            shortened(row["indicator"], 60),
            f"{row['partnership_count_distinct']:,}",
            f"{row['period_end_count']:,}",
        )
    out.print(table)
    out.print("\nalso: csp yoy priorities · csp yoy funding · csp yoy coverage")


def show_events(rows: Sequence[Row]) -> None:
    """The events, by partnership, owner and period."""
    table = quiet_table()
    for head in ("period", "event", "priority", "from", "sure", "page"):
        table.add_column(head, no_wrap=head in ("period", "event", "sure"))
    last = None
    for row in rows:
        whose = row["partnership"], row["owner"], row["area"]
        if whose != last:
            table.add_section()
            table.add_row(Text(" · ".join(filter(None, whose)), style="bold"))
        shown = row["period"] if (whose, row["period"]) != last else ""
        gap = f" ({row['years_between']} years)" if (row["years_between"] or 0) > 1 else ""
        before = (
            " + ".join(row["previous_texts"]) if row["event"] not in ("kept", "dropped") else ""
        )
        score = f" ({row['match_score']:.0f})" if row["match_score"] and before else ""
        table.add_row(
            shown + gap, row["event"], row["text"], before + score, row["sureness"], _spot(row)
        )
        last = whose
    console().print(table)


def _spot(row: Row) -> str:
    return f"p. {row['page']}" if row["page"] is not None else shortened(row["report_id"], 14)


def show_money(added: Sequence[Row], left_out: Sequence[Row]) -> None:
    """Sums by kind and year, then those that were not added."""
    out = console()
    table = quiet_table()
    for head in (
        "partnership",
        "kind",
        "period",
        "£",
        "funder",
        "scheme",
        "sums",
        "report",
        "page",
    ):
        right = head in ("£", "sums", "page")
        table.add_column(
            head, justify="right" if right else "left", no_wrap=head not in ("funder",)
        )
    for row in added:
        table.add_row(
            row["partnership"],
            row["kind"],
            row["period"],
            figure(row["amount_gbp"], row["qualifier"]),
            row["funder"] or "",
            shortened(row["scheme"] or "", 24),
            str(row["n_sums"]),
            shortened(row["report_id"], 16),
            str(row["page"] or ""),
        )
    out.print(table)
    if left_out:
        out.print("\nnot added:")
    for row in left_out:
        said = f"  {row['partnership']} {row['period'] or 'no year'} {row['kind']} "
        said += f"£{row['amount_gbp']:,.2f}: {why_left_out(row['reason'])} ({_spot(row)})"
        out.print(Text(said.replace(".00:", ":"), style="dim"), soft_wrap=True)


def show_coverage(rows: Sequence[Row]) -> None:
    """A grid a partnership: years down, types of documents across."""
    out = console()
    for slug in dict.fromkeys(row["partnership"] for row in rows):
        own = [row for row in rows if row["partnership"] == slug]
        types = list(dict.fromkeys(row["document_type"] for row in own))
        table = quiet_table()
        table.add_column(slug)
        for head in (*types, "priorities", "sums", "numbers"):
            table.add_column(head.replace("_", " "), justify="center" if head in types else "right")
        for year in dict.fromkeys(row["period"] for row in own):
            cells = {row["document_type"]: row for row in own if row["period"] == year}
            marks = [_STATUS[cells[kind]["status"]] if kind in cells else "" for kind in types]
            first = next(iter(cells.values()))
            counts = [first[name] for name in ("n_priorities", "n_funding", "n_statistics")]
            table.add_row(year or "no year", *marks, *(str(n or "·") for n in counts))
        out.print(table)
        out.print()
    out.print("● there   ○ not there, but other documents tell of the year   · missing")
