"""Puts published and new records together, as was decided on each change between them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from review.columns import OF_THE_RUN
from review.diff import Change

Rows = dict[str, list[dict[str, Any]]]
"""Rows of a report by dataset."""


def merge(old: Rows, new: Rows, changes: Iterable[Change], takes: Callable[[Change], bool]) -> Rows:
    """The new rows where a change is taken, the old ones where it is not, in reading order.

    A lost record that is kept stands where it stood: after the record that it followed.
    """
    by_dataset: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_dataset[change.dataset].append(change)
    merged = {
        dataset: _merge(old.get(dataset, []), rows, by_dataset[dataset], takes)
        for dataset, rows in new.items()
    }
    _refer(merged, _other_names(old["tables"], new["tables"], by_dataset["tables"]))
    return merged


def as_of(rows: Rows, published: Rows) -> Rows:
    """The same, as what was made of the input by the code of the published ones."""
    (report,), (before,) = rows["reports"], published["reports"]
    kept = {column: before[column] for column in OF_THE_RUN}
    return {**rows, "reports": [{**report, **kept}]}


def _merge(
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    changes: Sequence[Change],
    takes: Callable[[Change], bool],
) -> list[dict[str, Any]]:
    by_new = {_id(change.new): change for change in changes if change.new is not None}
    kept = {_id(c.old) for c in changes if c.old is not None and c.new is None and not takes(c)}
    lost = {_id(c.old) for c in changes if c.old is not None and c.new is None}
    following: dict[str, list[dict[str, Any]]] = defaultdict(list)
    anchor = ""
    for row in old:
        if _id(row) in kept:
            following[anchor].append(dict(row))
        elif _id(row) not in lost:
            anchor = _id(row)
    merged = following[""]
    for row in new:
        change = by_new.get(_id(row))
        before = _id(row) if change is None else _id(change.old) if change.old else ""
        if change is None or takes(change):
            merged.append(dict(row))
        elif change.old is not None:
            merged.append(dict(change.old))
        if before:
            merged += following[before]
    return merged


def _other_names(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], changes: Sequence[Change]
) -> dict[str, str]:
    """What a table is called on the other side, both ways."""
    before = {_id(row): row["table_id"] for row in old}
    pairs = [(before.get(_id(row)), row["table_id"]) for row in new]
    pairs += [(c.old["table_id"], c.new["table_id"]) for c in changes if c.old and c.new]
    there = [(a, b) for a, b in pairs if a is not None and a != b]
    return {**dict(there), **{b: a for a, b in there}}


def _refer(rows: Rows, other_names: Mapping[str, str]) -> None:
    """Lets cells and statistics name the tables that are there, by the names these have now.

    A statistic whose place in a table is gone keeps what it says, without the place.
    """
    tables = {row["table_id"]: row for row in rows["tables"]}
    for row in (*rows["table_cells"], *rows["statistics"]):
        if row["table_id"] not in tables and other_names.get(row["table_id"]) in tables:
            row["table_id"] = other_names[row["table_id"]]
    for row in rows["statistics"]:
        table = tables.get(row["table_id"])
        if row["table_id"] is not None and (
            table is None or row["row"] >= table["n_rows"] or row["col"] >= table["n_cols"]
        ):
            row.update(table_id=None, row=None, col=None)


def _id(row: Mapping[str, Any] | None) -> str:
    return str(row.get("record_id") or row["report_id"]) if row else ""
