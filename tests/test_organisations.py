"""Names of organisations in sentences of invented reports."""

import pytest

from extractors.organisations import find_organisations, is_body, is_common, without_acronym

FOUND = [
    (
        "The Office of the Police and Crime Commissioner for Gwent (OPCC) met Torfaen Council.",
        ["Office of the Police and Crime Commissioner for Gwent (OPCC)", "Torfaen Council"],
    ),
    ("Kent Police and Medway Council met.", ["Kent Police", "Medway Council"]),
    ("Kent Police Dover District Council", ["Kent Police", "Dover District Council"]),
    ("the Safer Merton Partnership Annual Report", ["Safer Merton Partnership"]),
    ("11.8 Leeds Children and Families Service", ["Leeds Children and Families Service"]),
    ("the Home Office Safer Streets fund", ["Home Office"]),
    ("Derby City Council's Youth Service", ["Derby City Council", "Youth Service"]),
    (
        "the Department for Levelling Up, Housing and Communities",
        ["Department for Levelling Up, Housing and Communities"],
    ),
    ("Heddlu Dyfed-Powys and Cyngor Gwynedd", ["Heddlu Dyfed-Powys", "Cyngor Gwynedd"]),
    ("Cardiff and Vale University Health Board", ["Cardiff and Vale University Health Board"]),
    ("West of England Combined Authority", ["West of England Combined Authority"]),
    ("the Isle of Wight Council", ["Isle of Wight Council"]),
    ("Police, Fire and Crime Commissioner", ["Police, Fire and Crime Commissioner"]),
    ("South Wales Police and Crime Commissioner", ["South Wales Police and Crime Commissioner"]),
    ("Bristol Avon Rivers Trust", ["Bristol Avon Rivers Trust"]),
    ("Barnardo's, Women's Aid and Victim Support", ["Barnardo's", "Women's Aid", "Victim Support"]),
    ("Thames Valley Police Rural Crime Team", ["Thames Valley Police Rural Crime Team"]),
    ("Newcastle-under-Lyme Borough Council", ["Newcastle-under-Lyme Borough Council"]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_found(text: str, names: list[str]) -> None:
    found = [one.text for one in find_organisations(text)]
    assert found == names


@pytest.mark.parametrize(
    "text",
    [
        "The Annual Partnership Plan and the Police and Crime Plan were agreed.",
        "Wi-Fi in the Council Chamber",
        "the town of Swindon, Effective Partnership Working and Local Authorities",
        "Safety in Oldham Town Centre",
        "Community Services Manager",
        "a Responsible Authority",
        "£3000 Saturday 4 May",
    ],
)
def test_no_organisation(text: str) -> None:
    assert find_organisations(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Other Chief Executive Harrow Council", "Harrow Council"),
        ("Insp Sam Sample Kent Police", "Kent Police"),
        ("Jo Bloggs, Bury Council", "Bury Council"),
    ],
)
def test_a_person_is_no_part_of_a_name(text: str, name: str) -> None:
    assert [one.text for one in find_organisations(text)] == [name]


def test_own_names_only_on_request() -> None:
    text = "The Partnership and the Council gave the Police a van."
    assert find_organisations(text) == []
    own = [one.text for one in find_organisations(text, own=True)]
    assert own == ["The Partnership", "the Council", "the Police"]
    assert find_organisations("the Council Chamber, the Police Station", own=True) == []


def test_offsets_are_those_of_the_text() -> None:
    text = "A letter from Bolton Council (BC) came."
    (found,) = find_organisations(text)
    assert text[found.start : found.end] == found.text == "Bolton Council (BC)"
    assert without_acronym(found.text) == "Bolton Council"


def test_bodies_and_common_names() -> None:
    assert is_body("Tactical Tasking Group (TTG)")
    assert not is_body("Integrated Care Board (ICB)")
    assert not is_body("Bury Council")
    assert is_common("Parish Councils")
    assert is_common("Health Services")
    assert not is_common("Bury Council")
    assert not is_common("Children's Services")
