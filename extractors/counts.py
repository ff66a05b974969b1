"""Rules for numbers with the noun they count after them."""

import re

from extractors.lexicon import (
    AUXILIARIES,
    COMPOSING,
    DETERMINERS,
    DONE,
    MOVES,
    PREPOSITIONS,
    STRUCTURAL,
    TIMES,
    word_set,
)
from extractors.measures import is_general, is_plural, is_verb, phrase_end, predicate_end
from extractors.numerals import Line, Reading
from extractors.subjects import resolve
from extractors.themes import category_of
from schemas.statistics import Unit

# "(n=512)" · "base: 1,176" · "72% [510]": how many were asked
_ASKED = re.compile(
    r"(?:\bn\s?=\s?|\b(?:(?:un)?weighted\s)?(?:base|sample)(?:\ssize)?\s?(?:[:=]|of)\s?|%\s?\[)$",
    re.IGNORECASE,
)
# Words that point back: "these two", "the four": what was counted before
_BACKWARD = word_set("these those both following top first last next past previous")
_OF_OURS = word_set("the all our its their his her")
_DOING = word_set(
    "delivered deliver delivering held hold holding ran run running made making issued issue "
    "issuing trained training provided providing organised organising conducted conducting "
    "completed completing supported supporting visited visiting installed installing arrested "
    "arresting seized seizing engaged engaging attended attending received receiving reached "
    "reaching recorded recording executed served obtained secured closed distributed fitted "
    "referred carried gave hosted launched dealt heard detected took resulted resulting "
    "produced led leads leading found considered yielded granted identified opened agreed "
    "approved reviewed swept recovered rescued rehoused removed prosecuted charged convicted "
    "cleared planted"
)
_PAST = word_set("took went came made gave ran held met left led won saw got began sold lost fell")
# "only six reports": stressed, so told for its own sake
_STRESSED = word_set("only just fewer least nearly almost over further another total")
# "three orders are in place"
_LIVE = ("in place", "in force", "under way", "open", "underway", "active", "live", "ongoing")
# So general that what they did says more: "people crossed the Channel"
_ANYONE = word_set(
    "people residents individuals persons premises adults children pupils students women men girls "
    "boys families staff members volunteers households homes clients drivers professionals"
) | {"young people", "older people", "young adults", "older residents", "vulnerable people"}


def asked(line: Line, k: int) -> Reading | None:
    """The respondents that a share is of."""
    number = line.numbers[k]
    if number.kind != "number" or not _ASKED.search(line.text, 0, number.start):
        return None
    last = line.last(k)
    if last and last.is_crime and last.category != "perception":
        return _of_crimes(line, k, last)
    return Reading(
        number.value,
        "count",
        counted(line, k) or "respondents",
        "statistics.asked",
        0.7,
        breakdown=last.measure if last else None,
        qualifier=number.qualifier,
    )


def _of_crimes(line: Line, k: int, last: Reading) -> Reading:
    """How many crimes "a reduction of 9.3% (n=125)" is."""
    is_change = last.unit.endswith("change")
    number = line.numbers[k]
    value = -number.value if is_change and last.value < 0 else number.value
    unit: Unit = "absolute_change" if is_change else "count"
    return Reading(value, unit, last.measure, "statistics.asked", 0.7, qualifier=number.qualifier)


# "302 Safe and Well visits" · "34 professionals attended" · "a total of 117 educational inputs"
def count_of_noun(line: Line, k: int) -> Reading | None:
    """A number with the noun it counts after it."""
    number = line.numbers[k]
    before = line.word(line.at[k] - 1)
    is_only_one = number.kind == "one_word" and (
        before in ("just", "only") or (before in ("and", ",") and _is_told_with(line, k))
    )
    if not (number.kind == "number" or is_only_one) or number.signed:
        return None
    words = counted(line, k) or _kind_of(line, k)
    is_hours = re.match(r"(?i)(?:hours|hrs)\b", words) is not None and _is_given(line, k, words)
    if not words or (is_structural(words) and not (is_hours or _took_part(line, k, words))):
        return None
    if _points_back(line, k) or not (_is_told(line, k) or _kind_of(line, k) == words):
        return None
    if re.match(r"(?i)(?:occasions|times)\b", words):
        return _occasions(line, k)
    unit: Unit = "hours" if is_hours else "other" if _MATTER.match(words) else "count"
    if number.value != int(number.value) and not is_hours:
        unit = "ratio"
    sure = 0.9 if not number.is_word and number.value > 12 else 0.75
    measure = _of_hours(line, k, words) if is_hours else _full(line, k, words)
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.count_of_noun",
        sure,
        whole=_whole(line, k, words, measure),
        qualifier=number.qualifier,
        context=_rest(line, k),
    )


