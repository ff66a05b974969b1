"""Drops white glyphs that no eye can see: nothing dark lies under them."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from extractors.reading.page import Glyph, PageMarks

WHITE = 250
"""From this value on, of 255, a colour counts as white."""


def drop_invisible(
    marks: PageMarks, draw: Callable[[int, float], NDArray[np.uint8] | None]
) -> None:
    """Takes out the white glyphs that leave no trace in a picture of the page.

    Only a page with white glyphs outside of coloured boxes and pictures is drawn, by its number
    and with one pixel a point.
    """
    styles = {glyph.style for glyph in marks.glyphs}
    if not any(min(style.colour) >= WHITE for style in styles):
        return
    doubtful = {id(glyph) for glyph in marks.glyphs if _is_doubtful(glyph, marks)}
    if not doubtful:
        return
    picture = draw(marks.number, 1)
    if picture is None:
        return
    scale = (picture.shape[1] / marks.width, picture.shape[0] / marks.height)
    marks.glyphs = [
        glyph
        for glyph in marks.glyphs
        if id(glyph) not in doubtful or _leaves_trace(glyph, picture, scale)
    ]


def _is_doubtful(glyph: Glyph, marks: PageMarks) -> bool:
    if min(glyph.style.colour) < WHITE or glyph.text == " ":
        return False
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return not any(
        fill.box.holds(x, y) and min(fill.colour) < WHITE for fill in marks.fills
    ) and not any(picture.holds(x, y) for picture in marks.pictures)


def _leaves_trace(glyph: Glyph, picture: NDArray[np.uint8], scale: tuple[float, float]) -> bool:
    across, down = scale
    x0, x1 = int(glyph.x0 * across), int(glyph.x1 * across) + 1
    top, bottom = int(glyph.top * down), int(glyph.bottom * down) + 1
    pixels = picture[max(top, 0) : bottom, max(x0, 0) : x1]
    return bool(pixels.size) and int(pixels.max()) - int(pixels.min()) > 12
