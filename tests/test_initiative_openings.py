"""Names that open a bullet or paragraph, and names that the words around them introduce."""

import pytest

from extractors.initiative_contexts import find_in_context
from extractors.initiative_openings import find_run_in, find_subject
from extractors.initiative_titles import is_project_name

RUN_INS = [
    (
        "Kerb Appeal. Now in its third year, this project repairs broken street lamps.",
        "Kerb Appeal",
    ),
    ("4.2 Kerb Appeal. Twelve coaches met boys in the parks on Friday nights.", "Kerb Appeal"),
    ("Kerb Appeal – trained volunteers walk the town on Saturday nights", "Kerb Appeal"),
    (
        "Kerb Appeal mentoring: 42 boys at risk of exploitation now have a mentor",
        "Kerb Appeal mentoring",
    ),
    ("Tribe: this eight-week programme helps children to feel safe again", "Tribe"),
    ("Cycle marking – 180 bikes were marked at four events.", "Cycle marking"),
    ("Target hardening. Locks and lights were fitted for 18 victims.", "Target hardening"),
    ("Bellwatch. Volunteers fitted 90 doorbells; few were burgled since the scheme.", "Bellwatch"),
    ("Stalking – 180 cases were recorded at the end of the year.", None),
    ("7.2 Financial. There are no implications for the budget of the council.", None),
    ("7.4 Public health. The work described here helps the joint strategy.", None),
    ("Domestic Abuse. There were 1,200 incidents in the year, a rise of 3%.", None),
    ("Victims: more than half were women and a fifth were under 25.", None),
    ("Wolverdale made new families welcome: 94 households took in guests.", None),
    ("Leeds City Council. Officers visited shops and handed out leaflets.", None),
]


@pytest.mark.parametrize(("text", "name"), RUN_INS)
def test_a_name_before_a_stop_dash_or_colon(text: str, name: str | None) -> None:
    found = find_run_in(text, in_account=True)
    assert (text[found.start : found.end] if found else None) == name


ELSEWHERE = [
    ("Kerb Appeal. This twelve-week course is for men who have served a sentence.", True),
    ("Kerb Appeal: the street was quiet again after the lamps had been repaired", False),
    ("Mental Health. This programme of the health board is for all who need it.", False),
]


@pytest.mark.parametrize(("text", "is_found"), ELSEWHERE)
def test_outside_an_account_the_text_must_tell_of_a_project(text: str, is_found: bool) -> None:
    assert (find_run_in(text, in_account=False) is not None) is is_found


def test_a_numbered_paragraph_may_begin_with_an_activity() -> None:
    text = "Evening patrols. Officers walked the square on 24 nights."
    assert find_run_in(text, in_account=False, is_numbered=True) is not None
    assert find_run_in(text, in_account=False) is None
    legal = "Legal advice. Officers took it before the order was made."
    assert find_run_in(legal, in_account=False, is_numbered=True) is None


SUBJECTS = [
    ("Kerb Appeal offers boxing on Friday nights to all who come.", ["Kerb Appeal"]),
    ("Knock and Wait asks older people to check who is at the door.", ["Knock and Wait"]),
    ("Kerb Appeal (Cam Da) has helped 58 young people since it began.", ["Kerb Appeal"]),
    ("Kerb Appeal (retail crime, led by the police). Patrols were held.", ["Kerb Appeal"]),
    ("The Welcome Hub opened in October and is busy each day.", ["Welcome Hub"]),
    ("The Youth Justice Service worked with 42 young people in all.", []),
    ("Victim Support helped 420 people after a burglary last year.", []),
    ("Kerb Appeal runs the licensing scheme for the whole council.", []),
    ("North Wolverdale has had the highest number of cases by far.", []),
    ("Inspector Karen Shaw worked with the team in the town centre.", []),
    ("The Domestic Abuse Strategy was launched in June at an event.", []),
    ("The Town Council opened a new skate park in the old market.", []),
    ("Turning Tide supported 300 people who had left prison.", []),
]


@pytest.mark.parametrize(("text", "names"), SUBJECTS)
def test_a_name_that_opens_a_sentence(text: str, names: list[str]) -> None:
    found = find_subject(text, frozenset(["Turning Tide"]), in_account=True)
    assert [name.text for name in found] == names


def test_outside_an_account_a_bare_verb_shows_no_project() -> None:
    text = "Kerb Appeal offers boxing on Friday nights."
    assert find_subject(text, frozenset(), in_account=False) == []


IN_CONTEXT = [
    ("In June we launched Knock and Wait, which teaches older people.", ["Knock and Wait"]),
    ("Shops can sign up to Kerb Appeal at any time.", ["Kerb Appeal"]),
    ("Launch Kerb Appeal, a new programme for door staff.", ["Kerb Appeal"]),
    ("Our sanctuary scheme, Kerb Appeal, fits locks and alarms.", ["Kerb Appeal"]),
    ("Relaunch the centres under the name Speak Up, and train staff.", ["Speak Up"]),
    ("Back the Places for All small grants scheme.", ["Places for All"]),
    ("The Bin It Now posters were put up at 14 stations.", ["Bin It Now"]),
    ("Through StreetTrace, officers have handed out 40 kits.", ["StreetTrace"]),
    ("A project named Lantern took on 40 boys.", ["Lantern"]),
    ("Three projects were paid for; one of them, Kerb Appeal, goes on.", ["Kerb Appeal"]),
    ("A new stall, dubbed the Bobby Booth, went round.", ["Bobby Booth"]),
    ("Training under the Spot the Signs brand went well.", ["Spot the Signs"]),
    ("A course called for by residents was run.", []),
    ("One of them, Karen, left.", []),
    ("The strategy was launched by Victim Support.", []),
    ("We launched the Safer Valley Partnership in 2002.", []),
    ("We launched the Safer Valley (SV) partnership in 2002.", []),
    ("The Public Spaces Protection Orders were extended to the park.", []),
    ("The charity, formerly known as Action on Smoking, helped.", []),
    ("The council runs Facebook pages.", []),
    ("Kerb Appeal, a charity run by volunteers, helped.", []),
    ("Kerb Licensing runs the scheme at a low cost.", []),
    ("Through Hate Crime training, staff learned more.", []),
]


@pytest.mark.parametrize(("text", "names"), IN_CONTEXT)
def test_a_name_that_its_context_shows(text: str, names: list[str]) -> None:
    assert [name.text for name in find_in_context(text)] == names


@pytest.mark.parametrize(
    "name", ["Love Your Park", "Lock It or Lose It", "Get Set Go", "Newport Night Safe", "MetTrace"]
)
def test_words_that_may_name_a_project(name: str) -> None:
    assert is_project_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Castle Park",
        "Community Protection Warnings",
        "Housing Support Sub-Group",
        "Joint Strategic Needs Assessment for Essex",
        "Home Office",
        "Crime Prevention",
        "Domestic Abuse",
        "Cllr Jane Smith",
        "Saturday",
        "Newark",
    ],
)
def test_words_that_name_something_else(name: str) -> None:
    assert not is_project_name(name)
