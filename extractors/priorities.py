"""Finds the priorities that a partnership set itself or works to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.priority_lists import Candidate, find_candidates
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.themes import themes_of
from extractors.values.names import clean_name
from schemas import Priority

_ALIKE = 88  # of 100: wordings of one priority, verb forms evened out


def find_priorities(scope: Scope) -> Iterator[Priority]:
    """One row an owner, period and wording, at the place where its list is stated in full."""
    for found in _stated_once(find_candidates(scope)):
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
            themes=themes_of(text) or ["other"],
            method=found.method,
            confidence=found.confidence,
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    candidate: Candidate
    words: str


def _stated_once(candidates: Iterator[Candidate]) -> list[Candidate]:
    """Without what is said again; lists come before headings, which only fill what lists leave."""
    ranked = sorted(candidates, key=lambda c: (c.rank, c.start))
    kept: list[_Kept] = []
    for candidate in ranked:
        words = _even(candidate.text)
        same = [k for k in kept if _said_before(k, candidate, words)]
        if not same:
            kept.append(_Kept(candidate, words))
    return [k.candidate for k in sorted(kept, key=lambda k: k.candidate.start)]


def _said_before(kept: _Kept, candidate: Candidate, words: str) -> bool:
    before = kept.candidate
    if before.owner != candidate.owner:
        return False
    if None not in (before.period, candidate.period) and before.period != candidate.period:
        return False
    if fuzz.ratio(kept.words, words) >= _ALIKE or fuzz.token_sort_ratio(kept.words, words) >= 93:
        return True
    # "Priority: Anti-Social Behaviour" over a plan, where the list has it with environmental crime
    by_heading = candidate.rank > before.rank
    return by_heading and bool(words) and fuzz.token_set_ratio(kept.words, words) >= 95


_VERB_ENDING = re.compile(r"(?<=\w{3})(?:ing|es|ed|e|s)\b")
_SMALL = re.compile(r"\b(?:to|the|and|of|a|an|our|we|will|in|for)\b")


def _even(text: str) -> str:
    """A wording without case, punctuation, small words and verb forms: *Tackling the* is *tackl*."""
    plain = re.sub(r"[^a-z ]+", " ", text.casefold().replace("&", " and ").replace("-", ""))
    return " ".join(_VERB_ENDING.sub("", _SMALL.sub(" ", plain)).split())
