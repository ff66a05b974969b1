"""Where and when: the place and the period that each number of a sentence is of."""

from dataclasses import replace
from datetime import date

import pytest

from extractors.statistics import find_statistics
from tests.test_statistics import scope_of, told


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Robbery rose by 5% (Force increase 4.8%).", [None, "Force"]),
        ("Arson was down 2% here and 9% nationally.", [None, "nationally"]),
        ("The rate was 4.1 per 1,000, against 5.2 for Kent.", [None, "Kent"]),
        ("Kent Police made 45 arrests.", [None]),
        ("There were 45 arrests in the district.", [None]),
        ("Violence is the third highest in Kent.", [None]),
        ("Dover is third highest for arson.", ["Dover"]),
        ("Wardens in Ash, Deal and Eastry checked 420 bikes.", ["Ash, Deal and Eastry"]),
        ("39% were repeats, against a Welsh average of 43%.", [None, "Welsh"]),
        ("Fear was highest in Harwick (52%).", ["Harwick"]),
        ("Thefts rose by 5% in the region of the pier.", [None]),
        ("We held 45 talks (SchoolBeat Cymru).", [None]),
        ("Bins at Ashford and Faversham yielded 486 blades.", ["Ashford and Faversham"]),
        ("Ashford and Faversham", []),
        ("Detections stood at 46% - force 44% - in the year.", [None, "force"]),
        ("With 92.3 crimes per 1,000 people, Swale is third highest.", ["Swale", "Swale"]),
        ("Castle ward in Ashford (204) had most thefts.", ["Castle ward"]),
        ("The sharpest rise was in Ashford, from 61 to 97 thefts.", ["Ashford"] * 2),
        ("Calls from the seafront fell by 9%.", ["seafront"]),
        ("The BCU saw a rise of 4% in arson.", ["The BCU"]),
    ],
)
def test_where_a_number_is_from(sentence: str, places: list[str | None]) -> None:
    """The place of each number; the own area and the name of a body are none."""
    rows = told(sentence)
    assert [row.geography for row in rows] == places
    assert [row.area for row in rows] == places


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Arson rose by 5% in 2021/22 to 204 offences.", ["2021-22", "2021-22"]),
        ("There were 132 fires in 2021/22 (116 in 2020/21).", ["2021-22", "2020-21"]),
        ("We made 90 visits in 2021/22 compared with 70 in 2020/21.", ["2021-22", "2020-21"]),
        ("Arson was 5% lower than in 2020/21.", [None]),
        ("Calls fell from 90 to 70 in 2021/22.", [None, "2021-22"]),
        ("The 2022 World Cup campaign reached 900 fans.", [None]),
        ("Residential burglary: 231 (Q2 2023/24: 297)", [None, None]),
        (
            "There were 90 fires in 2021/22, 6 fewer than in 2020/21 (96).",
            ["2021-22"] * 2 + ["2020-21"],
        ),
        ("68% felt safe, compared with 61% in 2022/23.", [None, "2022-23"]),
        (
            "There was a 9% rise in arson (from 119 to 129 in 2021/22), and theft was up 6%.",
            ["2021-22", None, "2021-22", "2021-22"],
        ),
        (
            "There were 44 fires in 2012/13, 5 fewer than the 49 of the previous year.",
            ["2012-13", "2012-13", "2011-12"],
        ),
        ("There were 61 fires in 2012/13 compared to 78 a year earlier.", ["2012-13", "2011-12"]),
        ("48 children were seen in 2022/23 (55 the year before).", ["2022-23", "2021-22"]),
        ("There were 61 fires compared to 78 a year earlier.", [None, None]),
        ("Theft came to 43 in 2022/23, 2 more than in the year before (+5%).", ["2022-23"] * 3),
    ],
)
def test_when_a_number_is_from(sentence: str, periods: list[str | None]) -> None:
    """The period of each number; a base is of no period but its own."""
    assert [row.period for row in told(sentence)] == periods


def test_a_dated_heading_gives_the_period() -> None:
    """*Key achievements 2022-23* dates what is told under it, unless it says otherwise."""
    assert [row.period for row in told("We made 90 visits.", "Achievements 2022-23")] == ["2022-23"]
    assert [r.period for r in told("To date 90 staff were trained.", "Achievements 2022-23")] == [
        None
    ]


def test_the_title_of_the_report_dates_nothing() -> None:
    """A period is never the report's by default."""
    title = "Annual Report 2022-23"
    scope = scope_of((title, "heading"), ("We made 90 visits.", "paragraph"))
    part = replace(scope.parts[0], title=title)
    (row,) = find_statistics(replace(scope, parts=(part,)))
    assert row.period is None


def test_the_same_months_of_another_year() -> None:
    """A base in *the same months* is a year earlier."""
    base = told(
        "41 sheds were broken into in May 2022 compared with 22 in the same month of 2021."
    )[1]
    assert (base.period_start, base.period_end) == (date(2021, 5, 1), date(2021, 5, 31))


def test_words_of_time_leave_the_year_of_the_heading() -> None:
    """*Now* and *since* at its end leave the year of the heading; *since 2011* does not."""
    heading = "Achievements 2022-23"
    dated = "44 of the cameras were live and have not been broken since."
    assert [row.period for row in told(dated, heading)] == ["2022-23"]
    assert [row.period for row in told("Staff of 63 pubs are now trained.", heading)] == ["2022-23"]
    for text in ("We have made 90 visits since 2011.", "There are now 214 schemes."):
        assert [row.period for row in told(text, heading)] == [None]


def test_a_lead_in_dates_the_numbers_in_brackets() -> None:
    """*2021/22 in brackets:* dates these alone, the others are of the heading's year."""
    scope = scope_of(
        ("Performance 2022/23", "heading"),
        ("Figures in brackets are for 2021/22:", "paragraph"),
        ("Robbery: 688 offences (641), up 7.3%", "item"),
    )
    (item,) = (block for block in scope.document.blocks if block.kind == "item")
    lead = scope.document.blocks.index(item) - 1
    blocks = [replace(b, lead=lead) if b is item else b for b in scope.document.blocks]
    scope = replace(scope, document=replace(scope.document, blocks=tuple(blocks)))
    rows = list(find_statistics(scope))
    assert [row.value for row in rows] == [688, 641, 7.3]
    assert [row.period for row in rows] == ["2022-23", "2021-22", "2022-23"]
