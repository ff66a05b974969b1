"""Who gives a sum, who gets it and what it is, in sentences and tables of invented reports."""

from pathlib import Path

import pytest

from tests.test_funding import sums

OWN = "Safer Rutland Partnership"

# a sentence, and for each of its sums what it is, who gives and who gets it
SAID = [
    (
        "The Home Office, through the PCC, awarded £120,000 for street lighting in Oakham.",
        [("grant", "Home Office", None)],
    ),
    (
        "£45,000 was given to the Partnership by the Office of the Police and Crime Commissioner.",
        [("grant", "Office of the Police and Crime Commissioner", "Partnership")],
    ),
    (
        "We secured £62,400 from the Home Office’s Safer Streets Fund.",
        [("grant", "Home Office", OWN)],
    ),
    (
        "The project was paid for by the Violence Reduction Unit at a cost of £18,000.",
        [("cost", "Violence Reduction Unit", None)],
    ),
    (
        "Rutland County Council contributed £10,000 and Leicestershire Police £7,500.",
        [("grant", "Rutland County Council", None), ("grant", "Leicestershire Police", None)],
    ),
    ("New radios cost the Partnership £2,150, met from reserves.", [("cost", "Partnership", None)]),
    (
        "The review cost £11,300 and was met from the community safety budget.",
        [("cost", None, None)],
    ),
    ("The training, met by Public Health, came to £4,900.", [("cost", "Public Health", None)]),
    (
        "We have bid for £75,000 from the Youth Endowment Fund.",
        [("bid", "Youth Endowment Fund", OWN)],
    ),
    (
        "An application to the National Lottery Community Fund for £9,950 is pending.",
        [("bid", "National Lottery Community Fund", None)],
    ),
    (
        "We asked the PCC for £30,000 and were given £22,000.",
        [("bid", "PCC", OWN), ("grant", "PCC", OWN)],
    ),
    ("£8,500 has been earmarked for target hardening.", [("budget", None, None)]),
    ("The Partnership has a budget of £38,000 for 2023/24.", [("budget", None, "The Partnership")]),
    (
        "The Partnership gave £500 to Oakham Boxing Club for new gloves.",
        [("grant", "The Partnership", "Oakham Boxing Club")],
    ),
    (
        "Small grants of between £250 and £1,000 went to 14 community groups.",
        [("grant", None, "14 community groups")],
    ),
    (
        "Uppingham Town Council put £1,200 towards the cameras.",
        [("grant", "Uppingham Town Council", None)],
    ),
    (
        "The Rotary Club of Oakham donated £400 to the Street Pastors.",
        [("grant", "Rotary Club of Oakham", "Street Pastors")],
    ),
    (
        "Match funding of £5,000 came from Rutland County Council.",
        [("match_funding", "Rutland County Council", None)],
    ),
    ("The Council matched this with £15,000.", [("match_funding", "Council", None)]),
    ("Partners put in a further £12,000 in match funding.", [("match_funding", "Partners", None)]),
    ("Officers recovered stolen farm machinery worth £85,000.", [("other", None, None)]),
    ("Cash of £12,400 was seized under the Proceeds of Crime Act.", [("other", None, None)]),
    ("Tools valued at £3,600 were stolen from two vans.", [("cost", None, None)]),
    ("An 81-year-old man was conned out of £21,000 by a rogue trader.", [("cost", None, None)]),
    ("An underspend of £3,150 has been carried forward to 2024/25.", [("other", None, None)]),
    ("£2,300 of the grant was left unspent at the year end.", [("other", None, None)]),
    ("The programme saved the NHS and the police an estimated £96,000.", [("saving", None, None)]),
    ("The scheme has prevented losses of £310,000.", [("saving", None, None)]),
    ("Each course costs £85 per head.", [("cost", None, None)]),
    ("Mentors worked with 32 pupils at £640 a pupil.", [("cost", None, None)]),
    ("The taxi marshals cost £180 a night.", [("cost", None, None)]),
    ("The Safer Streets Fund brought £210,000 into the county.", [("grant", None, None)]),
    (
        "Leicestershire Police and Crime Commissioner gave a grant of £54,000 to the Partnership.",
        [("grant", "Leicestershire Police and Crime Commissioner", "Partnership")],
    ),
    (
        "The Partnership was allocated £54,000 by the OPCC in 2022/23.",
        [("grant", "OPCC", "The Partnership")],
    ),
    (
        "Funding of £16,000 was received from Public Health Rutland.",
        [("grant", "Public Health Rutland", None)],
    ),
    (
        "Thanks to £8,000 from the Police and Crime Commissioner the sessions ran all summer.",
        [("grant", "Police and Crime Commissioner", None)],
    ),
    (
        "With £3,000 of funding from Rutland County Council we bought 40 doorbells.",
        [("grant", "Rutland County Council", None)],
    ),
    ("The Partnership spent £1,750 on leaflets and banners.", [("cost", "The Partnership", None)]),
    ("We spent £900 on bike locks.", [("cost", OWN, None)]),
    (
        "Oakham Youth Trust was commissioned for £14,000 to run it.",
        [("cost", None, "Oakham Youth Trust")],
    ),
    ("A contract worth £60,000 was let to Catch22.", [("cost", None, "Catch22")]),
    ("Turning Point was paid £7,000 to deliver the course.", [("cost", None, "Turning Point")]),
    ("The total grant for the year came to £41,000.", [("grant", None, None)]),
    ("The Community Safety Fund stands at £36,500 for 2023/24.", [("grant", None, None)]),
    ("The PCC has confirmed £27,000 for next year.", [("grant", "PCC", None)]),
    (
        "The Welsh Government has committed £150,000 over three years.",
        [("grant", "Welsh Government", None)],
    ),
    (
        "Rutland County Council has agreed to contribute £12,500 a year.",
        [("grant", "Rutland County Council", None)],
    ),
    (
        "The PCC’s contribution falls from £30,000 to £25,000.",
        [("grant", "PCC", None), ("grant", "PCC", None)],
    ),
    ("This is £4,000 less than last year.", [("other", None, None)]),
    ("Offenders were ordered to pay £1,850 in compensation.", [("other", None, None)]),
    ("Fixed penalty notices of £150 were issued to 12 drivers.", [("other", None, None)]),
    ("Residents raised £2,600 for the defibrillator.", [("other", "Residents", None)]),
    ("The groups raised £9,000 of their own.", [("match_funding", "The groups", None)]),
    ("Fly-tipping costs the Council £310,000 a year to clear.", [("cost", "Council", None)]),
    ("Domestic abuse is estimated to cost Rutland £9.2 million a year.", [("cost", None, None)]),
    (
        "Goods worth around £1,400 are taken from the town’s shops each week.",
        [("cost", None, None)],
    ),
    (
        "Oakham received £12,000, Uppingham £9,000 and Ketton £3,000.",
        [("grant", None, "Oakham"), ("grant", None, "Uppingham"), ("grant", None, "Ketton")],
    ),
    (
        "£12,000 went to Oakham Youth Trust and £5,500 to Ketton Sports Club.",
        [("grant", None, "Oakham Youth Trust"), ("grant", None, "Ketton Sports Club")],
    ),
    ("The PCC awarded us £18,000 for a summer programme.", [("grant", "PCC", OWN)]),
    ("Our bid to the Home Office for £250,000 was turned down.", [("bid", "Home Office", OWN)]),
    (
        "The application for £40,000 to the Safer Streets Fund was successful.",
        [("grant", None, None)],
    ),
    (
        "Home Office funding (£33,000) paid for a navigator in A&E.",
        [("grant", "Home Office", None)],
    ),
    (
        "It was funded by the PCC (£6,000) and Rutland County Council (£2,000).",
        [("grant", "PCC", None), ("grant", "Rutland County Council", None)],
    ),
    (
        "The car was paid for with £11,000 from the Road Safety Partnership.",
        [("grant", "Road Safety Partnership", None)],
    ),
    (
        "The Police and Crime Commissioner made £200,000 available for 2023/24.",
        [("grant", "Police and Crime Commissioner", None)],
    ),
    ("DLUHC has provided new burdens funding of £35,200.", [("grant", "DLUHC", None)]),
    (
        "The VRU has granted the Partnership £28,000 under the Serious Violence Duty.",
        [("grant", "VRU", "Partnership")],
    ),
    (
        "Funding of £28,000 has been passed to the Partnership by the PCC.",
        [("grant", "PCC", "Partnership")],
    ),
    ("The 12 sessions were run at a total cost of £2,640.", [("cost", None, None)]),
    ("£750 bought 30 purse bells.", [("cost", None, None)]),
    ("A mobile camera has been bought for £4,200.", [("cost", None, None)]),
    (
        "The Partnership has applied for £15,000 from Sport England.",
        [("bid", "Sport England", "The Partnership")],
    ),
    (
        "Rutland Water Sailing Club was given £600 for buoyancy aids.",
        [("grant", None, "Rutland Water Sailing Club")],
    ),
    (
        "Grants totalling £7,400 were made to nine voluntary groups.",
        [("grant", None, "nine voluntary groups")],
    ),
    (
        "The Safer Communities Grant supported ten projects with £21,000.",
        [("grant", None, "ten projects")],
    ),
    (
        "In kind support from partners is worth some £40,000 a year.",
        [("match_funding", "partners", None)],
    ),
    ("Victims in the county lost £480,000 to romance fraud.", [("cost", None, None)]),
    ("Banking Protocol calls stopped £56,000 being handed over.", [("saving", None, None)]),
    ("A budget of £5,000 has been agreed for the campaign.", [("budget", None, None)]),
    ("The campaign had a budget of £5,000.", [("budget", None, None)]),
    (
        "It is proposed that £8,000 be allocated to the night bus.",
        [("budget", None, "the night bus")],
    ),
    (
        "The night bus was allocated £8,000 from the Community Safety Fund.",
        [("grant", None, "The night bus")],
    ),
    ("Any overspend will be met from the reserve of £15,000.", [("other", None, None)]),
    ("Cost to the public purse is put at £3.4m.", [("cost", None, None)]),
    (
        "The Lottery gave £9,000, the balance of £3,000 coming from the parish councils.",
        [("grant", "The Lottery", None), ("grant", "the parish councils", None)],
    ),
    (
        "The Partnership receives £25,000 a year from the PCC.",
        [("grant", "PCC", "The Partnership")],
    ),
    ("The average household loses £170 a year to scams.", [("cost", None, None)]),
    ("Households on less than £20,000 a year are most at risk.", [("other", None, None)]),
    ("The Chief Constable’s charity fund gave the scouts £300.", [("grant", None, "the scouts")]),
    (
        "Local businesses sponsored the awards evening to the tune of £1,500.",
        [("grant", "Local businesses", None)],
    ),
    ("Western Housing sponsored the awards with £500.", [("grant", "Western Housing", None)]),
    ("Funding: £3,000 (PCC)", [("grant", "PCC", None)]),
    ("Cost: £450", [("cost", None, None)]),
    ("Amount awarded: £2,000", [("grant", None, None)]),
    ("Funded by: Rutland County Council, £3,000", [("grant", "Rutland County Council", None)]),
    (
        "Our core grant from the Police and Crime Commissioner was £31,250 in 2022/23.",
        [("grant", "Police and Crime Commissioner", OWN)],
    ),
    (
        "The PCC awarded the CSP £22,000 and a further £6,500 for knife crime work.",
        [("grant", "PCC", "CSP"), ("grant", "PCC", "CSP")],
    ),
    (
        "The County Council’s Public Health team funded two workers at a cost of £68,000 a year.",
        [("cost", "County Council’s Public Health team", None)],
    ),
    (
        "A successful bid to the Home Office’s Safer Streets Fund brought in £432,000.",
        [("grant", "Home Office", None)],
    ),
    (
        "The scheme is jointly funded by Melton Borough Council (£15,000) and the OPCC (£20,000).",
        [("grant", "Melton Borough Council", None), ("grant", "OPCC", None)],
    ),
    (
        "The Partnership agreed to allocate £2,000 to the Street Pastors for new uniforms.",
        [("grant", "The Partnership", "Street Pastors")],
    ),
    (
        "Members approved a grant of £1,800 to Ketton Parish Council for a speed indicator device.",
        [("grant", "Members", "Ketton Parish Council")],
    ),
    ("The panel turned down requests for £8,200.", [("bid", None, None)]),
    (
        "We are waiting to hear about a bid for £95,000 to the Violence Reduction Network.",
        [("bid", "Violence Reduction Network", OWN)],
    ),
    (
        "An expression of interest for £500,000 has been sent to the Home Office.",
        [("bid", "Home Office", None)],
    ),
    ("Funding for the post (£38,000 a year) ends in March 2025.", [("grant", None, None)]),
    (
        "The post costs £38,000 a year and is paid for by Rutland County Council.",
        [("cost", "Rutland County Council", None)],
    ),
    (
        "We paid £1,100 to Dig Deep Theatre for six performances.",
        [("cost", OWN, "Dig Deep Theatre")],
    ),
    ("Six performances by Dig Deep Theatre were bought for £1,100.", [("cost", None, None)]),
    (
        "The contract with Turning Point is worth £410,000 over three years.",
        [("cost", None, "Turning Point")],
    ),
    (
        "Trading Standards stopped a resident handing over £14,000 to rogue builders.",
        [("saving", None, None)],
    ),
    ("Trading Standards recovered £6,200 for victims of rogue traders.", [("other", None, None)]),
    (
        "Police seized £2,400 in cash and a car worth £18,000.",
        [("other", None, None), ("other", None, None)],
    ),
    (
        "Counterfeit tobacco with a street value of £31,000 was taken off the streets.",
        [("other", None, None)],
    ),
    (
        "A shopkeeper was fined £2,500 and ordered to pay costs of £900.",
        [("other", None, None), ("other", None, None)],
    ),
    ("Shoplifters took goods worth £64,000 from the store last year.", [("cost", None, None)]),
    ("The average loss per victim was £1,350.", [("cost", None, None)]),
    ("Fraud cost residents £1.1 million in 2022/23.", [("cost", None, None)]),
    ("A burglary costs society an estimated £5,930.", [("cost", None, None)]),
    ("For each £1 spent on the scheme, £4.10 is saved.", [("saving", None, None)]),
    ("By sharing an analyst the two districts save £19,000 a year.", [("saving", None, None)]),
    (
        "The Partnership’s budget for 2023/24 is £57,400, of which £31,250 comes from the PCC.",
        [("budget", None, None), ("grant", "PCC", None)],
    ),
    ("Of this, £12,000 will be spent on youth diversion.", [("budget", None, None)]),
    ("£9,000 has been ring-fenced for domestic homicide reviews.", [("budget", None, None)]),
    (
        "The cost of the review, £7,600, was shared by the seven partners.",
        [("cost", "the seven partners", None)],
    ),
    (
        "The National Lottery Community Fund has awarded Oakham Youth Hub £98,000.",
        [("grant", "National Lottery Community Fund", "Oakham Youth Hub")],
    ),
    (
        "Oakham Youth Hub has been awarded £98,000 by the National Lottery Community Fund.",
        [("grant", "National Lottery Community Fund", "Oakham Youth Hub")],
    ),
    ("The youth hub secured £98,000 of lottery funding.", [("grant", None, "The youth hub")]),
    (
        "£15,500 of Serious Violence Duty funding was used to pay for mentoring.",
        [("grant", None, None)],
    ),
    ("The remaining £4,500 was returned to the PCC.", [("other", None, None)]),
    ("The Partnership returned £4,500 to the PCC.", [("other", None, None)]),
    ("The balance carried forward at 31 March 2023 was £11,920.", [("other", None, None)]),
    ("Unspent grant of £5,400 will be rolled forward.", [("other", None, None)]),
    (
        "Funding has fallen from £48,000 in 2019/20 to £31,250.",
        [("grant", None, None), ("grant", None, None)],
    ),
    ("The grant was cut by £10,000.", [("other", None, None)]),
    ("The grant has been increased by 5% to £32,800.", [("grant", None, None)]),
    (
        "Rutland will receive £140,000 from the Government’s Immediate Justice pilot.",
        [("grant", "Government", "Rutland")],
    ),
    (
        "Leicestershire has been allocated £1 million for hotspot patrols.",
        [("grant", None, "Leicestershire")],
    ),
    (
        "The Home Office is investing £1 million in hotspot patrols across the force area.",
        [("grant", "Home Office", None)],
    ),
    (
        "Tesco Bags of Help gave Oakham Scouts £1,000.",
        [("grant", "Tesco Bags of Help", "Oakham Scouts")],
    ),
    (
        "Thanks to a £2,000 donation from Hanson Cement the lighting has been renewed.",
        [("grant", "Hanson Cement", None)],
    ),
    (
        "Hanson Cement kindly donated £2,000 towards the lighting.",
        [("grant", "Hanson Cement", None)],
    ),
    ("Crime prevention packs at £12.50 each were given to 300 households.", [("cost", None, None)]),
    ("Packs costing £12.50 each were handed out.", [("cost", None, None)]),
    ("The total value of the awards was £9,870.", [("grant", None, None)]),
    (
        "Grants of up to £750 are available to community groups.",
        [("grant", None, "community groups")],
    ),
    ("Groups can apply for up to £750.", [("bid", None, "Groups")]),
    (
        "The Police Property Act Fund supported Ketton Youth Club with £850.",
        [("grant", None, "Ketton Youth Club")],
    ),
    ("A crowdfunding appeal raised £3,300 for the skate park.", [("other", None, None)]),
    ("The Executive is asked to approve expenditure of £12,000 on CCTV.", [("cost", None, None)]),
    ("It is recommended that £12,000 is spent on CCTV.", [("budget", None, None)]),
    ("The estimated cost is £12,000 to £15,000.", [("cost", None, None)]),
    ("Between them the parish councils contributed £6,400.", [("grant", "parish councils", None)]),
    (
        "Rutland CC £10,000; Melton BC £8,000; OPCC £25,000.",
        [("other", None, None), ("other", None, None), ("other", None, None)],
    ),
    (
        "The money came from the Home Office (£40,000), the OPCC (£12,000) and shops (£3,500).",
        [
            ("grant", "Home Office", None),
            ("grant", "OPCC", None),
            ("grant", "shops", None),
        ],
    ),
    (
        "The PCC and the County Council each gave £5,000.",
        [("grant", "PCC and the County Council", None)],
    ),
    (
        "Rutland County Council and the NHS have jointly funded a £60,000 pilot.",
        [("grant", "Rutland County Council and the NHS", None)],
    ),
    ("The £3,000 project was delivered by Age UK.", [("cost", None, None)]),
    ("Youth workers delivered the £25,000 programme in three schools.", [("cost", None, None)]),
    ("The average house price is £320,000.", [("other", None, None)]),
    ("Median earnings are £27,400.", [("other", None, None)]),
    ("A year in custody costs more than £40,000 per person.", [("cost", None, None)]),
    ("DHR chairs charge between £6,000 and £9,000 per review.", [("cost", None, None)]),
    # what looks alike, and gives or gets nothing
    ("Criminals made off with £4,000 from the Post Office.", [("cost", None, None)]),
    ("A pensioner gave £3,000 to a bogus police officer.", [("cost", None, None)]),
    ("In Oakham, Fraud cost victims £40,000 last year.", [("cost", None, None)]),
    ("Operation Viper recovered £9,000 of stolen tools.", [("other", None, None)]),
    ("Mr Hill lost £700 to a man from Leeds.", [("cost", None, None)]),
    ("Tickets cost £5 from the Town Hall.", [("cost", None, None)]),
    ("He was given a £90 penalty notice by the Council.", [("other", None, None)]),
    ("Staff from the Home Office visited the £2m centre.", [("other", None, None)]),
    ("Police stopped a car with £5,000 in the boot.", [("other", None, None)]),
    ("The Safe Homes scheme fitted 90 locks for £8,100.", [("cost", None, None)]),
    ("The courses, run by Age UK, cost £40 a head.", [("cost", None, None)]),
]


