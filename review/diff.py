"""What differs between two states of the datasets: lost, changed and new records."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import pyarrow as pa

from review.columns import (
    NUMBERS,
    OF_THE_RUN,
    PERIODS,
    PLACES,
    UNITS,
    WORDS,
    Values,
    is_same,
    name_of,
    said,
)
from review.match import Pair, Tables, former_tables, pair_up
from schemas import DATASETS

Kind = Literal[
    "lost", "value", "unit", "period", "other column", "new", "reworded", "moved", "confidence only"
]
KINDS: tuple[Kind, ...] = (
    "lost",
    "value",
    "unit",
    "period",
    "other column",
    "new",
    "reworded",
    "moved",
    "confidence only",
)
"""What may become of a record, what needs eyes most first: the order of every output."""

_ORDER = {kind: i for i, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Rows:
    """The rows of one dataset of one report, read only where they may differ."""

    n: int
    digest: str
    """Of the file: two that are equal are not read."""
    read: Callable[[], pa.Table]

    @classmethod
    def of(cls, table: pa.Table) -> "Rows":
        """Rows that are in memory."""
        return cls(len(table), f"memory {id(table)}", lambda: table)


Snapshot = Mapping[str, Mapping[str, Rows]]
"""A state of the datasets: by report_id and name of the dataset."""


@dataclass(frozen=True)
class Gap:
    """A report, dataset or column that only one side has."""

    what: Literal["report", "dataset", "column"]
    name: str
    side: Literal["lost", "new"]
    report_id: str = ""

    def __str__(self) -> str:
        place = f" of {self.report_id}" if self.report_id else ""
        return f"{self.side} {self.what}: {self.name}{place}"


@dataclass(frozen=True)
class Change:
    """What became of one record; `old` is None for a new one, `new` for a lost one."""

    kind: Kind
    dataset: str
    report_id: str
    columns: tuple[str, ...]
    """Names of the columns that differ, in the order of the dataset."""
    size: float
    """0 to 1: how far the numbers are apart, |a - b| / (|a| + |b|)."""
    old: Values | None = field(repr=False)
    new: Values | None = field(repr=False)

    @property
    def row(self) -> Values:
        """The new record, or the old one where it was lost."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found

    @property
    def rule(self) -> str:
        """Name of the rule that found it (a report's own row has none)."""
        return str(self.row.get("method") or "reports")

    @property
    def page(self) -> int | None:
        """1-based page, where the report has pages."""
        return self.row.get("page")

    @property
    def record_id(self) -> str:
        """The record's id; a report's own row has the report's."""
        return str(self.row.get("record_id") or self.report_id)

    @property
    def name(self) -> str:
        """What the record is called in a list."""
        return name_of(self.dataset, self.row)

    @cached_property
    def words(self) -> str:
        """Hash of the words that both records were read from."""
        return _hash([_source(self.old), _source(self.new)])

    @cached_property
    def id(self) -> str:
        """The same for the same change of the same words: what a decision is about."""
        ids = [str(row and (row.get("record_id") or self.report_id)) for row in self._sides]
        what = [repr(said(row)) if row else "" for row in self._sides]
        return _hash([self.dataset, self.report_id, *ids, self.words, *what])

    @property
    def _sides(self) -> tuple[Values | None, Values | None]:
        return self.old, self.new


@dataclass(frozen=True)
class Difference:
    """All changes, lost records first, and how many records are the same, by dataset."""

    changes: tuple[Change, ...]
    same: Mapping[str, int]
    gaps: tuple[Gap, ...] = ()
    reports: int = 0
    """Number of reports that were compared."""

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.changes or self.gaps)

    def counts(self) -> dict[str, Counter[str]]:
        """Number of changes by dataset and kind; `same` is one of the kinds."""
        found = {dataset: Counter(same=n) for dataset, n in self.same.items()}
        for change in self.changes:
            found.setdefault(change.dataset, Counter())[change.kind] += 1
        order = [*DATASETS, *sorted(found.keys() - DATASETS.keys())]
        return {dataset: found[dataset] for dataset in order if dataset in found}

    def only(self, keep: Callable[[Change], bool]) -> "Difference":
        """The changes that answer; the counts of what is the same stay."""
        chosen = tuple(change for change in self.changes if keep(change))
        return Difference(chosen, self.same, self.gaps, self.reports)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """What became of each record; pure, and the same whatever the order of the rows is."""
    changes: list[Change] = []
    gaps: list[Gap] = []
    same: Counter[str] = Counter(dict.fromkeys(DATASETS, 0))
    for report_id in sorted({*old, *new}):
        here, there = old.get(report_id, {}), new.get(report_id, {})
        if report_id not in old or report_id not in new:
            gaps.append(Gap("report", report_id, "lost" if report_id in old else "new"))
        else:
            gaps += _missing_datasets(report_id, here, there)
        changes += _compare_report(report_id, here, there, same, gaps)
    order = sorted(changes, key=_rank)
    seen = dict.fromkeys(gaps)  # a column that a whole dataset lacks is told once
    return Difference(tuple(order), dict(same), tuple(seen), len({*old, *new}))


