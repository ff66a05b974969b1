"""Priorities told in running sentences of invented partnerships, and what only looks like them."""

from pathlib import Path

import pytest

from extractors.priority_members import members_of
from tests.test_priorities import ITEMS, PLAN, found, texts

ABUSE, KNIVES, FRAUD = "domestic abuse", "knife crime", "fraud"
THREE = [ABUSE, KNIVES, FRAUD]
LISTED = "domestic abuse, knife crime and fraud"

TOLD = [
    f"The Partnership has three priorities: {LISTED}.",
    f"Our priorities for 2022/23 were {LISTED}.",
    f"The CSP agreed three priorities ({LISTED}).",
    f"It was agreed that the priorities be {LISTED}.",
    f"At its March meeting the Board signed off three priorities, namely {LISTED}.",
    f"The refreshed plan retains the priorities of {LISTED}.",
    f"Members set as their priorities {LISTED}.",
    f"The Partnership's top priorities continue to be {LISTED}.",
    f"The CSP works to three priorities: 1) {ABUSE} 2) {KNIVES} 3) {FRAUD}.",
    f"We have three priorities – {LISTED} – each led by a different agency.",
    f"The plan has three priorities, which are {LISTED}, and each has a task group.",
    f"Three priorities were agreed for the year. They are {LISTED}.",
    f"For 2022/23 the Partnership will prioritise {LISTED}.",
    f"The Board resolved to focus its efforts on {LISTED}.",
    f"Partners decided to concentrate in 2022/23 on {LISTED}.",
    f"Our plan concentrates on three areas: {LISTED}.",
    f"The Partnership's focus in 2022/23 was on {LISTED}.",
    f"The strategy's strategic aims are {LISTED}.",
    f"The Partnership put {LISTED} at the top of its list.",
    f"In line with the Police and Crime Plan, our priorities are {LISTED}.",
]


@pytest.mark.parametrize("text", TOLD)
def test_ways_of_telling_in_a_sentence(tmp_path: Path, text: str) -> None:
    rows = found(tmp_path, text, title=PLAN)
    assert [(row.text, row.owner, row.period) for row in rows] == [
        (text, "csp", "2022-23") for text in THREE
    ]


BEHIND = [
    "Domestic abuse, knife crime and fraud were agreed as the priorities for 2023/24.",
    "In March the Board named domestic abuse, knife crime and fraud as its priorities for 2023/24.",
    "Domestic abuse, knife crime and fraud remain the Partnership's priorities for 2023/24.",
]


@pytest.mark.parametrize("text", BEHIND)
def test_a_list_before_the_words_that_call_it_priorities(tmp_path: Path, text: str) -> None:
    rows = found(tmp_path, text)
    assert [(row.text.casefold(), row.period) for row in rows] == [(t, "2023-24") for t in THREE]


