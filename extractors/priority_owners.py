"""Whose a priority is, and for which period: what the words that announce it say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.partnerships import is_county_body, partnership_in
from extractors.scope import Scope
from extractors.values.periods import Period, find_periods
from schemas.priorities import Owner

_COMMISSIONER = re.compile(
    r"police,?(?: fire)?(?:,? (?:and|&) crime)? (?:plan|commissioner)|police (?:and|&) crime plan"
    r"|\bP\.?F?CC(?:['’]s)?\b|\bOPF?CC(?:['’]s)?\b|(?<!children['’]s )(?<!information )"
    r"\bcommissioner(?:['’]s)?\b|\bMOPAC(?:['’]s)?\b|\bmayor(?:['’]s)?\b",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"\b(?:youth (?:offending|justice) (?:service|team|board)|YOS|YOT|YJS"
    r"|fire (?:and|&) rescue|fire (?:brigade|service|authority)|probation service|health board"
    r"|clinical commissioning|integrated care|(?-i:ICB|NHS)|public services board"
    r"|health (?:and|&) well-?being (?:board|strategy)"
    r"|safeguarding (?:children|adults)?(?:['’]s?)? ?(?:board|partnership)"
    r"|violence (?:reduction|and vulnerability) (?:unit|partnership)"
    r"|a new met for london|metropolitan police(?! and crime)|(?-i:Met)(?:['’]s)?(?! Office)"
    r"|(?:force|policing) (?:control )?strategy|(?:corporate|council|force) plan"
    r"|(?:constabulary|police force|(?<!mayor )police|force|university|trust)['’]s?)(?!\w)",
    re.IGNORECASE,
)
_COUNTY = re.compile(
    r"\bcount(?:y|ywide|y-wide) (?:strateg\w+|community safety (?:agreement|board|partnership)"
    r"|priorities|group|agreement)\b"
    r"|\bcounty['’]s\s+(?:\w+\s+){0,2}(?:board|partnership|group|strategy|plan|priorities)\b"
    r"|\bcommunity safety agreement\b",
    re.IGNORECASE,
)
# "The Government's Drugs Strategy has three aims": no partnership's
_NATION = re.compile(
    r"\b(?:(?:the|UK|Welsh|central|HM) government|home office|ministry|national (?:\w+ ){0,3}?"
    r"(?:strategy|plan|framework|priorities|programme)|from harm to hope|beating crime plan"
    r"|(?:serious violence|prevent) (?:duty|strategy)|home secretary|the act)\b(?:['’]s)?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(?:in it )?(?:s?he|his|hers?)\b", re.IGNORECASE)

_OWN = re.compile(
    r"\b(?:ours?|we|(?!commissioner|mayor|MOPAC|P\.?F?CC)\w+['’]s (?:are|were|will be)|CSPs?"
    r"|partnership(?:['’]s)?(?! boards?\b)|(?:the|its)\s+(?:executive\s+)?board"
    r"|(?:community safety|partnership|this) (?:plan|strategy))(?!\w)",
    re.IGNORECASE,
)
# "In line with the Police and Crime Plan, …" · "agreed with the police": whose they are not
_BESIDE = re.compile(
    r"\b(?:in line with|having (?:regard|considered)|reflect(?:s|ing)?|following|based on"
    r"|draw\w* on|informed by|tak(?:es|en|ing) (?:account|into account)|align\w* (?:to|with)"
    r"|consult\w*|agreed (?:with|between)|alongside(?! (?:this|these|it|them)\b)|shared with"
    r"|supplied by|contribut\w+ to"
    r"|separate from|complement\w*|mirror\w*)\s"
    r"(?:(?!\s+and\s+(?:has|have|sets|is|are)\b)[^,;:])*",
    re.IGNORECASE,
)
# "the Commissioner's plan, to which we must have regard, …"
_RELATIVE = re.compile(r",\s+(?:\w+\s+)?(?:which|whom)\s+(?:we|our|the\s+CSP)\b[^,;:]*,")
_NOUN = re.compile(
    r"\b(?:priorit(?:y|ies)|objectives|aims|pillars|themes|goals|outcomes|missions|ambitions)\b",
    re.IGNORECASE,
)
# "the priorities set by the Commissioner" · "the aims of the Partnership"
_OF_WHOM = re.compile(
    r"(?:\s+(?:areas|themes))?"
    r"\s+(?:(?:set|set out|agreed|chosen|identified|told|listed|contained)\s+)?"
    r"(?:of|by|in|from|within)\s+",
    re.IGNORECASE,
)

# An annual report and an assessment look on to the year after their own
_COMING = re.compile(
    r"\b(?:next|coming|forthcoming|following|new)\s+(?:(?:financial|municipal|12|twelve)\s+)?"
    r"(?:year|months)\b|\b(?:year|months)\s+ahead\b|\blooking (?:ahead|forward)\b",
    re.IGNORECASE,
)
_LOOKS_BACK = ("strategic_assessment", "annual_report")
# "adopted for 2022/23 and kept for 2023/24" · "for 2021/22 and 2022/23": in each of the years
_KEPT = re.compile(
    r"\b(?:kept|keep|retain\w*|remain\w*|unchanged|unaltered|same|again|both|carr\w+|continu\w+"
    r"|roll\w+|stand|extend\w*|confirmed for)\b|\d\s+and\s+(?:for\s+)?(?:20)?\d\d[/–-]",
    re.IGNORECASE,
)
# "the priorities of the previous plan were": of a time that is not told
_BEFORE = re.compile(
    r"\b(?:previous|former|earlier|outgoing|last|old)\s+(?:[\w'’]+\s+){0,2}?"
    r"(?:plan|strategy|priorities|assessment)\b",
    re.IGNORECASE,
)

WEAK = 3  # rank of what is a priority only where nothing better tells any of owner and period
FILLING = 4  # the same, whatever the period


@dataclass(frozen=True, slots=True)
class Candidate:
    """A priority as found at `text[start:end]`.

    `rank`: 0 for a full list, more for weaker ways. `told_at`: where the words that announce it
    stand, the same for all of a list.
    """

    start: int
    end: int
    text: str
    ordinal: int | None
    period: str | None
    owner: Owner
    method: str
    confidence: float
    rank: int
    told_at: int
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How a list or heading tells priorities: the words that announce it, and by which rule.

    `context`: what stands before those words and tells whose they are where they do not.
    `whose`: the words that tell it, where not all that is said does.
    """

    said: str
    at: int
    method: str
    confidence: float
    rank: int
    context: str = ""
    whose: str | None = None

    def candidates(
        self, scope: Scope, start: int, end: int, ordinal: int | None = None
    ) -> Iterator[Candidate]:
        """The priority that `text[start:end]` is, told in this way, in each period it is for."""
        whose = self.said if self.whose is None else self.whose
        owner, area = owner_of(scope, start, whose, self.context)
        if owner is None:
            return
        said = self.said
        if owner == "police_and_crime_plan" and not find_periods(said):
            said = f"{self.context} {said}"  # "The PCC has a plan for 2021-25. Hers are:"
        for period in periods_of(scope, start, said):
            yield Candidate(
                start,
                end,
                scope.document.text[start:end],
                ordinal,
                period,
                owner,
                self.method,
                self.confidence,
                self.rank,
                self.at,
                area,
            )