@pytest.mark.parametrize(("text", "told"), SAID)
def test_what_a_sentence_says_of_its_sums(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.kind, one.funder, one.recipient) for one in sums(tmp_path, text)] == told


# a sentence that goes on from the one before
GOES_ON = [
    (
        "The Home Office awarded £90,000. £60,000 is for cameras and £30,000 pays for wardens.",
        ["Home Office"] * 3,
    ),
    ("The PCC gave £20,000 in May. £4,000 of it is unspent.", ["PCC"] * 2),
    ("A burglar took £900. £60 is for a new lock.", [None, None]),
    (
        "A bid to the Home Office for £90,000 was successful in part, and £60,000 was given.",
        ["Home Office"] * 2,
    ),
]


@pytest.mark.parametrize(("text", "funders"), GOES_ON)
def test_a_sum_that_is_part_of_the_sum_before(
    tmp_path: Path, text: str, funders: list[str | None]
) -> None:
    assert [one.funder for one in sums(tmp_path, text)] == funders


# what stands above a list, its lines, and what is told of each
LISTS = [
    (
        "Our work was paid for from these sources:\n\n- Oakham Town Council, core funding: £4,000\n"
        "- Home Office: £9,000, of which £2,000 is for cameras\n- carried forward: £300",
        [
            ("grant", "Oakham Town Council", OWN),
            ("grant", "Home Office", OWN),
            ("grant", "Home Office", None),
            ("other", None, None),
        ],
    ),
    (
        "In 2022/23 we funded these projects:\n\n- Oakham Boxing Club: £1,500 for coaching\n"
        "- Safer Homes project: £4,000",
        [("grant", None, "Oakham Boxing Club"), ("grant", None, None)],
    ),
    (
        "We spent our grant on:\n\n- youth diversion (£12,000)\n- publicity, £900",
        [("cost", None, None)] * 2,
    ),
    ("Contact the team:\n\n- Oakham Town Council: £4,000", [("other", None, None)]),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_lines_of_a_list_are_what_is_announced(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.kind, one.funder, one.recipient) for one in sums(tmp_path, text)] == told


