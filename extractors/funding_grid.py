"""A table of sums as its rules ask for it: rows, headers, caption, sentences of its cells."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from extractors.funding_columns import NO_SUMS, Role, role_of_header
from extractors.funding_parties import Parties
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.tables import caption_of
from extractors.values.money import Money, find_money, money_scale, parse_amount
from extractors.values.names import clean_name

_ROW_NUMBER = re.compile(r"^[\d.()a-z]{0,5}$")
_NO_WORDS = re.compile(r"^[\s£\d,.()–-]*[kmKM]?$")
_TOTAL = re.compile(r"^(?:grand\s+|sub-?\s?)?totals?\b", re.I)
_LONGEST = 300  # characters of a label
_CLOSE = 200  # characters between a table and the sentence that leads to it
# "Grants were made as shown below." · "The grant is accounted for in Table 2." · "We spent it on:"
_LEADS_TO = re.compile(r":$|\b(?:below|follow(?:s|ing)|as\s+shown|[Tt]able(?:\s\w{1,3})?)\b")
_CAPTION = 14  # words of a line above a table that calls it something


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

    def header(self, col: int) -> str:
        """Texts of the header cells above a column."""
        return " ".join(self._headers.get(col, ()))

    def has_column(self, role: Role) -> bool:
        """Whether a column is headed as one of a role."""
        return role in self._roles.values()

    @cached_property
    def _roles(self) -> dict[int, Role]:
        """What the words of each column that holds no sums are to the sums."""
        return {
            col: role
            for col in range(self.grid.n_cols)
            if col not in self.money_columns and (role := role_of_header(self.header(col)))
        }

    @cached_property
    def money_columns(self) -> frozenset[int]:
        """The columns that hold sums alone."""
        return frozenset(
            cell.col
            for cell in self.grid.cells
            if cell.row >= self.grid.n_header_rows
            and _NO_WORDS.match(self.words(cell))
            and self.sums(cell)
        )

    def sums(self, cell: Cell) -> list[Money]:
        """The sums of a cell, and the bare number of one in a column of sums."""
        text = self.words(cell)
        if found := find_money(text):
            return found
        scale = self._scales.get(cell.col)
        bare = parse_amount(text, scale) if scale and cell.col > 0 else None
        return [bare] if bare and bare.low > 0 else []

    @cached_property
    def _scales(self) -> dict[int, float]:
        """What one is worth in each column: told in its header, its cells, or over the table."""
        over = next(filter(None, map(money_scale, self._over())), None)
        with_pounds = {
            cell.col
            for cell in self.grid.cells
            if cell.row >= self.grid.n_header_rows
            and _NO_WORDS.match(self.words(cell))
            and find_money(self.words(cell))
        }
        scales = {}
        for col in range(self.grid.n_cols):
            header = self.header(col)
            plain = 1.0 if col in with_pounds else over
            if scale := money_scale(header) or (None if NO_SUMS.search(header) else plain):
                scales[col] = scale
        return scales

    def _over(self) -> Iterator[str]:
        """What may tell for the whole table what its numbers are: caption, corner, lines beside."""
        yield self.caption
        yield self.header(0)
        blocks = self.scope.document.blocks
        index = bisect_left(blocks, self.grid.start, key=lambda b: b.start)
        for block in (*reversed(blocks[max(0, index - 2) : index]), *blocks[index : index + 1]):
            text = self.scope.words(block)
            is_beside = block.start - self.grid.end < 10 and self.grid.start - block.end < 80
            if is_beside and len(text.split()) <= _CAPTION:
                yield text

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
        return above if len(above.split()) <= _CAPTION and not above.endswith(".") else ""

    @cached_property
    def lead_in(self) -> str:
        """The sentence above the table, or above its caption, that says what it tells."""
        blocks = self.scope.document.blocks
        index = bisect_left(blocks, self.grid.start, key=lambda b: b.start)
        for block in reversed(blocks[max(0, index - 2) : index]):
            words = " ".join(self.scope.words(block).split())
            if block.kind == "heading" or self.grid.start - block.end > _CLOSE:
                break
            last = re.split(r"(?<=[.;])\s+(?=[A-Z])", words)[-1]
            if words != self.caption and _LEADS_TO.search(last):
                return last
        return ""

    @cached_property
    def _groups(self) -> dict[int, str]:
        """What heads each row: the row above with words in its first cell only, "Income"."""
        groups, last = {}, ""
        for row in range(self.grid.n_header_rows, self.grid.n_rows):
            groups[row] = last
            filled = [c for c in self._rows[row] if c.start < c.end]
            if len(filled) == 1 and self.grid.n_cols > 1 and filled[0].col == 0:
                last = "" if self.sums(filled[0]) else " ".join(self.words(filled[0]).split())
        return groups

    def announcing(self, cell: Cell) -> tuple[str, ...]:
        """What tells of all sums beside a cell, the nearest first: group, corner, caption, section.

        Two blocks side by side, "Income | £ | Expenditure | £", have a corner each.
        """
        corner = self.header(self._label_column(cell))
        over = (self.caption, self.lead_in, *reversed(self.grid.section))
        told = (self._groups.get(cell.row, ""), corner, *over)
        return tuple(filter(None, told))

    def columns(self, cell: Cell) -> dict[Role, str]:
        """What other cells of the row are to a sum, as their headers say.

        A funder named behind the last of several columns of sums, "CSF | Other money | From", is
        that of the last.
        """
        found: dict[Role, str] = {}
        for other in self.row(cell):
            text = " ".join(self.words(other).split())
            if other == cell or not text or _NO_WORDS.match(text) or _TOTAL.match(text):
                continue
            role = self._roles.get(other.col)
            between = {c for c in self.money_columns if cell.col < c < other.col}
            if role and role not in found and not (role == "funder" and between):
                found[role] = clean_name(text)[:_LONGEST]
        return found

    def label(self, cell: Cell) -> str | None:
        """The words of the row that name it: what the money is for, or who gives it."""
        first = self._label_column(cell)
        for other in self.row(cell):
            text = self.words(other).strip()
            if first <= other.col < cell.col and text and not _ROW_NUMBER.match(text):
                return clean_name(" ".join(text.split("\n")[0].split()))[:_LONGEST] or None
        return None

    def _label_column(self, cell: Cell) -> int:
        """The first column of words, of its own block where two stand side by side."""
        before = [c for c in self.money_columns if c < cell.col]
        second = max(before, default=-1) + 1
        is_block = (
            before
            and second < cell.col
            and re.match(
                r"(?:income|expenditure|spend|outgoings|payments)\b", self.header(second), re.I
            )
        )
        return second if is_block else 0

    def sentences(self, cell: Cell) -> list[Sentence]:
        """The sentences of a cell."""
        every = self.scope.sentences
        first = bisect_left(every, cell.start, key=lambda s: s.start)
        last = bisect_left(every, cell.end, key=lambda s: s.start)
        return list(every[first:last])
