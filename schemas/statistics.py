"""One row a number: a count, share, change, rate or rank that a report tells."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Int32, Record
from schemas.codes import Category
from schemas.funding import Qualifier

Unit = Literal[
    "count",
    "percent",
    "percentage_change",
    "percentage_point_change",
    "absolute_change",
    "rate_per_1000",
    "rank",
    "score",
    "ratio",
    "hours",
    "days",
    "years",
    "sq_km",
    "per_sq_km",
    "other",
]


class Statistic(Record):
    """A number, what it counts, where and when."""

    measure: str
    """What is counted, as printed, short."""
    category: Category | None = None
    """Crime category, only for what counts crimes, cases, victims or views of that type."""
    value: float
    """The number; changes are signed: a fall of 6% is -6."""
    unit: Unit
    """What the number is."""
    geography: str | None = None
    """Place as printed, the same as `area`; null for the report's own area or none told."""
    period: str | None = None
    """Financial year; null for a period that is none."""
    period_start: date | None = None
    """First day of the period."""
    period_end: date | None = None
    """Last day of the period, inclusive."""
    qualifier: Qualifier
    """`exact` unless a word such as *about*, *more than*, *up to* says otherwise."""
    breakdown: str | None = None
    """What else the number is of: column or group."""
    statement_id: str
    """Shared by the numbers of one sentence or one table row."""
    table_id: str | None = None
    """The table it was read from; null for running text."""
    row: Int32 | None = Field(default=None, ge=0)
    """Row in that table, 0-based."""
    col: Int32 | None = Field(default=None, ge=0)
    """Column in that table, 0-based."""

    @model_validator(mode="after")
    def _geography_is_the_area(self) -> Self:
        if self.geography != self.area:
            raise ValueError(f"geography {self.geography!r} is not area {self.area!r}")
        return self
