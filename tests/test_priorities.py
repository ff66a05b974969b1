"""Priorities of invented partnerships, and lists that only look like them."""

from pathlib import Path

import pytest

from extractors.priorities import find_priorities
from schemas import Priority
from tests.made import scope_of


def found(folder: Path, text: str, **told: str) -> list[Priority]:
    return list(find_priorities(scope_of(folder, text, **told)))


def texts(folder: Path, text: str, **told: str) -> list[str]:
    return [priority.text for priority in found(folder, text, **told)]


PLAN = "# Safer Wolverdale Partnership Plan 2022-23"
ITEMS = LIST = "- Serious violence\n- Rural crime\n- Fraud\n"
THREE = ["Serious violence", "Rural crime", "Fraud"]

ANNOUNCED = [
    f"The Partnership agreed three priorities for 2022/23:\n\n{LIST}",
    f"Our strategic priorities are\n\n{LIST}",
    f"## Key priorities\n\n{LIST}",
    f"## Priorities for 2022/23\n\nAnalysts suggest the following for adoption:\n\n{LIST}",
    f"Our strategic themes are:\n\n{LIST}",
    f"The CSP will focus its efforts on:\n\n{LIST}",
    "Our priorities are:\n\n1. Serious violence\n2. Rural crime\n3. Fraud\n",
    "Our priorities:\n\n1) Serious violence 2) Rural crime 3) Fraud\n",
    "## Partnership priorities 2022/23\n\nSerious violence, Rural crime, Fraud\n",
    "Our priorities are: Serious violence; Rural crime; and Fraud.",
    "It works to its priorities, which are: Serious violence; Rural crime; Fraud.",
    "## Our priorities\n\n### Serious violence\n\nIt fell.\n\n### Rural crime\n\nIt rose.\n\n"
    "### Fraud\n\nIt rose too.\n",
    "## Priority 1 – Serious violence\n\nIt fell.\n\n## Priority Two: Rural crime\n\nIt rose.\n\n"
    "## PRIORITY 3. Fraud\n\nIt rose.\n",
    "## Priority 1 Serious violence\n\nIt fell.\n\n## Priority 2 Rural crime\n\nIt rose.\n\n"
    "## Priority 3 Fraud\n\nIt rose.\n",
    "## Priority One\n\n### Serious violence\n\nIt fell.\n\n## Priority Two\n\n### Rural crime\n\n"
    "It rose.\n\n## Priority Three\n\n### Fraud\n\nIt rose.\n",
]


@pytest.mark.parametrize("text", ANNOUNCED)
def test_ways_of_telling(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path, text) == THREE


NOT_PRIORITIES = [
    f"The Crime and Disorder Act puts a duty on the authorities to:\n\n{LIST}",
    f"Our values are:\n\n{LIST}",
    f"Residents told us that their main concerns were:\n\n{LIST}",
    f"Residents' top priorities were:\n\n{LIST}",
    f"The offence types that scored highest against our priorities were:\n\n{LIST}",
    f"## Achievements against these priorities\n\n{LIST}",
    f"## Priority 2: Rural crime\n\n{LIST}".replace("## Priority 2: Rural crime", "## What we did"),
    f"To deliver these priorities we will:\n\n{LIST}",
    f"The priorities of the previous plan were:\n\n{LIST}",
    f"Last year's priorities were:\n\n{LIST}",
    f"Our cross-cutting themes are:\n\n{LIST}",
    f"The Partnership will focus on the following actions:\n\n{LIST}",
    f"Residents in the survey gave these as their priorities:\n\n{LIST}",
    "The new plan builds on the last plan, whose priorities were tackling theft and drug use.",
    "In the Northern MARAC meeting there are two priorities – mental health and housing.",
    "Members reviewed two key priorities of the Health and Wellbeing Board, loneliness and diet.",
    "Our priorities are set out in the plan, the strategy and the website.",
    "The priorities were agreed in May and reviewed in June.",
]


@pytest.mark.parametrize("text", NOT_PRIORITIES)
def test_what_only_sounds_like_priorities(tmp_path: Path, text: str) -> None:
    assert texts(tmp_path, text) == []


