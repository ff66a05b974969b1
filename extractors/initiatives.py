"""Finds what partners did, do or plan: rows of action plans, achievements, named schemes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from extractors.initiative_leads import find_lead
from extractors.initiative_names import find_names, find_reached
from extractors.organisations import find_organisations
from extractors.plan_columns import PlanRow, Role, name_role, plan_rows
from extractors.provenance import make_record
from extractors.reading.document import Block, Cell, Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.geography import find_places
from extractors.themes import is_theme_only, themes_of
from extractors.values.contacts import without_contacts
from extractors.values.dates import Period
from extractors.values.names import clean_name
from schemas import Initiative
from schemas.initiatives import Status


@dataclass(frozen=True, slots=True)
class Found:
    """An initiative at `document.text[start:end]`, read from `clause`."""

    start: int
    end: int
    clause: tuple[int, int]
    name: str
    period: str | None
    method: str
    confidence: float
    columns: dict[str, Any] = field(default_factory=dict)


def find_initiatives(scope: Scope) -> Iterator[Initiative]:
    """One row an initiative and period, where the report tells most of it."""
    found = [*_planned(scope), *_achieved(scope), *_named(scope)]
    for one in _told_once(found):
        yield from make_record(
            scope,
            Initiative,
            (one.start, one.end),
            one.clause,
            name=one.name,
            period=one.period,
            method=one.method,
            confidence=one.confidence,
            **one.columns,
        )


def _told_once(found: list[Found]) -> list[Found]:
    """Without what is told again: rows and headings come before names in running text."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.confidence, f.start)):
        if not any(_same(before, one) for before in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _same(before: Found, one: Found) -> bool:
    if None not in (before.period, one.period) and before.period != one.period:
        return False
    first, second = _even(before.name), _even(one.name)
    if fuzz.ratio(first, second) >= 90:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 1 and longer.startswith(f"{shorter} "):
        return True
    return len(set(shorter.split())) >= 3 and fuzz.token_set_ratio(first, second) == 100


def _even(name: str) -> str:
    plain = re.sub(r"\boperation\b", "op", name.casefold())
    kinds = r"\b(?:the|scheme|project|campaign|initiative|programme|training|course|event)s?\b"
    plain = re.sub(kinds, " ", plain)
    return " ".join(re.sub(r"[^\w ]+", " ", plain).split()) or name.casefold()


# A row of an action plan is one initiative
def _planned(scope: Scope) -> Iterator[Found]:
    for grid in scope.document.grids:
        if scope.kinds[grid.index] != "action_plan":
            continue
        rows = plan_rows(scope.document, grid)
        naming = name_role(rows)
        period = scope.plan_period(grid.start, planned=True)
        for row in rows:
            cell = row.cells.get(naming) if naming else None
            if cell is None:
                cell = row.cells.get("action") or row.cells.get("objective")
            if cell is not None and clean_name(scope.document.words_of(cell)):
                yield _plan_row(scope, row, cell, period)


def _plan_row(scope: Scope, row: PlanRow, cell: Cell, period: str | None) -> Found:
    def text(role: Role) -> str | None:
        found = row.cells.get(role)
        words = scope.document.words_of(found) if found else ""
        return without_contacts(" ".join(words.split())) or None

    name = clean_name(scope.document.words_of(cell).split("\n")[0])
    described = text("action") if cell is not row.cells.get("action") else None
    refs = [*([row.across] if row.across else []), *_lines(scope, row.cells.get("priority"))]
    words = " ".join(filter(None, (name, described, text("theme"), row.across)))
    columns = {
        "description": described,
        "theme": text("theme"),
        "themes": themes_of(words) or ["other"],
        "priority_refs": refs,
        "lead": text("lead"),
        "partners": [part for part in _lines(scope, row.cells.get("partners")) if part],
        "funding_text": text("funding"),
        "timescale": text("timescale"),
        "outcomes": text("outcomes"),
        "status": _plan_status(text("status")),
    }
    return Found(
        cell.start,
        cell.end,
        (row.start, row.end),
        name,
        period,
        "initiatives.plan_row",
        0.95,
        columns,
    )


def _lines(scope: Scope, cell: Cell | None) -> list[str]:
    if cell is None:
        return []
    lines = scope.document.words_of(cell).split("\n")
    return [cleaned for line in lines if (cleaned := without_contacts(clean_name(line)))]


def _plan_status(text: str | None) -> Status:
    if text and re.search(r"\b(?:complete[d]?|delivered|achieved|done|closed)\b", text, re.I):
        return "delivered"
    if text and re.search(r"\b(?:on-?going|in progress|underway|continu\w+)\b", text, re.I):
        return "ongoing"
    return "planned"


# A heading in the achievements with its text is one initiative; so is a bullet "Name – what was done"
def _achieved(scope: Scope) -> Iterator[Found]:
    blocks = scope.document.blocks
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        has_text = following is not None and following.kind in ("paragraph", "item")
        if block.kind == "heading" and has_text:
            if scope.is_achievement(block) and _is_name(scope.words(block)):
                yield _headed(scope, block, index)
        elif block.kind in ("item", "paragraph") and scope.in_account(block.start):
            yield from _bullet(scope, block)


def _is_name(heading: str) -> bool:
    """Not the name of an agency, of a place, of a priority, nor of a theme and nothing else."""
    text = clean_name(heading)
    named = find_organisations(text)
    if named and len(named[0].text) > 0.7 * len(text):
        return False
    if re.match(r"(?:priority|theme|objective)\b", text, re.IGNORECASE):
        return False
    return not is_theme_only(text) and not _is_place(text)


def _is_place(text: str) -> bool:
    return any(place.end - place.start > 0.7 * len(text) for place in find_places(text))


def _headed(scope: Scope, heading: Block, index: int) -> Found:
    body: list[Block] = []
    for block in scope.document.blocks[index + 1 :]:
        if block.kind == "heading":
            break
        body.append(block)
    told = " ".join(scope.words(block) for block in body)
    name = clean_name(scope.words(heading))
    period = scope.heading_period(heading.start) or scope.only_period(scope.words(heading))
    columns = _told_of(name, told, "delivered")
    return Found(
        heading.start,
        heading.end,
        (heading.start, heading.end),
        name,
        _financial_year(period),
        "initiatives.achievement_heading",
        0.9,
        columns,
    )


# "Crime Guide for Parents – 8,000 copies were printed" · "Safe Steps: a course for …"
_NAMED_BULLET = re.compile(
    r"^(?P<name>[A-Z‘'“#][^.;:\n]{3,80}?)(?:\s+[–—-]\s+|:\s+)(?P<told>[^\d\s+-].{25,}|\d.{40,})",
    re.DOTALL,
)
_KIND_OF_WORK = re.compile(
    r"\b(?:programme|course|project|service|scheme|group|sessions?|workshops?|campaign|training"
    r"|events?|support)\b"
)
_SMALL = re.compile(r"^(?:of|for|the|and|to|in|on|your|it|with|at|a|an|by|&|or)$", re.IGNORECASE)
# "Between January – February …" · "Supported the …": the words before the dash are no name
_NO_TITLE = re.compile(
    r"^(?:between|in|during|from|since|our|we|this|these|please|an? example|\w+ed)\b"
    r"|\b(?:\w{3,}ed|is|are|was|were|has|have|had|will|can|includes?)\b",
    re.IGNORECASE,
)


def _bullet(scope: Scope, block: Block) -> Iterator[Found]:
    match = _NAMED_BULLET.match(scope.words(block))
    if not match or not _is_title(match["name"], match["told"]) or not _is_name(match["name"]):
        return
    period = scope.heading_period(block.start)
    end = block.start + match.end("name")
    name = clean_name(match["name"])
    yield Found(
        block.start,
        end,
        (block.start, block.end),
        name,
        _financial_year(period),
        "initiatives.achievement_bullet",
        0.8,
        _told_of(name, match["told"], "delivered"),
    )


def _is_title(name: str, told: str) -> bool:
    """Whether the words before a dash are a name: most of them capitalised, not one alone."""
    words = [word.strip("‘’'“”\"()") for word in name.split() if not _SMALL.match(word)]
    capital = sum(word[:1].isupper() or word[:1] == "#" for word in words)
    named = find_organisations(name)
    if _NO_TITLE.search(name) or (named and named[-1].end == len(name)):
        return False
    if len(words) < 2:
        return bool(_KIND_OF_WORK.search(told[:120]))
    return len(words) <= 10 and capital > len(words) / 2


# "Op Dial is a force wide operation" · "the Crucial Crew initiative"
def _named(scope: Scope) -> Iterator[Found]:
    for sentence in scope.sentences:
        if sentence.kind in ("heading", "caption", "footnote") or _in_data(scope, sentence):
            continue
        text = scope.words(sentence)
        names = find_names(text)
        if not names and scope.in_account(sentence.start) and (reached := find_reached(text)):
            names = [reached]
        around = scope.words(sentence.block) if sentence.block else ""
        for name in names:
            period = scope.only_period(text) or scope.inherited_period(sentence)
            yield Found(
                sentence.start + name.start,
                sentence.start + name.end,
                (sentence.start, sentence.end),
                clean_name(name.text),
                _financial_year(period),
                name.method,
                name.confidence,
                _told_of(
                    name.text, text, _status(scope, sentence, sentence.start + name.end), around
                ),
            )


def _in_data(scope: Scope, sentence: Sentence) -> bool:
    return sentence.grid is not None and scope.kinds[sentence.grid.index] != "layout"


def _financial_year(period: Period | None) -> str | None:
    """The year that a period is, or, as for a launch in September 2011, that it falls in."""
    if period is None or period.label:
        return period.label if period else None
    if not period.first or not period.last:
        return None
    first, last = (day.year - (day.month < 4) for day in (period.first, period.last))
    return f"{first}-{(first + 1) % 100:02}" if first == last else None


def _told_of(name: str, told: str, status: Status, around: str = "") -> dict[str, Any]:
    """The columns that a text tells; who leads may also stand in the text `around` it."""
    sentences = re.split(r"(?<=[.!?])\s+", without_contacts(" ".join(told.split())))
    first = sentences[0][:500] if sentences and sentences[0] else None
    money = next((s[:300] for s in sentences if _MONEY.search(s)), None)
    lead = find_lead(told) or find_lead(around)
    partners = dict.fromkeys(o.text for o in find_organisations(told) if o.text != lead)
    return {
        "description": first,
        "themes": themes_of(f"{name}. {first or ''}") or ["other"],
        "priority_refs": [],
        "lead": lead,
        "partners": list(partners)[:20],
        "funding_text": money,
        "status": status,
    }


_MONEY = re.compile(r"£|\bfund(?:ed|ing|s)?\b", re.IGNORECASE)


_COMING = re.compile(
    r"\b(?:will|plans? to|planned|proposed|is to be|are to be|is due to|looking to|intends? to)\b"
)
_GOES_ON = re.compile(
    r"\b(?:is|are|runs?|continues?|provides?|works?|delivers?|aims?|offers?|ha(?:s|ve) been running"
    r"|has been developed|ha(?:s|ve) supported|forms? part|host|displays?)\b"
)
# What was begun goes on where the text around says so
_BEGUN = re.compile(r"\b(?:launched|introduced|developed|established|set up|created|formed)\b")


def _status(scope: Scope, sentence: Sentence, end: int) -> Status:
    """What the sentence behind a name at `end` tells of it, else what the text around it does."""
    if scope.is_done(sentence.start):
        return "delivered"
    behind = scope.document.text[end : sentence.end] or scope.words(sentence)
    if _COMING.search(behind):
        return "planned"
    if scope.part_at(sentence.start).document_type in ("partnership_plan", "action_plan"):
        return "planned"
    if _GOES_ON.search(behind):
        return "ongoing"
    around = scope.words(sentence.block) if sentence.block else ""
    return (
        "ongoing"
        if _BEGUN.search(scope.words(sentence)) and _GOES_ON.search(around)
        else "delivered"
    )