# "2,160 hours on patrol" · "143 of you gave 6,200 hours"
_GIVEN = word_set("of on in spent given worked volunteered donated delivered")
_GIVING = word_set("gave given giving volunteered contributed donated worked spent delivered put")


# "Volunteers gave 2,400 hours of their time": whose time it was says more
_OF_TIME = ("hours of their time", "hours of time", "hours of their own time")


def _is_given(line: Line, k: int, words: str) -> bool:
    """Whether hours are work that was done, no opening times and no length of a course."""
    behind = line.word(line.at[k] + 1 + len(words.split()))
    is_many = line.numbers[k].value > 24
    led = {line.word(at) for at in range(line.lead(k) - 3, line.lead(k))}
    is_spent = " on " in words or behind in _GIVEN or bool(led & _GIVING)
    return " of " in words or (is_many and is_spent)


# "17 tonnes of waste"
_MATTER = re.compile(
    r"(?:tonnes?|tons?|kilos?|kilograms?|kg|grams?|litres?|miles?|kilometres?|km|hectares?|acres?)\b"
)
# "29 organisations replied": how many took part, not how many there are
_TAKING_PART = re.compile(
    r"(?:organisations?|agencies|partners|councils|authorities|groups|partnerships|bodies)$"
)
_PART_TAKEN = re.compile(
    r"\s(?:have\s|has\s|had\s|were\s)?(?:now\s|also\s)?(?:replied|responded|answered|attended|signed|joined|took\spart"
    r"|taken\spart|contributed|participated|registered|represented|trained|completed|returned)\b"
)


def _took_part(line: Line, k: int, words: str) -> bool:
    """Whether so many bodies did something that is counted."""
    end = line.numbers[k].end + 1 + len(words)
    is_known = line.word(line.lead(k) - 1) in DETERMINERS or line.word(line.at[k] - 1) == "the"
    is_many = line.numbers[k].value > 5 and not is_known
    did = _PART_TAKEN.match(line.text, end) is not None
    return is_many and did and _TAKING_PART.search(words) is not None


def _whole(line: Line, k: int, words: str, measure: str) -> str:
    """What a part of this count would be a part of."""
    if words.lower() in _ANYONE:
        return words
    if measure.startswith(of_crime := resolve(line, k, words)) and is_general(words):
        return of_crime
    last = line.readings.get(k - 1)
    return last.whole or last.measure if last and _kind_of(line, k) == words else measure


# "412 casualties: 5 fatal, 71 serious, 336 slight"
def _kind_of(line: Line, k: int) -> str:
    """An adjective alone, of what was counted in the sentence before it."""
    last, start = line.readings.get(k - 1), line.at[k] + 1
    words = line.phrase(start)
    if words.endswith("ed") and not words.endswith(" related"):
        return ""
    end = start + len(words.split())
    is_alone = end - start < 3 and line.word(end) in (",", ".", ";", "and", ")", "")
    if not is_alone or last is None or last.unit != "count":
        return ""
    if line.numbers[k].is_word and last.method not in _OF_PARTS:
        return ""
    between = line.text[line.numbers[k - 1].end : line.numbers[k].start]
    known = last.measure if ":" in between else last.whole
    goes_on = ":" in between or last.method in _APART
    return f"{words} {known}" if words and goes_on and known.count(" ") < 4 else ""


_OF_PARTS = ("statistics.out_of", "statistics.part_of")
_APART = ("statistics.count_of_noun", *_OF_PARTS)


def _full(line: Line, k: int, words: str) -> str:
    """A general noun with what it did, or with what it is of; others as they are."""
    start = line.at[k] + 1 + len(words.split())
    is_anyone = words.lower() in _ANYONE
    if words == "crimes" and line.word(line.lead(k) - 1) == "for":
        words = f"{_doer(line, k)} {words}".strip()  # "Domestic abuse accounted for 480 crimes"
    if not is_general(words) and not is_anyone:
        return words
    last, done = line.last(k), _done(line, start)
    nearest = line.readings.get(k - 1)
    if is_anyone and line.in_brackets(k) and nearest and nearest.unit == "percent":
        return nearest.measure
    done = "" if is_general(done) else done
    if done and (is_anyone or last is None or not last.is_crime):
        return f"{words} {done}"
    if done and line.word(start) in ("were", "was"):  # "Hate crime rose: 214 offences were racist"
        return f"{resolve(line, k, words)} {done}"
    if is_anyone:
        return words
    doer = "" if line.in_brackets(k) else _doer(line, k)
    if not doer and last is None and category_of(line.text[: line.numbers[k].start]):
        return words
    return f"{doer} {words}" if doer else resolve(line, k, words)


