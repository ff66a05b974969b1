"""Reads from the words round a sum who gives it and who gets it."""

import re
from dataclasses import dataclass

from extractors.funding_kinds import kind_of_sum
from extractors.funding_purposes import purpose_of, scheme_of
from extractors.organisations import Organisation, find_organisations, is_body
from extractors.values.money import Money
from schemas.funding import FundingKind

_ADVERBS = (
    r"(?:\s+(?:also|kindly|generously|recently|currently|jointly|then|successfully|each|all"
    r"|again))*"
)
# "…, Ann Example, has also"
_HAVING = (
    r"(?:,\s[^,£.]{3,40}(?=,))?\s*,?(?:\s*\([^)]*\))?(?:\s+(?:has|have|had|will|also))?"
    rf"{_ADVERBS}\s+"
)
# "the Commissioner has allocated" · "Kent County Council gave"
_GIVES = re.compile(
    _HAVING + r"(?:allocate[ds]?|award(?:ed|s)?|gave|gives?|given|grant(?:ed|s)?|provide[ds]?"
    r"|contribut(?:e[ds]?)|fund(?:ed|s)?|invest(?:ed|s)?|donate[ds]?|match(?:ed)?(?:[ -]funded)?"
    r"|paid|spent|set aside|commissioned|made available|offer(?:ed|s)?|sponsor(?:ed|s)"
    r"|committed|released|distributed|supplied)\b",
    re.I,
)
_GIVEN = (
    r"(?:funded|awarded|provided|given|allocated|granted|contributed|donated|matched|paid"
    r"|sponsored|financed|supplied|released|committed)"
)
_ARTICLE = r"(?:(?:the|its|an?|our|their|local|both|former|then)\s+)*"
# "awarded by the" · "£5,000 by"
_BY = re.compile(rf"(?:\b{_GIVEN}\b[^.;]{{0,60}}|£[\d,.]+[km]?\s*)\bby\s+{_ARTICLE}$", re.I)
# "secured from the" · "a grant from" · "£5,000 from"
_FROM = re.compile(
    r"(?:\b(?:receiv\w+|secur\w+|obtain\w+|funding|funds?|funded|grants?|contributions?|donations?|money"
    r"|monies|awards?|allocations?|support|investments?|budgets?|bids?|successful|attracted|won|gained"
    r"|access\w*|given|financed|sought|sums?|raised|payments?)\b|£[\d,.]+[km]?)[^.;]{0,90}?"
    rf"\b(?:from|through|via|out\s+of)\s+{_ARTICLE}$",
    re.I,
)
_FOR_BID = re.compile(rf"\b(?:bids?|appl\w+|submi\w+)\b[^.;]{{0,60}}?\bto\s+{_ARTICLE}$", re.I)
# "Home Office Safer Streets fund" · "the Commissioner’s grant": the giver before its fund
_OWN_FUND = re.compile(
    r"(?:['’]s?)?\s+(?-i:[A-Z0-9][\w’'&-]*\s+(?:(?:and|of|for|&)\s+)?){0,5}"
    r"(?:grants?|funds?|funding|money|monies|contributions?|investment|budget|cash|awards?)\b",
    re.I,
)
# "£9,000 match funding from Our High Street, the Night Bus and the Council": no known names
_FROM_NAMED = re.compile(
    r"\b(?:funding|funds?|grants?|contributions?|donations?|sponsorship|£[\d,.]+[km]?)\s+(?:was\s+)?"
    r"(?:given\s+|provided\s+|received\s+|secured\s+)?(?:from|by)\s+(?:the\s+)?"
    r"(?P<name>(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)[A-Z][\w’'&-]*(?:(?:\s+(?:of|and|for|the|&)|,(?=\s[A-Z]))*\s+[A-Z][\w’'&-]*)*)"
)
_FUND_ENDS = re.compile(r"\b(?:Funds?|Grants?|Programme|Budget|Deal|Scheme|Initiative)$")
_NO_GIVER = re.compile(r"^(?:the\s+)?(?:CSPs?|(?:Community\s+Safety\s+)?Partnership)$", re.I)
_THEY_GIVE = re.compile(r"\b(?:They|It|He|She|Who)" + _GIVES.pattern, re.I)
# "£500 BBC": the short name of who pays, and nothing else, behind the sum
_SHORT_BEHIND = re.compile(
    r"^\s*[-–:(]?\s*(?P<name>[A-Z][A-Z&]{1,7}(?:\s[A-Z]{2,6})?|[A-Z][\w&]*(?:\s[A-Z][\w&]*){1,4})"
    r"(?:\s+\((?P<scheme>[^)]{3,40})\))?\)?\s*[,;+&/]?\s*$"
)

