"""What partners did, do and plan: names, rows and headings, and what is none."""

from pathlib import Path

import pytest

from extractors.initiative_appositions import find_explained
from extractors.initiative_leads import find_lead
from extractors.initiative_names import find_names
from extractors.initiative_plans import status_of_row
from extractors.initiative_titles import is_heading_name
from extractors.initiatives import find_initiatives
from schemas import Initiative
from tests.made import scope_of


def found(folder: Path, text: str, **told: str) -> list[Initiative]:
    return list(find_initiatives(scope_of(folder, text, **told)))


def names(folder: Path, text: str, **told: str) -> list[str]:
    return [one.name for one in found(folder, text, **told)]


NAMED = [
    ("Op Kestrel is a force-wide operation.", ["Op Kestrel"]),
    ("Operation Night Owl led to 12 arrests.", ["Operation Night Owl"]),
    ("Patrols under Op Kestrel- see above.", ["Op Kestrel"]),
    ("The Sunrise Project gave 66 survivors a mentor.", ["Sunrise Project"]),
    ("Project Lantern fitted 82 alarms.", ["Project Lantern"]),
    ("We joined the Lantern initiative.", ["Lantern initiative"]),
    ("Every school took part in Crucial Crew.", ["Crucial Crew"]),
    ("Commission the Harbour Lights Project to help.", ["Harbour Lights Project"]),
    ("Support the Street Kind Champions network", ["Street Kind Champions"]),
    ("Partners launched the ‘Look Closer’ campaign.", ["Look Closer"]),
    ("The #StandByHer campaign reached 900.", ["#StandByHer campaign"]),
    ("Hope Trust’s Lantern Project gave 84 lessons.", ["Lantern Project"]),
    ("Safer Streets Round 4 paid for lights.", ["Safer Streets Round 4"]),
    ("Op Kestrel and Project Lantern ran.", ["Op Kestrel", "Project Lantern"]),
    ("We work through Programme Lantern.", ["Programme Lantern"]),
    ("IDA is the Independent Adviser scheme.", ["Independent Adviser scheme"]),
    ("Street Pastors were out on 40 nights.", ["Street Pastors"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_in_running_text(text: str, expected: list[str]) -> None:
    assert [name.text for name in find_names(text)] == expected


EXPLAINED = [
    ("Girls on Track, an intensive course, ran twice.", ["Girls on Track"]),
    ("Beat the Bang is a partnership initiative for autumn.", ["Beat the Bang"]),
    ("Compass, a football programme run by the Rovers Trust, grew.", ["Compass"]),
    ("The Kerb Appeal, a single front door for victims run by Hope Trust, grew.", ["Kerb Appeal"]),
    ("Kerb Appeal, workshops led by a former prisoner, grew.", ["Kerb Appeal"]),
    ("Kerb Parks, a pledge by the council, is new.", ["Kerb Parks"]),
    ("Kerb Appeal - mentoring for boys of 12 to 15 - grew.", ["Kerb Appeal"]),
    ("Hope Trust, a charity that is run by its members, grew.", []),
    ("Valley Lane, sessions of the court heard, was busy.", []),
    ("Officers, a team led by a sergeant, met.", []),
]


@pytest.mark.parametrize(("text", "expected"), EXPLAINED)
def test_names_that_the_words_behind_them_explain(text: str, expected: list[str]) -> None:
    assert [name.text for name in find_explained(text, frozenset())] == expected


NO_NAMES = [
    "The Operation Manager attends monthly.",
    "The Homelessness Strategy was reviewed by the Night Time Economy Group.",
    "The MARAC Steering Group and the Domestic Abuse Board met.",
    "The Probation Service supervised 40 people.",
    "The Domestic Abuse Project Officer left.",
    "The Sunrise Project Board met in May.",
    "The Project Manager wrote the Project Plan.",
    "Inputs came from Safer Homes, The Change Project, and others.",
    "The North Stay Safe Group met.",
    "a project to mark bicycles was run",
    "Figures are from the Force Data Pack 2018.",
    "The Multi-Agency Risk Assessment Conference (MARAC) heard 571 cases.",
    "A bid to the Early Intervention Youth Fund was made.",
    "£40,000 was won under Safer Streets Round 4.",
    "Seen first in Europe, the scheme has spread.",
    "An application was made to Safer Streets Round 4.",
    "On Fridays the Street Pastors helped 40 people.",
    "I thank our volunteers, among them Street Pastors and governors.",
    "Safer Streets Round 4 was worth £40,000 to the town.",
    "Kerb Appeal, the WFRS roadshow for drivers, was seen by 900.",
    "Kerb Appeal, our campaign for Hate Crime Awareness Week, reached 900.",
    "MARAC is the Multi-Agency Risk Assessment Conference.",
    "Clare’s Law is the Domestic Violence Disclosure Scheme.",
    "The Programme Manager and the Programme Office moved.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_meetings_posts_and_bodies_are_no_initiatives(text: str) -> None:
    assert find_names(text) == []


HEADINGS = [
    "Safe Homes for All",
    "Rural roadshow events",
    "CCTV upgrades",
    "Immediate help for victims",
    "Improved access for young offenders",
    "Gangs prevention at secondary schools",
    "The Lantern Project",
    "World Cup domestic abuse campaign",
]
NO_HEADINGS = [
    "Delivered 14 projects to over 11,000 young people",
    "Worked with schools",
    "We ran two events",
    "Twelve cameras were fitted",
    "Newsletter produced quarterly",
    "Immediate & ongoing",
    "By March 2023",
    "Priority 2: Burglary",
    "Priority Two",
    "Domestic abuse",
    "On burglary and rural crime",
    "The picture of crime",
    "Report to",
    "Other work",
    "The scale of the problem",
    "Vehicular ASB",
    "Service outcomes",
    "Town Centre",
    "Probation Service",
    "Leeds City Council",
    "Colchester",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_that_names(heading: str) -> None:
    assert is_heading_name(heading)


@pytest.mark.parametrize("heading", NO_HEADINGS)
def test_a_heading_that_tells_or_names_something_else(heading: str) -> None:
    assert not is_heading_name(heading)


ACHIEVED = """
## Key achievements 2022-23

### Safe Homes for All

The CSP fitted 40 locks. It was awarded £8,000 by the Home Office.

### Turning Tide

Turning Tide helped 30 women. Referrals came from Turning Tide.

## Looking ahead

### Budget

There is little.
"""


def test_headings_of_the_achievements(tmp_path: Path) -> None:
    (one,) = found(tmp_path, ACHIEVED)
    assert (one.name, one.status, one.period, one.lead) == (
        "Safe Homes for All",
        "delivered",
        "2022-23",
        "CSP",
    )
    assert one.description == "The CSP fitted 40 locks."
    assert one.funding_text == "It was awarded £8,000 by the Home Office."


def test_a_topic_over_bullets_that_name_is_none(tmp_path: Path) -> None:
    text = (
        "## Key achievements 2022-23\n\n### Keeping Older People Safe\n\n"
        "- Kerb Appeal – trained volunteers walk the town on Saturday nights\n"
        "- Door Talks – lunches on rogue traders were given in all lunch clubs\n"
    )
    assert names(tmp_path, text) == ["Kerb Appeal", "Door Talks"]


def test_headings_elsewhere_are_none(tmp_path: Path) -> None:
    assert names(tmp_path, ACHIEVED.replace("Key achievements 2022-23", "Background")) == []


BULLETS = [
    ("Streets Ahead – a twelve-week youth work pilot that reached 95", ["Streets Ahead"]),
    ("Crime Guide for Parents: copies were printed for all schools", ["Crime Guide for Parents"]),
    ("Between May – June four cameras were fitted in the market", []),
    ("Supported the wardens – who then patrolled all of the parks", []),
    ("Domestic abuse – there were 40 cases in the whole of the year", []),
    ("Four cameras were upgraded", []),
]


@pytest.mark.parametrize(("bullet", "expected"), BULLETS)
def test_bullets_of_the_achievements(tmp_path: Path, bullet: str, expected: list[str]) -> None:
    assert names(tmp_path, f"## Achievements\n\nWe did this:\n\n- {bullet}") == expected


PLAN_TITLE = "# Safer Wolverdale Partnership Action Plan 2023/24"
PLAN = """
## Priority 2: Burglary

| What we will do | Who | By when | What difference will it make? | Resources | RAG |
|---|---|---|---|---|---|
| Fit new locks in sheltered homes | Police, a@b.org | July 2023 | Fewer thefts | £500 | Red |
| Hold three crime prevention roadshows | CSP | Ongoing | More confidence | None | Complete |
| --- | --- | --- | --- | --- | --- |
"""


def test_rows_of_an_action_plan(tmp_path: Path) -> None:
    first, second = found(tmp_path, PLAN, title=PLAN_TITLE)
    assert first.name == "Fit new locks in sheltered homes"
    assert (first.timescale, first.outcomes, first.funding_text) == (
        "July 2023",
        "Fewer thefts",
        "£500",
    )
    assert (first.status, first.period, first.priority_refs) == ("planned", "2023-24", ["Burglary"])
    assert first.lead is not None
    assert "@" not in first.lead
    assert (second.name, second.status) == ("Hold three crime prevention roadshows", "delivered")


def test_a_plan_has_the_year_of_its_caption(tmp_path: Path) -> None:
    text = PLAN.replace("## Priority 2: Burglary", "Table 2: Main actions for 2024-25")
    rows = found(tmp_path, text, title="# Safer Wolverdale Partnership Annual Report 2023-24")
    assert [row.period for row in rows] == ["2024-25", "2024-25"]


STATES = [
    (None, "planned"),
    ("Amber", "planned"),
    ("Not started", "planned"),
    ("Not yet complete", "planned"),
    ("To be completed", "planned"),
    ("Blue", "delivered"),
    ("Blue – live since May", "delivered"),
    ("Under way", "ongoing"),
    ("Completed", "delivered"),
    ("Delivered in May", "delivered"),
    ("In progress", "ongoing"),
    ("Started", "ongoing"),
    ("On-going", "ongoing"),
]


@pytest.mark.parametrize(("text", "status"), STATES)
def test_state_of_a_row(text: str | None, status: str) -> None:
    assert status_of_row(text) == status


def test_a_row_is_named_before_its_dash(tmp_path: Path) -> None:
    plan = "Action\tLead\tBy when\nKerb Appeal – radios for all shops\tHope Trust\tMay 2023"
    plan += "\nRenew the order – town centre\tCouncil\tJune 2023"
    rows = found(tmp_path, plan, title=PLAN_TITLE)
    assert [one.name for one in rows] == ["Kerb Appeal", "Renew the order – town centre"]


def test_a_key_tells_the_colour_of_what_is_complete(tmp_path: Path) -> None:
    plan = PLAN.replace("Complete", "Green").replace("| Red |", "| Blue |")
    key = "Key: Green – complete; Blue – on track"
    text = plan.replace("Burglary\n", f"Burglary\n\n{key}\n")
    assert [one.status for one in found(tmp_path, text, title=PLAN_TITLE)] == [
        "planned",
        "delivered",
    ]


def test_a_row_about_a_project_is_an_action_of_its_own(tmp_path: Path) -> None:
    row = "| Extend Safe Doors to tenants | Police | May 2023 | More locks | £5 | Red |\n"
    text = "The Safe Doors project fitted locks.\n" + PLAN.replace("| Hold", row + "| Hold")
    told = names(tmp_path, text, title=PLAN_TITLE)
    assert "Safe Doors project" in told
    assert "Extend Safe Doors to tenants" in told


FUNDED = """
## Grants awarded in 2022/23

| Project | Organisation | Amount |
|---|---|---|
| Boxing for teenagers | Harbury Boxing Club | £1,500 |
| Lantern Project | Hope Trust | £950 |
| Total | | £2,450 |

The Lantern Project helped 40 people.
"""


def test_rows_of_a_table_of_funded_projects(tmp_path: Path) -> None:
    told = [(one.name, one.lead, one.status, one.period) for one in found(tmp_path, FUNDED)]
    assert told == [
        ("Boxing for teenagers", "Harbury Boxing Club", "delivered", "2022-23"),
        ("Lantern Project", "Hope Trust", "delivered", "2022-23"),
    ]


def test_a_table_of_sums_names_no_projects(tmp_path: Path) -> None:
    assert (
        names(tmp_path, FUNDED.replace("Project | Organ", "Source | Organ").split("The L")[0]) == []
    )


STATUSES = [
    ("The Lantern Project helped 20 people.", "delivered"),
    ("The Lantern Project is helping people.", "ongoing"),
    ("The Lantern Project will help people.", "planned"),
    ("Next year we will launch the Lantern Project.", "planned"),
    ("The CSP works with all schools through the Lantern Project.", "ongoing"),
    ("The CSP worked with all schools through the Lantern Project.", "delivered"),
    ("The Lantern Project brought in people who work or live here.", "delivered"),
    ("Officers visited shops for the Lantern Project in the run up to May.", "delivered"),
    ("## Achievements\n\nSubject to funding the Lantern Project will start in May.", "planned"),
    ("## Achievements\n\nThe Lantern Project offers sport.", "delivered"),
    ("## Achievements\n\nThe Lantern Project continues.", "ongoing"),
    ("## Recommendations\n\nThat the Lantern Project is extended.", "planned"),
    ("## What we will do\n\nKeep up the Lantern Project, which has helped 76 boys.", "ongoing"),
    ("Next year we will:\n\n- bring the Lantern Project to schools", "planned"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_status_by_what_the_sentence_tells(tmp_path: Path, text: str, status: str) -> None:
    told = found(tmp_path, text, title="# Safer Wolverdale Partnership")
    assert [one.status for one in told] == [status]


def test_a_report_on_a_year_tells_what_was_done(tmp_path: Path) -> None:
    told = found(tmp_path, "The CSP works with all schools through the Lantern Project.")
    assert [one.status for one in told] == ["delivered"]


def test_what_a_plan_names_is_planned(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "Deliver the Lantern Project.", title=PLAN_TITLE)
    assert (one.name, one.status) == ("Lantern Project", "planned")


LEADS = [
    ("It was led by Essex Police.", "Essex Police"),
    ("The course, delivered by the Youth Justice Service, ran.", "Youth Justice Service"),
    ("The CSP commissioned a play.", "CSP"),
    ("Newport City Council has launched an app.", "Newport City Council"),
    ("The play was seen by Essex Police.", None),
    ("It ran twice.", None),
    ("It was led by the BCU robbery squad.", "BCU robbery squad"),
    ("It is run by the council’s Housing team.", "council’s Housing team"),
    ("It is a scheme that our Youth Justice Service (YJS) runs.", "Youth Justice Service (YJS)"),
    ("It is a mentoring scheme of the Youth Justice Service.", "Youth Justice Service"),
    ("Coaches from Valley Leisure ran 36 sessions.", "Valley Leisure"),
    ("The fire service trained 231 riders.", "fire service"),
    ("ABC Licensing runs the scheme at a low cost.", "ABC Licensing"),
    ("Commissioned from Hope Trust, mentors worked with 38 boys.", "Hope Trust"),
    ("The CSP has continued to fund cameras, installed by Essex Police.", "Essex Police"),
    ("It was run by the charity Open Doors.", "Open Doors"),
    ("It was run by volunteers from Hope Trust.", "Hope Trust"),
    ("Our partner Open Doors received £4,000 to run a course for men.", "Open Doors"),
    ("This was the Met’s response to robbery.", "Met"),
    ("Essex Police officers walked home routes with women.", "Essex Police"),
    ("It was run jointly with Essex Police in June.", "Essex Police"),
    ("Open Doors received 40 referrals.", None),
    ("Essex Police recorded 40 offences.", None),
]


@pytest.mark.parametrize(("text", "lead"), LEADS)
def test_who_leads(text: str, lead: str | None) -> None:
    assert find_lead(text) == lead


def test_who_is_told_behind_the_name_to_own_it() -> None:
    assert (
        find_lead("Kerb Appeal, the WFRS roadshow for drivers, was seen.", "Kerb Appeal") == "WFRS"
    )
    text = "Operation Dusk, Essex Police’s response to hare coursing, ran."
    assert find_lead(text, "Operation Dusk") == "Essex Police"


def test_who_owns_it_leads_and_it_does_not_lead_itself() -> None:
    assert (
        find_lead("Hope Trust’s Lantern Project gave lessons.", "Lantern Project") == "Hope Trust"
    )
    assert find_lead("Newport’s Lantern Project gave lessons.", "Lantern Project") is None
    assert find_lead("Street Pastors visited bars.", "Street Pastors") is None


def test_what_is_planned_for_another_year_is_another(tmp_path: Path) -> None:
    text = "The Lantern Project ran well.\n\nIn 2023/24 we will extend the Lantern Project."
    told = [(one.period, one.status) for one in found(tmp_path, text, title="# Safer Wolverdale")]
    assert told == [(None, "delivered"), ("2023-24", "planned")]


def test_told_twice_is_one(tmp_path: Path) -> None:
    text = "Operation Kestrel ran in May.\n\nOp Kestrel led to 4 arrests. The Lantern scheme ran."
    assert names(tmp_path, text) == ["Operation Kestrel", "Lantern scheme"]


def test_of_two_years_it_is_two(tmp_path: Path) -> None:
    text = "In 2021/22 Op Kestrel led to 4 arrests.\n\nIn 2022/23 Op Kestrel led to 6 arrests."
    assert [(one.name, one.period) for one in found(tmp_path, text)] == [
        ("Op Kestrel", "2021-22"),
        ("Op Kestrel", "2022-23"),
    ]
