"""Reads from the words round a sum what it is for, and the fund or programme it comes from."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from extractors.funding_kinds import distance
from extractors.funding_parties import Parties
from extractors.organisations import Organisation, find_organisations
from extractors.values.money import Money
from schemas.funding import FundingKind

_LONGEST = 160  # characters of a purpose

# "to fund a case worker, one day a week" · not "to be used by March", "to the school", "to date"
_TO_DO = re.compile(
    r"\bto\s+(?P<words>(?!(?:be|date|the|all|a|an|each|our|its|their|this|that|have|help\s+from|end"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|both|every|any|some|local|various"
    r"|public|voluntary"
    r"|community"
    r"|\w+(?:ed|ly))\b)[a-z]{3,}\s[^.;(£]{4,})"
)
# "for a variety of youth work" · "towards new lighting" · "on CCTV": no year, no person given to
_FOR = re.compile(
    r"^[\s,)]*(?:(?:was|were|has|have|been|of|further|additional|grant|grants|funding|funds?"
    r"|[a-z]+ed|given|made|won|match|a|year|per|annum|in(?=\s\d)"
    r"|\d{4}\s?[-–/]\s?\d{2,4})\s+)*(?:for|towards|on)\s+"
    r"(?P<words>(?!(?:the\s+)?(?:current\s+|next\s+|last\s+|previous\s+"
    r"|new\s+)?(?:financial\s+)?(?:year"
    r"|period|month|quarter|\d{4}|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|every\b|each\b|all\b|total\b|order\b|addition\b|them\b|it\b"
    r"|this\b"
    r"|\d|form\b|the\s+form\b|partnership\b)[^.;(£]{4,})"
)
# "to Bryn Rugby Club for boxing sessions" · "through the Prevention Fund for a gangs programme"
_FOR_LATER = re.compile(
    r"^[^.;£]{0,110}?\b(?:for|towards)\s+(?P<words>(?!(?:the\s+)?(?:financial\s+)?(?:year"
    r"|period|\d)|every\b"
    r"|each\b|all\b|this\b|example\b|them\b|it\b|[A-Z])[^.;(£]{4,})"
)
# "invested £9,800 in target hardening"
_IN = re.compile(r"^\s+in\s+(?P<words>(?!\d|the\s+(?:year|financial|region))[^.;(£]{4,})")
_INVESTS = re.compile(r"\b(?:invest\w*|sav(?:ed|es?|ing|ings)|spent)\b")
# "lighting in 2021/22": when is no part of what for
_WHEN = re.compile(
    r"\s+(?:in|for|during|from|by|until)\s+(?:the\s+)?(?:financial\s+year\s+)?(?:19|20)\d\d\S*$"
)
# "which will pay for two wardens" · "funding a youth worker"
_WHICH = re.compile(
    r"\b(?:which|that|this)\s+(?:\w+\s+){0,2}?(?:funds?|funded|pays?|paid|supports?|supported"
    r"|provides?"
    r"|provided|enabled?s?)\s+(?:for\s+)?(?P<words>[^.;(£]{5,})"
)
# "The average cost of a single case is": what a cost is the cost of
_COPULA = re.compile(
    r"(?:\s+(?:is|are|was|were|be|been|has|have|between|of|in|the\s+region|around|about|over"
    r"|approximately|estimated|at|almost|nearly|some|a|an|additional|further|to|by|up|more|than"
    r"|at\s+least"
    r"|each|worth|valued|totall?ing|at\s+a\s+(?:total\s+)?cost))+$",
    re.I,
)
# "The Partnership spent": who paid is no purpose
_PAID_ONLY = re.compile(r"^(?:\S+\s+){0,6}(?:spent|paid|spends|pays|invested)$", re.I)
# "£8,000 Project Officer in post until March": the words behind a sum in a line that is no sentence
_LABEL = re.compile(r"^(?:\s*[–:-]\s*(?=\w)|\s+(?=[A-Z]))(?P<words>[^£;]{3,120})$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|received?|awarded|allocated|secured|spent|funded"
    r"|provided|gave|given|contributed)\b"
)

_CAP = r"[A-Z][\w’'&-]*"
_FUND = r"(?:Funds?|Funding|Grants?|Programme|Budget|Deal|Pot|Scheme|Initiative)"
# "Community Safety Fund" · "Safer Streets fund" · "Town Deal" · "Area Based Grant (ABG)"
_NAMED = re.compile(
    rf"(?:{_CAP}\s+(?:(?:of|for|and|&|the|to|on)\s+(?={_CAP}|&))*){{1,6}}?"
    rf"(?:{_FUND}|(?P<small>fund|grant|programme|funding|monies))\b(?:\s+\([A-Z]{{2,6}}\))?"
    rf"(?:\s+(?:Round|Phase|Wave|Tranche)\s+\d{{1,2}}\b)?"
)
# "Safer Streets Round 4" · "Safer Streets 5"
_ROUND = re.compile(
    rf"(?:{_CAP}\s+){{1,5}}(?:Round|Phase|Wave|Tranche|(?<=Streets\s)|(?<=Fund\s))\s?\d{{1,2}}\b"
    r"(?![/,.-]?\d)"
)
# "the Commissioner’s grant"
_POSSESSED = re.compile(
    r"\b(?!Partnership|Council|Police)[A-Z][A-Za-z]+['’]s?\s+(?:grant|fund|budget)\b"
)
_NAMES = (_ROUND, _NAMED)
# "Together we Can – 2021-22 - £376,000": a name, a dash, sums
_LEADING = re.compile(r"^(?P<name>[A-Z][^–—£:;.\d]{3,50}?)\s*(?:\s[–—-]|:)\s")
_BEFORE_NAME = re.compile(
    r"^(?:(?:How|What|Where|When|Why|Who|the|The|This|Our|Its|Their|A|An|In|From|All|Each"
    r"|Through|Via|Under|With|Following|By|For|And"
    r"|As|Using|Of|Office|Total|Annual|Core|Government)\s+)+"
)
_GENERIC = re.compile(
    rf"^(?:(?:Grants?|Funding|Funds?|Community|Total|Small|Local|New|Project|Costs?|Amounts?"
    rf"|Budget|Spend|Income"
    rf"|to\s+date|Value|Expenditure|Awarded|Annual|{_FUND})\s*)+$",
    re.I,
)


def purpose_of(
    text: str, money: Money, stretch: tuple[int, int], tail: int, kind: FundingKind
) -> str | None:
    """What the sum is for, as printed: said behind it, behind the last of its list, or before."""
    is_spent = kind in ("cost", "saving")
    patterns = (_FOR,) if is_spent or kind == "other" else (_FOR, _TO_DO, _WHICH, _FOR_LATER)
    if _INVESTS.search(text[stretch[0] : money.start]):
        patterns = (_IN, *patterns)
    for start, end in ((money.end, stretch[1]), (tail, len(text))):
        if start < end and (words := _behind(text[start:end], patterns)):
            return words
    if is_spent:
        return _before(text, money, stretch)
    label = None if _VERB.search(text) else _LABEL.match(text[money.end : stretch[1]])
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


def scheme_of(
    text: str, money: Money, stretch: tuple[int, int], parties: Parties
) -> str | None:
    """The named fund or programme nearest to a sum, else the name that its line begins with."""
    if name := fund_near(text, money, stretch, parties):
        return name
    leading = _LEADING.match(text)
    is_name = leading and not (
        _GENERIC.match(leading["name"])
        or _VERB.search(leading["name"])
        or find_organisations(leading["name"])
    )
    if leading and is_name and leading.end() <= money.start and " " in leading["name"]:
        return leading["name"].strip()
    return None


def fund_near(
    text: str, money: Money, stretch: tuple[int, int], parties: Parties
) -> str | None:
    """The named fund or programme nearest to a sum, in its stretch first, then its sentence."""
    givers = find_organisations(text)
    patterns = (*_NAMES, _POSSESSED, *_known_funds(parties.funds))
    for start, end in (stretch, (0, len(text))):
        named = [
            (distance(money, match.start(), match.end()), name)
            for pattern in patterns
            for match in pattern.finditer(text, start, end)
            if (name := _scheme_name(match, givers, parties))
        ]
        if named:
            return min(named)[1]
    return None


def fund_named(words: str, parties: Parties) -> str | None:
    """The named fund that a header, label or heading tells of."""
    givers = find_organisations(words)
    for pattern in (*_NAMES, *_known_funds(parties.funds)):
        for match in pattern.finditer(words):
            if name := _scheme_name(match, givers, parties):
                return name
    return None


def fund_headed(line: str, parties: Parties) -> str | None:
    """The fund that a heading is the name of."""
    name = fund_named(line, parties)
    return name if name and len(name) >= 0.7 * len(line.strip(" :0123456789.")) else None


@lru_cache(maxsize=8)
def _known_funds(short: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """National programmes whose names no word tells to be those of funds, and initials of funds."""
    data = tomllib.loads((files("schemas.data") / "schemes.toml").read_text("utf-8"))
    names = sorted(data["funds"], key=len, reverse=True)
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?!\w)")
    initials = "|".join(sorted(map(re.escape, short)))
    return (known, re.compile(rf"\b(?:{initials})\b")) if short else (known,)


def _scheme_name(
    match: re.Match[str], givers: list[Organisation], parties: Parties
) -> str | None:
    """The name without the words and the giver before it; None where nothing tells it apart."""
    inside = [g for g in givers if g.start < match.end() and match.start() < g.end]
    start = max((g.end for g in inside if g.end < match.end()), default=match.start())
    name = re.sub(r"^(?:['’]s?)?\s+", "", match.string[start : match.end()])
    name = re.sub(r"\s+(?:funding|monies)$", "", _BEFORE_NAME.sub("", name)).strip()
    is_other = re.match(
        r"(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December|Section|Priority|Page|Table|Figure|Q)\b",
        name,
    )
    is_name = " " in name or name in parties.funds
    if not is_name or not name[:1].isupper() or is_other or _GENERIC.match(name):
        return None
    return name
