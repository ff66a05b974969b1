"""Who leads an initiative, as a text tells it."""

import re

from extractors.organisations import Organisation, find_organisations
from extractors.partnerships import partnership_in

_CAPITALS = r"[A-Z][\w’'&-]*(?:\s+(?:(?:of|and|&|for|the)\s+)*[A-Z][\w’'&-]*)*"
# "organised by Eastlight Homes" · "installed by the Council’s street-scene enforcement team"
_BY = re.compile(
    r"\b(?:led|organised|delivered|run|co-?ordinated|provided|managed|created|installed|designed)\s+"
    rf"(?:jointly\s+)?by\s+(?:the\s+)?(?P<name>{_CAPITALS}(?:\s+(?:[\w-]+\s+){{0,3}}(?:team|service|officers?))?)"
)
# "The CSP commissioned …" · "Newport Council has launched …"
_DID = re.compile(
    r"^(?:\s*\([^)]*\))?,?\s*(?:(?:has|have|had|also|successfully|been|then|recently)\s+)*"
    r"(?:continued?s?\s+to|deliver\w*|launch\w*|organis\w*|produc\w*|commission\w*|introduc\w*"
    r"|ran|runs?|hosts?|carr(?:y|ied)\s+out|conduct\w*|held|hold|develop\w*|creat\w*|design\w*"
    r"|leads?|led|fitted|funded|trained|bought|purchased|visited|gave|arranged|secured|provid\w*|co-?ordinat\w*|support\w*|worked|works|installed)\b",
    re.IGNORECASE,
)

# "funded by a grant from the Health Board, worked with …": not who did it
_NOT_WHO = re.compile(r"\b(?:from|by|with|to|of|for|at|in)\s+(?:the\s+|our\s+)?$", re.IGNORECASE)


def find_lead(text: str) -> str | None:
    """Who did it: behind *led by* or before the verb, whichever a text tells first."""
    told = [(match.start("name"), match["name"]) for match in _BY.finditer(text)]
    told += [
        (body.start, body.text)
        for body in _bodies(text)
        if _DID.match(text[body.end :]) and not _NOT_WHO.search(text[: body.start])
    ]
    return re.sub(r"^(?:[Tt]he|[Oo]ur)\s+", "", min(told)[1]) if told else None


def _bodies(text: str) -> list[Organisation]:
    """Organisations and partnerships, the fuller name where two overlap."""
    named = [Organisation(m.start, m.end, m.name) for m in partnership_in(text)]
    named += find_organisations(text, own=True)
    apart: list[Organisation] = []
    for body in sorted(named, key=lambda o: (o.start - o.end, o.start)):
        if all(body.end <= kept.start or body.start >= kept.end for kept in apart):
            apart.append(body)
    return apart
