"""Reads who gives and gets a sum from the verb that governs it and the parties beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extractors.funding_givers import is_fund
from extractors.funding_parties import Parties
from extractors.values.money import Money
from schemas.funding import FundingKind


@dataclass(frozen=True, slots=True)
class Frame:
    """What the verb before a sum tells.

    `has_subject`: its clause names who acts; `is_added`: to what another one gives.
    """

    kind: FundingKind | None = None
    funder: str | None = None
    recipient: str | None = None
    has_subject: bool = False
    is_added: bool = False


# "gave" · "has agreed to contribute" · "made £5,000 available": its subject gives
_GIVE = (
    r"gave|gives?|given|giving|award(?:ed|s|ing)?|grant(?:ed|ing)|allocat(?:e[ds]?|ing)"
    r"|provid(?:e[ds]?|ing)|contribut(?:e[ds]?|ing)|donat(?:e[ds]?|ing)|committ?(?:ed|s|ing)?"
    r"|pledg(?:e[ds]?|ing)|offer(?:ed|s|ing)?|releas(?:e[ds]?|ing)|distribut(?:e[ds]?|ing)"
    r"|add(?:ed|s|ing)?|found|put(?:s|ting)?|made|makes?|making|matche[ds]|sponsor(?:ed|s|ing)?"
    r"|support(?:ed|s|ing)|fund(?:ed|s)|confirm(?:ed|s|ing)?|agreed|approved?|gifted|top(?:s|ped"
    r"|ping)?\s+(?:(?:this|it|that|them)\s+)?up|present(?:ed|s|ing)|passed|handed|supplied"
    r"|chipped\s+in|cut|trimmed|reduced|increased|raised(?=\s+(?:our|the|its|their)\s+(?:grant|funding"
    r"|allocation|award|contribution)\b)|lent|invest(?:ed|s|ing)?|brought|promised"
)
_GET = (
    r"receiv(?:e[ds]?|ing)|secur(?:e[ds]?|ing)|won|winning|obtain(?:ed|ing)?|attract(?:ed|ing)?"
    r"|gain(?:ed|ing)?|gets?|got|getting|dr[ae]wn?\s+down|levered\s+in|accessed"
    r"|benefit(?:t?ed)?\s+from|shared?|has|have|had"
)
_ASK = (
    r"bids?\s+for|bidding\s+for|has\s+bid|have\s+bid|appl(?:ied|ying|y|ies)|ask(?:ed|s|ing)?"
    r"|request(?:ed|s|ing)?|submit(?:ted|ting)?|sought|seek(?:s|ing)?|lodged"
    r"|put(?:ting)?\s+in\s+(?:an?\s+)?(?:\w+\s+){0,2}?(?:bid|application|request)"
)
_SPEND = r"spent|spends?|spending|used|paid|pays?|paying|bought|purchased|met"
_COST = r"cost(?:s|ing)?(?:\s+to)?"
_HOLD = (
    r"set\s+aside|ear-?marked|ring-?fenced|hold(?:s)?(?:\s+back)?|held(?:\s+back)?|budgeted"
    r"|reserved"
)
_HIRE = r"commissioned|contracted|hired|engaged"
_RAISE = r"raised?|raising|fund-?raised"
_VERB = re.compile(
    rf"(?<![\w-])(?:(?P<ask>{_ASK})|(?P<hold>{_HOLD})|(?P<give>{_GIVE})|(?P<get>{_GET})"
    rf"|(?P<spend>{_SPEND})|(?P<cost>{_COST})|(?P<hire>{_HIRE})|(?P<raise>{_RAISE}))\b(?!-|\s+(?:was|is|were|are)\b)",
    re.I,
)
# "The Council funded two workers at a cost of": who bears it
_PAYS = re.compile(r"funded|paid|bought|purchased|commissioned|spent|hired|met", re.I)
# "the awards" · "of its support": no verb
_NOUN = re.compile(
    r"\b(?:the|an?|of|in|its|our|their|your|this|these|any|no|small|core|annual|for|from|all|other"
    r"|new|various)\s+$",
    re.I,
)
# "was recently awarded": its subject gets
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)(?:\s+(?:\w+ly|also|each|all|both|then|again|since))*\s*$",
    re.I,
)
_TO_SOMEONE = re.compile(
    r"^(?:award|grant|allocat|giv|gave|paid|offer|provid|promis|lent|hand|pledg|supplied)", re.I
)
# Between a subject and its verb: "has generously", "agreed to", "who"
_BETWEEN = re.compile(
    r"(?:,?\s*\b(?:has|have|had|having|will|would|may|can|could|should|is|are|was|were|be|been"
    r"|being|also|then|who|which|that|each|all|both|jointly|not|to|now|since|again|kindly|very"
    r"|once|only|further|more|able|agree[ds]?|expects?|expecting|hopes?|plans?|continues?"
    r"|continued|together|successful|in|helped|\w+ly)\b)+\s*$",
    re.I,
)
_CONJUNCTION = re.compile(r"^[\s,;–-]*(?:and|but|then|while|whilst|plus)?[\s,]*$", re.I)
# "paid for it with £22,000": given, whatever it paid for
IS_WITH = re.compile(r"\bwith\s+(?:(?:an?|the|its|their|our|about|around|nearly)\s+)?$", re.I)
# What may stand between a verb, or the party behind it, and the sum: "a further grant of up to"
_MONEY_WORDS = re.compile(
    r"^(?:[\s,(:/–-]|\b(?:an?|the|another|further|additional|extra|up|to|over|under|around|about"
    r"|some|just|only|grants?|total|sum|of|totall?ing|worth|between|core|annual|one-off|one|off"
    r"|small|new|initial|funding|budget|with|nearly|almost|more|less|than|approximately|circa"
    r"|roughly|for|an?\s+estimated|in\s+excess|at|least|award|allocation|full|its|their|our|last"
    r"|next|this|year|a\s+year|in\s+total|burdens|match|cash|contribution|donation|figure|average"
    r"|region|in|by|was|were|is|\d{4}\s?[-–/]\s?\d{2,4})\b)*$",
    re.I,
)
# "The youth hub secured": who gets may be only described
_DESCRIBED = re.compile(
    r"^(?P<name>(?:The|Each|All|Both)\s+(?:[\w’'-]+\s+){0,3}?(?!(?:grants?|funding|funds?|money"
    r"|awards?|sums?|total|bids?|applications?|costs?)$)[\w’'-]+)$"
)
_POSSESSED = re.compile(
    r"\b[Oo]ur\s+(?:[\w’'-]+\s+){0,3}?(?:bids?|applications?|grants?|funding|allocation|income"
    r"|share|awards?|budget)\b"
)
# "We bid for the fund and received": one who acts twice is named once
_OURS = re.compile(r"\W*We\b[^;]*\band\s*(?:\w+ly\s*)?$")
_BUDGET_NOUN = re.compile(
    r"\b(?:budget|to\s+spend|reserves?|funding|grants?|allocation|income|fund)\b", re.I
)


def find_frame(text: str, money: Money, stretch: tuple[int, int], parties: Parties) -> Frame | None:
    """What the nearest verb before a sum, within its own words, says of who gives and gets it."""
    lead = text[stretch[0] : money.start]
    cost: Frame | None = None
    for match in reversed(list(_VERB.finditer(lead))):
        if match.lastgroup != "cost" and _NOUN.search(lead[: match.start()]):
            continue
        clause = _clause(lead, match, text[money.end : stretch[1]], parties)
        found = _ROLES[str(match.lastgroup)](clause)
        is_paid = cost and found and (found.funder or found.recipient)
        if is_paid and found and _PAYS.fullmatch(match[0]):
            return Frame("cost", found.funder, found.recipient if not found.funder else None)
        if found and found.kind == "cost" and found == Frame("cost"):
            cost = found
        elif found and not cost:
            return found
    if cost:
        return cost
    if parties.own and _POSSESSED.search(lead):
        return Frame(recipient=parties.own)
    return None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb with the words before it, those between it and the sum, and those behind the sum."""

    verb: str
    before: str
    gap: str
    behind: str
    subject: str | None
    has_subject: bool
    target: str | None
    parties: Parties

    @property
    def is_passive(self) -> bool:
        return _PASSIVE.search(self.before) is not None and not self.verb.endswith("ing")

    @property
    def receiver(self) -> str | None:
        """Who gets, by the words before a verb of getting."""
        described = _DESCRIBED.match(_BETWEEN.sub("", self.before).rstrip())
        ours = self.parties.own if _OURS.match(self.before) else None
        return self.subject or (described["name"] if described else ours)

    @property
    def actor(self) -> str | None:
        return None if self.is_passive else self.subject


