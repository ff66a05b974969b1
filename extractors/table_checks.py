"""Checks printed changes of a table's row against the numbers they are the change of."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.provenance import where
from extractors.reading.document import Cell
from extractors.table_measures import TableReader, header_period, is_change, measure_words
from extractors.table_values import CellNumber
from extractors.values.periods import Period


@dataclass(frozen=True, slots=True)
class _Column:
    """A number of the row, the words of its column and the period it is of."""

    cell: Cell
    number: CellNumber
    words: frozenset[str]
    period: Period | None
    base: Period | None
    is_change: bool


def check_row(
    reader: TableReader, row: int, numbers: Sequence[tuple[Cell, CellNumber]]
) -> frozenset[int]:
    """Columns whose numbers agree with each other; what clashes is a warning of the report."""
    columns = [_column(reader, row, cell, number) for cell, number in numbers]
    agreed: set[int] = set()
    for change in columns:
        pair = _compared(change, columns) if change.is_change else None
        if pair is None:
            continue
        before, after = pair
        computed = _computed(change, before.number.value, after.number.value)
        if computed is None:
            continue
        if _agrees(reader, change, before, after, computed):
            agreed |= {change.cell.col, before.cell.col, after.cell.col}
        else:
            reader.scope.warnings.append(_warning(reader, row, change, computed))
    return frozenset(agreed)


def _column(reader: TableReader, row: int, cell: Cell, number: CellNumber) -> _Column:
    header = reader.view.col_header(row, cell.col)
    changes = is_change(header)
    named = [period for level in header if (period := header_period(level))]
    return _Column(
        cell,
        number,
        frozenset(words.lower() for level in header if (words := measure_words(level))),
        None if changes else reader.col_period(row, cell.col),
        named[0] if changes and named else None,
        changes,
    )


def _compared(change: _Column, columns: Sequence[_Column]) -> tuple[_Column, _Column] | None:
    """The numbers before and after: the two latest of the change's own words, or its base."""
    values = [
        column
        for column in columns
        if column.period and column.period.last and change.words <= column.words
    ]
    if len({column.words for column in values}) != 1:
        return None
    by_period = {column.period.last: column for column in values if column.period}
    if len(by_period) < 2 or len(by_period) != len(values):
        return None
    ordered = [by_period[last] for last in sorted(by_period, key=str)]
    after = ordered[-1]
    if change.base is None:
        return (ordered[0], after) if len(ordered) == 2 else (ordered[-2], after)
    before = by_period.get(change.base.last)
    return (before, after) if before and before is not after else None


def _computed(change: _Column, before: float, after: float) -> float | None:
    if change.number.unit == "percentage_change":
        return 100 * (after - before) / before if before else None
    return after - before


def _agrees(
    reader: TableReader, change: _Column, before: _Column, after: _Column, computed: float
) -> bool:
    """Within what rounding allows; a change of shares may be told in points as well."""
    tolerance = _tolerance(reader, change, before, after)
    points = after.number.value - before.number.value
    in_points = before.number.unit == "percent" and abs(points - change.number.value) <= tolerance
    return in_points or abs(computed - change.number.value) <= tolerance


def _tolerance(reader: TableReader, change: _Column, before: _Column, after: _Column) -> float:
    """Half a unit of the last printed digit, of the change and of what it compares."""
    text = reader.scope.document.text
    halves = []
    for column in (change, before, after):
        start = column.cell.start
        printed = text[start + column.number.start : start + column.number.end].rstrip("% ")
        halves.append(0.5 * 10.0 ** -len(printed.partition(".")[2]) if "." in printed else 0.0)
    if change.number.unit == "percentage_change":
        return max(halves[0], 0.5 if not halves[0] else 0.0) + 0.011
    return sum(halves) + 0.001


def _warning(reader: TableReader, row: int, change: _Column, computed: float) -> str:
    label = " > ".join(reader.view.row_header(row))
    header = " > ".join(reader.view.col_header(row, change.cell.col))
    printed = reader.view.text(row, change.cell.col)
    place = where(reader.scope, change.cell.start)
    sign = "%" if change.number.unit == "percentage_change" else ""
    return f"{place}{label}, {header}: printed {printed}, computed {computed:+.1f}{sign}"
