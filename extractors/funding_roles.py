"""Tells what a sum is, who gives it and who gets it, from its sentence and the lines above."""

import re
from dataclasses import replace

from extractors.funding_carry import carried
from extractors.funding_frames import IS_WITH, Frame, find_frame
from extractors.funding_funds import fund_headed, is_given_by_fund, scheme_of
from extractors.funding_givers import (
    fund_owner,
    giver_behind,
    is_fund,
    payer_of,
    right_owner,
)
from extractors.funding_kinds import ToldKind, is_swindle, kind_of_sum, own_kind
from extractors.funding_purposes import purpose_of
from extractors.funding_receivers import receiver_of, supplier_of
from extractors.funding_said import Roles, Said
from extractors.organisations import find_organisations, is_body
from schemas.funding import FundingKind

_GIVES = re.compile(
    r",?\s+(?:(?:has|have|had|will|also|recently|then)\s+)*(?:allocate[ds]?|award(?:ed|s)?|gave"
    r"|gives?|given"
    r"|grant(?:ed|s)?|provide[ds]?|contribute[ds]?|fund(?:ed|s)?|distributed|offer(?:ed|s)?)\b",
    re.I,
)
# "£9,000 match funding from Our High Street, the Night Bus and the Council": no known names
_FROM_NAMED = re.compile(
    r"\b(?:funding|funds?|grants?|contributions?|donations?|sponsorship"
    r"|£[\d,.]+[km]?)\s+(?:was\s+)?"
    r"(?:given\s+|provided\s+|received\s+|secured\s+)?(?:from|by)\s+(?:the\s+)?"
    r"(?P<name>(?!(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)[A-Z][\w’'&-]*(?:(?:\s+(?:of|and|for|the|&)|,(?=\s[A-Z]))*\s+[A-Z][\w’'&-]*)*)"
)
# "£500 BBC": the short name of who pays, and nothing else, behind the sum
_SHORT_BEHIND = re.compile(
    r"^\s*[-–:(]?\s*(?P<name>[A-Z][A-Z&]{1,7}(?:\s[A-Z]{2,6})?|[A-Z][\w&]*(?:\s[A-Z][\w&]*){1,4})"
    r"(?:\s+\((?P<scheme>[^)]{3,40})\))?\)?\s*[,;+&/]?\s*$"
)
# "from the PCC (£6,000)" · "paid to Ashby Club (£750)" · "£3,000 (PCC)"
_IN_BRACKETS = re.compile(r"\(\s*$")
_SIDE = re.compile(r"\b(?:(?P<giver>by|from)|to(?=\s+(?:the\s+)?[A-Z]))\b")
_BRACKET_BEHIND = re.compile(r"^\s*\((?P<name>[A-Z][^()£\d]{1,60})\)")
# "How we are funded" · "Our income": what stands under it is the partnership's own
_OUR_MONEY = re.compile(
    r"\b(?:[Ww]e\s+(?:are|were)\s+(?:funded|paid)|[Oo]ur\s+(?:\w+\s+){0,2}(?:income|fund(?:ing"
    r"|ers?)|budget|grants?"
    r"|work\s+(?:is|was)\s+(?:paid|funded)|money|resources)|[Ww]e\s+(?:received|get|got))\b"
)
_FROM_BEHIND = re.compile(
    r"^\s*(?:,|of|in)?\s*(?:(?:match|core|additional|grant|new|extra|external|project|of"
    r"|in)\s+)*(?:funding|grants?"
    r"|money|support|sponsorship|contributions?|funds)?\s*(?:was\s+|came\s+|coming\s+)?(?:from"
    r"|by|via|through)\s"
)
# "funded the projects with its £29,000 from the Mayor" · "matched with £9,000 from the Council"
_PASSES_ON = re.compile(r"\b(?:with|its|their|our)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$", re.I)
# "Among other things we will:" over "bid for £9,000"
_WE_WILL = re.compile(r"\b[Ww]e\s+(?:will|plan|intend|aim|hope|also)\b|\b[Oo]ur\s+plans?\b")
_MONEY_WORD = r"(?:grants?|funding|funds?|money|awards?|sums?|total|bids?|applications?|£.*)"
_SPENT_ON = ("cost", "saving")
_GIVEN = ("grant", "budget", "bid", "match_funding")


