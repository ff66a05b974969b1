"""The datasets made from the records of many reports: one model each, like those of `schemas`."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.base import Float32, Int32, Row
from schemas.codes import Category, Theme
from schemas.funding import FundingKind, Qualifier
from schemas.priorities import Owner
from schemas.reports import DocumentType
from schemas.statistics import Unit

PeriodType = Literal[
    "financial_year",
    "calendar_year",
    "rolling_year",
    "half_year",
    "quarter",
    "month",
    "day",
    "other",
]
Match = Literal["vocabulary", "same_words", "similar_words"]
Comparable = Literal["yes", "check", "no"]
Reason = Literal[
    "period_type",
    "overlap",
    "season",
    "gap",
    "dates",
    "geography",
    "wording",
    "recording_rule",
    "pandemic",
    "small_numbers",
    "qualifier",
    "restated",
    "printed_change",
]
Event = Literal["first", "kept", "reworded", "split", "merged", "new", "dropped"]
Sureness = Literal["certain", "probable", "possible"]
LeftOut = Literal[
    "basis",
    "no_period",
    "other_area",
    "range",
    "shared",
    "part_of_larger",
    "total_of_parts",
    "told_twice",
]
Status = Literal["there", "told_elsewhere", "missing"]


class _OfAnIndicator(Row):
    partnership: str
    """Slug of the partnership that the reports are about."""
    indicator: str
    """A category, or a measure's words where it has none; what narrows it follows ` | `."""
    category: Category | None = None
    """Crime category; null for a measure that has none."""
    unit: Unit
    """What the number is."""
    geography: str | None = None
    """Place as printed; null for the partnership's own area or where none is told."""
    period_type: PeriodType
    """Kind of period; `rolling_year` is twelve months that are neither of the other years."""
    period: str
    """`2022-23`, `2016` (calendar year), `year to 2017-10`, `quarter to 2023-06`, or dates."""


class Observation(_OfAnIndicator):
    """An indicator's value for one period, whatever number of reports tells it."""

    period_start: date
    """First day of the period."""
    period_end: date
    """Last day of the period, inclusive."""
    value: float
    """The number as the report with the latest period tells it."""
    qualifier: Qualifier
    """Whether the number is exact, about, at least or at most that."""
    measure: str
    """What is counted, as that report prints it."""
    breakdown: str | None = None
    """What else the number is of, as that report prints it."""
    match: Match
    """How the measure's words led to the indicator."""
    match_score: Float32 = Field(ge=0, le=100)
    """How like the measure's words are to those of the indicator, 0 to 100 (rapidfuzz ratio)."""
    record_id: str
    """The record that the value was taken from: key into `statistics`."""
    report_id: str
    """The report that tells it: key into `reports`."""
    page: Int32 | None = None
    """1-based page in that report; null for text input."""
    confidence: Float32
    """Confidence of that record."""
    n_reports: Int32
    """How many reports tell a number for this indicator and period."""
    n_records: Int32
    """How many records do."""
    agree: bool
    """Whether all of them tell the same, as far as they are rounded."""


class Restatement(_OfAnIndicator):
    """Two records that tell different values of one indicator for one period."""

    value: float
    """The value that `series` has."""
    record_id: str
    """Its record."""
    report_id: str
    """Its report."""
    page: Int32 | None = None
    """Its page."""
    other_value: float
    """What the other record tells."""
    other_record_id: str
    """The other record."""
    other_report_id: str
    """The other report."""
    other_page: Int32 | None = None
    """Page in the other report."""
    difference: float
    """`value` - `other_value`."""
    same_report: bool
    """Whether one report tells both: then one of them may be of something else."""
    same_wording: bool
    """Whether both print the same words for what is counted."""


class YearOnYear(_OfAnIndicator):
    """Two periods of an indicator that follow each other, and whether they can be compared."""

    previous_period_type: PeriodType
    """Kind of the earlier period."""
    previous_period: str
    """The earlier period."""
    previous_period_end: date
    """Last day of the earlier period."""
    period_end: date
    """Last day of the later period."""
    previous_geography: str | None = None
    """Place of the earlier number; null for the partnership's own area."""
    previous_value: float
    """Value in the earlier period."""
    value: float
    """Value in the later period."""
    change: float
    """`value` - `previous_value`, in the unit; percentage points where the unit is `percent`."""
    percent_change: float | None = None
    """Change in percent of the earlier value; null from zero and for shares, ranks and scores."""
    printed_change: float | None = None
    """The change that a report prints for the period, in the unit."""
    printed_percent_change: float | None = None
    """The change in percent that a report prints for the period."""
    printed_record_id: str | None = None
    """The record of the printed change, that in percent where both are printed."""
    printed_agrees: bool | None = None
    """Whether the printed changes follow from the two values; null where none is printed."""
    comparable: Comparable
    """`no`: the numbers are not of the same kind; `check`: read the reasons first."""
    reasons: list[Reason]
    """Why not simply `yes`."""
    recording_rules: list[str]
    """Changes of recording between the two, keys into `schemas/data/comparability.toml`."""
    previous_measure: str
    """What the earlier number counts, as printed."""
    measure: str
    """What the later number counts, as printed."""
    previous_record_id: str
    """Record of the earlier number: key into `statistics`."""
    record_id: str
    """Record of the later number: key into `statistics`."""
    previous_report_id: str
    """Report that tells the earlier number."""
    report_id: str
    """Report that tells the later number."""
    previous_page: Int32 | None = None
    """Page of the earlier number."""
    page: Int32 | None = None
    """Page of the later number."""


