"""What a painted path is on a page: a rule, a coloured area, a box's sides, a bullet, a drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.reading.page import Fill, PageMarks, Rect

THIN = 2.5
"""Boxes up to this many points thick are rules."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours that a path is filled with and stroked with; None where it is not."""

    fill: Colour | None
    stroke: Colour | None


def add_path(marks: PageMarks, points: Sequence[tuple[float, float]], paint: Paint) -> None:
    """Adds the path through the points; a closed one ends where it begins."""
    across, down = [x for x, _ in points], [y for _, y in points]
    box = Rect(min(across), min(down), max(across), max(down))
    inside = Rect(
        max(box.x0, 0), max(box.top, 0), min(box.x1, marks.width), min(box.bottom, marks.height)
    )
    colour = paint.fill or paint.stroke
    if inside.width < -0.01 or inside.height < -0.01 or colour is None:
        return
    is_drawing = _is_drawing(points)
    is_rounded = len(points) > 5 and _is_rounded(points, box)
    if _is_dot(box):
        marks.dots.append(Fill(inside, colour))
    elif is_drawing and not is_rounded:
        marks.drawings.append(inside)
    elif box.width <= THIN or box.height <= THIN:
        marks.rules.append(inside)
    else:
        if paint.fill:
            marks.fills.append(Fill(inside, paint.fill))
        if paint.stroke:
            marks.rules.extend(_frame(inside) if is_rounded else _sides(points))


def _is_dot(box: Rect) -> bool:
    """Whether a shape is as small and about as wide as high as a bullet or icon."""
    low, high = sorted((box.width, box.height))
    return low >= 1.5 and high <= 18 and high <= 1.6 * low


def _is_drawing(points: Sequence[tuple[float, float]]) -> bool:
    """Whether the path has slanted sides or curves: a chart's line, an arrow, a logo."""
    slanted = sum(abs(x0 - x1) > 1 and abs(y0 - y1) > 1 for (x0, y0), (x1, y1) in pairwise(points))
    return slanted > 0 and slanted >= 0.3 * (len(points) - 1)


def _is_rounded(points: Sequence[tuple[float, float]], box: Rect) -> bool:
    """Whether the path is a box with round corners: most of it runs along the sides of its box."""
    if box.width < 25 or box.height < 12:
        return False
    along = 0.0
    for (x0, y0), (x1, y1) in pairwise([*points, points[0]]):
        if any(abs(x0 - x) < 0.7 and abs(x1 - x) < 0.7 for x in (box.x0, box.x1)):
            along += abs(y0 - y1)
        elif any(abs(y0 - y) < 0.7 and abs(y1 - y) < 0.7 for y in (box.top, box.bottom)):
            along += abs(x0 - x1)
    return along > box.width + box.height


def _frame(box: Rect) -> Iterator[Rect]:
    """The four sides of a box."""
    x0, top, x1, bottom = box
    yield from (Rect(x0, y, x1, y) for y in (top, bottom))
    yield from (Rect(x, top, x, bottom) for x in (x0, x1))


def _sides(points: Sequence[tuple[float, float]]) -> Iterator[Rect]:
    """The horizontal and vertical sides of a stroked path."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) <= 0.5 or abs(y0 - y1) <= 0.5:
            yield Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
