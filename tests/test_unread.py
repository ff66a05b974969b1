"""What became of the numbers of a report: read, set aside by a rule, or looked at by nobody."""

from pathlib import Path

import pytest

from extractors import extract, read
from flows.look import as_json, show
from schemas import Report

# Sentences, and by which rule their only number that is no record was set aside.
SET_ASIDE = [
    ("The panel met again on 14 March 2019 and was well attended.", "date"),
    ("It is a matter for those aged 14 and their families.", "age"),
    ("Duties under section 17 of the Crime and Disorder Act were met.", "law"),
    ("The plan for 2022-23 is being written.", "period"),
    ("See page 12 for the details of that work.", "page"),
    ("Residents who call 101 are put through to an officer.", "phone"),
    ("The course is a 12-week programme for parents.", "course length"),
    ("Officers asked for $400 to be paid back.", "money"),
    ("The district was ranked 4th (of 14) for burglary.", "of how many"),
    ("This is the fifth meeting of the 12 districts of the county.", "number of bodies"),
    ("Analysts took the profile from the file NC/12 of the force.", "code"),
    ("Hoax calls fell (rows with for example fewer than 100 are left out).", "example"),
    ("It was clear to all who saw the three sources.", "points back"),
    ("A mural was painted with two artists from the town.", "small number in words"),
]
READ = [
    "Wardens made 302 Safe and Well visits.",
    "Robbery rose by 12%.",
    "The Home Office awarded the partnership £15,000 for cameras.",
    "The partnership spent £15,000 to £20,000 on cameras.",
]
BY_NOBODY = {
    "Work goes on with Number 360 and others.": ["360"],
    "The map of Route 415 and 416 is kept there.": ["415", "416"],
}


def report_of(folder: Path, text: str) -> Report:
    path = folder / "report.txt"
    path.write_text(f"Larkmoor Community Safety Partnership\n\nAnnual Report\n\n{text}\n", "utf-8")
    (report,) = extract(read(path)).records["reports"]
    assert isinstance(report, Report)
    return report


def rules_of(report: Report) -> dict[str, int]:
    assert report.set_aside is not None
    return {one.rule: one.n for one in report.set_aside}


@pytest.mark.parametrize(("text", "rule"), SET_ASIDE)
def test_a_number_that_counts_nothing_is_set_aside_by_name(
    tmp_path: Path, text: str, rule: str
) -> None:
    report = report_of(tmp_path, text)
    assert rules_of(report).get(rule) == 1
    assert report.unread == []


@pytest.mark.parametrize("text", READ)
def test_a_number_that_became_a_record_is_read(tmp_path: Path, text: str) -> None:
    report = report_of(tmp_path, text)
    assert (report.n_numbers, report.n_numbers_read, report.unread) == (1, 1, [])


@pytest.mark.parametrize(("text", "numbers"), BY_NOBODY.items())
def test_what_nobody_looked_at_is_told_with_its_words(
    tmp_path: Path, text: str, numbers: list[str]
) -> None:
    report = report_of(tmp_path, text)
    assert report.unread is not None
    assert [(one.numbers, one.source_text) for one in report.unread] == [(numbers, text)]
    assert report.n_numbers_read == report.n_numbers_set_aside == 0


def test_a_number_told_twice_is_read_once(tmp_path: Path) -> None:
    told = "Wardens made 302 Safe and Well visits in the year."
    report = report_of(tmp_path, f"{told}\n\nAs was said, 302 Safe and Well visits were made.")
    assert (report.n_numbers, report.n_numbers_read) == (2, 1)
    assert rules_of(report) == {"said again": 1}


def test_the_parts_make_the_whole(tmp_path: Path) -> None:
    text = "\n\n".join([*(text for text, _ in SET_ASIDE), *READ, *BY_NOBODY])
    report = report_of(tmp_path, text)
    assert report.unread is not None
    by_nobody = sum(len(one.numbers) for one in report.unread)
    assert report.n_numbers_read is not None
    assert report.n_numbers_set_aside == sum(rules_of(report).values())
    assert report.n_numbers == report.n_numbers_read + report.n_numbers_set_aside + by_nobody


def test_a_report_of_which_much_was_not_read_has_a_warning(tmp_path: Path) -> None:
    lines = [f"Work goes on with Number {n} and others." for n in range(300, 330)]
    report = report_of(tmp_path, "\n\n".join(lines))
    assert report.warnings[-1] == "30 of 30 numbers that may count something were not read"
    assert report_of(tmp_path, "\n\n".join(READ)).warnings == []


def test_no_contact_is_told_with_a_number(tmp_path: Path) -> None:
    text = "Ask for Number 360 at safety@larkmoor.gov.uk or 01234 567890."
    report = report_of(tmp_path, text)
    assert report.unread is not None
    assert [one.numbers for one in report.unread] == [["360"]]
    assert "@" not in report.unread[0].source_text
    assert "567890" not in report.unread[0].source_text


def test_look_tells_it_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join([READ[0], SET_ASIDE[1][0], *BY_NOBODY]), "utf-8")
    records = extract(read(path)).records
    show(records)
    line = "numbers: 1 of 5 read, 1 set aside (age 1), 3 looked at by nobody: “360: Work goes on"
    assert line in capsys.readouterr().out
    found = [one["numbers"] for one in as_json(records)["reports"][0]["unread"]]
    assert found == [["360"], ["415", "416"]]


def test_most_numbers_of_real_reports_are_accounted_for(shared: Path) -> None:
    paths = sorted(shared.glob("corpus/text/*.txt"))
    assert paths
    for path in paths:
        (report,) = extract(read(path)).records["reports"]
        assert isinstance(report, Report)
        assert report.n_numbers is not None
        by_nobody = sum(len(one.numbers) for one in report.unread or [])
        assert by_nobody <= 0.1 * report.n_numbers, path.name
