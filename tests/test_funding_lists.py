"""Sums that go on from a sum or line above them: shares, lists, years."""

from pathlib import Path

import pytest

from tests.test_funding import OWN, sums

# a sentence that goes on from the one before
GOES_ON = [
    (
        "The Home Office awarded £90,000. £60,000 is for cameras and £30,000 pays for wardens.",
        ["Home Office"] * 3,
    ),
    ("The PCC gave £20,000 in May. £4,000 of it is unspent.", ["PCC"] * 2),
    (
        "The Home Office gave Leicestershire £80,000. Rutland’s share is £9,000, and Melton’s "
        "share is £8,000.",
        ["Home Office"] * 3,
    ),
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
    (
        "Who gave what:\n\n- Oakham BID: £15,000 for the radios, which now have 90 members\n"
        "- Rutland County Council (public health) £6,000\n- Local businesses, £800 in total",
        [
            ("grant", "Oakham BID", None),
            ("grant", "Rutland County Council", None),
            ("grant", "Local businesses", None),
        ],
    ),
    (
        "The PCC gave £15,000 to each district. Rutland’s share has been used as follows:\n\n"
        "- Youth outreach in Oakham: £9,200",
        [("grant", "PCC", "each district"), ("cost", None, None)],
    ),
    (
        "In 2023/24 we will:\n\n- bid to the Home Office for £9,000 for new lights",
        [("bid", "Home Office", OWN)],
    ),
    (
        "# How the grant is spent\n\n- Youth work: £9,000\n- Training: £400",
        [("budget", None, None)] * 2,
    ),
    ("Contact the team:\n\n- Oakham Town Council: £4,000", [("other", None, None)]),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_lines_of_a_list_are_what_is_announced(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(one.kind, one.funder, one.recipient) for one in sums(tmp_path, text)] == told


PERIODS = [
    ("118 homes were visited (97 in 2017/18) at a cost of £164 each.", [None]),
    ("£9,400 was unspent at the end of 2022/23.", ["2022-23"]),
    ("Our income for 2018/19 was £61,340. We spent £57,900 of it.", ["2018-19"] * 2),
    ("It cost £900. In 2018/19 we had no reviews.", [None]),
]


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_period_of_a_sum(tmp_path: Path, text: str, periods: list[str | None]) -> None:
    assert [one.period for one in sums(tmp_path, text)] == periods


# a report that explains short names, and who gives, or the fund, of the last sum in it
SHORT = [
    ("Community Action Rutland (CAR) runs a café. CAR gave £400 to it.", ("CAR", None)),
    (
        "The Community Safety Fund (CSF) is new. The night bus had £900 of CSF money.",
        (None, "CSF"),
    ),
    (
        "The PCC gave us £90,000 from the Community Safety Fund (CSF). £900 of CSF money was "
        "awarded to the night bus.",
        ("PCC", "CSF"),
    ),
    ("Closed-circuit television (CCTV) was £900. CCTV gave £400.", (None, None)),
]


@pytest.mark.parametrize(("text", "told"), SHORT)
def test_short_names_of_givers_and_funds(
    tmp_path: Path, text: str, told: tuple[str | None, str | None]
) -> None:
    last = sums(tmp_path, text)[-1]
    assert (last.funder, last.scheme) == told
