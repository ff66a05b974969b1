"""Holds what each rule says of its confidence against labels: how many records are right."""

import argparse
import contextlib
import importlib.util
import io
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from rich.console import Console
from rich.table import Table

from extractors.extract import extract
from extractors.reading.read import read
from schemas import DATASETS, Record, Row
from schemas.parquet import encode

SHARED = Path(__file__).parent.parent.parent / "shared"
SURE = 0.9  # what records have that should be right 95 times in a hundred
MANY = 10  # records without which a share says little
FAR = 0.05  # difference between declared and found that is told


@dataclass(frozen=True, slots=True)
class Judged:
    """A record in a labelled report: what its rule says, and whether a label agrees.

    `is_full`: in all its attributes too.
    """

    dataset: str
    method: str
    confidence: float
    is_right: bool
    is_full: bool
    words: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many records of a rule there are, how many right, and what it says of them."""

    records: int
    right: int
    full: int
    declared: float

    @property
    def found(self) -> float:
        """Share of the records that are right."""
        return self.right / self.records if self.records else 0.0

    @property
    def is_far(self) -> bool:
        """Whether what is declared is not what is found."""
        return self.records >= MANY and abs(self.found - self.declared) > FAR


def judge(reports: Iterable[Path], shared: Path) -> list[Judged]:
    """The records of labelled reports, matched with the labels as the score does it.

    Records that answer to a label that may be found or not are left out, and those of datasets
    without labels.
    """
    score = _load(shared / "score" / "score.py")
    with tempfile.TemporaryDirectory() as folder:
        known: dict[str, tuple[str, Record]] = {}
        for path in reports:
            found = extract(read(path)).records
            _write(found, Path(folder), path.stem)
            known |= {
                row.record_id: (dataset, row)
                for dataset, rows in found.items()
                for row in rows
                if isinstance(row, Record)
            }
        verdicts = _verdicts(score, Path(folder), shared / "gold")
    return [
        Judged(dataset, row.method, row.confidence, *verdicts[name], row.source_text)
        for name, (dataset, row) in known.items()
        if name in verdicts
    ]


def labelled(shared: Path, form: str) -> list[Path]:
    """The reports that have labels, as `text` or `pdf`."""
    names = {path.name[:3] for path in (shared / "gold").glob("*.json")}
    return sorted(p for p in (shared / "corpus" / form).iterdir() if p.name[:3] in names)


def shares(judged: Iterable[Judged]) -> dict[tuple[str, str], Share]:
    """How each rule does, by dataset and method."""
    by_rule: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        by_rule[one.dataset, one.method].append(one)
    return {rule: share_of(records) for rule, records in sorted(by_rule.items())}


def share_of(records: Sequence[Judged]) -> Share:
    """How some records do together."""
    total = sum(one.confidence for one in records)
    right = sum(one.is_right for one in records)
    full = sum(one.is_full for one in records)
    return Share(len(records), right, full, total / len(records) if records else 0.0)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write(found: Mapping[str, Sequence[Row]], folder: Path, name: str) -> None:
    for dataset, model in DATASETS.items():
        (folder / dataset).mkdir(exist_ok=True)
        path = folder / dataset / f"{name}.parquet"
        path.write_bytes(encode(model, found.get(dataset, [])))


def _verdicts(score: ModuleType, curated: Path, gold: Path) -> dict[str, tuple[bool, bool]]:
    """By record, whether the score matched it with a label, and in all attributes."""
    verdicts: dict[str, tuple[bool, bool]] = {}

    class Tally(score.Tally):  # type: ignore[misc, name-defined]
        """The score's own count, which also remembers of each record whether it is right."""

        def add(self, labels: Any, got: Any, points: Any, checks: Any, tell: Any) -> None:
            super().add(labels, got, points, checks, tell)
            owed = [label for label in labels if not label.get("minor")]
            minor = [label for label in labels if label.get("minor")]
            paired = {j: i for i, j in score.assign(owed, got, points)}
            others = [j for j in range(len(got)) if j not in paired]
            spared = {others[k] for _, k in score.assign(minor, [got[j] for j in others], points)}
            for j, row in enumerate(got):
                if j not in spared and "record_id" in row:
                    is_right = j in paired
                    is_full = is_right and all(c(owed[paired[j]], row) for c in checks.values())
                    verdicts[row["record_id"]] = (is_right, is_full)

    command = ["score.py", "--curated", str(curated), "--gold", str(gold)]
    with (
        mock.patch.object(score, "Tally", Tally),
        mock.patch.object(sys, "argv", command),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        score.main()
    return verdicts


def show(judged: Sequence[Judged], console: Console) -> None:
    """Prints a line for each rule, and one for the records that are sure."""
    table = Table("dataset", "method", title="Confidence against labels")
    for column in ("records", "right", "full", "share right", "declared", ""):
        table.add_column(column, justify="right")
    for (dataset, method), share in shares(judged).items():
        table.add_row(dataset, method, *_figures(share))
    table.add_section()
    for dataset in dict.fromkeys(one.dataset for one in judged):
        sure = [one for one in judged if one.dataset == dataset and one.confidence >= SURE]
        table.add_row(dataset, f"all with {SURE} and more", *_figures(share_of(sure)))
    everything = [one for one in judged if one.confidence >= SURE]
    table.add_row("all", f"all with {SURE} and more", *_figures(share_of(everything)))
    console.print(table)


def _figures(share: Share) -> tuple[str, ...]:
    far = f"{share.found - share.declared:+.2f}" if share.is_far else ""
    counts = (str(share.records), str(share.right), str(share.full))
    return *counts, f"{share.found:.3f}", f"{share.declared:.3f}", far


def main() -> None:
    """The command: `calibrate.py [--form text|pdf] [--wrong]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--form", choices=("text", "pdf"), help="only these reports")
    parser.add_argument("--wrong", action="store_true", help="list what is sure and wrong")
    options = parser.parse_args()
    if not SHARED.is_dir():
        raise SystemExit("no ../shared beside the repository: there are no labels")
    forms = [options.form] if options.form else ["text", "pdf"]
    judged = [one for form in forms for one in judge(labelled(SHARED, form), SHARED)]
    console = Console(width=100, highlight=False, markup=False)
    show(judged, console)
    wrong = [one for one in judged if one.confidence >= SURE and not one.is_right]
    for one in wrong if options.wrong else []:
        console.print(f"{one.method} {one.confidence:.2f}: {one.words}", soft_wrap=True)


if __name__ == "__main__":
    main()
