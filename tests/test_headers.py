"""Headers of tables without a grid: shaded, wrapped, bold over numbers set right."""

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.drawn import Sheet, only, rows_of

DARK, WHITE = "#5b2a86", "#ffffff"
EDGES = [60, 220, 330, 430, 540]
INSIDE = [x + 4 for x in EDGES[:-1]]
HEAD = ["Ward", "Offences", "Rate", "Rank"]
WARDS = [
    ["Harbour", "402", "17.1", "1"],
    ["Market", "67", "3.2", "2"],
    ["Mill Lane", "51", "2.9", "3"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "headers.pdf", x=60, size=10)


def rule_cells(sheet: Sheet, top: float) -> None:
    for x0, x1 in itertools.pairwise(EDGES):
        sheet.rule(top, x0, x1)


def shade_cells(sheet: Sheet, top: float, bottom: float) -> None:
    for x0, x1 in itertools.pairwise(EDGES):
        sheet.fill(x0, top, x1, bottom)


def draw(sheet: Sheet, top: float, rows: Sequence[Sequence[str]]) -> None:
    """A shaded header that white uprights part, over rows that only rules part."""
    sheet.fill(60, top, 540, top + 20, DARK)
    sheet.rule(top)
    for x in EDGES:
        sheet.upright(x, top, top + 20, WHITE)
    for k, cells in enumerate(rows):
        sheet.row(top + 14 + 20 * k, cells, INSIDE, colour="#000000" if k else WHITE)
        rule_cells(sheet, top + 20 + 20 * k)


def put_right(
    sheet: Sheet,
    top: float,
    name: str,
    cells: Sequence[str],
    rights: Sequence[float],
    bold: bool = False,
) -> None:
    font = "Helvetica-Bold" if bold else "Helvetica"
    sheet.put(top, name, bold=bold)
    for right, cell in zip(rights, cells, strict=True):
        sheet.put(top, cell, x=right - stringWidth(cell, font, 10), bold=bold)


@pytest.mark.parametrize("section", [[], [["Along the shore", "", "", ""]]])
def test_a_shaded_header_heads_the_rows_that_rules_part(
    sheet: Sheet, section: list[list[str]]
) -> None:
    rows = [HEAD, WARDS[0], *section, *WARDS[1:]]
    draw(sheet, 100, rows)
    document = sheet.read()
    assert rows_of(document, only(document)) == rows
    assert only(document).n_header_rows == 1


@pytest.mark.parametrize(
    "between", [{"text": "The same by ward"}, {"text": "By ward", "size": 14, "bold": True}]
)
def test_a_small_table_heads_no_table_below_it(sheet: Sheet, between: dict[str, object]) -> None:
    small = [HEAD, ["District", "520", "8.4", "-"]]
    for x in EDGES:
        sheet.upright(x, 100, 140)
    sheet.rule(100)
    for k, cells in enumerate(small):
        sheet.row(114 + 20 * k, cells, INSIDE)
        sheet.rule(120 + 20 * k)
    sheet.put(170, **between)  # type: ignore[arg-type]
    draw(sheet, 190, [HEAD, *WARDS])
    document = sheet.read()
    assert [rows_of(document, grid) for grid in document.grids] == [small, [HEAD, *WARDS]]


def test_a_shade_is_behind_one_row_however_often_its_cells_wrap(sheet: Sheet) -> None:
    head = ["Ward", "Offences", "Rate per 1,000", "Rank"]
    shade_cells(sheet, 100, 142)
    for x, cell in zip(INSIDE, head, strict=True):
        sheet.lines(112, cell.split(), x=x, step=12)
    for k, cells in enumerate(WARDS):
        sheet.row(156 + 14 * k, cells, INSIDE)
    rule_cells(sheet, 190)
    document = sheet.read()
    assert rows_of(document, only(document)) == [head, *WARDS]


@pytest.mark.parametrize("parts", [EDGES, [60, 220, 540]])
def test_a_shade_behind_several_rows_of_numbers_leaves_them_apart(
    sheet: Sheet, parts: list[int]
) -> None:
    rule_cells(sheet, 100)
    sheet.row(112, HEAD, INSIDE)
    for x0, x1 in itertools.pairwise(parts):
        sheet.fill(x0, 118, x1, 164)
    for k, cells in enumerate(WARDS):
        sheet.row(130 + 14 * k, cells, INSIDE)
    document = sheet.read()
    assert rows_of(document, only(document)) == [HEAD, *WARDS]


@pytest.mark.parametrize("last", [["Rate", "Rank"], ["Change on year", "Rate per head"]])
def test_the_bold_header_of_numbers_set_right_stays_with_them(
    sheet: Sheet, last: list[str]
) -> None:
    names = ("Harbour", "Market", "Mill Lane", "Park", "Station")
    rows = [["Ward", "Homes", *last], *([name, "402", "-7", "17.1"] for name in names)]
    for k, (name, *cells) in enumerate(rows):
        put_right(sheet, 110 + 14 * k, name, cells, (280, 380, 480), bold=not k)
    document = sheet.read()
    assert rows_of(document, only(document)) == rows


@pytest.mark.parametrize(
    ("head", "spans"),
    [
        (["Ward", "Homes", "Change on year"], [(0, 1), (1, 1), (2, 1)]),
        (["Ward", "", "Homes and markets"], [(0, 1), (1, 2)]),
    ],
)
def test_two_pieces_that_reach_into_a_column_part_it_and_one_spans_it(
    sheet: Sheet, head: list[str], spans: list[tuple[int, int]]
) -> None:
    names = ("Harbour", "Market", "Mill Lane", "Park", "Station", "Hill")
    for k, (name, *cells) in enumerate([head, *([name, "402", "-7"] for name in names)]):
        put_right(sheet, 110 + 14 * k, name, cells, (280, 365))
    document = sheet.read()
    assert [(cell.col, cell.col_span) for cell in only(document).cells if not cell.row] == spans


def test_headings_side_by_side_head_no_table_further_down(sheet: Sheet) -> None:
    xs = (60, 260, 440)
    heads = ["Safer places", "Fewer victims", "Second chances"]
    for x, name in zip(xs, heads, strict=True):
        sheet.put(100, name, x=x, bold=True)
        sheet.lines(116, ["Parks, markets and", "the lanes between"], x=x, step=12)
    for k, cells in enumerate(WARDS):
        sheet.row(190 + 14 * k, cells[:3], xs)
    document = sheet.read()
    assert [document.words_of(block) for block in document.headings()] == heads
    assert rows_of(document, only(document)) == [cells[:3] for cells in WARDS]


@pytest.mark.parametrize("step", [12, 14])
def test_both_lines_of_a_header_stand_above_the_first_rule(sheet: Sheet, step: float) -> None:
    upper = ["Name of", "Homes", "Rate per", "Rank in"]
    lower = ["the ward", "broken into", "thousand", "the year"]
    for k, line in enumerate((upper, lower)):
        sheet.row(100 + step * k, line, INSIDE)
    for k, cells in enumerate(WARDS):
        rule_cells(sheet, 106 + step + 20 * k)
        sheet.row(120 + step + 20 * k, cells, INSIDE)
    document = sheet.read()
    head = [" ".join(pair) for pair in zip(upper, lower, strict=True)]
    assert rows_of(document, only(document)) == [head, *WARDS]


@pytest.mark.parametrize("name", ["Homes, shops and vans", "Homes in the town and the hill"])
def test_a_header_above_the_first_rule_may_span_columns(sheet: Sheet, name: str) -> None:
    sheet.row(100, ["Ward", name, "Rank"], [64, 224, 434])
    for k, cells in enumerate(WARDS):
        rule_cells(sheet, 106 + 20 * k)
        sheet.row(120 + 20 * k, cells, INSIDE)
    document = sheet.read()
    assert rows_of(document, only(document)) == [["Ward", name, "", "Rank"], *WARDS]


@pytest.mark.parametrize("length", [28, 90])
def test_a_sentence_above_the_first_rule_is_no_header(sheet: Sheet, length: int) -> None:
    sentence = (
        "The wardens of Wolverdale told us of the homes that were broken into, and of the rates."
    )
    sheet.put(100, sentence[:length])
    for k, cells in enumerate(WARDS):
        rule_cells(sheet, 106 + 20 * k)
        sheet.row(120 + 20 * k, cells, INSIDE)
    document = sheet.read()
    assert rows_of(document, only(document)) == WARDS
