"""Rules for numbers that a subject or label before them reached, moved from or is compared with."""

import re

from extractors.changes import moved_thing
from extractors.counts import counted, has_plural
from extractors.labels import before_bracket, is_label, label, moved_outside
from extractors.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COMPARATIVES,
    PREPOSITIONS,
    TIMES,
    word_set,
)
from extractors.measures import is_general, is_plural
from extractors.numerals import Line, Reading
from extractors.subjects import carried, is_vague, resolve
from extractors.themes import category_of
from schemas.statistics import Unit

# "X was 27.4%" · "X stood at 612" · "X came to 246 offences" · "X: 182" · "Deal alone had 468"
_STATES = word_set(
    "was were is are at to reached reaching totalled totalling totaled numbered numbering "
    "equals equalled = : - – — averaged averaging hit recorded had has have saw logged "
    "received been scoring scored scores"
)
# With a noun of its own the number is no level of these: "Police logged 2,268 incidents"
_HAVING = word_set("had has have saw logged received recorded")
# "a mid-year population of 118,514"
_LEVELS_OF = word_set(
    "target response turnout population rate score figure level proportion share percentage "
    "average total number cohort caseload membership audience attendance"
)
_STANDING = word_set(
    "stands stood stand remained remains now came comes amounted equating equates standing "
    "stable amounts currently"
)
_MOVED = ("statistics.from_to",)

_STANDING_STATES = _STATES | _STANDING
# A base of one of these is no count: "3.07 offences per reoffender, down from 4.25"
_SAME_UNIT = ("ratio", "score", "rate_per_1000", "hours", "days", "years", "other")


# "from 527 to 404 offences" · "fell to 31 from 44" · "69 to 67 serious casualties"
def pair(line: Line, k: int) -> Reading | None:
    """A number that something rose or fell from or to."""
    number = line.numbers[k]
    if number.kind not in ("number", "percent", "fraction") or number.high is not None:
        return None
    is_base = _is_base(line, k)
    measure = "" if is_base is None else _of_pair(line, k)
    if is_base is None or not measure:
        return None
    unit: Unit = "count" if number.kind == "number" else "percent"
    last = line.readings.get(k - 1)
    if last and unit == "count" and last.unit in _SAME_UNIT and not counted(line, k):
        unit = last.unit
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.from_to",
        0.88,
        breakdown="before" if is_base else None,
        qualifier=number.qualifier,
        is_before=is_base,
    )


# "taking its membership to 130" · "bringing overall compliance to 91%"
_BROUGHT = re.compile(
    r"\b(?:bring|tak|push)(?:ing|es|s)\s(?:(?:the|its|their|our)\s)?(?P<what>[^.;,()0-9]{3,60})\s(?:up\s)?to\s$"
)


def brought(line: Line, k: int) -> Reading | None:
    """What a number was brought to by what was told before."""
    number, lead = line.numbers[k], line.lead(k)
    end = line.tokens[min(lead, len(line.tokens) - 1)].start
    found = _BROUGHT.search(line.text[:end])
    if found is None or number.kind not in ("number", "percent") or number.signed:
        return None
    own = counted(line, k)
    is_total = re.match(r"(?:\w+\s)?(?:total|number)\b(?!\sof)", found["what"])
    words = carried(line, k) if is_total else resolve(line, k, found["what"])
    measure = own if own and not is_general(own) else words
    if not measure:
        return None
    unit: Unit = "count" if number.kind == "number" else "percent"
    return Reading(
        number.value, unit, measure, "statistics.brought", 0.8, qualifier=number.qualifier
    )


def _is_base(line: Line, k: int) -> bool | None:
    """True for the base of a movement, False for where it went, None for no movement."""
    lead, last = line.lead(k), line.readings.get(k - 1)
    before, earlier = line.word(lead - 1), line.word(lead - 2)
    if before == "from":
        return True if _goes_on(line, k) or _came(line, k, last) else None
    if before == "to" and earlier not in ("equating", "equates", "equivalent", "amounting", "up"):
        if last is not None and (last.is_before or last.unit.endswith("change")):
            return False
        verb = line.move(line.clause_start(lead), lead)
        return False if verb is not None and lead - verb < 9 else None
    return True if _descends(line, k) else None