def _of_hours(line: Line, k: int, words: str) -> str:
    """Hours with what they were spent on, or who gave them."""
    start = line.at[k] + 1 + len(words.split())
    if line.word(start) in _GIVEN and words.lower() in ("hours", "hrs"):
        return line.words(line.at[k] + 1, predicate_end(line.tokens, start))
    verb = line.lead(k) - 1
    if words.lower() in _OF_TIME and line.word(verb) in _GIVING and (who := line.subject(verb)):
        return f"{who} hours"
    last = line.readings.get(k - 1)
    is_giver = last is not None and last.unit == "count"
    return f"{last.measure} {words}" if is_giver and last else words


# Those who count everything say nothing of what they count: "Police logged 2,268 incidents"
_AGENTS = re.compile(
    r"\b(?:police|officers?|force|we|they|partners?|partnership|council|csp|team|service|services"
    r"|agenc(?:y|ies)|it|this|that|who|which|unit|hub|courts?)$",
    re.IGNORECASE,
)


def _doer(line: Line, k: int) -> str:
    """The subject of "The MARAC heard 486 cases": whose cases they are."""
    verb = line.lead(k) - 1
    verb -= line.word(verb) == "for" and line.word(verb - 1) in COMPOSING
    if line.kind(verb) != "word" or line.word(verb) in AUXILIARIES | PREPOSITIONS | {"and", "or"}:
        return ""
    if not is_verb(line.tokens[verb], after_head=True) or line.word(verb) in MOVES:
        return ""
    words = line.subject(verb)
    is_short = 0 < len(words.split()) <= 8
    is_place = line.is_place(words) or any(place.text == words for place in line.places)
    if not is_short or is_place or set(words.lower().split()) & TIMES:
        return ""
    agent = _AGENTS.search(words)
    words = words[: agent.start()].strip() if agent and category_of(words) else words
    return words if not agent or category_of(words) else ""


_PARTICLES = word_set("into up out off down")  # "homes broken into", "girls turned up"


def _done(line: Line, start: int) -> str:
    """What those just counted did, or what was done with them: "were heard at MARAC"."""
    first = line.word(start)
    if first not in AUXILIARIES and not re.search(
        r"(?:ed|ly)$|^(?:took|came|went|felt|lost|died)$", first
    ):
        return ""
    end = predicate_end(line.tokens, start)
    finite = AUXILIARIES | {"represent", "represents", "represented", "equates", "equate"}
    inside = range(start + 1, end)
    ends = (i for i in inside if line.word(i) in finite and line.word(i - 1) not in ("or", "and"))
    is_participle = first not in AUXILIARIES
    said = line.words(start, next(ends, end) if is_participle else end).split()
    while said and said[0].lower() in AUXILIARIES | {"also"}:
        is_owning = said[0].lower() in ("has", "have") and said[1:2] == ["had"]
        said = said[1:]
        if is_owning:  # "drivers have had licences revoked"
            break
    if said and said[0].lower() in DETERMINERS:  # "the 90 offences are a record"
        return ""
    said = said[:10]
    while said and said[-1].lower() in (PREPOSITIONS | DETERMINERS) - _PARTICLES:
        said = said[:-1]
    return "" if said in (["carried"], ["taken"]) else " ".join(said)


def counted(line: Line, k: int) -> str:
    """The noun phrase after a number, with the head of a later one that it shares."""
    words = line.phrase(line.behind(k))
    if words.partition(" ")[0] in DONE and line.readings:  # "and 417 involved children"
        return ""
    if words and (has_plural(words) or line.numbers[k].value == 1):
        return line.without_place(words)
    if words and k + 1 < len(line.numbers) and _shares_noun(line, k, words):
        further = counted(line, k + 1)
        return f"{words} {further.split()[-1]}" if further else ""
    return ""


