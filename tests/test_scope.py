"""What headings, lead-ins and contents tell of the places below them."""

from pathlib import Path

import pytest

from extractors.scope import Scope
from tests.made import scope_of

WORD = "wardens"


def at_word(scope: Scope) -> int:
    return scope.document.text.index(WORD)


def period_of(folder: Path, text: str, *, past: bool = True, **told: str) -> str | None:
    scope = scope_of(folder, text, **told)
    period = scope.heading_period(at_word(scope), past=past)
    return period.label if period else None


UNDATED = "# Safer Wolverdale Partnership Annual Report"
UNDER = [
    (f"## Key Achievements 2021-22\n\nThe {WORD} came.", "2021-22"),
    (f"## Achievements 21/22\n\n### Patrols\n\nThe {WORD} came.", "2021-22"),
    (f"## Achievements 2021-22\n\n## Patrols\n\nThe {WORD} came.", "2021-22"),
    (f"## Achievements 2021-22\n\nMuch.\n\n## Patrols\n\nThe {WORD} came.", None),
    (f"## Achievements 2021-22\n\n### Patrols\n\nMuch.\n\n## Next steps\n\nThe {WORD} come.", None),
    (f"## Crime in 2020/21 and 2021/22\n\nThe {WORD} came.", None),
    (f"## Achievements 2020-21\n\nMuch.\n\n## Achievements 2021-22\n\nThe {WORD} came.", "2021-22"),
    (f"Achievements 2021/22 ..... 9\n\n## Achievements\n\nThe {WORD} came.", "2021-22"),
    (f"The {WORD} came.\n\n## Achievements 2021-22\n\nMuch.", None),
]


@pytest.mark.parametrize(("text", "label"), UNDER)
def test_period_of_the_heading_over_a_place(tmp_path: Path, text: str, label: str | None) -> None:
    assert period_of(tmp_path, text, title=UNDATED) == label


def test_what_was_done_before_dates_no_plan(tmp_path: Path) -> None:
    text = f"## Key Achievements 2021-22\n\nThe {WORD} come."
    assert period_of(tmp_path, text, past=False, title=UNDATED) is None


def test_a_date_of_issue_on_a_cover_dates_nothing(tmp_path: Path) -> None:
    title = "# Safer Wolverdale Partnership Strategic Assessment\n\n# January 2022"
    assert period_of(tmp_path, f"The {WORD} came.", title=title) is None


TITLES = [
    ("# Safer Wolverdale Partnership\n\n# Annual Report 2022-23", None),
    ("# Safer Wolverdale Partnership\n\n## Annual Report 2022-23", None),
    ("# Safer Wolverdale\n\n# Annual Report\n\n# April 2022 to March 2023", None),
    ("# Safer Wolverdale Partnership\n\nMuch.\n\n## Work in 2022-23", "2022-23"),
    ("# Safer Wolverdale Partnership\n\n### Work in 2022-23", "2022-23"),
]


@pytest.mark.parametrize(("title", "label"), TITLES)
def test_no_line_of_a_title_dates_what_stands_below(
    tmp_path: Path, title: str, label: str | None
) -> None:
    scope = scope_of(tmp_path, f"The {WORD} came.", title=title)
    period = scope.heading_period(at_word(scope), title=False)
    assert (period.label if period else None) == label
    assert scope.heading_period(at_word(scope)) is not None


UNMARKED = "Safer Wolverdale Partnership\n\nIt met in every month of the year."
MARKED = f"# {UNMARKED}"
DATED = "Delivering our priorities in 2022-23"
FIRST, SECOND = "Tackling nuisance\n\nMuch was done.", f"Reducing harm\n\nThe {WORD} came to town."
BARE = [
    (UNMARKED, f"{DATED}\n\n{FIRST}\n\n{SECOND}", "2022-23"),
    (UNMARKED, f"{DATED}\n\nMuch was done.\n\n{SECOND}", None),
    (MARKED, f"## {DATED}\n\n## {FIRST}\n\n## {SECOND}", None),
    (MARKED, f"## {DATED}\n\n### {FIRST}\n\n### {SECOND}", "2022-23"),
]


@pytest.mark.parametrize(("title", "text", "label"), BARE)
def test_a_bare_dated_heading_stands_over_its_like_in_a_file_without_marks(
    tmp_path: Path, title: str, text: str, label: str | None
) -> None:
    assert period_of(tmp_path, text, title=title) == label


def test_a_part_is_not_dated_by_the_part_before(tmp_path: Path) -> None:
    text = f"Much.\n\n# Safer Wolverdale Partnership Action Plan\n\nThe {WORD} come."
    assert period_of(tmp_path, text) is None


INHERITED = [
    (f"In 2020/21 we did this:\n\n- The {WORD} came", "2020-21"),
    (f"We did this:\n\n- The {WORD} came", "2021-22"),
    (f"To date the {WORD} came often.", None),
    (f"Research shows that {WORD} help.", None),
]


@pytest.mark.parametrize(("text", "label"), INHERITED)
def test_period_that_a_sentence_takes_over(tmp_path: Path, text: str, label: str | None) -> None:
    scope = scope_of(tmp_path, f"## Work in 2021-22\n\n{text}", title=UNDATED)
    sentence = scope.sentence_at(at_word(scope))
    assert sentence is not None
    period = scope.inherited_period(sentence)
    assert (period.label if period else None) == label


def test_a_plan_has_the_period_of_its_title(tmp_path: Path) -> None:
    scope = scope_of(tmp_path, f"The {WORD} come.")
    assert scope.plan_period(at_word(scope), planned=True) == "2022-23"


def test_the_nearest_period_of_a_sentence(tmp_path: Path) -> None:
    scope = scope_of(tmp_path, "It rained.")
    text = "In 2020/21 we spent £5 and in 2021/22 we spent £6."
    place = text.index("£6")
    near = scope.nearest_period(text, place, place + 2, (0, len(text)))
    assert near is not None
    assert near.label == "2021-22"
    assert scope.nearest_period(text, place, place + 2, (0, 5)) is None
