"""A table as it is read on one side of a difference, its cells marked where they changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review.columns import as_text
from review.diff import Change
from review.telling import told

_MOST = 400  # rows that are shown


@dataclass(frozen=True)
class GridCell:
    """A cell; `state` is empty where it is the same, else `lost`, `new` or `changed`."""

    text: str
    row_span: int
    col_span: int
    is_header: bool
    state: str
    what: str
    """What changed, in words."""


Grid = list[list[GridCell]]
"""Rows of cells, left to right; a cell that covers several stands once."""


def grid(cells: Sequence[Mapping[str, Any]], changes: Sequence[Change], is_new: bool) -> Grid:
    """The cells of one table, those that changed marked."""
    states: dict[str, tuple[str, str]] = {}
    for change in changes:
        row = change.new if is_new else change.old
        if row is not None and change.dataset == "table_cells":
            state: str = change.kind if change.kind in ("lost", "new") else "changed"
            what = "; ".join(f"{t.column}: {t.old} → {t.new}" for t in told(change))
            states[row["record_id"]] = (state, what or state)
    rows: dict[int, list[GridCell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell["row"], cell["col"])):
        told_state, what = states.get(cell["record_id"], ("", ""))
        text = as_text(cell["text"]) if cell["text"] else ""
        rows.setdefault(cell["row"], []).append(
            GridCell(text, cell["row_span"], cell["col_span"], cell["is_header"], told_state, what)
        )
    return [rows[i] for i in sorted(rows)][:_MOST]
