"""Tables that only alignment shows: plans of words, and which bold lines are their header."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.reading.headers import is_value
from tests.drawn import Sheet, only, rows_of, told

XS = (60, 170, 330, 440)
PLAN = [
    ["Aim", "What we will do", "Lead", "By when"],
    ["Safer markets", "Lamps by all the stalls", "The council", "March"],
    ["Fewer fires", "Visits to the hill farms", "Fire brigade", "May"],
    ["Quiet nights", "A warden on the last bus", "The bus firm", "July"],
    ["Open parks", "Seats in the shade", "Town clerk", "August"],
]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "aligned.pdf", x=60, size=10)


def draw(
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    *,
    bold: bool = True,
    indents: Sequence[float] = (0, 0, 0, 0),
) -> None:
    """Rows without any rule, the first in bold, the others moved by `indents`."""
    for k, row in enumerate(rows):
        xs = [x + (indent if k else 0) for x, indent in zip(XS, indents, strict=True)][: len(row)]
        sheet.row(100 + 20 * k, row, xs, bold=bold and not k)


@pytest.mark.parametrize("n_rows", [4, 5])
@pytest.mark.parametrize("blank", [None, 1, 2, 3])
def test_a_plan_of_words_below_a_bold_header_is_a_table(
    sheet: Sheet, n_rows: int, blank: int | None
) -> None:
    rows = [list(row) for row in PLAN[:n_rows]]
    if blank:
        rows[2][blank] = ""
    draw(sheet, rows)
    document = sheet.read()
    assert rows_of(document, only(document)) == rows
    assert only(document).n_header_rows == 1


NO_PLANS: list[tuple[list[list[str]], dict[str, object]]] = [
    (PLAN, {"bold": False}),
    (PLAN, {"indents": (0, 20, 20, 20)}),
    (PLAN, {"indents": (0, 0, 20, 20)}),
    ([row[:3] for row in PLAN], {}),
    (PLAN[:3], {}),
    ([["Our plan", "", "", "Contents"], *PLAN[1:]], {}),
]


@pytest.mark.parametrize(("rows", "style"), NO_PLANS)
def test_words_that_only_stand_level_are_no_table(
    sheet: Sheet, rows: list[list[str]], style: dict[str, object]
) -> None:
    """Without a bold header over each column, off its words, in three columns, in three rows."""
    draw(sheet, rows, **style)  # type: ignore[arg-type]
    assert sheet.read().grids == ()


TEXTS = [
    ("Safer lanes", ["Wardens walk the", "lanes by night and", "call at each of the", "farms."]),
    (
        "Bright stalls",
        ["Lamps light all the", "stalls and the road", "to the old quay of", "Hill."],
    ),
    ("Wise pupils", ["Talks at schools and", "at clubs teach how", "to be safe at home", "alone."]),
    ("Quiet buses", ["A warden rides on", "the last bus to all", "the hill wards and", "back."]),
]


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("step", [12, 14, 20])
@pytest.mark.parametrize("n", [2, 3, 4])
def test_bold_headings_side_by_side_head_their_own_text(
    sheet: Sheet, n: int, step: float, framed: bool
) -> None:
    width = 520 / n
    for k, (name, lines) in enumerate(TEXTS[:n]):
        x = 40 + width * k
        if framed:
            sheet.fill(x - 6, 86, x + width - 14, 130 + 4 * step)
        sheet.put(100, name, x=x, bold=True)
        sheet.lines(116, lines, x=x, step=step)
    document = sheet.read()
    assert document.grids == ()
    texts = [[("heading", name), ("paragraph", " ".join(lines))] for name, lines in TEXTS[:n]]
    assert told(document) == [part for text in texts for part in text]


RIGHTS = (280, 380, 480)
CRIMES = [
    ["Burglary", "402", "17", "31"],
    ["Robbery", "67", "3", "8"],
    ["Arson", "51", "2", "12"],
    ["Theft", "151", "2", "12"],
]


def put_right(sheet: Sheet, top: float, row: Sequence[str], bold: bool) -> None:
    font = "Helvetica-Bold" if bold else "Helvetica"
    sheet.put(top, row[0], bold=bold)
    for right, cell in zip(RIGHTS, row[1:], strict=True):
        sheet.put(top, cell, x=right - stringWidth(cell, font, 10), bold=bold)


YEARS = ["Crime", "2020/21", "2021/22", "2022/23"]
HEADED = [
    (
        [["Crime", "Offences", "Rate per", "Cases"], ["type", "recorded", "1,000", "solved"]],
        True,
        ["Crime type", "Offences recorded", "Rate per 1,000", "Cases solved"],
    ),
    (
        [["", "Offences", "Rate per", "Cases"], ["Crime", "recorded", "100", "solved"]],
        True,
        ["Crime", "Offences recorded", "Rate per 100", "Cases solved"],
    ),
    ([["Crime", "Offences", "Rate", "Rank"], ["All crime", "10,412", "88", "9"]], True, None),
    ([["Crime", "Offences", "Rate", "Rank"], ["All crime", "10,412", "low", "9"]], True, None),
    ([["Crime", "Offences", "Rate", "Rank"], ["All crime", "10,412", "low", "high"]], False, None),
    ([YEARS, ["", *["£000"] * 3]], True, ["Crime", "2020/21 £000", "2021/22 £000", "2022/23 £000"]),
    (
        [YEARS, ["", *["£000"] * 3]],
        False,
        ["Crime", "2020/21 £000", "2021/22 £000", "2022/23 £000"],
    ),
    ([YEARS, ["", "£100", "£200", "£300"]], False, None),
]


@pytest.mark.parametrize(("lines", "bold", "header"), HEADED)
def test_a_second_line_is_header_or_the_first_row_of_data(
    sheet: Sheet, lines: list[list[str]], bold: bool, header: list[str] | None
) -> None:
    for k, row in enumerate(lines):
        put_right(sheet, 100 + 12 * k, row, bold)
    for k, row in enumerate(CRIMES):
        put_right(sheet, 126 + 14 * k, row, False)
    document = sheet.read()
    assert rows_of(document, only(document)) == [*([header] if header else lines), *CRIMES]
    assert only(document).n_header_rows == 1


@pytest.mark.parametrize("text", ["£000", "£'000", "£’000s", "(£000)", "£000s", "'000"])
def test_a_unit_of_thousands_is_no_value(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize("text", ["£1,000", "£100", "1000", "10,000"])
def test_an_amount_of_thousands_is_a_value(text: str) -> None:
    assert is_value(text)
