"""Reads the marks of a PDF page through pdfplumber, in coordinates of the visible page."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTRect
from pdfplumber.page import Page

from extractors.reading.page import SLANTED, Glyph, PageMarks, Rect, Style
from extractors.reading.paths import Paint, add_path

BROKEN = "\ufffd"
"""What stands for a glyph that the font does not name."""

WIN_ANSI_BULLET = "(cid:127)"
"""Codes that WinAnsiEncoding leaves free print a bullet (ISO 32000-1, annex D.2, note 3)."""

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x00"))


class Sheet:
    """The visible page, and where its corner lies in the coordinates that readers give.

    `rotation`: 0, 90, 180 or 270, clockwise. `left` and `up`: the upper left corner as pdfminer
    gives it: from the lower left corner of the turned MediaBox. `shift`: what pdfminer adds to
    turned coordinates so that they begin there.
    """

    def __init__(self, page: Page) -> None:
        mx0, my0, mx1, my1 = _sorted_box(page.page_obj.mediabox)
        cx0, cy0, cx1, cy1 = _sorted_box(page.page_obj.cropbox or page.page_obj.mediabox)
        left, low = max(mx0, cx0), max(my0, cy0)
        right, high = min(mx1, cx1), min(my1, cy1)
        if right <= left or high <= low:
            left, low, right, high = mx0, my0, mx1, my1
        turned = {
            90: (low - my0, mx1 - right, high - my0, mx1 - left),
            180: (mx1 - right, my1 - high, mx1 - left, my1 - low),
            270: (my1 - high, left - mx0, my1 - low, right - mx0),
        }
        shifts = {90: (-my0, mx1), 180: (mx1, my1), 270: (my1, -mx0)}
        rotation = page.page_obj.rotate
        self.rotation = rotation if rotation in turned else 0
        self.shift = shifts.get(rotation, (-mx0, -my0))
        x0, y0, x1, y1 = turned.get(rotation, (left - mx0, low - my0, right - mx0, high - my0))
        self.left, self.up = x0, y1
        self.width, self.height = x1 - x0, y1 - y0

    def rect(self, item: Any) -> Rect:
        """The box of a layout item of pdfminer."""
        left, up = self.left, self.up
        return Rect(item.x0 - left, up - item.y1, item.x1 - left, up - item.y0)

    def shows(self, box: Rect) -> bool:
        """Whether the middle of the box lies on the visible page."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return -1 <= x <= self.width + 1 and -1 <= y <= self.height + 1


def page_marks(page: Page) -> PageMarks:
    """The glyphs, rules, fills and pictures of a page; the caller closes it."""
    sheet = Sheet(page)
    marks = PageMarks(page.page_number, sheet.width, sheet.height)
    items = list(_items(page.layout))
    depths = _depths([item for item in items if isinstance(item, LTChar)])
    for item in items:
        if isinstance(item, LTChar):
            _add_glyph(marks, sheet, item, depths)
        elif isinstance(item, LTCurve):
            add_path(marks, _points(sheet, item), _paint(item))
        elif isinstance(item, LTImage):
            box = sheet.rect(item)
            if box.width > 1 and box.height > 1:
                marks.pictures.append(box)
    return marks


def _sorted_box(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(side) for side in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _items(container: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _depth(item: LTChar) -> float:
    """How far the glyph's box reaches below its origin, as a share of its size."""
    return float(round((item.matrix[5] - item.y0) / item.size, 2)) if item.size else 0.0


def _depths(items: list[LTChar]) -> dict[str, float]:
    """The usual depth of each font; a glyph that is raised (`Ts`) has less."""
    counts: dict[str, Counter[float]] = {}
    for item in items:
        counts.setdefault(item.fontname, Counter())[_depth(item)] += 1
    return {name: count.most_common(1)[0][0] for name, count in counts.items()}


def _add_glyph(marks: PageMarks, sheet: Sheet, item: LTChar, depths: dict[str, float]) -> None:
    text = item.get_text()
    if text == WIN_ANSI_BULLET:
        text = "•"
    if text.startswith("(cid:") or BROKEN in text:
        marks.n_broken += 1
        text = BROKEN
    text = plain(text)
    box = sheet.rect(item)
    if not text or not sheet.shows(box):
        return
    a, b, c, d, e, f = item.matrix
    turn = turn_of(a, b, c, d)
    size = item.size if turn in (0, 180) else box.width
    baseline = sheet.up - f if turn in (0, 180) else e - sheet.left
    raised = depths[item.fontname] - _depth(item)
    if turn == 0 and abs(raised) > 0.05:
        baseline -= raised * item.size
    style = font_style(str(item.fontname), _rgb(item.graphicstate.ncolor))
    marks.glyphs.append(Glyph(text, *box, baseline, size, style, turn))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Ligatures as letters, any space as a space; a raised `²` stays what it is."""
    if text.isascii():
        return "" if text == "\x00" else (" " if text in "\t\r\n" else text)
    if text == "\xad":
        return "-"
    letters = [
        unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" or c.isspace() else c
        for c in text.translate(_ZERO_WIDTH)
    ]
    return unicodedata.normalize("NFC", "".join(letters))


def turn_of(a: float, b: float, c: float, d: float) -> int:
    """The direction in which glyphs of a text matrix run, as in Glyph."""
    if min(abs(a), abs(b)) > 0.2 * max(abs(a), abs(b)):
        return SLANTED
    if abs(b) > abs(a) and abs(c) > abs(d):
        return 270 if b > 0 else 90
    return 0 if a >= 0 or d > 0 else 180


@lru_cache(maxsize=512)
def font_style(fontname: str, colour: tuple[int, int, int]) -> Style:
    """What the name of a font tells of its look."""
    name = fontname.rpartition("+")[2].lower()
    bold = any(word in name for word in ("bold", "black", "heavy", "demi", "semibd"))
    italic = "italic" in name or "oblique" in name
    symbol = any(word in name for word in ("symbol", "wingding", "webding", "dingbat"))
    return Style(bold, italic, symbol, colour)


def _rgb(colour: Any) -> tuple[int, int, int]:
    """Grey, RGB or CMYK, 0 to 1, as RGB of 0 to 255; black where it is a pattern or none."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return 0, 0, 0
    return _mixed(tuple(parts))


@lru_cache(maxsize=512)
def _mixed(parts: tuple[float, ...]) -> tuple[int, int, int]:
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        cyan, magenta, yellow, key = parts
        parts = tuple((1 - ink) * (1 - key) for ink in (cyan, magenta, yellow))
    if len(parts) != 3:
        return 0, 0, 0
    red, green, blue = (min(255, max(0, round(255 * part))) for part in parts)
    return red, green, blue


def _points(sheet: Sheet, item: LTCurve) -> list[tuple[float, float]]:
    points = [(x - sheet.left, sheet.up - y) for x, y in item.pts]
    return points + points[:1] if isinstance(item, LTRect) else points


def _paint(item: LTCurve) -> Paint:
    return Paint(
        _rgb(item.non_stroking_color) if item.fill else None,
        _rgb(item.stroking_color) if item.stroke else None,
    )
