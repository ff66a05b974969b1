"""Reads a file of any kind that is known into a document."""

from pathlib import Path

from extractors.reading.document import Document
from extractors.reading.errors import ReadingError

SUFFIXES = (".pdf", ".txt", ".md")


def read(path: Path | str, *, source: str | None = None, ocr: bool = False) -> Document:
    """The document of a `.pdf`, `.txt` or `.md` file; `source` is what it is called in the data.

    `ocr`: scanned pages are recognised, if the extra `ocr` is installed.

    Raises ReadingError with a line that says what is wrong with the file and what to do.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        from extractors.reading.pdf import read_pdf  # noqa: PLC0415  a text file needs no pdfplumber

        return read_pdf(path, source=source, ocr=ocr)
    if suffix in SUFFIXES:
        from extractors.reading.text import read_text  # noqa: PLC0415

        return read_text(path, source=source)
    raise ReadingError(f"is no {', '.join(SUFFIXES)} file: convert it to one of these")
