"""Runs a batch as a Prefect flow, with a progress bar, so that it can be stopped at any time."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.batch import Options, Run
from flows.engine import EngineError, engine
from flows.output import console, shortened


def launch(paths: Sequence[str], options: Options) -> Run:
    """Reads and publishes; Ctrl-C ends it early: `stopped` says so, and what was done stays done.

    Where nothing is to be read, and no server waits to be told, no engine is started. Raises
    StoreError and EngineError.
    """
    with Run(paths, options) as run, _interruptible(run):
        try:
            with _progress(run):
                if run.jobs or os.environ.get("PREFECT_API_URL"):
                    _as_flow(paths, run)
        except BaseException:  # libraries make other errors of an interrupt
            if not run.stopped:
                raise
    return run


def _as_flow(paths: Sequence[str], run: Run) -> None:
    with engine() as server:
        flow = _flow()
        if server is not None:
            server.wait()
        state = flow(list(paths), run.options, return_state=True)
    for job in run.jobs:
        if job.source not in run.results:
            run.give_up(job, f"the flow failed: {state.message}")


def _flow() -> Any:
    try:
        from flows.ingest import ingest  # noqa: PLC0415  Prefect reads its settings at import
    except EngineError:
        raise
    except Exception as error:  # whatever is wrong with an installation of Prefect
        what = " ".join(str(error).split())[:200]
        raise EngineError(
            f"Prefect cannot be imported ({type(error).__name__}: {what}): "
            "install the versions that requirements.lock names"
        ) from error
    return ingest


@contextmanager
def _interruptible(run: Run) -> Iterator[None]:
    """Ctrl-C and SIGTERM stop the workers, and by that everything that waits for them."""

    def stop(*_: object) -> None:
        run.stopped = True
        threading.Thread(target=run.stop).start()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _progress(run: Run) -> Iterator[None]:
    """A bar on standard error, where that is a terminal, that moves as reports are read."""
    err = console(stderr=True)
    if not err.is_terminal or not run.jobs:
        yield
        return
    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.description}"),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        bar = progress.add_task("", total=len(run.tickets) or None)  # Dask does not tell
        for ticket in run.tickets.values():
            name = shortened(ticket.job.name, 36)
            ticket.when_done(partial(progress.update, bar, advance=1, description=name))
        yield
