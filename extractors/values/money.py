"""Finds sums of money in pounds and says what they are worth."""

import re
from dataclasses import dataclass, replace

from extractors.values.figures import DASH, FIGURE, SCALES, figure
from extractors.values.money_basis import Basis, basis_of, per_pound
from extractors.values.qualifiers import Qualifier, qualifier
from extractors.values.spans import longest, outside


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in pounds: `low` alone, or a range from `low` to `high`; offsets into the text."""

    start: int
    end: int
    text: str
    low: float
    high: float | None
    qualifier: Qualifier
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


# £5 M&S vouchers are no millions: a lone letter stands close, or is small and ends there
_SCALE = r"(?:million|billion|thousand|mil|mn|bn|(?<!\s)[km]|(?-i:[km])(?=[\s.,;:)]|$))"
_END = r"(?![A-Za-z_])(?![0-9])(?!,[0-9]{3})(?!\.[0-9])"
_POUND = r"(?:£|\bGBP)\s{0,2}"
_MARK = r"[*_]{0,2}"

# £1.3m · £1.3 million · £15,000 · £ 43k; £000 heads a column
_SUM = re.compile(
    rf"{_POUND}(?!00)(?P<figure>{FIGURE})(?:\s?(?P<scale>{_SCALE})(?![A-Za-z]))?{_END}",
    re.VERBOSE | re.IGNORECASE,
)
# to £20,000 · -20k · - £8.38 · and £20,000, which only `between` opens
_UPPER = re.compile(
    rf"""
    (?:
        \s{{0,2}}{_MARK}\s?(?P<join>to|and|or|{DASH})\s{{0,2}}{_MARK}{_POUND}(?P<figure>{FIGURE})
            (?:\s?(?P<scale>{_SCALE})(?![A-Za-z]))?
      | {DASH}(?P<bare>{FIGURE})(?:\s?(?P<bare_scale>{_SCALE})(?![A-Za-z]))?
      | \s(?:to|{DASH})\s(?P<word>{FIGURE})\s?(?P<word_scale>{_SCALE})(?![A-Za-z])
    ){_END}
    """,
    re.VERBOSE | re.IGNORECASE,
)
# 50p · 50 pence · 500 pounds · 1.2 million pounds
_SPELT = re.compile(
    rf"""(?<![\w.,£])(?P<figure>{FIGURE})(?:
        (?:p|\s?pence)\b(?![.\w])(?P<pence>)
      | (?:\s?(?P<scale>{_SCALE}))?\spounds?\b(?!\s(?:of|in)\s)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s{1,2}[*_]{0,2}$", re.IGNORECASE)
# increased from £15,000 to £20,000: two sums, no range
_MOVED = re.compile(
    r"\b(?:increas|decreas|reduc|rise|rose|risen|grow|grew|fall|fell|cut|went|gone|drop|chang|up"
    r"|down|uplift|rais)\w*[^.;£]{0,60}\bfrom\s{1,2}[*_]{0,2}$",
    re.IGNORECASE,
)
_HINT = re.compile(r"£|GBP|[0-9]p\b|pence|pound", re.IGNORECASE)

# £000 · £'000 · (£000s) · thousands of pounds
_THOUSANDS = re.compile(
    r"£\s?['\u2018\u2019]?000'?s?(?![\d,.])|£\s?k\b|£\s?thousand|\bthousands\s+(?:of\s+pounds|\(?£)",
    re.I,
)
_MILLIONS = re.compile(r"£\s?m(?:n|illions?)?\b", re.I)
_BILLIONS = re.compile(r"£\s?b(?:n|illions?)\b", re.I)
_BARE = re.compile(r"£(?!\s?[0-9])|\bGBP\b(?!\s?[0-9])", re.I)

_CELL = re.compile(
    rf"""\s*(?P<minus>-|\u2212|\()?\s?(?P<pound>{_POUND})?(?P<minus_inside>-|\u2212)?
    (?P<figure>{FIGURE})(?:\s?(?P<scale>{_SCALE})(?![A-Za-z]))?\s?(?P<close>\))?
    \s?[*†‡\u00b9\u00b2\u00b3]{{0,3}}\s*""",
    re.VERBOSE | re.IGNORECASE,
)


def find_money(text: str) -> list[Money]:
    """The sums in pounds in a text, in order; the £1 of `for every £1 spent` is none."""
    if not _HINT.search(text):
        return []
    spans = [span for m in _SUM.finditer(text) if (span := _printed(text, m))]
    spans += [span for m in _SPELT.finditer(text) if (span := _spelt(text, m))]
    markers = per_pound(text)
    sums = outside(longest(spans), [_Span(m.start, m.end) for m in markers])
    found = [replace(one, basis=basis_of(text, one.start, one.end)) for one in sums]
    for marker in markers:
        _give_per_pound(found, marker.of(found))
    return found


def _give_per_pound(found: list[Money], at: int | None) -> None:
    if at is not None:
        found[at] = replace(found[at], basis="per_pound")


def _printed(text: str, match: re.Match[str]) -> Money | None:
    low = _worth(match["figure"], match["scale"])
    if low is None:
        return None
    end, high = match.end(), None
    upper = _UPPER.match(text, end)
    if upper and not _MOVED.search(text, max(0, match.start() - 90), match.start()):
        low, high = _range(text, match, upper, low)
        end = upper.end() if high is not None else end
    says = qualifier(text, match.start(), end)
    return Money(match.start(), end, text[match.start() : end], low, high, says, None)


def _range(
    text: str, lower: re.Match[str], upper: re.Match[str], low: float
) -> tuple[float, float | None]:
    """Both ends of a range; None for the upper where the two sums are none."""
    join = (upper["join"] or "").lower()
    if join == "and" and not _BETWEEN.search(text, max(0, lower.start() - 20), lower.start()):
        return low, None
    if join == "or":
        return low, None
    printed = upper["figure"] or upper["bare"] or upper["word"]
    scale = upper["scale"] or upper["bare_scale"] or upper["word_scale"]
    high = _worth(printed, scale)
    shared = _worth(lower["figure"], lower["scale"] or scale)
    if high is not None and shared is not None and low <= shared < high:
        return shared, high
    return (low, high) if high is not None and low < high else (low, None)


def _spelt(text: str, match: re.Match[str]) -> Money | None:
    is_pence = match["pence"] is not None
    worth = figure(match["figure"], 0.01) if is_pence else _worth(match["figure"], match["scale"])
    if worth is None:
        return None
    start, end = match.span()
    says = qualifier(text, start, end)
    return Money(start, end, match[0], worth, None, says, None)


def _worth(printed: str, scale: str | None) -> float | None:
    return figure(printed, SCALES[scale.lower()] if scale else 1)


def money_scale(header: str) -> float | None:
    """What one of a money column is worth: 1000 for £000, 1 for a bare £, None for no £."""
    for pattern, scale in ((_THOUSANDS, 1e3), (_MILLIONS, 1e6), (_BILLIONS, 1e9), (_BARE, 1.0)):
        if pattern.search(header):
            return scale
    return None


def parse_amount(cell: str, scale: float = 1) -> Money | None:
    """The sum that a cell of a money column is, None where it is more or less than one sum.

    `scale` is that of the column; a cell with its own (`£1.3m`) keeps it. (1,200) is negative.
    """
    match = _CELL.fullmatch(cell)
    if match is None or (match["minus"] == "(") != (match["close"] is not None):
        return None
    own = SCALES[match["scale"].lower()] if match["scale"] else scale
    worth = figure(match["figure"], own)
    if worth is None:
        return None
    is_negative = match["minus"] or match["minus_inside"]
    text = cell.strip()
    start = len(cell) - len(cell.lstrip())
    low = -worth if is_negative else worth
    return Money(start, start + len(text), text, low, None, "exact", None)
