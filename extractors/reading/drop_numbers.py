"""Finds numbers set large beside the texts that they number, as in a list of priorities."""

import re
from collections.abc import Sequence

from extractors.reading.lines import Line

_NUMBER = re.compile(r"0?([1-9]\d?)[.)]?")


def take_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that only number another, which keeps the number as its marker.

    Numbers count as such if two or more follow one another, one below the other.
    """
    numbers = [line for line in lines if _NUMBER.fullmatch(line.text)]
    pairs = [(line, text) for line in numbers if (text := _text_of(line, lines))]
    values = {(_value(line), round(line.box.x0 / 6)): line for line, _ in pairs}
    taken: set[int] = set()
    for line, text in pairs:
        value, place = _value(line), round(line.box.x0 / 6)
        beside = [values.get((value + step, place + off)) for step in (-1, 1) for off in (-1, 0, 1)]
        if any(other is not None for other in beside):
            text.number = f"{value}."
            taken.add(id(line))
    return [line for line in lines if id(line) not in taken]


def _value(line: Line) -> int:
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else 0


def _text_of(number: Line, lines: Sequence[Line]) -> Line | None:
    """The first line of the text that stands close at the right of a number larger than it."""
    box = number.box
    beside = [
        line
        for line in lines
        if line is not number
        and 0 < line.box.x0 - box.x1 < 3 * number.size
        and line.box.bottom > box.top
        and line.box.top < box.bottom
        and line.size < 0.95 * number.size
        and any(c.isalpha() for c in line.text)
    ]
    return min(beside, key=lambda line: (line.box.top, line.box.x0), default=None)
