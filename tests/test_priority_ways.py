"""Ways in which invented partnerships tell priorities, in sentences, lists and tables."""

import tomllib
from pathlib import Path

import pytest

from tests.test_priorities import found

CASES = tomllib.loads((Path(__file__).parent / "fixtures/priority_ways.toml").read_text("utf-8"))
TOLD = [(case["title"], case["text"], case["want"]) for case in CASES["told"]]
OWNERS = {"pcp": "police_and_crime_plan"}


def wanted(want: str) -> list[tuple[str, str, str | None]]:
    """Owner, words and period (None where the case tells none) of each priority wanted."""
    rows = []
    for line in want.strip().split("\n"):
        who, _, what = line.partition(": ")
        owner, _, period = who.partition("@")
        rows += [(OWNERS.get(owner, owner), plain(t), period or None) for t in what.split(" | ")]
    return rows


def plain(text: str) -> str:
    return text.casefold().removeprefix("to ").removeprefix("the ")


@pytest.mark.parametrize(("title", "text", "want"), TOLD)
def test_what_a_partnership_tells(tmp_path: Path, title: str, text: str, want: str) -> None:
    dated = {owner for owner, _, period in wanted(want) if period}
    rows = [
        (row.owner, plain(row.text), row.period if row.owner in dated else None)
        for row in found(tmp_path, text, title=f"# {title}")
    ]
    assert sorted(rows, key=str) == sorted(wanted(want), key=str)


@pytest.mark.parametrize("text", CASES["nothing"])
def test_what_tells_none(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []
