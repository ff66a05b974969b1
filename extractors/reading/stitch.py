"""Joins the pieces of tables that run over pages, and makes grids of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.reading.assemble import DraftCell, DraftGrid
from extractors.reading.cells import PageCell, PageTable, cell_run
from extractors.reading.headers import n_header_rows
from extractors.reading.hyphens import Joiner
from extractors.reading.lines import Line
from extractors.reading.markers import DASHES
from extractors.reading.page_layout import PageDraft


class LongTable:
    """A table as read so far, page after page."""

    def __init__(self, table: PageTable) -> None:
        self.table = table
        self.n_header_rows = n_header_rows(table)
        self.page_start = self.page_end = table.page

    def takes(self, table: PageTable) -> bool:
        """Whether the table is the next page's piece of this one; takes its rows if it is."""
        if table.page != self.page_end + 1 or not _same_columns(self.table, table):
            return False
        skipped = self._repeated_header(table)
        rows = [cell for cell in table.cells if cell.row >= skipped]
        cut = skipped < table.n_rows and self._goes_on(table.row(skipped))
        if cut:
            self._append_to_last_row(table.row(skipped))
            rows = [cell for cell in rows if cell.row > skipped]
            skipped += 1
        shift = self.table.n_rows - skipped
        for cell in rows:
            cell.row += shift
        self.table.cells += rows
        self.table.n_rows += max(0, table.n_rows - skipped)
        self.page_end = table.page
        if not self.n_header_rows and self.page_start == table.page - 1:
            self.n_header_rows = n_header_rows(self.table)
        return True

    def _repeated_header(self, table: PageTable) -> int:
        """How many of the piece's first rows say again what the header says."""
        count = 0
        while count < min(self.n_header_rows, table.n_rows):
            ours = [(cell.col, cell.text) for cell in self.table.row(count) if cell.lines]
            theirs = [(cell.col, cell.text) for cell in table.row(count) if cell.lines]
            if ours != theirs:
                break
            count += 1
        return count

    def _goes_on(self, cells: Sequence[PageCell]) -> bool:
        """Whether a row is the rest of the last row: its first cell blank, a sentence open."""
        if not cells or any(cell.row_span > 1 for cell in cells):
            return False
        filled = [cell for cell in cells if cell.lines]
        last = {cell.col: cell for cell in self.table.cells if cell.row == self.table.n_rows - 1}
        begun = {col for col, cell in last.items() if cell.lines}
        if not filled or (self.table.ruled and any(cell.col not in last for cell in filled)):
            return False
        is_first_blank = all(cell.col > 0 for cell in filled)
        if is_first_blank and 0 in begun and not any(cell.col in begun for cell in filled):
            return True
        again = [(last[cell.col], cell) for cell in filled if cell.col in begun]
        if is_first_blank:
            return any(_is_open(above, cell) for above, cell in again)
        blank = sum(not cell.lines and cell.col in last for cell in cells)
        runs_on = [
            above.text.strip() in DASHES or (_is_open(above, cell) and cell.text[0].islower())
            for above, cell in again
        ]
        return 3 * blank >= len(cells) and any(runs_on)

    def _append_to_last_row(self, cells: Sequence[PageCell]) -> None:
        last = {cell.col: cell for cell in self.table.cells if cell.row == self.table.n_rows - 1}
        for cell in cells:
            if cell.lines and cell.col in last:
                last[cell.col].lines += cell.lines
            elif cell.lines:
                self.table.cells.append(replace(cell, row=self.table.n_rows - 1))

    def grid(self, joiner: Joiner) -> DraftGrid:
        """The grid of the whole table."""
        table = self.table
        return DraftGrid(
            cells=tuple(
                DraftCell(
                    cell.row,
                    cell.col,
                    cell_run(cell.lines, joiner, table.edges(cell) if table.ruled else None),
                    cell.row_span,
                    cell.col_span,
                )
                for cell in table.cells
            ),
            n_rows=table.n_rows,
            n_cols=table.n_cols,
            n_header_rows=self.n_header_rows,
            page_start=self.page_start,
            page_end=self.page_end,
            is_layout=_only_lays_out(table),
        )


def _only_lays_out(table: PageTable) -> bool:
    """Whether a few boxes of long text stand side by side, no rows of a table."""
    lengths = sorted(len(cell.text) for cell in table.cells if cell.lines)
    long = sum(length > 150 for length in lengths)
    return table.n_rows < 5 and bool(lengths) and long >= 0.75 * len(lengths)


def adopt_frames(pages: Sequence[PageDraft]) -> None:
    """A framed text that ends a page is the first row of the table that begins the next."""
    for page, following in pairwise(pages):
        table = following.parts[0] if following.parts else None
        last = page.parts[-1] if page.parts else None
        if not isinstance(table, PageTable) or not isinstance(last, Line) or last.frame is None:
            continue
        frame = last.frame
        if abs(frame.x0 - table.xs[0]) > 5 or abs(frame.x1 - table.xs[-1]) > 5:
            continue
        lines = [part for part in page.parts if isinstance(part, Line) and part.frame == frame]
        row = PageCell(0, 0, 1, table.n_cols, lines)
        page.parts = [part for part in page.parts if not any(part is line for line in lines)]
        page.parts.append(PageTable(page.number, frame, table.xs, 1, [row]))


def _same_columns(ours: PageTable, theirs: PageTable) -> bool:
    """Whether the edges are the same, or, where none is drawn, the sides of the cells' words."""
    if ours.n_cols != theirs.n_cols:
        return False
    shift = theirs.xs[0] - ours.xs[0]
    if all(abs(b - a - shift) <= 5 for a, b in zip(ours.xs, theirs.xs, strict=True)):
        return True
    if ours.ruled or theirs.ruled:
        return False
    pairs = zip(_sides(ours), _sides(theirs), strict=True)
    return all(
        a is None or b is None or min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 5 for a, b in pairs
    )


def _sides(table: PageTable) -> list[tuple[float, float] | None]:
    """Where the words of each column begin and end."""
    found: list[tuple[float, float] | None] = []
    for col in range(table.n_cols):
        boxes = [
            line.box
            for cell in table.cells
            if cell.col == col and cell.col_span == 1
            for line in cell.lines
        ]
        found.append((min(b.x0 for b in boxes), max(b.x1 for b in boxes)) if boxes else None)
    return found


def _is_open(last: PageCell, cell: PageCell) -> bool:
    """Whether a cell's sentence is open at the page's end and the next goes on with it."""
    text = last.text.rstrip()
    return bool(text) and (text[-1] not in ".!?:" or cell.text[:1].islower())
