"""Reads who gives and who gets a sum from the verb that governs it and the parties beside that verb."""

import re
from dataclasses import dataclass

from extractors.funding_givers import is_fund
from extractors.funding_parties import Parties
from extractors.values.money import Money
from schemas.funding import FundingKind


@dataclass(frozen=True, slots=True)
class Frame:
    """What the verb before a sum tells; `has_subject`: its clause names who acts."""

    kind: FundingKind | None = None
    funder: str | None = None
    recipient: str | None = None
    has_subject: bool = False


# "gave" · "has agreed to contribute" · "made £5,000 available": its subject gives
_GIVE = (
    r"gave|gives?|given|giving|award(?:ed|s|ing)?|grant(?:ed|ing)|allocat(?:e[ds]?|ing)"
    r"|provid(?:e[ds]?|ing)|contribut(?:e[ds]?|ing)|donat(?:e[ds]?|ing)|committ?(?:ed|s|ing)?"
    r"|pledg(?:e[ds]?|ing)|offer(?:ed|s|ing)?|releas(?:e[ds]?|ing)|distribut(?:e[ds]?|ing)"
    r"|add(?:ed|s|ing)?|found|put(?:s|ting)?|made|makes?|making|matche[ds]|sponsor(?:ed|s|ing)?"
    r"|support(?:ed|s|ing)|fund(?:ed|s)|confirm(?:ed|s|ing)?|agreed|approved?|gifted|topped\s+up"
    r"|passed|handed|supplied|chipped\s+in|lent|invest(?:ed|s|ing)?|brought|promised"
)
_GET = (
    r"receiv(?:e[ds]?|ing)|secur(?:e[ds]?|ing)|won|winning|obtain(?:ed|ing)?|attract(?:ed|ing)?|gain(?:ed|ing)?|got"
    r"|dr[ae]wn?\s+down|levered\s+in|accessed|benefit(?:t?ed)?\s+from|shared?|has|have|had"
)
_ASK = (
    r"bids?\s+for|bidding\s+for|has\s+bid|have\s+bid|appl(?:ied|ying|y|ies)|ask(?:ed|s|ing)?"
    r"|request(?:ed|s|ing)?|submit(?:ted|ting)?|sought|seek(?:s|ing)?|lodged"
)
_SPEND = r"spent|spends?|spending|used|paid|pays?|paying|bought|purchased|met"
_COST = r"cost(?:s|ing)?(?:\s+to)?"
_HOLD = r"set\s+aside|ear-?marked|ring-?fenced|hold(?:s)?(?:\s+back)?|held(?:\s+back)?|budgeted|reserved"
_HIRE = r"commissioned|contracted|hired|engaged"
_RAISE = r"raised?|raising|fund-?raised"
_VERB = re.compile(
    rf"(?<![\w-])(?:(?P<ask>{_ASK})|(?P<hold>{_HOLD})|(?P<give>{_GIVE})|(?P<get>{_GET})"
    rf"|(?P<spend>{_SPEND})|(?P<cost>{_COST})|(?P<hire>{_HIRE})|(?P<raise>{_RAISE}))\b(?!-)",
    re.I,
)
_KINDS: dict[str, FundingKind] = {
    "ask": "bid",
    "hold": "budget",
    "give": "grant",
    "get": "grant",
    "spend": "cost",
    "cost": "cost",
    "hire": "cost",
}
# "The Council funded two workers at a cost of": who bears it
_PAYS = re.compile(r"funded|paid|bought|purchased|commissioned|spent|hired|met", re.I)
# "the awards" · "of its support": no verb
_NOUN = re.compile(
    r"\b(?:the|an?|of|in|its|our|their|your|this|these|any|no|small|core|annual|for|from|all"
    r"|other|new|various)\s+$",
    re.I,
)
# "was recently awarded": its subject gets
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)(?:\s+(?:\w+ly|also|each|all|both|then|again|since))*\s*$", re.I
)
_TO_SOMEONE = re.compile(
    r"^(?:award|grant|allocat|giv|gave|paid|offer|provid|promis|lent|hand|pledg|supplied)", re.I
)
# Between a subject and its verb: "has generously", "agreed to", "who"
_BETWEEN = re.compile(
    r"(?:,?\s*\b(?:has|have|had|having|will|would|may|can|could|should|is|are|was|were|be|been|being|also|then"
    r"|who|which|that|each|all|both|jointly|not|to|now|since|again|kindly|very|once|only|further|more"
    r"|able|agree[ds]?|expects?|hopes?|plans?|continues?|continued|together|successful|in"
    r"|helped|\w+ly)\b)+\s*$",
    re.I,
)
_CONJUNCTION = re.compile(r"^[\s,;–-]*(?:and|but|then|while|whilst|plus)?[\s,]*$", re.I)
# What may stand between a verb, or the party behind it, and the sum: "a further grant of up to"
_MONEY_WORDS = re.compile(
    r"^(?:[\s,(:/–-]|\b(?:an?|the|another|further|additional|extra|up|to|over|around|about|some|just|only|grants?|total"
    r"|sum|of|totall?ing|worth|between|core|annual|one-off|one|off|small|new|initial|funding|budget|with"
    r"|nearly|almost|more|less|than|approximately|circa|roughly|for|an?\s+estimated|in\s+excess|at|least"
    r"|award|allocation|full|its|their|our|last|next|this|year|a\s+year|in\s+total|burdens|match|cash"
    r"|contribution|donation|figure|average|region|in|by|was|were|is|\d{4}\s?[-–/]\s?\d{2,4})\b)*$",
    re.I,
)
# A verb does not govern across these
_BREAK = re.compile(r"[;:]\s|\.\s+[A-Z]|,\s+(?:and|but|while|whilst|which|who|so)\s", re.I)
_POSSESSED = re.compile(
    r"\b[Oo]ur\s+(?:[\w’'-]+\s+){0,3}?(?:bids?|applications?|grants?|funding|allocation|income|share|awards?"
    r"|budget)\b"
)
_BUDGET_NOUN = re.compile(r"\b(?:budget|to\s+spend|reserves?|funding|grants?|allocation|income|fund)\b", re.I)


