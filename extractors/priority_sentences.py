"""Priorities told in one sentence of running text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractors.organisations import find_organisations
from extractors.priority_context import before, goes_on, they_are
from extractors.priority_cues import Cue, count_told, cues_in
from extractors.priority_members import Span, is_plain, members_of, of_one_make
from extractors.priority_owners import Candidate, Telling, is_of_before
from extractors.priority_trust import Trust, may_tell, trust_in
from extractors.priority_words import is_list_heading
from extractors.scope import Scope
from extractors.sentences import Sentence

# "the Partnership priority of providing …", told alone
_ONE_TOLD = re.compile(
    r"\b(?:partnership|CSP|strategic|key|local)(?:['’]s)?\s+priority\s+(?:of|to)\s+"
    r"(?P<text>[^.;]{12,160})",
    re.IGNORECASE,
)
# "…; …" · "(a) … (b) …"
_PARTED = re.compile(r";|\s\(?(?:\d|[b-h]|ii)\)\s")
_ASIDE = re.compile(r",\s+(?=(?:while|whereas|whilst|but)\s)|;\s+", re.IGNORECASE)
_TO = re.compile(r"^[^,;]*\s(?:to|on)\s+$")
_SURER = 0.85  # of a list apart by semicolons


class _Told(NamedTuple):
    """A list that a sentence tells, the words before it, and how sure those make it."""

    cue: Cue
    said: str
    spans: list[Span]
    trust: Trust


def find_told(scope: Scope) -> Iterator[Candidate]:
    """Priorities told in sentences, several apart by semicolons or commas, or one alone."""
    for index, sentence in enumerate(scope.prose()):
        text = scope.words(sentence)
        if sentence.kind != "heading":
            for clause in _clauses(text, sentence):
                for told in _told_in(scope, clause):
                    yield from _candidates(scope, clause, told, -index)
        if one := _ONE_TOLD.search(text):
            said = text[: one.start("text")]
            telling = Telling(said, -index, "priorities.one_told", 0.75, 2)
            start, end = one.span("text")
            yield from telling.candidates(scope, sentence.start + start, sentence.start + end)


# "Ours are theft and fraud; his are …"
_ANOTHERS = re.compile(
    r"[;,]\s+(?:and\s+|while\s+|whereas\s+)?"
    r"(?=(?:his|hers|ours|theirs|those of [^,;]{3,50}?|[A-Z]\w+['’]s)\s+(?:are|were|include)\b)"
)


def _clauses(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence, apart where it turns from one's priorities to another's."""
    begin = sentence.start
    for turn in _ANOTHERS.finditer(text):
        yield replace(sentence, start=begin, end=sentence.start + turn.start())
        begin = sentence.start + turn.end()
    yield replace(sentence, start=begin) if begin > sentence.start else sentence


def _candidates(scope: Scope, sentence: Sentence, told: _Told, at: int) -> Iterator[Candidate]:
    """The members of a list; a place in it only where semicolons or numbers part them."""
    text = scope.words(sentence)
    cue, said, spans, trust = told
    whose = said if cue.kind == "plan" else None
    if not re.search(r"\d", said):
        said = f"{said} {text[spans[-1][1] :]}"  # "… as priorities for 2022/23"
    context = " ".join(sentence.section[-1:])
    if goes_on(text):
        context = f"{context} {before(scope, sentence.start)}".strip()
    numbered = bool(_PARTED.search(text[spans[0][0] : spans[-1][1]]))
    confidence = _SURER if numbered else trust.confidence
    telling = Telling(said, at, trust.method, confidence, trust.rank, context, whose)
    for place, (start, end) in enumerate(spans, start=1):
        ordinal = place if numbered else None
        yield from telling.candidates(scope, sentence.start + start, sentence.start + end, ordinal)


def _told_in(scope: Scope, sentence: Sentence) -> Iterator[_Told]:
    """The lists of priorities in a sentence: the first that its surest cue leads to, and others."""
    text = scope.words(sentence)
    told_before = before(scope, sentence.start) if goes_on(text) else ""
    under_heading = bool(sentence.section) and is_list_heading(sentence.section[-1])
    taken: list[Span] = []
    for cue in (*_they_are(text, told_before), *cues_in(text)):
        if not may_tell(cue, told_before):
            continue
        trusts = {
            start: trust
            for start in cue.starts
            if (trust := trust_in(cue, cue.said(start), told_before, under_heading=under_heading))
        }
        if not trusts:
            continue
        start, spans = _best(text, replace(cue, starts=tuple(trusts)))
        if not spans or any(a < spans[-1][1] and spans[0][0] < b for a, b in taken):
            continue
        said, trust = cue.said(start), trusts[start]
        if _is_of_others(scope, text[start : spans[-1][1]], said):
            continue
        if len(spans) < trust.least or (
            trust.is_even and not is_plain(text, spans, is_led=text[:start].rstrip()[-1:] == ":")
        ):
            continue
        taken.append((spans[0][0], spans[-1][1]))
        yield _Told(cue, said, spans, trust)


def _best(text: str, cue: Cue) -> tuple[int, list[Span]]:
    """Of the places where a list may begin, the one whose members are most of one make.

    Of two alike the later, where *to* or *on* leads to it: "asks partners to act on theft, …".
    """
    best: tuple[int, list[Span]] = (cue.starts[0], [])
    end = _clause_end(text, cue) if cue.kind == "chosen" else cue.end
    for start in cue.starts:
        count = count_told(cue.said(start))
        spans = members_of(text, start, end, count, is_sure=cue.is_sure and cue.kind == "named")
        told, so_far = _rank(text, spans), _rank(text, best[1])
        if told > so_far or (told == so_far and spans and _TO.search(text[best[0] : start])):
            best = start, spans
    return best


def _rank(text: str, spans: list[Span]) -> tuple[int, int]:
    return of_one_make(text, spans), len(spans)


def _they_are(text: str, told_before: str) -> Iterator[Cue]:
    """A list behind "They are", where the sentence before tells of priorities."""
    start = they_are(text, told_before)
    if start is not None:
        sure = bool(re.search(r"\bpriorit", told_before, re.IGNORECASE))
        yield Cue("named", text, 0, (start,), len(text), sure)


def _clause_end(text: str, cue: Cue) -> int:
    aside = _ASIDE.search(text, cue.starts[0], cue.end)
    return aside.start() if aside else cue.end


def _is_of_others(scope: Scope, listed: str, said: str) -> bool:
    """Whether they are an earlier plan's, or those of who is named behind *of*."""
    if re.search(r"\bof\s+$", said):
        named = find_organisations(listed)
        is_name = re.match(r"(?:the|our|its|their)\s", listed, re.IGNORECASE)
        if is_name or (named and named[0].start == 0):
            return True
    return is_of_before(scope, said)
