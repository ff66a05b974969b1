"""Joins the glyphs of a page to words, and words to rows that stand on one baseline."""

from collections.abc import Iterable, Sequence

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
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    kept = []
    for glyph in glyphs:
        if glyph.text == " ":
            kept.append(glyph)
            continue
        near = 0.12 * glyph.size
        column, line = int(glyph.x0 // 4), int(glyph.baseline // 4)
        if not any(
            abs(x - glyph.x0) <= near and abs(y - glyph.baseline) <= near
            for i in (column - 1, column, column + 1)
            for j in (line - 1, line, line + 1)
            for x, y in seen.get((glyph.text, i, j), ())
        ):
            kept.append(glyph)
            seen.setdefault((glyph.text, column, line), []).append((glyph.x0, glyph.baseline))
    return kept


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