def test_bullets_under_the_heading_of_a_priority_are_none(tmp_path: Path) -> None:
    text = "## Priority 1: Rural crime\n\n- Four cameras were fitted\n- A leaflet was printed\n"
    assert texts(tmp_path, text) == ["Rural crime"]


def test_a_heading_of_a_section_of_a_priority_names_none(tmp_path: Path) -> None:
    assert texts(tmp_path, "## Priority One - What have we achieved so far\n\nMuch.") == []


OWNERS = [
    ("The priorities of the Police and Crime Plan are:", "police_and_crime_plan"),
    ("The Mayor's priorities for London are:", "police_and_crime_plan"),
    ("The PCC's priorities are:", "police_and_crime_plan"),
    ("The county strategy group has set these priorities:", "county"),
    ("The priorities of the Youth Justice Service are:", "partner"),
    ("The Safeguarding Adults Board has three priorities:", "partner"),
    ("The priorities of the Community Safety Partnership are:", "csp"),
    ("The Partnership's priorities, agreed with the police, are:", "csp"),
]


@pytest.mark.parametrize(("lead", "owner"), OWNERS)
def test_whose_they_are(tmp_path: Path, lead: str, owner: str) -> None:
    assert {one.owner for one in found(tmp_path, f"{lead}\n\n{LIST}")} == {owner}


def test_a_county_agreement_tells_its_own_and_those_of_its_districts(tmp_path: Path) -> None:
    text = f"Our shared priorities are:\n\n{LIST}\nThe priorities of Dover CSP are: ASB; and theft."
    rows = found(tmp_path, text, title="# Kent Community Safety Agreement 2022-25")
    assert [one.owner for one in rows] == ["county"] * 3 + ["csp"] * 2


PERIODS = [
    ("The priorities for 2021/22 were:", PLAN, "2021-22"),
    ("Our priorities are:", PLAN, "2022-23"),
    ("In 2022 we agreed these priorities:", PLAN, "2022-23"),
    ("Our priorities are:", "# Safer Wolverdale Partnership Plan 2022-25", None),
    ("The Police and Crime Plan 2021-2025 has these priorities:", PLAN, None),
    ("Our priorities are:", "# Safer Wolverdale Partnership Strategic Assessment 2021-22", None),
    (
        "Priorities proposed for the coming year are:",
        "# Safer Wolverdale Partnership Strategic Assessment 2021-22",
        "2022-23",
    ),
]


@pytest.mark.parametrize(("lead", "title", "period"), PERIODS)
def test_period_of_a_list(tmp_path: Path, lead: str, title: str, period: str | None) -> None:
    rows = found(tmp_path, f"{lead}\n\n{LIST}", title=title)
    assert [one.period for one in rows] == [period] * 3


def test_a_dated_heading_dates_the_list_below(tmp_path: Path) -> None:
    text = f"## Priorities 2019-20\n\nThe Partnership's priorities were:\n\n{LIST}"
    assert {one.period for one in found(tmp_path, text)} == {"2019-20"}


def test_what_is_said_again_is_one_row(tmp_path: Path) -> None:
    text = (
        f"Our priorities are:\n\n{LIST}\n## Priority 1: SERIOUS VIOLENCE.\n\nIt fell.\n\n"
        "## Priority 2: Tackling rural crime\n\nIt rose.\n"
    )
    assert texts(tmp_path, text) == [*THREE[:1], *THREE[1:]]


def test_verb_forms_are_one_wording(tmp_path: Path) -> None:
    text = (
        "Our priorities are:\n\n- Tackle the trafficking of drugs\n- Reduce reoffending\n\n"
        "## Priority 1: Tackling the trafficking of drugs\n\nIt fell.\n"
    )
    assert texts(tmp_path, text) == ["Tackle the trafficking of drugs", "Reduce reoffending"]


ASSESSMENT = "# Safer Wolverdale Partnership Strategic Assessment 2021-22"


