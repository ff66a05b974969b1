"""Rules for numbers that tell a change: how much, of what, up or down, from what to what."""

from dataclasses import replace

from extractors.lexicon import (
    CHANGE_ADJECTIVES,
    CHANGES,
    COMPARATIVES,
    DETERMINERS,
    MOVES,
)
from extractors.measures import is_general
from extractors.numerals import Line, Reading
from schemas.statistics import Unit

_UNITS: dict[str, Unit] = {
    "number": "absolute_change",
    "one_word": "absolute_change",
    "percent": "percentage_change",
    "fraction": "percentage_change",
    "percentage_points": "percentage_point_change",
}
# "Violence saw a 22% increase in reports": the reports are those of its subject
_HAVING = frozenset(
    "saw seen see sees seeing had has have having recorded recording show shows showed shown "
    "showing experienced experiencing with reported registered of by".split()
)


def change(line: Line, k: int) -> Reading | None:
    """What changed by number `k`, if it tells a change."""
    number = line.numbers[k]
    if number.kind not in _UNITS or number.high is not None:
        return None
    for rule in (
        _noun_after,
        _signed,
        _noun_before,
        _moved,
        _compared,
        _bracketed,
        _yearly,
        _again,
    ):
        if found := rule(line, k):
            sign, measure, method = found
            value = abs(number.value) * sign
            return Reading(
                value,
                _UNITS[number.kind],
                measure,
                f"statistics.{method}",
                _CONFIDENCE[method],
                qualifier=number.qualifier,
            )
    return None


_CONFIDENCE = {
    "change_noun": 0.93,
    "change_signed": 0.93,
    "change_of": 0.93,
    "change_verb": 0.93,
    "change_comparative": 0.92,
    "change_bracketed": 0.9,
    "change_yearly": 0.7,
    "change_again": 0.85,
}

Found = tuple[int, str, str]


# "an 8.4% rise in assaults on emergency workers" · "a 22% increase"
def _noun_after(line: Line, k: int) -> Found | None:
    at = line.at[k] + 1
    if line.numbers[k].kind == "number":
        return None
    while line.word(at) in CHANGE_ADJECTIVES or line.word(at) == "-":
        at += 1
    sign = CHANGES.get(line.word(at))
    if sign is None:
        return None
    return sign, _of_noun(line, k, at), "change_noun"


def _of_noun(line: Line, k: int, noun: int) -> str:
    """What a noun of change that stands after its number is of."""
    if line.word(noun + 1) in ("in", "of", "for", "to"):
        if words := line.phrase(noun + 2):
            return of_subject(line, k, words, line.lead(k))
    return resolve(line, k, _haver(line, line.lead(k)))


# "a reduction in burglary of 6%" · "an increase of 18.2%" · "Force reduction 7.6%" · "(4%)"
def _noun_before(line: Line, k: int) -> Found | None:
    lead = line.lead(k)
    joined = line.word(lead - 1) in ("of", "by", "(", ":", "at", "was", "to") or CHANGES.get(
        line.word(lead - 1)
    )
    noun = line.move(line.clause_start(lead - (line.word(lead - 1) == "(")), lead)
    if not joined or noun is None or line.word(noun) not in CHANGES or not _is_noun(line, noun):
        return None
    if line.word(lead - 1) in ("to", "at") or (
        line.numbers[k].kind == "number" and line.word(lead - 1) in ("(", ":")
    ):
        return None
    sign, inside = CHANGES[line.word(noun)], ""
    if line.word(noun + 1) in ("in", "of", "for") and noun + 2 < lead:
        inside = line.phrase(noun + 2)
    after = line.at[k] + 1
    if not inside and line.word(after) in ("in", "of", "for"):
        inside = line.phrase(after + 1)
    if not inside and line.numbers[k].kind == "number":
        inside = line.phrase(after)
    if inside:
        return sign, of_subject(line, k, inside, noun), "change_of"
    return sign, resolve(line, k, _haver(line, noun)), "change_of"


