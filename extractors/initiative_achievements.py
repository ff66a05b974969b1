"""Initiatives that an account of what was done tells under a heading or in a bullet of its own."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import takewhile, zip_longest

from extractors.headings import is_other_matter
from extractors.initiative_accounts import Account, Accounts
from extractors.initiative_agencies import agencies_of, agency_over, is_agency
from extractors.initiative_appositions import may_stand_alone
from extractors.initiative_facts import Found, told_of
from extractors.initiative_openings import RunIn, find_run_in
from extractors.initiative_periods import period_of
from extractors.initiative_status import status_of_text
from extractors.initiative_titles import (
    is_heading_name,
    is_project_name,
    is_title,
    without_update,
)
from extractors.partnerships import partnership_in
from extractors.reading.document import Block
from extractors.scope import Scope

# "Delivering our priorities" over "Reducing the harm of drugs": a priority, as its list tells it
_PRIORITIES = re.compile(r"\bpriorit", re.IGNORECASE)
_AIM = re.compile(r"^[A-Z][a-z]+ing\s")


# "This project works with …" · "A twelve-week group for women" · "Set up in May by Hope Trust"
_DEFINES = re.compile(
    r"^An?\s+(?:[\w’'-]+\s+){0,4}?(?:place|space|room|group|club|café|cafe|service|team|tool|booklet|guide"
    r"|website|play|film|competition|network)\b[^.]{0,50}?\s(?:where|for|that|which|who|to)\b"
    r"|^(?:This|The|An?|Our|These)\s+(?:[\w’'-]+\s+){0,4}?(?:project|scheme|programme|course|campaign"
    r"|initiative|event|sessions?|workshops?|operation|pilot|group\s+for)\b"
    r"|^(?:Set\s+up|Run|Led|Delivered|Launched|Organised)\s+(?:by|in|at|jointly)\b"
)
_WORK = re.compile(
    r"\b(?:projects?|schemes?|programmes?|courses?|campaigns?|initiatives?|sessions?|workshops?"
    r"|volunteers|mentors?|mentoring|patrols|activities|club|pupils|young people|families)\b"
)


def find_achieved(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    """A heading with its text, or a name that opens a bullet or paragraph, is one initiative."""
    content = scope.document.content
    agencies = agencies_of(scope.document.text)
    for block, following in zip_longest(content, content[1:]):
        if not isinstance(block, Block):
            continue
        if block.kind == "heading":
            if not isinstance(following, Block) or following.kind not in ("paragraph", "item"):
                continue
            told = text_under(scope, block)
            account = accounts.over(block)
            announces = accounts.at(block.start) != account
            is_piece = _is_piece(scope, account, block, agencies)
            is_agencys = is_agency(agencies, scope.words(block))
            if _holds_names(scope, block):
                continue
            if is_piece or (not (announces or is_agencys) and _is_defined(scope, block, told)):
                yield _headed(scope, accounts, block, told)
        elif block.kind in ("item", "paragraph"):
            in_account = accounts.tells(block.start, block) is not None
            is_numbered = block.kind == "paragraph" and (block.marker or "")[:1].isdigit()
            found = find_run_in(scope.words(block), in_account=in_account, is_numbered=is_numbered)
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


def _holds_names(scope: Scope, heading: Block) -> bool:
    """Whether a heading is the topic of several names that open the bullets below it."""
    if scope.words(heading).split()[0].isupper():  # "RISE (Resilience and Strength)"
        return False
    names = [find_run_in(scope.words(block), in_account=True) for block in _below(scope, heading)]
    return sum(name is not None for name in names) > 1


def _is_defined(scope: Scope, heading: Block, told: str) -> bool:
    """Whether a heading is a name that the text below it takes up or tells to be a project's."""
    name = without_update(scope.words(heading))
    if not is_heading_name(name) or is_other_matter(name) or list(partnership_in(name)):
        return False
    if name.isupper() or ":" in name:
        return False
    if " " in name:
        is_name = is_project_name(name) and is_title(name)
    else:
        plain = re.compile(rf"\b{re.escape(name.lower())}\b")
        is_name = may_stand_alone(name) and not plain.search(scope.document.text)
    is_said = re.search(rf"(?<!\w){re.escape(name)}(?!\w|\s+[A-Z])", told) is not None
    is_told = bool(_DEFINES.match(told)) or (is_said and bool(_WORK.search(told[:400])))
    return is_name and is_told


def text_under(scope: Scope, heading: Block) -> str:
    """The text below a heading, up to the next."""
    lines = [scope.words(block).strip() for block in _below(scope, heading)]
    return " ".join(line if line[-1:] in ".!?:;" else f"{line}." for line in lines)


def _below(scope: Scope, heading: Block) -> list[Block]:
    """The blocks below a heading, up to the next."""
    blocks = scope.document.blocks
    behind = blocks[bisect_right(blocks, heading.start, key=lambda b: b.start) :]
    return list(takewhile(lambda block: block.kind != "heading", behind))


def _headed(scope: Scope, accounts: Accounts, heading: Block, told: str) -> Found:
    agencies = agencies_of(scope.document.text)
    name = without_update(scope.words(heading))
    status = status_of_text(scope, accounts, heading, told)
    period = period_of(scope, accounts, name, heading.start, None, status)
    return Found(
        heading.start,
        heading.end,
        (heading.start, heading.end),
        name,
        period,
        "initiatives.achievement_heading",
        0.85,
        told_of(name, told, status, over=agency_over(heading.section, agencies)),
    )


def _run_in(scope: Scope, accounts: Accounts, block: Block, found: RunIn) -> Found:
    agencies = agencies_of(scope.document.text)
    start, end = block.start + found.start, block.start + found.end
    name = without_update(scope.document.text[start:end])
    status = status_of_text(scope, accounts, block, found.told)
    return Found(
        start,
        end,
        (block.start, block.end),
        name,
        period_of(scope, accounts, found.told, block.start, block, status),
        found.method,
        found.confidence,
        told_of(name, found.told, status, over=agency_over(block.section, agencies)),
    )
