"""Reads a sum that only goes on from the sum before: a share of it, or one of a list."""

import re
from dataclasses import replace

from extractors.funding_frames import Frame, is_money_words
from extractors.funding_givers import giver_behind
from extractors.funding_kinds import ToldKind
from extractors.funding_receivers import named_behind, place_or_party, receiver_of, supplier_of
from extractors.funding_said import GIVEN, Roles, Said
from extractors.funding_stretches import is_bracketed

# "of which £38,000" · "the remaining £9,000" · "Of this, £2,000"
_PART_BEFORE = re.compile(
    r"\b(?:of\s+(?:it|this|which|these|that)\b|the\s+(?:remaining|remainder|rest|balance"
    r"|other)\b|the\s+(?:largest|biggest|smallest|main|second|greater|lion['’]s)\s+(?:shares?"
    r"|parts?|portions?|slices?|items?|elements?|sums?)\b|,\s+followed\s+by\b)[^£;.]{0,80}$",
    re.I,
)
# "£9,400 of it" · "£2,000 of the grant"
_PART_AFTER = re.compile(
    r"^\s*of\s+(?:it|this|that|these|the\s+(?:grant|total|sum|money|funding|award|allocation"
    r"|pot))\b",
    re.I,
)
# "the same as the £25,000 of 2022/23" · "up from £9,000": of another year
_COMPARED = re.compile(
    r"\b(?:same\s+as|compared\s+(?:with|to)|(?:up|down)\s+from|against)\s+(?:the\s+)?$"
)
# "Devon’s share is £21,000"
_SHARE = re.compile(
    r"(?P<who>(?:[A-Z][\w-]*\s)*[A-Z][\w-]*)(?:['’]s?)?\s+share\s+(?:is|was|of|comes\s+to"
    r"|came\s+to|being)\b[^£;.]{0,30}$"
)
# "£16,000 is for cameras and £7,500 pays for wardens": what a sum told before goes on
_GOES_ON = re.compile(
    r"^\s*(?:(?:is|was|are|were|will\s+be|has\s+been)\s+(?P<use>for|to\s+be\s+(?:spent|used)"
    r"|meant\s+for)\b|(?:is|was|are|were|will\s+be|has\s+been)\s+(?:going\s+to|to\s+go|passed"
    r"|handed)\b|(?:pays|paid|will\s+pay|goes|went|will\s+go|may\s+go|can\s+go|covers"
    r"|will\s+cover)\b)"
)
# "a bid for £9,000 was successful in part, and £5,000 will be received"
_OUTCOME = re.compile(
    r"^\s*(?:was|were|is|has\s+been|have\s+been|will\s+be)\s+(?:\w+ly\s+)?(?:received|awarded"
    r"|secured|given|granted|approved|offered|agreed|obtained|won)\b"
)
_CONJUNCTION = re.compile(
    r"^[\s,;–-]*(?:and|but|while|whilst|plus|with)?[\s,]*(?:a\s+further\s+|another\s+)?$", re.I
)
# "in small grants of £500 to £2,500 each"
_IN_GRANTS = re.compile(
    r"^\s*(?:in|as)\s+(?:small\s+|\w+\s+)?(?:grants|awards|sums)\s+of\s+(?:between\s+|up\s+to\s+)?$"
)
_FOR = re.compile(r"^[^.;£]{0,40}?\b(?:for|to)\s+(?=\S)")


# "The largest item was the contribution to the post, £16,000"
_ITEM = re.compile(r"\bitem\b")
# "divide the money between Ashby Club (£1,500) and"
_DIVIDED = re.compile(
    r"\b(?:divid|split|shar|distribut|apportion)\w*\b[^.;£]*?\b(?:between|among(?:st)?|across)\b"
)
# "£48,000 came from Safer Streets"
_CAME_FROM = re.compile(
    r"^\s*(?:was\s+|is\s+|were\s+|has\s+been\s+)?(?:came|comes|coming|met|provided|given"
    r"|contributed|funded)\s+(?:from|by|through)\b"
)


