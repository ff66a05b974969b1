"""How results look in a terminal."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.batch import Result
from review.diff import Difference
from schemas import DATASETS
from schemas.validate import Problem

_WIDTH = 100  # where there is no terminal to ask
_BESIDE = 7 + 4 + 6 + 9 + 11  # columns: period, warnings, time, state and the gaps between all
_LISTED = 50  # problems, or reports that wait, that are listed

# Datasets whose counts are shown, in this order, with the heads of their columns.
COUNTED = {
    "priorities": "prio",
    "funding": "fund",
    "initiatives": "init",
    "statistics": "stat",
    "tables": "tabl",
    "entities": "enti",
}
_STYLES = {
    "published": "green",
    "accepted": "green",
    "unchanged": "dim",
    "pending": "yellow",
    "same file": "yellow",
    "failed": "red",
    "not read": "red",
}


def console(stderr: bool = False) -> Console:
    """Standard output for results, standard error for messages."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH
    return Console(stderr=stderr, width=width, highlight=False)


def say(text: str, style: str = "") -> None:
    """A message to standard error: one line, which only a terminal wraps."""
    err = console(stderr=True)
    err.print(Text(text, style=style), soft_wrap=not err.is_terminal)


def show_json(value: Any) -> None:
    """To standard output; dates as `2023-03-31`."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def quiet_table() -> Table:
    """Columns one space apart, a line under the heads, no frame."""
    return Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False, pad_edge=False)


def show_results(results: Sequence[Result]) -> None:
    """A line for each report and one for all; what is wrong goes to standard error."""
    out = console()
    out.print(_table(results, out.width))
    out.print()
    out.print(_totals(results), soft_wrap=True)
    for result in results:
        if result.reason:
            style = _STYLES[result.state] if result.state != "published" else "yellow"
            say(f"{result.source}: {result.reason}", style)


def _table(results: Sequence[Result], width: int) -> Table:
    counts = [[_count(result.rows.get(dataset)) for dataset in COUNTED] for result in results]
    widest = sum(max(4, *map(len, column)) for column in zip(*counts, strict=True))
    room = max(width - widest - _BESIDE, 20)
    slug = max(room // 3, len("partnership"))
    table = quiet_table()
    table.add_column("report", no_wrap=True)
    table.add_column("partnership", no_wrap=True)
    table.add_column("period", no_wrap=True)
    for head in (*COUNTED.values(), "warn", "time"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for result, counted in zip(results, counts, strict=True):
        table.add_row(
            shortened(PurePosixPath(result.source).name, room - slug),
            shortened(result.partnership or "", slug),
            result.period or "",
            *counted,
            _count(result.warnings if result.rows else None),
            "" if result.seconds is None else f"{result.seconds:.1f} s",
            Text(result.state, style=_STYLES[result.state]),
        )
    return table


def _count(n: int | None) -> Text:
    return Text("") if n is None else Text(str(n), style="dim" if n == 0 else "")


def shortened(text: str, width: int) -> str:
    """At most `width` characters, the middle left out: names differ at their ends."""
    if len(text) <= width:
        return text
    tail = (width - 1) * 3 // 5
    return f"{text[: width - 1 - tail]}…{text[-tail:]}"


def _totals(results: Sequence[Result]) -> str:
    states = [result.state for result in results]
    told = [f"{states.count(state)} {state}" for state in _STYLES if state in states]
    records = sum(
        n for result in results for dataset, n in result.rows.items() if dataset != "reports"
    )
    warnings = sum(result.warnings for result in results)
    line = f"{number(len(results), 'report')}: {', '.join(told)}; {number(records, 'record')}"
    return f"{line}, {number(warnings, 'warning')}" + (
        " (csp look FILE shows them)" if warnings else ""
    )


def number(n: int, noun: str) -> str:
    """`1 report`, `2 reports`, `12,345 entities`."""
    if n != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{n:,} {noun}"


def show_pending(difference: Difference) -> None:
    """What waits, with what accepting it would do to the records."""
    waiting: dict[str, dict[str, Counter[str]]] = {}
    for change in difference.changes:
        datasets = waiting.setdefault(change.report_id, {})
        sign = {"lost": "-", "new": "+"}.get(change.kind, "~")
        datasets.setdefault(change.dataset, Counter())[sign] += 1
    say("csp diff and csp review show what waits, csp accept publishes it")
    for report_id in sorted(waiting)[:_LISTED]:
        datasets = waiting[report_id]
        told = [f"{name} {_signs(datasets[name])}" for name in DATASETS if name in datasets]
        say(f"  {report_id}: {', '.join(told)}", "yellow")


def _signs(counts: Mapping[str, int]) -> str:
    """`+2 ~1 -3`: records added, changed and lost."""
    return " ".join(f"{sign}{counts[sign]:,}" for sign in "+~-" if counts[sign])


def show_problems(problems: Sequence[Problem]) -> None:
    """What is wrong with the datasets, a line each."""
    for problem in problems[:_LISTED]:
        place = problem.where or problem.report_id
        console().print(Text(f"{problem.dataset} {place}: {problem.what}"), soft_wrap=True)
    if len(problems) > _LISTED:
        say(f"and {len(problems) - _LISTED:,} more: csp validate --json shows all", "dim")
    say(number(len(problems), "problem"), "red")


def as_dicts(results: Iterable[Result]) -> list[dict[str, Any]]:
    """The results as JSON shows them."""
    return [asdict(result) for result in results]
