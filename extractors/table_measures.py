"""Says what a number in a table counts: measure, place, period and the rest of its headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Literal

from extractors.reading.header_rows import is_period
from extractors.scope import Scope
from extractors.table_headers import TableView
from extractors.tables import caption_of
from extractors.values.dates import Days, month_days, month_number, months_to
from extractors.values.periods import Period, find_periods, parse_year_header, quarter_of
from schemas.codes import places

RowsAre = Literal["measures", "places", "periods", "groups"]

_PLACE_HEADER = re.compile(
    r"^(?:name of )?(?:local )?(?:district|ward|area|csp|authorit(?:y|ies)|borough|town|city|region"
    r"|neighbourhood|lsoa|msoa|parish|force|county|lpa|location|place|locality|beat|sector"
    r"|partnership|division|station ground|community safety partnership|council|police force)s?"
    r"(?: (?:name|council|area|authority))?$",
    re.IGNORECASE,
)
_GROUP_HEADER = re.compile(
    r"^(?:age|gender|sex|ethnicity|ethnic group|age (?:group|band|range)|group|religion"
    r"|sexual orientation|disability|category of person|victim|offender)s?$",
    re.IGNORECASE,
)
# "Under 12" · "13-17" · "18+" · "65 and over" · "Female" · "Total"
_GROUP = re.compile(
    r"^(?:(?:aged? )?(?:under|over) \d+s?|\d{1,2}\s?(?:-|–|to)\s?\d{1,2}(?: years?.*)?|\d{1,2}\s?\+"
    r"|\d{1,2} (?:and|or) (?:over|under|above)|(?:fe)?males?|men|women|boys|girls|not known"
    r"|unknown|other|white|black|asian|mixed)$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:grand |sub-?)?(?:total|totals|all|overall|sum|average|mean)\b[:\s]*$", re.IGNORECASE
)
_COMPARATOR = re.compile(
    r"^(?:(?:police )?force(?: (?:area|average))?|county(?: average)?|national(?:ly| average)?"
    r"|england(?: (?:and|&) wales)?|wales|uk|msgs?(?: average)?|most similar (?:group|forces?)"
    r"(?: average)?|region(?:al)?(?: average)?|similar areas?)$",
    re.IGNORECASE,
)
_AREA_WORDS = re.compile(
    r"^(?:london borough of|city of|royal borough of|borough of)\s"
    r"|\s(?:districts?|borough|city|county|council|unitary|csp|lpa|average|total)$",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(
    r"^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$", re.IGNORECASE
)
# "Rolling 12 months to October" over columns of years
_ROLLING = re.compile(
    r"\b12[\s-]*months?\s+(?:to|ending|up to|until)\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?"
    r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)
_CHANGE_WORDS = re.compile(
    r"%?\s?\b(?:change[sd]?|diff(?:erence)?|variance|variation|increase|decrease|yoy"
    r"|year[- ]on[- ]year|compared)\b\.?|%\s?p(?:oin)?ts?\.?|\+/-|[#%±▲▼]",
    re.IGNORECASE,
)
_EMPTY_WORDS = re.compile(
    r"^(?:(?:number|no|nos|count|total|value|figure|of|on|in|from|to|since|with|and|the|for|vs"
    r"|per|cent|percentage|year|years|fy|rates?|rank|ranking|last|previous|prior|this|current"
    r"|1,?000|population|residents|people|households)\b\.?\s*)+$",
    re.IGNORECASE,
)
# "Libraries (4,621)" · "Residents (n=512)": how many were asked
_SAMPLE_SIZE = re.compile(r"\s*\((?:n\s?=\s?|base:?\s?)?[\d,]+\)\s*$", re.IGNORECASE)
# what is left of "Fires in 2021/22 and 2022/23" behind what is counted
_JOINING = re.compile(
    r"(?:[\s,;:&/–-]+|\b(?:and|to|vs|versus|compared|with|in|for|during|between|from|by|over)\b\.?)+$",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
# headers of row labels that say nothing of what is counted
_LABEL_HEADER = re.compile(
    r"\b(?:types?|categor(?:y|ies)|offences?|crimes?|measures?|indicators?|kpis?|areas?|periods?"
    r"|quarters?|months?|years?|names?|descriptions?|themes?|levels?|groups?|priorit(?:y|ies)|age"
    r"|gender|sex|ethnicity|metrics?|items?|data|statements?|questions?|responses?|answers?|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# "Orders by district (source: CRC)" · "Source: Problem Profile - Breakdown by district"
_SOURCE = re.compile(
    r"\s*[([]\s*source\b[^)\]]*[)\]]|^source:.{3,80}?\s[-–—]\s|[\s.,;]*\bsource:.*$", re.IGNORECASE
)
_CAPTION_LABEL = re.compile(
    r"^(?:table|figure|fig\.?|chart|graph|map)\s*\d+[a-z]?\s*[-–—.:]*\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the headers of a cell say of its number."""

    measure: str
    geography: str | None
    period: Period | None
    breakdown: str | None
    context: str
    is_certain: bool