def carried(said: Said, frame: Frame | None, own: ToldKind | None) -> Roles | None:
    """The roles that a sum has from the sum before; None where its own words tell them."""
    if _DIVIDED.search(said.text[: said.money.start]) and is_bracketed(said.text, said.money):
        return _divided(said)
    if said.before is None:
        return None
    is_within = said.before.kind == "grant" and _IN_GRANTS.match(said.lead)
    if said.is_same and (is_within or _COMPARED.search(said.lead)):
        return replace(said.before, purpose=None)
    is_part = _PART_BEFORE.search(said.lead) or _PART_AFTER.match(said.behind)
    is_share = _SHARE.search(said.lead)
    is_use = _CONJUNCTION.match(said.lead) and _GOES_ON.match(said.behind)
    if said.before.kind == "bid" and own and own.kind == "grant" and frame is None:
        is_outcome = _CONJUNCTION.match(said.lead) and _OUTCOME.match(said.behind)
        return replace(said.before, kind="grant", purpose=None) if is_outcome else None
    is_open = said.before.kind in GIVEN or (
        said.before.kind == "cost" and (said.is_same or bool(is_part))
    )
    if is_open and (is_part or is_share or is_use):
        return _part(said, said.before, frame, own)
    if said.is_same and frame is None and own is None and said.before.kind != "other":
        return _next_of_list(said, said.before)
    return None


def _divided(said: Said) -> Roles:
    """The roles of a share in brackets behind who gets it; who divides gives nothing."""
    words = re.sub(r"\W*$", "", said.lead)
    name = said.parties.before(words)
    is_party = any(o.end == len(words) for o in said.parties.find(words))
    before = said.before if said.before and said.before.kind in GIVEN else None
    funder = said.giver or (before.funder if before else None)
    return Roles("grant", funder, name if is_party else None)


def _part(said: Said, before: Roles, frame: Frame | None, own: ToldKind | None) -> Roles:
    share = _SHARE.search(said.lead)
    is_spent = frame is not None and frame.kind == "cost" and own is None
    is_item = before.kind == "cost" and _ITEM.search(said.lead)
    kind = own.kind if own and not is_item else "cost" if is_spent else before.kind
    giver = giver_behind(said.behind, said.parties)
    is_given = _CAME_FROM.match(said.behind) is not None
    if (giver and kind == "budget") or (is_given and kind == "cost"):
        kind = "grant"
    to = _FOR.match(said.behind)
    name = place_or_party(said.behind[to.end() :], said.parties) if to else None
    recipient = share["who"] if share else name or receiver_of(said)
    funder = giver or (None if is_given else before.funder)
    if kind == "cost":
        funder = frame.funder if frame and frame.funder else funder
        recipient = supplier_of(said) or recipient
        recipient = recipient or (before.recipient if before.kind == "cost" else None)
    return replace(
        before,
        kind=kind,
        funder=funder,
        recipient=recipient,
        purpose=None,
        is_told=own is not None,
        is_part=True,
    )


def _next_of_list(said: Said, before: Roles) -> Roles | None:
    """The roles of "and Ashby Council £9,500" · "£500 to Ketton Club" · "£9,000 from the Trust"."""
    lead = re.sub(r"^[\s,;]*(?:and|plus|with|but|while)?\s*", "", said.lead)
    name = said.parties.at(lead)
    if name and is_money_words(lead.partition(name)[2]):
        if before.by_subject:
            return replace(before, recipient=name, purpose=None)
        scheme = before.scheme if before.funder is None else None
        return replace(before, funder=name, scheme=scheme, purpose=None)
    if not is_money_words(lead):
        return None
    if giver := giver_behind(said.behind, said.parties):
        return replace(before, funder=giver, scheme=None, purpose=None)
    if before.kind != "bid" and (named := named_behind(said)):
        return replace(before, recipient=named, purpose=None)
    to = _FOR.match(said.behind)
    other = place_or_party(said.behind[to.end() :], said.parties) if to else None
    # "gave £900 to Ashby Club and £300 for alarms": who is named behind a sum got that one only
    between = said.text[: said.money.start].partition("£")[2]
    is_shared = before.recipient is not None and before.recipient not in between
    return replace(
        before, recipient=other or (before.recipient if is_shared else None), purpose=None
    )
