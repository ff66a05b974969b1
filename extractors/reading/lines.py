"""Lines of text as they stand on a page, with the place of every character and their look."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.reading.assemble import Run
from extractors.reading.markers import Marker, marker_of
from extractors.reading.page import Rect, Row, Style, Word, around


@dataclass(slots=True)
class Line:
    """A line of text on a page; `bold` and `italic` where all of it is.

    `frame` is the box drawn round it, if it is no cell of a table; `dotted`: a bullet that is a
    drawing and no glyph stands before it; `number`: the large number that does.
    """

    run: Run
    page: int
    box: Rect
    baseline: float
    size: float
    style: Style
    bold: bool
    italic: bool
    frame: Rect | None = None
    underlined: bool = False
    upright: bool = True
    dotted: bool = False
    number: str | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.run.text

    @property
    def look(self) -> tuple[bool, bool]:
        """Whether all of it is bold, and underlined."""
        return self.bold, self.underlined

    @property
    def marker(self) -> Marker | None:
        """The bullet or number that it begins with."""
        if self.number is not None:
            return Marker(self.number, 0, False, (self.number,))
        found = marker_of(self.run, self.style.symbol)
        return Marker("•", 0, True) if found is None and self.dotted else found


def to_line(row: Row, page: int) -> Line:
    """The line of a row of words."""
    glyphs = [glyph for word in row.words for glyph in word.glyphs]
    styles = Counter(glyph.style for glyph in glyphs)
    sizes = Counter(round(glyph.size * 2) / 2 for glyph in glyphs)
    letters = [glyph for glyph in glyphs if glyph.text.isalnum()] or glyphs
    return Line(
        run=words_run(row.words, page),
        page=page,
        box=around(row.words),
        baseline=row.words[0].baseline,
        size=sizes.most_common(1)[0][0],
        style=styles.most_common(1)[0][0],
        bold=all(glyph.style.bold for glyph in letters),
        italic=all(glyph.style.italic for glyph in letters),
        upright=glyphs[0].turn == 0,
    )


def words_run(words: Sequence[Word], page: int) -> Run:
    """The text of words with a space between two, and where its characters stand."""
    text: list[str] = []
    pages: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    for i, word in enumerate(words):
        if i:
            text.append(" ")
            pages.append(0)
            boxes.append((0, 0, 0, 0))
        for glyph in word.glyphs:
            n = len(glyph.text)
            text.append(glyph.text)
            pages.extend([page] * n)
            if n == 1:
                boxes.append(glyph[1:5])
                continue
            width = (glyph.x1 - glyph.x0) / n
            boxes.extend(
                (glyph.x0 + k * width, glyph.top, glyph.x0 + (k + 1) * width, glyph.bottom)
                for k in range(n)
            )
    return Run(
        "".join(text),
        np.array(pages, np.int32),
        np.array(boxes, np.float32).reshape(len(pages), 4),
    )
