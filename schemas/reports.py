"""One row a file: what the report is, whose, of which period, and what was not read in it."""

from datetime import date, datetime
from typing import Literal

from schemas.base import Int32, Row

DocumentType = Literal[
    "annual_report",
    "strategic_assessment",
    "partnership_plan",
    "action_plan",
    "committee_report",
    "prospectus",
    "other",
]


class Part(Row):
    """One document of those that a file holds."""

    document_type: DocumentType
    """What kind of document the part is."""
    title: str | None = None
    """Title as printed."""
    period: str | None = None
    """Financial year that the part covers."""
    page_start: Int32 | None = None
    """First page, 1-based; null for text input."""
    page_end: Int32 | None = None
    """Last page, inclusive; null for text input."""


class SetAside(Row):
    """How many numbers a rule said count nothing."""

    rule: str
    """What the rule says they are: `date`, `age`, `law`, `action plan`, `said again`."""
    n: Int32
    """How many."""


class Unread(Row):
    """Numbers of one sentence or table cell that no rule read or set aside."""

    page: Int32 | None = None
    """1-based page in the PDF; null for text input."""
    numbers: list[str]
    """The numbers as printed."""
    source_text: str
    """The sentence, or the row of the table, without phone numbers and e-mail addresses."""


class Report(Row):
    """One input file."""

    report_id: str
    """Slug of the file name and the first eight digits of its sha256."""
    title: str | None = None
    """Title as printed."""
    document_type: DocumentType
    """What kind of document the file is; an agenda pack is a `committee_report`."""
    partnership: str
    """Slug of the partnership that the report is about."""
    partnership_name: str | None = None
    """Name of the partnership as printed."""
    area_codes: list[str]
    """ONS codes of the districts that the partnership serves; empty where unknown."""
    report_period: str | None = None
    """Financial year that the report covers: `2022-23`."""
    period_start: date | None = None
    """First day of the period that the report covers."""
    period_end: date | None = None
    """Last day of that period, inclusive."""
    n_pages: Int32 | None = None
    """Number of pages; null for text input."""
    sha256: str
    """Hash of the input file, 64 hex digits."""
    source: str
    """Path or URI as given."""
    media_type: str
    """`application/pdf`, `text/plain` or `text/markdown`."""
    extractor_version: str
    """Hash of the code and vocabulary that read it."""
    ingested_at: datetime
    """When it was first published by this code, UTC."""
    n_warnings: Int32
    """Number of warnings."""
    warnings: list[str]
    """What was not read or is in doubt, with page and words."""
    parts: list[Part]
    """The documents that the file holds, in order."""
    n_numbers: Int32 | None = None
    """Numbers and sums printed in the report; null where they were not counted."""
    n_numbers_read: Int32 | None = None
    """Those that became a record of `funding` or `statistics`."""
    n_numbers_set_aside: Int32 | None = None
    """Those that a rule says count nothing here: dates, ages, what was said before."""
    set_aside: list[SetAside] | None = None
    """The same by rule, the most frequent first."""
    unread: list[Unread] | None = None
    """The others, which nobody looked at."""
