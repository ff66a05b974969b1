"""Tables: what they are, what leads to each cell, and what the cells say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.document import Document
from extractors.reading.text import read_text
from extractors.reports import find_scope
from extractors.table_headers import TableView, clean
from extractors.table_values import cell_numbers
from extractors.tables import caption_of, find_tables, kind_of, table_ids
from schemas import Table, TableCell

CRIME = (
    "Top level\t\tOffences\t\t\nCrime type\t% DA\t2016\t2017\t# diff.\n"
    "All crime\t12.7\t7,208\t7,832\t624\n"
    "Victim based crime\t\tOffences\t\t\nCrime type\t% DA\t2016\t2017\t# diff.\n"
    "Violence\t33.9\t2058\t2287\t229\n- Homicide\t-\t0\t0\t0\n"
)
PLAN = (
    "What we will do\tWho\tBy when\tHow we will know\n"
    "Visit all secondary schools to talk about knives\tPolice\tMay\tFeedback of pupils\n"
    "Patrol the parks in the summer holidays\tWardens\tAugust\tFewer calls\n"
)


@pytest.fixture
def read(tmp_path: Path):
    """Reads a text with a table as a document."""

    def read_it(table: str, before: str = "# Report\n\n") -> Document:
        path = tmp_path / "report.md"
        path.write_text(f"{before}{table}\n")
        return read_text(path)

    return read_it


def found(document: Document) -> tuple[list[Table], dict[tuple[int, int], TableCell]]:
    rows = list(find_tables(find_scope(document, "a-report")))
    tables = [row for row in rows if isinstance(row, Table)]
    return tables, {(c.row, c.col): c for c in rows if isinstance(c, TableCell)}


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("data", CRIME),
        ("data", "Theft\t123\nRobbery\t45\n"),
        ("data", "Rank\tDistrict\tRate per 1,000\n1\tHarlow\t31.6\n2\tTendring\t30.2\n"),
        ("action_plan", PLAN),
        ("action_plan", PLAN.replace("By when", "Priority met").replace("May", "2")),
        (
            "contacts",
            "Area\tChair\tContact\nNorth\tA Bee\tTel: 01234 567890\nWest\tC Dee\tc@d.uk\n",
        ),
        ("glossary", "Abbreviation\tDescription\nASB\tAnti-Social Behaviour\n"),
        (
            "glossary",
            "ASB\tAnti-Social Behaviour\nCSP\tCommunity Safety Partnership\n"
            "TPS\tThe Probation Service\n",
        ),
        ("other", "Introduction.....\t1\nBackground.....\t3\nPlans.....\t10-20\n"),
        ("other", "Contents\tPage\nForeword\t2\nPriorities\t3-5\n"),
        ("other", "First draft prepared\t28.07.17\nFinal version agreed\t11.09.17\n"),
        ("other", "Name\tOrganisation\tRole\nJ Smith\tCouncil\tChair\nT Brown\tPolice\tMember\n"),
        ("other", "Project\tAmount\nYouth club\t£5,000\nCameras\t£12,500\n"),
        ("other", "Project\tCost (£)\nYouth club\t5,000\nCameras\t12,500\n"),
        (
            "layout",
            "Our borough at a glance\t\n" + "\t".join(["The people of the borough say " * 5] * 2),
        ),
    ],
)
def test_a_table_is_told_by_its_headers_and_cells(read, kind: str, table: str) -> None:
    document = read(table)
    assert kind_of(document, document.grids[0]) == kind


def test_grouped_headers_go_for_all_they_span(read) -> None:
    view = TableView(read(CRIME), read(CRIME).grids[0])
    assert view.col_header(2, 2) == ["Offences", "2016"]
    assert view.col_header(2, 4) == ["Offences", "# diff."]
    assert view.col_header(2, 0) == ["Top level", "Crime type"]


def test_headers_printed_again_begin_a_part(read) -> None:
    view = TableView(read(CRIME), read(CRIME).grids[0])
    assert view.header_groups == ((0, 1), (3, 4))
    assert view.row_header(2) == ["Top level", "All crime"]
    assert view.row_header(5) == ["Victim based crime", "Violence"]
    assert view.row_header(6) == ["Victim based crime", "Violence", "Homicide"]


def test_lines_of_a_header_with_sample_sizes_are_one_header(read) -> None:
    document = read(
        "\tLibraries\tLocal\n\t(4,621)\tbuses\n\t\t(4,317)\nLeeds\t77%\t53%\nHull\t70%\t44%\n"
    )
    view = TableView(document, document.grids[0])
    assert view.n_header_rows == 3
    assert view.col_header(3, 2) == ["Local buses (4,317)"]


def test_a_row_across_the_table_leads_to_the_rows_below(read) -> None:
    document = read("Result\tTotal\tRank\nTheft\t\t\nBicycle theft\t11\t24\nOther theft\t18\t21\n")
    view = TableView(document, document.grids[0])
    assert view.row_header(2) == ["Theft", "Bicycle theft"]
    assert view.row_header(1) == ["Theft"]


def test_a_blank_first_label_is_that_of_the_row_above(read) -> None:
    document = read(
        "Region\tDistrict\tCases\nNorth\tBraintree\t912\n\tMaldon\t316\nWest\tHarlow\t857\n"
    )
    view = TableView(document, document.grids[0])
    assert view.label_cols == (0, 1)
    assert view.row_header(2) == ["North", "Maldon"]


def test_a_label_that_goes_on_in_a_line_of_its_own_is_whole(read) -> None:
    document = read("Crime\t2020\t2021\nRobbery of business\t6\t19\nproperty\t\t\nArson\t-\t3\n")
    view = TableView(document, document.grids[0])
    assert not view.sections
    assert view.row_header(1) == ["Robbery of business property"]
    assert view.row_header(3) == ["Arson"]


def test_a_first_column_of_running_numbers_names_no_row(read) -> None:
    document = read("Rank\tDistrict\tRate\n1\tHarlow\t31.6\n2\tTendring\t30.2\n3\tBasildon\t27.3\n")
    view = TableView(document, document.grids[0])
    assert view.row_header(2) == ["Tendring"]


def test_columns_of_years_as_values_stay_values(read) -> None:
    document = read("Ward\t2020\t2021\nAbbey\t1990\t2031\nCastle\t310\t355\n")
    _, cells = found(document)
    assert (cells[1, 1].value, cells[0, 1].value) == (1990, None)


def test_labels_lose_dash_mark_and_colon() -> None:
    assert clean("- Homicide") == "Homicide"
    assert clean("Cases with a flag*") == "Cases with a flag"
    assert clean("Total:") == "Total"
    assert clean("Burglary (2018)") == "Burglary (2018)"


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        ("9,874", ["Offences", "2018/19"], [(9874, "count")]),
        ("+1,127", ["Change on 2020/21", "Number"], [(1127, "absolute_change")]),
        ("-23.8%", ["Change on 2020/21", "%"], [(-23.8, "percentage_change")]),
        ("−6.2", ["Offences", "% diff."], [(-6.2, "percentage_change")]),
        ("-206", ["Offences", "# diff."], [(-206, "absolute_change")]),
        ("-3.8", ["Solved Rates %", "% pt. diff."], [(-3.8, "percentage_point_change")]),
        ("16.0", ["Solved Rates %", "2017"], [(16, "percent")]),
        ("84%", ["Libraries"], [(84, "percent")]),
        ("1404 (34%)", ["2016"], [(1404, "count"), (34, "percent")]),
        ("902 (29% incr)", ["Referrals"], [(902, "count"), (29, "percentage_change")]),
        ("655 (8% decr)", ["Referrals"], [(655, "count"), (-8, "percentage_change")]),
        ("▼ 12%", ["Change"], [(-12, "percentage_change")]),
        ("(12)", ["Difference"], [(-12, "absolute_change")]),
        ("31.6", ["Reported rates per 1,000 adults"], [(31.6, "rate_per_1000")]),
        ("12", ["Rate per 100,000"], [(12, "other")]),
        ("3", ["Rank based on rates per 1,000"], [(3, "rank")]),
        ("*400", ["Q3"], [(400, "count")]),
        ("1,204²", ["Q3"], [(1204, "count")]),
        ("12.5", ["Average days to close"], [(12.5, "days")]),
        ("£1.2m", ["Cost"], [(1_200_000, None)]),
        ("500", ["Budget (£)"], [(500, None)]),
        ("66", ["Violence reduction unit visits"], [(66, "count")]),
    ],
)
def test_a_cell_says_its_numbers(text: str, header: list[str], expected: list[object]) -> None:
    assert [(n.value, n.unit) for n in cell_numbers(text, header)] == expected


@pytest.mark.parametrize(
    "text",
    ["-", "", "n/a", "28.07.17", "1, 2, 3", "10-20", "Level 3", "01/08/15 – 31/07/16", "10:30"],
)
def test_what_is_no_number_says_none(text: str) -> None:
    assert cell_numbers(text, ["Offences"]) == []


@pytest.mark.parametrize(
    ("text", "qualifier"), [("<5", "at_most"), (">99", "at_least"), ("7", "exact")]
)
def test_bounds_are_kept(text: str, qualifier: str) -> None:
    assert [n.qualifier for n in cell_numbers(text)] == [qualifier]


@given(st.integers(0, 10**9), st.sampled_from(["", "%", "*", " "]))
def test_any_whole_number_is_read_as_printed(number: int, behind: str) -> None:
    (one,) = cell_numbers(f"{number:,}{behind}", ["Offences"])
    assert one.value == number
    assert one.unit == ("percent" if behind == "%" else "count")


def test_records_hold_the_table_and_its_cells(read) -> None:
    (table,), cells = found(read(CRIME, "# Report\n\nTable 1. Crime\n\n"))
    assert (table.kind, table.n_rows, table.n_cols, table.n_header_rows) == ("data", 7, 5, 2)
    assert table.caption == "Table 1. Crime"
    cell = cells[5, 3]
    assert (cell.text, cell.value, cell.unit) == ("2287", 2287, "count")
    assert (cell.row_header, cell.col_header) == (
        "Victim based crime > Violence",
        "Offences > 2017",
    )
    assert cells[5, 0].is_header
    assert cells[4, 2].is_header
    assert not cell.is_header
    assert (6, 1) in cells
    assert cells[6, 1].value is None


def test_phone_numbers_and_addresses_leave_the_cells(read) -> None:
    table = "Area\tChair\tContact\nNorth\tA Bee\tTel : 01799 510555 Email : cs@uttlesford.gov.uk\n"
    _, cells = found(read(table + "West\tC Dee\tcommunity@utt lesford.gov.uk\n"))
    assert cells[1, 2].text == "Tel : Email :"
    assert (2, 2) not in cells or cells[2, 2].text is None
    assert "01799" in cells[1, 2].source_text


def test_equal_tables_have_ids_of_their_own_that_stay(read) -> None:
    text = "Ward\t2020\nAbbey\t5\nPark\t6\n\nWords.\n\nWard\t2020\nAbbey\t5\nPark\t7\n"
    first, second = table_ids(read(text))
    assert first != second
    assert table_ids(read(text, "# Another heading\n\n")) == [first, second]


@pytest.mark.parametrize(
    ("before", "caption", "is_own"),
    [
        ("# Report\n\nTable 2 - Fires\n\n", "Table 2 - Fires", True),
        ("# Report\n\nFires in the year:\n\n", "Fires in the year", False),
        ("# Report\n\n## Fires\n\nThere were a few of them.\n\n", "Fires", False),
    ],
)
def test_a_table_is_called_by_what_stands_above(
    read, before: str, caption: str, is_own: bool
) -> None:
    document = read("Area\tFires\nNorth\t5\n", before)
    called = caption_of(document, document.grids[0])
    assert called is not None
    assert (called.text, called.is_own) == (caption, is_own)


def test_a_layout_is_a_table_without_cells(read) -> None:
    document = read("Our borough\t\n" + "\t".join(["The people of the borough say " * 5] * 2))
    tables, cells = found(document)
    assert [table.kind for table in tables] == ["layout"]
    assert not cells
