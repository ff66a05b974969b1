"""Lays a page out: its tables, and beside them its lines in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.reading.aligned import aligned_lattices
from extractors.reading.assemble import Run
from extractors.reading.cells import PageTable, page_table
from extractors.reading.lattice import Lattice
from extractors.reading.lines import Line, to_line
from extractors.reading.order import part_columns, reading_order
from extractors.reading.page import PageMarks, Rect, Row, Word
from extractors.reading.ruled import flat_rules, ruled_lattices
from extractors.reading.spans import ruled_spans
from extractors.reading.turn import main_turn, turned, turned_back, turned_words
from extractors.reading.words import find_rows, find_words


@dataclass(slots=True)
class PageDraft:
    """What stands on a page, in reading order.

    `width` and `height` are those of the page turned so that its text can be read; `visible` is
    the size it is shown in.
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
    doubts: list[str] = field(default_factory=list)


def lay_out(marks: PageMarks) -> PageDraft:
    """The lines and tables of a page, in reading order."""
    turn = main_turn(marks.glyphs)
    sheet = turned(marks, turn) if turn else marks
    draft = PageDraft(marks.number, sheet.width, sheet.height, (marks.width, marks.height))
    draft.pictures = sheet.pictures
    draft.n_broken, draft.n_glyphs = marks.n_broken, len(marks.glyphs)
    parts = _parts(sheet, draft.doubts)
    draft.parts = [parts[i] for i in reading_order([part.box for part in parts])]
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


def _parts(marks: PageMarks, doubts: list[str]) -> list[Line | PageTable]:
    """The tables of a page and the lines outside of them."""
    words = find_words(glyph for glyph in marks.glyphs if glyph.turn == 0)
    aslant = turned_words(marks)
    drawn = ruled_lattices(marks, words + aslant)
    lattices = [found for found in drawn if not _is_box(found)]
    frames = [found.box for found in drawn if len(found.xs) == 2]
    rows = find_rows(_outside(words, lattices))
    flats = flat_rules(marks)
    spans = ruled_spans(flats, rows)
    inside = [[row for row in rows if _is_in(row, span)] for span in spans]
    columns = part_columns([row for row in rows if not any(_is_in(row, s) for s in spans)])
    for column in inside:
        lattices += aligned_lattices(column, flats, marks.drawings, True)
    for column in columns:
        lattices += aligned_lattices(column, flats, marks.drawings, False)
    doubts += [
        doubt for lattice in lattices if (doubt := lost_numbers(lattice, words, marks.number))
    ]
    tables = [page_table(lattice, marks.number, marks.fills) for lattice in lattices]
    held = {id(word) for lattice in lattices for area in lattice.areas for word in area.words}
    free = [row for column in (*inside, *columns) for row in column]
    free += [Row([word]) for word in aslant]
    lines = [to_line(row, marks.number) for row in free if id(row.words[0]) not in held]
    for line in lines:
        line.frame = next((frame for frame in frames if frame.holds(*_middle(line.box))), None)
        line.underlined = any(_underlines(rule, line) for rule in flats)
    return [*tables, *lines]


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


def _is_in(row: Row, span: Rect) -> bool:
    return span.holds(*_middle(row.box))


def _outside(words: Sequence[Word], lattices: Sequence[Lattice]) -> list[Word]:
    """The words that stand in no lattice."""
    held = {id(word) for lattice in lattices for area in lattice.areas for word in area.words}
    return [word for word in words if id(word) not in held]


def _is_box(lattice: Lattice) -> bool:
    """Whether it is a frame round text and no table."""
    filled = [area for area in lattice.areas if area.words]
    few = len(filled) < 0.35 * len(lattice.areas) and len(lattice.areas) > 5
    return len(filled) < 2 or len(lattice.xs) < 3 or few
