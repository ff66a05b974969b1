"""Finds the numbers of running text: what each counts, its unit, where and when."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.arithmetic import check
from extractors.changes import change
from extractors.circumstances import When, periods_of, places_of
from extractors.counts import asked, count_of_noun
from extractors.crime_categories import category
from extractors.geography import (
    NamedPlace,
    find_geographies,
    find_places,
    geography,
    is_own,
    is_within_county,
    serves_several,
)
from extractors.levels import brought, compared, level, pair
from extractors.lexicon import DETERMINERS, PREPOSITIONS
from extractors.lines import Lines, goes_on, sentences_of, tells_nothing, topic_of
from extractors.measures import is_general
from extractors.numerals import Line, Reading
from extractors.parts import done_with, of_the, out_of, part, shared_out, who_did
from extractors.provenance import make_record, where
from extractors.rates import rate
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.series import series
from extractors.shares import share
from extractors.subjects import carried, in_turn
from extractors.themes import category_of
from extractors.values.periods import Period
from schemas import Statistic, record_id
from schemas.statistics import Unit

_RULES = (
    asked,
    rate,
    change,
    series,
    brought,
    pair,
    compared,
    out_of,
    of_the,
    shared_out,
    done_with,
    share,
    level,
    count_of_noun,
    part,
    who_did,
)
_MOST = 200  # numbers of a sentence; what has more is a table that was read as text
_AGREED = 0.97  # confidence of numbers whose arithmetic agrees

# Measures told, by value, unit, place and period
_Told = defaultdict[tuple[float, str, str | None, When], list[str]]


def find_statistics(scope: Scope) -> Iterator[Statistic]:
    """Every number that running text tells, with what it counts; one row for each."""
    told: _Told = defaultdict(list)
    sentences, lines = sentences_of(scope), Lines(scope)
    before: Reading | None = None
    about: Reading | None = None
    when: When | None = None
    topic = ""
    for index, sentence in enumerate(sentences):
        if not goes_on(sentences, index):
            before = about = when = None
            topic = ""
        if tells_nothing(scope.words(sentence)):
            continue
        line = lines.line(sentence, before, about, topic)
        if len(line.numbers) > _MOST:
            told_of = f"{where(scope, sentence.start)}statistics: {len(line.numbers)} numbers"
            scope.warnings.append(f"{told_of} in a sentence were not read: {line.text[:80]!r}")
            continue
        _read(line)
        if line.numbers and not line.readings:
            line = _with_words_after(lines, sentences, index, line)
        if line.readings:
            before, about = _told_of(line), line.readings[min(line.readings)]
            topic = ""
        elif not line.numbers and (found := topic_of(line)):
            before, about, topic = None, None, found
        whens = periods_of(line, _inherited(scope, sentence), when)
        whens |= _in_brackets(scope, sentence, line)
        when = whens[max(whens)] if whens else when
        yield from _records(scope, sentence, line, whens, told)


# "Annual Report 2023-24" is a report's title, "Achievements 2023-24" tells what was done then
_REPORT = re.compile(
    r"\b(?:report|assessment|plan|strategy|profile|prospectus|survey|review|update|agenda)\b", re.I
)


def _inherited(scope: Scope, sentence: Sentence) -> Period | None:
    """The period of a lead-in or dated heading; that of the report's own title dates nothing."""
    found = scope.inherited_period(sentence)
    if _is_of_brackets(scope, sentence) or (found is None and _may_be_dated(scope, sentence)):
        found = scope.heading_period(sentence.start)
    is_title = found is not None and found == scope.heading_period(sentence.start)
    is_title = is_title and _REPORT.search(scope.part_at(sentence.start).title or "") is not None
    if not is_title:
        return found
    found = scope.heading_period(sentence.start, title=False)
    return found or (_of_section(scope, sentence) if _may_be_dated(scope, sentence) else None)


# "Delivery against our priorities in 2021-22": that year is no base of a comparison
_AGAINST = re.compile(
    r"\bagainst\s(?:(?:the|our|its|agreed)\s){0,2}(?:\w+\s)?(?:priorities|objectives|aims)\b", re.I
)


def _of_section(scope: Scope, sentence: Sentence) -> Period | None:
    """The period of a dated heading over the sentence, the title of its report apart."""
    titles = (scope.part_at(sentence.start).title or "").casefold()
    over = (one for one in reversed(sentence.section[1:]) if one.casefold() not in titles)
    dated = (scope.only_period(_AGAINST.sub("", one)) for one in over if not _REPORT.search(one))
    return next(filter(None, dated), None)


# "44 of them have not come to notice since", "now" and "so far" leave the year of the heading
_UNDATED = re.compile(
    r"\b(?:(?i:to\sdate|currently|at\s(?:present|the\smoment)|previously|originally|every\syear|each\syear"
    r"|there\s(?:are|is)\snow|research|stud(?:y|ies)|evidence|nationally|estimated)"
    r"|(?i:since)\s(?:the|its|it|[A-Z0-9][a-z0-9]+))\b"
)


def _may_be_dated(scope: Scope, sentence: Sentence) -> bool:
    return _UNDATED.search(scope.words(sentence)) is None


