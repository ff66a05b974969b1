"""Finds the columns of a table in where the words of its rows stand."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.reading.markers import marker_of_text
from extractors.reading.page import Rect, Row, Word
from extractors.reading.words import pieces

CELL_GAP = 0.8
"""A gap of more than this share of the font size may part two cells."""

_LEADERS = re.compile(r"(?:\.\s?){4,}|…")


@dataclass(slots=True)
class Cut:
    """A row and its pieces."""

    row: Row
    pieces: list[Row]
    box: Rect

    @property
    def is_tabular(self) -> bool:
        return len(self.pieces) > 1


def cut_row(row: Row) -> Cut:
    parts = pieces(row, CELL_GAP)
    if len(parts) == 2 and (marker_of_text(parts[0].text) or _LEADERS.search(row.text)):
        parts = [row]
    return Cut(row, parts, row.box)


def column_edges(core: list[Cut]) -> list[float]:
    """Edges of the columns: the middles of the valleys that hardly a word covers."""
    left = min(cut.box.x0 for cut in core)
    right = max(cut.box.x1 for cut in core)
    size = float(np.median([cut.row.size for cut in core]))
    covered = _coverage(core, left, right)
    allowed = 0 if len(core) < 6 else max(1, int(0.1 * len(core)))
    edges = [left - 1.0]
    for start, end in _valleys(covered <= allowed):
        x0, x1 = left + start, left + end
        if x1 - x0 < 0.3 * size or not _supported(core, x0, x1):
            continue
        low, high = _clearest(covered[start:end])
        edges.append(x0 + (low + high) / 2)
    return [*edges, right + 1.0]


def _coverage(core: list[Cut], left: float, right: float) -> NDArray[np.int32]:
    """For each point across, the number of rows that have a word there."""
    covered = np.zeros(int(right - left) + 2, np.int32)
    for cut in core:
        row = np.zeros(len(covered), bool)
        for word in cut.row.words:
            row[max(0, int(word.x0 - left + 0.5)) : int(word.x1 - left + 0.5) + 1] = True
        covered += row
    return covered


def _valleys(free: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches of True inside, as (start, end)."""
    steps = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    found = [(int(start), int(end)) for start, end in steps.reshape(-1, 2)]
    return [(start, end) for start, end in found if start > 0 and end < len(free)]


def _clearest(covered: NDArray[np.int32]) -> tuple[int, int]:
    """The widest stretch of a valley that the fewest words cover: a header may reach into it."""
    free = np.concatenate(([False], covered == covered.min(), [False]))
    steps = np.flatnonzero(np.diff(free.astype(np.int8))).reshape(-1, 2)
    start, end = max(steps, key=lambda stretch: stretch[1] - stretch[0])
    return int(start), int(end)


def _supported(core: list[Cut], x0: float, x1: float) -> bool:
    """Whether most rows have a gap of cells there, or all a small one beside aligned words."""
    middle = (x0 + x1) / 2
    sides = [side for cut in core if (side := _beside(cut.row, middle))]
    if len(sides) < 2:
        return False
    wide = sum(b.x0 - a.x1 > CELL_GAP * a.size for a, b in sides)
    if wide >= 0.5 * len(sides):
        return True
    clear = all(b.x0 - a.x1 > 0.4 * a.size for a, b in sides)
    starts, ends = [b.x0 for _, b in sides], [a.x1 for a, _ in sides]
    aligned = min(max(starts) - min(starts), max(ends) - min(ends)) < 2
    return len(sides) > 5 and clear and aligned


def _beside(row: Row, x: float) -> tuple[Word, Word] | None:
    """The words of a row left and right of a point; None where a word lies over it."""
    for a, b in pairwise(row.words):
        if a.x1 <= x <= b.x0:
            return a, b
    return None


def row_cells(row: Row, xs: list[float]) -> list[tuple[int, list[Word]]]:
    cells: dict[int, list[Word]] = {}
    for word in row.words:
        col = sum(x <= word.middle[0] for x in xs[1:-1])
        cells.setdefault(col, []).append(word)
    return sorted(cells.items(), key=lambda cell: cell[0])
