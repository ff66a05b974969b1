"""Tables without upright rules that run over a page's end: rows that it cuts, columns."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.reading.document import Document
from tests.drawn import Sheet, rows_of

XS = [64, 170, 330, 450]
HEAD = ["Aim", "What we will do", "Lead", "By when"]
ENDS = [["Markets", "Lamps by the stalls", "Council", "March"]]
BEGINS = [
    ["Nights", "A warden on the last bus", "Bus firm", "July"],
    ["Vans", "Locks for builders", "Traders", "June"],
    ["Parks", "Seats in the sun", "Clerk", "August"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "stitch.pdf", x=60, size=10)


def draw(sheet: Sheet, top: float, rows: Sequence[Sequence[str]], xs: Sequence[float]) -> None:
    """Rows between rules over all columns, in bold where they are the header."""
    sheet.rule(top, 60, 540)
    for row in rows:
        n_lines = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(xs, row, strict=True):
            for k, line in enumerate(cell.split("\n")):
                sheet.put(top + 13 + 12 * k, line, x=x, bold=row is HEAD)
        top += 8 + 12 * n_lines
        sheet.rule(top, 60, 540)


def over_pages(
    sheet: Sheet,
    above: Sequence[Sequence[str]],
    below: Sequence[Sequence[str]],
    *,
    xs: Sequence[float] = XS,
) -> Document:
    """The two pieces of a table, which ends one page and begins the next."""
    draw(sheet, 680, above, XS)
    sheet.page()
    draw(sheet, 60, below, xs)
    return sheet.read()


CUT = [
    (
        ["Fires", "Visits to the farms", "Brigade", "May"],
        ["", "of the hill wards", "", ""],
        ["Fires", "Visits to the farms of the hill wards", "Brigade", "May"],
    ),
    (
        ["Fires", "Visits to the farms", "Brigade", "May"],
        ["", "of the hill wards", "", "and June"],
        ["Fires", "Visits to the farms of the hill wards", "Brigade", "May and June"],
    ),
    (
        ["Fires", "Visits to the farms.", "Brigade", ""],
        ["", "", "", "May"],
        ["Fires", "Visits to the farms.", "Brigade", "May"],
    ),
]


@pytest.mark.parametrize(("ends", "begins", "whole"), CUT)
def test_a_row_that_a_page_end_cuts_is_one(
    sheet: Sheet, ends: list[str], begins: list[str], whole: list[str]
) -> None:
    document = over_pages(sheet, [HEAD, *ENDS, ends], [begins, *BEGINS])
    assert [rows_of(document, grid) for grid in document.grids] == [[HEAD, *ENDS, whole, *BEGINS]]


WHOLE = ["Fires", "Visits to the farms.", "Brigade", "May"]
APART = [
    (WHOLE, ["Boats", "Locks at the quay", "Wardens", "June"]),
    (WHOLE, ["", "Talks at two schools.", "", ""]),
    ([*WHOLE[:3], ""], ["Boats", "Locks at the quay", "Wardens", "June"]),
]


@pytest.mark.parametrize(("ends", "begins"), APART)
def test_rows_that_are_whole_are_not_joined(
    sheet: Sheet, ends: list[str], begins: list[str]
) -> None:
    document = over_pages(sheet, [HEAD, *ENDS, ends], [begins, *BEGINS])
    whole = [HEAD, *ENDS, ends, begins, *BEGINS]
    assert [rows_of(document, grid) for grid in document.grids] == [whole]


LONG = [
    ["Night buses", "A warden on the last bus", "The firm of buses", "From July"],
    ["Vans", "Locks for all the builders", "Market traders", "June"],
    ["Parks and greens", "Seats in the sun", "The clerk", "August"],
]
SHORT = [["Fires", "Visits", "Crew", "May"], ["Boats", "Locks", "Crew", "June"]]


@pytest.mark.parametrize(("off", "n_tables"), [(0, 1), (3, 1), (40, 2)])
def test_columns_go_on_where_their_words_begin(sheet: Sheet, off: float, n_tables: int) -> None:
    """The words of the next page are longer: the middles between the columns are elsewhere."""
    xs = [XS[0], XS[1], XS[2] + off, XS[3] + off]
    document = over_pages(sheet, [HEAD, *SHORT], LONG, xs=xs)
    assert len(document.grids) == n_tables
    rows = [row for grid in document.grids for row in rows_of(document, grid)]
    assert rows == [HEAD, *SHORT, *LONG]


@pytest.mark.parametrize(("rights", "n_tables"), [((240, 360, 480), 1), ((262, 392, 512), 2)])
def test_columns_go_on_where_their_numbers_end(
    sheet: Sheet, rights: tuple[float, ...], n_tables: int
) -> None:
    few = [
        ["Ward", "Homes", "Shops", "Vans"],
        ["Harbour", "4", "7", "3"],
        ["Market", "6", "2", "8"],
    ]
    many = [
        ["Mill", "1,204,117", "1,322,004", "2,118,340"],
        ["Park", "1,402,331", "1,117,206", "1,4"],
    ]
    many.append(["Hill", "1,118,402", "2,204,331", "1,322,117"])
    for page, (rows, ends) in enumerate(((few, (240, 360, 480)), (many, rights))):
        for k, (name, *cells) in enumerate(rows):
            top = (60 if page else 740) + 16 * k
            sheet.put(top, name)
            for right, cell in zip(ends, cells, strict=True):
                sheet.put(top, cell, x=right - stringWidth(cell, "Helvetica", 10))
        sheet.page()
    document = sheet.read()
    assert len(document.grids) == n_tables
    rows = [row for grid in document.grids for row in rows_of(document, grid)]
    assert rows == [*few, *many]
