"""A report as text that remembers where on its pages every character was printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

BlockKind = Literal["heading", "paragraph", "item", "caption", "footnote"]


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, in PDF points from the top left corner of the visible page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character was printed; page 0 where it was not (a joined space, text input).

    `page` is int32 of shape (n,), `boxes` float32 of shape (n, 4): x0, top, x1, bottom.
    """

    page: NDArray[np.int32]
    boxes: NDArray[np.float32]

    @classmethod
    def nowhere(cls, n: int) -> "Places":
        """Places of `n` characters that were printed nowhere."""
        return cls(np.zeros(n, np.int32), np.zeros((n, 4), np.float32))


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, caption or footnote: `document.text[start:end]`.

    `level`: 1 is the highest heading; for an item its nesting, 1 the outermost; else 0.
    `marker`: the bullet or number of an item (`•`, `3.`, `b)`), which is not part of the text.
    `section`: texts of the headings that lead to it, outermost first, itself not included.
    `lead`: for an item, the index in `document.blocks` of the paragraph or heading just above its
    list.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    marker: str | None = None
    section: tuple[str, ...] = ()
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid; its text is `document.text[start:end]`, lines apart by line breaks."""

    row: int
    col: int
    start: int
    end: int
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, on however many pages: cells in reading order, blank ones with start == end.

    `index`: its place in `document.grids`. `caption`: a span of the text or None. `is_layout`:
    a box that only lays out text or frames a chart, as its look shows; what its words say is not
    asked here.
    """

    index: int
    start: int
    end: int
    n_rows: int
    n_cols: int
    n_header_rows: int
    cells: tuple[Cell, ...]
    section: tuple[str, ...] = ()
    caption: tuple[int, int] | None = None
    page_start: int | None = None
    page_end: int | None = None
    is_layout: bool = False


@dataclass(frozen=True)
class Document:
    """What a file says: text in reading order, its blocks and grids, and where all was printed.

    `ocr_pages`: pages that are scans, whose text was recognised in their pictures. `has_levels`:
    whether the file shows which heading is above which, by type or marks.
    """

    source: str
    sha256: str
    media_type: str
    n_pages: int | None
    text: str
    places: Places
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    warnings: tuple[str, ...] = ()
    title: str | None = None
    page_sizes: tuple[tuple[float, float], ...] = field(default=())
    ocr_pages: frozenset[int] = frozenset()
    has_levels: bool = True

    def words_of(self, part: Block | Grid | Cell) -> str:
        """The text of a block, grid or cell."""
        return self.text[part.start : part.end]

    def page(self, start: int, end: int) -> int | None:
        """1-based page on which the first printed character of text[start:end] stands."""
        pages = self.places.page[start:end]
        printed = pages[pages > 0]
        return int(printed[0]) if printed.size else None

    def box(self, start: int, end: int) -> Box | None:
        """The smallest box round text[start:end], on the page where it starts."""
        page = self.page(start, end)
        if page is None:
            return None
        boxes = self.places.boxes[start:end][self.places.page[start:end] == page]
        x0, top = boxes[:, :2].min(axis=0)
        x1, bottom = boxes[:, 2:].max(axis=0)
        return Box(page, float(x0), float(top), float(x1), float(bottom))

    @cached_property
    def content(self) -> tuple[Block | Grid, ...]:
        """Blocks and grids in reading order."""
        return tuple(sorted((*self.blocks, *self.grids), key=lambda part: part.start))

    def headings(self) -> Iterator[Block]:
        """The headings, in reading order."""
        return (block for block in self.blocks if block.kind == "heading")
