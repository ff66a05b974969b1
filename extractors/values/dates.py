"""Days, months and financial years: what a period is and how its parts are printed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal[
    "financial_year",
    "calendar_year",
    "multi_year",
    "quarter",
    "rolling",
    "months",
    "month",
    "days",
    "day",
    "since",
    "vague",
]

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

# March · Mar · Sept.
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
YEAR = r"(?:19|20)[0-9]{2}"
SHORT = r"[0-9]{2}"
ORDINAL_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?"


@dataclass(frozen=True, slots=True)
class Period:
    """A period as printed at start:end; `first` and `last` day inclusive.

    `label` is that of an English financial year, `2022-23`. `is_base`: the period that another is
    compared with (*compared to 2020/21*). kind `since` has no last day; `vague` (*summer 2022*)
    and a `quarter` without its year have no days. `quarter`: 1 to 4, April to June the first.
    """

    start: int
    end: int
    text: str
    label: str | None
    first: date | None
    last: date | None
    kind: Kind
    is_base: bool = False
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive."""

    first: date
    last: date


def day(year: int, month: int, number: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_number(name: str) -> int:
    """1 for January, Jan, JAN."""
    return MONTHS.index(name[:3].lower()) + 1


def full_year(printed: str) -> int:
    """2022 for 22, 1998 for 98; four digits as they are."""
    number = int(printed)
    if len(printed) == 4:
        return number
    return number + (1900 if number >= 90 else 2000)


def financial_days(year: int) -> Days:
    """The English financial year that begins in April of a year."""
    return Days(date(year, 4, 1), date(year + 1, 3, 31))


def quarter_days(year: int, quarter: int) -> Days:
    """Quarter 1 to 4 of the financial year that begins in April of a year."""
    month = 1 + 3 * (quarter % 4)
    later = year + (quarter == 4)
    return Days(date(later, month, 1), month_days(later, month + 2).last)


def months_to(last: date, months: int) -> Days:
    """So many whole months up to a last day."""
    before = last + timedelta(days=1)
    index = before.year * 12 + before.month - 1 - months
    first = day(index // 12, index % 12 + 1, before.day)
    return Days(first or date(index // 12, index % 12 + 1, 28), last)


def label_of(days: Days) -> str | None:
    """`2022-23` where the days are those of a financial year."""
    if days != financial_days(days.first.year):
        return None
    return f"{days.first.year}-{days.last.year % 100:02d}"


def span(text: str, start: int, end: int, days: Days, kind: Kind) -> Period:
    """The period of some days, printed at text[start:end]."""
    label = label_of(days)
    if label and kind in ("multi_year", "days", "months", "rolling"):
        kind = "financial_year"
    return Period(start, end, text[start:end], label, days.first, days.last, kind)


def undated(text: str, match: re.Match[str], kind: Kind, quarter: int | None = None) -> Period:
    """A period whose days are not printed."""
    start, end = match.span()
    return Period(start, end, text[start:end], None, None, None, kind, quarter=quarter)
