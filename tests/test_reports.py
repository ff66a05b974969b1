"""What reports are as a whole: titles, kinds, periods, partnerships and parts."""

from datetime import date
from pathlib import Path

import pytest

from extractors.reports import find_report
from extractors.titles import document_type_of
from schemas import Report
from tests.made import scope_of


def report(folder: Path, text: str, **told: str) -> Report:
    return find_report(scope_of(folder, text, **told), "version")


def parts(folder: Path, text: str, title: str) -> list[tuple[str, str | None]]:
    found = report(folder, text, title=title).parts
    return [(part.document_type, part.period) for part in found]


KINDS = [
    ("Community Safety Annual Report", "annual_report"),
    ("Adroddiad Blynyddol", "annual_report"),
    ("End of Year Review", "annual_report"),
    ("Strategic Intelligence Assessment", "strategic_assessment"),
    ("Community Safety Plan 2022 to 2025", "partnership_plan"),
    ("Cynllun Diogelwch Cymunedol", "partnership_plan"),
    ("Plan on a Page", "partnership_plan"),
    ("Delivery Plan", "action_plan"),
    ("Report to Cabinet: Annual Report of the Partnership", "committee_report"),
    ("Overview and Scrutiny Committee Agenda", "committee_report"),
    ("Prospectus", "prospectus"),
    ("Executive Summary", None),
    ("Cabinet Member for Communities", None),
    ("Welcome", None),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_kind_of_document_by_the_words_of_its_title(title: str, kind: str | None) -> None:
    assert document_type_of(title) == kind


def test_a_report_whose_title_tells_no_kind_is_other(tmp_path: Path) -> None:
    assert report(tmp_path, "It rained.", title="# Safer Merton").document_type == "other"


COVERS = [
    ("Overview and Scrutiny Committee\n\nSafer Merton: Annual Report 2022/23", "annual_report"),
    ("Scrutiny Panel\n\nSafer Merton: Annual Report", "committee_report"),
    (
        "Cabinet, 4 May 2023\n\nReport to Cabinet: Safer Merton Annual Report 2022/23",
        "committee_report",
    ),
    ("Cabinet\n\nSafer Merton Community Safety Plan 2022-25", "committee_report"),
    ("Scrutiny Agenda\n\nSafer Merton Annual Report 2022/23", "committee_report"),
]


@pytest.mark.parametrize(("cover", "kind"), COVERS)
def test_an_annual_report_before_a_committee(tmp_path: Path, cover: str, kind: str) -> None:
    lines = "\n\n".join(f"# {line}" for line in cover.split("\n\n"))
    assert report(tmp_path, "It rained.", title=lines).document_type == kind


FY = (date(2022, 4, 1), date(2023, 3, 31))
PERIODS = [
    ("# Safer Merton Annual Report 2022/23", "It rained.", "2022-23", FY),
    ("# Safer Merton Annual Report April 2022 – March 2023", "It rained.", "2022-23", FY),
    ("# Safer Merton Annual Report", "This report covers 2022/23.", "2022-23", FY),
    (
        "# Safer Merton Community Safety Plan 2022-25",
        "It rained.",
        None,
        (date(2022, 4, 1), date(2025, 3, 31)),
    ),
    (
        "# Safer Merton Annual Report 2023",
        "It rained.",
        None,
        (date(2023, 1, 1), date(2023, 12, 31)),
    ),
    ("# Safer Merton Annual Report 2022", "It tells of 2022/23.", "2022-23", FY),
    (
        "# Safer Merton Strategic Assessment\n\n# January 2022",
        "It covers 1 October 2020 to 30 September 2021.",
        None,
        (date(2020, 10, 1), date(2021, 9, 30)),
    ),
    ("# Safer Merton Annual Report", "It rained.", None, (None, None)),
    (
        "# Safer Merton Partnership Plan 2021-24\n\n# Refresh for 2022/23",
        "It rained.",
        "2022-23",
        FY,
    ),
    (
        "# Safer Merton Strategy 2020 to 2024\n\n# Annual update 2022-23",
        "It rained.",
        "2022-23",
        FY,
    ),
]


@pytest.mark.parametrize(("title", "text", "label", "days"), PERIODS)
def test_period_that_a_report_covers(
    tmp_path: Path,
    title: str,
    text: str,
    label: str | None,
    days: tuple[date | None, date | None],
) -> None:
    row = report(tmp_path, text, title=title)
    assert (row.report_period, (row.period_start, row.period_end)) == (label, days)


def test_what_the_user_says_of_a_report_counts(tmp_path: Path) -> None:
    row = report(tmp_path, "It rained.", partnership="dover", period="2019-20")
    assert (row.partnership, row.report_period) == ("dover", "2019-20")
    assert (row.period_start, row.period_end) == (date(2019, 4, 1), date(2020, 3, 31))


PARTNERSHIPS = [
    ("# Safer Merton Annual Report", "merton", "Safer Merton"),
    (
        "# Newport (Casnewydd) Community Safety Partnership Plan",
        "newport",
        "Newport (Casnewydd) Community Safety Partnership",
    ),
    ("# Worcestershire Community Safety Agreement 2022-25", "worcestershire", "Worcestershire"),
    ("# Wessex Fields Community Safety Partnership Plan", "wessex-fields", None),
    (
        "# Partneriaeth Diogelwch Cymunedol Conwy\n\n# Conwy and Denbighshire Community Safety"
        " Partnership\n\n# Annual Report",
        "conwy-and-denbighshire",
        "Conwy and Denbighshire Community Safety Partnership",
    ),
]


@pytest.mark.parametrize(("title", "slug", "name"), PARTNERSHIPS)
def test_whose_report_it_is(tmp_path: Path, title: str, slug: str, name: str | None) -> None:
    row = report(tmp_path, "It rained. Dover CSP helped.", title=title)
    assert row.partnership == slug
    assert row.partnership_name == (name or "Wessex Fields Community Safety Partnership")


def test_no_name_is_a_warning_and_no_guess(tmp_path: Path) -> None:
    row = report(tmp_path, "It rained.", title="# Annual Report")
    assert (row.partnership, row.partnership_name) == ("report", None)
    assert len(row.warnings) == 1


COVER = """# Overview and Scrutiny Committee

# Agenda Item 6

# Report of the Head of Communities

# Merton Community Safety Partnership – Annual Report and Action Plan"""
REPORT = "# Safer Merton Annual Report 2020/21\n\nBurglary fell in every month of the year.\n\n"
LONG = "The year was long, and much was done in every ward of the borough by all partners. " * 4
PACK = f"""This report brings the annual report. {LONG}

Appendix A – Safer Merton Annual Report 2020/21

Appendix B – Safer Merton Action Plan 2021/22

{LONG}

Cllr A Other

Cabinet Member for Communities

{REPORT}{LONG}

# Appendix B Safer Merton Action Plan 2021/22

{LONG}

# Appendix C Safer Merton Action Plan 2022/23

{LONG}
"""


def test_parts_of_a_committee_paper_with_appendices(tmp_path: Path) -> None:
    assert parts(tmp_path, PACK, COVER)[0][0] == "committee_report"
    assert parts(tmp_path, PACK, COVER)[1:] == [
        ("annual_report", "2020-21"),
        ("action_plan", "2021-22"),
        ("action_plan", "2022-23"),
    ]


def test_title_of_a_committee_paper(tmp_path: Path) -> None:
    row = report(tmp_path, PACK, title=COVER)
    assert row.title == "Merton Community Safety Partnership – Annual Report and Action Plan"


ANNOUNCED = [
    (
        "# Safer Merton Annual Report 2017-18 and Delivery Plan 2018-19",
        "## Delivery Plan 2018-19",
    ),
    ("# Safer Merton Annual Report 2017-18", "## Appendix 2: SMP action plan 2018/19"),
    (
        "# Safer Merton Annual Review 2017-18, with the action plan for 2018-19",
        "## Action plan 2018-19",
    ),
]


@pytest.mark.parametrize(("title", "heading"), ANNOUNCED)
def test_a_part_that_needs_no_name(tmp_path: Path, title: str, heading: str) -> None:
    told = [("annual_report", "2017-18"), ("action_plan", "2018-19")]
    assert parts(tmp_path, f"{LONG}\n\n{heading}\n\n{LONG}", title) == told


def test_title_on_a_line_of_a_committee_paper(tmp_path: Path) -> None:
    text = (
        "REPORT TO SCRUTINY COMMITTEE\n\nReport title: Safer Merton – annual report\n\n"
        "1 Purpose of report\n\nThe report tells of the year."
    )
    assert report(tmp_path, text, title="MERTON COUNCIL").title == "Safer Merton – annual report"


def test_a_cover_within_a_pack_whose_lines_look_like_a_list(tmp_path: Path) -> None:
    cover = "APPENDIX 1\n\nMerton Safer Partnership\n\nAnnual Report 2022/23\n\nFrom the Chair"
    told = parts(tmp_path, f"1. SUMMARY\n\n{LONG}\n\n{cover}\n\n{LONG}", COVER.replace("# ", ""))
    assert told[1:] == [("annual_report", "2022-23")]


NO_PARTS = [
    "## Appendix 1: SMP action plan 2018/19",
    "## Action Plan 2017-18\n\nThis is what we will do.",
    "## Contents\n\nSafer Merton Action Plan 2017-18 ..... 9\n\nIt rained.",
    "## Executive Summary\n\nIt rained.",
    "Cllr Ann Other\n\nCabinet Member for Communities\n\nIt rained.",
    "The Safer Merton Action Plan 2017-18 was reviewed in May.",
    "## Safer Merton Annual Report\n\nIt rained.",
    "## Dover Community Safety Partnership Annual Report 2016-17\n\nIt rained there too.",
]


@pytest.mark.parametrize("text", NO_PARTS)
def test_what_begins_no_part(tmp_path: Path, text: str) -> None:
    title = "# Safer Merton Annual Report 2017-18"
    assert parts(tmp_path, f"{LONG}\n\n{text}", title) == [("annual_report", "2017-18")]
