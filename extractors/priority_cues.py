"""How a sentence comes to a list of priorities: a word that announces it, a link to the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.priority_words import ordinal_of

CueKind = Literal["named", "added", "focus", "chosen", "plan"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A list may stand in text[start:end]; `said` are the words that announce it."""

    kind: CueKind
    said: str
    start: int
    end: int
    is_sure: bool = True
    """Whether the words mean priorities whoever has them: no *aims*, no *focus on*."""

    @property
    def count(self) -> int | None:
        """How many they say that there are."""
        told = _COUNT.search(self.said)
        return ordinal_of(told["many"]) if told else None


_COUNT = re.compile(
    r"\b(?P<many>two|three|four|five|six|seven|eight|nine|ten|[2-9])\s+(?:\w+\s+){0,3}?"
    r"(?:priorit(?:ies|y)|themes|aims|objectives|pillars|goals|areas|missions|ambitions|outcomes)\b",
    re.IGNORECASE,
)
_MANY = r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|all)\s+)?"
_SORT = r"""(?:(?:strategic|key|main|local|top|agreed|shared|overall|overarching|current|new
    |proposed|emerging|joint|core|headline|cross-cutting|stated|published|countywide|county|borough|district
    |force-wide|policing|partnership|CSP|community\s+safety|crime|high-level|annual|high|volume
    |chosen|recommended|provisional|clear|other|additional)\s+)*"""
_PRIORITIES = r"priorit(?:ies|y\s+(?:areas|themes|outcomes|issues|aims))"
# of a plan or a partnership these mean the same
_AIMS = r"""objectives|aims|themes|pillars|goals|ambitions|outcomes|missions|strands
    |(?:areas|points)\s+of\s+focus|focus\s+areas|key\s+areas"""
_WHOSE = r"(?:(?:the|its|our|their|his|her)\s+)?(?:\w+['’]s\s+)?"
_NAMED = rf"(?:{_MANY}{_SORT}(?:{_PRIORITIES}|(?P<aims>{_AIMS})))\b"
_NTH = r"""(?:one\s+(?:more|further|new|additional)|another
    |an?\s+(?:new|further|additional|extra|second|third|fourth|fifth|sixth|seventh|eighth))"""
_ONE = r"(?:\s+(?:strategic|local|key))?\s+priority"
_ADD = r"(?:add|includ|introduc|adopt)(?:e?s|e?d|ing|e)?"
_WHEN = r"(?:\s+(?:for|in|from|during)\s+[^,:;.]{4,40}?)?"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


# Each way: the word that announces, what links it to the list, and how far that may stand from it
_AHEAD: tuple[tuple[CueKind, re.Pattern[str], re.Pattern[str], int], ...] = (
    # "has as its priorities preventing …" · "names as its objectives: …"
    ("named", _words(rf"\bas\s+{_WHOSE}{_NAMED}"), _words(r"\s*:?\s*"), 0),
    # "priorities agreed for 2022/23 are …" · "four priorities (…)" · "priorities, namely …"
    (
        "named",
        _words(rf"\b{_NAMED}"),
        _words(
            r"""(?:,?\s*(?:which|these|those)?\s*\b
                (?:are|were|will\s+be|remain(?:ed)?|include[sd]?|have\s+been|being|be
                  |cover(?:ed)?|comprise)\b(?:\s+(?:now|still|again|therefore|as\s+follows))*
              |[,;]?\s*(?:[–—-]\s*)?\b(?:namely|i\.e\.|that\s+is|including)\b
              |\s*:|\s+[–—-](?=\s)|\s+\((?!\d))[:,]?\s*"""
        ),
        110,
    ),
    # "the priorities of domestic abuse, theft and fraud" · "priorities to tackle …; and cut …"
    ("named", _words(rf"\b{_NAMED}"), _words(r"\s+(?:of|to)\s+"), 0),
    # "to add one more, fraud" · "a fifth priority for 2023/24: fraud" · "a fourth, fraud, is added"
    (
        "added",
        _words(
            rf"""\b(?:{_ADD}\s+{_NTH}(?:{_ONE})?|{_NTH}{_ONE}
            |{_NTH}(?=,\s[^,]{{3,60}},\s(?:was|has\s+been|is|will\s+be)\s+{_ADD}\b))"""
        ),
        _words(
            rf"""{_WHEN}(?:\s*[,:]|\s+[–—-]|\s+of|\s+(?:is|was|will\s+be)(?!\s+(?:\w+ed|set|being)\b))
            \s+(?:(?:which\s+is|namely|that\s+of|to)\s+)?"""
        ),
        0,
    ),
    # "agreed to concentrate in 2022/23 on …" · "should focus its efforts upon …"
    (
        "focus",
        _words(r"\b(?:focus|concentrat|cent(?:re|er)|target)(?:e|es|s|ed|ing|sed|sing)?\b"),
        _words(r"\b(?:on|upon|around)\b:?\s+"),
        70,
    ),
    # "will prioritise …" · "to give priority to …"
    (
        "focus",
        _words(r"\bprioriti[sz](?:e|es|ed|ing)\b|\b(?:giv(?:e|es|ing|en)|gave)\s+priority\b"),
        _words(r"\s+(?:(?:work\s+on|to)\s+)?"),
        0,
    ),
    # "The Police and Crime Plan … seeks safer streets, …"
    (
        "plan",
        _words(
            r"\b(?:seek|promise|pledge|highlight|identifie|prioritise|list|name|cover|undertake)s\b"
        ),
        _words(r"\s+"),
        0,
    ),
    # "… looks to prevent …" · "… asks in the plan for action on …" · "… is built round …"
    (
        "plan",
        _words(
            r"""\b(?:(?:look|aim|ask|call|want|commit|set|focus|concentrate|centre|rest|revolve
            |intend|strive)(?:e?s|e?d)?
            |(?:is|are)\s+(?:built|based|centred|focus(?:s)?ed|structured|organised|arranged))\b"""
        ),
        _words(
            r"""\s+(?:out\s+)?(?:for|to|on|upon|around|round|at|against)\s+
            (?:(?:action|work|efforts?|a\s+focus|progress|improvements?)
              \s+(?:on|to|in|against|towards)\s+)?"""
        ),
        70,
    ),
    # "Hill CSP chose rural crime and scams"
    (
        "chosen",
        _words(
            r"""\b(?:chose|chosen|selected|picked|opted\s+for|went\s+for|settled\s+on|decided\s+on
            |adopted|added)\b"""
        ),
        _words(r"\s+"),
        0,
    ),
)

