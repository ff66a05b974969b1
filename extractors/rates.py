"""Rules for rates per head, ranks, multiples, densities and areas."""

import re

from extractors.changes import carried, resolve
from extractors.lexicon import MOVES
from extractors.measures import predicate_end
from extractors.numerals import Line, Reading
from schemas.statistics import Unit

# "86.3 per 1,000 residents" · "92.8 crimes per 1000 people" · "8.9 per 100,000"
_PER = re.compile(
    r"""\s*(?P<what>(?:[A-Za-z][\w'’-]*\s){0,4}?)\(?(?:per|for\severy|in\severy|/)\s?
    (?P<base>(?:1,?000|10,?000|100,?000|1,?000,?000|million)\b(?:\s(?:of\sthe\s)?(?!compared|against|in|for|and
        |which|to|across|which|than|nationally)[a-z][\w-]*){0,2})""",
    re.VERBOSE | re.IGNORECASE,
)
# "rate per 1,000 population was 86.3"
_PER_BEFORE = re.compile(
    r"\bper\s(?P<base>(?:1,?000|10,?000|100,?000)\b[^.;()0-9]{0,40})$", re.IGNORECASE
)
_AREA = re.compile(
    r"\s*(?P<per>people\sper\s|residents\sper\s|persons\sper\s|per\s)?(?:sq(?:uare|\.)?\s?(?:km|kilomet\w+)|km2|km²)",
    re.IGNORECASE,
)
# "3.6 reoffences per reoffender"
_RATIO = re.compile(r"\s*(?P<what>(?:[a-z][\w-]*\s){1,3})per\s(?P<base>[a-z][\w-]*)", re.IGNORECASE)
_TIMES = frozenset("day week month year annum quarter hour night session event term shift".split())
_SUPERLATIVE = re.compile(
    r"\b(?:highest|lowest|largest|smallest|best|worst|most|least|safest|busiest|biggest|fewest|greatest|nationally|overall|out|in|of)\b",
    re.I,
)
_COMPARING = frozenset(
    "against to with than for of and or below above at compared average versus vs in ( ,".split()
)


def rate(line: Line, k: int) -> Reading | None:
    """A rate, rank, multiple, density or area."""
    for rule in (_rank, _multiple, _area, _rate, _rate_again, _ratio):
        if found := rule(line, k):
            return found
    return None


# "86.3 per 1,000 residents" · "rate per 1,000 population was 86.3"
def _rate(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    if number.kind != "number":
        return None
    behind = _PER.match(line.text, number.end)
    before = None if behind else _PER_BEFORE.search(line.text, 0, number.start)
    found = behind or before
    if found is None:
        return None
    what = (behind["what"] if behind else "").strip()
    base = " ".join(found["base"].split())
    measure = resolve(line, k, what or _subject(line, k))
    if not measure:
        return None
    per_thousand = re.match(r"1,?000(?![,\d])", base)
    return Reading(
        number.value,
        "rate_per_1000" if per_thousand else "other",
        measure,
        "statistics.rate",
        0.93,
        breakdown=None if re.fullmatch(r"1,?000", base) else f"per {base}",
        qualifier=number.qualifier,
    )


def _subject(line: Line, k: int) -> str:
    """The subject of "was", "at", "stood at" or "reached" before a number."""
    verb = line.lead(k)
    while (
        verb > 0
        and line.word(verb - 1)
        in (
            "at",
            "was",
            "is",
            "were",
            "are",
            "to",
            "of",
            "stood",
            "stands",
            "reached",
            "reaching",
            "came",
            "comes",
            "rate",
            "rates",
            "a",
            "by",
            ":",
            ",",
            "–",
        )
        or line.word(verb - 1) in MOVES
    ):
        verb -= 1
    words = line.subject(verb)
    return words


# "against 82.1 for Kent and 88.7 for the most similar group"
def _rate_again(line: Line, k: int) -> Reading | None:
    last = line.last(k)
    number = line.numbers[k]
    if (
        last is None
        or last.method not in ("statistics.rate", "statistics.rate_again")
        or number.kind != "number"
    ):
        return None
    if line.word(line.lead(k) - 1) not in _COMPARING and not line.is_place(
        line.subject(line.lead(k))
    ):
        return None
    return Reading(
        number.value,
        last.unit,
        last.measure,
        "statistics.rate_again",
        0.9,
        breakdown=last.breakdown,
        qualifier=number.qualifier,
    )


# "fifth highest of the 12 districts for all crime" · "2nd highest rate in Kent" · "ranked 8th"
def _rank(line: Line, k: int) -> Reading | None:
    number, after = line.numbers[k], line.at[k] + 1
    if number.kind != "ordinal":
        return None
    ranked = any(line.word(i).startswith("rank") for i in range(max(0, line.at[k] - 4), line.at[k]))
    highest = re.match(r"(?:most|least|\w+est)\b", line.word(after)) is not None and line.word(
        after
    ) not in ("test", "west", "rest", "request", "arrest", "harvest", "interest")
    if not ranked and not highest:
        return None
    what = _ranked_for(line, k, after)
    measure = what or resolve(line, k, _subject(line, k))
    if not measure:
        return None
    if highest:
        measure = f"{measure} {line.words(after, after + 2 if line.word(after) in ('most', 'least') else after + 1)}"
    return Reading(
        number.value, "rank", measure, "statistics.rank", 0.9, qualifier=number.qualifier
    )


def _ranked_for(line: Line, k: int, after: int) -> str:
    """What "fifth highest of the 12 districts for all crime" ranks: the phrase after `for`."""
    stop = (
        line.at[k + 1]
        if k + 1 < len(line.at) and line.numbers[k + 1].kind == "ordinal"
        else len(line.tokens)
    )
    for at in range(after, stop):
        if line.word(at) in (".", ";", ",") or (
            line.word(at) == "and" and stop < len(line.tokens) and at + 1 == stop
        ):
            break
        if line.word(at) in ("for", "in") and line.word(at + 1) in ("terms", "numbers"):
            return line.words(at + 1, predicate_end(line.tokens, at + 1)).removeprefix("terms of ")
        if line.word(at) == "for":
            return line.phrase(at + 1)
    return ""


# "three times the 8,466 of 2020"
def _multiple(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    if number.kind != "multiple":
        return None
    measure = carried(line, k) if line.last(k) else resolve(line, k, _subject(line, k))
    if not measure:
        return None
    return Reading(
        number.value, "ratio", measure, "statistics.multiple", 0.7, qualifier=number.qualifier
    )


# "covers 612 square kilometres" · "247 people per square km"
def _area(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    found = _AREA.match(line.text, number.end) if number.kind == "number" else None
    if found is None:
        return None
    unit: Unit = "per_sq_km" if found["per"] else "sq_km"
    measure = "population density" if found["per"] else "area"
    return Reading(number.value, unit, measure, "statistics.area", 0.9, qualifier=number.qualifier)


# "an average of 3.6 reoffences per reoffender"
def _ratio(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    found = _RATIO.match(line.text, number.end) if number.kind == "number" else None
    if found is None or found["base"].lower() in _TIMES:
        return None
    is_average = "average" in line.text[max(0, number.start - 16) : number.start].lower()
    if not (is_average or number.value != int(number.value)):
        return None
    return Reading(
        number.value,
        "ratio",
        f"{found['what'].strip()} per {found['base']}",
        "statistics.ratio",
        0.85,
        qualifier=number.qualifier,
    )
