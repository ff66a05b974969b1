"""Statistics of data tables: what is counted, where, when, and whether the sums agree."""

from datetime import date
from pathlib import Path

import pytest

from extractors.reading.text import read_text
from extractors.reports import find_scope
from extractors.scope import Scope
from extractors.table_measures import is_change, is_place, measure_words
from extractors.table_statistics import find_table_statistics
from schemas import Statistic


@pytest.fixture
def read(tmp_path: Path):
    """The statistics of a text with a table, and the scope with its warnings."""

    def read_it(table: str, before: str = "") -> tuple[list[Statistic], Scope]:
        path = tmp_path / "report.md"
        path.write_text(f"# Harlow Community Safety Partnership\n\n{before}{table}\n")
        scope = find_scope(read_text(path), "a-report")
        return list(find_table_statistics(scope)), scope

    return read_it


def of(found: list[Statistic], row: int, col: int) -> Statistic:
    (one,) = (s for s in found if (s.row, s.col) == (row, col))
    return one


CHANGES = (
    "Crime type\tOffences\t\tChange on 2020/21\t\n\t2020/21\t2021/22\tNumber\t%\n"
    "Robbery\t49\t58\t+9\t+18.4%\nArson\t5\t3\t-2\t-40.0%\n"
)


def test_rows_of_crimes_have_their_label_as_measure(read) -> None:
    found, scope = read(CHANGES)
    count = of(found, 2, 2)
    assert (count.measure, count.category, count.value, count.unit) == (
        "Robbery",
        "robbery",
        58,
        "count",
    )
    assert (count.period, count.breakdown) == ("2021-22", "Offences 2021/22")
    assert not [w for w in scope.warnings if "computed" in w]
    assert len({s.statement_id for s in found}) == 2
    assert {s.table_id for s in found} == {count.table_id}


def test_a_change_is_told_of_the_later_period_and_signed(read) -> None:
    found, _ = read(CHANGES)
    change = of(found, 3, 4)
    assert (change.value, change.unit, change.period) == (-40, "percentage_change", "2021-22")


def test_numbers_that_agree_are_surer_than_others(read) -> None:
    found, _ = read(CHANGES)
    agreeing, alone = of(found, 2, 3), read("Crime\tOffences\nRape\t7\nArson\t3\n")[0][0]
    assert agreeing.confidence > alone.confidence


def test_a_clash_is_a_warning_with_both_numbers(read) -> None:
    found, scope = read(CHANGES.replace("+18.4%", "+28.4%"))
    (warning,) = (w for w in scope.warnings if "computed" in w)
    assert "printed +28.4%, computed +18.4%" in warning
    assert of(found, 2, 4).value == 28.4


def test_a_change_printed_in_whole_percent_is_no_clash(read) -> None:
    _, scope = read("Crime\t2020\t2021\t% change\nTheft\t527\t404\t-23%\nRape\t19\t18\t-5%\n")
    assert not [w for w in scope.warnings if "computed" in w]


def test_rows_of_places_have_the_columns_measure(read) -> None:
    found, _ = read(
        "Ward\tBurglary\t\tRobbery\t\n\t2020/21\t2021/22\t2020/21\t2021/22\n"
        "Toddbrook\t12\t14\t3\t4\nStaple Tye\t22\t24\t5\t6\n"
    )
    one = of(found, 3, 4)
    assert (one.measure, one.geography, one.area) == ("Robbery", "Staple Tye", "Staple Tye")
    assert (one.category, one.period, one.value) == ("robbery", "2021-22", 6)


def test_places_are_known_by_name_without_a_header_and_the_own_area_is_null(read) -> None:
    found, _ = read("\tLibraries\tParks\nBasildon\t77%\t72%\nHarlow\t70%\t79%\nTotal\t76%\t78%\n")
    assert of(found, 1, 1).geography == "Basildon"
    assert of(found, 2, 1).geography is None
    assert "Harlow" in (of(found, 2, 1).breakdown or "")
    assert of(found, 3, 2).geography is None
    assert of(found, 3, 2).measure == "Parks"


def test_places_may_stand_over_the_columns(read) -> None:
    found, _ = read(
        "Crime type\tCardiff\tForce\nBurglary\t3.1\t2.9\nRobbery\t0.9\t0.5\n",
        "Table 1: Crimes per 1,000 population, 2022/23\n\n",
    )
    one = of(found, 2, 1)
    assert (one.measure, one.geography, one.unit) == ("Robbery", "Cardiff", "rate_per_1000")
    assert one.period == "2022-23"
    assert of(found, 1, 2).geography == "Force"


def test_a_total_of_a_region_is_not_that_of_its_first_district(read) -> None:
    found, _ = read(
        "LPA\tDistrict\tCases\tLPA total\nNorth\tBraintree\t912\t1,228\n\tMaldon\t316\t\n"
        "West\tBrentwood\t482\t1,346\n\tEpping Forest\t864\t\n"
    )
    assert of(found, 1, 2).geography == "Braintree"
    assert of(found, 1, 3).geography == "North"


