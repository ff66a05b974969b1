"""Tables of which not all rules are drawn: labels beside them, sub-headers, uprights alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.reading.document import Document
from tests.drawn import GRID, Sheet, only, rows_of, table, told, written

EDGES = [60, 200, 290, 380, 470]
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
HEAD = ["Ward", "Homes", "Shops", "Vans"]
WARDS = [
    ["Harbour", "402", "17", "31"],
    ["Market", "67", "32", "18"],
    ["Mill Lane", "51", "29", "12"],
    ["Old Town", "48", "11", "40"],
    ["Park", "39", "14", "22"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "half.pdf", x=60, size=10)


def draw(
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    *,
    edges: Sequence[float] = EDGES,
    ruled: tuple[float, float] = (EDGES[0], EDGES[-1]),
) -> float:
    """A box round all rows, uprights at all edges, rules between the rows where `ruled` says."""
    bottom = 100 + 20 * len(rows)
    for k, cells in enumerate(rows):
        sheet.row(114 + 20 * k, cells, [x + 4 for x in edges[:-1]])
        sheet.rule(100 + 20 * k, *(ruled if k else (edges[0], edges[-1])))
    sheet.rule(bottom, edges[0], edges[-1])
    for x in edges:
        sheet.upright(x, 100, bottom)
    return bottom


def spans(document: Document, row: int = 0) -> list[tuple[str, int, int]]:
    """The words of each cell of a row, its first column and how many it spans."""
    return [
        (document.words_of(cell), cell.col, cell.col_span)
        for cell in only(document).cells
        if cell.row == row
    ]


@pytest.mark.parametrize(
    ("order", "ruled"), [((0, 1, 2, 3), (200, 470)), ((1, 2, 3, 0), (60, 380))]
)
def test_labels_that_no_rules_reach_are_rows(
    sheet: Sheet, order: tuple[int, ...], ruled: tuple[float, float]
) -> None:
    rows = [[row[col] for col in order] for row in (HEAD, *WARDS)]
    draw(sheet, rows, ruled=ruled)
    document = sheet.read()
    assert rows_of(document, only(document)) == rows


@pytest.mark.parametrize("step", [12, 17])
def test_one_label_that_is_wrapped_beside_the_rows_is_one_cell(sheet: Sheet, step: float) -> None:
    draw(sheet, [["", *row[1:]] for row in WARDS], ruled=(200, 470))
    label = ["Calls to the wardens", "of Wolverdale from", "all five wards in", "the year"]
    sheet.lines(118, label, x=64, step=step)
    document = sheet.read()
    (cell,) = [cell for cell in only(document).cells if cell.col == 0]
    assert (document.words_of(cell), cell.row_span) == (" ".join(label), len(WARDS))
    assert [row[1:] for row in rows_of(document, only(document))] == [row[1:] for row in WARDS]


SIX = [60, 150, 220, 290, 360, 430, 500]
WIDE = [[*row[:1], "12", "14", "120", "131", "7"] for row in WARDS[:3]]
GROUPED = [
    (
        [(64, "Ward of"), (200, "Violence"), (340, "Theft"), (434, "Rank in")],
        [
            *[(64, "the district"), (154, "2021/22"), (224, "2022/23")],
            *[(294, "2021/22"), (364, "2022/23"), (434, "Wolverdale")],
        ],
        ["Ward of the district", "Violence", "", "Theft", "", "Rank in Wolverdale"],
        ["", "2021/22", "2022/23", "2021/22", "2022/23", ""],
    ),
    (
        [(64, "Ward of"), (200, "Violence"), (294, "Homes"), (364, "Shops"), (434, "Rank in")],
        [(64, "the district"), (154, "2021/22"), (224, "2022/23"), (434, "Wolverdale")],
        ["Ward of the district", "Violence", "", "Homes", "Shops", "Rank in Wolverdale"],
        ["", "2021/22", "2022/23", "", "", ""],
    ),
]


def draw_grouped(sheet: Sheet, *lines: Sequence[tuple[float, str]], inside: Sequence[int]) -> None:
    """A header of lines with no rule between; the uprights `inside` begin below it."""
    for k, line in enumerate(lines):
        for x, text in line:
            sheet.put(113 + 14 * k, text, x=x)
    for k, row in enumerate(WIDE):
        sheet.row(148 + 20 * k, row, [x + 4 for x in SIX[:-1]])
    for top in (100, 134, 154, 174, 194):
        sheet.rule(top, SIX[0], SIX[-1])
    for x in SIX:
        sheet.upright(x, 134 if x in inside else 100, 194)


@pytest.mark.parametrize(("upper", "lower", "first", "second"), GROUPED)
def test_names_below_a_header_that_spans_them_are_a_header_row(
    sheet: Sheet,
    upper: list[tuple[float, str]],
    lower: list[tuple[float, str]],
    first: list[str],
    second: list[str],
) -> None:
    draw_grouped(sheet, upper, lower, inside=[220, 360] if first[4] == "" else [220])
    document = sheet.read()
    assert rows_of(document, only(document)) == [first, second, *WIDE]
    assert only(document).n_header_rows == 2
    assert spans(document)[1] == ("Violence", 1, 2)


@pytest.mark.parametrize(
    ("lower", "name"), [("2022/23", "Violence 2022/23"), ("in town", "Violence in town")]
)
def test_one_line_below_a_header_that_spans_columns_goes_on_with_it(
    sheet: Sheet, lower: str, name: str
) -> None:
    upper = [(64, "Ward"), (200, "Violence"), (294, "Homes"), (364, "Shops"), (434, "Rank")]
    draw_grouped(sheet, upper, [(204, lower)], inside=[220])
    document = sheet.read()
    head = ["Ward", name, "", "Homes", "Shops", "Rank"]
    assert rows_of(document, only(document)) == [head, *WIDE]


@pytest.mark.parametrize(
    ("pair", "cells"),
    [
        (("10,412", "9,871"), ["10,412", "9,871"]),
        (("10,412", "n/a"), ["10,412", "n/a"]),
        (("Fewer homes", "than ever"), ["Fewer homes than ever", ""]),
        (("Up to", "9,871"), ["Up to 9,871", ""]),
    ],
)
def test_two_numbers_close_together_at_an_edge_are_two_cells(
    sheet: Sheet, pair: tuple[str, str], cells: list[str]
) -> None:
    """The edge at 290 is drawn in the other rows only, and the gap is as wide as a space."""
    left, right = pair
    rows = [HEAD, WARDS[0], ["Market", "", "", "18"], *WARDS[2:]]
    for k, row in enumerate(rows):
        sheet.row(114 + 20 * k, row, [x + 4 for x in EDGES[:-1]])
        sheet.rule(100 + 20 * k, 60, 470)
        for x in EDGES:
            if (k, x) != (2, 290):
                sheet.upright(x, 100 + 20 * k, 120 + 20 * k)
    sheet.rule(220, 60, 470)
    sheet.put(154, left, x=288 - stringWidth(left, "Helvetica", 10))
    sheet.put(154, right, x=291)
    document = sheet.read()
    assert rows_of(document, only(document))[2] == ["Market", *cells, "18"]


PLAN = [
    ["Aim", "What we will do", "Lead", "By when"],
    ["Safer\nmarkets", "Lamps by the\nstalls", "Council", "March"],
    ["Fewer\nfires", "Visits to farms\non the hill", "Brigade\nand wardens", "May"],
    ["Quiet\nnights", "A warden on\nthe last bus", "Bus firm", "July and\nAugust"],
]


def draw_plan(sheet: Sheet, gap: float, flats: Sequence[int] = (0, 1, -1)) -> None:
    """The plan with uprights at all edges, rules above the rows `flats`; `gap` between two rows."""
    tops = [100.0, 118.0]
    for row in PLAN[1:]:
        tops.append(tops[-1] + 12 * max(cell.count("\n") + 1 for cell in row) + gap)
    for top, row in zip(tops, PLAN, strict=False):
        for x, cell in zip(EDGES, row, strict=False):
            sheet.lines(top + 12, cell.split("\n"), x=x + 4, step=12)
    for k in flats:
        sheet.rule(tops[k], EDGES[0], EDGES[-1])
    for x in EDGES:
        sheet.upright(x, tops[0], tops[-1])


@pytest.mark.parametrize("flats", [(0, 1, -1), (0, 1), (1, -1), (0, -1)])
@pytest.mark.parametrize("gap", [6, 12])
def test_rows_that_only_gaps_part_between_uprights_are_rows(
    sheet: Sheet, gap: float, flats: tuple[int, ...]
) -> None:
    draw_plan(sheet, gap, flats)
    document = sheet.read()
    whole = [[cell.replace("\n", " ") for cell in row] for row in PLAN]
    assert rows_of(document, only(document)) == whole


def test_paragraphs_in_the_cells_of_a_full_grid_are_no_rows(tmp_path: Path) -> None:
    """All cells of a row go on after a blank line, level with one another."""
    parts = ["Safer\nmarkets", "Lamps by\nthe stalls", "Council\nwardens", "March\nand May"]
    cells = ["\n\n".join([part, part]) for part in parts]
    document = written(tmp_path / "t.pdf", [table([PLAN[0], cells, cells], GRID, TOP)])
    twice = ["\n".join([part.replace("\n", " ")] * 2) for part in parts]
    assert rows_of(document, only(document)) == [PLAN[0], twice, twice]


WELCOME = "The wardens of Wolverdale visited every market in the year."


def draw_frame(sheet: Sheet, off: float) -> None:
    """A frame round the page, so far from its edges."""
    right, bottom = sheet.width - off, sheet.height - off
    for top in (off, bottom):
        sheet.rule(top, off, right)
    for x in (off, right):
        sheet.upright(x, off, bottom)


@pytest.mark.parametrize("off", [6, 24])
def test_a_frame_round_the_page_is_no_table(sheet: Sheet, off: float) -> None:
    draw_frame(sheet, off)
    sheet.put(60, "Wolverdale in the year", size=16, bold=True)
    sheet.put(86, WELCOME)
    draw(sheet, [HEAD, *WARDS])
    document = sheet.read()
    assert told(document) == [("heading", "Wolverdale in the year"), ("paragraph", WELCOME)]
    assert rows_of(document, only(document)) == [HEAD, *WARDS]


def test_a_table_as_large_as_the_page_is_one(sheet: Sheet) -> None:
    edges = [36, 180, 310, 430, 559]
    rows = [[cell.replace("\n", " ") for cell in row] for row in PLAN]
    for k, row in enumerate(rows):
        sheet.row(60 + 180 * k, row, [x + 4 for x in edges[:-1]])
    for top in (36, 100, 806):
        sheet.rule(top, edges[0], edges[-1])
    for x in edges:
        sheet.upright(x, 36, 806)
    document = sheet.read()
    assert rows_of(document, only(document))[0] == PLAN[0]
