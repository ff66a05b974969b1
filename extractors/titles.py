"""Titles in a document: where one of the documents that a file holds begins, and what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractors.language import Phrases
from extractors.partnerships import find_partnership
from extractors.reading.document import Block, Document, Grid
from extractors.values.dates import MONTH
from extractors.values.periods import Period, find_periods
from schemas.codes import DOCUMENT_TYPES
from schemas.reports import DocumentType

# "Introduction..... 1" · "5 Annual Report of the Partnership 5 - 55": a line of contents, an agenda
_LISTING = re.compile(
    r"\.{3,}|…|\s\d{1,3}\s[-–]\s\d{1,3}$|\t\d+$|\S\s{2,}\d{1,3}$"
    rf"|^\d+(?:\.\d+)*\.?\s+(?!(?i:{MONTH})\b)\S"
)
# Further on in a file only these begin a paper for a committee; "Cabinet Member" is a signature
_COMMITTEE_PAPER = re.compile(r"\b(?:agenda item|report (?:to|of|by|from)\b)", re.IGNORECASE)

# "Cabinet Member", "Executive Summary": no committee's paper
_NO_PAPER = re.compile(
    r"\b(?:(?:cabinet|executive|committee)\s+(?:members?|summary|director|officer|board|group|lead"
    r"|team|portfolio|holder)|chief\s+executive)\b",
    re.IGNORECASE,
)
# "Appendix B" before a title is no part of it
_APPENDIX = re.compile(
    r"^(?:appendix|annex)\s+(?:[A-Z]|\d{1,2})\b\s*[:.–—-]?\s*", re.IGNORECASE | re.MULTILINE
)
# "Annual Report 2023" where no other period is told; not "January 2023"
_BARE_YEAR = re.compile(r"(?<![\w/–-])(?<!\d\s)20[0-3]\d(?![\w/–-]|\s?[/–-]\s?\d|\s+to\s)")
# "Refresh for 2023/24" · "Annual update 2023-24" · "Year two: 2023/24" of a plan of several years
_REFRESH = re.compile(
    r"\b(?:refresh\w*|updat\w+|review\w*|revis\w+|annual|year (?:one|two|three|four|\d))\b",
    re.IGNORECASE,
)
_HALF_A_YEAR = 180  # days
_OVERLAP = 180  # days that a period told further on shares with the year of the title

# "Cllr Jo Bloggs, Chair" and addresses are no titles; neither is what ends as a sentence does
_SENTENCE_END = re.compile(r"[.;:,]$|\?$")

# "Report title: Safer Hilltown – annual report" on a committee's cover
_TITLE_FIELD = re.compile(
    r"^(?:report )?(?:title|subject)(?: of (?:the )?report)?\s*:\s*(?P<title>\S.{8,200})$",
    re.IGNORECASE | re.MULTILINE,
)

_SHORTEST = 300  # characters of a document: an entry of a list of appendices has none behind it
_LONGEST_LINE = 25  # words of a title line
_MOST_LINES = 8  # of a block on a cover


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `document.text[start:end]`: what document begins there, of whom and when."""

    start: int
    end: int
    text: str
    document_type: DocumentType | None
    period: Period | None
    partnership: str | None


def find_titles(document: Document) -> Iterator[Title]:
    """The document's own title first, then each that tells partnership and kind of document."""
    opening = tuple(_opening(document))
    yield _title(document, opening)
    behind = opening[-1].end if opening else 0
    for lines in _clusters(document):
        if lines[0].start < behind:
            continue
        for index, line in enumerate(lines):
            kind = document_type_of(document.words_of(line))
            if kind is None:
                continue
            around = lines[max(0, index - 2) : index + 2]
            if _begins_announced(document, line, opening):
                yield _title(document, (line,), kind)
                break
            title = _title(document, around, kind)
            paper = kind == "committee_report"
            if _COMMITTEE_PAPER.search(title.text) if paper else title.partnership:
                yield _title(document, _from_name(document, around), kind)
                break


