"""Finds the sums of money that a report tells, and who gives them to whom for what."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.funding_areas import area_of
from extractors.funding_kinds import kind_of_line
from extractors.funding_roles import (
    Roles,
    Said,
    announced_giver,
    giver_of,
    roles_of,
    short_roles,
)
from extractors.funding_tables import find_table_sums
from extractors.provenance import make_record
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.money import Money, find_money
from extractors.values.periods import find_periods
from schemas import Funding

# Confidence of a sum whose kind its own sentence or cell tells, of one that lines above tell, and
# of one of which nothing tells what it is
_TOLD, _UNTOLD = 0.9, 0.7

# What parts two sums of a list: "£1,500 and £2,000" · "£4,000 Ashby / £5,000 Town Centre"
_BETWEEN_SUMS = re.compile(r"\s/\s|(?<=\d)/(?=£)|\s(?:plus|and|but|while|whilst|then)\s|[;+&]|,\s")
# Words that say nothing themselves between two sums with one purpose
_LINKS = re.compile(
    r"^(?:[\s,;/+&–-]|and|plus|in|for|of|from|during|the|year|to|with|a|further|another|then|\d|Q)*$"
)
_LONGEST = 1500  # characters of a sentence
_ABOVE = 5  # blocks above a sentence that may announce what it tells


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum at `document.text[start:end]` with what was read of it; `clause` is where."""

    start: int
    end: int
    clause: tuple[int, int]
    money: Money
    roles: Roles
    period: str | None
    area: str | None
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
            area=found.area,
            method=found.method,
            confidence=found.confidence,
        )


# "… received a funding allocation of £17,739 for 2022-23."
def _sums_in_prose(scope: Scope) -> Iterator[Sum]:
    prose = [piece for sentence in scope.prose() for piece in _pieces(scope, sentence)]
    for index, sentence in enumerate(prose):
        sums = find_money(scope.words(sentence))
        if sums:
            yield from _sums_in_sentence(scope, sentence, sums, *prose[index + 1 : index + 2])


