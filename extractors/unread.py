"""Tells of each number printed in a report whether it was read, set aside by a rule, or neither."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.reading.document import Grid
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.set_aside import Setting, rule_of_number
from extractors.values.contacts import without_contacts
from extractors.values.figures import FIGURE, SMALL_WORD, value_of
from extractors.values.money import find_money
from extractors.values.numbers import Decoy, find_decoys
from schemas import Funding, Record, Row, SetAside, Statistic, TableCell, Unread

# 1,204 · 12.4 · thirty-two; "one" is seldom a number
_PRINTED = re.compile(rf"{FIGURE}|\b(?!one\b|zero\b){SMALL_WORD}", re.VERBOSE | re.IGNORECASE)
_MANY = 20  # numbers without which a share says nothing
# Of the reports of partnerships that we read, none leaves more than a tenth over; a report that
# loses every fourth number has tables or charts that were not understood
_POOR = 0.25
_LONGEST = 240  # characters of the words round an unread number


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the numbers of a report: read, set aside (by which rule, how many), unread."""

    n_read: int
    set_aside: Counter[str]
    unread: list[Unread]

    @property
    def n_unread(self) -> int:
        """Numbers that were looked at by nobody."""
        return sum(len(one.numbers) for one in self.unread)

    @property
    def columns(self) -> dict[str, object]:
        """The columns of `reports` that tell it, the most frequent rules first."""
        rules = sorted(self.set_aside.items(), key=lambda item: (-item[1], item[0]))
        return {
            "n_numbers": self.n_read + self.set_aside.total() + self.n_unread,
            "n_numbers_read": self.n_read,
            "n_numbers_set_aside": self.set_aside.total(),
            "set_aside": [SetAside(rule=rule, n=n) for rule, n in rules],
            "unread": self.unread,
        }

    @property
    def warning(self) -> str | None:
        """A line for the report's warnings where much is left over."""
        counted = self.n_read + self.n_unread
        if counted < _MANY or self.n_unread <= _POOR * counted:
            return None
        return f"{self.n_unread} of {counted} numbers that may count something were not read"


def account_of(scope: Scope, found: Mapping[str, Sequence[Row]]) -> Account:
    """What became of each number printed on the pages, given the records that were found there."""
    ledger = _Ledger(scope, found)
    read: set[int] = set()
    set_aside: dict[int, str] = {}
    unread: list[Unread] = []
    for sentence in scope.sentences:
        left = []
        for match in _PRINTED.finditer(scope.words(sentence)):
            start = sentence.start + match.start()
            place = ledger.read.at(start)
            if place is None:
                left.append((start, sentence.start + match.end()))
            else:
                read.add(place)
        by_nobody = []
        for number, place, rule in ledger.rejected(sentence, left):
            if rule is None:
                by_nobody.append(scope.document.text[slice(*number)])
            else:
                set_aside[place] = rule
        if by_nobody:
            unread.append(ledger.unread(sentence, by_nobody))
    return Account(len(read), Counter(set_aside.values()), unread)


