"""The sample reports: drawn anew they are the same, and what they tell is what is found."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extractors import Extraction, extract, read
from scripts.make_samples import PERIODS, Sample, load, make, prose

ROOT = Path(__file__).parent.parent
RAW = ROOT / "raw"


def sample_path(period: str) -> Path:
    return RAW / "sample" / f"larkmoor-annual-report-{period}.pdf"


@cache
def found(period: str) -> Extraction:
    return extract(read(sample_path(period)))


def crime_table(sample: Sample) -> set[tuple[str, float, str]]:
    """Measure, value and unit of every number that the crime table prints."""
    rows = {name: row for section in sample.crimes.values() for name, row in section.items()}
    rows["All crime"] = sample.all_crime
    return {
        (name, value, unit)
        for name, row in rows.items()
        for value, unit in (
            (row.before_count, "count"),
            (row.after_count, "count"),
            (row.difference, "absolute_change"),
            (row.percent, "percentage_change"),
        )
    }


def test_the_samples_come_out_of_the_script_byte_for_byte(tmp_path: Path) -> None:
    drawn = {path.name: path.read_bytes() for path in make(tmp_path)}
    assert drawn == {path.name: path.read_bytes() for path in (RAW / "sample").glob("*.pdf")}


def test_every_report_in_raw_has_its_source_and_hash() -> None:
    sources = tomllib.loads((RAW / "sources.toml").read_text("utf-8"))
    assert {name: entry["sha256"] for name, entry in sources.items()} == {
        path.relative_to(RAW).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in RAW.rglob("*.pdf")
    }


def test_a_change_told_the_wrong_way_round_is_an_error() -> None:
    sample = load("2023-24")
    sample.told["prose"]["body"] = "Shoplifting fell by {shoplifting.fall}."
    with pytest.raises(ValueError, match="from 486 to 612"):
        prose(sample)


def test_year_on_year_priorities_are_kept_reworded_dropped_and_added() -> None:
    first, second = (load(period).told["priorities"] for period in PERIODS)
    assert first[:2] == second[:2]
    assert not set(first[2:]) & set(second[2:])


@pytest.mark.parametrize("period", PERIODS)
def test_the_report_is_known(period: str) -> None:
    (report,) = found(period).records["reports"]
    told = report.model_dump()
    assert (told["partnership"], told["report_period"]) == ("larkmoor", period)
    assert (told["document_type"], told["n_pages"]) == ("annual_report", 6)
    assert told["area_codes"] == []


@pytest.mark.parametrize("period", PERIODS)
def test_the_priorities_are_those_of_the_list(period: str) -> None:
    rows = [row.model_dump() for row in found(period).records["priorities"]]
    assert [(row["ordinal"], row["text"], row["owner"], row["period"]) for row in rows] == [
        (place, text, "csp", period)
        for place, text in enumerate(load(period).told["priorities"], start=1)
    ]


@pytest.mark.parametrize("period", PERIODS)
def test_the_money_is_what_came_in(period: str) -> None:
    money = load(period).money
    rows = [row.model_dump() for row in found(period).records["funding"]]
    kinds = {(row["amount_gbp"], row["kind"]) for row in rows}
    assert kinds >= {
        (money["grant"], "grant"),
        (money["match"], "match_funding"),
        (money["bid"], "bid"),
    }
    (grant,) = (row for row in rows if row["amount_gbp"] == money["grant"])
    assert grant["period"] == period
    assert "Police and Crime Commissioner" in grant["funder"]
    assert "Community Safety Fund" in grant["scheme"]


@pytest.mark.parametrize("period", PERIODS)
def test_the_crime_table_is_one_table_over_two_pages(period: str) -> None:
    tables = [row.model_dump() for row in found(period).records["tables"]]
    (crimes,) = (row for row in tables if "Recorded crime" in (row["caption"] or ""))
    sections = load(period).crimes
    lines = 2 + len(sections) + sum(map(len, sections.values())) + 1
    assert (crimes["n_rows"], crimes["n_cols"], crimes["n_header_rows"]) == (lines, 5, 2)
    assert (crimes["page_start"], crimes["page_end"], crimes["kind"]) == (4, 5, "data")


@pytest.mark.parametrize("period", PERIODS)
def test_the_numbers_of_the_crime_table_are_statistics(period: str) -> None:
    records = found(period).records
    (table_id,) = {
        row.model_dump()["table_id"]
        for row in records["tables"]
        if "Recorded crime" in (row.model_dump()["caption"] or "")
    }
    rows = [row.model_dump() for row in records["statistics"]]
    read_off = {
        (row["measure"], row["value"], row["unit"]) for row in rows if row["table_id"] == table_id
    }
    assert read_off == crime_table(load(period))


@pytest.mark.parametrize("period", PERIODS)
def test_the_action_plan_is_a_plan(period: str) -> None:
    tables = [row.model_dump() for row in found(period).records["tables"]]
    plan = [row for row in tables if row["kind"] == "action_plan"]
    rows = len(load(period).told["plan"]) + 1
    assert [(row["n_rows"], row["n_cols"], row["page_start"]) for row in plan] == [(rows, 6, 6)]


@pytest.mark.parametrize("period", PERIODS)
def test_the_acronyms_are_explained(period: str) -> None:
    rows = [row.model_dump() for row in found(period).records["entities"]]
    explained = {
        row["text"]: row["canonical_name"].lower()
        for row in rows
        if row["entity_type"] == "acronym"
    }
    listed = load(period).told["acronyms"]
    assert explained.items() >= {text: name.lower() for text, name in listed.items()}.items()
