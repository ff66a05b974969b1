"""Reads from the words round a sum who gives it: from, by, via, the owner of a fund."""

import re

from extractors.funding_parties import Parties
from extractors.organisations import find_organisations

_GIVEN = (
    r"(?:funded|awarded|provided|given|allocated|granted|contributed|donated|matched"
    r"|paid(?:\s+for)?|met"
    r"|sponsored|financed|supplied|released|committed|passed|covered|borne|confirmed|pledged|shared"
    r"|set\s+aside|purchased|bought|distributed)"
)
# "awarded by" · "£5,000 by" · "met by": who stands behind gives
_BY = re.compile(
    rf"(?:\b{_GIVEN}\b[^.;£]{{0,70}}?|\bmade\s+(?:available\s+)?|£[\d,.]+\s?(?:k|m"
    rf"|million)?\)?\s*,?\s*)"
    r"(?<!led\s)(?<!run\s)(?<!delivered\s)(?<!driven\s)(?<!organised\s)(?<!managed\s)\bby:?\s+",
    re.I,
)
_FROM = re.compile(r"\bfrom\s+(?!\d|£)", re.I)
_VIA = re.compile(
    r"\b(?:via|through|out\s+of|courtesy\s+of|under(?=\s[^,;.£]{3,50}['’]s\s))\s+", re.I
)
# "A bid to the Home Office" · "has been lodged with the PCC"
_ASKED_OF = re.compile(
    r"\b(?:bids?|appl\w+|submi\w+|ask\w+|request\w*|interest|gone|made|sent|put\s+in"
    r"|grant)\b[^.;]{0,70}?\bto\s+"
    r"|\b(?:lodged|placed)\s+with\s+|\bask(?:ed|ing)?\s+",
    re.I,
)
_FUND_ENDS = re.compile(
    r"\b(?:Funds?|Grants?|Programme|Budget|Deal|Scheme|Initiative|Duty|Streets|Account|Pot)$"
)
# "Home Office Safer Streets fund" · "the Commissioner’s grant": the giver before its fund
_OWN_FUND = re.compile(
    r"(?:['’]s?)?\s+(?-i:[A-Z0-9][\w’'&-]*\s+(?:(?:and|of|for|&)\s+)?){0,5}"
    r"(?:core\s+|annual\s+|own\s+|match\s+|one-off\s+|revenue\s+|capital\s+)*"
    r"(?:grants?|funds?|funding|money|monies|contributions?|investment|budget|cash|awards?"
    r"|allocation"
    r"|reserves?)\b",
    re.I,
)
NO_GIVER = re.compile(r"^(?:the\s+)?(?:CSPs?|(?:Community\s+Safety\s+)?Partnership)$", re.I)


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


# "of its Commissioner’s grant for 2021/22 (£40,200)": the fund stands right before its sum
def right_owner(text: str, stretch: tuple[int, int], start: int, parties: Parties) -> str | None:
    """Whose fund stands right before a sum in brackets."""
    for organisation in parties.find(text):
        fund = _OWN_FUND.match(text, organisation.end)
        if fund and stretch[0] <= organisation.start:
            gap = text[fund.end() : start]
            if len(gap) < 20 and gap.endswith("(") and not NO_GIVER.match(organisation.text):
                return organisation.text
    return None


def is_fund(name: str) -> bool:
    """Whether a name is that of a fund, which somebody else gives from."""
    bare = re.sub(r"\s+\([^)]*\)$", "", name)
    return _FUND_ENDS.search(bare) is not None and not any(
        o.text in bare and o.end == len(bare) for o in find_organisations(bare)
    )
