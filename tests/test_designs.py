"""Pages as designers make them: cards, tiles, bands, drawn bullets, rules of headings."""

import itertools
from pathlib import Path

import pytest
from reportlab.lib.colors import HexColor

from tests.drawn import PALE, Sheet, rows_of, told

DARK = "#5b2a86"
BODY = [
    "The partnership met in every month of the year and",
    "shared its findings with all the parish councils.",
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "design.pdf", x=60, size=10)


def write_body(sheet: Sheet, top: float, *, x: float = 60) -> None:
    sheet.lines(top, BODY, x=x, step=12)


def test_rules_below_headings_make_no_table(sheet: Sheet) -> None:
    for k, name in enumerate(["Welcome", "Our priorities", "Our year", "Money", "Next steps"]):
        sheet.put(80 + 90 * k, name, size=16, bold=True)
        sheet.rule(84 + 90 * k)
        write_body(sheet, 104 + 90 * k)
    document = sheet.read()
    assert not document.grids
    assert [kind for kind, _ in told(document)] == ["heading", "paragraph"] * 5


@pytest.mark.parametrize("zebra", [True, False])
def test_a_table_of_cells_shaded_or_ruled_one_by_one(sheet: Sheet, zebra: bool) -> None:
    edges = [60, 260, 400, 540]
    table = [
        ["What we will do", "Who", "By when"],
        ["Open a hub for women", "The council", "May 2023"],
        ["Train the staff of bars", "Licensing team", "March 2024"],
        ["Expand the mentoring of pupils", "Youth service", "July 2023"],
    ]
    write_body(sheet, 60)
    for k, row in enumerate(table):
        top = 100 + 20 * k
        for x0, x1 in itertools.pairwise(edges):
            if not k or (zebra and k % 2 == 0):
                sheet.fill(x0, top, x1, top + 20, PALE if k else DARK)
            if not zebra:
                sheet.rule(top + 20, x0, x1)
        for x, cell in zip(edges, row, strict=False):
            sheet.put(top + 14, cell, x=x + 4, bold=not k, colour="#000000" if k else "#ffffff")
    write_body(sheet, 230)
    document = sheet.read()
    (grid,) = document.grids
    assert rows_of(document, grid) == table
    assert grid.n_header_rows == 1
    assert [kind for kind, _ in told(document)] == ["paragraph", "paragraph"]


def test_bands_over_the_whole_row_hold_a_table_together(sheet: Sheet) -> None:
    xs = (66, 300, 380, 460)
    table = [["Offence", "2021", "2022", "2023"]]
    table += [[name, "1,012", "1,288", "341"] for name in ("Burglary", "Robbery", "Arson", "Theft")]
    write_body(sheet, 60)
    for k, row in enumerate(table):
        if k % 2:
            sheet.fill(60, 100 + 20 * k, 540, 120 + 20 * k)
        sheet.row(114 + 20 * k, row, xs)
    document = sheet.read()
    (grid,) = document.grids
    assert rows_of(document, grid) == table


def test_cells_coloured_apart_are_one_table_and_cards_are_none(sheet: Sheet) -> None:
    for row, top in enumerate((100, 150, 200)):
        for col in range(3):
            x = 60 + 160 * col
            sheet.fill(x, top, x + 155, top + 45)
            sheet.put(top + 20, f"cell {row} {col} is plain", x=x + 5)
    document = sheet.read()
    (grid,) = document.grids
    assert (grid.n_rows, grid.n_cols) == (3, 3)


