"""Holds the published datasets against their schemas, their manifests and each other."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from pydantic import ValidationError

from schemas import DATASETS, arrow_schema
from schemas.checks import Rows, find_contradictions
from schemas.folder import StoreError
from schemas.manifest import FileEntry, Manifest
from schemas.parquet import decode
from schemas.store import Store


@dataclass(frozen=True)
class Problem:
    """Something wrong with the datasets; `where` is a record, row or file."""

    dataset: str
    report_id: str
    what: str
    where: str = ""


def validate(store: Store) -> list[Problem]:
    """All that is wrong, by dataset and report; raises StoreError where there is no such folder."""
    if not store.folder.exists():
        raise StoreError(f"{store.folder.root}: no such folder")
    return list(_problems(store))


def _problems(store: Store) -> Iterator[Problem]:
    yield from _foreign_files(store)
    seen: Counter[tuple[str, str]] = Counter()
    for report_id in store.report_ids():
        try:
            manifest = store.manifest(report_id)
        except StoreError as error:
            yield Problem("manifest", report_id, str(error))
            continue
        if manifest is not None:
            yield from _report(store, manifest, seen)


def _foreign_files(store: Store) -> Iterator[Problem]:
    known = set(store.report_ids())
    for dataset in DATASETS:
        for name in store.folder.names(dataset):
            if not name.startswith(".") and name.removesuffix(".parquet") not in known:
                what = "no manifest knows this file: remove it"
                yield Problem(dataset, "", what, f"{dataset}/{name}")


def _report(store: Store, manifest: Manifest, seen: Counter[tuple[str, str]]) -> Iterator[Problem]:
    """Problems of a report; `seen` counts the record ids of all reports so far."""
    name = manifest.report_id
    rows: Rows = {dataset: [] for dataset in DATASETS}
    for dataset in DATASETS:
        table, problem = _table(store, manifest, dataset)
        if problem:
            yield Problem(dataset, name, problem, f"{dataset}/{name}.parquet")
        if table is None:
            continue
        rows[dataset] = table.to_pylist()
        for i, row in enumerate(rows[dataset]):
            for what in _row(dataset, row):
                yield Problem(dataset, name, what, _where(row, i))
            if (record_id := row.get("record_id")) is not None:
                seen[dataset, record_id] += 1
                if seen[dataset, record_id] > 1:
                    yield Problem(dataset, name, "record_id is not unique", _where(row, i))
    for dataset, at, what in find_contradictions(rows, manifest):
        where = "" if at is None else _where(rows[dataset][at], at)
        yield Problem(dataset, name, what, where)


def _table(store: Store, manifest: Manifest, dataset: str) -> tuple[pa.Table | None, str | None]:
    """The file as a table where it has all columns, and what is wrong with it."""
    name = manifest.report_id
    again = f"delete {store.folder.root}/.manifest/{name}.json and ingest the report again"
    try:
        data = store.file(name, dataset)
    except FileNotFoundError:
        return None, f"file is missing: {again}"
    try:
        table = decode(data)
    except pa.ArrowException:
        return None, f"file is damaged: {again}"
    schema = arrow_schema(DATASETS[dataset])
    if not table.schema.equals(schema):
        return None, f"schema is not the contract's ({_difference(table.schema, schema)}): {again}"
    expected = manifest.files.get(dataset)
    if expected != FileEntry(rows=len(table), sha256=hashlib.sha256(data).hexdigest()):
        return table, f"file is not what was published: {again}"
    return table, None


def _difference(found: pa.Schema, expected: pa.Schema) -> str:
    lost = [name for name in expected.names if name not in found.names]
    more = [name for name in found.names if name not in expected.names]
    other = [
        f"{field.name}: {found.field(field.name).type}, not {field.type}"
        for field in expected
        if field.name in found.names and not found.field(field.name).equals(field)
    ]
    parts = (("lacks", lost), ("unknown", more), ("type or nulls", other))
    listed = "; ".join(f"{what} {', '.join(names)}" for what, names in parts if names)
    return listed or "order of columns"


def _row(dataset: str, row: Mapping[str, Any]) -> Iterator[str]:
    try:
        DATASETS[dataset].model_validate(row)
    except ValidationError as error:
        for line in error.errors():
            column = ".".join(map(str, line["loc"]))
            yield f"{column}: {line['msg']}" if column else line["msg"]


def _where(row: Mapping[str, Any], i: int) -> str:
    return f"row {i}, record {row['record_id']}" if "record_id" in row else f"row {i}"
