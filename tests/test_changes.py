"""Counting what a new extraction does to the records of a report."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from review.changes import Changes, count_changes, pending_changes
from schemas import DATASETS, Row, arrow_schema
from schemas.parquet import decode, encode
from schemas.store import Store
from tests.rows import report_rows

SAME = Changes(same=2, added=0, changed=0, lost=0, columns={})


def table(rows: Sequence[Row], dataset: str = "funding") -> pa.Table:
    return decode(encode(DATASETS[dataset], rows))


def test_the_same_records_in_another_order_are_the_same() -> None:
    rows = report_rows()["funding"]
    assert count_changes(table(rows), table(rows[::-1])) == SAME
    assert not SAME.is_any


def test_records_are_added_lost_and_changed_by_their_id() -> None:
    old = report_rows(sums=(1, 2, 3))["funding"]
    new = report_rows(sums=(2, 3, 4, 5), kind="bid")["funding"]
    changes = count_changes(table(old), table([*new[:1], old[2], *new[2:]]))
    assert changes == Changes(same=1, added=2, changed=1, lost=1, columns={"kind": 1})
    assert changes.is_any


def test_columns_are_counted_in_the_order_of_the_dataset() -> None:
    old = report_rows()["funding"]
    new = [
        old[0].model_copy(update={"kind": "bid", "funder": "Home Office", "page": 3}),
        old[1].model_copy(update={"kind": "cost"}),
    ]
    changes = count_changes(table(old), table(new))
    assert list(changes.columns.items()) == [("page", 1), ("kind", 2), ("funder", 1)]


def test_a_box_may_differ_by_rounding_but_not_by_more() -> None:
    old = report_rows(sums=(1, 2))["funding"]
    rounded = [row.model_copy(update={"confidence": 0.9000003}) for row in old]
    assert count_changes(table(old), table(rounded)) == SAME
    moved = [old[0], old[1].model_copy(update={"x0": 11.5})]
    assert count_changes(table(old), table(moved)).columns == {"x0": 1}
    no_box = [old[0], old[1].model_copy(update={"x0": None})]
    assert count_changes(table(old), table(no_box)).columns == {"x0": 1}
    amount = [old[0], old[1].model_copy(update={"amount_gbp": 2.0000001})]
    assert count_changes(table(old), table(amount)).columns == {"amount_gbp": 1}


def test_when_and_from_where_a_report_was_read_is_no_change() -> None:
    old = report_rows(day=1, code="code-1")["reports"]
    name = old[0].model_dump()["report_id"]
    new = report_rows("elsewhere.pdf", day=2, code="code-2", as_report=name)["reports"]
    changes = count_changes(table(old, "reports"), table(new, "reports"))
    assert changes == Changes(same=1, added=0, changed=0, lost=0, columns={})
    retitled = [new[0].model_copy(update={"title": "Plan"})]
    assert count_changes(table(old, "reports"), table(retitled, "reports")).columns == {"title": 1}


def test_a_column_that_is_new_counts_where_it_says_something() -> None:
    old = table(report_rows()["funding"])
    without = old.drop_columns(["area", "kind"])
    assert count_changes(without, old).columns == {"kind": 2}


def test_no_records_before_or_after() -> None:
    full = table(report_rows()["funding"])
    empty = arrow_schema(DATASETS["funding"]).empty_table()
    assert count_changes(empty, full) == Changes(0, added=2, changed=0, lost=0, columns={})
    assert count_changes(full, empty) == Changes(0, added=0, changed=0, lost=2, columns={})
    assert count_changes(empty, empty) == Changes(0, added=0, changed=0, lost=0, columns={})


def test_what_waits_is_told_by_report_and_dataset(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write(report_rows("b.pdf", "b"))
    store.write(report_rows("a.pdf", "a"))
    assert pending_changes(store) == {}
    store.write(report_rows("b.pdf", "b", sums=(500,), kind="bid"))
    name = f"b-{hashlib.sha256(b'b').hexdigest()[:8]}"
    changes = pending_changes(store)
    assert list(changes) == [name]
    assert list(changes[name]) == list(DATASETS)
    assert changes[name]["funding"] == Changes(0, 0, changed=1, lost=1, columns={"kind": 1})
    assert {dataset for dataset, told in changes[name].items() if told.is_any} == {"funding"}
