"""Rules for numbers of those that were counted before: of which, of them, out of."""

import re

from extractors.counts import is_structural
from extractors.lexicon import ADVERBS, AUXILIARIES, COMPOSING, DONE, PREPOSITIONS, word_set
from extractors.measures import is_general, is_plural, is_verb, phrase_end, predicate_end
from extractors.numerals import Line, Reading
from extractors.subjects import opened_with, resolve
from schemas.statistics import Unit

_THEM = word_set("which whom them these those")
_BE = word_set("were was are is have has had been being")
# What people say of themselves: its subject is not what was counted before
_OPINION = re.compile(
    r"(?:felt|feel|agree|said|say|thought|think|believe|know|knew|satisf|dissatisf|worr|confiden"
    r"|concern|rate|want|aware|likely|happy|unsafe|safe)\w*(?!\w*\sto\s(?:be|have)\b)",
    re.IGNORECASE,
)


# "of which 71% were racially motivated" · "14 were children" · "17 of them on school premises"
def part(line: Line, k: int) -> Reading | None:
    """A number of those that were counted just before."""
    number = line.numbers[k]
    if number.kind not in ("number", "percent", "fraction") or number.signed:
        return None
    if is_aside(line, k):
        return None
    start, is_led = _start(line, k)
    if is_led and (doer := _maker(line, k, start)):
        return _made_up(line, k, doer)
    if not is_led and not _begins_predicate(line, start):
        return None
    said = _without_be(line.words(start, predicate_end(line.tokens, start)))
    whole = _whole(line, k, is_led, said)
    unit: Unit = "count" if number.kind == "number" else "percent"
    if unit == "count" and not is_led and number.value != 1 and line.word(start) == "is":
        return None
    is_within = any(
        one.unit == "count" and one.value >= number.value
        for j, one in line.readings.items()
        if j < k
    )
    is_passing = number.is_word and number.value <= 3 and not (is_led or is_within)
    is_known = is_led and (not number.is_word or line.word(line.lead(k) - 1) in ("which", "whom"))
    is_known = is_known or line.word(line.after(k) + 1) in ("which", "whom")
    is_told = whole != "" or is_known or _opens(line, k, said)
    if (unit == "count" and (not is_told or is_passing)) or not (whole or said):
        return None
    return Reading(
        number.value,
        unit,
        joined(whole, said),
        "statistics.part_of",
        0.7 if not whole and unit == "count" else 0.85 if is_led else 0.8,
        whole=whole,
        qualifier=number.qualifier,
        context=whole or (line.before.measure if line.before else ""),
    )


# "58% of the 744 who replied"
def who_did(line: Line, k: int) -> Reading | None:
    """How many those are who did something, where no noun names them."""
    number, at = line.numbers[k], line.at[k] + 1
    if number.kind != "number" or number.is_word or line.word(at) != "who":
        return None
    done = line.words(at + 1, at + 2)
    measure = f"people who {done}"
    return Reading(number.value, "count", measure, "statistics.part_of", 0.7) if done else None


def _opens(line: Line, k: int, said: str) -> bool:
    """Whether "312 answered online" begins a sentence: people, of whom the one before told."""
    is_first = k == 0 and line.lead(k) == 0 and not line.numbers[k].is_word
    return is_first and len(said.split()) > 1


# "Rape made up 241 of them" · "Bikes generated 614 of these calls"
def _maker(line: Line, k: int, start: int) -> str:
    """What so many of those before are, the subject of "made up"; with their noun."""
    verb = line.lead(k) - 1
    verb -= line.word(verb) in ("up", "for")
    words = line.subject(verb) if line.word(verb) in COMPOSING else ""
    if not words or line.is_place(words):
        return ""
    noun = line.words(start, phrase_end(line.tokens, start))
    return f"{words} {noun}".strip()


def _made_up(line: Line, k: int, measure: str) -> Reading:
    number, last = line.numbers[k], line.last(k) or line.before
    unit: Unit = "count" if number.kind == "number" else "percent"
    whole = (last.whole or last.measure) if last else ""
    return Reading(
        number.value,
        unit,
        measure,
        "statistics.share_of_whole",
        0.85,
        breakdown=whole or None if unit == "percent" else None,
        whole=whole,
        qualifier=number.qualifier,
    )


