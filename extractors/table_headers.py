"""Reads a grid as a table: which rows and columns are headers, and what leads to each cell."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from extractors.reading.document import Cell, Document, Grid
from extractors.reading.header_rows import is_number, is_period

# "-" · "n/a" · "*": a cell that says there is no number
_NOTHING = re.compile(r"^\W*$|^(?:n/?a|nil|tbc|tba|no data|not available|\.\.|z|x)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]|[%#]")
# "- Homicide" · "– of which: rape"
_SUB_ROW = re.compile(r"^\s*[-–—•>]+\s*(?=\S)")
# "Number of cases*" · "Rape¹" · "Burglary [2]"
_NOTE_MARK = re.compile(r"(?<=[^\W\d_)])(?:[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s?\[\d{1,2}\])$")


def clean(text: str) -> str:
    """A label on one line, without bullet dash, footnote mark and closing colon."""
    return _NOTE_MARK.sub("", _SUB_ROW.sub("", " ".join(text.split()))).rstrip(" :")


def is_nothing(text: str) -> bool:
    """Whether a cell is blank, a dash or words for no number."""
    return bool(_NOTHING.match(text.strip()))


_SAMPLE_SIZE = re.compile(r"^\((?:n\s?=\s?)?[\d,]+\)$", re.IGNORECASE)


def _says_word(text: str) -> bool:
    return bool(_WORD.search(text)) and not is_nothing(text)


@dataclass(frozen=True)
class TableView:
    """A grid with its words by place; rows and columns are 0-based."""

    document: Document
    grid: Grid

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """The printed cells by their upper left place."""
        return {(cell.row, cell.col): cell for cell in self.grid.cells}

    @cached_property
    def _covered(self) -> dict[tuple[int, int], Cell]:
        return {
            (cell.row + down, cell.col + across): cell
            for cell in self.grid.cells
            for down in range(cell.row_span)
            for across in range(cell.col_span)
        }

    @cached_property
    def row_spans(self) -> dict[int, tuple[int, int]]:
        """Where in the document's text each row that prints something stands."""
        spans: dict[int, tuple[int, int]] = {}
        for cell in self.grid.cells:
            if cell.start < cell.end:
                start, end = spans.get(cell.row, (cell.start, cell.end))
                spans[cell.row] = min(start, cell.start), max(end, cell.end)
        return spans

    def text(self, row: int, col: int) -> str:
        """Words printed in the cell, of the cell that spans it too."""
        cell = self._covered.get((row, col))
        return " ".join(self.document.words_of(cell).split()) if cell else ""

    def row_texts(self, row: int) -> list[str]:
        """Words of the row's own cells, blank where a cell only spans into it."""
        return self._row_texts[row]

    @cached_property
    def _row_texts(self) -> list[list[str]]:
        texts = [[""] * self.grid.n_cols for _ in range(self.grid.n_rows)]
        for cell in self.grid.cells:
            texts[cell.row][cell.col] = " ".join(self.document.words_of(cell).split())
        return texts

    @cached_property
    def numeric_cols(self) -> frozenset[int]:
        """Columns whose filled cells below the header are mostly numbers."""
        numeric = set()
        for col in range(self.grid.n_cols):
            texts = [
                self.text(row, col) for row in range(self.grid.n_header_rows, self.grid.n_rows)
            ]
            told = [text for text in texts if not is_nothing(text)]
            words = [text for text in told if not is_number(text) and not is_period(text)]
            if any(map(is_number, told)) and len(words) <= 0.5 * len(told):
                numeric.add(col)
        return frozenset(numeric)

    @cached_property
    def label_cols(self) -> tuple[int, ...]:
        """The columns that name the rows: the first, and those of words up to the first number.

        A first column that only numbers the rows is none.
        """
        words = [col for col in range(self.grid.n_cols) if col not in self.numeric_cols]
        first = 1 if self._is_numbering() else 0
        if len(words) == self.grid.n_cols or not self.numeric_cols - {0}:
            return (first,)
        if not words and self.grid.n_rows - len(self.header_rows) < 2:
            return ()
        end = min(self.numeric_cols - set(range(first + 1)))
        return tuple(col for col in range(first, end) if col in words or col == first)

    def _is_numbering(self) -> bool:
        """Whether the first column only numbers the rows, and the second names them."""
        return self.grid.n_cols > 1 and 1 not in self.numeric_cols and self._is_running_number(0)

    def _is_running_number(self, col: int) -> bool:
        """1, 2, 3 down the rows: a rank or number that only orders the list."""
        rows = range(self.grid.n_header_rows, self.grid.n_rows)
        texts = [self.text(row, col).rstrip(".)") for row in rows]
        return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]

    @cached_property
    def header_groups(self) -> tuple[tuple[int, ...], ...]:
        """The header rows at the top, then those printed again within the table."""
        groups: list[tuple[int, ...]] = []
        row = self.grid.n_header_rows
        while row and row < self.grid.n_rows and (self._is_header(row) or self._is_line(row)):
            row += 1
        if row:
            groups.append(tuple(range(row)))
        row = max(1, row)
        while row < self.grid.n_rows:
            end = row
            while end < self.grid.n_rows and self._is_header(end):
                end += 1
            if end > row and end < self.grid.n_rows:
                groups.append(tuple(range(row, end)))
            row = max(end, row + 1)
        return tuple(groups)

    def _is_header(self, row: int) -> bool:
        """A header row printed again, or a row of words or periods where others have numbers."""
        if not self.grid.n_header_rows or len(self.numeric_cols) < 2:
            return False
        texts = self.row_texts(row)
        top = [self.row_texts(at) for at in range(self.grid.n_header_rows)]
        if any(texts[1:]) and texts[1:] in [other[1:] for other in top]:
            return True
        told = {col: texts[col] for col in self.numeric_cols if texts[col]}
        if len(told) < max(2, len(self.numeric_cols) / 4) or any(map(is_number, told.values())):
            return False
        if all(map(is_period, told.values())):
            return not any(is_period(other[col]) for other in top for col in told)
        return all(is_period(text) or _says_word(text) for text in told.values())

    def _is_line(self, row: int) -> bool:
        """A further line of the header above, with sample sizes at most: `Waste`, `(5,264)`."""
        texts = self.row_texts(row)
        told = [text for text in texts[1:] if text]
        if row == 0 or texts[0] or not told or not self.numeric_cols:
            return False
        return all(_SAMPLE_SIZE.match(text) or _says_word(text) for text in told) and not any(
            map(is_period, told)
        )

    @cached_property
    def _line_rows(self) -> frozenset[int]:
        """Rows of the top header that are only further lines of the row above."""
        extra = range(self.grid.n_header_rows, self.n_header_rows)
        return frozenset(row for row in extra if not self._is_header(row))

    @cached_property
    def n_header_rows(self) -> int:
        """How many of the first rows are headers, those too that only their words show."""
        return len(self.header_groups[0]) if self.grid.n_header_rows else 0

    @cached_property
    def header_rows(self) -> frozenset[int]:
        """All header rows."""
        return frozenset(row for group in self.header_groups for row in group)

    @cached_property
    def sections(self) -> dict[int, str]:
        """Rows across the table, and what each says: `Victim based crime`; rows of a part follow.

        The first cell of a header group over a group that is printed again is one too.
        """
        found = {}
        for row in range(self.grid.n_rows):
            if row in self.header_rows:
                continue
            texts = self.row_texts(row)
            told = [col for col, text in enumerate(texts) if text]
            if len(told) == 1 and self.grid.n_cols > 1 and self._spans_table(row, told[0], texts):
                found[row] = clean(texts[told[0]])
        for group in self.header_groups:
            first, last = self.text(group[0], 0), self.text(group[-1], 0)
            if len(group) > 1 and first and last and first != last:
                found[group[0]] = clean(first)
        return found

    def _spans_table(self, row: int, col: int, texts: list[str]) -> bool:
        is_label = col == 0 or (col == 1 and self.cells[row, col].col_span > 1)
        starts = texts[col][:1]
        return is_label and not (is_number(texts[col]) or starts.islower() or starts in "-–")

    def section_of(self, row: int) -> str | None:
        """The row across the table above a row."""
        found = bisect_left(self._section_rows, row)
        return self.sections[self._section_rows[found - 1]] if found else None

    @cached_property
    def _section_rows(self) -> list[int]:
        return sorted(self.sections)

    def labels(self, row: int) -> list[str]:
        """What names a row, outermost first; a blank first label is that of the row above."""
        found = []
        for place, col in enumerate(self.label_cols):
            text = self.text(row, col)
            is_last = place == len(self.label_cols) - 1
            if not text and not is_last:
                text = self._label_above(row, col)
            if text and is_last:
                text = " ".join([text, *self._label_below(row, col)])
            found.append(clean(text))
        return list(dict.fromkeys(text for text in found if not is_nothing(text)))

    def _label_below(self, row: int, col: int) -> list[str]:
        """The end of a label in a line of its own: `Robbery of business` / `property`."""
        if row + 1 >= self.grid.n_rows:
            return []
        below = self.row_texts(row + 1)
        is_end = below[col][:1].islower() and not any(below[:col] + below[col + 1 :])
        return [below[col]] if is_end else []

    def _label_above(self, row: int, col: int) -> str:
        for above in range(row - 1, -1, -1):
            if above in self.header_rows or above in self.sections:
                return ""
            if text := self.text(above, col):
                return text
        return ""

    def parent(self, row: int) -> str | None:
        """For a row `- Homicide` the label of the row it is part of."""
        if not self.label_cols or not _SUB_ROW.match(self.text(row, self.label_cols[-1])):
            return None
        for above in range(row - 1, -1, -1):
            text = self.text(above, self.label_cols[-1])
            if above in self.header_rows or above in self.sections:
                return None
            if text and not _SUB_ROW.match(text):
                return clean(text)
        return None

    def row_header(self, row: int) -> list[str]:
        """Section, parent and labels of a row, outermost first."""
        if row not in self._row_paths:
            path = [self.section_of(row), self.parent(row), *self.labels(row)]
            self._row_paths[row] = list(dict.fromkeys(part for part in path if part))
        return self._row_paths[row]

    @cached_property
    def _row_paths(self) -> dict[int, list[str]]:
        return {}

    def col_header(self, row: int, col: int) -> list[str]:
        """Header texts over a cell, outermost first; a grouped header goes for all it spans."""
        group = next((g for g in reversed(self.header_groups) if g[0] <= row), ())
        if row in group:
            return self._path(tuple(at for at in group if at < row), group[-1], col)
        if (group, col) not in self._paths:
            self._paths[group, col] = self._path(group, group[-1] if group else 0, col)
        return self._paths[group, col]

    @cached_property
    def _paths(self) -> dict[tuple[tuple[int, ...], int], list[str]]:
        return {}

    def _path(self, group: tuple[int, ...], last: int, col: int) -> list[str]:
        path: list[str] = []
        for at in group:
            text = self.text(at, col)
            if not text and at != last:
                text = self._header_left(at, col)
            if text and path and at in self._line_rows:
                path[-1] = f"{path[-1]} {text}"
            elif text:
                path.append(_NOTE_MARK.sub("", text))
        return list(dict.fromkeys(path))

    def _header_left(self, row: int, col: int) -> str:
        """The text that a blank header cell continues, up to the labels of the rows."""
        for left in range(col - 1, -1, -1):
            if left in self.label_cols and col not in self.label_cols:
                return ""
            if text := self.text(row, left):
                return text
        return ""
