"""Counts what a new extraction of a report does to its records."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from schemas import DATASETS
from schemas.store import Store

_TOLERANCE = 1e-6  # for places and confidences, which are stored as float32
_TOLERANT = {"x0", "top", "x1", "bottom", "confidence"}
_OF_THE_RUN = {"source", "extractor_version", "ingested_at"}  # columns that say nothing new


@dataclass(frozen=True)
class Changes:
    """Numbers of records by what became of them; `columns`: how often each column differs."""

    same: int
    added: int
    changed: int
    lost: int
    columns: dict[str, int]

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.lost)


def count_changes(old: pa.Table, new: pa.Table) -> Changes:
    """Compare two tables of one dataset by `record_id`; the rows of `reports` by `report_id`."""
    before, after = _by_id(old), _by_id(new)
    columns: Counter[str] = Counter()
    changed = 0
    for record_id in before.keys() & after.keys():
        differing = _differing(before[record_id], after[record_id])
        changed += bool(differing)
        columns.update(differing)
    both = len(before.keys() & after.keys())
    return Changes(
        same=both - changed,
        added=len(after) - both,
        changed=changed,
        lost=len(before) - both,
        columns={name: columns[name] for name in new.column_names if name in columns},
    )


def pending_changes(store: Store) -> dict[str, dict[str, Changes]]:
    """For each report that waits, what accepting it does to each dataset."""
    return {
        manifest.report_id: {
            dataset: count_changes(
                store.table(manifest.report_id, dataset),
                store.table(manifest.report_id, dataset, pending=True),
            )
            for dataset in DATASETS
        }
        for manifest in store.pending()
    }


def _by_id(table: pa.Table) -> dict[str, dict[str, Any]]:
    key = "record_id" if "record_id" in table.column_names else "report_id"
    return {row[key]: row for row in table.to_pylist()}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    names = [*new, *(name for name in old if name not in new)]
    return [
        name
        for name in names
        if name not in _OF_THE_RUN and not _is_same(name, old.get(name), new.get(name))
    ]


def _is_same(name: str, old: Any, new: Any) -> bool:
    if name in _TOLERANT and old is not None and new is not None:
        return bool(abs(old - new) <= _TOLERANCE)
    return bool(old == new)