def roles_of(said: Said) -> Roles:
    """What a sentence and the lines above it tell of a sum in it."""
    frame = find_frame(said.text, said.money, said.stretch, said.parties)
    own = own_kind(said.text, said.money, said.stretch)
    if is_swindle(said.text[slice(*said.stretch)]):
        return _finished(said, Roles("cost"))
    if on := carried(said, frame, own):
        return _finished(said, on)
    giver = giver_behind(said.behind, said.parties)
    kind = _kind(said, frame, own, giver)
    told = kind.kind if kind else "other"
    recipient = _recipient(said, frame, told)
    funder = _funder(said, frame, told, recipient)
    if told == "cost" and frame and giver and frame.funder and _is_fund_money(said):
        funder, recipient = giver, frame.funder
    if told == "cost" and _is(recipient, funder):
        funder = None
    by_subject = bool(frame and frame.kind == "grant" and frame.recipient and not frame.funder)
    by_subject = by_subject or _before_brackets(said, is_giver=False) is not None
    roles = Roles(
        told,
        _without_article(funder),
        _without_article(recipient),
        is_told=kind is not None and kind.is_near,
        by_subject=by_subject,
    )
    return _finished(said, _added(said, frame, _continued(said, frame, roles)))


# "Safer Streets pays £56,700 and the Council adds £26,500"
def _added(said: Said, frame: Frame | None, roles: Roles) -> Roles:
    is_more = said.is_same and said.before and said.before.kind == "grant"
    is_added = frame is not None and frame.is_added and roles.kind == "grant" and is_more
    return replace(roles, kind="match_funding") if is_added else roles


def _finished(said: Said, roles: Roles) -> Roles:
    """With what the sum is for, and the fund it is from."""
    is_other = said.is_same and said.before is not None and said.before.funder != roles.funder
    text = said.text[slice(*said.stretch)] if is_other else said.text
    start = said.stretch[0] if is_other else 0
    money = replace(said.money, start=said.money.start - start, end=said.money.end - start)
    scheme = scheme_of(
        text, money, (said.stretch[0] - start, said.stretch[1] - start), said.parties
    )
    if scheme is None and roles.funder and roles.kind == "cost":
        scheme = scheme_of(said.following, said.money, (0, 0), said.parties)
    if scheme is None and roles.scheme is None and roles.kind in _GIVEN:
        scheme = fund_headed(said.heading, said.parties)
    purpose = purpose_of(said.text, said.money, said.stretch, said.tail, roles.kind)
    kind: FundingKind = (
        "grant" if scheme and not roles.is_told and roles.kind == "other" else roles.kind
    )
    return replace(roles, kind=kind, scheme=scheme or roles.scheme, purpose=purpose)


def _kind(
    said: Said, frame: Frame | None, own: ToldKind | None, giver: str | None
) -> ToldKind | None:
    is_paid_with = own and own.kind == "cost" and frame and frame.kind == "grant"
    if is_paid_with and IS_WITH.search(said.lead):
        return ToldKind("grant", is_near=True)
    is_bare = not said.lead.strip(" •*–-") and _FROM_BEHIND.match(said.behind)
    if own and own.kind == "cost" and giver and is_bare:
        return ToldKind("grant", is_near=True)
    is_price = own is None or own.kind == "cost"
    if is_price and is_given_by_fund(said.lead, said.parties):
        return ToldKind("grant", is_near=True)
    if own:
        return own
    if frame and frame.kind:
        return ToldKind(frame.kind, is_near=True)
    if _in_brackets(said):
        return ToldKind("grant", is_near=True)
    if giver and (_FROM_BEHIND.match(said.behind)):
        return ToldKind("grant", is_near=True)
    told = kind_of_sum(said.text, said.money, said.stretch, said.announced)
    is_paid = told is None and payer_of(said.text, said.parties)
    return ToldKind("cost", is_near=True) if is_paid else told


# "spent £3.1m from the Welsh Government Substance Misuse Fund"
def _is_fund_money(said: Said) -> bool:
    return re.match(r"^\s+(?:of\s+\w+\s+)?from\s", said.behind) is not None


def _continued(said: Said, frame: Frame | None, roles: Roles) -> Roles:
    """ "We asked the PCC for £9,000 and were given £5,000": one who acts twice is named once."""
    before = said.before
    if not (said.is_same and before) or roles.kind not in ("grant", "bid", "match_funding"):
        return roles
    own = said.parties.own
    if roles.recipient is None and before.recipient == own:
        roles = replace(roles, recipient=own)
    if frame is None or frame.kind is None or frame.has_subject:
        return roles
    return replace(
        roles,
        funder=roles.funder or before.funder,
        recipient=roles.recipient or before.recipient,
    )