# "Where a figure is given in brackets it is for 2022/23:" · "2022/23 in brackets:"
_OF_BRACKETS = re.compile(r"\b(?:in|the)\sbrackets\b", re.IGNORECASE)


def _is_of_brackets(scope: Scope, sentence: Sentence) -> bool:
    """Whether the lead-in of a list dates no more than the numbers in brackets."""
    lead = sentence.block.lead if sentence.block else None
    words = scope.words(scope.document.blocks[lead]) if lead is not None else ""
    return _OF_BRACKETS.search(words) is not None


def _in_brackets(scope: Scope, sentence: Sentence, line: Line) -> dict[int, When]:
    """The period of the numbers in brackets, where the lead-in of the list tells it."""
    if not (line.readings and _is_of_brackets(scope, sentence)):
        return {}
    told = When.of(scope.inherited_period(sentence))
    return {k: told for k, one in line.readings.items() if _stands_for(line, k, one)}


def _stands_for(line: Line, k: int, reading: Reading) -> bool:
    is_change = reading.unit.endswith("change")
    return line.in_brackets(k) and not is_change and line.word(line.at[k] + 1) == ")"


def _told_of(line: Line) -> Reading:
    """What the next sentence goes on with: the last that says what it is of, a rank apart."""
    known = [k for k, one in line.readings.items() if one.unit != "rank"]
    named = [k for k in known if not is_general(line.readings[k].measure)]
    return line.readings[max(named or known or line.readings)]


_LETTERS = re.compile(r"[^\W\d_]{2}")


def _read(line: Line) -> None:
    for k in range(len(line.numbers)):
        for rule in _RULES:
            reading = rule(line, k)
            reading = _of_something(line, k, reading) if reading else None
            if reading:
                line.readings[k] = _tidy(line, k, reading)
                break
    for k, measure in in_turn(line).items():
        line.readings[k] = _tidy(line, k, replace(line.readings[k], measure=measure))


def _of_something(line: Line, k: int, reading: Reading) -> Reading | None:
    """The reading, with what was told before for a measure that is no more than a place."""
    measure = reading.measure
    if _LETTERS.search(measure) is None:
        return None
    if reading.unit in ("sq_km", "per_sq_km") or not line.is_place(measure):
        return reading
    measure = carried(line, k)
    return replace(reading, measure=measure) if measure and not line.is_place(measure) else None


# "the number of children reported missing" -> "children reported missing"
_OPENING = re.compile(
    r"^(?:.*\b(?:the|total|in)\snumber\sof\s|(?:(?:the|a|an|total|our|their|number|numbers|of)\s)+)",
    re.IGNORECASE,
)


# "It is estimated that …" · "1178 of them injecting (estimated)"
_ESTIMATE = re.compile(
    r"\b(?:it\sis|is|are|was)\sestimated\b|\bestimates\s(?:suggest|show|that)", re.I
)
_ESTIMATED = re.compile(r"[^0-9.;]{0,50}\(estimated\)", re.IGNORECASE)


# "We will reduce violence by 5%": an aim, no result
_AIM = re.compile(r"\b(?:will|aims?\sto|plans?\sto|seeks?\sto|intends?\sto|target\sis\sto)\b", re.I)


def _tidy(line: Line, k: int, reading: Reading) -> Reading:
    words = reading.measure.split()[:14]
    while len(words) > 1 and words[-1].lower() in _TRAILING:
        words = words[:-1]
    measure = " ".join(words)
    number = line.numbers[k]
    guess = _ESTIMATE.search(line.text, 0, number.start) or _ESTIMATED.match(line.text, number.end)
    is_guess = guess and reading.qualifier == "exact"
    is_aim = _AIM.search(line.text, 0, number.start) is not None
    short = replace(
        reading,
        confidence=min(reading.confidence, 0.6) if is_aim else _sure(line, reading),
        measure=_OPENING.sub("", measure) or measure,
        qualifier="approx" if is_guess else reading.qualifier,
    )
    if short.unit == "count" and short.value != int(short.value) and number.text[-1].isdigit():
        short = replace(short, unit=_unit_of_fraction(line, k, short.measure))
    is_crime = category_of(short.measure) is not None
    return replace(short, is_crime=is_crime, category=category(line, k, short))


_MEAN = re.compile(r"\b(?:per|average|mean|each)\b", re.IGNORECASE)
_RATE = re.compile(r"\brates?\b", re.IGNORECASE)
_CRIME_RATE = re.compile(r"\bcrime\srates?\b", re.IGNORECASE)


def _unit_of_fraction(line: Line, k: int, measure: str) -> Unit:
    """No count: a mean, or a rate, per 1,000 if it is of crime or beside one that says so."""
    if _MEAN.search(measure):
        return "ratio"
    last = line.last(k) or line.before
    is_beside = last is not None and last.unit == "rate_per_1000"
    is_rate = _CRIME_RATE.search(measure) or (is_beside and _RATE.search(measure))
    return "rate_per_1000" if is_rate else "other"


