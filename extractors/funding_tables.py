"""Sums in the cells of tables: budgets of action plans, and money columns with their headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.funding_roles import KINDS, Roles
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.values.money import Money, find_money, money_scale, parse_amount
from extractors.values.names import clean_name
from schemas.funding import FundingKind

# "£1950 BBC (Keep Safe Budget)": funder behind the sum, its scheme in brackets
_BEHIND = re.compile(
    r"^[\s:–-]*(?P<name>[^\d£()\n;,]{2,60}?)\s*(?:\((?P<scheme>[^)]{3,60})\))?\s*(?:[+&/;,\n]|$|and\b)"
)
# "CSP - £500" · "CSP: £500"
_AHEAD = re.compile(r"(?:^|[\n;,+/])\s*(?P<name>[A-Z][^\d£()\n;,:]{1,60}?)\s*[:–-]?\s*$")
_NO_FUNDER = re.compile(
    r"^(?:per|a|an|for|to|from|each|every|of|in|on|plus|total|tbc|approx\w*|including|match|annual\w*)\b",
    re.I,
)
_ROW_NUMBER = re.compile(r"^[\d.()a-z]{0,5}$")


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum in a cell, at `document.text[start:end]`; `clause` is its row."""

    start: int
    end: int
    clause: tuple[int, int]
    money: Money
    roles: Roles
    period: str | None
    method: str


def find_table_sums(scope: Scope) -> Iterator[CellSum]:
    """The sums in every table that is no layout."""
    for grid in scope.document.grids:
        kind = scope.kinds[grid.index]
        if kind == "layout":
            continue
        for cell in grid.cells:
            if cell.row < grid.n_header_rows or cell.start == cell.end:
                continue
            yield from _sums_in_cell(scope, grid, cell, kind == "action_plan")


def _sums_in_cell(scope: Scope, grid: Grid, cell: Cell, planned: bool) -> Iterator[CellSum]:
    text = scope.document.words_of(cell)
    header = _header(scope, grid, cell)
    sums = find_money(text)
    if not sums and (scale := money_scale(header)) and cell.col > 0:
        bare = parse_amount(text, scale)
        sums = [bare] if bare else []
    row = _row_span(grid, cell)
    for index, money in enumerate(sums):
        after = sums[index + 1].start if index + 1 < len(sums) else len(text)
        before = sums[index - 1].end if index else 0
        name, scheme = _party(text, money, before, after)
        inherited = scope.only_period(header) or scope.only_period(text)
        period = inherited.label if inherited else scope.plan_period(grid.start, planned)
        yield CellSum(
            cell.start + money.start,
            cell.start + money.end,
            row,
            money,
            Roles(
                kind=_kind(text, header, planned),
                funder=name,
                purpose=_purpose(scope, grid, cell),
                scheme=scheme,
            ),
            period,
            "funding.plan_cell" if planned else "funding.table_cell",
        )


def _party(text: str, money: Money, before: int, after: int) -> tuple[str | None, str | None]:
    behind = _BEHIND.match(text[money.end : after])
    if behind and not _NO_FUNDER.match(behind["name"].strip()) and len(behind["name"].split()) <= 7:
        return behind["name"].strip() or None, behind["scheme"]
    ahead = _AHEAD.search(text[before : money.start])
    if ahead and not _NO_FUNDER.match(ahead["name"].strip()) and len(ahead["name"].split()) <= 7:
        return ahead["name"].strip(), None
    return None, None


def _kind(text: str, header: str, planned: bool) -> FundingKind:
    for words in (text, header):
        for kind, pattern in KINDS:
            if pattern.search(words):
                return "budget" if planned and kind in ("grant", "cost") else kind
    return "budget" if planned else "other"


def _header(scope: Scope, grid: Grid, cell: Cell) -> str:
    """Texts of the header cells above the cell."""
    above = [
        scope.document.words_of(c)
        for c in grid.cells
        if c.row < grid.n_header_rows and c.col <= cell.col < c.col + c.col_span
    ]
    return " ".join(text for text in above if text)


def _purpose(scope: Scope, grid: Grid, cell: Cell) -> str | None:
    """The first words of the row that are no number: what the money is for."""
    for other in grid.cells:
        text = scope.document.words_of(other).strip()
        in_row = other.row <= cell.row < other.row + other.row_span
        if in_row and other.col < cell.col and text and not _ROW_NUMBER.match(text):
            return clean_name(" ".join(text.split("\n")[0].split()))[:300] or None
    return None


def _row_span(grid: Grid, cell: Cell) -> tuple[int, int]:
    row = [c for c in grid.cells if c.row == cell.row]
    return row[0].start, row[-1].end
