"""Measures the derived datasets and `csp yoy` on made stores of 100 to 10,000 reports."""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from schemas import DATASETS, arrow_schema
from schemas.codes import CATEGORIES, partnerships
from schemas.manifest import FileEntry, Manifest

ROOT = Path(__file__).parent.parent
CSP = Path(sys.executable).parent / "csp"
SIZES = (100, 1_000, 10_000)
NUMBERS, SUMS, AIMS = 100, 10, 5  # rows a report
YEARS = 30  # reports of one partnership

# Run in a process of its own, so that its peak memory is its own.
BUILD = """
import json, re, sys, time
from pathlib import Path
from analysis.kept import read_derived
begin = time.perf_counter()
derived = read_derived(sys.argv[1])
spent = time.perf_counter() - begin
peak = 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
rows = {n: len(derived.read(n)) for n in ("series", "year_on_year", "priority_history")}
print(json.dumps({"build_s": spent, "peak_mb": peak / 1e6, **rows}))
"""


def make_store(folder: Path, n_reports: int) -> None:
    """A curated folder of made reports, the reports of a partnership a year apart."""
    slugs = [p.slug for p in partnerships()]
    empty = {name: encode(arrow_schema(model).empty_table()) for name, model in DATASETS.items()}
    for name in (*DATASETS, ".manifest"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for n in range(n_reports):
        whose, year = n // YEARS, 1995 + n % YEARS
        slug = f"{slugs[whose % len(slugs)]}{'' if whose < len(slugs) else whose}"
        write_report(folder, f"{slug}-{year}", slug, year, empty)


def write_report(folder: Path, name: str, slug: str, year: int, empty: dict[str, bytes]) -> None:
    """The files and the manifest of one report."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    period = f"{year}-{(year + 1) % 100:02d}"
    common = {"report_id": name, "partnership": slug, "report_period": period, "page": 7}
    common |= {"x0": 1.0, "top": 1.0, "x1": 2.0, "bottom": 2.0, "section": "Crime > Figures"}
    common |= {"method": "made.up", "confidence": 0.9}
    rows = {
        "reports": [report_row(name, slug, period, sha256)],
        "statistics": [*number_rows(name, year, rng)],
        "funding": [sum_row(period, n) for n in range(SUMS)],
        "priorities": [aim_row(period, year, n) for n in range(AIMS)],
    }
    files = {}
    for dataset in DATASETS:
        data, made = empty[dataset], rows.get(dataset, [])
        if made:
            whole = made if dataset == "reports" else [{**common, **row} for row in made]
            for at, row in enumerate(whole):
                if dataset != "reports":
                    row["record_id"] = hashlib.sha256(f"{name}{dataset}{at}".encode()).hexdigest()[
                        :20
                    ]
                    row.setdefault("source_text", f"words of the report {at} " * 4)
            data = encode(pa.Table.from_pylist(whole, schema=arrow_schema(DATASETS[dataset])))
        (folder / dataset / f"{name}.parquet").write_bytes(data)
        files[dataset] = FileEntry.of(len(made), data)
    manifest = Manifest(
        report_id=name, source=name, sha256=sha256, code_version="made", told={}, files=files
    )
    (folder / ".manifest" / f"{name}.json").write_bytes(manifest.to_bytes())


def report_row(name: str, slug: str, period: str, sha256: str) -> dict[str, Any]:
    """The row of `reports`."""
    part = {"document_type": "annual_report", "title": None, "period": period}
    return {
        "report_id": name,
        "title": "Annual Report",
        "document_type": "annual_report",
        "partnership": slug,
        "partnership_name": None,
        "area_codes": [],
        "report_period": period,
        "n_pages": 20,
        "sha256": sha256,
        "source": name,
        "media_type": "application/pdf",
        "extractor_version": "made",
        "ingested_at": datetime(2026, 11, 1, tzinfo=UTC),
        "n_warnings": 0,
        "warnings": [],
        "parts": [part | {"page_start": 1, "page_end": 20}],
    }


def number_rows(name: str, year: int, rng: np.random.Generator) -> Any:
    """Crime types of two years with the change between, and some things counted locally."""
    codes = list(CATEGORIES.values())
    for n in range(NUMBERS // 4):
        code = codes[n % len(codes)]
        value = int(rng.integers(20, 5000))
        before = int(rng.integers(20, 5000))
        row = {"statement_id": f"{name}{n}", "qualifier": "exact", "table_id": f"{name}-t1"}
        row |= {"row": n, "measure": code.label, "category": code.code, "page": n % 20 + 1}
        last = {"period_start": date(year - 1, 4, 1), "period_end": date(year, 3, 31)}
        this = {"period_start": date(year, 4, 1), "period_end": date(year + 1, 3, 31)}
        yield row | last | {"value": float(before), "unit": "count", "breakdown": "Offences before"}
        yield row | this | {"value": float(value), "unit": "count", "breakdown": "Offences"}
        change = round((value / before - 1) * 100, 1)
        yield row | this | {"value": change, "unit": "percentage_change", "breakdown": "% change"}
        local = f"Visits by team {n % 10} to homes {name[:4]}"
        yield (
            row
            | this
            | {"value": float(value), "unit": "count", "measure": local, "category": None}
        )


def sum_row(period: str, n: int) -> dict[str, Any]:
    """A row of `funding`."""
    told = {"amount_gbp": 1000.0 + 500 * n, "amount_text": f"£{1000 + 500 * n:,}", "period": period}
    told |= {"qualifier": "exact", "kind": "budget" if n % 2 else "grant"}
    return told | {"funder": ("CSP", "PFCC", "Home Office")[n % 3], "purpose": f"Action {n}"}


def aim_row(period: str, year: int, n: int) -> dict[str, Any]:
    """A row of `priorities`: reworded every third year."""
    aim, theme = (
        ("burglary", "burglary"),
        ("domestic abuse", "domestic_abuse"),
        ("anti-social behaviour", "asb"),
        ("knife crime", "weapons_knife_crime"),
        ("violence", "violence"),
    )[n]
    verb = ("Reduce", "Tackle", "Prevent")[year // 3 % 3]
    told = {"text": f"{verb} {aim} in our towns", "ordinal": n + 1, "period": period}
    return told | {"owner": "csp", "themes": [theme]}


def encode(table: pa.Table) -> bytes:
    """The bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def measure(n_reports: int) -> dict[str, float]:
    """Seconds and memory for one size of store."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        make_store(Path(folder), n_reports)
        figures = {"reports": n_reports, "made_s": time.perf_counter() - begin}
        done = subprocess.run(
            [sys.executable, "-c", BUILD, folder],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        figures |= json.loads(done.stdout)
        for name, words in QUESTIONS.items():
            figures[name] = seconds([str(CSP), *words, "--curated", folder], folder)
    return figures


BURGLARY = ["yoy", "--partnership", "adur", "--indicator", "theft.burglary"]
QUESTIONS = {
    "yoy_s": BURGLARY,
    "ask_s": ["yoy"],
    "chart_s": [*BURGLARY, "--chart", "chart.svg"],
}


def seconds(command: list[str], folder: str) -> float:
    """How long a command takes in a folder, the second time of two."""
    for _ in range(2):
        begin = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=folder)
        spent = time.perf_counter() - begin
    return spent


def main() -> None:
    """The command: `bench_analysis.py [--sizes 100 1000] [--json FILE]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    rows = [measure(size) for size in options.sizes]
    table = Table(title=f"{NUMBERS} statistics, {SUMS} sums, {AIMS} priorities a report")
    for name in rows[0]:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            *(
                f"{value:,.1f}" if name.endswith("_s") else f"{value:,.0f}"
                for name, value in row.items()
            )
        )
    Console(highlight=False).print(table)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