# "eight of the cameras were live" · "45 of our volunteers are trained"
def of_the(line: Line, k: int) -> Reading | None:
    """So many of those that are known, and what is said of them."""
    number, at = line.numbers[k], line.at[k] + 1
    if number.kind != "number" or number.signed or line.word(at) != "of":
        return None
    if line.word(at + 1) not in ("the", "our", "their", "its"):
        return None
    end = phrase_end(line.tokens, at + 2)
    noun = line.words(at + 2, end)
    is_told = line.kind(end) == "word" and is_verb(line.tokens[end], after_head=True)
    if not noun or not is_plural(noun.split()[-1]) or is_structural(noun) or not is_told:
        return None
    said = _without_be(line.words(end, predicate_end(line.tokens, end)))
    noun = resolve(line, k, noun) if is_general(noun) else noun
    measure = f"{noun} {said}".strip()
    return Reading(
        number.value,
        "count",
        measure,
        "statistics.part_of",
        0.8,
        whole=noun,
        qualifier=number.qualifier,
    )


# "handled 92 cases, closed 81 and carried 11 forward"
def done_with(line: Line, k: int) -> Reading | None:
    """How many of those just counted had something else done with them."""
    number, last, lead = line.numbers[k], line.readings.get(k - 1), line.lead(k)
    done, joint = line.word(lead - 1), line.word(lead - 2)
    if number.kind != "number" or last is None or last.unit != "count" or not last.whole:
        return None
    if not done.endswith("ed") or joint not in (",", "and") or number.value > last.value:
        return None
    after = line.word(line.at[k] + 1)
    if after not in ("forward", "and", ",", ".", ";", ""):
        return None
    said = f"{done} {after}" if after == "forward" else done
    measure = f"{last.whole} {said}"
    return Reading(number.value, "count", measure, "statistics.part_of", 0.8, whole=last.whole)


# "including 58 of livestock worrying and 31 of quad bike theft" · "144 for littering, 41 for"
def shared_out(line: Line, k: int) -> Reading | None:
    """A number of a list that shares out what was counted before."""
    number, last = line.numbers[k], line.readings.get(k - 1)
    link, lead = line.word(line.at[k] + 1), line.lead(k)
    if number.kind != "number" or number.signed or last is None or last.unit != "count":
        return None
    joint = line.words(line.at[k - 1] + 1, lead).split()
    is_part = last.method in ("statistics.part_of", "statistics.count_of_noun")
    head = last.measure.rpartition(f" {link} ")[0] if is_part else ""
    is_next = last.method == "statistics.shared_out" or head != ""
    is_next = is_next and line.word(lead - 1) in (",", "and")
    is_first = bool(_SHARING & {word.lower() for word in joint[-2:]}) or line.word(lead - 1) == ":"
    if link not in ("for", "of", "in", "on", "at", "with") or not (is_first or is_next):
        return None
    of_what = line.words(line.at[k] + 2, _end_of_item(line, line.at[k] + 2))
    whole = last.whole if last.method == "statistics.shared_out" else head or last.measure
    is_back = line.word(line.at[k] + 2) in _THEM
    is_place = line.is_place(of_what)
    if not of_what or is_back or line.kind(line.at[k] + 2) != "word" or (is_place and not head):
        return None
    return Reading(
        number.value,
        "count",
        whole if is_place else f"{whole} {link} {of_what}",
        "statistics.shared_out",
        0.85,
        whole=whole,
        qualifier=number.qualifier,
    )


_SHARING = word_set("including comprising namely being were consisting with")


def _end_of_item(line: Line, start: int) -> int:
    end = start
    while line.kind(end) == "word" and line.word(end) not in ("and", "but", "which", "while"):
        end += 1
    return end


def is_aside(line: Line, k: int) -> bool:
    """Whether a number alone in brackets stands behind its noun: "Trust in it (58%) has"."""
    opening = line.lead(k) - 1
    is_alone = line.word(opening) == "(" and line.word(line.at[k] + 1) == ")"
    return is_alone and line.noun_before(opening) != ""


def _start(line: Line, k: int) -> tuple[int, bool]:
    """Where what is said of the part begins, and whether it is told of what it is a part."""
    lead, after = line.lead(k), line.after(k)
    if line.word(lead - 1) in _THEM and line.word(lead - 2) in ("of", "with"):
        return after, True
    if line.word(after) == "of" and line.word(after + 1) in _THEM:
        begin = after + 2
        has_noun = line.word(after + 1) in ("these", "those") and line.phrase(begin)
        return begin, not has_noun or _begins_predicate(line, begin) or line.is_plural_at(begin)
    return after, False


def _begins_predicate(line: Line, at: int) -> bool:
    if line.kind(at) != "word":
        return False
    token = line.tokens[at]
    if token.lower in PREPOSITIONS | ADVERBS:
        return False
    if is_verb(token, after_head=False):
        return True
    is_participle = is_verb(token, after_head=True) and token.lower.endswith(("ed", "ing"))
    return is_participle and (token.lower in DONE or not line.is_plural_at(at + 1))