def _table(caption: str, *rows: str) -> str:
    return f"{caption}\n\n" + "\n".join(row.replace("|", "\t") for row in rows)


def test_a_column_of_sources_gives(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table(
            "Our budget for 2022/23",
            "Source|Amount|Use",
            "PCC Community Safety Fund|£30,000|Youth work",
            "Housing associations|£12,000|Analyst",
            "Total|£42,000|",
        ),
    )
    assert [(o.kind, o.funder, o.recipient, o.scheme, o.period) for o in found] == [
        ("grant", "PCC", OWN, "Community Safety Fund", "2022-23"),
        ("grant", "Housing associations", OWN, None, "2022-23"),
        ("grant", None, OWN, None, "2022-23"),
    ]


def test_agencies_under_contributions_give_and_under_grants_get(tmp_path: Path) -> None:
    rows = "Agency|2022/23", "Leicestershire Police|£10,000"
    (given,) = sums(tmp_path, _table("Contributions to the pooled budget", *rows))
    (got,) = sums(tmp_path, _table("Grants awarded by the Home Office", *rows))
    assert (given.funder, given.recipient) == ("Leicestershire Police", None)
    assert (got.funder, got.recipient) == ("Home Office", "Leicestershire Police")


def test_headers_name_who_gives(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The Home Office made £50,000 available under the Serious Violence Duty.\n\n"
        + _table(
            "Allocations to partnerships",
            "Partnership|PCC grant 2022/23|Serious Violence Duty 2023/24",
            "Ashby|£9,000|£8,000",
        ),
    )
    assert [(o.funder, o.period) for o in found[1:]] == [
        ("PCC", "2022-23"),
        ("Home Office", "2023-24"),
    ]


