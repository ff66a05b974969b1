"""The derived datasets of a curated folder, kept in `.derived/` until something changes."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.derived import DERIVED
from schemas import arrow_schema
from schemas.folder import Folder, StoreError
from schemas.parquet import COMPRESSION
from schemas.store import Store

_FOLDER, _KEY, _MANIFESTS = ".derived", ".derived/key", ".manifest"
_ROW_GROUP = 20_000  # rows: one partnership's are found without reading all
_CODE = ("*.py", "../schemas/data/comparability.toml", "../schemas/data/categories.toml")


@dataclass(frozen=True)
class Derived:
    """The derived datasets; those that could not be kept are in `tables`."""

    folder: Folder
    tables: dict[str, pa.Table] = field(default_factory=dict)

    def read(
        self, dataset: str, partnership: str | None = None, columns: list[str] | None = None
    ) -> pa.Table:
        """A dataset, or one partnership's part of it, or some columns. Raises StoreError."""
        if dataset in self.tables:
            table = _only(self.tables[dataset], partnership)
            return table if columns is None else table.select(columns)
        with self.folder.explained():
            data = self.folder.get(f"{_FOLDER}/{dataset}.parquet")
        file = pq.ParquetFile(pa.BufferReader(data))
        groups = [n for n in range(file.num_row_groups) if _may_hold(file, n, partnership)]
        # Without threads for the reason that schemas.parquet gives.
        table = file.read_row_groups(groups, columns=columns, use_threads=False)
        return _only(table, partnership)


def read_derived(curated: str, say: Callable[[str], None] | None = None) -> Derived:
    """The derived datasets, built anew where a report or the code has changed since.

    `say` is told before they are, which takes a while. A folder that cannot be written is no error.
    Raises StoreError.
    """
    store = Store(curated)
    key = _key(store.folder)
    if _kept(store.folder) == key:
        return Derived(store.folder)
    from analysis.build import derive, read_needed  # noqa: PLC0415  pandas is slow to import

    if say is not None:
        say(f"building what compares the years of {len(store.report_ids())} reports, once")
    tables = derive(read_needed(store))
    try:
        _keep(store.folder, tables, key)
    except (StoreError, OSError):  # a folder that may only be read is asked the slow way
        return Derived(store.folder, tables)
    return Derived(store.folder)


def encoded(table: pa.Table, row_group: int = _ROW_GROUP) -> bytes:
    """A Parquet file of a table in row groups; the same table, the same bytes."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression=COMPRESSION, row_group_size=row_group)
    return buffer.getvalue()


def _keep(folder: Folder, tables: dict[str, pa.Table], key: str) -> None:
    with folder.explained():
        folder.remove(_KEY)
        for name, table in tables.items():
            folder.put(f"{_FOLDER}/{name}.parquet", encoded(table))
        folder.put(_KEY, key.encode())


def _kept(folder: Folder) -> str:
    try:
        return folder.get(_KEY).decode()
    except OSError:
        return ""


def _key(folder: Folder) -> str:
    """Hash of all manifests, and of the code and data that make the derived datasets."""
    found = hashlib.sha256()
    for name, data in (*_manifests(folder), *_code()):
        found.update(f"{name}\0".encode() + hashlib.sha256(data).digest())
    return found.hexdigest()


def _manifests(folder: Folder) -> Iterator[tuple[str, bytes]]:
    with folder.explained():
        for name in folder.names(_MANIFESTS):
            if not name.endswith(".tmp"):
                yield name, folder.get(f"{_MANIFESTS}/{name}")


def _code() -> Iterator[tuple[str, bytes]]:
    here = Path(__file__).parent
    for path in sorted(path for pattern in _CODE for path in here.glob(pattern)):
        yield path.name, path.read_bytes()
    for name, model in DERIVED.items():
        yield name, str(arrow_schema(model)).encode()


def _may_hold(file: pq.ParquetFile, group: int, partnership: str | None) -> bool:
    if partnership is None:
        return True
    at = file.schema_arrow.names.index("partnership")
    statistics = file.metadata.row_group(group).column(at).statistics
    return statistics is None or bool(statistics.min <= partnership <= statistics.max)


def _only(table: pa.Table, partnership: str | None) -> pa.Table:
    if partnership is None:
        return table
    return table.filter(pc.equal(table["partnership"], partnership))
