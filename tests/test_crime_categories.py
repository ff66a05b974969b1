"""Categories: only what counts crimes, cases, victims or views of that type has one."""

import pytest

from extractors.statistics import find_statistics
from tests.test_statistics import scope_of, told


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("At the 2021 Census 90,200 people lived here.", ["population"]),
        ("It is home to 90,200 people, 21% of whom are aged 65 or over.", ["population"] * 2),
        ("We trained 90 people.", [None]),
        ("Domestic abuse was a feature of 19% of all crime.", ["domestic_abuse"]),
        ("Of the 47 vehicles stolen, 12 were mopeds.", ["theft.vehicle.of"] * 2),
        ("51 fewer homes were broken into.", ["theft.burglary.residential"]),
        ("In 2022, nine people were killed on the roads.", ["road.fatal"]),
        ("Nine people died in the fire.", [None]),
        ("Shop theft rose by 9%: that is 42 more thefts.", ["theft.shoplifting"] * 2),
        ("Shop theft rose by 9% and all theft by 4%.", ["theft.shoplifting", "theft"]),
        ("Litter (21%) was named most often as a problem.", ["perception"]),
        ("Drug dealing was mentioned by 1 in 3.", ["perception"]),
        ("Police recorded 412 crimes in 2020/21, 50 more than before.", ["all_crime"] * 2),
        ("Violence against the person (3,812 offences) is the largest block.", ["violence"]),
        ("The panel heard 90 domestic abuse cases. 29% were repeat cases.", ["domestic_abuse"] * 2),
        ("131 people were killed or seriously injured on our roads.", ["road.ksi"]),
        ("In 2021 49 people were badly hurt on our roads.", ["road.serious"]),
        ("There were 98.9 offences per 1,000 residents.", ["all_crime"]),
        ("There were five applications for an ASB case review.", ["asb"]),
        ("90 victims were helped by a hate crime adviser.", ["hate_crime"]),
        (
            "We gave kits to 940 households, of which 19 have been burgled.",
            [None, "theft.burglary.residential"],
        ),
        ("31% of violent offences were domestic.", ["domestic_abuse"]),
        (
            "Vehicle offences are up 8% and a third of the 806 offences involved theft of tools.",
            ["theft.vehicle"] * 3,
        ),
        ("Robbery rose by 5% and 31 arrests were made.", ["robbery", None]),
        ("The survey had a response rate of 51%.", [None]),
        ("The county has 571,600 residents.", ["population"]),
        ("The scheme has 600 residents.", [None]),
    ],
)
def test_category_of_what_is_counted(text: str, categories: list[str | None]) -> None:
    """By the measure, what it is a part of, what was done, or what was told before."""
    assert [row.category for row in told(text)] == categories


@pytest.mark.parametrize(
    ("heading", "text", "category"),
    [
        ("What residents say", "17% had seen drug dealing in their street.", "perception"),
        ("What residents say", "17% of recorded offences were solved.", "all_crime"),
        ("Crime overview", "There were 900 offences.", "all_crime"),
        ("Domestic abuse", "The refuge took in 64 families.", "domestic_abuse"),
        ("Domestic abuse", "We trained 64 hairdressers.", None),
        ("Burglary", "The service reached 64 families.", None),
        ("Drugs", "Possession fell to 947.", "drugs.possession"),
        ("Drugs", "Membership fell to 947.", None),
        ("Burglary", "Kits went to 940 households.", None),
    ],
)
def test_category_by_the_heading(heading: str, text: str, category: str | None) -> None:
    """A heading says of what views, offences and families are, not of what staff are."""
    scope = scope_of(("Report", "heading"), (heading, "heading"), (text, "paragraph"))
    # headings of one level: the section is the last alone, so a title stands before it
    rows = list(find_statistics(scope))
    assert [row.category for row in rows] == [category]
