"""Rows of a small made-up report, and what a store has made of them."""

import hashlib
import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas import Funding, Part, Report, Row, Statistic, Table, TableCell, record_id
from schemas.store import Store, report_id

SHA256 = hashlib.sha256(b"a report").hexdigest()
NAME = f"annual-report-2022-23-{SHA256[:8]}"
"""Hash of the made-up report, and its report_id."""


def report_rows(
    source: str = "raw/Annual Report 2022-23.pdf",
    content: str = "a report",
    sums: Sequence[float] = (15000, 500),
    code: str = "code-1",
    day: int = 1,
    kind: str = "grant",
    as_report: str | None = None,
) -> dict[str, list[Row]]:
    """Rows of the datasets `reports`, `funding`, `tables`, `table_cells` and `statistics`.

    `content` stands for the input file, `sums` for what the rules find in it, `code` for the
    version of the rules and `day` for the day in May on which they ran.
    """
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    name = as_report or report_id(source, sha256)
    report = Report(
        report_id=name,
        title="Annual Report",
        document_type="annual_report",
        partnership="braintree",
        area_codes=["E07000067"],
        report_period="2022-23",
        n_pages=3,
        sha256=sha256,
        source=source,
        media_type="application/pdf",
        extractor_version=code,
        ingested_at=datetime(2024, 5, day, tzinfo=UTC),
        n_warnings=1,
        warnings=["page 2: a table could not be read"],
        parts=[Part(document_type="annual_report", period="2022-23", page_start=1, page_end=3)],
    )
    table = {**_record(name, "tables", "Crime"), "table_id": f"{name}-t1"}
    cell = {**_record(name, "table_cells", "182"), "table_id": f"{name}-t1", "row": 1, "col": 1}
    number = {**cell, "record_id": record_id(name, "statistics", "182", "Robbery 182")}
    return {
        "reports": [report],
        "funding": [_funding(name, amount, kind) for amount in sums],
        "tables": [Table(**table, n_rows=2, n_cols=2, n_header_rows=1, kind="data")],
        "table_cells": [
            TableCell(**cell, row_span=1, col_span=1, text="182", value=182, is_header=False)
        ],
        "statistics": [
            Statistic(
                **number,
                measure="Robbery",
                value=182,
                unit="count",
                qualifier="exact",
                statement_id="s1",
            )
        ],
    }


def files_of(curated: Path) -> dict[str, bytes]:
    """All files but the lock, by their path."""
    paths = sorted(path for path in curated.rglob("*") if path.is_file())
    return {str(p.relative_to(curated)): p.read_bytes() for p in paths if p.name != ".lock"}


def sums(store: Store) -> list[float]:
    return store.read("funding")["amount_gbp"].to_pylist()


def dead_owner() -> bytes:
    """What a process of this machine that is no more has left in a remote lock."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return json.dumps({"host": socket.gethostname(), "pid": process.pid, "token": "t"}).encode()


def _funding(name: str, amount: float, kind: str) -> Funding:
    return Funding(
        **_record(name, "funding", f"£{amount:,.0f}"),
        amount_gbp=amount,
        amount_text=f"£{amount:,.0f}",
        qualifier="exact",
        kind=kind,
    )


def _record(name: str, dataset: str, printed: str) -> dict[str, Any]:
    return {
        "record_id": record_id(name, dataset, printed, f"said of {printed}"),
        "report_id": name,
        "partnership": "braintree",
        "report_period": "2022-23",
        "page": 2,
        "x0": 10.1,
        "top": 20.2,
        "x1": 30.3,
        "bottom": 40.4,
        "section": "Funding > Grants",
        "source_text": f"said of {printed}",
        "method": "made.up",
        "confidence": 0.9,
    }
