"""Groups the lines of all pages to headings, paragraphs, list items, captions and footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.reading.assemble import DraftBlock
from extractors.reading.document import BlockKind
from extractors.reading.hyphens import Joiner
from extractors.reading.lines import Line
from extractors.reading.markers import DASHES, Marker, marker_of

_OPEN_END = re.compile(r"[^.!?:;…][\"'”’)\]]*$")
# "2 Headlines ..... 1" "Crime types    7"
_CONTENTS = re.compile(r".{3,}?(?:\.\s?){4,}\s*\d{1,3}$|.+…+\s*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class BodyLook:
    """What the running text of a document looks like."""

    size: float
    bold: bool
    colour: tuple[int, int, int]
    leading: dict[float, float]


@dataclass(slots=True)
class TextBlock:
    """Lines that make one block, and what it is."""

    lines: list[Line]
    marker: Marker | None = None
    kind: BlockKind = "paragraph"
    level: int = 0
    is_contents: bool = False
    is_statement: bool = False

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def text(self) -> str:
        """Its lines with a space between two."""
        return " ".join(line.text for line in self.lines)

    @property
    def text_x0(self) -> float:
        """Where its text begins, after the marker."""
        length = self.marker.length if self.marker else 0
        boxes = self.first.run.boxes
        return float(boxes[min(length, len(boxes) - 1)][0])


def body_look(lines: Iterable[Line]) -> BodyLook:
    """The size, weight and colour of most characters, and the usual line spacing by size."""
    sizes: Counter[float] = Counter()
    looks: Counter[tuple[bool, tuple[int, int, int]]] = Counter()
    steps: dict[float, Counter[float]] = {}
    last: Line | None = None
    for line in lines:
        sizes[line.size] += len(line.text)
        looks[line.bold, line.style.colour] += len(line.text)
        if last is not None and last.page == line.page and last.size == line.size:
            step = line.baseline - last.baseline
            if 0.8 * line.size < step < 2.2 * line.size:
                steps.setdefault(line.size, Counter())[round(step * 2) / 2] += 1
        last = line
    if not sizes:
        return BodyLook(10.0, False, (0, 0, 0), {})
    bold, colour = looks.most_common(1)[0][0]
    leading = {size: float(_usual(counts)) for size, counts in steps.items()}
    return BodyLook(sizes.most_common(1)[0][0], bold, colour, leading)


def _usual(counts: Counter[float]) -> float:
    """The smallest step among those that are common."""
    most = max(counts.values())
    return min(step for step, count in counts.items() if count >= 0.4 * most)


@dataclass(slots=True)
class Grouper:
    """Takes lines in reading order and makes blocks of them."""

    body: BodyLook
    blocks: list[TextBlock] = field(default_factory=list)
    fresh: bool = True

    def add(self, line: Line) -> None:
        """Puts the line to the open block or begins a new one."""
        marker = line.marker
        last = self.blocks[-1] if self.blocks else None
        if marker and last and not self.fresh and self._is_wrapped(last, line, marker):
            marker = None
        if last is not None and marker is None and self._continues(last, line):
            last.lines.append(line)
        else:
            contents = bool(_CONTENTS.fullmatch(line.text))
            self.blocks.append(TextBlock([line], marker, is_contents=contents))
        self.fresh = False

    def interrupt(self) -> None:
        """A table stands between what came and what comes."""
        self.fresh = True

    @staticmethod
    def _below(block: TextBlock, line: Line) -> bool:
        last = block.last
        return (
            last.page == line.page
            and line.baseline - last.baseline > 0
            and line.box.x0 < last.box.x1
            and last.box.x0 < line.box.x1
        )

    def _step(self, line: Line) -> float:
        """The usual distance of two lines of this size."""
        return self.body.leading.get(line.size, 1.25 * line.size)

    def _is_wrapped(self, block: TextBlock, line: Line, marker: Marker) -> bool:
        """Whether what looks like a marker only happens to begin a wrapped line."""
        last = block.last
        if not self._below(block, line) or not _OPEN_END.search(last.text):
            return False
        if line.baseline - last.baseline > 1.15 * self._step(line) or block.is_contents:
            return False
        if last.look != line.look or abs(last.size - line.size) > 0.6:
            return False
        aligned = abs(line.box.x0 - (block.text_x0 if block.marker else last.box.x0)) < 2
        if not aligned or (block.marker and abs(block.first.box.x0 - line.box.x0) < 2):
            return False
        return marker.text in DASHES or not marker.is_bullet

    def _continues(self, block: TextBlock, line: Line) -> bool:
        last = block.last
        if block.is_contents or _CONTENTS.fullmatch(line.text):
            return False
        if abs(last.size - line.size) > 0.6 or self._other_look(block, line):
            return False
        if self.fresh or not self._below(block, line):
            return self._runs_on(block, line)
        return self._same_paragraph(block, line)

    def _other_look(self, block: TextBlock, line: Line) -> bool:
        last = block.last
        runs_on = line.text[:1].islower() and bool(_OPEN_END.search(last.text))
        if line.look not in (last.look, block.first.look) and not runs_on:
            return True
        return last.style.colour != line.style.colour and not runs_on and line.look == last.look

    def _runs_on(self, block: TextBlock, line: Line) -> bool:
        """Over a page or column break: the sentence is open and the line goes on with it."""
        if not _OPEN_END.search(block.last.text) or self._looks_like_heading(block):
            return False
        if self.fresh and block.last.page == line.page:
            return False
        if line.text[:1].islower() or block.last.text.endswith((",", "-")):
            return True
        return line.page != block.last.page and self._is_full(block)

    @staticmethod
    def _is_full(block: TextBlock) -> bool:
        """Whether the last of several lines is about as long as the others."""
        longest = max(line.box.x1 for line in block.lines)
        return len(block.lines) > 1 and block.last.box.x1 > longest - 6 * block.last.size

    def _looks_like_heading(self, block: TextBlock) -> bool:
        first = block.first
        return first.size > self.body.size + 0.6 or (first.bold and not self.body.bold)

    def _same_paragraph(self, block: TextBlock, line: Line) -> bool:
        last = block.last
        step = line.baseline - last.baseline
        usual = self._step(line)
        is_open = bool(_OPEN_END.search(last.text)) and not self._looks_like_heading(block)
        if is_open and line.text[:1].islower() and step < 2.2 * line.size:
            return True
        if len(block.lines) > 1:
            usual = min(1.1 * usual, last.baseline - block.lines[-2].baseline + 0.1 * usual)
            usual = max(usual, 1.15 * line.size)
        if step > max(1.22 * usual, usual + 1.5):
            return False
        if block.marker is not None:
            return line.box.x0 > block.first.box.x0 + 1 or bool(_OPEN_END.search(last.text))
        if line.box.x0 > last.box.x0 + 0.8 * line.size and len(block.lines) > 1:
            return bool(_OPEN_END.search(last.text))
        return not self._ends_short(block, line)

    @staticmethod
    def _ends_short(block: TextBlock, line: Line) -> bool:
        """Whether the next word would have fitted into the last line, which ends a sentence."""
        last = block.last
        right = max(other.box.x1 for other in (*block.lines, line))
        word = len(line.text.partition(" ")[0]) * 0.5 * line.size
        room = right - last.box.x1 > word + 1.5 * line.size
        if not room:
            return False
        return not _OPEN_END.search(last.text) or right - last.box.x1 > 0.4 * last.box.width


def classify(blocks: Sequence[TextBlock], body: BodyLook, heights: dict[int, float]) -> None:
    """Says what each block is."""
    for i, block in enumerate(blocks):
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if block.is_contents:
            block.kind, block.marker = "item", None
            block.level = 1
        elif _is_footnote(block, body, heights):
            block.kind = "footnote"
        elif _is_heading(block, following, body):
            block.kind, block.marker = "heading", None
        elif block.marker is not None:
            _classify_marked(block)
    _set_levels([block for block in blocks if block.kind == "heading"])
    _nest(blocks)


def _is_footnote(block: TextBlock, body: BodyLook, heights: dict[int, float]) -> bool:
    line = block.first
    if line.size > 0.92 * body.size or line.box.top < 0.6 * heights.get(line.page, 0):
        return False
    return line.text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡" or bool(re.match(r"\[?\d{1,2}\]?\s+\S", line.text))


def _is_heading(block: TextBlock, following: TextBlock | None, body: BodyLook) -> bool:
    text, line = block.text, block.first
    if len(text) > 160 or len(block.lines) > 4 or not any(c.isalpha() for c in text):
        return False
    is_large = line.size >= 1.12 * body.size and line.size >= body.size + 1
    is_icon = is_large and line.dotted
    if block.is_statement or (block.marker and block.marker.is_bullet and not is_icon):
        return False
    if is_large:
        return not _is_sentence(text) and _letters(text) > 0.4
    if line.size < 0.93 * body.size or text.endswith((".", ",", ";")) or following is None:
        return False
    stands_out = (
        (line.bold and not body.bold)
        or (line.underlined and "@" not in text and "www" not in text)
        or (text.isupper() and _letters(text) > 0.7 and len(text) > 4)
        or line.style.colour not in (body.colour, (0, 0, 0))
        or _is_italic_heading(block, following)
    )
    short = len(text) <= 100 and len(block.lines) <= 2
    return stands_out and short and _letters(text) > 0.4


def _is_italic_heading(block: TextBlock, following: TextBlock) -> bool:
    """Whether one short line in italics stands close above upright text."""
    line, below = block.first, following.first
    alone = len(block.lines) == 1 and len(block.text) <= 60 and line.text[:1].isupper()
    numbered = block.marker is not None and block.marker.depth > 1
    gap = below.box.top - line.box.bottom
    near = line.page == below.page and -2 < gap < 1.8 * line.size
    return line.italic and not below.italic and (alone or numbered) and near


def _is_sentence(text: str) -> bool:
    """Whether large type says something, as a pull quote or a summary does."""
    return bool(re.search(r"[.!?…][\"'”’)]*$", text)) and len(text.split()) > 5


def _letters(text: str) -> float:
    return sum(c.isalpha() or c.isspace() for c in text) / len(text)


def _classify_marked(block: TextBlock) -> None:
    marker = block.marker
    if marker is None:
        return
    if marker.is_bullet or (marker.depth == 1 and not marker.text.isdigit()):
        block.kind, block.level = "item", 1
    elif marker.depth == 1:
        block.marker = None


def _set_levels(headings: Sequence[TextBlock]) -> None:
    """Level 1 for the largest; of one size capitals before bold before plain; never below 6."""
    tiers = _tiers({block.first.size for block in headings})
    looks: dict[tuple[int, int, int, int], list[TextBlock]] = {}
    for block in headings:
        line = block.first
        number = marker_of(line.run)
        depth = number.depth if number and not number.is_bullet and number.text[0].isdigit() else 0
        caps, bold = -int(block.text.isupper()), -int(line.bold)
        looks.setdefault((tiers[line.size], caps, bold, max(depth, 1)), []).append(block)
    for level, look in enumerate(sorted(looks), start=1):
        for block in looks[look]:
            block.level = min(level, 6)


def _tiers(sizes: set[float]) -> dict[float, int]:
    """Sizes by rank, the largest 0; sizes that differ by less than a tenth share one."""
    tiers: dict[float, int] = {}
    top = 0.0
    for size in sorted(sizes, reverse=True):
        if not tiers:
            top, tiers[size] = size, 0
        elif size > 0.92 * top:
            tiers[size] = max(tiers.values())
        else:
            top, tiers[size] = size, max(tiers.values()) + 1
    return tiers


def _nest(blocks: Sequence[TextBlock]) -> None:
    """Levels of list items by how far their markers are indented."""
    indents: list[float] = []
    for block in blocks:
        if block.kind != "item" or block.is_contents:
            if block.kind in ("heading", "paragraph"):
                indents = []
            continue
        x0 = block.first.box.x0
        while indents and x0 < indents[-1] - 4:
            indents.pop()
        if not indents or x0 > indents[-1] + 4:
            indents.append(x0)
        block.level = len(indents)


def draft_block(block: TextBlock, joiner: Joiner) -> DraftBlock:
    """The block with its text, its marker taken off."""
    runs = [line.run for line in block.lines]
    marker = block.marker if block.kind != "footnote" else None
    if marker is not None:
        runs[0] = runs[0][marker.length :].strip()
    return DraftBlock(
        joiner.join(runs).strip(), block.kind, block.level, marker.text if marker else None
    )
