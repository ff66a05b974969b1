"""What a text tells of an initiative: its description, money, who leads it, and how far it is."""

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.initiative_leads import find_lead
from extractors.organisations import find_organisations
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.themes import themes_of
from extractors.values.contacts import without_contacts
from extractors.values.periods import Period
from schemas.initiatives import Status

_MONEY = re.compile(r"£|\bfund(?:ed|ing|s)?\b", re.IGNORECASE)
_MOST_PARTNERS = 20

_COMING = re.compile(
    r"\b(?:will|plans? to|planned|proposed|is to be|are to be|is due to|looking to|intends? to)\b"
)
_GOES_ON = re.compile(
    r"\b(?:is|are|runs?|continues?|provides?|works?|delivers?|aims?|offers?|ha(?:s|ve) been running"
    r"|has been developed|ha(?:s|ve) supported|forms? part|host|displays?)\b"
)
# "was delivered", "gave 40 visitors a badge": told as over, whatever the words before the name
_OVER = re.compile(r"\b(?:was|were|ran|gave|saw|took|held|[a-z]{3,}ed)\b")
# What was begun goes on where the text around says so
_BEGUN = re.compile(r"\b(?:launched|introduced|developed|established|set up|created|formed)\b")


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


def told_of(name: str, told: str, status: Status, around: str = "") -> dict[str, Any]:
    """The columns that a text tells; who leads may also stand in the text `around` it."""
    sentences = re.split(r"(?<=[.!?])\s+", without_contacts(" ".join(told.split())))
    first = sentences[0][:500] if sentences and sentences[0] else None
    money = next((s[:300] for s in sentences if _MONEY.search(s)), None)
    lead = find_lead(told) or find_lead(around)
    partners = dict.fromkeys(o.text for o in find_organisations(told))
    return {
        "description": first,
        "themes": themes_of(f"{name}. {first or ''}") or ["other"],
        "priority_refs": [],
        "lead": lead,
        "partners": [p for p in partners if p not in (lead, name)][:_MOST_PARTNERS],
        "funding_text": money,
        "status": status,
    }


def status_of(scope: Scope, sentence: Sentence, start: int, end: int) -> Status:
    """What the sentence round a name at text[start:end] tells of it, else the text around it."""
    if scope.is_done(sentence.start):
        return "delivered"
    text = scope.document.text
    before, behind = text[sentence.start : start], text[end : sentence.end]
    if _COMING.search(behind) or _is_coming(before):
        return "planned"
    if scope.part_at(sentence.start).document_type in ("partnership_plan", "action_plan"):
        return "planned"
    if _GOES_ON.search(behind):
        return "ongoing"
    if not re.search(r"[a-z]{2}", behind) and not _OVER.search(before) and _GOES_ON.search(before):
        return "ongoing"
    around = scope.words(sentence.block) if sentence.block else ""
    begun = _BEGUN.search(scope.words(sentence)) and _GOES_ON.search(around)
    return "ongoing" if begun else "delivered"


def _is_coming(before: str) -> bool:
    """Whether the last clause before a name tells of what will be: "we will launch the …"."""
    clause = re.split(r"[,;:.]\s|\b(?:which|who|that)\b", before)[-1]
    return bool(_COMING.search(clause)) and not _OVER.search(clause)


def financial_year(period: Period | None) -> str | None:
    """The year that a period is, or, as for a launch in September 2011, that it falls in."""
    if period is None or period.label:
        return period.label if period else None
    if not period.first or not period.last:
        return None
    first, last = (day.year - (day.month < 4) for day in (period.first, period.last))
    return f"{first}-{(first + 1) % 100:02}" if first == last else None
