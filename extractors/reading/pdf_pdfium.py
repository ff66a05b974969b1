"""Reads the marks of a PDF page through PDFium, in coordinates of the visible page."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.page import Glyph, PageMarks, Rect, Style
from extractors.reading.paths import Paint, add_path
from extractors.reading.pdf_page import BROKEN, Sheet, font_style, plain, turn_of

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
_TURNS = {90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
_HYPHENS = (0x02, 0xFFFE)  # what PDFium makes of a hyphen at the end of a line


class PdfiumFile:
    """A PDF that PDFium reads, in one process and never in threads."""

    def __init__(self, path: Path) -> None:
        """Raises PdfiumError."""
        self._document = pypdfium2.PdfDocument(path)

    def close(self) -> None:
        """Closes the file."""
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def picture(self, number: int, scale: float) -> NDArray[np.uint8]:
        """A page in shades of grey, `scale` pixels a point: shape (height, width)."""
        page = self._document[number - 1]
        try:
            drawn: NDArray[np.uint8] = page.render(scale=scale, grayscale=True).to_numpy().copy()
        finally:
            page.close()
        return drawn.reshape(drawn.shape[:2])

    def marks(self, number: int, sheet: Sheet) -> PageMarks:
        """The glyphs, rules, fills and pictures of a page. Raises PdfiumError."""
        marks = PageMarks(number, sheet.width, sheet.height)
        page = self._document[number - 1]
        try:
            count = pdfium.FPDFPage_CountObjects(page)
            objects = [pdfium.FPDFPage_GetObject(page, i) for i in range(count)]
            if sheet.rotation:
                turn = pdfium.FS_MATRIX(*_TURNS[sheet.rotation], 0, 0)
                for item in objects:
                    pdfium.FPDFPageObj_TransformF(item, turn)
            text = page.get_textpage()
            try:
                _add_glyphs(marks, sheet, text.raw)
            finally:
                text.close()
            for item in objects:
                _add_object(marks, sheet, item, _AS_IT_IS)
        finally:
            page.close()
        return marks


def _direct(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of PDFium that takes addresses as numbers: a page has thousands of glyphs."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_int, _address = ctypes.c_int, ctypes.c_void_p
_unicode = _direct(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _address, _int)
_owner = _direct(pdfium.FPDFText_GetTextObject, _address, _address, _int)
_unmapped = _direct(pdfium.FPDFText_HasUnicodeMapError, _int, _address, _int)
_origin = _direct(pdfium.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
_loose_box = _direct(pdfium.FPDFText_GetLooseCharBox, _int, _address, _int, _address)


class _Look(NamedTuple):
    """What the glyphs of one text object share; `descent` is for size 1, below 0."""

    font: Any
    points: float
    size: float
    descent: float
    matrix: Matrix
    turn: int
    style: Style


def _add_glyphs(marks: PageMarks, sheet: Sheet, text: Any) -> None:
    """Adds the glyphs of a text page; a page has thousands, so all are taken in one step."""
    n = pdfium.FPDFText_CountChars(text)
    page, at = ctypes.cast(text, ctypes.c_void_p).value, range(n)
    owners = list(map(_owner, repeat(page), at))
    found: dict[int, _Look] = {}
    for i, owner in enumerate(owners):
        if owner and owner not in found:
            found[owner] = _look(text, i)
    if not found:
        return
    codes = list(map(_unicode, repeat(page), at))
    # Without a look it is a space or a line break that PDFium made up.
    looks = list(map(found.get, owners))
    chars = _chars(codes, list(map(_unmapped, repeat(page), at)))
    boxes = _boxes(_places(page, n), looks, codes, sheet)
    is_shown = _is_shown(boxes, sheet) & np.array([char != "" for char in chars])
    shown = np.flatnonzero(is_shown).tolist()
    kept = [look for look in map(looks.__getitem__, shown) if look is not None]
    columns = (
        map(chars.__getitem__, shown),
        *boxes[shown].T.tolist(),
        (look.style for look in kept),
        (look.turn for look in kept),
    )
    # A named tuple's own constructor takes four times as long.
    marks.glyphs = list(map(tuple.__new__, repeat(Glyph), zip(*columns, strict=True)))
    marks.n_broken = chars.count(BROKEN)
    _join_ligatures(marks.glyphs)


def _chars(codes: Sequence[int], unmapped: Sequence[int]) -> list[str]:
    known = {code: _char(code) for code in set(codes)}
    chars = list(map(known.__getitem__, codes))
    for i in np.flatnonzero(unmapped).tolist():
        chars[i] = BROKEN
    return chars


def _is_shown(boxes: NDArray[np.float64], sheet: Sheet) -> NDArray[np.bool_]:
    """Whether the middle of each box lies on the visible page; False where there is no box."""
    across, down = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    is_within = (across >= -2) & (across <= 2 * sheet.width + 2)
    return np.asarray(is_within & (down >= -2) & (down <= 2 * sheet.height + 2))


def _join_ligatures(glyphs: list[Glyph]) -> None:
    """Letters of one origin are one glyph, also where PDFium cuts it evenly; a space is not.

    A letter struck twice has one origin as well, but ends where the first one does.
    """
    for i in range(len(glyphs) - 1, 0, -1):
        last, glyph = glyphs[i - 1], glyphs[i]
        if (last.x0, last.top) != (glyph.x0, glyph.top) or last.x1 <= last.x0:
            continue
        if last[1:6] == glyph[1:6] or (glyph.x1 > last.x1 and glyph.text != " "):
            glyphs[i - 1 : i + 1] = [last._replace(text=last.text + glyph.text, x1=glyph.x1)]


@lru_cache(maxsize=4096)
def _char(code: int) -> str:
    return "-" if code in _HYPHENS else plain(chr(code))


def _look(text: Any, i: int) -> _Look:
    """How the glyph looks, and with it all of its text object."""
    owner = pdfium.FPDFText_GetTextObject(text, i)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    font = pdfium.FPDFTextObj_GetFont(owner)
    points = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(owner, points)
    descent = ctypes.c_float()
    pdfium.FPDFFont_GetDescent(font, 1.0, descent)
    return _Look(
        font,
        points.value,
        abs(points.value) * hypot(c, d),
        -abs(descent.value),
        (a, b, c, d, matrix.e, matrix.f),
        turn_of(a, b, c, d),
        font_style(_font_name(font), _colour(owner, pdfium.FPDFPageObj_GetFillColor)),
    )


def _font_name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _colour(item: Any, ask: Callable[..., int]) -> tuple[int, int, int]:
    """What the object is filled or stroked with; black where that is a pattern."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(item, *parts):
        return 0, 0, 0
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def _places(page: int | None, n: int) -> NDArray[np.float64]:
    """Of each glyph the x and y of its origin, and the x where it ends: shape (n, 3)."""
    origins, boxes = np.zeros((n, 2)), np.zeros((n, 4), np.float32)
    start, corner = origins.ctypes.data, boxes.ctypes.data
    xs, ys = range(start, start + 16 * n, 16), range(start + 8, start + 8 + 16 * n, 16)
    deque(map(_origin, repeat(page), range(n), xs, ys), maxlen=0)
    corners = range(corner, corner + 16 * n, 16)
    deque(map(_loose_box, repeat(page), range(n), corners), maxlen=0)
    return np.hstack([origins, boxes[:, 2:3]])


