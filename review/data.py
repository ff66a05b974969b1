"""A difference as plain values, for JSON."""

from collections.abc import Mapping
from typing import Any

from review.diff import Change, Difference


def as_data(difference: Difference) -> dict[str, Any]:
    """Counts, gaps and every change with both readings; dates are left to the encoder."""
    return {
        "differs": difference.is_any,
        "reports": difference.reports,
        "same": dict(difference.same),
        "counts": {dataset: dict(found) for dataset, found in difference.counts().items()},
        "gaps": [
            {"what": gap.what, "name": gap.name, "side": gap.side, "report_id": gap.report_id}
            for gap in difference.gaps
        ],
        "changes": [change_as_data(change) for change in difference.changes],
    }


def change_as_data(change: Change) -> dict[str, Any]:
    """A change with the columns that differ, and the whole record it is about."""
    return {
        "id": change.id,
        "kind": change.kind,
        "dataset": change.dataset,
        "report_id": change.report_id,
        "record_id": change.record_id,
        "rule": change.rule,
        "page": change.page,
        "size": round(change.size, 6),
        "columns": {
            column: {"old": _of(change.old, column), "new": _of(change.new, column)}
            for column in change.columns
        },
        "record": dict(change.row),
    }


def _of(row: Mapping[str, Any] | None, column: str) -> Any:
    return row.get(column) if row else None
