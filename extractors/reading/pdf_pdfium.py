"""Reads the marks of a PDF page through PDFium, in coordinates of the visible page."""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.reading.page import Glyph, PageMarks, Rect, Style
from extractors.reading.pdf_page import Sheet, add_path, font_style, plain, turn_of

HYPHENS = (0x02, 0xFFFE)
"""What PDFium makes of a hyphen at the end of a line."""

_TURNS = {90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


class PdfiumFile:
    """A PDF that PDFium reads: one process, never threads."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def marks(self, number: int, sheet: Sheet) -> PageMarks:
        """The glyphs, rules, fills and pictures of a page. Raises PdfiumError."""
        marks = PageMarks(number, sheet.width, sheet.height)
        page = self._document[number - 1]
        try:
            objects = [pdfium.FPDFPage_GetObject(page.raw, i) for i in range(_count(page.raw))]
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
                _add_object(marks, sheet, item, (1, 0, 0, 1, 0, 0))
        finally:
            page.close()
        return marks


def _count(page: Any) -> int:
    return int(pdfium.FPDFPage_CountObjects(page))
