"""Finds tables that only the alignment of their words shows, with or without a few rules."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.captions import is_caption
from extractors.reading.columns import Cut, column_edges, cut_row, row_cells
from extractors.reading.headers import is_value, is_year
from extractors.reading.lattice import Area, Lattice
from extractors.reading.page import Rect, Row, around
from extractors.reading.table_rows import table_areas

_NOTE = re.compile(r"(?:source|notes?|key)\b|[*†‡(]", re.IGNORECASE)


def aligned_lattices(
    rows: Sequence[Row], flats: Sequence[Rect], drawings: Sequence[Rect], is_span: bool
) -> list[Lattice]:
    """The tables among rows of one text column, or of one ruled span.

    `flats` are horizontal rules; words over `drawings`, slanted lines and curves, label a chart.
    """
    cuts = [cut_row(row) for row in rows]
    if sum(cut.is_tabular for cut in cuts) < 2:
        return []
    found = []
    for run in [cuts] if is_span else _runs(cuts, flats):
        lattice = _table(run, flats, is_span)
        if lattice is not None and not _is_chart(lattice.box, drawings):
            found.append(lattice)
    return found


def _is_chart(box: Rect, drawings: Sequence[Rect]) -> bool:
    inside = [drawing for drawing in drawings if box.holds(*_middle(drawing))]
    if not inside:
        return False
    drawn = around(inside)
    return drawn.width > 0.3 * box.width and drawn.height > 0.2 * box.height


def _runs(cuts: list[Cut], flats: Sequence[Rect]) -> list[list[Cut]]:
    """Stretches of rows that may be tables: no prose, no caption, no wide gap inside."""
    runs: list[list[Cut]] = [[]]
    for cut in cuts:
        if runs[-1] and _parts_tables(runs[-1][-1], cut, flats):
            runs.append([])
        if is_caption(cut.row.text) or _is_prose(cut, runs[-1]):
            runs.append([])
            continue
        runs[-1].append(cut)
    return _rejoined([run for run in runs if sum(cut.is_tabular for cut in run) >= 2], cuts)


def _rejoined(runs: list[list[Cut]], cuts: list[Cut]) -> list[list[Cut]]:
    """Runs of the same columns that only a small gap or a section's name parts are one."""
    places = {id(cut): i for i, cut in enumerate(cuts)}
    joined = runs[:1]
    for run in runs[1:]:
        last = joined[-1]
        between = cuts[places[id(last[-1])] + 1 : places[id(run[0])]]
        gaps = [b.box.top - a.box.bottom for a, b in pairwise([last[-1], *between, run[0]])]
        is_close = all(-2 <= gap < 3.5 * run[0].row.size for gap in gaps)
        names = all(len(cut.row.text) < 60 and not is_caption(cut.row.text) for cut in between)
        if is_close and names and len(between) < 3 and _same_columns(last, run):
            joined[-1] = [*last, *between, *run]
        else:
            joined.append(run)
    return joined


def _same_columns(above: list[Cut], below: list[Cut]) -> bool:
    edges = [column_edges([cut for cut in run if cut.is_tabular]) for run in (above, below)]
    together = column_edges([cut for cut in (*above, *below) if cut.is_tabular])
    return len(together) == max(map(len, edges)) > 3


def _middle(box: Rect) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _parts_tables(last: Cut, cut: Cut, flats: Sequence[Rect]) -> bool:
    """Whether the space between two rows is more than a table has, with no rules round both."""
    gap = cut.box.top - last.box.bottom
    size = max(last.row.size, cut.row.size)
    if gap < 1.6 * size:
        return False
    between = sum(last.box.bottom - 2 < rule.top < cut.box.top + 2 for rule in flats)
    return gap > 3.5 * size or not between


def _is_prose(cut: Cut, run: list[Cut]) -> bool:
    """Whether a row is running text, and not of a column of the rows above it."""
    if cut.is_tabular or len(cut.row.text) <= 75:
        return False
    beside = [piece for above in run[-6:] for piece in above.pieces[1:]]
    return not any(abs(piece.box.x0 - cut.box.x0) < 3 for piece in beside)


