"""Closes the gaps between coloured cells that stand a little apart in rows and columns."""

from collections.abc import Sequence

from extractors.reading.page import Fill, Rect, Word
from extractors.reading.words import find_rows

GAP = 9.0
"""So many points may part two cells of a table whose cells are coloured one by one."""

MANY = 600
"""A page of more fills than this is a map or a chart."""


def bridged(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """The fills, those of plain cells grown to the middle of the gap to the next cell.

    Cards, in which a heading stands over other text, are no cells.
    """
    boxes = [list(fill.box) for fill in fills]
    if len(fills) > MANY:
        return list(fills)
    plain = [i for i, fill in enumerate(fills) if _is_plain(fill, words)]
    for i in plain:
        for j in plain:
            for along in (0, 1):
                _bridge(boxes, fills, (i, j), along)
    return [Fill(Rect(*box), fill.colour) for box, fill in zip(boxes, fills, strict=True)]


def _bridge(
    boxes: list[list[float]], fills: Sequence[Fill], pair: tuple[int, int], along: int
) -> None:
    """Moves the sides that face each other of two boxes of the same extent across."""
    first, second = pair
    a, b, across = fills[first].box, fills[second].box, 1 - along
    gap = b[along] - a[along + 2]
    level = abs(a[across] - b[across]) < 2 and abs(a[across + 2] - b[across + 2]) < 2
    if level and 0 < gap <= GAP:
        middle = a[along + 2] + gap / 2
        boxes[first][along + 2] = boxes[second][along] = middle


def _is_plain(fill: Fill, words: Sequence[Word]) -> bool:
    """Whether all words on a fill look alike, so that it may be a cell."""
    if min(fill.colour) >= 250 or fill.box.width < 12 or fill.box.height < 8:
        return False
    inside = [word for word in words if fill.box.holds(*word.middle)]
    if not inside:
        return False
    sizes = [word.size for word in inside]
    bold = [_is_bold(row.words) for row in find_rows(inside)]
    return max(sizes) < 1.15 * min(sizes) and not (bold[0] and not all(bold))


def _is_bold(words: Sequence[Word]) -> bool:
    return all(glyph.style.bold for word in words for glyph in word.glyphs)
