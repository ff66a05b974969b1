"""Rules for rates per head, multiples, densities and areas."""

import re

from extractors.lexicon import CHANGES, MOTIONS, MOVES, word_set
from extractors.measures import is_general, is_plural
from extractors.numerals import Line, Reading
from extractors.ranks import as_rate, rank
from extractors.subjects import carried, is_vague, of_whole, resolve
from schemas.statistics import Unit

# "86.3 per 1,000 residents" · "92.8 crimes per 1000 people" · "8.9 per 100,000"
_PER = re.compile(
    r"""\s*(?P<what>(?:[A-Za-z][\w'’-]*\s){0,4}?)\(?(?:per|for\severy|in\severy|/)\s?
    (?P<base>1,?000|thousand|10,?000|100,?000|1,?000,?000|million)\b(?![,.]\d)
    (?:\s(?:of\sthe\s)?(?P<heads>(?!compared|against|in|for|and|which|to|across|than|nationally|last)
        [a-z][\w-]*))?""",
    re.VERBOSE | re.IGNORECASE,
)
# "rate per 1,000 population was 86.3"
_PER_BEFORE = re.compile(
    r"\brates?\b.{0,60}\bper\s(?P<base>1,?000|10,?000|100,?000)\b(?:\s(?P<heads>[a-z]+))?"
    r"(?:\s\([^()0-9]{0,30}\))?[^.;)0-9]{0,30}$",
    re.IGNORECASE,
)
_AGES = re.compile(r"\b[0-9]{1,2}\s?(?:[-–]|to)\s?[0-9]{2}\b(?![,.]?[0-9])")
_HEADS = word_set("residents people population persons inhabitants head heads")
_AREA = re.compile(
    r"\s*(?P<per>(?:people|residents|persons)?\s?per\s)?(?:sq(?:uare|\.)?\s?(?:km|kilomet\w+"
    r"|miles?)|km2|km²|hectares)",
    re.IGNORECASE,
)
# "3.6 reoffences per reoffender"
_RATIO = re.compile(r"\s*(?P<what>(?:[a-z][\w-]*\s){1,3})per\s(?P<base>[a-z][\w-]*)", re.IGNORECASE)
_TIMES = word_set("day week month year annum quarter hour night session event term shift")
_COMPARING = word_set(
    "against to with than for of and or below above at compared average being versus vs in ( ,"
)
_JOINTS = word_set(
    "at was is were are to of or reached reaching a by : , – low high steady lower higher"
)


def rate(line: Line, k: int) -> Reading | None:
    """A rate, rank, multiple, density or area."""
    for rule in (rank, _multiple, _area, _average_time, _rate, _rate_again, _ratio):
        if found := rule(line, k):
            return found
    return None


