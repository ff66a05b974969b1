"""The account of each rule: what it found, how its changes were judged, how it does on labels."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from review.decisions import Decisions
from review.gold import LIKENESS, Labels, labels_of, read_gold, score
from schemas import DATASETS
from schemas.store import Store

Key = tuple[str, str]
"""Dataset and rule."""


@dataclass(frozen=True)
class Line:
    """One rule's account; None where nothing was decided or labelled."""

    dataset: str
    rule: str
    records: int
    reports: int
    confidence: float
    """Mean of its records."""
    accepted: int
    rejected: int
    share_accepted: float | None
    labelled: int
    """Records of it in reports that have labels."""
    precision: float | None
    recall: float | None
    """Share of its dataset's labels that it found, of all rules together at most 1."""


@dataclass
class _Tally:
    right: Counter[Key] = field(default_factory=Counter)
    judged: Counter[Key] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)


def ledger(store: Store, gold: Path | None = None) -> list[Line]:
    """A line a rule, by dataset and then by number of records. Raises StoreError."""
    found: dict[Key, list[tuple[str, float]]] = defaultdict(list)
    for dataset in DATASETS:
        table = store.read(dataset)
        if "method" not in table.column_names:
            continue
        columns = (table[name].to_pylist() for name in ("method", "report_id", "confidence"))
        for rule, report_id, confidence in zip(*columns, strict=True):
            found[dataset, rule].append((report_id, confidence))
    decided = _decided(store)
    tally = _score(store, read_gold(gold)) if gold else _Tally()
    keys = sorted(
        found.keys() | decided.keys(),
        key=lambda key: (list(DATASETS).index(key[0]), -len(found.get(key, ())), key),
    )
    return [
        _line(key, found.get(key, []), decided.get(key, Counter()), tally)
        for key in keys
        if key[0] != "reports"
    ]


def _line(
    key: Key, records: list[tuple[str, float]], decided: Mapping[str, int], tally: _Tally
) -> Line:
    accepted, rejected = decided.get("accept", 0), decided.get("reject", 0)
    judged, labels = tally.judged[key], tally.labels[key[0]]
    return Line(
        dataset=key[0],
        rule=key[1],
        records=len(records),
        reports=len({report_id for report_id, _ in records}),
        confidence=sum(c for _, c in records) / len(records) if records else 0.0,
        accepted=accepted,
        rejected=rejected,
        share_accepted=accepted / (accepted + rejected) if accepted + rejected else None,
        labelled=judged,
        precision=tally.right[key] / judged if judged else None,
        recall=tally.right[key] / labels if judged and labels else None,
    )


def _decided(store: Store) -> dict[Key, Counter[str]]:
    decisions = Decisions.beside(store.folder.root)
    found: dict[Key, Counter[str]] = defaultdict(Counter)
    for report_id in decisions.report_ids():
        for decision in decisions.standing(report_id).values():
            found[decision.dataset, decision.rule][decision.what] += 1
    return found


def _score(store: Store, gold: Mapping[str, Labels]) -> _Tally:
    tally = _Tally()
    for report_id in store.report_ids():
        manifest = store.manifest(report_id)
        labels = labels_of(manifest.source, gold) if manifest else None
        for dataset in LIKENESS if labels else ():
            if labels is None or dataset not in labels:
                continue
            rows = store.table(report_id, dataset).to_pylist()
            scored = score(dataset, labels[dataset], rows)
            tally.labels[dataset] += scored.labels
            for rule, n in scored.judged.items():
                tally.judged[dataset, rule] += n
                tally.right[dataset, rule] += scored.right[rule]
    return tally
