"""In which order and which words changes are told: in a terminal, in Markdown, on a page."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from review.columns import NOTHING, Values, as_text
from review.diff import KINDS, Change, Difference

_HASHES = ("record_id", "statement_id", "table_id")
_BOX = ("x0", "top", "x1", "bottom")
_COMMON = ["area", "section", "source_text", "page", "partnership", "report_period"]
_COMMON += ["method", "confidence", "statement_id", "table_id", "row", "col"]
_AROUND = 24  # characters that stay of what two texts share, on each side of where they differ

Runs = list[tuple[bool, str]]
"""A text in runs, each with whether it is marked."""

SIGNS = {"lost": "-", "new": "+"}
"""Before a record in a list; `~` before all others."""


@dataclass(frozen=True)
class Told:
    """A column that differs, with its old and new value as text."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Group:
    """Changes by one rule, by report; those of lost records are groups of their own."""

    rule: str
    dataset: str
    is_lost: bool
    reports: tuple[tuple[str, tuple[Change, ...]], ...]

    @property
    def changes(self) -> list[Change]:
        """All of them, in order."""
        return [change for _, found in self.reports for change in found]

    @property
    def summary(self) -> str:
        """`3 value, 12 moved`."""
        return summary(self.changes)


def summary(changes: Iterable[Change]) -> str:
    """`3 value, 12 moved`."""
    found = Counter(change.kind for change in changes)
    return ", ".join(f"{found[kind]:,} {kind}" for kind in KINDS if kind in found)


def groups(difference: Difference) -> list[Group]:
    """All changes, lost records first, then by rule with the gravest first, then by report."""
    by_rule: dict[tuple[bool, str, str], dict[str, list[Change]]] = {}
    for change in difference.changes:
        key = (change.kind == "lost", change.dataset, change.rule)
        by_rule.setdefault(key, {}).setdefault(change.report_id, []).append(change)
    return [
        Group(rule, dataset, is_lost, tuple((name, tuple(found)) for name, found in of.items()))
        for (is_lost, dataset, rule), of in by_rule.items()
    ]


def sign(change: Change) -> str:
    """`-`, `+` or `~`."""
    return SIGNS.get(change.kind, "~")


def told(change: Change) -> list[Told]:
    """What differs, without hashes; the edges of a box are one place."""
    if change.old is None or change.new is None:
        return []
    found = [
        Told(column, _value(column, change.old), _value(column, change.new))
        for column in own_first(change.columns)
        if column not in (*_HASHES, *_BOX, "page")
    ]
    if {"page", *_BOX} & set(change.columns):
        found.append(Told("place", _place(change.old), _place(change.new)))
    if not found and "record_id" in change.columns:
        found.append(Told("sentence", "as before", "begins or ends elsewhere"))
    return found or [Told("table", "as before", "told apart from another by more of its words")]


def own_first(columns: Iterable[str]) -> list[str]:
    """The dataset's own columns before those that every record has."""
    return sorted(columns, key=lambda name: _COMMON.index(name) if name in _COMMON else -1)


def marked(row: Values) -> Runs:
    """The words that a record was read from, in runs; what it is about is marked."""
    words = as_text(row.get("source_text"))
    for core in _cores(row):
        at = words.lower().find(core.lower())
        if at >= 0:
            end = at + len(core)
            return [(False, words[:at]), (True, words[at:end]), (False, words[end:])]
    return [(False, words)]


def _value(column: str, row: Values) -> str:
    value = row.get(column)
    return f"{value:.2f}" if column == "confidence" and value is not None else as_text(value)


def _place(row: Values) -> str:
    if row["page"] is None:
        return "no page"
    return f"page {row['page']}, {row['top'] or 0:.0f} pt down, {row['x0'] or 0:.0f} pt in"


def excerpt(row: Values, width: int) -> str:
    """The words a record was read from, at most so many characters round what it is about."""
    words = as_text(row.get("source_text"))
    if len(words) <= width:
        return words
    at = max((words.find(core) for core in _cores(row) if core), default=0)
    start = max(0, min(at - width // 3, len(words) - width + 1))
    cut = words[start : start + width - 2]
    return f"{'…' if start else ''}{cut.strip()}{'…' if start + width - 2 < len(words) else ''}"


def _cores(row: Values) -> Iterator[str]:
    for column in ("amount_text", "text", "name", "measure", "caption"):
        if row.get(column):
            yield as_text(row[column])


def around(old: str, new: str, width: int) -> tuple[str, str]:
    """Both texts, cut to where they differ: `…and co-ordinated with…`."""
    if len(old) <= width and len(new) <= width:
        return old, new
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    start = max(0, start - _AROUND)
    return _cut(old, start, width), _cut(new, start, width)


def _cut(text: str, start: int, width: int) -> str:
    cut = text[start : start + width - 2]
    return f"{'…' if start else ''}{cut}{'…' if start + width - 2 < len(text) else ''}"


def pieces(old: str, new: str) -> tuple[Runs, Runs]:
    """Both texts as runs of words, each with whether only this side has it.

    The middle of a long run that both have is left out.
    """
    if NOTHING in (old, new):
        return [(old != NOTHING, old)], [(new != NOTHING, new)]
    before, after = _tokens(old), _tokens(new)
    left: Runs = []
    right: Runs = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if i < j:
            left.append((what != "equal", "".join(before[i:j])))
        if k < m:
            right.append((what != "equal", "".join(after[k:m])))
    return _abridged(left), _abridged(right)


def _abridged(runs: Runs) -> Runs:
    return [(only, text if only else _ends(text)) for only, text in runs]


def _ends(text: str) -> str:
    if len(text) <= 4 * _AROUND:
        return text
    return f"{text[: 2 * _AROUND].rstrip()} … {text[-_AROUND:].lstrip()}"


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def listed(names: Sequence[str], most: int) -> str:
    """`a, b, c and 4 more`."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
