"""Sums of money in sentences and tables of invented reports."""

from pathlib import Path

import pytest

from extractors.funding import find_funding
from extractors.reading.read import read
from extractors.reports import find_scope
from schemas import Funding

OWN = "Safer Rutland Partnership"


def sums(tmp_path: Path, text: str) -> list[Funding]:
    path = tmp_path / "report.txt"
    path.write_text(f"# {OWN} Annual Report\n\n{text}\n", encoding="utf-8")
    return list(find_funding(find_scope(read(path, source="report.txt"), "report")))


KINDS = [
    ("The Partnership was awarded £45,000 by Gwent Police to run courses.", "grant"),
    ("The bid was successful and £98,500 was secured for cameras.", "grant"),
    ("A further £5k has been allocated to the Domestic Abuse Forum.", "grant"),
    ("Each secondary school received £250 for a lesson.", "grant"),
    ("A bid for funding of £20,000 was submitted in May.", "bid"),
    ("We applied to the Ministry of Justice for £60,000 but were unsuccessful.", "bid"),
    ("They are requesting a further £8,000.", "bid"),
    ("The partnership's budget for 2020/21 is £28,000.", "budget"),
    ("The Council has set aside £75k to continue the wardens.", "budget"),
    ("Of this £400,000 is match funding from Leeds City Council.", "match_funding"),
    ("A resident lost £12,400 to a courier fraudster.", "cost"),
    ("Tools worth £5,000 were stolen from vans.", "cost"),
    ("The hourly rate for the mediator is £45 an hour.", "cost"),
    ("The scheme saved the NHS an estimated £210,000 in visits.", "saving"),
    ("For every £1 spent on mentors, £7.20 comes back.", "saving"),
    ("Two men were fined £400 for fly-tipping.", "other"),
    ("Residents face a £1,000 fine for breaching the order.", "other"),
    ("Officers seized drugs worth £40,000.", "other"),
    ("The project raised £1,350 for the air ambulance.", "other"),
    ("Household income is below £16,000 in one third of homes.", "other"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_the_nearest_word(tmp_path: Path, text: str, kind: str) -> None:
    assert [one.kind for one in sums(tmp_path, text)] == [kind]


FUNDERS = [
    ("Powys County Council gave £5,000 towards it.", "Powys County Council"),
    ("£5,000 was awarded by the Home Office.", "Home Office"),
    (
        "We were awarded £9,000 by the Police and Crime Commissioner.",
        "Police and Crime Commissioner",
    ),
    ("The Commissioner, Ann Other, awarded £900.", "Commissioner"),
    ("£98,000 was secured from the Home Office Safer Streets fund.", "Home Office"),
    ("Welsh Government funding of £30,000 pays for it.", "Welsh Government"),
    (
        "£9,000 match funding from Our High Street and the Night Bus.",
        "Our High Street and the Night Bus",
    ),
    ("£1.3m funding improves youth centres led by Bury Youth Service.", None),
    ("The partnership supported the Street Pastors with a grant of £450.", "The partnership"),
]


@pytest.mark.parametrize(("text", "funder"), FUNDERS)
def test_funder(tmp_path: Path, text: str, funder: str | None) -> None:
    assert [one.funder for one in sums(tmp_path, text)] == [funder]


RECIPIENTS = [
    ("£5,280 awarded to Sanctuary Action Leeds to fund a case worker.", "Sanctuary Action Leeds"),
    ("In 2022/23 £40,000 funds awarded to Skills for Life project.", "Skills for Life project"),
    ("In 2021/22 Friends of Moss Park (FOMP) was awarded £900.", "Friends of Moss Park (FOMP)"),
    (
        "This year £70,000 has been given to 17 providers across the area.",
        "17 providers across the area",
    ),
    ("The Lighthouse received £2,000 from the fund.", "The Lighthouse"),
    ("The Home Office awarded Calderdale £250,000 for patrols.", "Calderdale"),
    ("Through the Prosperity Fund the partnership secured £64,000.", "the partnership"),
    ("Powys County Council is expecting to receive £9m.", "Powys County Council"),
    ("We received £900 for benches.", "Safer Rutland Partnership"),
]


@pytest.mark.parametrize(("text", "recipient"), RECIPIENTS)
def test_recipient(tmp_path: Path, text: str, recipient: str | None) -> None:
    assert [one.recipient for one in sums(tmp_path, text)] == [recipient]


PURPOSES = [
    ("£5,280 awarded to Sanctuary Action to fund a case worker.", "fund a case worker"),
    ("£750 was donated to Bryn Rugby Club for boxing sessions.", "boxing sessions"),
    ("They allocated £43k to be used by end March 2025.", None),
    ("A grant of £800 was awarded for 2022-23.", None),
    ("We were awarded £900 towards new lighting in 2021/22.", "new lighting"),
    ("The average cost of a single case is £20k.", "The average cost of a single case"),
    ("The Partnership spent £300 on leaflets.", "leaflets"),
]


@pytest.mark.parametrize(("text", "purpose"), PURPOSES)
def test_purpose(tmp_path: Path, text: str, purpose: str | None) -> None:
    assert [one.purpose for one in sums(tmp_path, text)] == [purpose]


SCHEMES = [
    ("Through Town Deal funding of £1.3m centres improve.", "Town Deal"),
    ("£98,000 came from the Home Office Safer Streets fund.", "Safer Streets fund"),
    ("Safer Streets Round 4 - £264,000", "Safer Streets Round 4"),
    ("The UK Shared Prosperity Fund gave £64,000.", "UK Shared Prosperity Fund"),
    ("Ministry of Housing, Communities and Local Government funding of £500 came.", None),
    ("The fund gave £64.", None),
    ("The real variance is due to: £2,500 for a removed project.", None),
]


@pytest.mark.parametrize(("text", "scheme"), SCHEMES)
def test_scheme(tmp_path: Path, text: str, scheme: str | None) -> None:
    assert [one.scheme for one in sums(tmp_path, text)] == [scheme]


def test_two_sums_and_two_years(tmp_path: Path) -> None:
    first, second = sums(
        tmp_path,
        "In 2022/23 The Lighthouse received £12,000 and £13,000 in 2023/24 to run a service.",
    )
    assert [first.period, second.period] == ["2022-23", "2023-24"]
    assert first.recipient == second.recipient == "The Lighthouse"
    assert first.purpose == second.purpose == "run a service"


def test_years_in_the_order_of_the_sums(tmp_path: Path) -> None:
    found = sums(tmp_path, "New Duties Funding 2021-22/ 2022-23 £32,000 + £8,000")
    assert [one.period for one in found] == ["2021-22", "2022-23"]


def test_each_sum_its_own_giver(tmp_path: Path) -> None:
    found = sums(
        tmp_path, "Grants: £20,000 from the Home Office and £5,000 from Derby City Council."
    )
    assert [one.funder for one in found] == ["Home Office", "Derby City Council"]


def test_a_line_with_a_colon_names_the_giver(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Funding from partners\n\nNorfolk County Council:\n\n"
        "Better Days – 2021-22 - £37,000 / 2022-23 - £49,000",
    )
    told = [(one.kind, one.funder, one.scheme, one.period) for one in found]
    giver = "Norfolk County Council"
    assert told == [
        ("grant", giver, "Better Days", "2021-22"),
        ("grant", giver, "Better Days", "2022-23"),
    ]
    assert all(one.confidence < 0.9 for one in found)


def test_the_giver_is_said_above_in_the_section(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Funding\n\nThe Police and Crime Commissioner allocated grants to all partnerships.\n\n"
        "Safer Rutland Partnership received £17,000 for 2022-23.",
    )
    assert [one.funder for one in found] == ["Police and Crime Commissioner"]


def test_a_sum_in_brackets_says_what_its_grant_comes_to(tmp_path: Path) -> None:
    spent, grant = sums(
        tmp_path, "The Partnership spent £38,000 of its Commissioner’s grant (£40,000) on work."
    )
    assert (spent.kind, spent.funder, spent.purpose) == ("cost", "The Partnership", "work")
    assert (grant.kind, grant.funder, grant.recipient) == (
        "grant",
        "Commissioner",
        "The Partnership",
    )


def test_said_again_is_one_row_but_two_years_are_two(tmp_path: Path) -> None:
    text = "Safer Rutland Partnership received £17,000 for {}.\n\n"
    same = text.format("2021-22") * 2
    assert len(sums(tmp_path, same)) == 1
    assert len(sums(tmp_path, text.format("2021-22") + text.format("2022-23"))) == 2


def test_two_receivers_of_one_sum_are_two_rows(tmp_path: Path) -> None:
    text = "£900 was awarded to Oak Trust. £900 was awarded to Elm Foundation."
    assert [one.recipient for one in sums(tmp_path, text)] == ["Oak Trust", "Elm Foundation"]


def _table(*rows: str) -> str:
    return "\n".join(row.replace("|", "\t") for row in rows)


def test_cells_of_an_action_plan(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Action plan 2021-22\n\n"
        + _table(
            "Action|Lead|Budget|Timescale",
            "Run a safety day for schools|Kent Police|£500 CSP £1000 KFRS|June",
            "Fit locks for older people|Dover DC|£1950 DDC (Keep Warm Budget)|Ongoing",
            "Patrol the seafront in summer|Kent Police|Existing resources|Ongoing",
        ),
    )
    told = [(one.amount_gbp, one.kind, one.funder, one.scheme) for one in found]
    assert told == [
        (500, "budget", "CSP", None),
        (1000, "budget", "KFRS", None),
        (1950, "budget", "DDC", "Keep Warm Budget"),
    ]
    assert found[0].purpose == "Run a safety day for schools"


def test_a_cell_that_tells_a_story_is_read_as_prose(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table(
            "Implication|Comment",
            "Financial|The CSP has an allocated budget of £17,000 for 2018/19. If more is required "
            "there will be a requirement to apply for it.",
            "Legal|None that are known at this stage of the work.",
        ),
    )
    assert [(one.kind, one.period) for one in found] == [("budget", "2018-19")]


def test_columns_say_who_and_what_for(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Grants awarded 2022-23\n\n"
        + _table(
            "Project|Organisation|Amount (£)|Funder",
            "Boxing sessions|Bryn Rugby Club|1,200|Home Office",
            "Bike marking|Pedal On|800|Kent Police",
        ),
    )
    told = [(o.amount_gbp, o.kind, o.recipient, o.purpose, o.funder, o.period) for o in found]
    assert told == [
        (1200, "grant", "Bryn Rugby Club", "Boxing sessions", "Home Office", "2022-23"),
        (800, "grant", "Pedal On", "Bike marking", "Kent Police", "2022-23"),
    ]


def test_a_lone_line_of_sums_names_who_pays(tmp_path: Path) -> None:
    found = sums(tmp_path, "£500 BBC £700 CSP")
    assert [(one.kind, one.funder) for one in found] == [("budget", "BBC"), ("budget", "CSP")]


def test_area_of_another_place_only(tmp_path: Path) -> None:
    found = sums(tmp_path, "Nationally fraud cost £2 billion. In Rutland fraud cost £1 million.")
    assert [one.area for one in found] == ["Nationally", None]
    found = sums(tmp_path, "Savings were in the region of £40,000.")
    assert [one.area for one in found] == [None]


@pytest.mark.parametrize("name", ["000_830debaf43ef9f6c.txt", "002_8216942259ceca4c.txt"])
def test_every_sum_printed_is_a_row(shared: Path, name: str) -> None:
    path = shared / "corpus" / "text" / name
    document = read(path, source=name)
    found = list(find_funding(find_scope(document, "report")))
    assert len(found) == document.text.count("£")
