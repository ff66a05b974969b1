"""Pairs of periods, and every reason against comparing them."""

from typing import Any

import pytest

from analysis.comparability import rules
from analysis.reasons import explain
from schemas.codes import CATEGORIES
from tests.told import derived, figure

BURGLARY = {"category": "theft.burglary", "measure": "Burglary"}
RESIDENTIAL = {"category": "theft.burglary.residential", "measure": "Residential burglary"}
ASB = {"category": "asb", "measure": "Anti-social behaviour"}


def pairs(*rows: Any) -> list[dict[str, Any]]:
    return derived(rows)["year_on_year"]


def test_a_pair_that_nothing_stands_against() -> None:
    (pair,) = pairs(figure(200, "2023-24"), figure(250, "2024-25", page=9))
    assert (pair["previous_value"], pair["value"], pair["change"]) == (200, 250, 50)
    assert (pair["percent_change"], pair["comparable"], pair["reasons"]) == (25, "yes", [])
    assert (pair["previous_period"], pair["period"]) == ("2023-24", "2024-25")
    assert (pair["previous_page"], pair["page"]) == (7, 9)
    assert pair["printed_agrees"] is None


@pytest.mark.parametrize(
    ("reason", "comparable", "before", "after"),
    [
        (
            "period_type",
            "no",
            figure(200, "2022-23"),
            figure(250, "2023-11-01/2024-10-31"),
        ),
        (
            "overlap",
            "no",
            figure(200, "2023-02-01/2024-01-31"),
            figure(250, "2023-11-01/2024-10-31"),
        ),
        (
            "season",
            "no",
            figure(200, "2023-04-01/2023-06-30"),
            figure(250, "2023-07-01/2023-09-30"),
        ),
        ("gap", "check", figure(200, "2022-23"), figure(250, "2024-25")),
        (
            "dates",
            "check",
            figure(200, "2023-06-30/2023-06-30"),
            figure(250, "2024-03-31/2024-03-31"),
        ),
        ("geography", "no", figure(200, "2023-24", geography="Essex"), figure(250, "2024-25")),
        (
            "wording",
            "check",
            figure(200, "2023-24", **RESIDENTIAL),
            figure(250, "2024-25", **RESIDENTIAL | {"measure": "Burglary of a home"}),
        ),
        (
            "wording",
            "check",
            figure(200, "2023-24"),
            figure(250, "2024-25", measure="Robbery flagged as knife enabled"),
        ),
        (
            "recording_rule",
            "check",
            figure(200, "2016-17", **BURGLARY),
            figure(250, "2017-18", **BURGLARY),
        ),
        (
            "recording_rule",
            "no",
            figure(200, "2016-17", **RESIDENTIAL),
            figure(250, "2017-18", **RESIDENTIAL),
        ),
        (
            "recording_rule",
            "check",
            figure(200, "2014-15", category="all_crime", measure="All crime"),
            figure(250, "2015-16", category="all_crime", measure="All crime"),
        ),
        ("pandemic", "check", figure(200, "2019-20"), figure(250, "2020-21")),
        ("small_numbers", "check", figure(99, "2023-24"), figure(250, "2024-25")),
        ("qualifier", "check", figure(200, "2023-24", qualifier="approx"), figure(250, "2024-25")),
    ],
)
def test_a_reason_against_comparing(reason: str, comparable: str, before: Any, after: Any) -> None:
    (pair,) = pairs(before, after)
    assert (pair["reasons"], pair["comparable"]) == ([reason], comparable)
    assert len(explain(pair)) == 1


def test_a_restated_number_is_to_be_checked() -> None:
    told = (figure(200, "2023-24"), figure(250, "2024-25"))
    (pair,) = pairs(*told, figure(210, "2023-24", report_id="ar-2024-25"))
    assert (pair["previous_value"], pair["reasons"]) == (210, ["restated"])


def change(value: float, unit: str = "percentage_change", **columns: Any) -> Any:
    return figure(value, "2024-25", unit=unit, breakdown="% diff.", **columns)


