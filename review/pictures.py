"""Pictures of pages, with boxes drawn where records were read."""

import io
import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from review.columns import Values

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left corner of the visible page."""

OLD, NEW = (200, 30, 30), (0, 110, 60)
"""Colours of the boxes of an old and a new record."""

_LOCK = threading.Lock()  # PDFium is not thread-safe: pages come back empty, with no error
_MARGIN = 6.0  # PDF points between a box and the words in it
_SECONDS = 30.0  # that a page may take to be drawn
_MOST = 4000  # pixels on a side: a poster must not take all memory
_COLOURS = 32  # of a strip: black on white, smooth edges, and the boxes
_KEPT = 24  # pages that a painter remembers


class PictureError(Exception):
    """A page that cannot be drawn; its text says in one line why."""


@dataclass(frozen=True)
class Picture:
    """A page as PNG bytes, and its size in PDF points."""

    data: bytes
    width: float
    height: float


def box_of(row: Values | None) -> Box | None:
    """The box of a record, where it has one."""
    if not row or row.get("x0") is None:
        return None
    return row["x0"], row["top"], row["x1"], row["bottom"]


def draw_page(path: Path, page: int, scale: float = 1.6) -> Picture:
    """A page as PNG. Raises PictureError."""
    image, width, height, _ = _render(path, page, scale)
    return Picture(_encoded(image), width, height)


def draw_marked(
    path: Path, page: int, boxes: Sequence[tuple[Box, tuple[int, int, int]]], scale: float = 2.0
) -> Picture:
    """A page as PNG with boxes drawn round the words. Raises PictureError."""
    image, width, height, scale = _render(path, page, scale)
    _mark(image, boxes, scale)
    return Picture(_encoded(image), width, height)


def draw_crop(
    path: Path, page: int, boxes: Sequence[tuple[Box, tuple[int, int, int]]], scale: float = 1.4
) -> Picture:
    """The strip of a page round some boxes, in few colours: for a file that holds many of them."""
    image, width, height, scale = _render(path, page, scale)
    _mark(image, boxes, scale)
    top = max(0.0, min(box[1] for box, _ in boxes) - 40)
    bottom = min(height, max(box[3] for box, _ in boxes) + 40)
    strip = image.crop((0, int(top * scale), image.width, int(bottom * scale)))
    few = strip.convert("P", palette=Image.Palette.ADAPTIVE, colors=_COLOURS)
    return Picture(_encoded(few), width, bottom - top)


class Painter:
    """Draws pages in a process of its own, so that a page that kills it harms nobody."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[tuple[Path, int], Picture] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, path: Path, page: int) -> Picture:
        """A page as PNG, from memory if it was drawn lately. Raises PictureError."""
        key = (path, page)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = self._draw(path, page)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]

    def start(self) -> None:
        """Starts the process, so that the first page comes at once."""
        spawn = get_context("spawn")
        self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_end_with_parent)
        self._pool.submit(int)

    def stop(self) -> None:
        """Ends the process."""
        if self._pool is not None:
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _draw(self, path: Path, page: int) -> Picture:
        if self._pool is None:
            self.start()
        assert self._pool is not None
        try:
            return self._pool.submit(draw_page, path, page).result(_SECONDS)
        except BrokenProcessPool as error:
            self.stop()
            raise PictureError(f"page {page} cannot be drawn: PDFium died of it") from error
        except TimeoutError as error:
            self.stop()
            raise PictureError(f"page {page} took more than {_SECONDS:g} s to draw") from error


def _end_with_parent() -> None:
    """Lets this process end with the one that started it, however that ends."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)


def _render(path: Path, page: int, scale: float) -> tuple[Image.Image, float, float, float]:
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError) as error:
            raise PictureError(f"{path.name} cannot be opened: {error}") from error
        try:
            if not 1 <= page <= len(document):
                raise PictureError(f"{path.name} has no page {page}")
            drawn = document[page - 1]
            width, height = drawn.get_size()
            scale = min(scale, _MOST / max(width, height, 1))
            image = drawn.render(scale=scale).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise PictureError(f"page {page} cannot be drawn: {error}") from error
        finally:
            document.close()
    return image, float(width), float(height), scale


def _mark(
    image: Image.Image, boxes: Sequence[tuple[Box, tuple[int, int, int]]], scale: float
) -> None:
    draw = ImageDraw.Draw(image, "RGBA")
    for (x0, top, x1, bottom), colour in boxes:
        edges = (x0 - _MARGIN / 3, top - _MARGIN / 3, x1 + _MARGIN / 3, bottom + _MARGIN / 3)
        pixels = [round(edge * scale) for edge in edges]
        draw.rectangle(pixels, fill=(*colour, 28), outline=(*colour, 255), width=3)


def _encoded(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6 if image.mode == "P" else 3)
    return out.getvalue()
