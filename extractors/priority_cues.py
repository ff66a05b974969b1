"""How a sentence comes to a list of priorities: a word that announces it, a link to the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.priority_words import ordinal_of

CueKind = Literal["named", "focus", "chosen", "plan", "loose"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A list may begin at one of the `starts` and goes on to `end` at most."""

    kind: CueKind
    text: str
    at: int
    """Where the word stands that announces the list; before it stands who has the list."""
    starts: tuple[int, ...]
    end: int
    is_sure: bool = True
    """Whether the words mean priorities whoever has them: no *aims*, no *focus on*."""
    told: str | None = None
    """The words that announce the list, where they do not stand before it."""

    def said(self, start: int) -> str:
        """The words that announce a list which begins at `start`."""
        return self.text[:start] if self.told is None else self.told


_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_COUNT = re.compile(
    rf"""\b(?P<many>{_NUMBERS}|[2-9])\s+(?:\w+\s+){{0,3}}?
    (?:priorit(?:ies|y)|themes|aims|objectives|pillars|goals|areas|missions|ambitions|outcomes
      |headings|tasks|strands|things|commitments|principles|issues|matters|problems|parts|candidates|challenges|questions|concerns|harms|topics|Ps)\b
    |\bhas\s+(?P<bare>{_NUMBERS})\b""",
    re.IGNORECASE | re.VERBOSE,
)


def count_told(said: str) -> int | None:
    """How many priorities the words before a list say that there are."""
    told = _COUNT.search(said)
    return ordinal_of(told["many"] or told["bare"]) if told else None


_MANY = rf"(?:(?:{_NUMBERS}|\d{{1,2}}|several|all)\s+)?"
_SORT = r"""(?:(?:strategic|key|main|local|top|agreed|shared|overall|overarching|current|new|own
    |proposed|emerging|joint|core|headline|cross-cutting|stated|published|countywide|county|borough|district
    |force-wide|policing|partnership|CSP|community\s+safety|crime|high-level|annual|high|volume
    |chosen|recommended|provisional|clear|other|additional|broad|guiding|long-term)\s+)*"""
_PRIORITIES = r"priorit(?:ies|y\s+(?:areas|themes|outcomes|issues|aims))"
# of a plan or a partnership these mean the same
_AIMS = r"""objectives|aims|themes|pillars|goals|ambitions|outcomes|missions|strands|tasks|headings
    |commitments|promises|pledges|(?:areas|points)\s+of\s+focus|focus\s+areas|key\s+areas
    |(?:two|three|four|five|six|seven)\s+(?:areas|things|issues|parts|chapters|matters|problems|challenges|harms|topics|Ps)"""
