"""What a rule may ask about the surroundings of a place in a report: its part, sentence, period."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from extractors.headings import DocumentPart, Headings, only_period
from extractors.reading.document import Block, Document
from extractors.sentences import Sentence, find_sentences
from extractors.values.periods import Period, find_periods
from schemas.tables import TableKind

# "To date more than 100 staff …" · "Research shows that …": of no year, whatever stands above
_UNDATED = re.compile(
    r"\b(?:to date|so far|currently|at present|at the moment|now|since|previously|originally"
    r"|research (?:shows|suggests)|stud(?:y|ies) (?:shows?|suggests?)|evidence (?:shows|suggests)"
    r"|nationally|it is estimated|every year|each year)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Scope:
    """A document with what is known of the report as a whole; the argument of every rule.

    `kinds`: kind of each grid of the document. `is_county`: whether it is the report of a county
    body, above the partnerships of the districts. Rules add to the rest: `warnings`, what they
    could not read; `ordinals`, how often equal words were found; `positions`, where in the text
    each record begins and ends.
    """

    document: Document
    report_id: str
    partnership: str
    partnership_name: str | None
    parts: tuple[DocumentPart, ...]
    kinds: tuple[TableKind, ...]
    is_county: bool = False
    warnings: list[str] = field(default_factory=list)
    ordinals: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    positions: dict[str, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in reading order."""
        return tuple(find_sentences(self.document))

    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that tell something: of blocks, and of grids that only lay out text."""
        return self._prose

    @cached_property
    def _prose(self) -> tuple[Sentence, ...]:
        return tuple(
            s for s in self.sentences if not s.grid or self.kinds[s.grid.index] == "layout"
        )

    def words(self, part: Sentence | Block) -> str:
        """The text of a sentence or block."""
        return self.document.text[part.start : part.end]

    def part_at(self, position: int) -> DocumentPart:
        """The part that a position of the text stands in."""
        inside = [part for part in self.parts if part.start <= position]
        return inside[-1] if inside else self.parts[0]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position of the text, or the last one before it."""
        found = bisect_right(self._sentence_starts, position) - 1
        return self.sentences[found] if found >= 0 else None

    def inherited_period(self, sentence: Sentence) -> Period | None:
        """The period that a list's lead-in or a dated heading above gives a sentence.

        What the sentence itself says comes first and is the caller's to read; the report's own
        period is never given.
        """
        if _UNDATED.search(self.words(sentence)):
            return None
        if sentence.block and sentence.block.lead is not None:
            lead = self.document.blocks[sentence.block.lead]
            if found := self.only_period(self.words(lead)):
                return found
        return self.heading_period(sentence.start)

    def only_period(self, text: str) -> Period | None:
        """The period that a text tells, if it tells one that others are not compared with."""
        return only_period(text)

    def nearest_period(
        self, text: str, start: int, end: int, within: tuple[int, int]
    ) -> Period | None:
        """The financial year told nearest to text[start:end] within a stretch of the text."""
        told = [
            p
            for p in find_periods(text)
            if p.label and not p.is_base and p.start >= within[0] and p.end <= within[1]
        ]
        return min(told, key=lambda p: max(start - p.end, p.start - end), default=None)

    def plan_period(self, position: int, planned: bool) -> str | None:
        """What a dated heading gives a table; an action plan has the period of its own title.

        A heading over what was done before does not date a plan that stands behind it.
        """
        told = self.heading_period(position, past=not planned)
        if told:
            return told.label
        return self.part_at(position).period if planned else None

    def heading_period(
        self, position: int, *, past: bool = True, title: bool = True
    ) -> Period | None:
        """The period of the nearest dated heading that a position stands under.

        Without `past`, headings of achievements are passed over; without `title`, that of the part.
        """
        return self._headings.period(position, past=past, title=title)

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self.document, self.parts)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]
