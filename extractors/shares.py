"""Rules for percentages and fractions that tell a share: of whom, and what they did or are."""

from extractors.changes import carried, resolve
from extractors.counts import level, part
from extractors.lexicon import AUXILIARIES
from extractors.measures import is_general, is_plural, phrase_end, predicate_end
from extractors.numerals import Line, Reading

_VERBS_OF_SHARE = frozenset(
    "accounts account accounted accounting makes make made represents represent represented "
    "comprises comprised constituted constitutes constitute forms formed totalled equates equating "
    "equated contributes contributed responsible equivalent".split()
)
_INTO = frozenset("in to at for of by with on".split())


def share(line: Line, k: int) -> Reading | None:
    """What a percentage is a share of, if it is one."""
    if line.numbers[k].kind not in ("percent", "fraction"):
        return None
    for rule in (_one_noun_in, _of_whole, part, _of_noun, _told, level, _same_again):
        if found := rule(line, k):
            return found
    return None


def _made(
    line: Line, k: int, measure: str, method: str, sure: float, **more: str | None
) -> Reading | None:
    number = line.numbers[k]
    if not measure:
        return None
    return Reading(
        number.value,
        "percent",
        measure,
        f"statistics.{method}",
        sure,
        qualifier=number.qualifier,
        breakdown=more.get("breakdown"),
        context=more.get("context") or "",
    )


# "one offence in ten is reported"
def _one_noun_in(line: Line, k: int) -> Reading | None:
    words = line.numbers[k].text.split()
    if len(words) != 4 or words[2] != "in" or not words[1].isalpha():
        return None
    said = line.words(line.at[k] + 1, predicate_end(line.tokens, line.at[k] + 1))
    return _made(line, k, f"{words[1]} {said}".strip(), "share_of", 0.85)


# "9.8% of residents saw it as a problem" · "accounts for 14% of violence" · "15% (199) of users"
def _of_whole(line: Line, k: int) -> Reading | None:
    at = line.at[k] + 1
    if line.word(at) == "(":
        closing = next(
            (i for i in range(at, min(at + 6, len(line.tokens))) if line.word(i) == ")"), at
        )
        at = closing + 1
    if line.word(at) != "of" or line.word(at + 1) in ("which", "whom", "them", "these", "those"):
        return None
    start = at + 1
    while (
        line.word(start)
        in ("the", "all", "a", "an", "our", "its", "their", "those", "these", "his", "total")
        or line.kind(start) == "number"
    ):
        start += 1
    end = phrase_end(line.tokens, start)
    whole = line.words(start, end)
    if not whole:
        return None
    doer = _doer(line, k)
    if doer:
        return _made(line, k, doer, "share_of_whole", 0.9, breakdown=whole, context=whole)
    said = _said(line, end)
    measure = f"{whole} {said}".strip()
    if is_general(whole) and not said:
        measure = resolve(line, k, whole)
    return _made(line, k, measure, "share_of", 0.9, context=whole)


def _doer(line: Line, k: int) -> str:
    """The subject of "accounts for 14% of", "was flagged in 38% of", "was 6% of"."""
    lead = line.lead(k)
    verb = lead - 1
    if verb < 0:
        return ""
    if line.word(verb) in _INTO and verb > 0:
        verb -= 1
        start = line.clause_start(verb)
        if line.word(verb) in _VERBS_OF_SHARE:
            return resolve(line, k, line.subject(verb))
        words = line.words(start, verb + 1)
        said = line.subject(verb + 1)
        return said if words and said else ""
    if line.word(verb) in _VERBS_OF_SHARE | AUXILIARIES | {"up", "than"}:
        subject = line.subject(verb)
        return resolve(line, k, subject) if subject else ""
    return ""


def _said(line: Line, start: int) -> str:
    if line.kind(start) != "word" or line.word(start) in (
        "and",
        "or",
        "in",
        "but",
        "while",
        "with",
    ):
        return ""
    return line.words(start, predicate_end(line.tokens, start))


# "65% confidence" · "1 in 3 adults have taken drugs" · "an 85% satisfaction rate"
def _of_noun(line: Line, k: int) -> Reading | None:
    start = line.at[k] + 1
    end = phrase_end(line.tokens, start)
    words = line.words(start, end)
    if not words or line.word(start) in ("in", "of", "for", "at", "over", "likely"):
        return None
    said = _said(line, end) if is_plural(words.split()[-1]) else ""
    if is_general(words):
        words = resolve(line, k, words)
    return _made(line, k, f"{words} {said}".strip(), "share_of_noun", 0.82)


# "91% felt safe by day" · "(26%) involved a repeat victim"
def _told(line: Line, k: int) -> Reading | None:
    start = line.at[k] + 1
    if line.word(start) == ")":
        start += 1
    if line.kind(start) != "word" or line.word(start) in _INTO | {
        "and",
        "or",
        "but",
        "compared",
        "from",
        "since",
        "over",
        "per",
    }:
        return None
    said = line.words(start, predicate_end(line.tokens, start))
    if len(said.split()) < 2:
        return None
    return _made(line, k, said, "share_that", 0.82, context=carried(line, k))


# "8.8% for Kent" · "against 40% nationally" after another share
def _same_again(line: Line, k: int) -> Reading | None:
    last = line.last(k)
    if last is None or last.unit != "percent":
        return None
    return _made(line, k, last.measure, "share_again", 0.75)
