"""Turns the tables of a text file (tab separated lines, markdown, HTML) into grids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from extractors.reading.assemble import DraftCell, DraftGrid, Run
from extractors.reading.header_rows import count_header_rows, is_number
from extractors.reading.markup import cell_text

_RULE_CELL = re.compile(r"^\s*:?-{2,}:?\s*$")
_PIPE_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cell texts as printed, all of one length; `header_rows` as marked, None if not.

    `bulleted`: the rows that begin with a bullet.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int | None = None
    spans: tuple[tuple[int, int, int, int], ...] = ()
    bulleted: frozenset[int] = frozenset()

    @property
    def n_cols(self) -> int:
        """Number of columns."""
        return len(self.rows[0])


def grid_of(table: Table) -> DraftGrid:
    """The grid of a table; its spans are (row, col, row_span, col_span)."""
    spans = {(row, col): (down, across) for row, col, down, across in table.spans}
    cells = (
        DraftCell(r, c, Run.unplaced(text), *spans.get((r, c), (1, 1)))
        for r, row in enumerate(table.rows)
        for c, text in enumerate(row)
        if text
    )
    headers = count_header_rows(table.rows)
    if table.header_rows and not any(is_number(cell) for cell in table.rows[0][1:]):
        headers = max(headers, table.header_rows)
    return DraftGrid(
        cells=tuple(cells),
        n_rows=len(table.rows),
        n_cols=table.n_cols,
        n_header_rows=headers,
    )


def pad(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Ragged rows filled up with blanks, blank last columns and blank rows left out."""
    width = max((_filled(row) for row in rows), default=0)
    padded = (tuple(row[:width]) + ("",) * (width - len(row)) for row in rows)
    return tuple(row for row in padded if any(row))


def _filled(row: Sequence[str]) -> int:
    return max((col + 1 for col, cell in enumerate(row) if cell), default=0)


def tab_row(line: str) -> tuple[str, ...]:
    """The cells of a tab separated line; the dashes of a ruled line are blank."""
    cells = line.rstrip("\n").split("\t")
    if all(_RULE_CELL.match(cell) for cell in cells):
        return ()
    return tuple(cell_text(cell) for cell in cells)


def runs_on(table: Sequence[Sequence[str]], more: Sequence[Sequence[str]]) -> bool:
    """Whether rows after a gap belong to the table above: the columns fit and no header is new.

    A row may lack its last cells where it has numbers below numbers or continues a label.
    """
    width, first = max(map(len, table)), more[0]
    if first == table[0]:
        return True
    below = [first[col] for col in _numeric_columns(table, width) if col < len(first)]
    if len(first) > width or (len(first) < width and first[0] and not any(map(is_number, below))):
        return False
    return not below or not all(re.search(r"[^\W\d]", cell) for cell in below)


def joined(
    table: Sequence[tuple[str, ...]], more: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The rows of both; a header that is printed again is left out."""
    return [*table, *(more[1:] if more[0] == table[0] else more)]


def _numeric_columns(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    body = rows[count_header_rows(pad(rows)) :]
    columns = []
    for col in range(1, width):
        cells = [row[col] for row in body if col < len(row) and row[col]]
        if cells and sum(map(is_number, cells)) > len(cells) / 2:
            columns.append(col)
    return columns


def is_pipe_separator(line: str) -> bool:
    """Whether it is the ruled line under the header of a markdown table."""
    return "|" in line and bool(_PIPE_SEPARATOR.match(line))


def pipe_table(lines: Sequence[str]) -> Table:
    """A markdown table: `| a | b |`, its header above the ruled line."""
    rows: list[tuple[str, ...]] = []
    header_rows = 0
    for line in lines:
        if is_pipe_separator(line):
            header_rows = header_rows or len(rows)
            continue
        cells = _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))
        rows.append(tuple(cell_text(cell.replace("\\|", "|").strip()) for cell in cells))
    padded = pad(rows)
    return Table(padded, header_rows if padded and any(rows[0]) else 0)


def html_table(source: str) -> Table:
    """An HTML table with its spans; a table within a cell is text of the cell."""
    parser = _TableParser()
    parser.feed(source)
    parser.close()
    taken: dict[tuple[int, int], str] = {}
    spans = []
    for r, row in enumerate(parser.rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            down, across = min(cell.down, len(parser.rows) - r), cell.across
            if (down, across) != (1, 1):
                spans.append((r, c, down, across))
            for dr in range(down):
                for dc in range(across):
                    taken[r + dr, c + dc] = ""
            taken[r, c] = cell_text(cell.source)
    n_cols = max((c for _, c in taken), default=-1) + 1
    rows = tuple(
        tuple(taken.get((r, c), "") for c in range(n_cols)) for r in range(len(parser.rows))
    )
    return Table(rows, parser.n_head or None, tuple(spans))


@dataclass(slots=True)
class _HtmlCell:
    across: int
    down: int
    source: str = ""


class _TableParser(HTMLParser):
    """Collects the cells of the outermost table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[_HtmlCell]] = []
        self.n_head = 0
        self.depth = 0
        self.cell: _HtmlCell | None = None
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "table"
        if self.depth > 1 or tag not in ("thead", "tr", "td", "th"):
            self._add(self.get_starttag_text() or "")
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr":
            self.rows.append([])
            self.n_head += self.in_head
        else:
            if not self.rows:
                self.rows.append([])
            known = dict(attrs)
            self.cell = _HtmlCell(_span(known.get("colspan")), _span(known.get("rowspan")))
            self.rows[-1].append(self.cell)

    def handle_endtag(self, tag: str) -> None:
        if self.depth > 1 or tag not in ("thead", "tr", "td", "th", "table"):
            self._add(f"</{tag}>")
        if tag == "thead":
            self.in_head = False
        if self.depth == 1 and tag in ("td", "th", "tr"):
            self.cell = None
        self.depth -= tag == "table"

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _add(self, text: str) -> None:
        if self.cell is not None:
            self.cell.source += text


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 200) if value and value.isdigit() else 1