def _clause(lead: str, verb: re.Match[str], behind: str, parties: Parties) -> _Clause:
    before, gap = lead[: verb.start()], lead[verb.end() :]
    subject = _subject(before, parties)
    target = _target(gap, parties)
    return _Clause(verb[0].lower(), before, gap, behind, *subject, target, parties)


# "The Partnership has a budget of £38,000" · "has £395,600 to spend" · "received £900"
def _got(clause: _Clause) -> Frame | None:
    kind: FundingKind = "grant"
    if clause.verb in ("has", "have", "had"):
        near = clause.gap + clause.behind[:30]
        if not _BUDGET_NOUN.search(near):
            return None
        kind = "grant" if re.search(r"\b(?:grant|funding)", near, re.I) else "budget"
    receiver = clause.receiver if kind == "grant" else clause.subject
    return Frame(kind, None, receiver, clause.has_subject)


def _given(clause: _Clause) -> Frame | None:
    subject, parties = clause.subject, clause.parties
    if clause.is_passive:
        is_got = _TO_SOMEONE.match(clause.verb) and is_money_words(clause.gap)
        return Frame("grant", None, clause.receiver, clause.has_subject) if is_got else None
    ours = parties.own if _POSSESSED.search(clause.gap) else None
    is_no_giver = subject is not None and is_fund(subject)
    giver = None if is_no_giver else subject
    is_added = clause.verb.startswith("add")
    return Frame("grant", giver, clause.target or ours, clause.has_subject, is_added)


