"""One run over many reports: workers read what is new, the store publishes what they found."""

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self, cast

from flows.inputs import Input, find_inputs
from flows.workers import Job, Limits, Stopped, Ticket, Work, WorkerError, Workers, read_and_extract
from review.publish import known, publish
from schemas import Report
from schemas.store import Outcome, Store, StoreError, code_version

State = Literal["published", "unchanged", "pending", "accepted", "same file", "failed", "not read"]


_EMPTY = hashlib.sha256().hexdigest()


@dataclass(frozen=True)
class Options:
    """What a run was asked to do."""

    curated: str = "curated"
    partnership: str | None = None
    period: str | None = None
    accept: bool = False
    workers: int | None = None
    limits: Limits = field(default_factory=Limits)
    ocr: bool = False

    @property
    def told(self) -> dict[str, str]:
        """What the user says of the reports."""
        ocr = "yes" if self.ocr else None
        said = {"partnership": self.partnership, "period": self.period, "ocr": ocr}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Result:
    """What became of one report; `reason` says what is wrong, where something is.

    `rows`: records a dataset. `seconds`: reading and extracting.
    """

    source: str
    state: State
    report_id: str | None = None
    partnership: str | None = None
    period: str | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    warnings: int = 0
    seconds: float | None = None
    reason: str | None = None


class Run:
    """A run that begins to read as soon as it is made; `settle` then publishes each report."""

    def __init__(self, paths: Sequence[str], options: Options, work: Work = read_and_extract):
        """Finds the files and starts the workers. Raises StoreError."""
        self.options = options
        self.results: dict[str, Result] = {}
        self.jobs: list[Job] = []
        self.tickets: dict[str, Ticket] = {}
        self.stopped = False
        self._store = Store(options.curated)
        self._workers: Workers | None = None
        self._downloads = tempfile.TemporaryDirectory(prefix="csp-")
        found = find_inputs(paths, Path(self._downloads.name))
        self.notes = found.notes
        self._order = [file.source for file in found.files]
        for source, why in found.refused:
            self.results[source] = Result(source, "failed", reason=why)
        self._plan(found.files)
        self._begin(work)

    def __enter__(self) -> Self:
        self._token: Token[Run | None] = _current.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)
        self.stop()
        self._downloads.cleanup()

    @classmethod
    def current(cls) -> "Run | None":
        """The run that this code is part of."""
        return _current.get()

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with any report."""
        return all(result.reason is None for result in self.results.values())

    def in_order(self) -> list[Result]:
        """The results in the order of the files; what cannot be opened comes last."""
        known = {source: Result(source, "not read") for source in self._order}
        return list({**known, **self.results}.values())

    def settle(self, job: Job) -> Result:
        """Waits for a report and publishes what was found."""
        result = _settle(self.tickets[job.source], self._store, self.options)
        self.results[job.source] = result
        return result

    def give_up(self, job: Job, why: str) -> None:
        """Notes that a report was not read."""
        self.results[job.source] = Result(job.source, "not read", job.as_report, reason=why)

    def stop(self) -> None:
        """Kills what still runs; `settle` returns at once then."""
        if self._workers is not None:
            self._workers.stop()

    def _plan(self, files: Sequence[Input]) -> None:
        """What there is to read; the rest has its result at once."""
        first: dict[str, str] = {}
        for file in files:
            if file.sha256 in first:
                reason = f"the same file as {first[file.sha256]}: read once"
                self.results[file.source] = Result(file.source, "same file", reason=reason)
                continue
            if file.sha256 != _EMPTY:  # of empty ones each is told
                first[file.sha256] = file.source
            done = known(
                self._store, file.sha256, code_version(), self.options.told, self.options.accept
            )
            if done is None:
                self.jobs.append(self._job(file))
            else:
                self.results[file.source] = _known(file, done, self._store)

    def _job(self, file: Input) -> Job:
        before = self._store.state(file.sha256)
        told = {**(before.told if before else {}), **self.options.told}
        return Job(file.path, file.source, before.report_id if before else None, **told)

    def _begin(self, work: Work) -> None:
        if not self.jobs:
            return
        self._store.accept([])  # says now, not after an hour, that the folder cannot be written
        if task_runner_name() != "threads":
            return
        count = min(self.options.workers or os.cpu_count() or 1, len(self.jobs))
        self._workers = Workers(count, self.options.limits, work)
        for job in self.jobs:
            self.tickets[job.source] = self._workers.submit(job)


_current: ContextVar[Run | None] = ContextVar("run", default=None)


def task_runner_name() -> str:
    """Where reports are read: `threads` that wait for workers here, or `dask`."""
    return os.environ.get("CSP_TASK_RUNNER") or "threads"


def read_alone(job: Job, options: Options) -> Result:
    """The same for a report on another machine, in a worker of its own there."""
    with Workers(1, options.limits) as workers:
        return _settle(workers.submit(job), Store(options.curated), options)


def _settle(ticket: Ticket, store: Store, options: Options) -> Result:
    job = ticket.job
    try:
        seconds, records = ticket.result()
        outcome = publish(store, records, accept=options.accept, told=job.told)
    except (WorkerError, StoreError) as error:
        return Result(job.source, "failed", job.as_report, reason=str(error))
    except Stopped:
        return Result(job.source, "not read", job.as_report)
    report = cast(Report, records["reports"][0])
    return _result(job.source, outcome, report.model_dump(), seconds)


def _known(file: Input, done: Outcome, store: Store) -> Result:
    """The result of a report that this code has read before."""
    table = store.table(done.report_id, "reports", pending=done.state == "pending")
    return _result(file.source, done, table.to_pylist()[0])


def _result(
    source: str, outcome: Outcome, report: Mapping[str, Any], seconds: float | None = None
) -> Result:
    return Result(
        source=source,
        state=outcome.state,
        report_id=outcome.report_id,
        partnership=report["partnership"],
        period=report["report_period"],
        rows=outcome.rows,
        warnings=report["n_warnings"],
        seconds=seconds,
        reason=_nothing_found(outcome, report["warnings"]),
    )


def _nothing_found(outcome: Outcome, warnings: Sequence[str]) -> str | None:
    if any(n for dataset, n in outcome.rows.items() if dataset != "reports"):
        return None
    return f"no records found: {warnings[0]}" if warnings else "no records found"
