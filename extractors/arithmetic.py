"""Whether the numbers of a sentence agree: from, to, and the change that is printed."""

from collections.abc import Mapping
from dataclasses import dataclass

from extractors.numerals import Line, Reading


@dataclass(frozen=True, slots=True)
class Check:
    """Numbers of a sentence whose arithmetic agrees, and what is to be said of those that clash."""

    agreed: frozenset[int]
    clashes: tuple[str, ...]


def check(line: Line) -> Check:
    """Holds each printed change against the two counts it stands with."""
    agreed: set[int] = set()
    clashes: list[str] = []
    for k, reading in line.readings.items():
        if not reading.unit.endswith("change"):
            continue
        for base, now in _pairs(line.readings, reading.measure):
            before, after = line.readings[base], line.readings[now]
            if _agrees(reading, before.value, after.value, line.numbers[k].text):
                agreed |= {k, base, now}
            elif ";" not in _between(line, base, k) and min(abs(base - k), abs(now - k)) <= 2:
                clashes.append(
                    f"{reading.value:g} is not the change from {before.value:g} to {after.value:g}"
                )
    return Check(frozenset(agreed), tuple(clashes))


def _pairs(readings: Mapping[int, Reading], measure: str) -> list[tuple[int, int]]:
    """Numbers (before, after) of a measure."""
    of_it = [
        k
        for k, one in readings.items()
        if _is_same(one.measure, measure) and one.unit in ("count", "percent", "rate_per_1000")
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
