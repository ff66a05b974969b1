"""Initiatives that are rows of an action plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.initiative_accounts import PLANS, Accounts
from extractors.initiative_facts import Found
from extractors.initiative_titles import is_project_name, is_title
from extractors.language import sentence_spans
from extractors.plan_columns import PlanRow, Role, name_role, plan_rows
from extractors.priority_words import headed
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.tables import caption_of
from extractors.themes import themes_of
from extractors.values.contacts import without_contacts
from extractors.values.names import clean_name
from schemas.initiatives import Status

_LONGEST = 40  # words of a name; what is longer is told and not named

_DONE = re.compile(r"\b(?:complete[d]?|delivered|achieved|done|closed|finished)\b", re.IGNORECASE)
_GOING_ON = re.compile(
    r"\b(?:on-?\s?going|in progress|underway|under way|continu\w+|started|on track)\b",
    re.IGNORECASE,
)
# "Blue" where nothing says what it means; "Key: Green – complete; Amber – on track"
_FINISHED_COLOUR = "blue"
_KEY = re.compile(
    r"\b(?P<colour>blue|green|grey|purple|black)\b\s*(?:[–—:=(-]|is|means)\s*(?:action\s+)?"
    r"(?:complete|delivered|achieved|done|closed|finished)",
    re.IGNORECASE,
)
# "Second Half – football on Fridays, now in three more parks"
_BEFORE_DASH = re.compile(r"(?P<name>[A-Z][^.;:()\n]{3,50}?)\s+[–—-]\s+\S")
# "Not started" · "to be completed" · "Not yet complete"
_NOT_YET = re.compile(r"\b(?:not|yet|to be|will be|due to be|in-?complete)\b", re.IGNORECASE)


def find_planned(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    """One initiative a row, named by the column that names them."""
    for grid in scope.document.grids:
        if scope.kinds[grid.index] != "action_plan":
            continue
        rows = plan_rows(scope.document, grid)
        naming = name_role(scope.document, rows)
        period = _period_of(scope, grid)
        is_plan = scope.part_at(grid.start).document_type in PLANS
        is_over = accounts.tells(grid.start) == "done" and not is_plan
        about = _About(period, _priority_over(grid), _finished_colour(scope, grid), is_over)
        for row in rows:
            cell = row.cells.get(naming) if naming else None
            if cell is None:
                cell = row.cells.get("action") or row.cells.get("objective")
            if cell is not None and (span := _name_of(scope, cell)):
                yield _row(scope, row, cell, span, about)


# "Table 3: Main actions for 2023-24"
def _period_of(scope: Scope, grid: Grid) -> str | None:
    """The year of the plan's caption, or of what the plan stands in."""
    caption = caption_of(scope.document, grid)
    told = scope.only_period(caption.text) if caption and caption.is_own else None
    return told.label if told and told.label else scope.plan_period(grid.start, planned=True)


def _name_of(scope: Scope, cell: Cell) -> tuple[int, int] | None:
    """The first line of the cell, or its first sentence where that is long; None for prose."""
    text = scope.document.words_of(cell)
    line = next((line for line in text.split("\n") if re.search(r"[^\W\d_]", line)), None)
    if line is None or re.fullmatch(r"\W*(?:grand |sub-?)?totals?\W*", line, re.IGNORECASE):
        return None
    start = cell.start + text.index(line)
    end = start + len(line)
    if len(line.split()) > _LONGEST:
        end = start + sentence_spans(line)[0][1]
    if dash := _BEFORE_DASH.match(scope.document.text[start:end]):
        name = dash["name"]
        if is_title(name) and is_project_name(name):
            end = start + len(name)
    return (start, end) if len(scope.document.text[start:end].split()) <= _LONGEST else None


@dataclass(frozen=True, slots=True)
class _About:
    """What holds for all rows of a plan.

    `finished`: the colour of what is complete; `is_over`: whether it is a list of what was done.
    """

    period: str | None
    serves: list[str]
    finished: str
    is_over: bool


def _finished_colour(scope: Scope, grid: Grid) -> str:
    """The colour that a key before or behind the plan explains as complete."""
    around = scope.document.text[max(0, grid.start - 1500) : grid.start]
    key = _KEY.search(around) or _KEY.search(scope.document.text[grid.end : grid.end + 500])
    return key["colour"].casefold() if key else _FINISHED_COLOUR


def _priority_over(grid: Grid) -> list[str]:
    """The priority that a heading over the plan names: `Priority 2: Burglary`."""
    return [found["text"] for text in grid.section[-1:] if (found := headed(text))]


def _row(
    scope: Scope,
    row: PlanRow,
    cell: Cell,
    span: tuple[int, int],
    about: "_About",
) -> Found:
    def text(role: Role) -> str | None:
        found = row.cells.get(role)
        words = scope.document.words_of(found) if found else ""
        return without_contacts(" ".join(words.split())) or None

    name = clean_name(scope.document.text[slice(*span)])
    described = text("action") if cell is not row.cells.get("action") else None
    over = [row.across] if row.across else about.serves
    words = " ".join(filter(None, (name, described, text("theme"), *over)))
    columns = {
        "description": described,
        "theme": text("theme"),
        "themes": themes_of(words) or ["other"],
        "priority_refs": [*over, *_lines(scope, row.cells.get("priority"))],
        "lead": text("lead") or _marked(text("partners")),
        "partners": _lines(scope, row.cells.get("partners")),
        "funding_text": text("funding"),
        "timescale": text("timescale"),
        "outcomes": text("outcomes"),
        "status": "delivered" if about.is_over else status_of_row(text("status"), about.finished),
    }
    clause = (row.start, row.end)
    return Found(cell.start, cell.end, clause, name, about.period, _METHOD, _TRUST, columns)


_METHOD, _TRUST = "initiatives.plan_row", 0.95
# "Council (lead), parish councils" in a column of partners
_MARKED = re.compile(
    r"(?:^|[,;]\s*)(?P<name>[^,;()]+?)\s*\((?:the\s+)?lead(?:s|ing)?\)", re.IGNORECASE
)


def _marked(partners: str | None) -> str | None:
    found = _MARKED.search(partners or "")
    return found["name"] if found else None


def _lines(scope: Scope, cell: Cell | None) -> list[str]:
    if cell is None:
        return []
    lines = scope.document.words_of(cell).split("\n")
    return [cleaned for line in lines if (cleaned := without_contacts(clean_name(line)))]


def status_of_row(text: str | None, finished: str = _FINISHED_COLOUR) -> Status:
    """What a cell on the state of an action says; an action is planned until it says else."""
    if not text:
        return "planned"
    if re.match(rf"\W*{finished}\b", text, re.IGNORECASE):
        return "delivered"
    if _DONE.search(text) and not _NOT_YET.search(text):
        return "delivered"
    return "ongoing" if _GOING_ON.search(text) and not _NOT_YET.search(text) else "planned"
