"""Rules for numbers that tell a change: how much, of what, up or down."""

import re

from extractors.lexicon import (
    AUXILIARIES,
    CHANGE_ADJECTIVES,
    CHANGES,
    COMPARATIVES,
    DETERMINERS,
    MOVES,
    TIMES,
    word_set,
)
from extractors.measures import is_general, phrase_end
from extractors.numerals import Line, Reading
from extractors.subjects import haver, labelled, of_subject, resolve
from extractors.themes import category_of
from schemas.statistics import Unit

_UNITS: dict[str, Unit] = {
    "number": "absolute_change",
    "one_word": "absolute_change",
    "percent": "percentage_change",
    "fraction": "percentage_change",
    "percentage_points": "percentage_point_change",
}
_CONFIDENCE = {
    "change_noun": 0.93,
    "change_signed": 0.88,
    "change_of": 0.88,
    "change_verb": 0.93,
    "change_comparative": 0.92,
    "change_bracketed": 0.9,
    "change_yearly": 0.7,
    "change_again": 0.85,
    "change_other_words": 0.92,
}
# Sign, measure, rule
Found = tuple[int, str, str]


def change(line: Line, k: int) -> Reading | None:
    """What changed by number `k`, if it tells a change."""
    number = line.numbers[k]
    if number.kind not in _UNITS or number.high is not None:
        return None
    if number.kind == "one_word" and line.word(line.at[k] + 1) not in ("fewer", "more", "less"):
        return None
    rules = (
        _in_other_words,
        _noun_after,
        _signed,
        _noun_before,
        _moved,
        _moved_again,
        _compared,
        _bracketed,
        _yearly,
        _again,
        _arrowed,
    )
    for rule in rules:
        found = rule(line, k)
        if found and found[1]:
            sign, measure, method = found
            return Reading(
                abs(number.value) * sign,
                _UNITS[number.kind],
                measure,
                f"statistics.{method}",
                _CONFIDENCE[method],
                qualifier=number.qualifier,
            )
    return None


_ENDS = word_set(". , ; )") | {""}


# "from 283 to 296, or by 4.6%" · "a fall of 732 or 11.8%" · "506 more than in 2021, or 7.3%"
def _in_other_words(line: Line, k: int) -> Found | None:
    """A change in percent after the same in numbers."""
    last, lead = line.readings.get(k - 1), line.lead(k)
    is_or = line.word(lead - 1) in ("or", "equivalent", "equates", "equating")
    is_or = is_or or (line.word(lead - 1) == "to" and line.word(lead - 2).startswith("equ"))
    is_or = is_or or (line.word(lead - 1) == "by" and line.word(lead - 2) == "or")
    if last is None or not is_or or line.numbers[k].kind not in ("percent", "fraction"):
        return None
    if line.word(line.at[k] + 1) not in _ENDS:
        return None
    if last.unit == "absolute_change":
        return (1 if last.value > 0 else -1), last.measure, "change_other_words"
    base = line.readings.get(k - 2)
    if last.unit != "count" or base is None or base.is_before == last.is_before:
        return None
    now, base = sorted((last, base), key=lambda one: one.is_before)
    return (1 if now.value >= base.value else -1), now.measure, "change_other_words"


# "an 8.4% rise in assaults on emergency workers" · "a 22% increase"
def _noun_after(line: Line, k: int) -> Found | None:
    at = line.at[k] + 1
    while line.word(at) in CHANGE_ADJECTIVES or line.word(at) == "-":
        at += 1
    sign = CHANGES.get(line.word(at))
    if sign is None or line.numbers[k].kind == "number":
        return None
    words = line.phrase(at + 2) if line.word(at + 1) in ("in", "of", "for", "to") else ""
    if words:
        return sign, of_subject(line, k, words, line.lead(k)), "change_noun"
    return sign, resolve(line, k, haver(line, line.lead(k))), "change_noun"


