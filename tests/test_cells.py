"""The words of a table's cells: cut words, dashes, wrapped headers, rows that are none."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from extractors.reading.document import Document
from extractors.reading.pdf import read_pdf
from tests.drawn import GRID, only, rows_of, table, written

NORMAL = getSampleStyleSheet()["Normal"]
PROSE = Paragraph("The wardens of Wolverdale visited every market in the year.", NORMAL)
PADDING = 12
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
ROWS = ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)


def narrow(path: Path, lines: Sequence[str], room: float) -> str:
    """What is read of a cell of these lines, the first with so much room in it."""
    width = stringWidth(lines[0], "Helvetica", 10) + PADDING + room
    rows = [["Team", "Lead"], ["\n".join(lines), "Council"]]
    document = written(path, [PROSE, table(rows, GRID, colWidths=[width, 100])])
    return rows_of(document, only(document))[1][0]


CUT = [
    (["Neighbourho", "od"], 2, "Neighbourhood"),
    (["Neighbourho", "od wardens"], 2, "Neighbourhood wardens"),
    (["ENFORCEM", "ENT"], 2, "ENFORCEMENT"),
    (["MARKE", "T"], 30, "MARKET"),
    (["Neighbourho", "od"], 30, "Neighbourho od"),
    (["Partnership", "with traders"], 2, "Partnership with traders"),
    (["Trading", "visited"], 2, "Trading visited"),
    (["WARDENS", "OFFICE"], 2, "WARDENS OFFICE"),
    (["PC", "ASB"], 2, "PC ASB"),
    (["Harbour", "Mills"], 2, "Harbour Mills"),
    (["The team", "mediates"], 2, "The team mediates"),
    (["Mediation", "sessions"], 2, "Mediation sessions"),
    (["Mediation", "team"], 2, "Mediation team"),
    (["Mediation", "grid"], 2, "Mediation grid"),
    (["Enforce", "ment"], 2, "Enforcement"),
    (["Enforce", "ment-led"], 2, "Enforcement-led"),
    (["Wolv", "erdale"], 2, "Wolverdale"),
]


@pytest.mark.parametrize(("lines", "room", "text"), CUT)
def test_a_word_that_the_edge_of_a_cell_cuts_is_whole(
    tmp_path: Path, lines: list[str], room: float, text: str
) -> None:
    assert narrow(tmp_path / "t.pdf", lines, room) == text


@pytest.mark.parametrize(("style", "text"), [(GRID, "Neighbourhood"), (ROWS, "Neighbourho od")])
def test_only_an_edge_that_is_drawn_cuts(
    tmp_path: Path, style: tuple[object, ...], text: str
) -> None:
    rows = [["Team", "Homes"], ["Neighbourho\nod", "12"], ["Harbour", "31"], ["Market", "17"]]
    document = written(tmp_path / "t.pdf", [table(rows, style, TOP, colWidths=[66, 100])])
    assert [row[0] for row in rows_of(document, only(document))][1:3] == [text, "Harbour"]


DASHES = [
    ("- Arson", "- Arson"),
    ("– Arson", "– Arson"),
    ("- Arson of\nbins", "- Arson of bins"),
    ("• Arson", "Arson"),
    ("- Arson\n- Theft", "Arson\nTheft"),
]


@pytest.mark.parametrize(("printed", "text"), DASHES)
def test_only_the_dashes_of_a_list_are_bullets(tmp_path: Path, printed: str, text: str) -> None:
    rows = [["Offence", "2021/22"], ["Damage", "402"], [printed, "67"]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID)])
    assert rows_of(document, only(document))[2][0] == text


def over_pages(path: Path, *pages: Sequence[Sequence[str]]) -> Document:
    """A table whose rows end one page and begin the next."""
    canvas = Canvas(str(path), pagesize=landscape(A4))
    for k, rows in enumerate(pages):
        drawn = table(rows, GRID, colWidths=[120, 200, 120])
        drawn.wrapOn(canvas, 500, 500)
        drawn.drawOn(canvas, 72, 400 if k else 72)
        canvas.showPage()
    canvas.save()
    return read_pdf(path)


@pytest.mark.parametrize(
    ("ends", "begins", "whole"),
    [
        (["Market", "Lamps.", "-"], ["Street", "", "Traders"], ["Market Street", "- Traders"]),
        (["Market", "Lamps.", "–"], ["Street", "", "Traders"], ["Market Street", "– Traders"]),
        (["Market", "Lamps.", "Council"], ["Harbour", "", "Traders"], None),
        (["Market", "Lamps.", "-"], ["Harbour", "Locks.", "Traders"], None),
    ],
)
def test_a_row_cut_after_a_lone_dash_goes_on(
    tmp_path: Path, ends: list[str], begins: list[str], whole: list[str] | None
) -> None:
    head = ["Place", "Action", "Lead"]
    document = over_pages(tmp_path / "t.pdf", [head, ends], [begins, ["Park", "Seats.", "Clerk"]])
    rows = [[place, lead] for place, _, lead in rows_of(document, only(document))[1:-1]]
    assert rows == ([whole] if whole else [ends[::2], begins[::2]])


UPRIGHT = [(0, 0, -1), (1, 0, -1), (2, 1, -1), (3, 0, -1)]
SPANNED = [
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
    ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
    *(("LINEBEFORE", (col, top), (col, end), 0.5, colors.black) for col, top, end in UPRIGHT),
]
HEADS = [
    (["Ward", "Homes broken into in\nMarch", "", "Shops\nraided"], [(0, 1), (1, 2), (3, 1)]),
    (["Ward", "Homes", "Vans", "Shops\nraided"], [(0, 1), (1, 1), (2, 1), (3, 1)]),
]


@pytest.mark.parametrize(("head", "cells"), HEADS)
def test_a_header_over_columns_that_wraps_is_one_cell(
    tmp_path: Path, head: list[str], cells: list[tuple[int, int]]
) -> None:
    body = [["Harbour", "12", "14", "8"], ["Market", "31", "27", "9"]]
    drawn = table([head, *body], *SPANNED, colWidths=[80, 62, 62, 80])
    document = written(tmp_path / "t.pdf", [drawn])
    assert [(cell.col, cell.col_span) for cell in only(document).cells if cell.row == 0] == cells
    assert rows_of(document, only(document)) == [[cell.replace("\n", " ") for cell in head], *body]


def test_a_number_in_brackets_in_a_header_makes_no_rows(tmp_path: Path) -> None:
    head = ["Ward\nof the\ndistrict", "Libraries\n(4,621)", "Markets\nand fairs\n(310)"]
    body = ["Harbour\nMarket", "12\n31", "14\n27"]
    document = written(tmp_path / "t.pdf", [table([head, body], GRID, TOP)])
    assert rows_of(document, only(document)) == [
        ["Ward of the district", "Libraries (4,621)", "Markets and fairs (310)"],
        ["Harbour", "12", "14"],
        ["Market", "31", "27"],
    ]


def test_an_underline_that_is_printed_as_a_row_is_none(tmp_path: Path) -> None:
    rows = [["Ward", "Homes"], ["---", "-----:"], ["Harbour", "12"], ["Market", "-"], ["-", "-"]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID)])
    assert rows_of(document, only(document)) == [row for row in rows if row[0] != "---"]
