"""Finds who and what a report names: organisations, operations, places, laws and acronyms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.geography import find_places
from extractors.organisations import find_organisations, is_body, is_common, without_acronym
from extractors.provenance import make_record
from extractors.reading.document import Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.contacts import has_contact
from extractors.values.names import Acronym, expand_acronyms
from schemas import Entity
from schemas.codes import slug
from schemas.entities import EntityType

# Capitalised words behind an operation's name that are no part of it: "Op Dial Team"
_NO_PART = (
    r"(?:Team|Unit|Group|Officers?|Police|Patrols?|Activit(?:y|ies)|Manager|Plan|Report|Update|Was"
    r"|Is|Has|Had|Were|Are|This|The|In|On|At|To|For|From|An?|During|Over|January|February|March"
    r"|April|May|June|July|August|September|October|November|December|[A-Z]{2,}\b)"
)
# "Operation Henderson" · "Op Dial" · "OP Jupiter"; not "Operation Manager", not "Co-Op Academy"
OPERATION = re.compile(
    rf"(?<![\w’'-])(?:Operation|Op\.?|OP)\s+(?!(?:Operation|{_NO_PART}|Cent(?:re|er)s?|Director"
    rf"|Lead|Board|Model)\b)(?P<name>[A-Z][\w’'-]*\w(?:\s+(?!{_NO_PART}\b)[A-Z][\w’'-]*\w)?)"
)

# "Crime and Disorder Act 1998" · "Anti-social Behaviour, Crime and Policing Act 2014"
# "Crime and Disorder (Overview and Scrutiny) Regulations 2009"; a closure order is no law
LEGISLATION = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w’'-]*|and|&|of|the|for|to|\([A-Z][\w\s&]+\)),?\s+){1,10}?"
    r"(?:(?P<kind>Act|Bill)|Regulations|Order|Measure))\b"
    r"(?P<year>,?\s+(?:(?:\(?[Rr]evised\)?|\(as\samended\)|of)\s+)?\(?(?:19|20)\d\d\b\)?)?"
)
_BEFORE_LAW = re.compile(
    r"^(?:(?:the|of|and|to|for|under|&|The|This|That|An?|In|Under|Following|With|By|See|As|Since"
    r"|When|Also|From|New|Our|Section|Part|Schedule|Introduced|However|Additionally)\s+)+"
)
# "the Clean Up Act" is no law where no year tells it: these words begin the names of laws
_LAW_WORDS = re.compile(
    r"\b(?:Crime|Criminal|Disorder|Police|Policing|Justice|Behaviour|Housing|Homelessness|Care|Health"
    r"|Children|Equality|Rights|Data|Slavery|Abuse|Violence|Victims|Licensing|Terrorism|Offences"
    r"|Offender|Rehabilitation|Government|Localism|Misuse|Drugs|Environmental|Protection|Fraud"
    r"|Theft|Traffic|Education|Safety|Harassment|Order|Weapons|Courts?|Sentencing|Capacity)\b"
)

# A rule's confidence, by how often what it finds is what it says
_TRUST = {
    "entities.acronym": 0.95,
    "entities.glossary": 0.95,
    "entities.operation": 0.95,
    "entities.dated_law": 0.95,
    "entities.law": 0.85,
    "entities.organisation": 0.85,
    "entities.place": 0.9,
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A name at `document.text[start:end]`; `full` is what an acronym stands for."""

    start: int
    end: int
    kind: EntityType
    method: str
    full: str | None = None


def find_entities(scope: Scope) -> Iterator[Entity]:
    """One row a name and kind, where it is first printed."""
    acronyms = list(_acronyms(scope))
    explained = _explained(scope, acronyms)
    others = [n for sentence in scope.sentences for n in _names(scope, sentence, explained)]
    acronyms = [replace(a, full=explained[_bare(_printed(scope, a))]) for a in acronyms]
    named = sorted([*acronyms, *others], key=lambda n: (n.start, n.end))
    dated = _dated_laws(scope, named)
    seen: set[tuple[EntityType, str]] = set()
    for one in named:
        text = _printed(scope, one)
        key = (one.kind, dated.get(name := _canonical(one, text), name))
        if not key[1] or key in seen or has_contact(text):
            continue
        seen.add(key)
        yield from make_record(
            scope,
            Entity,
            (one.start, one.end),
            text=text,
            entity_type=one.kind,
            canonical=key[1],
            canonical_name=one.full,
            method=one.method,
            confidence=_TRUST[one.method],
        )


def _explained(scope: Scope, acronyms: list[_Named]) -> dict[str, str]:
    """What each acronym stands for: as a list of acronyms says, else at its fullest."""
    told: dict[str, list[_Named]] = {}
    for acronym in acronyms:
        told.setdefault(_bare(_printed(scope, acronym)), []).append(acronym)
    best = {}
    for short, ways in told.items():
        listed = [way for way in ways if way.method == "entities.glossary"]
        best[short] = max((way.full or "" for way in listed or ways), key=len)
    return best


