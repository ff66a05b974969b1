"""How many pages a PDF has, without reading them."""

from pathlib import Path

import pypdfium2


def count_pages(path: Path) -> int:
    """The number of pages; 0 where the file does not open, which reading it will explain."""
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError):
        return 0
    try:
        return len(document)
    finally:
        document.close()
