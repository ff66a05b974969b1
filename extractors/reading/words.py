"""Joins the glyphs of a page to words, and words to rows that stand on one baseline."""

from collections.abc import Iterable, Sequence

import numpy as np

from extractors.reading.page import Glyph, Row, Word

GAP = 0.17
"""A gap of more than this share of the font size parts two words."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def find_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of glyphs that run in one direction, in the order in which they are painted."""
    words: list[Word] = []
    open_word: Word | None = None
    for glyph in _struck_once(glyphs):
        if glyph.text == " ":
            if open_word is not None:
                open_word.spaced = True
            open_word = None
        elif open_word is not None and _continues(open_word, glyph):
            _append(open_word, glyph)
        else:
            open_word = Word([glyph], *glyph[1:5], glyph.baseline, glyph.size)
            words.append(open_word)
    return words


def _struck_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without the glyphs that are printed again on top of themselves to look bold or shaded."""
    printed = list(glyphs)
    seen: dict[str, list[tuple[float, float]]] = {}
    struck: set[int] = set()
    for i in _crowded(printed):
        text, x, y, near = (
            printed[i].text,
            printed[i].x0,
            printed[i].baseline,
            0.12 * printed[i].size,
        )
        before = seen.setdefault(text, [])
        if any(abs(at[0] - x) <= near and abs(at[1] - y) <= near for at in before):
            struck.add(i)
        else:
            before.append((x, y))
    return [glyph for i, glyph in enumerate(printed) if i not in struck] if struck else printed


def _crowded(glyphs: Sequence[Glyph]) -> list[int]:
    """Indices of the glyphs that share a small square with one of the same text, bar spaces.

    Two squares beside each other may part a pair, so that they are laid four times, half a side on.
    """
    if not glyphs:
        return []
    texts, x, _, _, _, y, size, *_ = zip(*glyphs, strict=True)
    known = {text: i for i, text in enumerate(sorted(set(texts) - {" "}))}
    names = np.array([known.get(text, -1) for text in texts])
    side = 0.24 * max(size) or 1.0
    across, down = np.array(x) / side, np.array(y) / side
    is_crowded = np.zeros(len(glyphs), np.bool_)
    for right in (0, 0.5):
        for low in (0, 0.5):
            square = np.floor(across + right) + 1e5 * np.floor(down + low)
            keys = names + len(known) * square.astype(np.int64)
            order = np.argsort(keys)
            again = np.flatnonzero(keys[order][1:] == keys[order][:-1])
            is_crowded[order[again]] = is_crowded[order[again + 1]] = True
    found: list[int] = np.flatnonzero(is_crowded & (names >= 0)).tolist()
    return found


def _continues(word: Word, glyph: Glyph) -> bool:
    """Whether the glyph is the word's next: on its line, or raised or lowered beside it."""
    size = max(word.size, glyph.size)
    gap = glyph.x0 - word.x1
    if not -0.5 * size <= gap <= GAP * size:
        return False
    off = abs(glyph.baseline - word.baseline)
    return off <= 0.1 * size or (off <= 0.6 * size and glyph.size < 0.86 * word.size)


def _append(word: Word, glyph: Glyph) -> None:
    raised = word.baseline - glyph.baseline
    if raised > 0.15 * word.size and glyph.size < 0.86 * word.size and glyph.text.isdigit():
        glyph = glyph._replace(text=glyph.text.translate(RAISED))
    word.glyphs.append(glyph)
    word.x0, word.x1 = min(word.x0, glyph.x0), max(word.x1, glyph.x1)
    word.top, word.bottom = min(word.top, glyph.top), max(word.bottom, glyph.bottom)


def find_rows(words: Sequence[Word]) -> list[Row]:
    """The words by baselines, from the top of the page to its foot; pieces of a word joined."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        for row in rows[-3:]:
            if abs(row[0].baseline - word.baseline) <= 0.25 * min(row[0].size, word.size):
                row.append(word)
                break
        else:
            rows.append([word])
    return [Row(_joined(sorted(row, key=lambda word: word.x0))) for row in rows]


def _joined(words: list[Word]) -> list[Word]:
    """Words of a row, those joined that were painted in pieces."""
    joined = words[:1]
    for word in words[1:]:
        last = joined[-1]
        size = max(last.size, word.size)
        if not last.spaced and -0.3 * size <= word.x0 - last.x1 <= GAP * size:
            joined[-1] = Word(
                last.glyphs + word.glyphs,
                last.x0,
                min(last.top, word.top),
                max(last.x1, word.x1),
                max(last.bottom, word.bottom),
                last.baseline,
                size,
                word.spaced,
            )
        else:
            joined.append(word)
    return joined


def pieces(row: Row, gap: float = 1.0) -> list[Row]:
    """The row cut where the space between two words is over `gap` times the font size."""
    cut: list[list[Word]] = [[row.words[0]]]
    for word in row.words[1:]:
        last = cut[-1][-1]
        if word.x0 - last.x1 > gap * max(last.size, word.size):
            cut.append([word])
        else:
            cut[-1].append(word)
    return [Row(words) for words in cut]
