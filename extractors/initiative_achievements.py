"""Initiatives that an account of what was done tells under a heading or in a bullet of its own."""

import re
from collections.abc import Iterator

from extractors.headings import is_other_matter
from extractors.initiative_accounts import Account, Accounts
from extractors.initiative_facts import Found, told_of
from extractors.initiative_openings import RunIn, find_run_in
from extractors.initiative_periods import period_of
from extractors.initiative_status import status_of_run_in, status_told
from extractors.initiative_titles import agencies_of, is_agency, is_heading_name, without_update
from extractors.reading.document import Block
from extractors.scope import Scope

# "Delivering our priorities" over "Reducing the harm of drugs": a priority, as its list tells it
_PRIORITIES = re.compile(r"\bpriorit", re.IGNORECASE)
_AIM = re.compile(r"^[A-Z][a-z]+ing\s")


def find_achieved(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    """A heading with its text, or a name that opens a bullet or paragraph, is one initiative."""
    blocks = scope.document.blocks
    agencies = agencies_of(scope.document.text)
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            has_text = following is not None and following.kind in ("paragraph", "item")
            if has_text and _is_piece(scope, accounts.over(block), block, agencies):
                yield _headed(scope, accounts, block, index)
        elif block.kind in ("item", "paragraph"):
            in_account = accounts.tells(block.start, block) in ("done", "work")
            found = find_run_in(scope.words(block), in_account=in_account)
            if found is not None:
                yield _run_in(scope, accounts, block, found)


def _is_piece(
    scope: Scope, account: Account | None, heading: Block, agencies: frozenset[str]
) -> bool:
    """Whether a heading is one achievement among those that a heading above it announces."""
    text = scope.words(heading)
    if account is None or account.telling == "ahead" or is_other_matter(text):
        return False
    if _AIM.match(text) and _PRIORITIES.search(scope.words(account.heading)):
        return False
    return is_heading_name(text) and not is_agency(agencies, text)


def _headed(scope: Scope, accounts: Accounts, heading: Block, index: int) -> Found:
    body: list[Block] = []
    for block in scope.document.blocks[index + 1 :]:
        if block.kind == "heading":
            break
        body.append(block)
    told = " ".join(scope.words(block) for block in body)
    name = without_update(scope.words(heading))
    status = status_told(told)
    period = period_of(scope, accounts, name, heading.start, None, status)
    return Found(
        heading.start,
        heading.end,
        (heading.start, heading.end),
        name,
        period,
        "initiatives.achievement_heading",
        0.85,
        told_of(name, told, status),
    )


def _run_in(scope: Scope, accounts: Accounts, block: Block, found: RunIn) -> Found:
    start, end = block.start + found.start, block.start + found.end
    name = without_update(scope.document.text[start:end])
    status = status_of_run_in(scope, accounts, block, found.told)
    return Found(
        start,
        end,
        (block.start, block.end),
        name,
        period_of(scope, accounts, found.told, block.start, block, status),
        found.method,
        found.confidence,
        told_of(name, found.told, status),
    )
