"""Numbers printed as themselves: 10,233, thirty-two, 12.4%, and ranges of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.values.figures import (
    AFTER,
    BEFORE,
    DASH,
    FIGURE,
    MINUS,
    SCALES,
    WORDS,
    value_of,
)
from extractors.values.qualifiers import Qualifier, qualifier

Kind = Literal[
    "number", "one_word", "percent", "percentage_points", "fraction", "ordinal", "multiple"
]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed at start:end, with its sign and percent sign.

    `value` of a fraction is in percent (a third: 33.33). `high`: the upper end of a range.
    `one_word`: the word *one*, which may be no count. `signed`: a + or - is printed before it.
    """

    start: int
    end: int
    text: str
    value: float
    kind: Kind
    qualifier: Qualifier
    high: float | None = None
    is_word: bool = False
    signed: bool = False


NUMBER = rf"(?:{FIGURE}|{WORDS})"
SCALE = (
    r"(?:\s?(?:million|billion|thousand|bn)|mn|k|m)(?![A-Za-z])"
    r"(?!\s?[x\u00d7]\b|\s(?:high|wide|long|away|deep|grid|square|radius|race|run|to)\b)"
)


def unit(tag: str = "") -> str:
    """A percent sign or percentage points, in groups `<tag>percent` and `<tag>points`."""
    return rf"""(?:(?:
        (?P<{tag}points>\s?%[\s-]?(?:age\s)?(?:points?|pts?)\b
          | \s(?:percentage|per\s?cent|percent)[\s-]points?\b | \s?ppts?\b | \s?pp\b)
      | (?P<{tag}percent>\s?% | \s?per[\s-]?cent\b | \s?pc\b)
    )(?![A-Za-z]))"""


# 10,233 · 12.4% · -6.2% · 1.6 percentage points · thirty-two · 10.2 million
_QUANTITY = re.compile(
    rf"""(?P<sign>(?<![\w)%£$*])(?:\+|{MINUS}))?{BEFORE}(?P<number>{NUMBER})(?P<scale>{SCALE})?
    (?:{unit()}|{AFTER})""",
    re.VERBOSE | re.IGNORECASE,
)
# 10 – 12 · 5-10% · 6 to 8 · between 10 and 12
_RANGE = re.compile(
    rf"""{BEFORE}(?P<low>{NUMBER})(?P<low_scale>{SCALE})?{unit("low_")}?
    (?:\s{{0,2}}{DASH}\s{{0,2}}|\s{{1,2}}(?P<join>to|and|or)\s{{1,2}})
    (?P<high>{NUMBER})(?P<high_scale>{SCALE})?(?:{unit("high_")}|{AFTER})""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s{1,2}$", re.IGNORECASE)
# from 119 to 129 · up 5 to 31: two numbers, no range
_MOVES = re.compile(r"\b(?:from|up|down)\s(?:just\s|about\s|around\s)?$", re.IGNORECASE)
# up 3% (301 to 310) · 16% increase in reports (25 to 29)
_IN_BRACKETS = re.compile(
    r"\b(?:up|down|ris|rose|increas|grew|fell|fall|reduc|decreas|drop)\w*\b[^.;()]*\($",
    re.IGNORECASE,
)
_RANGES_FROM = re.compile(r"\brang(?:e|es|ed|ing)\sfrom\s$", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:ris|rose|increas|grew|grow|fell|fall|reduc|decreas|drop)\w*\s(?:by\s)?$", re.IGNORECASE
)


def quantities(text: str) -> Iterator[Number]:
    """Every number and every range of two, overlapping."""
    for match in _QUANTITY.finditer(text):
        if number := _quantity(text, match):
            yield number
    at = 0
    while pair := _RANGE.search(text, at):
        number = _range(text, pair)
        at = pair.end() if number else pair.end("low")
        if number:
            yield number


def _quantity(text: str, match: re.Match[str]) -> Number | None:
    printed, sign = match["number"], match["sign"] or ""
    value = value_of(printed, _scale(match["scale"]))
    if value is None:
        return None
    start, end = match.span()
    is_word = not printed[0].isdigit()
    kind = _kind(match, "")
    return Number(
        start,
        end,
        match[0],
        -value if sign and sign != "+" else value,
        "one_word" if kind == "number" and printed.lower() == "one" else kind,
        qualifier(text, start, end),
        is_word=is_word,
        signed=bool(sign),
    )


def _range(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    before = max(0, start - 24)
    join = (match["join"] or "").lower()
    if join == "and" and not _BETWEEN.search(text, before, start):
        return None
    moves = _MOVES.search(text, before, start) or _TARGET.search(text, before, start)
    moves = moves or _IN_BRACKETS.search(text, max(0, start - 60), start)
    if join == "to" and moves and not _RANGES_FROM.search(text, before, start):
        return None
    kind, low_kind = _kind(match, "high_"), _kind(match, "low_")
    low = value_of(match["low"], _scale(match["low_scale"] or match["high_scale"]))
    high = value_of(match["high"], _scale(match["high_scale"]))
    if join == "or" and low is not None and high != low + 1:
        return None
    if low is None or high is None or not low < high or low_kind not in ("number", kind):
        return None
    is_word = not match["low"][0].isdigit()
    says = qualifier(text, start, end)
    return Number(start, end, match[0], low, kind, says, high=high, is_word=is_word)


def _kind(match: re.Match[str], tag: str) -> Kind:
    if match[f"{tag}points"]:
        return "percentage_points"
    return "percent" if match[f"{tag}percent"] else "number"


def _scale(printed: str | None) -> float:
    return SCALES[printed.strip().lower()] if printed else 1
