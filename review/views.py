"""What the review page shows of a change, and of all of them in its list."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review.columns import OF_THE_RUN, as_text
from review.decisions import Decision
from review.diff import KINDS, Change
from review.grids import Grid, grid
from review.pictures import box_of
from review.session import Session, samples
from review.telling import groups, marked, own_first, pieces, summary, told

_HIDDEN = OF_THE_RUN | {"record_id", "report_id", "x0", "top", "x1", "bottom"}
_HIDDEN |= {"source_text", "statement_id", "table_id", "warnings"}
_AROUND = 400  # characters of a text report round the words


@dataclass(frozen=True)
class Cell:
    """A column of a change; each side in runs of words, marked where only it has them."""

    column: str
    old: list[tuple[bool, str]]
    new: list[tuple[bool, str]]


@dataclass(frozen=True)
class Leaf:
    """A page to be shown: its address, and boxes on it in PDF points, `old`, `new` or `both`."""

    report_id: str
    page: int
    boxes: list[tuple[str, tuple[float, float, float, float]]]

    @property
    def as_json(self) -> str:
        """The boxes, for the script that draws them."""
        return json.dumps([{"side": side, "box": box} for side, box in self.boxes])


@dataclass(frozen=True)
class View:
    """All that the page shows of a change."""

    change: Change
    changed: list[Cell]
    same: list[tuple[str, str]]
    leaves: list[Leaf]
    words: list[tuple[bool, str]] = field(default_factory=list)
    """The words it was read from, marked what it is about; in a text report those round them."""
    grids: list[tuple[str, Grid]] = field(default_factory=list)
    """The table as it is published and as it is now found, where it is one."""
    together: int = 1
    """Number of changes that are decided with it, and itself."""
    summary: str = ""
    """Of what kinds these are."""
    earlier: Decision | None = None
    missing: str = ""
    """Why there is no picture, where there is none."""


def as_listing(session: Session) -> dict[str, Any]:
    """For JSON: tables of names, and a row a change that points into them.

    A row is [id, kind, report, group, page, name]; what is decided goes apart.
    """
    found = groups(session.heads)
    names = dict.fromkeys(change.report_id for group in found for change in group.changes)
    reports = {name: i for i, name in enumerate(names)}
    return {
        "kinds": KINDS,
        "reports": list(reports),
        "groups": [
            {
                "rule": group.rule,
                "dataset": group.dataset,
                "lost": group.is_lost,
                "summary": group.summary,
                "samples": samples(group.changes),
            }
            for group in found
        ],
        "changes": [
            [
                change.id,
                KINDS.index(change.kind),
                reports[change.report_id],
                i,
                change.page,
                _listed_name(session, change),
            ]
            for i, group in enumerate(found)
            for change in group.changes
        ],
        "same": sum(session.difference.same.values()),
    }


def _listed_name(session: Session, change: Change) -> str:
    n = len(session.unit(change))
    return f"table, {n:,} changes · {change.name[:100]}" if n > 1 else change.name[:140]


def change_view(session: Session, change: Change) -> View:
    """What is shown of a change. Raises StoreError."""
    manifest = session.manifest(change.report_id)
    path = session.originals.find(manifest) if manifest else None
    leaves = _leaves(change)
    missing = ""
    if path is None:
        source = manifest.source if manifest else change.report_id
        missing = f"{source} is not here: csp review --raw FOLDER says where it is"
        leaves = []
    elif not leaves:
        missing = "The record has no place on a page."
    return View(
        change=change,
        changed=list(_changed(change)),
        same=list(_same(change)),
        leaves=leaves,
        words=_words(path, change),
        grids=list(_grids(session, change)),
        together=len(session.unit(change)),
        summary=summary(session.unit(change)),
        earlier=session.earlier(change),
        missing=missing,
    )


def _changed(change: Change) -> Iterator[Cell]:
    for item in told(change):
        yield Cell(item.column, *pieces(item.old, item.new))


def _same(change: Change) -> Iterator[tuple[str, str]]:
    """The other columns that say something; those of a lost or new record are all its columns."""
    for column in own_first(change.row):
        value = change.row[column]
        if column in _HIDDEN or column in change.columns or value in (None, [], ""):
            continue
        yield column, f"{value:.2f}" if column == "confidence" else as_text(value)


def _grids(session: Session, change: Change) -> Iterator[tuple[str, Grid]]:
    if change.dataset not in ("tables", "table_cells"):
        return
    unit = session.unit(change)
    for side, pending in (("published", False), ("new", True)):
        ids = {row["table_id"] for c in unit for row in [c.new if pending else c.old] if row}
        cells = session.cells(change.report_id, pending)
        if ids:
            yield side, grid([cell for cell in cells if cell["table_id"] in ids], unit, pending)


def _leaves(change: Change) -> list[Leaf]:
    """The pages of both records; one, with both boxes, where they are on the same page."""
    by_page: dict[int, list[tuple[str, tuple[float, float, float, float]]]] = {}
    for side, row in (("old", change.old), ("new", change.new)):
        if row and row.get("page"):
            boxes = by_page.setdefault(row["page"], [])
            box = box_of(row)
            if box and boxes and _close(boxes[0][1], box):
                boxes[0] = ("both", boxes[0][1])
            elif box:
                boxes.append((side, box))
    return [Leaf(change.report_id, page, boxes) for page, boxes in by_page.items()]


def _close(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return all(abs(x - y) <= 1.0 for x, y in zip(a, b, strict=True))


def _words(path: Path | None, change: Change) -> list[tuple[bool, str]]:
    """The words of a record; in a text report, where they stand as they are, in their context."""
    words = as_text(change.row.get("source_text"))
    if path is None or path.suffix.lower() == ".pdf":
        return [] if "source_text" in change.columns else marked(change.row)
    text = " ".join(path.read_text("utf-8", errors="replace").split())
    at = text.find(words)
    if at < 0 or not words:
        return marked(change.row)
    start, end = max(0, at - _AROUND), at + len(words)
    return [(False, text[start:at]), (True, words), (False, text[end : end + _AROUND])]
