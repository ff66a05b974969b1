"""Finds the priorities that a partnership set itself or works to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.priority_boxes import find_boxed
from extractors.priority_headings import find_headed
from extractors.priority_lists import find_listed
from extractors.priority_owners import FILLING, WEAK, Candidate
from extractors.priority_paragraphs import find_in_paragraphs
from extractors.priority_sentences import find_told
from extractors.priority_singles import find_single
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.themes import themes_of
from extractors.values.names import clean_name
from schemas import Priority

_ALIKE = 88  # of 100: wordings of one priority, verb forms evened out


def find_priorities(scope: Scope) -> Iterator[Priority]:
    """One row an owner, period and wording, at the place where its list is stated in full."""
    for found in _stated_once(_candidates(scope)):
        text = clean_name(scope.document.text[found.start : found.end])
        yield from make_record(
            scope,
            Priority,
            (found.start, found.end),
            (found.start, found.end),
            text=text,
            ordinal=found.ordinal,
            period=found.period,
            owner=found.owner,
            area=found.area,
            themes=themes_of(text) or ["other"],
            method=found.method,
            confidence=found.confidence,
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    candidate: Candidate
    words: str


def _candidates(scope: Scope) -> Iterator[Candidate]:
    """Every priority as often as it is told, in no order."""
    yield from find_listed(scope)
    yield from find_in_paragraphs(scope)
    yield from find_boxed(scope)
    yield from find_told(scope)
    yield from find_single(scope)
    yield from find_headed(scope)


def _stated_once(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Without what is said again; lists come before headings, which only fill what lists leave."""
    ranked = sorted(candidates, key=lambda c: (c.rank, c.period is None, c.start))
    words = {candidate: _even(candidate.text) for candidate in ranked}
    lists: dict[int, set[str]] = {}
    for candidate in ranked:
        lists.setdefault(candidate.told_at, set()).add(words[candidate])
    kept: list[_Kept] = []
    for candidate in ranked:
        if not any(_said_before(k, candidate, words[candidate], lists) for k in kept):
            kept.append(_Kept(candidate, words[candidate]))
    return [k.candidate for k in sorted(kept, key=lambda k: k.candidate.start)]


def _said_before(kept: _Kept, candidate: Candidate, words: str, lists: dict[int, set[str]]) -> bool:
    before = kept.candidate
    if (before.owner, before.area) != (candidate.owner, candidate.area):
        return False
    if before.rank < candidate.rank == FILLING:
        return True
    if before.rank < candidate.rank == WEAK and candidate.period in (None, before.period):
        return True
    if before.period != candidate.period:
        if None not in (before.period, candidate.period):
            return False
        # a list without a year is one of another year's only where most of it is the same
        if candidate.rank == 0 and not _same_list(lists[before.told_at], lists[candidate.told_at]):
            return False
    if _alike(kept.words, words):
        return True
    # "Priority: Anti-Social Behaviour" over a plan, where the list has it with environmental crime
    by_heading = candidate.rank > before.rank
    return by_heading and bool(words) and fuzz.token_set_ratio(kept.words, words) >= 95


def _alike(first: str, second: str) -> bool:
    return fuzz.ratio(first, second) >= _ALIKE or fuzz.token_sort_ratio(first, second) >= 93


def _same_list(first: set[str], second: set[str]) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return 2 * sum(any(_alike(a, b) for b in longer) for a in shorter) > len(shorter)


_VERB_ENDING = re.compile(r"(?<=\w{3})(?:ing|es|ed|e|s)\b")
_SMALL = re.compile(r"\b(?:to|the|and|of|a|an|our|we|will|in|for)\b")


def _even(text: str) -> str:
    """A wording without case, punctuation, small words and verb forms: *Tackling* is *tackl*."""
    plain = re.sub(r"[^a-z ]+", " ", text.casefold().replace("&", " and ").replace("-", ""))
    return " ".join(_VERB_ENDING.sub("", _SMALL.sub(" ", plain)).split())