# "The Partnership spent £3,000 of its Commissioner’s grant"
_OF_ITS = re.compile(
    r"\s+(?:has\s+|have\s+)?(?:spent|used|invested)\b[^.;]*\bof\s+(?:its|their|the)\b"
)
_MONEY_WORD = r"(?:grants?|funding|funds?|money|awards?|sums?|total|bids?|applications?|£.*)"
_GETS = re.compile(
    rf"(?P<subject>[^.;:£]{{2,110}}?)\s*,?(?:\s+(?:has|have|had|who|also))*{_ADVERBS}\s+(?:"
    r"(?:was|were|is|are|been|being|be)(?:\s+(?:also|been|each|all|both|recently))*\s+"
    r"(?:awarded|granted|allocated|given|provided\s+with|successful\s+in\s+\w+ing)"
    r"|receive[ds]?|receiving|secured|obtained|won|gained|attracted|benefit(?:t?ed)\s+from"
    r"|(?:was|were)\s+in\s+receipt\s+of|got)\b[^.;]{0,160}$"
)
# "In 2022/23" · "During the year," · "As in previous years": before a subject
_LEAD_IN = re.compile(
    r"^(?:(?:[•\-–*]\s*)?(?:In|During|For|Since|Over|Throughout|From|As\s+in|On|This|Last)\b(?:(?!\b[A-Z])"
    r"[^,£]){0,60}?(?:,\s+|(?:19|20)?\d\d[-–/](?:20)?\d\d,?\s+|\b(?:19|20)\d\d,?\s+|\byear,?\s+))+"
)
_AND_SO = re.compile(r"^.*(?:,\s+(?:and|but|while|which)\s+|\bthat\s+)", re.S)
_PRONOUN = re.compile(
    rf"^(?:we|it|they|this|these|that|which|who|and|there|he|she|to\s+date|[\d.,]+\s?(?:million|billion|m|bn|k)\b|{_MONEY_WORD})\b",
    re.I,
)

# "Through the Prosperity Fund the partnership secured": who stands behind
_NO_SUBJECT = re.compile(r"^(?:Through|With|Using|Following|Via|Thanks|As|By|After|Under|At|Of)\b")

