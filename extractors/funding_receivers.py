"""Reads from the words round a sum who gets it."""

import re

from extractors.funding_givers import is_fund
from extractors.funding_parties import Parties, organisations_in
from extractors.funding_said import Said
from schemas.codes import places

# "The Partnership spent £3,000 of its Commissioner’s grant"
_OF_ITS = re.compile(
    r"\s+(?:has\s+|have\s+)?(?:spent|used|invested)\b[^.;]*\bof\s+(?:its|their|the)\b"
)
_NAME = (
    r"(?:(?:the|our|a|local)\s+)?(?:(?:charity|project|group)\s+)?(?:[A-Z][\w’'&.-]*"
    r"|\d+(?=\s[A-Z]))(?:\s+(?:(?:of|and|for|in|the|&|to|on|upon)\s+)*(?:[A-Z][\w’'&-]*"
    r"|\([A-Z]\w+\)))*(?:\s+(?:project|team|service|club|group|charity|partnership|school"
    r"|centre))?"
)
_DESCRIBED = (
    r"(?:the|a|an|each|all|both|every|local|voluntary|community|several|various|our|two|three|four"
    r"|five|six|seven|eight|nine|ten|\d+)\s+(?:(?!to\b|for\b|in\b)[\w’'&-]+\s*){1,7}?(?=\s+(?:to"
    r"|for|in|across|towards|which|who|that|with|by|from|under|over|during|as|so|on|at|\w+ing|led"
    r"|run|based)\b|\s*[.,;:(]|\s*$)"
)
# "awarded to Refugee Action" · "has been given to 17 providers" · "donated £300 to a local charity"
_TO = re.compile(
    r"\b(?:awarded|award|given|give|gave|allocate|provide|donate|distribute|offer|granted"
    r"|allocated|provided|paid|donated|distributed|available|went|goes|go|passed|handed|opened"
    r"|(?:[Gg]rants?|[Aa]wards?|[Pp]ayments?|[Dd]onations?)\b[^.;]{0,50}\bmade|contributed|shared"
    r"|offered|paid|committed|transferred|worth|grants?|funding)\b[^.;]{0,90}?\bto\s+"
    rf"(?P<name>{_NAME}|{_DESCRIBED}|[a-z]+\s+(?:councils|groups|charities|schools|clubs"
    rf"|organisations"
    r"|partners|projects|forums|businesses|landlords)\b)"
)
# "a contract was let to" · "commissioned from": who is paid
_SUPPLIER = re.compile(
    r"\b(?:let|awarded|paid)\b[^.;]{0,40}?\bto\s+|\b(?:commissioned|bought|purchased|hired"
    r"|contracted)\s+(?:by\s+[^.;,£]{2,60}?\s)?(?:from|through)\s+|\bcontracts?\s+(?:is\s+"
    r"|was\s+)?with\s+|\bto\s+(?:commission|hire|engage)\s+",
    re.I,
)
# "Hackney’s allocation under the programme is"
_ALLOCATION = re.compile(
    r"(?P<who>(?:[A-Z][\w-]*\s)*[A-Z][\w-]*)['’]s?\s+(?:own\s+|core\s+|annual\s+)*(?:allocation"
    r"|share|settlement)\b[^£;.]{0,80}$"
)


# "£9,800 lets Ashby Women’s Aid run a drop-in" · "Thanks to £600 from Ashby Rotary, the Club"
_LETS = re.compile(
    r"\b(?:lets?|enable[ds]?|allow(?:s|ed)|help(?:s|ed)|meant)\s+(?=(?:the\s+)?[A-Z])"
    r"|^(?:Thanks\s+to|With)\b[^;]*?,\s+(?=(?:the\s+)?[A-Z])"
)
# "brought £312,000 to Barnsley" · "into the district"
_BROUGHT = re.compile(
    rf"\b(?:brought|brings?|bringing)\b[^.;]{{0,60}}?\b(?:in)?to\s+(?P<name>{_NAME}|{_DESCRIBED}"
    r"|the\s+(?:district|county|borough|city|town|area))"
)


def receiver_of(said: Said, *, is_bid: bool = False) -> str | None:
    """Who stands behind "to", before a verb of getting, or before what it spent of its grant."""
    text, money = said.text, said.money
    if allocation := _ALLOCATION.search(said.lead):
        return allocation["who"]
    organisations = said.parties.find(text)
    spans = [said.stretch] if said.is_same else [said.stretch, (0, len(text))]
    spans.append((said.tail, len(text)))
    for start, end in spans:
        for match in _TO.finditer(text, start, end):
            return _clean(_without_what_for(match["name"]))
    if brought := _BROUGHT.search(text, *said.stretch):
        return _clean(brought["name"])
    if not is_bid and (named := named_behind(said)):
        return named
    if (lets := _LETS.search(text)) and not said.is_same:
        name = said.parties.at(text[lets.end() :])
        if (
            name
            and name[0].isupper()
            and re.match(r"\s+[a-z]+", text[lets.end() :].partition(name)[2])
        ):
            return name
    holders = [o.text for o in organisations if _OF_ITS.match(text[: money.start], o.end)]
    return holders[0] if holders else None


# "£9,000 to Ashby Youth Club": whoever it is, though no verb tells of giving
_TO_NAMED = re.compile(r"^\s+(?:(?:each|a\s+year)\s+)?to\s+(?=(?:the\s+)?[A-Z])")


def named_behind(said: Said) -> str | None:
    """The name that stands behind "to" right behind a sum."""
    to = _TO_NAMED.match(said.behind)
    name = said.parties.at(said.behind[to.end() :]) if to else None
    return name if name and not is_fund(name) else None


# "Ashby Trust holds the contract, valued at"
_HOLDS = re.compile(
    r"\s+(?:has|have|holds?|held|won)\s+(?:the|an?|this)\s+(?:\w+\s+){0,2}contract\b"
)


def supplier_of(said: Said) -> str | None:
    """Who is paid a cost."""
    if holds := _HOLDS.search(said.text, 0, said.money.start):
        return said.parties.before(said.text[: holds.start()])
    if match := _SUPPLIER.search(said.text[slice(*said.stretch)]):
        return said.parties.at(said.text[said.stretch[0] + match.end() :])
    return None


# "the PCC for Ashby town centre": what for is no part of a name, unless that is no organisation's
def _without_what_for(name: str) -> str:
    bare = re.split(r"\s(?:for|in|to|on)\s", name)[0]
    named = organisations_in(name, own=False)
    is_whole = any(o.end == len(name) for o in named)
    is_known = any(o.end == len(bare) for o in organisations_in(bare, own=False))
    return bare if is_known and not is_whole else name


def place_or_party(text: str, parties: Parties) -> str | None:
    """The place or party that a text begins with and that nothing else follows."""
    name = parties.at(text)
    if name is None:
        return None
    behind = text.partition(name)[2]
    is_named = any(o.text == name for o in parties.find(text)) or name[0].islower()
    is_place = any(name == place.name or name in place.other_names for place in places())
    is_short = name.isupper() and len(name) <= 6
    is_end = re.match(r"\s*(?:$|[,.;()]|and\b|for\b|to\b|in\b)", behind)
    return name if is_end and (is_named or is_place or is_short) else None


def _clean(name: str) -> str | None:
    name = " ".join(name.split()).strip(" ,.–-")
    return name if len(name) > 2 else None
