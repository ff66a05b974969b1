"""Titles and sentences, with the partnerships that they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.partnerships import councils_in, find_partnership, partnership_in
from schemas.codes import partnerships, slug

KNOWN = [
    ("Safer Brentwood Community Safety Partnership", "brentwood"),
    ("Dover District Community Safety Partnership", "dover"),
    ("Cardiff Community Safety Partnership", "cardiff"),
    ("Newport (Casnewydd) Community Safety Partnership", "newport"),
    ("Partneriaeth Diogelwch Cymunedol Caerdydd", "cardiff"),
    ("Safer Merton", "merton"),
    ("Castle Point & Rochford Community Safety Partnership", "castle-point-and-rochford"),
    ("BRAINTREE DISTRICT COMMUNITY SAFETY PARTNERSHIP", "braintree"),
    ("Royal Borough of Kensington and Chelsea CSP", "kensington-and-chelsea"),
    ("King’s Lynn & West Norfolk Community Safety Partnership", "kings-lynn-and-west-norfolk"),
    ("St. Helens Community Safety Partnership", "st-helens"),
    ("Hull Community Safety Partnership", "kingston-upon-hull"),
    ("Bradford's Safer and Stronger Communities Board", "bradford"),
    ("Oldham Community Safety and Cohesion Partnership", "oldham"),
    ("Safe Durham Partnership", "county-durham"),
    ("Nottingham Crime & Drugs Partnership", "nottingham"),
    ("One Bristol", "bristol"),
    ("SaferMK Partnership", "milton-keynes"),
    ("Community Safety Partnership for Swindon", "swindon"),
    ("Caerphilly County Borough Community Safety Partnership", "caerphilly"),
]
UNKNOWN = [
    ("Safer Essex", "safer-essex"),
    ("Safer Devon Partnership", "safer-devon"),
    ("Kent Community Safety Partnership", "kent"),
    ("Safer Newtown Partnership", "safer-newtown"),
    ("Northwick Vale Community Safety Partnership", "northwick-vale"),
    ("East Dover Community Safety Partnership", "east-dover"),
    ("Rother and Wealden Community Safety Partnership", "rother-and-wealden"),
    ("Safer Newport Pagnell Partnership", "safer-newport-pagnell"),
]
NOT_ONE = [
    "The Community Safety Partnership",
    "COMMUNITY SAFETY PARTNERSHIP: ANNUAL REPORT",
    "all Essex Community Safety Partnerships",
    "Safer Streets Round 4",
    "Safer Essex Roads Partnership",
    "the Safer Roads Partnership",
    "One Thurrock",
    "for a Safer Braintree District",
    "Making Kent Safer Plan 2022-25",
    "Public Health Community Safety Partnership",
    "safer Braintree",
    "",
]


@pytest.mark.parametrize(("printed", "expected"), KNOWN)
def test_a_known_partnership(printed, expected):
    match = find_partnership(f"The {printed} met in May.")
    assert match is not None
    assert match.known is not None
    assert (match.slug, match.known.slug, match.name) == (expected, expected, printed)


@pytest.mark.parametrize(("printed", "expected"), UNKNOWN)
def test_an_unknown_partnership_has_a_slug_of_its_printed_name(printed, expected):
    match = find_partnership(f"The {printed} met in May.")
    assert match is not None
    assert (match.slug, match.name, match.known) == (expected, printed, None)


@pytest.mark.parametrize("text", NOT_ONE)
def test_what_is_no_partnership(text):
    assert partnership_in(text) == []


def test_a_title_over_two_lines():
    match = find_partnership("**Safer Brentwood\nCommunity Safety Partnership\nPartnership Plan**")
    assert match is not None
    assert match.name == "Safer Brentwood Community Safety Partnership"
    assert (match.start, match.end) == (2, 46)


def test_all_mentions_in_order():
    text = "Safer Essex asked the Basildon Community Safety Partnership and Harlow CSP."
    assert [match.slug for match in partnership_in(text)] == ["safer-essex", "basildon", "harlow"]


def test_an_agency_before_a_partnership_is_no_part_of_its_name():
    match = find_partnership("Essex Police and Braintree Community Safety Partnership")
    assert match is not None
    assert match.name == "Braintree Community Safety Partnership"


def test_councils():
    text = "Braintree District Council, London Borough of Sutton, the Town Council of Northwick"
    assert [(match.slug, match.name) for match in councils_in(text)] == [
        ("braintree", "Braintree District Council"),
        ("sutton", "London Borough of Sutton"),
    ]


@pytest.mark.parametrize("pattern", ["{} Community Safety Partnership", "Safer {} Partnership"])
def test_every_partnership_of_the_country_is_found(pattern):
    found = {p.slug: find_partnership(pattern.format(p.name)) for p in partnerships()}
    wrong = [name for name, match in found.items() if match is None or match.slug != name]
    assert wrong == []


@given(st.text(alphabet=st.sampled_from("SaferOnBrtwd CPomunity&\n'’-(). ")))
def test_every_match_is_in_the_text(text):
    for match in partnership_in(text):
        assert match.slug == slug(match.slug) != ""
        assert match.name.split() == text[match.start : match.end].split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_830debaf43ef9f6c", "braintree"),
        ("001_cbfd611bb349a817", "braintree"),
        ("002_8216942259ceca4c", "brentwood"),
        ("003_2ad0478eaf9859a7", "safer-essex"),
        ("004_8fe7082303a0c092", "colchester"),
        ("103-dover-strategic-assessment", "dover"),
    ],
)
def test_the_first_partnership_of_a_report_is_its_own(shared, name, expected):
    text = (shared / "corpus" / "text" / f"{name}.txt").read_text(encoding="utf-8")
    match = find_partnership(text)
    assert match is not None
    assert match.slug == expected
