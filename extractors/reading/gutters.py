"""Finds the gutters between columns of running text."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.headers import is_value, is_year
from extractors.reading.page import Rect, Row
from extractors.reading.tiles import usual_size


def find_gutters(rows: Sequence[Sequence[Row]]) -> list[Rect]:
    """The gutters of rows that are cut into pieces: on common baselines and on their own."""
    found = _level_gutters(rows)
    pieces = [piece for row in rows for piece in row]
    return found + [gutter for gutter in _drifting_gutters(pieces) if not _is_known(gutter, found)]


def _is_known(gutter: Rect, found: Sequence[Rect]) -> bool:
    return any(
        min(gutter.x1, other.x1) > max(gutter.x0, other.x0)
        and min(gutter.bottom, other.bottom) - max(gutter.top, other.top) > 0.8 * gutter.height
        for other in found
    )


def _level_gutters(rows: Sequence[Sequence[Row]]) -> list[Rect]:
    """Gaps that lie over one another in at least three rows with running text at both sides."""
    open_gaps: list[tuple[Rect, list[tuple[Row, Row]], int]] = []
    for row in rows:
        with_value = int(len(row) > 2 and any(is_value(piece.text) for piece in row[2:]))
        for left, right in pairwise(row):
            a, b = left.box, right.box
            gap = Rect(a.x1, min(a.top, b.top), b.x0, max(a.bottom, b.bottom))
            for k, (gutter, sides, values) in enumerate(open_gaps):
                x0, x1 = max(gap.x0, gutter.x0), min(gap.x1, gutter.x1)
                if x1 - x0 > 0.5 * left.size and gap.top - gutter.bottom < 6 * left.size:
                    open_gaps[k] = (
                        Rect(x0, gutter.top, x1, gap.bottom),
                        [*sides, (left, right)],
                        values + with_value,
                    )
                    break
            else:
                open_gaps.append((gap, [(left, right)], with_value))
    return [
        gutter
        for gutter, sides, values in open_gaps
        if len(sides) >= 3
        and values < 0.6 * len(sides)
        and all(_is_prose([pair[k] for pair in sides]) for k in (0, 1))
    ]


def _drifting_gutters(pieces: Sequence[Row]) -> list[Rect]:
    """Free strips left of lines that begin at one place, beside lines on other baselines."""
    starts: dict[int, list[Row]] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.box.x0, piece.box.top)):
        near = next((x for x in starts if abs(x - piece.box.x0) < 1.5), None)
        starts.setdefault(round(piece.box.x0) if near is None else near, []).append(piece)
    found = []
    for aligned in starts.values():
        for run in _runs(sorted(aligned, key=lambda piece: piece.box.top), pieces):
            gutter = _beside(run, pieces)
            if gutter is not None:
                found.append(gutter)
    return found


def _runs(aligned: Sequence[Row], pieces: Sequence[Row]) -> list[list[Row]]:
    """Lines that begin at one place, parted where other text stands across that place."""
    runs: list[list[Row]] = []
    for piece in aligned:
        last = runs[-1][-1] if runs else None
        if last is not None and not _is_crossed(last, piece, pieces):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [run for run in runs if len(run) > 3]


def _is_crossed(last: Row, piece: Row, pieces: Sequence[Row]) -> bool:
    x, size = piece.box.x0, piece.size
    if piece.box.top - last.box.bottom > 8 * size:
        return True
    return any(
        other.box.x0 < x - 0.5
        and other.box.x1 > x - 0.7 * size
        and last.box.top < other.box.top < piece.box.top + 1
        for other in pieces
    )


def _beside(run: Sequence[Row], pieces: Sequence[Row]) -> Rect | None:
    """The gutter left of a run, where running text on other baselines stands beside it."""
    top, bottom = run[0].box.top, run[-1].box.bottom
    x, size = run[0].box.x0, run[0].size
    left = [p for p in pieces if p.box.x1 < x - 0.7 * size and top <= p.box.top <= bottom]
    if len(left) < 4:
        return None
    edge = max(piece.box.x1 for piece in left)
    last = [piece for piece in left if piece.box.x1 > edge - 0.5 * (edge - left[0].box.x0)]
    if len(last) < 4 or not _is_prose(last) or not _is_prose(run):
        return None
    levels = [piece.words[0].baseline for piece in last]
    level = sum(any(abs(piece.words[0].baseline - at) < 2 for at in levels) for piece in run)
    if level > 0.5 * len(run):
        return None
    return Rect(edge, top, x, bottom)


def _is_prose(side: Sequence[Row]) -> bool:
    lengths = sorted(len(row.text) for row in side)
    letters = sum(c.isalpha() for row in side for c in row.text)
    return lengths[len(lengths) // 2] >= 15 and letters > 0.6 * sum(lengths)


def headed_gutters(rows: Sequence[Sequence[Row]]) -> list[Rect]:
    """The gutters of headings side by side, with nothing or one paragraph each below them."""
    ordered = sorted(rows, key=lambda row: row[0].box.top)
    usual = usual_size([piece for row in ordered for piece in row])
    found: list[Rect] = []
    for i, row in enumerate(ordered[:-1]):
        heads = [Row(piece.words) for piece in row]
        if len(heads) < 2 or not all(_is_heading(head, usual) for head in heads):
            continue
        if any(b.box.x0 - a.box.x1 < 1.5 * a.size for a, b in pairwise(heads)):
            continue
        below = _paragraphs(heads, ordered[i + 1 :])
        if below is None:
            continue
        bottom = max((piece.box.bottom for piece in below), default=row[0].box.bottom)
        for left, right in pairwise(heads):
            x1 = right.box.x0
            inside = [p.box.x1 for p in (left, *below) if p.box.x0 < x1 - 1]
            if max(inside) < x1:
                found.append(Rect(max(inside), row[0].box.top - 1, x1, bottom + 1))
    return found


def _is_heading(piece: Row, usual: float) -> bool:
    bold = all(glyph.style.bold for word in piece.words for glyph in word.glyphs)
    words = any(c.isalpha() for c in piece.text) and not is_value(piece.text)
    return words and (bold or piece.size > 1.15 * usual) and not piece.text.endswith(":")


def _paragraphs(heads: Sequence[Row], below: Sequence[Sequence[Row]]) -> list[Row] | None:
    """The pieces of the one paragraph below each heading; None where it may be a table's header.

    Rows go on with the same line spacing; further rows in the same columns would be a table's.
    """
    starts = [head.box.x0 for head in heads]
    taken: list[Row] = []
    bottom = max(head.box.bottom for head in heads)
    for row in below:
        size = row[0].size
        placed = [any(abs(piece.box.x0 - x) < 3 for x in starts) for piece in row]
        fits = all(placed)
        gap = row[0].box.top - bottom
        numbers = any(is_value(piece.text) or is_year(piece.text) for piece in row)
        subheads = not taken and len(row) > len(heads) and _all_bold(row)
        if len(row) > 1 and gap < 4 * size and (numbers or subheads):
            return None
        if not fits or gap > (2.2 if not taken else 0.7) * size:
            is_table = sum(placed) > 1 and gap < 4 * size and not _all_bold(row)
            return None if is_table else taken
        taken += row
        bottom = max(piece.box.bottom for piece in row)
    return taken


def _all_bold(row: Sequence[Row]) -> bool:
    return all(glyph.style.bold for piece in row for word in piece.words for glyph in word.glyphs)