def _sure(line: Line, reading: Reading) -> float:
    """The rule's confidence; less where the subject is long or from another sentence."""
    is_told_of = reading.method.startswith(_TELLING)
    is_long = len(reading.measure.split()) > 8 and not is_told_of
    is_carried = not line.readings and line.before and reading.measure == line.before.measure
    return min(reading.confidence, 0.8 if is_long else 0.85 if is_carried else 1.0)


# The rules that tell what is said of those counted: their measures are long as a rule
_TELLING = ("statistics.share", "statistics.part", "statistics.count")
_TRAILING = PREPOSITIONS | DETERMINERS | {"and", "or", "carried"}


# A number alone, its words below it
def _with_words_after(
    lines: Lines, sentences: tuple[Sentence, ...], index: int, line: Line
) -> Line:
    rest = re.sub(r"[\W\d_]+", "", line.text)
    if len(line.numbers) != 1 or len(rest) > 3 or index + 1 >= len(sentences):
        return line
    number, following = line.numbers[0], lines.line(sentences[index + 1])
    words = following.text
    if (
        following.numbers
        or not 1 <= len(words.split()) <= 14
        or number.kind not in ("number", "percent")
    ):
        return line
    text = f"{line.text.strip()} {words}"
    whole = replace(following, text=text, heading=line.heading, readings={})
    _read(whole)
    if 0 in whole.readings:
        line.readings[0] = replace(
            whole.readings[0], method="statistics.number_alone", confidence=0.7
        )
    return line


def _records(
    scope: Scope, sentence: Sentence, line: Line, whens: dict[int, When], told: _Told
) -> Iterator[Statistic]:
    checked = check(line)
    for clash in checked.clashes:
        scope.warnings.append(
            f"{where(scope, sentence.start)}statistics: {clash}: {line.text[:160]!r}"
        )
    places = places_of(line, _place_above(scope, sentence))
    statement = _statement(scope, sentence, line)
    for k, reading in line.readings.items():
        is_sure = k in checked.agreed and reading.confidence > 0.85
        sure = _AGREED if is_sure else reading.confidence
        for one in _ends(line, k, replace(reading, confidence=sure)):
            place = geography(places[k], scope)
            if not _is_told(told, one, place, whens[k]):
                span = (
                    sentence.start + line.numbers[k].start,
                    sentence.start + line.numbers[k].end,
                )
                clause = (sentence.start, sentence.end)
                yield from _record(scope, span, clause, _Row(one, place, whens[k], statement))


def _ends(line: Line, k: int, reading: Reading) -> Iterator[Reading]:
    """The reading, or both ends of a range."""
    high = line.numbers[k].high
    if high is None:
        yield reading
        return
    yield replace(reading, qualifier="at_least")
    yield replace(reading, value=high, qualifier="at_most")


def _place_above(scope: Scope, sentence: Sentence) -> NamedPlace | None:
    """The place that a county's report is on: told nearest before in the paragraph, or after."""
    if not serves_several(scope) or sentence.block is None:
        return None
    words, here = scope.words(sentence.block), sentence.start - sentence.block.start
    named = [
        p
        for p in find_geographies(words)
        if is_within_county(p) and not is_own(p.text, scope) and _opens(words, p.start)
    ]
    before = [place for place in named if place.start < here]
    if before or named:
        return before[-1] if before else named[0]
    headings = (find_places(text) for text in reversed(sentence.section))
    return next(
        (one[0] for one in headings if len(one) == 1 and not is_own(one[0].text, scope)), None
    )


def _opens(words: str, place: int) -> bool:
    """Whether a place stands before the numbers of its sentence, which so is about it."""
    return re.search(r"[0-9]", re.split(r"[.;!?]\s", words[:place])[-1]) is None


def _statement(scope: Scope, sentence: Sentence, line: Line) -> str:
    key = ("statement", line.text, " > ".join(sentence.section))
    ordinal = scope.ordinals[key]
    scope.ordinals[key] += 1
    return record_id(scope.report_id, *key, ordinal)


def _is_told(told: _Told, one: Reading, place: str | None, when: When) -> bool:
    """Whether the same number of the same thing was told before; remembers it."""
    measures = told[one.value, one.unit, place, when]
    measure = one.measure.lower()
    if any(fuzz.token_set_ratio(other, measure) >= 85 for other in measures):
        return True
    measures.append(measure)
    return False


@dataclass(frozen=True, slots=True)
class _Row:
    reading: Reading
    place: str | None
    when: When
    statement: str


def _record(
    scope: Scope, span: tuple[int, int], clause: tuple[int, int], row: _Row
) -> Iterator[Statistic]:
    reading = row.reading
    yield from make_record(
        scope,
        Statistic,
        span,
        clause,
        measure=reading.measure,
        category=reading.category,
        value=reading.value,
        unit=reading.unit,
        geography=row.place,
        area=row.place,
        period=row.when.label,
        period_start=row.when.first,
        period_end=row.when.last,
        qualifier=reading.qualifier,
        breakdown=reading.breakdown,
        statement_id=row.statement,
        method=reading.method,
        confidence=reading.confidence,
    )
