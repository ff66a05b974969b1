"""Periods told by days and months: 1 April 2021 – 31 March 2022, 12 months to March 2022."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.values.dates import (
    MONTH,
    ORDINAL_DAY,
    SHORT,
    YEAR,
    Days,
    Period,
    day,
    full_year,
    month_days,
    month_number,
    months_to,
    span,
)
from extractors.values.figures import DASH

_START = r"(?<![\w/.\-])"
_END = r"(?![\w/])(?!\.[0-9])(?!-[0-9])"
_TWO = r"[0-9]{1,2}"


def _point(tag: str) -> str:
    """A day or month; its year may be missing."""
    return rf"""(?:
        (?P<nd{tag}>{_TWO})(?P<sep{tag}>[/.-])(?P<nm{tag}>{_TWO})(?P=sep{tag})(?P<ny{tag}>{YEAR}|{SHORT})
      | (?P<iso{tag}>{YEAR}-[01][0-9]-[0-3][0-9])
      | (?P<um{tag}>{MONTH})\s(?P<ud{tag}>[0-3]?[0-9])(?:(?:st|nd|rd|th),?|,)\s(?P<uy{tag}>{YEAR})
      | (?:(?P<d{tag}>{ORDINAL_DAY})\s{{0,2}}(?:of\s)?)?(?<![A-Za-z])(?P<m{tag}>{MONTH})
            (?:
                ,?[\s-]{{0,2}}(?P<y{tag}>{YEAR})
              | (?P<gap{tag}>\s?[-'\u2018\u2019]?\s?)(?P<s{tag}>{SHORT})
                    (?![0-9]|\s?(?:st|nd|rd|th)\b)
            )?
    )"""


_JOIN = rf"""(?:
    \s{{0,2}}{DASH}\s{{0,2}} | \s?/\s? | \s{{1,2}}(?P<word>to|until|till|through|and|&)\s{{1,2}}
)(?:the\s)?(?:end\s(?:of\s)?)?"""
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"

_RANGE = re.compile(
    rf"{_START}{_point('1')}{_JOIN}{_WEEKDAY}{_point('2')}{_END}", re.VERBOSE | re.IGNORECASE
)
# 1st to 7th August 2023 · 19 and 20 April 2022
_SAME_MONTH = re.compile(
    rf"""{_START}(?P<first>{ORDINAL_DAY})(?:\s?{DASH}\s?|\s(?:to|and|&)\s)(?P<last>{ORDINAL_DAY})
    \s(?:of\s)?(?P<month>{MONTH}),?\s(?P<year>{YEAR}){_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_POINT = re.compile(rf"{_START}{_point('1')}{_END}", re.VERBOSE | re.IGNORECASE)
_NUMBERS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
# rolling 12 months to October 2017 · year ending 31 March 2023 · rolling 12-month basis to …
_ROLLING = re.compile(
    rf"""\b(?:
        (?:rolling\s)?(?P<months>{_TWO}|three|six|nine|twelve)(?:[\s-]months?(?:['\u2019])?|\s?m(?:ths?)?)
      | (?:rolling\s)?year | (?P<short>Y/?E)
    )
    (?:\s(?:period|basis|rolling))?
    (?(short)\s?|\s\(?(?:up\sto|to|ending|ended|until|running\sto)(?:\sthe)?(?:\send\s(?:of\s)?)?\s?)
    (?:the\s)?(?:end\s(?:of\s)?)?{_point("1")}{_END}""",
    re.VERBOSE | re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from)\s(?:the\s)?(?:(?:start|beginning|end)\sof\s)?$", re.I)
_ONLY_SINCE = re.compile(r"\bsince\s(?:the\s)?(?:(?:start|beginning|end)\sof\s)?$", re.I)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_ONWARDS = re.compile(r"\s(?:onwards?|until\s(?:now|today)|to\s(?:date|the\spresent))\b", re.I)


def date_ranges(text: str, in_header: bool = False) -> Iterator[Period]:
    """Every period of days and months; in a header `Apr 22` is April 2022."""
    for match in _ROLLING.finditer(text):
        yield from _rolling(text, match)
    for match in _RANGE.finditer(text):
        yield from _range(text, match)
    for match in _SAME_MONTH.finditer(text):
        year, month = int(match["year"]), month_number(match["month"])
        first, last = (day(year, month, _number(match[end])) for end in ("first", "last"))
        if first and last and first < last:
            yield span(text, *match.span(), Days(first, last), "days")
    for match in _POINT.finditer(text):
        yield from _single(text, match, in_header)


def _rolling(text: str, match: re.Match[str]) -> Iterator[Period]:
    end = _days(match, "1")
    months = match["months"] or "12"
    number = _NUMBERS.get(months.lower()) or int(months)
    if end and number:
        yield span(text, *match.span(), months_to(end.last, number), "rolling")


def _range(text: str, match: re.Match[str]) -> Iterator[Period]:
    right = _days(match, "2")
    if right is None:
        return
    has_year = _year(match, "1") is not None
    left = _days(match, "1", right.last.year)
    if left and not has_year and left.first > right.last:
        left = _days(match, "1", right.last.year - 1)
    is_pair = (match["word"] or "").lower() in ("and", "&") and has_year
    if is_pair and not _BETWEEN.search(text, max(0, match.start() - 12), match.start()):
        return
    if left is None or left.first >= right.last:
        return
    are_days = left.first == left.last and right.first == right.last
    yield span(text, *match.span(), Days(left.first, right.last), "days" if are_days else "months")


def _single(text: str, match: re.Match[str], in_header: bool) -> Iterator[Period]:
    if match["s1"] and not in_header and match["gap1"] in (" ", ""):
        return  # Oct 16 may be a day
    days = _days(match, "1")
    if days is None:
        return
    start, end = match.span()
    found = span(text, start, end, days, "day" if days.first == days.last else "month")
    before = max(0, start - 30)
    if _ONLY_SINCE.search(text, before, start) or (
        _SINCE.search(text, before, start) and _ONWARDS.match(text, end)
    ):
        found = replace(found, kind="since", last=None)
    yield found


def _year(match: re.Match[str], tag: str) -> str | None:
    iso: str | None = match[f"iso{tag}"]
    return match[f"ny{tag}"] or match[f"uy{tag}"] or match[f"y{tag}"] or match[f"s{tag}"] or iso


def _days(match: re.Match[str], tag: str, default_year: int | None = None) -> Days | None:
    """The day or month of a point; None without a year or where there is no such day."""
    printed = _year(match, tag)
    if match[f"iso{tag}"]:
        year, month, number = match[f"iso{tag}"].split("-")
    elif match[f"ny{tag}"]:
        year, month, number = match[f"ny{tag}"], match[f"nm{tag}"], match[f"nd{tag}"]
    else:
        name = match[f"um{tag}"] or match[f"m{tag}"]
        year, month = printed or str(default_year or ""), str(month_number(name))
        number = match[f"ud{tag}"] or match[f"d{tag}"]
    if not year:
        return None
    if number is None:
        return month_days(full_year(year), int(month))
    only = day(full_year(year), int(month), _number(number))
    return Days(only, only) if only else None


def _number(printed: str) -> int:
    return int(printed.rstrip("stndrhSTNDRH "))
