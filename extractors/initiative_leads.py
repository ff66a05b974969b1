"""Who leads an initiative, as a text tells it."""

import re
from collections.abc import Iterator

from extractors.geography import find_places
from extractors.lexicon import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from extractors.organisations import Organisation, find_organisations
from extractors.partnerships import partnership_in

_CAPITALS = (
    r"[A-Z][\w’'&-]*(?:\s+(?:(?:of|and|&|for|the)\s+)*[A-Z][\w’'&-]*)*"
    r"(?:\s+\([A-Z][\w&]+\))?"
)
_POST = (
    r"(?:team|service|officers?|squad|unit|co-?ordinators?|manager|section|department|forum|group"
    r"|partnership|workers?)"
)
# "the fire and rescue service" · "neighbourhood policing team": bodies written small
_SMALL = (
    r"(?:(?:(?:borough|district|county|city|town|parish)\s+)?council|police|probation(?:\s+service)?"
    r"|(?:fire(?:\s+and\s+rescue)?|youth(?:\s+(?:justice|offending))?|ambulance)\s+service"
    r"|(?:[a-z][\w-]+\s+){1,3}team)"
)
_BODY = (
    rf"(?:the\s+|our\s+)?(?P<name>(?:(?:council|police|force|partnership|county|borough)[’']s\s+)?"
    rf"{_CAPITALS}(?:\s+(?:[\w-]+\s+){{0,3}}?{_POST}\b)?|{_SMALL}\b(?![’']))"
)
# "by the charity Hope Trust" · "by volunteers from Hope Trust"
_WORKERS = (
    r"(?:(?:the\s+|a\s+)?(?:local\s+|national\s+)?(?:charity|social\s+enterprise|company|organisation|provider)"
    r"\s+|(?:the\s+|a\s+)?(?:[a-z]+\s+)?(?:volunteers|officers|staff|workers|coaches|members)\s+(?:from|of|at)\s+)?"
)
# "(lead: Town Pubwatch)" · "Lead agency – Probation with the council"
_LABEL = re.compile(
    r"\b[Ll]ead(?:\s+(?:officer|agency|partner|organisation|body|by))?s?\s*[:–]\s*"
    r"(?P<name>[A-Z](?:(?!\s+with\s)[^.;()\n])+)"
)
# "organised by Eastlight Homes" · "set up in the spring by the Council’s street-scene team"
_BY = re.compile(
    r"\b(?i:led|organised|delivered|run|co-?ordinated|provided|managed|created|installed|designed"
    r"|hosted|staffed|produced|developed|launched|introduced|set\s+up|put\s+on|carried\s+out|piloted"
    r"|mounted|operated|facilitated|overseen|offered|taught|arranged|started|founded|established)"
    rf"(?:\s+(?:in|at|on|for|since|to)\s+[^.;()]{{3,50}}?)?\s+(?:jointly\s+)?by\s+{_WORKERS}{_BODY}"
)
# "Commissioned from Hope Trust, mentors …" · "commissioned Hope Trust to run the course"
_COMMISSIONED = re.compile(
    rf"\b(?i:commissioned\s+(?:from|by)|(?:commission|support|ask|fund|help)(?:ed)?(?=[^.,;]+\sto\s)"
    r"|£[\d,]+\s+for(?=[^.,;]+\sto\s+(?:run|deliver|hold|put|provide)))\s+"
    rf"{_BODY}"
)
# "Hope Trust received £12,000 to run …" · "Our partner Hope Trust was given a grant to deliver …"
_PAID_TO = re.compile(
    rf"(?<![\w’'])(?P<name>{_CAPITALS})\s+(?:was\s+|were\s+|has\s+been\s+)?"
    r"(?:received|given|awarded|granted|paid|used|got|secured)\s+(?:(?:an?|the|our|its)\s+)?"
    r"(?:[^.;,]|(?<=\d),(?=\d)){2,40}?\s+to\s+"
    r"(?:run|deliver|hold|put\s+on|provide|set\s+up|launch|continue|pilot|extend|expand|offer)\b"
)
# "Wise Drive, the HFRS roadshow for …" · "Operation Hare, the Force’s response to …"
_WORK = (
    r"(?:[a-z][\w-]+\s+){0,3}?(?:response|operation|roadshow|campaign|scheme|project|programme"
    r"|initiative|course|event|workshops?|play|service|pilot|drive)\b"
)
_WHOSE_IT_IS = re.compile(
    rf"^,\s+(?:(?:the|an?)\s+)?(?:(?P<name>{_CAPITALS})[’']s?|(?P<acronym>[A-Z]{{2,6}}))\s+{_WORK}"
)
# "This was the Force’s response to …"
_THIS_IS = re.compile(
    rf"\b(?:This|It)\s+(?:is|was)\s+(?:the\s+)?(?P<name>{_CAPITALS})[’']s?\s+{_WORK}"
)
# ", a pledge by Harbury Council"
_WORK_BY = re.compile(
    rf"\b(?:pledge|project|scheme|campaign|pilot|initiative)\s+(?:by|from)\s+{_BODY}"
)
# "Hope Trust will run …" · "Hope Trust to pilot …"
_WILL = (
    r"(?:will|(?<!,\s)to|is\s+to|are\s+to)\s+(?:run|offer|deliver|pilot|provide|lead|host|hold|launch|open"
    r"|develop|organise|introduce|manage)"
)
# "Licensing runs the scheme" · "Changing Tides led on the project" · "Wish ran the course"
_RUNS = re.compile(
    rf"(?<![\w’'])(?P<name>{_CAPITALS}(?:\s+team)?)\s+(?:(?:now|also|has|have|again)\s+)*"
    rf"(?:{_WILL}|continued?s?\s+to\s+run|runs?|ran|leads?|led|delivers?|delivered|manages?|managed"
    r"|co-?ordinat(?:es?|ed)|organis(?:es?|ed)|oversees|hosts?|hosted|held|laid\s+on|put\s+on)"
    r"(?=\s+(?:(?:the|this|it|an?|our|its|their|on|\d[\d,]*|two|three|four|five|six)\b|[A-Z])|\.)"
)
_THAT_RUNS = re.compile(
    rf"\b(?:that|which)\s+(?:our\s+|the\s+)?(?P<name>{_CAPITALS})\s+"
    r"(?:runs?|leads?|delivers?|provides?|manages?)\b"
)
# "is a mentoring scheme of the Youth Justice Service"
_OF = re.compile(
    r"\bis\s+(?:an?|the)\s+(?:[\w-]+\s+){0,3}(?:scheme|project|programme|campaign|service|course"
    rf"|initiative)\s+(?:of|from|by)\s+(?:the\s+|our\s+)?(?P<name>{_CAPITALS})"
)
# "piloted Second Half in partnership with Hope Trust": where nobody else is told
_WITH = re.compile(
    rf"\b(?:[Ii]n\s+partnership|(?:run|delivered|held|led)\s+(?:jointly|together))\s+with\s+{_BODY}"
)
# "Hate crime training for staff (Harbury Borough Council)"
_ASIDE = re.compile(rf"\((?P<name>{_CAPITALS})\)\W*$")
# "Harbury Club – £800 for Midnight Gym"
# "DFRS: 26 children through the Embers course" in a list of what each gave
_GAVE = re.compile(rf"^(?P<name>{_CAPITALS})(?::|\s+[–-](?=\s*£))\s")
# Any verb in -ed but those of paying, counting and speaking
_WORKED = (
    r"(?!(?:funded|continued|expected|noted|recorded|reported|agreed|decided|identified|received"
    r"|remained|experienced|increased|required|welcomed|recognised|requested|raised|awarded|granted"
    r"|based|called|confirmed|allocated)\b)[a-z-]{3,}ed"
)
# "Coaches from Valley Leisure ran 36 sessions" · "The fire service trained 231 riders"
_OPENS = re.compile(
    r"^(?:(?:Coaches|Officers|Staff|Workers|Volunteers|Mentors|Trainers|Wardens|Teams?)\s+(?:from|at|of)"
    rf"\s+)?(?:(?:The|Our|the)\s+)?(?P<name>{_CAPITALS}(?:\s+team)?|{_SMALL})\s+(?:\([^)]*\)\s+)?"
    r"(?:(?:officers|staff|volunteers|wardens|workers)\s+)?"
    rf"(?:(?:has|have|also|then|again)\s+)*(?:(?:was|were)\s+commissioned|{_WORKED}|took"
    r"|ran|runs|held|gave|made(?!\s+it)|went|put|brought|led|leads|built|bought|taught|set\s+up)\b"
)
# "The CSP commissioned …" · "Newport Council has launched …"
_DID = re.compile(
    r"^(?:\s*\([^)]*\))?,?\s*(?:(?:has|have|had|also|successfully|been|then|recently)\s+)*"
    r"(?:continued?s?\s+to(?!\s+(?:fund|support))|deliver\w*|launch\w*|organis\w*|produc\w*"
    r"|commission\w*|introduc\w*|ran|runs?|hosts?|carr(?:y|ied)\s+out|conduct\w*|held|hold|develop\w*"
    r"|creat\w*|design\w*|leads?|led|fitted|trained|bought|purchased|visited|gave|arranged|secured"
    r"|provid\w*|co-?ordinat\w*|support\w*|worked|works|installed|mounted|adopted|took|put|brought"
    rf"|seized|{_WILL})\b(?!\s+(?:us\s+)?£)",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(r"\s*(?:,|(?:,\s*)?(?:and|&))\s+(?:the\s+)?")
# "Harbury Police and Harbury Fire and Rescue mounted …"
_THE_SMALL = re.compile(rf"\b(?:[Tt]he|[Oo]ur)\s+(?P<name>{_SMALL})\b(?![’'])")
_AND_OTHER = re.compile(rf"\s+(?:and|&)\s+(?:the\s+)?{_CAPITALS}")
# "funded by a grant from the Health Board, worked with …": not who did it
_NOT_WHO = re.compile(r"\b(?:from|by|with|to|of|for|at|in)\s+(?:the\s+|our\s+)?$", re.IGNORECASE)
_NOBODY = DETERMINERS | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | ADVERBS


def find_lead(text: str, name: str = "") -> str | None:
    """Who did it: behind *led by* or before the verb, whichever a text tells first.

    `name`: that of the initiative, which leads nothing itself.
    """
    told = [*_named(text, _BY, _THAT_RUNS, _OF), *_runs(text), *_whose(text, name), *_opens(text)]
    told += [*_doing(text), *_named(text, _PAID_TO, _THIS_IS, _WORK_BY), *_owner_behind(text, name)]
    if name and (here := text.find(name)) >= 0:
        told = [(abs(at - here), who) for at, who in told]  # the nearest
    for said in (_named(text, _LABEL), told, _named(text, _COMMISSIONED, _WITH), _aside(text)):
        if who := _first(said, name):
            return who
    return None


def find_doer(text: str, name: str) -> str | None:
    """The body that does what a text begins to tell: *The CSP has worked hard to …*."""
    opening = _COMMISSIONED.match(text)
    if opening:
        return _first([(0, opening["name"])], name)
    return _first([(at, who) for at, who in _doing(text) if at <= len("Our ")], name)


def _first(told: list[tuple[int, str]], name: str) -> str | None:
    others = [(at, who) for at, who in told if not name or (name not in who and who not in name)]
    return re.sub(r"^(?:[Tt]he|[Oo]ur)\s+", "", min(others)[1]).strip(" ,") if others else None


def _doing(text: str) -> list[tuple[int, str]]:
    """Organisations before a verb that says that they did it, two where they did it together."""
    told = []
    first: Organisation | None = None  # of those that are told in a row: "A, B and C held …"
    last = 0
    for body in _bodies(text):
        first = first if first and _IN_A_ROW.fullmatch(text, last, body.start) else body
        last = body.end
        other = _AND_OTHER.match(text, body.end)
        ends = [body.end, other.end()] if other else [body.end]
        end = next((end for end in ends if _DID.match(text[end:])), None)
        if end is not None and not _NOT_WHO.search(text[: first.start]):
            is_two = "," not in text[first.start : end]
            told.append((first.start, text[first.start : end] if is_two else first.text))
    return told


def _named(text: str, *patterns: re.Pattern[str]) -> list[tuple[int, str]]:
    return [(m.start("name"), m["name"]) for p in patterns for m in p.finditer(text)]


def _runs(text: str) -> Iterator[tuple[int, str]]:
    """Who runs, leads or holds something: no place, and no plain word that opens a sentence."""
    for match in _RUNS.finditer(text):
        who = match["name"]
        first = who.split()[0].lower()
        is_plain = " " not in who and (who.endswith("s") and not re.search(r"[’']s$", who))
        is_known = who.isupper() or bool(find_organisations(who, own=True))
        is_place = any(len(place.text) == len(who) for place in find_places(f"in {who}"))
        if is_known or not (is_plain or is_place or first in _NOBODY):
            yield match.start("name"), who


def _aside(text: str) -> list[tuple[int, str]]:
    """The body in brackets that a text ends with, or before the colon that it begins with."""
    told = _named(text, _ASIDE, _GAVE)
    return [(at, who) for at, who in told if who.isupper() or find_organisations(who)]


def _owner_behind(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Whose initiative it is, told behind its name."""
    end = text.find(name) + len(name) if name and name in text else None
    if end is not None and (match := _WHOSE_IT_IS.match(text[end:])):
        yield end, match["name"] or match["acronym"]


_OWNER_BEFORE = re.compile(
    rf"(?<![\w’'])(?:(?P<name>{_CAPITALS})[’']s|(?P<plural>{_CAPITALS}(?<=s))[’'])\s+$"
)


# "Valley Trust’s Sunrise Project": who owns it, unless it is the place
def _whose(text: str, name: str) -> Iterator[tuple[int, str]]:
    if not name:
        return
    at = text.find(name)
    while at > 0:
        owner = _OWNER_BEFORE.search(text[:at])
        body = (owner["name"] or owner["plural"]) if owner else ""
        if owner and body and not any(place.text == body for place in find_places(f"in {body}")):
            yield owner.start(), body
        at = text.find(name, at + 1)


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
    named += [Organisation(*m.span("name"), m["name"]) for m in _THE_SMALL.finditer(text)]
    apart: list[Organisation] = []
    for body in sorted(named, key=lambda o: (o.start - o.end, o.start)):
        if all(body.end <= kept.start or body.start >= kept.end for kept in apart):
            apart.append(body)
    return sorted(apart, key=lambda o: o.start)
