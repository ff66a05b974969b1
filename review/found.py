"""One record with all that is known of it: words, rule, confidence, history and decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from review.columns import Values, as_text
from review.decisions import Decision, Decisions
from review.history import Event, of_record
from review.originals import Originals
from review.telling import marked
from schemas import DATASETS, Record
from schemas.folder import StoreError
from schemas.manifest import Manifest
from schemas.store import Store

_LEAST = 6  # characters of a record_id that name it


@dataclass(frozen=True)
class RuleFigures:
    """How a rule fares in these datasets."""

    name: str
    records: int
    mean_confidence: float
    accepted: int
    rejected: int


@dataclass(frozen=True)
class FoundRecord:
    """A record, published or, where only there, pending."""

    dataset: str
    row: Values
    waits: bool
    source: str
    file: Path | None
    rule: RuleFigures
    history: list[Event]
    decisions: list[Decision]

    @property
    def sentence(self) -> tuple[str, str, str]:
        """Its words: before what it is about, that, and after."""
        runs = marked(self.row)
        before, core, after = runs if len(runs) == 3 else [(False, ""), *runs, (False, "")]
        return before[1], core[1], after[1]

    @property
    def said(self) -> list[tuple[str, str]]:
        """The dataset's own columns that say something."""
        own = [name for name in self.row if name not in Record.model_fields or name == "area"]
        return [(name, as_text(self.row[name])) for name in own if self.row[name] not in (None, [])]

    @property
    def why(self) -> Iterator[str]:
        """Why it is believed as much as it is."""
        share = f"{self.row['confidence']:.2f}"
        yield f"confidence {share}: that share of such records is right on labelled reports"
        rule = self.rule
        yield f"the rule found {rule.records:,} records here, {rule.mean_confidence:.2f} on average"
        if rule.accepted or rule.rejected:
            yield f"of its changes {rule.accepted:,} were accepted, {rule.rejected:,} rejected"


def find_record(store: Store, record_id: str, originals: Originals) -> FoundRecord:
    """The record whose id is this, or alone begins so; published ones before pending.

    Raises StoreError.
    """
    if len(record_id) < _LEAST:
        raise StoreError(f"{record_id} is too short: give {_LEAST} characters of the id or more")
    for pending in (False, True):
        found = list(_search(store, record_id, pending))
        if len({(dataset, row["record_id"]) for dataset, row, _ in found}) > 1:
            listed = ", ".join(f"{row['record_id']} ({dataset})" for dataset, row, _ in found[:5])
            raise StoreError(f"{record_id} begins {len(found)} records: {listed}")
        if found:
            return _told(store, *found[0], pending, originals)
    raise StoreError(f"no record {record_id} in {store.folder.root}")


def _search(store: Store, record_id: str, pending: bool) -> Iterator[tuple[str, Values, Manifest]]:
    names = [found.report_id for found in store.pending()] if pending else store.report_ids()
    for name in names:
        manifest = store.manifest(name, pending)
        for dataset in DATASETS if manifest else ():
            table = store.table(name, dataset, pending)
            if manifest is None or "record_id" not in table.column_names:
                continue
            ids = table["record_id"].to_pylist()
            for i, found in enumerate(ids):
                if found.startswith(record_id):
                    yield dataset, table.slice(i, 1).to_pylist()[0], manifest


def _told(
    store: Store,
    dataset: str,
    row: Values,
    manifest: Manifest,
    pending: bool,
    originals: Originals,
) -> FoundRecord:
    decisions = Decisions.beside(store.folder.root).all_of(manifest.report_id)
    ours = [d for d in decisions if (d.dataset, d.record_id) == (dataset, row["record_id"])]
    return FoundRecord(
        dataset=dataset,
        row=row,
        waits=pending,
        source=manifest.source,
        file=originals.find(manifest),
        rule=_figures(store, dataset, row["method"]),
        history=_history(store, dataset, row, manifest),
        decisions=ours,
    )


def _history(store: Store, dataset: str, row: Values, manifest: Manifest) -> list[Event]:
    found = of_record(store, manifest.report_id, dataset, row["record_id"])
    if found:
        return found
    report = store.table(manifest.report_id, "reports").to_pylist()[0]
    when = report["ingested_at"].strftime("%Y-%m-%dT%H:%M:%SZ")
    return [Event("published", when, report["extractor_version"], "")]


def _figures(store: Store, dataset: str, rule: str) -> RuleFigures:
    table = store.read(dataset)
    rows = zip(table["method"].to_pylist(), table["confidence"].to_pylist(), strict=True)
    found = [confidence for method, confidence in rows if method == rule]
    decisions = Decisions.beside(store.folder.root)
    whats = [
        decision.what
        for name in decisions.report_ids()
        for decision in decisions.standing(name).values()
        if decision.rule == rule
    ]
    mean = sum(found) / len(found) if found else 0.0
    return RuleFigures(rule, len(found), mean, whats.count("accept"), whats.count("reject"))
