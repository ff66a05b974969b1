"""Reads from the words round a sum what it is, who gives it, who gets it, and for what."""

import re
from dataclasses import dataclass

from extractors.organisations import Organisation, find_organisations
from extractors.values.money import Money
from schemas.funding import FundingKind

_SPACE = r"\s+"

# The words that tell what a sum is; of several the one nearest to it counts
KINDS: tuple[tuple[FundingKind, re.Pattern[str]], ...] = (
    ("saving", re.compile(r"\b(?:sav(?:e[ds]?|ing|ings)|cashable|cost avoidance)\b", re.I)),
    (
        "bid",
        re.compile(
            r"\b(?:bids?(?: for| of| to)?|appl(?:y|ied|ying|ication)(?: for)?|submitted"
            r"|seek(?:ing)?|requested?|asked for|sought)\b",
            re.I,
        ),
    ),
    ("match_funding", re.compile(r"\bmatch(?:ed)?[- ]?fund(?:ed|ing|s)?|matched by\b", re.I)),
    (
        "grant",
        re.compile(
            r"\b(?:grants?|granted|award(?:s|ed|ing)?|allocat(?:e[ds]?|ion|ions|ing)|receiv(?:e[ds]?|ing)"
            r"|secur(?:e[ds]?|ing)|funding|funds?|funded|given|invest(?:ed|ment|ments|ing)?"
            r"|contribut(?:e[ds]?|ion|ions)|donat(?:e[ds]?|ion|ions)|provided|successful)\b",
            re.I,
        ),
    ),
    (
        "budget",
        re.compile(r"\b(?:budget(?:ed|s)?|set aside|ring-?fenced|earmarked|commissioned)\b", re.I),
    ),
    (
        "cost",
        re.compile(
            r"\b(?:costs?|costing|costed|spent|spend(?:ing|s)?|loss(?:es)?|los[et]s?|bill|paid|pay"
            r"|worth|value(?:d)?|damage|expenditure|price|stolen|purchas(?:e|ed))\b",
            re.I,
        ),
    ),
    (
        "other",
        re.compile(r"\b(?:fines?|fined|seiz(?:e[d]?|ures?)|recovered|income|turnover)\b", re.I),
    ),
)

# "awarded by …" · "funded by …" · "grant from …"
_GIVEN_BY = re.compile(r"\b(?:by|from|through|via|of)\s+(?:the\s+|its\s+|an?\s+)?$", re.I)
# "awarded to …" · "for the Partnership"
_GIVEN_TO = re.compile(r"\b(?:to|for)\s+(?:the\s+|an?\s+)?$", re.I)
_GIVES = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:has|have|had|also|will|kindly|,)?\s*(?:also\s+)?(?:allocate[ds]?|award(?:ed|s)?"
    r"|gave|gives?|given|grant(?:ed|s)?|provide[ds]?|contribut(?:e[ds]?)|fund(?:ed|s)?|invest(?:ed|s)?"
    r"|donate[ds]?|match(?:ed)?|paid|spent|set aside|commissioned|made available|offer(?:ed|s)?)\b",
    re.I,
)
_GETS = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:has|have|had|was|were|also|,)?\s*(?:been\s+|also\s+)*(?:receiv(?:e[ds]?|ing)"
    r"|secure[ds]?|awarded|given|granted|allocated|successful|obtained|bid|applied|won)\b",
    re.I,
)
# "Community Safety Fund" · "Safer Streets Round 4" · "the Commissioner’s grant" · "Town Deal"
SCHEME = re.compile(
    r"(?:[A-Z][\w’'&-]*\s+(?:(?:of|for|and|&|the|to|on)\s+)*){1,6}"
    r"(?:Funds?|Grants?|Programme|Budget|Deal|Pot|Scheme|Initiative)\b(?:\s+\([A-Z]{2,6}\))?"
    r"|(?:[A-Z][\w’'&-]*\s+){1,5}(?:Round|Phase|Wave)\s+(?:\d{1,2}|[A-Z][a-z]+)\b"
    r"|[A-Z][a-z]+['’]s?\s+(?:grant|fund|budget)\b"
)
_NO_SCHEME = re.compile(r"^(?:The|This|Our|A|An|In|From|All|Each|Office)\s+")

