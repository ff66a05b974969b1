"""Counts what changed between two releases."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

_OF_THE_RUN = {"source", "extractor_version", "ingested_at"}  # columns that say nothing new


@dataclass(frozen=True)
class Difference:
    """What became of the rows of a dataset."""

    dataset: str
    before: int
    after: int
    added: int = 0
    changed: int = 0
    lost: int = 0
    columns: tuple[str, ...] = ()
    """Columns in which rows differ, those that came or went with a sign: `+area`."""

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.lost or self.columns)


def difference(dataset: str, old: pa.Table | None, new: pa.Table) -> Difference:
    """Matches rows by `record_id`, in `reports` by `report_id`; without it all differ or none."""
    if old is None:
        return Difference(dataset, 0, len(new), added=len(new))
    came = tuple(f"+{name}" for name in new.column_names if name not in old.column_names)
    went = tuple(f"-{name}" for name in old.column_names if name not in new.column_names)
    key = "report_id" if dataset == "reports" else "record_id"
    keyed = key in new.column_names and key in old.column_names and _is_key(new[key])
    if not keyed or not _is_key(old[key]):
        same = not came and not went and old.equals(new)
        return Difference(dataset, len(old), len(new), 0, 0 if same else len(new), 0, came + went)
    at = pc.index_in(new[key], value_set=old[key].combine_chunks())
    both = new.filter(pc.is_valid(at))
    before = old.take(at.drop_null())
    shared = [n for n in new.column_names if n in old.column_names and n not in _OF_THE_RUN]
    differs = {name: _differs(before[name], both[name]) for name in shared}
    moved = tuple(name for name, rows in differs.items() if any(rows))
    changed = sum(map(any, zip(*(differs[name] for name in moved), strict=True)))
    lost, added = len(old) - len(both), len(new) - len(both)
    return Difference(dataset, len(old), len(new), added, changed, lost, (*came, *went, *moved))


def _is_key(column: pa.ChunkedArray) -> bool:
    return bool(pc.count_distinct(column).as_py() == len(column))


def _differs(old: pa.ChunkedArray, new: pa.ChunkedArray) -> list[bool]:
    if old.type != new.type:
        return [True] * len(new)
    if pa.types.is_nested(new.type):
        return [a != b for a, b in zip(old.to_pylist(), new.to_pylist(), strict=True)]
    same = pc.fill_null(pc.equal(old, new), False)
    both_null = pc.and_(pc.is_null(old), pc.is_null(new))
    told: list[bool] = pc.invert(pc.or_(same, both_null)).to_pylist()
    return told


def render(version: str, differences: list[Difference], since: str | None) -> str:
    """`CHANGES.md`: losses first."""
    lines = [f"# Version {version}", ""]
    lines += [f"Beside version {since}." if since else "The first release.", ""]
    lines += ["| dataset | rows | added | changed | lost | columns that differ |"]
    lines += ["|---|--:|--:|--:|--:|---|"]
    for one in sorted(differences, key=lambda one: (-one.lost, -one.changed)):
        columns = ", ".join(f"`{name}`" for name in one.columns)
        counts = f"{one.added:,} | {one.changed:,} | {one.lost:,}"
        lines.append(f"| `{one.dataset}` | {one.after:,} | {counts} | {columns} |")
    return "\n".join(lines) + "\n"
