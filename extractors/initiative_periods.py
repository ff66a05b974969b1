"""The year of an initiative: printed, or that of the account or plan that it stands in."""

import re

from extractors.headings import DocumentPart
from extractors.initiative_accounts import PLANS, Accounts, Telling, is_of_a_year
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.values.periods import Period
from schemas.initiatives import Status

# "In the coming year we plan to bring the play to all schools"
_NEXT = re.compile(r"\b(?:next|coming) (?:financial )?year\b|\byear ahead\b", re.IGNORECASE)

_PRIORITIES = re.compile(r"\b(?:priorities|refresh)\b.* (?:for|in) ", re.IGNORECASE)


def period_of(
    scope: Scope,
    accounts: Accounts,
    told: str,
    position: int,
    block: Block | None,
    status: Status,
) -> str | None:
    """The year that a text prints, else that of what it stands in, else that of a date in it."""
    printed = scope.only_period(told)
    if printed is not None and printed.label:
        return printed.label
    above = _of_lead(scope, block) or accounts.own_period(position)
    if above is not None:
        return financial_year(above)
    part = scope.part_at(position)
    year = part.period or _year_of_priorities(scope, part)
    years_on = _years_on(part, accounts.tells(position, block), status, told)
    if year is not None and years_on is not None:
        first = int(year[:4]) + years_on
        return f"{first}-{(first + 1) % 100:02}"
    return financial_year(printed) if status == "delivered" else None


def financial_year(period: Period | None) -> str | None:
    """The year that a period is, or, as for a launch in September 2011, that it falls in."""
    if period is None or period.label:
        return period.label if period else None
    if not period.first or not period.last:
        return None
    first, last = (day.year - (day.month < 4) for day in (period.first, period.last))
    return f"{first}-{(first + 1) % 100:02}" if first == last else None


def _year_of_priorities(scope: Scope, part: DocumentPart) -> str | None:
    """The only year that a plan for several years heads its priorities or their refresh with."""
    headings = [b for b in scope.document.headings() if part.start <= b.start < part.end]
    told = (scope.words(b) for b in headings if _PRIORITIES.search(scope.words(b)))
    years = {p.label for text in told if (p := scope.only_period(text)) and p.label}
    return years.pop() if len(years) == 1 and part.document_type in PLANS else None


def _of_lead(scope: Scope, block: Block | None) -> Period | None:
    if block is None or block.lead is None:
        return None
    lead = scope.document.blocks[block.lead]
    return scope.only_period(scope.words(lead)) if lead.kind != "heading" else None


def _years_on(part: DocumentPart, telling: Telling | None, status: Status, told: str) -> int | None:
    """How many years after that of its report an initiative is; None where nothing tells."""
    if part.document_type in PLANS:
        if telling == "done":
            return -1
        return 0 if status == "planned" or telling == "ahead" else None
    if is_of_a_year(part):
        return 1 if status == "planned" else 0
    if status == "planned":
        return 1 if _NEXT.search(told) else None
    return 0 if telling == "done" and part.document_type != "committee_report" else None
