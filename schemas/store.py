"""The curated datasets on disk: what is published of each report, and what waits beside it."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, cast

import pyarrow as pa

from schemas import DATASETS, Report, Row, arrow_schema
from schemas.codes import slug
from schemas.folder import Folder, StoreError
from schemas.lock import locked
from schemas.manifest import FileEntry, Manifest
from schemas.parquet import decode, encode
from schemas.version import code_version

__all__ = ["Outcome", "State", "Store", "StoreError", "code_version", "report_id"]

State = Literal["published", "unchanged", "pending", "accepted"]

_MANIFESTS, _PENDING = ".manifest", ".pending"
_MANIFEST_ENDINGS = (".json", ".json.new")
_LONGEST = 60  # characters of a file's name in a report_id
_OF_THE_RUN = ("source", "extractor_version", "ingested_at")  # columns that say nothing new


@dataclass(frozen=True)
class Outcome:
    """What became of a report; `rows` are those that the run found, by dataset."""

    report_id: str
    state: State
    rows: dict[str, int]


@dataclass(frozen=True)
class _Place:
    """Names of a report's files, published or pending."""

    report_id: str
    pending: bool = False

    @property
    def manifest(self) -> str:
        if self.pending:
            return f"{_PENDING}/{self.report_id}/pending.json"
        return f"{_MANIFESTS}/{self.report_id}.json"

    def file(self, dataset: str) -> str:
        if self.pending:
            return f"{_PENDING}/{self.report_id}/{dataset}.parquet"
        return f"{dataset}/{self.report_id}.parquet"


