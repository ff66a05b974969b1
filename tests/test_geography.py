"""The places that sentences name."""

import pytest

from extractors.geography import find_geographies, find_places, geography, is_own, serves_several
from extractors.reading.assemble import DraftBlock, Run, assemble
from extractors.scope import DocumentPart, Scope


def scope_of(partnership: str, name: str | None) -> Scope:
    """The scope of a report of a partnership."""
    document = assemble(
        [DraftBlock(Run.unplaced("Report"), "heading", 1)],
        source="t.txt",
        sha256="0" * 64,
        media_type="text/plain",
    )
    part = DocumentPart("annual_report", None, None, 0, 6)
    return Scope(document, "t", partnership, name, (part,), ())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Burglary fell in Colchester and Epping Forest.", ["Colchester", "Epping Forest"]),
        ("Swansea and Gwent", ["Swansea", "Gwent"]),
        ("in Harlow district", ["Harlow district"]),
        ("the rate for Wales", ["Wales"]),
        ("across Greater Manchester", ["Greater Manchester"]),
        ("in Reading", ["Reading"]),
    ],
)
def test_known_places(text: str, places: list[str]) -> None:
    """Districts, counties, force areas, regions and countries."""
    assert [place.text for place in find_places(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "Kent Police and Essex County Council",
        "Reading schemes for children",
        "the Essex Residents Survey",
        "a Kentish man",
        "Swansea Council",
    ],
)
def test_no_place_in_another_name(text: str) -> None:
    """A body's name, a survey's, a word."""
    assert find_places(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the force rose by 8.9%", ["force"]),
        ("Force reduction 7.6%", ["Force"]),
        ("higher than nationally", ["nationally"]),
        ("its most similar group", ["most similar group"]),
        ("the national average", ["national"]),
        ("Castle ward alone had 468", ["Castle ward"]),
        ("in the town centre", ["town centre"]),
        ("a cluster in Dealham: 41 homes", ["Dealham"]),
        ("roads of the district", ["the district"]),
        ("the figure for Dealham was 71%", ["Dealham"]),
        ("Dealham had the highest number", ["Dealham"]),
        ("than 196 for the YOT family", ["YOT family"]),
    ],
)
def test_other_words_for_where(text: str, places: list[str]) -> None:
    """Comparators, wards, towns and the own area."""
    assert [place.text for place in find_geographies(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "the law came into force",
        "a task force",
        "in January",
        "in Custody",
        "in Robbery, arson",
        "costs in the region of £4",
        "lessons (SchoolBeat Cymru)",
        "Victim Support Wales helped",
        "the UK city",
        "Notts County fans",
        "the rate for Women was 4",
    ],
)
def test_nowhere(text: str) -> None:
    """Words that look like a place and are none."""
    assert find_geographies(text) == []


def test_the_own_area_is_no_geography() -> None:
    """A report's own district, however it is called."""
    scope = scope_of("braintree", "Braintree District Community Safety Partnership")
    for text in ("in Braintree.", "in Braintree District.", "across the district."):
        (place,) = find_geographies(text)
        assert geography(place, scope) is None
    (place,) = find_geographies("in Harlow.")
    assert geography(place, scope) == "Harlow"
    assert geography(None, scope) is None


def test_the_own_area_of_an_unknown_partnership() -> None:
    """Its printed name is all that is known of it."""
    scope = scope_of("safer-testham", "Safer Testham Partnership")
    assert is_own("Testham", scope)
    assert not is_own("Harlow", scope)


def test_who_serves_several_districts() -> None:
    """A county's body and a merged partnership, not a district's or an unknown one."""
    assert serves_several(scope_of("safer-essex", "Safer Essex"))
    assert not serves_several(scope_of("braintree", "Braintree Community Safety Partnership"))
    assert not serves_several(scope_of("testham", "Safer Testham"))
