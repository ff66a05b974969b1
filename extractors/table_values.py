"""Reads the numbers of a table's cell, and what they are from the cell and its headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.values.figures import FIGURE, SCALES, figure
from schemas.funding import Qualifier
from schemas.statistics import Unit


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number at start:end of a cell's text; `unit` None for a sum of money."""

    start: int
    end: int
    value: float
    unit: Unit | None
    qualifier: Qualifier = "exact"


_MARK = r"(?:\s?[*†‡§#^]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s?\[\d{1,2}\])?"


def _number(tag: str) -> str:
    return rf"""
    (?P<{tag}arrow>[▲▼↑↓⬆⬇]\s*)?(?P<{tag}bound>[<>≤≥~≈]\s*|c\.?\s?(?=\d))?
    (?P<{tag}open>\((?=[\d£.,]+\)))?(?P<{tag}sign>[+\u2010-\u2015\u2212-]\s*)?(?P<{tag}pound>£\s*)?
    (?P<{tag}figure>{FIGURE}|\.\d+)(?P<{tag}scale>\s?(?:bn|mn|million|thousand|m|k)\b)?
    (?P<{tag}unit>\s*(?:%\s?p(?:oin)?ts?\.?|pp(?:ts?)?|%|per\s?cent|percentage\spoints?))?
    (?P<{tag}plus>\+)?(?({tag}open)\))(?:\s*(?P<{tag}after>[▲▼↑↓⬆⬇]))?"""


# "1,404" · "+12.4%" · "1404 (34%)" · "902 (29% incr)" · "<5" · "*400" · "£1.2m" · "▼ 12%"
_CELL = re.compile(
    rf"""[*†‡]?\s?{_number("a")}{_MARK}
    (?:\s*\(\s*{_number("b")}{_MARK}\s*(?P<tail>[A-Za-z.\s]{{0,24}})\))?
    (?:\s(?P<noun>[A-Za-z][A-Za-z\s-]{{2,24}}))?{_MARK}""",
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = re.compile(
    r"^(?:offences?|incidents?|crimes?|cases?|people|victims?|visits?|reports?|calls?|hours?|days?"
    r"|years?|minutes?|months?|weeks?|increase|decrease|reduction|points?|total)$",
    re.IGNORECASE,
)
_DOWN = re.compile(r"\b(?:dec|decr|decrease|down|fall|fewer|reduction|lower|less)\b", re.IGNORECASE)
_NEGATIVE = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212-"

_POINTS = re.compile(
    r"%\s?(?:age\s)?p(?:oin)?ts?\b|percentage[\s-]points?|\bpp(?:ts?)?\b|\bp\.p\.", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:change|changes|diff|difference|variance|variation|direction of travel|yoy"
    r"|year[- ]on[- ]year|incr|decr)\b|\+/-|±|[▲▼Δ]|% (?:increase|decrease|reduction)\b"
    r"|^(?:number )?(?:increase|decrease|reduction)\b",
    re.IGNORECASE,
)
# "Change on last year" of a row; "Violence reduction visits" is none
_CHANGE_ROW = re.compile(r"^\W*(?:change|difference|variance)\b|\b(?:change|difference)\W*$", re.I)
# "Amount" · "Total cost" · "£000s"; "Cost impact" is a score
MONEY_HEADER = re.compile(
    r"£|\b(?:budget|expenditure|spend|amounts?|allocation|sum awarded)\b"
    r"|\b(?:total |annual |unit )?costs?$",
    re.IGNORECASE,
)
# "% diff." · "Difference (%)" · "percentage change"
_SHARE = re.compile(r"%|\bper\s?cent(?:age)?\b|\bproportion\b|\bpercentage\b|\bshare of\b", re.I)
# "Percentage of residents who feel safe" · "Satisfaction (%)"
_PERCENT_TITLE = re.compile(r"^(?:percentage|proportion|%)\s|\(%\)|\(per\s?cent\)", re.IGNORECASE)
_UNITS: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    ("rank", re.compile(r"\brank(?:ing|ed)?\b|\bposition\b", re.IGNORECASE)),
    ("rate_per_1000", re.compile(r"\bper\s(?:1,?000|thousand)\b(?!,)(?!\s?000)", re.IGNORECASE)),
    ("other", re.compile(r"\bper\s(?:1?00,?000|10,?000|million|head|100)\b", re.IGNORECASE)),
    ("per_sq_km", re.compile(r"\bper\s(?:sq(?:uare)?\.?\s?(?:km|kilomet\w+)|km²)", re.IGNORECASE)),
    ("score", re.compile(r"\bscores?\b|\bscoring\b", re.IGNORECASE)),
    ("ratio", re.compile(r"\bratio\b", re.IGNORECASE)),
    ("hours", re.compile(r"\b(?:hours|hrs)\b(?!\s?(?:of the|between))", re.IGNORECASE)),
    ("days", re.compile(r"\b(?:number of |average )?days\b(?! of)", re.IGNORECASE)),
    ("sq_km", re.compile(r"\b(?:sq(?:uare)?\.?\s?(?:km|kilomet\w+)|km²)", re.IGNORECASE)),
)