# "a reduction in burglary of 6%" · "an increase of 18.2%" · "Force reduction 7.6%" · "rise (4%)"
def _noun_before(line: Line, k: int) -> Found | None:
    lead = line.lead(k)
    before = line.word(lead - 1)
    is_count = line.numbers[k].kind == "number"
    joined = before in ("of", "by") or before in CHANGES or (before in ("(", ":") and not is_count)
    is_beside = before in (",", "–", "—") and line.word(lead - 2) in CHANGES
    joined = joined or (is_beside and not is_count)
    noun = line.move(line.clause_start(lead - (before == "(")), lead) if joined else None
    noun = _stated(line, lead) if before in AUXILIARIES else noun
    if noun is not None and line.word(noun).startswith("saving") and is_count and before != "of":
        return None
    is_far = before == "(" and noun is not None and lead - noun > 3
    if noun is None or not _is_noun(line, noun):
        return None
    if is_far and line.word(noun + 1) not in ("in", "of"):
        return None
    inside = _inside(line, k, noun, lead)
    if not inside:
        return CHANGES[line.word(noun)], resolve(line, k, haver(line, noun)), "change_of"
    return CHANGES[line.word(noun)], of_subject(line, k, inside, noun), "change_of"


def _stated(line: Line, lead: int) -> int | None:
    """The noun of "nationally the reduction was", "the increase in fraud was" before a number."""
    noun = line.move(line.clause_start(lead), lead - 1)
    if noun is None or not set(line.words(max(0, noun - 3), noun).lower().split()) & DETERMINERS:
        return None
    rest = line.words(noun + 2, lead - 1)
    is_whole = noun == lead - 2 or (
        line.word(noun + 1) in ("in", "of", "for", "across", "at")
        and (line.is_place(rest) or phrase_end(line.tokens, noun + 2) == lead - 1)
    )
    return noun if line.word(noun) in CHANGES and is_whole else None


def _inside(line: Line, k: int, noun: int, lead: int) -> str:
    """What a noun of change before its number is of: named between them or after the number."""
    if line.word(noun + 1) in ("in", "of", "for") and noun + 2 < lead - 1:
        words = line.phrase(noun + 2)
        return "" if line.is_place(words) else words
    after = line.at[k] + 1
    after += line.word(after) == ")"
    if line.word(after) in ("in", "for") or (
        line.word(after) == "of" and line.word(lead - 1) == "("
    ):
        words = line.phrase(after + 1)
        is_back = words.partition(" ")[0] in ("comparison", "relation", "total") or words in TIMES
        return "" if is_back or line.is_place(words) else words
    return line.phrase(after) if line.numbers[k].kind == "number" else ""


def _is_noun(line: Line, at: int) -> bool:
    """Whether a word of change is a noun: "an increase of", not "burglaries increased by"."""
    if line.word(at) not in CHANGES:
        return False
    if line.word(at) not in MOVES:
        return True
    before = line.word(at - 1)
    if before in ("that", "this") and line.word(at + 1) in ("to", "by", "from"):
        return False  # "for women that drops to 29%"
    return (
        before in DETERMINERS | CHANGE_ADJECTIVES
        or line.word(at + 1) in ("in", "of", ":")
        or line.kind(at + 1) == "number"
    )


# "makes up 29%" · "set up 5 groups"
_NO_MOVES = word_set(
    "make makes made making set sets setting sign signs signed pick picked open opened closed shut "
    "take takes taking taken took give gives gave given put puts follow followed tracked broken"
)


# "rose 16.8%" · "was down 18%" · "increased locations by 3" · "has come down by a third"
def _moved(line: Line, k: int) -> Found | None:
    lead = line.lead(k)
    before = line.word(lead - 1)
    verb: int | None = lead - 1 if before in MOVES else None
    if before == "by":
        verb = line.move(line.clause_start(lead), lead)
    is_idiom = before in ("up", "down") and line.word(lead - 2) in _NO_MOVES
    is_idiom = is_idiom or (before in ("saving", "savings") and line.numbers[k].kind == "number")
    if verb is None or line.word(verb) not in MOVES or is_idiom:
        return None
    return MOVES[line.word(verb)], moved_thing(line, k, verb, lead), "change_verb"


