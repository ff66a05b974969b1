"""Pages and tables drawn for a test, and what is read from them."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extractors.reading.document import Document, Grid
from extractors.reading.pdf import read_pdf

GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
PALE = "#f1e6fa"


class Sheet:
    """A canvas on which text and shapes are put from the top; `x` and `size`: where no other is."""

    def __init__(self, path: Path, x: float = 72, size: float = 11) -> None:
        self.path = path
        self.x = x
        self.size = size
        self.width, self.height = 595.0, 842.0
        self.canvas = Canvas(str(path), pagesize=(self.width, self.height))

    def put(
        self,
        top: float,
        text: str,
        *,
        x: float | None = None,
        size: float | None = None,
        bold: bool = False,
        colour: str = "#000000",
    ) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size or self.size)
        self.canvas.drawString(self.x if x is None else x, self.height - top, text)

    def lines(
        self, top: float, lines: Sequence[str], *, x: float | None = None, step: float = 14
    ) -> float:
        for line in lines:
            self.put(top, line, x=x)
            top += step
        return top

    def row(self, top: float, cells: Sequence[str], xs: Sequence[float], **style: object) -> None:
        for x, cell in zip(xs, cells, strict=True):
            self.put(top, cell, x=x, **style)  # type: ignore[arg-type]

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str = PALE) -> None:
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def rule(self, top: float, x0: float = 60, x1: float = 540) -> None:
        self.canvas.line(x0, self.height - top, x1, self.height - top)

    def upright(self, x: float, top: float, bottom: float, colour: str = "#000000") -> None:
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.line(x, self.height - top, x, self.height - bottom)
        self.canvas.setStrokeColor(HexColor("#000000"))

    def page(self, size: tuple[float, float] | None = None) -> None:
        """Ends the page; `size` is that of the pages to come."""
        self.canvas.showPage()
        if size is not None:
            self.width, self.height = size
            self.canvas.setPageSize(size)

    def read(self) -> Document:
        self.canvas.save()
        return read_pdf(self.path)


def written(path: Path, parts: Sequence[object]) -> Document:
    SimpleDocTemplate(str(path), pagesize=A4).build(list(parts))
    return read_pdf(path)


def table(rows: Sequence[Sequence[object]], *style: tuple[object, ...], **more: object) -> Table:
    return Table(rows, style=TableStyle(list(style)), **more)


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.words_of(block)) for block in document.blocks]


def only(document: Document) -> Grid:
    (grid,) = document.grids
    return grid


def rows_of(document: Document, grid: Grid) -> list[list[str]]:
    rows = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row][cell.col] = document.words_of(cell)
    return rows
