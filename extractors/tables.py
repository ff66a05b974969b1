"""Finds the tables of a report and their cells, with the headers that lead to each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.provenance import make_record, where
from extractors.reading.document import Block, Cell, Document, Grid
from extractors.scope import Scope
from extractors.table_headers import TableView
from extractors.table_kinds import kind_of
from extractors.table_values import cell_numbers
from extractors.values.contacts import contact_spans
from schemas.base import record_id
from schemas.tables import Table, TableCell

__all__ = ["caption_of", "find_tables", "kind_of", "table_ids"]

# "safety@utt lesford.gov.uk": an address that a narrow column broke
_BROKEN_EMAIL = re.compile(
    r"[\w.+-]+@\s?(?:[\w-]{1,40}\s?[.\s]\s?){1,6}?(?:uk|com|org|net|wales|cymru|london|info)\b"
)
_LONGEST = 480  # characters, a little less than a source text may have
_SPACES = re.compile(r"[^\S\n]+")
_CONFIDENCE = {"data": 0.95, "action_plan": 0.95, "contacts": 0.95, "glossary": 0.95}


def find_tables(scope: Scope) -> Iterator[Table | TableCell]:
    """Each table, and the filled cells of those that are no layout."""
    document = scope.document
    for grid, name in zip(document.grids, table_ids(document), strict=True):
        kind = scope.kinds[grid.index]
        filled = [cell for cell in grid.cells if cell.start < cell.end]
        if not filled:
            scope.warnings.append(f"{where(scope, grid.start)}a table without words was not read")
            continue
        caption, view = caption_of(document, grid), TableView(document, grid)
        yield from make_record(
            scope,
            Table,
            _clipped(document, *view.row_spans[filled[0].row]),
            _clipped(document, *view.row_spans[filled[0].row]),
            table_id=name,
            caption=caption.text if caption else None,
            page_start=grid.page_start,
            page_end=grid.page_end,
            n_rows=grid.n_rows,
            n_cols=grid.n_cols,
            n_header_rows=view.n_header_rows,
            kind=kind,
            method="tables.grid",
            confidence=_CONFIDENCE.get(kind, 0.8),
        )
        if kind != "layout":
            yield from _cells(scope, view, filled, name)


def _cells(scope: Scope, view: TableView, filled: list[Cell], name: str) -> Iterator[TableCell]:
    for cell in filled:
        row_header, col_header = _headers(view, cell)
        numbers = []
        if cell.row not in view.header_rows and cell.col not in view.label_cols:
            text = " ".join(scope.document.words_of(cell).split())
            numbers = cell_numbers(text, col_header, row_header)
        unit = numbers[0].unit or "other" if numbers else None
        yield from make_record(
            scope,
            TableCell,
            _clipped(scope.document, cell.start, cell.end),
            view.row_spans[cell.row],
            table_id=name,
            row=cell.row,
            col=cell.col,
            row_span=cell.row_span,
            col_span=cell.col_span,
            text=_public(scope.document.words_of(cell)),
            value=numbers[0].value if numbers else None,
            unit=unit,
            is_header=_is_header(view, cell),
            row_header=_public(" > ".join(row_header)),
            col_header=_public(" > ".join(col_header)),
            method="tables.cell",
            confidence=0.95,
        )


def _headers(view: TableView, cell: Cell) -> tuple[list[str], list[str]]:
    if cell.row in view.header_rows:
        return [], []
    row = [] if cell.row in view.sections else view.row_header(cell.row)
    if cell.col in view.label_cols:
        row = []
    return row, view.col_header(cell.row, cell.col)


def _is_header(view: TableView, cell: Cell) -> bool:
    """In a header row, across the table, or the name of a row of a table with numbers."""
    names_row = cell.col in view.label_cols and bool(view.numeric_cols)
    return cell.row in view.header_rows or cell.row in view.sections or names_row


def _clipped(document: Document, start: int, end: int) -> tuple[int, int]:
    """As much of a span as stands on the page where it begins and a source text holds."""
    end = min(end, start + _LONGEST)
    page = document.page(start, end)
    pages = document.places.page[start:end]
    elsewhere = (pages != 0) & (pages != (page or 0))
    return start, start + int(elsewhere.argmax()) if elsewhere.any() else end


def _public(text: str) -> str | None:
    """The text without phone numbers and e-mail addresses; None for nothing."""
    text = _BROKEN_EMAIL.sub("", text)
    for start, end in reversed(contact_spans(text)):
        text = text[:start] + text[end:]
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None


def table_ids(document: Document) -> list[str]:
    """For each grid twelve hex digits of what its first rows print; equal ones differ by order."""
    seen: Counter[str] = Counter()
    ids = []
    for grid in document.grids:
        name = _printed(document, grid)
        ids.append(record_id("", "tables", name, "", seen[name])[:12])
        seen[name] += 1
    return ids


def _printed(document: Document, grid: Grid) -> str:
    """Words of the header and the row below it."""
    rows = range(grid.n_header_rows + 1)
    return "\x1f".join(document.words_of(cell) for cell in grid.cells if cell.row in rows)


@dataclass(frozen=True, slots=True)
class Caption:
    """What a table is called; `is_own` for a caption of its own, else a heading or lead-in."""

    text: str
    is_own: bool


def caption_of(document: Document, grid: Grid) -> Caption | None:
    """The caption of a table, else the lead-in just above it, else the heading it stands under."""
    if grid.caption is not None:
        return Caption(" ".join(document.text[slice(*grid.caption)].split()), is_own=True)
    above = [part for part in document.content if part.end <= grid.start]
    last = above[-1] if above else None
    if isinstance(last, Block) and last.kind in ("paragraph", "heading", "caption"):
        text = " ".join(document.words_of(last).split())
        if last.kind != "paragraph" or (text.endswith(":") and len(text) <= 120):
            return Caption(text.removesuffix(":"), is_own=False)
    if grid.section and grid.section[-1].strip():
        return Caption(grid.section[-1], is_own=False)
    return None
