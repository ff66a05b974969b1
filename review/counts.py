"""Row counts of the published datasets, as a file that git shows the drift of."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from review.decisions import review_folder
from schemas import DATASETS
from schemas.folder import StoreError
from schemas.store import Store

HEAD = ("dataset", "report_id", "period", "rows")


Line = tuple[str, str, str, int]
"""Dataset, report, period and number of rows."""


def count_rows(store: Store, report_ids: Iterable[str]) -> list[Line]:
    """Rows by dataset, report and period; the report's period where a row has none."""
    found: Counter[tuple[str, str, str]] = Counter()
    for report_id in report_ids:
        for dataset in DATASETS:
            table = store.table(report_id, dataset)
            own = "period" in table.column_names
            for period in table["period" if own else "report_period"].to_pylist():
                found[dataset, report_id, period or ""] += 1
    return [(*key, n) for key, n in found.items()]


def write_counts(store: Store, changed: Iterable[str]) -> None:
    """Brings `counts.csv`, beside the decisions, up to date: these reports are counted anew.

    Raises StoreError.
    """
    path = review_folder(store.folder.root) / "counts.csv"
    there = set(store.report_ids())
    before = [line for line in _read(path) if line[1] in there]
    anew = there - {line[1] for line in before} | there.intersection(changed)
    kept = [line for line in before if line[1] not in anew]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(sorted([*kept, *count_rows(store, sorted(anew))]))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(out.getvalue(), "utf-8")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error


def _read(path: Path) -> list[Line]:
    """What was counted before; nothing where the file is not there or not ours."""
    try:
        lines = list(csv.reader(path.read_text("utf-8").splitlines()))
        return [(dataset, name, period, int(n)) for dataset, name, period, n in lines[1:]]
    except (FileNotFoundError, ValueError):
        return []