@pytest.mark.parametrize(
    ("before", "after", "printed", "agrees"),
    [
        (527, 404, change(-23), True),
        (527, 404, change(-23.3), True),
        (527, 404, change(-23.4), False),
        (527, 404, change(23), False),
        (527, 404, change(-123, "absolute_change"), True),
        (527, 404, change(-132, "absolute_change"), False),
    ],
)
def test_a_printed_change_is_held_against_the_numbers(
    before: float, after: float, printed: Any, agrees: bool
) -> None:
    (pair,) = pairs(figure(before, "2023-24"), figure(after, "2024-25"), printed)
    assert pair["printed_agrees"] is agrees
    assert pair["printed_record_id"] == printed.record_id
    assert ("printed_change" in pair["reasons"]) is not agrees


def test_rounded_rates_agree_with_what_is_printed_of_the_exact_ones() -> None:
    rate = {"unit": "rate_per_1000"}
    rows = (figure(6.2, "2023-24", **rate), figure(6.5, "2024-25", **rate), change(5.3))
    (pair,) = pairs(*rows)
    assert pair["printed_agrees"] is True
    assert pair["percent_change"] == pytest.approx(4.84, abs=0.01)


def test_of_several_printed_changes_the_nearest_counts() -> None:
    rows = figure(527, "2023-24"), figure(404, "2024-25")
    (pair,) = pairs(*rows, change(-4, page=2), change(-23, page=3))
    assert (pair["printed_percent_change"], pair["printed_agrees"]) == (-23, True)


def test_shares_change_in_points_and_nothing_grows_from_zero() -> None:
    share = {"unit": "percent"}
    (pair,) = pairs(figure(40, "2023-24", **share), figure(44, "2024-25", **share))
    assert (pair["change"], pair["percent_change"]) == (4, None)
    (pair,) = pairs(figure(0, "2023-24"), figure(250, "2024-25"))
    assert (pair["change"], pair["percent_change"]) == (250, None)


def test_a_year_before_comes_before_what_was_told_last() -> None:
    rolling = ("2021-11-01/2022-10-31", "2022-08-01/2023-07-31", "2022-11-01/2023-10-31")
    found = pairs(*(figure(200 + n, period) for n, period in enumerate(rolling)))
    assert [(p["previous_period"], p["period"], p["reasons"]) for p in found] == [
        ("year to 2022-10", "year to 2023-07", ["overlap"]),
        ("year to 2022-10", "year to 2023-10", []),
    ]


def test_other_places_are_not_paired_where_the_same_place_is_told() -> None:
    found = pairs(
        *(
            figure(n, y, geography=place)
            for place, n in (("Essex", 900), (None, 200))
            for y in ("2023-24", "2024-25")
        )
    )
    assert [(p["geography"], p["comparable"]) for p in found] == [(None, "yes"), ("Essex", "yes")]


def test_a_wording_that_keeps_the_old_definition_is_only_to_be_checked() -> None:
    kept = {
        "category": "theft.burglary.residential",
        "measure": "Burglary dwelling (old definition)",
    }
    (pair,) = pairs(figure(527, "2016-17", **kept), figure(404, "2017-18", **kept))
    assert (pair["comparable"], pair["recording_rules"]) == ("check", ["burglary-2017"])


def test_a_period_that_ends_before_a_rule_is_no_matter() -> None:
    (pair,) = pairs(figure(200, "2011-12", **ASB), figure(250, "2012-13", **ASB))
    assert pair["recording_rules"] == []
    (pair,) = pairs(figure(200, "2010-11", **ASB), figure(250, "2011-12", **ASB))
    assert (pair["recording_rules"], pair["comparable"]) == (["asb-2011"], "no")


def test_outcomes_have_a_rule_of_their_own() -> None:
    solved = {"breakdown": "Outcomes"}
    (pair,) = pairs(figure(200, "2012-13", **solved), figure(250, "2013-14", **solved))
    assert pair["recording_rules"] == ["outcomes-2013"]
    (pair,) = pairs(figure(200, "2012-13"), figure(250, "2013-14"))
    assert pair["recording_rules"] == []


def test_every_rule_has_a_source_and_covers_a_category() -> None:
    assert len(rules()) > 10
    for rule in rules():
        assert rule.source
        assert [code for code in CATEGORIES if rule.covers(code)], rule.name


def test_nine_days_of_lockdown_do_not_make_a_pandemic_year() -> None:
    (pair,) = pairs(figure(200, "2018-19"), figure(250, "2019-20"))
    assert pair["reasons"] == []
