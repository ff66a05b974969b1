"""Work for the worker processes that does what the file it is given says."""

import hashlib
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

from flows.batch import Options, Result, Run
from flows.workers import GIB, Job, TellPages, WorkerError
from schemas import Priority, Report, Row
from schemas.store import code_version, report_id


def behave(job: Job, tell_pages: TellPages) -> dict[str, list[Row]]:
    """A priority a line; `hang`, `eat`, `die`, `break` and `refuse` are done instead."""
    text = job.path.read_text()
    order = text.strip()
    if order.startswith("hang"):
        tell_pages(int(order.removeprefix("hang") or 0))
        time.sleep(600)
    if order == "eat":
        eaten = bytearray(GIB)
        eaten[:] = b"x" * GIB
        time.sleep(600)
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "break":
        raise KeyError("measure")
    if order == "refuse":
        raise WorkerError("is cut off: get the file again")
    return records(job, text, code_version())


def behave_as_before(job: Job, tell_pages: TellPages) -> dict[str, list[Row]]:
    """As earlier code did: reads everything in capitals."""
    del tell_pages
    return records(job, job.path.read_text().upper(), "earlier")


def records(job: Job, text: str, version: str) -> dict[str, list[Row]]:
    """The rows that a text yields: each line is a priority."""
    sha256 = hashlib.sha256(job.path.read_bytes()).hexdigest()
    name = job.as_report or report_id(job.source, sha256)
    slug = job.partnership or "braintree"
    priorities = [
        Priority(
            record_id=f"{name}-{i}",
            report_id=name,
            partnership=slug,
            source_text=line,
            method="test",
            confidence=1.0,
            text=line,
            owner="csp",
            themes=[],
        )
        for i, line in enumerate(text.splitlines())
    ]
    report = Report(
        report_id=name,
        document_type="annual_report",
        partnership=slug,
        area_codes=[],
        report_period=job.period,
        sha256=sha256,
        source=job.source,
        media_type="text/plain",
        extractor_version=version,
        ingested_at=datetime(2026, 1, 1, tzinfo=UTC),
        n_warnings=0,
        warnings=[],
        parts=[],
    )
    return {"reports": [report], "priorities": list(priorities)}


def run_all(paths: list[Path], options: Options, work=behave) -> dict[str, Result]:
    """The results of a run, without an engine, by file name."""
    with Run([str(path) for path in paths], options, work) as run:
        for job in run.jobs:
            run.settle(job)
    return {Path(result.source).name: result for result in run.in_order()}
