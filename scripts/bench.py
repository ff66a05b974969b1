"""Measures speed and memory of reading and extracting, beside a plain pass of pdfplumber."""

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pdfplumber
from pypdf import PdfReader, PdfWriter
from rich.console import Console
from rich.table import Table

from extractors import extract, read

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
CSP = Path(sys.executable).parent / "csp"
LENGTHS = (10, 50, 100, 500)  # pages of the joined PDFs, the last for the peak of memory

# Run in a process of its own: its peak memory is its own, and no cache is warm. Linux counts the
# parent's memory into ru_maxrss of a child, so there the high-water mark is read from /proc.
# Seconds are those of the processor: what else runs on the machine does not bend the growth.
ONE_REPORT = """
import json, re, resource, sys, time
from pathlib import Path
from extractors import extract, read
from extractors.language import pipeline
pipeline()
begin = time.process_time()
document = read(sys.argv[1])
middle = time.process_time()
extract(document)
end = time.process_time()
if sys.platform == "linux":
    peak = 1024 * int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"read_s": middle - begin, "extract_s": end - middle, "peak_mb": peak / 1e6}))
"""


def reports() -> list[Path]:
    """The PDFs to measure: the corpus beside the repository, else the samples."""
    if not CORPUS.is_dir():
        return sorted((ROOT / "raw" / "sample").glob("*.pdf"))
    paths = [*CORPUS.glob("pdf/*.pdf"), *CORPUS.glob("council/*.pdf")]
    return sorted(path for path in paths if "scanned" not in path.name)


def pages_of(path: Path) -> int:
    """Number of pages of a PDF."""
    return len(PdfReader(path).pages)


def plain_pass(path: Path) -> None:
    """What pdfplumber alone needs for words and tables, each page closed after use."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def measure_speed(paths: list[Path]) -> dict[str, float]:
    """Seconds of one core over all files: the plain pass, reading, and extracting from it."""
    extract(read(paths[0]))  # builds the pipeline and the vocabulary once, outside of the clock
    spent = dict.fromkeys(("plain pdfplumber", "reading", "extracting"), 0.0)
    for path in paths:
        begin = time.process_time()
        plain_pass(path)
        passed = time.process_time()
        document = read(path)
        was_read = time.process_time()
        extract(document)
        spent["plain pdfplumber"] += passed - begin
        spent["reading"] += was_read - passed
        spent["extracting"] += time.process_time() - was_read
    return spent


def measure_run(paths: list[Path], workers: int) -> float:
    """Seconds of `csp ingest` over all files, with its start and its engine."""
    with tempfile.TemporaryDirectory() as curated:
        files = [str(path) for path in paths]
        command = [str(CSP), "ingest", *files, "--curated", curated, "--workers", str(workers)]
        begin = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        spent = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"csp ingest failed ({done.returncode}):\n{done.stderr}")
    return spent


def join(paths: list[Path], n_pages: int, target: Path) -> None:
    """A PDF of so many pages: those of the files, one after the other, again and again."""
    sources = [page for path in paths for page in PdfReader(path).pages]
    writer = PdfWriter()
    for page in islice(cycle(sources), n_pages):
        writer.add_page(page)
    writer.write(target)


def measure_growth(paths: list[Path]) -> list[dict[str, float]]:
    """Reading, extracting and peak memory of joined PDFs, each in a process of its own."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for n_pages in LENGTHS:
            joined = Path(folder) / f"{n_pages}-pages.pdf"
            join(paths, n_pages, joined)
            command = [sys.executable, "-c", ONE_REPORT, str(joined)]
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ
            )
            rows.append({"pages": n_pages, **json.loads(done.stdout)})
    return rows


def measure() -> dict[str, Any]:
    """All figures of the benchmark."""
    paths = reports()
    pages = sum(map(pages_of, paths))
    spent = measure_speed(paths)
    for workers in (1, 2):
        spent[f"whole run, {workers} worker{'s'[: workers - 1]}"] = measure_run(paths, workers)
    short = [path for path in paths if path.parent.name in ("pdf", "sample")]
    return {
        "files": len(paths),
        "pages": pages,
        "seconds": spent,
        "growth": measure_growth(short),
    }


def show(figures: dict[str, Any]) -> None:
    """Prints the figures as two tables."""
    console, spent = Console(highlight=False), figures["seconds"]
    plain = spent["plain pdfplumber"]
    table = Table("what", title=f"{figures['files']} reports, {figures['pages']} pages")
    for column in ("seconds", "pages a second", "× plain pdfplumber"):
        table.add_column(column, justify="right")
    for name, value in spent.items():
        speed = f"{figures['pages'] / value:.1f}"
        table.add_row(name, f"{value:.1f}", speed, f"{value / plain:.2f}")
    console.print(table)
    table = Table(title="One report of many pages, joined from the reports above")
    for column in ("pages", "CPU ms a page, reading", "extracting", "peak memory, MB"):
        table.add_column(column, justify="right")
    for row in figures["growth"]:
        each = (1000 * row[part] / row["pages"] for part in ("read_s", "extract_s"))
        table.add_row(str(row["pages"]), *(f"{ms:.1f}" for ms in each), f"{row['peak_mb']:.0f}")
    console.print(table)


def main() -> None:
    """The command: `bench.py [--json FILE]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # real PDFs have small faults
    figures = measure()
    show(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
