"""Row counts of the published datasets, as a file that git shows the drift of."""

import csv
import io
from collections import Counter

from review.decisions import review_folder
from schemas import DATASETS
from schemas.folder import StoreError
from schemas.store import Store

HEAD = ("dataset", "report_id", "period", "rows")


def count_rows(store: Store) -> list[tuple[str, str, str, int]]:
    """Rows by dataset, report and period, sorted; the report's period where a row has none."""
    found: Counter[tuple[str, str, str]] = Counter()
    for dataset in DATASETS:
        table = store.read(dataset)
        own = table.column_names.count("period")
        periods = table["period" if own else "report_period"].to_pylist()
        reports = table["report_id"].to_pylist()
        for report_id, period in zip(reports, periods, strict=True):
            found[dataset, report_id, period or ""] += 1
    return [(*key, n) for key, n in sorted(found.items())]


def write_counts(store: Store) -> None:
    """Writes `counts.csv` beside the decisions. Raises StoreError."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(count_rows(store))
    path = review_folder(store.folder.root) / "counts.csv"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(out.getvalue(), "utf-8")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
