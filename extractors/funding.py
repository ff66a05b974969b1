"""Finds the sums of money that a report tells, and who gives them to whom for what."""

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.funding_parties import Parties, acronyms_of
from extractors.funding_prose import ProseSums
from extractors.funding_said import Sum
from extractors.funding_schemes import with_known_funders
from extractors.funding_tables import find_table_sums
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.values.money import find_money
from schemas import Funding

# Confidence of a sum whose kind its own sentence or cell tells, of one that lines above tell, and
# of one of which nothing tells what it is
_TOLD, _UNTOLD = 0.9, 0.7

def find_funding(scope: Scope) -> Iterator[Funding]:
    """One row a sum; one said again for the same period, funder and purpose is one row."""
    parties = Parties(scope.partnership_name, acronyms_of(scope.document.text))
    prose = ProseSums(scope, parties)
    sums = sorted([*prose.find(), *_sums_in_tables(scope, prose, parties)], key=lambda s: s.start)
    for found in _said_once(with_known_funders(sums)):
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


def _sums_in_tables(scope: Scope, prose: ProseSums, parties: Parties) -> Iterator[Sum]:
    for cell_sum in find_table_sums(scope, parties):
        if cell_sum.sentence is not None:
            sums = find_money(scope.words(cell_sum.sentence))
            yield from prose.of_sentence(cell_sum.sentence, sums)
            continue
        yield Sum(
            cell_sum.start,
            cell_sum.end,
            cell_sum.clause,
            cell_sum.money,
            cell_sum.roles,
            cell_sum.period,
            None,
            cell_sum.method,
            _TOLD if cell_sum.roles.is_told else _UNTOLD,
        )


def _said_once(sums: list[Sum]) -> Iterator[Sum]:
    kept: list[Sum] = []
    for found in sums:
        for index, before in enumerate(kept):
            if _same(before, found):
                kept[index] = max(before, found, key=lambda s: (_told(s), -s.start))
                break
        else:
            kept.append(found)
    yield from sorted(kept, key=lambda s: s.start)


def _same(a: Sum, b: Sum) -> bool:
    if (a.money.low, a.money.high, a.money.basis) != (b.money.low, b.money.high, b.money.basis):
        return False
    if a.clause == b.clause or a.roles.kind != b.roles.kind or a.period != b.period:
        return False
    pairs = (
        (a.roles.purpose, b.roles.purpose),
        (a.roles.recipient, b.roles.recipient),
        (a.roles.scheme, b.roles.scheme),
        (a.roles.funder, b.roles.funder),
    )
    alike = [_alike(x, y) for x, y in pairs if x and y]
    # two cells with one sum are two sums, unless both say what for
    in_prose = a.method == b.method == "funding.sum_in_sentence"
    is_told = any(x and y for x, y in (pairs[:3] if in_prose else pairs[:1]))
    is_silent = in_prose and not any(x or y for x, y in pairs[:3])
    return all(alike) and (is_told or is_silent)


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) >= 70


def _told(found: Sum) -> int:
    """How much a statement of the sum tells: of two of one sum the fuller stays."""
    roles = found.roles
    told = (roles.funder, roles.recipient, roles.scheme, roles.purpose, found.period)
    return sum(part is not None for part in told)
