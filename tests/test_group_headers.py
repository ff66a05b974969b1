"""Names over several columns of a table: which columns each of them spans."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.reading.document import Document
from extractors.reading.group_headers import Span, widened
from extractors.reading.page import Glyph, Rect, Style, Word
from tests.drawn import Sheet, only, rows_of, told

PLAIN = Style(False, False, False, (0, 0, 0))
WIDTH, GAP, BAND = 50.0, 10.0, 14.0


def word(x0: float, x1: float, text: str = "x") -> Word:
    glyph = Glyph(text, x0, 0, x1, 10, 9, 10, PLAIN)
    return Word([glyph], x0, 0, x1, 10, 9, 10)


def column(col: int) -> Rect:
    return Rect((WIDTH + GAP) * col, BAND, (WIDTH + GAP) * col + WIDTH, 5 * BAND)


def named(n_cols: int, first: int = 1) -> dict[Span, list[Word]]:
    """A header row with a name in each column from `first` on."""
    return {(col, col): [word(column(col).x0, column(col).x1)] for col in range(first, n_cols)}


def edges(n_cols: int) -> list[float]:
    return [column(col).x0 - GAP / 2 for col in range(n_cols + 1)]


def over(first: int, last: int, width: float, side: str) -> tuple[float, float]:
    """From where to where a name reaches that is set so over the columns."""
    left, right = column(first).x0, column(last).x1
    x0 = {"left": left, "centre": (left + right - width) / 2, "right": right - width}[side]
    return x0, x0 + width


def own(x0: float, x1: float, n_cols: int) -> Span:
    """The columns that a name lies over, as the reader of lines tells them."""
    return (
        sum(column(col).x0 - GAP / 2 <= x0 for col in range(1, n_cols)),
        sum(column(col).x0 - GAP / 2 <= x1 for col in range(1, n_cols)),
    )


def spans(groups: Sequence[tuple[int, int]], n_cols: int, side: str, width: float) -> list[Span]:
    reaches = [over(first, last, width, side) for first, last in groups]
    above = {own(x0, x1, n_cols): [word(x0, x1)] for x0, x1 in reaches}
    found = widened(above, named(n_cols), [column(col) for col in range(n_cols)], edges(n_cols))
    assert sorted(map(id, found.values())) == sorted(map(id, above.values()))
    return list(found)


@pytest.mark.parametrize("side", ["left", "centre", "right"])
@pytest.mark.parametrize("groups", [[(1, 2), (3, 4)], [(1, 3), (4, 6)], [(1, 2), (3, 5)], [(1, 4)]])
def test_a_name_spans_the_columns_over_which_it_is_set(groups: list[Span], side: str) -> None:
    assert spans(groups, groups[-1][1] + 1, side, 30) == groups


@pytest.mark.parametrize("groups", [[(1, 2), (4, 5)], [(2, 3), (4, 5)], [(1, 2)]])
def test_a_column_beside_a_group_is_in_none(groups: list[Span]) -> None:
    assert spans(groups, 6, "centre", 30) == groups


@pytest.mark.parametrize("off", [3, -3, 6, -6])
def test_a_name_that_stands_elsewhere_spans_its_own_column(off: float) -> None:
    x0, x1 = over(1, 4, 30, "centre")
    at = own(x0 + off, x1 + off, 5)
    found = widened(
        {at: [word(x0 + off, x1 + off)]}, named(5), [column(col) for col in range(5)], edges(5)
    )
    assert list(found) == [(1, 4) if abs(off) < 4 else at]


def test_a_name_spans_no_column_without_a_name_of_its_own_and_none_of_labels() -> None:
    x0, x1 = over(1, 3, 30, "centre")
    rows = [column(col) for col in range(4)]
    above = {(2, 2): [word(x0, x1)]}
    assert list(widened(above, named(4, 1), rows, edges(4))) == [(1, 3)]
    assert list(widened(above, named(4, 2), rows, edges(4))) == [(2, 2)]
    labels = {(1, 1): [word(*over(0, 2, 30, "centre"))]}
    assert list(widened(labels, named(4, 0), rows, edges(4))) == [(1, 1)]


def test_columns_without_words_are_spanned_and_make_no_group() -> None:
    below = named(4)
    above = {(1, 1): [word(*over(1, 3, 30, "centre"))]}
    some: list[Rect | None] = [column(0), column(1), None, column(3)]
    assert list(widened({(2, 2): above[1, 1]}, below, some, edges(4))) == [(1, 3)]
    assert list(widened({(1, 1): [word(200, 230)]}, below, [None] * 4, edges(4))) == [(1, 1)]


@st.composite
def grouped(draw: st.DrawFn) -> tuple[list[Span], int, float]:
    """Groups of two columns or more side by side, and how wide their names are."""
    sizes = draw(st.lists(st.integers(2, 5), min_size=1, max_size=5))
    starts = [1 + sum(sizes[:k]) for k in range(len(sizes))]
    groups = [(start, start + size - 1) for start, size in zip(starts, sizes, strict=True)]
    return groups, 1 + sum(sizes), draw(st.floats(12, 100))


@given(drawn=grouped())
def test_names_centred_over_groups_come_back(drawn: tuple[list[Span], int, float]) -> None:
    groups, n_cols, width = drawn
    assert spans(groups, n_cols, "centre", width) == groups


RIGHTS = [230, 290, 350, 410, 470, 530]
YEARS, WORDS = ["2020/21", "2021/22", "Change"], ["Offences", "Detected", "Rate"]
TYPES = ["Burglary", "Robbery", "Arson", "Theft", "Vehicle crime"]
STEP = 16


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "groups.pdf", x=60, size=10)


def put_right(sheet: Sheet, top: float, right: float, text: str, bold: bool = False) -> None:
    font = "Helvetica-Bold" if bold else "Helvetica"
    sheet.put(top, text, x=right - stringWidth(text, font, 10), bold=bold)


def draw(
    sheet: Sheet,
    groups: Sequence[Span],
    n: int,
    *,
    side: str = "centre",
    rules: str = "none",
    subs: Sequence[str] = YEARS,
) -> list[list[str]]:
    """A table of crime by district, and its rows; `Crime` stands beside names set right.

    The header below the names is bold where it is of words.
    """
    head = ["Rank"] * n
    for name, (first, last) in zip(("Wolverdale", "Harbour"), groups, strict=False):
        head[first - 1 : last] = subs[: last - first + 1]
        font = "Helvetica-Bold" if subs is WORDS else "Helvetica"
        left = RIGHTS[first - 1] - stringWidth(subs[0], font, 10)
        room = RIGHTS[last - 1] - left - stringWidth(name, "Helvetica-Bold", 10)
        share = {"left": 0, "centre": 0.5, "right": 1}[side]
        sheet.put(120, name, x=left + share * room, bold=True)
    rows = [[f"{k},{col}02" for col in range(n)] for k in range(1, 6)]
    sheet.put(120 if side == "right" else 120 + STEP, "Crime", bold=True)
    for right, cell in zip(RIGHTS, head, strict=False):
        put_right(sheet, 120 + STEP, right, cell, bold=subs is WORDS)
    for k, (name, row) in enumerate(zip(TYPES, rows, strict=True), start=2):
        sheet.put(120 + STEP * k, name)
        for right, cell in zip(RIGHTS, row, strict=False):
            put_right(sheet, 120 + STEP * k, right, cell)
    edges = {"none": [], "rows": [60, RIGHTS[n - 1]], "cells": [60, 180, *RIGHTS[:n]]}[rules]
    for k in range(1, 7):
        for x0, x1 in pairwise(edges):
            sheet.rule(125 + STEP * k, x0, x1)
    corner = "" if side == "right" else "Crime"
    return [[corner, *head], *([name, *row] for name, row in zip(TYPES, rows, strict=True))]


def groups_of(document: Document) -> list[tuple[str, Span]]:
    """The names in the first row of the only table, with the columns that each spans."""
    return [
        (document.words_of(cell), (cell.col, cell.col + cell.col_span - 1))
        for cell in only(document).cells
        if cell.row == 0 and cell.start < cell.end
    ]


@pytest.mark.parametrize("rules", ["none", "rows", "cells"])
@pytest.mark.parametrize("side", ["left", "centre", "right"])
@pytest.mark.parametrize("subs", [YEARS, WORDS])
@pytest.mark.parametrize("groups", [[(1, 2), (3, 4)], [(1, 3), (4, 6)]])
def test_the_names_above_a_header_span_their_columns(
    sheet: Sheet, groups: list[Span], subs: list[str], side: str, rules: str
) -> None:
    rows = draw(sheet, groups, groups[-1][1], side=side, rules=rules, subs=subs)
    document = sheet.read()
    corner = [("Crime", (0, 0))] if side == "right" else []
    names = zip(("Wolverdale", "Harbour"), groups, strict=True)
    assert groups_of(document) == [*corner, *names]
    assert rows_of(document, only(document))[1:] == rows
    assert only(document).n_header_rows == 2


@pytest.mark.parametrize("rules", ["none", "rows", "cells"])
@pytest.mark.parametrize(("groups", "n"), [([(1, 2), (3, 4)], 5), ([(1, 2), (4, 5)], 5)])
def test_a_column_without_a_group_keeps_its_header(
    sheet: Sheet, groups: list[Span], n: int, rules: str
) -> None:
    rows = draw(sheet, groups, n, rules=rules)
    document = sheet.read()
    assert groups_of(document) == list(zip(("Wolverdale", "Harbour"), groups, strict=True))
    assert rows_of(document, only(document))[1:] == rows


ABOVE = [
    "Recorded crime by district and year",
    "Table 1: Recorded crime",
    "The two districts recorded fewer crimes of each type than in the year before.",
    "Crime by year, as the two districts told",
]


@pytest.mark.parametrize("rules", ["none", "rows", "cells"])
@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("groups", [[(1, 2), (3, 4)], []])
def test_what_stands_above_a_table_groups_none_of_its_columns(
    sheet: Sheet, groups: list[Span], above: str, rules: str
) -> None:
    sheet.put(102 if groups else 118, above)
    rows = draw(sheet, groups, 4, rules=rules)
    document = sheet.read()
    assert [text for _, text in told(document)] == [above]
    assert rows_of(document, only(document))[-len(rows) :] == rows
    assert only(document).n_rows == len(rows) + bool(groups)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Table 1: Recorded crime", ("Crime", (0, 0))),
        ("Recorded crime", ("Recorded crime", (1, 4))),
    ],
)
def test_a_caption_in_the_middle_of_the_columns_is_no_name_of_a_group(
    sheet: Sheet, name: str, first: tuple[str, Span]
) -> None:
    left = RIGHTS[0] - stringWidth("Rank", "Helvetica-Bold", 10)
    sheet.put(120, name, x=(left + RIGHTS[3] - stringWidth(name, "Helvetica", 10)) / 2)
    rows = draw(sheet, [], 4, rules="cells")
    document = sheet.read()
    assert rows_of(document, only(document))[-len(rows) :] == rows
    assert groups_of(document)[0] == first