NOT_TOLD = [
    "Residents said that their priorities were speeding, litter and drugs.",
    "The priorities should be broad enough for all to engage and to work with young people.",
    "Officers will focus on burglary hotspots, drugs and engagement.",
    "The campaign focused on personal safety, drink spiking and drugs.",
    "The Partnership has a duty to reduce crime, combat drugs and reduce reoffending.",
    "Our values are honesty, respect and working together to reduce crime.",
    "The training covered modern slavery, county lines and cuckooing.",
    "The Board adopted a hate crime strategy and a domestic abuse policy.",
    "The domestic abuse strategy aims to prevent abuse, support victims and challenge abusers.",
    "Burglary was kept under review but was not taken on as a priority.",
    "Operation Gale's priorities were knife sweeps, test purchases and school visits.",
    "The hub's aims are to reduce violence, support victims and share information.",
    "Police priorities in the ward are speeding, drug dealing and nuisance bikes.",
    "Cross-cutting these priorities are drugs, mental health and the voice of victims.",
    "Work in support of the priorities includes training on hate crime and visits to shops.",
    "The project has three objectives: to reduce knife crime, to build trust and to help parents.",
    "Services exist for domestic abuse, drugs and debt, which are priorities for the Council.",
    "The Partnership has focused on burglary, running days of action and visiting victims.",
    "Theft, criminal damage and arson are not priorities.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_sentences_that_tell_no_priorities(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path, text) == []


PLANS = [
    "The Police and Crime Plan has as its priorities cutting crime, making roads safer and"
    " supporting victims.",
    "We have regard to the Police and Crime Plan 2021-25, which looks to cut crime, make roads"
    " safer and support victims.",
    "The Commissioner asks in the Police and Crime Plan for action on crime, safer roads and"
    " victims.",
    "The plan serves the three objectives of the Commissioner's Safe Together Plan 2021-25, namely"
    " cutting crime, making roads safer and supporting victims.",
    "The Commissioner published a plan. It has three priorities: cutting crime, making roads safer"
    " and supporting victims.",
    "MOPAC's priorities are: cutting crime; making roads safer; and supporting victims.",
    "The Police and Crime Plan is built round three pillars: cutting crime, making roads safer and"
    " supporting victims.",
]


@pytest.mark.parametrize("text", PLANS)
def test_the_commissioners_in_a_sentence(tmp_path: Path, text: str) -> None:
    rows = found(tmp_path, text)
    assert [row.owner for row in rows] == ["police_and_crime_plan"] * 3


LISTS = [
    ("theft, drugs and alcohol, and road safety", ["theft", "drugs and alcohol", "road safety"]),
    ("theft, road safety and drugs and alcohol", ["theft", "road safety", "drugs and alcohol"]),
    (
        "burglary and violence against women and girls",
        ["burglary", "violence against women and girls"],
    ),
    ("domestic and sexual abuse and theft", ["domestic and sexual abuse", "theft"]),
    (
        "preventing and tackling crime, making roads safer and protecting frail and at-risk people",
        [
            "preventing and tackling crime",
            "making roads safer",
            "protecting frail and at-risk people",
        ],
    ),
    (
        "reducing violence, theft and robbery, tackling abuse and building trust",
        ["reducing violence, theft and robbery", "tackling abuse", "building trust"],
    ),
    (
        "a safer county, keeping children safe, and standing against hate, extremism and racism",
        ["a safer county", "keeping children safe", "standing against hate, extremism and racism"],
    ),
    (
        "to cut theft; to tackle drugs and abuse; and to help victims",
        ["cut theft", "tackle drugs and abuse", "help victims"],
    ),
    ("theft and drugs, which are reviewed each year", ["theft", "drugs"]),
    ("theft and drugs in 2022/23", ["theft", "drugs"]),
    ("agreed in May and reviewed in June", []),
    ("£5,000 for theft and £2,000 for drugs", []),
    ("theft", []),
]


@pytest.mark.parametrize(("text", "members"), LISTS)
def test_members_of_a_list(text: str, members: list[str]) -> None:
    assert [text[a:b] for a, b in members_of(text, 0, len(text))] == members


def test_a_list_is_one_where_it_has_as_many_members_as_are_told() -> None:
    text = "people, places and partners"
    assert members_of(text, 0, len(text)) == []
    assert len(members_of(text, 0, len(text), 3)) == 3


ADDED = [
    "The Board will carry the priorities on into 2023/24 and add one more, tackling shop theft.",
    "The priorities were kept and a fourth, tackling shop theft, was added for 2023/24.",
    "A new priority for 2023/24 is tackling shop theft.",
    "Tackling shop theft was added as a fourth priority for 2023/24.",
]


@pytest.mark.parametrize("text", ADDED)
def test_one_that_is_added(tmp_path: Path, text: str) -> None:
    rows = found(tmp_path, text)
    assert [(row.text.casefold(), row.period) for row in rows] == [
        ("tackling shop theft", "2023-24")
    ]


def test_a_list_kept_for_the_next_year_is_of_both(tmp_path: Path) -> None:
    lead = "The Board set these priorities for 2022/23 and kept them for 2023/24:"
    rows = found(tmp_path, f"{lead}\n\n{ITEMS}")
    assert [row.period for row in rows] == ["2022-23", "2023-24"] * 3


def test_the_coming_year_of_an_annual_report(tmp_path: Path) -> None:
    lead = "Members have settled on the following priorities for the coming year:"
    assert {row.period for row in found(tmp_path, f"{lead}\n\n{ITEMS}")} == {"2023-24"}


def test_a_county_report_tells_what_its_districts_chose(tmp_path: Path) -> None:
    text = (
        "Districts add to the county priorities. In 2021/22 Dover CSP put theft and drugs at the"
        " top of its list, while Ashford CSP chose rural crime and fraud."
    )
    rows = found(tmp_path, text, title="# Safer Kent Annual Report 2022-23")
    assert [(row.text, row.owner, row.area, row.period) for row in rows] == [
        ("theft", "csp", "Dover CSP", "2021-22"),
        ("drugs", "csp", "Dover CSP", "2021-22"),
        ("rural crime", "csp", "Ashford CSP", "2021-22"),
        ("fraud", "csp", "Ashford CSP", "2021-22"),
    ]


def test_a_focus_beside_a_full_list_of_the_year_is_none(tmp_path: Path) -> None:
    text = f"Our priorities are:\n\n{ITEMS}\nThe Board agreed to focus on noise, litter and drugs."
    assert len(found(tmp_path, text)) == 3


AIMS = [
    "The Commissioner's objectives are:",
    "The Partnership's aims for 2022/23 are:",
    "Our objectives are:",
]


@pytest.mark.parametrize("lead", AIMS)
def test_aims_are_priorities_where_nothing_else_tells_them(tmp_path: Path, lead: str) -> None:
    assert len(texts(tmp_path, f"{lead}\n\n{ITEMS}")) == 3
    under = f"## Priority 1: Theft\n\n{lead}\n\n{ITEMS}"
    assert texts(tmp_path, under) == ["Theft"]
