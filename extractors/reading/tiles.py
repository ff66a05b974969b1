"""Finds numbers set large side by side, each with the words below that say what it counts."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.page import Rect, Row, around
from extractors.reading.words import pieces

# "1,240" "-14%" "£412k" "7 in 10" "£1.2m" "3 out of 4" "+26%" "Over 500" "15 mins"
BIG_NUMBER = re.compile(
    r"(?:over|almost|nearly|up to|more than|around|about|just under|\+)?\s*[£+-−–]?\s?\d[\d,.]*\s*"
    r"(?:%|k|m|bn|million|billion|(?:in|out of)\s+\d+)?\+?(?:\s+[^\d.]{1,25})?",
    re.IGNORECASE,
)


def number_tiles(rows: Sequence[Row], usual: float) -> list[Rect]:
    """The boxes round each large number of a row and the words close below it.

    `usual` is the size of most of the page's text.
    """
    found: list[Rect] = []
    for i, row in enumerate(rows):
        numbers = pieces(row, 1.5)
        if len(numbers) < 2 or not all(_is_big(number, usual) for number in numbers):
            continue
        columns = [[number] for number in numbers]
        for below in rows[i + 1 :]:
            if not _takes(columns, below, row.size):
                break
        if all(len(column) > 1 for column in columns):
            found += [around([piece.box for piece in column]) for column in columns]
    return found


def usual_size(rows: Sequence[Row]) -> float:
    """The size of most characters."""
    weights: dict[float, int] = {}
    for row in rows:
        size = round(row.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(row.text)
    return max(sorted(weights), key=lambda size: weights[size], default=0.0)


def _is_big(piece: Row, usual: float) -> bool:
    return piece.size >= 1.35 * usual and bool(BIG_NUMBER.fullmatch(piece.text))


def _takes(columns: list[list[Row]], below: Row, size: float) -> bool:
    """Puts each piece of a row below the number that it is aligned with, if all are."""
    lowest = max(column[-1].box.bottom for column in columns)
    parts = pieces(below, 0.7)
    if below.box.top - lowest > 1.2 * below.size or below.size > 0.8 * size:
        return False
    targets = [_below(part, columns) for part in parts]
    if None in targets or any(a == b for a, b in pairwise(targets)):
        return False
    for part, k in zip(parts, targets, strict=True):
        columns[k or 0].append(part)
    return True


def _below(part: Row, columns: list[list[Row]]) -> int | None:
    """The column that begins at the same place or has the same middle."""
    box = part.box
    for k, column in enumerate(columns):
        head = column[0].box
        if abs(head.x0 - box.x0) < 3 or abs(head.x0 + head.x1 - box.x0 - box.x1) < 10:
            return k
    return None
