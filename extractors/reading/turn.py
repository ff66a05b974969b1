"""Turns what runs up, down or upside down on a page so that it can be read from left to right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import hypot

import numpy as np
from numpy.typing import NDArray

from extractors.reading.page import SLANTED, Fill, Glyph, PageMarks, Rect, Word, around
from extractors.reading.words import find_rows, find_words, pieces


def main_turn(glyphs: Sequence[Glyph]) -> int:
    """The direction in which most glyphs of a page run."""
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn != SLANTED)
    return max(sorted(turns), key=lambda turn: turns[turn], default=0)


def turned(marks: PageMarks, turn: int) -> PageMarks:
    """The page turned so that glyphs of that direction run from left to right."""
    width, height = marks.width, marks.height
    return replace(
        marks,
        width=width if turn == 180 else height,
        height=height if turn == 180 else width,
        glyphs=[_turned_glyph(glyph, turn, width, height) for glyph in marks.glyphs],
        rules=[_turned_rect(rule, turn, width, height) for rule in marks.rules],
        fills=_turned_fills(marks.fills, turn, width, height),
        dots=_turned_fills(marks.dots, turn, width, height),
        pictures=[_turned_rect(picture, turn, width, height) for picture in marks.pictures],
        drawings=[_turned_rect(drawing, turn, width, height) for drawing in marks.drawings],
    )


def _turned_rect(box: Rect, turn: int, width: float, height: float) -> Rect:
    x0, top, x1, bottom = box
    if turn == 270:
        return Rect(height - bottom, x0, height - top, x1)
    if turn == 90:
        return Rect(top, width - x1, bottom, width - x0)
    return Rect(width - x1, height - bottom, width - x0, height - top)


def _turned_fills(fills: Sequence[Fill], turn: int, width: float, height: float) -> list[Fill]:
    return [Fill(_turned_rect(fill.box, turn, width, height), fill.colour) for fill in fills]


def _turned_glyph(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    box = _turned_rect(Rect(*glyph[1:5]), turn, width, height)
    at, is_level = glyph.baseline, glyph.turn in (0, 180)
    if turn == 180 or (turn == 270) == is_level:
        at = (height if is_level else width) - at
    new_turn = SLANTED if glyph.turn == SLANTED else (glyph.turn - turn) % 360
    return Glyph(glyph.text, *box, at, glyph.size, glyph.style, new_turn)


def turned_back(
    boxes: NDArray[np.float32], turn: int, width: float, height: float
) -> NDArray[np.float32]:
    """Boxes, of shape (n, 4), of a turned page on the page as it is: `width` by `height`."""
    x0, top, x1, bottom = boxes.T
    if turn == 270:
        columns = (top, height - x1, bottom, height - x0)
    elif turn == 90:
        columns = (width - bottom, x0, width - top, x1)
    else:
        columns = (width - x1, height - bottom, width - x0, height - top)
    return np.stack(columns, axis=1).astype(np.float32)


def turned_words(marks: PageMarks) -> list[Word]:
    """The lines that run in another direction than from left to right, one word each."""
    words = _slanted_words([glyph for glyph in marks.glyphs if glyph.turn == SLANTED])
    for turn in sorted({glyph.turn for glyph in marks.glyphs} - {0, SLANTED}):
        only = replace(marks, glyphs=[g for g in marks.glyphs if g.turn == turn])
        frame = turned(only, turn)
        for row in find_rows(find_words(frame.glyphs)):
            for piece in pieces(row):
                words.append(_as_word(piece.words, turn, marks))
    return words


def _slanted_words(glyphs: Sequence[Glyph]) -> list[Word]:
    """Slanted glyphs in the order in which they are painted, cut where the next is far off."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        last = groups[-1][-1] if groups else None
        if last is not None and _distance(last, glyph) < 2 * max(last.size, glyph.size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    words = []
    for group in groups:
        box = around(group)
        if any(glyph.text != " " for glyph in group):
            words.append(Word(group, *box, box.bottom, group[0].size))
    return words


def _distance(a: Glyph, b: Glyph) -> float:
    across = (a.x0 + a.x1 - b.x0 - b.x1) / 2
    down = (a.top + a.bottom - b.top - b.bottom) / 2
    return hypot(across, down)


def _as_word(words: Sequence[Word], turn: int, marks: PageMarks) -> Word:
    """Words of a turned line as one word of the page, its spaces as glyphs."""
    glyphs: list[Glyph] = []
    for word in words:
        if glyphs:
            last, first = glyphs[-1], word.glyphs[0]
            glyphs.append(last._replace(text=" ", x0=last.x1, x1=max(last.x1, first.x0)))
        glyphs += word.glyphs
    boxes = np.array([glyph[1:5] for glyph in glyphs], np.float32)
    placed = turned_back(boxes, turn, marks.width, marks.height).tolist()
    on_page = [
        glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, turn=turn)
        for glyph, (x0, top, x1, bottom) in zip(glyphs, placed, strict=True)
    ]
    box = around(on_page)
    return Word(on_page, *box, box.bottom, words[0].size)