def test_a_heading_without_a_year_is_that_of_the_dated_list(tmp_path: Path) -> None:
    text = f"## Priority One – Rural crime\n\nIt rose.\n\nPriorities for 2022-23 are:\n\n{LIST}"
    rows = found(tmp_path, text, title=ASSESSMENT)
    assert [(one.text, one.period) for one in rows] == [(text, "2022-23") for text in THREE]


def test_two_lists_of_other_members_stay_apart(tmp_path: Path) -> None:
    text = (
        "The current priorities are:\n\n- Exploitation\n- Victims\n- Rural crime\n\n"
        f"Priorities for 2022-23 are:\n\n{LIST}"
    )
    rows = found(tmp_path, text, title=ASSESSMENT)
    assert [one.period for one in rows] == [None] * 3 + ["2022-23"] * 3


def test_numbers_that_begin_anew_begin_another_list(tmp_path: Path) -> None:
    text = "Our priorities are:\n\n1) Fraud\n2) Rural crime\n\n3. Governance\n"
    assert texts(tmp_path, text) == ["Fraud", "Rural crime"]


def test_numbers_run_together_are_taken_apart(tmp_path: Path) -> None:
    text = "Our priorities are:\n\n1. Serious violence 2. Rural crime 3.\n\nFraud\n"
    assert [(p.ordinal, p.text) for p in found(tmp_path, text)] == list(enumerate(THREE, start=1))


def test_a_list_goes_on_over_the_text_that_explains_it(tmp_path: Path) -> None:
    text = "Our priorities are:\n\n1) Fraud\n\nIt costs us much.\n\n2) Rural crime\n\nIt rose.\n"
    assert texts(tmp_path, text) == ["Fraud", "Rural crime"]


def test_what_explains_a_priority_is_no_part_of_it(tmp_path: Path) -> None:
    text = (
        "Our priorities are:\n\n- Hidden harm: to find those who are exploited in their own homes"
        " and bring them to help\n- Fraud. We will tell older people how to know a fraudster who"
        " calls at the door\n"
    )
    assert texts(tmp_path, text) == ["Hidden harm", "Fraud"]


BOXES = """
<table>
<tr><td colspan="3">Our vision: a safe place for all</td></tr>
<tr><td colspan="3">Our priorities</td></tr>
<tr><td>Serious violence</td><td>Rural crime</td><td>Fraud</td></tr>
<tr><td>Run knife arches</td><td>Mark quad bikes</td><td>Block scam calls</td></tr>
</table>
"""


def test_boxes_of_a_plan_on_a_page(tmp_path: Path) -> None:
    assert [(p.ordinal, p.text) for p in found(tmp_path, BOXES)] == list(enumerate(THREE, start=1))


COLUMN = """
| Priority | What we will do | Who |
|---|---|---|
| Serious violence | Run knife arches in all of our secondary schools | Police |
| Serious violence | Train bar staff | Council |
| Rural crime | Mark quad bikes | Police |
"""


def test_first_column_where_no_list_tells_them(tmp_path: Path) -> None:
    assert texts(tmp_path, COLUMN, title=PLAN) == ["Serious violence", "Rural crime"]
    assert texts(tmp_path, f"Our priorities are:\n\n{LIST}{COLUMN}", title=PLAN) == THREE


def test_high_and_low_are_no_priorities(tmp_path: Path) -> None:
    text = COLUMN.replace("Serious violence", "High").replace("Rural crime", "Low")
    assert texts(tmp_path, text, title=PLAN) == []


def test_themes(tmp_path: Path) -> None:
    rows = found(tmp_path, "Our priorities are:\n\n- Rural crime\n- Being there for all\n")
    assert [one.themes for one in rows] == [["rural_crime"], ["other"]]


def test_a_sentence_that_goes_on_from_priorities_tells_them(tmp_path: Path) -> None:
    told = "The strategy has three priorities. These are: cutting burglary; drugs; and safer parks."
    assert texts(tmp_path, told) == ["cutting burglary", "drugs", "safer parks"]


def test_what_residents_call_priorities_is_none(tmp_path: Path) -> None:
    told = (
        "Residents told us their top priorities. These are: parking; litter; and street lighting."
    )
    assert texts(tmp_path, told) == []
