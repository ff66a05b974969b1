"""Finds who and what a report names: organisations, operations, places, laws and acronyms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.geography import find_places
from extractors.organisations import find_organisations, is_body
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.names import Acronym, expand_acronyms, has_contact
from schemas import Entity
from schemas.codes import slug
from schemas.entities import EntityType

# "Operation Henderson" · "Op Dial" · "OP Jupiter"
OPERATION = re.compile(r"\b(?:Operation|Op\.?|OP)\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?)")

# "Crime and Disorder Act 1998" · "Anti-social Behaviour, Crime and Policing Act 2014" · "section 17 of …"
LEGISLATION = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w’'-]*|and|&|of|the|for|to|\([A-Z][\w\s&]+\)),?\s+){1,9}"
    r"(?:Act|Regulations|Order|Bill|Measure))(?:\s+(?:\(?Revised\)?\s+)?\(?(?P<year>(?:19|20)\d\d)\)?)?"
)
_LEADING_SMALL = re.compile(r"^(?:(?:the|of|and|to|for|under|The|Under|In)\s+)+")


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    kind: EntityType
    full: str | None
    method: str
    confidence: float


def find_entities(scope: Scope) -> Iterator[Entity]:
    """One row a name and kind, where it is first printed."""
    explained = {a.short: a.full for a in _acronyms(scope)}
    seen: set[tuple[EntityType, str]] = set()
    for sentence in scope.sentences:
        for named in _names(scope, sentence, explained):
            text = " ".join(scope.document.text[named.start : named.end].split())
            key = (named.kind, slug(named.full or text))
            if key in seen or has_contact(text):
                continue
            seen.add(key)
            yield from make_record(
                scope,
                Entity,
                (named.start, named.end),
                text=text,
                entity_type=named.kind,
                canonical=key[1],
                canonical_name=named.full,
                method=named.method,
                confidence=named.confidence,
            )


def _acronyms(scope: Scope) -> Iterator[Acronym]:
    """Acronyms that running text explains, then those of a list of acronyms."""
    for sentence in scope.sentences:
        yield from expand_acronyms(scope.words(sentence))
    for short, full in _glossaries(scope):
        yield Acronym(short.start, short.end, scope.words(short), scope.words(full))


def _glossaries(scope: Scope) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of acronym and meaning in the rows of a glossary."""
    cells: dict[tuple[int, int], Sentence] = {}
    for sentence in scope.sentences:
        if sentence.grid and sentence.cell and scope.kinds[sentence.grid.index] == "glossary":
            if sentence.cell.row >= sentence.grid.n_header_rows and sentence.cell.col < 2:
                cells.setdefault(
                    (sentence.grid.index * 10_000 + sentence.cell.row, sentence.cell.col), sentence
                )
    for (row, col), short in cells.items():
        if col == 0 and (row, 1) in cells:
            yield short, cells[row, 1]


def _names(scope: Scope, sentence: Sentence, explained: dict[str, str]) -> Iterator[_Named]:
    text, base = scope.words(sentence), sentence.start
    for match in OPERATION.finditer(text):
        yield _Named(
            base + match.start(), base + match.end(), "operation", None, "entities.operation", 0.9
        )
    for match in LEGISLATION.finditer(text):
        small = _LEADING_SMALL.match(match.group())
        start = match.start() + (small.end() if small else 0)
        if len(text[start : match.end("name")].split()) > 1:
            yield _Named(base + start, base + match.end(), "legislation", None, "entities.law", 0.9)
    for acronym in expand_acronyms(text):
        yield _Named(
            base + acronym.start,
            base + acronym.end,
            "acronym",
            acronym.full,
            "entities.acronym",
            0.95,
        )
    if not LEGISLATION.search(text):
        for organisation in find_organisations(text):
            if not is_body(organisation.text):
                full = explained.get(organisation.text)
                end = base + organisation.end
                yield _Named(
                    base + organisation.start,
                    end,
                    "organisation",
                    full,
                    "entities.organisation",
                    0.85,
                )
    for place in find_places(text):
        yield _Named(base + place.start, base + place.end, "place", None, "entities.place", 0.85)
