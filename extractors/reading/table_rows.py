"""Makes the rows of a table of its lines: wrapped cells joined, headers over several columns."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.reading.group_headers import widened
from extractors.reading.headers import is_value, is_year
from extractors.reading.lattice import Area
from extractors.reading.page import Rect, Row, Word, around
from extractors.reading.words import pieces

Cells = dict[tuple[int, int], list[Word]]
"""Words by the first and last column that they cover."""


def table_areas(
    rows: Sequence[Row], xs: list[float], rules: Sequence[Rect], bands: Sequence[Rect] = ()
) -> tuple[list[Area], list[float]]:
    """The areas of a table with given columns, and the edges of its rows.

    `bands`: shades that stand one below the other, each behind one row.
    """
    lines = [line_cells(row, xs) for row in rows]
    groups = row_groups(rows, lines, rules, bands)
    ys = [rows[groups[0][0]].box.top - 1]
    for above, below in pairwise(groups):
        ys.append((_bottom(rows, above) + _top(rows, below)) / 2)
    ys.append(_bottom(rows, groups[-1]) + 1)
    areas = []
    for row, merged in enumerate(
        _with_group_header([_merged([lines[i] for i in g]) for g in groups], xs)
    ):
        for (first, last), words in sorted(merged.items()):
            box = Rect(xs[first], ys[row], xs[last + 1], ys[row + 1])
            areas.append(Area(row, first, 1, last - first + 1, box, words))
    return areas, ys


def _with_group_header(rows: list[Cells], xs: list[float]) -> list[Cells]:
    """The rows, the cells of a first row that groups the columns of the second widened."""
    if len(rows) < 3 or has_values(rows[0]) or has_values(rows[1]) or len(rows[0]) >= len(rows[1]):
        return rows
    if not _is_bold(rows[0]) and not has_values(rows[2]):
        return rows
    return [widened(rows[0], rows[1], column_reaches(rows[1:], len(xs) - 1), xs), *rows[1:]]


def column_reaches(rows: Sequence[Cells], n_cols: int) -> list[Rect | None]:
    """From where to where the words of each column stand, spanning cells left out."""
    columns = ([w for row in rows for w in row.get((col, col), [])] for col in range(n_cols))
    return [around(words) if words else None for words in columns]


def _top(rows: Sequence[Row], group: list[int]) -> float:
    return min(rows[i].box.top for i in group)


def _bottom(rows: Sequence[Row], group: list[int]) -> float:
    return max(rows[i].box.bottom for i in group)


def line_cells(row: Row, xs: list[float]) -> Cells:
    """The words of a line by the columns that they cover.

    A piece that lies over a column edge covers both columns; else the words go where they stand.
    """
    cells: Cells = {}
    parts = pieces(row, 0.8)
    for piece, (first, last) in zip(parts, _covered(parts, xs), strict=True):
        if first == last or any(_over_edge(piece, xs[k + 1]) for k in range(first, last)):
            cells.setdefault((first, last), []).extend(piece.words)
            continue
        for word in piece.words:
            col = sum(x <= word.middle[0] for x in xs[1:-1])
            cells.setdefault((col, col), []).extend([word])
    return cells


def _covered(parts: Sequence[Row], xs: list[float]) -> list[tuple[int, int]]:
    """The first and last column that each piece of a line covers.

    Of two pieces that reach into one column, it is that one's that has more of it.
    """
    spans = [
        (sum(x <= part.box.x0 + 1 for x in xs[1:-1]), sum(x <= part.box.x1 - 1 for x in xs[1:-1]))
        for part in parts
    ]
    for k, (left, right) in enumerate(pairwise(parts)):
        (first, last), (begin, end) = spans[k], spans[k + 1]
        if last != begin or (first == last and begin == end):
            continue
        ours = min(left.box.x1, xs[last + 1]) - max(left.box.x0, xs[last])
        theirs = min(right.box.x1, xs[begin + 1]) - max(right.box.x0, xs[begin])
        if first < last and (ours <= theirs or begin == end):
            spans[k] = (first, last - 1)
        else:
            spans[k + 1] = (begin + 1, end)
    return spans


def _over_edge(piece: Row, x: float) -> bool:
    """Whether the piece runs over the edge without a gap there."""
    for a, b in pairwise(piece.words):
        gap = b.x0 - a.x1
        if a.middle[0] < x < b.middle[0] and (
            gap > 0.45 * a.size or (gap > 0.3 * a.size and a.x1 <= x <= b.x0 + 0.5)
        ):
            return False
    return True


def row_groups(
    rows: Sequence[Row], lines: list[Cells], rules: Sequence[Rect], bands: Sequence[Rect] = ()
) -> list[list[int]]:
    """Indices of the lines that make one row of the table each."""
    width = max(row.box.x1 for row in rows) - min(row.box.x0 for row in rows)
    wide = [rule.top for rule in rules if rule.width > 0.5 * width]
    is_parted = [
        any(_middle(above) < rule < _middle(below) for rule in wide)
        for above, below in pairwise(rows)
    ]
    fully_ruled = _is_row_by_row(lines, is_parted)
    shared = [_share_band(above, below, bands) for above, below in pairwise(rows)]
    first_data = next(
        (i for i, line in enumerate(lines) if _is_data(line) and not (i and shared[i - 1])), 0
    )
    steps = [below.words[0].baseline - above.words[0].baseline for above, below in pairwise(rows)]
    groups = [[0]]
    for i in range(1, len(rows)):
        if shared[i - 1]:
            joined = True
        elif is_parted[i - 1] or (
            i < first_data and _groups(rows[i - 1 : i + 1], lines[i - 1 : i + 1])
        ):
            joined = False
        elif fully_ruled:
            joined = True
        elif i < first_data:
            joined = steps[i - 1] < 1.8 * rows[i].size and _joins_header(lines[i - 1], lines[i])
        else:
            joined = _joins(rows, lines, steps, i, first_data)
        if joined:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _share_band(above: Row, below: Row, bands: Sequence[Rect]) -> bool:
    return any(
        band.top <= _middle(above) <= band.bottom and band.top <= _middle(below) <= band.bottom
        for band in bands
    )


def _is_row_by_row(lines: list[Cells], is_parted: list[bool]) -> bool:
    """Whether a rule is drawn after every row: hardly two lines of numbers between two rules."""
    counts = [0]
    for i, line in enumerate(lines):
        if i and is_parted[i - 1]:
            counts.append(0)
        counts[-1] += has_values(line)
    return len(counts) > 2 and sum(count < 2 for count in counts) >= 0.8 * len(counts)


def _middle(row: Row) -> float:
    box = row.box
    return (box.top + box.bottom) / 2


def _is_data(line: Cells) -> bool:
    """Whether a line has numbers, and is no bold line of words with one: `per 1,000`."""
    if not has_values(line):
        return False
    texts = [" ".join(w.text for w in words) for (first, _), words in line.items() if first]
    return not _is_bold(line) or 2 * sum(is_value(text) for text in texts) >= len(texts)


def _is_bold(line: Cells) -> bool:
    return all(g.style.bold for words in line.values() for word in words for g in word.glyphs)


def has_values(line: Cells) -> bool:
    texts = [" ".join(word.text for word in words) for key, words in line.items() if key[0] > 0]
    return any(is_value(text) for text in texts) and not all(is_year(text) for text in texts)


def has_stacked_values(lines: Sequence[Cells]) -> bool:
    """Whether two lines have a number in the same column; `(4,621)` under a header is alone."""
    columns = Counter(
        key
        for line in lines
        if has_values(line) and len(line) > 1
        for key, words in line.items()
        if is_value(" ".join(word.text for word in words))
    )
    return max(columns.values(), default=0) > 1


def _groups(rows: Sequence[Row], lines: Sequence[Cells]) -> bool:
    """Whether a header line stands apart above one of more cells."""
    above, below = rows
    return below.box.top - above.box.bottom > 0.45 * below.size and len(lines[0]) < len(lines[1])


def _joins_header(above: Cells, below: Cells) -> bool:
    """Whether a header line goes on with the one above: neither spans what the other parts."""
    return not any(
        first < last and sum(first <= key[0] and key[1] <= last for key in others) > 1
        for cells, others in ((above, below), (below, above))
        for first, last in cells
    )


def _joins(
    rows: Sequence[Row], lines: list[Cells], steps: list[float], i: int, first_data: int
) -> bool:
    """Whether line i belongs to the row of the line above it."""
    size = rows[i].size
    if steps[i - 1] < 0.75 * size:
        return True
    above, line = lines[i - 1], lines[i]
    if i == first_data or steps[i - 1] > 1.6 * size:
        return False
    if has_values(line):
        return not has_values(above) and _is_rest_of_label(above, line)
    first = line.get((0, 0))
    return first is None or first[0].text[:1].islower() or _is_tight(steps, i - 1)


def _is_rest_of_label(above: Cells, line: Cells) -> bool:
    """Whether the line has the numbers of a label that began in the line above."""
    first = line.get((0, 0))
    return (0, 0) in above and len(above) == 1 and first is not None and first[0].text[0].islower()


def _is_tight(steps: list[float], k: int) -> bool:
    """Whether the step is clearly smaller than the usual one."""
    usual = sorted(steps)[len(steps) // 2]
    return steps[k] < 0.85 * usual


def _merged(lines: list[Cells]) -> Cells:
    """The lines of a row together; what covers common columns is one cell."""
    merged: Cells = {}
    for line in lines:
        for key, words in line.items():
            first, last = key
            gathered = list(words)
            for other in [k for k in merged if k[0] <= last and first <= k[1]]:
                gathered = merged.pop(other) + gathered
                first, last = min(first, other[0]), max(last, other[1])
            merged[first, last] = gathered
    return merged