def moved_thing(line: Line, k: int, verb: int, lead: int) -> str:
    """What a word of change moves: the object before "by", "from" or "to", else the subject."""
    if _is_noun(line, verb):
        if line.word(verb + 1) in ("in", "of", "for") and verb + 2 < lead:
            return of_subject(line, k, line.phrase(verb + 2), verb)
        return resolve(line, k, haver(line, verb))
    has_object = line.word(lead - 1) in ("by", "from", "to") and verb + 1 < lead - 1
    words = line.phrase(verb + 1) if has_object else ""
    if words and not words.endswith("ly"):
        return words
    return resolve(line, k, line.subject(verb))


# "X has risen by 12% and Y by 5%" · "by 5% in the year to June 2015, by 7% in the next"
def _moved_again(line: Line, k: int) -> Found | None:
    lead = line.lead(k)
    moves = [one for j, one in line.readings.items() if j < k and one.unit.endswith("change")]
    if not moves or line.word(lead - 1) != "by":
        return None
    last = moves[-1]
    is_bare = line.word(lead - 2) in (",", "and") or line.kind(lead - 2) in ("number", "period")
    words = "" if is_bare else line.subject(lead - 1)
    measure = resolve(line, k, words) if words else last.measure
    return (1 if last.value > 0 else -1), measure, "change_again"


# "29% fewer than" · "214 more than" · "994 fewer offences" · "10.8% lower than" · "1.7% below"
def _compared(line: Line, k: int) -> Found | None:
    after = line.after(k)
    word, following = line.word(after), line.word(after + 1)
    sign = COMPARATIVES.get(word)
    if sign is None or following in ("likely", "vulnerable", "often", "common"):
        return None
    if "target" in (following, line.word(after + 2)):
        return None
    is_count = line.numbers[k].kind in ("number", "one_word")
    is_on = following in ("on", "than", "at")
    if is_count and word == "more" and not is_on and not _is_compared(line, after):
        return None
    if is_count and word not in ("more", "fewer", "less") and not is_on:
        return None
    if is_count and following == "in" and line.kind(after + 2) != "period":
        return None
    if line.numbers[k].kind == "number" and following in AUXILIARIES:
        return None
    words = "" if following in ("than", "on", "compared", "in", "at") else line.phrase(after + 1)
    if word in ("below", "above", "over", "under"):
        words = ""
    if words and is_general(words):
        words = resolve(line, k, words)
    return sign, words or resolve(line, k, _state(line, k)), "change_comparative"


def _is_compared(line: Line, after: int) -> bool:
    """Whether "427 more thefts", not "150 more radios", tells a change: of crimes, or than."""
    rest = line.text[line.tokens[after].end :]
    words = line.phrase(after + 1)
    is_told = re.match(r"[^.;]{0,80}?\b(?:than|compared|on\slast\syear|year\sbefore)\b", rest)
    return is_told is not None or is_general(words) or category_of(words) is not None


def _state(line: Line, k: int) -> str:
    lead = line.lead(k)
    put = (at for at in range(lead - 1, max(0, lead - 9), -1) if line.word(at) in _PUT)
    if verb := next(put, 0):  # "which put robberies 7% above the average"
        return line.words(verb + 1, lead)
    return "" if line.word(lead - 1) in (",", "(", "and") else line.subject(lead)


_PUT = word_set("put puts putting left leaves leaving")


# "Vehicle interference: +38 offences (+65%)" · "(-206 incidents)"
def _signed(line: Line, k: int) -> Found | None:
    number = line.numbers[k]
    if not number.signed:
        return None
    lead, last = line.lead(k), line.readings.get(k - 1)
    in_bracket = line.word(lead - 1) == "("
    if in_bracket and last and last.unit == _UNITS[number.kind] and line.is_placed(lead - 2):
        return (1 if number.value > 0 else -1), last.measure, "change_again"
    noun = line.move(0, lead) if in_bracket and not line.readings else None
    if words := _in_list(line, lead - 1):
        return (1 if number.value > 0 else -1), resolve(line, k, words), "change_signed"
    measure = moved_thing(line, k, noun, lead) if noun is not None else labelled(line, k)
    measure = measure or line.phrase(line.at[k] + 1)
    return (1 if number.value > 0 else -1), measure, "change_signed"


