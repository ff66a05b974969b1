"""Rules for percentages and fractions that tell a share: of whom, and what they did or are."""

import re
from dataclasses import replace

from extractors.levels import level
from extractors.lexicon import (
    AUXILIARIES,
    CHANGE_ADJECTIVES,
    COMPOSING,
    PREPOSITIONS,
    word_set,
)
from extractors.measures import is_general, is_plural, phrase_end, predicate_end
from extractors.numerals import Line, Reading
from extractors.parts import is_aside, joined, part
from extractors.share_forms import aged, likely, made, mentioned, one_noun_in, split
from extractors.subjects import opening_subject, resolve

_OPENS = word_set("only this the all a an our its their those these his total overall")


def share(line: Line, k: int) -> Reading | None:
    """What a percentage is a share of, if it is one."""
    if line.numbers[k].kind == "number":
        return _of_bracketed(line, k)
    if line.numbers[k].kind not in ("percent", "fraction"):
        return None
    rules = (
        one_noun_in,
        _as_share,
        likely,
        _of_whole,
        _of_them,
        part,
        _of_noun,
        mentioned,
        split,
        aged,
        _told,
        _makes_up,
        _in_turn,
        level,
        _same_again,
    )
    for rule in rules:
        if found := rule(line, k):
            return found
    return None


# "226 (44%) of these investigations are recorded"
def _of_bracketed(line: Line, k: int) -> Reading | None:
    if line.word(line.at[k] + 1) != "(" or line.kind(line.at[k] + 2) != "number":
        return None
    found = _of_whole(line, k)
    return replace(found, unit="count", method="statistics.part_of") if found else None


# "9.8% of residents saw it as a problem" · "accounts for 14% of violence" · "15% (199) of users"
def _of_whole(line: Line, k: int) -> Reading | None:
    at = line.after(k)
    if line.word(at) != "of" or line.word(at + 1) in ("which", "whom", "them"):
        return None
    start = at + 1
    while line.word(start) in _OPENS or line.kind(start) in ("number", "masked"):
        start += 1
    end = phrase_end(line.tokens, start)
    whole = line.words(start, end)
    if (
        line.word(start) == "who" and line.kind(start - 1) == "number"
    ):  # "58% of the 744 who replied said that"
        said = line.words(start + 2, predicate_end(line.tokens, start + 2))
        return made(line, k, said, "share_of", 0.8)
    if not whole:
        return None
    doer = _doer(line, k) or _over_represented(line, k)
    if doer and not line.is_place(doer):
        return made(line, k, doer, "share_of_whole", 0.85, whole, is_of=True)
    said = "" if doer else _said(line, end)
    lead = line.lead(k)
    share_of = line.word(lead - 2) if line.word(lead - 1) == "(" else ""
    if share_of in ("proportion", "share", "percentage", "part", "minority", "majority"):
        return made(line, k, f"{share_of} of {whole} {said}".strip(), "share_of", 0.9, whole)
    measure = f"{whole} {said}".strip()
    if is_general(whole) and not said:
        measure = resolve(line, k, whole)
    return made(line, k, measure, "share_of_place" if doer else "share_of", 0.9, whole)


_OVER = re.compile(r"\b(?:over|under)-?\s?represented\b", re.IGNORECASE)


def _over_represented(line: Line, k: int) -> str:
    """Who is "over-represented: 34% of the caseload but 11% of the population"."""
    is_over = _OVER.search(line.text, 0, line.numbers[k].start) is not None
    return opening_subject(line, line.at[k]) if is_over else ""


# "Charges followed in 7.3% of them"
def _of_them(line: Line, k: int) -> Reading | None:
    at = line.after(k)
    if line.word(at) != "of" or line.word(at + 1) not in ("them", "these", "those"):
        return None
    last = line.last(k) or line.before
    whole = (last.whole or last.measure) if last else ""
    doer = _doer(line, k)
    return made(line, k, doer, "share_of_whole", 0.85, whole, is_of=True) if doer else None


