"""Who leads an initiative, as a text tells it."""

import re
from collections.abc import Iterator

from extractors.geography import find_places
from extractors.organisations import Organisation, find_organisations
from extractors.partnerships import partnership_in

_CAPITALS = r"[A-Z][\w’'&-]*(?:\s+(?:(?:of|and|&|for|the)\s+)*[A-Z][\w’'&-]*)*"
_POST = (
    r"(?:team|service|officers?|squad|unit|co-?ordinators?|manager|section|department|forum|group"
    r"|partnership|workers?)"
)
# "the fire and rescue service" · "the police": bodies written small
_SMALL = (
    r"(?:(?:(?:borough|district|county|city|town|parish)\s+)?council|police|probation(?:\s+service)?"
    r"|(?:fire(?:\s+and\s+rescue)?|youth(?:\s+(?:justice|offending))?|ambulance)\s+service)"
)
_BODY = (
    rf"(?P<name>(?:(?:council|police|force|partnership|county|borough)[’']s\s+)?{_CAPITALS}"
    rf"(?:\s+(?:[\w-]+\s+){{0,3}}{_POST})?|{_SMALL}\b(?![’']))"
)
# "organised by Eastlight Homes" · "installed by the Council’s street-scene enforcement team"
_BY = re.compile(
    r"\b(?:led|organised|delivered|run|co-?ordinated|provided|managed|created|installed|designed"
    rf"|hosted|staffed)\s+(?:jointly\s+)?by\s+(?:the\s+|our\s+)?{_BODY}"
)
_COMMISSIONED = re.compile(rf"\b[Cc]ommissioned\s+(?:from|by)\s+(?:the\s+)?{_BODY}")
# "Licensing runs the scheme" · "the scheme that our Youth Justice Service (YJS) runs"
_RUNS = re.compile(
    rf"(?P<name>{_CAPITALS})\s+(?:now\s+)?(?:runs?|leads?|delivers?|manages?|co-?ordinates?"
    r"|organises?|oversees)(?:\s+(?:the|this|it|on\s+(?:this|it))\b|(?=\.))"
)
_THAT_RUNS = re.compile(
    rf"\bthat\s+(?:our|the)\s+(?P<name>{_CAPITALS}(?:\s+\([A-Z]\w+\))?)\s+(?:runs?|leads?|delivers?"
    r"|provides?|manages?)\b"
)
# "is a mentoring scheme of the Youth Justice Service"
_OF = re.compile(
    r"\bis\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:scheme|project|programme|campaign|service|course"
    rf"|initiative)\s+(?:of|from|by)\s+(?:the\s+|our\s+)?(?P<name>{_CAPITALS})"
)
# Any verb in -ed but those of paying, counting and speaking
_WORKED = (
    r"(?!(?:funded|continued|expected|noted|recorded|reported|agreed|decided|identified|received"
    r"|remained|experienced|increased|required|welcomed|recognised|requested|raised|awarded|granted"
    r"|based|called)\b)[a-z-]{3,}ed"
)
# "Coaches from Valley Leisure ran 36 sessions" · "The fire service trained 231 riders"
_OPENS = re.compile(
    r"^(?:(?:Coaches|Officers|Staff|Workers|Volunteers|Mentors|Trainers|Wardens|Teams?)\s+(?:from|at|of)"
    rf"\s+)?(?:(?:The|Our|the)\s+)?(?P<name>{_CAPITALS}(?:\s+team)?|{_SMALL})\s+(?:\([^)]*\)\s+)?"
    rf"(?:(?:has|have|also|then|again)\s+)*(?:(?:was|were)\s+commissioned|{_WORKED}|took"
    r"|ran|runs|held|gave|made(?!\s+it)|went|put|brought|led|leads|built|bought|taught|set\s+up)\b"
)
# "The CSP commissioned …" · "Newport Council has launched …"
_DID = re.compile(
    r"^(?:\s*\([^)]*\))?,?\s*(?:(?:has|have|had|also|successfully|been|then|recently)\s+)*"
    r"(?:continued?s?\s+to(?!\s+(?:fund|support))|deliver\w*|launch\w*|organis\w*|produc\w*"
    r"|commission\w*|introduc\w*|ran|runs?|hosts?|carr(?:y|ied)\s+out|conduct\w*|held|hold|develop\w*"
    r"|creat\w*|design\w*|leads?|led|fitted|trained|bought|purchased|visited|gave|arranged|secured"
    r"|provid\w*|co-?ordinat\w*|support\w*|worked|works|installed)\b",
    re.IGNORECASE,
)
# "funded by a grant from the Health Board, worked with …": not who did it
_NOT_WHO = re.compile(r"\b(?:from|by|with|to|of|for|at|in)\s+(?:the\s+|our\s+)?$", re.IGNORECASE)


def find_lead(text: str, name: str = "") -> str | None:
    """Who did it: behind *led by* or before the verb, whichever a text tells first.

    `name`: that of the initiative, which leads nothing itself.
    """
    told = [
        (match.start("name"), match["name"])
        for pattern in (_BY, _RUNS, _THAT_RUNS, _OF)
        for match in pattern.finditer(text)
    ]
    told += [*_whose(text, name), *_opens(text)]
    told += [
        (body.start, body.text)
        for body in _bodies(text)
        if _DID.match(text[body.end :]) and not _NOT_WHO.search(text[: body.start])
    ]
    others = [one for one in told if name not in one[1] and one[1] not in name] if name else told
    if not others:
        others = [(m.start("name"), m["name"]) for m in _COMMISSIONED.finditer(text)]
    return re.sub(r"^(?:[Tt]he|[Oo]ur)\s+", "", min(others)[1]) if others else None


# "Valley Trust’s Sunrise Project": who owns it, unless it is the place
def _whose(text: str, name: str) -> Iterator[tuple[int, str]]:
    if not name:
        return
    for match in re.finditer(rf"(?P<name>{_CAPITALS})\s+{re.escape(name)}", text):
        owner = re.fullmatch(r"(.+)[’']s|(.+s)[’']", match["name"])
        body = (owner[1] or owner[2]) if owner else ""
        if body and not any(place.text == body for place in find_places(f"in {body}")):
            yield match.start("name"), body


def _opens(text: str) -> Iterator[tuple[int, str]]:
    """The body that a text begins with and that did something."""
    match = _OPENS.match(text)
    if match is None:
        return
    body = match["name"]
    is_known = bool(find_organisations(body, own=True)) or body[0].islower()
    has_acronym = any(word.isupper() and len(word) > 1 for word in body.split())
    if is_known or has_acronym or "from " in text[: match.start("name")]:
        yield match.start("name"), body


def _bodies(text: str) -> list[Organisation]:
    """Organisations and partnerships, the fuller name where two overlap."""
    named = [Organisation(m.start, m.end, m.name) for m in partnership_in(text)]
    named += find_organisations(text, own=True)
    apart: list[Organisation] = []
    for body in sorted(named, key=lambda o: (o.start - o.end, o.start)):
        if all(body.end <= kept.start or body.start >= kept.end for kept in apart):
            apart.append(body)
    return apart
