"""Sentences made ready: numbers that only number something, topics, short names of places."""

import pytest

from extractors.reading.document import BlockKind
from extractors.statistics import find_statistics
from tests.test_statistics import scope_of, told


@pytest.mark.parametrize(
    "text",
    [
        "Each offence is given a score 3 .",
        "The severity index 4 , which the ONS makes, is used.",
        "Nobody knows how many belong to county lines.2",
        "1. Reduce harm 2. Tackle burglary 3. Protect the vulnerable",
        "2. Reduce Reoffending 3. Tackle Gangs 4. Listen to Victims",
        "Members agree the aims proposed at 1.4 and consult on them.",
        "The work has slipped by two quarters.",
        "Nobody had turned 18.",
        "It is the walk from the bus at nine at night.",
        "The fund gave money in the previous two.",
    ],
)
def test_numbers_that_number_something_count_nothing(text: str) -> None:
    """Footnotes, lists that run on, paragraphs referred to, quarters and hours are no rows."""
    assert told(text) == []


def test_a_footnote_mark_is_no_part_of_its_word() -> None:
    """*detections1* are detections."""
    (row,) = told("There were 1,126 sanction detections1 in the borough.")
    assert (row.value, row.measure) == (1126, "sanction detections")


def test_the_number_of_a_paragraph_is_no_part_of_its_subject() -> None:
    """*4.2 Robbery has fallen* tells of robbery."""
    (row,) = told("4.2 Robbery has fallen by 7%.")
    assert (row.value, row.measure) == (-7, "Robbery")


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (["1 Apologies for Absence", "2 Member Declarations", "3 Public Questions"], []),
        (["12 Safety Talks", "40 Home Visits", "7 Street Events"], [12, 40, 7]),
    ],
)
def test_items_of_an_agenda_count_nothing(lines: list[str], values: list[float]) -> None:
    """Titles that are numbered one after the other; not so numbers of things."""
    blocks: list[tuple[str, BlockKind]] = [(line, "paragraph") for line in lines]
    assert [row.value for row in find_statistics(scope_of(*blocks))] == values


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Abbey ward had 90 thefts. Abbey was up by 9%.", ["Abbey ward", "Abbey"]),
        (
            "In Newark and Sherwood (N&S) arson fell by 2%. Arson in N&S was 40.",
            ["Newark and Sherwood", "N&S"],
        ),
        ("Abbey ward had 90 thefts. Abbey Park rose by 9%.", ["Abbey ward", None]),
    ],
)
def test_short_names_of_places(text: str, places: list[str | None]) -> None:
    """A ward without its word, an acronym of a district; not where it goes on as another name."""
    assert [row.geography for row in told(text)] == places


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Theft from shops is our worry. The 1,589 offences are a record.", "Theft from shops"),
        ("Shop theft is the exception: it rose by 30%.", "Shop theft"),
        ("Burglary of homes tells two stories: a fall of 5% in Kent.", "Burglary of homes"),
        ("Robbery is one of the few types to have gone down, by 3%.", "Robbery"),
        ("Abandoned cars collected by wardens were down by 23%.", "Abandoned cars collected"),
    ],
)
def test_what_a_sentence_is_about(text: str, measures: str) -> None:
    """A subject told before a colon, in the sentence before, or far from its verb."""
    assert all(row.measure.startswith(measures) for row in told(text))
    assert told(text) != []