# "Appendix 1: SCEP action plan 2023/24" · "Delivery Plan 2023/24" in "Annual Review 2022/23 and
# Delivery Plan 2023/24"
def _begins_announced(document: Document, line: Block, opening: Sequence[Block | Grid]) -> bool:
    """Whether a dated title needs no partnership: an appendix's, or announced on the cover."""
    text = " ".join(document.words_of(line).split())
    if not report_period(text) or len(document.text) - line.end < _SHORTEST:
        return False
    cover = " ".join(" ".join(document.words_of(part) for part in opening).split())
    announced = _without_small_words(text) in _without_small_words(cover)
    return announced or bool(_APPENDIX.match(text) and find_partnership(text) is None)


def _without_small_words(text: str) -> str:
    return re.sub(r"\b(?:for|of|the|our)\s+|[,:–-]\s+", "", text.casefold())


def document_type_of(text: str) -> DocumentType | None:
    """The kind of document that a title names; a report to a committee is one, whatever about."""
    codes = [phrase.code for phrase in _document_types().find(_NO_PAPER.sub(" ", text))]
    if "committee_report" in codes:
        return "committee_report"
    return codes[0] if codes else None  # type: ignore[return-value]


def report_period(text: str) -> Period | None:
    """The first period of at least half a year that a text tells as its own.

    Of "Plan 2022-25, refresh for 2023/24" that is the year of the refresh.
    """
    told = [p for p in find_periods(text) if not p.is_base and p.first and p.last]
    told = [p for p in told if p.first and p.last and (p.last - p.first).days >= _HALF_A_YEAR]
    if not told:
        return None
    years = [p for p in told[1:] if p.label and _is_within(p, told[0])]
    return years[0] if years and _REFRESH.search(text) else told[0]


def _is_within(year: Period, plan: Period) -> bool:
    if not (year.first and year.last and plan.first and plan.last):
        return False
    return plan.first <= year.first <= year.last <= plan.last and plan.label is None


def calendar_year(text: str) -> Period | None:
    """The year of a title that tells one calendar year and nothing else: `Annual Report 2023`."""
    told = find_periods(text)
    years = {
        match.group()
        for match in _BARE_YEAR.finditer(text)
        if not any(p.start <= match.start() < p.end for p in told)
    }
    if len(years) != 1:
        return None
    return next((p for p in find_periods(f"in {min(years)}") if p.kind == "calendar_year"), None)


def overlaps(period: Period, year: Period) -> bool:
    """Whether a period, of two years at most, shares at least half a year with a year."""
    if not (period.first and period.last and year.first and year.last):
        return False
    shared = min(period.last, year.last) - max(period.first, year.first)
    return shared.days >= _OVERLAP and (period.last - period.first).days < 2 * 366


@lru_cache(maxsize=1)
def _document_types() -> Phrases:
    return Phrases((code, entry.words) for code, entry in DOCUMENT_TYPES.items())


def _title(
    document: Document, lines: tuple[Block | Grid, ...], kind: DocumentType | None = None
) -> Title:
    if not lines:
        return Title(0, 0, document.title or "", None, None, None)
    start, end = lines[0].start, lines[-1].end
    text = " ".join(_APPENDIX.sub("", document.text[start:end]).split())
    named = find_partnership(text)
    return Title(
        start,
        end,
        _printed(document, lines),
        kind or _kind_of_cover(document, lines, text),
        report_period(text),
        named.slug if named else None,
    )


# "Agenda item 6", "Report to Cabinet": the paper is the committee's, whatever it brings
_BRINGS = re.compile(
    r"\b(?:agenda|report (?:to|for)|appendi\w+|annex|pack|minutes)\b", re.IGNORECASE
)


def _kind_of_cover(
    document: Document, lines: tuple[Block | Grid, ...], text: str
) -> DocumentType | None:
    """The kind that a cover tells; a dated annual report stays one before a committee."""
    kind = document_type_of(text)
    if kind != "committee_report" or _BRINGS.search(text):
        return kind
    for line in lines:
        words = document.words_of(line)
        is_annual = isinstance(line, Block) and document_type_of(words) == "annual_report"
        if is_annual and report_period(words):
            return "annual_report"
    return kind


