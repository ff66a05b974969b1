"""What a sum is counted by: a year, one case, one pound spent."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.values.figures import FIGURE
from extractors.values.spans import Spanned

Basis = Literal["per_year", "per_unit", "per_pound"]

_GAP = r"(?:\s+[A-Za-z][A-Za-z'\u2019-]*){0,4}?"
_YEAR = r"(?:per\s+(?:annum|year)|p\.?\s?a\b\.?|an?\s+year|annually|(?:each|every)\s+year|yearly)"
_UNIT = (
    r"(?:head|person|case|visit|unit|place|session|hour|day|week|month|review|piece|victim|user"
    r"|child|household|pupil|student|offender|family|night|mile|time)"
)
# £45,000 per annum · £20m to the public purse a year
_YEARLY_AFTER = re.compile(
    rf"[*_]{{0,2}}(?:\s?/\s?(?:yr|year|annum)\b|{_GAP}\s{{0,3}}\b{_YEAR})",
    re.IGNORECASE,
)
# Every year it costs society £15,400,000,000 · an annual grant of £17,739
_YEARLY_BEFORE = re.compile(
    r"(?:\b(?:every|each)\s+year\b[^.;£]{0,70}|\bannual(?:ly|ised)?\s+[^.;,£]{0,40})$",
    re.IGNORECASE,
)
# £42 a head · £20,000 per review · £5 for every visit
_UNIT_AFTER = re.compile(
    rf"""[*_]{{0,2}}(?:
        \s?/\s?{_UNIT}\b
      | (?:\s+[A-Za-z][A-Za-z'\u2019-]*){{0,2}}?\s+per\s+(?!annum|year|cent)[A-Za-z]
      | \s+an?\s+{_UNIT}\b
      | \s+(?:each|apiece)\b(?!\s+(?:year|of\s+the))
      | \s+(?:for\s+)?(?:every|each)\s+(?!year|pound|£)[A-Za-z]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# the median loss was £390 · cost of a domestic abuse case is £20k · for each drug user £480,000
_UNIT_BEFORE = re.compile(
    r"""(?:
        \b(?:average|mean|median|typical|unit)\s+(?:cost|price|loss|value|bill|saving|spend|sum)s?\b
            [^.;£]{0,80}
      | \b(?:average|mean|median)\s+(?:of\s+)?
      | \b(?:costs?|bill|price)\s+(?:of|for|per)\s+(?:an?|one|each|every)\b[^.;£]{0,100}
      | \b(?:for|of)\s+(?:each|every)\s+(?!year)(?:[A-Za-z-]+\s+){1,5}[*_]{0,2}
      | \b(?:each|every|one)\s+(?!year)(?:[A-Za-z-]+\s+){1,4}costs?\s+[^.;£]{0,30}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
# for every £1 spent · each pound invested · per £1 of grant
_PER_POUND = re.compile(
    rf"""\b(?:for\s+)?(?:every|each|per)\s+(?:single\s+)?[*_]{{0,2}}
    (?:£\s?1(?:\.00)?(?![0-9,.kmb]\w*)|pound\b|£\s?(?:{FIGURE})(?=[*_]{{0,2}}\s+(?:spent|invested)\b))
      | \bfor\s+£1\s+(?:spent|invested)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z*]|\n\s*\n|;")
_REACH = 250


@dataclass(frozen=True, slots=True)
class PerPound:
    """`for every £1` at start:end, and the sentence round it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int

    def of(self, sums: Sequence[Spanned]) -> int | None:
        """Index of the sum that one pound saves: the next in the sentence, else the last before."""
        at = bisect_left([one.start for one in sums], self.end)
        if at < len(sums) and sums[at].end <= self.sentence_end:
            return at
        is_before = at > 0 and sums[at - 1].start >= self.sentence_start
        return at - 1 if is_before else None


def per_pound(text: str) -> list[PerPound]:
    """Where a text says *for every £1 spent*."""
    return [_in_its_sentence(text, m) for m in _PER_POUND.finditer(text)]


def _in_its_sentence(text: str, match: re.Match[str]) -> PerPound:
    start, end = match.span()
    after = _SENTENCE_END.search(text, end, end + _REACH)
    first = max(0, start - _REACH)
    for before in _SENTENCE_END.finditer(text, first, start):
        first = before.end() - 1
    return PerPound(start, end, first, after.start() if after else min(len(text), end + _REACH))


def basis_of(text: str, start: int, end: int) -> Basis | None:
    """What the sum text[start:end] is counted by; None for a plain sum."""
    before = text[max(0, start - 130) : start]
    if _UNIT_BEFORE.search(before) or _UNIT_AFTER.match(text, end):
        return "per_unit"
    if _YEARLY_AFTER.match(text, end) or _YEARLY_BEFORE.search(before):
        return "per_year"
    return None
