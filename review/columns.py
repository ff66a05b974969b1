"""What a column of a record is to somebody who judges a change of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Values = Mapping[str, Any]
"""A row of a dataset, by column."""

NOTHING = "–"
"""What stands for a value that is not printed."""

OF_THE_RUN = frozenset({"source", "extractor_version", "ingested_at"})
"""Columns that say nothing of what the report says."""

NUMBERS = ("amount_gbp", "amount_max_gbp", "value")
UNITS = frozenset({"unit", "basis"})
PERIODS = frozenset({"period", "period_start", "period_end", "report_period"})
WORDS = frozenset(
    {"record_id", "source_text", "text", "amount_text", "name", "description", "caption"}
)
PLACES = frozenset(
    {"page", "x0", "top", "x1", "bottom", "section", "page_start", "page_end"}
    | {"table_id", "row", "col", "statement_id", "ordinal"}
)

_BOX = frozenset({"x0", "top", "x1", "bottom"})
_BOX_TOLERANCE = 0.5  # PDF points: less than a hair's breadth; float32 rounds far below it
_CONFIDENCE_TOLERANCE = 1e-6  # float32 again
_NOT_SAID = OF_THE_RUN | PLACES | {"record_id", "report_id", "method", "confidence"}

# What a record is called in a list, by dataset: the columns that name it.
_NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "reports": ("title", "report_period"),
    "priorities": ("text", "period"),
    "funding": ("amount_text", "kind", "purpose", "period"),
    "initiatives": ("name", "status", "period"),
    "statistics": ("measure", "breakdown", "value", "unit", "geography", "period"),
    "tables": ("caption", "kind"),
    "table_cells": ("row_header", "col_header", "text"),
    "entities": ("text", "entity_type"),
}
_PRINTED: Mapping[str, tuple[str, ...]] = {
    "priorities": ("text",),
    "funding": ("amount_text", "purpose"),
    "initiatives": ("name",),
    "statistics": ("measure", "value", "breakdown"),
    "tables": ("caption",),
    "table_cells": ("text", "row_header", "col_header"),
    "entities": ("text",),
}


def is_same(column: str, old: Any, new: Any) -> bool:
    """Whether two values of a column are one; boxes and confidences may differ by rounding."""
    if old is None or new is None:
        return old is None and new is None
    if column in _BOX:
        return bool(abs(old - new) <= _BOX_TOLERANCE)
    if column == "confidence":
        return bool(abs(old - new) <= _CONFIDENCE_TOLERANCE)
    return bool(old == new)


def name_of(dataset: str, row: Values) -> str:
    """What a record is called in a list: `£15,000 · grant · 2022-23`."""
    columns = _NAMED_BY.get(dataset, ())
    told = [as_text(row.get(column)) for column in columns if row.get(column) not in (None, "")]
    return " · ".join(told) or " ".join(str(row.get("source_text") or row["report_id"]).split())


def printed(dataset: str, row: Values) -> str:
    """The words that tell a record from another of the same sentence."""
    columns = _PRINTED.get(dataset, ())
    return " ".join(as_text(row.get(column)) for column in columns if row.get(column) is not None)


def said(row: Values) -> dict[str, str]:
    """What a record says and from which words, without where, how surely and by which rule."""
    return {
        column: as_text(value)
        for column, value in sorted(row.items())
        if column not in _NOT_SAID and value not in (None, [])
    }


def as_text(value: Any) -> str:
    """A value as people read it: `15,000`, `2022-04-01`, lists by commas, nothing as a dash."""
    if isinstance(value, dict):
        return " ".join(as_text(part) for part in value.values() if part is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(as_text, value)) or NOTHING
    return _scalar_text(value)


def _scalar_text(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
