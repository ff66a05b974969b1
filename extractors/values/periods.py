"""Finds periods in a text: financial and calendar years, quarters, months, days, plan periods."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractors.values.date_ranges import date_ranges
from extractors.values.dates import (
    SHORT,
    YEAR,
    Days,
    Period,
    financial_days,
    full_year,
    quarter_days,
    span,
    undated,
)
from extractors.values.figures import COUNTED, DASH, FIGURE
from extractors.values.spans import longest, outside

__all__ = [
    "Period",
    "financial_year",
    "find_periods",
    "not_periods",
    "parse_year_header",
    "quarter_of",
]

_START = r"(?<![\w£/.,])(?<![0-9]-)"
_END = rf"(?![\w])(?!['\u2019]s\b)(?!{DASH}[0-9])(?!/[0-9])(?!\.[0-9])(?!,[0-9]{{3}})"
_FY = r"(?:FY|F/Y|(?:financial|fiscal|municipal|tax|performance)\s+years?)"
_SLASH = rf"\s?(?:{DASH}|/)\s?"

# 2022-23 · 2022/2023 · FY 2022–23 · 2022-25
_LONG = re.compile(
    rf"{_START}(?:{_FY}[\s:]{{0,2}})?(?P<a>{YEAR}){_SLASH}(?P<b>{YEAR}|{SHORT}){_END}",
    re.VERBOSE | re.IGNORECASE,
)
# 2016 to 2019 · between 2016 and 2019 · financial year 2021 to 2022
_TO = re.compile(
    rf"""{_START}(?P<fy>{_FY}[\s:]{{0,2}})?(?P<a>{YEAR})\s(?P<join>to|until|and)\s(?P<b>{YEAR})
    {_END}""",
    re.VERBOSE | re.IGNORECASE,
)
# FY22/23 · Focus 17/18 · for 17/18 · 2021-22/ 22-23
_SHORT = re.compile(
    rf"""{_START}(?P<fy>{_FY}\s{{0,2}}['\u2018\u2019]?)?(?P<a>{SHORT})(?P<sep>\s?/\s?|{DASH})(?P<b>{SHORT}){_END}
    (?!\s?(?:%|years?\b|yrs?\b|pupils|year[\s-]olds?))""",
    re.VERBOSE | re.IGNORECASE,
)
_SLASH_LEAD = re.compile(
    r"\b(?:for|in|during|year|focus|plan|report|assessment|strategy|review|programme|budget|grant"
    r"|funding|since|from|to|of|on|than|with|against|achievements|priorities|update|performance"
    r"|outturn)[\s:(–-]{1,3}$",
    re.IGNORECASE,
)
_DASH_LEAD = re.compile(
    r"(?:\b(?:year|focus|plan|report|assessment|strategy|budget)\s?(?:for\s)?[\s:(]{0,3}"
    r"|\b(?:19|20)?[0-9]{2}[-–/][0-9]{2}\s?(?:/|&|and|,|to)\s?)$",
    re.IGNORECASE,
)
_PLAN_LEAD = re.compile(
    r"\b(?:year|plan|report|assessment|strategy|review|programme|statement|budget|for)[\s:,(–-]{1,3}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s(?:the\syears\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_AVERAGE = re.compile(r"\s(?:\w+\s)?(?:average|baseline|mean)\b", re.IGNORECASE)
# 2022-23 to 2024-25
_YEARS_JOIN = re.compile(rf"\s?(?:{DASH}|to|until)\s?", re.IGNORECASE)

_PAIR = rf"(?:(?P<a>{YEAR}){_SLASH}(?P<b>{YEAR}|{SHORT})|(?P<c>{SHORT}){_SLASH}(?P<d>{SHORT}))"
_QUARTER = r"""(?:\bQ(?:tr)?\s?(?P<q>[1-4])\b|\bquarter\s(?P<n>[1-4]|one|two|three|four)\b
    |\b(?P<w>first|second|third|fourth|final|1st|2nd|3rd|4th)\squarter\b)"""
# Quarter 3 of 2021/22 · Q2 (22-23) · first quarter of 2017
_QUARTER_FIRST = re.compile(
    rf"""{_QUARTER}(?:[\s,-]{{0,3}}(?:of|in)?\s?(?:the\s)?\(?(?:{_FY}\s{{0,2}})?
    (?:{_PAIR}|(?P<y>{YEAR})){_END}\)?)?""",
    re.VERBOSE | re.IGNORECASE,
)
# 2021/22 Q3
_QUARTER_LAST = re.compile(
    rf"{_START}(?:{_FY}\s{{0,2}})?{_PAIR}[\s,(-]{{1,3}}{_QUARTER}", re.VERBOSE | re.IGNORECASE
)
_QUARTERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
}

# in 2023 · (2023) · (2022: 39%) · the calendar year 2021 · 2021 figures · 2020 mid-year
_CALENDAR = re.compile(
    rf"""(?:
        \b(?:in|during|throughout|for|since|calendar\syear|year|of|than|with|to|against|versus|vs\.?
            |from|on|and|or|between)\s
        (?:the\s)?(?:calendar\s)?(?:year\s)?(?:mid-?year\s)?
        (?P<led>{YEAR}){_END}(?:(?<=in\s....)|(?<=ing\s....)|(?!\s(?:[a-z-]+\s){{0,2}}{COUNTED}\b))
      | \((?P<alone>{YEAR})(?=\)|:\s)
      | {_START}(?P<mid>{YEAR})\smid-?\s?year\b
      | {_START}(?P<read>{YEAR}){_END}(?=\s(?:figures?|data|levels?|totals?|average|baseline)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"""(?:\b(?:spring|summer|autumn|winter|christmas|easter|early|mid|late|end\sof|start\sof
        |beginning\sof|by|until|before|after)[\s-](?:in\s|of\s)?(?:{YEAR}/{SHORT}|{YEAR}){_END}
      | \bFY\s?(?:{YEAR}|{SHORT}){_END})""",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_YEAR = re.compile(rf"{_START}{YEAR}{_END}")

# Crime and Disorder Act 1998 · the 1998 Act · Regulations (Amendment) 2009
_LAW = re.compile(
    rf"""\b(?:Acts?|Regulations?|Order|Bill|Directive|Measure|Rules|Convention)\s
        (?:\([\w\s]{{1,40}}\)\s)?(?:of\s)?{YEAR}(?:\s?(?:,|and|&)\s?{YEAR})?\b
      | \b{YEAR}\s(?:Acts?|Regulations|Order|Bill|Measure|Directive|Convention)\b""",
    re.VERBOSE,
)
_EVENTS = r"""(?:World\sCup|Olympics?|Paralympics?|Games|Euros?|Census|Elections?
    |(?:General|Local)\sElections?|Referendum|Jubilee|Coronation|Championships?|Festival|Marathon|Awards?|Conference)\b"""
# the 2022 World Cup · London 2012 · Census 2021
_EVENT = re.compile(
    rf"""\b{YEAR}\s(?:[A-Z][\w'-]{{0,20}}\s){{0,3}}{_EVENTS}
      | \b{_EVENTS}\s(?:of\s)?{YEAR}\b
      | \b(?:London|Rio|Tokyo|Paris|Beijing|Qatar|Vision|Agenda|Windows|Office)\s{YEAR}\b""",
    re.VERBOSE,
)

# compared to 2020/21 · the 3,194 of 2020/21 · below the level of 2019/20 · down 5% on 2019/20
_BASE_LEAD = re.compile(
    rf"""(?:
        \b(?:since | compar(?:ed|ing|ison)\s(?:to|with|against) | against | versus | vs\.? | than
          | relative\sto | set\s(?:against|beside))
          \s(?:[A-Za-z'\u2019-]+\s){{0,6}}
      | \blevels?\s(?:of|in|for)\s(?:the\s)?
      | \b(?:the|from)\s{FIGURE}%?\s(?:[A-Za-z-]+\s){{0,2}}(?:of|in|for|during)\s(?:the\s)?
      | (?:%|\b(?:cent|rise|fall|increase|decrease|reduction|drop|cut|change|up|down|improvement
          |reduced|increased|risen|fallen|growth|decline|year|points?))\s(?:on|over)\s(?:the\s)?
      | \bfrom\s
    )(?:FY\s?|(?:financial|calendar)\syear\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"[0-9]")
_TO_YEAR = re.compile(rf"\s(?:to|and)\s{YEAR}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotPeriod:
    """A year at start:end that is part of a name: kind `law` or `event_year`."""

    start: int
    end: int
    kind: str


def find_periods(text: str) -> list[Period]:
    """The periods printed in a text, in order."""
    return list(_periods_in(text)) if _DIGIT.search(text) else []


@lru_cache(maxsize=4096)  # several rules ask it of the same words
def _periods_in(text: str) -> tuple[Period, ...]:
    return tuple(_flagged(text, _found(text, in_header=False)))


def not_periods(text: str) -> list[NotPeriod]:
    """Years in the names of laws and events."""
    found = [NotPeriod(*m.span(), "law") for m in _LAW.finditer(text)]
    return found + [NotPeriod(*m.span(), "event_year") for m in _EVENT.finditer(text)]


def financial_year(label: str) -> Period:
    """The period of a label such as `2022-23`; ValueError for what is none."""
    match = re.fullmatch(r"((?:19|20)[0-9]{2})-([0-9]{2})", label)
    if match is None or int(match[2]) != (int(match[1]) + 1) % 100:
        raise ValueError(f"no financial year: {label!r}")
    return span(label, 0, len(label), financial_days(int(match[1])), "financial_year")


def quarter_of(quarter: Period, label: str) -> Period:
    """A quarter printed without its year, in the financial year of a label."""
    if quarter.quarter is None:
        raise ValueError(f"no quarter: {quarter.text!r}")
    days = quarter_days(int(label[:4]), quarter.quarter)
    return replace(quarter, first=days.first, last=days.last)


def parse_year_header(text: str) -> Period | None:
    """The one period that a table header names (`2016`, `21-22`, `Apr-22`), else None."""
    found = _flagged(text, _found(text, in_header=True))
    return found[0] if len(found) == 1 else None


def _found(text: str, *, in_header: bool) -> list[Period]:
    candidates = [*date_ranges(text, in_header), *_years(text, in_header), *_quarters(text)]
    for match in _VAGUE.finditer(text):
        candidates.append(undated(text, match, "vague"))
    for match in _CALENDAR.finditer(text):
        candidates.append(_calendar(text, match))
    if in_header:
        for match in _BARE_YEAR.finditer(text):
            candidates.append(_whole_year(text, *match.span()))
    kept = longest(outside(candidates, not_periods(text)))
    return _joined(text, kept)


def _years(text: str, in_header: bool) -> Iterator[Period]:
    for match in _LONG.finditer(text):
        yield from _long(text, match)
    for match in _TO.finditer(text):
        yield from _to(text, match)
    for match in _SHORT.finditer(text):
        is_next = int(match["b"]) == (int(match["a"]) + 1) % 100
        lead = _SLASH_LEAD if "/" in match["sep"] else _DASH_LEAD
        is_led = match["fy"] or in_header or _before(lead, text, match)
        if is_next and is_led and 4 <= int(match["a"]) <= 40:
            days = financial_days(full_year(match["a"]))
            yield span(text, *match.span(), days, "financial_year")


def _long(text: str, match: re.Match[str]) -> Iterator[Period]:
    first, last = int(match["a"]), _year_after(int(match["a"]), match["b"])
    if last == first + 1:
        yield span(text, *match.span(), financial_days(first), "financial_year")
    elif first < last <= first + 15:
        is_base = _AVERAGE.match(text, match.end())
        calendar = Days(date(first, 1, 1), date(last, 12, 31))
        plan = Days(date(first, 4, 1), date(last, 3, 31))
        yield span(text, *match.span(), calendar if is_base else plan, "multi_year")


def _to(text: str, match: re.Match[str]) -> Iterator[Period]:
    first, last = int(match["a"]), int(match["b"])
    is_and = match["join"].lower() == "and"
    if is_and and not _before(_BETWEEN, text, match):
        return
    if not first < last <= first + 40:
        return
    is_financial = match["fy"] or (not is_and and _before(_PLAN_LEAD, text, match))
    if last == first + 1 and is_financial:
        yield span(text, *match.span(), financial_days(first), "financial_year")
    elif last > first + 1 or not _before(_FROM, text, match):
        days = Days(date(first, 1, 1), date(last, 12, 31))
        yield span(text, *match.span(), days, "multi_year")


def _quarters(text: str) -> Iterator[Period]:
    for pattern in (_QUARTER_FIRST, _QUARTER_LAST):
        for match in pattern.finditer(text):
            yield from _quarter(text, match)


def _quarter(text: str, match: re.Match[str]) -> Iterator[Period]:
    printed = (match["q"] or match["n"] or match["w"]).lower()
    quarter = _QUARTERS.get(printed) or int(printed[0])
    first, last = match["a"] or match["c"], match["b"] or match["d"]
    year = match["y"] if "y" in match.re.groupindex else None
    if first and full_year(last) % 100 == (full_year(first) + 1) % 100:
        found = span(text, *match.span(), quarter_days(full_year(first), quarter), "quarter")
        yield replace(found, quarter=quarter)
    elif year and match["w"]:
        days = quarter_days(int(year) - (quarter == 1), (quarter + 2) % 4 + 1)
        yield span(text, *match.span(), days, "quarter")
    elif year or not match["w"]:
        yield undated(text, match, "quarter", quarter)


def _calendar(text: str, match: re.Match[str]) -> Period:
    group = next(name for name in ("led", "alone", "mid", "read") if match[name])
    end = match.end() if group == "mid" else match.end(group)
    return _whole_year(text, match.start(group), end)


def _whole_year(text: str, start: int, end: int) -> Period:
    year = int(text[start : start + 4])
    return span(text, start, end, Days(date(year, 1, 1), date(year, 12, 31)), "calendar_year")


def _year_after(first: int, printed: str) -> int:
    """2025 for `25` after 2022, 2000 for `00` after 1999."""
    if len(printed) == 4:
        return int(printed)
    return first - first % 100 + int(printed) + (100 if int(printed) < first % 100 == 99 else 0)


def _joined(text: str, periods: list[Period]) -> list[Period]:
    """Financial years joined by *to* become the years of a plan."""
    done: list[Period] = []
    for period in periods:
        if done and (plan := _plan(text, done[-1], period)):
            done[-1] = plan
        else:
            done.append(period)
    return done


def _plan(text: str, left: Period, right: Period) -> Period | None:
    are_years = left.kind == right.kind == "financial_year"
    if not (are_years and _YEARS_JOIN.fullmatch(text, left.end, right.start)):
        return None
    if not (left.first and right.last and left.first < right.last):
        return None
    if _FROM.search(text, max(0, left.start - 8), left.start):
        return None
    return span(text, left.start, right.end, Days(left.first, right.last), "multi_year")


def _flagged(text: str, periods: list[Period]) -> list[Period]:
    return [replace(one, is_base=True) if _is_base(text, one) else one for one in periods]


def _is_base(text: str, period: Period) -> bool:
    if period.kind == "since" or (period.kind in ("day", "days") and period.first):
        return False
    lead = _BASE_LEAD.search(text[max(0, period.start - 80) : period.start])
    if lead is None:
        return False
    if lead[0].lower().startswith("from ") and lead[0][5:6].isdigit() is False:
        return bool(_TO_YEAR.match(text, period.end))
    return True


def _before(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return pattern.search(text, max(0, match.start() - 24), match.start()) is not None
