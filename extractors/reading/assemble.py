"""Puts what a reader found, in reading order, together to a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from extractors.reading.document import Block, BlockKind, Cell, Document, Grid, Places


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with the places of its characters; `page` and `boxes` as in Places."""

    text: str
    page: NDArray[np.int32]
    boxes: NDArray[np.float32]

    @classmethod
    def unplaced(cls, text: str) -> Self:
        """Text that was printed nowhere: text input, a joining space."""
        places = Places.nowhere(len(text))
        return cls(text, places.page, places.boxes)

    @classmethod
    def join(cls, runs: Sequence[Self], between: str = " ") -> Self:
        """The runs one after the other, with `between` (printed nowhere) in the gaps."""
        if not runs:
            return cls.unplaced("")
        gap, pieces = cls.unplaced(between), [runs[0]]
        for run in runs[1:]:
            pieces += [gap, run]
        return cls(
            "".join(piece.text for piece in pieces),
            np.concatenate([piece.page for piece in pieces]),
            np.concatenate([piece.boxes for piece in pieces]),
        )

    def __getitem__(self, cut: slice) -> "Run":
        return Run(self.text[cut], self.page[cut], self.boxes[cut])

    def strip(self) -> "Run":
        """Without the white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : start + len(self.text.strip())]


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block before it has a place in the document's text."""

    run: Run
    kind: BlockKind
    level: int = 0
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell before it has a place in the document's text."""

    row: int
    col: int
    run: Run
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class DraftGrid:
    """A table before it has a place in the document's text; blank cells may be left out.

    Its caption, printed above or below it, is the draft block of kind `caption` put just before it.
    """

    cells: tuple[DraftCell, ...]
    n_rows: int
    n_cols: int
    n_header_rows: int = 1
    page_start: int | None = None
    page_end: int | None = None
    is_layout: bool = False


@dataclass
class _Assembly:
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    lead: int | None = None

    def write(self, run: Run, end: str) -> tuple[int, int]:
        start = self.length
        self.runs += [run, Run.unplaced(end)]
        self.length += len(run.text) + len(end)
        return start, start + len(run.text)

    def section(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path)

    def add_block(self, draft: DraftBlock) -> None:
        if draft.kind == "heading":
            while self.path and self.path[-1][0] >= draft.level:
                self.path.pop()
        start, end = self.write(draft.run, "\n")
        lead = self.lead if draft.kind == "item" else None
        if draft.kind in ("heading", "paragraph"):
            self.lead = len(self.blocks)
        section = self.section()
        self.blocks.append(Block(start, end, draft.kind, draft.level, draft.marker, section, lead))
        if draft.kind == "heading":
            self.path.append((draft.level, " ".join(draft.run.text.split())))

    def add_grid(self, draft: DraftGrid) -> None:
        cells, begin = [], self.length
        for cell in sorted(draft.cells, key=lambda cell: (cell.row, cell.col)):
            start, end = self.write(cell.run, "\n")
            cells.append(Cell(cell.row, cell.col, start, end, cell.row_span, cell.col_span))
        self.lead = None
        self.grids.append(
            Grid(
                index=len(self.grids),
                start=begin,
                end=self.length,
                n_rows=draft.n_rows,
                n_cols=draft.n_cols,
                n_header_rows=draft.n_header_rows,
                cells=tuple(cells),
                section=self.section(),
                caption=self._caption(begin),
                page_start=draft.page_start,
                page_end=draft.page_end,
                is_layout=draft.is_layout,
            )
        )

    def _caption(self, begin: int) -> tuple[int, int] | None:
        """The caption block that ends where the grid begins."""
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind == "caption" and last.end + 1 == begin:
            return last.start, last.end
        return None


def assemble(
    drafts: Iterable[DraftBlock | DraftGrid],
    *,
    source: str,
    sha256: str,
    media_type: str,
    n_pages: int | None = None,
    warnings: Sequence[str] = (),
    title: str | None = None,
    page_sizes: Sequence[tuple[float, float]] = (),
) -> Document:
    """The document of blocks and grids in reading order: one text, section paths, list leads."""
    assembly = _Assembly()
    for draft in drafts:
        if isinstance(draft, DraftGrid):
            assembly.add_grid(draft)
        elif draft.run.text.strip():
            assembly.add_block(draft)
    whole = Run.join(assembly.runs, "")
    return Document(
        source=source,
        sha256=sha256,
        media_type=media_type,
        n_pages=n_pages,
        text=whole.text,
        places=Places(whole.page, whole.boxes),
        blocks=tuple(assembly.blocks),
        grids=tuple(assembly.grids),
        warnings=tuple(warnings),
        title=title,
        page_sizes=tuple(page_sizes),
    )
