"""Finds tables whose rules or shades are drawn cell by cell, without upright rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.captions import is_caption
from extractors.reading.group_headers import widened
from extractors.reading.lattice import Area, Lattice
from extractors.reading.page import PageMarks, Rect, Row, Word
from extractors.reading.table_rows import (
    column_reaches,
    has_stacked_values,
    has_values,
    line_cells,
    table_areas,
)
from extractors.reading.words import find_rows

_NOTE = re.compile(r"(?:source|notes?|key)\b|[*†‡]", re.IGNORECASE)
NARROW = 10.0
"""Pieces narrower than this many points are dots of a dotted rule, or ornament."""
BRIGHT = 250
"""A fill whose colours all reach this value is white."""


@dataclass(slots=True)
class Step:
    """A rule or band of shade in pieces that touch; `xs` is where they begin and end."""

    top: float
    bottom: float
    xs: list[float]

    @property
    def is_band(self) -> bool:
        """Whether it is shade, not a rule."""
        return self.bottom - self.top > 4

    def agrees(self, other: "Step") -> bool:
        """Whether both have the same ends, and one has all inner breaks of the other."""
        few, many = sorted((self.xs, other.xs), key=len)
        ends = abs(few[0] - many[0]) < 3 and abs(few[-1] - many[-1]) < 3
        return ends and all(any(abs(x - y) < 3 for y in many) for x in few)


def stepped_lattices(
    marks: PageMarks, words: Sequence[Word], taken: Sequence[Rect], shaded: Sequence[Lattice]
) -> list[Lattice]:
    """The tables that broken rules and shades show, outside of the boxes that are `taken`.

    `shaded` are the lattices of adjoining shades, which may be only some rows of a table.
    """
    rows = find_rows([word for word in words if not _is_held(word, taken)])
    steps = [step for step in find_steps(marks) if not _is_taken(step, taken)]
    found = []
    for stack in _stacks(steps, rows):
        lattice = _table(stack, rows, shaded)
        if lattice is not None:
            found.append(lattice)
    return found


def heads_steps(lattice: Lattice, marks: PageMarks) -> bool:
    """Whether a drawn lattice is only the header of rows that broken rules part below it."""
    xs, bottom = lattice.xs, lattice.ys[-1]
    if len(lattice.ys) > 4 or len(xs) < 3:
        return False
    own = Step(bottom, bottom, xs)
    return any(5 < step.top - bottom < 150 and step.agrees(own) for step in find_steps(marks))


def find_steps(marks: PageMarks) -> list[Step]:
    """Rules and bands of two pieces or more, from the top of the page."""
    pieces = [Rect(r.x0, r.top, r.x1, r.bottom) for r in marks.rules if r.width > NARROW]
    pieces = [piece for piece in pieces if piece.height <= 3]
    pieces += [
        fill.box
        for fill in marks.fills
        if min(fill.colour) < BRIGHT and fill.box.width > NARROW and fill.box.height > 6
    ]
    levels: list[list[Rect]] = []
    for piece in sorted(pieces, key=lambda piece: (round(piece.top), piece.x0)):
        for level in levels[-12:]:
            if abs(level[0].top - piece.top) < 1.5 and abs(level[0].bottom - piece.bottom) < 1.5:
                level.append(piece)
                break
        else:
            levels.append([piece])
    steps = [step for level in levels for step in _chains(level)]
    return sorted(steps, key=lambda step: (step.top, step.xs[0]))


def _chains(level: list[Rect]) -> list[Step]:
    """The pieces of one height by where they touch."""
    chains: list[list[Rect]] = []
    for piece in sorted(level, key=lambda piece: (piece.x0, piece.x1)):
        last = chains[-1][-1] if chains else None
        if last is not None and abs(last.x0 - piece.x0) < 2 and abs(last.x1 - piece.x1) < 2:
            continue
        if last is not None and -2 <= piece.x0 - last.x1 <= 3:
            chains[-1].append(piece)
        else:
            chains.append([piece])
    return [
        Step(
            min(piece.top for piece in chain),
            max(piece.bottom for piece in chain),
            [
                chain[0].x0,
                *((a.x1 + b.x0) / 2 for a, b in pairwise(chain)),
                chain[-1].x1,
            ],
        )
        for chain in chains
        if len(chain) > 1 and chain[-1].x1 - chain[0].x0 > 100
    ]


def _is_held(word: Word, taken: Sequence[Rect]) -> bool:
    return any(box.holds(*word.middle) for box in taken)


def _is_taken(step: Step, taken: Sequence[Rect]) -> bool:
    x, y = (step.xs[0] + step.xs[-1]) / 2, (step.top + step.bottom) / 2
    return any(
        box.x0 - 2 <= x <= box.x1 + 2 and box.top - 2 <= y <= box.bottom + 2 for box in taken
    )


def _stacks(steps: Sequence[Step], rows: Sequence[Row]) -> list[list[Step]]:
    """Steps below one another that agree, with no running text between."""
    stacks: list[list[Step]] = []
    for step in steps:
        for stack in stacks:
            if all(step.agrees(other) for other in stack) and _hang_together(stack, step, rows):
                stack.append(step)
                break
        else:
            stacks.append([step])
    return stacks


def _hang_together(stack: list[Step], step: Step, rows: Sequence[Row]) -> bool:
    last = stack[-1]
    if step.top - last.bottom > 250:
        return False
    xs = max((*stack, step), key=lambda one: len(one.xs)).xs
    inside = _inside(rows, xs, last.top, step.bottom)
    size = _usual_size(inside)
    return not any(_breaks_off(row, xs, size) for row in inside)


def _inside(rows: Sequence[Row], xs: list[float], top: float, bottom: float) -> list[Row]:
    """The rows between two heights, of each the words between the outer edges."""
    found = []
    for row in rows:
        box = row.box
        if top <= (box.top + box.bottom) / 2 <= bottom:
            words = [word for word in row.words if xs[0] - 2 <= word.middle[0] <= xs[-1] + 2]
            if words:
                found.append(Row(words))
    return found


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = sorted(row.size for row in rows)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _breaks_off(row: Row, xs: list[float], size: float) -> bool:
    """Whether a row is a heading or running text over the columns."""
    if row.size > 1.2 * size:
        return True
    cells = line_cells(row, xs)
    return any(last > first for first, last in cells) and len(row.text) > 75


def _table(stack: list[Step], rows: Sequence[Row], shaded: Sequence[Lattice]) -> Lattice | None:
    """The table of a stack, with the rows close above its first and below its last step."""
    xs = max(stack, key=lambda step: len(step.xs)).xs
    top, bottom = stack[0].top, stack[-1].bottom
    core = _inside(rows, xs, top, bottom)
    head = _head(_inside(rows, xs, 0, top), xs, top, core)
    tail = _tail(_inside(rows, xs, bottom, float("inf")), xs, bottom, [*head, *core])
    whole = [*head, *core, *tail]
    if len(stack) == 1 and (not tail or len({row.size for row in core}) > 1):
        return None
    flats = [Rect(xs[0], y, xs[-1], y) for step in stack for y in (step.top, step.bottom)]
    tabular = [row for row in whole if len(line_cells(row, xs)) > 1]
    if len(tabular) < 2 or _is_cut(whole, xs):
        return None
    part = next((found for found in shaded if _is_part(found, xs, top, bottom)), None)
    if part is None:
        bands = [Rect(xs[0], step.top, xs[-1], step.bottom) for step in stack if step.is_band]
        bands = [band for band in bands if not _has_several_rows(band, whole, xs)]
        areas, ys = table_areas(whole, xs, flats, bands)
    else:
        areas, ys = _round(part, whole, flats)
    if len(ys) < 3:
        return None
    return Lattice(areas, xs, ys, ruled=False)


def _has_several_rows(band: Rect, rows: Sequence[Row], xs: list[float]) -> bool:
    """Whether a shade lies behind several rows with numbers, not behind one of wrapped cells."""
    inside = _inside(rows, xs, band.top, band.bottom)
    return has_stacked_values([line_cells(row, xs) for row in inside])


def _is_part(found: Lattice, xs: list[float], top: float, bottom: float) -> bool:
    """Whether a lattice of shades has the columns and stands within the heights."""
    if len(found.xs) != len(xs) or any(abs(x - y) > 3 for x, y in zip(found.xs, xs, strict=True)):
        return False
    return top - 2 <= found.ys[0] and found.ys[-1] <= bottom + 2


def _round(
    part: Lattice, rows: Sequence[Row], flats: Sequence[Rect]
) -> tuple[list[Area], list[float]]:
    """The areas of a lattice with those of the rows above and below it."""
    middles = [(row.box.top + row.box.bottom) / 2 for row in rows]
    above = [row for row, at in zip(rows, middles, strict=True) if at < part.ys[0]]
    below = [row for row, at in zip(rows, middles, strict=True) if at > part.ys[-1]]
    areas, ys = list(part.areas), list(part.ys)
    if above:
        first, edges = table_areas(above, part.xs, flats)
        ys = [*edges[:-1], *ys]
        for area in areas:
            area.row += len(edges) - 1
        areas = [*first, *areas]
    if below:
        last, edges = table_areas(below, part.xs, flats)
        for area in last:
            area.row += len(ys) - 1
        areas += last
        ys += edges[1:]
    return areas, ys


def _is_cut(rows: Sequence[Row], xs: list[float]) -> bool:
    """Whether edges run through the text of many rows: what is shaded is no cell."""
    crossed = sum(any(last > first for first, last in line_cells(row, xs)) for row in rows)
    return crossed > 0.4 * len(rows)


def _head(above: list[Row], xs: list[float], top: float, core: list[Row]) -> list[Row]:
    """The header above the first rule or shade."""
    head: list[Row] = []
    size = _usual_size(core) or _usual_size(above[-1:])
    for row in reversed(above):
        gap = (head[0].box.top if head else top) - row.box.bottom
        cells = line_cells(row, xs)
        covered = sum(last - first + 1 for first, last in cells)
        fits = covered == len(cells) or (
            not head and len(cells) > 1 and len(row.text) < 25 * covered
        )
        enough = covered >= (max(2, len(xs) - 2) if not head else 1)
        near = gap < (1.2 if not head else 0.6) * row.size
        if gap > 1.6 * row.size or not 0.8 * size < row.size < 1.2 * size:
            break
        if not (fits and enough and near):
            grouped = _groups_columns(row, [*head, *core], xs)
            return [row, *head] if grouped else head
        head.insert(0, row)
    return head


def _groups_columns(row: Row, below: Sequence[Row], xs: list[float]) -> bool:
    """Whether a row above the header names groups of its columns."""
    lines = [line_cells(other, xs) for other in below]
    above = line_cells(row, xs)
    if (
        len(lines) < 2
        or has_values(lines[0])
        or len(above) >= len(lines[0])
        or is_caption(row.text)
    ):
        return False
    spans = widened(above, lines[0], column_reaches(lines, len(xs) - 1), xs)
    apart = [span for span in spans if span != (0, 0)]
    groups = any(first < last for first, last in apart)
    return groups and all(first > 0 for first, _ in apart) and len(row.text) < 25 * len(lines[0])


def _tail(below: list[Row], xs: list[float], bottom: float, rows: list[Row]) -> list[Row]:
    """The rows below the last rule or shade, as long as they stand in the columns."""
    tail: list[Row] = []
    if not rows:
        return tail
    size = _usual_size(rows)
    pitches = [b.box.top - a.box.bottom for a, b in pairwise(rows)]
    far = max([1.6 * size, *(1.3 * pitch for pitch in pitches)])
    for row in below:
        limit = max(bottom, rows[-1].box.bottom) if not tail else tail[-1].box.bottom
        gap = row.box.top - limit
        cells = line_cells(row, xs)
        fits = all(first == last for first, last in cells)
        wraps = gap < 0.45 * size
        if gap > far or not fits or not 0.85 * size < row.size < 1.15 * size:
            break
        if _NOTE.match(row.text) or (len(cells) < 2 and not (tail and wraps)):
            break
        tail.append(row)
    return tail
