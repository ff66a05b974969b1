"""Finds the numbers of running text: what each counts, its unit, where and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.arithmetic import check
from extractors.changes import change
from extractors.circumstances import When, periods_of, places_of
from extractors.counts import compared, count_of_noun, level, pair, part
from extractors.geography import NamedPlace, geography
from extractors.numerals import Line, Reading
from extractors.provenance import make_record, where
from extractors.rates import rate
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.shares import share
from extractors.themes import category_of
from schemas import Statistic, record_id

_RULES = (rate, change, pair, compared, share, part, count_of_noun, level)
_AGREED = 0.97  # confidence of numbers whose arithmetic agrees


@dataclass(frozen=True, slots=True)
class _Told:
    """What makes two statistics of a report the same."""

    value: float
    unit: str
    place: str | None
    when: When
    measure: str


def find_statistics(scope: Scope) -> Iterator[Statistic]:
    """Every number that running text tells, with what it counts; one row for each."""
    told: list[_Told] = []
    topic, block = "", None
    sentences = scope.prose()
    for index, sentence in enumerate(sentences):
        holder = sentence.block or sentence.cell
        topic = topic if holder is block else ""
        block = holder
        line = _line(scope, sentence, topic)
        if not line.numbers:
            continue
        _read(line)
        if not line.readings:
            line = _with_words_after(scope, sentences, index, line)
        topic = _topic(line) or topic
        yield from _records(scope, sentence, line, told)


def _line(scope: Scope, sentence: Sentence, topic: str) -> Line:
    text = scope.words(sentence).replace("\n", " ").replace("\xa0", " ")
    heading = next((h for h in reversed(sentence.section) if category_of(h)), "")
    return Line(text, topic, _NUMBERED.sub("", heading))


_NUMBERED = re.compile(r"^(?:[\d.]+|[a-z]\)|priority\s\w+)[\s:.–-]*", re.IGNORECASE)


def _read(line: Line) -> None:
    for k in range(len(line.numbers)):
        for rule in _RULES:
            if reading := rule(line, k):
                line.readings[k] = _tidy(reading)
                break


# "the number of children reported missing" -> "children reported missing"
_OPENING = re.compile(
    r"^(?:(?:the|a|an|total|overall|our|their|number|numbers|of)\s)+", re.IGNORECASE
)


def _tidy(reading: Reading) -> Reading:
    words = reading.measure.split()
    measure = " ".join(words[:14])
    return replace(reading, measure=_OPENING.sub("", measure) or measure)


def _topic(line: Line) -> str:
    return line.readings[max(line.readings)].measure if line.readings else ""


# A number alone, its words below it
def _with_words_after(
    scope: Scope, sentences: tuple[Sentence, ...], index: int, line: Line
) -> Line:
    rest = re.sub(r"[\W\d_]+", "", line.text)
    if len(line.numbers) != 1 or len(rest) > 3 or index + 1 >= len(sentences):
        return line
    number, words = line.numbers[0], scope.words(sentences[index + 1])
    following = _line(scope, sentences[index + 1], "")
    if (
        following.numbers
        or not 1 <= len(words.split()) <= 14
        or number.kind not in ("number", "percent")
    ):
        return line
    whole = Line(f"{line.text.strip()} {words}", line.topic, line.heading)
    _read(whole)
    if 0 in whole.readings:
        line.readings[0] = replace(
            whole.readings[0], method="statistics.number_alone", confidence=0.7
        )
    return line


def _records(
    scope: Scope, sentence: Sentence, line: Line, told: list[_Told]
) -> Iterator[Statistic]:
    checked = check(line)
    for clash in checked.clashes:
        scope.warnings.append(
            f"{where(scope, sentence.start)}statistics: {clash}: {line.text[:160]!r}"
        )
    places, whens = places_of(line), periods_of(line, scope.inherited_period(sentence))
    statement = _statement(scope, sentence, line)
    for k, reading in line.readings.items():
        sure = max(reading.confidence, _AGREED) if k in checked.agreed else reading.confidence
        for one in _ends(line, k, replace(reading, confidence=sure)):
            place = _where(scope, line, places[k])
            if not _is_told(told, _Told(one.value, one.unit, place, whens[k], one.measure)):
                yield from _record(scope, sentence, line, k, one, place, whens[k], statement)


def _ends(line: Line, k: int, reading: Reading) -> Iterator[Reading]:
    """The reading, or both ends of a range."""
    high = line.numbers[k].high
    if high is None:
        yield reading
        return
    yield replace(reading, qualifier="at_least")
    yield replace(reading, value=high, qualifier="at_most")


def _where(scope: Scope, line: Line, place: NamedPlace | None) -> str | None:
    return geography(place, scope)


def _statement(scope: Scope, sentence: Sentence, line: Line) -> str:
    key = ("statement", line.text, " > ".join(sentence.section))
    ordinal = scope.ordinals[key]
    scope.ordinals[key] += 1
    return record_id(scope.report_id, *key, ordinal)


def _is_told(told: list[_Told], one: _Told) -> bool:
    """Whether the same number of the same thing was told before; remembers it."""
    for other in told:
        if (other.value, other.unit, other.place, other.when) == (
            one.value,
            one.unit,
            one.place,
            one.when,
        ):
            if fuzz.token_set_ratio(other.measure.lower(), one.measure.lower()) >= 85:
                return True
    told.append(one)
    return False


def _record(
    scope: Scope,
    sentence: Sentence,
    line: Line,
    k: int,
    reading: Reading,
    place: str | None,
    when: When,
    statement: str,
) -> Iterator[Statistic]:
    number = line.numbers[k]
    yield from make_record(
        scope,
        Statistic,
        (sentence.start + number.start, sentence.start + number.end),
        (sentence.start, sentence.end),
        measure=reading.measure,
        category=_category(line, reading),
        value=reading.value,
        unit=reading.unit,
        geography=place,
        area=place,
        period=when.label,
        period_start=when.first,
        period_end=when.last,
        qualifier=reading.qualifier,
        breakdown=reading.breakdown,
        statement_id=statement,
        method=reading.method,
        confidence=reading.confidence,
    )


_CRIMES = re.compile(
    r"\b(?:offences?|incidents?|crimes?|cases?|victims?|reports?|homes|episodes?|referrals?|casualties"
    r"|thefts?|charges?|perpetrators?|survivors?|investigations?|deaths?)\b",
    re.IGNORECASE,
)


def _category(line: Line, reading: Reading) -> str | None:
    """The category of the measure, else of its clause or heading where it counts crimes or cases."""
    if code := category_of(reading.measure):
        return code
    if code := category_of(f"{reading.measure} {reading.breakdown or ''}"):
        return code
    if not _CRIMES.search(f"{reading.measure} {reading.context}"):
        return None
    return category_of(reading.context) or category_of(line.topic) or category_of(line.heading)
