"""One priority told by itself: added, kept or dropped, or one of another year's."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.priority_members import is_member, one_member
from extractors.priority_owners import WEAK, Candidate, Telling, owner_of
from extractors.priority_words import only_sounds_like_it
from extractors.scope import Scope
from extractors.themes import themes_of

_TRUST = 0.75
_LONGEST = 12  # words of a priority that is told alone


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_NEW = r"(?:new|more|further|additional|extra|second|third|fourth|fifth|sixth|seventh|eighth)"
_SORT = r"strategic|local|key|main|partnership|CSP|agreed|headline|community\s+safety"
_KIND = rf"(?:(?:{_NEW}|{_SORT})\s+)*"
_ONE = rf"""(?:(?:an?|our|its|the)\s+{_KIND}priority(?:\s+(?:area|theme))?
    |(?:one|part)\s+of\s+(?:the|our|its)\s+(?:\w+\s+){{0,2}}?priorities
    |another\s+(?:\w+\s+)?priority)\b"""
# for whom else it may be one: "a priority for traders", "a priority of the service"
_OURS = r"""(?!\s+(?:for|of|to|with|among|amongst|by|when|where|in)\s+
    (?!(?:the\s+)?(?:19|20)\d\d|(?:the|our|this|all)\s+(?:(?:coming|next|new|same|last)\s+)?
       (?:year|plan|strategy|partnership|CSP|board|district|borough|county|city|period)|us\b))"""
_YEAR = r"""(?:\s+(?:in|of|for|during|since|from|until|throughout|by)\s+[^,.;:]{0,20}?
    (?:19|20)\d\d(?:[/–-]\d+)?)"""
_IT = r"(?P<text>[^,.;:()]{3,90}?)"
_MOVED = r"""(?:added|adopted|agreed|chosen|confirmed|identified|included|introduced|kept
    |made|named|retained|selected|recommended|brought\s+in|taken\s+on|carried\s+(?:on|over
    |forward))"""


class _Way(NamedTuple):
    """A pattern with the group `text`; `is_sure` where it tells of a change or another year.

    `is_aside`: whether what stands around it is of its own time.
    """

    pattern: re.Pattern[str]
    is_sure: bool
    is_aside: bool = False


_WAYS = (
    # "Fraud, a priority in 2022/23, moves to …" · "Arson, which had been one of our priorities …"
    _Way(
        _words(
            rf"""(?:^|[;,.]\s+|\band\s+)(?P<text>[^,.;:()]{{3,70}}?)\s?,?\s?['’”"]?,\s+
            (?:(?:which|that)\s+(?:was|were|had\s+been|has\s+been)\s+|(?:once|formerly|previously|until
            \s+now)\s+|having\s+been\s+)?{_ONE}{_YEAR}"""
        ),
        True,
        is_aside=True,
    ),
    # "Retail crime was added as a priority for 2023/24" · "Fraud becomes a fifth priority"
    _Way(
        _words(
            rf"""(?:^|[;.]\s+|,\s+(?:and\s+)?|\band\s+){_IT}\s+
            (?:(?:has|have|had)\s+(?:now\s+|also\s+)?been\s+|(?:was|were|is|are|will\s+be|being)\s+
              (?:also\s+|again\s+|now\s+)?){_MOVED}\s+(?:to\s+the\s+list\s+)?
            (?:(?:in|at|from|during)\s+[^,.;]{{3,30}}?\s+)?as\s+{_ONE}{_OURS}"""
        ),
        True,
    ),
    _Way(
        _words(
            rf"""(?:^|[;.]\s+|,\s+(?:and\s+)?|\band\s+){_IT}\s+(?:has\s+|have\s+|had\s+)?
            (?:bec[ao]mes?|joins?|joined|returns?|returned)\s+(?:as\s+)?{_ONE}{_OURS}"""
        ),
        True,
    ),
    # "The Board has added retail crime as a priority" · "adopts fraud as one of its priorities"
    _Way(
        _words(
            rf"""\b(?:{_MOVED}|(?:add|adopt|choose|include|introduce|keep|make|name|retain
            |select|identifie)s?|adding|keeping|making)\s+{_IT}\s+
            (?:(?:as|to\s+be)\s+)?{_ONE}{_OURS}"""
        ),
        True,
    ),
    # "The Board has added retail crime to its priorities for 2023/24"
    _Way(
        _words(
            rf"""\b(?:add|adding|includ|introduc|put|plac|bring|brought)(?:e?s|e?d|ing|e)?\s+{_IT}\s+
            (?:to|in|into|among|amongst|within|onto|on)\s+(?:its|our|their|the\s+list\s+of)\s+
            (?:\w+\s+){{0,2}}?priorities\b{_OURS}"""
        ),
        True,
    ),
    # "A new priority for 2023/24 is tackling shop theft" · "a fifth priority, fraud"
    _Way(
        _words(
            rf"""\b(?:an?|one|our|its|the)\s+{_NEW}\s+(?:\w+\s+)?priority
            (?:\s+(?:for|in|from)\s+[^,:;.]{{4,40}}?)?
            (?:\s*[,:]\s+(?:which\s+is\s+|namely\s+|that\s+of\s+)?|\s+[–—-]\s+|\s+of\s+
              |\s+(?:is|was|will\s+be)\s+(?!(?:\w+ed|set|being)\b))(?P<text>[^.;:]{{3,120}})"""
        ),
        True,
    ),
    # "and add one more, tackling shop theft" · "a fourth, fraud, was added"
    _Way(
        _words(
            r"""\b(?:add|includ|introduc|adopt)(?:e?s|e?d|ing|e)?\s+
            (?:(?:one|a)\s+(?:more|further|new|additional)|another|an?\s+\w+th|a\s+third)
            (?:\s+priority)?(?:\s+(?:for|in|from)\s+[^,:;.]{4,40}?)?
            (?:\s*[,:]|\s+[–—-])\s+(?:namely\s+|that\s+of\s+)?(?P<text>[^.;:]{3,120})"""
        ),
        True,
    ),
    _Way(
        _words(
            rf"""\ban?\s+{_NEW},\s+(?P<text>[^,]{{3,60}}),\s+
            (?:was|has\s+been|is|will\s+be)\s+{_MOVED}\b"""
        ),
        True,
    ),
    # "are merged into one priority, called Clean Streets" · "a priority named …"
    _Way(
        _words(
            r"""\bpriority\b[^.;:]{0,60}?\b(?:renamed|(?<!\bwas\s)(?<!\bonce\s)(?<!\bbeen\s)(?:called|named
            |known\s+as|entitled))\s+(?:as\s+)?(?P<text>['‘“]?(?-i:[A-Z])[^.;:]{3,80}?)
            (?=[.;:]|,|\s+(?:for|from|in)\s+(?:April\s+)?20\d\d|$)"""
        ),
        True,
    ),
    # "Burglary remains a priority for 2022/23": told of a list, or of nothing better
    _Way(
        _words(
            rf"""(?:^|[;.]\s+){_IT}\s+(?:is|was|remains?|remained|stays?|stayed|continues?\s+to\s+be
            |will\s+(?:be|remain))\s+(?:still\s+|also\s+|again\s+)?{_ONE}(?={_YEAR}){_OURS}"""
        ),
        False,
    ),
    _Way(
        _words(
            r"""\b(?:top|main|first|highest|number\s+one|overriding|single)\s+priority
            (?:\s+(?:for|in)\s+[^,:;.]{4,40}?)?\s+(?:is|was|will\s+be|remains)\s+
            (?P<text>[^.;:]{3,120})"""
        ),
        False,
    ),
)
# "not taken on as a priority" · "as a priority by residents"
_NOT_OURS = _words(
    r"""\b(?:not|no\s+longer|never|neither|without|if|should|whether|could|residents|respondents
    |public|traders|businesses|parish(?:es)?|ward|patrols?)\b"""
)
_OPENING = _words(
    r"""^(?:(?:for|in|during|from|after|following|at)\s+(?:the\s+)?[^,]{2,40}?,?\s+(?=['‘“]?[A-Za-z])
    |and\s+|however,?\s+|also,?\s+|the\s+(?:board|partnership|CSP)\s+.*?\b(?:added|adopted)\s+)"""
)
_PRIORITY = re.compile(r"\bpriorit", re.IGNORECASE)


def find_single(scope: Scope) -> Iterator[Candidate]:
    """Priorities that sentences tell alone."""
    for index, sentence in enumerate(scope.prose()):
        text = scope.words(sentence)
        if sentence.kind == "heading" or not _PRIORITY.search(text):
            continue
        for way in _WAYS:
            for found in way.pattern.finditer(text):
                yield from _single(scope, sentence.start, text, found, way, -index)


def _single(
    scope: Scope, at: int, text: str, found: re.Match[str], way: _Way, told_at: int
) -> Iterator[Candidate]:
    start, end = found.span("text")
    opened = _OPENING.match(text[start:end])
    start += opened.end() if opened else 0
    span = one_member(text, start, end)
    words = text[slice(*span)] if span else ""
    told = text[found.start() : start] + text[end : found.end()]
    if span is None or not _is_one(words) or _NOT_OURS.search(told) or only_sounds_like_it(told):
        return
    said = told if way.is_aside else f"{text[: found.start()]} {told} {_rest(text, found.end())}"
    owner, _ = owner_of(scope, at + span[0], f"{text[: found.start()]} {told}")
    if owner in ("csp", "county"):
        rank = 2 if way.is_sure else WEAK
        telling = Telling(said, told_at, "priorities.single", _TRUST, rank, whose="")
        yield from telling.candidates(scope, at + span[0], at + span[1])


def _rest(text: str, at: int) -> str:
    """What goes on after the words of a pattern, up to the end of their clause."""
    return re.split(r"[,;]", text[at:], maxsplit=1)[0]


def _is_one(words: str) -> bool:
    return is_member(words) and len(words.split()) <= _LONGEST and bool(themes_of(words))