# "86.3 per 1,000 residents" · "rate per 1,000 population was 86.3"
def _rate(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    if number.kind != "number":
        return None
    behind = _PER.match(line.text, number.end)
    found = behind or _PER_BEFORE.search(_AGES.sub(_dashes, line.text[: number.start]))
    last = line.readings.get(k - 1)
    if behind is None and last and last.method.startswith("statistics.rate"):
        return None
    if found is None or (behind is None and line.phrase(line.at[k] + 1)):
        return None
    what = behind["what"].strip() if behind else _before_per(line, k, found.start("base"))
    words = what or _led_subject(line, k) or _subject(line, k)
    if what and is_general(what) and not line.last(k) and (owner := _subject(line, k)):
        words = what if line.is_place(owner) else f"{owner} {what}"
    rate_of = _RATE_OF.search(line.text, 0, line.numbers[k].start)
    words = rate_of["what"] if rate_of and not (words or line.readings) else words
    measure = of_whole(line, k, resolve(line, k, words) or words)
    if not measure:
        return None
    heads, is_1000 = found["heads"], found["base"].replace(",", "") in ("1000", "thousand")
    per = f"per {found['base']}" if not is_1000 else ""
    of_heads = heads if heads and heads.lower() not in _HEADS else ""
    return Reading(
        number.value,
        "rate_per_1000" if is_1000 else "other",
        measure,
        "statistics.rate",
        0.93,
        breakdown=" ".join(filter(None, (per, of_heads))) or None,
        qualifier=number.qualifier,
    )


# "has the highest rate of violent crime in the county (48.9 per 1,000)"
_RATE_OF = re.compile(
    r"\brates?\sof\s(?P<what>[a-z -]{4,50}?)(?:\s(?:in|across|for|of)\s[^.;()0-9]*)?\s\($"
)


# "At 4.2 per 1,000 households our burglary rate remains the second lowest"
_AT = re.compile(r"\s*(?:At|With)\s(?:an?\srate\sof\s)?(?:just\s|only\s)?$")


def _led_subject(line: Line, k: int) -> str:
    """The subject that follows a rate which opens the sentence."""
    behind = _PER.match(line.text, line.numbers[k].end)
    if behind is None or not _AT.fullmatch(line.text, 0, line.numbers[k].start):
        return ""
    start = next((i for i, t in enumerate(line.tokens) if t.start >= behind.end()), 0)
    start += line.word(start) == ","
    words = line.phrase(start) if start else ""
    return "" if is_vague(line, words) else words


def _before_per(line: Line, k: int, per: int) -> str:
    """What stands before "per 1,000": "The crime rate per 1,000 residents was 86.3"."""
    words = re.split(r"[.;:,()]\s", line.text[:per])[-1]
    words = re.sub(r"(?i)^\s*(?:(?:and|the|a|an|our)\s)*|\s*\(?per\s*$", "", words)
    return resolve(line, k, words)


def _dashes(match: re.Match[str]) -> str:
    return "-" * len(match[0])


def _subject(line: Line, k: int) -> str:
    """The subject of "was", "at", "stood at" or "reached" before a number."""
    verb = line.lead(k)
    joints = _JOINTS | MOTIONS | MOVES.keys() - CHANGES.keys()
    while verb > 0 and (line.word(verb - 1) in joints or _is_bare_rate(line, verb - 1)):
        verb -= 1
    words = line.subject(verb)
    return _HAVING.split(words)[-1]


def _is_bare_rate(line: Line, at: int) -> bool:
    """Whether a word is the rate of "a rate of", which says of nothing what it is of."""
    return line.word(at) == "rate" and line.word(at + 1) == "of"


# "Gwent recorded the lowest crime rate in Wales at 58.4 per 1,000"
_HAVING = re.compile(r"(?:\b(?:recorded|has|had|have|saw)|^with)\s(?:the|a|an)\s")


# "against 82.1 for Kent and 88.7 for the most similar group" · "below the average of 6.459"
def _rate_again(line: Line, k: int) -> Reading | None:
    number, last = line.numbers[k], line.last(k)
    if line.in_brackets(k) and k - 1 in line.readings:
        last = line.readings[k - 1]
    if last is not None and last.unit == "rank":
        rated = [j for j in line.readings if j < k and line.readings[j].unit != "rank"]
        last = line.readings[max(rated)] if rated else None
    if last is not None and last.unit == "ratio" and k - 2 in line.readings:
        last = line.readings[k - 2]
    if last is None and line.before and line.before.unit in ("rate_per_1000", "other"):
        last = line.before
        is_of_rates = _OF_RATES.search(line.text, 0, number.start)
        if line.numbers[0].kind == "number" and not is_of_rates:
            return None
    is_rate = last is not None and last.method.startswith(("statistics.rate", "statistics.area"))
    if last is None or not is_rate or number.kind != "number" or _has_noun(line, k):
        return None
    lead = line.lead(k)
    words = line.words(line.clause_start(lead), lead)
    is_rate_of = re.search(r"\b(?:rate|average|figure)\b.*\b(?:was|is|of|at)$", words) is not None
    is_rate_of = is_rate_of or _COMPARED.search(words) is not None
    if line.word(lead - 1) not in _COMPARING and not (is_rate_of or line.is_place(words)):
        return None
    is_whole = number.value == int(number.value) and line.word(lead - 1) in ("of", "(")
    of_rate = re.search(r"\b(?:rates?|figure|average)\b[^.;]{0,40}$", line.text[: number.start])
    if is_whole and not of_rate:
        return None
    is_named = re.search(r"\brates?\b", words) is not None
    return Reading(
        number.value,
        last.unit,
        as_rate(last.measure) if is_named else last.measure,
        "statistics.rate_again",
        0.9,
        breakdown=last.breakdown,
        qualifier=number.qualifier,
    )


# "against a London average of 104.9"
_COMPARED = re.compile(
    r"\b(?:against|than|below|above|versus|compared\s(?:to|with))\s(?:[\w’'-]+\s){0,4}[\w’'-]+$"
)
# What says that a sentence goes on with the rate of the one before
_OF_RATES = re.compile(
    r"\b(?:rates?|average|figure|compares?|compared|comparison|against|than|below|above|nationally|versus"
    r"|(?:for|in|across)\s(?:the\s)?[A-Z]\w+)\b"
)


def _has_noun(line: Line, k: int) -> bool:
    """Whether a number has a noun of its own that it counts."""
    words = line.phrase(line.at[k] + 1).split()
    return any(is_plural(word) for word in words)


# "three times the 8,466 of 2020"
def _multiple(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    measure = ""
    if number.kind == "multiple":
        measure = carried(line, k) if line.last(k) else resolve(line, k, _subject(line, k))
        likely = re.match(r"\s(?:as|more)\slikely\s(?:\w+\s?){1,8}", line.text[number.end :])
        measure = f"{measure} {likely[0].strip()}" if likely and measure else measure
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
    measure = found[0].strip()
    if "mile" in measure or "hectare" in measure:
        unit = "other"
    if not found["per"]:
        measure = _stretching(line, k) or measure
    return Reading(number.value, unit, measure, "statistics.area", 0.9, qualifier=number.qualifier)


# "The borough covers 265 square kilometres" · "an area of 265 square km"
def _stretching(line: Line, k: int) -> str:
    """What is so large: the subject of the verb before."""
    lead = line.lead(k)
    for verb in range(lead - 1, max(0, lead - 6), -1):
        if line.word(verb) in _COVERING:
            words = line.subject(verb)
            return words.rpartition(" that ")[0] or words
    is_label = line.word(lead - 1) == ":"
    return line.words(line.clause_start(lead - 1), lead - 1) if is_label else ""


_COVERING = word_set("covers covering cover stretches extends spans occupies measures comprises is")


_TIME_UNITS: dict[str, Unit] = {"hours": "hours", "days": "days", "years": "years"}


# "the average response time was 2.4 days"
def _average_time(line: Line, k: int) -> Reading | None:
    number, after = line.numbers[k], line.at[k] + 1
    after += line.word(after) == "working"
    if found := _average_age(line, k):
        return found
    is_time = line.word(after) in ("days", "hours", "minutes", "weeks", "months", "years")
    before = line.text[: number.start].lower()
    if (
        number.kind != "number"
        or not is_time
        or not (re.search(r"\b(?:average|median|mean)\b", before) or " on average" in line.text)
    ):
        return None
    measure = _subject(line, k)
    if not measure:
        return None
    unit = _TIME_UNITS.get(line.word(after), "other")
    breakdown = None if unit != "other" else line.word(after)
    return Reading(
        number.value, unit, measure, "statistics.average_time", 0.85, breakdown=breakdown
    )


_AGE = re.compile(
    r"\b(?P<what>(?:average|median|mean)\sage\b[^.;0-9]*?)\s(?:was|is|of|at)\s$", re.I
)


# "Offenders: 71% male, with a median age of 31."
def _average_age(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    found = _AGE.search(line.text, 0, number.start)
    if (
        found is None
        or number.kind != "number"
        or line.word(line.at[k] + 1) not in (".", ",", ";", "and")
    ):
        return None
    whole = line.text.partition(":")[0] if ":" in line.text[: found.start()] else ""
    measure = f"{found['what']} of {whole.lower()}" if whole else found["what"]
    return Reading(number.value, "years", measure, "statistics.average_time", 0.85)


# "an average of 3.6 reoffences per reoffender"
def _ratio(line: Line, k: int) -> Reading | None:
    number = line.numbers[k]
    found = _RATIO.match(line.text, number.end) if number.kind == "number" else None
    if found is None or found["base"].lower() in _TIMES:
        return None
    is_average = "average" in line.text[max(0, number.start - 16) : number.start].lower()
    if not (is_average or number.value != int(number.value)):
        return None
    measure = f"{found['what'].strip()} per {found['base']}"
    return Reading(
        number.value, "ratio", measure, "statistics.ratio", 0.85, qualifier=number.qualifier
    )