# "Alcohol was a factor in 38% of assaults and in 12% of"
_FEATURES = word_set(
    "feature factor element cause aspect component motive motivation trigger reason"
)


def _doer(line: Line, k: int) -> str:
    """The subject of "accounts for 14% of", "was flagged in 38% of", "was 6% of"."""
    verb = line.lead(k) - 1
    if line.word(verb) in ("of", "in") and line.word(verb - 1) in _FEATURES:
        return line.subject(verb - 2)
    last = line.readings.get(k - 1)
    is_next = line.word(verb) in ("of", "in", "for") and line.word(verb - 1) == "and"
    if is_next and last is not None and last.method == "statistics.share_of_whole":
        return last.measure
    if verb > 0 and line.word(verb) in ("in", "to", "at", "for", "up"):
        is_up = line.word(verb) == "up"
        verb -= 1
        if is_up and line.word(verb) not in COMPOSING:
            return ""
        if line.word(verb) in COMPOSING or line.word(verb) in ("amounts", "amounted"):
            return resolve_doer(line, k, verb)
        return "" if line.word(verb + 1) == "to" else line.subject(verb + 1)
    if line.word(verb) in COMPOSING | AUXILIARIES | {"than"}:
        return resolve_doer(line, k, verb)
    return ""


def resolve_doer(line: Line, k: int, verb: int) -> str:
    """The subject of a verb, a place left as it is."""
    words = line.subject(verb)
    words = "" if len(words.split()) == 1 and words.endswith("ed") else words
    return words if words and line.is_place(words) else resolve(line, k, words)


def _said(line: Line, start: int) -> str:
    if line.word(start) in ("in", "across", "within", "from", "between", "during", "over"):
        start = _after_place(line, start)
        start = _next_verb(line, start)
    ends = (
        "and",
        "or",
        "in",
        "but",
        "while",
        "whilst",
        "with",
        "compared",
        "against",
        "than",
        "nationally",
    )
    if line.kind(start) != "word" or line.word(start) in ends:
        return ""
    return line.words(start, predicate_end(line.tokens, start))


# "65% confidence" · "1 in 3 adults have taken drugs" · "an 85% satisfaction rate"
def _of_noun(line: Line, k: int) -> Reading | None:
    start = line.at[k] + 1
    end = phrase_end(line.tokens, start)
    words = line.words(start, end)
    if not words or line.word(start) in CHANGE_ADJECTIVES | {"likely", "target", "set"}:
        return None
    said = _said(line, end) if is_plural(words.split()[-1]) else ""
    said = said or _said_of_next(line, k, end)
    doer = _doer(line, k)
    if doer and not said and not line.is_place(doer):
        return made(line, k, doer, "share_of_whole", 0.85, words, is_of=True)
    if is_general(words) and not said:
        words = resolve(line, k, words)
    return made(line, k, f"{words} {said}".strip(), "share_of_noun", 0.82)


def _said_of_next(line: Line, k: int, end: int) -> str:
    """What "1 in 4 women and 1 in 6 men will experience abuse" says of both."""
    is_pair = line.word(end) == "and" and line.at[k + 1 : k + 2] == [end + 1]
    if not is_pair or line.numbers[k + 1].kind != line.numbers[k].kind:
        return ""
    start = phrase_end(line.tokens, end + 2)
    return _said(line, start) if start > end + 2 else ""


def _next_verb(line: Line, start: int) -> int:
    """Index of the verb after "in that period", or `start` where none follows soon."""
    for at in range(start, min(start + 9, len(line.tokens))):
        if line.kind(at) in ("mark", "number"):
            break
        if line.word(at) in AUXILIARIES or (
            line.kind(at) == "word" and line.word(at).endswith("ed")
        ):
            return at
    return start


