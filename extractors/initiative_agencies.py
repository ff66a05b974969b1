"""Who works for others in a report, and whose work a section of it tells."""

import re
from functools import lru_cache

from extractors.geography import find_places
from extractors.initiative_titles import KIND_OF_WORK
from extractors.initiative_vocabulary import NAME
from extractors.organisations import find_organisations
from extractors.partnerships import partnership_in
from extractors.values.names import clean_name

# "by Turning Tide" · "working with Open Way" · "Next Step is the commissioned provider"
_SHORT_NAME = r"[A-Z][\w’'&+-]*(?:[ ][A-Z][\w’'&+-]*){0,2}"
_AGENCY = re.compile(
    r"\b(?:by|from|including|(?:work\w*|partnership|conjunction|collaboration|liais\w+)\s+with)\s+"
    rf"(?:the\s+)?(?P<of>{_SHORT_NAME})|\b(?P<whose>{_SHORT_NAME})\s+(?:is|are)\s+(?:an?|the)\s+"
    r"(?:\w+\s+){0,3}?(?:charity|provider|organisation|agency|company)\b"
)
# "the charity Ending the Harm" · "Ending the Harm, a local charity"
_BODY = (
    r"(?:charit(?:y|ies)|social\s+enterprise|voluntary\s+organisation|community\s+interest"
    r"\s+company)"
)
_SAID_BODY = re.compile(
    rf"\b{_BODY},?\s+(?P<of>{NAME})"
    rf"|(?P<whose>{NAME})(?:,|\s+is)\s+(?:an?|the|our)\s+(?:\w+\s+){{0,3}}?{_BODY}\b"
)


@lru_cache(maxsize=2)
def agencies_of(text: str) -> frozenset[str]:
    """Short names of who works for others in a report: "run by Turning Tide"."""
    found: set[str] = set()
    for match in _AGENCY.finditer(text):
        words = (match["of"] or match["whose"]).split()
        found |= {" ".join(words[:n]) for n in range(1, len(words) + 1)}
    return frozenset(found) | {m["of"] or m["whose"] for m in _SAID_BODY.finditer(text)}


def is_agency(agencies: frozenset[str], heading: str) -> bool:
    """Whether a heading is the name of one of the agencies that a report tells of."""
    name = clean_name(heading)
    return name in agencies and not KIND_OF_WORK.search(name.casefold())


def agency_over(section: tuple[str, ...], agencies: frozenset[str]) -> str | None:
    """The agency whose work a section tells: that of the lowest heading that names only one.

    Partners' updates to a committee stand under *7.4 Essex Police*, *7.5 Probation Service*.
    """
    return next(
        (name for head in reversed(section) if (name := _only_agency(head, agencies))), None
    )


@lru_cache(maxsize=1024)
def _only_agency(heading: str, agencies: frozenset[str]) -> str | None:
    name = re.sub(r"\s+\([A-Z][\w&]+\)$", "", clean_name(heading))
    name = re.sub(r"^(?:[Uu]pdate\s+from\s+)?(?:[Tt]he\s+)?|\s+(?:[Uu]pdates?)$", "", name)
    if KIND_OF_WORK.search(re.sub(r"\b[Ss]ervices?\b", "", name).casefold()):
        return None
    if any(partnership_in(name)) or any(p.text == name for p in find_places(f"in {name}")):
        return None
    whole = any(o.end - o.start == len(name) for o in find_organisations(name, own=True))
    return name if whole or name in agencies else None
