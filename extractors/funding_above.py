"""Reads who gives a sum from what stands above it: lead-ins, headings, a fund told before."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from extractors.funding_givers import (
    announced_giver,
    fund_owner,
    fund_runner,
    giver_of,
    leading_giver,
)
from extractors.funding_kinds import kind_of_line
from extractors.funding_lists import direction_of
from extractors.funding_parties import Parties
from extractors.funding_said import GIVEN
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.money import find_money

_SECTION = 3000  # characters before a sum in which its section may name who gives
_ABOVE = 5  # blocks above a sentence that may announce what it tells
_LEAD = 30  # words of a lead-in
_MONEY = r"(?:fund(?:s|ing)?|grants?|pot|money|awards?|allocation|monies)"
# "We received £42,000 from it" · "Ashby’s share is" · "It pays for": of a fund told before
_REFERS = re.compile(
    rf"\b(?:from|out\s+of|of|under|with|through|using)\s+(?:it|this|that|(?:the|this)\s+(?:same\s+"
    rf"|20\S+\s+)?{_MONEY})\b|['’]s?\s+share\b|\b(?:[Oo]ur|[Ii]ts|[Tt]heir)\s+share\b"
    rf"|^(?:It|This)\s+(?:also\s+)?(?:pays|paid|funds|funded|covers|covered)\b"
    rf"|\b(?:divide|split|share)[ds]?\s+the\s+(?:20\S+\s+)?{_MONEY}\b"
    rf"|\bthe\s+(?:remaining|remainder|rest|balance|(?:largest|biggest|main)\s+share)\b"
)
_IS_GIVEN = re.compile(r"\b(?:received?|allocat|award)")
# "Victim First gets £110,000" right behind the sentence that names the fund
_GETS = re.compile(
    r"\b(?:gets?|got|gett?ing|receive[ds]?|was\s+given|were\s+given|awarded|went\s+to)\b"
)


def announced_lines(scope: Scope, sentence: Sentence) -> tuple[str, ...]:
    """Lines and headings above that announce what a sentence tells, the nearest first."""
    block = sentence.block
    lines = []
    if block is not None:
        index = bisect_left(scope.document.blocks, block.start, key=lambda b: b.start)
        for above in reversed(scope.document.blocks[max(0, index - _ABOVE) : index]):
            text = _last_sentence(scope.words(above))
            if above.kind == "heading" or (text.endswith(":") and len(text.split()) <= _LEAD):
                lines.append(text)
    return tuple(dict.fromkeys([*lines, *reversed(sentence.section)]))


def giver_above(
    scope: Scope, sentence: Sentence, announced: tuple[str, ...], parties: Parties
) -> str | None:
    """Who the lines above, or a sentence before in the section, say gives money.

    "Home Office:" under "Funding from partners"; "The Commissioner allocated grants to all
    partnerships. … The Partnership received £17,000".
    """
    about_money = [kind_of_line(line) in GIVEN for line in announced]
    for index, line in enumerate(announced):
        others = [*about_money[:index], *about_money[index + 1 :]]
        is_from = re.search(r"\b(?:from|by)\b", line) and about_money[index]
        if (any(others) or is_from) and (giver := announced_giver(line)):
            return giver
    if sentence.block is None:
        return None
    if giver := _leading(scope, sentence.block, parties):
        return giver
    return _told_before(scope, sentence, sentence.block, parties)


def _leading(scope: Scope, block: Block, parties: Parties) -> str | None:
    """Who the paragraph over a list says gives what it lists."""
    if block.lead is None:
        return None
    line = _last_sentence(scope.words(scope.document.blocks[block.lead]))
    is_short = len(line.split()) <= _LEAD and not find_money(line)
    if not is_short or direction_of([line])[0] == "source":
        return None
    return leading_giver(line, parties)


def _told_before(scope: Scope, sentence: Sentence, block: Block, parties: Parties) -> str | None:
    text = scope.words(sentence)
    refers = _REFERS.search(text) is not None
    if not (refers or _IS_GIVEN.search(text) or _GETS.search(text)):
        return None
    before = list(_section_before(scope, block, sentence.start))
    if refers:
        for told in reversed(before):
            words = scope.words(told)
            if giver := _teller(words, parties):
                return giver
    last = scope.words(before[-1]) if before and _GETS.search(text) else ""
    owner = None if find_money(last) else fund_owner(last, parties) or fund_runner(last, parties)
    if owner or not _IS_GIVEN.search(text):
        return owner
    return next((giver for told in before if (giver := giver_of(scope.words(told)))), None)


def _teller(words: str, parties: Parties) -> str | None:
    return fund_owner(words, parties) or fund_runner(words, parties) or giver_of(words)


def _section_before(scope: Scope, block: Block, end: int) -> Iterator[Sentence]:
    every = scope.sentences
    first = bisect_left(every, end - _SECTION, key=lambda s: s.start)
    last = bisect_left(every, end, key=lambda s: s.start)
    for told in every[first:last]:
        if told.block and told.section == block.section and told.kind == "paragraph":
            yield told


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.;])\s+(?=[A-Z])", text.strip())[-1]


def refers_back(text: str) -> bool:
    """Whether a sentence is about money that was told before: "from it", "our share"."""
    return _REFERS.search(text) is not None
