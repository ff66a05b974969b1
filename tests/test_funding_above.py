"""What stands above a sum, and was told of its fund before, in invented reports."""

from pathlib import Path

import pytest

from tests.test_funding import sums

# a text, and for each of its sums what it is, who gives and in what year
CARRIED = [
    (
        "In 2023/24 the Partnership was given £85,000 by the Home Office. Of this, £40,000 is for"
        " lighting and £25,000 for cameras.",
        [("grant", "Home Office", "2023-24")] * 3,
    ),
    (
        "The Commissioner runs a Safer Communities Fund. We received £42,000 from it in 2022/23.",
        [("grant", "Commissioner", "2022-23")],
    ),
    (
        "These projects were supported with money from the Violence Reduction Unit:\n\n"
        "- Detached youth work, £18,000\n- Boxing sessions, £4,000",
        [("grant", "Violence Reduction Unit", None)] * 2,
    ),
    (
        "## Projects paid for by the Violence Reduction Unit\n\n- Street work: £25,000\n"
        "- First aid lessons: £6,500",
        [("grant", "Violence Reduction Unit", None)] * 2,
    ),
    (
        "Small grants were awarded by the Home Office in 2021/22 as shown below.\n\n"
        "Organisation\tProject\tAmount\nOakham Rugby Club\tSessions\t£1,200\nAge UK\tTalks\t£800",
        [("grant", "Home Office", "2021-22")] * 2,
    ),
    # money of the Council's own is not the Commissioner's
    (
        "The Commissioner runs a Safer Communities Fund. The Council spent £4,000 on signs.",
        [("cost", "Council", None)],
    ),
    # a sentence of another matter takes no year
    (
        "The Home Office gave £9,000 in 2022/23. A bid for £5,000 is pending.",
        [("grant", "Home Office", "2022-23"), ("bid", None, None)],
    ),
]


@pytest.mark.parametrize(("text", "told"), CARRIED)
def test_what_was_told_before_carries(
    tmp_path: Path, text: str, told: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(s.kind, s.funder, s.period) for s in sums(tmp_path, text)] == told


def test_who_divides_money_gives_none(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The Board agreed to divide the money between Victim Support (£18,500) and the bus (£900).",
    )
    assert [(s.funder, s.recipient) for s in found] == [(None, "Victim Support"), (None, None)]


def test_a_year_compared_with_is_not_that_of_the_sum(tmp_path: Path) -> None:
    (found,) = sums(tmp_path, "The PCC contributed £125,000, the same as in 2022/23.")
    assert found.period is None
