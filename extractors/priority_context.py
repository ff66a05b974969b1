"""What a sentence or lead-in points back to: "Hers are:", "It has three", "They cover …"."""

import re
from bisect import bisect_left

from extractors.scope import Scope

_MOST = 3  # sentences that a chain of "It … They …" goes back
_FAR = 20  # sentences back, those of a list between among them
_WHEN = r"(?:(?:for|in|from|over|under|within|alongside)\s+[^,.;:]{2,40}?,?\s+)?"
# "They are: …" · "For 2022/23 Hilltown's were …" · "Hers are" · "The three chosen are"
_THEY_ARE = re.compile(
    rf"""^{_WHEN}(?:these|they|those|ours|theirs|hers|his|its?|[A-Z][\w-]+['’]s
    |the\s+(?:others|(?:two|three|four|five|six|seven|eight)(?:\s+(?:chosen|agreed|selected))?))
    \s+(?:(?:three|four|five|six|seven|eight)\s+)?
    (?:are|were|will\s+be|include|cover|have\s+been|became|remain)\b(?:\s+(?:as\s+follows|still|again|now|therefore))?[:,\s]*""",
    re.IGNORECASE | re.VERBOSE,
)
# "It asks for …" · "In it she commits to …" · "Alongside this there are three"
_GOES_ON = re.compile(
    rf"""^(?:{_WHEN}(?:it|its|they|their|these|those|this|he|she|his|hers?|theirs|ours|such)\b
    |(?:in|under|within|through)\s+(?:it|this|these|them|which)\b
    |{_WHEN}(?:there\s+(?:are|were)|the\s+(?:current\s+)?(?:plan|strategy|document))\b|(?:for|in)\s|.*\b(?:in|within|under)\s+(?:it|them|this\s+plan)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_TELLS_OF_PRIORITIES = re.compile(
    r"\b(?:priorit(?:ies|y\s+(?:areas|themes))|pillars|objectives|aims|themes|goals|ambitions|plan"
    r"|strategy|agreement)\b",
    re.IGNORECASE,
)
# "Residents told us their top priorities.": theirs
_ASKED = re.compile(r"\b(?:[Rr]esidents|[Rr]espondents|public|[Pp]eople|communities|[Ss]urvey)\b")


def before(scope: Scope, start: int) -> str:
    """The sentences that one at `start` points back to: none where it stands by itself."""
    prose = scope.prose()
    at = bisect_left(prose, start, key=lambda sentence: sentence.start)
    told: list[str] = []
    for sentence in reversed(prose[max(0, at - _FAR) : at]):
        if sentence.kind == "heading" or len(told) == _MOST:
            break
        if sentence.kind == "item" and not told:
            continue  # "Hers are: … Ours are: …"
        told.insert(0, scope.words(sentence))
        if not goes_on(told[0]):
            break
    return " ".join(told)


def goes_on(text: str) -> bool:
    """Whether a sentence is about what stands before it."""
    return bool(_GOES_ON.match(text) or _THEY_ARE.match(text))


def they_are(text: str, told_before: str) -> int | None:
    """Where the list behind "They are" begins, if what stands before tells of priorities."""
    told = _THEY_ARE.match(text)
    if not told or not _TELLS_OF_PRIORITIES.search(told_before) or _ASKED.search(told_before):
        return None
    return told.end()
