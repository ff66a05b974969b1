"""Reads from the words round a sum what it is for."""

import re

from extractors.funding_said import SAYS
from extractors.values.money import Money
from schemas.funding import FundingKind

_LONGEST = 160  # characters of a purpose

# "to fund a case worker, one day a week" · not "to be used by March", "to the school", "to date"
_TO_DO = re.compile(
    r"\bto\s+(?P<words>(?!(?:be|date|the|all|a|an|each|our|its|their|this|that|have|help\s+from"
    r"|end|one|two|three|four|five|six|seven|eight|nine|ten|both|every|any|some|local|various"
    r"|public|voluntary|community|\w+(?:ed|ly))\b)[a-z]{3,}\s[^.;(£]{4,})"
)
# "for a variety of youth work" · "towards new lighting" · "on CCTV": no year, no person given to
_FOR = re.compile(
    r"^[\s,)]*(?:(?:was|were|has|have|been|of|further|additional|grant|grants|funding|funds?"
    r"|[a-z]+ed|given|made|won|match|a|year|per|annum|in(?=\s\d)"
    r"|\d{4}\s?[-–/]\s?\d{2,4})\s+)*(?:for|towards|on)\s+(?P<words>(?!(?:the\s+)?(?:current\s+"
    r"|next\s+|last\s+|previous\s+|new\s+)?(?:financial\s+)?(?:year|period|month|quarter|\d{4}"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|every\b|each\b|all\b|total\b|order\b|addition\b|them\b|it\b|this\b|\d|form\b|the\s+form\b"
    r"|partnership\b)[^.;(£]{4,})"
)
# "to Bryn Rugby Club for boxing sessions" · "through the Prevention Fund for a gangs programme"
_FOR_LATER = re.compile(
    r"^[^.;£]{0,110}?\b(?:for|towards)\s+(?P<words>(?!(?:the\s+)?(?:financial\s+)?(?:year|period"
    r"|\d)|every\b|each\b|all\b|this\b|example\b|them\b|it\b|[A-Z])[^.;(£]{4,})"
)
# "invested £9,800 in target hardening"
_IN = re.compile(r"^\s+in\s+(?P<words>(?!\d|the\s+(?:year|financial|region))[^.;(£]{4,})")
_INVESTS = re.compile(r"\b(?:invest\w*|sav(?:ed|es?|ing|ings)|spent)\b")
# "lighting in 2021/22": when is no part of what for
_WHEN = re.compile(
    r"\s+(?:in|for|during|from|by|until)\s+(?:the\s+)?(?:financial\s+year\s+)?(?:19|20)\d\d\S*$"
)
# "The average cost of a single case is": what a cost is the cost of
_COPULA = re.compile(
    r"(?:\s+(?:is|are|was|were|be|been|has|have|between|of|in|the\s+region|around|about|over"
    r"|approximately|estimated|at|almost|nearly|some|a|an|additional|further|to|by|up|more|than"
    r"|at\s+least|each|worth|valued|totall?ing|at\s+a\s+(?:total\s+)?cost))+$",
    re.I,
)
# "The Partnership spent": who paid is no purpose
_PAID_ONLY = re.compile(r"^(?:\S+\s+){0,6}(?:spent|paid|spends|pays|invested)$", re.I)
# "£8,000 Project Officer in post until March": the words behind a sum in a line that is no sentence
_LABEL = re.compile(r"^(?:\s*[–:-]\s*(?=\w)|\s+(?=[A-Z]))(?P<words>[^£;]{3,120})$")


def purpose_of(
    text: str, money: Money, stretch: tuple[int, int], tail: int, kind: FundingKind
) -> str | None:
    """What the sum is for, as printed: said behind it, behind the last of its list, or before."""
    is_spent = kind in ("cost", "saving")
    patterns = (_FOR,) if is_spent or kind == "other" else (_FOR, _TO_DO, _FOR_LATER)
    if _INVESTS.search(text[stretch[0] : money.start]):
        patterns = (_IN, *patterns)
    for start, end in ((money.end, stretch[1]), (tail, len(text))):
        if start < end and (words := _behind(text[start:end], patterns)):
            return words
    if is_spent:
        return _before(text, money, stretch)
    label = None if SAYS.search(text) else _LABEL.match(text[money.end : stretch[1]])
    return _clipped(label["words"]) if label else None


def _behind(words: str, patterns: tuple[re.Pattern[str], ...]) -> str | None:
    for pattern in patterns:
        if match := pattern.search(words):
            told = _clipped(match["words"])
            if len(told.split()) >= (1 if pattern in (_FOR, _FOR_LATER) else 2):
                return told
    return None


def _clipped(words: str) -> str:
    told = _WHEN.sub("", " ".join(words.split()))
    if len(told) > _LONGEST:
        told = told[:_LONGEST].rsplit(" ", 1)[0]
    return told.strip(" ,:–-*")


def _before(text: str, money: Money, stretch: tuple[int, int]) -> str | None:
    clause = re.split(r"[;:]\s|\.\s(?=[A-Z])", text[stretch[0] : money.start])[-1]
    words = _COPULA.sub("", " ".join(clause.replace("*", "").split()).strip(" ,:–-(")).strip(" ,")
    if len(words.split()) < 2 or _PAID_ONLY.match(words):
        return None
    return words if len(words) <= _LONGEST else words[-_LONGEST:].partition(" ")[2]
