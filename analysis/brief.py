"""Writes one page about a partnership and one or two years, each number with its page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.charts import ChartError, chart_of, svg_of
from analysis.kept import Derived
from analysis.questions import Asked, Line, Row, find_events, find_lines, find_money
from analysis.reasons import explain, why_left_out
from schemas.codes import CATEGORIES, partnerships
from schemas.store import Store

_FIGURES, _CHARTS, _INITIATIVES = 14, 6, 40  # as many as fit a page that is read
_YEARS = ("financial_year", "rolling_year", "calendar_year", "day", "other")
_EVENTS = {
    "first": "",
    "kept": "as before",
    "reworded": "reworded",
    "split": "part of a wider one before",
    "merged": "several before, now one",
    "new": "new",
    "dropped": "no longer among them",
}


class BriefError(Exception):
    """There is nothing to say, and why, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Brief:
    """What the page says."""

    title: str
    periods: list[str]
    reports: list[Row]
    """Number (as notes refer to it), title, document_type, period, source, report_id."""
    priorities: list[Row]
    money: list[Row]
    left_out: list[Row]
    figures: list[Row]
    notes: list[str]
    """Reasons against comparing, as the figures refer to them."""
    charts: str
    """SVG, empty where there is nothing to draw."""
    initiatives: list[Row]
    n_more: int
    """Initiatives that are not shown."""


def make_brief(store: Store, derived: Derived, partnership: str, periods: Sequence[str]) -> Brief:
    """The brief of a partnership for a year, or for one year beside another. Raises BriefError."""
    years = sorted(periods)
    events = [row for row in find_events(derived, partnership, None) if row["period"] in years]
    money, left_out = (
        [row for row in rows if row["period"] in years]
        for rows in find_money(derived, partnership, None)
    )
    lines = _key_lines(find_lines(derived, Asked(partnership, geography="own"))[0], years)
    documents = _documents(store, derived, partnership)
    initiatives = _initiatives(store, documents, years)
    if not (events or money or lines or initiatives):
        told = sorted({d["period"] for d in documents if d["period"]})
        raise BriefError(
            f"nothing is told of {partnership} in {' or '.join(years)}; its reports are of "
            f"{', '.join(told) or 'no year'}"
        )
    figures, notes = _figures(lines, years)
    shown = initiatives[:_INITIATIVES]
    used = [*events, *money, *left_out, *figures, *shown]
    reports = _numbered(documents, used)
    return Brief(
        title=_title(partnership),
        periods=years,
        reports=reports,
        priorities=[row | {"what": _EVENTS[row["event"]]} for row in events],
        money=money,
        left_out=[row | {"why": why_left_out(row["reason"])} for row in left_out],
        figures=figures,
        notes=notes,
        charts=_charts(lines),
        initiatives=shown,
        n_more=len(initiatives) - len(shown),
    )


