"""Finds the numbers of running text: what each counts, its unit, where and when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.arithmetic import check
from extractors.changes import change
from extractors.circumstances import When, periods_of, places_of
from extractors.counts import count_of_noun
from extractors.geography import geography
from extractors.levels import compared, level, pair
from extractors.numerals import Line, Reading
from extractors.parts import out_of, part
from extractors.provenance import make_record, where
from extractors.rates import rate
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.shares import share
from extractors.themes import category_of
from schemas import Statistic, record_id

_RULES = (rate, change, pair, compared, out_of, share, count_of_noun, part, level)
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
    sentences = tuple(piece for one in scope.prose() for piece in _pieces(scope, one))
    before: Reading | None = None
    for index, sentence in enumerate(sentences):
        if not _goes_on(sentences, index):
            before = None
        if _tells_nothing(scope.words(sentence)):
            continue
        line = _line(scope, sentence, before)
        _read(line)
        if line.numbers and not line.readings:
            line = _with_words_after(scope, sentences, index, line)
        before = line.readings[max(line.readings)] if line.readings else before
        yield from _records(scope, sentence, line, told)


# A sentence that the splitter left whole: "… of 6% YoY. Residential burglary …"
_STOP = re.compile(r"(?<=[a-zA-Z0-9%)])\.\s+(?=[A-Z])")
_NO_STOP = re.compile(
    r"\b(?:Cllrs?|Mrs?|Ms|Dr|St|Nos?|[Aa]pprox|Op|Insp|Supt|Sgt|Ch|Rd|Dept|vs|[Ff]ig|etc|[A-Z])$"
)


def _pieces(scope: Scope, sentence: Sentence) -> Iterator[Sentence]:
    words, begin = scope.words(sentence), 0
    for stop in _STOP.finditer(words):
        if not _NO_STOP.search(words, 0, stop.start()):
            yield replace(
                sentence, start=sentence.start + begin, end=sentence.start + stop.start() + 1
            )
            begin = stop.end()
    yield replace(sentence, start=sentence.start + begin)


def _goes_on(sentences: tuple[Sentence, ...], index: int) -> bool:
    """Whether a sentence goes on with the one before: in its paragraph, or an item under it."""
    if index == 0:
        return False
    this, last = sentences[index], sentences[index - 1]
    if this.block and last.block:
        is_under = this.kind == last.kind == "item" and this.block.level > last.block.level
        return this.block is last.block or is_under
    return this.cell is not None and this.cell is last.cell


# A line of a table of contents · words of a client, not of the report
_CONTENTS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_TESTIMONY = re.compile(r"^[“\"‘'].*\b(?:I|I['’]\w+|my|me|wanna)\b", re.DOTALL)


def _tells_nothing(words: str) -> bool:
    return bool(_CONTENTS.search(words) or _TESTIMONY.search(words))


def _line(scope: Scope, sentence: Sentence, before: Reading | None) -> Line:
    text = scope.words(sentence).replace("\n", " ").replace("\xa0", " ")
    if sentence.kind == "heading" or (sentence.block and sentence.start == sentence.block.start):
        text = _SECTION.sub(lambda match: " " * len(match[0]), text)
    heading = next((h for h in reversed(sentence.section) if category_of(h)), "")
    return Line(text, before, _NUMBERED.sub("", heading))


# "2 Headlines" · "9 Urgent Business" · "7.4 Essex Police": the number of a section
_SECTION = re.compile(r"^[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?\s+(?=[A-Z][a-z]*\b(?!.*\.$))")
_NUMBERED = re.compile(r"^(?:[\d.]+|[a-z]\)|priority\s\w+)[\s:.–-]*", re.IGNORECASE)


def _read(line: Line) -> None:
    for k in range(len(line.numbers)):
        for rule in _RULES:
            if reading := rule(line, k):
                line.readings[k] = _tidy(reading, line)
                break


# "the number of children reported missing" -> "children reported missing"
_OPENING = re.compile(
    r"^(?:.*\b(?:the|total|in)\snumber\sof\s|(?:(?:the|a|an|total|our|their|number|numbers|of)\s)+)",
    re.IGNORECASE,
)


def _tidy(reading: Reading, line: Line) -> Reading:
    measure = " ".join(reading.measure.split()[:14])
    short = replace(reading, measure=_OPENING.sub("", measure) or measure)
    return replace(short, is_crime=_category(line, short) is not None)


# A number alone, its words below it
def _with_words_after(
    scope: Scope, sentences: tuple[Sentence, ...], index: int, line: Line
) -> Line:
    rest = re.sub(r"[\W\d_]+", "", line.text)
    if len(line.numbers) != 1 or len(rest) > 3 or index + 1 >= len(sentences):
        return line
    number, words = line.numbers[0], scope.words(sentences[index + 1])
    following = _line(scope, sentences[index + 1], None)
    if (
        following.numbers
        or not 1 <= len(words.split()) <= 14
        or number.kind not in ("number", "percent")
    ):
        return line
    whole = Line(f"{line.text.strip()} {words}", line.before, line.heading)
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
            place = geography(places[k], scope)
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
    r"|thefts?|charges?|perpetrators?|survivors?|investigations?|deaths?|children|it|them|[0-9.]+%?)$",
    re.IGNORECASE,
)
# What serves, and is no crime, case or victim: "Violence Advisors", "domestic abuse workshops"
_SERVICES = re.compile(
    r"\b(?:advis[eo]rs?|advocates?|officers?|sessions?|visits?|workshops?|training|events?|inputs?|posters?"
    r"|copies|campaigns?|messages?|booklets?|leaflets?|volunteers?|professionals?|practitioners?|staff|coaches"
    r"|members|panels?|refuges?|spaces|courses?|programmes?|meetings?|visitors?|patrols?|operations?|cameras?"
    r"|kits?|alarms?|schools?|pupils?|delegates|roadshows?|stalls?|hotspots?|spots)\b",
    re.IGNORECASE,
)


def _category(line: Line, reading: Reading) -> str | None:
    """The category of the measure, else of its clause or heading where it counts crimes or cases."""
    if reading.unit == "count" and _SERVICES.search(reading.measure):
        return None
    for words in (reading.measure, f"{reading.measure} {reading.breakdown or ''}"):
        if code := category_of(words):
            return code
    head = re.split(
        r"\s(?:of|in|for|to|with|from|on|at|were|was|are|have|that)\s", reading.measure
    )[0]
    if not _CRIMES.search(head):
        return None
    before = line.before.measure if line.before else ""
    return category_of(reading.context) or category_of(before) or category_of(line.heading)
