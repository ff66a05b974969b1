"""Reads states of the datasets that can be compared: published, pending, or any folder."""

import hashlib
from collections.abc import Callable
from functools import partial

import pyarrow as pa

from review.diff import Difference, Rows, Snapshot, compare
from schemas import DATASETS
from schemas.folder import Folder, StoreError
from schemas.manifest import Manifest
from schemas.parquet import decode
from schemas.store import Store

Keep = Callable[[str], bool]
"""Whether a report, by its id, is to be compared."""


def pending_difference(store: Store, keep: Keep = lambda _: True) -> Difference:
    """What accepting all that waits would do to what is published. Raises StoreError."""
    return compare(published(store, keep), with_pending(store, keep))


def published(store: Store, keep: Keep = lambda _: True) -> Snapshot:
    """What is published. Raises StoreError."""
    found = {name: store.manifest(name) for name in store.report_ids() if keep(name)}
    return {name: _rows(store, manifest) for name, manifest in found.items() if manifest}


def with_pending(store: Store, keep: Keep = lambda _: True) -> Snapshot:
    """What would be published if all that waits were accepted. Raises StoreError."""
    waiting = {
        manifest.report_id: _rows(store, manifest, pending=True)
        for manifest in store.pending()
        if keep(manifest.report_id)
    }
    return {**published(store, keep), **waiting}


def folder(root: str, keep: Keep = lambda _: True) -> Snapshot:
    """What is published in a folder; one without manifests is taken as it lies.

    Raises StoreError, where there is no such folder too.
    """
    store = Store(root)
    place = store.folder
    with place.explained():
        if not place.exists():
            raise StoreError(f"{root}: there is no such folder")
        if place.names(".manifest"):
            return published(store, keep)
        names = {dataset: place.names(dataset) for dataset in DATASETS}
        if not any(names.values()):
            raise StoreError(f"{root}: no datasets in it")
        found: dict[str, dict[str, Rows]] = {}
        for dataset, files in names.items():
            for name in files:
                report_id = name.removesuffix(".parquet")
                if name.endswith(".parquet") and not name.startswith(".") and keep(report_id):
                    found.setdefault(report_id, {})[dataset] = _lying(place, dataset, name)
    return found


def _rows(store: Store, manifest: Manifest, pending: bool = False) -> dict[str, Rows]:
    return {
        dataset: Rows(
            entry.rows,
            entry.sha256,
            partial(_read, store, manifest.report_id, dataset, pending),
        )
        for dataset, entry in manifest.files.items()
    }


def _read(store: Store, report_id: str, dataset: str, pending: bool) -> pa.Table:
    try:
        return store.table(report_id, dataset, pending)
    except pa.ArrowException as error:
        place = f"{store.folder.root}: {dataset} of {report_id}"
        raise StoreError(f"{place} is damaged: csp validate tells what to do") from error


def _lying(place: Folder, dataset: str, name: str) -> Rows:
    data = place.get(f"{dataset}/{name}")
    try:
        table = decode(data)
    except pa.ArrowException as error:
        raise StoreError(f"{place.root}/{dataset}/{name} is damaged: {error}") from error
    return Rows(len(table), hashlib.sha256(data).hexdigest(), lambda: table)
