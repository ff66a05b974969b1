"""Worker processes: what goes over a limit is killed and told in one line, the others go on."""

import os
import signal
import time
from pathlib import Path

import pytest

from flows.workers import GIB, Job, Limits, Stopped, TellPages, WorkerError, Workers


def behave(job: Job, tell_pages: TellPages) -> str:
    """Work that does what its file is called."""
    match job.source:
        case "hangs":
            time.sleep(600)
        case "hangs with 3 pages":
            tell_pages(3)
            time.sleep(600)
        case "eats":
            eaten = bytearray(GIB)
            eaten[:] = b"x" * GIB
            time.sleep(600)
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "breaks":
            raise KeyError("measure")
    return f"read {job.source}"


def job(source: str) -> Job:
    return Job(Path(source), source)


def test_what_is_good_is_read_though_others_hang_eat_die_and_break() -> None:
    limits = Limits(memory=0.4, seconds=1.5, seconds_a_page=0.1)
    names = ["hangs", "eats", "good", "dies", "breaks", "hangs with 3 pages", "good too"]
    said = {}
    with Workers(2, limits, behave) as workers:
        tickets = {name: workers.submit(job(name)) for name in names}
        for name, ticket in tickets.items():
            try:
                said[name] = ticket.result()
            except WorkerError as error:
                said[name] = str(error)
    assert said["good"] == "read good"
    assert said["good too"] == "read good too"
    assert said["hangs"] == "took more than 1.5 s: allow more with --timeout"
    assert said["hangs with 3 pages"] == (
        "took more than 1.8 s for 3 pages: allow more with --timeout"
    )
    assert said["eats"] == "took more than 0.4 GiB of memory: allow more with --memory"
    assert said["dies"] == "ended its worker process: killed by SIGKILL"
    assert said["breaks"].startswith("a fault in the code: KeyError: 'measure' (test_workers.py")


def test_stopping_kills_what_runs_and_says_what_never_ran() -> None:
    workers = Workers(1, Limits(), behave)
    tickets = [workers.submit(job("hangs")), workers.submit(job("good"))]
    while tickets[0].pid is None:
        assert not tickets[0].future.done()
        time.sleep(0.01)
    pid = tickets[0].pid
    workers.stop()
    for ticket in tickets:
        with pytest.raises(Stopped):
            ticket.result()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_time_grows_with_the_pages() -> None:
    assert Limits().time_for(0) == 60
    assert Limits().time_for(40) == 140
