"""The flow: the command runs it on a server of its own or on the one that is named."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import yaml

from flows.engine import EngineError, Server
from schemas.store import Store
from schemas.validate import validate

ROOT = Path(__file__).parent.parent
REPORT = "# Braintree Community Safety Partnership\n\n## Annual report 2022-23\n\n"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the runs of these tests share: a new database takes seconds."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Prefect server, started as anybody may."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "prefect", "server", "start", "--no-ui", "--port", port]
    folder = tmp_path_factory.mktemp("prefect")
    environment = {**os.environ, "PREFECT_HOME": str(folder), "DO_NOT_TRACK": "1"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/api"
            until(lambda: answers(address))
            yield address
        finally:
            process.kill()
            process.wait()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health"):
            return True
    except OSError:
        return False


def until(comes: Callable[[], bool]) -> None:
    """Waits for something that takes a while to come."""
    for _ in range(600):
        if comes():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A good report and a bad one."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "good.md").write_text(REPORT + "Robbery increased by 36.8% to 182 offences.\n")
    (folder / "bad.pdf").write_bytes(b"")
    return folder


def started(home: Path, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """The command, under way."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import app; app()", *map(str, arguments)],
        env={**clean, "XDG_CACHE_HOME": str(home), **environment},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def csp(home: Path, *arguments: object, **environment: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    process = started(home, *arguments, **environment)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def ask(server: str, what: str) -> list[dict[str, Any]]:
    """What a Prefect server knows of something."""
    request = urllib.request.Request(
        f"{server}/{what}/filter", b"{}", {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def test_a_run_starts_what_it_needs_and_says_only_what_we_say(
    home: Path, raw: Path, tmp_path: Path
) -> None:
    curated = tmp_path / "curated"
    status, out, err = csp(home, "ingest", raw, "--curated", curated)
    assert status == 1
    assert err == f"{raw}/bad.pdf: is empty: get the file again\n"
    lines = out.splitlines()
    assert [line.split()[0] for line in lines[2:4]] == ["bad.pdf", "good.md"]
    assert lines[3].split()[1:3] == ["braintree", "2022-23"]
    assert lines[-1].startswith("2 reports: 1 published, 1 failed; ")
    assert all(len(line) <= 100 for line in lines)
    assert validate(Store(str(curated))) == []


def test_a_run_that_finds_nothing_new_starts_no_engine(
    home: Path, raw: Path, tmp_path: Path
) -> None:
    curated = tmp_path / "curated"
    (raw / "bad.pdf").unlink()
    assert csp(home, "ingest", raw, "--curated", curated)[0] == 0
    broken = tmp_path / "broken" / "prefect"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('half of it is missing')")
    status, out, _ = csp(
        home, "ingest", raw, "--curated", curated, "--json", PYTHONPATH=str(broken.parent)
    )
    assert status == 0
    assert [result["state"] for result in json.loads(out)] == ["unchanged"]


def test_a_broken_prefect_is_told_in_a_line(home: Path, raw: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "prefect"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('half of it is missing')")
    status, out, err = csp(
        home, "ingest", raw, "--curated", tmp_path / "c", PYTHONPATH=str(broken.parent)
    )
    assert (status, out) == (1, "")
    assert err == (
        "Prefect cannot be imported (ImportError: half of it is missing): "
        "install the versions that requirements.lock names\n"
    )


def test_a_server_that_is_named_sees_the_run_its_tasks_and_its_table(
    home: Path, raw: Path, tmp_path: Path, server: str
) -> None:
    status, _, err = csp(home, "ingest", raw, "--curated", tmp_path / "c", PREFECT_API_URL=server)
    assert status == 1
    assert err == f"{raw}/bad.pdf: is empty: get the file again\n"
    (run,) = ask(server, "flow_runs")
    assert (run["state_type"], run["state"]["message"]) == (
        "FAILED",
        "1 of 2 reports: something is wrong",
    )
    expected = {"good.md": "COMPLETED", "bad.pdf": "FAILED"}
    until(lambda: {t["name"]: t["state_type"] for t in ask(server, "task_runs")} == expected)
    (artifact,) = ask(server, "artifacts")
    table = {Path(row["report"]).name: row for row in json.loads(artifact["data"])}
    assert table["good.md"]["state"] == "published"
    assert table["bad.pdf"]["reason"] == "is empty: get the file again"


def test_ctrl_c_stops_all_at_once_and_keeps_what_is_published(home: Path, tmp_path: Path) -> None:
    raw, curated = tmp_path / "raw", tmp_path / "curated"
    raw.mkdir()
    for number in range(60):
        sentences = [f"Robbery rose by {number}.{i}% to {i} offences.\n\n" for i in range(60)]
        (raw / f"{number:02}.md").write_text(REPORT + "".join(sentences))
    process = started(home, "ingest", raw, "--curated", curated)
    while not Store(str(curated)).report_ids():
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    published = len(Store(str(curated)).report_ids())
    assert err == f"stopped: {published} published, {60 - published} not read\n"
    assert 0 < published < 60
    assert psutil.wait_procs(children, timeout=10)[1] == []
    assert validate(Store(str(curated))) == []


def test_a_server_that_cannot_start_is_told_with_what_to_do(
    tmp_path: Path,
) -> None:
    (tmp_path / "prefect.db").write_text("this is no database")
    broken = Server(tmp_path)
    try:
        with pytest.raises(EngineError, match=r"did not start .*: delete .* and run again"):
            broken.wait()
    finally:
        broken.stop()


def test_an_unknown_task_runner_is_told_in_a_line(home: Path, raw: Path, tmp_path: Path) -> None:
    status, _, err = csp(home, "ingest", raw, "--curated", tmp_path / "c", CSP_TASK_RUNNER="moon")
    assert (status, err) == (1, "CSP_TASK_RUNNER=moon: there are `threads` and `dask`\n")


def test_a_missing_extra_is_told_with_what_to_install(
    home: Path, raw: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "prefect_dask.py").write_text("raise ImportError('No module named distributed')")
    status, _, err = csp(
        home,
        *("ingest", raw, "--curated", tmp_path / "c"),
        CSP_TASK_RUNNER="dask",
        PYTHONPATH=str(away),
    )
    assert (status, err) == (1, "No module named distributed: pip install -e '.[dask]'\n")


def test_the_deployment_names_the_flow_and_parameters_that_it_takes() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    (nightly,) = deployments
    program = """
import json, sys
from prefect.flows import load_flow_from_entrypoint
flow = load_flow_from_entrypoint(sys.argv[1])
print(flow.name, flow.validate_parameters(json.loads(sys.argv[2])))
"""
    said = subprocess.run(
        [sys.executable, "-c", program, nightly["entrypoint"], json.dumps(nightly["parameters"])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.startswith("ingest {'paths': ['raw'], 'options': Options(curated='curated'")
    assert nightly["schedules"][0]["cron"]
