"""Worker processes: what goes over a limit is killed and told in one line, the others go on."""

import os
import time
from pathlib import Path

import pytest

from flows.workers import Job, Limits, Stopped, Ticket, WorkerError, Workers
from tests.pretence import behave


def hand_in(workers: Workers, folder: Path, order: str) -> Ticket:
    path = folder / f"{order}.txt"
    path.write_text(order)
    return workers.submit(Job(path, path.name))


def test_what_is_good_is_read_though_others_hang_eat_die_and_break(tmp_path: Path) -> None:
    limits = Limits(memory=0.4, seconds=1.5, seconds_a_page=0.1)
    orders = ["hang", "eat", "Burglary", "die", "break", "refuse", "hang 3", "Hate crime"]
    said = {}
    with Workers(2, limits, behave) as workers:
        tickets = {order: hand_in(workers, tmp_path, order) for order in orders}
        for order, ticket in tickets.items():
            try:
                said[order] = ticket.result()[1]["priorities"][0].text
            except WorkerError as error:
                said[order] = str(error)
    assert said["Burglary"] == "Burglary"
    assert said["Hate crime"] == "Hate crime"
    assert said["hang"] == "took more than 1.5 s: allow more with --timeout"
    assert said["hang 3"] == "took more than 1.8 s for 3 pages: allow more with --timeout"
    assert said["eat"] == "took more than 0.4 GiB of memory: allow more with --memory"
    assert said["die"] == "ended its worker process: killed by SIGKILL"
    assert said["break"].startswith("a fault in the code: KeyError: 'measure' (pretence.py, line ")
    assert said["refuse"] == "is cut off: get the file again"


def test_stopping_kills_what_runs_and_says_what_never_ran(tmp_path: Path) -> None:
    workers = Workers(1, Limits(), behave)
    tickets = [hand_in(workers, tmp_path, order) for order in ("hang", "Burglary")]
    while tickets[0].pid is None:
        assert not tickets[0].future.done()
        time.sleep(0.01)
    workers.stop()
    for ticket in tickets:
        with pytest.raises(Stopped):
            ticket.result()
    with pytest.raises(ProcessLookupError):
        os.kill(tickets[0].pid, 0)


def test_time_grows_with_the_pages() -> None:
    assert Limits().time_for(0) == 60
    assert Limits().time_for(40) == 140
