"""Tells which lines begin with a bullet that is drawn, and no glyph of a font."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.reading.lines import Line
from extractors.reading.page import Fill

_Look = tuple[tuple[int, int, int], int, int]


def mark_dotted(lines: Iterable[Line], dots: Sequence[Fill]) -> None:
    """Marks the lines before which a small shape stands, or an icon as before another line.

    Squares before the names of a chart's legend have a colour each.
    """
    found: list[tuple[Line, Fill]] = []
    for line in lines if dots else ():
        beside = [dot for dot in dots if _stands_before(dot, line)]
        if beside:
            found.append((line, max(beside, key=lambda dot: dot.box.x1)))
    looks = Counter(_look(dot) for _, dot in found)
    for line, dot in found:
        if looks[_look(dot)] > 1 or dot.box.height < 0.6 * line.size:
            line.dotted = True


def _stands_before(dot: Fill, line: Line) -> bool:
    middle = (dot.box.top + dot.box.bottom) / 2
    gap = line.box.x0 - dot.box.x1
    return 0 < gap < 2.5 * line.size and line.box.top - 1 <= middle <= line.box.bottom + 1


def _look(dot: Fill) -> _Look:
    return dot.colour, round(dot.box.width), round(dot.box.height)
