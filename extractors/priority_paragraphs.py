"""Priorities told in paragraphs: numbers run together, names that lead paragraphs, one line."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from extractors.priority_context import before
from extractors.priority_cues import count_told
from extractors.priority_lists import INLINE_NUMBER, member_span, telling_of
from extractors.priority_members import Span, are_priorities, is_member, one_member
from extractors.priority_owners import Candidate, Telling, is_of_before
from extractors.priority_words import announces, heads_aims, is_list_heading
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence

_FEW = range(2, 13)  # how many priorities a list has
# "Harm. We mean by this …" · "Safer streets – the police will …": the name that leads a paragraph
_RUN_IN = re.compile(r"(?P<name>[A-Z‘'“\"][^.:;\n]{2,80}?)(?:[.:]\s+(?=[A-Z\d])|\s+[–—-]\s+(?=\w))")
# "A. Rural crime", where no bullet is known
_LETTERED = re.compile(r"[A-H][.)]\s+(?P<name>[A-Z‘'“\"][^.:;\n]{2,80})$")
_SENTENCE_ENDS = re.compile(r"\.\s+(?=[A-Z])")
# A short line of its own, no sentence
_LINE = re.compile(r"(?P<name>[A-Z‘'“\"](?:[\w’'&/()-]+,?\s+){1,11}[\w)’”]+)\s*")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|we|it|they|this|there)\b", re.I)
# "The first is …" · "Our second priority was to …" · "Last, …"
_NTH = re.compile(
    r"""(?:(?:the|our|its)\s+)?(?:first|second|third|fourth|fifth|sixth|last|final|other)
    (?:\s+(?:one|priority|aim|theme|of\s+(?:these|them)))?\s+
    (?:is|was|will\s+be|concerns|covers)\s+(?:that\s+of\s+)?""",
    re.IGNORECASE | re.VERBOSE,
)


def find_in_paragraphs(scope: Scope) -> Iterator[Candidate]:
    """Priorities that paragraphs tell one after the other."""
    yield from _inline_lists(scope)
    yield from _lines_under_headings(scope)
    yield from _led_paragraphs(scope)
    yield from _counted_out(scope)


def _led_paragraphs(scope: Scope) -> Iterator[Candidate]:
    """Below "There are three priorities:" paragraphs that each begin with the name of one."""
    blocks = scope.document.blocks
    for index, block in enumerate(blocks[:-2]):
        leads = scope.words(block).rstrip().endswith(":") or is_list_heading(scope.words(block))
        leads = leads or heads_aims(scope.words(block))
        if block.kind == "item" or not leads:
            continue
        following = takewhile(lambda b: b.kind == "paragraph", blocks[index + 1 :])
        spans = list(takewhile(bool, (_run_in(scope, below) for below in following)))
        named = [span for span in spans if span]
        words = [scope.document.text[slice(*span)] for span in named]
        told = count_told(scope.words(block))
        enough = len(named) == told or (told is None and are_priorities(words))
        telling = telling_of(scope, index) if len(named) in _FEW and enough else None
        if telling:
            for place, (start, end) in enumerate(named, start=1):
                yield from telling.candidates(scope, start, end, place)


def _run_in(scope: Scope, block: Block) -> Span | None:
    text = scope.words(block)
    found = _LETTERED.match(text) or _RUN_IN.match(text) or _LINE.fullmatch(text)
    if not found or _FINITE.search(found["name"]) or not is_member(found["name"]):
        return None
    return block.start + found.start("name"), block.start + found.end("name")


def _counted_out(scope: Scope) -> Iterator[Candidate]:
    """ "The first is …. The second is …", behind a sentence that tells of priorities."""
    prose = scope.prose()
    for index, sentence in enumerate(prose):
        if not announces(scope.words(sentence)) or sentence.kind == "heading":
            continue
        run = takewhile(lambda s: _NTH.match(scope.words(s)), prose[index + 1 : index + 9])
        spans = [span for one in run if (span := _nth(scope, one))]
        if len(spans) < 2:
            continue
        said = f"{before(scope, sentence.start)} {scope.words(sentence)}"
        telling = Telling(said, -index, "priorities.counted_out", 0.8, 1)
        for place, span in enumerate(spans, start=1):
            yield from telling.candidates(scope, *span, place)


def _nth(scope: Scope, sentence: Sentence) -> Span | None:
    text = scope.words(sentence)
    told = _NTH.match(text)
    span = one_member(text, told.end(), len(text)) if told else None
    return (sentence.start + span[0], sentence.start + span[1]) if span else None


def _inline_lists(scope: Scope) -> Iterator[Candidate]:
    """Numbered priorities that stand in one paragraph, under a heading or lead-in that says so."""
    for index, block in enumerate(scope.document.blocks):
        if block.kind != "paragraph":
            continue
        text = scope.words(block)
        marks = list(INLINE_NUMBER.finditer(text))
        if len(marks) < 2 or [m["n"] for m in marks] != [str(i + 1) for i in range(len(marks))]:
            continue
        before = text[: marks[0].start()].strip()
        lead = before or (block.section[-1] if block.section else "")
        if not announces(lead) or is_of_before(scope, lead):
            continue
        ends = [*(m.start() for m in marks[1:]), len(text)]
        telling = Telling(lead, index, "priorities.inline_list", 0.9, 0)
        for place, (mark, end) in enumerate(zip(marks, ends, strict=True), start=1):
            stop = _SENTENCE_ENDS.search(text, mark.end(), end)
            start, last = block.start + mark.end(), block.start + (stop.start() if stop else end)
            yield from telling.candidates(scope, *member_span(scope, start, last), place)


def _lines_under_headings(scope: Scope) -> Iterator[Candidate]:
    """`Partnership Priorities 2012/2013` over "Reduce ASB, Support victims", no sentence."""
    for index, (heading, line) in enumerate(pairwise(scope.document.blocks)):
        said, text = scope.words(heading), scope.words(line)
        listed = line.kind == "paragraph" and not re.search(r"[.:?!]\s*$", text)
        if heading.kind != "heading" or not listed or not is_list_heading(said.strip(" :*")):
            continue
        spans = list(_pieces(text))
        if len(spans) in _FEW and len(text.split()) <= 15 * len(spans):
            telling = Telling(said, index, "priorities.line_under_heading", 0.85, 0)
            for place, (a, b) in enumerate(spans, start=1):
                yield from telling.candidates(scope, line.start + a, line.start + b, place)


def _pieces(text: str) -> Iterator[Span]:
    """Spans of what a line lists: apart by `;`, by a comma before a capital, or by line."""
    begin = 0
    for stop in (*re.finditer(r"[,;]\s*(?=[A-Z])|\n\s*", text), None):
        piece = text[begin : stop.start() if stop else len(text)]
        start = begin + len(piece) - len(piece.lstrip())
        end = begin + len(piece.rstrip(" .:;*\n"))
        if end > start:
            yield start, end
        begin = stop.end() if stop else len(text)
