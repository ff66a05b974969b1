"""Priorities told in one sentence of running text."""

import re
from collections.abc import Iterator

from extractors.organisations import find_organisations
from extractors.priority_lists import pieces
from extractors.priority_owners import Candidate, Telling, is_of_before
from extractors.priority_words import only_sounds_like_it
from extractors.scope import Scope
from extractors.sentences import Sentence

# "priorities are to work …; tackle …; and combat …" · "the priorities of domestic abuse, …"
# · "the priorities of South Downs CSP are: reducing …"; not "priorities are set out below"
_NO_LIST = (
    r"(?!\s*(?:\w+ed|set|being|shown|also|now|the\s+same|not|still|under|outside|in|on|at|those"
    r"|based|similar|consistent|subject|part|likely|available|met|being|due|then)\b)"
)
_TOLD = re.compile(
    rf"""\b(?P<count>(?:two|three|four|five|six|seven|eight)\s+)?(?:strategic\s+|key\s+|main\s+)*
    priorit(?:ies|y\s+areas)(?P<of>\s+(?:for|of)\s+[^,;:.]{{3,60}}?)?\s*
    (?:,\s*(?:which|these)\s+|[,;]?\s*namely[,:]?\s+)?
    (?:(?:are|were|will\s+be|remain|remained|include[ds]?|have\s+been)\b\s*(?:as\s+follows)?[:\s]*
      |(?(count)of|to)\s+|[:–—]\s*|(?<=namely\s)|(?<=namely[,:]\s)){_NO_LIST}(?P<list>[^.]{{12,600}})""",
    re.IGNORECASE | re.VERBOSE,
)
# "The strategy has five priorities. These are: reducing …; tackling …; and …"
_THEY_ARE = re.compile(
    r"^(?:these|they)\s+(?:are|were|will\s+be|include)\b[:,\s]*(?P<list>[^.]{12,600})",
    re.IGNORECASE,
)
_ENDS_WITH_PRIORITIES = re.compile(
    r"\bpriorit(?:ies|y\s+areas)(?:\s+(?:for|in|of)\s+[^.;:]{3,40})?\s*\.$", re.IGNORECASE
)
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
_LONGEST = 18  # words of a priority within a sentence
_NEAR = 6  # words before "priorities" that say whose and what they are


def find_told(scope: Scope) -> Iterator[Candidate]:
    """Priorities told in sentences, several apart by semicolons or commas, or one alone."""
    before = ""
    for index, sentence in enumerate(scope.prose()):
        text = scope.words(sentence)
        told = _THEY_ARE.match(text) if _ENDS_WITH_PRIORITIES.search(before) else None
        if told and not any(words.search(before) for words in (_OF_A_MEETING, _ASKED)):
            yield from _members(scope, sentence, told, before, index)
        before = text
        if "priorit" not in text.casefold():
            continue
        told = _TOLD.search(text)
        if told and sentence.kind != "heading" and not _is_of_others(scope, text, told):
            said = text[: told.start("list")]
            yield from _members(scope, sentence, told, said, index)
        if told := _ONE_TOLD.search(text):
            said = text[: told.start("text")]
            telling = Telling(said, -index, "priorities.one_told", 0.75, 2)
            start, end = told.span("text")
            yield telling.candidate(scope, sentence.start + start, sentence.start + end)


def _members(
    scope: Scope, sentence: Sentence, told: re.Match[str], said: str, index: int
) -> Iterator[Candidate]:
    """The priorities of a list that a sentence tells; `said` are the words that announce it."""
    text = scope.words(sentence)
    spans = pieces(text, told.start("list"), told.end("list"))
    if not 2 <= len(spans) <= 10 or any(len(text[a:b].split()) > _LONGEST for a, b in spans):
        return
    semicolons = ";" in told["list"]
    telling = Telling(said, -index, "priorities.sentence", 0.85 if semicolons else 0.75, 1)
    for place, (start, end) in enumerate(spans, start=1):
        ordinal = place if semicolons else None
        yield telling.candidate(scope, sentence.start + start, sentence.start + end, ordinal)


def _is_of_others(scope: Scope, text: str, told: re.Match[str]) -> bool:
    """Whether they are a meeting's, an earlier plan's, or those of who is named behind *of*."""
    before, listed = text[: told.start("list")], told["list"]
    named = find_organisations(listed)
    opens_with_name = re.match(r"(?:the|our|its|their)\s", listed, re.IGNORECASE) or (
        bool(named) and named[0].start == 0
    )
    near = " ".join(text[: told.start()].split()[-_NEAR:])
    return (
        only_sounds_like_it(f"{near} {text[told.start() : told.start('list')]}")
        or bool(_OF_A_MEETING.search(before))
        or is_of_before(scope, before)
        or bool(opens_with_name and re.search(r"\bof\s+$", before))
    )