# A table that was read as running text has no end of a sentence for pages
def _pieces(scope: Scope, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, one that is too long cut between words."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        cut = scope.document.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield replace(sentence, start=start, end=cut)
        start = cut
    yield replace(sentence, start=start) if start > sentence.start else sentence


def _sums_in_sentence(
    scope: Scope, sentence: Sentence, sums: list[Money], following: Sentence | None = None
) -> Iterator[Sum]:
    text = scope.words(sentence)
    stretches = [_stretch(text, sums, index) for index in range(len(sums))]
    periods = _periods(scope, sentence, sums, stretches)
    announced = _announced(scope, sentence)
    is_near = following is not None and following.block == sentence.block
    for money, stretch, period in zip(sums, stretches, periods, strict=True):
        said = Said(
            text,
            money,
            stretch,
            _tail(text, sums, money),
            announced,
            _giver(scope, sentence, announced),
            scope.words(following) if following and is_near else "",
        )
        short = short_roles(said) if _is_list_of_sums(text, sums) else None
        roles = short or roles_of(said)
        yield Sum(
            sentence.start + money.start,
            sentence.start + money.end,
            (sentence.start, sentence.end),
            money,
            roles,
            _period_of_plan(scope, sentence.start) or period if short else period,
            area_of(scope, text, stretch),
            "funding.short_line" if short else "funding.sum_in_sentence",
            _TOLD if roles.is_told else _UNTOLD,
        )


def _sums_in_tables(scope: Scope) -> Iterator[Sum]:
    for cell_sum in find_table_sums(scope):
        if cell_sum.sentence is not None:
            sums = find_money(scope.words(cell_sum.sentence))
            yield from _sums_in_sentence(scope, cell_sum.sentence, sums)
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


def _stretch(text: str, sums: list[Money], index: int) -> tuple[int, int]:
    """The words between the sums beside a sum that are its own."""
    start, end = 0, len(text)
    if index:
        before = list(_BETWEEN_SUMS.finditer(text, sums[index - 1].end, sums[index].start))
        start = before[-1].end() if before else sums[index - 1].end
    if index + 1 < len(sums):
        behind = list(_BETWEEN_SUMS.finditer(text, sums[index].end, sums[index + 1].start))
        end = behind[-1].start() if behind else sums[index + 1].start
    return start, sums[index].end if _is_bracketed(text, sums[index]) else end


# "of its grant for 2021/22 (£40,200)": a sum that says what the words before it come to
def _is_bracketed(text: str, money: Money) -> bool:
    return (
        text[: money.start].rstrip("*_ ").endswith("(") and text[money.end : money.end + 1] == ")"
    )


def _tail(text: str, sums: list[Money], money: Money) -> int:
    """Where the words behind the last sum of the list begin that a sum stands in."""
    index = sums.index(money)
    end = money.end
    if _is_bracketed(text, money):
        return len(text)
    for following in sums[index + 1 :]:
        if _is_bracketed(text, following):
            end = following.end + 1
            continue
        if not _LINKS.match(re.sub(r"\d{2,4}\s?[-–/]\s?\d{2,4}", "", text[end : following.start])):
            return len(text)
        end = following.end
    return end


def _is_list_of_sums(text: str, sums: list[Money]) -> bool:
    """Whether a line is sums with a name each, and no more."""
    return text.startswith(sums[0].text) and len(text.split()) <= 6 * len(sums)


def _announced(scope: Scope, sentence: Sentence) -> tuple[str, ...]:
    """Lines and headings above that announce what a sentence tells, the nearest first."""
    block = sentence.block
    lines = []
    if block is not None:
        index = bisect_left(scope.document.blocks, block.start, key=lambda b: b.start)
        for above in reversed(scope.document.blocks[max(0, index - _ABOVE) : index]):
            text = scope.words(above).strip()
            if above.kind == "heading" or (text.endswith(":") and len(text.split()) <= 12):
                lines.append(text)
    return tuple(dict.fromkeys([*lines, *reversed(sentence.section)]))


def _giver(scope: Scope, sentence: Sentence, announced: tuple[str, ...]) -> str | None:
    """Who the lines above, or a sentence before in the section, say gives money.

    "Home Office:" under "Funding from partners"; "The Commissioner allocated grants to all
    partnerships. … The Partnership received £17,000".
    """
    about_money = [kind_of_line(line) in ("grant", "budget", "match_funding") for line in announced]
    for index, line in enumerate(announced):
        others = [*about_money[:index], *about_money[index + 1 :]]
        is_from = re.search(r"\b(?:from|by)\b", line) and about_money[index]
        if (any(others) or is_from) and (giver := announced_giver(line)):
            return giver
    if sentence.block is None or not re.search(
        r"\b(?:received?|allocat|award)", scope.words(sentence)
    ):
        return None
    for before in _section_before(scope, sentence.block, sentence.start):
        if giver := giver_of(scope.words(before)):
            return giver
    return None


def _section_before(scope: Scope, block: Block, end: int) -> list[Sentence]:
    return [
        s
        for s in scope.sentences
        if s.block is not None
        and s.start < end
        and end - s.start < 3000
        and s.section == block.section
        and s.kind == "paragraph"
    ]


def _periods(
    scope: Scope, sentence: Sentence, sums: list[Money], stretches: list[tuple[int, int]]
) -> list[str | None]:
    """The financial year of each sum: told nearest to it, one each in order, or inherited."""
    text = scope.words(sentence)
    told = [p.label for p in find_periods(text) if p.label and p.end <= sums[0].start]
    # "New duties 2021-22 / 22-23 £32,610 + £8,160"
    if len(told) == len(sums) > 1 and len(set(told)) > 1:
        return list(told)
    inherited = scope.inherited_period(sentence)
    periods = []
    for money, stretch in zip(sums, stretches, strict=True):
        near = scope.nearest_period(text, money.start, money.end, stretch)
        near = near or scope.nearest_period(text, money.start, money.end, (0, len(text)))
        period = near or inherited
        periods.append(period.label if period else None)
    return periods


def _period_of_plan(scope: Scope, position: int) -> str | None:
    """The period of the action plan beside a line that broke away from it."""
    plans = [g for g in scope.document.grids if scope.kinds[g.index] == "action_plan"]
    near = min(plans, key=lambda g: max(g.start - position, position - g.end), default=None)
    return scope.plan_period(near.start, planned=True) if near else None


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
