"""Tells what a table is: data, an action plan, contacts, a glossary, or only laid out text."""

import re
from functools import cached_property

from extractors.plan_columns import column_roles
from extractors.reading.document import Document, Grid
from extractors.reading.header_rows import is_number
from extractors.table_headers import TableView, is_nothing
from extractors.table_values import MONEY_HEADER
from extractors.values.contacts import has_contact
from schemas.tables import TableKind

_CONTACT_HEADER = re.compile(
    r"\b(?:telephone|phone|tel|e-?mail|contact (?:details?|numbers?|name)|contacts?|address)\b",
    re.IGNORECASE,
)
_TERM_HEADER = re.compile(
    r"^(?:abbreviations?|acronyms?|terms?|words?|initials|definitions?|glossary)\b", re.IGNORECASE
)
_MEANING_HEADER = re.compile(
    r"\b(?:descriptions?|meanings?|definitions?|full (?:name|title|term)|stands for|explanation"
    r"|in full)\b",
    re.IGNORECASE,
)
_LEADER = re.compile(r"\.{4,}|…{2,}")
_PAGE_HEADER = re.compile(r"^(?:page|pages|page (?:no\.?|number)|pg\.?)$", re.IGNORECASE)
_PAGES = re.compile(r"^\d{1,3}(?:\s*[-–]\s*\d{1,3})?$")
_VERSION = re.compile(
    r"\b(?:version|revision|amendment|draft|document control|change history)\b", re.IGNORECASE
)
_MONEY = re.compile(r"^\W*£|^£?\s?[\d,.]+\s?(?:k|m|bn)$", re.IGNORECASE)
# "Grants awarded (£)" · "Budget, £000"
_SUMS_TITLE = re.compile(r"\(£|£0{3}|£k\b|£m\b|\bin £|, £", re.IGNORECASE)
_DOES = ("project", "action", "objective", "outcomes")
_HOW = ("lead", "partners", "funding", "timescale", "status", "outcomes", "priority")


def kind_of(document: Document, grid: Grid) -> TableKind:
    """What a grid is, by its look, its header words and what its cells hold."""
    if grid.is_layout:
        return "layout"
    return _Evidence(document, grid).kind()


class _Evidence:
    """What the words of a table show."""

    def __init__(self, document: Document, grid: Grid) -> None:
        self.document, self.grid = document, grid
        self.view = TableView(document, grid)
        view = self.view
        self.body = [
            view.row_texts(row)
            for row in range(grid.n_header_rows, grid.n_rows)
            if row not in view.header_rows
        ]
        self.head = [
            text for row in sorted(view.header_rows) for text in view.row_texts(row) if text
        ]
        self.filled = [text for row in self.body for text in row if not is_nothing(text)]

    def kind(self) -> TableKind:
        if not self.filled:
            return "layout"
        if self._is_contents() or self._is_version_control():
            return "other"
        if self._is_plan():
            return "action_plan"
        if self._is_contacts():
            return "contacts"
        if self._is_glossary():
            return "glossary"
        return self._by_content()

    def _by_content(self) -> TableKind:
        if self.numbers and self._has_labels():
            return "data" if self._counts_something() else "other"
        return "layout" if self._is_prose() else "other"

    @cached_property
    def numbers(self) -> list[tuple[int, str]]:
        """The numbers of the numeric columns, with their columns."""
        found = []
        for row in self.body:
            for col, text in enumerate(row):
                if col in self.view.numeric_cols and col != 0 and is_number(text):
                    found.append((col, text))
        return found

    def _is_contents(self) -> bool:
        """Titles with the pages where they stand."""
        if self.grid.n_cols > 3 or self.grid.n_rows < 2:
            return False
        last = [row[-1] for row in self.body if row[-1]]
        pages = [text for text in last if _PAGES.match(text)]
        if len(pages) < 0.6 * max(1, len(last)):
            return False
        leaders = sum(bool(_LEADER.search(row[0])) for row in self.body)
        named = any(_PAGE_HEADER.match(text) for text in self.head)
        return leaders > 1 or named or self._names_headings()

    def _names_headings(self) -> bool:
        """Whether the rows name the report's headings, with numbers that rise as pages do."""
        rows = [row for row in self.body if _PAGES.match(row[-1])]
        pages = [int(re.split(r"\D", row[-1])[0]) for row in rows]
        titles = [self.document.words_of(h).casefold() for h in self.document.headings()]
        named = (row[-2].casefold() for row in rows if row[-2])
        known = sum(any(title.endswith(name) for title in titles) for name in named)
        return len(rows) > 2 and pages == sorted(pages) and known > 0.6 * len(rows)

    def _is_version_control(self) -> bool:
        title = " ".join([*self.grid.section[-1:], *self.head, *(row[0] for row in self.body)])
        return not self.numbers and self.grid.n_cols <= 6 and len(_VERSION.findall(title)) > 1

    def _is_plan(self) -> bool:
        """Columns that say what is done, and by whom, when, with what or to what end."""
        roles = set(column_roles(self.document, self.grid).values())
        does, how = roles & set(_DOES), roles & set(_HOW)
        if len(roles) < 3 or not does or not how - does:
            return False
        words = [text for text in self.filled if not is_number(text)]
        return len(words) > 0.6 * len(self.filled) and max(map(len, words), default=0) > 30

    def _is_contacts(self) -> bool:
        with_contact = sum(any(map(has_contact, row)) for row in self.body)
        if with_contact >= max(2, 0.4 * len(self.body)):
            return True
        named = any(_CONTACT_HEADER.search(text) for text in self.head)
        return named and not self.numbers and self.grid.n_cols > 1 and with_contact > 0

    def _is_glossary(self) -> bool:
        if self.grid.n_cols != 2 or self.numbers:
            return False
        head = [*self.head, "", ""]
        if _TERM_HEADER.search(head[0]) and _MEANING_HEADER.search(" ".join(head[1:])):
            return True
        short = sum(_is_acronym(row[0]) and len(row[1].split()) > 1 for row in self.body)
        return short >= max(3, 0.6 * len(self.body))

    def _has_labels(self) -> bool:
        """Whether the cells beside the numbers are short, as labels are."""
        words = [text for text in self.filled if not is_number(text)]
        long = sum(len(text) > 160 for text in words)
        return len(self.numbers) >= 2 and long <= 0.2 * len(words) + 1

    def _counts_something(self) -> bool:
        """Whether numbers are counted other than sums of money."""
        if _SUMS_TITLE.search(" ".join([self._caption(), *self.grid.section[-1:]])):
            return any("%" in text for _, text in self.numbers)
        money_cols = {
            col
            for col in self.view.numeric_cols
            if MONEY_HEADER.search(" ".join(self.view.col_header(self.grid.n_rows, col)))
        }
        return any(not _MONEY.match(text) and col not in money_cols for col, text in self.numbers)

    def _caption(self) -> str:
        span = self.grid.caption
        return self.document.text[slice(*span)] if span else ""

    def _is_prose(self) -> bool:
        """Boxes of sentences: one column, or long cells in most places."""
        long = [text for text in self.filled if len(text.split()) > 20]
        short_first = sum(len(row[0].split()) <= 6 for row in self.body if row[0])
        if self.grid.n_cols == 2 and short_first > 0.6 * len(self.body):
            return False
        return self.grid.n_cols == 1 or len(long) > 0.5 * len(self.filled) or len(self.body) <= 1


def _is_acronym(text: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", text)
    return 2 <= len(letters) <= 10 and len(text.split()) <= 2 and sum(c.isupper() for c in text) > 1
