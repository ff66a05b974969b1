"""Which documents there are of a year, and which are missing."""

from typing import Any

from schemas import Part
from tests.told import aim, derived, figure, money, report


def grid(*rows: Any) -> dict[tuple[str | None, str], str]:
    found = derived(rows)["coverage"]
    return {(row["period"], row["document_type"]): row["status"] for row in found}


def test_gap_years_are_shown() -> None:
    assert grid(report("ar-2017-18"), report("ar-2020-21")) == {
        ("2017-18", "annual_report"): "there",
        ("2018-19", "annual_report"): "missing",
        ("2019-20", "annual_report"): "missing",
        ("2020-21", "annual_report"): "there",
    }


def test_what_a_report_of_another_year_tells_is_not_missing() -> None:
    found = grid(report("ar-2017-18"), money(17739, "2018-19", report_id="ar-2017-18"))
    assert found["2018-19", "annual_report"] == "told_elsewhere"


def test_the_parts_of_a_report_are_documents() -> None:
    parts = [
        Part(document_type="annual_report", period="2017-18"),
        Part(document_type="action_plan", period="2018-19"),
    ]
    found = grid(report("pack-2017-18", document_type="committee_report", parts=parts))
    assert found == {
        ("2017-18", "action_plan"): "told_elsewhere",
        ("2017-18", "annual_report"): "there",
        ("2018-19", "action_plan"): "there",
        ("2018-19", "annual_report"): "told_elsewhere",
    }


def test_a_document_of_no_year_is_there() -> None:
    undated = report("prospectus", report_period=None, parts=[Part(document_type="prospectus")])
    assert grid(undated) == {(None, "prospectus"): "there"}


def test_records_of_a_year_are_counted() -> None:
    rolling = figure(7, "2016-11-01/2017-10-31", report_id="ar-2017-18")
    rows = rolling, aim("Burglary", "2017-18"), money(5, "2017-18", report_id="ar-2017-18")
    (row,) = derived(rows)["coverage"]
    assert (row["n_statistics"], row["n_priorities"], row["n_funding"]) == (1, 1, 1)
    assert (row["n_documents"], row["report_ids"]) == (1, ["ar-2017-18"])


def test_a_number_of_long_ago_does_not_make_gaps() -> None:
    assert list(grid(report("ar-2017-18"), figure(7, "1995-96", report_id="ar-2017-18"))) == [
        ("2017-18", "annual_report")
    ]
