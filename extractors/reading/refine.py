"""Finds the columns and rows of a ruled table between which no rule is drawn."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.columns import CELL_GAP, column_edges, cut_row
from extractors.reading.headers import is_value, is_year
from extractors.reading.page import Row, Word
from extractors.reading.table_rows import (
    Cells,
    has_stacked_values,
    has_values,
    line_cells,
    row_groups,
)
from extractors.reading.words import find_rows, pieces


def inner_columns(words: Sequence[Word], xs: Sequence[float]) -> list[float]:
    """Edges of columns inside the ruled ones, where numbers or short words stand aligned."""
    found: list[float] = []
    rows = [piece for row in find_rows(words) for piece in pieces(row, CELL_GAP)]
    inside = [
        word
        for piece in rows
        if not any(piece.box.x0 < x < piece.box.x1 for x in xs[1:-1])
        for word in piece.words
    ]
    for left, right in pairwise(xs):
        column = [word for word in inside if left <= word.middle[0] < right]
        if len(column) > 5:
            found += _edges_in(find_rows(column))
    return found


def _edges_in(rows: Sequence[Row]) -> list[float]:
    cuts = [cut_row(row) for row in rows]
    core = [cut for cut in cuts if cut.is_tabular]
    if len(core) < 3 or len(core) < 0.5 * len(cuts):
        return []
    beside = [piece.text for cut in core for piece in cut.pieces[1:]]
    values = sum(is_value(text) or is_year(text) for text in beside)
    if values < 0.5 * len(beside):
        return []
    return column_edges(core)[1:-1]


def inner_rows(words: Sequence[Word], xs: list[float], ys: Sequence[float]) -> list[float]:
    """Edges of rows inside the ruled ones: more than one line of numbers, or no rules at all."""
    found: list[float] = []
    for band in _bands(words, ys):
        lines = [line_cells(row, xs) for row in band]
        if has_stacked_values(lines):
            groups = row_groups(band, lines, ())
        elif len(ys) < 4 and len(xs) > 3:
            groups = _text_rows(band, lines, len(xs) - 1)
        else:
            continue
        for above, below in pairwise(groups):
            low = max(band[i].box.bottom for i in above)
            high = min(band[i].box.top for i in below)
            found.append((low + high) / 2)
    return found


def _text_rows(rows: Sequence[Row], lines: Sequence[Cells], n_cols: int) -> list[list[int]]:
    """Indices of the lines of each row of a table of words: most columns begin anew after a gap."""
    steps = [below.words[0].baseline - above.words[0].baseline for above, below in pairwise(rows)]
    pitch = sorted(steps)[len(steps) // 4]
    groups = [[0]]
    for i, step in enumerate(steps, start=1):
        if step > 1.2 * pitch and len(lines[i]) > 0.6 * n_cols:
            groups.append([i])
        else:
            groups[-1].append(i)
    return groups


def rows_below_spans(
    words: Sequence[Word], xs: list[float], ys: Sequence[float]
) -> dict[float, set[int]]:
    """Edges in a header band below a cell that spans columns, with the columns that it spans.

    "Violence" over "2021/22" and "2022/23", where no rule is drawn between.
    """
    found: dict[float, set[int]] = {}
    for band in _bands(words, ys)[:2]:
        lines = [line_cells(row, xs) for row in band]
        if any(has_values(line) for line in lines):
            continue
        for (upper, above), (lower, below) in pairwise(zip(band, lines, strict=True)):
            for first, last in above:
                under = [key for key in below if first <= key[0] and key[1] <= last]
                if first < last and len(under) == last - first + 1:
                    y = (upper.box.bottom + lower.box.top) / 2
                    found.setdefault(y, set()).update(range(first, last + 1))
    return found


def _bands(words: Sequence[Word], ys: Sequence[float]) -> list[list[Row]]:
    """The lines between two rules each, where there are several."""
    rows = find_rows(words)
    bands = (
        [row for row in rows if top <= row.words[0].middle[1] < bottom]
        for top, bottom in pairwise(ys)
    )
    return [band for band in bands if len(band) > 1]


def parted_by_text(words: Sequence[Word], x: float) -> bool:
    """Whether words of one row stand at both sides of an edge, two numbers or with a wide gap."""
    for row in find_rows(words):
        for a, b in pairwise(row.words):
            if a.x1 <= x + 1 and x - 1 <= b.x0:
                both_numbers = is_value(a.text) and is_value(b.text)
                return both_numbers or b.x0 - a.x1 > CELL_GAP * max(a.size, b.size)
    return False
