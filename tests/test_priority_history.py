"""The life of a priority, from one told period to the next."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.priority_history import find_priority_history
from tests.told import aim, derived, tables


def events(*rows: Any) -> list[tuple[str, str, str]]:
    return [(r["period"], r["event"], r["text"]) for r in derived(rows)["priority_history"]]


def later(*rows: Any) -> list[tuple[str, str]]:
    return [(event, text) for _, event, text in events(*rows) if event != "first"]


BURGLARY = aim("Reduce burglary", "2021-22", ["burglary"])
ASB = aim("Tackle ASB", "2021-22", ["asb"], ordinal=2)


def test_the_first_period_told_has_no_history() -> None:
    assert events(BURGLARY, ASB) == [
        ("2021-22", "first", "Reduce burglary"),
        ("2021-22", "first", "Tackle ASB"),
    ]


@pytest.mark.parametrize(
    ("event", "text", "themes"),
    [
        ("kept", "Reduce burglary", ["burglary"]),
        ("kept", "Reduce the burglary", ["burglary"]),
        ("reworded", "Tackling domestic burglary", ["burglary"]),
        ("new", "Promote healthy relationships", ["domestic_abuse"]),
    ],
)
def test_a_priority_of_the_next_year(event: str, text: str, themes: list[str]) -> None:
    found = later(BURGLARY, aim(text, themes=themes))
    assert found[0] == (event, text)
    assert [e for e, _ in found[1:]] == (["dropped"] if event == "new" else [])


def test_a_theme_in_other_words_is_the_same_priority() -> None:
    (event,) = derived([ASB, aim("Anti-social behaviour", themes=["asb"])])["priority_history"][1:]
    assert (event["event"], event["previous_texts"]) == ("reworded", ["Tackle ASB"])
    assert event["match_score"] > 90


def test_split_and_merged() -> None:
    both = aim("Violence and burglary", "2021-22", ["violence", "burglary"])
    two = aim("Violence", themes=["violence"]), aim("Burglary", themes=["burglary"], ordinal=2)
    assert later(both, *two) == [("split", "Violence"), ("split", "Burglary")]
    one = aim("Burglary and ASB", themes=["burglary", "asb"])
    made = derived([BURGLARY, ASB, one])["priority_history"]
    assert made[2]["event"] == "merged"
    assert made[2]["previous_texts"] == ["Reduce burglary", "Tackle ASB"]
    assert len({event["chain_id"] for event in made}) == 1


def test_a_chain_keeps_its_name_over_the_years() -> None:
    rows = (
        BURGLARY,
        aim("Tackle burglary", themes=["burglary"]),
        aim("Reduce house burglary", "2023-24", ["burglary"]),
    )
    made = derived(rows)["priority_history"]
    assert len({event["chain_id"] for event in made}) == 1
    assert [event["period"] for event in made] == ["2021-22", "2022-23", "2023-24"]


def test_years_that_are_not_told_are_counted() -> None:
    made = derived([BURGLARY, aim("Reduce burglary", "2024-25", ["burglary"])])["priority_history"]
    assert (made[1]["previous_period"], made[1]["years_between"]) == ("2021-22", 3)


def test_a_priority_is_sure_to_be_gone_only_if_a_list_is_told_without_it() -> None:
    other = aim("Cyber crime", themes=["fraud_cyber"])
    assert derived([BURGLARY, other])["priority_history"][-1]["sureness"] == "certain"
    prose = aim("Cyber crime", themes=["fraud_cyber"], ordinal=None)
    assert derived([BURGLARY, prose])["priority_history"][-1]["sureness"] == "possible"


def test_two_reports_that_tell_a_list_tell_it_once() -> None:
    again = aim("Reduce Burglary", "2021-22", ["burglary"], report_id="ar-2022-23")
    (event,) = derived([BURGLARY, again])["priority_history"]
    assert (event["n_reports"], event["report_id"]) == (2, "ar-2021-22")


def test_owners_have_histories_of_their_own() -> None:
    theirs = aim("Reduce burglary", owner="police_and_crime_plan", themes=["burglary"])
    assert [event for _, event, _ in events(BURGLARY, theirs)] == ["first", "first"]


AIMS = [
    BURGLARY,
    ASB,
    aim("Burglary and ASB", themes=["burglary", "asb"]),
    aim("Tackling knife crime", themes=["weapons_knife_crime"], ordinal=2),
    aim("Knife crime", "2023-24", ["weapons_knife_crime"]),
    aim("Violence", "2023-24", ["violence"], ordinal=2),
]


@settings(deadline=None)
@given(st.permutations(AIMS))
def test_no_order_of_ingestion_changes_a_history(rows: list[Any]) -> None:
    asked = find_priority_history(tables(AIMS)["priorities"])
    assert find_priority_history(tables(rows)["priorities"]) == asked
    assert len(asked) > 6
