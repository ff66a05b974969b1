"""The noun phrases that numbers count: after a number, and before the verb that leads to it."""

import re
from collections.abc import Sequence

from extractors.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    GENERAL,
    INFINITIVES,
    LINKS,
    MOTIONS,
    NOUN_OR_VERB,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    TIMES,
    VERBS,
    word_set,
)
from extractors.tokens import Token

_LONGEST = 12  # words of a measure

# Marks within a phrase: "'reached'", "drug & alcohol", "licensed premises/venues"
_INNER = frozenset("'‘’\"“”&/-*")

# "people attending", "children placed": a participle ends the phrase once it has its head
_PARTICIPLES = ("ed", "ing")
_NOUNS_IN_ING = word_set(
    "training housing setting settings meeting briefing hearing finding policing nursing "
    "counselling mentoring stalking trafficking speeding parking shoplifting tipping "
    "fly-tipping offending reoffending re-offending cuckooing begging grooming bullying "
    "drink-driving driving missing wellbeing well-being building funding screening dwelling "
    "crossing burning dumping littering killing stabbing shooting wounding evening morning "
    "working young-offending"
)


def is_plural(word: str) -> bool:
    """Whether a noun tells of several: `visits`, `people`, `DHRs`; not `business`."""
    lower = word.lower().replace("’", "'")
    if lower in PLURALS:
        return True
    if lower.endswith("'s"):
        return word[:-2].isupper()
    return len(lower) > 2 and lower.endswith("s") and not lower.endswith(("ss", "us", "is"))


def is_verb(token: Token, *, after_head: bool) -> bool:
    """Whether a word is a verb; `after_head`: it follows a noun that can be its subject."""
    lower = token.lower
    if lower in AUXILIARIES:
        return True
    if token.text[:1].isupper():
        return False
    if lower in VERBS:
        return after_head or lower not in NOUN_OR_VERB
    if not after_head or lower in _NOUNS_IN_ING or token.text.isupper():
        return False
    return len(lower) > 4 and lower.endswith(_PARTICIPLES)


def phrase_end(tokens: Sequence[Token], start: int) -> int:
    """Index after the noun phrase that begins at `start`, and `start` where there is none.

    "302 Safe and Well visits to offer advice" ends after `visits`, "34 professionals attended"
    after `professionals`, "thefts from shops and in Quarter 4" after `shops`.
    """
    at, head = start, None
    while at < len(tokens) and at - start < _LONGEST:
        token = tokens[at]
        if not _continues(tokens, at, start, head):
            break
        if (token.is_word and is_plural(token.text)) or _is_people(token):
            head = at
        if token.lower in LINKS and head is not None:
            return _with_link(tokens, at, start)
        at += 1
    return _trimmed(tokens, start, at)


_NEVER = CONJUNCTIONS | PRONOUNS | AUXILIARIES


def _continues(tokens: Sequence[Token], at: int, start: int, head: int | None) -> bool:
    token, has_head = tokens[at], head is not None
    if token.kind == "mark":
        return token.text in _INNER and at + 1 < len(tokens) and tokens[at + 1].is_word
    if not token.is_word:
        is_inside = at > start or token.text.lower().startswith("year")
        return _is_people(token) or (not has_head and is_inside and _is_age_of(tokens, at))
    lower = token.lower
    if lower in ("and", "or", "&"):
        return at > start and not has_head and _joins(tokens, at)
    if lower in PREPOSITIONS:
        return _links(tokens, at, has_head)
    is_person = lower == "the" and at + 1 < len(tokens) and tokens[at + 1].lower == "person"
    if is_person and at > start:  # "Violence against the person", "thefts from the person"
        return True
    is_inside = at > start and (lower in DETERMINERS or (has_head and lower in ADVERBS))
    is_named = at > start and token.text[:1].isupper() and tokens[at - 1].text[:1].isupper()
    if is_inside or (lower in _NEVER and not is_named):  # "Best Bar None venues"
        return False
    return not is_verb(token, after_head=has_head)


