"""`csp yoy`: what is printed, drawn and kept."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from analysis.kept import read_derived
from extractors import extract, read
from flows.yoy import app
from schemas.store import Store
from tests.told import aim, figure, money, report, stored

ROBBERY = [
    figure(120, "2019-20", report_id="ar-2019-20", page=3),
    figure(150, "2021-22", report_id="ar-2022-23", page=4),
    figure(165, "2022-23", page=4),
    figure(10, "2022-23", unit="percentage_change", breakdown="% change", page=5),
]
ROWS = [
    *ROBBERY,
    figure(30, "2022-23", geography="Essex"),
    figure(47, measure="Alcohol related robbery"),
    money(17739, funder="PFCC"),
    money(45000, basis="per_unit", kind="cost"),
    aim("Reduce burglary", "2019-20", ["burglary"]),
    aim("Tackle burglary", "2022-23", ["burglary"]),
]


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> str:
    return stored(tmp_path_factory.mktemp("curated"), ROWS)


def run(curated: str, *words: str) -> Result:
    result = CliRunner().invoke(app, [*words, "--curated", curated], env={"COLUMNS": "160"})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def printed(curated: str, *words: str) -> str:
    result = run(curated, *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


ASKED = ("--partnership", "braintree", "--indicator", "robbery", "--geography", "own")


def test_without_arguments_it_tells_what_there_is_to_ask(curated: str) -> None:
    text = printed(curated)
    assert "braintree" in text
    assert "robbery | alcohol related" in text
    assert "csp yoy priorities" in text


def test_a_line_has_each_number_with_its_page_and_what_stands_against_it(curated: str) -> None:
    lines = printed(curated, *ASKED).splitlines()
    assert lines[0] == "braintree · robbery · count · own area  ▆·▇█"
    first, second, third = (line.split() for line in lines[3:6])
    assert first == ["2019-20", "120", "ar-2019-20", "3"]
    assert second == ["2021-22", "150", "+30", "+25.0", "check", "1,2", "ar-2022-23", "4"]
    assert third == ["2022-23", "165", "+15", "+10.0", "+10%", "✓", "check", "2", "ar-2022-23", "4"]
    assert lines[6:8] == ["1 years between them are not told", "2 the pandemic lies in one of them"]


def test_narrower_indicators_and_other_places_are_asked_for(curated: str) -> None:
    result = run(curated, *ASKED)
    assert "also 1 narrower indicator (--narrower): robbery | alcohol related" in result.stderr
    assert "alcohol related" in printed(curated, *ASKED, "--narrower")
    assert "Essex" in printed(curated, "--indicator", "robbery", "--geography", "essex")


def test_words_lead_to_an_indicator_too(curated: str) -> None:
    assert "robbery | alcohol related" in printed(curated, "--indicator", "alcohol robbery")


def test_what_is_not_told_is_one_line_and_an_error(curated: str) -> None:
    result = run(curated, "--partnership", "braintree", "--indicator", "piracy")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1


def test_an_empty_folder_is_one_line_and_an_error(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none"), "--partnership", "braintree")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "csp ingest" in result.stderr


def test_json_and_csv_have_the_same_numbers(curated: str) -> None:
    rows = json.loads(printed(curated, *ASKED, "--json"))
    assert [(r["period"], r["value"], r["comparable"]) for r in rows] == [
        ("2019-20", 120, None),
        ("2021-22", 150, "check"),
        ("2022-23", 165, "check"),
    ]
    table = list(csv.DictReader(io.StringIO(printed(curated, *ASKED, "--csv"))))
    assert [float(row["value"]) for row in table] == [120, 150, 165]
    assert json.loads(table[2]["reasons"]) == ["pandemic"]


@pytest.mark.parametrize(("kind", "head"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<")])
def test_a_chart_is_drawn(curated: str, tmp_path: Path, kind: str, head: bytes) -> None:
    target = tmp_path / f"robbery.{kind}"
    printed(curated, *ASKED, "--chart", str(target))
    assert target.read_bytes().startswith(head)


def test_a_chart_shows_gaps_units_and_doubts(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "robbery.svg"
    printed(curated, *ASKED, "--chart", str(target))
    text = target.read_text("utf-8")
    for told in ("2020-21", "number", "financial year, April to March", "check the reasons first"):
        assert told in text
    # one piece of line: between 2021-22 and 2022-23, none over the year that is not told
    assert text.count('stroke-dasharray="4,4"') == 2  # and its place in the legend


def test_a_chart_of_another_kind_or_of_too_much_is_refused(curated: str, tmp_path: Path) -> None:
    result = run(curated, *ASKED, "--chart", str(tmp_path / "robbery.xlsx"))
    assert result.exit_code == 1
    assert ".svg, .png or .html" in result.stderr


def test_priorities_money_and_documents(curated: str) -> None:
    whose = ("--partnership", "braintree")
    assert "reworded Tackle burglary" in printed(curated, "priorities", *whose)
    text = printed(curated, "funding", *whose)
    assert "17,739" in text
    assert "£45,000: per year, case or pound (p. 7)" in text
    text = printed(curated, "coverage", *whose)
    assert [line.split()[:2] for line in text.splitlines() if line.startswith("20")] == [
        ["2019-20", "●"],
        ["2020-21", "·"],
        ["2021-22", "○"],
        ["2022-23", "●"],
    ]
    assert json.loads(printed(curated, "coverage", "--json"))[0]["report_ids"] == ["ar-2019-20"]


def test_what_was_built_is_kept_until_a_report_comes(tmp_path: Path) -> None:
    said: list[str] = []
    curated = stored(tmp_path, ROWS)
    assert len(read_derived(curated, said.append).read("series")) == 6
    assert len(read_derived(curated, said.append).read("series")) == 6
    assert len(said) == 1
    Store(curated).write({"reports": [report("ar-2024-25")], "statistics": more()})
    assert len(read_derived(curated, said.append).read("series")) == 7
    assert len(said) == 2


def more() -> list[Any]:
    return [figure(170, "2024-25", report_id="ar-2024-25")]


def test_a_partnership_is_read_without_the_others(tmp_path: Path) -> None:
    other = figure(5, partnership="dover", report_id="dover-2022-23")
    derived = read_derived(stored(tmp_path, [*ROWS, other]))
    assert derived.read("series", "dover")["value"].to_pylist() == [5]
    assert len(derived.read("series")) == 7


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two reports of one partnership, five years apart, read anew."""
    store = Store(str(tmp_path_factory.mktemp("corpus")))
    for path in sorted((shared / "corpus" / "text").glob("00[01]_*.txt")):
        store.write(extract(read(path)).records)
    return store.folder.root


