"""Finds the party that stands right before or right behind a place in a sentence about money."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extractors.organisations import Organisation, find_organisations

# Capitalised as the first word of a sentence, or a time, and part of no name
_STARTS = (
    r"(?:The|This|That|These|In|On|At|For|From|By|With|Through|Under|Our|Its|Their|A|An|And|But|As"
    r"|Of|To|Thanks|Each|All|Both|During|Since|Separately|Also|Then|Last|Next|Following|After"
    r"|Before|Further|According|Funded|Paid|Supported|Awarded|Thank|Match|Cost|Funding|Grants?"
    r"|Total|Round|Phase|Tranche|Wave|Additional|Additionally|However|Currently|Later|Here|While|We|It|They|He|She|When"
    r"|Where|Using|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)"
)
_CAP = r"[A-Z][\w’'&-]*"
_SMALL = r"(?:of|and|for|the|&|upon|in|on)"
_NAME = rf"(?!{_STARTS}\b){_CAP}(?:\s+(?:{_SMALL}\s+){{0,2}}{_CAP}|\s+\d{{1,3}}(?=\s{_CAP}))*"
_BEHIND = (
    r"(?:\s+(?:team|service|department|unit|group|club|trust|charity"
    r"|project))?(?:\s+\([A-Z][\w&]*\))?"
)
_AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?$")
# "district councils" · "the groups" · "nine voluntary groups": who they are, without a name
_NOUN = (
    r"(?:councils?|partners?|members|groups?|residents|shops|venues|businesses|providers?|agencies"
    r"|organisations?|schools?|colleges?|clubs?|charit(?:y|ies)|trusts?|landlords?|associations?"
    r"|retailers|traders|parishes|districts?|boroughs?|partnerships?|volunteers|communities"
    r"|authorit(?:y|ies)|foundations?|scouts|projects|services?|teams?|force\s+areas?|areas"
    r"|companies|wards|churches|councillors)"
)
# "town and parish councils"
_BOTH = r"(?:(?:town|parish|district|borough|county|city|voluntary|community)\s+and\s+)?"
_KIND_OF = (
    rf"{_BOTH}(?:(?!(?:and|or|th(?:is|at|ese|ose)|which|for|to|of|in|on|by|with|as|than|from"
    rf"|at|an?)\b)[\w’'-]+\s+){{0,3}}?{_NOUN}\b"
)
# "each CSP in Derbyshire" · "all of the county’s districts"
_EACH_AT = re.compile(
    rf"(?P<name>(?:each|every|all|both)\s+(?:of\s+(?:the|our)\s+(?:\w+['’]s?\s+)?)?(?:{_KIND_OF}|CSPs?|{_CAP}s)\b"
    rf"(?:\s+(?:in|across)\s+(?:the\s+)?{_CAP})?)"
)
_ARTICLE = r"(?:(?:the|its|an?|our|their|local|both|former|then|new|own)\s+)*"
_PRONOUN = re.compile(r"(?:\b[Ww]e|\bus|\b[Oo]urselves)$")
_US = re.compile(r"(?:us|we|ourselves)\b", re.I)
# "the Council’s ASB team": the owner is no party of its own
_TEAM = re.compile(
    r"\b(?:[Tt]eam|[Ss]ervices?|[Dd]epartment|[Uu]nit|[Hh]ealth|[Pp]artnership|[Gg]roup)$"
)
# "the Violence Reduction Unit at City Hall"
_WHERE = re.compile(rf"\s+(?:at|in|for|on\s+behalf\s+of)\s+(?:the\s+)?{_NAME}$")
# "The Home Office, through the PCC," · "The Commissioner, Ann Other,"
_ASIDE = re.compile(r"(?:,\s[^,£.;]{3,70},|\s\([^()£]{2,60}\)|\s[–-]\s[^–£.;]{3,60}\s[–-])\s*$")
_NAMED_BEFORE = re.compile(rf"(?<![\w’'-])(?P<name>(?:[Tt]he\s+)?{_NAME}{_BEHIND})$")
_KIND_BEFORE = re.compile(
    rf"(?:^|(?<=[,;.:]\s)|(?<=\band\s)|\b(?P<the>[Tt]he|[Oo]ur)\s)(?P<name>{_KIND_OF})$", re.I
)
_NAMED_AT = re.compile(rf"{_ARTICLE}(?P<name>{_NAME}{_BEHIND})")
_KIND_AT = re.compile(rf"(?P<name>(?:(?:the|our|its|all|both|each)\s+)?{_KIND_OF})", re.I)
_ACRONYM = re.compile(r"\((?:the\s+)?(?P<short>[A-Z][A-Za-z&]{1,7})\)")
_INITIALS = re.compile(r"(?<![\w&-])[A-Z][A-Za-z&]{1,7}(?![\w&-])")
_REACH = 110  # characters of a name before its acronym
# Acronyms that may head a sum and are no party
_NO_PARTY = re.compile(
    r"^(?:CCTV|ASB|DHRs?|DARDRs?|VAWG|VAWDASV|IDVAs?|ISVAs?|ANPR|PSPOs?|SARC|MARAC|FGM|CSE|CCE|KSI"
    r"|TV|IT|UK|FTE|PCSOs?|I|GBP|VAT|TBC|N/A|Sums?|Money|Payments?|Awards?|Total|Grand\s+Total"
    r"|Subtotal|Sub-total|Other|Various|Cost|Fund(?:s|ing)?|Grants?|Budget|Amount|Income|Costs?"
    r"|Overall)\b"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """What a report calls those that give and get: itself, `own`, bodies and funds by initials."""

    own: str | None = None
    acronyms: frozenset[str] = frozenset()
    funds: frozenset[str] = frozenset()

    def find(self, text: str) -> tuple[Organisation, ...]:
        """Organisations named in a text, by their names and initials, in order."""
        return _named_in(text, self.acronyms)

    def before(self, text: str) -> str | None:
        """The party that a text ends with: "In 2022/23 the Rotary Club of Oakham"."""
        text = text.rstrip()
        if _PRONOUN.search(text):
            return self.own
        text = text[-160:]
        named = _NAMED_BEFORE.search(text, max(0, len(text) - 120))
        for organisation in reversed(self.find(text)):
            if organisation.end == len(text) and organisation.text not in self.acronyms:
                if named and organisation.text.isupper() and " and " not in named["name"]:
                    return _usable(named["name"])
                return _usable(self._joined(text, organisation))
            if _WHERE.fullmatch(text, organisation.end):
                return organisation.text
        if named and not _is_time(named["name"]):
            return _usable(self._owner(named["name"]))
        kind = _KIND_BEFORE.search(text[-80:])
        if kind:
            return kind["name"]
        aside = _ASIDE.search(text)
        return self.before(text[: aside.start()]) if aside else None

    def at(self, text: str) -> str | None:
        """The party that a text begins with: "the Partnership £4,000 for"."""
        text = text[:200]
        bare = text.lstrip()
        if _US.match(bare):
            return self.own
        start = re.match(_ARTICLE, bare, re.I)
        skipped = start.end() if start else 0
        for organisation in self.find(bare):
            if organisation.start <= skipped < organisation.end:
                return _usable(self._longer(organisation.text, bare[organisation.start :]))
        named = _NAMED_AT.match(bare)
        kind = _EACH_AT.match(bare) or _KIND_AT.match(bare)
        is_named = named and not _is_time(named["name"])
        if named and is_named and not (kind and kind["name"].startswith(named["name"])):
            return _usable(self._owner(named["name"]))
        return kind["name"] if kind else None

    def is_kind(self, text: str) -> bool:
        """Whether a text is a kind of party and no more: "Partners", "district councils"."""
        kind = _KIND_AT.match(text)
        return kind is not None and kind.end() == len(text)

    def _joined(self, text: str, last: Organisation) -> str:
        """Both names of "Ashby Council and the Trust"."""
        for first in self.find(text[: last.start]):
            if _AND.fullmatch(text, first.end, last.start):
                return text[first.start : last.end]
        return last.text

    def _longer(self, name: str, text: str) -> str:
        """Initials with the words that make a name of them: "DCC Public Health", "NHS Sussex"."""
        named = _NAMED_AT.match(text) if name.isupper() or name in self.acronyms else None
        is_team = named and not re.search(r"\b(?:Fund|Grant|Budget|Programme|Duty)", named["name"])
        return self._owner(named["name"]) if named and is_team else name

    def _owner(self, name: str) -> str:
        """Who owns what a name is of: "MOPAC" of "MOPAC’s LCPF"; a team of its own stays."""
        return name if _TEAM.search(name) else re.split(r"(?<=\w)['’]s\s", name)[0]


NOBODY = Parties()


@lru_cache(maxsize=512)
def _named_in(text: str, acronyms: frozenset[str]) -> tuple[Organisation, ...]:
    named = organisations_in(text)
    short = [
        Organisation(*m.span(), m[0])
        for m in _INITIALS.finditer(text)
        if m[0] in acronyms and not any(o.start < m.end() and m.start() < o.end for o in named)
    ]
    return tuple(sorted([*named, *short], key=lambda o: o.start))


@lru_cache(maxsize=512)
def organisations_in(text: str, *, own: bool = True) -> tuple[Organisation, ...]:
    """Organisations named in a text, looked up once: many rules ask for those of the same words."""
    return tuple(find_organisations(text, own=own))


# "Community Safety Fund (CSF)"
_FUND_ACRONYM = re.compile(
    rf"{_CAP}(?:\s+(?:{_SMALL}\s+)?{_CAP})*\s+(?:[Ff]und|[Gg]rant|[Pp]rogramme|Duty|[Pp]ot|[Bb]udget)"
    r"\s+\((?:the\s+)?(?P<short>[A-Z]{2,7})\)"
)


def parties_of(text: str, own: str | None) -> Parties:
    """The parties and funds that a report explains the initials of."""
    funds = frozenset(m["short"] for m in _FUND_ACRONYM.finditer(text))
    return Parties(own, acronyms_of(text) - funds, funds)


def acronyms_of(text: str) -> frozenset[str]:
    """The initials that a report explains as those of an organisation: "Welsh Government (WG)"."""
    return frozenset(_explained(text))


def _explained(text: str) -> Iterable[str]:
    for match in _ACRONYM.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.end()]
        named = find_organisations(before)
        if named and named[-1].end == len(before) and not _NO_PARTY.match(match["short"]):
            yield match["short"]


def _usable(name: str) -> str | None:
    return None if _NO_PARTY.match(name) else name


def _is_time(name: str) -> bool:
    return (
        re.fullmatch(r"(?:Spring|Summer|Autumn|Winter|Easter|Christmas|Q\d|Year)\b.*", name)
        is not None
    )
