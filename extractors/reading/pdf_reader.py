"""Reads the marks of pages through PDFium, and where that fails through pdfplumber."""

from contextlib import suppress
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pdfplumber.page import Page
from pypdfium2 import PdfiumError

from extractors.reading.page import PageMarks
from extractors.reading.pdf_page import Sheet, page_marks
from extractors.reading.pdf_pdfium import PdfiumFile


class PageReader:
    """Reads pages of one PDF; pdfplumber takes over for a file that PDFium sees otherwise."""

    def __init__(self, path: Path, n_pages: int) -> None:
        self._fast: PdfiumFile | None = None
        with suppress(PdfiumError):
            self._fast = PdfiumFile(path)
        if self._fast is not None and len(self._fast) != n_pages:
            self._fast.close()
            self._fast = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._fast is not None:
            self._fast.close()

    def picture(self, number: int, scale: float) -> NDArray[np.uint8] | None:
        """A page in shades of grey, `scale` pixels a point; None where PDFium cannot draw it."""
        if self._fast is not None:
            with suppress(PdfiumError):
                return self._fast.picture(number, scale)
        return None

    def marks(self, page: Page) -> PageMarks:
        """The marks of a page, of the reader that leaves fewer glyphs without a character.

        Raises PdfminerException where nothing can be read of the page and its content is damaged.
        """
        marks: PageMarks | None = None
        if self._fast is not None:
            with suppress(PdfiumError):
                marks = self._fast.marks(page.page_number, Sheet(page))
        if marks is not None and _is_legible(marks):
            return marks
        plain = page_marks(page)
        return plain if marks is None or plain.n_broken < marks.n_broken else marks


def _is_legible(marks: PageMarks) -> bool:
    """Whether anything stands on the page, and its fonts name the glyphs."""
    return bool(marks.glyphs or marks.pictures) and marks.n_broken <= 0.02 * len(marks.glyphs)