class _Places:
    """Stretches of the text in order; of two that begin together the longer."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ends = dict(sorted(spans))
        self._starts = list(ends)
        self._ends = list(ends.values())

    def at(self, position: int) -> int | None:
        """Where the last stretch begins that begins before a position and holds it."""
        index = bisect_right(self._starts, position) - 1
        return self._starts[index] if index >= 0 and position < self._ends[index] else None


class _Ledger:
    """Where the records of a report stand, and which numbers they hold."""

    def __init__(self, scope: Scope, found: Mapping[str, Sequence[Row]]) -> None:
        self._scope = scope
        self._rows: dict[int, dict[int, str]] = {}
        counted = [*found["funding"], *found["statistics"]]
        named = [*found["entities"], *found["initiatives"], *found["priorities"]]
        cells = [c for c in found["table_cells"] if isinstance(c, TableCell) and c.is_header]
        self.read = _Places(self._spans(counted))
        self._named = _Places(self._spans(named))
        self._headers = _Places(self._spans(cells))
        self._setting = Setting(scope)
        self._told: dict[tuple[bool, float], dict[str, None]] = defaultdict(dict)
        for row in counted:
            self._remember(row)

    def rejected(
        self, sentence: Sentence, numbers: list[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, int], int, str | None]]:
        """For each number that is no record: where the rule's words begin, and its name or None."""
        if not numbers:
            return
        words, begin = self._scope.words(sentence), sentence.start
        place = self._rule_of_place(sentence)
        decoys: dict[int, Decoy] | None = None
        taken = _Places(())
        for number in numbers:
            is_sum = _is_sum(words, number[0] - begin)
            if place and not is_sum:
                yield number, number[0], place
                continue
            here = (number[0] - begin, number[1] - begin)
            if decoys is None:
                decoys = {decoy.start: decoy for decoy in _no_sums(words)}
                taken = _Places((decoy.start, decoy.end) for decoy in decoys.values())
            at = taken.at(here[0])
            if at is not None:
                yield number, begin + at, decoys[at].kind.replace("_", " ")
            elif self._is_said_again(words, here, is_sum):
                yield number, number[0], "said again"
            elif self._named.at(number[0]) is not None:
                yield number, number[0], "name"
            else:
                yield number, number[0], None if is_sum else rule_of_number(sentence, words, *here)

    def unread(self, sentence: Sentence, numbers: list[str]) -> Unread:
        """The numbers with their sentence, or the row of their table."""
        words = self._scope.words(sentence)
        if sentence.grid is not None and sentence.cell is not None:
            words = self._row(sentence.grid, sentence.cell.row)
        told = without_contacts(" ".join(words.split()))
        begin = max(0, min(told.find(numbers[0]) - _LONGEST // 2, len(told) - _LONGEST))
        return Unread(
            page=self._scope.document.page(sentence.start, sentence.end),
            numbers=numbers,
            source_text=told[begin : begin + _LONGEST],
        )

    def _row(self, grid: Grid, row: int) -> str:
        if grid.index not in self._rows:
            rows: dict[int, list[str]] = defaultdict(list)
            for cell in grid.cells:
                rows[cell.row].append(self._scope.document.words_of(cell))
            self._rows[grid.index] = {at: " | ".join(cells) for at, cells in rows.items()}
        return self._rows[grid.index][row]

    def _rule_of_place(self, sentence: Sentence) -> str | None:
        if sentence.cell is not None and self._headers.at(sentence.start) is not None:
            return "table header"
        return self._setting.rule(sentence)

    def _is_said_again(self, words: str, number: tuple[int, int], is_sum: bool) -> bool:
        """Whether a record has the same sum, or the same number of what is told here."""
        value = value_of(words[slice(*number)].lower())
        told = self._told.get((is_sum, value), ()) if value is not None else ()
        said = words.lower()
        return any(is_sum or fuzz.token_set_ratio(measure, said) >= 85 for measure in told)

    def _spans(self, rows: Iterable[Row]) -> Iterator[tuple[int, int]]:
        for row in rows:
            if isinstance(row, Record):
                yield self._scope.positions[row.record_id]

    def _remember(self, row: Row) -> None:
        """The measure, or nothing for a sum, by the numbers printed in the words of a record."""
        is_cell = isinstance(row, Statistic) and row.table_id
        if isinstance(row, Funding | Statistic) and not is_cell:
            start, end = self._scope.positions[row.record_id]
            measure = row.measure.lower() if isinstance(row, Statistic) else ""
            for match in _PRINTED.finditer(self._scope.document.text, start, end):
                value = value_of(match[0].lower())
                if value is not None:
                    self._told[isinstance(row, Funding), value][measure] = None


def _is_sum(words: str, start: int) -> bool:
    return words[max(0, start - 2) : start].rstrip().endswith("£")


def _no_sums(text: str) -> list[Decoy]:
    """The decoys of a text, of the sums among them only those that are not in pounds."""
    decoys = find_decoys(text)
    if all(decoy.kind != "money" for decoy in decoys):
        return decoys
    sums = find_money(text)
    return [
        decoy
        for decoy in decoys
        if decoy.kind != "money"
        or not any(s.start < decoy.end and decoy.start < s.end for s in sums)
    ]
