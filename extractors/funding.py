"""Finds the sums of money that a report tells, and who gives them to whom for what."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.funding_roles import Roles, roles_of
from extractors.funding_tables import find_table_sums
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.money import Money, find_money
from schemas import Funding


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum at `document.text[start:end]` with what was read of it; `clause` is where."""

    start: int
    end: int
    clause: tuple[int, int]
    money: Money
    roles: Roles
    period: str | None
    method: str
    confidence: float


def find_funding(scope: Scope) -> Iterator[Funding]:
    """One row a sum; one said again for the same period, funder and purpose is one row."""
    sums = [*_sums_in_prose(scope), *_sums_in_tables(scope)]
    for found in _said_once(sorted(sums, key=lambda s: s.start)):
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
            method=found.method,
            confidence=found.confidence,
        )


# "… received a funding allocation of £17,739 for 2022-23."
def _sums_in_prose(scope: Scope) -> Iterator[Sum]:
    for sentence in scope.prose():
        text = scope.words(sentence)
        sums = find_money(text)
        for index, money in enumerate(sums):
            before = sums[index - 1].end if index else 0
            after = sums[index + 1].start if index + 1 < len(sums) else len(text)
            roles = roles_of(text, money, before, after, _announced_by(scope, sentence))
            yield Sum(
                sentence.start + money.start,
                sentence.start + money.end,
                (sentence.start, sentence.end),
                money,
                roles,
                _period(scope, sentence, money, before, after),
                "funding.sum_in_sentence",
                0.9 if roles.kind != "other" else 0.7,
            )


def _sums_in_tables(scope: Scope) -> Iterator[Sum]:
    for cell_sum in find_table_sums(scope):
        yield Sum(
            cell_sum.start,
            cell_sum.end,
            cell_sum.clause,
            cell_sum.money,
            cell_sum.roles,
            cell_sum.period,
            cell_sum.method,
            0.9,
        )


def _announced_by(scope: Scope, sentence: Sentence) -> str:
    """The line above that ends with a colon, or the heading: often the funder of what follows."""
    block = sentence.block
    if block is None:
        return ""
    blocks = scope.document.blocks
    index = blocks.index(block)
    for above in reversed(blocks[max(0, index - 4) : index]):
        text = scope.words(above).strip()
        if above.kind == "heading" or (text.endswith(":") and len(text.split()) <= 12):
            return text.rstrip(":")
    return ""


def _period(scope: Scope, sentence: Sentence, money: Money, before: int, after: int) -> str | None:
    """The financial year told nearest to the sum in its own stretch of the sentence."""
    text = scope.words(sentence)
    told = scope.nearest_period(text, money.start, money.end, (before, after))
    told = told or scope.nearest_period(text, money.start, money.end, (0, len(text)))
    if told:
        return told.label
    inherited = scope.inherited_period(sentence)
    return inherited.label if inherited else None


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
    if a.method != b.method or a.roles.kind != b.roles.kind:
        return False
    if a.period != b.period:
        return False
    return all(
        not one or not other or fuzz.token_set_ratio(one.casefold(), other.casefold()) >= 70
        for one, other in (
            (a.roles.funder, b.roles.funder),
            (a.roles.purpose, b.roles.purpose),
        )
    )


def _told(found: Sum) -> int:
    """How much a statement of the sum tells: of two of one sum the fuller stays."""
    roles = found.roles
    told = (roles.funder, roles.recipient, roles.scheme, roles.purpose, found.period)
    return sum(part is not None for part in told)
