"""Initiatives that are rows of a table of funded projects, with who runs each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.initiative_accounts import PLANS, Accounts
from extractors.initiative_facts import Found
from extractors.initiative_periods import financial_year, period_of
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.themes import themes_of
from extractors.values.contacts import without_contacts
from extractors.values.names import clean_name
from schemas.initiatives import Status

# "Project" · "LCPF project" · "Name of scheme"; not "Project cost" or "Project lead"
_PROJECT = re.compile(
    r"^(?:[\w&’'-]+\s+){0,2}(?:projects?|initiatives?|schemes?|campaigns?|interventions?)"
    r"(?:\s*/\s*\w+)?(?:\s+(?:name|title))?$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:provider|organisation|delivered by|delivery partner|recipient|run by|lead|led by|agency"
    r"|awarded to|group|applicant|grant holder|partner)\b",
    re.IGNORECASE,
)
_THEME = re.compile(r"\b(?:priority|theme|area|purpose)\b", re.IGNORECASE)
# "Small grants awarded": what was given is over, what "is spent" goes on
_GIVEN = re.compile(r"\b(?:awarded|(?:we|were) funded|supported in|paid for)\b", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:(?:sub-?\s?|grand\s)?totals?|other|various)\b", re.IGNORECASE)
_LONGEST = 14  # words of a project's name
_METHOD, _TRUST = "initiatives.funded_project", 0.8


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table tells what is funded, who runs it and what it is for."""

    project: int
    who: int
    theme: int | None


def find_funded(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    """One initiative a row of a table that names projects and who runs them."""
    for grid in scope.document.grids:
        if scope.kinds[grid.index] not in ("other", "data") or grid.n_header_rows != 1:
            continue
        heads = {cell.col: _words(scope, cell) for cell in grid.cells if cell.row == 0}
        if columns := _columns(heads):
            yield from _rows(scope, accounts, grid, columns)


def _columns(heads: dict[int, str]) -> _Columns | None:
    def first(pattern: re.Pattern[str], *but: int) -> int | None:
        told = (col for col, head in heads.items() if col not in but and pattern.search(head))
        return next(told, None)

    project = first(_PROJECT)
    who = None if project is None else first(_WHO, project)
    if project is None or who is None:
        return None
    return _Columns(project, who, first(_THEME, project, who))


def _rows(scope: Scope, accounts: Accounts, grid: Grid, columns: _Columns) -> Iterator[Found]:
    caption = scope.document.text[slice(*grid.caption)] if grid.caption else ""
    status = _status(scope, accounts, grid, caption)
    period = _period(scope, grid, caption) or period_of(
        scope, accounts, caption, grid.start, None, status
    )
    cells = {(cell.row, cell.col): cell for cell in grid.cells}
    for row in range(1, grid.n_rows):
        project = cells.get((row, columns.project))
        name = clean_name(_words(scope, project)) if project else ""
        if project is None or not _is_name(name):
            continue
        who = cells.get((row, columns.who)) or project
        theme = cells.get((row, columns.theme)) if columns.theme is not None else None
        about = {
            "theme": _words(scope, theme) or None if theme else None,
            "themes": themes_of(f"{name}. {_words(scope, theme) if theme else ''}") or ["other"],
            "priority_refs": [],
            "partners": [],
            "lead": _words(scope, who) or None if who is not project else None,
            "status": status,
        }
        clause = (min(project.start, who.start), max(project.end, who.end))
        yield Found(project.start, project.end, clause, name, period, _METHOD, _TRUST, about)


def _status(scope: Scope, accounts: Accounts, grid: Grid, caption: str) -> Status:
    is_given = any(_GIVEN.search(title) for title in (caption, *grid.section[-1:]))
    if is_given or accounts.tells(grid.start) == "done":
        return "delivered"
    return "planned" if scope.part_at(grid.start).document_type in PLANS else "ongoing"


def _period(scope: Scope, grid: Grid, caption: str) -> str | None:
    """The year of the only dated column, or of the caption."""
    heads = [_words(scope, cell) for cell in grid.cells if cell.row == 0]
    years = [year for head in heads if (year := financial_year(scope.only_period(head)))]
    return years[0] if len(years) == 1 else financial_year(scope.only_period(caption))


def _is_name(name: str) -> bool:
    return 0 < len(name.split()) <= _LONGEST and not _TOTAL.match(name) and not name[0].isdigit()


def _words(scope: Scope, cell: Cell) -> str:
    return without_contacts(" ".join(scope.document.words_of(cell).split()))
