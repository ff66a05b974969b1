"""Draws lines over years: a gap in the years is a gap in the line, a doubt is a dashed one."""

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import altair as alt

from analysis.periods import years_from
from analysis.questions import Line, Row
from schemas.codes import CATEGORIES

MOST_LINES = 12
"""How many lines one picture takes."""

_WIDTH, _HEIGHT = 460, 170  # of one panel alone; of several, two stand side by side
_NARROW, _LOW = 330, 130
_INK, _PALE = "#1b3a57", "#767676"  # both readable in grey, and by the colour-blind
_UNITS = {
    "count": "number",
    "percent": "per cent",
    "rate_per_1000": "per 1,000 residents",
    "rank": "rank",
    "score": "score",
    "ratio": "ratio",
    "hours": "hours",
    "days": "days",
    "years": "years",
}
_KINDS = {
    "financial_year": "financial year, April to March",
    "calendar_year": "calendar year",
    "rolling_year": "twelve months to the end of",
    "quarter": "quarter to the end of",
    "half_year": "half-year to the end of",
    "month": "month",
    "day": "as at",
}
_HOW = {"yes": "comparable", "check": "check the reasons first"}


class ChartError(Exception):
    """The chart cannot be drawn, and why, in words for the person at the keyboard."""


def draw(lines: Sequence[Line], target: Path) -> None:
    """Write the lines as `.svg`, `.png` or `.html` (which needs no network). Raises ChartError."""
    kind = target.suffix.lower().removeprefix(".")
    if kind not in ("svg", "png", "html"):
        raise ChartError(f"{target}: a chart is .svg, .png or .html")
    chart = chart_of(lines)
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "html":
        chart.save(str(target), inline=True)
    elif kind == "png":
        chart.save(str(target), format="png", scale_factor=2)
    else:
        target.write_text(svg_of(chart), "utf-8")


def svg_of(chart: alt.ConcatChart) -> str:
    """A chart as SVG."""
    picture = io.StringIO()
    chart.save(picture, format="svg")
    return picture.getvalue()


def chart_of(lines: Sequence[Line]) -> alt.ConcatChart:
    """One panel a line, two side by side. Raises ChartError."""
    panels = [panel for line in lines for panel in _panels(line)]
    if not panels:
        raise ChartError("nothing to draw")
    if len(panels) > MOST_LINES:
        raise ChartError(
            f"{len(panels)} lines are too many for a picture: name one --indicator, "
            "--geography or --unit"
        )
    if len(panels) > 1:
        panels = [panel.properties(width=_NARROW, height=_LOW) for panel in panels]
    chart: alt.ConcatChart = alt.concat(*panels, columns=2, spacing=24)
    chart = chart.configure_view(stroke=None)
    chart = chart.configure_axis(labelFontSize=11, titleFontSize=11, gridColor="#e3e3e3")
    return cast(alt.ConcatChart, chart.configure_title(fontSize=13, anchor="start", color=_INK))


def _panels(line: Line) -> Iterator[alt.LayerChart]:
    kinds = dict.fromkeys(row["period_type"] for row in line.rows)
    for kind in kinds:
        yield _panel(line, kind, [row for row in line.rows if row["period_type"] == kind])


def _panel(line: Line, kind: str, rows: list[Row]) -> alt.LayerChart:
    places = _places(kind, rows)
    x = alt.X(
        "period:O",
        sort=None,
        scale=alt.Scale(domain=places),
        axis=alt.Axis(title=_KINDS.get(kind, "period"), labelOverlap="greedy", labelAngle=0),
    )
    unit = _UNITS.get(line.unit, line.unit.replace("_", " "))
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=line.unit != "rank"))
    points = [{"period": _short(kind, row["period"]), "value": row["value"]} for row in rows]
    joined = list(_segments(kind, rows))
    dash = alt.StrokeDash(
        "how:N",
        scale=alt.Scale(domain=list(_HOW.values()), range=[[1, 0], [4, 4]]),
        legend=alt.Legend(title=None, orient="top", symbolType="stroke", symbolSize=400),
    )
    base = alt.Chart(alt.InlineData(values=points)).encode(x=x, y=y)
    dots = base.mark_point(filled=True, size=55, color=_INK, opacity=1)
    labels = base.mark_text(dy=-11, fontSize=11, color=_INK).encode(
        text=alt.Text("value:Q", format=",.6~g" if line.unit == "count" else ",.4~g")
    )
    path = alt.Chart(alt.InlineData(values=joined)).mark_line(color=_INK, strokeWidth=2)
    drawn = path.encode(x=x, y=y, strokeDash=dash, detail="segment:N")
    title = alt.TitleParams(
        text=_title(line), subtitle=_told(rows), subtitleFontSize=10, subtitleColor=_PALE
    )
    layers = [drawn, dots, labels] if joined else [dots, labels]
    panel = cast(alt.LayerChart, alt.layer(*layers))
    return panel.properties(width=_WIDTH, height=_HEIGHT, title=title)


def _title(line: Line) -> str:
    code, _, rest = line.indicator.partition(" | ")
    label = CATEGORIES[code].label if code in CATEGORIES else code
    parts = (label, rest, line.partnership, line.geography or "own area")
    return " · ".join(filter(None, parts))


def _told(rows: list[Row]) -> list[str]:
    """Where the numbers can be checked."""
    spots = dict.fromkeys(
        f"{row['report_id']} p. {row['page']}" if row["page"] else row["report_id"] for row in rows
    )
    told = list(spots)
    return [*(f"from {spot}" for spot in told[:3]), *(["and others"] if len(told) > 3 else [])]


def _places(kind: str, rows: list[Row]) -> list[str]:
    """The places of the axis: every year from the first to the last, told or not."""
    told = list(dict.fromkeys(_short(kind, row["period"]) for row in rows))
    if kind == "financial_year":
        return years_from(told[0], told[-1])
    if kind == "calendar_year":
        return [str(year) for year in range(int(told[0]), int(told[-1]) + 1)]
    if kind == "rolling_year" and len({row["period"][-2:] for row in rows}) == 1:
        first, last = (int(place[:4]) for place in (told[0], told[-1]))
        return [f"{year}{told[0][4:]}" for year in range(first, last + 1)]
    return told


def _short(kind: str, period: str) -> str:
    return period.rpartition(" to ")[2] if kind in ("rolling_year", "quarter") else period


def _segments(kind: str, rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Both ends of each piece of line: none over a gap, none between what cannot be compared."""
    for n, (before, row) in enumerate(pairwise(rows)):
        if row["previous_period"] != before["period"] or row["comparable"] not in _HOW:
            continue
        if "gap" in row["reasons"]:
            continue
        for end in (before, row):
            yield {
                "period": _short(kind, end["period"]),
                "value": end["value"],
                "how": _HOW[row["comparable"]],
                "segment": n,
            }
