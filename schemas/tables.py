"""Tables of a report, and their cells."""

from typing import Literal

from pydantic import Field

from schemas.base import Int32, Record
from schemas.statistics import Unit

TableKind = Literal["data", "action_plan", "contacts", "glossary", "layout", "other"]


class Table(Record):
    """A table, however many pages it runs over."""

    table_id: str
    """Key that its cells and statistics share."""
    caption: str | None = None
    """Caption or the heading it stands under, as printed."""
    page_start: Int32 | None = None
    """First page; null for text input."""
    page_end: Int32 | None = None
    """Last page; null for text input."""
    n_rows: Int32 = Field(ge=1)
    """Rows, headers included, repeated headers not."""
    n_cols: Int32 = Field(ge=1)
    """Columns."""
    n_header_rows: Int32 = Field(ge=0)
    """How many of the first rows are headers."""
    kind: TableKind
    """What the table is."""


class TableCell(Record):
    """A cell of a table, with the headers that lead to it."""

    table_id: str
    """The table it belongs to."""
    row: Int32 = Field(ge=0)
    """Row, 0-based, headers included."""
    col: Int32 = Field(ge=0)
    """Column, 0-based."""
    row_span: Int32 = Field(ge=1)
    """Rows that it covers."""
    col_span: Int32 = Field(ge=1)
    """Columns that it covers."""
    text: str | None = None
    """Text, phone numbers and e-mail addresses taken out; null if blank."""
    value: float | None = None
    """The number, where the cell is one."""
    unit: Unit | None = None
    """What the number is, from the cell or its header."""
    is_header: bool
    """Whether it stands in a header row or is a row's header."""
    row_header: str | None = None
    """Header texts of the row, joined by ` > `."""
    col_header: str | None = None
    """Header texts of the column, joined by ` > `."""
