"""Priorities told in one sentence of running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"(?:(?:it|its|they|their|these|those|this|he|she|his|her|the (?:current )?plan)\b|(?:for|in)\s)",
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
# Who may set priorities where no word says that they are some
_SETTER = re.compile(
    r"\b(?:partnership|CSPs?|board|partners|we|members|executive|strategic group|(?:our|this|the"
    r"|partnership|community safety) (?:plan|strategy)|safer [A-Z]\w+)\b",
    re.IGNORECASE,
)
_SETS = re.compile(
    r"\b(?:agreed?|decided?|resolved|chos\w+|opted|propos\w+|recommend\w*|will|shall|should|is to"
    r"|are to|must|committed|intends?|plans?|continues?)\b",
    re.IGNORECASE,
)
# A piece of work that has a focus of its own
_OF_A_PROJECT = re.compile(
    r"\b(?:operation|project|campaign|week|event|session|workshop|training|patrols?|officers?"
    r"|fund(?:ing)?|grants?|course|scheme|pilot|neighbourhood policing|service|survey|visits?)\b",
    re.IGNORECASE,
)
_A_PLAN = re.compile(
    r"\b(?:police,? (?:fire,? )?(?:and|&) crime plan|(?:commissioner|P\.?F?CC|mayor|MOPAC)\b.*\bplan"
    r"|(?:community safety|partnership|our|this) (?:plan|strategy))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+(?=(?:while|whereas|whilst|but)\s)|;\s+", re.IGNORECASE)
_NOT_SET = re.compile(r"\b(?:not|no longer|never|neither|without)\b", re.IGNORECASE)
_NEAR = 6  # words before "priorities" that say whose and what they are


@dataclass(frozen=True, slots=True)
class _Told:
    """A list that a sentence tells, by which cue, and how sure that makes it."""

    cue: Cue
    spans: list[Span]
    method: str
    confidence: float
    rank: int


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
    years = f"{told.cue.said} {text[told.spans[-1][1] :]}"
    said = told.cue.said if re.search(r"\d", told.cue.said) else years
    context = " ".join(sentence.section[-1:])
    if _GOES_ON.match(text):
        context = f"{context} {before}"
    telling = Telling(said, at, told.method, told.confidence, told.rank, context)
    numbered = ";" in text[told.spans[0][0] : told.spans[-1][1]]
    for place, (start, end) in enumerate(told.spans, start=1):
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
            spans = members_of(text, cue.start, end)
        if not spans or any(a < spans[-1][1] and spans[0][0] < b for a, b in taken):
            continue
        taken.append((spans[0][0], spans[-1][1]))
        if ";" in text[slice(*taken[-1])]:
            trust = trust[0], trust[1] + 0.1, trust[2]
        yield _Told(cue, spans, *trust)


def _they_are(text: str, before: str) -> Iterator[Cue]:
    told = _THEY_ARE.match(text)
    if told and _TELLS_OF_PRIORITIES.search(before) and not _ASKED.search(before):
        if not _OF_A_MEETING.search(before):
            yield Cue("named", text[: told.end()], told.end(), len(text))


def _clause_end(text: str, cue: Cue) -> int:
    aside = _ASIDE.search(text, cue.start, cue.end)
    return aside.start() if aside else cue.end


def _trust(
    scope: Scope, sentence: Sentence, cue: Cue, before: str
) -> tuple[str, float, int] | None:
    """Method, confidence and rank of what a cue leads to; None where it announces none."""
    said = cue.said
    if _is_of_others(scope, scope.words(sentence), cue):
        return None
    under_heading = bool(sentence.section) and is_list_heading(sentence.section[-1])
    if cue.kind == "named":
        if cue.is_sure:
            return "priorities.sentence", 0.75, 1
        owned = _A_PLAN.search(said) or _SETTER.search(said)
        return ("priorities.aims", 0.7, WEAK) if owned or under_heading else None
    if cue.kind == "added":
        near = _TELLS_OF_PRIORITIES.search(said) or re.search(r"priority", said, re.IGNORECASE)
        return ("priorities.added", 0.75, 1) if near else None
    if _NOT_SET.search(said) or _OF_A_PROJECT.search(said):
        return None
    if cue.kind == "plan":
        return ("priorities.plan", 0.7, WEAK) if _A_PLAN.search(said) else None
    if cue.kind == "focus":
        if not (_SETTER.search(said) and _SETS.search(said)) and not _A_PLAN.search(said):
            return None
        return "priorities.focus", 0.75 if under_heading else 0.65, 1 if under_heading else WEAK
    tells = under_heading or re.search(r"priorit|\btop of\b", f"{before} {said}", re.IGNORECASE)
    named = partnership_in(said) or re.search(r"\bCSPs?\b|\bpartnership\b", said, re.IGNORECASE)
    return ("priorities.chosen", 0.7, 1) if tells and named else None


def _is_of_others(scope: Scope, text: str, cue: Cue) -> bool:
    """Whether they are a meeting's, an earlier plan's, or those of who is named behind *of*."""
    listed = text[cue.start : cue.end]
    if re.search(r"\bof\s+$", cue.said):
        named = find_organisations(listed)
        is_name = re.match(r"(?:the|our|its|their)\s", listed, re.IGNORECASE)
        if is_name or (named and named[0].start == 0):
            return True
    near = " ".join(cue.said.split()[-_NEAR - 2 :])
    return (
        only_sounds_like_it(near)
        or bool(_OF_A_MEETING.search(cue.said))
        or is_of_before(scope, cue.said)
    )
