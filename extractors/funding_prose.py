"""Finds the sums that sentences tell, each with what was told of the sum before it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.funding_above import announced_lines, giver_above, refers_back
from extractors.funding_lists import list_roles, short_roles
from extractors.funding_parties import Parties
from extractors.funding_roles import roles_of
from extractors.funding_said import GIVEN, Roles, Said, Sum
from extractors.funding_stretches import is_list_of_sums, stretch_of, tail_of
from extractors.geography import NamedPlace, find_geographies, geography
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.money import Money, find_money
from extractors.values.periods import Period, find_periods

_LONGEST = 1500  # characters of a sentence
_PIECE = 600  # characters of a piece of what is longer
_NEAR = 400  # characters within which a sentence may go on from a sum told before


class ProseSums:
    """Reads the sums of sentences in order: one sentence may go on from the one before."""

    def __init__(self, scope: Scope, parties: Parties) -> None:
        self._scope = scope
        self._parties = parties
        self._before: Sum | None = None

    def find(self) -> Iterator[Sum]:
        """The sums of all sentences that stand in no table."""
        prose = [piece for s in self._scope.prose() for piece in _pieces(self._scope, s)]
        for index, sentence in enumerate(prose):
            sums = find_money(self._scope.words(sentence))
            if sums:
                yield from self._of_sentence(sentence, sums, *prose[index + 1 : index + 2])

    def of_cell(self, sentence: Sentence) -> Iterator[Sum]:
        """The sums of a sentence in a cell of a table."""
        for piece in _pieces(self._scope, sentence):
            if sums := find_money(self._scope.words(piece)):
                yield from self._of_sentence(piece, sums)

    def _of_sentence(
        self, sentence: Sentence, sums: list[Money], following: Sentence | None = None
    ) -> Iterator[Sum]:
        """The sums of one sentence."""
        text = self._scope.words(sentence)
        stretches = [stretch_of(text, sums, index) for index in range(len(sums))]
        periods = _periods(self._scope, sentence, sums, stretches)
        about = self._about(sentence, following)
        for index, (money, stretch, period) in enumerate(
            zip(sums, stretches, periods, strict=True)
        ):
            before = self._last(sentence)
            said = replace(
                about,
                money=money,
                stretch=stretch,
                tail=tail_of(text, sums, money),
                before=before.roles if before else None,
                is_same=index > 0,
            )
            found = self._sum(sentence, said, sums, period)
            self._before = found
            yield found

    def _about(self, sentence: Sentence, following: Sentence | None) -> Said:
        """What all sums of a sentence share."""
        scope, text = self._scope, self._scope.words(sentence)
        announced = announced_lines(scope, sentence)
        is_near = following is not None and following.block == sentence.block
        return Said(
            text,
            find_money(text)[0],
            (0, len(text)),
            len(text),
            announced,
            giver_above(scope, sentence, announced, self._parties),
            scope.words(following) if following and is_near else "",
            self._parties,
            heading=sentence.section[-1] if sentence.section else "",
            refers=refers_back(text),
        )

    def _last(self, sentence: Sentence) -> Sum | None:
        """The sum told just before, in the sentence, its block, or the block above it."""
        before = self._before
        if before is None or not before.clause[0] <= sentence.start <= before.clause[1] + _NEAR:
            return None
        return before if before.section == sentence.section else None

    def _goes_on(self, said: Said, roles: Roles, block: Block | None) -> bool:
        """Whether a sum is of the year of the sum before: of its money, or given to the same."""
        before, last = said.before, self._before
        if roles.is_part:
            return True
        if before is None or last is None or before.kind not in GIVEN:
            return False
        if block is None or last.clause[0] < block.start:
            return False
        is_ours = roles.recipient is not None and roles.recipient == before.recipient
        spends = roles.kind == "cost" and re.search(r"\bof\s+(?:it|this|that|these)\b", said.text)
        return (roles.kind in GIVEN and is_ours) or bool(spends)

    def _sum(self, sentence: Sentence, said: Said, sums: list[Money], period: str | None) -> Sum:
        short = short_roles(said) if is_list_of_sums(said.text, sums) else None
        listed = None if short else list_roles(said)
        roles = short or listed or roles_of(said)
        if period is None and self._goes_on(said, roles, sentence.block):
            period = self._before.period if self._before else None
        if short:
            period = _period_of_plan(self._scope, sentence.start) or period
        return Sum(
            sentence.start + said.money.start,
            sentence.start + said.money.end,
            (sentence.start, sentence.end),
            said.money,
            roles,
            period,
            _area_of(self._scope, said.text, said.stretch),
            "funding.short_line" if short else "funding.sum_in_sentence",
            sentence.section,
            words=said.text,
        )


# A table that was read as running text has no end of a sentence for pages
def _pieces(scope: Scope, sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, one that is too long cut between words."""
    start = sentence.start
    is_long = sentence.end - start > _LONGEST
    while is_long and sentence.end - start > _PIECE:
        cut = scope.document.text.rfind(" ", start + _PIECE // 2, start + _PIECE)
        cut = cut if cut > 0 else start + _PIECE
        yield replace(sentence, start=start, end=cut)
        start = cut
    yield replace(sentence, start=start) if start > sentence.start else sentence


def _periods(
    scope: Scope, sentence: Sentence, sums: list[Money], stretches: list[tuple[int, int]]
) -> list[str | None]:
    """The financial year of each sum: told nearest to it, one each in order, or inherited."""
    text = _SAME_AS.sub(lambda m: " " * len(m[0]), scope.words(sentence))
    told = [p.label for p in find_periods(text) if p.label and p.end <= sums[0].start]
    # "New duties 2021-22 / 22-23 £32,610 + £8,160"
    if len(told) == len(sums) > 1 and len(set(told)) > 1:
        return list(told)
    inherited = scope.inherited_period(sentence)
    plain = _without_asides(text)
    periods = []
    for money, stretch in zip(sums, stretches, strict=True):
        near = scope.nearest_period(text, money.start, money.end, stretch)
        if near is None or not plain[near.start : near.end].strip():
            near = scope.nearest_period(plain, money.start, money.end, (0, len(text)))
        period = near or _year_end(scope, text[slice(*stretch)]) or inherited
        periods.append(period.label if period else None)
    return periods


# "118 homes were visited (97 in 2017/18) at a cost of £164": a number of another year
_ASIDE = re.compile(r"\((?=[^()£]*\d)(?=[^()£]*[a-z])[^()£]*\)")


def _without_asides(text: str) -> str:
    """The text with numbers in brackets blanked, at the same length."""
    return _ASIDE.sub(lambda m: " " * len(m[0]), text)


# "£125,000, the same as in 2022/23": a year that another is held against
_SAME_AS = re.compile(r"\b(?:same|much)\s+as\s+(?:it\s+was\s+)?(?:in|for|during)\s+[\d/–-]+")


# "£9,400 was unspent at the end of 2022/23"
_YEAR_END = re.compile(
    r"\b(?:unspent|under-?spen\w+|left\s+over"
    r"|carried\s+forward)\b[^.;]*\bend\s+of\s+(?P<year>\d[\d/–-]+)"
)


def _year_end(scope: Scope, text: str) -> Period | None:
    match = _YEAR_END.search(text)
    return scope.only_period(match["year"]) if match else None


def _period_of_plan(scope: Scope, position: int) -> str | None:
    """The period of the action plan beside a line that broke away from it."""
    plans = [g for g in scope.document.grids if scope.kinds[g.index] == "action_plan"]
    near = min(plans, key=lambda g: max(g.start - position, position - g.end), default=None)
    return scope.plan_period(near.start, planned=True) if near else None


# "In Dover" · "across Kent" · "Nationally"
_LEADS = ("in", "across", "for", "throughout", "within", "around", "at", "the", "of")


def _area_of(scope: Scope, text: str, stretch: tuple[int, int]) -> str | None:
    """The one place that the words of a sum tell, as printed; None for the report's own area."""
    places = [p for p in _geographies(text) if stretch[0] <= p.start and p.end <= stretch[1]]
    # "in the region of £40,000" tells no place
    places = [p for p in places if not re.match(r"\s+of\s+(?:£|about|around)", text[p.end :])]
    led = [p for p in places if p.kind == "comparator" or _is_led(text, p.start)]
    printed = {geography(place, scope) for place in led}
    return printed.pop() if len(printed) == 1 else None


def _is_led(text: str, start: int) -> bool:
    before = text[:start].split()
    return bool(before) and before[-1].lower() in _LEADS


# All sums of a sentence ask for those of the same words
@lru_cache(maxsize=16)
def _geographies(text: str) -> tuple[NamedPlace, ...]:
    return tuple(find_geographies(text))