@lru_cache(maxsize=4096)
def header_period(header: str) -> Period | None:
    """The one dated period that a header names."""
    period = parse_year_header(header)
    return period if period and period.first else None


@lru_cache(maxsize=4096)
def measure_words(header: str) -> str:
    """A header without its period, sample size and words of change.

    `Offences 2018/19` is `Offences`, `Parks (5,264)` is `Parks`, `Fires, 2021/22 and 2022/23` is
    `Fires`.
    """
    period = parse_year_header(header)
    for one in [period] if period else reversed(find_periods(header)):
        header = f"{header[: one.start]} {header[one.end :]}"
    if period is None:
        header = _JOINING.sub("", header)
    header = _EMPTY_BRACKETS.sub(" ", _SAMPLE_SIZE.sub("", _CHANGE_WORDS.sub(" ", header)))
    words = " ".join(header.split()).strip(" -–—,.:;/")
    words = re.sub(r"^(?:number|no\.?|count|total number) of (?=\w)", "", words, flags=re.I)
    return "" if not words or _EMPTY_WORDS.match(words) or is_period(words) else words


@cache
def _place_names() -> frozenset[str]:
    names = (name for place in places() for name in (place.name, *place.other_names))
    return frozenset(_area_key(name) for name in names if name)


def _area_key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", _AREA_WORDS.sub("", name.strip())).casefold().strip()


def is_place(label: str) -> bool:
    """Whether all of a label is the name of a known place, or of what places are compared with."""
    return bool(_COMPARATOR.match(label.strip())) or _area_key(label) in _place_names()


