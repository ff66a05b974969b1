"""Where and when: the place and the period that a number in a sentence is of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from extractors.geography import NamedPlace
from extractors.numerals import Line
from extractors.values.dates import Days
from extractors.values.periods import Period, quarter_of

# What ends the words that say of a number where and when: "9.6% in Kent, against …"
_ENDS = re.compile(
    r",(?![0-9])|[;:\[\]–—)]|\s[/-]\s|\((?!(?:in\s|for\s|during\s)?(?:19|20)[0-9]{2})|\b(?:and|but|compared|against|than|versus|vs|below|above|while|whilst|although"
    r"|up\sfrom|down\sfrom|to\s[0-9]|from\s[0-9])\b",
    re.IGNORECASE,
)
# "the 3,194 of 2020/21" · "(116 in 2020/21)": even a base is the number's where it follows so
_ATTACHED = re.compile(
    r"(?:\s(?!than\b|since\b|on\b|over\b|compared\b|comparison\b|same\b|against\b|up\b|down\b|more\b|fewer\b|less\b|higher\b|lower\b"
    r"|from\b|rise\b|fall\b|increase\b|decrease\b|reduction\b)[\w'’-]+){0,6}\s\(?(?:the\s)?$",
    re.IGNORECASE,
)
# "22 in the same months of 2021" · "74 during the same period the previous year"
_SAME_MONTHS = re.compile(
    r"\bsame\s(?:\w+\s)?(?:months?|period|quarter|time|point|weeks?|dates?)\b(?:\s(?:of|in|the|for|from|last|to)){0,3}"
    r"\s(?:(?P<year>20[0-9]{2})\b(?![/–-])|(?P<last>(?:previous|last|prior|preceding|year)\b))",
    re.IGNORECASE,
)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class When:
    """The financial year, and the days, of a number."""

    label: str | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, period: Period | None) -> "When":
        """That of a period, nothing for None."""
        return cls(period.label, period.first, period.last) if period else cls()


def reach(line: Line, k: int) -> tuple[int, int]:
    """Offsets between which words say of number `k` alone where and when."""
    start = line.numbers[k - 1].end if k else 0
    end = _next(line, k)
    stop = _ENDS.search(line.text, line.numbers[k].end, end)
    return start, stop.start() if stop else end


def _next(line: Line, k: int) -> int:
    """Where the next number begins, or the sentence ends."""
    return line.numbers[k + 1].start if k + 1 < len(line.numbers) else len(line.text)


# "on the same period in 2023/24" · "in comparison with Quarter 3"
_BASED = re.compile(
    r"\b(?:same\s(?:\w+\s)?(?:period|quarter|months?|time|point)|comparison\s(?:with|to))\b"
    r"[^.;,]{0,25}$",
    re.IGNORECASE,
)


def _is_base(line: Line, period: Period) -> bool:
    """Whether a period is what another is compared with."""
    return period.is_base or _BASED.search(line.text, 0, period.start) is not None


def _claimed(line: Line, k: int, where: _Placed) -> bool:
    """Whether it stands in the reach of the number before."""
    return k > 0 and where.start < reach(line, k - 1)[1]


def places_of(line: Line, inherited: NamedPlace | None = None) -> dict[int, NamedPlace | None]:
    """The place that each number of a sentence is of; `inherited`: where it names none."""
    named = [
        p
        for p in line.places
        if _FIGURE.match(line.text, p.end) or not _AMONG.search(line.text, 0, p.start)
    ]
    found: dict[int, NamedPlace | None] = {}
    for k, reading in line.readings.items():
        place = _place(line, k, named, found) if named else inherited
        found[k] = _ranked(line, k) if reading.unit == "rank" else place
    return found


# "Harwick is third highest" · "North Harwick came second": the place that has the rank
_RANKS = re.compile(
    r"\s(?:alone\s)?(?:is|was|are|came|comes|ranks?|ranked|stands|stood|remains|remained|has|had|recorded|and)\b[^.;]{0,30}$"
)


def _ranked(line: Line, k: int) -> NamedPlace | None:
    """The place that a rank is of: the subject of its verb."""
    start, end = (line.numbers[k - 1].end if k else 0), line.numbers[k].start
    before = [p for p in line.places if start <= p.start and p.end <= end]
    is_subject = before and (
        line.text[before[-1].end : end].strip(" (") == ""
        or _RANKS.fullmatch(line.text, before[-1].end, end) is not None
    )
    return before[-1] if is_subject else None


def _place(
    line: Line, k: int, named: Sequence[NamedPlace], known: dict[int, NamedPlace | None]
) -> NamedPlace | None:
    start, end = reach(line, k)
    number = line.numbers[k]
    after = [p for p in named if number.end <= p.start < end]
    before = [p for p in named if start <= p.start < number.start and not _claimed(line, k, p)]
    if before and line.readings[k].method == "statistics.share_of_place":
        return before[-1]
    if after:
        return after[0]
    if before:
        return _wider(line, before)
    if k == 0 and (subject := _led_to(line, k, named)):
        return subject
    if line.readings[k].breakdown == "target":
        return None
    if (line.in_brackets(k) or line.readings[k].is_before) and k - 1 in known:
        return known[k - 1]
    first = [p for p in named if p.end <= line.numbers[0].start]
    is_comparison = bool(
        re.search(r"(?:than|against|compared)\W+(?:\w+\W+){0,3}$", line.text[: number.start])
    )
    return first[-1] if first and k and not is_comparison else None


def _wider(line: Line, places: Sequence[NamedPlace]) -> NamedPlace:
    """The last of some places; of "Castle ward in Newark" the ward."""
    inner = places[-2:][0]
    return inner if line.text[inner.end : places[-1].start].strip() == "in" else places[-1]


# "With 92.3 crimes per 1,000 people, Harwick is third highest"
_LED = re.compile(r"\s*(?:At|With)\s(?:an?\s(?:rate\sof\s)?)?(?:just\s|only\s)?$")


def _led_to(line: Line, k: int, named: Sequence[NamedPlace]) -> NamedPlace | None:
    """The place that a sentence is on which begins with the number of it."""
    number = line.numbers[k]
    if _LED.fullmatch(line.text, 0, number.start) is None:
        return None
    behind = (p for p in named if number.end < p.start)
    return next((p for p in behind if line.text[: p.start].endswith(", ")), None)


# "highest in Harwick (52%)": there it is where the number is from
_FIGURE = re.compile(r"\s\([0-9]")
# "recorded the lowest crime rate in Wales": where others are, not where it is
_AMONG = re.compile(
    r"(?:est|most|least)\b(?:(?!\b(?:was|were|is|are)\b)[^.,;]){0,40}\b(?:in|of|across)\s(?:the\s)?$"
)


def periods_of(line: Line, inherited: Period | None, before: When | None) -> dict[int, When]:
    """The period that each number of a sentence is of.

    `inherited`: where it says none; `before`: that of the sentence before.
    """
    is_on = _SAME.search(line.text) or _THAT_IS.match(line.text)
    if before and not line.periods and is_on:
        return dict.fromkeys(line.readings, before)
    periods = _dated(line.periods, inherited)
    if inherited and (inherited.kind == "multi_year" or (line.periods and not periods)):
        inherited = None
    found: dict[int, When] = {}
    for k in line.readings:
        found[k] = _when(line, k, periods, found, inherited)
    return found


# "by 13% in the latest year": a period that is told without its year
_SAME = re.compile(
    r"\b(?:over|in|for|during|across)\s(?:the|this|that)\ssame\s(?:[\w-]+\s)?(?:period|timeframe|time|year)"
    r"(?!\s(?:last|the|in|of|a|two))",
    re.IGNORECASE,
)
# "That is 1,920 fewer than the previous year"
_THAT_IS = re.compile(
    r"(?:This|That)\s(?:is|was|represents|represented|equates|equated|amounts)\b(?!.*\b(?:when|target)\b)"
)
_RELATIVE = re.compile(
    r"\b(?:in|during|over|for)\s(?:the\s)?(?:latest|last|previous|preceding|following|current|next|past|same)"
    r"\s(?:\w+\s)?(?:years?|quarters?|months?|period)\b",
    re.IGNORECASE,
)


def _dated(periods: Sequence[Period], inherited: Period | None) -> list[Period]:
    """The periods with their days; a quarter takes its year from those beside it."""
    years = (p.label or _year_of(p) for p in periods if p.label or (p.first and p.quarter))
    label = next(years, None)
    label = label or (inherited.label if inherited else None)
    dated = []
    for period in periods:
        if period.first is None and period.quarter is not None and label:
            dated.append(quarter_of(period, label))
        elif period.first is not None or period.label:
            dated.append(period)
    return dated


def _year_of(period: Period) -> str | None:
    if period.first is None:
        return None
    year = period.first.year - (period.first.month < 4)
    return f"{year}-{(year + 1) % 100:02d}"


# "(Q2 2023/24: 297)" · "than in 2022-23 (1,400)" · "the 2022 figure of 243"
_LEADS_TO = re.compile(
    r"(?:\s(?:figures?|totals?|averages?|levels?|outturn|baseline)(?:\s(?:of|was|at))?|:|\s?\()\s?"
)
_BEGINS = re.compile(r"(?:^|[(,;–-]\s?)\s*(?:in\s)?$", re.IGNORECASE)
# "4.2% on the previous 12 months (31,110)": a base of its own
_OF_BASE = re.compile(
    r"\b(?:on|than|over|from|in|against|with|to|as)\s(?:the\s)?(?:\w+\s)?"
    r"(?:previous|last|preceding|prior|year\sbefore)\b[^.;()]{0,40}\($",
    re.IGNORECASE,
)


def _leads_to(line: Line, period: Period, k: int) -> bool:
    """Whether a period stands right before number `k` as its own: no change since then."""
    if k not in line.readings or line.readings[k].unit.endswith("change"):
        return False
    number = line.numbers[k]
    found = _LEADS_TO.fullmatch(line.text, period.end, number.start)
    is_open = found is not None and found[0].rstrip().endswith("(")
    is_label = found is not None and found[0].startswith(":")
    if is_label and not _BEGINS.search(line.text, 0, period.start):
        return False
    return found is not None and (not is_open or line.text.startswith(")", number.end))


def _own(line: Line, k: int, periods: Sequence[Period]) -> When | None:
    """What the words right before a number say of its period, None where they say nothing."""
    start = line.numbers[k].start
    leading = [p for p in periods if p.start < start and _leads_to(line, p, k)]
    if leading:
        return When.of(leading[-1])
    if k == 0 or line.readings[k].unit.endswith("change"):
        return None
    return When() if _OF_BASE.search(line.text, line.numbers[k - 1].end, start) else None


def _when(
    line: Line, k: int, periods: Sequence[Period], known: dict[int, When], inherited: Period | None
) -> When:
    reading, number = line.readings[k], line.numbers[k]
    start, end = reach(line, k)
    same = _SAME_MONTHS.search(line.text, number.end, _next(line, k))
    if same and k - 1 in known and reading.is_before:
        return _shifted(known[k - 1], same)
    if (own := _own(line, k, periods)) is not None:
        return own
    after = [p for p in periods if number.end <= p.start < end and not _leads_to(line, p, k + 1)]
    for period in after:
        is_attached = _ATTACHED.fullmatch(line.text, number.end, period.start)
        if not _is_base(line, period) or is_attached:
            return When.of(period)
    if reading.is_before:
        base = known.get(k - 1) or When.of(inherited)
        is_last = _YEAR_BEFORE.search(line.text, start, _next(line, k)) is not None
        return _moved_by(base, -1) if is_last else When()
    if periods and _RELATIVE.search(line.text, number.end, end):
        return When()
    before = [
        p
        for p in periods
        if start <= p.start < number.start and not _is_base(line, p) and not _claimed(line, k, p)
    ]
    if before:
        return When.of(before[-1])
    return _of_sentence(line, k, periods, inherited)


def _of_sentence(line: Line, k: int, periods: Sequence[Period], inherited: Period | None) -> When:
    """The period of the sentence, of those before the number if it tells several."""
    number = line.numbers[k]
    told = [p for p in periods if not _is_base(line, p) and not _is_attached_to_another(line, k, p)]
    if earlier := [p for p in told if p.start < number.start]:
        return When.of(earlier[-1])
    return When.of(told[0] if told else inherited)


def _is_attached_to_another(line: Line, k: int, period: Period) -> bool:
    """Whether "116 in 2020/21" in brackets, or "150,700 people (in 2014)", is of another number."""
    for j, other in enumerate(line.numbers):
        if j != k and period.start < other.start and _leads_to(line, period, j):
            return True
        if j == k or not other.end <= period.start < reach(line, j)[1]:
            continue
        if j in line.readings and line.readings[j].is_before:
            return True
        if j in line.readings and line.readings[j].method == "statistics.from_to":
            continue  # where the movement of the sentence went
        between = line.text[other.end : period.start]
        if "(" in between or (
            line.in_brackets(j) and not line.in_brackets(k) and ")" not in between
        ):
            return True
    return False


# "the 5,239 of the previous year" · "compared to 78 a year earlier" · "(55 the year before)"
_YEAR_BEFORE = re.compile(
    r"\b(?:(?:the\s)?(?:previous|prior|preceding|last)\syear(?:['’]s)?|(?:the|a)\syear\s(?:before|earlier|previously|ago))\b"
    r"(?!\s(?:but|and)\sone)",
    re.IGNORECASE,
)


def _shifted(when: When, same: re.Match[str]) -> When:
    if when.first is None:
        return When()
    return _moved_by(when, int(same["year"]) - when.first.year if same["year"] else -1)


def _moved_by(when: When, years: int) -> When:
    """The same days so many years later."""
    if when.first is None or when.last is None:
        return When()
    days = Days(_moved(when.first, years), _moved(when.last, years))
    label = _label(days)
    return When(label, days.first, days.last)


def _moved(day: date, years: int) -> date:
    is_leap_day = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if is_leap_day else day.day)


def _label(days: Days) -> str | None:
    is_financial = (days.first.month, days.first.day, days.last.month, days.last.day) == (
        4,
        1,
        3,
        31,
    )
    year = days.first.year
    return f"{year}-{(year + 1) % 100:02d}" if is_financial and days.last.year == year + 1 else None
