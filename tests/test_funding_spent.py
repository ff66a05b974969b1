"""What was spent, lost, saved, seized or fined, in sentences of invented reports."""

from pathlib import Path

import pytest

from tests.test_funding import OWN, sums

# a sentence, and for each of its sums what it is, who gives and who gets it
SPENT = [
    (
        "The project was paid for by the Violence Reduction Unit at a cost of £18,000.",
        [("cost", "Violence Reduction Unit", None)],
    ),
    ("New radios cost the Partnership £2,150, met from reserves.", [("cost", "Partnership", None)]),
    (
        "The review cost £11,300 and was met from the community safety budget.",
        [("cost", None, None)],
    ),
    ("The training, met by Public Health, came to £4,900.", [("cost", "Public Health", None)]),
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
    ("The Partnership spent £1,750 on leaflets and banners.", [("cost", "The Partnership", None)]),
    ("We spent £900 on bike locks.", [("cost", OWN, None)]),
    (
        "Oakham Youth Trust was commissioned for £14,000 to run it.",
        [("cost", None, "Oakham Youth Trust")],
    ),
    ("A contract worth £60,000 was let to Catch22.", [("cost", None, "Catch22")]),
    ("Turning Point was paid £7,000 to deliver the course.", [("cost", None, "Turning Point")]),
    ("This is £4,000 less than last year.", [("other", None, None)]),
    ("Offenders were ordered to pay £1,850 in compensation.", [("other", None, None)]),
    ("Fixed penalty notices of £150 were issued to 12 drivers.", [("other", None, None)]),
    ("Residents raised £2,600 for the defibrillator.", [("other", "Residents", None)]),
    ("Fly-tipping costs the Council £310,000 a year to clear.", [("cost", "Council", None)]),
    ("Domestic abuse is estimated to cost Rutland £9.2 million a year.", [("cost", None, None)]),
    (
        "Goods worth around £1,400 are taken from the town’s shops each week.",
        [("cost", None, None)],
    ),
    ("The 12 sessions were run at a total cost of £2,640.", [("cost", None, None)]),
    ("£750 bought 30 purse bells.", [("cost", None, None)]),
    ("A mobile camera has been bought for £4,200.", [("cost", None, None)]),
    ("Victims in the county lost £480,000 to romance fraud.", [("cost", None, None)]),
    ("Banking Protocol calls stopped £56,000 being handed over.", [("saving", None, None)]),
    ("Any overspend will be met from the reserve of £15,000.", [("other", None, None)]),
    ("Cost to the public purse is put at £3.4m.", [("cost", None, None)]),
    ("The average household loses £170 a year to scams.", [("cost", None, None)]),
    ("Households on less than £20,000 a year are most at risk.", [("other", None, None)]),
    ("Cost: £450", [("cost", None, None)]),
    (
        "The County Council’s Public Health team funded two workers at a cost of £68,000 a year.",
        [("cost", "County Council’s Public Health team", None)],
    ),
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
        "The cost of the review, £7,600, was shared by the seven partners.",
        [("cost", "the seven partners", None)],
    ),
    ("The remaining £4,500 was returned to the PCC.", [("other", None, None)]),
    ("The Partnership returned £4,500 to the PCC.", [("other", None, None)]),
    ("The balance carried forward at 31 March 2023 was £11,920.", [("other", None, None)]),
    ("Unspent grant of £5,400 will be rolled forward.", [("other", None, None)]),
    ("The grant was cut by £10,000.", [("other", None, None)]),
    ("Crime prevention packs at £12.50 each were given to 300 households.", [("cost", None, None)]),
    ("Packs costing £12.50 each were handed out.", [("cost", None, None)]),
    ("A crowdfunding appeal raised £3,300 for the skate park.", [("other", None, None)]),
    ("The Executive is asked to approve expenditure of £12,000 on CCTV.", [("cost", None, None)]),
    ("The estimated cost is £12,000 to £15,000.", [("cost", None, None)]),
    (
        "Rutland CC £10,000; Melton BC £8,000; OPCC £25,000.",
        [("other", None, None), ("other", None, None), ("other", None, None)],
    ),
    ("The £3,000 project was delivered by Age UK.", [("cost", None, None)]),
    ("Youth workers delivered the £25,000 programme in three schools.", [("cost", None, None)]),
    ("The average house price is £320,000.", [("other", None, None)]),
    ("Median earnings are £27,400.", [("other", None, None)]),
    ("A year in custody costs more than £40,000 per person.", [("cost", None, None)]),
    ("DHR chairs charge between £6,000 and £9,000 per review.", [("cost", None, None)]),
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
    # who is paid, and who pays
    ("Ashby Trust holds the contract, valued at £870,000.", [("cost", None, "Ashby Trust")]),
    (
        "Treatment is commissioned by Public Health from Turning Point (£2.3m a year).",
        [("cost", "Public Health", "Turning Point")],
    ),
    (
        "The PCC gave £92,000. We used £30,000 of this to commission Ashby Trust.",
        [("grant", "PCC", None), ("cost", OWN, "Ashby Trust")],
    ),
    (
        "The work came to £28,980 and was met by Rutland County Council.",
        [("cost", "Rutland County Council", None)],
    ),
    ("A capital programme of £186,000 replaced 24 cameras.", [("cost", None, None)]),
    ("A bridge is worth £372,000.", [("cost", None, None)]),
    ("The hub needs £24,000 to carry on.", [("cost", None, None)]),
    ("She was persuaded to part with £23,000.", [("cost", None, None)]),
    ("A widow sent £14,600 to a man she had met online.", [("cost", None, None)]),
    ("A widow lost her savings of £31,000.", [("cost", None, None)]),
    ("Call-outs that were not needed avoided costs of £7,800.", [("saving", None, None)]),
    # what came back, was left, or was above or below
    ("Officers got £11,500 of it back.", [("other", None, None)]),
    ("The bank has refunded £9,200.", [("other", None, None)]),
    ("Illegal tobacco to the value of £95,000 was removed.", [("other", None, None)]),
    ("Spending was £10,000 below budget.", [("other", None, None)]),
    (
        "Its budget of £25,000 was underspent by £5,200.",
        [("budget", None, None), ("other", None, None)],
    ),
    (
        "With £4,820 brought forward there was £68,270 to spend.",
        [("other", None, None), ("budget", None, None)],
    ),
    # said of a body, and not of a bid
    ("Costs of £900 fell to Oakham BID.", [("cost", None, None)]),
]


@pytest.mark.parametrize(("text", "told"), SPENT)
def test_what_was_spent_and_who_bore_it(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.kind, one.funder, one.recipient) for one in sums(tmp_path, text)] == told
