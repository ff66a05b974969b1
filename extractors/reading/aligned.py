"""Finds tables that only the alignment of their words shows, with or without a few rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.reading.captions import is_caption
from extractors.reading.headers import is_value, is_year
from extractors.reading.markers import marker_of_text
from extractors.reading.page import Rect, Row, Word
from extractors.reading.ruled import Lattice
from extractors.reading.table_rows import table_areas
from extractors.reading.words import pieces

CELL_GAP = 0.8
"""A gap of more than this share of the font size may part two cells."""

_LEADERS = re.compile(r"(?:\.\s?){4,}|…")


@dataclass(slots=True)
class _Cut:
    """A row and its pieces."""

    row: Row
    pieces: list[Row]
    box: Rect

    @property
    def is_tabular(self) -> bool:
        return len(self.pieces) > 1


def aligned_lattices(rows: Sequence[Row], flats: Sequence[Rect]) -> list[Lattice]:
    """The tables among rows of one text column; `flats` are horizontal rules."""
    cuts = [_cut(row) for row in rows]
    if sum(cut.is_tabular for cut in cuts) < 2:
        return []
    found = []
    for run in _runs(cuts, flats):
        if lattice := _table(run, flats):
            found.append(lattice)
    return found


def _cut(row: Row) -> _Cut:
    parts = pieces(row, CELL_GAP)
    if len(parts) == 2 and (marker_of_text(parts[0].text) or _LEADERS.search(row.text)):
        parts = [row]
    return _Cut(row, parts, row.box)


def _runs(cuts: list[_Cut], flats: Sequence[Rect]) -> list[list[_Cut]]:
    """Stretches of rows that may be tables: no prose, no caption, no wide gap inside."""
    runs: list[list[_Cut]] = [[]]
    for cut in cuts:
        run = runs[-1]
        if run and (_parts_tables(run[-1], cut, flats)):
            runs.append([])
            run = runs[-1]
        if _is_prose(cut) or is_caption(cut.row.text):
            runs.append([])
            continue
        run.append(cut)
    return [run for run in runs if sum(cut.is_tabular for cut in run) >= 2]


def _parts_tables(last: _Cut, cut: _Cut, flats: Sequence[Rect]) -> bool:
    """Whether the space between two rows is more than a table has, with no rules round both."""
    gap = cut.box.top - last.box.bottom
    size = max(last.row.size, cut.row.size)
    if gap < 1.6 * size:
        return False
    between = sum(last.box.bottom - 2 < rule.top < cut.box.top + 2 for rule in flats)
    return gap > 3.5 * size or not between


def _is_prose(cut: _Cut) -> bool:
    return not cut.is_tabular and len(cut.row.text) > 75


def _table(run: list[_Cut], flats: Sequence[Rect]) -> Lattice | None:
    """The table of a stretch of rows, if their words stand in columns."""
    run = _trimmed(run)
    core = [cut for cut in run if cut.is_tabular]
    if len(core) < 2:
        return None
    xs = _columns(core)
    while len(xs) > 2 and run:
        conflicts = [_crosses(cut, xs) for cut in run]
        if not (conflicts[0] or conflicts[-1]):
            break
        run = run[1:] if conflicts[0] else run[:-1]
    run = _trimmed(run)
    if len(xs) < 3 or len(run) < 2:
        return None
    box = Rect(xs[0], run[0].box.top, xs[-1], run[-1].box.bottom)
    rules = [rule for rule in flats if _belongs(rule, box)]
    if not _convinces(run, xs, rules):
        return None
    areas, ys = table_areas([cut.row for cut in run], xs, rules)
    return Lattice(areas, xs, ys, ruled=False)


def _trimmed(run: list[_Cut]) -> list[_Cut]:
    """Without rows of one piece at both ends."""
    start, end = 0, len(run)
    while start < end and not run[start].is_tabular:
        start += 1
    while end > start and not run[end - 1].is_tabular:
        end -= 1
    return run[start:end]


def _belongs(rule: Rect, box: Rect) -> bool:
    return box.top - 8 < rule.top < box.bottom + 8 and rule.x1 > box.x0 and rule.x0 < box.x1


def _columns(core: list[_Cut]) -> list[float]:
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
        edges.append((x0 + x1) / 2)
    return [*edges, right + 1.0]


def _coverage(core: list[_Cut], left: float, right: float) -> NDArray[np.int32]:
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


def _supported(core: list[_Cut], x0: float, x1: float) -> bool:
    """Whether most rows with words at both sides have a gap of cells there."""
    both = gaps = 0
    for cut in core:
        words = cut.row.words
        middle = (x0 + x1) / 2
        if words[0].x0 < middle < words[-1].x1:
            both += 1
            gaps += any(a.box.x1 <= middle <= b.box.x0 for a, b in pairwise(cut.pieces))
    return both >= 2 and gaps >= 0.5 * both


def _crosses(cut: _Cut, xs: list[float]) -> bool:
    """Whether a row of one piece, or running text, lies over column edges."""
    if cut.is_tabular:
        return False
    crossed = sum(cut.box.x0 < x < cut.box.x1 for x in xs[1:-1])
    return crossed > 1 and len(cut.row.text) > 50


def _convinces(run: list[_Cut], xs: list[float], rules: list[Rect]) -> bool:
    """Whether the cells are like those of a table: numbers, or short and under rules."""
    cells = [cell for cut in run for cell in _cells(cut.row, xs)]
    texts = [" ".join(word.text for word in cell) for _, cell in cells]
    beside = [text for (col, _), text in zip(cells, texts, strict=True) if col > 0]
    if not beside:
        return False
    values = sum(is_value(text) or is_year(text) for text in beside)
    n_core = sum(cut.is_tabular for cut in run)
    longest = sorted(len(text) for text in texts)[int(0.8 * len(texts))]
    wide = [rule for rule in rules if rule.width > 0.5 * (xs[-1] - xs[0])]
    if values >= 0.4 * len(beside) and values >= 3:
        return True
    if len(wide) >= 2:
        return n_core >= 2 and longest < 120
    return len(xs) > 3 and n_core >= 4 and longest < 40 and values >= 0.15 * len(beside)


def _cells(row: Row, xs: list[float]) -> list[tuple[int, list[Word]]]:
    cells: dict[int, list[Word]] = {}
    for word in row.words:
        col = sum(x <= word.middle[0] for x in xs[1:-1])
        cells.setdefault(col, []).append(word)
    return sorted(cells.items(), key=lambda cell: cell[0])
