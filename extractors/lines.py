"""Sentences made ready for the rules: parted, and without numbers that only number something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.geography import short_names
from extractors.numerals import Line, Reading
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.subjects import opening_subject
from extractors.themes import category_of, may_have_category

# A sentence that the splitter left whole: "… of 6% YoY. Residential burglary …"
_STOP = re.compile(r"(?<=[a-zA-Z0-9%)])\.\s+(?=[A-Z])")
_NO_STOP = re.compile(
    r"\b(?:Cllrs?|Mrs?|Ms|Dr|St|Nos?|[Aa]pprox|Op|Insp|Supt|Sgt|Ch|Rd|Dept|vs|[Ff]ig|etc|[A-Z])$"
)


def sentences_of(scope: Scope) -> tuple[Sentence, ...]:
    """The sentences of running text, in order."""
    return tuple(piece for one in scope.prose() for piece in _pieces(scope, one))


def _pieces(scope: Scope, sentence: Sentence) -> Iterator[Sentence]:
    words, begin = scope.words(sentence), 0
    for stop in _STOP.finditer(words):
        if not _NO_STOP.search(words, 0, stop.start()):
            yield replace(
                sentence, start=sentence.start + begin, end=sentence.start + stop.start() + 1
            )
            begin = stop.end()
    yield replace(sentence, start=sentence.start + begin)


def goes_on(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence goes on with the one before: in its paragraph, or an item under it."""
    if index == 0:
        return False
    this, last = sentences[index], sentences[index - 1]
    if this.block and last.block:
        is_under = this.kind == last.kind == "item" and this.block.level > last.block.level
        return this.block is last.block or is_under
    return this.cell is not None and this.cell is last.cell