def _whole(line: Line, k: int, is_led: bool, said: str) -> str:
    if line.numbers[k].text.startswith("("):
        return line.noun_before(line.at[k])
    if label := _labelled(line, k) or ("" if line.readings else opened_with(line, k)):
        return label
    last = line.readings.get(k - 1)
    if not line.readings:
        earlier = [one for one in (line.before, line.about) if one]
        counts = [one for one in earlier if one.unit == "count"]
        last = next((one for one in (*counts, *earlier) if one.unit == "count" or one.whole), None)
        last = last or line.before
    last = last or (line.last(k) if is_led else None)
    is_counted = last is not None and last.unit in ("count", "absolute_change")
    if last is not None and (is_counted or last.whole or is_led):
        is_opinion = _OPINION.match(said) and not is_led
        return "" if is_opinion else last.whole or last.measure
    if line.word(line.lead(k) - 1) == "with":
        noun = line.noun_before(line.lead(k) - 1)
        return noun if noun and is_plural(noun.split()[-1]) else ""
    return ""


# "Victims: 134 were contacted and 53 took part"
_LABEL = re.compile(r"\s*(?P<label>[A-Z][^.;:()0-9]{2,60}):\s[^.;:]*$")


def _labelled(line: Line, k: int) -> str:
    """The label in plural that the sentence begins with: those of whom its numbers are."""
    match = _LABEL.match(line.text[: line.numbers[k].start])
    return match["label"] if match and is_plural(match["label"].split()[-1]) else ""


def _without_be(words: str) -> str:
    parts = words.split()
    while parts and parts[0].lower() in _BE:
        parts = parts[1:]
    return " ".join(parts[:12])


def joined(whole: str, said: str) -> str:
    """`CSE investigations` and `investigations contained offences` without saying it twice."""
    first = said.split()[:1]
    if whole and first and first[0].lower() in whole.lower().split():
        return f"{whole} {' '.join(said.split()[1:])}".strip()
    return f"{whole} {said}".strip()


# "19 of the 34 (56%) investigations" · "(117 out of 4,273)" · "8 of the 22 offenders"
def out_of(line: Line, k: int) -> Reading | None:
    """The first or the second number of "19 of the 34"."""
    number = line.numbers[k]
    if number.kind != "number" or number.signed:
        return None
    if _joins(line, k) and (words := _of_out_of(line, k, k + 1)):
        return _out_of(line, k, words)
    if k and _joins(line, k - 1) and (words := _of_out_of(line, k - 1, k)):
        last = line.readings.get(k - 2)
        is_whole = line.in_brackets(k) and last is not None and last.whole
        whole = last.whole if is_whole and last else _noun(line, k) or words
        has_before = any(j < k - 1 for j in line.readings)
        whole = resolve(line, k - 1, whole) if is_general(whole) and has_before else whole
        return None if is_structural(whole) else _out_of(line, k, whole)
    return None


def _out_of(line: Line, k: int, words: str) -> Reading:
    number = line.numbers[k]
    return Reading(
        number.value,
        "count",
        words,
        "statistics.out_of",
        0.85,
        whole=words,
        qualifier=number.qualifier,
    )


def _joins(line: Line, k: int) -> bool:
    if k + 1 >= len(line.numbers):
        return False
    if line.numbers[k].kind != "number" or line.numbers[k + 1].kind != "number":
        return False
    between = line.text[line.numbers[k].end : line.numbers[k + 1].start]
    return re.fullmatch(r"\s(?:out\s)?of\s(?:the\s|our\s|a\stotal\sof\s)?", between) is not None


def _of_out_of(line: Line, first: int, second: int) -> str:
    if line.in_brackets(first):
        last = line.last(first)
        if last:
            return last.whole if last.unit == "rank" else last.measure
        return _noun(line, second) or line.noun_before(line.lead(first) - 1)
    start = _after_brackets(line, line.at[second] + 1)
    end = phrase_end(line.tokens, start)
    noun = line.words(start, end)
    said = ""
    if line.kind(end) == "word" and (
        line.word(end) in AUXILIARIES or is_verb(line.tokens[end], after_head=True)
    ):
        said = _without_be(line.words(end, predicate_end(line.tokens, end)))
    last = line.last(first) or line.before
    if not noun and said and last:
        noun = last.measure
    noun = resolve(line, first, noun) if is_general(noun) and line.readings else noun
    return f"{noun} {said}".strip() if noun else ""


def _noun(line: Line, k: int) -> str:
    start = _after_brackets(line, line.at[k] + 1)
    return line.words(start, phrase_end(line.tokens, start))


def _after_brackets(line: Line, at: int) -> int:
    if line.word(at) != "(":
        return at
    return next(
        (i + 1 for i in range(at, min(at + 6, len(line.tokens))) if line.word(i) == ")"), at
    )
