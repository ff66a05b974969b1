"""Bullets and numbers that begin a list item or a numbered paragraph."""

import re
from dataclasses import dataclass

from extractors.reading.assemble import Run

BULLETS = frozenset("•●○◦▪■□▫◆◇❖➢➤►▶▸‣⁃∙·✓✔☑✗➔→⇒»›§¨ØüàvÞ*\ufffd")
DASHES = frozenset("-–—−‐")
LETTER_BULLETS = frozenset("oØüàvÞ§¨")
"""What bullets of Wingdings and Symbol become where their font is taken for a text font."""

# "3." "3)" "(3)" "a)" "(iv)" "12.4" "3.1.2"; not the date "12.04.22"
NUMBER = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.(?!0\d)\d{1,3}){0,3}|[a-z]|[ivxl]{1,5}|[A-Z])(?P<end>[.)]|\.\))?(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What begins a line: a bullet or a number; `length` counts the characters up to the text."""

    text: str
    length: int
    is_bullet: bool
    parts: tuple[str, ...] = ()

    @property
    def depth(self) -> int:
        """How many numbers it has: 2 for `3.1`."""
        return len(self.parts)


def marker_of(run: Run, symbol_font: bool = False) -> Marker | None:
    """The marker that the line begins with, if text follows it."""
    text = run.text
    first, _, rest = text.partition(" ")
    if not rest.strip():
        return _glued(text)
    length = len(first) + 1
    if _is_bullet(first, symbol_font):
        return Marker(first, length, True)
    if found := NUMBER.fullmatch(first):
        number = found["number"]
        if found["end"] or "." in number:
            return Marker(first, length, False, tuple(number.split(".")))
        if first.startswith("("):
            return None
        if number.isdigit() and int(number) < 100 and rest[:1].isupper():
            return Marker(first, length, False, (number,))
    return _glued(text)


def marker_of_text(text: str) -> bool:
    """Whether the text is a marker and no more: `•`, `3.`, `b)`."""
    found = NUMBER.fullmatch(text)
    return _is_bullet(text, True) or bool(found and (found["end"] or "." in text))


def _is_bullet(first: str, symbol_font: bool) -> bool:
    if len(first) != 1:
        return first in (">>", "--", "->")
    if first in LETTER_BULLETS:
        return symbol_font or first == "o" or not first.isalpha()
    return first in BULLETS or first in DASHES or "\ue000" <= first <= "\uf8ff" or first == ">"


def _glued(text: str) -> Marker | None:
    """A bullet that stands close to its text: `•Text`."""
    first = text[:1]
    if len(text) > 2 and (
        (first in BULLETS and first not in LETTER_BULLETS and first != "*")
        or "\ue000" <= first <= "\uf8ff"
    ):
        return Marker(first, 1, True)
    return None
