"""csp look --picture: what was seen on a page, drawn on it."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from flows.cli import app
from flows.pictures import _COLOURS, draw_seen
from flows.workers import Job, WorkerError


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Two pages, the second with a heading, a sentence, a table and a frame round a word."""
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawString(72, 700, "The first page.")
    canvas.showPage()
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, 760, "What we did")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 730, "Robbery increased by 36.8% to 182 offences in the district.")
    for i, row in enumerate([("Crime", "2022-23"), ("Burglary", "404"), ("Robbery", "182")]):
        for k, cell in enumerate(row):
            canvas.rect(72 + 150 * k, 600 - 25 * i, 150, 25)
            canvas.drawString(80 + 150 * k, 608 - 25 * i, cell)
    canvas.rect(72, 400, 200, 60)
    canvas.drawString(80, 430, "Only a frame")
    canvas.save()
    return path


def colours_round(picture: Image.Image, x: float, y: float) -> set[tuple[int, int, int]]:
    """Colours within four points of a point of the page."""
    pixels = np.asarray(picture)[
        34 + int(2 * y) - 8 : 34 + int(2 * y) + 8, int(2 * x) - 8 : int(2 * x) + 8
    ]
    return {tuple(int(shade) for shade in pixel) for pixel in pixels.reshape(-1, 3)}


def test_blocks_tables_and_what_is_none_are_drawn_in_their_colours(report: Path) -> None:
    picture = Image.open(io.BytesIO(draw_seen(Job(report, "r"), lambda _: None, page=2)))
    assert picture.size == (1190, 1684 + 34)
    assert _COLOURS["heading"] in colours_round(picture, 72, 842 - 760)
    assert _COLOURS["paragraph"] in colours_round(picture, 72, 842 - 732)
    assert _COLOURS["table"] in colours_round(picture, 72, 842 - 600)
    assert _COLOURS["no table"] in colours_round(picture, 72, 842 - 430)
    assert colours_round(picture, 500, 600) == {(255, 255, 255)}


def test_a_page_that_is_not_there_is_told(report: Path) -> None:
    with pytest.raises(WorkerError, match="has no page 3"):
        draw_seen(Job(report, "r"), lambda _: None, page=3)


def test_the_command_writes_the_picture(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "page.png"
    done = CliRunner().invoke(app, ["look", str(report), "--page", "2", "--picture", str(out)])
    assert done.exit_code == 0, done.output
    assert Image.open(out).format == "PNG"
    (tmp_path / "no.txt").write_text("Burglary")
    done = CliRunner().invoke(app, ["look", str(tmp_path / "no.txt"), "--picture", str(out)])
    assert done.exit_code == 1
