"""Blocks of a page: columns, headings, lists, running heads, paragraphs over page breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.reading.document import Block, Document
from extractors.reading.order import reading_order
from extractors.reading.page import Rect
from tests.drawn import Sheet, only, rows_of, told

LEFT = [
    "Residential burglary fell for the third",
    "year running, and fewer homes were",
    "broken into in the villages. Officers",
    "marked property in forty streets and",
    "visited every victim within a week.",
]
RIGHT = [
    "Vehicle crime went the other way, with",
    "more vans opened for their tools than",
    "in any year before. The partnership",
    "gave away locks at three markets and",
    "asked builders to empty their vans.",
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "made.pdf")


def items(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "item"]


def test_two_columns_are_read_one_after_the_other(sheet: Sheet) -> None:
    sheet.put(80, "What happened in the year", size=20, bold=True)
    sheet.lines(120, LEFT)
    sheet.lines(120, RIGHT, x=320)
    assert told(sheet.read()) == [
        ("heading", "What happened in the year"),
        ("paragraph", " ".join(LEFT)),
        ("paragraph", " ".join(RIGHT)),
    ]


def test_columns_of_other_line_spacing_are_read_one_after_the_other(sheet: Sheet) -> None:
    sheet.lines(120, LEFT)
    sheet.lines(126, RIGHT, x=320)
    assert [text for _, text in told(sheet.read())] == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_tab_between_two_words_makes_no_column(sheet: Sheet) -> None:
    for k, (label, value) in enumerate([("Report to:", "Cabinet"), ("Date:", "5 June 2024")]):
        sheet.put(100 + 30 * k, label)
        sheet.put(100 + 30 * k, value, x=200)
    assert [text for _, text in told(sheet.read())] == ["Report to: Cabinet", "Date: 5 June 2024"]


def test_headings_have_levels_and_lead_to_what_stands_below(sheet: Sheet) -> None:
    sheet.put(80, "Annual report", size=24, bold=True)
    sheet.put(130, "Crime", size=16, bold=True)
    sheet.put(160, "Burglary", bold=True)
    sheet.lines(185, LEFT)
    document = sheet.read()
    headings = [(block.level, document.words_of(block)) for block in document.headings()]
    assert headings == [(1, "Annual report"), (2, "Crime"), (3, "Burglary")]
    assert document.blocks[-1].section == ("Annual report", "Crime", "Burglary")
    assert document.title == "Annual report"


def test_bold_words_in_a_line_make_no_heading(sheet: Sheet) -> None:
    sheet.put(100, "Burglary", bold=True)
    sheet.put(100, "fell for the third year running, and by most in the villages.", x=122)
    sheet.lines(128, RIGHT)
    assert [kind for kind, _ in told(sheet.read())] == ["paragraph", "paragraph"]


def test_a_heading_of_two_lines_is_one(sheet: Sheet) -> None:
    sheet.put(80, "How the partnership works", size=18, bold=True)
    sheet.put(101, "with its neighbours", size=18, bold=True)
    sheet.lines(140, LEFT)
    assert told(sheet.read())[0] == ("heading", "How the partnership works with its neighbours")


@pytest.mark.parametrize("bullet", ["•", "-", "–", "o", ">"])
def test_bullets_are_markers_and_wrapped_lines_join(sheet: Sheet, bullet: str) -> None:
    sheet.put(100, "We will:")
    for top, lines in ((120, ["meet every month and visit", "every school"]), (148, ["write"])):
        sheet.put(top, bullet, x=80)
        sheet.lines(top, lines, x=96)
    document = sheet.read()
    found = [(block.marker, document.words_of(block), block.lead) for block in items(document)]
    assert found == [
        (bullet, "meet every month and visit every school", 0),
        (bullet, "write", 0),
    ]


def test_indented_bullets_are_nested(sheet: Sheet) -> None:
    for top, x, text in (
        (100, 80, "• Young people"),
        (114, 100, "• at school"),
        (128, 80, "• All"),
    ):
        sheet.put(top, text, x=x)
    assert [block.level for block in items(sheet.read())] == [1, 2, 1]


def test_numbered_priorities_are_items(sheet: Sheet) -> None:
    sheet.put(100, "Our priorities are:")
    for k, text in enumerate(["1. Burglary", "2. Violence", "3. Hidden harm"]):
        sheet.put(120 + 14 * k, text, x=80)
    document = sheet.read()
    found = [(block.marker, document.words_of(block)) for block in items(document)]
    assert found == [("1.", "Burglary"), ("2.", "Violence"), ("3.", "Hidden harm")]


def test_numbered_paragraphs_of_a_committee_report_are_no_items(sheet: Sheet) -> None:
    for k, lines in enumerate((LEFT, RIGHT)):
        sheet.put(100 + 90 * k, f"2.{k + 1}")
        sheet.lines(100 + 90 * k, lines, x=108)
    document = sheet.read()
    assert [(block.kind, block.marker) for block in document.blocks] == [
        ("paragraph", "2.1"),
        ("paragraph", "2.2"),
    ]
    assert document.words_of(document.blocks[0]) == " ".join(LEFT)


def test_a_dash_that_begins_a_wrapped_line_is_no_bullet(sheet: Sheet) -> None:
    lines = ["The partnership met four times in the year that ended in March", "– once in public."]
    sheet.lines(100, lines)
    assert told(sheet.read()) == [("paragraph", " ".join(lines))]


def test_a_paragraph_goes_on_over_a_page_break(sheet: Sheet) -> None:
    for page in range(3):
        sheet.put(40, "Safer Partnership annual report")
        sheet.put(810, f"Page {page + 4} of 12", x=280)
        if page == 0:
            sheet.lines(
                760, ["Officers visited every school and", "every youth club in the district"]
            )
        elif page == 1:
            sheet.lines(80, ["and spoke to 1,204 pupils."])
        sheet.page()
    assert told(sheet.read()) == [
        (
            "paragraph",
            "Officers visited every school and every youth club in the district "
            "and spoke to 1,204 pupils.",
        )
    ]


def test_a_sentence_that_ends_with_the_page_ends_the_paragraph(sheet: Sheet) -> None:
    sheet.lines(760, ["Officers visited every school."])
    sheet.page()
    sheet.lines(80, ["They spoke to 1,204 pupils."])
    assert len(told(sheet.read())) == 2


@pytest.mark.parametrize("foot", ["- {} -", "Page {}", "{} | Page", "{}", "Report 2021 – {}"])
def test_page_numbers_are_dropped_whatever_their_form(sheet: Sheet, foot: str) -> None:
    for page in range(4):
        sheet.lines(100, [f"This is what happened in quarter {page + 1}."])
        sheet.put(815, foot.format(page + 7), x=280, size=9)
        sheet.page()
    assert [text for _, text in told(sheet.read())] == [
        f"This is what happened in quarter {page + 1}." for page in range(4)
    ]


def test_running_heads_of_some_pages_are_dropped_and_headings_kept(sheet: Sheet) -> None:
    for page in range(8):
        if page > 3:
            sheet.put(40, "Appendix B: risk register", size=9)
        sheet.put(110, "Objectives", size=16, bold=True)
        sheet.lines(140, [f"Objective {page + 1} was met in the year."])
        sheet.page()
    texts = [text for _, text in told(sheet.read())]
    assert "Appendix B: risk register" not in texts
    assert texts.count("Objectives") == 8
    assert len([text for text in texts if text.startswith("Objective ")]) == 8


def test_a_watermark_is_dropped(sheet: Sheet) -> None:
    for page in range(4):
        sheet.lines(100, [f"This is what happened in quarter {page + 1}."])
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 300)
        sheet.canvas.rotate(45)
        sheet.put(842, "PUBLIC VERSION", x=0, size=48)
        sheet.canvas.restoreState()
        sheet.page()
    assert len(told(sheet.read())) == 4


def test_a_footnote_is_marked_as_one(sheet: Sheet) -> None:
    sheet.lines(100, LEFT)
    sheet.put(780, "1 Figures of the force, provisional.", size=8)
    assert told(sheet.read())[-1] == ("footnote", "1 Figures of the force, provisional.")


def test_a_large_number_and_its_words_are_one_statement(sheet: Sheet) -> None:
    sheet.lines(100, LEFT)
    sheet.put(250, "47%", size=30, bold=True)
    sheet.put(268, "fewer burglaries", size=12)
    sheet.put(284, "than the year before", size=12)
    sheet.lines(360, RIGHT)
    assert ("paragraph", "47% fewer burglaries than the year before") in told(sheet.read())


def test_contents_are_items_and_no_headings(sheet: Sheet) -> None:
    sheet.put(80, "Contents", size=16, bold=True)
    for k, name in enumerate(["1 Crime", "2 Anti-social behaviour", "3 Action plan"]):
        sheet.put(110 + 14 * k, f"{name} .................... {k + 2}")
    sheet.lines(200, LEFT)
    assert [kind for kind, _ in told(sheet.read())] == ["heading", *["item"] * 3, "paragraph"]


def test_reading_order_of_columns_below_a_heading_over_both() -> None:
    heading, left, right = Rect(50, 50, 550, 70), Rect(50, 80, 290, 400), Rect(310, 80, 550, 400)
    below = Rect(50, 420, 550, 440)
    assert reading_order([right, below, left, heading]) == [3, 2, 0, 1]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(n_columns=st.integers(1, 3), n_lines=st.integers(4, 30), offset=st.floats(0, 10))
def test_columns_come_back_as_they_were_written(
    tmp_path: Path, n_columns: int, n_lines: int, offset: float
) -> None:
    sheet = Sheet(tmp_path / "columns.pdf")
    words = [
        [f"column{'abc'[col]} line{row} of some text" for row in range(n_lines)]
        for col in range(n_columns)
    ]
    for col, lines in enumerate(words):
        sheet.lines(80 + offset * col, lines, x=50 + 170 * col)
    document = sheet.read()
    assert document.text.split() == " ".join(line for col in words for line in col).split()


def test_a_landscape_section_has_running_heads_of_its_own(sheet: Sheet) -> None:
    for page in range(6):
        if page > 3:
            sheet.put(40, "What the partners told us")
        sheet.lines(120, [f"This is what happened in quarter {page + 1}."])
        sheet.page((842, 595) if page == 5 else None)
    wards = [[f"Ward {k}", str(31 + k), f"{k}.5%"] for k in range(8)]
    for top, rows in ((480, wards[:4]), (80, wards[4:])):
        sheet.put(30, "Appendix A: what each ward asked for")
        for k, cells in enumerate(rows):
            sheet.row(top + 14 * k, cells, [72, 300, 500])
        sheet.page()
    document = sheet.read()
    assert rows_of(document, only(document)) == wards
    texts = [text for _, text in told(document)]
    assert "Appendix A: what each ward asked for" not in texts
    assert texts.count("What the partners told us") == 2


def draw_spending(sheet: Sheet, top: float) -> None:
    xs = (72, 250, 400, 540)
    for k, cells in enumerate([("Ward", "Lamps", "Locks"), ("Harbour", "402", "31")]):
        sheet.rule(top + 18 * k, 72, 540)
        sheet.row(top + 12 + 18 * k, cells, [x + 4 for x in xs[:-1]])
    sheet.rule(top + 36, 72, 540)
    for x in xs:
        sheet.upright(x, top, top + 36)


@pytest.mark.parametrize(
    "title", [["What each ward spent"], ["What each ward spent", "On lamps and locks"]]
)
def test_a_title_over_a_wide_table_is_read_after_both_columns(
    sheet: Sheet, title: list[str]
) -> None:
    sheet.lines(100, LEFT)
    sheet.lines(100, RIGHT, x=320)
    bottom = sheet.lines(190, title)
    draw_spending(sheet, bottom - 8)
    texts = [text for _, text in told(sheet.read())]
    assert texts[:2] == [" ".join(LEFT), " ".join(RIGHT)]
    assert " ".join(texts[2:]) == " ".join(title)


def test_the_last_line_of_a_column_over_a_wide_table_is_no_title(sheet: Sheet) -> None:
    sheet.lines(100, LEFT)
    bottom = sheet.lines(100, RIGHT, x=320)
    draw_spending(sheet, bottom - 8)
    assert [text for _, text in told(sheet.read())] == [" ".join(LEFT), " ".join(RIGHT)]
