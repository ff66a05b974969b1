"""One row a project, scheme, operation, campaign, course or action."""

from typing import Literal

from schemas.base import Record
from schemas.codes import Theme

Status = Literal["delivered", "planned", "ongoing"]


class Initiative(Record):
    """Something named that partners did, do or plan to do."""

    name: str
    """Short name as printed: heading, table cell or proper name."""
    description: str | None = None
    """What it is, as printed."""
    theme: str | None = None
    """Theme as printed."""
    themes: list[Theme]
    """Theme codes."""
    priority_refs: list[str]
    """Priorities that it serves, as printed: numbers or texts."""
    lead: str | None = None
    """Who leads it, as printed."""
    partners: list[str]
    """Who takes part, as printed."""
    funding_text: str | None = None
    """What is printed about its money."""
    timescale: str | None = None
    """When, as printed."""
    outcomes: str | None = None
    """What came of it, or should, as printed."""
    status: Status | None = None
    """`delivered`: the report tells what was done; `planned`: an action plan's row; `ongoing`."""
    period: str | None = None
    """Financial year, printed or that of the plan or achievements it stands in."""
