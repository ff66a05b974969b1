"""Tells what a sum is, who gives it and who gets it, from its sentence and the lines above."""

import re
from dataclasses import replace

from extractors.funding_carry import carried
from extractors.funding_frames import IS_WITH, Frame, find_frame
from extractors.funding_givers import (
    before_brackets,
    fund_owner,
    giver_behind,
    giver_named,
    in_brackets,
    is_from_behind,
    payer_named,
    payer_of,
    source_of,
    without_article,
)
from extractors.funding_kinds import ToldKind, is_swindle, kind_of_sum, own_kind
from extractors.funding_purposes import purpose_of
from extractors.funding_receivers import receiver_of, supplier_of
from extractors.funding_said import GIVEN, Roles, Said
from extractors.funding_schemes import fund_headed, is_given_by_fund, scheme_of
from schemas.funding import FundingKind

# "How we are funded" · "Our income": what stands under it is the partnership's own
_OUR_MONEY = re.compile(
    r"\b(?:[Ww]e\s+(?:are|were)\s+(?:funded|paid)|[Oo]ur\s+(?:\w+\s+){0,2}(?:income|fund(?:ing"
    r"|ers?)|budget|grants?|work\s+(?:is|was)\s+(?:paid|funded)|money|resources)"
    r"|[Ww]e\s+(?:received|get|got))\b"
)
# "Among other things we will:" over "bid for £9,000"
_WE_WILL = re.compile(r"\b[Ww]e\s+(?:will|plan|intend|aim|hope|also)\b|\b[Oo]ur\s+plans?\b")
# "It pays for the advocates, at a value of £80,000": the fund told before bears it
_PAYS_FOR = re.compile(r"(?:It|This)\s+(?:also\s+)?(?:pays|paid|funds|funded|covers|covered)\b")
_SPENT_ON = ("cost", "saving")


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
    by_subject = by_subject or before_brackets(said, is_giver=False) is not None
    roles = Roles(
        told,
        without_article(funder),
        without_article(recipient),
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
    if scheme is None and roles.scheme is None and roles.kind in GIVEN | {"bid"}:
        scheme = fund_headed(said.heading, said.parties)
    purpose = purpose_of(said.text, said.money, said.stretch, said.tail, roles.kind)
    kind: FundingKind = (
        "grant" if scheme and not roles.is_told and roles.kind == "other" else roles.kind
    )
    return replace(roles, kind=kind, scheme=scheme or roles.scheme, purpose=purpose)


def _kind(
    said: Said, frame: Frame | None, own: ToldKind | None, giver: str | None
) -> ToldKind | None:
    if own and own.kind != "cost":
        return own
    if _is_given(said, frame, giver):
        return ToldKind("grant", is_near=True)
    if own:
        return own
    if frame and frame.kind:
        return ToldKind(frame.kind, is_near=True)
    if in_brackets(said) or (giver and is_from_behind(said)):
        return ToldKind("grant", is_near=True)
    told = kind_of_sum(said.text, said.money, said.stretch, said.announced)
    is_paid = told is None and payer_of(said.text, said.parties)
    return ToldKind("cost", is_near=True) if is_paid else told


def _is_given(said: Said, frame: Frame | None, giver: str | None) -> bool:
    """Whether a sum is given, whatever it pays for: "paid for it with £22,000"."""
    is_with = frame is not None and frame.kind == "grant" and IS_WITH.search(said.lead)
    is_bare = giver is not None and not said.lead.strip(" •*–-") and is_from_behind(said)
    return bool(is_with) or is_bare or is_given_by_fund(said.lead, said.parties)


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
    if kind == "cost" and (paid := supplier_of(said)):
        return paid
    if frame and frame.recipient and kind != "other" and (kind != "cost" or frame.kind == "cost"):
        return frame.recipient
    if frame and frame.funder and kind == "grant" and source_of(said):
        return frame.funder
    if got := before_brackets(said, is_giver=False):
        return got
    is_announced = any(_WE_WILL.search(line) for line in said.announced[:2])
    is_ours = is_announced and not (frame and frame.has_subject)
    if kind == "bid" and (is_ours or re.match(r"(?:We|Our)\b", said.text)):
        return said.parties.own
    if kind in _SPENT_ON or kind == "other":
        return None
    found = receiver_of(said, is_bid=kind == "bid")
    is_income = kind == "grant" and any(_OUR_MONEY.search(line) for line in said.announced)
    return found or (said.parties.own if is_income else None)


def _funder(
    said: Said, frame: Frame | None, kind: FundingKind, recipient: str | None
) -> str | None:
    if kind in _SPENT_ON:
        paid = payer_named(said, frame.funder if frame else None) if kind == "cost" else None
        return paid or (said.giver if kind == "cost" and _PAYS_FOR.match(said.text) else None)
    if kind == "other":
        own = fund_owner(said.text[slice(*said.stretch)], said.parties)
        return (frame.funder if frame else None) or own
    if kind != "bid" and (source := source_of(said)):
        return source
    named = (frame.funder if frame else None) or giver_named(said, kind == "bid")
    if named and not _is(recipient, named):
        return named
    before = said.before
    if before and before.kind in GIVEN and before.funder and kind != "bid" and said.refers:
        return None if _is(recipient, before.funder) else before.funder
    is_next = said.is_same and said.before is not None and said.before.funder != said.giver
    is_open = kind != "bid" and not is_next and said.giver != said.parties.own
    return said.giver if is_open and not _is(recipient, said.giver) else None


def _is(recipient: str | None, name: str | None) -> bool:
    return bool(recipient and name) and str(name).casefold() in str(recipient).casefold()