_WHOSE = r"(?:(?:the|its|our|their|his|her)\s+)?(?:[\w-]+['’]s\s+)?"
_NAMED = (
    rf"(?:{_MANY}{_SORT}(?:{_PRIORITIES}|(?P<aims>{_AIMS}))|(?P<bare>\bhas\s+(?:{_NUMBERS})))\b"
    r"(?:\s+of\s+(?:its|their|our)\s+own,?)?"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_COLON = r"[,;]?\s*(?:namely|i\.e\.|that\s+is|including)[:,]?\s+|\s*:\s*|\s+[–—-]\s+|\s+\((?!\d)"
# Each way: the word that announces, what links it to the list, how far that may stand from it
_AHEAD: tuple[tuple[CueKind, re.Pattern[str], re.Pattern[str], int], ...] = (
    # "has as its priorities preventing …" · "names as its objectives: …"
    ("named", _words(rf"\bas\s+{_WHOSE}{_NAMED}"), _words(r"\s*:?\s*"), 0),
    # "priorities agreed for 2022/23 are …" · "four priorities (…)" · "priorities, namely …"
    (
        "named",
        _words(rf"\b{_NAMED}"),
        _words(
            rf"""(?:,?\s*(?:which|these|those)?\s*\b
                (?:are|were|will\s+be|should\s+be|remain(?:ed)?|include[sd]?|have\s+been|being|be
                  |bec[ao]me|cover(?:ed)?|comprised?|continue\s+to\s+be)\b
                (?:\s+(?:now|still|again|therefore|as\s+follows))*
              |{_COLON})[:,]?\s*"""
        ),
        110,
    ),
    # "two priorities, cutting theft and helping victims"
    (
        "named",
        _words(rf"\b(?:{_NUMBERS})\s+{_SORT}{_PRIORITIES}\b"),
        _words(
            r",\s+(?!(?:which|along|together|as|and|with|each|all|both|or|but|in|of|that|to\s+which)\b)"
        ),
        0,
    ),
    # "the priorities of domestic abuse, theft and fraud" · "priorities to tackle …; and cut …"
    ("named", _words(rf"\b(?!aims\s+to\b){_NAMED}"), _words(r"\s+(?:of|to)\s+"), 0),
    # "under the headings Prevent, Protect and Pursue"
    ("named", _words(r"\b(?P<aims>headings|pillars)\b"), _words(r"\s+(?=[A-Z‘'“\"])"), 0),
    # "agreed to concentrate in 2022/23 on …" · "should focus its efforts upon …"
    (
        "focus",
        _words(r"\b(?:focus|concentrat|cent(?:re|er)|target)(?:e|es|s|ed|ing|sed|sing)?\b"),
        _words(r"\b(?:on|upon|around)\b:?\s+"),
        70,
    ),
    # "will prioritise …" · "to give priority to …" · "will work on …" · "we commit to …"
    (
        "focus",
        _words(
            r"""\bprioriti[sz](?:e|es|ed|ing)\b|\b(?:giv(?:e|es|ing|en)|gave)\s+(?:priority|precedence)\b
            |\b(?:will|shall|must|would|should|to)\s+(?:\w+ly\s+)?work(?=\s+on\b)
            |\bcommit(?:s|ted)?(?:\s+(?:itself|ourselves|themselves))?(?=\s+to\b)"""
        ),
        _words(r"\s+(?:(?:work\s+on|on|to)\s+)?"),
        0,
    ),
    # "agreed to put our effort into …" · "will direct its attention to …"
    (
        "focus",
        _words(
            r"""\b(?:put|putting|direct|devot|turn|giv|gave|dedicat|throw)\w{0,3}\s+(?:\w+\s+){0,2}?
            (?:efforts?|attention|energ(?:y|ies)|weight|resources|minds)\b"""
        ),
        _words(r"\s+(?:into|on|to|towards?|at|behind)\s+"),
        0,
    ),
    # "The Police and Crime Plan … seeks safer streets, …" · "The Mayor wants to see …"
    (
        "plan",
        _words(
            r"""\b(?:seek|promise|pledge|highlight|identifie|identify|prioritise|list|name|cover
              |undertake|want|target|emphasise|stresse?|champion|contain|demand|address|expect)
            (?:e?s|t?e?d)?\b(?:\s+to\s+see\b)?|\bwould\s+like\s+to\s+see\b"""
        ),
        _words(r"\s+(?!(?:out|to|for|on|upon|around|at|in|by|that)\b)"),
        0,
    ),
    # "Hill CSP chose rural crime and scams"
    (
        "chosen",
        _words(
            r"""\b(?:chose|chosen|selected|picked|opted\s+for|went\s+for|settled\s+on|decided\s+on
            |adopted|added|carr(?:y|ied)\s+forward|retain(?:s|ed)?)\b"""
        ),
        _words(r"\s+"),
        0,
    ),
)

# "Theft, fraud and drugs were agreed as priorities" · "identified … as its priorities for 2022/23"
_BEHIND = _words(
    rf"""\s+(?:as|(?<=are\s)|(?<=were\s)|(?<=remain\s)|(?<=be\s)|(?=(?:its|our|their|his|her)\s))\s*{_WHOSE}{_NAMED}
    (?:\s+(?:for|in|of|by|during|over|from|where|which|that|on\s+which)\b[^.;:]{{0,80}}?)?
    (?:[.\s]*$|(?=,|\s+and\s+(?:to|will|has|have|is|are|that|agreed)\b))"""
)
# "put street drinking and bike theft at the top of its list"
_TOP = _words(r"\s+(?:at\s+the\s+top(?:\s+of\s+\w+)?|first|top|uppermost)\b")
# Where a list that is called priorities behind begins: "has identified …", or else "In 2022/23, …"
_FROM_VERB = _words(
    r"""\bthat\s+|\b(?:identif(?:ied|ies|y)|name[sd]?|sets?|agree[sd]?|chose|chosen|adopt(?:s|ed)?
      |selected|has|have|puts?|placed|highlight(?:s|ed)?|confirm(?:s|ed)|recommend(?:s|ed)?
      |propose[sd]?|lists?|made|makes|retain(?:s|ed)?|kept|keeps?|settled|opted|decided|picked
      |point(?:s|ed)\s+to|singled\s+out|endorsed|approved|ratified|signed\s+off|put\s+forward|took|takes?)\s+(?:on\s+|for\s+)?"""
)
_FROM_START = _words(
    r"^(?:for|in|during|following|after|from|at|based|as\s+a\s+result)\b[^,]{0,120},\s+"
)
_PASSIVE = _words(
    r"""(?<!\bwho)(?<!\bthat)\s+(?:(?:has|have)\s+been|was|were|is|are|be|remain|(?:will|should)\s+(?:again\s+)?be)
    (?:\s+(?:again\s+)?\w+)?(?:\s+(?:in|for|from|at)\s+[^,;]{2,30})?\s*$"""
)


# Whatever leads to a list where the sentence is about a plan or its priorities: "commits the force
# to cutting …", "is built on …", "work under it is for …"
_ANY_LINK = _words(
    rf"""\s+(?:(?:to\s+see|to|on|upon|for|of|about|as|around|round|at|towards|that|are|were|is|into|have|has|be)\s+
      (?:(?:(?:make|take|see|drive)\s+)?(?:action|work|efforts?|a\s+focus|progress|improvements?
        |emphasis|attention)\s+(?:on|to|in|against|towards)\s+)?)|{_COLON}
    |^(?:it|s?he|the\s+(?:plan|strategy))\s+"""
)
_CLAUSE_END = re.compile(r"[.;]\s")
_REACH = 220  # characters of a sentence in which its list begins


# Cheap to look for: without one of these there is no list, and none by name
_LIST_MARKS = (",", ";", ":", " and ", "–", "—", " plus ", " as well as ")
_MAY_NAME = _words(rf"priorit|\bhas\s|\b(?:{_AIMS})\b")


def cues_in(text: str) -> Iterator[Cue]:
    """Every way in which a sentence may come to a list, the surest first."""
    if not any(mark in text for mark in _LIST_MARKS):
        return
    if _MAY_NAME.search(text):
        yield from _lists_ahead(text, "named")
        yield from _lists_before(text, "named", _BEHIND)
    yield from _lists_ahead(text, "focus")
    yield from _lists_ahead(text, "chosen")
    yield from _lists_before(text, "chosen", _TOP)
    yield from _lists_ahead(text, "plan")
    if "," not in text and ";" not in text and ":" not in text:
        return  # a list that nothing announces has three members or more
    if starts := tuple(found.end() for found in _ANY_LINK.finditer(text, 0, _REACH)):
        yield Cue("loose", text, 0, starts, len(text), is_sure=False)


def _lists_ahead(text: str, kind: CueKind) -> Iterator[Cue]:
    """The lists that stand behind the words that announce them."""
    for word, link, reach in (way[1:] for way in _AHEAD if way[0] == kind):
        for found in word.finditer(text):
            loose = found.groupdict().get("aims") or found.groupdict().get("bare")
            if starts := tuple(_starts(text, found.end(), link, reach)):
                yield Cue(
                    kind, text, found.start(), starts, len(text), kind == "named" and not loose
                )


def _starts(text: str, at: int, link: re.Pattern[str], reach: int) -> Iterator[int]:
    """Where a list may begin: behind each link that stands near enough in the same clause."""
    if reach == 0:
        if found := link.match(text, at):
            yield found.end()
        return
    stop = _CLAUSE_END.search(text, at)
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
        loose = found.groupdict().get("aims") or found.groupdict().get("bare")
        told = f"{text[:start]}{text[end : found.end()]}"
        yield Cue(kind, text, found.start(), (start,), end, not loose, told)
