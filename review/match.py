"""Finds which old record is which new one: by id, then what is left by words and place."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from review.columns import Values, printed

Pair = tuple[Values | None, Values | None]
Tables = Mapping[str, str | None] | None
"""The former id of each new table, None for one that is new; None where no table changed."""

_ENOUGH = 0.62  # of 1: below it two records are different facts
_LARGEST = 2_000_000  # pairs that are held against each other at a time
_NEAR = 40.0  # PDF points between the middles of two boxes that are the same place


def pair_up(
    dataset: str, old: Sequence[Values], new: Sequence[Values], tables: Tables = None
) -> list[Pair]:
    """Each record once, in the order of `new`; what has no partner is paired with None.

    `tables`, from the pairs of that dataset, lets cells be paired by their place in a table too.
    """
    pairs: list[Pair] = []
    old, new = _by_key(old, new, pairs, _identity, None)
    for key in _CELL_KEYS if dataset == "table_cells" else ():
        old, new = _by_key(old, new, pairs, key, tables)
    if dataset != "reports":
        old, new = _by_likeness(dataset, old, new, pairs)
    return [*pairs, *((row, None) for row in old), *((None, row) for row in new)]


def former_tables(pairs: Iterable[Pair]) -> dict[str, str | None]:
    """The id that each new table had before, None for a new one, from the pairs of `tables`."""
    return {new["table_id"]: old["table_id"] if old else None for old, new in pairs if new}


def _identity(row: Values, table: Hashable = None) -> Hashable:
    del table
    return str(row.get("record_id") or row["report_id"])


def _words_and_place(row: Values, table: Hashable) -> Hashable:
    return table, row["row"], row["col"], row["text"]


def _words_and_heads(row: Values, table: Hashable) -> Hashable:
    return table, row["text"], row["row_header"], row["col_header"]


def _place(row: Values, table: Hashable) -> Hashable:
    return table, row["row"], row["col"]


_CELL_KEYS = (_words_and_place, _words_and_heads, _place)


def _by_key(
    old: Sequence[Values],
    new: Sequence[Values],
    pairs: list[Pair],
    key: Callable[[Values, Hashable], Hashable],
    tables: Tables,
) -> tuple[list[Values], list[Values]]:
    """Pairs what has the same key, the first with the first; returns what is left."""
    waiting: dict[Hashable, list[Values]] = defaultdict(list)
    for row in old:
        waiting[key(row, row.get("table_id"))].append(row)
    left = []
    for row in new:
        alike = waiting.get(key(row, _former(row, tables)))
        if alike:
            pairs.append((alike.pop(0), row))
        else:
            left.append(row)
    unpaired = {id(row) for rows in waiting.values() for row in rows}
    return [row for row in old if id(row) in unpaired], left


def _former(row: Values, tables: Tables) -> Hashable:
    """The table that a row was in before; one that is new is unlike all that were."""
    table = row.get("table_id")
    if table is None or tables is None:
        return table
    return tables.get(table) or ("new", table)


def _by_likeness(
    dataset: str, old: Sequence[Values], new: Sequence[Values], pairs: list[Pair]
) -> tuple[list[Values], list[Values]]:
    """First within each page, then over the pages; returns what is left."""
    by_page: dict[object, tuple[list[Values], list[Values]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for row in rows:
            by_page[row.get("page")][side].append(row)
    left_old: list[Values] = []
    left_new: list[Values] = []
    for page in sorted(by_page, key=str):
        rest = _best_pairs(dataset, *by_page[page], pairs)
        left_old += rest[0]
        left_new += rest[1]
    return _best_pairs(dataset, left_old, left_new, pairs)


def _best_pairs(
    dataset: str, old: Sequence[Values], new: Sequence[Values], pairs: list[Pair]
) -> tuple[list[Values], list[Values]]:
    """Pairs the two that are most alike, then the next; returns what is left."""
    if not old or not new or len(old) * len(new) > _LARGEST:
        return list(old), list(new)
    likeness = _likeness(dataset, old, new)
    found = [(float(likeness[i, j]), int(i), int(j)) for i, j in np.argwhere(likeness >= _ENOUGH)]
    # The order must not depend on which side is called old: so ids break ties, sorted.
    found.sort(key=lambda pair: (-pair[0], *sorted((_key(old[pair[1]]), _key(new[pair[2]])))))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, i, j in found:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return (
        [row for i, row in enumerate(old) if i not in taken_old],
        [row for j, row in enumerate(new) if j not in taken_new],
    )


def _key(row: Values) -> str:
    return str(_identity(row))


def _likeness(
    dataset: str, old: Sequence[Values], new: Sequence[Values]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """0 to 1 for each pair, shape (old, new): the sentence counts half, then words, then place."""
    sentence = _ratios([_words(row) for row in old], [_words(row) for row in new])
    said = _ratios([printed(dataset, row) for row in old], [printed(dataset, row) for row in new])
    near = _nearness(old, new)
    # Two readings of the same words, or of a sentence of which more or less is now taken in.
    whole: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    whole = 0.5 * sentence + 0.3 * said + 0.2 * near
    whole[(sentence < 0.5) & (said < 0.8)] = 0.0
    return whole.round(6)


def _words(row: Values) -> str:
    return str(row.get("source_text") or "")


def _ratios(
    old: Sequence[str], new: Sequence[str]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    found = process.cdist(old, new, scorer=fuzz.ratio, dtype=np.float32)
    return np.asarray(found, dtype=np.float64) / 100.0


def _nearness(
    old: Sequence[Values], new: Sequence[Values]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """1 for the same place on the same page, or where none is known; 0 on another page."""
    (page_a, top_a), (page_b, top_b) = _middles(old), _middles(new)
    gap = np.abs(top_a[:, None] - top_b[None, :])
    near = np.where(np.isnan(gap), 1.0, np.clip(1.0 - gap / (4 * _NEAR), 0.0, 1.0))
    return np.where(page_a[:, None] == page_b[None, :], near, 0.0)


def _middles(
    rows: Sequence[Values],
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    pages = np.array([row.get("page") or 0 for row in rows], dtype=np.float64)
    tops = [np.nan if row.get("top") is None else (row["top"] + row["bottom"]) / 2 for row in rows]
    return pages, np.array(tops, dtype=np.float64)
