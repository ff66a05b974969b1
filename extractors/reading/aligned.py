"""Finds tables that only the alignment of their words shows, with or without a few rules."""

from collections.abc import Sequence

from extractors.reading.captions import is_caption
from extractors.reading.columns import Cut, column_edges, cut_row, row_cells
from extractors.reading.headers import is_value, is_year
from extractors.reading.lattice import Lattice
from extractors.reading.page import Rect, Row
from extractors.reading.table_rows import table_areas


def aligned_lattices(rows: Sequence[Row], flats: Sequence[Rect]) -> list[Lattice]:
    """The tables among rows of one text column; `flats` are horizontal rules."""
    cuts = [cut_row(row) for row in rows]
    if sum(cut.is_tabular for cut in cuts) < 2:
        return []
    found = []
    for run in _runs(cuts, flats):
        if lattice := _table(run, flats):
            found.append(lattice)
    return found


def _runs(cuts: list[Cut], flats: Sequence[Rect]) -> list[list[Cut]]:
    """Stretches of rows that may be tables: no prose, no caption, no wide gap inside."""
    runs: list[list[Cut]] = [[]]
    for cut in cuts:
        run = runs[-1]
        if run and (_parts_tables(run[-1], cut, flats)):
            runs.append([])
            run = runs[-1]
        if _is_prose(cut) or is_caption(cut.row.text):
            runs.append([])
            continue
        run.append(cut)
    return [run for run in runs if sum(cut.is_tabular for cut in run) >= 2]


def _parts_tables(last: Cut, cut: Cut, flats: Sequence[Rect]) -> bool:
    """Whether the space between two rows is more than a table has, with no rules round both."""
    gap = cut.box.top - last.box.bottom
    size = max(last.row.size, cut.row.size)
    if gap < 1.6 * size:
        return False
    between = sum(last.box.bottom - 2 < rule.top < cut.box.top + 2 for rule in flats)
    return gap > 3.5 * size or not between


def _is_prose(cut: Cut) -> bool:
    return not cut.is_tabular and len(cut.row.text) > 75


def _table(run: list[Cut], flats: Sequence[Rect]) -> Lattice | None:
    """The table of a stretch of rows, if their words stand in columns."""
    run = _trimmed(run)
    core = [cut for cut in run if cut.is_tabular]
    if len(core) < 2:
        return None
    xs = column_edges(core)
    while len(xs) > 2 and run:
        conflicts = [_crosses(cut, xs) for cut in run]
        if not (conflicts[0] or conflicts[-1]):
            break
        run = run[1:] if conflicts[0] else run[:-1]
    run = _trimmed(run)
    if len(xs) < 3 or len(run) < 2:
        return None
    box = Rect(xs[0], run[0].box.top, xs[-1], run[-1].box.bottom)
    rules = [rule for rule in flats if _belongs(rule, box)]
    if not _convinces(run, xs, rules):
        return None
    areas, ys = table_areas([cut.row for cut in run], xs, rules)
    return Lattice(areas, xs, ys, ruled=False)


def _trimmed(run: list[Cut]) -> list[Cut]:
    """Without rows of one piece at both ends."""
    start, end = 0, len(run)
    while start < end and not run[start].is_tabular:
        start += 1
    while end > start and not run[end - 1].is_tabular:
        end -= 1
    return run[start:end]


def _belongs(rule: Rect, box: Rect) -> bool:
    return box.top - 8 < rule.top < box.bottom + 8 and rule.x1 > box.x0 and rule.x0 < box.x1


def _crosses(cut: Cut, xs: list[float]) -> bool:
    """Whether a row of one piece, or running text, lies over column edges."""
    if cut.is_tabular:
        return False
    crossed = sum(cut.box.x0 < x < cut.box.x1 for x in xs[1:-1])
    return crossed > 1 and len(cut.row.text) > 50


def _convinces(run: list[Cut], xs: list[float], rules: list[Rect]) -> bool:
    """Whether the cells are like those of a table: numbers, or short and under rules."""
    cells = [cell for cut in run for cell in row_cells(cut.row, xs)]
    texts = [" ".join(word.text for word in cell) for _, cell in cells]
    beside = [text for (col, _), text in zip(cells, texts, strict=True) if col > 0]
    if not beside:
        return False
    values = sum(is_value(text) or is_year(text) for text in beside)
    n_core = sum(cut.is_tabular for cut in run)
    longest = sorted(len(text) for text in texts)[int(0.8 * len(texts))]
    wide = [rule for rule in rules if rule.width > 0.5 * (xs[-1] - xs[0])]
    if values >= 0.4 * len(beside) and values >= 3:
        return True
    if len(wide) >= 2:
        return n_core >= 2 and longest < 120
    return len(xs) > 3 and n_core >= 4 and longest < 40 and values >= 0.15 * len(beside)