def find_frame(
    text: str, money: Money, stretch: tuple[int, int], parties: Parties
) -> Frame | None:
    """What the nearest verb before a sum, within its own words, says of who gives and gets it."""
    lead = text[stretch[0] : money.start]
    cost: Frame | None = None
    for match in reversed(list(_VERB.finditer(lead))):
        gap = lead[match.end() :]
        if match.lastgroup != "cost" and _NOUN.search(lead[: match.start()]):
            continue
        if _BREAK.search(gap):
            break
        behind = text[money.end : stretch[1]]
        found = _frame(lead, match, gap, behind, parties)
        if cost and found and found.funder and _PAYS.fullmatch(match[0]):
            return Frame("cost", found.funder)
        if found and found.kind == "cost" and found == Frame("cost"):
            cost = found
        elif found and not cost:
            return found
    if cost:
        return cost
    if parties.own and _POSSESSED.search(lead):
        return Frame(recipient=parties.own)
    return None


def _frame(
    lead: str, verb: re.Match[str], gap: str, behind: str, parties: Parties
) -> Frame | None:
    role = str(verb.lastgroup)
    before = lead[: verb.start()]
    is_passive = _PASSIVE.search(before) is not None and not verb[0].lower().endswith("ing")
    subject, has_subject = _subject(before, parties)
    target = _target(gap, parties)
    if role == "get":
        if verb[0].lower() in ("has", "have", "had"):
            return _holder(subject, has_subject, gap + behind[:30])
        return Frame("grant", None, subject, has_subject)
    if role == "give":
        return _given(verb, subject, has_subject, is_passive, target, gap, parties)
    if role == "ask":
        recipient = parties.own if _POSSESSED.search(before) else subject
        return Frame("bid", target, recipient if not is_passive else None, has_subject)
    if role == "cost":
        return Frame("cost", target if _is_payer(target, gap, parties) else None)
    if role == "hire":
        return Frame("cost", None if is_passive else subject, subject if is_passive else target)
    if role == "spend" and is_passive and verb[0].lower() == "paid":
        return Frame("cost", None, subject, has_subject)
    if role == "raise":
        return Frame(None, None if is_passive else subject, None, has_subject)
    recipient = target if verb[0].lower().startswith("pa") else None
    return Frame(_KINDS[role], None if is_passive else subject, recipient, has_subject)


# "The Partnership has a budget of £38,000" · "has £395,600 to spend"
def _holder(subject: str | None, has_subject: bool, behind: str) -> Frame | None:
    if not _BUDGET_NOUN.search(behind):
        return None
    kind: FundingKind = "grant" if re.search(r"\b(?:grant|funding)", behind, re.I) else "budget"
    return Frame(kind, None, subject, has_subject)


def _given(
    verb: re.Match[str],
    subject: str | None,
    has_subject: bool,
    is_passive: bool,
    target: str | None,
    gap: str,
    parties: Parties,
) -> Frame | None:
    if is_passive:
        is_got = _TO_SOMEONE.match(verb[0]) and is_money_words(gap)
        return Frame("grant", None, subject, has_subject) if is_got else None
    recipient = target or (parties.own if _POSSESSED.search(gap) else None)
    is_no_giver = subject is not None and is_fund(subject)
    return Frame("grant", None if is_no_giver else subject, recipient, has_subject)


def _subject(before: str, parties: Parties) -> tuple[str | None, bool]:
    """Who acts, by the words before a verb, and whether anybody is named at all."""
    bare = _BETWEEN.sub("", before)
    if _CONJUNCTION.match(bare):
        return None, False
    return parties.before(bare), True


def _target(gap: str, parties: Parties) -> str | None:
    """The party between a verb and its sum: "awarded the Partnership a grant of £4,000"."""
    name = parties.at(gap)
    if name is None:
        return None
    if name == parties.own and name not in gap:
        rest = re.sub(r"^\s*(?:us|we|ourselves)\b", "", gap, flags=re.I)
    else:
        rest = gap.partition(name)[2]
    return name if is_money_words(rest) else None


def is_money_words(text: str) -> bool:
    """Whether words are only those that stand before a sum: "a further grant of up to"."""
    return _MONEY_WORDS.match(text) is not None


def _is_payer(name: str | None, gap: str, parties: Parties) -> bool:
    if name is None:
        return False
    return name == parties.own or any(o.text in name or name in o.text for o in parties.find(gap))
