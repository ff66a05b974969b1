"""What is printed on one page, whatever library read it: glyphs, rules, fills and pictures."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

SLANTED = 45


class Rect(NamedTuple):
    """A box in points from the top left corner of the visible page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Style(NamedTuple):
    """What a glyph looks like besides its size; `colour` is RGB, 0 to 255."""

    bold: bool
    italic: bool
    symbol: bool
    colour: tuple[int, int, int]


class Glyph(NamedTuple):
    """A printed character, or a ligature; `baseline` is the height of the line it stands on.

    `turn` is the direction it runs: 0 to the right, 90 downwards, 180 upside down, 270 upwards,
    SLANTED for any other.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    style: Style
    turn: int = 0


class Fill(NamedTuple):
    """An area painted in one colour."""

    box: Rect
    colour: tuple[int, int, int]


@dataclass(slots=True)
class PageMarks:
    """All marks of a page in the order in which they are painted.

    `rules` are thin boxes, horizontal or vertical; `drawings` curves and slanted lines; `dots`
    shapes as small as bullets. `n_broken` counts glyphs without a character.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    drawings: list[Rect] = field(default_factory=list)
    dots: list[Fill] = field(default_factory=list)
    n_broken: int = 0


@dataclass(slots=True)
class Word:
    """Glyphs that stand together; `spaced`: a space is printed after it."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    spaced: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word]

    @cached_property
    def box(self) -> Rect:
        """The smallest box round its words."""
        return around(self.words)

    @cached_property
    def size(self) -> float:
        """The size of most of its glyphs."""
        return max(self.words, key=lambda word: len(word.glyphs)).size

    @cached_property
    def text(self) -> str:
        """Its words with a space between two."""
        return " ".join(word.text for word in self.words)


def around(parts: "list[Word] | list[Rect] | list[Glyph]") -> Rect:
    """The smallest box round the parts."""
    return Rect(
        min(part.x0 for part in parts),
        min(part.top for part in parts),
        max(part.x1 for part in parts),
        max(part.bottom for part in parts),
    )