def owner_of(
    scope: Scope, position: int, said: str, context: str = ""
) -> tuple[Owner | None, str | None]:
    """Whose the priorities are that `said` announces, and the district's that is not the report's.

    Of several that are named the nearest is the one: "our plan serves the Commissioner's aims: …".
    None where they are the nation's.
    """
    # what stands nearest before counts: "… for our priorities. The plan of the PCC is wide. It …"
    told = (said, *reversed(_SENTENCE_END.split(context)))
    owner: _Owning = next(filter(None, map(_named_in, told)), "csp")
    if _PERSON.match(said) and _COMMISSIONER.search(context):
        owner = "police_and_crime_plan"
    if owner == "nation":
        return None, None
    if owner != "csp" or not scope.is_county:
        return owner, None
    # a county's report tells of the districts' partnerships too
    if named := [match for match in partnership_in(said) if match.known]:
        return "csp", named[-1].name
    sentence = scope.sentence_at(position)
    around = scope.words(sentence.block) if sentence and sentence.block else ""
    is_own = re.search(r"\b(?:the (?:CSP|Partnership priority)|ours)\b", around)
    return ("csp" if is_own else "county"), None


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# "the fire service's Safety Plan" · "Met's own plan": what stands behind the name
_ITS_PLAN = re.compile(r"[^.;:]{0,60}?\b(?:plan|strategy|agreement)\b", re.IGNORECASE)


