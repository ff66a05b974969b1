"""Finds the columns that the cells of a group header span: `Bassetlaw` over three of them."""

from collections.abc import Mapping, Sequence
from functools import cache

from extractors.reading.page import Rect, Word, around

NEAR = 4.0
"""So many points a name may stand off the middle or an edge of its columns."""

Span = tuple[int, int]
"""The first and the last column."""


def widened(
    above: Mapping[Span, list[Word]],
    below: Mapping[Span, list[Word]],
    rows: Sequence[Rect | None],
    xs: Sequence[float],
) -> dict[Span, list[Word]]:
    """The cells of a group header by the columns that they span.

    `below`: the header row under it. `rows`: from where to where the words of each column reach,
    `xs`: the edges of the columns. A name stands in the middle, at the left or at the right of its
    columns, and each of several has a name of its own in the row below.
    """
    filled = {col for first, last in below for col in range(first, last + 1)}
    cells = sorted(above.items())
    boxes = [around(words) for _, words in cells]

    @cache
    def best(k: int, start: int) -> tuple[float, tuple[Span, ...]]:
        """The best columns of the cells from the k-th on, none before `start`."""
        if k == len(cells):
            return 0.0, ()
        found: list[tuple[float, tuple[Span, ...]]] = [(float("inf"), ())]
        for span in _choices(cells[k][0], start, filled, len(rows)):
            if (cost := _cost(boxes[k], span, rows, xs)) is not None:
                rest, spans = best(k + 1, span[1] + 1)
                found.append((cost + rest, (span, *spans)))
        return min(found, key=lambda one: one[0])

    cost, spans = best(0, 0)
    if cost == float("inf"):
        return dict(above)
    return {span: words for span, (_, words) in zip(spans, cells, strict=True)}


def _choices(own: Span, start: int, filled: set[int], n_cols: int) -> list[Span]:
    """The spans that a cell may have: its own, and all wider ones over named columns.

    The first column has the rows' labels: no name that stands elsewhere spans it.
    """
    first, last = own
    wider = [
        (a, b)
        for a in range(start, first + 1)
        for b in range(last, n_cols)
        if a < b and (a or not first) and all(col in filled for col in range(a, b + 1))
    ]
    return [*([own] if first >= start else []), *wider]


def _cost(box: Rect, span: Span, rows: Sequence[Rect | None], xs: Sequence[float]) -> float | None:
    """How far a name stands off, less for each column; None where it stands elsewhere."""
    first, last = span
    reaches = [reach for reach in rows[first : last + 1] if reach is not None]
    if not reaches:
        return 0.0 if first == last else None
    left, right = min(reach.x0 for reach in reaches), max(reach.x1 for reach in reaches)
    middle = (box.x0 + box.x1) / 2
    off = min(
        abs(middle - (left + right) / 2),
        abs(middle - (xs[first] + xs[last + 1]) / 2),
        abs(box.x0 - left),
        abs(box.x1 - right),
    )
    if first < last and off > NEAR:
        return None
    return off - NEAR * (last - first)
