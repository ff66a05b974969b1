"""Reads a line of a list of sums, "Home Office: £18,900", by what is announced above the list."""

import re
from collections.abc import Iterable
from typing import Literal

from extractors.funding_givers import announced_giver, is_fund
from extractors.funding_kinds import is_meant, own_kind
from extractors.funding_purposes import purpose_of
from extractors.funding_said import SAYS, Roles, Said
from extractors.funding_schemes import fund_near
from schemas.funding import FundingKind

Direction = Literal["recipient", "spend", "source"]

# What a lead-in or heading says of the names under it, in the order of asking
_DIRECTIONS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    # "Grants were awarded to:" · "We funded these projects" · "Allocations to districts"
    (
        "recipient",
        re.compile(
            r"\b(?:awarded to|grants? (?:(?:were|was|have been) )?(?:awarded|made|given|to)\b"
            r"|recipients|we (?:have )?(?:funded|awarded|gave|supported|made|helped)|allocat\w+ to"
            r"|shared (?:among|between)|(?:projects|groups|organisations|bids"
            r"|applicants) (?:\w+ ){0,3}(?:funded|supported|received|paid for)"
            r"|successful (?:projects|bids"
            r"|applica\w+|groups)|small grants|community grants|went to|grants (?:scheme|awarded)"
            r"|following (?:grants|projects|awards|groups|organisations))",
            re.I,
        ),
    ),
    # "What we spent" · "Expenditure" · "The budget was used for"
    (
        "spend",
        re.compile(
            r"\b(?:spen[dt]|spending|expenditure|costs?|outgoings|used (?:for|on|as)"
            r"|has been used)\b",
            re.I,
        ),
    ),
    # "Our work was paid for from these sources:" · "Funding from partners" · "Income"
    (
        "source",
        re.compile(
            r"\b(?:sources?|income|contribut\w+|funders?|how we (?:are|were) funded|funded (?:by"
            r"|from|through)(?!\s+(?:the\s+)?(?-i:[A-Z]))|(?:money|funding|resources?"
            r"|grants?) (?:\w+ ){0,3}(?:from|received"
            r"|comes|came)|paid for (?:by|from)(?!\s+(?:the\s+)?(?-i:[A-Z]))|(?:we|partnership"
            r"|csp) (?:have |has )?(?:received"
            r"|secured|attracted)|gave|our funding|donations|thank(?:s| you)|sponsors)\b",
            re.I,
        ),
    ),
)
_LINE = re.compile(
    r"^(?:[•*–-]\s*)?(?P<label>[^£:;]{2,150}?)\s*(?P<mark>[:,]|\s[–—-])?\s*(?:\(|up to|just over"
    r"|about|around)?\s*$"
)
# "£500 BBC": the short name of who pays, and nothing else, behind the sum
_SHORT_BEHIND = re.compile(
    r"^\s*[-–:(]?\s*(?P<name>[A-Z][A-Z&]{1,7}(?:\s[A-Z]{2,6})?"
    r"|[A-Z][\w&]*(?:\s[A-Z][\w&]*){1,4})(?:\s+\((?P<scheme>[^)]{3,40})\))?\)?\s*[,;+&/]?\s*$"
)
_PROJECT = re.compile(
    r"\b(?:[Pp]rojects?|[Ss]chemes?|[Pp]rogrammes?|campaign|sessions|work|training)$"
)
# "Mentoring in schools"
_ACTIVITY = re.compile(r"^(?:\w+ing)\s+(?:in|for|at|of|with|and)\s")
_BRACKETS = re.compile(r"\([^()]*\)")
# "for the radio link, which now has 118 members"
_ASIDE = re.compile(r",\s|\.\s|\s(?:which|who|that)\s")
_OUR = re.compile(r"\b(?:we|our|us|ourselves)\b", re.I)


def list_roles(said: Said) -> Roles | None:
    """What a line of a list tells of its sum; None for what is no such line."""
    line = _LINE.match(said.text[: said.money.start])
    if (
        said.is_same
        or line is None
        or SAYS.search(line["label"])
        or SAYS.search(_ASIDE.split(said.behind)[0])
    ):
        return None
    direction, words = _direction(said)
    own = own_kind(said.text, said.money, (said.money.start, said.stretch[1]))
    if direction is None or (own and own.kind == "other"):
        return None
    label = line["label"].strip(" ,–—-")
    is_marked = line["mark"] or line[0].rstrip().endswith("(")
    if not is_marked and not (direction == "source" and said.parties.at(label)):
        return None
    if direction == "source":
        return _from_source(said, label, words, bool(line["mark"]))
    spent: FundingKind = "budget" if is_meant(words) else "cost"
    kind: FundingKind = spent if direction == "spend" else "grant"
    name = said.parties.at(label) if direction == "recipient" else None
    is_name = name is not None and label.removeprefix("The ").startswith(name)
    # "Safer Homes project": what for, and no party
    is_name = is_name and not _PROJECT.search(label) and not _ACTIVITY.search(label)
    return Roles(
        kind,
        said.giver if kind == "grant" and said.giver != name else None,
        recipient=name if is_name else None,
        purpose=_behind(said, kind) if is_name else label,
        scheme=fund_near(said.text, said.money, said.stretch, said.parties),
    )


def _direction(said: Said) -> tuple[Direction | None, str]:
    return direction_of(said.announced)


def direction_of(lines: Iterable[str]) -> tuple[Direction | None, str]:
    """Whether names under such lines give or get, and the line that says so."""
    for line in lines:
        if announced_giver(line):
            break
        told = [direction for direction, words in _DIRECTIONS if words.search(line)]
        if {"spend", "source"} <= set(told):  # "Income and expenditure"
            continue
        if told:
            return told[0], line
    return None, ""


def _from_source(said: Said, label: str, words: str, is_marked: bool) -> Roles | None:
    name = said.parties.at(label)
    scheme = fund_near(said.text, said.money, said.stretch, said.parties)
    if name and is_fund(name):
        scheme, name = scheme or name, None
    if name is None and scheme is None:
        return None
    is_whole = name is not None and not _BRACKETS.sub("", label.partition(name)[2]).strip(" ()")
    if not is_marked and not is_whole:
        return None
    rest = label.partition(name)[2].strip(" ,–—-:") if name else ""
    is_what = rest and "(" not in rest[:1] and not scheme
    return Roles(
        "grant",
        name,
        said.parties.own if _OUR.search(words) else None,
        rest if is_what else _behind(said, "grant"),
        scheme,
    )


def _behind(said: Said, kind: FundingKind) -> str | None:
    return purpose_of(said.text, said.money, said.stretch, said.tail, kind)


def short_roles(said: Said) -> Roles | None:
    """For a line that is only a sum and who pays it, as in a cell: "£500 BBC"."""
    behind = _SHORT_BEHIND.match(said.text[said.money.end : said.stretch[1]])
    if behind is None:
        return None
    return Roles("budget", funder=behind["name"], scheme=behind["scheme"])