def _table(run: list[Cut], flats: Sequence[Rect], is_span: bool) -> Lattice | None:
    """The table of a stretch of rows, if their words stand in columns."""
    whole, run = run, _trimmed(run)
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
    run = whole if is_span else _with_edges(run, whole, xs)
    box = Rect(xs[0], run[0].box.top, xs[-1], run[-1].box.bottom)
    rules = [rule for rule in flats if _belongs(rule, box)]
    if not _convinces(run, xs, rules):
        return None
    table = [cut.row for cut in run]
    areas, ys = table_areas(table, xs, rules)
    kept = _confirmed(areas, xs)
    if len(kept) < len(xs):
        xs = kept
        areas, ys = table_areas(table, xs, rules)
    filled = sum(area.col_span for area in areas)
    per_row = Counter(area.row for area in areas)
    if sum(count > 1 for count in per_row.values()) < min(2, len(ys) - 1):
        return None
    if len(xs) < 3 or filled < 0.4 * (len(xs) - 1) * (len(ys) - 1):
        return None
    return Lattice(areas, xs, ys, ruled=False)


def _confirmed(areas: Sequence[Area], xs: list[float]) -> list[float]:
    """The edges but those that more rows write over than keep."""
    kept = xs[:1]
    for i, x in enumerate(xs[1:-1], start=1):
        over = sum(area.col < i < area.col + area.col_span for area in areas)
        starts = {area.row for area in areas if area.col == i}
        ends = {area.row for area in areas if area.col + area.col_span == i}
        if over <= len(starts & ends) + 1:
            kept.append(x)
    return [*kept, xs[-1]]


def _trimmed(run: list[Cut]) -> list[Cut]:
    """Without rows of one piece at both ends."""
    start, end = 0, len(run)
    while start < end and not run[start].is_tabular:
        start += 1
    while end > start and not run[end - 1].is_tabular:
        end -= 1
    return run[start:end]


def _with_edges(run: list[Cut], whole: list[Cut], xs: list[float]) -> list[Cut]:
    """With the header above that spans columns, and the last row's wrapped lines."""
    start = next(i for i, cut in enumerate(whole) if cut is run[0])
    end = start + len(run)
    while start > 0 and _is_head(whole[start - 1], whole[start], xs):
        start -= 1
    while end < len(whole) and _is_tail(whole[end - 1], whole[end], xs):
        end += 1
    return whole[start:end]


def _is_head(cut: Cut, below: Cut, xs: list[float]) -> bool:
    """Whether a piece stands over two columns or more of numbers."""
    close = below.box.top - cut.box.bottom < 1.2 * cut.row.size
    inside = xs[1] <= cut.box.x0 + 2 and cut.box.x1 <= xs[-1] + 2
    return close and inside and len(xs) > 3 and len(cut.row.text) < 60


def _is_tail(above: Cut, cut: Cut, xs: list[float]) -> bool:
    """Whether a piece goes on with a cell of the line above."""
    step = cut.row.words[0].baseline - above.row.words[0].baseline
    size = above.row.size
    if step > 1.3 * size or abs(cut.row.size - size) > 0.6 or _NOTE.match(cut.row.text):
        return False
    cells = row_cells(cut.row, xs)
    column = cells[0][0]
    fits = len(cells) == 1 and xs[column] - 2 <= cut.box.x0 and cut.box.x1 <= xs[column + 1] + 2
    return fits and any(col == column for col, _ in row_cells(above.row, xs))


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
    if len(xs) > 4 and n_core >= 4 and longest < 80 and _is_headed(run, xs):
        return True
    return len(xs) > 3 and n_core >= 4 and longest < 40 and values >= 0.15 * len(beside)


def _is_headed(run: list[Cut], xs: list[float]) -> bool:
    """Whether the first row is bold, and the cells below begin or end where its words do."""
    head, *rows = (row_cells(cut.row, xs) for cut in run)
    bold = all(g.style.bold for _, words in head for word in words for g in word.glyphs)
    cells = [cell for row in rows for cell in row]
    if not bold or len(head) < len(xs) - 1 or not cells:
        return False
    sides = {col: (words[0].x0, words[-1].x1) for col, words in head}
    aligned = sum(
        abs(words[0].x0 - sides[col][0]) < 3 or abs(words[-1].x1 - sides[col][1]) < 3
        for col, words in cells
    )
    return aligned > 0.8 * len(cells)