_NAME = (
    r"(?:(?:the|our|a|local)\s+)?(?:(?:charity|project|group)\s+)?(?:[A-Z][\w’'&.-]*|\d+(?=\s[A-Z]))(?:\s+"
    r"(?:(?:of|and|for|in|the|&|to|on|upon)\s+)*(?:[A-Z][\w’'&-]*|\([A-Z]\w+\)))*"
    r"(?:\s+(?:project|team|service|club|group|charity|partnership|school|centre))?"
)
_DESCRIBED = (
    r"(?:the|a|an|each|all|both|every|local|voluntary|community|several|various|our|two|three|four|five|six|seven|eight"
    r"|nine|ten|\d+)\s+(?:(?!to\b|for\b|in\b)[\w’'&-]+\s*){1,7}?"
    r"(?=\s+(?:to|for|in|across|towards|which|who|that|with|by|from|under|over|during|as|so|on|at|\w+ing|led"
    r"|run|based)\b|\s*[.,;:(]|\s*$)"
)
# "awarded to Refugee Action" · "has been given to 17 providers" · "donated £300 to a local charity"
_TO = re.compile(
    r"\b(?:awarded|given|gave|granted|allocated|provided|paid|donated|distributed|available|went"
    r"|passed|contributed|issued|shared|offered|grants?|funding)\b[^.;]{0,90}?\bto\s+"
    rf"(?P<name>{_NAME}|{_DESCRIBED})"
)
# "awarded Calderdale £250,000" · "gave the Youth Hub a grant of £500": behind the verb
_GIVEN_TO = re.compile(
    rf"\s+(?P<name>{_NAME}|(?:the|each|all|every)\s+[\w’' -]{{3,60}}?)"
    r"(?:\s+(?:an?|the)\s+(?:\w+\s+){0,2}(?:grant|total|sum|award|budget)\s+of)?"
    r"(?:\s+(?:a\s+further|up\s+to|over|around|another))?\s+"
)
_NO_RECIPIENT = re.compile(
    r"^(?:the\s+)?(?:end|value|total|tune|following|public|year|\d{4}|\d+%?$)", re.I
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sum in a sentence `text`, with what stands round it.

    `stretch`: the words between the sums beside it that are its own. `tail`: where the words behind
    the last sum of its list begin. `announced`: lines and headings above, the nearest first.
    `giver`: who is said above to give what follows. `following`: the next sentence.
    """

    text: str
    money: Money
    stretch: tuple[int, int]
    tail: int
    announced: tuple[str, ...] = ()
    giver: str | None = None
    following: str = ""


@dataclass(frozen=True, slots=True)
class Roles:
    """What a sum is; who, whom and what for as printed, None where it is not told."""

    kind: FundingKind
    funder: str | None = None
    recipient: str | None = None
    purpose: str | None = None
    scheme: str | None = None
    is_told: bool = True


def roles_of(said: Said) -> Roles:
    """What a sentence and the lines above it tell of a sum in it."""
    kind = kind_of_sum(said.text, said.money, said.stretch, said.announced)
    told = kind.kind if kind else "other"
    organisations = find_organisations(said.text, own=True)
    recipient = _recipient(said, organisations) if told not in ("cost", "saving") else None
    if told in ("cost", "saving"):
        funder = _spender(said, organisations, told)
    else:
        funder = _funder(said, organisations, recipient)
    scheme = scheme_of(said.text, said.money, said.stretch)
    if kind is None and scheme:
        told = "grant"
    return Roles(
        kind=told,
        funder=_without_article(funder),
        recipient=_without_article(recipient),
        purpose=purpose_of(said.text, said.money, said.stretch, said.tail, told),
        scheme=scheme
        or (scheme_of(said.following, said.money, (0, 0)) if funder and told == "cost" else None),
        is_told=kind is not None and kind.is_near,
    )


def short_roles(said: Said) -> Roles | None:
    """For a line that is only a sum and who pays it, as in a cell: "£500 BBC"."""
    behind = _SHORT_BEHIND.match(said.text[said.money.end : said.stretch[1]])
    if behind is None:
        return None
    return Roles("budget", funder=behind["name"], scheme=behind["scheme"])


def giver_of(text: str) -> str | None:
    """Who a sentence says gives grants or funding: "The Commissioner allocated grants from …"."""
    for organisation in find_organisations(text, own=True):
        gives = _GIVES.match(text, organisation.end)
        if gives and re.search(rf"\b{_MONEY_WORD}\b", text[gives.end() :], re.I):
            return _without_article(organisation.text)
    return None


def announced_giver(line: str) -> str | None:
    """The organisation that a line is: "Essex County Council:", "2. The Home Office"."""
    named = find_organisations(line, own=True)
    bare = re.sub(
        r"^[\d.\s]+|^(?:Funding|Grants?|Contributions?)\s+(?:from|by)\s+(?:the\s+)?", "", line
    )
    if named and not is_body(named[0].text) and len(named[0].text) >= 0.7 * len(bare.strip(" :")):
        return _without_article(named[0].text)
    return None


def _funder(said: Said, organisations: list[Organisation], recipient: str | None) -> str | None:
    text, money = said.text, said.money
    others = [o for o in organisations if not _is(recipient, o.text)]
    # those of its own stretch first: "£20,000 from the Trust and £5,000 from the Council"
    others.sort(key=lambda o: not said.stretch[0] <= o.start < said.stretch[1])
    if owner := _owner_of_fund(said, others):
        return owner
    giving = [o for o in others if o.end <= money.start and _GIVES.match(text, o.end)]
    if giving:
        return max(giving, key=lambda o: o.start).text
    if named := _named_giver(said, others):
        return named
    if _THEY_GIVE.search(text) and said.announced:
        return next((giver for line in said.announced if (giver := announced_giver(line))), None)
    return said.giver if not _is(recipient, said.giver) else None


def _named_giver(said: Said, organisations: list[Organisation]) -> str | None:
    """Who stands behind "by", "from", or before the name of a fund."""
    text = said.text
    for pattern in (_BY, _FROM, _FOR_BID):
        for organisation in organisations:
            if pattern.search(text[max(0, organisation.start - 140) : organisation.start]):
                return organisation.text
    for organisation in organisations:
        if _OWN_FUND.match(text, organisation.end) and not _NO_GIVER.match(organisation.text):
            return organisation.text
    named = _FROM_NAMED.search(text, *said.stretch)
    return named["name"].strip(" ,") if named and not _FUND_ENDS.search(named["name"]) else None


# "of its Commissioner’s grant for 2021/22 (£40,200)": the fund stands right before its sum
def _owner_of_fund(said: Said, organisations: list[Organisation]) -> str | None:
    for organisation in organisations:
        fund = _OWN_FUND.match(said.text, organisation.end)
        if fund and said.stretch[0] <= organisation.start:
            gap = said.text[fund.end() : said.money.start]
            if len(gap) < 20 and gap.endswith("(") and not _NO_GIVER.match(organisation.text):
                return organisation.text
    return None


def _is(recipient: str | None, name: str | None) -> bool:
    return bool(recipient and name) and str(name).casefold() in str(recipient).casefold()


# "The Partnership spent" · "Currently CSPs are funding reviews from …", in the next sentence
def _spender(said: Said, organisations: list[Organisation], kind: FundingKind) -> str | None:
    if kind != "cost":
        return None
    spends = re.compile(
        r"\s*(?:has|have|had|is|are|will)?\s*(?:spent|spends?|funding|funds|funded|paid|pays?|paying)\b"
    )
    for organisation in organisations:
        if spends.match(said.text, organisation.end):
            return organisation.text
    for organisation in find_organisations(said.following, own=True):
        if re.match(r"\s+(?:is|are)\s+(?:funding|paying)\b", said.following[organisation.end :]):
            return organisation.text
    return None


def _recipient(said: Said, organisations: list[Organisation]) -> str | None:
    text, money = said.text, said.money
    to = next(
        (
            m["name"]
            for start, end in (said.stretch, (0, len(text)))
            for m in _TO.finditer(text, start, end)
            if not _NO_RECIPIENT.match(m["name"])
        ),
        None,
    )
    if subject := _subject(text[: money.start], organisations):
        return subject
    for giver in organisations:
        gives = _GIVES.match(text, giver.end)
        given = _GIVEN_TO.fullmatch(text[gives.end() : money.start]) if gives else None
        if given:
            return _clean(given["name"])
    if to:
        return _clean(to)
    holders = [o.text for o in organisations if _OF_ITS.match(text[: money.start], o.end)]
    return holders[0] if holders else None


def _subject(before: str, organisations: list[Organisation]) -> str | None:
    """Who is said, before the sum, to receive it."""
    gets = None
    for part in re.finditer(r"(?:^|(?<=[.;:]\s))[^;:]+$|^.+$", before, re.S):
        gets = _GETS.search(part.group())
        if gets:
            break
    if gets is None:
        return None
    subject = _LEAD_IN.sub("", gets["subject"].strip(" -–•*"))
    subject = _AND_SO.sub("", subject)
    # "The Council is expecting to receive"
    subject = re.split(r"\s(?:is|are|was|were|will|would|expects?|hopes?)\s", subject)[0].strip(
        " ,"
    )
    if _PRONOUN.match(subject) or _NO_SUBJECT.match(subject) or len(subject.split()) > 12:
        last = [o.text for o in organisations if o.text in subject]
        return last[-1] if last and not _PRONOUN.match(subject) else None
    return (
        _clean(subject)
        if re.match(r"(?:[A-Z]|\d+\s[a-z]+|the\s|each\s|all\s|both\s)", subject)
        else None
    )


def _clean(name: str) -> str | None:
    name = " ".join(name.split()).strip(" ,–-")
    return name if len(name) > 2 else None


def _without_article(name: str | None) -> str | None:
    """Without "the" before an organisation; "The" stays in a name that has no known words."""
    bare = re.sub(r"^[Tt]he\s+(?=[A-Z])", "", name or "")
    is_name = bool(name) and name != bare and str(name).startswith("The")
    if is_name and not find_organisations(bare, own=True) and bare.istitle():
        return name
    return bare or None
