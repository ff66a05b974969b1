"""What a rule may ask about the surroundings of a place in a report: its part, sentence, period."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from extractors.reading.document import Block, Document
from extractors.sentences import Sentence, find_sentences
from extractors.values.periods import Period, find_periods
from schemas.reports import DocumentType
from schemas.tables import TableKind

# "To date more than 100 staff …" · "Research shows that …": of no year, whatever stands above
_UNDATED = re.compile(
    r"\b(?:to date|so far|currently|at present|at the moment|now|since|previously|originally"
    r"|research (?:shows|suggests)|stud(?:y|ies) (?:shows?|suggests?)|evidence (?:shows|suggests)"
    r"|nationally|it is estimated|every year|each year)\b",
    re.IGNORECASE,
)

# "Key Achievements 2022-23" · "Progress against priorities" · "Local initiatives": what follows,
# also under headings of the same level, is told under it
_ACCOUNT = re.compile(
    r"\b(?:achieve\w*|highlights?|progress (?:on|against|in|since|so far|made)|success(?:es)?"
    r"|what (?:we|have we|the partnership)\b.{0,12}\b(?:did|done|delivered|achieved)"
    r"|delivered (?:in|during)|activity (?:in|during)|our (?:year|work) in|review of (?:the year|20)"
    r"|(?:local|partnership|funded|key|joint|our) (?:projects|initiatives|campaigns)"
    r"|projects and initiatives|initiatives and projects|case studies|(?:best|good) practice)\b",
    re.IGNORECASE,
)

_DONE = re.compile(r"\b(?:achieve\w*|highlights?|progress|success\w*|did|done|delivered)\b", re.I)

# "Achievements and highlights 16/17 ..... 9"
_CONTENTS_LINE = re.compile(
    r"^(?P<entry>[A-Z].{5,100}?)\s*(?:\.{3,}|…+)\s*\d{0,3}(?:\s*[-–]\s*\d+)?$"
)

# Headings that begin something else: "Moving Forward", "Funding", "Contact us", "3. Background"
_OTHER_MATTER = re.compile(
    r"^(?:[\d.]+\s+)?(?:moving forward|looking (?:ahead|forward)|next steps|future|forward plan"
    r"|fund\w*|budget\w*|financ\w*|resources|background|introduction|foreword|about us|who we are"
    r"|contacts?|contact us|find(?:ing)? out more|further information|glossary|append\w*|annex\w*"
    r"|conclusions?|recommendations?|governance|structure|strategic assessment|action plan"
    r"|strategic priorities|(?:our |partnership )?priorities|consultation|references|acronyms"
    r"|feedback|client feedback|statistics|data|evidence|overall|definitions?|purpose|recommended"
    r"|responsible authorit|\S+(?: \S+){0,4} (?:implications|considerations|data|evidence base))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """One of the documents that a file holds: `document.text[start:end]`."""

    document_type: DocumentType
    title: str | None
    period: str | None
    start: int
    end: int
    page_start: int | None = None
    page_end: int | None = None


@dataclass(frozen=True)
class Scope:
    """A document with what is known of the report as a whole; the argument of every rule.

    `kinds`: kind of each grid of the document. `is_county`: whether it is the report of a county
    body, above the partnerships of the districts. Rules add to the rest: `warnings`, what they could
    not read; `ordinals`, how often equal words were found; `positions`, where in the text each
    record begins.
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
    positions: dict[str, int] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in reading order."""
        return tuple(find_sentences(self.document))

    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that tell something: of blocks, and of grids that only lay out text."""
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

    def dated_by_contents(self, heading: Block) -> Period | None:
        """The period that the list of contents gives a heading which is printed without it."""
        text = self.words(heading)
        for entry, period in self._dated_contents:
            if fuzz.token_sort_ratio(entry.casefold(), text.casefold()) >= 92:
                return period
        return None

    @cached_property
    def _dated_contents(self) -> tuple[tuple[str, Period], ...]:
        """Entries of the list of contents that tell a period: their words without it, and it."""
        entries = []
        for sentence in self.sentences:
            match = _CONTENTS_LINE.match(self.words(sentence))
            period = self.title_period(match["entry"]) if match else None
            if match and period:
                entries.append((re.sub(r"[\d/–-]+$", "", match["entry"]).strip(), period))
        return tuple(entries)

    def title_period(self, text: str) -> Period | None:
        """The period that a heading tells; two years of two digits at its end are one: *16/17*."""
        if short := re.search(r"(?<![\d/])\d{2}[/–-]\d{2}$", text.strip(" *:")):
            return self.only_period(f"{text} (financial year {short.group()})")
        return self.only_period(text)

    def only_period(self, text: str) -> Period | None:
        """The period that a text tells, if it tells one that others are not compared with."""
        periods = [p for p in find_periods(text) if not p.is_base and (p.first or p.label)]
        return periods[0] if len({(p.first, p.last) for p in periods}) == 1 else None

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

    def heading_period(self, position: int, *, past: bool = True) -> Period | None:
        """The period of the nearest dated heading that a position stands under.

        Without `past`, headings of achievements are passed over.
        """
        headings = self._headings
        index = bisect_right([h.start for h in headings], position) - 1
        level = 99
        for heading in reversed(headings[: index + 1]):
            text = self.words(heading)
            if heading.start < self.part_at(position).start:
                return None
            above = heading.level < level
            over = _ACCOUNT.search(text) and heading.level <= level and self._has_no_text(heading)
            if (above or over) and (past or not _DONE.search(text)):
                period = self.title_period(text) or self.dated_by_contents(heading)
                if period:
                    return period
            if above and heading.start > self.part_at(position).start and self._is_other(text):
                return None
            level = min(level, heading.level)
        return None

    def in_account(self, position: int) -> bool:
        """Whether a position stands under a heading that tells what is or was done."""
        return self._account_over(position) is not None

    def is_done(self, position: int) -> bool:
        """Whether it stands under a heading that tells what was done in a time that is over."""
        over = self._account_over(position)
        return over is not None and bool(
            _DONE.search(self.words(over)) or self.heading_period(over.start)
        )

    def is_achievement(self, heading: Block) -> bool:
        """Whether a heading is one achievement among those that a heading above it announces."""
        over = self._account_over(heading.start)
        text = self.words(heading)
        return over is not None and over != heading and not _OTHER_MATTER.search(text)

    def _account_over(self, position: int) -> Block | None:
        """The nearest heading above that announces what was done, if nothing else began since."""
        index = bisect_right([h.start for h in self._headings], position) - 1
        level = 99
        for heading in reversed(self._headings[: index + 1]):
            text = self.words(heading)
            if heading.start < self.part_at(position).start:
                return None
            if _ACCOUNT.search(text) and len(text.split()) <= 12:
                inside = level > heading.level or self._has_no_text(heading)
                return heading if inside and level >= heading.level else None
            if heading.level <= level and _OTHER_MATTER.search(text):
                return None
            level = min(level, heading.level)
        return None

    def _has_no_text(self, heading: Block) -> bool:
        """Whether the next block is a heading too: those of its level may stand under it."""
        index = self.document.blocks.index(heading)
        following = self.document.blocks[index + 1 : index + 2]
        return bool(following) and following[0].kind == "heading"

    def _is_other(self, text: str) -> bool:
        return bool(_OTHER_MATTER.search(text)) and not _ACCOUNT.search(text)

    @cached_property
    def _headings(self) -> tuple[Block, ...]:
        return tuple(self.document.headings())

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]