def _in_list(line: Line, bracket: int) -> str:
    """The item of "The largest rises were in fraud (+38%) and arson (+22%)" before a bracket."""
    if line.word(bracket) != "(":
        return ""
    start = line.clause_start(bracket)
    inside = range(start, bracket)
    verbs = [at for at in inside if line.word(at) in AUXILIARIES]
    if verbs and line.word(verbs[-1] + 1) in ("in", "for", "by"):
        start = verbs[-1] + 2
    elif line.word(start) in ("and", ",") and not verbs:
        start += 1 + (line.word(start + 1) == "and")
    elif start or verbs:  # "Possession (+132 offences) and" opens the list itself
        return ""
    if start == bracket:
        return ""
    plain = all(
        line.kind(at) != "period" and line.word(at) not in MOVES for at in range(start, bracket)
    )
    words = line.words(start, bracket)
    return words if plain and 0 < len(words.split()) <= 7 and not line.is_place(words) else ""


_REMARK = 10  # tokens between a change and the same in brackets


# "from 527 to 404 offences (23%)"
def _bracketed(line: Line, k: int) -> Found | None:
    lead, number = line.lead(k), line.numbers[k]
    if line.word(lead - 1) != "(" or line.word(line.at[k] + 1) != ")" or number.kind == "number":
        return None
    last = line.readings.get(k - 1)
    is_near = last is not None and lead - 1 - line.at[k - 1] <= 4
    pair = [line.readings[j] for j in (k - 2, k - 1) if j in line.readings]
    if is_near and len(pair) == 2 and pair[0].is_before != pair[1].is_before:
        now, base = sorted(pair, key=lambda one: one.is_before)
        return (1 if now.value >= base.value else -1), now.measure, "change_bracketed"
    # "113 fewer than in 2017/18 (9.1%)": what it is compared with may stand between
    is_near = last is not None and lead - 1 - line.at[k - 1] <= _REMARK
    if is_near and last is not None and last.unit == "absolute_change":
        return (1 if last.value > 0 else -1), last.measure, "change_bracketed"
    return None


# "continues to rise, at a level of 9% year-on-year"
def _yearly(line: Line, k: int) -> Found | None:
    after = line.text[line.numbers[k].end :].lstrip(" )").lower()
    if not after.startswith(("year-on-year", "yoy", "year on year", "on last year")):
        return None
    verb = line.move(0, line.at[k])
    if verb is None or line.numbers[k].kind == "number":
        return None
    sign = MOVES.get(line.word(verb)) or CHANGES[line.word(verb)]
    return sign, resolve(line, k, line.subject(verb)), "change_yearly"


_ARROWS = {"↑": 1, "▲": 1, "⬆": 1, "↓": -1, "▼": -1, "⬇": -1}


# "↑ Robbery: 24 offences (12%)" · "▼ Arson 3.1%"
def _arrowed(line: Line, k: int) -> Found | None:
    """A change in percent of a line that begins with an arrow and has no verb."""
    sign = _ARROWS.get(line.word(0))
    if sign is None or line.numbers[k].kind == "number" or line.word(line.at[k] + 1) not in _ENDS:
        return None
    if any(line.word(at) in MOVES or line.word(at) in AUXILIARIES for at in range(1, line.at[k])):
        return None
    last = line.last(k)
    return sign, last.measure if last else line.words(1, line.lead(k)), "change_signed"


_JOINS = word_set("and or , ( nationally national force with")
_GOES_ON = word_set(
    "if when in on for at across nationally by and compared over year respectively . , ) ;"
) | {""}


# "an 38% increase in incidents when they lose and 26% if they win" · "(12%) and nationally (13%)"
def _again(line: Line, k: int) -> Found | None:
    last = line.readings.get(k - 1)
    if last is None or last.unit != _UNITS[line.numbers[k].kind] or last.unit == "absolute_change":
        return None
    lead = line.lead(k)
    between = {line.word(at) for at in range(line.at[k - 1] + 1, lead)}
    is_joined = line.word(lead - 1) in _JOINS or bool(between & {"figure", "average", "equivalent"})
    if not is_joined or line.word(line.at[k] + 1) not in _GOES_ON:
        return None
    return (1 if last.value > 0 else -1), last.measure, "change_again"
