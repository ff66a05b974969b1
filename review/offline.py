"""A difference as one HTML file that works offline, with pictures of the places inside."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from review.diff import KINDS, Change, Difference
from review.pictures import NEW, OLD, PictureError, box_of, draw_crop
from review.server import STATIC, templates
from review.telling import excerpt, groups, pieces, told

PICTURES = 200
"""So many places are shown as pictures."""
EXAMPLES = 20
"""So many changes of a rule and report are shown; lost records all are."""
MOST = 5_000
"""So many changes are shown in all: browsers take long over more. Lost records all are."""

Find = Callable[[str], Path | None]
"""The PDF of a report, by its id."""


@dataclass(frozen=True)
class Item:
    """A change as the file shows it."""

    change: Change
    columns: list[tuple[str, list[tuple[bool, str]], list[tuple[bool, str]]]]
    words: str
    pictures: list[tuple[str, str]]
    """Caption, and the picture as a data address, empty where it is the one above."""


def as_html(difference: Difference, find: Find, title: str, most_pictures: int = PICTURES) -> str:
    """The file; it says what it leaves out."""
    album = _Album(find, most_pictures)
    sections = []
    shown = 0
    for group in groups(difference):
        reports = []
        for report_id, changes in group.reports:
            room = len(changes) if group.is_lost else min(EXAMPLES, max(0, MOST - shown))
            items = [_item(change, album) for change in changes[:room]]
            shown += len(items)
            reports.append((report_id, items, len(changes) - len(items)))
        sections.append((group, reports))
    return (
        templates()
        .get_template("diff.html")
        .render(
            title=title,
            difference=difference,
            counts=difference.counts(),
            kinds=KINDS,
            sections=sections,
            shown=shown,
            hidden=len(difference.changes) - shown,
            without=album.refused,
            style=(STATIC / "review.css").read_text("utf-8"),
        )
    )


def _item(change: Change, album: "_Album") -> Item:
    columns = [(item.column, *pieces(item.old, item.new)) for item in told(change)]
    return Item(change, columns, excerpt(change.row, 300), album.of(change))


class _Album:
    """The pictures of a file, no more than it may hold."""

    def __init__(self, find: Find, most: int) -> None:
        self.refused = 0
        self._find = find
        self._most = most
        self._taken: dict[object, str] = {}
        self._last: object = None

    def of(self, change: Change) -> list[tuple[str, str]]:
        """One strip of a page where both records are near, else one each."""
        by_page: dict[int, list[tuple[tuple[float, float, float, float], tuple[int, int, int]]]]
        by_page = {}
        for row, colour in ((change.old, OLD), (change.new, NEW)):
            box = box_of(row)
            if row and box:
                by_page.setdefault(row["page"], []).append((box, colour))
        path = self._find(change.report_id) if by_page else None
        if path is None:
            return []
        strips = [self._strip(path, page, boxes) for page, boxes in by_page.items()]
        return [strip for strip in strips if strip]

    def _strip(
        self,
        path: Path,
        page: int,
        boxes: list[tuple[tuple[float, float, float, float], tuple[int, int, int]]],
    ) -> tuple[str, str] | None:
        key = (path, page, tuple(boxes))
        if key == self._last:
            return f"page {page}: the place that is shown above", ""
        self._last = key
        if key not in self._taken:
            if len(self._taken) >= self._most:
                self.refused += 1
                return None
            try:
                data = base64.b64encode(draw_crop(path, page, boxes).data).decode()
            except PictureError:
                return None
            self._taken[key] = f"data:image/png;base64,{data}"
        return f"page {page}", self._taken[key]