def test_years_below_a_rolling_title_end_in_its_month(read) -> None:
    found, _ = read(
        "Crime type\t2016\t2017\nTheft\t1450\t1476\nArson\t27\t39\n",
        "## Rolling 12 months to October\n\n",
    )
    one = of(found, 1, 2)
    assert (one.period, one.period_start, one.period_end) == (
        None,
        date(2016, 11, 1),
        date(2017, 10, 31),
    )


@pytest.mark.parametrize(
    ("table", "first", "last"),
    [
        ("Period\tCalls 2021-22\nQ2 (starts July)\t155\nQ3\t181\n", (2021, 7, 1), (2021, 9, 30)),
        ("2023\tCalls\nFeb\t33\nMar\t42\n", (2023, 2, 1), (2023, 2, 28)),
        ("Year\tCalls\n2019/20\t33\n2020/21\t42\n", (2019, 4, 1), (2020, 3, 31)),
        ("Area\tCalls Oct15 - Sep16\nHarlow\t33\nLeeds\t42\n", (2015, 10, 1), (2016, 9, 30)),
    ],
)
def test_periods_come_from_rows_and_columns(
    read, table: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found, _ = read(table)
    assert (found[0].period_start, found[0].period_end) == (date(*first), date(*last))


def test_rows_of_groups_break_down_the_columns_measure(read) -> None:
    found, _ = read("Age\tNew referrals\nUnder 12\t14\n13-17\t65\n18+\t391\n")
    assert [(s.measure, s.breakdown) for s in found][:2] == [
        ("New referrals", "Under 12"),
        ("New referrals", "13-17"),
    ]


def test_two_numbers_in_a_cell_are_two_rows_of_one_statement(read) -> None:
    found, _ = read("Cases\t2021/22\t2022/23\nMissing\t1404 (34%)\t2053 (40%)\nFound\t3\t4\n")
    both = [s for s in found if (s.row, s.col) == (1, 1)]
    assert [(s.value, s.unit) for s in both] == [(1404, "count"), (34, "percent")]
    assert len({s.record_id for s in both}) == 2
    assert len({s.statement_id for s in both}) == 1


@pytest.mark.parametrize(
    "table",
    [
        "Project\tAmount\nYouth club\t£5,000\nCameras\t£12,500\n",
        "Introduction.....\t1\nBackground.....\t3\n",
        "Action\tLead\tBy when\nPatrol the parks in the summer holidays each year\tPolice\t2024\n",
        "First draft\t28.07.17\nFinal\t11.09.17\n",
    ],
)
def test_sums_pages_dates_and_plans_are_no_statistics(read, table: str) -> None:
    assert read(table)[0] == []


def test_sums_in_a_table_of_counts_are_left_out(read) -> None:
    found, _ = read("Measure\t2021/22\t2022/23\nIncidents\t12\t13\nCost (£)\t1,200\t1,300\n")
    assert {s.measure for s in found} == {"Incidents"}


def test_a_column_of_running_numbers_counts_nothing(read) -> None:
    found, _ = read("Rank\tDistrict\tRate per 1,000\n1\tLeeds\t31.6\n2\tHull\t30.2\n")
    assert [(s.geography, s.value, s.unit) for s in found] == [
        ("Leeds", 31.6, "rate_per_1000"),
        ("Hull", 30.2, "rate_per_1000"),
    ]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Offences 2018/19", "Offences"),
        ("Casualties Oct15 - Sep16", "Casualties"),
        ("2017", ""),
        ("Incidents of nuisance, 2022/23 and 2023/24", "Incidents of nuisance"),
        ("2022/23 and 2023/24", ""),
        ("% change", ""),
        ("Number", ""),
        ("Parks and open spaces (5,264)", "Parks and open spaces"),
        ("No of referrals 21-22", "referrals"),
        ("Conveyance Rate %", "Conveyance Rate"),
    ],
)
def test_a_header_says_what_is_counted(header: str, words: str) -> None:
    assert measure_words(header) == words


def test_what_is_a_place_and_what_is_a_change() -> None:
    assert all(map(is_place, ["SOUTHEND-ON-SEA", "Braintree District", "England and Wales", "MSG"]))
    assert not any(map(is_place, ["Robbery", "Under 12", "Violence", "Q2"]))
    assert is_change(["Offences", "# diff."])
    assert not is_change(["Climate exchange"])


def test_every_number_of_the_labelled_tables_is_found(shared: Path) -> None:
    path = next((shared / "corpus" / "text").glob("103*"))
    scope = find_scope(read_text(path), "a-report")
    found = list(find_table_statistics(scope))
    assert len(found) == 120
    assert len({s.record_id for s in found}) == 120
    assert all(s.period for s in found)
