"""Tables of one page: cells with their lines, and the text that the lines of a cell make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.reading.assemble import Run
from extractors.reading.hyphens import Joiner
from extractors.reading.lattice import Lattice
from extractors.reading.lines import Line, to_line
from extractors.reading.markers import DASHES, Marker
from extractors.reading.page import Fill, Rect
from extractors.reading.words import find_rows


@dataclass(slots=True)
class PageCell:
    """A cell with its lines; `colour` is what it is shaded with."""

    row: int
    col: int
    row_span: int
    col_span: int
    lines: list[Line]
    colour: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        """Its lines with a space between two."""
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)


@dataclass(slots=True)
class PageTable:
    """A table as far as it stands on one page; `xs` are the edges of its columns."""

    page: int
    box: Rect
    xs: list[float]
    n_rows: int
    cells: list[PageCell] = field(default_factory=list)
    ruled: bool = True

    @property
    def n_cols(self) -> int:
        """How many columns it has."""
        return len(self.xs) - 1

    def edges(self, cell: PageCell) -> tuple[float, float]:
        """The left and the right edge of a cell."""
        return self.xs[cell.col], self.xs[cell.col + cell.col_span]

    def drop_row(self, row: int) -> None:
        """Takes a row out; the rows below it move up."""
        self.cells = [cell for cell in self.cells if cell.row != row]
        for cell in self.cells:
            cell.row -= cell.row > row
        self.n_rows -= 1

    def row(self, row: int) -> list[PageCell]:
        """The cells that begin in a row."""
        return [cell for cell in self.cells if cell.row == row]


def page_table(lattice: Lattice, page: int, fills: Sequence[Fill]) -> PageTable:
    """The table of a lattice, with the lines of its cells."""
    cells = [
        PageCell(
            area.row,
            area.col,
            area.row_span,
            area.col_span,
            [to_line(row, page) for row in find_rows(area.words)],
            _colour(area.box, fills),
        )
        for area in lattice.areas
    ]
    n_rows = max(cell.row + cell.row_span for cell in cells)
    table = PageTable(page, lattice.box, lattice.xs, n_rows, cells, lattice.ruled)
    for row in [row for row in reversed(range(n_rows)) if _only_underlines(table.row(row))]:
        table.drop_row(row)
    return table


# "---" "-------": the line below the header of a markdown table, printed as a row
_UNDERLINE = re.compile(r"[-–—:\s]*(?:--|––|——)[-–—:\s]*")


def _only_underlines(cells: Sequence[PageCell]) -> bool:
    texts = [cell.text for cell in cells if cell.lines]
    return len(texts) > 1 and all(_UNDERLINE.fullmatch(text) for text in texts)


def _colour(box: Rect, fills: Sequence[Fill]) -> tuple[int, int, int] | None:
    """The colour of the last fill under the middle of the box."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    for fill in reversed(fills):
        if fill.box.holds(x, y):
            return fill.colour if min(fill.colour) < 250 else None
    return None


def cell_run(lines: Sequence[Line], joiner: Joiner, xs: tuple[float, float] | None) -> Run:
    """The text of a cell: wrapped lines joined, paragraphs and bullets on lines of their own.

    `xs`: its left and right edge where they are drawn. A dash before the cell's only paragraph is
    no bullet: it tells that the row is a part of one above (`- Rape` below `Sexual offences`).
    """
    paragraphs: list[list[Run]] = []
    is_list = sum(line.marker is not None for line in lines) > 1
    for i, line in enumerate(lines):
        marker = line.marker
        run = line.run
        if marker is not None and _is_bullet(marker, is_list) and marker.length < len(run.text):
            run = run[marker.length :].strip()
        if i == 0 or _begins(lines[i - 1], line, lines, marker is not None):
            paragraphs.append([run])
        elif joiner.is_cut(
            paragraphs[-1][-1].text, run.text, xs is not None and _is_full(lines[i - 1], xs)
        ):
            paragraphs[-1][-1] = Run.join([paragraphs[-1][-1], run], "")
        else:
            paragraphs[-1].append(run)
    return Run.join([joiner.join(runs) for runs in paragraphs], "\n").strip()


def _is_bullet(marker: Marker, is_list: bool) -> bool:
    return marker.is_bullet and (is_list or marker.text not in DASHES)


def _is_full(line: Line, xs: tuple[float, float]) -> bool:
    """Whether one word fills the line so that another letter would not fit.

    The room at the right of the cell's text is taken to be that at its left.
    """
    left, right = xs
    box = line.box
    room = (right - box.x1) - (box.x0 - left)
    return " " not in line.text and room < 1.1 * box.width / max(1, len(line.text))


def _begins(last: Line, line: Line, lines: Sequence[Line], marked: bool) -> bool:
    """Whether the line begins a paragraph of the cell."""
    if marked:
        return True
    step = line.baseline - last.baseline
    if step > 1.7 * line.size:
        return True
    right = max(other.box.x1 for other in lines)
    first_word = line.run.text.partition(" ")[0]
    room = right - last.box.x1 - 0.5 * len(first_word) * line.size
    return room > line.size and last.text[-1:] in ".!?" and line.text[:1].isupper()
