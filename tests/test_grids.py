"""Tables: ruled, half ruled and not ruled, spans, headers, and what is no table."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from extractors.reading.headers import is_value, is_year
from extractors.reading.lattice import Area, Lattice
from extractors.reading.page import Glyph, Rect, Style, Word
from extractors.reading.page_layout import lost_numbers
from extractors.reading.pdf import read_pdf
from tests.drawn import GRID, only, rows_of, table, written

CRIME = [
    ["Crime type", "2020/21", "2021/22", "Change"],
    ["Burglary", "402", "371", "-7.7%"],
    ["Robbery", "67", "74", "+10.4%"],
    ["Vehicle crime", "1,204", "1,189", "-1.2%"],
    ["Criminal damage", "1,322", "1,340", "+1.4%"],
]
STYLES = getSampleStyleSheet()


@pytest.mark.parametrize(
    "style",
    [
        [GRID],
        [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, None, None, 2, 1.5)],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
        [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ],
        [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightblue, colors.white])],
        [("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)],
        [],
    ],
    ids=["grid", "no outer border", "double rules", "rows", "header", "zebra", "shaded", "bare"],
)
def test_a_table_is_read_whatever_is_drawn_of_it(tmp_path: Path, style: list[object]) -> None:
    document = written(tmp_path / "t.pdf", [table(CRIME, *style)])  # type: ignore[arg-type]
    grid = only(document)
    assert rows_of(document, grid) == CRIME
    assert grid.n_header_rows == 1


def test_headers_over_several_columns_span_them(tmp_path: Path) -> None:
    rows = [["Ward", "Burglary", "", "Violence", ""], ["", "2021", "2022", "2021", "2022"]]
    rows += [[ward, "12", "14", "120", "131"] for ward in ("North", "South", "East")]
    document = written(
        tmp_path / "t.pdf",
        [
            table(
                rows,
                GRID,
                ("SPAN", (0, 0), (0, 1)),
                ("SPAN", (1, 0), (2, 0)),
                ("SPAN", (3, 0), (4, 0)),
            )
        ],
    )
    grid = only(document)
    spans = {document.words_of(c): (c.row_span, c.col_span) for c in grid.cells if c.row == 0}
    assert spans == {"Ward": (2, 1), "Burglary": (1, 2), "Violence": (1, 2)}
    assert grid.n_header_rows == 2
    assert rows_of(document, grid) == rows


def test_a_row_across_all_columns_is_one_cell(tmp_path: Path) -> None:
    rows = [CRIME[0], ["Victim based crime", "", "", ""], *CRIME[1:]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID, ("SPAN", (0, 1), (-1, 1)))])
    cell = next(c for c in only(document).cells if document.words_of(c) == "Victim based crime")
    assert (cell.row, cell.col, cell.col_span) == (1, 0, 4)


def test_a_table_over_pages_is_one_with_its_header_once(tmp_path: Path) -> None:
    rows = [["Ward", "Offences"], *[[f"Ward {k}", str(1000 + k)] for k in range(120)]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID, repeatRows=1)])
    grid = only(document)
    assert (grid.page_start, grid.page_end) == (1, document.n_pages)
    assert document.n_pages == 4
    assert rows_of(document, grid) == rows


def test_a_row_that_a_page_break_cuts_is_one_row(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "t.pdf"), pagesize=landscape(A4))
    pages = [
        [["Objective", "Action"], ["Tackle burglary", "Officers visit every home and"]],
        [["", "mark property in the street."], ["Reduce violence", "Train door staff."]],
    ]
    for rows in pages:
        drawn = table(rows, GRID, colWidths=[200, 300])
        drawn.wrapOn(canvas, 500, 500)
        drawn.drawOn(canvas, 72, 72 if rows is pages[0] else 400)
        canvas.showPage()
    canvas.save()
    document = read_pdf(tmp_path / "t.pdf")
    assert rows_of(document, only(document)) == [
        ["Objective", "Action"],
        ["Tackle burglary", "Officers visit every home and mark property in the street."],
        ["Reduce violence", "Train door staff."],
    ]


def test_a_heading_between_parts_two_tables(tmp_path: Path) -> None:
    document = written(
        tmp_path / "t.pdf",
        [
            table(CRIME, GRID),
            Paragraph("The same for the county", STYLES["Heading2"]),
            table(CRIME, GRID),
        ],
    )
    assert [rows_of(document, grid) for grid in document.grids] == [CRIME, CRIME]


def test_a_caption_above_or_below_belongs_to_its_table(tmp_path: Path) -> None:
    caption = Paragraph("Table 1. Recorded crime", STYLES["Normal"])
    for name, parts in (("a", [caption, table(CRIME, GRID)]), ("b", [table(CRIME, GRID), caption])):
        document = written(tmp_path / f"{name}.pdf", parts)
        span = only(document).caption
        assert span is not None
        assert document.text[slice(*span)] == "Table 1. Recorded crime"


def test_wrapped_lines_and_bullets_in_a_cell(tmp_path: Path) -> None:
    cell = "To meet every month<br/>• Speed watch in ten<br/>villages<br/>• Seaside patrols"
    rows = [["Action", "Lead"], [Paragraph(cell, STYLES["Normal"]), "Police"]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID, colWidths=[200, 100])])
    assert rows_of(document, only(document))[1][0] == (
        "To meet every month\nSpeed watch in ten villages\nSeaside patrols"
    )


def test_lines_of_numbers_between_two_rules_are_rows(tmp_path: Path) -> None:
    body = ["\n".join(row[col] for row in CRIME[1:]) for col in range(4)]
    document = written(tmp_path / "t.pdf", [table([CRIME[0], body], GRID)])
    assert rows_of(document, only(document)) == CRIME


def test_tables_side_by_side_are_two(tmp_path: Path) -> None:
    small = [row[:2] for row in CRIME]
    outer = table([[table(small, GRID), table(small, GRID)]], colWidths=[250, 250])
    document = written(tmp_path / "t.pdf", [outer])
    assert [rows_of(document, grid) for grid in document.grids] == [small, small]


def test_a_frame_round_text_is_no_table(tmp_path: Path) -> None:
    text = Paragraph("The partnership wants to hear from you. " * 6, STYLES["Normal"])
    document = written(tmp_path / "t.pdf", [table([[text]], GRID, colWidths=[300])])
    assert document.grids == ()
    assert document.text.startswith("The partnership wants to hear from you.")


def test_a_chart_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path))
    for k in range(6):
        canvas.drawString(80, 400 + 30 * k, str(100 * k))
        canvas.drawString(120 + 50 * k, 380, f"Q{k + 1}")
        canvas.setStrokeColorRGB(0.8, 0.8, 0.8)
        canvas.line(110, 404 + 30 * k, 400, 404 + 30 * k)
        canvas.line(120 + 50 * k, 410 + 20 * k, 170 + 50 * k, 430 + 15 * k)
    canvas.save()
    assert read_pdf(path).grids == ()


def test_prose_in_two_columns_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path))
    for k in range(20):
        canvas.drawString(72, 700 - 14 * k, "Officers visited 12 schools in the year and")
        canvas.drawString(320, 700 - 14 * k, "spoke to 1,204 pupils about what they")
    canvas.save()
    assert read_pdf(path).grids == ()


def test_every_cell_of_the_labelled_tables_is_found(shared: Path) -> None:
    document = read_pdf(shared / "corpus/pdf/103-dover-strategic-assessment.pdf")
    first, second = document.grids
    assert (first.n_rows, first.n_cols, first.n_header_rows) == (13, 7, 2)
    assert (first.page_start, first.page_end) == (1, 2)
    assert rows_of(document, first)[-1][-1] == "+25.8%"
    assert (second.n_rows, second.n_cols, second.n_header_rows) == (11, 7, 2)


@pytest.mark.parametrize("folder", ["council", "icdar2013", "hostile"])
def test_any_government_pdf_survives(shared: Path, folder: str) -> None:
    from extractors.reading.errors import ReadingError  # noqa: PLC0415

    read = failed = 0
    for path in sorted((shared / "corpus" / folder).glob("*.pdf")):
        try:
            document = read_pdf(path)
        except ReadingError:
            failed += 1
        else:
            read += 1
            assert document.n_pages == len(document.page_sizes)
    assert read > 5
    assert failed == (4 if folder == "hostile" else 0)


@pytest.mark.parametrize("text", ["1,204", "-82", "+12.4%", "£15,000", "(12)", "1404 (34%)", "–"])
def test_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["2019/20", "2021", "Burglary", "12 officers", "Ward 4", ""])
def test_no_values(text: str) -> None:
    assert not is_value(text)


def test_years_are_headers() -> None:
    assert all(map(is_year, ("2019/20", "2021", "FY22/23", "2018-2019")))
    assert not any(map(is_year, ("1,204", "12", "31 March")))


WORDS = st.text("abcdefghij", min_size=3, max_size=8)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(data=st.data(), n_rows=st.integers(2, 7), n_cols=st.integers(2, 5))
def test_ruled_tables_with_spans_come_back_as_they_were_written(
    tmp_path: Path, data: st.DataObject, n_rows: int, n_cols: int
) -> None:
    rows = [[data.draw(WORDS) for _ in range(n_cols)] for _ in range(n_rows)]
    row = data.draw(st.integers(0, n_rows - 1))
    first = data.draw(st.integers(0, n_cols - 2))
    for col in range(first + 1, n_cols):
        rows[row][col] = ""
    span = ("SPAN", (first, row), (n_cols - 1, row))
    document = written(tmp_path / "t.pdf", [table(rows, GRID, span, colWidths=[70] * n_cols)])
    grid = only(document)
    assert rows_of(document, grid) == rows
    wide = next(cell for cell in grid.cells if (cell.row, cell.col) == (row, first))
    assert wide.col_span == n_cols - first


def test_boxes_of_long_text_only_lay_it_out(tmp_path: Path) -> None:
    text = Paragraph("The partnership wants to hear from you about crime. " * 6, STYLES["Normal"])
    rows = [[text, text], [text, text]]
    document = written(tmp_path / "t.pdf", [table(rows, GRID, colWidths=[200, 200])])
    assert only(document).is_layout


def test_a_framed_line_that_ends_a_page_heads_the_table_of_the_next(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "t.pdf"), pagesize=A4)
    title = [["Recorded crime in the district, by type and year", "", "", ""]]
    for rows, top in ((title, 80), (CRIME, 600)):
        spans = [("SPAN", (0, 0), (-1, 0))] if rows is title else []
        drawn = table(rows, GRID, *spans, colWidths=[100] * 4)
        drawn.wrapOn(canvas, 500, 500)
        drawn.drawOn(canvas, 72, top)
        canvas.showPage()
    canvas.save()
    document = read_pdf(tmp_path / "t.pdf")
    grid = only(document)
    assert (grid.page_start, grid.page_end, grid.n_rows) == (1, 2, 6)
    assert grid.cells[0].col_span == 4


def test_numbers_that_no_cell_holds_are_a_warning() -> None:
    lattice = Lattice([Area(0, 0, 1, 1, Rect(0, 0, 50, 20), [])], [0, 50], [0, 20])
    glyph = Glyph("7", 10, 5, 15, 15, 14, 10, Style(False, False, False, (0, 0, 0)))
    word = Word([glyph], 10, 5, 15, 15, 14, 10)
    assert lost_numbers(lattice, [word], 3) == (
        "page 3: numbers within a table but in none of its cells: 7"
    )
    lattice.areas[0].words.append(word)
    assert lost_numbers(lattice, [word], 3) is None
