"""Names: acronyms are explained, contacts are taken out, printed names are made clean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values.names import (
    clean_name,
    expand_acronyms,
    has_contact,
    without_contacts,
)


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("tackle Anti-Social Behaviour (ASB) in", "ASB", "Anti-Social Behaviour"),
        ("Testham City Council (TCC) led", "TCC", "Testham City Council"),
        ("Colchester City Council (CCC) led", "CCC", "Colchester City Council"),
        ("ASB (anti-social behaviour) fell", "ASB", "anti-social behaviour"),
        (
            "The Office of the Police, Fire and Crime Commissioner for Essex (OPFCC) allocated",
            "OPFCC",
            "Office of the Police, Fire and Crime Commissioner for Essex",
        ),
        ("Violence Against Women and Girls (VAWG)", "VAWG", "Violence Against Women and Girls"),
        ("new Closed Circuit Television (CCTV)", "CCTV", "Closed Circuit Television"),
        ("two Domestic Homicide Reviews (DHRs)", "DHRs", "Domestic Homicide Reviews"),
        ("the Ministry of Justice (MoJ)", "MoJ", "Ministry of Justice"),
        ("rise in child on parent abuse (CPA)", "CPA", "child on parent abuse"),
        ("Serious and Organised Crime (‘SOC’)", "SOC", "Serious and Organised Crime"),
        ("the\nCommunity Safety\nPartnership (CSP)", "CSP", "Community Safety Partnership"),
    ],
)
def test_an_acronym_is_explained(text: str, short: str, full: str) -> None:
    (found,) = expand_acronyms(text)
    assert (found.short, found.full) == (short, full)


@pytest.mark.parametrize(
    "text",
    [
        "Inspector Jones (BBC)",
        "reported (37%)",
        "the meeting (July)",
        "the project. Anti-Social (ASB)",
        "(ASB)",
        "",
    ],
)
def test_what_explains_no_acronym(text: str) -> None:
    assert expand_acronyms(text) == []


@pytest.mark.parametrize(
    "contact",
    [
        "01206 282212",
        "020 7946 0000",
        "0800 555 111",
        "0800 1111",
        "07700 900123",
        "(01234) 567890",
        "+44 (0)1245 430430",
        "01376552525",
        "community.safety@council.gov.uk",
    ],
)
def test_a_contact_is_taken_out(contact: str) -> None:
    text = f"Ask the team, {contact}, for help"
    assert has_contact(text)
    assert without_contacts(text) == "Ask the team, , for help"


def test_the_label_goes_with_the_contact() -> None:
    assert without_contacts("Hub Tel: 01206 282212 Email: a.b@c.gov.uk") == "Hub"


@pytest.mark.parametrize(
    "text",
    [
        "11,974 pupils in 2022/23",
        "01/04/2021 to 31/03/2022",
        "01-04-2021",
        "0 12 1 5 34 10",
        "£15,400,000,000",
        "call 101",
        "0.04%",
        "1962 3377 776 182",
    ],
)
def test_what_is_no_contact(text: str) -> None:
    assert not has_contact(text)
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("• Tackle anti-social behaviour;", "Tackle anti-social behaviour"),
        ("1. Burglary", "Burglary"),
        ("3 Residential burglary*", "Residential burglary"),
        ("1.2 Violence²", "Violence"),
        ("a) Drugs.", "Drugs"),
        ("iv. Fraud", "Fraud"),
        ("– Reduce  crime –", "Reduce crime"),
        ("Op\nDial", "Op Dial"),
        ("24 hour CCTV", "24 hour CCTV"),
        ("One Stop", "One Stop"),
        ("J9", "J9"),
        ("", ""),
    ],
)
def test_a_clean_name(printed: str, name: str) -> None:
    assert clean_name(printed) == name


words = st.sampled_from(["Safety", "Crime", "Youth", "Domestic", "Review", "Panel", "Board"])


@given(st.lists(words, min_size=2, max_size=6))
def test_initials_of_any_words_are_an_acronym(name: list[str]) -> None:
    short = "".join(word[0] for word in name)
    (found,) = expand_acronyms(f"run by the {' '.join(name)} ({short}) since")
    assert (found.short, found.full) == (short, " ".join(name))


@given(st.text() | st.text("01234 ()+@.ab\n-"))
def test_nothing_of_a_contact_is_left(text: str) -> None:
    assert not has_contact(without_contacts(text))


@given(st.text() | st.text("ABab ()&."))
def test_acronyms_are_in_the_text(text: str) -> None:
    for found in expand_acronyms(text):
        assert text[found.start : found.end] == found.text
        assert found.short in found.text
    assert clean_name(text) == " ".join(clean_name(text).split())