def asked(corpus: str, *words: str) -> Any:
    return json.loads(printed(corpus, *words, "--partnership", "braintree", "--json"))


def test_the_lists_of_three_years_are_a_history(corpus: str) -> None:
    events = [e for e in asked(corpus, "priorities", "--owner", "csp") if e["area"] is None]
    assert sorted({event["period"] for event in events}) == ["2017-18", "2018-19", "2022-23"]
    told = [(e["event"], e["previous_period"], e["years_between"]) for e in events]
    assert told.count(("first", None, None)) == 3
    assert ("reworded", "2017-18", 1) in told
    assert {years for event, _, years in told if event == "dropped"} == {1, 4}


def test_the_grant_is_a_series_of_four_from_two_reports(corpus: str) -> None:
    rows = asked(corpus, "funding", "--kind", "grant")["funding_by_year"]
    grant = [(row["period"], row["report_id"]) for row in rows if row["amount_gbp"] == 17739]
    assert [period for period, _ in grant] == ["2017-18", "2018-19", "2022-23", "2023-24"]
    assert len({report_id for _, report_id in grant}) == 2


def test_the_crime_table_gives_pairs_whose_printed_changes_follow(corpus: str) -> None:
    rows: Sequence[Any] = asked(corpus, "--unit", "count")
    pairs = [
        row
        for row in rows
        if (row["previous_period"], row["period"]) == ("year to 2016-10", "year to 2017-10")
        and row["printed_agrees"] is not None
    ]
    assert len(pairs) > 50
    assert [row["indicator"] for row in pairs if not row["printed_agrees"]] == []


def test_the_years_without_a_report_are_gaps(corpus: str) -> None:
    rows = asked(corpus, "coverage")
    missing = {row["period"] for row in rows if row["status"] == "missing"}
    assert missing == {"2019-20", "2020-21", "2021-22"}
