"""A row an indicator and period, whatever number of reports tells it and in whatever order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.build import derive
from analysis.derived import DERIVED
from tests.told import derived, figure, tables


def series(*rows: Any) -> list[dict[str, Any]]:
    return derived(rows)["series"]


def test_two_reports_that_agree_are_one_row() -> None:
    (row,) = series(figure(120), figure(120, report_id="ar-2023-24", page=9))
    assert (row["value"], row["n_reports"], row["n_records"], row["agree"]) == (120, 2, 2, True)
    assert (row["indicator"], row["period"], row["period_type"]) == (
        "robbery",
        "2022-23",
        "financial_year",
    )


def test_where_reports_clash_the_later_one_counts_and_both_are_kept() -> None:
    made = derived([figure(120), figure(131, report_id="ar-2023-24", page=9)])
    (row,), (clash,) = made["series"], made["restatements"]
    assert (row["value"], row["report_id"], row["page"], row["agree"]) == (
        131,
        "ar-2023-24",
        9,
        False,
    )
    assert (clash["value"], clash["other_value"], clash["difference"]) == (131, 120, 11)
    assert (clash["other_report_id"], clash["other_page"]) == ("ar-2022-23", 7)
    assert not clash["same_report"]
    assert clash["same_wording"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(8.7, unit="percent"), figure(9, unit="percent", page=8)),
        (figure(612), figure(600, qualifier="approx")),
        (figure(612), figure(600, qualifier="at_least")),
        (figure(10, qualifier="at_least"), figure(12, qualifier="at_most")),
    ],
)
def test_what_differs_only_by_rounding_or_bounds_agrees(one: Any, other: Any) -> None:
    (row,) = series(one, other)
    assert row["agree"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (figure(612), figure(613, page=8)),
        (figure(8.7, unit="percent"), figure(8.9, unit="percent", page=8)),
        (figure(612), figure(700, qualifier="at_least")),
        (figure(612), figure(800, qualifier="approx")),
    ],
)
def test_other_numbers_do_not_agree(one: Any, other: Any) -> None:
    (row,) = series(one, other)
    assert not row["agree"]


def local(measure: str, value: float = 300, **columns: Any) -> Any:
    return figure(value, measure=measure, category=None, **columns)


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ("Safe and Well visits", "Number of Safe & Well visits", "same_words"),
        ("Referrals to the organisation", "Referrals to the organization", "similar_words"),
    ],
)
def test_measures_that_differ_in_spelling_are_joined(one: str, other: str, match: str) -> None:
    rows = series(local(one), local(other, 320, period="2023-24"))
    assert len({row["indicator"] for row in rows}) == 1
    assert match in {row["match"] for row in rows}
    assert all(row["match_score"] > 85 for row in rows)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Referrals of males", "Referrals of females"),
        ("Victims employed", "Victims unemployed"),
        ("Pupils in year 5", "Pupils in year 6"),
        ("Visits with follow up", "Visits without follow up"),
        ("Home fire safety checks", "Safe and Well visits"),
    ],
)
def test_measures_that_differ_in_meaning_are_not(one: str, other: str) -> None:
    rows = series(local(one), local(other, 320, period="2023-24"))
    assert len({row["indicator"] for row in rows}) == 2


def test_words_of_the_vocabulary_lead_to_the_category() -> None:
    rows = series(
        figure(120, measure="Number of recorded robbery offences"),
        figure(130, "2023-24", measure="Robberies"),
    )
    assert {(row["indicator"], row["match"]) for row in rows} == {("robbery", "vocabulary")}


def test_words_beyond_the_category_narrow_the_indicator() -> None:
    (row,) = series(figure(47, measure="Alcohol related robbery"))
    assert row["indicator"] == "robbery | alcohol related"
    assert row["category"] == "robbery"


def test_two_wordings_with_other_values_in_one_report_are_two_indicators() -> None:
    rows = series(
        figure(404, measure="Burglary Dwelling", category="theft.burglary.residential"),
        figure(541, measure="Residential Burglary", category="theft.burglary.residential"),
    )
    assert [(row["indicator"], row["value"]) for row in rows] == [
        ("theft.burglary.residential | burglary dwelling", 404),
        ("theft.burglary.residential | residential burglary", 541),
    ]


def test_a_breakdown_without_its_dates_tells_columns_apart() -> None:
    rows = series(
        figure(1025, "2016-17", breakdown="Offences 2016/17"),
        figure(904, "2017-18", breakdown="Offences 2017/18"),
        figure(54, "2016-17", breakdown="Outcomes 2016/17"),
    )
    assert [(row["indicator"], row["period"]) for row in rows] == [
        ("robbery", "2016-17"),
        ("robbery", "2017-18"),
        ("robbery | outcome", "2016-17"),
    ]


def test_the_own_area_by_name_is_the_own_area() -> None:
    (row,) = series(figure(120), figure(120, geography="Braintree District"))
    assert row["geography"] is None
    rows = series(figure(7, geography="BASILDON"), figure(8, "2023-24", geography="Basildon"))
    assert {row["geography"] for row in rows} == {"Basildon"}


@pytest.mark.parametrize(
    ("period", "kind", "name"),
    [
        ("2022-23", "financial_year", "2022-23"),
        ("2016", "calendar_year", "2016"),
        ("2016-11-01/2017-10-31", "rolling_year", "year to 2017-10"),
        ("2023-04-01/2023-06-30", "quarter", "quarter to 2023-06"),
        ("2024-02-01/2024-02-29", "month", "2024-02"),
        ("2023-04-01/2023-09-30", "half_year", "half-year to 2023-09"),
        ("2023-08-02/2023-08-02", "day", "2023-08-02"),
        ("2022-08-01/2023-08-03", "other", "2022-08-01 to 2023-08-03"),
    ],
)
def test_kinds_of_periods(period: str, kind: str, name: str) -> None:
    (row,) = series(figure(120, period))
    assert (row["period_type"], row["period"]) == (kind, name)


def test_a_financial_year_without_dates_has_those_of_its_name() -> None:
    (row,) = series(figure(120).model_copy(update={"period_start": None, "period_end": None}))
    assert (row["period_start"], row["period_end"]) == (date(2022, 4, 1), date(2023, 3, 31))


def test_numbers_of_no_period_or_of_nothing_are_in_no_series() -> None:
    undated = {"period": None, "period_start": None, "period_end": None}
    assert series(figure(120).model_copy(update=undated), figure(5, measure="-")) == []


FIGURES = [
    figure(120),
    figure(131, report_id="ar-2023-24"),
    figure(120, measure="Robberies", page=3),
    figure(140, "2023-24", report_id="ar-2023-24"),
    figure(16.7, unit="percentage_change", period="2023-24", report_id="ar-2023-24"),
    figure(99, "2021-22", geography="Essex"),
    local("Referrals to the organisation"),
    local("Referrals to the organization", 310, period="2023-24"),
    local("Referrals of the organisation", 310, period="2023-24", report_id="ar-2023-24"),
]


@settings(deadline=None, max_examples=25)
@given(st.permutations(FIGURES))
def test_no_order_of_ingestion_changes_a_dataset(rows: list[Any]) -> None:
    told, again = derive(tables(FIGURES)), derive(tables(rows))
    assert {name: table.equals(again[name]) for name, table in told.items()} == dict.fromkeys(
        DERIVED, True
    )


def test_the_rows_are_what_the_models_say() -> None:
    for name, rows in derived(FIGURES).items():
        for row in rows:
            DERIVED[name](**row)
    assert len(derived(FIGURES)["series"]) == 6