def render(brief: Brief, kind: str) -> str:
    """The page as `html`, which needs nothing else, or `md`."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=kind == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    numbers = {report["report_id"]: report["number"] for report in brief.reports}
    environment.filters["spot"] = lambda row: _spot(row, numbers)
    environment.filters["spot_before"] = lambda row: _spot_before(row, numbers)
    environment.filters["number"] = _number
    environment.filters["signed"] = lambda value: "" if value is None else f"{value:+,.6g}"
    environment.filters["md"] = _escaped
    page = environment.get_template(f"brief.{kind}.j2")
    charts = Markup(brief.charts)  # drawn by us, not read from a report
    return page.render(brief=brief, charts=charts)


def _title(partnership: str) -> str:
    known = next((p for p in partnerships() if p.slug == partnership), None)
    return known.name if known else partnership.replace("-", " ").title()


def _documents(store: Store, derived: Derived, partnership: str) -> list[Row]:
    """The reports of a partnership, by period."""
    coverage = derived.read("coverage", partnership)["report_ids"].to_pylist()
    ids = sorted({report for reports in coverage for report in reports})
    rows = [row for report in ids for row in store.table(report, "reports").to_pylist()]
    columns = ("report_id", "title", "document_type", "source", "n_pages")
    found = [{n: row[n] for n in columns} | {"period": row["report_period"]} for row in rows]
    return sorted(found, key=lambda row: (row["period"] or "", row["report_id"]))


def _initiatives(store: Store, documents: Sequence[Row], years: Sequence[str]) -> list[Row]:
    """Initiatives of the years, in the order of the reports; the same name once."""
    found: dict[tuple[str, str, str], Row] = {}
    for document in documents:
        for row in store.table(document["report_id"], "initiatives").to_pylist():
            if row["period"] in years:
                name = " ".join(row["name"].casefold().split())
                found.setdefault((row["period"], row["status"] or "", name), row)
    rank = {"delivered": 0, "ongoing": 1, "planned": 2}
    return sorted(found.values(), key=lambda row: (row["period"], rank.get(row["status"], 3)))


def _key_lines(lines: Sequence[Line], years: Sequence[str]) -> list[Line]:
    """Lines of crime categories told for the years, the most general and best told first."""
    order = {code: n for n, code in enumerate(("all_crime", "asb", *CATEGORIES))}
    chosen = [
        line
        for line in lines
        if line.indicator in CATEGORIES
        and line.unit in ("count", "rate_per_1000", "percent")
        and any(_falls_in(row, years) for row in line.rows)
    ]
    chosen.sort(
        key=lambda line: (
            line.unit != "count",
            len(line.rows) < 2,
            line.indicator.count("."),
            order[line.indicator],
        )
    )
    return chosen[:_FIGURES]


def _falls_in(row: Row, years: Sequence[str]) -> bool:
    """Whether a period ends in one of the financial years."""
    end = row["period_end"]
    first = end.year - (end.month < 4)
    return row["period_type"] in _YEARS and f"{first}-{(first + 1) % 100:02d}" in years


def _figures(lines: Sequence[Line], years: Sequence[str]) -> tuple[list[Row], list[str]]:
    notes: list[str] = []
    figures = []
    for line in lines:
        for row in line.rows:
            if not _falls_in(row, years):
                continue
            why = explain(row) if row["reasons"] else []
            why += [] if row["agree"] else ["reports tell other values for this period too"]
            notes += [note for note in why if note not in notes]
            told = [notes.index(note) + 1 for note in why]
            label = CATEGORIES[line.indicator].label
            figures.append(row | {"label": label, "unit": line.unit, "why": told})
    return figures, notes


def _charts(lines: Sequence[Line]) -> str:
    drawn = [line for line in lines if len(line.rows) > 1][:_CHARTS]
    try:
        return svg_of(chart_of(drawn)) if drawn else ""
    except ChartError:  # more panels than a picture takes: several kinds of period a line
        return svg_of(chart_of(drawn[: _CHARTS // 2]))


def _numbered(documents: Sequence[Row], used: Sequence[Row]) -> list[Row]:
    """The reports that something was taken from, numbered for references."""
    names = {row["report_id"] for row in used}
    names |= {row["previous_report_id"] for row in used if row.get("previous_report_id")}
    kept = [document for document in documents if document["report_id"] in names]
    return [document | {"number": n} for n, document in enumerate(kept, start=1)]


def _spot(row: Row, numbers: dict[str, int]) -> str:
    """`[2] p. 7`: the report, as it is numbered, and the page."""
    page = f" p. {row['page']}" if row["page"] is not None else ""
    return f"[{numbers[row['report_id']]}]{page}"


def _spot_before(row: Row, numbers: dict[str, int]) -> str:
    """Where the earlier number stands, if not beside the later one."""
    before = {name: row[f"previous_{name}"] for name in ("report_id", "page")}
    same = all(before[name] == row[name] for name in before)
    return "" if same or before["report_id"] is None else _spot(before, numbers)


def _number(row: Row) -> str:
    sign = {"approx": "about ", "at_least": "at least ", "at_most": "at most "}
    unit = {"percent": "%", "rate_per_1000": " per 1,000"}.get(row["unit"], "")
    return f"{sign.get(row['qualifier'], '')}{row['value']:,.10g}{unit}"


def _escaped(value: Any) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_|<>\[\]#])", r"\\\1", " ".join(str(value).split()))