def _bare(short: str) -> str:
    """An acronym without the s of its plural."""
    return re.sub(r"(?<=[A-Z])['’]?s$", "", short)


def _printed(scope: Scope, named: _Named) -> str:
    return " ".join(scope.document.text[named.start : named.end].split())


def _canonical(named: _Named, text: str) -> str:
    """Slug of the full name: "Op Dial" and "Operation Dial" are one, so are "DHR" and "DHRs"."""
    if named.kind == "operation":
        return slug(re.sub(r"^(?:Operation|Op\.?|OP)\s", "Operation ", text))
    if named.kind == "legislation":
        return slug(re.sub(r"\b(?:the|\(?[Rr]evised\)?|\(as amended\)|Act\sof)\s", _act, text))
    if named.kind == "place":
        text = re.sub(r"(?<=\w)\s(?:[Dd]istrict|[Bb]orough|County|City)$", "", text)
    return slug(re.sub(r"^[Tt]he\s", "", without_acronym(named.full or text)))


def _act(match: re.Match[str]) -> str:
    return "Act " if match.group().startswith("Act") else ""


def _dated_laws(scope: Scope, named: list[_Named]) -> dict[str, str]:
    """Slug of a law without its year to that with it, where the report tells one year only."""
    dated: dict[str, set[str]] = {}
    for one in named:
        if one.method == "entities.dated_law":
            name = _canonical(one, _printed(scope, one))
            dated.setdefault(re.sub(r"-\d{4}$", "", name), set()).add(name)
    return {bare: names.pop() for bare, names in dated.items() if len(names) == 1}


def _acronyms(scope: Scope) -> Iterator[_Named]:
    """Acronyms that running text explains, and those of a list of acronyms."""
    for sentence in scope.sentences:
        for acronym in expand_acronyms(scope.words(sentence)):
            begin, end = sentence.start + acronym.start, sentence.start + acronym.end
            short = scope.document.text.rfind(acronym.short, begin, end)
            if short >= 0:
                stop = short + len(acronym.short)
                yield _Named(short, stop, "acronym", "entities.acronym", _singular(acronym))
    for grid in scope.document.grids:
        if scope.kinds[grid.index] == "glossary":
            yield from _glossary(scope, grid)


# "Domestic Homicide Reviews (DHRs)": one review is a DHR
def _singular(acronym: Acronym) -> str:
    is_plural = re.search(r"[a-z]$", acronym.short) and re.search(r"[^s]s$", acronym.full)
    return acronym.full[:-1] if is_plural else re.sub(r"['’]s$", "", acronym.full)


def _glossary(scope: Scope, grid: Grid) -> Iterator[_Named]:
    cells = {(c.row, c.col): c for c in grid.cells if c.start < c.end}
    for row in range(grid.n_header_rows, grid.n_rows):
        short, told = cells.get((row, 0)), cells.get((row, 1))
        if short and told:
            full = " ".join(scope.document.words_of(told).split())
            yield _Named(short.start, short.end, "acronym", "entities.glossary", full)


def _names(scope: Scope, sentence: Sentence, explained: dict[str, str]) -> Iterator[_Named]:
    text, base = scope.words(sentence), sentence.start
    for match in OPERATION.finditer(text):
        yield _Named(base + match.start(), base + match.end(), "operation", "entities.operation")
    laws = [law for match in LEGISLATION.finditer(text) if (law := _law(match, base))]
    yield from laws
    for organisation in find_organisations(text):
        start, end = base + organisation.start, base + organisation.end
        name = organisation.text
        full = explained.get(_bare(name))
        inside = any(law.start < end and start < law.end for law in laws)
        if not inside and not is_body(full or name) and (full or not is_common(name)):
            yield _Named(start, end, "organisation", "entities.organisation", full)
    for place in find_places(text):
        start, end = base + place.start, base + place.end
        if not any(law.start < end and start < law.end for law in laws):
            yield _Named(start, end, "place", "entities.place")


def _law(match: re.Match[str], base: int) -> _Named | None:
    """The law without the words before its name; None for an order or plan that is none."""
    before = _BEFORE_LAW.match(match["name"])
    start = match.start() + (before.end() if before else 0)
    name = match.string[start : match.end("name")]
    if len(name.split()) < 2:
        return None
    if match["year"]:
        return _Named(base + start, base + match.end(), "legislation", "entities.dated_law")
    if match["kind"] and _LAW_WORDS.search(name):
        return _Named(base + start, base + match.end(), "legislation", "entities.law")
    return None
