"""What a text tells of an initiative: its description, money, who leads it, and how far it is."""

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.initiative_leads import find_doer, find_lead
from extractors.organisations import find_organisations
from extractors.themes import themes_of
from extractors.values.contacts import without_contacts
from schemas.initiatives import Status

_MONEY = re.compile(r"£|\bfund(?:ed|ing|s)?\b", re.IGNORECASE)
_MOST_PARTNERS = 20


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


def told_of(
    name: str,
    told: str,
    status: Status,
    before: str = "",
    behind: str = "",
    over: str | None = None,
) -> dict[str, Any]:
    """The columns that a text tells; who leads may stand in what is told before or behind it.

    `over`: the agency whose section it is, which leads where nobody else is told to.
    """
    sentences = re.split(r"(?<=[.!?])\s+", without_contacts(" ".join(told.split())))
    first = sentences[0][:500] if sentences and sentences[0] else None
    money = next((s[:300] for s in sentences if _MONEY.search(s)), None)
    lead = (
        find_lead(told, name)
        or find_lead(_that_goes_on(behind), name)
        or find_doer(before.strip(), name)
        or over
    )
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


# "It is run by …" · "Delivered by Hope Trust, it worked with …" · "The course, led by …"
_GOES_ON = re.compile(
    r"^(?:It|This|These|They|Its|The\s+(?:[\w-]+\s+)?(?:project|scheme|programme|course|campaign|pilot"
    r"|initiative|operation|event|sessions?|work|team|service)|[Ll]ed|Run|Delivered|Organised|Lead)\b"
)


def _that_goes_on(behind: str) -> str:
    """The sentences that go on telling of what was named before them."""
    told = []
    for sentence in re.split(r"(?<=[.!?])\s+", behind.strip()):
        if not _GOES_ON.match(sentence):
            break
        told.append(sentence)
    return " ".join(told)
