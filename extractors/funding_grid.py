"""A table of sums as its rules ask for it: rows, headers, caption, sentences of its cells."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from extractors.funding_parties import Parties
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.tables import caption_of


class MoneyTable:
    """A grid with the cells of each row and the header of each column looked up once."""

    def __init__(self, scope: Scope, grid: Grid, parties: Parties) -> None:
        self.scope = scope
        self.parties = parties
        self.grid = grid
        self._rows: dict[int, list[Cell]] = defaultdict(list)
        self._headers: dict[int, list[str]] = defaultdict(list)
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                self._rows[row].append(cell)
            if cell.row < grid.n_header_rows and cell.start < cell.end:
                for col in range(cell.col, cell.col + cell.col_span):
                    self._headers[col].append(self.words(cell))

    def words(self, cell: Cell) -> str:
        """The text of a cell."""
        return self.scope.document.words_of(cell)

    def row(self, cell: Cell) -> list[Cell]:
        """The cells of its row, from the left, those that reach into it from above too."""
        return self._rows[cell.row]

    def row_span(self, cell: Cell) -> tuple[int, int]:
        """Where the text of its row begins and ends."""
        own = [c for c in self._rows[cell.row] if c.row == cell.row]
        return own[0].start, own[-1].end

    def header(self, cell: Cell) -> str:
        """Texts of the header cells above it."""
        return " ".join(self._headers.get(cell.col, ()))

    def has_column(self, role: str, columns: Mapping[str, re.Pattern[str]]) -> bool:
        """Whether a column is headed as one of a role."""
        return any(columns[role].search(" ".join(words)) for words in self._headers.values())

    @cached_property
    def caption(self) -> str:
        """What the table is called, or nothing."""
        caption = caption_of(self.scope.document, self.grid)
        if caption and caption.is_own:
            return caption.text
        return self._line_above() or (caption.text if caption else "")

    def _line_above(self) -> str:
        """The short line right above the table that calls it something, where no caption does."""
        blocks = self.scope.document.blocks
        index = bisect_left(blocks, self.grid.start, key=lambda b: b.start)
        last = blocks[index - 1] if index else None
        if last is None or last.kind == "item" or self.grid.start - last.end > 10:
            return ""
        above = " ".join(self.scope.words(last).split())
        return above if len(above.split()) <= 14 and not above.endswith(".") else ""

    def sentences(self, cell: Cell) -> list[Sentence]:
        """The sentences of a cell."""
        every = self.scope.sentences
        first = bisect_left(every, cell.start, key=lambda s: s.start)
        last = bisect_left(every, cell.end, key=lambda s: s.start)
        return list(every[first:last])
