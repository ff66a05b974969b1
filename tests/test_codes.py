"""The closed lists are what the contract says, and the places are the whole country's."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas.codes import (
    CATEGORIES,
    DOCUMENT_TYPES,
    THEMES,
    Category,
    Partnership,
    Theme,
    parse_codes,
    partnerships,
    places,
    slug,
)
from schemas.reports import DocumentType

CODE = re.compile(r"`([a-z_]+(?:\.[a-z_]+)*)`")


def by_slug() -> dict[str, Partnership]:
    return {partnership.slug: partnership for partnership in partnerships()}


def test_every_code_of_the_contract_is_in_a_list(shared):
    section = (shared / "CONTRACT.md").read_text(encoding="utf-8").split("## Codes")[1]
    themes, categories = section.split("Categories follow")
    assert set(CODE.findall(themes.split("Themes, at least:")[1])) == set(THEMES)
    assert set(CODE.findall(categories)) <= set(CATEGORIES)


def test_document_types_are_those_of_the_reports_dataset():
    assert tuple(DOCUMENT_TYPES) == DocumentType.__args__


def test_every_parent_of_a_category_is_a_category():
    parents = {code.rpartition(".")[0] for code in CATEGORIES} - {""}
    assert parents <= set(CATEGORIES)
    assert "theft.vehicle" in parents


@pytest.mark.parametrize("kind", [Theme, Category])
def test_an_unknown_code_is_rejected(kind):
    with pytest.raises(ValidationError, match="'jaywalking' is no"):
        TypeAdapter(kind).validate_python("jaywalking")


def test_a_known_code_is_accepted():
    assert TypeAdapter(Theme).validate_python("asb") == "asb"
    assert TypeAdapter(Category).validate_python("theft.vehicle.of") == "theft.vehicle.of"


def test_a_word_under_two_codes_is_an_error():
    entries = tomllib.loads('[a]\nlabel="A"\nwords=["Knife"]\n[b]\nlabel="B"\nexact=["knife"]')
    with pytest.raises(ValueError, match="'knife' leads to a and to b"):
        parse_codes(entries)


def test_a_word_that_is_ignored_and_leads_to_a_code_is_an_error():
    entries = tomllib.loads('ignored=["knife bin"]\n[a]\nlabel="A"\nwords=["knife bin"]')
    with pytest.raises(ValueError, match="'knife bin' leads to ignored and to a"):
        parse_codes(entries)


def test_an_unknown_key_is_an_error():
    with pytest.raises(ValueError, match=r"a: unknown keys \['wrods'\]"):
        parse_codes(tomllib.loads('[a]\nlabel="A"\nwrods=["knife"]'))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Castle Point & Rochford", "castle-point-and-rochford"),
        ("King’s Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("Ynys Môn", "ynys-mon"),
        ("St. Helens", "st-helens"),
        ("  Stoke-on-Trent ", "stoke-on-trent"),
        ("", ""),
    ],
)
def test_slugs(text, expected):
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_plain_and_its_own_slug(text):
    once = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", once)
    assert slug(once) == once


def test_slugs_of_partnerships_are_slugs_and_their_own():
    slugs = [partnership.slug for partnership in partnerships()]
    assert slugs == sorted(set(slugs))
    assert [slug(one) for one in slugs] == slugs


def test_all_partnerships_of_the_register_are_there(shared):
    register = (shared / "reference" / "csp_names_2019.csv").read_text(encoding="utf-8-sig")
    codes = set(re.findall(r"[EW]\d{8}", register))
    assert codes == {partnership.code for partnership in partnerships()} - {""}


@pytest.mark.parametrize(
    ("name", "code", "districts", "force"),
    [
        ("braintree", "E22000080", ("E07000067",), "Essex"),
        ("castle-point-and-rochford", "", ("E07000069", "E07000075"), "Essex"),
        ("bristol", "E22000002", ("E06000023",), "Avon and Somerset"),
        (
            "north-worcestershire",
            "E22000368",
            ("E07000234", "E07000236", "E07000239"),
            "West Mercia",
        ),
        ("cwm-taf", "W14000023", ("W06000016", "W06000024"), "South Wales"),
    ],
)
def test_codes_districts_and_force_of_a_partnership(name, code, districts, force):
    found = by_slug()[name]
    assert (found.code, found.area_codes, found.force) == (code, districts, force)


@pytest.mark.parametrize(
    ("name", "now", "since"),
    [
        ("buckinghamshire", "E06000060", "2020-04-01"),
        ("north-northamptonshire", "E06000061", "2021-04-01"),
        ("cumberland", "E06000063", "2023-04-01"),
        ("north-yorkshire", "E06000065", ""),
        ("somerset", "E06000066", ""),
    ],
)
def test_mergers_of_districts(name, now, since):
    merged = by_slug()[name]
    assert (merged.area_codes, merged.valid_from, merged.valid_to) == ((now,), since, "")
    assert len(merged.former_area_codes) > 1


def test_a_partnership_whose_districts_were_merged_has_ended():
    assert by_slug()["allerdale"].valid_to == "2023-03-31"
    assert by_slug()["wycombe"].valid_to == "2020-03-31"
    assert by_slug()["braintree"].valid_to == ""


def test_welsh_names_keep_their_accents():
    assert by_slug()["isle-of-anglesey"].welsh_name == "Ynys Môn"
    assert by_slug()["newport"].welsh_name == "Casnewydd"


def test_every_partnership_has_a_district_a_force_and_a_region():
    lacking = [p.slug for p in partnerships() if not (p.area_codes and p.force and p.region)]
    assert lacking == []


def test_no_two_partnerships_share_a_name_of_their_area():
    owners: dict[str, set[str]] = {}
    for partnership in partnerships():
        for name in (partnership.name, partnership.welsh_name, *partnership.area_names):
            owners.setdefault(slug(name), set()).add(partnership.slug)
    assert [name for name, slugs in owners.items() if name and len(slugs) > 1] == []


def test_places_are_districts_counties_forces_regions_and_countries():
    named = {(place.name, place.kind) for place in places()}
    assert named >= {
        ("Braintree", "district"),
        ("Essex", "county"),
        ("Greater Manchester", "county"),
        ("Thames Valley Police", "force"),
        ("Metropolitan Police", "force"),
        ("East of England", "region"),
        ("England and Wales", "country"),
    }
    assert sum(place.kind == "force" for place in places()) == 43


def test_places_have_their_short_forms():
    short = {place.name: place.other_names for place in places()}
    assert "Hull" in short["Kingston upon Hull"]
    assert "GMP" in short["Greater Manchester Police"]
    assert "Caerdydd" in short["Cardiff"]
