"""Holds records against hand labels: which record is which label, one to one."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path, PurePosixPath
from typing import Any

from rapidfuzz import fuzz

from review.columns import Values
from schemas.folder import StoreError

Label = Mapping[str, Any]
Labels = Mapping[str, Sequence[Label]]
"""Labels of a report, by dataset."""

_NUMBER = re.compile(r"\d{3,}")


def read_gold(folder: Path) -> dict[str, Labels]:
    """Labels by the name of their file. Raises StoreError."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise StoreError(f"{folder}: no labels (*.json) in it")
    found: dict[str, Labels] = {}
    for path in files:
        try:
            labels = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise StoreError(f"{path} is no JSON: {error}") from error
        found[path.stem] = {name: labels[name] for name in LIKENESS if name in labels}
    return found


def labels_of(source: str, gold: Mapping[str, Labels]) -> Labels | None:
    """The labels of a report: of the same name, or of one that begins with the same number."""
    stem = PurePosixPath(source).stem
    if stem in gold:
        return gold[stem]
    number = _NUMBER.match(stem)
    for name, labels in gold.items():
        other = _NUMBER.match(name)
        if number and other and number[0] == other[0]:
            return labels
    return None


@dataclass(frozen=True)
class Score:
    """By rule: records that answer a label, and records that were held against labels."""

    right: Mapping[str, int]
    judged: Mapping[str, int]
    labels: int


def score(dataset: str, labels: Sequence[Label], rows: Sequence[Values]) -> Score:
    """Records of one report against its labels; a minor label may be found or not."""
    rows = [row for row in rows if not row.get("table_id")]  # labels tell of running text
    likeness = LIKENESS[dataset]
    wanted = [label for label in labels if not label.get("minor")]
    pairs = _assign(wanted, rows, likeness)
    taken = {j for _, j in pairs}
    rest = [j for j in range(len(rows)) if j not in taken]
    minor = [label for label in labels if label.get("minor")]
    spared = {rest[j] for _, j in _assign(minor, [rows[j] for j in rest], likeness)}
    right: dict[str, int] = defaultdict(int)
    judged: dict[str, int] = defaultdict(int)
    for j, row in enumerate(rows):
        if j not in spared:
            judged[row["method"]] += 1
            right[row["method"]] += j in taken
    return Score(right, judged, len(wanted))


def _assign(
    labels: Sequence[Label], rows: Sequence[Values], likeness: Callable[[Label, Values], float]
) -> list[tuple[int, int]]:
    """Pairs of indices, the most alike first; nothing is taken twice."""
    scored = (
        (likeness(label, row), i, j) for i, label in enumerate(labels) for j, row in enumerate(rows)
    )
    pairs: list[tuple[int, int]] = []
    left_labels, left_rows = set(range(len(labels))), set(range(len(rows)))
    for alike, i, j in sorted(scored, key=lambda found: (-found[0], found[1], found[2])):
        if alike > 0 and i in left_labels and j in left_rows:
            left_labels.remove(i)
            left_rows.remove(j)
            pairs.append((i, j))
    return pairs


def _plain(text: Any) -> str:
    flat = unicodedata.normalize("NFKC", str(text or "")).casefold().replace("&", " and ")
    return re.sub(r"[^\w£%.+-]+", " ", flat).strip(" .-")


def _alike(a: Any, b: Any, least: float) -> float:
    one, other = _plain(a), _plain(b)
    if not one or not other:
        return 100.0 * (one == other)
    several = min(len(one.split()), len(other.split())) > 1
    found = max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other) if several else 0.0)
    return float(found) if found >= least else 0.0


def _priority(label: Label, row: Values) -> float:
    fits = label["owner"] == row["owner"] and _is_told(label, row, "period")
    return _alike(label["text"], row["text"], 85) * fits


def _funding(label: Label, row: Values) -> float:
    if not _is_close(label["amount_gbp"], row["amount_gbp"]):
        return 0.0
    return 1.0 + bool(label["kind"] == row["kind"]) + _is_told(label, row, "period")


def _initiative(label: Label, row: Values) -> float:
    return _alike(label["name"], row["name"], 80)


def _statistic(label: Label, row: Values) -> float:
    if not _is_close(label["value"], row["value"]) or label["unit"] != row["unit"]:
        return 0.0
    alike = float(fuzz.token_set_ratio(_plain(label["measure"]), _plain(row["measure"])))
    return max(0.0, alike - 50)


def _is_told(label: Label, row: Values, column: str) -> bool:
    """Whether the record agrees, where the label says anything."""
    return label.get(column) is None or label[column] == row[column]


def _is_close(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=0.005, abs_tol=0.005)


LIKENESS: Mapping[str, Callable[[Label, Values], float]] = {
    "priorities": _priority,
    "funding": _funding,
    "initiatives": _initiative,
    "statistics": _statistic,
}
"""How well a record answers a label, 0 for not at all, by dataset."""
