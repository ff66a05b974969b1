"""Reads the cell of a table that is a number, or two."""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.values.figures import DASH, FIGURE, MINUS, SCALES, figure
from extractors.values.qualifiers import Qualifier

CellKind = Literal[
    "number", "percent", "percentage_change", "percentage_points", "ordinal", "ratio", "money"
]


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number in a cell, printed at start:end.

    `signed`: a sign or a word of change is printed with it, so that it is a change; a percent
    with one is `percentage_change`. A `ratio` is so many to one.
    """

    start: int
    end: int
    text: str
    value: float
    kind: CellKind
    qualifier: Qualifier = "exact"
    signed: bool = False


_MARKS = r"(?:\s?[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]){0,3}"
_UP = r"(?:increase|incr?\.?|rise|up|higher|more|\u2191|\u25b2)"
_DOWN = r"(?:decrease|reduction|decr?\.?|red\.?|fall|drop|down|lower|fewer|less|\u2193|\u25bc)"
_AT_LEAST = r"(?:[>≥]|more\sthan\s|at\sleast\s)"
_AT_MOST = r"(?:[<≤]|up\sto\s|less\sthan\s|fewer\sthan\s)"
_APPROX = r"(?:[~≈]|c\.\s?|circa\s|approx\.?\s|about\s|around\s|estimated\s)"


def _number(tag: str) -> str:
    """One number with what belongs to it, in groups that end in the tag."""
    return rf"""(?P<whole{tag}>
    (?:(?P<at_least{tag}>{_AT_LEAST})|(?P<at_most{tag}>{_AT_MOST})|(?P<approx{tag}>{_APPROX}))?\s?
    (?:(?P<up{tag}>{_UP})\s?|(?P<down{tag}>{_DOWN})\s?)?(?:by\s)?
    (?P<pound{tag}>£\s?)?(?:(?P<plus{tag}>\+)|(?P<minus{tag}>{MINUS}))?\s?(?P<money{tag}>£\s?)?
    (?P<figure{tag}>{FIGURE})(?:\s?(?P<scale{tag}>million|billion|thousand|bn|mn|k|m)(?![a-z]))?
    (?:(?P<points{tag}>\s?%\s?(?:points?|pts?)\b|\s?ppts?\b|\s?pp\b|\spercentage\spoints?\b)
      |(?P<percent{tag}>\s?%|\s?per\s?cent\b|\s?pc\b)
      |(?P<ordinal{tag}>st|nd|rd|th)\b)?
    (?P<more{tag}>\+)?
    (?:\s?(?:(?P<up_after{tag}>{_UP})|(?P<down_after{tag}>{_DOWN})))?{_MARKS})"""


_FLAGS = re.VERBOSE | re.IGNORECASE
# 1,204 · 12.4% · -206 · <5 · 902 (29% incr) · 1404 (34%) · 34% (1404) · 1404 34%
_CELL = re.compile(
    rf"""\s*+\*?{_number("1")}(?:\s{{0,3}}[(\[]\s?{_number("2")}\s?[)\]]{_MARKS}
      |\s{{1,3}}(?=[^\s]*%)(?P<beside>{_number("3")}))?\s*+""",
    _FLAGS,
)
# (12): an accountant's minus
_NEGATIVE = re.compile(rf"\s*+\(\s?(?P<figure>{FIGURE})\s?\){_MARKS}\s*+", _FLAGS)
# 10 – 12 · 5-10%
_RANGE = re.compile(
    rf"\s*+(?P<low>{FIGURE})(?:\s?%)?\s?(?:{DASH}|to)\s?(?P<high>{FIGURE})(?P<percent>\s?%)?\s*+",
    _FLAGS,
)
_RATIO = re.compile(rf"\s*+(?P<figure>{FIGURE})\s?:\s?1(?:\.0)?\s*+", _FLAGS)
_RANK = re.compile(r"\s*+(?:\#|=)\s?(?P<figure>[0-9]{1,3})(?:st|nd|rd|th)?\s*+", _FLAGS)
_WHOLE: tuple[tuple[re.Pattern[str], CellKind, int], ...] = (
    (_RATIO, "ratio", 1),
    (_RANK, "ordinal", 1),
    (_NEGATIVE, "number", -1),
)
_MAX_LENGTH = 60


def parse_cell(text: str) -> list[CellNumber]:
    """The number, or the two numbers, that a cell is; empty for a cell that is anything else."""
    if len(text) > _MAX_LENGTH or not any(c in "0123456789" for c in text):
        return []
    for pattern, kind, sign in _WHOLE:
        if match := pattern.fullmatch(text):
            return _single(text, match, kind, sign)
    if match := _RANGE.fullmatch(text):
        return _range(text, match)
    match = _CELL.fullmatch(text)
    if match is None:
        return []
    found = [_read(match, tag) for tag in ("1", "2", "3") if match[f"figure{tag}"]]
    numbers = [one for one in found if one is not None]
    return numbers if len(numbers) == len(found) else []


def _single(text: str, match: re.Match[str], kind: CellKind, sign: int) -> list[CellNumber]:
    value = figure(match["figure"])
    if value is None:
        return []
    printed = text.strip()
    start = text.index(printed)
    return [CellNumber(start, start + len(printed), printed, sign * value, kind)]


def _range(text: str, match: re.Match[str]) -> list[CellNumber]:
    """Both ends; none where it may be a financial year or a band of ages."""
    low, high = figure(match["low"]), figure(match["high"])
    if low is None or high is None or low >= high:
        return []
    if not match["percent"] and _may_be_a_name(match["low"], match["high"]):
        return []
    kind: CellKind = "percent" if match["percent"] else "number"
    (a, b), (c, d) = match.span("low"), match.span("high")
    d = match.end("percent") if match["percent"] else d
    return [
        CellNumber(a, b, text[a:b], low, kind, "at_least"),
        CellNumber(c, d, text[c:d], high, kind, "at_most"),
    ]


def _may_be_a_name(low: str, high: str) -> bool:
    """Whether a range may be years (2018-2019, 21-22) or ages (18-24) that name a row."""
    return (len(low) == 4 and low[:2] in ("19", "20")) or len(low) <= len(high) == 2


def _read(match: re.Match[str], tag: str) -> CellNumber | None:
    scale = match[f"scale{tag}"]
    value = figure(match[f"figure{tag}"], SCALES[scale.lower()] if scale else 1)
    if value is None:
        return None
    is_fall = bool(match[f"minus{tag}"] or match[f"down{tag}"] or match[f"down_after{tag}"])
    is_rise = bool(match[f"plus{tag}"] or match[f"up{tag}"] or match[f"up_after{tag}"])
    start, end = match.span(f"whole{tag}")
    text = match[f"whole{tag}"].strip()
    start = end - len(match[f"whole{tag}"].lstrip())
    signed = is_fall or is_rise
    return CellNumber(
        start,
        start + len(text),
        text,
        -value if is_fall else value,
        _kind(match, tag, signed),
        _qualifier(match, tag),
        signed,
    )


def _kind(match: re.Match[str], tag: str, signed: bool) -> CellKind:
    if match[f"pound{tag}"] or match[f"money{tag}"]:
        return "money"
    if match[f"points{tag}"]:
        return "percentage_points"
    if match[f"percent{tag}"]:
        return "percentage_change" if signed else "percent"
    return "ordinal" if match[f"ordinal{tag}"] else "number"


def _qualifier(match: re.Match[str], tag: str) -> Qualifier:
    if match[f"at_least{tag}"] or match[f"more{tag}"]:
        return "at_least"
    if match[f"at_most{tag}"]:
        return "at_most"
    return "approx" if match[f"approx{tag}"] else "exact"