def _is_noun(line: Line, at: int) -> bool:
    """Whether a word of change is a noun: "an increase of", not "burglaries increased by"."""
    if line.word(at) not in MOVES:
        return True
    before = line.word(at - 1)
    return (
        before in DETERMINERS | CHANGE_ADJECTIVES
        or line.word(at + 1) in ("in", "of", ":")
        or line.kind(at + 1) == "number"
        or not before
    )


def of_subject(line: Line, k: int, words: str, at: int) -> str:
    """A phrase that needs a subject, with the subject of the verb of having before `at`."""
    if not is_general(words):
        return words
    subject = _haver(line, at)
    return f"{subject} {words}" if subject and words not in subject else resolve(line, k, words)


def _haver(line: Line, at: int) -> str:
    """The subject of "X saw an", "X has seen a reduction of", "with an" before a token."""
    verb = at - 1
    while verb > 0 and (
        line.word(verb) in DETERMINERS | CHANGE_ADJECTIVES or line.word(verb) == "there"
    ):
        verb -= 1
    if line.word(verb) in _HAVING - {"of", "by"}:
        return line.subject(verb)
    if line.word(verb) in (",", "–", "-", "(", "and"):
        return ""
    return line.subject(at)


# "rose 16.8%" · "was down 18%" · "increased locations by 3" · "has come down by a third"
def _moved(line: Line, k: int) -> Found | None:
    lead = line.lead(k)
    before = line.word(lead - 1)
    if before in ("to", "from", "at", "in"):
        return None
    if before in MOVES or line.word(lead - 1) in ("↑", "↓"):
        verb: int | None = lead - 1
    elif before == "by":
        verb = line.move(line.clause_start(lead), lead)
    else:
        return None
    if verb is None or line.word(verb) not in MOVES:
        return _by_again(line, k) if before == "by" else None
    return MOVES[line.word(verb)], moved_thing(line, k, verb, lead), "change_verb"


def moved_thing(line: Line, k: int, verb: int, lead: int) -> str:
    """What a verb of change moves: its object before "by", "from" or "to", else its subject."""
    if line.word(lead - 1) in ("by", "from", "to") and verb + 1 < lead - 1:
        if words := line.phrase(verb + 1):
            return words
    return resolve(line, k, line.subject(verb))


# "X has risen by 12% and Y by 5%"
def _by_again(line: Line, k: int) -> Found | None:
    last = line.last(k)
    if last is None or not last.unit.endswith("change"):
        return None
    words = line.subject(line.lead(k) - 1)
    return (1 if last.value > 0 else -1), resolve(line, k, words), "change_again"


# "29% fewer than" · "214 more than" · "994 fewer offences" · "10.8% lower than" · "1.7% below"
def _compared(line: Line, k: int) -> Found | None:
    after = line.at[k] + 1
    sign = COMPARATIVES.get(line.word(after))
    following = line.word(after + 1)
    if (
        sign is None
        or following in ("likely", "vulnerable", "often")
        or "target" in (following, line.word(after + 2))
    ):
        return None
    is_number = line.numbers[k].kind == "number"
    if is_number and line.word(after) in ("over", "under", "up", "down", "above", "below"):
        return None
    words = "" if following in ("than", "on", "compared", "in") else line.phrase(after + 1)
    if words and is_general(words):
        words = resolve(line, k, words)
    return sign, words or resolve(line, k, _state(line, k)), "change_comparative"


def _state(line: Line, k: int) -> str:
    lead = line.lead(k)
    if line.word(lead - 1) in (",", "(", "and"):
        return ""
    return line.subject(lead)


# "Vehicle interference: +38 offences (+65%)" · "(-206 incidents)"
def _signed(line: Line, k: int) -> Found | None:
    number = line.numbers[k]
    if not number.signed:
        return None
    sign = 1 if number.value > 0 else -1
    return sign, labelled(line, k), "change_signed"


