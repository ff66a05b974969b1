"""Lays a page out: its tables, and beside them its lines in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.reading.aligned import aligned_lattices
from extractors.reading.assemble import Run
from extractors.reading.boxes import is_tiles, parted, shelves, text_boxes
from extractors.reading.cells import PageTable, page_table
from extractors.reading.dots import mark_dotted
from extractors.reading.drop_numbers import take_numbers
from extractors.reading.lattice import Lattice
from extractors.reading.lines import Line, to_line
from extractors.reading.order import part_columns, reading_order
from extractors.reading.page import PageMarks, Rect, Row, Word, around
from extractors.reading.ruled import flat_rules, outermost, ruled_lattices, shaded_lattices
from extractors.reading.spans import band_edges, ruled_spans, table_rules
from extractors.reading.stepped import heads_steps, stepped_lattices
from extractors.reading.tiles import number_tiles, usual_size
from extractors.reading.turn import main_turn, turned, turned_back, turned_words
from extractors.reading.words import find_rows, find_words


@dataclass(slots=True)
class PageDraft:
    """What stands on a page, in reading order.

    `width` and `height` are those of the page turned so that its text can be read; `visible` is
    the size it is shown in. `rejected`: what is drawn like a table, and is none.
    """

    number: int
    width: float
    height: float
    visible: tuple[float, float]
    parts: list[Line | PageTable] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    n_broken: int = 0
    n_glyphs: int = 0
    is_damaged: bool = False
    is_scan: bool = False
    rejected: list[Rect] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def lay_out(marks: PageMarks) -> PageDraft:
    """The lines and tables of a page, in reading order."""
    turn = main_turn(marks.glyphs)
    sheet = turned(marks, turn) if turn else marks
    draft = PageDraft(marks.number, sheet.width, sheet.height, (marks.width, marks.height))
    draft.pictures = sheet.pictures
    draft.n_broken, draft.n_glyphs = marks.n_broken, len(marks.glyphs)
    draft.parts = _parts(sheet, draft)
    if turn:
        for line in lines_of(draft.parts):
            boxes = turned_back(line.run.boxes, turn, marks.width, marks.height)
            line.run = Run(line.run.text, line.run.page, boxes)
    return draft


def lines_of(parts: Sequence[Line | PageTable]) -> Iterator[Line]:
    """All lines, those in cells too."""
    for part in parts:
        if isinstance(part, Line):
            yield part
        else:
            for cell in part.cells:
                yield from cell.lines


def _parts(marks: PageMarks, draft: PageDraft) -> list[Line | PageTable]:
    """The tables of a page and the lines outside of them, in reading order."""
    words = find_words(glyph for glyph in marks.glyphs if glyph.turn == 0)
    aslant = turned_words(marks)
    drawn = _drawn(marks, words + aslant)
    lattices = [found for found in drawn if not _is_box(found)]
    draft.rejected = [found.box for found in drawn if _is_box(found)]
    frames = [found.box for found in drawn if len(found.xs) == 2]
    tiles = [area.box for found in drawn if is_tiles(found) for area in found.areas if area.words]
    free = _outside(words, lattices)
    rows_free = find_rows(free)
    boxes = text_boxes(marks, frames, free, [found.box for found in lattices], tiles)
    loose = find_rows(parted(free, boxes)[0])
    boxes += number_tiles(loose, usual_size(rows_free))
    flats = flat_rules(marks)
    dividing = table_rules(flats, rows_free) + band_edges(marks.fills, rows_free)
    rows: list[Row] = [Row([word]) for word in aslant]
    for within in parted(free, boxes):
        found, beside = _tables_and_rows(within, dividing, marks.drawings)
        lattices += found
        rows += beside
    draft.doubts += [
        doubt for lattice in lattices if (doubt := lost_numbers(lattice, words, marks.number))
    ]
    held = {id(word) for lattice in lattices for area in lattice.areas for word in area.words}
    lines = [to_line(row, marks.number) for row in rows if id(row.words[0]) not in held]
    lines = take_numbers(lines)
    for line in lines:
        line.frame = next((box for box in (*boxes, *frames) if _is_inside(line.box, box)), None)
        line.underlined = any(_underlines(rule, line) for rule in flats)
    tables = [page_table(lattice, marks.number, marks.fills) for lattice in lattices]
    parts: list[Line | PageTable] = [*tables, *lines]
    mark_dotted(lines_of(parts), marks.dots)
    bars = _bars(marks, [found.box for found in lattices], parts)
    return _in_order(parts, boxes, bars)


def _tables_and_rows(
    words: Sequence[Word], rules: Sequence[Rect], drawings: Sequence[Rect]
) -> tuple[list[Lattice], list[Row]]:
    """The tables that only rules or alignment show, and all rows by the column of their text."""
    rows = find_rows(words)
    spans = ruled_spans(rules, rows)
    inside = [[row for row in rows if _is_inside(row.box, span)] for span in spans]
    rest = [row for row in rows if not any(_is_inside(row.box, span) for span in spans)]
    columns = part_columns(rest)
    found = [
        lattice
        for stretches, is_span in ((inside, True), (columns, False))
        for stretch in stretches
        for lattice in aligned_lattices(stretch, rules, drawings, is_span)
    ]
    return found, [row for stretch in (*inside, *columns) for row in stretch]


def _bars(
    marks: PageMarks, tables: Sequence[Rect], parts: Sequence[Line | PageTable]
) -> list[Rect]:
    """Where bands and rules part what stands above them on the page from what stands below."""
    wide = [fill.box for fill in marks.fills if fill.box.height < 60] + flat_rules(marks)
    bars = []
    for box in wide:
        if box.width <= 0.55 * marks.width or any(table.holds(*_middle(box)) for table in tables):
            continue
        above = [part.box.top for part in parts if -2 < box.top - part.box.bottom < 6]
        top = min([box.top, *above])
        bars.append(Rect(box.x0, top - 1, box.x1, top - 1))
    return bars


def _in_order(
    parts: Sequence[Line | PageTable], boxes: Sequence[Rect], bars: Sequence[Rect]
) -> list[Line | PageTable]:
    """The parts in reading order, those of a box together, boxes of a row from left to right."""
    within: list[list[Line | PageTable]] = [[] for _ in boxes]
    free: list[Line | PageTable] = []
    for part in parts:
        k = next((k for k, box in enumerate(boxes) if _is_inside(part.box, box)), None)
        (free if k is None else within[k]).append(part)
    units = [(box, [part]) for part, box in zip(free, _over_tables(free), strict=True)]
    for shelf in shelves(boxes, [part.box for part in free]):
        held = [part for box in shelf for part in _ordered(within[boxes.index(box)])]
        if held:
            units.append((around(list(shelf)), held))
    units += [(bar, []) for bar in bars if not any(box.holds(*_middle(bar)) for box in boxes)]
    order = reading_order([box for box, _ in units])
    return [part for i in order for part in units[i][1]]


def _over_tables(parts: Sequence[Line | PageTable]) -> list[Rect]:
    """The boxes of the parts; a title close above a table is as wide as the table.

    Else a title over the first of two columns would be read before the second.
    """
    boxes = {id(part): part.box for part in parts}
    wide = [part.box for part in parts if isinstance(part, PageTable)]
    for line in sorted(
        (part for part in parts if isinstance(part, Line)), key=lambda line: -line.box.bottom
    ):
        box = line.box
        for below in wide:
            if abs(below.x0 - box.x0) > 12 or not -2 < below.top - box.bottom < 1.5 * line.size:
                continue
            whole = box._replace(x1=max(box.x1, below.x1))
            if not any(_meet(whole, part.box) for part in parts if part is not line):
                boxes[id(line)] = whole
                wide.append(whole)
            break
    return [boxes[id(part)] for part in parts]


def _meet(one: Rect, other: Rect) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    return across > 1 and min(one.bottom, other.bottom) - max(one.top, other.top) > 1


def _ordered(parts: Sequence[Line | PageTable]) -> list[Line | PageTable]:
    return [parts[i] for i in reading_order([part.box for part in parts])]


def _drawn(marks: PageMarks, words: Sequence[Word]) -> list[Lattice]:
    """What rules and shades draw: tables, and boxes round text."""
    ruled = ruled_lattices(marks, words)
    shaded = shaded_lattices(marks, words, ruled)
    heads = [found for found in ruled if heads_steps(found, marks)]
    tables = [found.box for found in ruled if not _is_box(found) and found not in heads]
    stepped = stepped_lattices(marks, words, tables, [*heads, *shaded])
    boxes = [found.box for found in stepped]
    rest = [
        found for found in [*heads, *shaded] if not any(_is_inside(found.box, box) for box in boxes)
    ]
    return outermost([*(found for found in ruled if found not in heads), *stepped, *rest])


def _is_inside(inner: Rect, outer: Rect) -> bool:
    return outer.holds(*_middle(inner))


def lost_numbers(lattice: Lattice, words: Sequence[Word], page: int) -> str | None:
    """A warning if a table's box holds other numbers than its cells."""
    box = lattice.box
    numbers = [word for word in words if word.text[-1].isdigit() or word.text[0].isdigit()]
    inside = {id(word) for word in numbers if box.holds(*word.middle)}
    held = {id(word) for area in lattice.areas for word in area.words}
    lost = [word.text for word in numbers if id(word) in inside - held]
    if not lost:
        return None
    return f"page {page}: numbers within a table but in none of its cells: {' '.join(lost[:8])}"


def _underlines(rule: Rect, line: Line) -> bool:
    box = line.box
    return (
        -1 <= rule.top - line.baseline <= 0.3 * line.size
        and abs(rule.x0 - box.x0) < line.size
        and abs(rule.x1 - box.x1) < line.size
    )


def _middle(box: Rect) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def _outside(words: Sequence[Word], lattices: Sequence[Lattice]) -> list[Word]:
    """The words that stand in no lattice."""
    held = {id(word) for lattice in lattices for area in lattice.areas for word in area.words}
    return [word for word in words if id(word) not in held]


def _is_box(lattice: Lattice) -> bool:
    """Whether it is a frame round text and no table."""
    filled = [area for area in lattice.areas if area.words]
    if is_tiles(lattice) and len(lattice.xs) > 2:
        return True
    few = len(filled) < 0.35 * len(lattice.areas) and len(lattice.areas) > 5
    return len(filled) < 2 or len(lattice.xs) < 3 or few
