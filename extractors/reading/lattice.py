"""Tables as they lie on a page: areas between edges, with their words."""

from dataclasses import dataclass, field

from extractors.reading.page import Rect, Word


@dataclass(slots=True)
class Area:
    """A cell on a page: its place in the grid and its words."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Rect
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Lattice:
    """A table on a page: its areas, and where its columns and rows part."""

    areas: list[Area]
    xs: list[float]
    ys: list[float]
    ruled: bool = True

    @property
    def box(self) -> Rect:
        """From its first to its last edge."""
        return Rect(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