def test_budget_spend_and_variance_are_three_kinds(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table("Projects", "Project|Budget|Spend to date|Variance", "Night bus|£5,000|£4,200|£800"),
    )
    assert [one.kind for one in found] == ["budget", "cost", "other"]


def test_thousands_in_the_header_and_a_cost_a_year(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table(
            "Table 1: Partnership expenditure",
            "Item|2021/22 (£000)|2022/23 (£000)",
            "Youth work|12.5|14.0",
        ),
    )
    assert [(o.amount_gbp, o.kind, o.period) for o in found] == [
        (12500, "cost", "2021-22"),
        (14000, "cost", "2022-23"),
    ]


def test_the_giver_told_above_a_table_of_grants(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Community grants 2018/19\n\nA pot of £9,500 was opened to groups with money from the "
        "Home Office.\n\n"
        + _table(
            "Small grants awarded",
            "Project|Group|Amount",
            "Boxing|Oakham Boxing Club|£1,500",
            "Camp|Ash Scouts|£900",
        ),
    )
    assert [one.funder for one in found] == ["Home Office"] * 3
    assert found[1].recipient == "Oakham Boxing Club"


def test_a_sum_in_a_sentence_and_a_table_is_one(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The Home Office awarded £241,700 for cameras.\n\n"
        + _table("Income", "Source|2022/23", "Home Office|£241,700"),
    )
    assert [(one.amount_gbp, one.period) for one in found] == [(241700, "2022-23")]


PERIODS = [
    ("118 homes were visited (97 in 2017/18) at a cost of £164 each.", [None]),
    ("£9,400 was unspent at the end of 2022/23.", ["2022-23"]),
    ("Our income for 2018/19 was £61,340. We spent £57,900 of it.", ["2018-19"] * 2),
    ("It cost £900. In 2018/19 we had no reviews.", [None]),
]


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_period_of_a_sum(tmp_path: Path, text: str, periods: list[str | None]) -> None:
    assert [one.period for one in sums(tmp_path, text)] == periods
