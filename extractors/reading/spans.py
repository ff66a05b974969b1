"""Finds where rules of one width below one another hold the rows of a table together."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.captions import is_caption
from extractors.reading.page import Rect, Row, around
from extractors.reading.tiles import usual_size
from extractors.reading.words import pieces


def ruled_spans(flats: Sequence[Rect], rows: Sequence[Row]) -> list[Rect]:
    """The areas between at least four rules of one width, and the row below the last of them.

    A caption between two rules parts two tables.
    """
    captions = [row.box.top for row in rows if is_caption(row.text)]
    stacks: list[list[Rect]] = []
    for rule in sorted(flats, key=lambda rule: rule.top):
        for stack in stacks:
            if _goes_on(stack[-1], rule, captions):
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    found = [stack for stack in stacks if len(stack) > 3 and stack[0].width > 100]
    return [_with_open_row(stack, _with_head(around(stack), rows), rows) for stack in found]


def table_rules(flats: Sequence[Rect], rows: Sequence[Row]) -> list[Rect]:
    """The rules that do not belong to a heading: no line of large type stands close to them."""
    usual = usual_size(rows)
    large = [row for row in rows if row.size > 1.2 * usual and len(pieces(row, 1.5)) == 1]
    return [rule for rule in flats if not any(_rules_off(rule, row) for row in large)]


def _rules_off(rule: Rect, row: Row) -> bool:
    """Whether the rule parts a heading from what stands below or above it."""
    box = row.box
    near = -0.4 * row.size < rule.top - box.bottom < 0.8 * row.size
    near = near or -0.4 * row.size < box.top - rule.top < 0.8 * row.size
    return near and rule.x0 - 5 <= box.x0 and box.x1 <= rule.x1 + 5


def _goes_on(last: Rect, rule: Rect, captions: Sequence[float]) -> bool:
    alike = abs(last.x0 - rule.x0) < 5 and abs(last.x1 - rule.x1) < 5
    parted = any(last.top < top < rule.top for top in captions)
    return alike and not parted and rule.top - last.top < 150


def _with_head(span: Rect, rows: Sequence[Row]) -> Rect:
    """The area, and the header close above its first rule: pieces over its columns."""
    top = span.top
    for row in sorted(rows, key=lambda row: -row.box.bottom):
        box = row.box
        if box.bottom > span.top + 2:
            continue
        inside = span.x0 - 2 <= box.x0 and box.x1 <= span.x1 + 2
        if not inside or len(pieces(row, 0.8)) < 2 or top - box.bottom > 0.8 * row.size:
            break
        top = box.top
    return span._replace(top=top)


def _with_open_row(stack: Sequence[Rect], span: Rect, rows: Sequence[Row]) -> Rect:
    """The area of the rules, and the rows close below the last where no rule ends them."""
    highest = max(below.top - above.top for above, below in pairwise(stack))
    bottom, end = span.bottom, span.bottom + 1.2 * highest
    for row in sorted(rows, key=lambda row: row.box.top):
        box = row.box
        if box.top < span.bottom - 2:
            continue
        inside = span.x0 - 2 <= box.x0 and box.x1 <= span.x1 + 2
        wide = box.width > 0.7 * span.width and len(pieces(row, 0.8)) == 1
        if not inside or wide or box.top - bottom > 2 * row.size or box.bottom > end:
            break
        bottom = max(bottom, box.bottom)
    return span._replace(bottom=bottom)
