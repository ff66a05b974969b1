"""Finds where rules of one width below one another hold the rows of a table together."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.captions import is_caption
from extractors.reading.page import Fill, Rect, Row, around
from extractors.reading.tiles import usual_size
from extractors.reading.words import pieces


def ruled_spans(flats: Sequence[Rect], rows: Sequence[Row]) -> list[Rect]:
    """The areas between at least four rules of one width, and the row below the last of them.

    A caption or a heading between two rules parts two tables.
    """
    captions = [row.box.top for row in rows if is_caption(row.text)]
    captions += [row.box.top for row in _large(rows)]
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
    large = _large(rows)
    return [rule for rule in flats if not any(_rules_off(rule, row) for row in large)]


def _large(rows: Sequence[Row]) -> list[Row]:
    """The rows of one piece in larger type than most."""
    usual = usual_size(rows)
    return [row for row in rows if row.size > 1.2 * usual and len(pieces(row, 1.5)) == 1]


def band_edges(fills: Sequence[Fill], rows: Sequence[Row]) -> list[Rect]:
    """The upper and lower edges of shaded rows, where two or more have the same ends."""
    bands = [
        fill.box
        for fill in fills
        if min(fill.colour) < 254 and fill.box.width > 100 and 8 < fill.box.height < 60
    ]
    bands = [band for band in bands if any(_is_row_of(row, band) for row in rows)]
    edges: list[Rect] = []
    for band in bands:
        if sum(abs(b.x0 - band.x0) < 3 and abs(b.x1 - band.x1) < 3 for b in bands) > 1:
            edges += [Rect(band.x0, y, band.x1, y) for y in (band.top, band.bottom)]
    return edges


def _is_row_of(row: Row, band: Rect) -> bool:
    """Whether a row of a table stands in the band: cells side by side, not more than one row."""
    box = row.box
    inside = band.x0 <= box.x0 and box.x1 <= band.x1 and band.top <= box.top + 2
    return inside and box.bottom <= band.bottom + 2 and len(pieces(row, 1.5)) > 1


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
    sizes = sorted(row.size for row in rows if span.top < row.box.top < span.bottom)
    highest = max(below.top - above.top for above, below in pairwise(stack))
    bottom, end = span.bottom, span.bottom + 1.2 * highest
    for row in sorted(rows, key=lambda row: row.box.top):
        box = row.box
        if box.top < span.bottom - 2:
            continue
        inside = span.x0 - 2 <= box.x0 and box.x1 <= span.x1 + 2
        wide = box.width > 0.7 * span.width and len(pieces(row, 0.8)) == 1
        larger = bool(sizes) and row.size > 1.15 * sizes[len(sizes) // 2]
        if not inside or wide or larger or box.top - bottom > 2 * row.size or box.bottom > end:
            break
        bottom = max(bottom, box.bottom)
    return span._replace(bottom=bottom)