# "Theft, fraud and drugs were agreed as priorities" · "identified … as its priorities for 2022/23"
_BEHIND = _words(
    rf"""\s+(?:as|(?<=are\s)|(?<=were\s)|(?<=remain\s)|(?<=be\s))\s*{_WHOSE}{_NAMED}
    (?:\s+(?:for|in|of|by|during|over|from)\b[^.;:]{{0,80}})?[.\s]*$"""
)
# "Retail crime was added as a fifth priority" · "Fraud becomes a new priority for 2023/24"
_ADDED_BEHIND = _words(
    rf"\s+(?:{_ADD}\s+(?:to\s+the\s+list\s+)?as|bec[ao]m(?:es?|ing))\s+{_NTH}{_ONE}\b"
)
# "put street drinking and bike theft at the top of its list"
_TOP = _words(r"\s+(?:at\s+the\s+top(?:\s+of\s+\w+)?|first|top|uppermost)\b")
# Where a list that is called priorities behind begins: "has identified …", or else "In 2022/23, …"
_FROM_VERB = _words(
    r"""\bthat\s+|\b(?:identif(?:ied|ies|y)|name[sd]?|sets?|agree[sd]?|chose|chosen|adopt(?:s|ed)?
      |selected|has|have|puts?|placed|highlight(?:s|ed)?|confirm(?:s|ed)|recommend(?:s|ed)?
      |propose[sd]?|lists?|made|makes|retain(?:s|ed)?|kept|keeps?)\s+(?:on\s+)?"""
)
_FROM_START = _words(
    r"^(?:for|in|during|following|after|from|at|based|as\s+a\s+result)\b[^,]{0,120},\s+"
)
_PASSIVE = _words(
    r"""\s+(?:(?:has|have)\s+been|was|were|is|are|be|remain|(?:will|should)\s+(?:again\s+)?be)
    (?:\s+(?:again\s+)?\w+)?\s*$"""
)


def cues_in(text: str) -> Iterator[Cue]:
    """Every way in which a sentence may come to a list, the surest first."""
    yield from _lists_ahead(text, "named")
    yield from _lists_before(text, "named", _BEHIND)
    yield from _lists_ahead(text, "added")
    yield from _lists_before(text, "added", _ADDED_BEHIND)
    yield from _lists_ahead(text, "focus")
    yield from _lists_ahead(text, "chosen")
    yield from _lists_before(text, "chosen", _TOP)
    yield from _lists_ahead(text, "plan")


def _lists_ahead(text: str, kind: CueKind) -> Iterator[Cue]:
    """The lists that stand behind the words that announce them."""
    for word, link, reach in (way[1:] for way in _AHEAD if way[0] == kind):
        for found in word.finditer(text):
            sure = kind in ("named", "added") and found.groupdict().get("aims") is None
            for start in _starts(text, found.end(), link, reach):
                yield Cue(kind, text[:start], start, len(text), sure)


def _starts(text: str, at: int, link: re.Pattern[str], reach: int) -> Iterator[int]:
    """Where a list may begin: behind each link that stands near enough in the same clause."""
    if reach == 0:
        if found := link.match(text, at):
            yield found.end()
        return
    stop = re.compile(r"[.;]").search(text, at)
    limit = min(at + reach, stop.start() if stop else len(text))
    for found in link.finditer(text, at):
        if found.start() > limit:
            return
        yield found.end()


def _lists_before(text: str, kind: CueKind, behind: re.Pattern[str]) -> Iterator[Cue]:
    """The list that stands before the words that call it priorities."""
    for found in behind.finditer(text):
        start, end = 0, found.start()
        if passive := _PASSIVE.search(text, 0, end):
            end = passive.start()
        if re.search(r"\b(?:which|that|who|all|these|they)\s*$", text[:end], re.IGNORECASE):
            continue
        for opening in _FROM_VERB.finditer(text, 0, end):
            start = opening.end()
        if start == 0 and (opened := _FROM_START.match(text, 0, end)):
            start = opened.end()
        sure = found.groupdict().get("aims") is None
        yield Cue(kind, f"{text[:start]}{text[end : found.end()]}", start, end, sure)
