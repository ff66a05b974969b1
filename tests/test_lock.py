"""Two runs at once do not harm each other."""

import json
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from schemas.store import Store, StoreError
from schemas.validate import validate
from tests.rows import dead_owner, report_rows


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return tmp_path / "curated"


HOLD = """
import sys
from schemas.folder import Folder
from schemas.lock import locked
with locked(Folder.open(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

INGEST = """
import sys
from schemas.store import Store
from tests.rows import report_rows
store = Store(sys.argv[1])
for i in range(6):
    store.write(report_rows(f"{i}.pdf", f"report {i}", sums=range(i)))
    store.write(report_rows(f"{i}.pdf", f"report {i}", sums=range(i + 1)), accept=True)
    store.write(report_rows(f"{sys.argv[2]}-{i}.pdf", f"{sys.argv[2]} {i}"))
"""


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_run_waits_for_another_and_says_for_whom(curated: Path) -> None:
    with python(HOLD, str(curated)) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match=rf"another run \(pid {other.pid} on .*wait until"):
            Store(str(curated), wait=0.1).write(report_rows())
        other.kill()  # nothing of the lock is left by a process that was killed
        other.wait()
        assert Store(str(curated), wait=0).write(report_rows()).state == "published"


def test_two_runs_at_once_do_not_harm_each_other(curated: Path) -> None:
    runs = [python(INGEST, str(curated), name) for name in ("one", "two")]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0]
    store = Store(str(curated))
    assert len(store.report_ids()) == 18
    assert validate(store) == []
    rows = store.read("funding").num_rows
    assert rows == sum(i + 1 for i in range(6)) + 12 * 2


def test_a_remote_lock_is_taken_over_from_a_dead_process_only() -> None:
    store = Store(f"memory://{uuid.uuid4()}", wait=0)
    store.folder.put(".lock", dead_owner())
    assert store.write(report_rows()).state == "published"
    assert not store.folder.exists(".lock")
    elsewhere = json.dumps({"host": "elsewhere", "pid": 1, "token": "t"}).encode()
    store.folder.put(".lock", elsewhere)
    with pytest.raises(StoreError, match=r"pid 1 on elsewhere.* if it is gone, delete .*/\.lock"):
        store.write(report_rows())
