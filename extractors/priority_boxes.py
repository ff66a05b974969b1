"""Priorities printed in the boxes of a plan on a page: cells under or beside one that says so."""

import re
from collections.abc import Iterator

from extractors.priority_owners import FILLING, Candidate, Telling
from extractors.priority_words import NUMBER_ALONE, is_list_heading
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.themes import themes_of

Span = tuple[int, int]

_NUMBERS = re.compile(r"(?:no|number|rank(?:ing)?|ref|#|order|place)\.?", re.IGNORECASE)
_LED_BY_NUMBER = re.compile(
    r"(?:(?:priority|theme)\s+)?\d{1,2}\s*[.:)–-]?\s+(?=[^\W\d])", re.IGNORECASE
)

_LONGEST = 15  # words of a priority in a box


def find_boxed(scope: Scope) -> Iterator[Candidate]:
    """The cells below or beside the one that says `Our Priorities`, or its own further lines."""
    for grid in scope.document.grids:
        if told := [*_column(scope, grid), *_numbered_rows(scope, grid)]:
            yield from told
            continue
        if scope.kinds[grid.index] not in ("layout", "other"):
            continue
        for cell in grid.cells:
            first, *lines = _lines(scope, cell)
            said = scope.document.text[slice(*first)].strip(" :")
            if not is_list_heading(said):
                continue
            spans = lines or _beside(scope, grid, cell) or _below(scope, grid, cell)
            if 2 <= len(spans) <= 10 and all(_is_priority(scope, span) for span in spans):
                telling = Telling(said, cell.start, "priorities.boxes", 0.85, 0)
                for place, span in enumerate(spans, start=1):
                    yield from telling.candidates(scope, *span, place)


def _column(scope: Scope, grid: Grid) -> Iterator[Candidate]:
    """The first column of a table, where it is headed `Priority` and tells other things in rows.

    One that only numbers the rows may stand before it: `Rank`, `No.`.
    """
    heads = [c for c in grid.cells if c.row < max(1, grid.n_header_rows) and c.start < c.end]
    if scope.kinds[grid.index] == "data" or not heads or grid.n_cols < 2:
        return
    first, *others = sorted(heads, key=lambda cell: (cell.row, cell.col))
    is_number = _NUMBERS.fullmatch(scope.document.words_of(first).strip())
    head = others[0] if is_number and others else first
    said = scope.document.words_of(head).strip(" :")
    if not is_list_heading(said):
        return
    cells = [c for c in grid.cells if c.col == head.col and c.row > head.row and c.start < c.end]
    named = [_without_number(scope, cell) for cell in cells]
    told = {scope.document.text[slice(*span)].casefold(): span for span in named[::-1]}
    spans = [span for span in sorted(told.values()) if _is_priority(scope, span)]
    themed = [span for span in spans if themes_of(scope.document.text[slice(*span)])]
    if 2 <= len(spans) <= 10 and 2 * len(themed) > len(told):
        telling = Telling(said, head.start, "priorities.column", 0.8, FILLING)
        for place, span in enumerate(spans, start=1):
            yield from telling.candidates(scope, *span, place)


def _numbered_rows(scope: Scope, grid: Grid) -> Iterator[Candidate]:
    """Rows of a number and a name, below a heading that announces them: `1`, or `Priority 1`."""
    heading = grid.section[-1] if grid.section else ""
    cells = [c for c in grid.cells if c.start < c.end]
    numbers = [scope.document.words_of(c).strip(" .)") for c in cells if c.col == 0]
    named = [text for text in numbers if NUMBER_ALONE.match(text)]
    if grid.n_cols != 2 or not (is_list_heading(heading) or len(named) == grid.n_rows):
        return
    numbers = [text.split()[-1] for text in numbers]
    if numbers != [str(place) for place in range(1, grid.n_rows + 1)]:
        return
    spans = [(c.start, c.end) for c in cells if c.col == 1]
    if len(spans) == len(numbers) and all(_is_priority(scope, span) for span in spans):
        telling = Telling(heading, grid.start, "priorities.numbered_rows", 0.85, 0)
        for place, span in enumerate(spans, start=1):
            yield from telling.candidates(scope, *span, place)


def _without_number(scope: Scope, cell: Cell) -> Span:
    """The words of a cell: `Priority 1: Rural crime` and `1. Rural crime` name rural crime."""
    text = scope.document.words_of(cell)
    number = _LED_BY_NUMBER.match(text)
    return cell.start + (number.end() if number else 0), cell.end


def _lines(scope: Scope, cell: Cell) -> list[Span]:
    spans: list[Span] = []
    start = cell.start
    for line in scope.document.words_of(cell).split("\n"):
        if line.strip() or not spans:
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _beside(scope: Scope, grid: Grid, cell: Cell) -> list[Span]:
    return _members(scope, [c for c in grid.cells if c.row == cell.row and c.col > cell.col])


def _below(scope: Scope, grid: Grid, cell: Cell) -> list[Span]:
    row = cell.row + cell.row_span
    return _members(scope, [c for c in grid.cells if c.row == row])


def _members(scope: Scope, cells: list[Cell]) -> list[Span]:
    """Each filled cell is one, or each line of a single one."""
    filled = [cell for cell in cells if cell.start < cell.end]
    if len(filled) == 1:
        return _lines(scope, filled[0])
    return [(cell.start, cell.end) for cell in filled]


def _is_priority(scope: Scope, span: Span) -> bool:
    """Some words, none of them a number: no crime table, no paragraph."""
    text = scope.document.text[slice(*span)]
    return len(text.split()) <= _LONGEST and not any(c.isdigit() for c in text) and len(text) > 3
