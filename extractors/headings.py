"""What the headings over a place tell of it: its period, and that it tells what was done."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz import fuzz

from extractors.reading.document import Block, Document
from extractors.values.periods import Period, find_periods
from schemas.reports import DocumentType

# "Key Achievements 2022-23" · "Progress against priorities" · "Local initiatives": what follows,
# also under headings of the same level, is told under it
_ACCOUNT = re.compile(
    r"\b(?:achieve\w*|highlights?|progress (?:on|against|in|since|so far|made)|success(?:es)?"
    r"|what (?:we|have we|the partnership)\b.{0,12}\b(?:did|done|delivered|achieved)"
    r"|(?:delivered|activity) (?:in|during)|our (?:year|work) in|review of (?:the year|20)"
    r"|(?:local|partnership|funded|key|joint|our) (?:projects|initiatives|campaigns)"
    r"|projects and initiatives|initiatives and projects|case studies|(?:best|good) practice)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:achieve\w*|highlights?|progress|success\w*|did|done|delivered)\b", re.I)

# Headings that begin something else: "Moving Forward", "Funding", "Contact us", "3. Background"
_OTHER_MATTER = re.compile(
    r"^(?:[\d.]+\s+)?(?:moving forward|looking (?:ahead|forward)|next (?:steps|year)|future|forward"
    r" plan|(?:the |our )?(?:year|plans?|priorities) (?:ahead|for)\b|what(?:['’]s|\sis)? next"
    r"|fund\w*|budget\w*|financ\w*|resources|background|introduction|foreword|about us|who we are"
    r"|contacts?|contact us|find(?:ing)? out more|further information|glossary|append\w*|annex\w*"
    r"|conclusions?|recommendations?|governance|structure|strategic assessment|action plan"
    r"|strategic priorities|(?:our |partnership )?priorities|consultation|references|acronyms"
    r"|feedback|client feedback|statistics|data|evidence|overall|definitions?|purpose|recommended"
    r"|performance\b(?! of)|crime (?:figures|data|statistics|levels|trends)|key (?:facts|figures)"
    r"|responsible authorit|\S+(?: \S+){0,4} (?:implications|considerations|data|evidence base))\b",
    re.IGNORECASE,
)

# "Achievements and highlights 16/17 ..... 9"
_CONTENTS_LINE = re.compile(
    r"^(?P<entry>[A-Z].{5,100}?)\s*(?:\.{3,}|…+)\s*\d{0,3}(?:\s*[-–]\s*\d+)?$"
)

_NO_LEVEL = 7  # below every heading
_SHORT = 180  # days: a shorter period on a cover is that of its publication
_COVER = 600  # characters


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


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with what its words say; `is_title`: whether it is of its part's title."""

    block: Block
    level: int
    period: Period | None
    is_account: bool
    is_done: bool
    is_other: bool
    is_bare: bool
    """Whether another heading follows at once, so that those of its level may stand under it."""
    begins: bool
    """Whether it is the first of its part."""
    is_title: bool