def _shares_noun(line: Line, k: int, words: str) -> bool:
    """Whether "7 fatal" of "7 fatal, 58 serious and 231 slight casualties" lacks its noun."""
    gap = line.words(line.at[k] + 1, line.at[k + 1]).replace(",", "").split()
    return len(words.split()) <= 2 and [w for w in gap if w not in ("and", "or")] == words.split()


def has_plural(words: str) -> bool:
    """Whether a phrase counts several."""
    return any(is_plural(word) for word in words.replace("/", " ").split())


def is_structural(words: str) -> bool:
    """How many priorities, groups or bodies there are is no statistic."""
    head = re.split(r"\s(?:of|for|to|with|from|on|about)\s", words.lower())[0].split()
    plurals = [word for word in head if is_plural(word)] or head[-1:]
    if plurals[-1] == "pieces" and " of " in words:
        return False
    if (
        plurals[-1] in ("groups", "lines")
        and len(head) > 1
        and head[-2] in ("crime", "criminal", "county")
    ):
        return False
    return plurals[-1] in STRUCTURAL


def _points_back(line: Line, k: int) -> bool:
    """Whether "the two districts" points back to what was named before."""
    at = line.at[k] - 1
    before = line.word(at)
    if before in _BACKWARD:
        return True
    return line.numbers[k].value <= 12 and before in _OF_OURS and line.word(at - 1) != "of"


# "Twelve warnings, four notices and one closure order were issued"
def _is_told_with(line: Line, k: int) -> bool:
    """Whether the verb of what was done ends the list that a number stands in."""
    end = phrase_end(line.tokens, line.at[k] + 1)
    if k + 1 < len(line.at) and line.at[k + 1] > end > line.at[k] + 1:
        between = {line.word(at) for at in range(end, line.at[k + 1])}
        return between <= {",", "and", "a", "further"} and _is_told_with(line, k + 1)
    is_listed = k - 1 in line.readings and end > line.at[k] + 1
    is_listed = is_listed or (k > 0 and line.word(line.lead(k) - 1) in ("and", ","))
    return is_listed and line.word(end) in ("were", "was") and line.word(end + 1) in _DOING


def _is_told(line: Line, k: int) -> bool:
    """Whether a small number in words is told for its own sake: held, delivered, attended."""
    if not (line.numbers[k].is_word and line.numbers[k].value <= 12) or _is_told_with(line, k):
        return True
    end = phrase_end(line.tokens, line.at[k] + 1)
    lead = line.lead(k)
    if {line.word(at) for at in range(lead, line.at[k])} & _STRESSED:
        return True
    was_done = any(line.word(at) in ("were", "was", "have", "has", "had") for at in (end, end + 1))
    there = line.word(lead - 1) in ("were", "was", "been") and "there" in (
        line.word(lead - 2),
        line.word(lead - 3),
    )
    was_done = was_done or there or line.word(end).endswith("ed") or line.word(end) in _PAST
    is_listed = line.word(lead - 1) in ("and", ",") and k - 1 in line.readings and not was_done
    is_listed = is_listed and line.readings[k - 1].method == "statistics.count_of_noun"
    led = (line.word(lead - 1), line.word(lead - 2))
    led = led if led[0] != "to" else (led[1], line.word(lead - 3))  # "leading to nine arrests"
    is_live = line.word(end) == "are" and line.words(end + 1, end + 3).lower() in _LIVE
    is_led = bool(_DOING & set(led)) or led[0] in ("including", "plus")
    return was_done or is_listed or is_led or is_live or line.word(end + 1) in _LIVE


# "alcohol was confiscated on 63 occasions"
def _occasions(line: Line, k: int) -> Reading | None:
    lead = line.lead(k)
    lead -= line.word(lead - 1) in ("on", "a")
    start = line.clause_start(lead)
    words = line.words(start, lead)
    words = re.sub(r"^(?:they|we|it|he|she)\s", "", words, flags=re.IGNORECASE)
    for joint in (", ", " and "):
        words = words.rsplit(joint, 1)[-1]
    number = line.numbers[k]
    if len(words.split()) < 2:
        return None
    return Reading(
        number.value, "count", words, "statistics.occasions", 0.8, qualifier=number.qualifier
    )


def _rest(line: Line, k: int) -> str:
    """The rest of the clause after a number: it may say of what crime the count is."""
    stop = line.at[k + 1] if k + 1 < len(line.at) else len(line.tokens)
    end = line.at[k] + 1
    while end < stop and line.word(end) not in (";", "(", ".", ","):
        end += 1
    return line.words(line.at[k] + 1, end)
