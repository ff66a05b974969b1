"""Finds what partners did, do or plan: rows of action plans, achievements, named schemes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from extractors.initiative_names import find_names
from extractors.organisations import find_organisations
from extractors.plan_columns import PlanRow, Role, name_role, plan_rows
from extractors.provenance import make_record
from extractors.reading.document import Block, Cell, Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.themes import themes_of
from extractors.values.names import clean_name, without_contacts
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
    return fuzz.ratio(_even(before.name), _even(one.name)) >= 90


def _even(name: str) -> str:
    plain = re.sub(r"\boperation\b", "op", name.casefold())
    plain = re.sub(r"\b(?:the|scheme|project|campaign|initiative|programme)s?\b", " ", plain)
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
            if cell is not None:
                yield _plan_row(scope, grid, row, cell, period)


def _plan_row(scope: Scope, grid: Grid, row: PlanRow, cell: Cell, period: str | None) -> Found:
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
        if block.kind == "heading" and following and following.kind in ("paragraph", "item"):
            if scope.is_achievement(block):
                yield _headed(scope, block, index)
        elif block.kind in ("item", "paragraph") and scope.in_account(block.start):
            yield from _bullet(scope, block)


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
        period.label if period else None,
        "initiatives.achievement_heading",
        0.9,
        columns,
    )


# "Gangs Crime Guide for Parents – 8,000 copies were printed and distributed"
_NAMED_BULLET = re.compile(
    r"^(?P<name>[A-Z‘'“#][^.;:\n]{3,80}?)(?:\s+[–—-]\s+|:\s+)(?P<told>\S.{20,})", re.S
)


def _bullet(scope: Scope, block: Block) -> Iterator[Found]:
    text = scope.words(block)
    match = _NAMED_BULLET.match(text)
    if not match or len(match["name"].split()) > 12 or find_organisations(match["name"]):
        return
    period = scope.heading_period(block.start)
    end = block.start + match.end("name")
    name = clean_name(match["name"])
    yield Found(
        block.start,
        end,
        (block.start, block.end),
        name,
        period.label if period else None,
        "initiatives.achievement_bullet",
        0.8,
        _told_of(name, match["told"], "delivered"),
    )


# "Op Dial is a force wide operation" · "the Crucial Crew initiative"
def _named(scope: Scope) -> Iterator[Found]:
    for sentence in scope.sentences:
        if sentence.kind in ("heading", "caption", "footnote") or _in_data(scope, sentence):
            continue
        text = scope.words(sentence)
        for name in find_names(text):
            period = scope.only_period(text) or scope.inherited_period(sentence)
            yield Found(
                sentence.start + name.start,
                sentence.start + name.end,
                (sentence.start, sentence.end),
                clean_name(name.text),
                period.label if period else None,
                name.method,
                name.confidence,
                _told_of(name.text, text, _tense(text[name.end :] or text)),
            )


def _in_data(scope: Scope, sentence: Sentence) -> bool:
    return sentence.grid is not None and scope.kinds[sentence.grid.index] != "layout"


def _told_of(name: str, told: str, status: Status) -> dict[str, Any]:
    sentences = re.split(r"(?<=[.!?])\s+", without_contacts(" ".join(told.split())))
    first = sentences[0][:500] if sentences and sentences[0] else None
    money = next(
        (s[:300] for s in sentences if re.search(r"£|\bfund(?:ed|ing|s)?\b", s, re.I)), None
    )
    lead = _lead(told)
    return {
        "description": first,
        "themes": themes_of(f"{name}. {first or ''}") or ["other"],
        "priority_refs": [],
        "lead": lead,
        "partners": _partners(told, lead),
        "funding_text": money,
        "status": status,
    }


_BY = re.compile(
    r"\b(?:led|organised|delivered|run|co-?ordinated|provided|hosted|managed|created) (?:jointly )?by (?:the )?$",
    re.I,
)
_DID = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?,?\s*(?:has|have|had|also|successfully|continued to|continues to)?\s*(?:been\s+)?(?:deliver\w*|launch\w*"
    r"|organis\w*|produc\w*|commission\w*|introduc\w*|ran|run|host\w*|carried out|conduct\w*|held"
    r"|develop\w*|creat\w*|design\w*|led|leads|provid\w*|co-?ordinat\w*|support\w*)\b",
    re.I,
)


def _lead(told: str) -> str | None:
    """Who did it: behind *led by*, *organised by*, else before the verb."""
    organisations = find_organisations(told, own=True)
    for organisation in organisations:
        if _BY.search(told[: organisation.start]):
            return organisation.text
    for organisation in organisations:
        if _DID.match(told[organisation.end :]):
            return organisation.text
    return None


def _partners(told: str, lead: str | None) -> list[str]:
    """Organisations that the text names beside the lead."""
    names = dict.fromkeys(o.text for o in find_organisations(told) if o.text != lead)
    return list(names)[:20]


def _tense(behind: str) -> Status:
    if re.search(
        r"\b(?:will|plans? to|planned|proposed|is to be|to be|intend\w*|looking to)\b", behind
    ):
        return "planned"
    if re.search(
        r"\b(?:is|are|runs?|continues?|provides?|works?|delivers?|aims?|has been running|offers?)\b",
        behind,
    ):
        return "ongoing"
    return "delivered"
