"""Sums that are added, and those that may not be."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.funding_by_year import find_funding_by_year
from tests.told import derived, money, tables


def added(*rows: Any) -> list[tuple[str, str | None, float]]:
    return [(r["period"], r["funder"], r["amount_gbp"]) for r in derived(rows)["funding_by_year"]]


def left_out(*rows: Any) -> list[tuple[float, str]]:
    return [(r["amount_gbp"], r["reason"]) for r in derived(rows)["funding_left_out"]]


def test_sums_of_one_funder_scheme_kind_and_year_are_added() -> None:
    rows = money(500, funder="CSP", page=3), money(1000, funder="CSP"), money(70, funder="PFCC")
    assert added(*rows) == [("2022-23", "CSP", 1500), ("2022-23", "PFCC", 70)]
    assert left_out(*rows) == []
    assert added(money(5), money(7, kind="bid")) == [("2022-23", None, 7), ("2022-23", None, 5)]


@pytest.mark.parametrize(
    ("reason", "row"),
    [
        ("basis", money(45000, basis="per_year")),
        ("no_period", money(45000, None)),
        ("other_area", money(45000, area="Essex")),
        ("range", money(15000, amount_max_gbp=20000)),
        ("shared", money(321827, source_text="£321,827 to all Community Safety Partnerships.")),
        ("shared", money(9000, recipient="all the CSPs")),
    ],
)
def test_a_sum_that_may_not_be_added(reason: str, row: Any) -> None:
    assert left_out(row, money(7)) == [(row.amount_gbp, reason)]
    assert added(row, money(7)) == [("2022-23", None, 7)]


@pytest.mark.parametrize(
    "row",
    [
        money(9000, area="Braintree District"),
        money(9000, recipient="Braintree Community Safety Partnership"),
        money(9000, source_text="Unlike all districts before, it received £9,000."),
    ],
)
def test_the_partnerships_own_sums_are_added(row: Any) -> None:
    assert added(row) == [("2022-23", None, 9000)]


def test_a_part_of_a_larger_sum_is_not_added_to_it() -> None:
    text = "The county gave £1m of the £1.3m for the hub."
    part = money(1_000_000, amount_text="£1m", source_text=text)
    whole = money(1_300_000, amount_text="£1.3m", source_text=text)
    (row,) = derived([part, whole])["funding_left_out"]
    assert (row["reason"], row["because_of"]) == ("part_of_larger", whole.record_id)
    assert added(part, whole) == [("2022-23", None, 1_300_000)]


def test_a_total_is_not_added_to_what_it_is_the_total_of() -> None:
    rows = [money(n, section="Budget", kind="budget", page=n) for n in (500, 1000, 1500)]
    assert left_out(*rows) == [(1500, "total_of_parts")]
    assert left_out(*rows[:2], money(1500, section="Grants", kind="budget")) == []


def test_a_sum_told_by_two_reports_is_added_once() -> None:
    first = money(17739, funder="PFCC")
    again = money(17739, report_id="ar-2023-24")
    made = derived([first, again])
    (row,), (out,) = made["funding_by_year"], made["funding_left_out"]
    assert (row["amount_gbp"], row["funder"], row["n_reports"]) == (17739, "PFCC", 2)
    assert (out["reason"], out["because_of"]) == ("told_twice", first.record_id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money(500, purpose="Bins"), money(500, purpose="Leaflets")),
        (money(500, funder="Home Office"), money(500, funder="Council", report_id="ar-2023-24")),
        (money(500), money(500, "2023-24", report_id="ar-2023-24")),
    ],
)
def test_equal_sums_that_are_two_are_both_added(one: Any, other: Any) -> None:
    assert left_out(one, other) == []


def test_two_equal_sums_of_two_reports_are_two_and_not_four() -> None:
    rows = [
        money(500, page=n, report_id=name) for name in ("ar-2022-23", "ar-2023-24") for n in (1, 2)
    ]
    assert added(*rows) == [("2022-23", None, 1000)]
    assert [reason for _, reason in left_out(*rows)] == ["told_twice"] * 2


def test_the_same_funder_by_its_initials_is_the_same() -> None:
    full = money(500, funder="Police, Fire and Crime Commissioner (PFCC)")
    assert left_out(full, money(500, funder="PFCC", report_id="ar-2023-24")) == [
        (500, "told_twice")
    ]


SUMS = [
    money(500, page=1),
    money(500, page=2),
    money(500, funder="PFCC", report_id="ar-2023-24"),
    money(500, report_id="ar-2024-25"),
    money(1500, page=3),
    money(45000, basis="per_unit"),
]


@settings(deadline=None)
@given(st.permutations(SUMS))
def test_no_order_of_ingestion_changes_a_sum(rows: list[Any]) -> None:
    asked = find_funding_by_year(tables(SUMS)["funding"])
    assert find_funding_by_year(tables(rows)["funding"]) == asked
    assert [len(found) for found in asked] == [1, 3]