def _is_people(token: Token) -> bool:
    """Whether a value that was masked is people of an age: "people over 65"."""
    first = token.text.split()[:1]
    return token.kind == "masked" and bool(first) and is_plural(first[0]) and first[0].isalpha()


def _is_age_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether a masked value is the age of those who follow: "the local 10-17 population"."""
    is_range = tokens[at].kind == "masked" and tokens[at].text[:1].isdigit()
    is_year = tokens[at].kind == "masked" and tokens[at].text.lower().startswith("year")
    return (is_range or is_year) and at + 1 < len(tokens) and tokens[at + 1].is_word


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether an and before the head goes on with the phrase: "stop and check operations"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.is_word:
        return False
    return after.lower not in DETERMINERS | PRONOUNS | PREPOSITIONS | AUXILIARIES


def _links(tokens: Sequence[Token], at: int, has_head: bool) -> bool:
    """Whether a preposition belongs to the phrase: "reports of rape", "Right to Know requests"."""
    if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
        return False
    after = tokens[at + 1]
    if at and (_is_of_crime(tokens, at, has_head) or (has_head and _is_for_acronym(tokens, at))):
        return True
    if not has_head:
        is_name = at > 0 and tokens[at - 1].text[:1].isupper() and after.text[:1].isupper()
        return is_name or tokens[at].lower == "of"
    if tokens[at].lower == "of":
        return after.lower not in PRONOUNS - {"those"}
    lower = tokens[at].lower
    if lower not in LINKS or after.lower in DETERMINERS | PRONOUNS | TIMES:
        return False
    if lower == "to":
        return after.lower not in INFINITIVES and (is_plural(after.text) or after.text.isupper())
    is_acronym = len(after.text) > 1 and after.text.isupper()
    return is_acronym or tokens[at - 1].text[:1].isupper() or not after.text[:1].isupper()


def _is_for_acronym(tokens: Sequence[Token], at: int) -> bool:
    """Whether "applications for an ASB case review" goes on behind its article."""
    article, name = tokens[at + 1].lower, tokens[at + 2 : at + 3]
    is_led = tokens[at].lower in ("for", "about") and article in ("a", "an", "the")
    return is_led and bool(name) and name[0].text.isupper()


# "the 210 violence with injury offences" · "84 theft from motor vehicle crimes"
_CRIMES = word_set("violence theft burglary robbery assault possession trafficking supply damage")


def _is_of_crime(tokens: Sequence[Token], at: int, has_head: bool) -> bool:
    if [token.lower for token in tokens[at + 1 : at + 3]] == ["the", "person"]:
        return True
    links = ("with", "without", "from", "of", "in", "against", "to")
    return not has_head and tokens[at - 1].lower in _CRIMES and tokens[at].lower in links


_RELATIVE = ("last", "previous", "next")


def _with_link(tokens: Sequence[Token], at: int, start: int) -> int:
    """End of the phrase with the object of the preposition at `at`, which follows its head."""
    begin = at + 1
    while begin < len(tokens) and tokens[begin].lower in DETERMINERS:
        begin += 1
    end, head = begin, False
    while end < len(tokens) and end - start < _LONGEST:
        token = tokens[end]
        if (token.lower in LINKS and token.lower != "of") or token.lower in _RELATIVE:
            break
        if not _continues(tokens, end, begin, 0 if head else None):
            break
        head = head or (token.is_word and is_plural(token.text))
        end += 1
    end = _trimmed(tokens, begin, end)
    return end if end > begin else at


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> int:
    """`end` without what ends no phrase: a joining word, a mark, an adverb."""
    loose = ADVERBS | PREPOSITIONS | DETERMINERS | {"and", "or"}
    while end > start and (tokens[end - 1].kind == "mark" or tokens[end - 1].lower in loose):
        end -= 1
    return end


_ENDS_PREDICATE = word_set("against but while whilst although however whereas which compared")


def predicate_end(tokens: Sequence[Token], start: int) -> int:
    """Index after what is said of a share: "felt safe by day" of "91% felt safe by day."."""
    at = start
    while at < len(tokens) and at - start < _LONGEST:
        token = tokens[at]
        is_age = token.kind == "masked" and not token.text.lower().startswith(("£", "per "))
        is_inner = token.kind == "mark" and token.text in _INNER
        if not (token.is_word or is_age or is_inner):
            break
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if at > start and token.lower in _ENDS_PREDICATE:
            break
        if token.lower == "with" and any(one.kind == "number" for one in tokens[at : at + 5]):
            break
        is_joint = token.lower in ("and", "or")
        if is_joint and (following is None or not following.is_word):
            break
        if is_joint and following and following.lower in AUXILIARIES:
            break
        at += 1
    return _trimmed(tokens, start, at)


def subject(tokens: Sequence[Token], verb: int) -> tuple[int, int]:
    """The subject of the verb at index `verb`, as a slice of the tokens; empty if there is none.

    "Data shows that theft from vehicles has gone up", "X rose by 12% and Y by 5%", "Burglary,
    at 4.9 per 1,000 households, is".
    """
    end = verb
    while end > 0 and _is_loose(tokens[end - 1]):
        end -= 1
    last = tokens[end - 1].text if end else ""
    if last == "," and verb < len(tokens) and tokens[verb].lower.endswith("ing"):
        return _before_comma(tokens, end - 1)
    opened = _opening(tokens, end - 1) if last in _INSERTION_ENDS else 0
    if opened:
        return subject(tokens, opened)
    if end == verb and last in _LABEL_ENDS:
        end -= 1
    if last == ")" and (bracket := _bracket(tokens, end - 1)):
        end = bracket
    begin = _clause_start(tokens, end)
    opening = [token.lower for token in tokens[begin : begin + 2]]
    if opening[:1] in (["for"], ["among"]) and tokens[end - 1].lower == "that":
        return end, end  # "and for women that drops to 29%"
    if opening == ["those", "who"]:  # "Those who worry about burglary went down"
        return min(begin + 2, end), end
    return _without_relative(tokens, end)


def _without_relative(tokens: Sequence[Token], end: int) -> tuple[int, int]:
    """The subject that ends at `end`, or before the relative pronoun there."""
    if end > 1 and tokens[end - 1].lower in ("which", "who", "that"):
        end = end - 2 if tokens[end - 2].text == "," else end - 1
    start = _start(tokens, end)
    if start == end > 1 and tokens[end - 1].text == ",":
        return _before_comma(tokens, end - 1)
    if be := _one_of(tokens, start):
        return subject(tokens, be)
    return start, end


def _one_of(tokens: Sequence[Token], start: int) -> int:
    """Index of the verb in "Robbery is one of the few types to have fallen", or 0."""
    before = [token.lower for token in tokens[max(0, start - 4) : start]]
    if before[-1:] == ["the"]:
        before = before[:-1]
        start -= 1
    is_one = before[-2:] == ["one", "of"] and before[:-2][-1:] != []
    return start - 3 if is_one and tokens[start - 3].lower in AUXILIARIES | MOTIONS else 0


_INSERTION_ENDS = (",", "–", "—")
_LABEL_ENDS = ("–", "—", "-", ":")
_LOOSE = ADVERBS | AUXILIARIES | MOTIONS | PREPOSITIONS | {"by", "a", "an"}
_OPENERS = DETERMINERS | ADVERBS | CONJUNCTIONS | PREPOSITIONS | AUXILIARIES | {"and", "or"}


def _is_loose(token: Token) -> bool:
    """Whether a word before a verb is no part of its subject."""
    return token.kind == "period" or (token.is_word and token.lower in _LOOSE)


def _start(tokens: Sequence[Token], end: int) -> int:
    """Where the subject that ends at `end` begins; "Backed up by X" begins at X."""
    start = _clause_start(tokens, end)
    while start < end and (
        tokens[start].kind in ("period", "mark") or tokens[start].lower in _OPENERS
    ):
        start += 1
    if start < end and tokens[start].lower.endswith("ed"):
        near = range(start + 1, min(start + 4, end))
        by = next((at for at in near if tokens[at].lower == "by"), start)
        if not any(is_plural(token.text) for token in tokens[start:by]):
            start = by + (by > start)
    return start


def _before_comma(tokens: Sequence[Token], comma: int) -> tuple[int, int]:
    """The subject of the main clause: "Burglaries have risen for years, up from 31"."""
    start, end = subject(tokens, comma)
    verbs = (at for at in range(start + 1, end) if tokens[at].lower in AUXILIARIES)
    return start, next(verbs, end)


def _bracket(tokens: Sequence[Token], closing: int) -> int:
    """Index of the bracket that closes at `closing`, or 0 where a number stands within."""
    for at in range(closing - 1, 0, -1):
        if tokens[at].text == "(":
            return at
        if tokens[at].kind == "number":
            return 0
    return 0


def _opening(tokens: Sequence[Token], closing: int) -> int:
    """Index of the mark that opens the insertion ending with the one at `closing`, or 0."""
    for at in range(closing - 1, 0, -1):
        if tokens[at].text == tokens[closing].text:
            return at
        if tokens[at].text in ";:(":
            return 0
    return 0


def _clause_start(tokens: Sequence[Token], end: int) -> int:
    for at in range(end - 1, -1, -1):
        if _bounds(tokens, at):
            return at + 1
    return 0


def _bounds(tokens: Sequence[Token], at: int) -> bool:
    """Whether a subject cannot reach over the token."""
    token = tokens[at]
    if token.kind == "mark":
        return token.text in ",;:()[]-–—•|/→↑↓?!"
    if token.kind == "number":
        return not points_back(tokens, at)
    if token.kind == "masked":
        return "£" in token.text
    if token.lower in ("and", "with"):
        return _is_joint(tokens, at)
    before = tokens[at - 1].lower if at else ""
    if token.lower == "that":
        return before in SAYING or before in AUXILIARIES
    return token.lower in CONJUNCTIONS or token.lower in ("there", "we", "they")


def _is_joint(tokens: Sequence[Token], at: int) -> bool:
    """Whether and, or with, begins a new clause: a number or a verb stands in the one before."""
    stops = [i for i in range(at) if tokens[i].text == ";"]
    before = tokens[stops[-1] + 1 if stops else 0 : at]
    has_number = any(one.kind == "number" for one in before)
    if tokens[at].lower == "with":
        return has_number or at == 0
    return has_number or any(one.lower in AUXILIARIES for one in before)


def points_back(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number in words only points back: "complaints to the eight authorities"."""
    before = tokens[at - 1].lower if at else ""
    return tokens[at].text.isalpha() and before in ("the", "these", "those", "all", "both")


# "Risk Assessment Conference (MARAC)"
_ACRONYM = re.compile(r"\s\([A-Z][A-Za-z&/]*[A-Z][A-Za-z&/]*\)")


def words_between(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of a slice of the tokens, without quotation marks round them."""
    if start >= end:
        return ""
    stop = tokens[end - 1].end
    acronym = _ACRONYM.match(text, stop)
    words = " ".join(text[tokens[start].start : acronym.end() if acronym else stop].split())
    return words.strip(" '‘’\"“”*_-–—,.:;↑↓▲▼⬆⬇→←")


def is_general(words: str) -> bool:
    """Whether a phrase needs a subject to say what is counted: `offences`, `recorded incidents`."""
    return bool(words) and all(word in GENERAL for word in words.lower().split())
