"""Reads reports in worker processes that have a limit on time and memory."""

import gc
import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path, PurePosixPath
from typing import Any, Self

import pebble
import psutil

GIB = 1024**3
_LOOK = 0.05  # seconds between two looks at the workers' clocks and memory

TellPages = Callable[[int], None]


class WorkerError(Exception):
    """A report that could not be read; its text says in one line why."""


class Stopped(Exception):
    """A report that was not read because the run was stopped."""


@dataclass(frozen=True)
class Limits:
    """What reading one report may take: gibibytes, seconds and seconds for each page more."""

    memory: float = 2.0
    seconds: float = 60.0
    seconds_a_page: float = 2.0

    def time_for(self, pages: int) -> float:
        """Seconds that a report of so many pages may take."""
        return self.seconds + self.seconds_a_page * pages


@dataclass(frozen=True)
class Job:
    """A file to read, what it is called in the data, and what overrules what it says of itself.

    `ocr`: `yes` where scanned pages are to be recognised.
    """

    path: Path
    source: str
    as_report: str | None = None
    partnership: str | None = None
    period: str | None = None
    ocr: str | None = None

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.source).name

    @property
    def told(self) -> dict[str, str]:
        """What the user says of the report."""
        said = {"partnership": self.partnership, "period": self.period, "ocr": self.ocr}
        return {name: value for name, value in said.items() if value}


def read_and_extract(job: Job, tell_pages: TellPages) -> Any:
    """The rows of every dataset of a report; tells its number of pages before it is read."""
    # Heavy, and only needed in a worker.
    from extractors.extract import extract  # noqa: PLC0415
    from extractors.reading.errors import ReadingError  # noqa: PLC0415
    from extractors.reading.pdf_length import count_pages  # noqa: PLC0415
    from extractors.reading.read import read  # noqa: PLC0415

    if job.path.suffix.lower() == ".pdf":
        tell_pages(count_pages(job.path))
    try:
        document = read(job.path, source=job.source, ocr=job.ocr == "yes")
    except ReadingError as error:
        raise WorkerError(str(error)) from None
    except OSError as error:
        raise WorkerError((error.strerror or str(error)).lower()) from None
    found = extract(
        document, as_report=job.as_report, partnership=job.partnership, period=job.period
    )
    return found.records


Work = Callable[[Job, TellPages], Any]


class Ticket:
    """A job that was handed in: `result()` waits for what came of it."""

    def __init__(self, job: Job, number: int) -> None:
        self.job = job
        self.number = number
        self.future: pebble.ProcessFuture[Any] | None = None
        self.pid: int | None = None
        self.pages = 0
        self.started = 0.0
        self.verdict: str | None = None

    def result(self) -> tuple[float, Any]:
        """Seconds and what the work returned; raises WorkerError or, if it never ran, Stopped."""
        assert self.future is not None
        try:
            seconds, value = self.future.result()
            return seconds, value
        except CancelledError:
            if self.verdict:
                raise WorkerError(self.verdict) from None
            raise Stopped from None
        except BrokenProcessPool as error:
            raise WorkerError(f"the worker processes do not start: {error}") from error
        except pebble.ProcessExpired as error:
            raise WorkerError(f"ended its worker process: {_death(error.exitcode)}") from error

    def when_done(self, call: Callable[[], object]) -> None:
        """Calls back, from another thread, when the work is done or has failed."""
        assert self.future is not None
        self.future.add_done_callback(lambda _: call())

    def over(self, limits: Limits, now: float) -> str | None:
        """Which limit the work is over, in words; None while it is within all."""
        if self.pid is None:
            return None
        if _resident(self.pid) > limits.memory * GIB:
            return f"took more than {limits.memory:g} GiB of memory: allow more with --memory"
        allowed = limits.time_for(self.pages)
        if now - self.started > allowed:
            pages = f" for {self.pages} pages" if self.pages else ""
            return f"took more than {allowed:g} s{pages}: allow more with --timeout"
        return None


