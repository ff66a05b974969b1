"""What the columns of an action plan hold, whatever they are called."""

import re
from dataclasses import dataclass
from typing import Literal

from extractors.reading.document import Cell, Document, Grid

Role = Literal[
    "number",
    "project",
    "objective",
    "reason",
    "action",
    "theme",
    "priority",
    "lead",
    "partners",
    "funding",
    "timescale",
    "outcomes",
    "status",
]

# In this order: "Lead Partner" is a lead, "Success measure" an outcome, "Action Status" a status
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))  # type: ignore[misc]
    for role, pattern in (
        ("number", r"^(?:no\.?|#|ref\.?(?:erence)?|number|item|id)$"),
        ("reason", r"^why\b"),
        ("priority", r"\bpriorit(?:y|ies)\b(?!.*\baction)|\bobjectives? (?:met|link)|links? to\b"),
        (
            "status",
            r"\b(?:b?rag|status|progress|update|position|complete[d]?|commentary|comments?)\b",
        ),
        (
            "timescale",
            r"\b(?:time ?(?:scale|frame|line|table)s?|by when|when|deadline|target date"
            r"|due|dates?|completion|milestones?|quarter|review|start(?:s|ing)?|finish|ends?)\b",
        ),
        (
            "lead",
            r"\b(?:(?:delivered|run|led) by|leads?|owners?|responsib\w+|by whom|who"
            r"|accountab\w+|officers?)\b",
        ),
        (
            "partners",
            r"\b(?:partners?|agenc(?:y|ies)|support(?:ed|ing)?|involved|stakeholders?|input)\b",
        ),
        ("funding", r"£|\b(?:fund\w*|budget\w*|cost\w*|resourc\w*|spend|allocation|financ\w*)\b"),
        (
            "outcomes",
            r"\b(?:outcomes?|outputs?|measures?|success|impact|results?|benefits?|kpis?"
            r"|indicators?|performance|target|evidence|evaluat\w+|looks? like|difference)\b",
        ),
        (
            "project",
            r"\b(?:projects?|initiatives?|schemes?|campaigns?|programmes?|interventions?"
            r"|operation)\b",
        ),
        (
            "action",
            r"\b(?:actions?|activit(?:y|ies)|tasks?|we will|what we(?:['’]ll| will| are going to)"
            r"|what will|how (?:we|will)|deliver\w*|what|how|steps?|commitments?|plans?)\b",
        ),
        ("reason", r"\b(?:reasons?|rationale)\b"),
        ("objective", r"\b(?:objectives?|aims?|goals?)\b"),
        ("theme", r"\b(?:themes?|areas?|issues?|topics?|subjects?|categor(?:y|ies)|strands?)\b"),
    )
)
_LONGEST_HEADER = 15  # words: "What difference will it make, and how will we know?"
_OBJECTIVE = re.compile(r"\bobjectives?\b|\baims?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of an action plan: its cells by what they hold, and the row across all above it."""

    row: int
    start: int
    end: int
    cells: dict[Role, Cell]
    across: str | None


def column_roles(document: Document, grid: Grid) -> dict[int, Role]:
    """What each column holds, by its header; a column whose header says nothing is left out."""
    roles: dict[int, Role] = {}
    for cell in grid.cells:
        if cell.row >= max(1, grid.n_header_rows):
            continue
        text = " ".join(document.words_of(cell).split())
        role = _role(text)
        if role and role not in roles.values() and cell.col not in roles:
            roles[cell.col] = role
    return roles


def _role(header: str) -> Role | None:
    if not 0 < len(header.split()) <= _LONGEST_HEADER:
        return None
    if _OBJECTIVE.search(header) and len(header.split()) <= 4:
        return "objective"
    return next((role for role, words in _ROLES if words.search(header)), None)


def plan_rows(document: Document, grid: Grid) -> list[PlanRow]:
    """The rows of an action plan that hold an action, in order."""
    roles = column_roles(document, grid)
    rows: list[PlanRow] = []
    across: str | None = None
    for number in range(max(1, grid.n_header_rows), grid.n_rows):
        filled = [c for c in grid.cells if c.row == number and document.words_of(c).strip()]
        if not filled:
            continue
        told = [c for c in filled if not re.fullmatch(r"[\d.()\s]{1,6}", document.words_of(c))]
        if len(told) == 1 and (told[0].col_span > 1 or len(filled) <= 2) and grid.n_cols > 3:
            across = " ".join(document.words_of(told[0]).split())
            continue
        cells = {roles[c.col]: c for c in filled if c.col in roles}
        rows.append(PlanRow(number, filled[0].start, filled[-1].end, cells, across))
    return rows


def name_role(document: Document, rows: list[PlanRow]) -> Role | None:
    """The column that names the initiatives: the project, else the objective if each row has one.

    Where an objective stands over several rows, or is said again in each, the action names the row.
    """
    for role in ("project", "objective", "action", "theme"):
        cells = [row.cells[role] for row in rows if role in row.cells]
        told = {" ".join(document.words_of(cell).split()) for cell in cells}
        if cells and len(cells) >= 0.8 * len(rows) and len(told) >= 0.8 * len(cells):
            return role
    counts: dict[Role, int] = {}
    for row in rows:
        for role in row.cells:
            if role in ("project", "action", "objective", "theme"):
                counts[role] = counts.get(role, 0) + 1
    return max(counts, key=lambda role: counts[role], default=None)