def _asked(clause: _Clause) -> Frame:
    ours = clause.parties.own if _POSSESSED.search(clause.before) else None
    return Frame("bid", clause.target, ours or clause.actor, clause.has_subject)


def _costs(clause: _Clause) -> Frame:
    named = clause.target and [o.text for o in clause.parties.find(clause.gap)]
    is_payer = clause.target == clause.parties.own or any(
        name in str(clause.target) or str(clause.target) in name for name in named or ()
    )
    return Frame("cost", clause.target if is_payer else None)


def _hired(clause: _Clause) -> Frame:
    return Frame("cost", clause.actor, clause.subject if clause.is_passive else clause.target)


def _spent(clause: _Clause) -> Frame:
    if IS_WITH.search(clause.gap):
        return Frame("grant", clause.actor, None, clause.has_subject)
    if clause.is_passive and clause.verb == "paid":
        return Frame("cost", None, clause.subject, clause.has_subject)
    paid = clause.target if clause.verb.startswith("pa") else None
    return Frame("cost", clause.actor, paid, clause.has_subject)


def _held(clause: _Clause) -> Frame:
    return Frame("budget", clause.actor, None, clause.has_subject)


def _raised(clause: _Clause) -> Frame:
    return Frame(None, clause.actor, None, clause.has_subject)


_ROLES: dict[str, Callable[[_Clause], Frame | None]] = {
    "ask": _asked,
    "hold": _held,
    "give": _given,
    "get": _got,
    "spend": _spent,
    "cost": _costs,
    "hire": _hired,
    "raise": _raised,
}


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
