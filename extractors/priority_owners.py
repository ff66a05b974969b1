"""Whose a priority is, and for which period: what the words that announce it say."""

import re
from dataclasses import dataclass

from extractors.partnerships import partnership_in
from extractors.scope import Scope
from extractors.values.periods import Period
from schemas.priorities import Owner

_COMMISSIONER = re.compile(
    r"police,?(?: fire)?(?:,? (?:and|&) crime)? (?:plan|commissioner)|police (?:and|&) crime plan"
    r"|\bP\.?F?CC(?:['’]s)?\b|\bOP[F]?CC\b|commissioner['’]s|\bMOPAC\b|\bmayor['’]s\b",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"\b(?:youth (?:offending|justice) (?:service|team|board)|YOS|YOT|YJS|fire (?:and|&) rescue"
    r"|probation service|health board|clinical commissioning|integrated care|public services board"
    r"|health (?:and|&) well-?being (?:board|strategy)"
    r"|safeguarding (?:children|adults)?(?:['’]s?)? ?(?:board|partnership)"
    r"|violence (?:reduction|and vulnerability) (?:unit|partnership)"
    r"|(?:constabulary|police force|police)['’]s?)\b",
    re.IGNORECASE,
)
_COUNTY = re.compile(
    r"\bcount(?:y|ywide|y-wide) (?:strateg\w+|community safety (?:agreement|board|partnership)"
    r"|priorities|group)\b",
    re.IGNORECASE,
)

# An assessment recommends for the year after its own
_COMING = re.compile(
    r"\b(?:next|coming|forthcoming|following)\s+(?:\w+\s+)?(?:year|months)\b", re.IGNORECASE
)
# "the priorities of the previous plan were": of a time that is not told
_BEFORE = re.compile(
    r"\b(?:previous|former|earlier|outgoing|last)\s+(?:\w+\s+){0,2}?(?:plan|strategy|priorities)\b",
    re.IGNORECASE,
)

FILLING = 3  # rank of what is a priority only where nothing better tells any of that owner


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


@dataclass(frozen=True, slots=True)
class Telling:
    """How a list or heading tells priorities: the words that announce it, and by which rule."""

    said: str
    at: int
    method: str
    confidence: float
    rank: int

    def candidate(
        self, scope: Scope, start: int, end: int, ordinal: int | None = None
    ) -> Candidate:
        """The priority that `text[start:end]` is, told in this way."""
        return Candidate(
            start,
            end,
            scope.document.text[start:end],
            ordinal,
            period_of(scope, start, self.said),
            owner_of(scope, start, self.said),
            self.method,
            self.confidence,
            self.rank,
            self.at,
        )


def owner_of(scope: Scope, position: int, said: str) -> Owner:
    """Whose the priorities are that `said` announces."""
    if _COMMISSIONER.search(said):
        return "police_and_crime_plan"
    if _COUNTY.search(said):
        return "county"
    if _PARTNER.search(said) and not re.search(r"partnership\b(?! board)|CSP", said):
        return "partner"
    # a county's report tells of the districts' partnerships too
    if not scope.is_county or any(match.known for match in partnership_in(said)):
        return "csp"
    sentence = scope.sentence_at(position)
    around = scope.words(sentence.block) if sentence and sentence.block else ""
    return "csp" if re.search(r"\bthe (?:CSP|Partnership priority)\b", around) else "county"


def is_of_before(scope: Scope, said: str) -> bool:
    """Whether priorities are those of an earlier plan, without a year that says which."""
    return bool(_BEFORE.search(said)) and scope.only_period(said) is None


def period_of(scope: Scope, position: int, said: str) -> str | None:
    """What the lead-in says, or a dated heading, or the title of the plan it stands in."""
    part = scope.part_at(position)
    assesses = part.document_type == "strategic_assessment"
    told = scope.only_period(said) or scope.heading_period(position, past=False, title=not assesses)
    if told and told.label:
        return told.label
    if told and not _is_in_year(told, part.period):
        return None
    if not assesses:
        return part.period
    if _COMING.search(said) and part.period:
        first = int(part.period[:4]) + 1
        return f"{first}-{(first + 1) % 100:02}"
    return None


def _is_in_year(told: Period, year: str | None) -> bool:
    """Whether "in 2022 we agreed" tells of the plan's own year, and no plan of several years."""
    if year is None or told.first is None or told.last is None:
        return False
    return int(year[:4]) - told.first.year in (0, 1) and (told.last - told.first).days < 366