# A line of a table of contents · words of a client, not of the report
_CONTENTS = re.compile(
    r"\.{4,}|…{2,}|(?:\. ){4,}|^[0-9.]{1,5}\s+[A-Z].*\s[0-9]{1,3}(?:\s?[-–]\s?[0-9]{1,3})?$"
)
_TESTIMONY = re.compile(r"^[“\"‘'].*\b(?:I|I['’]\w+|my|me|wanna)\b", re.DOTALL)
# "1 EXECUTIVE SUMMARY"
_TITLE = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2})?\.?\s+[A-Z][A-Z\s&/,'’–-]+$")
# The marks of a chart's axis: "0 40,000 80,000 120,000 number of searches"
_AXIS = re.compile(
    r"(?:^|\s)['’]?[0-9][0-9,.]*%?(?:\s+['’]?[0-9][0-9,.]*%?){2,}(?:\s|$)|^0%?\s[a-z]"
)


def tells_nothing(words: str) -> bool:
    """Whether a line is one of contents, a title, a client's words or the axis of a chart."""
    return any(one.search(words) for one in (_CONTENTS, _TITLE, _TESTIMONY, _AXIS))


# "**Anti-social behaviour:** Reports fell to 1,276": a heading at the start of its paragraph
_RUN_IN = re.compile(r"[*_\s]*(?P<label>[A-Z][^.:;()0-9*]{2,50})[*_]*:")
# "38¹ indicators", line ends and hard spaces: one character each, so that offsets stay
_NOTE_MARKS = re.compile(r"[\n\xa0⁰¹²³⁴-⁹]")
# "residents [12] felt safe": behind a share it may be how many were asked
# "detections1, giving" · "county lines.2" · "to 568 (60%) 2 ." · "a score 3 , as": a raised mark
_FOOTNOTE = re.compile(
    r"""(?<!%)(?<!%\s)\[[0-9]{1,3}\]
      | (?<=[a-z]{4})[0-9]{1,2}(?=[\s.,;:)]|$)
      | (?<=[a-z)%][.,;:])[0-9]{1,2}(?=\s|$)
      | (?<=[a-z)%])\s[0-9]{1,2}\s(?=[.,;:](?:\s|$))""",
    re.VERBOSE,
)
# "2 Headlines" · "9 Urgent Business" · "7.4 Essex Police": the number of a section
_SECTION = re.compile(r"^(?:1?[0-9]|20)(?:\.[0-9]{1,2}){0,3}\.?\s+(?=[A-Z])(?!.*\.$)")
# "4.2 Violence with injury has fallen": the number of a paragraph
_PARAGRAPH = re.compile(r"^\s*(?:[0-9]{1,2}\.){1,3}[0-9]{1,2}\.?\s+(?=[A-Z“‘\"'])")
# "1 A crime is counted as detected when": a footnote
_NOTE = re.compile(
    r"^\s*[0-9]{1,2}\s+(?=(?:A|An|The|This|These|It|In|See|Source|Figures?|Data|Based|Includes?|Excludes?)\s)"
)
_NUMBERED = re.compile(r"^(?:[\d.]+|[a-z]\)|priority\s\w+)[\s:.–-]*", re.IGNORECASE)
# "1. Reduce harm 2. Tackle burglary 3. Listen": a list that runs on in its paragraph
_RUN_ON = re.compile(r"(?:(?<=\s)|^)\(?(?P<number>[0-9]{1,2})[.)]\s+(?=[A-Z])")
# "2 Member Declarations"
_AGENDA = re.compile(r"^\s*(?P<number>[0-9]{1,2})\s+(?=[A-Z][a-z])")


class Lines:
    """The sentences of a report as lines for the rules."""

    def __init__(self, scope: Scope) -> None:
        """`scope`: of the report."""
        self._scope = scope
        self._names = short_names(map(scope.words, scope.prose()))
        self._agenda = _agenda(scope)

    def line(
        self,
        sentence: Sentence,
        before: Reading | None = None,
        about: Reading | None = None,
        topic: str = "",
    ) -> Line:
        """A sentence without the marks, footnotes and list numbers in it; offsets stay."""
        text = _NOTE_MARKS.sub(" ", self._scope.words(sentence))
        for pattern in self._masks(sentence):
            text = pattern.sub(_blank, text)
        for start, end in self._list_numbers(sentence):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
        section = " > ".join(sentence.section[1:] or sentence.section)
        heading = self._heading(sentence)
        return Line(text, before, about, heading, topic, self._names, section)

    def _masks(self, sentence: Sentence) -> Iterator[re.Pattern[str]]:
        yield _FOOTNOTE
        block = sentence.block
        if sentence.kind == "heading":
            yield _SECTION
        elif block is not None and block.start == sentence.start:
            yield _PARAGRAPH
            yield _NOTE
            if block.start in self._agenda:
                yield _AGENDA

    def _list_numbers(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Where the numbers of a list stand that runs on in the paragraph of a sentence."""
        if sentence.block is None:
            return
        words, begin = self._scope.words(sentence.block), sentence.block.start
        found = list(_RUN_ON.finditer(words))
        numbers = [int(match["number"]) for match in found]
        if len(found) > 1 and numbers == list(range(numbers[0], numbers[0] + len(found))):
            for match in found:
                start, end = (begin + at - sentence.start for at in match.span("number"))
                if start >= 0 and end <= sentence.end - sentence.start:
                    yield start, end

    def _heading(self, sentence: Sentence) -> str:
        """The nearest heading on a crime, or the label that the paragraph begins with."""
        heading = _on_crime(sentence.section)
        label = _RUN_IN.match(self._scope.words(sentence.block)) if sentence.block else None
        if label and category_of(label["label"]):
            heading = label["label"]
        return _NUMBERED.sub("", heading)


@lru_cache(maxsize=256)
def _on_crime(section: tuple[str, ...]) -> str:
    """The nearest heading on a crime; all sentences of a section ask for it."""
    return next((h for h in reversed(section) if category_of(h)), "")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


_MOST_BETWEEN = 3  # numbers of an agenda that were read as something else


def _agenda(scope: Scope) -> frozenset[int]:
    """Where the blocks begin that are numbered one after the other: 1, 2, 3, 5."""
    found: set[int] = set()
    run: list[Block] = []
    last = 0
    for block in scope.document.blocks:
        match = _AGENDA.match(scope.words(block))
        if match is None:
            continue
        number = int(match["number"])
        if not last < number <= last + 1 + _MOST_BETWEEN or not run:
            found |= _starts(run)
            run = []
        run.append(block)
        last = number
    return frozenset(found | _starts(run))


def _starts(run: Sequence[Block]) -> set[int]:
    return {block.start for block in run} if len(run) > 2 else set()


def topic_of(line: Line) -> str:
    """What a sentence without a number is about, if it is a crime: the subject of its verb."""
    if not may_have_category(line.text):  # spares the tokens of most sentences
        return ""
    words = opening_subject(line, len(line.tokens))
    return words if category_of(words) else ""
