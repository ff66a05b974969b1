"""Answers from the derived datasets: what `csp yoy` and `csp brief` show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analysis.kept import Derived

Row = dict[str, Any]

_CHANGES = ["percentage_change", "percentage_point_change", "absolute_change"]
_KEY = ("partnership", "indicator", "unit", "geography", "period_type", "period")
_LINE = ("partnership", "indicator", "unit", "geography")
_OF_PAIR = (
    "previous_period",
    "previous_value",
    "change",
    "percent_change",
    "printed_change",
    "printed_percent_change",
    "printed_agrees",
    "comparable",
    "reasons",
    "recording_rules",
    "previous_measure",
    "previous_geography",
    "previous_record_id",
    "previous_report_id",
    "previous_page",
)


@dataclass(frozen=True)
class Line:
    """An indicator of one partnership, unit and place, over its periods."""

    partnership: str
    indicator: str
    unit: str
    geography: str | None
    rows: list[Row]
    """Its observations, by time, each with the columns of its pair or null in them."""


@dataclass(frozen=True)
class Asked:
    """What was asked for; None is everything."""

    partnership: str | None = None
    indicator: str | None = None
    unit: str | None = None
    geography: str | None = None
    narrower: bool = False
    """Whether indicators below the one asked for are wanted too."""


def find_lines(derived: Derived, asked: Asked) -> tuple[list[Line], list[str]]:
    """The lines asked for, and the names of narrower indicators that were left out."""
    series = _asked_for(derived.read("series", asked.partnership), asked)
    names = sorted(set(series["indicator"].to_pylist()))
    exact = [name for name in names if name == asked.indicator]
    narrower = [name for name in names if name not in exact]
    if exact and not asked.narrower:
        series = series.filter(pc.equal(series["indicator"], exact[0]))
    else:
        narrower = []
    if not len(series):
        return [], []
    pairs = _asked_for(derived.read("year_on_year", asked.partnership), asked)
    return _lines(series, pairs), narrower


def _asked_for(table: pa.Table, asked: Asked) -> pa.Table:
    if asked.unit is None:
        table = table.filter(pc.invert(pc.is_in(table["unit"], pa.array(_CHANGES))))
    else:
        table = table.filter(pc.equal(table["unit"], asked.unit))
    if asked.geography is not None:
        table = table.filter(
            pc.is_null(table["geography"])
            if asked.geography == "own"
            else pc.match_substring(table["geography"], asked.geography, ignore_case=True)
        )
    if asked.indicator is not None:
        table = table.filter(_named(table, asked.indicator))
    return table


def _named(table: pa.Table, indicator: str) -> pa.Array:
    """Rows of a category and those below it, or of whose words all are in the indicator's."""
    below = pc.starts_with(table["category"], f"{indicator}.")
    found = pc.or_kleene(pc.equal(table["category"], indicator), below)
    found = pc.or_(pc.fill_null(found, False), pc.equal(table["indicator"], indicator))
    if pc.any(found).as_py():
        return found
    said = [re.escape(word) for word in indicator.lower().split()]
    for n, word in enumerate(said):
        here = pc.match_substring_regex(table["indicator"], rf"\b{word}")
        found = here if n == 0 else pc.and_(found, here)
    return found


def _lines(series: pa.Table, pairs: pa.Table) -> list[Line]:
    by_key = {tuple(pair[name] for name in _KEY): pair for pair in pairs.to_pylist()}
    lines: dict[tuple[Any, ...], list[Row]] = {}
    for row in series.to_pylist():
        pair = by_key.get(tuple(row[name] for name in _KEY), {})
        whole = row | {name: pair.get(name) for name in _OF_PAIR}
        lines.setdefault(tuple(row[name] for name in _LINE), []).append(whole)
    ordered = sorted(lines, key=lambda key: tuple(part or "" for part in key))
    return [
        Line(slug, indicator, unit, place, sorted(lines[slug, indicator, unit, place], key=_time))
        for slug, indicator, unit, place in ordered
    ]


def _time(row: Row) -> tuple[Any, ...]:
    return row["period_end"], row["period_start"]


def find_events(derived: Derived, partnership: str | None, owner: str | None) -> list[Row]:
    """The rows of `priority_history` of a partnership and owner."""
    rows: list[Row] = derived.read("priority_history", partnership).to_pylist()
    return [row for row in rows if owner in (None, row["owner"])]


def find_money(
    derived: Derived, partnership: str | None, kind: str | None
) -> tuple[list[Row], list[Row]]:
    """The rows of `funding_by_year` and of `funding_left_out`, by kind and year."""
    found = [
        [row for row in derived.read(name, partnership).to_pylist() if kind in (None, row["kind"])]
        for name in ("funding_by_year", "funding_left_out")
    ]
    for rows in found:
        rows.sort(key=lambda row: (row["partnership"], row["kind"], row["period"] or ""))
    return found[0], found[1]


def find_choices(derived: Derived) -> tuple[list[Row], list[Row]]:
    """What there is to ask: partnerships with their years, and indicators told most often."""
    columns = ["partnership", "indicator", "unit", "geography", "period_start", "period_end"]
    series = derived.read("series", columns=columns)
    series = series.filter(pc.invert(pc.is_in(series["unit"], pa.array(_CHANGES))))
    own = series.filter(pc.is_null(series["geography"]))
    whose = series.group_by("partnership", use_threads=False).aggregate(
        [("indicator", "count_distinct"), ("period_start", "min"), ("period_end", "max")]
    )
    what = own.group_by("indicator", use_threads=False).aggregate(
        [("period_end", "count"), ("partnership", "count_distinct")]
    )
    what = what.sort_by([("period_end_count", "descending"), ("indicator", "ascending")])
    rows: list[Row] = what.slice(0, 200).to_pylist()
    return whose.sort_by("partnership").to_pylist(), rows


def reports_of(rows: Sequence[Row]) -> list[str]:
    """The reports that rows were taken from, in order of first mention."""
    return list(dict.fromkeys(row["report_id"] for row in rows))
