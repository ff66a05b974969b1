"""Reads a PDF into a document: pages one by one, then what only all pages together show."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pdfplumber
from numpy.typing import NDArray
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extractors.reading.assemble import DraftBlock, DraftGrid, Run, assemble
from extractors.reading.blocks import body_look
from extractors.reading.document import Document
from extractors.reading.errors import ReadingError
from extractors.reading.flow import drafts
from extractors.reading.lines import Line
from extractors.reading.ocr import SCALE, is_at_hand, scan_marks
from extractors.reading.page import PageMarks
from extractors.reading.page_layout import PageDraft, lay_out, lines_of
from extractors.reading.pdf_reader import PageReader
from extractors.reading.pdf_visible import drop_invisible
from extractors.reading.running_heads import drop_running_heads


def read_pdf(path: Path, *, source: str | None = None, ocr: bool = False) -> Document:
    """The document of a PDF; boxes are relative to the visible page.

    `ocr`: pages without text are recognised, if the extra `ocr` is installed.

    Raises ReadingError for what is no PDF, is empty, damaged or needs a password.
    """
    sha256 = _checked(path)
    pages = _read_pages(path, ocr and is_at_hand())
    drop_running_heads(pages)
    title, warnings = _title(pages), list(_warnings(pages))
    parts: list[DraftBlock | DraftGrid] = list(drafts(pages))
    for page in pages:  # the blocks have the places of all characters: twice is enough
        page.parts = []
    document = assemble(
        parts,
        source=source or path.name,
        sha256=sha256,
        media_type="application/pdf",
        n_pages=len(pages),
        warnings=warnings,
        title=title,
        page_sizes=[page.visible for page in pages],
    )
    levels = {heading.level for heading in document.headings() if heading.level > 1}
    return replace(document, ocr_pages=frozenset(_recognised(pages)), has_levels=len(levels) > 1)


def read_page(path: Path, number: int, *, ocr: bool = False) -> PageDraft:
    """What is seen on one page, before it is known what all pages repeat.

    Raises ReadingError where the file cannot be read or has no such page.
    """
    _checked(path)
    for page in _read_pages(path, ocr and is_at_hand(), only=number):
        return page
    raise ReadingError(f"has no page {number}")


def _checked(path: Path) -> str:
    """The file's hash, if its first bytes say that it is a PDF."""
    data = path.read_bytes()
    if not data.strip():
        raise ReadingError("is empty: get the file again")
    if b"%PDF-" not in data[:1024]:
        raise ReadingError("is not a PDF: open it where it came from and save it as PDF")
    return hashlib.sha256(data).hexdigest()


def _read_pages(path: Path, ocr: bool, only: int | None = None) -> list[PageDraft]:
    damaged = "is cut off or damaged: get the file again, or open it and save a new copy"
    try:
        with pdfplumber.open(path) as pdf, PageReader(path, len(pdf.pages)) as reader:
            wanted = pdf.pages if only is None else pdf.pages[only - 1 : only]
            pages = [_read_page(page, reader, ocr) for page in wanted]
    except PdfminerException as error:
        if isinstance(error.args[0], PDFPasswordIncorrect):
            raise ReadingError("needs a password: save a copy without one") from error
        raise ReadingError(damaged) from error
    if not pages and only is None:
        raise ReadingError("has no pages: get the file again")
    if pages and all(page.is_damaged for page in pages):
        raise ReadingError(damaged)
    return pages


def _read_page(page: Page, reader: PageReader, ocr: bool) -> PageDraft:
    """What stands on a page; nothing, marked as damaged, where its content cannot be parsed."""
    try:
        marks = reader.marks(page)
        if (
            ocr
            and not marks.glyphs
            and (picture := reader.picture(marks.number, SCALE)) is not None
        ):
            return _recognise(marks, picture)
        drop_invisible(marks, reader.picture)
        return lay_out(marks)
    except PdfminerException:
        width, height = float(page.width), float(page.height)
        return PageDraft(page.page_number, width, height, (width, height), is_damaged=True)
    finally:
        page.close()


def _recognise(marks: PageMarks, picture: NDArray[np.uint8]) -> PageDraft:
    """What stands on a scanned page."""
    skew = scan_marks(marks, picture)
    draft = lay_out(marks)
    draft.is_scan = True
    for line in lines_of(draft.parts):
        line.run = Run(line.run.text, line.run.page, skew.as_scanned(line.run.boxes))
    return draft


def _recognised(pages: Sequence[PageDraft]) -> list[int]:
    return [page.number for page in pages if page.is_scan and page.n_glyphs]


def _warnings(pages: Sequence[PageDraft]) -> Iterator[str]:
    empty = [page for page in pages if not page.n_glyphs and not page.is_damaged]
    is_scan = not any(page.n_glyphs for page in pages)
    blank = [page.number for page in empty if page.pictures or is_scan]
    if blank:
        advice = "read with --ocr" if is_at_hand() else "pip install -e '.[ocr]', then --ocr"
        yield f"no text layer on {_ranges(blank)}: scanned pages are not read: {advice}"
    if recognised := _recognised(pages):
        yield f"scanned, recognised by OCR: {_ranges(recognised)}"
    damaged = [page.number for page in pages if page.is_damaged]
    if damaged:
        yield f"damaged, not read: {_ranges(damaged)}"
    for page in pages:
        yield from page.doubts
    broken = [page.number for page in pages if page.n_broken > max(5, 0.02 * page.n_glyphs)]
    if broken:
        yield f"characters that cannot be read on {_ranges(broken)}: the font does not name them"


def _ranges(numbers: Sequence[int]) -> str:
    """`page 3`, `pages 1-7, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"page {named}" if len(numbers) == 1 else f"pages {named}"


def _title(pages: Sequence[PageDraft]) -> str | None:
    """The largest text of the first two pages, where it is larger than the running text."""
    lines = [part for page in pages[:2] for part in page.parts if isinstance(part, Line)]
    body = body_look(part for page in pages for part in page.parts if isinstance(part, Line))
    lines = [line for line in lines if sum(c.isalpha() for c in line.text) > 3]
    larger = [line.size for line in lines if line.size > 1.12 * body.size]
    if not larger:
        return lines[0].text if lines and len(lines[0].text) < 150 else None
    size = max(larger)
    alike = [abs(line.size - size) < 0.6 for line in lines]
    first = alike.index(True)
    title = []
    for line, same in zip(lines[first : first + 5], alike[first:], strict=False):
        if not same or line.page != lines[first].page:
            break
        title.append(line.text)
    return " ".join(title)
