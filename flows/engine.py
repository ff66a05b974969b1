"""Makes ready what Prefect needs: quiet settings, and a server for the run where none is named."""

import fcntl
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# Nothing is sent to Prefect's makers, and nothing but our own lines is printed.
_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
}
_PATIENCE = 90.0  # seconds for a server to start; a new database on a slow disk takes 20


class EngineError(Exception):
    """Prefect cannot run the flow; its text says in one line why."""


class Server:
    """A Prefect server of this run: on this machine only, and it ends with this process."""

    def __init__(self, home: Path) -> None:
        self.port = _free_port()
        self._home = home
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  closed with the server
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.engine", str(self.port)],
            stdin=subprocess.PIPE,
            stdout=self._said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PREFECT_HOME": str(home)},
            start_new_session=True,  # Ctrl-C is for us: the server must live to be told of it
        )

    @property
    def api(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/api"

    def wait(self) -> None:
        """Until it answers; raises EngineError if it never will."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.api}/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
        raise EngineError(
            f"Prefect's server did not start ({last}): delete {self._home} and run again, "
            "or name a server in PREFECT_API_URL"
        )

    def stop(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._said.close()


@contextmanager
def engine() -> Iterator[Server | None]:
    """Settings for Prefect, to be made before it is imported, and a server that starts meanwhile.

    With PREFECT_API_URL set there is no server to start: None.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    if os.environ.get("PREFECT_API_URL"):
        yield None
        return
    with ExitStack() as stack:
        server = Server(stack.enter_context(_home()))
        stack.callback(server.stop)
        os.environ["PREFECT_API_URL"] = server.api
        os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = "false"  # nobody could read them there
        stack.callback(os.environ.pop, "PREFECT_API_URL", None)
        yield server


@contextmanager
def _home() -> Iterator[Path]:
    """A folder for the server's database, kept as making one takes seconds; one run at a time."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    home = Path(os.environ.get("PREFECT_HOME") or Path(cache, "csp-reports", "prefect"))
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "csp.lock").open("w")
    except OSError:  # a home that cannot be written to
        with tempfile.TemporaryDirectory(prefix="csp-prefect-") as folder:
            yield Path(folder)
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # two servers on one SQLite file lock each other out
            with tempfile.TemporaryDirectory(prefix="csp-prefect-") as folder:
                yield Path(folder)
        else:
            yield home


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _serve(port: str) -> None:
    """Runs in the server's process: `prefect server start`, until our end of its input closes."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.argv = ["prefect", "server", "start", "--no-ui", "--no-services"]
    sys.argv += ["--host", "127.0.0.1", "--port", port]
    runpy.run_module("prefect", run_name="__main__")


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