def _after_place(line: Line, start: int) -> int:
    """Index after "in the borough", or `start` where no place follows."""
    here = line.tokens[start].end
    ends = [p.end for p in line.places if here < p.start + 1 <= here + 6]
    after = [
        at for at in range(start, len(line.tokens)) if ends and line.tokens[at].start >= ends[0]
    ]
    return after[0] if after else start


_NO_PREDICATE = PREPOSITIONS - {"as", "like", "within"} | {"and", "or", "but", "respectively"}


# "91% felt safe by day" · "(26%) involved a repeat victim"
def _told(line: Line, k: int) -> Reading | None:
    start = line.at[k] + 1
    if is_aside(line, k):
        return None
    start += line.word(start) == ")"
    is_target = line.word(start + 1) in ("target", "us")
    if line.kind(start) != "word" or (line.word(start) in _NO_PREDICATE and not is_target):
        return None
    if line.word(start) == "of" and line.word(start + 1) in ("us", "our"):
        start += 2
    said = line.words(start, predicate_end(line.tokens, start))
    if len(said.split()) < 2:
        return None
    last = line.last(k)
    if last and line.word(start) in ("this", "it", "that", "which", "expected", "recommended"):
        return made(line, k, last.measure, "share_again", 0.75, last.whole)
    whole = last.measure if last and last.unit in ("count", "absolute_change") else ""
    if last and line.word(start) == "as":
        whole = last.whole
    return made(line, k, joined(whole, said), "share_that", 0.82)


# "Youth-related ASB makes up a further 16%"
def _makes_up(line: Line, k: int) -> Reading | None:
    verb = line.lead(k) - 1
    verb -= line.word(verb) in ("up", "for")
    if line.word(verb) not in COMPOSING:
        return None
    return made(line, k, resolve_doer(line, k, verb), "share_of_whole", 0.85)


# "Noise makes up 29% of complaints, rubbish 24% and disputes 15%"
def _in_turn(line: Line, k: int) -> Reading | None:
    last = line.readings.get(k - 1)
    if last is None or last.method not in ("statistics.share_of_whole", "statistics.share_in_turn"):
        return None
    words = line.subject(line.lead(k))
    if not words or line.is_place(words):
        return None
    return made(line, k, words, "share_in_turn", 0.85, last.whole, is_of=True)


# "406 of these, or 22%" · "53 took part, 39.6% of the total" · "(target 95%)"
def _as_share(line: Line, k: int) -> Reading | None:
    last, lead, after = line.last(k), line.lead(k), line.at[k] + 1
    if last is None or line.numbers[k].signed:
        return None
    words = (line.word(lead - 2), line.word(lead - 1))
    if last.unit == "percent" and line.in_brackets(k) and words in _TARGETS:
        target = made(line, k, last.measure, "share_again", 0.85)
        return replace(target, breakdown="target") if target else None
    last = line.readings.get(k - 1)
    is_all = [line.word(at) for at in range(after, after + 3)] in _OF_ALL
    is_or = words[1] == "or" and line.word(after) in (".", ",", ";", ")", "", "of")
    if last is None or last.unit != "count" or not (is_or or is_all):
        return None
    return made(line, k, last.measure, "share_again", 0.85, last.whole)


_TARGETS = (("(", "target"), ("target", ":"), ("target", "of"), ("target", "is"))
_OF_ALL = (
    ["of", "the", "total"],
    ["of", "the", "whole"],
    ["of", "all", "."],
    ["of", "them", "all"],
)
_COMPARING = re.compile(r"\b(?:against|compared|than|versus|vs|for|in|average|figure)\b", re.I)


# "8.8% for Kent" · "40% nationally" after another share
def _same_again(line: Line, k: int) -> Reading | None:
    last = line.last(k)
    if last is None or last.unit != "percent":
        return None
    begin, end = line.numbers[k - 1].end if k else 0, line.numbers[k].start
    is_placed = any(begin <= place.start < end + 30 for place in line.places)
    if not is_placed and not _COMPARING.search(line.text, begin, end):
        return None
    return made(line, k, last.measure, "share_again", 0.75)