def _goes_on(line: Line, k: int) -> bool:
    """Whether "to" and another number follow."""
    if k + 1 >= len(line.numbers):
        return False
    lead = line.lead(k + 1)
    return line.word(lead - 1) == "to" and lead - line.at[k] < 14


def _came(line: Line, k: int, last: Reading | None) -> bool:
    """Whether "from 44" follows what it moved to: "fell to 31 from 44", "took 52, up from 39"."""
    if line.word(line.lead(k) - 2) in ("up", "down"):
        return True
    own = counted(line, k)
    is_moved = last is not None and (last.method in _MOVED or last.unit.endswith("change"))
    return is_moved and (not own or is_general(own))


def _descends(line: Line, k: int) -> bool:
    """Whether it is the first of "69 to 67 serious casualties"."""
    if k + 1 >= len(line.numbers) or line.at[k + 1] - line.at[k] != 2:
        return False
    return line.word(line.at[k] + 1) == "to" and line.numbers[k].kind == line.numbers[k + 1].kind


def _of_pair(line: Line, k: int) -> str:
    lead, last = line.lead(k), line.readings.get(k - 1)
    is_next = last is not None and (last.is_before or last.unit.endswith("change"))
    if last is not None and is_next and line.word(lead - 1) == "to":
        own = counted(line, k)
        adds = own and is_general(own) and own.split()[-1] not in last.measure.split()
        return f"{last.measure} {own}" if adds else last.measure
    own = _after_pair(line, k)
    if own and _descends(line, k) and line.word(lead - 1) != "from":
        return own if not is_general(own) else resolve(line, k, own)
    verb = line.move(line.clause_start(lead), lead)
    is_own = own and not is_general(own) and not is_vague(line, own)
    if verb is not None and is_own and is_vague(line, line.subject(verb)):
        return own
    if last and not own and _is_beside(line, k, lead):
        return last.measure
    if verb is not None and line.word(lead - 2) not in ("up", "down"):
        words = moved_thing(line, k, verb, lead)
    else:
        words = moved_outside(line, k) if line.in_brackets(k) else line.subject(lead - 1)
        words = resolve(line, k, words)
    if own and words and is_general(own) and own.split()[-1] not in words.split():
        return f"{words} {own}"
    return words or own


def _is_beside(line: Line, k: int, lead: int) -> bool:
    """Whether "a rate of 11.5%, down from 14.2%" tells two numbers of one thing.

    "Alcohol accounted for 17% of assaults, up from 15%" as well: not for those of the whole.
    """
    last = line.readings[k - 1]
    is_led = line.word(lead - 3) == "," and line.word(lead - 2) in ("up", "down")
    is_next = line.at[k - 1] == lead - 4 and line.word(lead - 3) == ","
    is_next = is_next or (is_led and last.method == "statistics.share_of_whole")
    return is_next and line.numbers[k - 1].kind == line.numbers[k].kind


def _after_pair(line: Line, k: int) -> str:
    """The noun after the first number of a pair, or after the second."""
    own = line.phrase(line.at[k] + 1)
    own = "" if own.partition(" ")[0] in TIMES else own  # "up from 34% the year before"
    if not own and (_goes_on(line, k) or _descends(line, k)):
        own = line.phrase(line.at[k + 1] + 1)
    return own


_COMPARISON = re.compile(
    r"\b(?:against|than|versus|vs\.?|compar(?:ed|ison)\s(?:to|with)|below|above|under|over|short\sof"
    r"|(?:up|down)\son|times|double|twice|half)\s"
    r"(?P<whose>(?:(?!and\s(?![A-Z])|than\b)[^.;,()]){0,50})$",
    re.IGNORECASE,
)


# "a decrease of 9.1% on the 8,932 of 2022/23"
_ON_BASE = re.compile(r"\s(?:up\s|down\s)?on\s(?:the\s)?(?P<whose>(?:[A-Za-z’'-]+\s){0,4})")


