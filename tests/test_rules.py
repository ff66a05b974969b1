"""The account of each rule: what it found, how it was judged, how it does on labels."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from review.gold import labels_of, read_gold, score
from review.ledger import ledger
from review.originals import Originals
from review.publish import publish
from review.session import Session
from schemas.store import Store, StoreError
from tests.judged import read


def label(measure: str, value: float, unit: str = "count", **told: Any) -> dict[str, Any]:
    return {"measure": measure, "value": value, "unit": unit, **told}


def gold(folder: Path, *labels: dict[str, Any], name: str = "report") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"statistics": list(labels)}))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(str(tmp_path / "curated"))
    publish(store, read())
    publish(store, read(name="unlabelled.pdf"))
    return store


def test_records_reports_and_confidence_by_rule(store: Store) -> None:
    (line,) = ledger(store)
    assert (line.dataset, line.rule, line.records, line.reports) == (
        "statistics",
        "statistics.made_up",
        8,
        2,
    )
    assert line.confidence == pytest.approx(0.9)
    assert (line.share_accepted, line.precision, line.recall) == (None, None, None)


def test_precision_and_recall_count_only_reports_with_labels(store: Store, tmp_path: Path) -> None:
    folder = gold(
        tmp_path / "gold",
        label("Robbery", 182),
        label("burglary offences", 90),
        label("Arson", 13),
        label("Fraud", 5),
        label("Theft", 4100, minor=True),
    )
    (line,) = ledger(store, folder)
    # Robbery and Burglary are right, Arson is wrong, Theft neither gains nor costs.
    assert (line.labelled, line.precision, line.recall) == (3, pytest.approx(2 / 3), 2 / 4)


def test_a_label_is_found_once() -> None:
    rows = [row.model_dump() for row in read()["statistics"]]
    found = score("statistics", [label("Robbery", 182)], [rows[0], {**rows[0], "method": "other"}])
    assert (found.right["statistics.made_up"], found.right["other"]) == (1, 0)
    assert (found.judged["other"], found.labels) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [label("Robbery", 183), label("Robbery", 182, "percent"), label("Dog fouling", 182)],
)
def test_another_number_unit_or_thing_is_not_the_label(wrong: dict[str, Any]) -> None:
    rows = [row.model_dump() for row in read()["statistics"]]
    assert score("statistics", [wrong], rows).right["statistics.made_up"] == 0


def test_labels_are_of_the_same_name_or_number(tmp_path: Path) -> None:
    labels = read_gold(gold(tmp_path / "gold", label("Robbery", 1), name="004_colchester"))
    assert labels_of("raw/004_8fe7082303a0c092.pdf", labels) is not None
    assert labels_of("raw/004_colchester.txt", labels) is not None
    assert labels_of("raw/005_8fe7082303a0c092.pdf", labels) is None
    assert labels_of("raw/annual-report.pdf", labels) is None


def test_how_changes_were_judged_counts_by_rule(store: Store) -> None:
    new = read(code="code-2", quirk="value")
    new["statistics"] = new["statistics"][:3]
    publish(store, new)
    session = Session(store, Originals(()), "Ann")
    for change in session.difference.changes:
        session.seen.add(change.id)
        session.decide([change.id], "reject" if change.kind == "lost" else "accept")
    (line,) = ledger(store)
    assert (line.accepted, line.rejected, line.share_accepted) == (1, 1, 0.5)


def test_the_command(store: Store, tmp_path: Path) -> None:
    del store
    folder = gold(tmp_path / "gold", label("Robbery", 182))
    where = ["rules", "--curated", str(tmp_path / "curated"), "--gold", str(folder)]
    done = CliRunner().invoke(app, where)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].split() == (
        ["statistics.made_up", "8", "2", "0.90", "·", "·", "·", "4", "0.25", "1.00"]
    )
    assert max(map(len, done.stdout.splitlines())) <= 100
    (line,) = json.loads(CliRunner().invoke(app, [*where, "--json"]).stdout)
    assert (line["precision"], line["recall"]) == (0.25, 1.0)


def test_a_folder_without_labels_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="no labels"):
        ledger(store, tmp_path / "empty")


def test_the_labels_of_the_corpus_are_read(shared: Path) -> None:
    labels = read_gold(shared / "gold")
    assert {len(found) for found in labels.values()} == {4}