class Store:
    """The datasets in a folder, one file a report and dataset.

    A report is eight files, which no file system replaces at one stroke. So all new files are laid
    beside their places as `.<name>.new`, the manifest last: from then on the new state counts, and
    renaming them is all that is left to do, by this run or, after a crash, by the next one that
    writes. New files without a new manifest are what a crash left and are removed.
    """

    def __init__(self, root: str = "curated", wait: float = 60.0) -> None:
        """`root`: a folder or `s3://…`; `wait`: seconds to wait for another run's write."""
        self.folder = Folder.open(root)
        self.wait = wait

    def done(
        self, sha256: str, code: str, told: Mapping[str, str] | None = None, accept: bool = False
    ) -> Outcome | None:
        """What this code made of this input before, or None where there is work to do.

        `accept` publishes it if it waits. Raises StoreError.
        """
        published = self.state(sha256)
        waiting = published and self.manifest(published.report_id, pending=True)
        manifest = waiting or published
        if manifest is None or not manifest.answers(sha256, code, told or {}):
            return None
        if waiting and accept:
            self.accept([manifest.report_id])
            return Outcome(manifest.report_id, "accepted", _rows(manifest))
        return Outcome(manifest.report_id, "pending" if waiting else "unchanged", _rows(manifest))

    def state(self, sha256: str) -> Manifest | None:
        """What is published of an input, under whatever name it came."""
        for name in self.report_ids():
            if name.endswith(f"-{sha256[:8]}"):
                manifest = self.manifest(name)
                if manifest and manifest.sha256 == sha256:
                    return manifest
        return None

    def write(
        self,
        records: Mapping[str, Sequence[Row]],
        accept: bool = False,
        told: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Publish a new report; a changed one waits, unless `accept`. Raises StoreError.

        `records`: the rows of every dataset, one of them in `reports`. `told`: what the user said
        of the report, kept for the next run.
        """
        files = {name: encode(model, records.get(name, ())) for name, model in DATASETS.items()}
        report = cast(Report, records["reports"][0])
        manifest = Manifest(
            report_id=report.report_id,
            source=report.source,
            sha256=report.sha256,
            code_version=report.extractor_version,
            told=dict(told or {}),
            files={name: FileEntry.of(len(records.get(name, ())), files[name]) for name in files},
        )
        with self._writing():
            elsewhere = self.state(report.sha256)
            if elsewhere and elsewhere.report_id != report.report_id:
                return _twice(elsewhere, manifest)
            state = self._write(manifest, files, accept)
        return Outcome(manifest.report_id, state, _rows(manifest))

    def accept(self, report_ids: Iterable[str] | None = None) -> list[str]:
        """Publish what waits, all of it by default: ids of the reports. Raises StoreError."""
        with self._writing():
            waiting = {manifest.report_id: manifest for manifest in self.pending()}
            chosen = sorted(waiting if report_ids is None else set(report_ids))
            for name in chosen:
                if name not in waiting:
                    raise StoreError(f"nothing of {name} waits in {self.folder.root}")
            for name in chosen:
                place = _Place(name, pending=True)
                files = {dataset: self.folder.get(place.file(dataset)) for dataset in DATASETS}
                self._replace(_Place(name), waiting[name], files)
                self._drop(name)
        return chosen

    def pending(self) -> list[Manifest]:
        """The reports whose new extraction waits to be accepted."""
        with self.folder.explained():
            names = self.folder.names(_PENDING)
        return [found for name in names if (found := self.manifest(name, pending=True))]

    def report_ids(self) -> list[str]:
        """The published reports."""
        with self.folder.explained():
            names = self.folder.names(_MANIFESTS)
        return sorted({_report_id(name) for name in names if name.endswith(_MANIFEST_ENDINGS)})

    def manifest(self, report_id: str, pending: bool = False) -> Manifest | None:
        """What is published, or waits, of a report; raises StoreError where it is damaged."""
        place = _Place(report_id, pending)
        with self.folder.explained():
            # A run that is writing moves the new one to the old one's place: hence this order.
            for name in (_new(place.manifest), place.manifest):
                with contextlib.suppress(FileNotFoundError):
                    return Manifest.from_bytes(self.folder.get(name), self.folder.full(name))
        return None

    def read(self, dataset: str) -> pa.Table:
        """The published rows of a dataset, by report_id, with the contract's schema."""
        with self.folder.explained():
            try:
                return self._read(dataset)
            except FileNotFoundError:  # a run that is writing has renamed one since it was listed
                return self._read(dataset)

    def file(self, report_id: str, dataset: str, pending: bool = False) -> bytes:
        """A report's file of a dataset; raises FileNotFoundError."""
        place = _Place(report_id, pending)
        if self.folder.exists(_new(place.manifest)):
            with contextlib.suppress(FileNotFoundError):
                return self.folder.get(_new(place.file(dataset)))
        return self.folder.get(place.file(dataset))

    def table(self, report_id: str, dataset: str, pending: bool = False) -> pa.Table:
        """The same as a table, with the schema that the file has; raises StoreError."""
        with self.folder.explained():
            return decode(self.file(report_id, dataset, pending))

    def _read(self, dataset: str) -> pa.Table:
        schema = arrow_schema(DATASETS[dataset])
        committed, there = (set(self.folder.names(name)) for name in (_MANIFESTS, dataset))
        names = []
        for report_id in self.report_ids():
            name, new = f"{report_id}.parquet", _new(f"{report_id}.parquet")
            names.append(new if new in there and _new(f"{report_id}.json") in committed else name)
        tables = [decode(self.folder.get(f"{dataset}/{name}"), schema) for name in names]
        return pa.concat_tables([schema.empty_table(), *tables])

    def _write(self, manifest: Manifest, files: Mapping[str, bytes], accept: bool) -> State:
        name = manifest.report_id
        published = self.manifest(name)
        if published is None:
            self._replace(_Place(name), manifest, files)
            return "published"
        if published.sha256 != manifest.sha256:
            raise StoreError(f"{name} is another report already: rename {manifest.source}")
        if self._confirms(_Place(name), manifest, files):
            self._drop(name)
            return "unchanged"
        if accept:
            self._replace(_Place(name), manifest, files)
            self._drop(name)
            return "accepted"
        if not self._confirms(_Place(name, pending=True), manifest, files):
            self._replace(_Place(name, pending=True), manifest, files)
        return "pending"

    def _confirms(self, place: _Place, manifest: Manifest, files: Mapping[str, bytes]) -> bool:
        """Whether the files there say the same already; then the code is noted as asked."""
        there = self.manifest(place.report_id, place.pending)
        if there is None or there.files.keys() != files.keys():
            return False
        for dataset, data in files.items():
            if there.files[dataset] != manifest.files[dataset]:
                before = self.table(place.report_id, dataset, place.pending)
                # Other library versions make other bytes of the same rows.
                if not _without_run(before).equals(_without_run(decode(data))):
                    return False
        asked = {"code_version": manifest.code_version, "told": manifest.told}
        if (confirmed := there.model_copy(update=asked)) != there:
            self.folder.put(place.manifest, confirmed.to_bytes())
        return True

    def _replace(self, place: _Place, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        try:
            for dataset, data in files.items():
                self.folder.put(_new(place.file(dataset)), data)
            self.folder.put(_new(place.manifest), manifest.to_bytes())
        finally:
            self._settle(place)

    def _settle(self, place: _Place) -> None:
        """Finish a write whose new manifest is there; undo one that did not come so far."""
        committed = self.folder.exists(_new(place.manifest))
        for dataset in reversed(DATASETS):  # reports last: who is in it has its rows
            new = _new(place.file(dataset))
            if not committed:
                self.folder.remove(new)
            elif self.folder.exists(new):
                self.folder.move(new, place.file(dataset))
        if committed:
            self.folder.move(_new(place.manifest), place.manifest)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self.folder.explained(), locked(self.folder, self.wait):
            self._recover()
            yield

    def _recover(self) -> None:
        """Bring to its end what a crash cut off."""
        half_written = {name for folder in (_MANIFESTS, *DATASETS) for name in self._left(folder)}
        for report_id in sorted(half_written):
            self._settle(_Place(report_id))
        for report_id in self.folder.names(_PENDING):
            if self._left(f"{_PENDING}/{report_id}"):
                self._settle(_Place(report_id, pending=True))
            published, waiting = self.manifest(report_id), self.manifest(report_id, pending=True)
            if waiting is None or (published and published.files == waiting.files):
                self._drop(report_id)

    def _left(self, folder: str) -> list[str]:
        """First parts of the names of new files in a folder; removes what is not even whole."""
        hidden = [name for name in self.folder.names(folder) if name.startswith(".")]
        for name in hidden:
            if name.endswith(".tmp"):
                self.folder.remove(f"{folder}/{name}")
        return [_report_id(name) for name in hidden if name.endswith(".new")]

    def _drop(self, report_id: str) -> None:
        """Forget what waits; its manifest first, so that half of it is never taken for all."""
        self.folder.remove(_Place(report_id, pending=True).manifest)
        self.folder.remove(f"{_PENDING}/{report_id}")


def report_id(name: str, sha256: str) -> str:
    """Key of a report: `Annual Report 2022-23.pdf` is `annual-report-2022-23-` and 8 hex digits."""
    stem = slug(PurePosixPath(name).stem)[:_LONGEST].strip("-")
    return f"{stem or 'report'}-{sha256[:8]}"


def _twice(elsewhere: Manifest, manifest: Manifest) -> Outcome:
    # Only where another run has published the same file under another name in the meantime.
    if elsewhere.code_version != manifest.code_version:
        raise StoreError(f"{manifest.source} is published as {elsewhere.report_id}: run again")
    return Outcome(elsewhere.report_id, "unchanged", _rows(elsewhere))


def _rows(manifest: Manifest) -> dict[str, int]:
    return {dataset: manifest.files[dataset].rows for dataset in DATASETS}


def _new(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/.{last}.new" if folder else f".{last}.new"


def _report_id(name: str) -> str:
    return name.lstrip(".").split(".", 1)[0]


def _without_run(table: pa.Table) -> pa.Table:
    return table.select([name for name in table.column_names if name not in _OF_THE_RUN])
