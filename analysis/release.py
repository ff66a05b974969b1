"""Writes all datasets as one Parquet file each, with what a stranger needs to use them."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from analysis.derived import DERIVED
from analysis.differences import Difference, difference, render
from analysis.kept import Derived, encoded
from analysis.package import ALL, describe_package
from schemas import DATASETS
from schemas.dictionary import describe
from schemas.store import Store

DATABASE = "csp-reports.sqlite"
_ROW_GROUP = 50_000
_BATCH = 10_000  # rows that are turned into Python values at a time
_DESCRIPTOR = "datapackage.json"
_SQL_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


class ReleaseError(Exception):
    """The release cannot be written, and why, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Release:
    """What was written."""

    version: str
    since: str | None
    """Version of the release before, None for the first."""
    differences: list[Difference]


def write_release(
    store: Store,
    derived: Derived,
    target: Path,
    version: str | None = None,
    with_sqlite: bool = False,
    with_csv: bool = False,
) -> Release:
    """Write a release to a folder, in place of the one that is there. Raises ReleaseError.

    It is whole or not there: files are written beside the folder, which takes its place at the end.
    Without `version`, 1.0.0 or the one that follows from what changed.
    """
    before = _descriptor(target)
    beside = target.with_name(f".{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        found = _write_datasets(store, derived, target, beside, with_csv)
        since = before["version"] if before else None
        version = version or _next_version(since, found)
        _write_words(beside, version, found, since)
        if with_sqlite:
            _write_sqlite(beside)
        _write_sums(beside)
        _replace(target, beside)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Release(version, since, found)


def _descriptor(target: Path) -> dict[str, Any] | None:
    """That of the release which is there; a folder of something else is an error."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return None
    try:
        told: dict[str, Any] = json.loads((target / _DESCRIPTOR).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{target} holds no release: name a new or empty folder") from error
    return told


def _write_datasets(
    store: Store, derived: Derived, target: Path, beside: Path, with_csv: bool
) -> list[Difference]:
    found = []
    for name in ALL:
        table = store.read(name) if name in DATASETS else derived.read(name)
        table = in_order(table)
        (beside / f"{name}.parquet").write_bytes(encoded(table, _ROW_GROUP))
        if with_csv:
            (beside / "csv").mkdir(exist_ok=True)
            pyarrow.csv.write_csv(flat(table), beside / "csv" / f"{name}.csv")
        old = target / f"{name}.parquet"
        before = pq.ParquetFile(old).read(use_threads=False) if old.exists() else None
        found.append(difference(name, before, table))
    return found


def in_order(table: pa.Table) -> pa.Table:
    """By partnership and period, null last, else as it was; the sort is stable."""
    told = ("report_period", "period_end", "period")
    period = next(name for name in told if name in table.column_names)
    keys = [("partnership", "ascending"), (period, "ascending")]
    return table.take(pc.sort_indices(table, sort_keys=keys))


def flat(table: pa.Table) -> pa.Table:
    """The table with lists and structs as JSON, for formats that have none."""
    for n, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            values = [_json(value) for value in table[field.name].to_pylist()]
            table = table.set_column(n, field.name, pa.array(values, pa.string()))
    return table


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=str)


def _next_version(since: str | None, found: list[Difference]) -> str:
    """The same where nothing changed; the first number where a column went, else the second."""
    if since is None:
        return "1.0.0"
    if not any(one.is_any for one in found):
        return since
    try:
        major, minor, _ = (int(part) for part in since.split("."))
    except ValueError as error:
        raise ReleaseError(f"no version follows from {since}: give --version") from error
    went = any(name.startswith("-") for one in found for name in one.columns)
    return f"{major + 1}.0.0" if went else f"{major}.{minor + 1}.0"


def _write_words(beside: Path, version: str, found: list[Difference], since: str | None) -> None:
    rows = {one.dataset: one.after for one in found}
    files = {}
    for name in ALL:
        files[name] = {"hash": _digest(beside / f"{name}.parquet"), "rows": rows[name]}
    package = json.dumps(describe_package(version, files), ensure_ascii=False, indent=2)
    _write(beside / _DESCRIPTOR, package + "\n")
    _write(beside / "DICTIONARY.md", f"# Data dictionary\n\n{describe(DERIVED)}")
    _write(beside / "README.md", _readme(version, rows))
    _write(beside / "CHANGES.md", render(version, found, since))


def _readme(version: str, rows: dict[str, int]) -> str:
    guide = (Path(__file__).parent / "templates" / "analysts.md").read_text("utf-8")
    head = (Path(__file__).parent / "templates" / "release.md").read_text("utf-8")
    table = ["| file | rows | a row is |", "|---|--:|---|"]
    for name, model in ALL.items():
        sentence = " ".join((model.__doc__ or "").split())
        table.append(f"| `{name}.parquet` | {rows[name]:,} | {sentence} |")
    questions = guide.partition("\n## ")[2].replace("release/", "")
    text = head.replace("{version}", version).replace("{datasets}", "\n".join(table))
    return f"{text}\n## {questions}"


def _write_sqlite(beside: Path) -> None:
    """Each dataset as a table, with indexes on what rows are looked up by."""
    with sqlite3.connect(beside / DATABASE) as database:
        package = json.loads((beside / _DESCRIPTOR).read_text("utf-8"))
        for resource in package["resources"]:
            name, fields = resource["name"], resource["schema"]["fields"]
            columns = ", ".join(
                f'"{field["name"]}" {_SQL_TYPES.get(field["type"], "TEXT")}' for field in fields
            )
            database.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(fields))
            rows = _rows(beside / resource["path"])
            database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            for column in ("record_id", "report_id", "partnership"):
                if any(field["name"] == column for field in fields):
                    database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
    database.close()


def _rows(path: Path) -> Iterator[tuple[Any, ...]]:
    # Without threads for the reason that schemas.parquet gives.
    for batch in pq.ParquetFile(path).iter_batches(_BATCH, use_threads=False):
        columns = flat(pa.Table.from_batches([batch])).to_pydict()
        for row in zip(*columns.values(), strict=True):
            yield tuple(str(v) if hasattr(v, "isoformat") else v for v in row)


def _write_sums(beside: Path) -> None:
    """`SHA256SUMS`, which `sha256sum --check` reads."""
    paths = sorted(path for path in beside.rglob("*") if path.is_file())
    sums = [f"{_digest(path)}  {path.relative_to(beside).as_posix()}\n" for path in paths]
    _write(beside / "SHA256SUMS", "".join(sums))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _replace(target: Path, beside: Path) -> None:
    """The new folder takes the place of the old one."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)