def is_anothers_plan(words: str) -> bool:
    """Whether words tell of a plan that is a county's or one agency's own."""
    for pattern in (_PARTNER, _COUNTY):
        for named in pattern.finditer(words):
            if _ITS_PLAN.search(named.group()) or _ITS_PLAN.match(words, named.end()):
                return True
    return "A New Met" in words


_Owning = Owner | Literal["nation"]


def _named_in(said: str) -> _Owning | None:
    """The owner told nearest to the priorities: behind *of*, before the noun, or anywhere."""
    said = _RELATIVE.sub(" ", said)
    said = _BESIDE.sub(lambda m: m.group() if _NOUN.search(m.group()) else " ", said)
    noun = max((m.end() for m in _NOUN.finditer(said)), default=len(said))
    if (whose := _OF_WHOM.match(said, noun)) and (owners := _owners_in(said[whose.end() :])):
        return owners[0]
    if owners := _owners_in(said[:noun]):
        return owners[-1]
    return next(iter(_owners_in(said[noun:])), None)


def _owners_in(words: str) -> list[_Owning]:
    named: list[tuple[int, _Owning]] = [
        (match.end(), owner) for owner, pattern in _OWNERS for match in pattern.finditer(words)
    ]
    named += [(m.end, "county") for m in partnership_in(words) if is_county_body(m)]
    return [owner for _, owner in sorted(named)]


_OWNERS: tuple[tuple[_Owning, re.Pattern[str]], ...] = (
    ("csp", _OWN),
    ("partner", _PARTNER),
    ("county", _COUNTY),
    ("police_and_crime_plan", _COMMISSIONER),
    ("nation", _NATION),
)


def is_of_before(scope: Scope, said: str) -> bool:
    """Whether priorities are those of an earlier plan, without a year that says which."""
    return bool(_BEFORE.search(said)) and scope.only_period(said) is None


def periods_of(scope: Scope, position: int, said: str) -> list[str | None]:
    """The years that the lead-in says, a dated heading, or the title of the plan it stands in."""
    told = [p for p in find_periods(said) if p.label and not p.is_base]
    years = list(dict.fromkeys(p.label for p in told))
    if len(years) > 1 and _KEPT.search(said):
        return list(years)
    if len(years) > 1:
        # "having read the assessment for 2021/22, the Board agreed these for 2022/23"
        return [told[-1].label]
    return [years[0] if years else _period_around(scope, position, said)]


def _period_around(scope: Scope, position: int, said: str) -> str | None:
    part = scope.part_at(position)
    assesses = part.document_type == "strategic_assessment"
    told = scope.only_period(said) or scope.heading_period(position, past=False, title=not assesses)
    is_coming = part.document_type in _LOOKS_BACK and _COMING.search(said)
    own = told is not None and told.label is not None and told.label == part.period
    if told and told.label and not (own and is_coming):
        return told.label
    if told and not _is_in_year(told, part.period) and not own:
        return None
    if is_coming and part.period:
        first = int(part.period[:4]) + 1
        return f"{first}-{(first + 1) % 100:02}"
    return None if assesses else part.period


def _is_in_year(told: Period, year: str | None) -> bool:
    """Whether "in 2022 we agreed" tells of the plan's own year, and no plan of several years."""
    if year is None or told.first is None or told.last is None:
        return False
    return int(year[:4]) - told.first.year in (0, 1) and (told.last - told.first).days < 366
