"""Reads from the words round a sum who gives it: from, by, via, the owner of a fund."""

import re

from extractors.funding_parties import Parties, organisations_in
from extractors.funding_said import Said
from extractors.organisations import is_body

_GIVEN = (
    r"(?:funded|awarded|provided|given|allocated|granted|contributed|donated|matched"
    r"|paid(?:\s+for)?|met|sponsored|financed|supplied|released|committed|passed|covered|borne"
    r"|confirmed|pledged|shared|set\s+aside|purchased|bought|distributed)"
)
# "awarded by" · "£5,000 by" · "met by": who stands behind gives
_BY = re.compile(
    rf"(?:\b{_GIVEN}\b[^.;£]{{0,70}}?|\bmade\s+(?:available\s+)?|£[\d,.]+\s?(?:k|m"
    rf"|million)?\)?\s*,?\s*|^\s*)"
    r"(?<!led\s)(?<!run\s)(?<!delivered\s)(?<!driven\s)(?<!organised\s)(?<!managed\s)\bby:?\s+",
    re.I,
)
# "from the PCC" · "from Round 4 of the Home Office’s fund"
_FROM = re.compile(
    r"\bfrom\s+(?:(?:round|phase|tranche|wave)\s+(?:\d|one|two|three|four|five)\s+of\s+)?(?!\d|£)",
    re.I,
)
_VIA = re.compile(
    r"\b(?:via|through|out\s+of|courtesy\s+of|under(?=\s[^,;.£]{3,50}['’]s\s))\s+", re.I
)
# "A bid to the Home Office" · "has been lodged with the PCC"
_ASKED_OF = re.compile(
    r"\b(?:bids?|appl\w+|submi\w+|ask\w+|request\w*|interest|gone|made|sent|put\s+in"
    r"|grant)\b[^.;]{0,70}?\bto\s+|\b(?:lodged|placed)\s+with\s+|\bask(?:ed|ing)?\s+",
    re.I,
)
_FUND_ENDS = re.compile(
    r"\b(?:Funds?|Grants?|Programme|Budget|Deal|Scheme|Initiative|Duty|Streets|Account|Pot)$"
)
# "Home Office Safer Streets fund" · "the Commissioner’s grant": the giver before its fund
_OWN_FUND = re.compile(
    r"(?:['’]s?)?\s+(?-i:[A-Z0-9][\w’'&-]*\s+(?:(?:and|of|for|&)\s+)?){0,5}(?:core\s+|annual\s+"
    r"|own\s+|match\s+|one-off\s+|revenue\s+|capital\s+)*(?:grants?|funds?|funding|money|monies"
    r"|contributions?|investment|budget|cash|awards?|allocation|reserves?)\b",
    re.I,
)
NO_GIVER = re.compile(r"^(?:the\s+)?(?:CSPs?|(?:Community\s+Safety\s+)?Partnership)$", re.I)
# "The Commissioner allocated grants"
_GIVES = re.compile(
    r",?\s+(?:(?:has|have|had|will|also|recently|then)\s+)*(?:allocate[ds]?|award(?:ed|s)?|gave"
    r"|gives?|given|grant(?:ed|s)?|provide[ds]?|contribute[ds]?|fund(?:ed|s)?|distributed"
    r"|offer(?:ed|s)?)\b",
    re.I,
)
_MONEY_WORD = re.compile(
    r"\b(?:grants?|funding|funds?|money|awards?|sums?|total|bids?|applications?|£)", re.I
)
# "£9,000 match funding from Our High Street, the Night Bus and the Council": no known names
_FROM_NAMED = re.compile(
    r"\b(?:funding|funds?|grants?|contributions?|donations?|sponsorship"
    r"|£[\d,.]+[km]?)\s+(?:was\s+)?(?:given\s+|provided\s+|received\s+|secured\s+)?(?:from"
    r"|by)\s+(?:the\s+)?(?P<name>(?!(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)[A-Z][\w’'&-]*(?:(?:\s+(?:of|and|for|the|&)"
    r"|,(?=\s[A-Z]))*\s+[A-Z][\w’'&-]*)*)"
)
# "from the PCC (£6,000)" · "paid to Ashby Club (£750)" · "£3,000 (PCC)"
_IN_BRACKETS = re.compile(r"\(\s*$")
_SIDE = re.compile(r"\b(?:(?P<giver>by|from)|to(?=\s+(?:the\s+)?[A-Z]))\b")
_BRACKET_BEHIND = re.compile(r"^\s*\((?P<name>[A-Z][^()£\d]{1,60})\)")
# "£9,000 of match funding from"
_FROM_BEHIND = re.compile(
    r"^\s*(?:,|of|in)?\s*(?:(?:match|core|additional|grant|new|extra|external|project|of"
    r"|in)\s+)*(?:funding|grants?|money|support|sponsorship|contributions?|funds)?\s*(?:was\s+"
    r"|came\s+|coming\s+)?(?:from|by|via|through)\s"
)
# "funded the projects with its £29,000 from the Mayor" · "matched with £9,000 from the Council"
_PASSES_ON = re.compile(r"\b(?:with|its|their|our)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$", re.I)