def _boxes(
    places: NDArray[np.float64], looks: Sequence[_Look | None], codes: Sequence[int], sheet: Sheet
) -> NDArray[np.float64]:
    """Of each glyph its box, baseline and size: shape (n, 6); nan where it has no look."""
    left, up = sheet.left - sheet.shift[0], sheet.up - sheet.shift[1]
    x, baseline, x1 = places[:, 0] - left, up - places[:, 1], places[:, 2] - left
    size = np.array([look.size if look else np.nan for look in looks])
    bottom = baseline - size * np.array([look.descent if look else 0 for look in looks])
    columns = [np.minimum(x, x1), bottom - size, np.maximum(x, x1), bottom, baseline, size]
    boxes = np.stack(columns, axis=1)
    for i, look in enumerate(looks):
        if look is not None and look.turn:
            boxes[i] = _turned_box(x[i], baseline[i], look, codes[i])
    return boxes


def _turned_box(x: float, y: float, look: _Look, code: int) -> list[float]:
    """The box, baseline and size of a glyph that does not run from left to right."""
    width = ctypes.c_float()
    pdfium.FPDFFont_GetGlyphWidth(look.font, code, look.points, width)
    a, b, c, d, *_ = look.matrix
    low, high = look.points * look.descent, look.points * (look.descent + 1)
    corners = [(along, off) for along in (0.0, width.value) for off in (low, high)]
    across = [x + along * a + off * c for along, off in corners]
    down = [y - along * b - off * d for along, off in corners]
    box = [min(across), min(down), max(across), max(down)]
    return [*box, y, look.size] if look.turn == 180 else [*box, x, box[2] - box[0]]


def _add_object(marks: PageMarks, sheet: Sheet, item: Any, above: Matrix) -> None:
    """Adds a path, a picture or what a form holds; `above` is the matrix of the form."""
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
        return
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    matrix = _times((found.a, found.b, found.c, found.d, found.e, found.f), above)
    if kind == pdfium.FPDF_PAGEOBJ_FORM:
        for i in range(pdfium.FPDFFormObj_CountObjects(item)):
            _add_object(marks, sheet, pdfium.FPDFFormObj_GetObject(item, i), matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        box = _around([_on(sheet, matrix, x, y) for x in (0, 1) for y in (0, 1)])
        if box.width > 1 and box.height > 1:
            marks.pictures.append(box)
    else:
        _add_paths(marks, sheet, item, matrix)


def _add_paths(marks: PageMarks, sheet: Sheet, item: Any, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    paint = Paint(
        _colour(item, pdfium.FPDFPageObj_GetFillColor) if fill.value else None,
        _colour(item, pdfium.FPDFPageObj_GetStrokeColor) if stroke.value else None,
    )
    for points in _subpaths(item):
        placed = [_on(sheet, matrix, x, y) for x, y in points]
        add_path(marks, placed, paint)


def _subpaths(item: Any) -> Iterator[list[Point]]:
    """The ends of the lines and curves of each part of a path; closed ones end where they begin."""
    points: list[Point] = []
    n_curve = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points, n_curve = [], 0
        n_curve = n_curve + 1 if kind == pdfium.FPDF_SEGMENT_BEZIERTO else 0
        if n_curve % 3 == 0:
            points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and (n_curve or points[-1] != points[0]):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _on(sheet: Sheet, matrix: Matrix, x: float, y: float) -> Point:
    """A point on the visible page."""
    a, b, c, d, e, f = matrix
    return (
        a * x + c * y + e + sheet.shift[0] - sheet.left,
        sheet.up - sheet.shift[1] - (b * x + d * y + f),
    )


def _around(points: Sequence[Point]) -> Rect:
    across, down = zip(*points, strict=True)
    return Rect(min(across), min(down), max(across), max(down))
