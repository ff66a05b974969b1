"""Priorities told in one sentence of running text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.organisations import find_organisations
from extractors.partnerships import partnership_in
from extractors.priority_cues import Cue, cues_in
from extractors.priority_members import Span, members_of, one_member
from extractors.priority_owners import WEAK, Candidate, Telling, is_of_before
from extractors.priority_words import is_list_heading, only_sounds_like_it
from extractors.scope import Scope
from extractors.sentences import Sentence

# "They are: …" · "For 2022/23 Hilltown's were …" behind a sentence that tells of priorities
_THEY_ARE = re.compile(
    r"""^(?:(?:for|in)\s+[^,.;:]{4,30}?,?\s+)?(?:these|they|those|ours|theirs|it|[A-Z][\w-]+['’]s
    |the\s+(?:two|three|four|five|six|seven|eight)(?:\s+(?:chosen|agreed|selected))?)
    \s+(?:are|were|will\s+be|include)\b[:,\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
# "It has four priorities": of what the sentence before tells
_GOES_ON = re.compile(
    r"(?:(?:it|its|they|their|these|those|this|he|she|his|her|the (?:current )?plan)\b"
    r"|(?:for|in)\s)",
    re.IGNORECASE,
)
_TELLS_OF_PRIORITIES = re.compile(r"\bpriorit(?:ies|y\s+areas)\b", re.IGNORECASE)
# "Residents told us their top priorities.": theirs
_ASKED = re.compile(
    r"\b(?:residents|respondents|public|people|communities|survey)\b", re.IGNORECASE
)
# "the Partnership priority of providing …", told alone
_ONE_TOLD = re.compile(
    r"\b(?:partnership|CSP|strategic|key|local)(?:['’]s)?\s+priority\s+(?:of|to)\s+"
    r"(?P<text>[^.;]{12,160})",
    re.IGNORECASE,
)
# "In the North MARAC meeting there are two key priorities – …": a meeting's, not the partnership's
_OF_A_MEETING = re.compile(
    r"\b(?:meeting|panel|forum|team|unit|sub-?group|task (?:and finish )?group|network|club)s?\b",
    re.IGNORECASE,
)
# "Operation Gale's priorities were …"
_OF_A_PIECE_OF_WORK = re.compile(
    r"\b(?:operation|project|campaign|scheme|hub|course|pilot|patrols?|officers?)\b(?:\s\w+){0,2}"
    r"(?:['’]s?)?\s+(?:\w+\s+){0,3}(?:priorities|objectives|aims|goals|themes)\b",
    re.IGNORECASE,
)
# Who may set priorities where no word says that they are some
_SETTER = re.compile(
    r"\b(?:partnership|CSPs?|board|partners|we|members|executive|strategic group|(?:our|this|the"
    r"|partnership|community safety) (?:plan|strategy)|safer [A-Z]\w+)\b",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"\b(?:agreed?|decided?|resolved|chos\w+|opted|propos\w+|recommend\w*|will|shall|should|is to"
    r"|are to|must|committed|intends?|plans?|continues?|focus\b.{0,40}\b(?:is|was|remains)\s+on)\b",
    re.IGNORECASE,
)
# A piece of work that has a focus of its own
_OF_A_PROJECT = re.compile(
    r"\b(?:operation|project|campaign|week|event|session|workshop|training|patrols?|officers?"
    r"|fund(?:ing)?|grants?|course|scheme|pilot|neighbourhood policing|service|survey|visits?)\b",
    re.IGNORECASE,
)
_A_PLAN = re.compile(
    r"\b(?:police,? (?:fire,? )?(?:and|&) crime plan"
    r"|(?:commissioner|P\.?F?CC|mayor|MOPAC)\b.*\bplan"
    r"|(?:community safety|partnership|our|this) (?:plan|strategy))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?=(?:while|whereas|whilst|but)\s)|;\s+", re.IGNORECASE)
_NOT_SET = re.compile(r"\b(?:not|no longer|never|neither|without)\b", re.IGNORECASE)
_SURER = 0.85  # of a list apart by semicolons
_NEAR = 8  # words before "priorities" that say whose and what they are


class _Trust(NamedTuple):
    """How sure a way of telling is."""

    method: str
    confidence: float
    rank: int


class _Told(NamedTuple):
    """A list that a sentence tells, by which cue, and how sure that makes it."""

    cue: Cue
    spans: list[Span]
    trust: _Trust


def find_told(scope: Scope) -> Iterator[Candidate]:
    """Priorities told in sentences, several apart by semicolons or commas, or one alone."""
    before = ""
    for index, sentence in enumerate(scope.prose()):
        text = scope.words(sentence)
        if sentence.kind != "heading":
            for told in _told_in(scope, sentence, before):
                yield from _candidates(scope, sentence, told, before, -index)
        if one := _ONE_TOLD.search(text):
            said = text[: one.start("text")]
            telling = Telling(said, -index, "priorities.one_told", 0.75, 2)
            start, end = one.span("text")
            yield from telling.candidates(scope, sentence.start + start, sentence.start + end)
        before = text


def _candidates(
    scope: Scope, sentence: Sentence, told: _Told, before: str, at: int
) -> Iterator[Candidate]:
    """The members of a list; a place in it only where semicolons part them."""
    text = scope.words(sentence)
    cue, spans, trust = told
    said = cue.said
    if not re.search(r"\d", said):
        said = f"{said} {text[spans[-1][1] :]}"  # "… as priorities for 2022/23"
    context = " ".join(sentence.section[-1:])
    if _GOES_ON.match(text):
        context = f"{context} {before}"
    numbered = ";" in text[spans[0][0] : spans[-1][1]]
    confidence = _SURER if numbered else trust.confidence
    telling = Telling(said, at, trust.method, confidence, trust.rank, context)
    for place, (start, end) in enumerate(spans, start=1):
        ordinal = place if numbered else None
        yield from telling.candidates(scope, sentence.start + start, sentence.start + end, ordinal)


def _told_in(scope: Scope, sentence: Sentence, before: str) -> Iterator[_Told]:
    """The lists of priorities in a sentence: the first that its surest cue leads to, and others."""
    text = scope.words(sentence)
    taken: list[Span] = []
    for cue in (*_they_are(text, before), *cues_in(text)):
        trust = _trust(scope, sentence, cue, before)
        if trust is None:
            continue
        if cue.kind == "added":
            one = one_member(text, cue.start, cue.end)
            spans = [one] if one else []
        else:
            end = _clause_end(text, cue) if cue.kind == "chosen" else cue.end
            spans = members_of(text, cue.start, end, cue.count)
        if not spans or any(a < spans[-1][1] and spans[0][0] < b for a, b in taken):
            continue
        taken.append((spans[0][0], spans[-1][1]))
        yield _Told(cue, spans, trust)


def _they_are(text: str, before: str) -> Iterator[Cue]:
    """A list behind "They are", where the sentence before tells of priorities."""
    told = _THEY_ARE.match(text)
    if not told or not _TELLS_OF_PRIORITIES.search(before):
        return
    if not _ASKED.search(before) and not _OF_A_MEETING.search(before):
        yield Cue("named", text[: told.end()], told.end(), len(text))


def _clause_end(text: str, cue: Cue) -> int:
    aside = _ASIDE.search(text, cue.start, cue.end)
    return aside.start() if aside else cue.end


def _trust(scope: Scope, sentence: Sentence, cue: Cue, before: str) -> _Trust | None:
    """How sure a cue is that it leads to priorities; None where it announces none."""
    said = cue.said
    if _is_of_others(scope, scope.words(sentence), cue):
        return None
    if cue.kind == "added":
        near = re.search(r"\bpriorit", scope.words(sentence), re.IGNORECASE)
        return _Trust("priorities.added", 0.75, 1) if near else None
    under_heading = bool(sentence.section) and is_list_heading(sentence.section[-1])
    if cue.kind == "named":
        if cue.is_sure:
            return _Trust("priorities.sentence", 0.75, 1)
        owned = under_heading or _A_PLAN.search(said) or _SETTER.search(said)
        return _Trust("priorities.aims", 0.7, WEAK) if owned else None
    if _NOT_SET.search(said) or _OF_A_PROJECT.search(said):
        return None
    return _trust_in_verb(cue, under_heading, before)


def _trust_in_verb(cue: Cue, under_heading: bool, before: str) -> _Trust | None:
    """The same of a verb that says for itself neither that it is of priorities nor whose."""
    said = cue.said
    if cue.kind == "plan":
        return _Trust("priorities.plan", 0.7, WEAK) if _A_PLAN.search(said) else None
    if cue.kind == "focus":
        sets = (_SETTER.search(said) and _SETS.search(said)) or _A_PLAN.search(said)
        trust = (0.75, 1) if under_heading else (0.65, WEAK)
        return _Trust("priorities.focus", *trust) if sets else None
    tells = under_heading or re.search(r"priorit|\btop of\b", f"{before} {said}", re.IGNORECASE)
    named = partnership_in(said) or re.search(r"\bCSPs?\b|\bpartnership\b", said, re.IGNORECASE)
    return _Trust("priorities.chosen", 0.7, 1) if tells and named else None


def _is_of_others(scope: Scope, text: str, cue: Cue) -> bool:
    """Whether they are a meeting's, an earlier plan's, or those of who is named behind *of*."""
    listed = text[cue.start : cue.end]
    if re.search(r"\bof\s+$", cue.said):
        named = find_organisations(listed)
        is_name = re.match(r"(?:the|our|its|their)\s", listed, re.IGNORECASE)
        if is_name or (named and named[0].start == 0):
            return True
    near = " ".join(cue.said.split()[-_NEAR:])
    behind_setter = _SETTER.split(cue.said)[-1]
    return (
        only_sounds_like_it(near)
        or bool(_OF_A_MEETING.search(behind_setter) or _OF_A_PIECE_OF_WORK.search(cue.said))
        or is_of_before(scope, cue.said)
    )
