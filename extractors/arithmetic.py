"""Whether the numbers of a sentence agree: from, to, and the change that is printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.numerals import Line, Reading


@dataclass(frozen=True, slots=True)
class Check:
    """Numbers of a sentence whose arithmetic agrees, and what is to be said of those that clash."""

    agreed: frozenset[int]
    clashes: tuple[str, ...]


# What a change of each unit can be the change of
_CHANGE_OF: dict[str, tuple[str, ...]] = {
    "absolute_change": ("count",),
    "percentage_change": ("count", "rate_per_1000"),
    "percentage_point_change": ("percent",),
}


def check(line: Line) -> Check:
    """Holds each printed change against the two counts it stands with."""
    agreed: set[int] = set()
    clashes: list[str] = []
    for k, reading in line.readings.items():
        for base, now in _pairs(line.readings, reading) if reading.unit in _CHANGE_OF else ():
            before, after = line.readings[base], line.readings[now]
            if _agrees(reading, before.value, after.value, line.numbers[k].text):
                agreed |= {k, base, now}
            elif ";" not in _between(line, base, k) and min(abs(base - k), abs(now - k)) <= 2:
                clashes.append(
                    f"{reading.value:g} is not the change from {before.value:g} to {after.value:g}"
                )
    return Check(frozenset(agreed), tuple(clashes))


def _pairs(readings: Mapping[int, Reading], change: Reading) -> list[tuple[int, int]]:
    """Numbers (before, after) of the measure of a change, in a unit that it can be of."""
    of_it = [
        k
        for k, one in readings.items()
        if _is_same(one.measure, change.measure) and one.unit in _CHANGE_OF[change.unit]
    ]
    return [
        (a, b)
        for a in of_it
        for b in of_it
        if abs(a - b) == 1
        and readings[a].is_before
        and not readings[b].is_before
        and readings[a].unit == readings[b].unit
    ]


def _between(line: Line, one: int, other: int) -> str:
    first, second = sorted((one, other))
    return line.text[line.numbers[first].end : line.numbers[second].start]


def _is_same(one: str, other: str) -> bool:
    """Whether two measures are one, as `Robbery` and `Robbery offences` are."""
    return one.startswith(other) or other.startswith(one)


def _agrees(change: Reading, before: float, after: float, printed: str) -> bool:
    difference = after - before
    if change.unit != "percentage_change":
        return abs(difference - change.value) < 0.06
    if before == 0:
        return False
    exact = 100 * difference / before
    slack = 0.06 if "." in printed else 0.6
    return abs(exact - change.value) <= slack or (
        change.qualifier == "approx" and abs(exact - change.value) <= 4
    )