# "688 compared to 602 investigations" · "below the Kent average of 8.8%" · "three times the 8,466"
def compared(line: Line, k: int) -> Reading | None:
    """A number that the one before is compared with."""
    number, last = line.numbers[k], line.readings.get(k - 1)
    if last is None or number.kind not in ("number", "percent") or number.signed:
        return None
    begin = line.numbers[k - 1].end - 6 * (last.unit == "ratio")
    found = _COMPARISON.search(line.text, begin, number.start)
    if last.unit.endswith("change"):
        found = found or _ON_BASE.fullmatch(line.text, line.numbers[k - 1].end, number.start)
    unit: Unit = "count" if number.kind == "number" else "percent"
    if unit == "percent" and last.unit == "percentage_change":
        unit = "percentage_change"
    if found is None or (last.unit not in (unit, "ratio") and not last.unit.endswith("change")):
        return None
    is_worded = not number.text[0].isdigit()
    is_bound = number.qualifier in ("at_least", "at_most") or is_worded
    whose = found["whose"].split()
    if (is_bound and not whose) or (whose and whose[-1] in _BACKWARD):
        return None
    if number.kind == "percent" and line.word(line.at[k] + 1) == "of":
        return None
    if not number.text[0].isdigit() and not found["whose"].strip():
        return None
    own = counted(line, k) if number.kind == "number" else ""
    is_own = own and has_plural(own) and not is_general(own)
    known = line.last(k) if last.unit == "ratio" else last
    measure = own if is_own else (known or last).measure
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.compared",
        0.88,
        breakdown="target" if "target" in found["whose"].lower() else None,
        qualifier=number.qualifier,
        is_before=not line.is_place(found["whose"].strip()) and not line.is_placed(line.at[k]),
    )


# "Hate crime came to 246 offences" · "Robbery: 182" · "(402 episodes)" · "X (199)"
def level(line: Line, k: int) -> Reading | None:
    """A number that its subject or label before it reached."""
    number = line.numbers[k]
    if number.kind not in ("number", "percent", "fraction") or number.signed:
        return None
    own = counted(line, k) if number.kind == "number" else ""
    if (own and not is_general(own)) or not (own or _may_end(line, k)):
        return None
    words, sure = _subject_of_level(line, k)
    if _is_person(line, k, words) or not words or (own and line.word(line.lead(k) - 1) in _HAVING):
        return None
    if own and own.split()[-1].lower() not in words.lower().split():
        words = f"{words} {own}"
    unit = _unit(line, k, words)
    is_target = line.word(line.lead(k) - 1) == "of" and line.word(line.lead(k) - 2) == "target"
    return Reading(
        number.value,
        unit,
        words,
        "statistics.level",
        sure,
        breakdown="target" if is_target else None,
        qualifier=number.qualifier,
    )


def _is_person(line: Line, k: int, words: str) -> bool:
    """Whether a number is the age of someone with a first name: "Josh (15) was", "is 79 and"."""
    is_name = re.fullmatch(r"[A-Z][a-z]+", words) is not None and category_of(words) is None
    if not is_name or is_plural(words) or line.numbers[k].kind != "number":
        return False
    led, after = line.word(line.lead(k) - 1), line.at[k] + 1
    if led == "(":
        return line.word(after) == ")" and line.word(after + 1) in AUXILIARIES
    return led in ("is", "was") and line.word(after) in ("and", "when")


# "the average number of days to repair a light was 4.2"
_OF_DAYS = re.compile(
    r"\bnumber\sof\s(?:working\s|calendar\s)?(?P<unit>days|hours)\b", re.IGNORECASE
)


def _unit(line: Line, k: int, words: str) -> Unit:
    if line.numbers[k].kind != "number":
        return "percent"
    if lasting := _OF_DAYS.search(words):
        return "days" if lasting["unit"].lower() == "days" else "hours"
    is_scored = line.word(line.lead(k) - 1) in ("scoring", "scored", "scores")
    if is_scored or re.search(r"\bscores?\b", words, re.IGNORECASE):
        return "score"
    is_rate = line.before is not None and line.before.unit == "rate_per_1000"
    return "rate_per_1000" if is_rate and not line.last(k) and _is_after_place(line, k) else "count"


