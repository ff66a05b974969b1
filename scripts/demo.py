"""Shows what `csp ingest` published: how much of what, three records in full, and what is next."""

import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from schemas import DATASETS

PLACE = ("page", "source_text", "section", "method", "confidence")


def main(curated: Path) -> None:
    """Prints the datasets under a folder."""
    console = Console(width=100, highlight=False)
    reports = rows_of(curated, "reports")
    console.print(counts(curated, reports))
    for dataset, row in chosen(curated):
        console.print(whole(dataset, row))
    console.print(
        f"Query it with what you have, in .venv/bin/python for one:\n"
        f"  [bold]import pandas; pandas.read_parquet('{curated}/funding')[/]\n"
        f"Your own reports: put PDFs into a folder, then\n"
        f"  [bold].venv/bin/csp look REPORT.pdf[/] shows one of them and writes nothing\n"
        f"  [bold].venv/bin/csp ingest FOLDER[/] publishes them all under curated/"
    )


def rows_of(curated: Path, dataset: str) -> list[dict[str, Any]]:
    """All rows of a dataset; [] where nothing was published."""
    folder = curated / dataset
    rows: list[dict[str, Any]] = pq.read_table(folder).to_pylist() if folder.is_dir() else []
    return rows


def counts(curated: Path, reports: list[dict[str, Any]]) -> Table:
    """How many records of each dataset each report gave."""
    table = Table(title=f"What came out of {len(reports)} reports", title_justify="left")
    table.add_column("dataset")
    for report in reports:
        heading = f"{report['partnership']} {report['report_period']}"
        table.add_column(heading, justify="right")
    for dataset in DATASETS:
        rows = rows_of(curated, dataset)
        ids = [row["report_id"] for row in rows]
        table.add_row(dataset, *(str(ids.count(report["report_id"])) for report in reports))
    return table


def chosen(curated: Path) -> list[tuple[str, dict[str, Any]]]:
    """A priority, a grant and the area's own number from a table, each the first of its kind."""
    grants = [row for row in rows_of(curated, "funding") if row["kind"] == "grant"]
    numbers = [row for row in rows_of(curated, "statistics") if row["table_id"] and not row["area"]]
    kinds = {
        "priorities": rows_of(curated, "priorities"),
        "funding": grants,
        "statistics": numbers,
    }
    return [(dataset, rows[0]) for dataset, rows in kinds.items() if rows]


def whole(dataset: str, row: dict[str, Any]) -> Table:
    """A record in full: what it says first, then where a reader can check it."""
    base = ("record_id", "report_id", "partnership", "report_period", "area")
    box = {
        name: round(row[name]) for name in ("x0", "top", "x1", "bottom") if row[name] is not None
    }
    hidden = {*base, *PLACE, *box}
    table = Table("column", "value", title=f"One record of {dataset}", title_justify="left")
    for name in (name for name in row if name not in hidden):
        if row[name] not in (None, []):
            table.add_row(name, str(row[name]))
    table.add_section()
    for name in PLACE:
        value = f"{row[name]:.2f}" if name == "confidence" else str(row[name])
        table.add_row(name, f"[green]{value}[/]" if name == "source_text" else value)
    table.add_row("box", ", ".join(f"{name} {value}" for name, value in box.items()))
    table.add_row("record_id", row["record_id"])
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo"))
