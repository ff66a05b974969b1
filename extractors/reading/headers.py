"""How many of a table's first rows are headers."""

import re

from extractors.reading.cells import PageCell, PageTable

# "1,204" "-82" "+12.4%" "£15,000" "(12)" "1404 (34%)" "n/a"
_VALUE = re.compile(
    r"(?:[x×]\s)?[-+–−(<>~≈]*\s*[£$€]?\s*[-+–−]?\d[\d,. ]*\s*(?:%|pp|k|m|bn|p)?\)?\*?"
    r"(?:\s*\(\s*[-+–−]?[£]?[\d,.]+\s*%?\s*\w*\s*\))?[⁰¹²³⁴⁵⁶⁷⁸⁹]*|n/?a|-|–|—|\*",
    re.IGNORECASE,
)
# "2019" "2019/20" "2019-2020" "FY22/23"
_YEAR = re.compile(
    r"(?:FY\s*)?(?:19|20)?\d\d\s*[/–-]\s*(?:19|20)?\d\d|(?:19|20)\d\d", re.IGNORECASE
)
# "£000" "£'000s": the unit of a column
_THOUSANDS = re.compile(r"[£(]*['’‘]?000['’‘]?s?\)?", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Whether a cell holds a number and no more; a year or a unit is none."""
    text = " ".join(text.split())
    is_number = bool(_VALUE.fullmatch(text)) and not _YEAR.fullmatch(text)
    return is_number and not _THOUSANDS.fullmatch(text)


def is_year(text: str) -> bool:
    """Whether a cell holds a year and no more: `2019/20`."""
    return bool(_YEAR.fullmatch(" ".join(text.split())))


def n_header_rows(table: PageTable) -> int:
    """The number of header rows, as their look and what stands below them show."""
    rows = [table.row(row) for row in range(table.n_rows)]
    if table.n_rows < 2 or table.n_cols < 2:
        return 0
    end = 0
    while end < min(table.n_rows - 1, 5) and _is_header(rows, end, table):
        end = max(cell.row + cell.row_span for cell in rows[end] if _fits(cell, table))
        if not _is_grouped(rows, end, table):
            break
    return min(end, table.n_rows - 1)


def _fits(cell: PageCell, table: PageTable) -> bool:
    return cell.row + cell.row_span < table.n_rows or cell.row_span == 1


def _is_header(rows: list[list[PageCell]], row: int, table: PageTable) -> bool:
    cells = [cell for cell in rows[row] if cell.lines]
    if not cells or any(is_value(cell.text) for cell in cells):
        return False
    if row and any(cell.row_span + cell.row > row for cell in rows[0]):
        return True
    below = [cell for later in rows[row + 1 :] for cell in later if cell.lines]
    styled = _styled(cells, below)
    if styled:
        return True
    values = sum(is_value(cell.text) for cell in below)
    if below and values >= 0.3 * len(below):
        return True
    short = all(len(cell.text) <= 60 for cell in cells)
    return not row and short and len(cells) == table.n_cols and _longer(below) > 40


def _longer(cells: list[PageCell]) -> int:
    return max((len(cell.text) for cell in cells), default=0)


def _styled(cells: list[PageCell], below: list[PageCell]) -> bool:
    """Whether the row is bold or shaded where most rows below are not."""
    if not below:
        return False
    bold = sum(cell.bold for cell in below) / len(below)
    if all(cell.bold for cell in cells) and bold < 0.6:
        return True
    colour = cells[0].colour
    alike = sum(cell.colour == colour for cell in below) / len(below)
    return colour is not None and all(cell.colour for cell in cells) and alike < 0.4


def _is_grouped(rows: list[list[PageCell]], end: int, table: PageTable) -> bool:
    """Whether the row after the header goes on with it: below cells that span columns."""
    if end >= table.n_rows - 1:
        return False
    above = [cell for row in rows[:end] for cell in row]
    last = [cell for cell in above if cell.row + cell.row_span == end]
    spans = [cell for cell in last if cell.col_span > 1]
    if not spans:
        return False
    first = {cell.col: cell for cell in rows[end]}
    return any(
        first[col].lines
        for cell in spans
        for col in range(cell.col, cell.col + cell.col_span)
        if col in first
    )