class Workers:
    """A pool of worker processes; a report that goes over a limit is killed, the others go on."""

    def __init__(self, count: int, limits: Limits, work: Work = read_and_extract) -> None:
        context = multiprocessing.get_context("spawn")
        self._told, tell = context.Pipe(duplex=False)
        self._limits, self._work = limits, work
        self._pool = pebble.ProcessPool(
            max_workers=count, initializer=_warm, initargs=(tell, work), context=context
        )
        self._tickets: dict[int, Ticket] = {}
        self._closed = threading.Event()
        self._stopping = threading.Lock()
        self._watch = threading.Thread(target=self._watch_limits, daemon=True)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def submit(self, job: Job) -> Ticket:
        """Hands a job in; it starts as soon as a worker is free."""
        ticket = Ticket(job, len(self._tickets))
        with _deaf_to_interrupts():
            ticket.future = self._pool.schedule(_run, args=(self._work, job, ticket.number))
        self._tickets[ticket.number] = ticket
        return ticket

    def stop(self) -> None:
        """Kills what still runs; what never ran is Stopped."""
        with self._stopping:
            self._stop()

    def _stop(self) -> None:
        self._closed.set()
        for ticket in self._tickets.values():
            if ticket.future is not None:
                ticket.future.cancel()  # type: ignore[no-untyped-call]
        self._pool.stop()  # type: ignore[no-untyped-call]
        for worker in multiprocessing.active_children():
            worker.kill()  # at once: one that is just starting would complain
        self._pool.join()
        self._watch.join()

    def _watch_limits(self) -> None:
        while not self._closed.wait(_LOOK):
            while self._told.poll():
                number, pid, pages = self._told.recv()
                ticket = self._tickets[number]
                ticket.started = ticket.started or time.monotonic()
                ticket.pid, ticket.pages = pid, pages
            for ticket in list(self._tickets.values()):
                if ticket.future is None or ticket.future.done() or ticket.verdict:
                    continue
                ticket.verdict = ticket.over(self._limits, time.monotonic())
                if ticket.verdict:
                    ticket.future.cancel()  # type: ignore[no-untyped-call]


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Threads and processes started here never see Ctrl-C: only the main one answers it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _death(exitcode: int | None) -> str:
    """How a process died, in words."""
    if exitcode is not None and exitcode < 0:
        return f"killed by {signal.Signals(-exitcode).name}"
    return f"exit status {exitcode}"


_tell: Connection | None = None


def _warm(tell: Connection, work: Work) -> None:
    """Makes a worker ready: it ends with its parent, and has loaded what reading needs."""
    global _tell  # noqa: PLW0603  a worker's one way to tell its parent how far it is
    _tell = tell
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    logging.disable(logging.CRITICAL)  # libraries' remarks on broken files
    if work is not read_and_extract:
        return
    with suppress(Exception):  # the first report tells what is wrong
        import extractors.extract  # noqa: F401, PLC0415
        from extractors.language import pipeline  # noqa: PLC0415

        pipeline()
    gc.freeze()  # what is loaded stays: looking through it again and again costs 5 to 10 %


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _run(work: Work, job: Job, number: int) -> tuple[float, Any]:
    """Runs in the worker: the work, with its surprises told in one line."""

    def tell(pages: int) -> None:
        if _tell is not None:
            _tell.send((number, os.getpid(), pages))

    tell(0)
    start = time.monotonic()
    try:
        found = work(job, tell)
        return time.monotonic() - start, found
    except WorkerError:
        raise
    except MemoryError:
        raise WorkerError("needs more memory than there is") from None
    except Exception as error:  # the boundary: one report fails, the others go on
        raise WorkerError(_surprise(error)) from error


def _surprise(error: Exception) -> str:
    """An error nobody foresaw, in one line: what and where."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return f"a fault in the code: {what} ({Path(where.filename).name}, line {where.lineno})"