class PriorityEvent(Row):
    """What became of a priority in a period, beside the last period whose priorities are told."""

    partnership: str
    """Slug of the partnership."""
    owner: Owner
    """Whose priority it is."""
    area: str | None = None
    """Place the priority is for, as printed; null for the partnership's own area."""
    chain_id: str
    """The same for a priority through all its periods; a split or merged one stays in its chain."""
    period: str
    """Financial year."""
    event: Event
    """`first`: no earlier period is told; `dropped`: told before, not in this period."""
    text: str
    """The priority as printed; for a dropped one, as it was last printed."""
    themes: list[Theme]
    """Theme codes."""
    previous_period: str | None = None
    """The period before it that is told; null for the first."""
    years_between: Int32 | None = None
    """Years from that period to this; more than 1 where years are not told."""
    previous_texts: list[str]
    """Wordings that it came from in the previous period."""
    match_score: Float32 | None = None
    """0 to 100: likeness of the words and themes to those; null where it came from none."""
    sureness: Sureness
    """How sure the event is; that of new and dropped falls with the nearest wording left over."""
    record_id: str
    """Key into `priorities`."""
    report_id: str
    """The report it was read from."""
    page: Int32 | None = None
    """Page in that report."""
    previous_record_ids: list[str]
    """Records of the previous wordings."""
    n_reports: Int32
    """How many reports tell it for this period."""


class FundingYear(Row):
    """Sums of one kind from one funder and scheme for a year, without what may not be added."""

    partnership: str
    """Slug of the partnership."""
    period: str
    """Financial year."""
    funder: str | None = None
    """Who gives the money, as printed; null where it is not told."""
    scheme: str | None = None
    """Named fund or programme, as printed."""
    kind: FundingKind
    """What the sums are: different kinds are never added."""
    amount_gbp: float
    """The sum, in pounds."""
    qualifier: Qualifier
    """`exact` where every sum is; `approx` where they differ."""
    n_sums: Int32
    """How many sums were added."""
    n_reports: Int32
    """How many reports tell them, sums told again included."""
    record_ids: list[str]
    """The records that were added: keys into `funding`."""
    report_id: str
    """The report of the first of them."""
    page: Int32 | None = None
    """Page of the first of them."""


class FundingLeftOut(Row):
    """A sum of money that is in no row of `funding_by_year`, and why."""

    partnership: str
    """Slug of the partnership."""
    period: str | None = None
    """Financial year, if it is told."""
    funder: str | None = None
    """Who gives the money, as printed."""
    scheme: str | None = None
    """Named fund or programme, as printed."""
    kind: FundingKind
    """What the sum is."""
    amount_gbp: float
    """The sum, in pounds."""
    reason: LeftOut
    """Why it may not be added."""
    because_of: str | None = None
    """The record that it is part of, the total of, or the same as."""
    record_id: str
    """Key into `funding`."""
    report_id: str
    """The report that tells it."""
    page: Int32 | None = None
    """Page in that report."""


class Coverage(Row):
    """Whether there is a document of a type for a partnership and year."""

    partnership: str
    """Slug of the partnership."""
    period: str | None = None
    """Financial year, each from the first to the last told; null for documents of no year."""
    document_type: DocumentType
    """Type of the document, or of a part of one."""
    status: Status
    """`told_elsewhere`: no such document, but documents of other years or types tell the year."""
    n_documents: Int32
    """How many such documents there are."""
    report_ids: list[str]
    """Reports that are, or hold, such a document."""
    n_priorities: Int32
    """Priorities of this year, from whatever document: the same in all rows of a year."""
    n_funding: Int32
    """Sums of money of this year, likewise."""
    n_statistics: Int32
    """Numbers of periods that end in this year, likewise."""


DERIVED: dict[str, type[Row]] = {
    "series": Observation,
    "restatements": Restatement,
    "year_on_year": YearOnYear,
    "priority_history": PriorityEvent,
    "funding_by_year": FundingYear,
    "funding_left_out": FundingLeftOut,
    "coverage": Coverage,
}
"""The derived datasets, by name."""