class Headings:
    """The headings of a document, asked by places in its text; each question is answered at once.

    What stands over a heading depends only on the heading before it, and on how high a heading
    must be to count: two tables over (heading, level) hold all answers.
    """

    def __init__(self, document: Document, parts: Sequence[DocumentPart]) -> None:
        """`parts`: in order; no heading of an earlier part stands over a place in a later one."""
        self._document = document
        self._part_starts = [part.start for part in parts]

    def period(self, position: int, *, past: bool = True, title: bool = True) -> Period | None:
        """The period of the nearest dated heading that a position stands under.

        Without `past`, headings of achievements are passed over; without `title`, that of the part.
        """
        index = self._over(position)
        return None if index is None else self._periods[past, title][index][_NO_LEVEL]

    def _over(self, position: int) -> int | None:
        """Index of the heading at or before a position, if it is of the same part."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or self._starts[index] < self._part_start(position):
            return None
        return index

    def _part_start(self, position: int) -> int:
        return self._part_starts[max(0, bisect_right(self._part_starts, position) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.start for heading in self._document.headings()]

    @cached_property
    def _headings(self) -> list[_Heading]:
        blocks = self._document.blocks
        found: list[_Heading] = []
        for index, block in enumerate(blocks):
            if block.kind != "heading":
                continue
            text = self._document.words_of(block)
            start = self._part_start(block.start)
            following = blocks[index + 1 : index + 2]
            account = bool(_ACCOUNT.search(text))
            begins = not found or found[-1].block.start < start
            found.append(
                _Heading(
                    block,
                    min(block.level, _NO_LEVEL - 1),
                    self._told_by(block, text, start),
                    account,
                    bool(_DONE.search(text)),
                    bool(_OTHER_MATTER.search(text)),
                    bool(following) and following[0].kind == "heading",
                    begins,
                    begins or (found[-1].is_title and self._is_stacked(found[-1], block)),
                )
            )
        return found

    def _is_stacked(self, above: _Heading, block: Block) -> bool:
        """Whether a heading is the next line of a title: at once below, and no lower."""
        return (
            above.is_bare and above.level >= block.level - 1 and above.block.end + 3 > block.start
        )

    def _told_by(self, heading: Block, text: str, part_start: int) -> Period | None:
        """The period that a heading tells, or the list of contents for it; no date of issue."""
        period = title_period(text) or self._dated_by_contents(text)
        on_cover = heading.start - part_start < _COVER
        if period and on_cover and period.first and period.last:
            is_short = (period.last - period.first).days < _SHORT
            return None if is_short else period
        return period

    def _dated_by_contents(self, text: str) -> Period | None:
        for entry, period in self._dated_contents:
            if fuzz.token_sort_ratio(entry.casefold(), text.casefold()) >= 92:
                return period
        return None

    @cached_property
    def _dated_contents(self) -> list[tuple[str, Period]]:
        """Entries of the list of contents that tell a period: their words without it, and it."""
        entries = []
        for part in self._document.content:
            for line in self._document.words_of(part).split("\n"):
                match = _CONTENTS_LINE.match(line)
                period = title_period(match["entry"]) if match else None
                if match and period:
                    entries.append((re.sub(r"[\d/–-]+$", "", match["entry"]).strip(), period))
        return entries

    @cached_property
    def _periods(self) -> dict[tuple[bool, bool], list[list[Period | None]]]:
        """By past and title, heading and the level to be under: the period."""
        choices = list(product((True, False), repeat=2))
        return {(past, title): self._period_table(past, title) for past, title in choices}

    def _period_table(self, past: bool, title: bool) -> list[list[Period | None]]:
        table: list[list[Period | None]] = []
        for heading in self._headings:
            before = None if heading.begins else table[-1]
            row: list[Period | None] = []
            for level in range(_NO_LEVEL + 1):
                above = heading.level < level
                over = heading.level <= level and self._goes_over(heading)
                counts = (past or not heading.is_done) and (title or not heading.is_title)
                if (above or over) and heading.period and counts:
                    row.append(heading.period)
                elif above and heading.is_other and not heading.is_account:
                    row.append(None)
                else:
                    row.append(before[min(level, heading.level)] if before else None)
            table.append(row)
        return table

    def _goes_over(self, heading: _Heading) -> bool:
        """Whether headings of its own level may stand under it, since it has no text of its own.

        *Our priorities in 2022/23* over *Tackling …*, *Reducing …*: a file that marks no levels
        shows only by this that the second is no lower than the first.
        """
        is_dated = heading.period is not None and not heading.is_title
        return heading.is_bare and (
            heading.is_account or (is_dated and not self._document.has_levels)
        )


def is_other_matter(text: str) -> bool:
    """Whether a heading begins something else than an account of what was done."""
    return bool(_OTHER_MATTER.search(text))


def title_period(text: str) -> Period | None:
    """The period that a heading tells; two years of two digits at its end are one: *16/17*."""
    if short := re.search(r"(?<![\d/])\d{2}[/–-]\d{2}$", text.strip(" *:")):
        return only_period(f"{text} (financial year {short.group()})")
    return only_period(text)


def only_period(text: str) -> Period | None:
    """The period that a text tells, if it tells one that others are not compared with."""
    periods = [p for p in find_periods(text) if not p.is_base and (p.first or p.label)]
    return periods[0] if len({(p.first, p.last) for p in periods}) == 1 else None
