"""Priorities told as headings, lines or rows of their own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractors.priority_members import is_member
from extractors.priority_owners import FILLING, Candidate, Telling
from extractors.priority_words import NUMBER_ALONE, headed, is_list_heading, ordinal_of
from extractors.reading.document import Block
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.themes import themes_of

# "Priority 1: What we will do" heads a section of a priority and names none
_OF_A_SECTION = re.compile(
    r"^(?:what|how|why|who|our|actions?|progress|achieve\w*|update|performance|key)\b",
    re.IGNORECASE,
)
_LONGEST = 25  # words of a priority in a heading
_LEADING = 12  # of one that leads a paragraph


def find_headed(scope: Scope) -> Iterator[Candidate]:
    """Priorities that headings or rows across a table name."""
    yield from _headed(scope)
    yield from _numbers_alone(scope)
    yield from _headings_alone(scope)
    yield from _parallel_sections(scope)
    yield from _sections_below(scope)


def _headed(scope: Scope) -> Iterator[Candidate]:
    """`Priority 1 – …`, `Priority: …` as a heading, a line or a row across an action plan."""
    for sentence in scope.sentences:
        if sentence.kind not in ("heading", "paragraph", "cell") or not _opens(sentence):
            continue
        whole = sentence.block if sentence.block and sentence.kind == "heading" else sentence
        text = scope.words(whole)
        found = headed(text)
        if not found or len(found["text"].split()) > _LONGEST or not _is_row(scope, sentence):
            continue
        if not _stands_alone(scope, sentence) and not _leads(found):
            continue
        if _OF_A_SECTION.match(found["text"]):
            continue
        said = " ".join((*sentence.section[1:][-1:], text[: found.start("text")]))
        trust = 0.85 if sentence.kind == "heading" else 0.8
        telling = Telling(said, sentence.start, "priorities.heading", trust, 2)
        start = sentence.start + found.start("text")
        yield from telling.candidates(scope, start, whole.end, ordinal_of(found["number"]))


def _opens(sentence: Sentence) -> bool:
    part = sentence.block or sentence.cell
    return part is not None and sentence.start == part.start


def _stands_alone(scope: Scope, sentence: Sentence) -> bool:
    """Whether the sentence is all that its block or cell says, or a line of its own above it."""
    part = sentence.block or sentence.cell
    line_ends = scope.document.text[sentence.end : sentence.end + 1] == "\n"
    return sentence.kind == "heading" or part is None or sentence.end >= part.end or line_ends


def _leads(found: re.Match[str]) -> bool:
    """Whether a numbered name leads a paragraph: "Priority 1: Rural crime. Farm watch grew"."""
    text = found["text"]
    return found["number"] is not None and len(text.split()) <= _LEADING and is_member(text)


def _is_row(scope: Scope, sentence: Sentence) -> bool:
    """A cell counts where it stands alone in its row but for a number before it."""
    grid, cell = sentence.grid, sentence.cell
    if grid is None or cell is None:
        return True
    others = [
        scope.document.words_of(c).strip(" .")
        for c in grid.cells
        if c.row == cell.row and c.col != cell.col
    ]
    return not any(other and not re.fullmatch(r"[\d.]+", other) for other in others)


def _numbers_alone(scope: Scope) -> Iterator[Candidate]:
    """`Priority One` with the priority as the next heading."""
    for number, name in pairwise(scope.document.blocks):
        found = NUMBER_ALONE.match(scope.words(number).strip())
        text = scope.words(name)
        if not found or number.kind == "item" or name.kind != "heading":
            continue
        if len(text.split()) <= _LONGEST and not headed(text) and not _OF_A_SECTION.match(text):
            telling = Telling(scope.words(number), number.start, "priorities.heading", 0.85, 2)
            yield from telling.candidates(scope, name.start, name.end, ordinal_of(found["number"]))


def _headings_alone(scope: Scope) -> Iterator[Candidate]:
    """Headings that stand one under the other without text, below one that announces them.

    A plan prints each priority as a line of its own: "Police and Crime Plan priorities" …
    """
    blocks = scope.document.blocks
    for index, block in enumerate(blocks[:-2]):
        said = scope.words(block).strip(" :*")
        if block.kind != "heading" or not is_list_heading(said):
            continue
        run = list(takewhile(lambda b: b.kind == "heading", blocks[index + 1 :]))
        behind = blocks[index + 1 + len(run)] if index + 1 + len(run) < len(blocks) else None
        # the last one heads what follows, unless that is a note to the list
        if run and behind and not scope.words(behind).startswith(("*", "†")):
            run.pop()
        texts = [scope.words(heading) for heading in run]
        if not 2 <= len(run) <= 12 or any(is_list_heading(t) or headed(t) for t in texts):
            continue
        telling = Telling(said, block.start, "priorities.headings_alone", 0.8, 1)
        for place, line in enumerate(run, start=1):
            yield from telling.candidates(scope, line.start, line.end, place)


def _parallel_sections(scope: Scope) -> Iterator[Candidate]:
    """Headings after *Partnership Focus for 2017-18* whose sections all begin alike.

    A plan gives each priority a page of the same make: "Focusing on:" … "Why?" …
    """
    blocks = scope.document.blocks
    for index, block in enumerate(blocks[:-2]):
        text = scope.words(block).strip(" :")
        following = blocks[index + 1]
        if block.kind == "item" or following.kind != "heading" or not is_list_heading(text):
            continue
        opener = _opener(scope, index + 1)
        if opener is None:
            continue
        sections = [
            heading
            for at, heading in enumerate(blocks[index + 1 :], start=index + 1)
            if heading.kind == "heading" and _opener(scope, at) == opener
        ]
        telling = Telling(text, block.start, "priorities.section", 0.85, 0)
        for place, heading in enumerate(sections, start=1):
            yield from telling.candidates(scope, heading.start, heading.end, place)
        return


# "Our Priorities 2023-24" over "Serious Violence", "Domestic Abuse", each with its text
def _sections_below(scope: Scope) -> Iterator[Candidate]:
    blocks = scope.document.blocks
    for index, block in enumerate(blocks):
        said = scope.words(block).strip(" :*")
        if block.kind != "heading" or not is_list_heading(said):
            continue
        headings = _headings_below(blocks, index)
        highest = min((h.level for h in headings), default=0)
        named = [h for h in headings if h.level == highest and _names_theme(scope.words(h))]
        if 2 <= len(named) <= 10 and len(named) > 0.7 * len(headings):
            telling = Telling(said, block.start, "priorities.sections_below", 0.7, FILLING)
            for place, heading in enumerate(named, start=1):
                yield from telling.candidates(scope, heading.start, heading.end, place)


def _headings_below(blocks: Sequence[Block], index: int) -> list[Block]:
    level, headings = blocks[index].level, (b for b in blocks[index + 1 :] if b.kind == "heading")
    return list(takewhile(lambda heading: heading.level > level, headings))


def _names_theme(heading: str) -> bool:
    return not headed(heading) and bool(themes_of(heading)) and len(heading.split()) <= 12


def _opener(scope: Scope, index: int) -> str | None:
    """The short line that opens the section of a heading, if it is followed by a list."""
    blocks: tuple[Block, ...] = scope.document.blocks
    if index + 2 >= len(blocks) or blocks[index + 2].kind != "item":
        return None
    text = scope.words(blocks[index + 1]).strip()
    return text.casefold() if blocks[index + 1].kind != "item" and len(text.split()) <= 6 else None