# What it is for, behind the sum: "to deliver …" · "for a caseworker" · "towards …"
_PURPOSE = re.compile(
    r"^[\s,]*(?:(?:was|were|is|has been|funds?|funding|grant)\s+)*(?:\w+ed\s+)?(?:by[^.;]{3,60}?\s+)?"
    r"(?:to\s+(?P<verb>(?!the\b|all\b|[A-Z])[a-z]+\b[^.;(]{5,160})"
    r"|(?:for|towards|on)\s+(?P<noun>(?!(?:the\s+)?(?:financial\s+)?(?:year\b|20\d\d)|every|each)[^.;(]{4,160}))"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """What a sum is; who, whom and what for as printed, None where it is not told."""

    kind: FundingKind
    funder: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    scheme: str | None = None


def roles_of(text: str, money: Money, before: int, after: int, announced: str = "") -> Roles:
    """What the sentence `text` tells of a sum in it.

    `before` and `after` bound the stretch between the sums next to it; `announced` is the line or
    heading above, which may name the funder.
    """
    kind = kind_of_sum(text, money, before, after, announced)
    organisations = find_organisations(text, own=True)
    giving = kind in ("grant", "match_funding", "budget", "bid", "other")
    funder = _funder(text, money, organisations) if giving else _spender(text, organisations, kind)
    if funder is None and giving:
        named = find_organisations(announced, own=True)
        funder = named[0].text if named and len(announced.split()) <= 12 else None
    return Roles(
        kind=kind,
        funder=_without_article(funder),
        recipient=_without_article(_recipient(text, money, organisations, funder))
        if giving
        else None,
        purpose=_purpose(text, money, after, kind),
        scheme=_scheme(text, money, before, after),
    )


def kind_of_sum(text: str, money: Money, before: int, after: int, announced: str) -> FundingKind:
    """The kind of the word nearest to the sum, in its stretch first, else in its sentence."""
    if money.basis == "per_pound":
        return "saving"
    for start, end in ((before, after), (0, len(text))):
        nearest = sorted(
            (_distance(money, start + m.start(), start + m.end()), place, kind)
            for place, (kind, words) in enumerate(KINDS)
            for m in words.finditer(text[start:end])
        )
        if nearest:
            return nearest[0][2]
    for kind, words in KINDS:
        if words.search(announced):
            return kind
    return "other"


def _distance(money: Money, start: int, end: int) -> int:
    """Characters between a word and the sum; a word behind it counts as a little further off."""
    return money.start - end if end <= money.start else (start - money.end) + 12


def _funder(text: str, money: Money, organisations: list[Organisation]) -> str | None:
    for organisation in organisations:
        if _GIVES.match(text[organisation.end :]) and organisation.end <= money.start:
            return organisation.text
    for organisation in organisations:
        if _GIVEN_BY.search(text[: organisation.start]):
            return organisation.text
    return None


def _spender(text: str, organisations: list[Organisation], kind: FundingKind) -> str | None:
    """Who spent or funds what a sum is the cost of."""
    if kind != "cost":
        return None
    for organisation in organisations:
        behind = text[organisation.end :]
        if re.match(
            r"\s*(?:has|have|had|are|is)?\s*(?:spent|spends?|funding|funds|paid|pays?)\b", behind
        ):
            return organisation.text
    return None


def _recipient(
    text: str, money: Money, organisations: list[Organisation], funder: str | None
) -> str | None:
    for organisation in organisations:
        if organisation.text != funder and _GETS.match(text[organisation.end :]):
            return organisation.text
    for organisation in organisations:
        given = _GIVEN_TO.search(text[: organisation.start])
        if organisation.text != funder and given:
            return organisation.text
    # "£5,280 awarded to Refugee Action to fund a case worker": a name that is no known one
    named = re.match(
        r"\s*(?:has been\s+|was\s+)?(?:awarded|given|granted|allocated)\s+to\s+"
        r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]*)*)",
        text[money.end :],
    )
    return named["name"] if named else None


def _without_article(name: str | None) -> str | None:
    return re.sub(r"^the\s+(?=[A-Z])", "", name) if name else None


def _purpose(text: str, money: Money, after: int, kind: FundingKind) -> str | None:
    behind = _PURPOSE.match(text[money.end : max(after, money.end)])
    if behind:
        words = (behind["verb"] or behind["noun"] or "").strip(" ,")
        if len(words.split()) >= 2:
            return words
    if kind in ("cost", "saving"):
        clause = text[: money.start].split(". ")[-1].split("; ")[-1]
        words = " ".join(clause.split()).strip(" ,:–-")
        return words[-160:] if len(words.split()) >= 2 else None
    return None


def _scheme(text: str, money: Money, before: int, after: int) -> str | None:
    for start, end in ((before, after), (0, len(text))):
        schemes = [m for m in SCHEME.finditer(text, start, end) if "Office" not in m.group()]
        if schemes:
            nearest = min(schemes, key=lambda m: _distance(money, m.start(), m.end()))
            return _NO_SCHEME.sub("", nearest.group()).strip()
    return None
