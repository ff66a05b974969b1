"""Finds the statistics in the cells of data tables."""

import re
from collections.abc import Iterator
from functools import lru_cache

from extractors.geography import is_own
from extractors.provenance import make_record
from extractors.reading.document import Cell, Grid
from extractors.scope import Scope
from extractors.table_checks import check_row
from extractors.table_headers import TableView
from extractors.table_measures import TableReader
from extractors.table_values import CellNumber, cell_numbers, unit_of_title
from extractors.tables import table_ids
from extractors.themes import category_of
from schemas.base import record_id
from schemas.statistics import Statistic

_ALL_CRIME = re.compile(r"\b(?:all|total|overall|recorded)\b.*\bcrimes?\b", re.IGNORECASE)
_NOT_COUNTED = ("rank", "score")
_CHECKED, _CERTAIN, _IN_DOUBT = 0.97, 0.9, 0.7


def find_table_statistics(scope: Scope) -> Iterator[Statistic]:
    """A statistic for each number in a data table; sums of money are none."""
    for grid, name in zip(scope.document.grids, table_ids(scope.document), strict=True):
        if scope.kinds[grid.index] == "data":
            yield from _of_table(scope, grid, name)


def _of_table(scope: Scope, grid: Grid, name: str) -> Iterator[Statistic]:
    view = TableView(scope.document, grid)
    reader = TableReader(scope, view)
    for row in range(grid.n_rows):
        if row in view.header_rows:
            continue
        numbers = _numbers(view, row)
        checked = check_row(reader, row, numbers)
        for cell, number in numbers:
            confidence = _CHECKED if cell.col in checked else None
            yield from _record(scope, reader, cell, number, name, confidence)


def _numbers(view: TableView, row: int) -> list[tuple[Cell, CellNumber]]:
    """The numbers of a row with their cells; a first column that only orders the rows is none."""
    found = []
    for col in range(view.grid.n_cols):
        cell = view.cells.get((row, col))
        if cell is None or col in view.label_cols or (col == 0 and view.label_cols):
            continue
        text = view.document.words_of(cell)
        header, label = view.col_header(row, col), view.row_header(row)
        numbers = cell_numbers(text, header, label)
        found += [(cell, number) for number in numbers if number.unit is not None]
    return found


def _record(
    scope: Scope,
    reader: TableReader,
    cell: Cell,
    number: CellNumber,
    name: str,
    checked: float | None,
) -> Iterator[Statistic]:
    told = reader.told(cell.row, cell.col)
    geography, breakdown = told.geography, told.breakdown
    if geography and is_own(geography, scope):
        breakdown = ", ".join(filter(None, (geography, breakdown)))
        geography = None
    period, unit = told.period, number.unit
    if unit == "count":
        unit = unit_of_title(reader.caption) or unit
    yield from make_record(
        scope,
        Statistic,
        (cell.start + number.start, cell.start + number.end),
        reader.view.row_spans[cell.row],
        measure=told.measure,
        category=None if unit in _NOT_COUNTED else _category(told.measure, told.context),
        value=number.value,
        unit=unit,
        geography=geography,
        area=geography,
        period=period.label if period else None,
        period_start=period.first if period else None,
        period_end=period.last if period else None,
        qualifier=number.qualifier,
        breakdown=breakdown,
        statement_id=record_id(scope.report_id, "statements", name, str(cell.row)),
        table_id=name,
        row=cell.row,
        col=cell.col,
        method="statistics.table_cell",
        confidence=checked or (_CERTAIN if told.is_certain else _IN_DOUBT),
    )


@lru_cache(maxsize=4096)
def _category(measure: str, context: str) -> str | None:
    """What the measure counts; where that says *crime* or nothing, what the table is of."""
    own = category_of(measure)
    if own and (own != "all_crime" or _ALL_CRIME.search(measure)):
        return own
    return category_of(f"{context} {measure}") or own
