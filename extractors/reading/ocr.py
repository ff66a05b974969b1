"""Reads the picture of a scanned page: words with their boxes, and the rules of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import atan2, cos, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.reading.page import Fill, Glyph, PageMarks, Rect, Style
from extractors.reading.paths import THIN

SCALE = 200 / 72
"""Pixels a point of the pictures: 200 dots an inch."""

INK = 150
"""Shades of grey, of 255, up to this are ink."""

_HEIGHT = 0.8  # size of the font, of the height of the box that is found round a line
_BASE = 0.25  # share of that height that lies below the baseline
_BOLD = 1.2  # strokes so much wider than those of the usual line of a page are bold


@dataclass(frozen=True, slots=True)
class Skew:
    """How a scan lies on its page: turned by `angle`, clockwise, round the middle of the page."""

    angle: float
    width: float
    height: float

    def level(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points, of shape (n, 2), of the scan where they lie once it is set straight."""
        return self._turned(points, -self.angle)

    def as_scanned(self, boxes: NDArray[np.float32]) -> NDArray[np.float32]:
        """Boxes, of shape (n, 4), of the straight page where they lie on the scan."""
        corners = boxes.reshape(-1, 2, 2)
        middles = corners.mean(axis=1)
        moved = self._turned(middles.astype(np.float64), self.angle) - middles
        return np.asarray((corners + moved[:, None]).reshape(-1, 4), np.float32)

    def _turned(self, points: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
        middle = np.array([self.width / 2, self.height / 2])
        turn = np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
        return np.asarray((points - middle) @ turn + middle)


@dataclass(slots=True)
class _Line:
    """A line as it is recognised: its words, and its corners from the upper left, in points."""

    words: list[tuple[str, NDArray[np.float64]]]
    corners: NDArray[np.float64]

    @property
    def height(self) -> float:
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    @property
    def slope(self) -> float:
        across, down = self.corners[1] - self.corners[0]
        return atan2(down, across)


def is_at_hand() -> bool:
    """Whether the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def scan_marks(marks: PageMarks, picture: NDArray[np.uint8]) -> Skew:
    """Adds the words and rules of a page's grey picture, as if it lay straight; says how it lies.

    `picture`: shape (height, width), SCALE pixels a point.
    """
    lines = list(_lines(picture))
    long = [line.slope for line in lines if sum(len(text) for text, _ in line.words) > 15]
    skew = Skew(float(np.median(long)) if long else 0.0, marks.width, marks.height)
    straight = _straightened(picture, skew.angle)
    for line in lines:
        line.corners = skew.level(line.corners)
        line.words = [(text, skew.level(box)) for text, box in line.words]
    sizes = _sizes([line.height for line in lines])
    strokes = [_stroke(line, straight) for line in lines]
    usual = float(np.median([width for width, _ in strokes])) if strokes else 0.0
    for line, size, (width, shade) in zip(lines, sizes, strokes, strict=True):
        style = Style(width > _BOLD * usual, False, False, (shade, shade, shade))
        marks.glyphs.extend(_glyphs(line, size, style))
    marks.rules.extend(_rules(straight < INK))
    marks.dots.extend(_dots(straight < INK, lines))
    return skew


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  an extra

    return RapidOCR(params={"Global.log_level": "error"})


def _lines(picture: NDArray[np.uint8]) -> Iterator[_Line]:
    # Its guess which lines stand upside down is wrong for some that do not.
    coloured = np.repeat(picture[:, :, None], 3, axis=2)
    found = _engine()(coloured, use_cls=False, return_word_box=True)
    for words, corners in zip(found.word_results or (), _of(found.boxes), strict=False):
        texts = [(text, np.asarray(box, np.float64) / SCALE) for text, _, box in words]
        yield _Line([word for word in texts if word[0].strip()], np.asarray(corners) / SCALE)


def _of(boxes: Any) -> Any:
    return () if boxes is None else boxes


def _sizes(heights: Sequence[float]) -> list[float]:
    """Sizes of fonts: what is about as high as most lines has their size."""
    if not heights:
        return []
    usual = float(np.median(heights))
    return [
        _HEIGHT * (usual if 0.8 * usual <= height <= 1.25 * usual else height) for height in heights
    ]


def _glyphs(line: _Line, size: float, style: Style) -> Iterator[Glyph]:
    """The characters of a line, each as wide as the others of its word."""
    low = float(line.corners[:, 1].max())
    baseline = float(line.corners[2:, 1].mean()) - _BASE * line.height
    for text, corners in line.words:
        x0, x1 = float(corners[:, 0].min()), float(corners[:, 0].max())
        top = float(corners[:, 1].min())
        step = (x1 - x0) / len(text)
        for i, char in enumerate(text):
            x = x0 + i * step
            yield Glyph(char, x, top, x + step, low, baseline, size, style)
        yield Glyph(" ", x1, top, x1, low, baseline, size, style)


def _stroke(line: _Line, picture: NDArray[np.uint8]) -> tuple[float, int]:
    """How wide its strokes are, in pixels, and how dark: 0 for black, else a shade of grey."""
    (x0, top), (x1, bottom) = line.corners.min(axis=0) * SCALE, line.corners.max(axis=0) * SCALE
    inside = picture[max(int(top), 0) : int(bottom) + 1, max(int(x0), 0) : int(x1) + 1]
    if not inside.size:
        return 0.0, 0
    dark = float(np.percentile(inside, 3))
    ink = inside < (dark + 255) / 2
    runs = int((ink[:, 1:] & ~ink[:, :-1]).sum())
    return float(ink.sum()) / max(runs, 1), int(dark // 64 * 64)


def _straightened(picture: NDArray[np.uint8], angle: float) -> NDArray[np.uint8]:
    import cv2  # noqa: PLC0415  an extra

    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), np.degrees(angle), 1.0)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderValue=255), np.uint8)


def _rules(ink: NDArray[np.bool_]) -> Iterator[Rect]:
    """Thin boxes of ink that are at least a quarter of an inch long."""
    import cv2  # noqa: PLC0415  an extra

    length = int(18 * SCALE)
    for shape in ((1, length), (length, 1)):
        kept = cv2.morphologyEx(ink.astype(np.uint8), cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(kept)
        for x, y, width, height, _ in boxes[1:].tolist():
            if min(width, height) <= THIN * SCALE:
                yield Rect(x / SCALE, y / SCALE, (x + width) / SCALE, (y + height) / SCALE)


def _dots(ink: NDArray[np.bool_], lines: Sequence[_Line]) -> Iterator[Fill]:
    """Round spots before lines, which are bullets and no letters to what recognises words."""
    import cv2  # noqa: PLC0415  an extra

    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    words = [corners for line in lines for _, corners in line.words]
    taken = [Rect(*box.min(axis=0), *box.max(axis=0)) for box in words]
    for x, y, width, height, area in boxes[1:].tolist():
        box = Rect(x / SCALE, y / SCALE, (x + width) / SCALE, (y + height) / SCALE)
        is_round = 0.8 < width / height < 1.25 and area > 0.65 * width * height
        middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        if is_round and 2 < box.height < 7 and not any(word.holds(*middle) for word in taken):
            yield Fill(box, (0, 0, 0))