def _is_after_place(line: Line, k: int) -> bool:
    lead = line.lead(k)
    while line.word(lead - 1) in _STANDING_STATES:
        lead -= 1
    return line.is_place(line.words(line.clause_start(lead), lead))


_AFTER_LEVEL = (
    ADVERBS
    | PREPOSITIONS
    | word_set("set and or but while whilst total overall last this although where which who")
)


def _may_end(line: Line, k: int) -> bool:
    """Whether a number is followed by no noun of its own."""
    after = line.at[k] + 1
    is_each = line.word(after) in ("a", "each") and line.word(after + 1) in TIMES
    return line.kind(after) != "word" or line.word(after) in _AFTER_LEVEL or is_each


def _subject_of_level(line: Line, k: int) -> tuple[str, float]:
    lead = line.lead(k)
    before = line.word(lead - 1)
    if before in ("(", "["):
        return before_bracket(line, k, lead), 0.8
    if before in (":", "-", "–", "—", "="):
        return label(line, k, lead - 1), 0.88
    if words := _by_place(line, k):
        return words, 0.85
    if before == "of" and line.word(lead - 2) in _LEVELS_OF:
        return _of_figure(line, k, lead), 0.85
    if before in ("with", "at") and line.kind(lead - 2) == "period" and _ends(line, k):
        return carried(line, k), 0.75
    if before in _STATES:
        return _of_state(line, k, lead), 0.88
    return _at_end(line, k, lead)


def _of_figure(line: Line, k: int, lead: int) -> str:
    """What "a response rate of", "a target of" before a number is of."""
    words = line.noun_before(lead - 1)
    if words.endswith("target"):
        return carried(line, k) if line.last(k) or line.before else ""
    known = carried(line, k) if words and is_vague(line, words) else ""
    return f"{known} {words}".strip()


# "Prevent referrals: Harwick 21, Moor End 9 and Otley 6"
_BY_PLACE = re.compile(r"\W*(?P<what>[A-Z][^.:;()0-9]{3,60}):\s")


def _by_place(line: Line, k: int) -> str:
    """The label of a row of places with a number each."""
    label = _BY_PLACE.match(line.text)
    if label is None or not _ends(line, k):
        return ""
    begin = line.numbers[k - 1].end if k else label.end()
    words = line.text[begin : line.numbers[k].start].strip(" ,;").removeprefix("and ")
    return label["what"] if words and line.is_place(words) else ""


def _of_state(line: Line, k: int, lead: int) -> str:
    """The subject of "was", "stood at", "came to" before a number."""
    verb = lead - 1
    while verb > 0 and line.word(verb - 1) in _STANDING_STATES:
        verb -= 1
    if line.word(verb - 1) == "there":
        if line.word(verb - 2) == ":":
            return label(line, k, verb - 2)
        return "" if line.phrase(line.at[k] + 1) else carried(line, k)
    words = line.subject(verb)
    if words.lower() in COMPARATIVES:  # "ended 117 higher at 1,391"
        return carried(line, k)
    needs_subject = line.word(lead - 1) in _HAVING or line.word(lead - 1) in ("to", "at")
    return resolve(line, k, words) if words or not needs_subject else ""


# "in the previous two": of what was counted before
_BACKWARD = word_set("previous last next first past preceding following other")


def _at_end(line: Line, k: int, lead: int) -> tuple[str, float]:
    """What a line is of that ends in its number, or that an average goes on with."""
    if line.word(line.at[k] - 1) in _BACKWARD:
        return "", 0
    is_average = line.text[: line.numbers[k].start].rstrip().endswith("average of")
    if is_average and line.word(lead - 1) in (",", "–", "equating", "or") and line.last(k):
        return carried(line, k), 0.8
    return (label(line, k, lead), 0.75) if _ends(line, k) and is_label(line, lead) else ("", 0)


def _ends(line: Line, k: int) -> bool:
    """Whether nothing follows a number but a mark, or a change of it in brackets."""
    after = line.at[k] + 1
    is_changed = line.word(after) == "(" and k + 1 < len(line.at) and line.at[k + 1] == after + 1
    return line.word(after) in ("", ".", ";", "/", ",", "|") or (
        is_changed and (line.numbers[k + 1].signed or line.numbers[k + 1].kind == "percent")
    )