def labelled(line: Line, k: int) -> str:
    """What stands before a number as its label, or what is counted after it."""
    lead = line.lead(k)
    words = line.words(line.clause_start(lead), lead)
    if not words or is_general(words):
        words = resolve(line, k, words)
    return words or resolve(line, k, line.phrase(line.at[k] + 1))


# "from 527 to 404 offences (23%)" · "a lower rate than that across the county (12%)"
def _bracketed(line: Line, k: int) -> Found | None:
    last, lead = line.last(k), line.lead(k)
    if (
        line.word(lead - 1) != "("
        or line.numbers[k].kind == "number"
        or line.word(line.at[k] + 1) != ")"
    ):
        return None
    pair = [line.readings[j] for j in (k - 2, k - 1) if j in line.readings]
    if len(pair) == 2 and pair[0].unit == pair[1].unit and pair[0].is_before != pair[1].is_before:
        now, base = sorted(pair, key=lambda one: one.is_before)
        return (1 if now.value >= base.value else -1), now.measure, "change_bracketed"
    if last and last.unit == "absolute_change":
        return (1 if last.value > 0 else -1), last.measure, "change_bracketed"
    noun = line.move(0, lead)
    if noun is not None and not line.readings and line.word(noun) in CHANGES:
        inside = line.phrase(noun + 2) if line.word(noun + 1) in ("in", "of") else ""
        return CHANGES[line.word(noun)], inside or resolve(line, k, ""), "change_bracketed"
    return None


# "continues to rise, at a level of 9% year-on-year"
def _yearly(line: Line, k: int) -> Found | None:
    after = line.text[line.numbers[k].end :].lstrip(" )")
    if not after.lower().startswith(("year-on-year", "yoy", "year on year")):
        return None
    verb = line.move(0, line.at[k])
    if verb is None or line.numbers[k].kind == "number":
        return None
    sign = MOVES.get(line.word(verb)) or CHANGES[line.word(verb)]
    return sign, resolve(line, k, line.subject(verb)), "change_yearly"


# "an 38% increase in incidents when they lose and 26% if they win" · "(12%) and nationally (13%)"
def _again(line: Line, k: int) -> Found | None:
    last = line.readings.get(k - 1)
    if last is None or last.unit != _UNITS[line.numbers[k].kind] or last.unit == "absolute_change":
        return None
    lead, after = line.lead(k), line.at[k] + 1
    ends = line.word(after) in (
        "",
        ".",
        ",",
        ")",
        ";",
        "if",
        "when",
        "in",
        "on",
        "for",
        "at",
        "across",
        "nationally",
        "by",
        "and",
        "compared",
        "over",
        "year",
        "respectively",
    )
    is_joined = line.word(lead - 1) in ("and", "or", ",", "(", "by", "nationally", "force", "with")
    if not (ends and is_joined):
        return None
    return (1 if last.value > 0 else -1), last.measure, "change_again"


def carried(line: Line, k: int) -> str:
    """What the numbers before were of: in the sentence, else what it is about."""
    last = line.last(k)
    return last.measure if last else line.topic or line.heading


def resolve(line: Line, k: int, words: str) -> str:
    """A measure in full: carried where it is no more than a pronoun, a place or a general word."""
    lower = words.lower()
    if not words or lower in _EMPTY or line.is_place(words):
        return carried(line, k)
    if is_general(words):
        known = carried(line, k)
        if known and lower not in known.lower():
            return f"{known} {words}"
    return words


_EMPTY = frozenset(
    "it this that these those they them he she which there we both here increase decrease reduction "
    "fall rise drop total totals change number numbers figure figures this figure".split()
) | {"this figure", "the figure"}


def with_unit(reading: Reading, unit: Unit) -> Reading:
    """The reading with another unit."""
    return replace(reading, unit=unit)