def _missing_datasets(
    report_id: str, old: Mapping[str, Rows], new: Mapping[str, Rows]
) -> Iterable[Gap]:
    for dataset in sorted(old.keys() ^ new.keys()):
        yield Gap("dataset", dataset, "lost" if dataset in old else "new", report_id)


def _compare_report(
    report_id: str,
    old: Mapping[str, Rows],
    new: Mapping[str, Rows],
    same: Counter[str],
    gaps: list[Gap],
) -> Iterable[Change]:
    tables: Tables = None
    # Tables first: who was in one before is in it still, though its id hashes its words.
    for dataset in sorted(old.keys() | new.keys(), key=lambda name: (name != "tables", name)):
        here, there = old.get(dataset), new.get(dataset)
        if here is None and there is None:
            continue
        if here is not None and there is not None and here.digest == there.digest:
            same[dataset] += here.n
            continue
        before, after = (rows.read() if rows else None for rows in (here, there))
        columns = _shared_columns(before, after, dataset, gaps)
        pairs = pair_up(dataset, _as_rows(before), _as_rows(after), tables)
        if dataset == "tables":
            tables = former_tables(pairs)
        found = [_change(dataset, report_id, pair, columns, tables) for pair in pairs]
        same[dataset] += found.count(None)
        yield from (change for change in found if change)


def _as_rows(table: pa.Table | None) -> list[dict[str, Any]]:
    return [] if table is None else table.to_pylist()


def _shared_columns(
    old: pa.Table | None, new: pa.Table | None, dataset: str, gaps: list[Gap]
) -> tuple[str, ...]:
    """The columns to compare; one that only one side has is a gap, not a change of every row."""
    if old is None or new is None:
        return ()
    for name in new.column_names:
        if name not in old.column_names:
            gaps.append(Gap("column", f"{dataset}.{name}", "new"))
    for name in old.column_names:
        if name not in new.column_names:
            gaps.append(Gap("column", f"{dataset}.{name}", "lost"))
    both = set(old.column_names) & set(new.column_names) - OF_THE_RUN
    return tuple(name for name in new.column_names if name in both)


def _change(
    dataset: str, report_id: str, pair: Pair, columns: Sequence[str], tables: Tables
) -> Change | None:
    """What became of a pair of records; None where it says the same from the same words."""
    old, new = pair
    if old is None or new is None:
        kind: Kind = "lost" if new is None else "new"
        return Change(kind, dataset, report_id, (), 1.0, old, new)
    differing = tuple(
        name for name in columns if not _is_same_value(name, old[name], new[name], tables)
    )
    if not differing:
        return None
    sizes = [_distance(old[name], new[name]) for name in NUMBERS if name in differing]
    return Change(
        _kind_of(differing), dataset, report_id, differing, max(sizes, default=0.0), old, new
    )


def _is_same_value(name: str, old: Any, new: Any, tables: Tables) -> bool:
    if name == "table_id" and tables is not None and tables.get(new) == old:
        return True
    return is_same(name, old, new)


def _kind_of(differing: Sequence[str]) -> Kind:
    """The gravest of what differs."""
    found = set(differing)
    if found & set(NUMBERS):
        return "value"
    if found & UNITS:
        return "unit"
    if found & PERIODS:
        return "period"
    if found - WORDS - PLACES - {"confidence"}:
        return "other column"
    if found & WORDS:
        return "reworded"
    return "moved" if found & PLACES else "confidence only"


def _distance(old: float | None, new: float | None) -> float:
    if old is None or new is None:
        return 1.0
    return abs(old - new) / (abs(old) + abs(new)) if old != new else 0.0


def _rank(change: Change) -> tuple[Any, ...]:
    """Lost first, then the largest change of a number, then by place."""
    row = change.row
    return (
        _ORDER[change.kind],
        -change.size,
        change.dataset,
        change.report_id,
        row.get("page") or 0,
        row.get("top") or 0.0,
        change.record_id,
    )


def _source(row: Values | None) -> str:
    return " ".join(str(row.get("source_text") or "").split()) if row else ""


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
