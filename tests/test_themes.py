"""Sentences and table rows, with the themes and the category that they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.themes import category_of, plain, themes_of
from schemas.codes import CATEGORIES, THEMES

THEMED = [
    ("Reduce dwelling burglary's", ["burglary"]),
    ("Homes broken into fell by a fifth", ["burglary"]),
    ("ANTI-SOCIAL BEHAVIOUR", ["asb"]),
    ("Antisocial behaviour and Anti–Social Behaviours", ["asb"]),
    ("Tackle violence against women & girls", ["vawg"]),
    ("Gangs, county lines and knife crime", ["gangs_county_lines", "weapons_knife_crime"]),
    ("Child Sexual Exploitation (CSE) and cuckooing", ["exploitation"]),
    ("Drug and alcohol misuse", ["drugs", "alcohol"]),
    ("Keep safe online", ["fraud_cyber"]),
    ("Deliver Prevent training to front-line staff", ["extremism"]),
    ("Prevent", ["extremism"]),
    ("fly-tipping, graffiti and dog fouling", ["environmental_crime"]),
    ("Re-offending by young people", ["reoffending", "young_people"]),
    ("Thefts from shops", ["theft"]),
    ("Reduce the number of people killed or seriously injured (KSI)", ["road_safety"]),
    ("Rural crime: hare coursing", ["rural_crime"]),
    ("Street Pastors in the night-time economy", ["night_time_economy"]),
    ("Llinellau cyffuriau", ["gangs_county_lines"]),
    ("Domestic and sexual violence", ["domestic_abuse", "sexual_offences"]),
    ("knife and gun crime", ["weapons_knife_crime"]),
    ("Hate & rural crime", ["hate_crime", "rural_crime"]),
    ("Making the county's roads safer", ["road_safety"]),
    ("Bring people together", ["community_engagement"]),
]
NO_THEME = [
    "Prevent escalation where we can",
    "the Crime and Disorder Act 1998",
    "Office of the Police, Fire and Crime Commissioner",
    "Essex County Fire and Rescue Service",
    "Terms of reference",
    "The drivers of crime",
    "",
]
COUNTED = [
    ("Violence with Injury", "violence.with_injury"),
    ("Violence w/ injury", "violence.with_injury"),
    ("VAP", "violence"),
    ("Domestic homicides", "violence.homicide"),
    ("Rape - Under 16 yrs", "sexual_offences.rape"),
    ("Other Sexual Offences", "sexual_offences.other"),
    ("Robbery of business property", "robbery.business"),
    ("Robbery (Personal)", "robbery.personal"),
    ("- Burglary Residential", "theft.burglary.residential"),
    ("Burglary – Dwelling", "theft.burglary.residential"),
    ("homes were broken into", "theft.burglary.residential"),
    ("Non-domestic burglary", "theft.burglary.business"),
    ("Theft of Motor Vehicle", "theft.vehicle.of"),
    ("TFMV", "theft.vehicle.from"),
    ("Theft of Pedal Cycle", "theft.bicycle"),
    ("thefts from shops", "theft.shoplifting"),
    ("Theft from the Person", "theft.person"),
    ("Criminal Damage", "criminal_damage.damage"),
    ("Trafficking of Drugs", "drugs.trafficking"),
    ("Drug possession", "drugs.possession"),
    ("Possession of Weapons Offences", "weapons.possession"),
    ("Public order offences", "public_order"),
    ("Miscellaneous Crimes against Society", "miscellaneous"),
    ("Killed or seriously injured casualties", "road.ksi"),
    ("slight casualties", "road.slight"),
    ("cases heard at MARAC", "domestic_abuse"),
    ("National Referral Mechanism referrals", "modern_slavery"),
    ("children reported missing", "missing"),
    ("2020 mid-year population", "population"),
    ("Proven reoffending", "probation"),
    ("crime rate", "all_crime"),
    ("Crimes", "all_crime"),
]
DECIDED = [
    ("two leaves lead to the parent", "Theft from and theft of a motor vehicle", "theft.vehicle"),
    ("damage and arson is their parent", "Criminal Damage inc. Arson", "criminal_damage"),
    ("burglary is theft, as vehicle crime is", "Burglary and vehicle crime", "theft"),
    ("a leaf says more than its parent", "Theft > Bicycle theft", "theft.bicycle"),
    ("a flag says more than the tree", "violent offences flagged domestic abuse", "domestic_abuse"),
    ("views are views", "residents who saw ASB as a big problem", "perception"),
    ("a rate is of its crime", "Burglary per 1,000 population", "theft.burglary"),
    ("the share of all crime is of its crime", "Hate crime as % of all crime", "hate_crime"),
    ("two branches are none", "Violence and sexual offences", None),
    ("what is left out is not counted", "Total recorded crime (excl. fraud)", "all_crime"),
]
NO_CATEGORY = [
    "hate crime training sessions",
    "people reached by social media awareness campaign",
    "Domestic Homicide Reviews (DHRs)",
    "Safe and Well visits",
    "CCTV cameras against burglary",
    "Victim-based crime",
    "fly-tips",
    "level of crime heroin and crack users commit",
    "secondary schools",
    "",
]


@pytest.mark.parametrize(("text", "expected"), THEMED)
def test_themes(text, expected):
    assert themes_of(text) == expected


@pytest.mark.parametrize("text", NO_THEME)
def test_no_theme(text):
    assert themes_of(text) == []


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_categories(text, expected):
    assert category_of(text) == expected


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in DECIDED])
def test_one_category_of_several(text, expected):
    assert category_of(text) == expected


@pytest.mark.parametrize("text", NO_CATEGORY)
def test_no_category(text):
    assert category_of(text) is None


@pytest.mark.parametrize("code", THEMES)
def test_every_word_of_a_theme_leads_to_it(code):
    assert [word for word in THEMES[code].phrases if code not in themes_of(word)] == []


@pytest.mark.parametrize("code", CATEGORIES)
def test_every_word_of_a_category_leads_to_it(code):
    lost = [word for word in CATEGORIES[code].phrases if category_of(word) != code]
    assert lost == []


@given(st.text())
def test_codes_of_any_text_are_in_the_lists(text):
    themes, category = themes_of(text), category_of(text)
    assert set(themes) <= set(THEMES)
    assert len(themes) == len(set(themes))
    assert category is None or category in CATEGORIES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thefts from vehicles", "Theft from vehicle"),
        ("Burglaries", "Burglary"),
        ("women’s aid", "women aid"),
        ("Criminal Damage inc. Arson", "Criminal Damage inc Arson"),
        ("DRUGS", "DRUG"),
        ("1.5 buses", "1.5 buse"),
        ("ASB", "ASB"),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected
