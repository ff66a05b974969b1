"""Draws what was seen on a page: blocks in reading order, tables with their cells, what is none."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from extractors.reading.cells import PageTable
from extractors.reading.document import Box, Document
from extractors.reading.errors import ReadingError
from extractors.reading.page import Rect
from extractors.reading.pdf import read_page
from extractors.reading.read import read
from flows.workers import Job, TellPages, WorkerError
from review.pictures import PictureError, draw_page

Colour = tuple[int, int, int]

_SCALE = 2.0  # pixels a point
_COLOURS: dict[str, Colour] = {
    "heading": (200, 30, 30),
    "paragraph": (40, 90, 200),
    "item": (20, 130, 120),
    "caption": (170, 90, 0),
    "footnote": (110, 110, 110),
    "table": (130, 0, 160),
    "cell": (190, 120, 210),
    "no table": (230, 120, 0),
}


def draw_seen(job: Job, tell_pages: TellPages, *, page: int = 1) -> bytes:
    """The page as PNG with all that was seen on it; runs in a worker. Raises WorkerError."""
    tell_pages(1)
    try:
        document = read(job.path, ocr=job.ocr == "yes")
        seen = read_page(job.path, page, ocr=job.ocr == "yes")
        picture = draw_page(job.path, page, _SCALE)
    except (ReadingError, PictureError) as error:
        raise WorkerError(str(error)) from None
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    canvas = _Canvas(image, image.width / picture.width)
    upright = (seen.width, seen.height) == seen.visible
    for box in seen.rejected if upright else ():
        canvas.box(box, "no table")
    for part in seen.parts if upright else ():
        if isinstance(part, PageTable):
            canvas.table(part)
    canvas.parts(document, page)
    out = io.BytesIO()
    canvas.with_legend().save(out, "PNG")
    return out.getvalue()


def save(data: bytes, path: Path) -> None:
    """Writes a picture. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class _Canvas:
    """A picture of a page that takes boxes in points."""

    def __init__(self, image: Image.Image, scale: float) -> None:
        self._image, self._scale = image, scale
        self._draw = ImageDraw.Draw(image, "RGBA")

    def box(self, box: Rect | Box, kind: str, label: str = "", width: int = 2) -> None:
        """A box in the colour of its kind, and before it what it is."""
        x0, y0, x1, y1 = (round(s * self._scale) for s in (box.x0, box.top, box.x1, box.bottom))
        colour = _COLOURS[kind]
        corners = (x0 - 2, y0 - 2, max(x1, x0) + 2, max(y1, y0) + 2)
        self._draw.rectangle(corners, fill=(*colour, 22), outline=(*colour, 255), width=width)
        if label:
            size = self._draw.textlength(label, font_size=15)
            left = max(x0 - 6 - size, 0)
            self._draw.rectangle((left - 2, y0, left + size + 2, y0 + 18), fill=(*colour, 255))
            self._draw.text((left, y0), label, fill="white", font_size=15)

    def table(self, table: PageTable) -> None:
        """The columns of a table."""
        self.box(table.box, "table", width=3)
        for x in table.xs[1:-1]:
            ends = [(x * self._scale, y * self._scale) for y in (table.box.top, table.box.bottom)]
            self._draw.line(ends, fill=(*_COLOURS["table"], 160), width=1)

    def parts(self, document: Document, page: int) -> None:
        """Blocks and tables of the document on a page, numbered as they are read."""
        number = 0
        for part in document.content:
            boxes = _boxes_on(document, part.start, part.end, page)
            if not boxes:
                continue
            number += 1
            kind = getattr(part, "kind", "table")
            level = f" h{part.level}" if kind == "heading" else ""  # type: ignore[union-attr]
            self.box(boxes[0], kind, f"{number}{level}")
            for cell in getattr(part, "cells", ()):
                for box in _boxes_on(document, cell.start, cell.end, page):
                    self.box(box, "cell", f"{cell.row},{cell.col}" if cell.col_span > 1 else "", 1)

    def with_legend(self) -> Image.Image:
        """The picture with what the colours mean above it."""
        whole = Image.new("RGB", (self._image.width, self._image.height + 34), "white")
        whole.paste(self._image, (0, 34))
        draw, x = ImageDraw.Draw(whole), 10.0
        for kind, colour in _COLOURS.items():
            draw.rectangle((x, 10, x + 14, 24), outline=colour, width=3)
            draw.text((x + 20, 8), kind, fill="black", font_size=15)
            x += 40 + draw.textlength(kind, font_size=15)
        return whole


def _boxes_on(document: Document, start: int, end: int, page: int) -> Sequence[Rect]:
    """The box round what a stretch of text prints on a page, if anything."""
    on_page = document.places.page[start:end] == page
    if not on_page.any():
        return ()
    boxes = document.places.boxes[start:end][on_page]
    (x0, top), (x1, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return (Rect(float(x0), float(top), float(x1), float(bottom)),)
