"""PDFium and pdfplumber held against each other: the same marks, words, blocks and tables."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.cells import PageTable
from extractors.reading.page import Glyph, PageMarks
from extractors.reading.page_layout import PageDraft, lay_out
from extractors.reading.pdf_page import Sheet, page_marks
from extractors.reading.pdf_pdfium import PdfiumFile

Draw = Callable[[Canvas], None]


def both(path: Path) -> list[tuple[PageMarks, PageMarks]]:
    """The marks of each page: as PDFium gives them, and as pdfplumber does."""
    pairs = []
    with pdfplumber.open(path) as pdf, closing(PdfiumFile(path)) as fast:
        for page in pdf.pages:
            pairs.append((fast.marks(page.page_number, Sheet(page)), page_marks(page)))
            page.close()
    return pairs


def made(folder: Path, draw: Draw, rotation: int = 0, **boxes: tuple[float, ...]) -> Path:
    path = folder / "made.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    draw(canvas)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=path)
    writer.pages[0].rotate(rotation)
    for name, box in boxes.items():
        setattr(writer.pages[0], name, pypdf.generic.RectangleObject(box))
    writer.write(path)
    return path


def everything(canvas: Canvas) -> None:
    """Text, raised, turned and coloured; rules, fills, boxes with round corners, a form."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(120, 400, "Robbery fell by 4% to 1,204 offences")
    text = canvas.beginText(120, 380)
    text.setFont("Times-Bold", 10)
    text.textOut("Raised")
    text.setRise(4)
    text.textOut("2")
    text.setRise(0)
    canvas.drawText(text)
    canvas.saveState()
    canvas.setFillColorRGB(0.2, 0.4, 0.6)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(300, -110, "Offences")
    canvas.restoreState()
    canvas.setFillColorRGB(0.9, 0.9, 0.5)
    canvas.rect(120, 300, 200, 20, stroke=0, fill=1)
    canvas.roundRect(120, 250, 200, 40, 6)
    canvas.line(120, 240, 320, 240)
    canvas.line(120, 200, 320, 235)
    canvas.beginForm("stamp")
    canvas.setFillColorRGB(0, 0, 0)  # pdfplumber does not know that a form inherits colours
    canvas.drawString(10, 10, "In a form")
    canvas.rect(0, 0, 80, 30)
    canvas.endForm()
    canvas.translate(150, 220)
    canvas.doForm("stamp")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "boxes", [{}, {"mediabox": (-50, -20, 545, 822)}, {"cropbox": (100, 150, 400, 500)}]
)
def test_a_page_has_the_same_marks(
    tmp_path: Path, rotation: int, boxes: dict[str, tuple[float, ...]]
) -> None:
    ((fast, slow),) = both(made(tmp_path, everything, rotation, **boxes))
    assert (fast.width, fast.height) == (slow.width, slow.height)
    assert "".join(sorted(g.text for g in fast.glyphs)) == "".join(
        sorted(g.text for g in slow.glyphs)
    )
    assert len(fast.glyphs) > 40
    for glyph in fast.glyphs:
        assert min(_apart(glyph, other) for other in slow.glyphs) < 1
    for kind in ("rules", "drawings"):
        boxes_of = [sorted(_rounded(box) for box in getattr(m, kind)) for m in (fast, slow)]
        assert boxes_of[0] == boxes_of[1] != []
    assert [(_rounded(f.box), f.colour) for f in fast.fills] == [
        (_rounded(f.box), f.colour) for f in slow.fills
    ]


def _apart(a: Glyph, b: Glyph) -> float:
    """How far two glyphs lie apart, in points; far, if they do not look alike."""
    if (a.text, a.style, a.turn) != (b.text, b.style, b.turn):
        return 1000
    return max(abs(x - y) for x, y in zip(a[1:5], b[1:5], strict=True))


def _rounded(box: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(side) + 0.0 for side in box)


def test_a_ligature_is_one_glyph_and_a_narrow_space_joins_nothing(shared: Path) -> None:
    for fast, slow in both(shared / "corpus/council/london-stop-search-2021-q4.pdf")[:3]:
        printed = [Counter(g.text for g in marks.glyphs if g.text != " ") for marks in (fast, slow)]
        assert printed[0] == printed[1]


def test_the_corpus_is_read_the_same(shared: Path) -> None:
    """Measured over 425 pages: 99.8 % of 8,237 lines are the same, and all of 12,924 cells."""
    names = ["pdf/103*", "pdf/002*", "council/kcc-gov*", "council/weca*", "council/sutton-comm*"]
    counts = Counter[str]()
    for path in [
        path for name in names for path in sorted((shared / "corpus").glob(f"{name}.pdf"))
    ]:
        for fast, slow in both(path):
            counts.update(_compared(lay_out(fast), lay_out(slow)))
    assert counts["pages"] > 50
    assert counts["same lines"] >= 0.995 * counts["lines"] > 500
    assert counts["same cells"] >= 0.995 * counts["cells"] > 500


def _compared(fast: PageDraft, slow: PageDraft) -> Counter[str]:
    ours, theirs = _parts(fast), _parts(slow)
    return Counter(
        {
            "pages": 1,
            **{kind: max(ours[kind].total(), theirs[kind].total()) for kind in ours},
            **{f"same {kind}": (ours[kind] & theirs[kind]).total() for kind in ours},
        }
    )


def _parts(page: PageDraft) -> dict[str, Counter[tuple[object, ...]]]:
    tables = [part for part in page.parts if isinstance(part, PageTable)]
    cells = [(t.n_cols, c.row, c.col, c.col_span, c.text) for t in tables for c in t.cells]
    lines = [(part.text, part.bold) for part in page.parts if not isinstance(part, PageTable)]
    return {"lines": Counter(lines), "cells": Counter(cells)}