class TableReader:
    """Reads the headers of one table."""

    def __init__(self, scope: Scope, view: TableView) -> None:
        self.scope, self.view = scope, view
        caption = caption_of(scope.document, view.grid)
        self.caption = _SOURCE.sub("", _CAPTION_LABEL.sub("", caption.text)) if caption else ""
        self._words: dict[tuple[tuple[str, ...], ...], set[tuple[str, ...]]] = {}
        self.title = " ".join([self.caption, *view.grid.section[-1:]])

    @cached_property
    def rows_are(self) -> RowsAre:
        """What the labels of the rows name: what the header says, else what most labels are."""
        view = self.view
        if not view.label_cols:
            return "measures"
        header = view.col_header(view.grid.n_rows, view.label_cols[-1])
        if any(_PLACE_HEADER.match(text) for text in header):
            return "places"
        if any(_GROUP_HEADER.match(text) for text in header):
            return "groups"
        labels = [label for label in self._row_labels() if not _TOTAL.match(label)]
        tests: tuple[tuple[RowsAre, list[bool]], ...] = (
            ("places", [is_place(label) for label in labels]),
            ("periods", [is_time(label) for label in labels]),
            ("groups", [bool(_GROUP.match(label)) for label in labels]),
        )
        for kind, answers in tests:
            if labels and sum(answers) > 0.6 * len(labels):
                return kind
        return "measures"

    def _row_labels(self) -> Iterator[str]:
        for row in range(self.view.grid.n_rows):
            if row not in self.view.header_rows and row not in self.view.sections:
                yield from self.view.labels(row)[-1:]

    def told(self, row: int, col: int) -> Told:
        """What the number at a place counts, where and when."""
        labels, header = self.view.labels(row), self.view.col_header(row, col)
        if col in self._outer_cols:
            labels = labels[:1]
        label = labels[-1] if labels else ""
        col_place = next((text for text in reversed(header) if is_place(text)), None)
        columns = self._column_measure(row, [level for level in header if level != col_place])
        geography = self._row_place(label) or col_place
        is_measure = self.rows_are == "measures" and label and not _TOTAL.match(label)
        above = (self._label_header, self.view.section_of(row), self.view.parent(row))
        outer = [text for text in (*above, *labels[:-1]) if text]
        measure = label if is_measure else columns or measure_words(self.caption)
        measure = measure or (outer[-1] if outer else "")
        full = " ".join(header)
        rest = [*outer, label, full if full != measure else ""]
        breakdown = [text for text in rest if text and text not in (measure, geography)]
        return Told(
            measure=measure or label or full,
            geography=geography,
            period=self.period(row, col),
            breakdown=", ".join(dict.fromkeys(breakdown)) or None,
            context=" ".join([*outer, columns, self.caption]),
            is_certain=bool(measure and (label or not self.view.label_cols)),
        )

    @cached_property
    def _label_header(self) -> str:
        """The header over the row labels, where it names what the table is of."""
        if not self.view.label_cols or self.rows_are != "measures":
            return ""
        header = self.view.col_header(self.view.grid.n_rows, self.view.label_cols[-1])[-1:]
        return "" if not header or _LABEL_HEADER.search(header[0]) else header[0]

    @cached_property
    def _outer_cols(self) -> frozenset[int]:
        """Columns printed once for all rows of an outer label, as the total of a region is."""
        view = self.view
        if len(view.label_cols) < 2:
            return frozenset()
        rows = [
            r for r in range(view.grid.n_rows) if r not in view.header_rows | set(view.sections)
        ]
        outer = {row for row in rows if (row, view.label_cols[0]) in view.cells}
        if len(outer) < 2 or len(outer) > 0.6 * len(rows):
            return frozenset()
        filled = {
            col: {row for row in rows if view.row_texts(row)[col]} for col in view.numeric_cols
        }
        return frozenset(col for col, told in filled.items() if told and told <= outer)

    def _column_measure(self, row: int, header: Sequence[str]) -> str:
        """The words of a column's headers; a change or total has those of what it is of too.

        `% change > Fatal` beside `Casualties 2016 > Fatal` is `Casualties, Fatal`.
        """
        words = _words_of(header)
        own = tuple(text for text in words if not _TOTAL.match(text))
        if words and own == words and not is_change(header):
            return ", ".join(words)
        others = {other for other in self._value_words(row) if set(own) < set(other)}
        if len(others) == 1:
            return ", ".join(others.pop())
        if others and not own:
            shared = [text for text in max(others) if all(text in other for other in others)]
            return ", ".join([*shared, *words])
        return ", ".join(words)

    def _value_words(self, row: int) -> set[tuple[str, ...]]:
        """The words of each column that tells no change."""
        headers = [self.view.col_header(row, col) for col in sorted(self.view.numeric_cols)]
        key = tuple(map(tuple, headers))
        if key not in self._words:
            told = {_words_of(header) for header in headers if not is_change(header)}
            self._words[key] = told
        return self._words[key]

    def _row_place(self, label: str) -> str | None:
        if not label or _TOTAL.match(label):
            return None
        if self.rows_are == "places" and not re.match(r"(?i)^all\b", label):
            return label
        return label if _COMPARATOR.match(label) else None

    def period(self, row: int, col: int) -> Period | None:
        """The period of a cell: its column's, its row's, else that of the caption or a heading.

        A change is told of the later period of those that it compares.
        """
        label = (self.view.labels(row) or [""])[-1]
        found = self.col_period(row, col)
        in_row = self._row_period(row, label, found)
        return in_row or found or self._part_of_year(row, col) or self._table_period

    def _part_of_year(self, row: int, col: int) -> Period | None:
        """`Q2` or `Apr` of a column in a table of 2022-23."""
        whole = self._table_period
        if whole is None:
            return None
        for level in reversed(self.view.col_header(row, col)):
            if _MONTH_NAME.match(level):
                return _month_in(level, whole)
            found = parse_year_header(level)
            if found and found.quarter and whole.label:
                return quarter_of(found, whole.label)
        return None

    @cached_property
    def _table_period(self) -> Period | None:
        """What the caption says, else a dated heading above."""
        return self.scope.only_period(self.caption) or self.scope.heading_period(
            self.view.grid.start
        )

    def col_period(self, row: int, col: int) -> Period | None:
        """The period that the headers of a column name."""
        header = self.view.col_header(row, col)
        if is_change(header):
            return self._latest(row)
        for level in reversed(header):
            if period := header_period(level):
                return self._rolling(period)
        return None

    def _latest(self, row: int) -> Period | None:
        """The latest period of the columns that are no change."""
        found = []
        for col in sorted(self.view.numeric_cols):
            if not is_change(self.view.col_header(row, col)):
                period = self.col_period(row, col)
                if period and period.last:
                    found.append(period)
        return max(found, key=lambda period: (period.last, period.first), default=None)

    def _rolling(self, period: Period) -> Period:
        """2017 below *Rolling 12 months to October* is November 2016 to October 2017."""
        match = _ROLLING.search(self.title)
        if match is None or period.kind != "calendar_year" or period.first is None:
            return period
        days = months_to(month_days(period.first.year, month_number(match["month"])).last, 12)
        return replace(period, first=days.first, last=days.last, label=None, kind="rolling")

    def _row_period(self, row: int, label: str, column: Period | None) -> Period | None:
        """`Q2` in a column of 2022-23; `Jan` below 2023."""
        if not is_time(label):
            return None
        found = parse_year_header(label)
        if found and found.first:
            return found
        if found and found.quarter and column and column.label:
            return quarter_of(found, column.label)
        if _MONTH_NAME.match(label):
            header = self.view.col_header(row, self.view.label_cols[-1])
            years = [*map(header_period, header), column]
            dated = (_month_in(label, year) for year in years if year)
            return next((period for period in dated if period), None)
        return None


def _month_in(month: str, period: Period) -> Period | None:
    """January of a calendar year or of a financial year."""
    if period.first is None or period.last is None:
        return None
    number = month_number(month)
    for candidate in (period.first.year, period.last.year):
        days: Days = month_days(candidate, number)
        if period.first <= days.first and days.last <= period.last:
            return replace(period, first=days.first, last=days.last, label=None, kind="month")
    return None


def _words_of(header: Sequence[str]) -> tuple[str, ...]:
    """The levels of a header that say what is counted."""
    return tuple(dict.fromkeys(words for level in header if (words := measure_words(level))))


def is_time(label: str) -> bool:
    """Whether a row's label is a period, a quarter or a month."""
    return bool(_MONTH_NAME.match(label)) or is_period(label)


def is_change(header: Sequence[str]) -> bool:
    """Whether a column tells a change between two periods."""
    return bool(
        re.search(
            r"\b(?:change|diff|difference|variance|yoy|year[- ]on[- ]year)\b|\+/-|±"
            r"|^% (?:increase|decrease|reduction)",
            " ".join(header),
            re.IGNORECASE,
        )
    )
