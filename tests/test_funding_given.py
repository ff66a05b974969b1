"""Who gives a sum and who gets it, in sentences of invented reports."""

from pathlib import Path

import pytest

from tests.test_funding import OWN, sums

# a sentence, and for each of its sums what it is, who gives and who gets it
GIVEN = [
    (
        "Oakham Council secured £9,000 from Round 3 of the Home Office’s Safer Streets Fund.",
        [("grant", "Home Office", "Oakham Council")],
    ),
    (
        "We gave £900 to Ketton Club, £700 to Operation Fern and £300 for window alarms.",
        [("grant", OWN, "Ketton Club"), ("grant", OWN, "Operation Fern"), ("grant", OWN, None)],
    ),
    (
        "The Commissioner has cut the grant by 4% to £41,000 for 2023/24.",
        [("grant", "Commissioner", None)],
    ),
    ("Oakham Council found £7,500 to match it.", [("match_funding", "Oakham Council", None)]),
    (
        "Oakham Council gave £600 in kind to Ketton Club.",
        [("match_funding", "Oakham Council", "Ketton Club")],
    ),
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
        "Rutland County Council contributed £10,000 and Leicestershire Police £7,500.",
        [("grant", "Rutland County Council", None), ("grant", "Leicestershire Police", None)],
    ),
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
    ("The Safer Streets Fund brought £210,000 into the county.", [("grant", None, "the county")]),
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
    ("The groups raised £9,000 of their own.", [("match_funding", "The groups", None)]),
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
    (
        "The Lottery gave £9,000, the balance of £3,000 coming from the parish councils.",
        [("grant", "The Lottery", None), ("grant", "the parish councils", None)],
    ),
    (
        "The Partnership receives £25,000 a year from the PCC.",
        [("grant", "PCC", "The Partnership")],
    ),
    ("The Chief Constable’s charity fund gave the scouts £300.", [("grant", None, "the scouts")]),
    (
        "Local businesses sponsored the awards evening to the tune of £1,500.",
        [("grant", "Local businesses", None)],
    ),
    ("Western Housing sponsored the awards with £500.", [("grant", "Western Housing", None)]),
    ("Funding: £3,000 (PCC)", [("grant", "PCC", None)]),
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
        "The Partnership’s budget for 2023/24 is £57,400, of which £31,250 comes from the PCC.",
        [("budget", None, None), ("grant", "PCC", None)],
    ),
    ("Of this, £12,000 will be spent on youth diversion.", [("budget", None, None)]),
    ("£9,000 has been ring-fenced for domestic homicide reviews.", [("budget", None, None)]),
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
    (
        "Funding has fallen from £48,000 in 2019/20 to £31,250.",
        [("grant", None, None), ("grant", None, None)],
    ),
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
    ("It is recommended that £12,000 is spent on CCTV.", [("budget", None, None)]),
    ("Between them the parish councils contributed £6,400.", [("grant", "parish councils", None)]),
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
    # who passes money on got it
    (
        "The Town Board paid for nine projects with its £29,000 from the Home Office.",
        [("grant", "Home Office", "Town Board")],
    ),
    (
        "We matched it with £15,000 from Rutland County Council.",
        [("match_funding", "Rutland County Council", None)],
    ),
    (
        "Rutland Youth Partnership paid for it with £22,000.",
        [("grant", "Rutland Youth Partnership", None)],
    ),
    ("The Commissioner tops this up by £14,000.", [("grant", "Commissioner", None)]),
    (
        "The Rotary Club handed over a cheque for £600 to Melton Young Singers.",
        [("grant", "Rotary Club", "Melton Young Singers")],
    ),
    # what a fund is worth, pays or brings, it gives
    ("Safer Streets Round 5 is worth £372,000.", [("grant", None, None)]),
    (
        "Safer Streets Round 5 pays £56,700 towards it and Rutland CC adds £26,500.",
        [("grant", None, None), ("match_funding", "Rutland CC", None)],
    ),
    ("Partners add £8,000 of their own.", [("match_funding", "Partners", None)]),
    # of another year
    (
        "The PCC has granted each CSP in Rutland £25,000, the same as the £20,000 of 2021/22.",
        [("grant", "PCC", "each CSP in Rutland")] * 2,
    ),
    # each in brackets, behind who gets it
    (
        "Grants were paid to Oakham Sailing Club (£750), the Filo Project (£1,200) and Ashwell "
        "Company (£2,000).",
        [
            ("grant", None, "Oakham Sailing Club"),
            ("grant", None, "Filo Project"),
            ("grant", None, "Ashwell Company"),
        ],
    ),
    (
        "From this the IDVA service gets £96,000 and Turning Point £45,000.",
        [("grant", None, "IDVA service"), ("grant", None, "Turning Point")],
    ),
    (
        "Rutland’s allocation under the Violence Reduction Unit’s programme is £318,000.",
        [("grant", "Violence Reduction Unit", "Rutland")],
    ),
    (
        "The Violence Reduction Network (VRN) at County Hall gave £83,000.",
        [("grant", "Violence Reduction Network (VRN)", None)],
    ),
    ("Leicestershire OPCC gave £15,000.", [("grant", "Leicestershire OPCC", None)]),
    (
        "We have put in a bid of £48,500 to the Mayor's Safer Communities Fund.",
        [("bid", "Mayor", OWN)],
    ),
    (
        "Members support the request that Cabinet release £60,000 for the wardens.",
        [("bid", "Cabinet", None)],
    ),
    # the rest is another's
    (
        "£12,000 came from our Youth Fund and the remainder from Oakham Town Council.",
        [("grant", None, None)],
    ),
    (
        "Town and parish councils gave £3,000 and local businesses £900.",
        [("grant", "Town and parish councils", None), ("grant", "local businesses", None)],
    ),
    ("£9,000 of next year’s grant has been set aside for it.", [("budget", None, None)]),
    (
        "Grants were given to Age UK for Operation Nightsafe, £900 in all.",
        [("grant", None, "Age UK")],
    ),
]


@pytest.mark.parametrize(("text", "told"), GIVEN)
def test_who_gives_and_who_gets(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.kind, one.funder, one.recipient) for one in sums(tmp_path, text)] == told
