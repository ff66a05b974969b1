"""Finds tables that are drawn: rules and shaded boxes that cross make a lattice of cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.bridges import bridged
from extractors.reading.lattice import Area, Lattice
from extractors.reading.page import Fill, PageMarks, Rect, Word
from extractors.reading.refine import inner_columns, inner_rows, parted_by_text, rows_below_spans
from extractors.reading.words import find_rows, pieces

SNAP = 3.0
"""Rules up to this many points apart are one; so far may a rule end short of the next."""


@dataclass(slots=True)
class _Line:
    """A horizontal (at `at`, from `start` to `end` across) or vertical rule."""

    at: float
    start: float
    end: float


def ruled_lattices(marks: PageMarks, words: Sequence[Word]) -> list[Lattice]:
    """The lattices that rules draw, with the words in their areas."""
    flat, upright = _rules(marks)
    groups = _crossing(_merged(flat), _merged(upright))
    return [lattice for group in groups if (lattice := _lattice(*group, words))]


def shaded_lattices(
    marks: PageMarks, words: Sequence[Word], taken: Sequence[Lattice]
) -> list[Lattice]:
    """The lattices of two rows or more that coloured boxes make outside of others."""
    shaded = _shaded(bridged(marks.fills, words), marks, [lattice.box for lattice in taken])
    found = [lattice for group in _crossing(*shaded) if (lattice := _lattice(*group, words))]
    return [lattice for lattice in found if len(lattice.ys) > 2]


def flat_rules(marks: PageMarks) -> list[Rect]:
    """The horizontal rules of a page, pieces joined."""
    flat, _ = _rules(marks)
    return [Rect(line.start, line.at, line.end, line.at) for line in _merged(flat)]


def outermost(lattices: list[Lattice]) -> list[Lattice]:
    """Without those that lie inside another."""
    kept: list[Lattice] = []
    for lattice in sorted(lattices, key=lambda found: -found.box.width * found.box.height):
        x, y = (lattice.xs[0] + lattice.xs[-1]) / 2, (lattice.ys[0] + lattice.ys[-1]) / 2
        if not any(other.box.holds(x, y) for other in kept):
            kept.append(lattice)
    return sorted(kept, key=lambda found: (found.box.top, found.box.x0))


def _rules(marks: PageMarks) -> tuple[list[_Line], list[_Line]]:
    flat, upright = [], []
    for rule in marks.rules:
        if _frames_page(rule, marks):
            continue
        if rule.width >= rule.height:
            if rule.width > 3:
                flat.append(_Line((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        elif rule.height > 3:
            upright.append(_Line((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    return flat, upright


def _frames_page(rule: Rect, marks: PageMarks) -> bool:
    """Whether the rule runs along an edge of the page."""
    if rule.width >= rule.height:
        at_edge = min(rule.top, marks.height - rule.bottom) < 28
        return at_edge and rule.width > 0.85 * marks.width
    at_edge = min(rule.x0, marks.width - rule.x1) < 28
    return at_edge and rule.height > 0.85 * marks.height


def _shaded(
    fills: Sequence[Fill], marks: PageMarks, taken: list[Rect]
) -> tuple[list[_Line], list[_Line]]:
    """The sides of coloured boxes that stand in no ruled table."""
    flat, upright = [], []
    for fill in fills:
        if not _is_cell_shade(fill, marks) or any(
            box.holds((fill.box.x0 + fill.box.x1) / 2, (fill.box.top + fill.box.bottom) / 2)
            for box in taken
        ):
            continue
        x0, top, x1, bottom = fill.box
        flat += [_Line(top, x0, x1), _Line(bottom, x0, x1)]
        upright += [_Line(x0, top, bottom), _Line(x1, top, bottom)]
    return _merged(flat), _merged(upright)


def _is_cell_shade(fill: Fill, marks: PageMarks) -> bool:
    box = fill.box
    is_page = box.width > 0.9 * marks.width and box.height > 0.3 * marks.height
    return min(fill.colour) < 250 and box.width > 8 and box.height > 6 and not is_page


def _merged(lines: list[_Line]) -> list[_Line]:
    """Lines at the same height joined where they touch or overlap."""
    merged: list[_Line] = []
    for cluster in _clusters(lines):
        at = sum(line.at for line in cluster) / len(cluster)
        open_line: _Line | None = None
        for line in sorted(cluster, key=lambda line: line.start):
            if open_line is not None and line.start <= open_line.end + SNAP:
                open_line.end = max(open_line.end, line.end)
            else:
                open_line = _Line(at, line.start, line.end)
                merged.append(open_line)
    return merged


def _clusters(lines: list[_Line]) -> list[list[_Line]]:
    clusters: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: line.at):
        if clusters and line.at - clusters[-1][0].at <= SNAP:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    return clusters


def _crossing(flat: list[_Line], upright: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that hang together by crossings, each with lines of both directions."""
    parent = list(range(len(flat) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, across in enumerate(flat):
        for j, down in enumerate(upright):
            if (
                across.start - SNAP <= down.at <= across.end + SNAP
                and down.start - SNAP <= across.at <= down.end + SNAP
            ):
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, across in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(upright):
        groups.setdefault(root(len(flat) + j), ([], []))[1].append(down)
    return [group for group in groups.values() if len(group[0]) > 1 and group[1]]


def _lattice(flat: list[_Line], upright: list[_Line], words: Sequence[Word]) -> Lattice | None:
    """The grid that the lines draw; None where no words are in it."""
    left, right = min(line.start for line in flat), max(line.end for line in flat)
    top, bottom = min(line.start for line in upright), max(line.end for line in upright)
    box = Rect(
        min(left, upright[0].at),
        min(top, flat[0].at),
        max(right, upright[-1].at),
        max(bottom, flat[-1].at),
    )
    inside = [word for word in words if box.holds(*word.middle)]
    xs = _edges([line.at for line in upright], left, right, [w.middle[0] for w in inside])
    ys = _edges([line.at for line in flat], top, bottom, [w.middle[1] for w in inside])
    if not inside or len(xs) < 2 or len(ys) < 2:
        return None
    grid = _Grid(xs, ys, flat, upright, inside)
    areas = _areas(grid)
    _fill(areas, grid.xs, grid.ys, inside)
    return Lattice(areas, grid.xs, grid.ys)


class _Grid:
    """Where columns and rows part, by rules and by the words between them."""

    def __init__(
        self,
        xs: list[float],
        ys: list[float],
        flat: list[_Line],
        upright: list[_Line],
        words: list[Word],
    ) -> None:
        columns = inner_columns(words, xs)
        self.xs = sorted([*xs, *columns])
        rows = inner_rows(words, self.xs, ys)
        below_spans = rows_below_spans(words, self.xs, ys)
        self.ys = sorted([*ys, *rows, *below_spans])
        self._words = words
        self._by_text = set(columns)
        across, down = _drawn(upright, self.xs, self.ys), _drawn(flat, self.ys, self.xs)
        self._across = [
            [drawn or self._is_parted(col, row, across) for row, drawn in enumerate(steps)]
            for col, steps in enumerate(across)
        ]
        self._down = [
            [drawn or y in rows or col in below_spans.get(y, ()) for col, drawn in enumerate(steps)]
            for y, steps in zip(self.ys, down, strict=True)
        ]
        for col in range(len(self.xs) - 1):
            if self._is_unruled(col):
                for steps in self._down:
                    steps[col] = True

    def _is_unruled(self, col: int) -> bool:
        """Whether the rows' labels stand in a column that their rules do not reach."""
        reaching = sum(steps[col] for steps in self._down[1:-1])
        if col not in (0, len(self.xs) - 2) or reaching > 0.2 * len(self._down):
            return False
        left, right = self.xs[col], self.xs[col + 1]
        labels = {round(w.baseline) for w in self._words if left <= w.middle[0] < right}
        others = {round(w.baseline) for w in self._words if not left <= w.middle[0] < right}
        level = sum(at in others or at - 1 in others or at + 1 in others for at in labels)
        enough = len(self.ys) > 4 and level > 0.6 * (len(self.ys) - 1)
        # the lines of one label that is wrapped beside all rows stand where they may
        return enough and level > 0.75 * len(labels)

    def _is_parted(self, col: int, row: int, drawn: list[list[bool]]) -> bool:
        """Whether the words between the next rules left and right of the edge part there."""
        x, top, bottom = self.xs[col], self.ys[row], self.ys[row + 1]
        left = max(
            (at for at, steps in zip(self.xs[:col], drawn, strict=False) if steps[row]),
            default=self.xs[0],
        )
        ahead = zip(self.xs[col + 1 :], drawn[col + 1 :], strict=True)
        right = next((at for at, steps in ahead if steps[row]), self.xs[-1])
        near = [
            word
            for word in self._words
            if top <= word.middle[1] < bottom and left <= word.middle[0] <= right
        ]
        if x in self._by_text:
            return not any(word.x0 < x < word.x1 for word in near) and not _runs_over(near, x)
        return parted_by_text(near, x)

    def parts_columns(self, col: int, row: int) -> bool:
        """Whether column `col` is parted from the one before it, in a row."""
        return self._across[col][row]

    def parts_rows(self, row: int, start: int, end: int) -> bool:
        """Whether the row is parted from the one above it, over the columns."""
        return any(self._down[row][start:end])


def _runs_over(words: Sequence[Word], x: float) -> bool:
    """Whether a run of words without a wide gap lies over the edge."""
    for row in find_rows(words):
        for piece in pieces(row, 0.6):
            if piece.words[0].x0 < x < piece.words[-1].x1:
                return True
    return False


def _edges(ats: list[float], low: float, high: float, middles: list[float]) -> list[float]:
    """Edges of columns or rows: the lines, outer borders that are not drawn, no double rules."""
    edges = sorted(
        {*ats, *([low] if low < min(ats) - 8 else []), *([high] if high > max(ats) + 8 else [])}
    )
    kept = edges[:1]
    for edge in edges[1:]:
        if edge - kept[-1] < 8 and not any(kept[-1] < at < edge for at in middles):
            if edge == edges[-1]:
                kept[-1] = edge
            continue
        kept.append(edge)
    return kept


def _drawn(lines: list[_Line], edges: list[float], steps: list[float]) -> list[list[bool]]:
    """For each edge and step along it: whether a line is drawn there over most of the step."""
    drawn = [[False] * (len(steps) - 1) for _ in edges]
    for i, edge in enumerate(edges):
        near = [line for line in lines if abs(line.at - edge) < 8]
        for k in range(len(steps) - 1):
            low, high = steps[k], steps[k + 1]
            covered = sum(max(0.0, min(high, line.end) - max(low, line.start)) for line in near)
            drawn[i][k] = covered >= 0.6 * (high - low)
    return drawn


def _areas(grid: _Grid) -> list[Area]:
    """Areas as wide as nothing parts them, then as high."""
    xs, ys = grid.xs, grid.ys
    areas: list[Area] = []
    above: dict[tuple[int, int], Area] = {}
    for row in range(len(ys) - 1):
        current: dict[tuple[int, int], Area] = {}
        starts = [col for col in range(1, len(xs) - 1) if grid.parts_columns(col, row)]
        for start, end in pairwise([0, *starts, len(xs) - 1]):
            area = above.get((start, end))
            if area is not None and not grid.parts_rows(row, start, end):
                area.row_span += 1
                area.box = area.box._replace(bottom=ys[row + 1])
            else:
                box = Rect(xs[start], ys[row], xs[end], ys[row + 1])
                area = Area(row, start, 1, end - start, box)
                areas.append(area)
            current[start, end] = area
        above = current
    return areas


def _fill(areas: list[Area], xs: list[float], ys: list[float], words: Sequence[Word]) -> None:
    at = {
        (row, col): area
        for area in areas
        for row in range(area.row, area.row + area.row_span)
        for col in range(area.col, area.col + area.col_span)
    }
    for word in words:
        x, y = word.middle
        place = (
            min(max(bisect_right(ys, y) - 1, 0), len(ys) - 2),
            min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2),
        )
        at[place].words.append(word)
