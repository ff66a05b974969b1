"""Scans: pages that are only pictures, read with the extra `ocr`, told of without it."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors import extract
from extractors.reading import ocr
from extractors.reading.document import Document
from extractors.reading.ocr import Skew
from extractors.reading.pdf import read_pdf
from extractors.reading.read import read

needs_ocr = pytest.mark.skipif(
    not ocr.is_at_hand(), reason="the extra is not installed: pip install -e '.[ocr]'"
)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a heading, a sentence, a bullet and a ruled table, as a picture put askew."""
    folder = tmp_path_factory.mktemp("scan")
    printed, scanned = folder / "printed.pdf", folder / "scanned.pdf"
    canvas = Canvas(str(printed), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(72, 760, "What we did in 2022-23")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 720, "Robbery increased by 36.8% to 182 offences in the district.")
    canvas.drawString(72, 700, "The Partnership was awarded a grant of £15,000 by the OPFCC.")
    canvas.circle(80, 674, 2.2, fill=1)
    canvas.drawString(92, 670, "Reduce burglary in the villages")
    rows = [("Crime", "2021-22", "2022-23"), ("Burglary", "527", "404"), ("Robbery", "133", "182")]
    for i, row in enumerate(rows):
        for k, cell in enumerate(row):
            canvas.rect(72 + 150 * k, 580 - 30 * i, 150, 30)
            canvas.drawString(80 + 150 * k, 590 - 30 * i, cell)
    canvas.save()
    with pypdfium2.PdfDocument(printed) as document:
        picture = document[0].render(scale=2.5).to_pil().convert("L")
    picture = picture.rotate(-0.7, fillcolor=255, resample=Image.Resampling.BICUBIC)
    canvas = Canvas(str(scanned), pagesize=(595, 842))
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    canvas.save()
    return scanned


@pytest.fixture(scope="module")
def recognised(scan: Path) -> Document:
    return read(scan, ocr=True)


@needs_ocr
def test_the_words_of_a_scan_are_read_in_their_lines(recognised: Document) -> None:
    said = {recognised.words_of(block): block.kind for block in recognised.blocks}
    assert said["What we did in 2022-23"] == "heading"
    assert "Robbery increased by 36.8% to 182 offences in the district." in recognised.text
    assert said["Reduce burglary in the villages"] == "item"
    assert recognised.warnings == ("scanned, recognised by OCR: page 1",)


@needs_ocr
def test_a_ruled_table_of_a_scan_is_a_grid(recognised: Document) -> None:
    (grid,) = recognised.grids
    cells = [[""] * 3 for _ in range(3)]
    for cell in grid.cells:
        cells[cell.row][cell.col] = recognised.words_of(cell)
    assert cells == [
        ["Crime", "2021-22", "2022-23"],
        ["Burglary", "527", "404"],
        ["Robbery", "133", "182"],
    ]


@needs_ocr
def test_a_box_shows_the_words_where_the_scan_has_them(scan: Path, recognised: Document) -> None:
    start = recognised.text.index("Burglary")
    box = recognised.box(start, start + len("Burglary"))
    assert box is not None
    with pypdfium2.PdfDocument(scan) as document:
        shown = np.asarray(document[0].render(scale=1, grayscale=True).to_pil())
    inside = shown[int(box.top) + 2 : int(box.bottom) - 2, int(box.x0) : int(box.x1)]
    assert inside.min() < 128
    assert box.x1 - box.x0 < 60


@needs_ocr
def test_records_of_a_scan_say_so_and_are_trusted_less(recognised: Document) -> None:
    (sum_of_money,) = extract(recognised).records["funding"]
    assert sum_of_money.amount_gbp == 15000
    assert sum_of_money.method.startswith("ocr.funding.")
    for dataset in ("funding", "statistics"):
        for row in extract(recognised).records[dataset]:
            assert row.method.startswith("ocr.")
            assert row.confidence <= 0.8


def test_pages_with_text_are_never_recognised(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Burglary fell.")
    canvas.save()
    document = read(path, ocr=True)
    assert document.ocr_pages == frozenset()
    assert document.text.strip() == "Burglary fell."


def test_without_the_extra_the_warning_says_how_to_get_it(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractors.reading.pdf.is_at_hand", lambda: False)
    document = read_pdf(scan, ocr=True)
    assert document.blocks == ()
    assert document.warnings == (
        "no text layer on page 1: scanned pages are not read: pip install -e '.[ocr]', then --ocr",
    )


def test_boxes_are_put_back_where_the_scan_has_them() -> None:
    skew = Skew(0.01, 600, 800)
    box = np.array([[100, 200, 140, 212]], np.float32)
    middle = skew.as_scanned(box).reshape(2, 2).mean(axis=0)
    assert skew.level(middle[None].astype(float))[0] == pytest.approx((120, 206), abs=0.01)
    assert middle[1] < 206, "left of the middle of a page turned clockwise it is higher up"
