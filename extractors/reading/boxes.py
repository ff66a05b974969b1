"""Finds the boxes in which text stands beside other text: cards, tiles, side bars."""

from collections.abc import Sequence

from extractors.reading.lattice import Area, Lattice
from extractors.reading.page import PageMarks, Rect, Word

WHITE = 250
"""From this value on, of 255, a colour counts as white."""


def text_boxes(
    marks: PageMarks,
    frames: Sequence[Rect],
    words: Sequence[Word],
    tables: Sequence[Rect],
    tiles: Sequence[Rect],
) -> list[Rect]:
    """Tiles, and fills and frames that hold whole words, have words beside them and are no cells.

    The outermost of those that lie in one another, from the top of the page.
    """
    large = [fill for fill in marks.fills if _is_likely(fill.box, marks)]
    shades = [fill.box for fill in large if _is_seen(fill.box, fill.colour, marks)]
    likely = [*(box for box in frames if _is_likely(box, marks)), *shades]
    likely = [box for box in likely if not any(_overlap(box, table) for table in tables)]
    found = list(tiles)
    for box in sorted(likely, key=lambda box: (-box.width * box.height, box.top, box.x0)):
        if any(_is_in(box, other) or _is_in(other, box) for other in found):
            continue
        if _holds_text(box, words) and not _is_cell(box, likely):
            found.append(box)
    return sorted(found, key=lambda box: (box.top, box.x0))


def is_tiles(lattice: Lattice) -> bool:
    """Whether most cells set a few words, as a number, larger than the others."""
    filled = [area for area in lattice.areas if len(area.words) > 1]
    return bool(filled) and sum(_has_large(area) for area in filled) >= 0.6 * len(filled)


def _has_large(area: Area) -> bool:
    sizes = [word.size for word in area.words if len(word.text) > 1]
    return bool(sizes) and max(sizes) > 1.35 * min(sizes)


def shelves(boxes: Sequence[Rect], others: Sequence[Rect]) -> list[list[Rect]]:
    """The boxes, those that stand in one row together; `others` are parts in no box."""
    rows: list[list[Rect]] = []
    for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
        row = next((row for row in rows if _is_beside(box, row, others)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def _is_beside(box: Rect, row: Sequence[Rect], others: Sequence[Rect]) -> bool:
    first, last = row[0], max(row, key=lambda other: other.x1)
    if abs(first.top - box.top) > 3 or box.x0 < last.x1 - 2:
        return False
    between = Rect(last.x1, box.top, box.x0, max(last.bottom, box.bottom))
    return not any(between.holds(*_middle(other)) for other in others)


def _middle(box: Rect) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _is_seen(box: Rect, colour: tuple[int, int, int], marks: PageMarks) -> bool:
    """Whether a fill is coloured, or white on a larger coloured one."""
    return min(colour) < WHITE or any(
        min(fill.colour) < WHITE and _is_in(box, fill.box) and fill.box != box
        for fill in marks.fills
    )


def _is_likely(box: Rect, marks: PageMarks) -> bool:
    page = marks.width * marks.height
    return box.width > 40 and box.height > 18 and box.width * box.height < 0.7 * page


def _overlap(box: Rect, table: Rect) -> bool:
    """Whether a box is a part of a table, or cuts it."""
    across = min(box.x1, table.x1) - max(box.x0, table.x0)
    down = min(box.bottom, table.bottom) - max(box.top, table.top)
    return across > 3 and down > 3 and not _is_in(table, box)


def _is_in(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x0 - 2 <= inner.x0
        and inner.x1 <= outer.x1 + 2
        and outer.top - 2 <= inner.top
        and inner.bottom <= outer.bottom + 2
    )


def _holds_text(box: Rect, words: Sequence[Word]) -> bool:
    """Whether the box holds words, cuts none, and words stand at its left or right."""
    near = [word for word in words if box.top <= word.middle[1] <= box.bottom]
    inside = [word for word in near if box.x0 <= word.middle[0] <= box.x1]
    if not inside or len(inside) == len(near):
        return False
    return not any(
        word.x0 < side < word.x1 and min(side - word.x0, word.x1 - side) > 1
        for word in near
        for side in (box.x0, box.x1)
    )


def _is_cell(box: Rect, others: Sequence[Rect]) -> bool:
    """Whether a box of the same height or width touches it, as cells do."""
    return any(
        _touch(box, other, 0, 1) or _touch(box, other, 1, 0) for other in others if other != box
    )


def _touch(box: Rect, other: Rect, along: int, across: int) -> bool:
    """Whether two boxes of the same extent `across` touch each other `along`: 0 is x, 1 is y."""
    level = abs(other[across] - box[across]) < 2 and abs(other[across + 2] - box[across + 2]) < 2
    gaps = (other[along] - box[along + 2], box[along] - other[along + 2])
    return level and any(abs(gap) < 2.5 for gap in gaps)


def parted(words: Sequence[Word], boxes: Sequence[Rect]) -> list[list[Word]]:
    """The words in no box, then those of each box."""
    held: list[list[Word]] = [[] for _ in range(len(boxes) + 1)]
    for word in words:
        k = next((k for k, box in enumerate(boxes, 1) if box.holds(*word.middle)), 0)
        held[k].append(word)
    return held