def _recipient(said: Said, frame: Frame | None, kind: FundingKind) -> str | None:
    if frame and frame.recipient and kind != "other" and (kind != "cost" or frame.kind == "cost"):
        return frame.recipient
    if frame and frame.funder and kind == "grant" and _source(said):
        return frame.funder
    if got := _before_brackets(said, is_giver=False):
        return got
    is_announced = any(_WE_WILL.search(line) for line in said.announced[:2])
    is_ours = is_announced and frame is not None and not frame.has_subject
    if kind == "bid" and (is_ours or re.match(r"(?:We|Our)\b", said.text)):
        return said.parties.own
    if kind in _SPENT_ON or kind == "other":
        return supplier_of(said) if kind == "cost" else None
    found = receiver_of(said)
    is_income = kind == "grant" and any(_OUR_MONEY.search(line) for line in said.announced)
    return found or (said.parties.own if is_income else None)


def _funder(
    said: Said, frame: Frame | None, kind: FundingKind, recipient: str | None
) -> str | None:
    if kind in _SPENT_ON:
        return _payer(said, frame) if kind == "cost" else None
    if owner := right_owner(said.text, said.stretch, said.money.start, said.parties):
        return owner
    if kind == "other":
        own = fund_owner(said.text[slice(*said.stretch)], said.parties)
        return (frame.funder if frame else None) or own
    if kind != "bid" and (source := _source(said)):
        return source
    named = (frame.funder if frame else None) or _named(said, kind == "bid")
    if named and not _is(recipient, named):
        return named
    is_next = said.is_same and said.before is not None and said.before.funder != said.giver
    is_open = kind != "bid" and not is_next and said.giver != said.parties.own
    return said.giver if is_open and not _is(recipient, said.giver) else None


def _source(said: Said) -> str | None:
    """Whose money it is that somebody passes on: "with its £29,000 from the Mayor"."""
    is_passed_on = _PASSES_ON.search(said.lead) and _FROM_BEHIND.match(said.behind)
    return giver_behind(said.behind, said.parties) if is_passed_on else None


def _named(said: Said, is_bid: bool) -> str | None:
    """Who stands behind "by" or "from", or before a fund: in its own words, then all round."""
    if bracket := _in_brackets(said):
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
    if said.is_same:
        return None
    text = said.text[:end]  # what stands behind the next sum tells of that one
    whole = giver_behind(text, said.parties, is_bid=is_bid)
    return whole or fund_owner(text, said.parties)


def _in_brackets(said: Said) -> str | None:
    behind = _BRACKET_BEHIND.match(said.behind)
    if behind and said.parties.at(behind["name"]):
        return behind["name"].strip()
    return _before_brackets(said, is_giver=True)


def _before_brackets(said: Said, *, is_giver: bool) -> str | None:
    """Who stands before a sum in brackets, where "by" or "from", or else "to", leads to it."""
    sides = list(_SIDE.finditer(said.text, 0, said.money.start))
    if not sides or not _IN_BRACKETS.search(said.lead):
        return None
    is_side = (sides[-1]["giver"] is not None) == is_giver
    return said.parties.before(_IN_BRACKETS.sub("", said.lead)) if is_side else None


def _payer(said: Said, frame: Frame | None) -> str | None:
    """Who spent a sum, or met it; "CSPs are funding reviews from …" in the next sentence too."""
    paid = payer_of(said.text, said.parties)
    if paid or (frame and frame.funder):
        return paid or (frame.funder if frame else None)
    for organisation in find_organisations(said.following, own=True):
        if re.match(r"\s+(?:is|are)\s+(?:funding|paying)\b", said.following[organisation.end :]):
            return organisation.text
    return None


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


def _is(recipient: str | None, name: str | None) -> bool:
    return bool(recipient and name) and str(name).casefold() in str(recipient).casefold()


def _without_article(name: str | None) -> str | None:
    """Without "the" before an organisation; "The" stays in a name that has no known words."""
    bare = re.sub(r"^[Tt]he\s+(?=[A-Z])", "", name or "")
    is_name = bool(name) and name != bare and str(name).startswith("The")
    if is_name and not find_organisations(bare, own=True) and bare.istitle():
        return name
    return bare or None
