"""Who and what an invented report names."""

from pathlib import Path

import pytest

from extractors.entities import find_entities
from extractors.reading.read import read
from extractors.reports import find_scope
from schemas import Entity


def entities(tmp_path: Path, text: str) -> list[Entity]:
    path = tmp_path / "report.txt"
    path.write_text(f"# Safer Rutland Partnership Annual Report\n\n{text}\n", encoding="utf-8")
    return [e for e in find_entities(find_scope(read(path, source="report.txt"), "report"))][1:]


def named(tmp_path: Path, text: str, entity_type: str) -> list[str]:
    return [e.text for e in entities(tmp_path, text) if e.entity_type == entity_type]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Operation Marigold and Op Thistle ran.", ["Operation Marigold", "Op Thistle"]),
        ("The Op Thistle Team met after Operation Thistle.", ["Op Thistle"]),
        ("The Operation Manager of the Co-Op Academy called. Operations ended.", []),
    ],
)
def test_operations(tmp_path: Path, text: str, names: list[str]) -> None:
    assert named(tmp_path, text, "operation") == names


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("Under the Crime and Disorder Act 1998 we must.", ["Crime and Disorder Act 1998"]),
        ("The Domestic Abuse Act changed this.", ["Domestic Abuse Act"]),
        (
            "The Crime and Disorder (Overview and Scrutiny) Regulations 2009 apply.",
            ["Crime and Disorder (Overview and Scrutiny) Regulations 2009"],
        ),
        ("A Closure Order and a Public Spaces Protection Order were made.", []),
        ("The Community Action Plan; the Knife Crime Action Group; Days of Action.", []),
        ("We Act together.", []),
    ],
)
def test_laws(tmp_path: Path, text: str, laws: list[str]) -> None:
    assert named(tmp_path, text, "legislation") == laws


def test_a_law_without_its_year_is_the_one_with_it(tmp_path: Path) -> None:
    text = "Under the Care Act 2014 we act. The Care Act says so."
    laws = [e for e in entities(tmp_path, text) if e.entity_type == "legislation"]
    assert [e.canonical for e in laws] == ["care-act-2014"]


def test_an_acronym_resolves_everywhere(tmp_path: Path) -> None:
    text = "BCH led it. Later Bramley Community Homes (BCH) paid. BCH left."
    found = entities(tmp_path, text)
    rows = {(e.entity_type, e.text): (e.canonical, e.canonical_name) for e in found}
    assert rows[("acronym", "BCH")] == ("bramley-community-homes", "Bramley Community Homes")
    assert rows[("organisation", "Bramley Community Homes (BCH)")][0] == "bramley-community-homes"


def test_plural_and_singular_are_one_acronym(tmp_path: Path) -> None:
    text = "Domestic Homicide Reviews (DHRs) cost money. One Domestic Homicide Review (DHR) began."
    found = [e for e in entities(tmp_path, text) if e.entity_type == "acronym"]
    assert [e.canonical for e in found] == ["domestic-homicide-review"]


def test_no_person_no_post_no_contact(tmp_path: Path) -> None:
    text = "Contact Ann Other, Community Safety Manager, on 01234 567890 or ann@rutland.example.uk."
    assert entities(tmp_path, text) == []


def test_said_twice_is_one_row(tmp_path: Path) -> None:
    text = "Wigan Council paid. The Wigan Council logo. Crime in Wigan rose, in Wigan district too."
    found = [(e.entity_type, e.canonical) for e in entities(tmp_path, text)]
    assert found == [("organisation", "wigan-council"), ("place", "wigan")]


def test_meetings_and_general_words_are_none(tmp_path: Path) -> None:
    text = "The Tactical Tasking Group and Parish Councils met the Responsible Authorities."
    assert entities(tmp_path, text) == []
