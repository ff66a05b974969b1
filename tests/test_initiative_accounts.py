"""Which headings announce what was done, what is being done and what is to come."""

from pathlib import Path

import pytest

from extractors.initiative_accounts import Accounts
from extractors.reading.document import Block
from tests.made import scope_of

WORD = "wardens"
HERE = f"The {WORD} came."
PLACES = [
    (f"## Key achievements\n\n{HERE}", "done"),
    (f"## Delivering our priorities in 2021-22\n\n### Burglary\n\n{HERE}", "done"),
    (f"## What has been achieved\n\n{HERE}", "done"),
    (f"## Project updates\n\n{HERE}", "done"),
    (f"## Money and projects in 2021/22\n\n{HERE}", "done"),
    (f"## Case studies\n\n### A safer park\n\n{HERE}", "work"),
    (f"## Looking ahead to 2024/25\n\n{HERE}", "ahead"),
    (f"## Recommendations\n\n{HERE}", "ahead"),
    (f"## What we will do\n\n{HERE}", "ahead"),
    (f"## Highlights\n\nMuch.\n\n## Next steps\n\n{HERE}", "ahead"),
    (f"## Highlights\n\nMuch.\n\n## Contact us\n\n{HERE}", None),
    (f"## Highlights\n\n### Statistics\n\nMuch.\n\n### Parks\n\n{HERE}", "done"),
    (f"## Highlights\n\n### Statistics\n\n{HERE}", None),
    (f"## Highlights\n\nMuch.\n\n## Parks\n\n{HERE}", None),
    (f"## 3 Achievements\n\n## Shops\n\nMuch.\n\n## 4 The picture\n\n{HERE}", None),
    (f"## 3 Achievements\n\n## Shops\n\n{HERE}", "done"),
    (f"## 7.3 What we have achieved\n\n## 7.4 Police\n\n## 7.5 Fire\n\n{HERE}", "done"),
    (f"## Annual review and delivery plan\n\n{HERE}", None),
    (f"## How we are funded\n\n{HERE}", None),
    (f"## Burglary\n\n{HERE}", None),
]


@pytest.mark.parametrize(("text", "telling"), PLACES)
def test_what_a_place_tells(tmp_path: Path, text: str, telling: str | None) -> None:
    scope = scope_of(tmp_path, text, title="# Safer Wolverdale Partnership")
    account = Accounts(scope).at(scope.document.text.index(WORD))
    assert (account.telling if account else None) == telling


def heading(scope_blocks: tuple[Block, ...], start: int) -> Block:
    (found,) = [block for block in scope_blocks if block.start == start]
    return found


def test_a_heading_is_a_piece_of_the_account_above_it(tmp_path: Path) -> None:
    text = f"## Achievements\n\nMuch.\n\n### Parks\n\n{HERE}\n\n## Crime\n\nMuch."
    scope = scope_of(tmp_path, text)
    accounts, text = Accounts(scope), scope.document.text
    parks = accounts.over(heading(scope.document.blocks, text.index("Parks")))
    assert parks is not None
    assert scope.words(parks.heading) == "Achievements"
    assert accounts.over(heading(scope.document.blocks, text.index("Achievements"))) is None
    assert accounts.over(heading(scope.document.blocks, text.index("Crime"))) is None


def test_projects_are_done_where_they_are_dated(tmp_path: Path) -> None:
    for title, done in (("Projects in 2021-22", True), ("Local projects", False)):
        text = f"## {title}\n\n{HERE}"
        scope = scope_of(tmp_path, text, title="# Safer Wolverdale Partnership")
        assert (Accounts(scope).tells(scope.document.text.index(WORD)) == "done") is done
