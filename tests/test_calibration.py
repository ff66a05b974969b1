"""What is said to be sure is right: held against the labels, and the counting itself."""

from pathlib import Path

import pytest

from scripts.calibrate import Judged, judge, labelled, share_of, shares


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_of_sure_records_95_in_100_are_right(shared: Path, form: str) -> None:
    judged = judge(labelled(shared, form), shared)
    for dataset in ("priorities", "funding", "initiatives", "statistics"):
        sure = [one for one in judged if one.dataset == dataset and one.confidence >= 0.9]
        wrong = [one.words for one in sure if not one.is_right]
        assert len(sure) >= 10, dataset
        assert len(wrong) <= 0.05 * len(sure), wrong


def test_shares_are_counted_by_rule() -> None:
    judged = [
        Judged("funding", "funding.a", 0.9, right, full, "£5")
        for right, full in [(True, True), (True, False), (False, False)] * 4
    ]
    judged.append(Judged("funding", "funding.b", 0.5, False, False, "£6"))
    found = shares(judged)
    assert list(found) == [("funding", "funding.a"), ("funding", "funding.b")]
    first, second = found.values()
    assert (first.records, first.right, first.full) == (12, 8, 4)
    assert first.found == pytest.approx(2 / 3)
    assert first.declared == pytest.approx(0.9)
    assert first.is_far
    assert not second.is_far  # one record says little


def test_a_rule_that_says_what_is_so_is_not_far() -> None:
    judged = [Judged("funding", "a", 0.9, n != 0, True, "£5") for n in range(10)]
    assert not share_of(judged).is_far
