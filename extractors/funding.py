"""Finds the sums of money that a report tells, and who gives them to whom for what."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz

from extractors.funding_parties import parties_of
from extractors.funding_prose import ProseSums
from extractors.funding_said import GIVEN, Sum
from extractors.funding_schemes import owners_told, with_known_funders
from extractors.funding_tables import find_table_sums
from extractors.provenance import make_record
from extractors.scope import Scope
from schemas import Funding


def find_funding(scope: Scope) -> Iterator[Funding]:
    """One row a sum; one said again for the same period, funder and purpose is one row."""
    parties = parties_of(scope.document.text, scope.partnership_name)
    prose = ProseSums(scope, parties)
    told = [*prose.find(), *find_table_sums(scope, parties, prose)]
    sums = sorted(told, key=lambda s: s.start)
    has_fund = any(found.roles.scheme for found in sums)
    owners = owners_told(map(scope.words, scope.sentences), parties) if has_fund else {}
    for found in _said_once(with_known_funders(sums, owners)):
        yield from make_record(
            scope,
            Funding,
            (found.start, found.end),
            found.clause,
            amount_gbp=found.money.low,
            amount_max_gbp=found.money.high,
            amount_text=found.money.text,
            qualifier=found.money.qualifier,
            basis=found.money.basis,
            kind=found.roles.kind,
            funder=found.roles.funder,
            recipient=found.roles.recipient,
            purpose=found.roles.purpose,
            scheme=found.roles.scheme,
            period=found.period,
            area=found.area,
            method=found.method,
            confidence=found.confidence,
        )


def _said_once(sums: list[Sum]) -> Iterator[Sum]:
    kept: dict[tuple[float, float | None, str | None], list[Sum]] = defaultdict(list)
    for found in sums:
        equal = kept[found.money.low, found.money.high, found.money.basis]
        for index, before in enumerate(equal):
            if _same(before, found):
                equal[index] = _fuller(before, found)
                break
        else:
            equal.append(found)
    yield from sorted(chain.from_iterable(kept.values()), key=lambda s: s.start)


def _fuller(one: Sum, other: Sum) -> Sum:
    """The statement that tells more, with the period that only the other tells."""
    kept = max(one, other, key=lambda s: (not s.is_total, _told(s), -s.start))
    period = kept.period or one.period or other.period
    if one.roles.kind == other.roles.kind or one.is_cell == other.is_cell:
        return replace(kept, period=period)
    cell, told = (one, other) if one.is_cell else (other, one)
    if cell.is_total:
        return replace(kept, period=period)
    roles = replace(
        cell.roles,
        funder=cell.roles.funder or told.roles.funder,
        recipient=cell.roles.recipient or _other(told.roles.recipient, cell.roles.purpose),
        scheme=cell.roles.scheme or told.roles.scheme,
    )
    return replace(cell, roles=roles, period=period)


def _same(a: Sum, b: Sum) -> bool:
    """Whether two statements of equal sums tell of one."""
    if a.clause == b.clause or not _is_one_period(a, b):
        return False
    is_given = {a.roles.kind, b.roles.kind} <= GIVEN
    if a.is_total != b.is_total and a.is_cell != b.is_cell and is_given:
        return True
    if a.is_cell != b.is_cell and is_given and _tells_of(a, b):
        return True
    if a.roles.kind != b.roles.kind:
        return False
    pairs = (
        (a.roles.purpose, b.roles.purpose),
        (a.roles.recipient, b.roles.recipient),
        (a.roles.scheme, b.roles.scheme),
        (a.roles.funder, b.roles.funder),
    )
    if a.is_cell != b.is_cell:
        return _is_precise(a, 3) and all(_alike(x, y) for x, y in pairs[1:] if x and y)
    alike = all(_alike(x, y) for x, y in pairs if x and y)
    if a.is_cell:  # two cells with one sum are two sums, unless both say what for
        return alike and all(pairs[0])
    is_told = any(x and y for x, y in pairs[:3])
    is_silent = not any(x or y for x, y in pairs[:3])
    return alike and (is_told or is_silent or (_is_precise(a, 4) and a.period is not None))


def _other(name: str | None, purpose: str | None) -> str | None:
    """A name, unless it is that of what the money is for."""
    return None if name and name in (purpose or "") else name


# "£18,500 for the Late Club" and the row of a plan "Late Club, with a girls’ night   £18,500"
def _tells_of(a: Sum, b: Sum) -> bool:
    """Whether a sentence tells of what the row of a table is called after."""
    cell, told = (a, b) if a.is_cell else (b, a)
    names = re.split(r"\s[–-]\s|[,;:(]", cell.roles.purpose or "")[0]
    words = [word for word in re.findall(r"[\w’']+", names.casefold()) if len(word) > 3]
    said = told.words.casefold()
    needed = len(words) if len(words) <= 2 else (len(words) + 1) // 2
    return bool(words) and sum(word in said for word in words) >= needed


def _is_one_period(a: Sum, b: Sum) -> bool:
    """Whether two periods are one; a table dates what a sentence may leave undated."""
    return a.period == b.period or (a.is_cell != b.is_cell and None in (a.period, b.period))


def _is_precise(found: Sum, digits: int) -> bool:
    """Whether a sum has so many digits that no other is likely to be equal to it."""
    return len(f"{found.money.low:.2f}".rstrip("0").rstrip(".").rstrip("0")) >= digits


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= 70


def _told(found: Sum) -> int:
    """How much a statement of the sum tells: of two of one sum the fuller stays."""
    roles = found.roles
    told = (roles.funder, roles.recipient, roles.scheme, roles.purpose, found.period)
    return sum(part is not None for part in told)
