"""The order in which a person reads what stands on a page: columns, boxes, headings over both."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.reading.gutters import find_gutters, headed_gutters
from extractors.reading.markers import BULLETS, LETTER_BULLETS, marker_of_text
from extractors.reading.page import Rect, Row
from extractors.reading.words import pieces

_SURE = BULLETS - LETTER_BULLETS - {"*", "·"}
"""Bullets that are nothing else."""


class Placed(Protocol):
    """What has a box on a page."""

    @property
    def box(self) -> Rect:
        """Its box."""


def reading_order(boxes: Sequence[Rect]) -> list[int]:
    """Indices of the boxes in reading order.

    After Breuel (High performance document layout analysis, 2003): a box comes before those below
    it that it overlaps across, and before those to its right unless a box between them, in height,
    overlaps both.
    """
    by_top = sorted(range(len(boxes)), key=lambda i: (boxes[i].top, boxes[i].x0))
    if not _side_by_side([boxes[i] for i in by_top]):
        return by_top
    before = _before(np.array([boxes[i] for i in by_top], np.float64))
    waiting = list(range(len(by_top)))
    order: list[int] = []
    blockers = before.sum(axis=0)
    while waiting:
        ready = [i for i in waiting if blockers[i] == 0] or waiting
        following = [i for i in ready if order and bool(before[order[-1]][i])]
        chosen = min(following or ready)
        waiting.remove(chosen)
        order.append(chosen)
        blockers = blockers - before[chosen]
        before[:, chosen] = False
    return [by_top[i] for i in order]


def _side_by_side(boxes: list[Rect]) -> bool:
    lowest = boxes[0].bottom if boxes else 0.0
    for box in boxes[1:]:
        if box.top < lowest - 0.2 * box.height:
            return True
        lowest = max(lowest, box.bottom)
    return False


def _before(boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """before[a, b]: a has to be read before b."""
    x0, x1 = boxes[:, 0], boxes[:, 2]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    common = np.minimum(x1[:, None], x1) - np.maximum(x0[:, None], x0)
    narrower = np.minimum((x1 - x0)[:, None], x1 - x0)
    overlap = common > np.maximum(0.1 * narrower, 1.0)
    above = middle[:, None] < middle
    before = overlap & above
    left = (x1[:, None] <= x0 + 2) & ~overlap
    for a, b in zip(*np.nonzero(left), strict=True):
        low, high = sorted((middle[a], middle[b]))
        between = (middle > low) & (middle < high) & overlap[a] & overlap[b]
        before[a, b] = not between.any()
    np.fill_diagonal(before, False)
    return before


def part_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows by the columns of running text that they stand in; outside of columns, as they are.

    A gap that no gutter of text columns runs through is no more than a tab.
    """
    cut = [pieces(row) for row in rows]
    gutters = find_gutters(cut)
    stacks = [piece for row in cut for piece in row] if any(len(row) > 1 for row in cut) else []
    gutters += headed_gutters(cut)
    columns: dict[tuple[int, ...], list[Row]] = {}
    for row in cut:
        line = [row[0]]
        for piece in row[1:]:
            gap = (line[-1].box.x1, piece.box.x0)
            if any(_runs_through(gutter, gap, piece.box) for gutter in gutters) or (
                not _is_label(line[-1]) and _stand_apart(line[-1], piece, stacks)
            ):
                line.append(piece)
            else:
                line[-1] = Row(line[-1].words + piece.words)
        for part in line:
            columns.setdefault(_sides(part.box, gutters), []).append(part)
    return list(columns.values())


def _is_label(piece: Row) -> bool:
    """Whether what follows after a tab belongs to it: `3.1`, `Date:`."""
    first, _, rest = piece.text.partition(" ")
    return piece.text.endswith(":") or (marker_of_text(first) and not (rest and first in _SURE))


def _stand_apart(left: Row, right: Row, stacks: Sequence[Row]) -> bool:
    """Whether two pieces on one baseline are of texts that only stand side by side.

    The right one begins with a bullet, their sizes differ, or the lines above and below them
    have no neighbour on their baseline.
    """
    a, b = left.box, right.box
    if right.words[0].text in _SURE and len(left.words) > 1:
        return True
    if max(left.size, right.size) > 1.12 * min(left.size, right.size):
        return True
    ours = [row for row in stacks if _near(row, left) and row.box.x1 < b.x0]
    theirs = [row for row in stacks if _near(row, right) and row.box.x0 > a.x1]
    if len(ours) < 3 or len(theirs) < 3:
        return False
    return _share_level(ours, theirs) < 0.7 and _share_level(theirs, ours) < 0.7


def _near(row: Row, piece: Row) -> bool:
    """Whether a row stands above or below a piece, within some lines."""
    box, other = row.box, piece.box
    distance = abs(box.top - other.top)
    return distance < 7 * piece.size and min(box.x1, other.x1) - max(box.x0, other.x0) > 0


def _share_level(rows: Sequence[Row], others: Sequence[Row]) -> float:
    """The share of rows that have one of the others on their baseline."""
    levels = [other.words[0].baseline for other in others]
    level = sum(any(abs(row.words[0].baseline - at) < 2 for at in levels) for row in rows)
    return level / len(rows)


def _sides(box: Rect, gutters: Sequence[Rect]) -> tuple[int, ...]:
    """For each gutter: -1 at its left, 1 at its right, 0 where it does not reach or is crossed."""
    middle = (box.top + box.bottom) / 2
    return tuple(
        0
        if not gutter.top <= middle <= gutter.bottom
        else (-1 if box.x1 <= gutter.x1 else int(box.x0 >= gutter.x0))
        for gutter in gutters
    )


def _runs_through(gutter: Rect, gap: tuple[float, float], box: Rect) -> bool:
    middle = (box.top + box.bottom) / 2
    return (
        gutter.top <= middle <= gutter.bottom
        and min(gap[1], gutter.x1) - max(gap[0], gutter.x0) > 0
    )