def test_cards_are_read_one_after_the_other(sheet: Sheet) -> None:
    write_body(sheet, 60)
    for k, name in enumerate(("Burglary", "Violence", "Exploitation", "Arson")):
        x, top = 60 + 250 * (k % 2), 100 + 80 * (k // 2)
        sheet.fill(x, top, x + 230, top + 65)
        sheet.put(top + 16, name, x=x + 8, size=12, bold=True)
        sheet.put(top + 34, f"Officers went to the {k + 2} worst streets", x=x + 8)
        sheet.put(top + 46, "and came back each week.", x=x + 8)
    document = sheet.read()
    assert not document.grids
    heads = [document.words_of(block) for block in document.headings()]
    assert heads == ["Burglary", "Violence", "Exploitation", "Arson"]
    assert told(document)[2][1].startswith("Officers went to the 2 worst streets and came back")


def test_a_side_bar_does_not_cut_the_text_beside_it(sheet: Sheet) -> None:
    sheet.fill(380, 90, 540, 200)
    for k, line in enumerate(["At a glance", "92,300 people live here"]):
        sheet.put(110 + 14 * k, line, x=390, size=9)
    for k in range(8):
        sheet.put(100 + 12 * k, f"This is line {k} of what the partners tell", x=60)
    texts = [text for _, text in told(sheet.read())]
    assert texts[0].startswith("This is line 0")
    assert texts[0].endswith("partners tell")
    assert "At a glance" in " ".join(texts[1:])


@pytest.mark.parametrize("boxed", [True, False])
def test_large_numbers_go_with_the_words_below_them(sheet: Sheet, boxed: bool) -> None:
    write_body(sheet, 60)
    tiles = [("1,240", "young people took part"), ("-14%", "Residential burglary")]
    tiles.append(("7 in 10", "people feel safe after dark"))
    for k, (number, words) in enumerate(tiles):
        x = 60 + 165 * k
        if boxed:
            sheet.fill(x - 5, 100, x + 145, 160)
        sheet.put(125, number, x=x, size=22, bold=True, colour=DARK)
        sheet.put(142, words, x=x)
    texts = [text for _, text in told(sheet.read())]
    assert texts[1:] == [f"{number} {words}" for number, words in tiles]


def test_bullets_that_are_drawn_are_bullets(sheet: Sheet) -> None:
    sheet.put(80, "We will:")
    for k, text in enumerate(["meet every month", "visit every school", "write to residents"]):
        sheet.canvas.setFillColor(HexColor(DARK))
        sheet.canvas.circle(66, 842 - (97 + 16 * k), 1.6, stroke=0, fill=1)
        sheet.put(100 + 16 * k, text, x=76)
    document = sheet.read()
    items = [block for block in document.blocks if block.kind == "item"]
    assert [document.words_of(block) for block in items] == [
        "meet every month",
        "visit every school",
        "write to residents",
    ]


def test_squares_of_a_legend_are_no_bullets(sheet: Sheet) -> None:
    write_body(sheet, 60)
    for k, (name, colour) in enumerate([("Our district", DARK), ("The county", "#ef6c00")]):
        sheet.fill(60, 100 + 16 * k, 68, 108 + 16 * k, colour)
        sheet.put(107 + 16 * k, name, x=76)
    assert all(kind != "item" for kind, _ in told(sheet.read()))


def test_numbers_set_large_number_a_list(sheet: Sheet) -> None:
    sheet.put(80, "The board chose these priorities:")
    for k, text in enumerate(["Tackle violence", "End domestic abuse", "Stop hate crime"]):
        sheet.put(108 + 24 * k, str(k + 1), size=16, bold=True, colour=DARK)
        sheet.put(105 + 24 * k, text, x=90)
    document = sheet.read()
    items = [(block.marker, document.words_of(block)) for block in document.blocks[1:]]
    assert items == [
        ("1.", "Tackle violence"),
        ("2.", "End domestic abuse"),
        ("3.", "Stop hate crime"),
    ]
    assert {block.kind for block in document.blocks[1:]} == {"item"}


def test_headings_side_by_side_have_their_own_text(sheet: Sheet) -> None:
    write_body(sheet, 60)
    for k, name in enumerate(["Safer places", "Fewer victims", "Second chances"]):
        x = 60 + 165 * k
        sheet.put(120, name, x=x, size=12, bold=True)
        sheet.put(138, "Town centres, parks and the", x=x)
        sheet.put(150, "streets that lead to them.", x=x)
    write_body(sheet, 200)
    document = sheet.read()
    assert [document.words_of(block) for block in document.headings()] == [
        "Safer places",
        "Fewer victims",
        "Second chances",
    ]
    told_twice = told(document)[2]
    assert told_twice == ("paragraph", "Town centres, parks and the streets that lead to them.")


def test_the_header_of_a_table_without_rules_stays_with_it(sheet: Sheet) -> None:
    xs = (60, 260, 440)
    for k, cell in enumerate(("Scheme", "Funder", "Amount")):
        sheet.put(100, cell, x=xs[k], bold=True)
    sheet.row(122, ("Lamps in the park road", "Home Office", "£43,200"), xs)
    sheet.row(144, ("Workers for the young", "The county council", "£21,050"), xs)
    sheet.row(166, ("Locks for nine hundred homes", "The Commissioner", "£8,625"), xs)
    document = sheet.read()
    (grid,) = document.grids
    assert rows_of(document, grid)[0] == ["Scheme", "Funder", "Amount"]
    assert grid.n_cols == 3


def test_a_quotation_in_large_type_is_no_heading(sheet: Sheet) -> None:
    write_body(sheet, 60)
    sheet.put(110, "I finally felt that somebody was listening to me.", size=15)
    write_body(sheet, 140)
    assert [kind for kind, _ in told(sheet.read())] == ["paragraph"] * 3


def test_a_year_that_a_line_end_cuts_is_whole(sheet: Sheet) -> None:
    sheet.put(100, "Community Safety Annual Review 2021–", size=18)
    sheet.put(121, "22", size=18)
    write_body(sheet, 160)
    assert told(sheet.read())[0][1] == "Community Safety Annual Review 2021–22"


def test_a_heading_on_a_band_begins_below_the_side_bar(sheet: Sheet) -> None:
    sheet.fill(400, 90, 540, 170)
    sheet.put(110, "At a glance", x=410, size=9)
    sheet.put(124, "92,300 people live here", x=410, size=9)
    for k in range(6):
        sheet.put(100 + 12 * k, f"This is line {k} of what the partners tell")
    sheet.fill(60, 180, 540, 204, DARK)
    sheet.put(197, "Our plan", x=66, size=14, bold=True, colour="#ffffff")
    sheet.put(222, "Reduce violence")
    sheet.put(
        246, "Tackle the harm that drugs and alcohol do to families, to friends and to streets"
    )
    texts = [text for _, text in told(sheet.read())]
    assert texts.index("Our plan") == texts.index("Reduce violence") - 1
    assert any("92,300 people" in text for text in texts[: texts.index("Our plan")])
