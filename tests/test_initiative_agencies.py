"""Who works for others in a report, and whose work a section of it tells."""

from pathlib import Path

import pytest

from extractors.initiative_agencies import agencies_of, agency_over
from extractors.initiatives import find_initiatives
from tests.made import scope_of

SECTIONS = [
    (("7. Violence", "7.4 Wolverdale Police:"), "Wolverdale Police"),
    (("9.10 Next Page", "Recovery work"), "Next Page"),
    (("Probation Service update",), "Probation Service"),
    (("Achievements", "Kerb Appeal"), None),
    (("Safer Wolverdale Partnership",), None),
    (("Leeds",), None),
    (("Domestic abuse",), None),
]


@pytest.mark.parametrize(("section", "agency"), SECTIONS)
def test_whose_work_a_section_tells(section: tuple[str, ...], agency: str | None) -> None:
    assert agency_over(section, frozenset(["Next Page"])) == agency


BODIES = [
    ("It is run by the charity Ending the Harm.", "Ending the Harm"),
    ("Ending the Harm, a local charity, helped us.", "Ending the Harm"),
    ("The course is run by Turning Tide in Leeds.", "Turning Tide"),
]


@pytest.mark.parametrize(("text", "body"), BODIES)
def test_who_works_for_others(text: str, body: str) -> None:
    assert body in agencies_of(text)
    assert body not in agencies_of(f"The {body} course is new.")


def test_an_agency_leads_what_its_section_tells_in_its_own_tense(tmp_path: Path) -> None:
    text = (
        "## What have we achieved\n\n### Leeds City Council\n\n"
        "- Operation Dusk is a monthly patrol of the parks.\n"
        "- Operation Dawn was held in the market in May.\n"
    )
    scope = scope_of(tmp_path, text, title="# Safer Wolverdale Partnership")
    told = {one.name: (one.lead, one.status) for one in find_initiatives(scope)}
    assert told == {
        "Operation Dusk": ("Leeds City Council", "ongoing"),
        "Operation Dawn": ("Leeds City Council", "delivered"),
    }
