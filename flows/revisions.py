"""Runs two states of the code over the same reports, each in a process of its own."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from review.diff import Difference, compare
from review.originals import Originals
from review.snapshots import folder
from schemas.manifest import Manifest
from schemas.store import Store, StoreError

_ROOT = Path(__file__).parent.parent
# Runs in either revision: only what every state of the code has had is used.
_SCRIPT = """
import json, pathlib, sys
from extractors import extract, read
from schemas import DATASETS
from schemas.parquet import encode
out = pathlib.Path(sys.argv[1])
for job in json.load(sys.stdin):
    try:
        told = {name: job[name] for name in ("partnership", "period") if job.get(name)}
        document = read(pathlib.Path(job["path"]))
        found = extract(document, as_report=job["report_id"], **told).records
        for dataset, model in DATASETS.items():
            (out / dataset).mkdir(parents=True, exist_ok=True)
            data = encode(model, found.get(dataset, []))
            (out / dataset / f"{job['report_id']}.parquet").write_bytes(data)
        print(job["report_id"], flush=True)
    except Exception as error:
        print(f"{job['report_id']}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
"""


@dataclass(frozen=True)
class Compared:
    """What two revisions find, and what could not be read by one of them, in words."""

    difference: Difference
    failed: list[str]


def compare_revisions(
    revisions: str, store: Store, originals: Originals, report_ids: Sequence[str]
) -> Compared:
    """`main~1` against the code as it lies here, or `v1..v2`, over published reports.

    Raises StoreError where a revision cannot be had, or no report.
    """
    old, _, new = revisions.partition("..")
    with tempfile.TemporaryDirectory(prefix="csp-rules-") as temporary:
        place = Path(temporary)
        jobs, failed = _jobs(store, originals, report_ids)
        with _checkout(old, place / "old") as before, _checkout(new, place / "new") as after:
            runs = [
                _start(before, jobs, place / "old-found"),
                _start(after, jobs, place / "new-found"),
            ]
            for name, run in zip((old, new or "this code"), runs, strict=True):
                failed += [f"{name}: {line}" for line in _finish(name, run)]
        unread = {line.split(": ")[1] for line in failed}
        found = [
            folder(str(place / side), lambda name: name not in unread)
            for side in ("old-found", "new-found")
        ]
        return Compared(compare(*found), failed)


def _jobs(
    store: Store, originals: Originals, report_ids: Sequence[str]
) -> tuple[list[dict[str, str]], list[str]]:
    jobs, failed = [], []
    names = [
        name for name in store.report_ids() if not report_ids or name.startswith(tuple(report_ids))
    ]
    for name in names:
        manifest = store.manifest(name)
        path = originals.find(manifest) if manifest else None
        if manifest is None or path is None:
            failed.append(f"both: {name}: {_source(manifest)} is not here: --raw FOLDER")
        else:
            jobs.append({"report_id": name, "path": str(path.absolute()), **manifest.told})
    if not jobs:
        reason = failed[0] if failed else f"nothing is published in {store.folder.root}"
        raise StoreError(f"no report to read: {reason}")
    return jobs, failed


def _source(manifest: Manifest | None) -> str:
    return manifest.source if manifest else "its manifest"


@contextlib.contextmanager
def _checkout(revision: str, place: Path) -> Iterator[Path]:
    """The code of a revision in a folder of its own; the code as it lies here for none."""
    if not revision:
        yield _ROOT
        return
    _git("worktree", "add", "--detach", "--quiet", str(place), revision)
    try:
        yield place
    finally:
        _git("worktree", "remove", "--force", str(place))


def _git(*command: str) -> None:
    try:
        done = subprocess.run(
            ["git", "-C", str(_ROOT), *command], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise StoreError(f"git is needed to have another revision of the code: {error}") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise StoreError(f"git {command[0]} {command[-1]}: {said[-1]}")


def _start(code: Path, jobs: Sequence[dict[str, str]], out: Path) -> "subprocess.Popen[str]":
    out.mkdir()
    run = subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, str(out)],
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stdin is not None
    run.stdin.write(json.dumps(list(jobs)))
    run.stdin.close()
    run.stdin = None
    return run


def _finish(name: str, run: "subprocess.Popen[str]") -> list[str]:
    """Lines on the reports that it could not read."""
    _, said = run.communicate()
    lines = said.strip().splitlines()
    if run.returncode:
        raise StoreError(f"{name} cannot be run: {lines[-1] if lines else 'it said nothing'}")
    return [line for line in lines if ": " in line]