# "£9,000 came from our Community Safety Fund and the rest from the Council"
_REST = re.compile(r"\bthe\s+(?:remainder|remaining|rest|balance|other)\b", re.I)


def giver_behind(text: str, parties: Parties, *, is_bid: bool = False) -> str | None:
    """Who stands behind "by", "from", "via", or, for a bid, "to" in a text."""
    patterns = (_ASKED_OF, _FROM) if is_bid else (_BY, _FROM, _VIA)
    rest = _REST.search(text)
    text = text[: rest.start()] if rest else text
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = parties.at(text[match.end() :])
            if name and not is_fund(name):
                return name
    return None


# "met by Public Health" · "paid for from Council reserves": who bears a cost
_PAID_BY = re.compile(
    r"\b(?:met|paid(?:\s+for)?|funded|financed|covered|borne|shared"
    r"|sponsored)\b[^.;£]{0,40}?\b(?:by|from|out\s+of)\s+|\bcommissioned\s+by\s+",
    re.I,
)


def payer_of(text: str, parties: Parties) -> str | None:
    """Who is said to bear a cost."""
    for match in _PAID_BY.finditer(text):
        name = parties.at(text[match.end() :])
        if name and (not is_fund(name) or name.endswith("Account")):
            return name
    return None


def fund_owner(text: str, parties: Parties) -> str | None:
    """Who stands before the name of its fund: "Home Office Safer Streets Fund"."""
    for organisation in parties.find(text):
        if _OWN_FUND.match(text, organisation.end) and not NO_GIVER.match(organisation.text):
            return organisation.text
    return None


def source_of(said: Said) -> str | None:
    """Whose money it is that somebody passes on: "with its £29,000 from the Mayor"."""
    is_passed_on = _PASSES_ON.search(said.lead) and is_from_behind(said)
    return giver_behind(said.behind, said.parties) if is_passed_on else None


def giver_named(said: Said, is_bid: bool) -> str | None:
    """Who stands behind "by" or "from", or before a fund: in its own words, then all round."""
    if bracket := in_brackets(said):
        return bracket
    listed = _FROM_NAMED.search(said.text, *said.stretch)
    if listed and " and " in listed["name"] and not is_fund(listed["name"]):
        return listed["name"].strip(" ,")
    start, end = said.stretch
    for text in (said.behind, said.text[start:end], said.text[said.tail :]):
        if found := giver_behind(text, said.parties, is_bid=is_bid):
            return found
    if found := fund_owner(said.text[start:end], said.parties):
        return found
    if every := _ALL_FROM.search(said.text, said.money.end):
        name = said.parties.at(said.text[every.end() :])
        return without_article(re.split(r"['’]s?\s", name)[0]) if name else None
    if said.is_same:
        return None
    text = said.text[:end]  # what stands behind the next sum tells of that one
    whole = giver_behind(text, said.parties, is_bid=is_bid)
    return whole or fund_owner(text, said.parties)


def is_from_behind(said: Said) -> bool:
    """Whether who gives stands right behind a sum: "£9,000 of match funding from"."""
    return _FROM_BEHIND.match(said.behind) is not None