def _printed(document: Document, lines: tuple[Block | Grid, ...]) -> str:
    """The one to four lines of a cover that tell most: partnership, kind of document, period."""
    if named := _in_cover_table(document, lines):
        return named
    texts = [
        " ".join(text.split())
        for line in lines
        if isinstance(line, Block)
        for text in _APPENDIX.sub("", document.words_of(line)).split("\n")
        if text.strip() and not _LISTING.search(text)
    ]
    windows = [
        " ".join(texts[i : i + n]) for n in (1, 2, 3, 4) for i in range(max(1, len(texts) - n + 1))
    ]
    titles = [w for w in windows if w and len(w.split()) <= 2 * _LONGEST_LINE]
    return max(titles, key=_tells, default=document.title or "")


def _in_cover_table(document: Document, lines: tuple[Block | Grid, ...]) -> str | None:
    """What stands behind `Title` or `Subject` in the table or lines of a committee's cover."""
    for grid in lines:
        if isinstance(grid, Grid):
            texts = [" ".join(document.words_of(cell).split()) for cell in grid.cells]
            for label, text in pairwise(filter(None, texts)):
                if re.fullmatch(r"(?:report )?(?:title|subject)(?: of report)?:?", label, re.I):
                    return text
        elif field := _TITLE_FIELD.search(document.words_of(grid)):
            return field["title"].strip()
    return None


def _tells(title: str) -> int:
    return sum(
        (
            bool(find_partnership(title)),
            2 * bool(document_type_of(title)),
            bool(report_period(title)),
        )
    )


def _opening(document: Document) -> Iterator[Block | Grid]:
    """What stands before the first sentence: cover lines, a committee's table of title, author."""
    words = 0
    for part in document.content:
        text = document.words_of(part)
        words += len(text.split())
        prose = isinstance(part, Block) and part.kind in ("paragraph", "item")
        plain = isinstance(part, Block) and part.kind == "item" and part.marker is None
        if words > 120 or (prose and not _is_title_line(document, part, plain_item=plain)):
            if isinstance(part, Block) and part.marker is None and _is_kind_line(text):
                yield part
            return
        yield part


def _is_kind_line(text: str) -> bool:
    """`Annual Report 2022-23` that was taken for the first of a list on the cover."""
    return len(text.split()) <= 6 and document_type_of(text) is not None


def _clusters(document: Document) -> Iterator[tuple[Block, ...]]:
    """Runs of short lines that are no sentences, as covers and headings are."""
    lines: list[Block] = []
    for part in document.content:
        bare = isinstance(part, Block) and part.marker is None
        if isinstance(part, Block) and _is_title_line(document, part, plain_item=bare):
            lines.append(part)
        elif lines:
            yield tuple(lines)
            lines = []
    if lines:
        yield tuple(lines)


def _is_title_line(document: Document, part: Block | Grid, *, plain_item: bool = False) -> bool:
    """Whether a block is short lines that are no sentences; on a cover, items without a bullet."""
    kinds = ("heading", "paragraph", "item") if plain_item else ("heading", "paragraph")
    if isinstance(part, Grid) or part.kind not in kinds:
        return False
    lines = [line.strip() for line in document.words_of(part).strip().split("\n")]
    return len(lines) <= _MOST_LINES and all(
        len(line.split()) <= _LONGEST_LINE
        and not _LISTING.search(line)
        and not _SENTENCE_END.search(line)
        for line in lines
    )


def _from_name(document: Document, lines: tuple[Block, ...]) -> tuple[Block, ...]:
    """The lines from the first that names the partnership or the kind of document."""
    for index, line in enumerate(lines):
        text = document.words_of(line)
        if find_partnership(text) or document_type_of(text):
            return lines[index:]
    return lines