def cell_numbers(
    text: str, col_header: Sequence[str] = (), row_header: Sequence[str] = ()
) -> list[CellNumber]:
    """The number of a cell, or its two (`1404 (34%)`); none where the cell says more than that.

    Headers, outermost first, say what a number is that has no unit of its own.
    """
    match = _CELL.fullmatch(text.strip())
    if match is None or (match["noun"] and not _NOUN.match(match["noun"].strip())):
        return []
    shift = len(text) - len(text.lstrip())
    header, label = " ".join(col_header), " ".join(row_header)
    found = [_read(match, "a", match["noun"] or "", header, label)]
    if match["bfigure"]:
        # the bracket of a count holds its share, that of a change its change in percent
        own = header if match["bunit"] else f"{header} {match['tail']}"
        found.append(_read(match, "b", match["tail"] or "", own, label))
    return [
        CellNumber(one.start + shift, one.end + shift, one.value, one.unit, one.qualifier)
        for one in found
        if one is not None
    ]


def _read(match: re.Match[str], tag: str, words: str, header: str, label: str) -> CellNumber | None:
    scale = SCALES.get((match[f"{tag}scale"] or "").strip().lower(), 1)
    value = figure(match[f"{tag}figure"], scale)
    if value is None:
        return None
    arrows = f"{match[f'{tag}arrow'] or ''}{match[f'{tag}after'] or ''}"
    sign = (match[f"{tag}sign"] or "").strip()
    unit: Unit | None = _unit(
        match[f"{tag}unit"] or "", f"{words} {header}", label, bool(sign or arrows)
    )
    is_change = unit in ("percentage_change", "absolute_change", "percentage_point_change")
    falls = bool(set(arrows) & set("▼↓⬇")) or (bool(words) and bool(_DOWN.search(words)))
    if (sign and sign in _NEGATIVE) or (is_change and (falls or match[f"{tag}open"])):
        value = -value
    is_sum = MONEY_HEADER.search(header) or "£" in label
    if match[f"{tag}pound"] or (is_sum and unit in ("count", "absolute_change")):
        unit = None
    return CellNumber(
        match.start(f"{tag}sign") if sign else match.start(f"{tag}figure"),
        max(match.end(f"{tag}figure"), match.end(f"{tag}unit"), match.end(f"{tag}scale")),
        value + 0.0,
        unit,
        _qualifier(match, tag),
    )


def _qualifier(match: re.Match[str], tag: str) -> Qualifier:
    bound = (match[f"{tag}bound"] or "").strip().lower()
    if bound in ("<", "≤"):
        return "at_most"
    if bound in (">", "≥") or match[f"{tag}plus"]:
        return "at_least"
    return "approx" if bound else "exact"


def unit_of_title(title: str) -> Unit | None:
    """The unit that a table's title gives numbers whose headers give none."""
    if re.search(r"\b(?:number|volume|count)s?\b", title, re.IGNORECASE):
        return None
    for unit, pattern in (*_UNITS[1:2], ("percent", _PERCENT_TITLE)):
        if pattern.search(title):
            return unit
    return None


def _unit(printed: str, header: str, label: str, signed: bool) -> Unit:
    """What a number is: its own sign, its column's header, then its row's label."""
    for words, change in ((header, _CHANGE), (label, _CHANGE_ROW)):
        if _POINTS.search(printed) or (not printed and _POINTS.search(words)):
            return "percentage_point_change"
        is_share = bool(printed) or bool(_SHARE.search(words))
        if change.search(words):
            return "percentage_change" if is_share else "absolute_change"
        if is_share:
            return "percentage_change" if signed and not header else "percent"
        for unit, pattern in _UNITS:
            if pattern.search(words):
                return unit
    return "count"