def in_brackets(said: Said) -> str | None:
    behind = _BRACKET_BEHIND.match(said.behind)
    if behind and said.parties.at(behind["name"]):
        return behind["name"].strip()
    return before_brackets(said, is_giver=True)


def before_brackets(said: Said, *, is_giver: bool) -> str | None:
    """Who stands before a sum in brackets, where "by" or "from", or else "to", leads to it."""
    sides = list(_SIDE.finditer(said.text, 0, said.money.start))
    if not sides or not _IN_BRACKETS.search(said.lead):
        return None
    is_side = (sides[-1]["giver"] is not None) == is_giver
    return said.parties.before(_IN_BRACKETS.sub("", said.lead)) if is_side else None


def payer_named(said: Said, actor: str | None) -> str | None:
    """Who spent a sum, or met it; "CSPs are funding reviews from …" in the next sentence too."""
    paid = payer_of(said.text, said.parties)
    if paid or actor:
        return paid or actor
    for organisation in organisations_in(said.following):
        if re.match(r"\s+(?:is|are)\s+(?:funding|paying)\b", said.following[organisation.end :]):
            return organisation.text
    return None


def giver_of(text: str) -> str | None:
    """Who a sentence says gives grants or funding: "The Commissioner allocated grants from …"."""
    for organisation in organisations_in(text):
        gives = _GIVES.match(text, organisation.end)
        if gives and _MONEY_WORD.search(text, gives.end()):
            return without_article(organisation.text)
    return None


def announced_giver(line: str) -> str | None:
    """The organisation that a line is: "Essex County Council:", "2. The Home Office"."""
    named = organisations_in(line)
    bare = re.sub(
        r"^[\d.\s]+|^(?:Funding|Grants?|Contributions?)\s+(?:from|by)\s+(?:the\s+)?", "", line
    )
    if named and not is_body(named[0].text) and len(named[0].text) >= 0.7 * len(bare.strip(" :")):
        return without_article(named[0].text)
    return None


# "The Commissioner runs a Safer Communities Fund"
_RUNS_FUND = re.compile(
    r"\s+(?:\([^)]*\)\s+)?(?:also\s+|now\s+|has\s+)?(?:runs?|ran|has|set\s+up|launched|opened|manages?|holds"
    r"|operates?|offers?)\s+(?:an?|the|its|his|her|their)\s+(?:[\w’'&-]+\s+){0,5}?(?:[Ff]und|[Gg]rants?"
    r"|[Pp]ot)\b"
)


def fund_runner(text: str, parties: Parties) -> str | None:
    """Who is said to run a fund, and so to give from it."""
    return next((o.text for o in parties.find(text) if _RUNS_FUND.match(text, o.end)), None)


# "both from the Partnership’s small grants pot": said of every sum of the sentence
_ALL_FROM = re.compile(r"\b(?:both|all|each)\s+(?:of\s+(?:it|them)\s+)?(?:\w+ed\s+)?(?:from|by)\s+")


def leading_giver(line: str, parties: Parties) -> str | None:
    """Who a line over a list or table of sums says gives them: "paid for with money from …"."""
    name = giver_behind(line, parties) or fund_owner(line, parties) or giver_of(line)
    is_named = name is not None and re.search(r"[A-Z]", name) is not None
    return without_article(name) if is_named else None


def without_article(name: str | None) -> str | None:
    """Without "the" before an organisation; "The" stays in a name that has no known words."""
    bare = re.sub(r"^[Tt]he\s+(?=[A-Z])", "", name or "")
    is_name = bool(name) and name != bare and str(name).startswith("The")
    if is_name and not organisations_in(bare) and bare.istitle():
        return name
    return bare or None


def is_fund(name: str) -> bool:
    """Whether a name is that of a fund, which somebody else gives from."""
    bare = re.sub(r"\s+\([^)]*\)$", "", name)
    return _FUND_ENDS.search(bare) is not None and not any(
        o.text in bare and o.end == len(bare) for o in organisations_in(bare, own=False)
    )
