"""Rules for ranks: fifth highest of the 12 districts, ranked 8th, the second lowest."""

import re

from extractors.lexicon import AUXILIARIES, MOTIONS, MOVES, word_set
from extractors.measures import phrase_end
from extractors.numerals import Line, Reading
from extractors.subjects import carried

_SUPERLATIVE = re.compile(
    r"most|least|highest|lowest|largest|smallest|biggest|greatest|fewest|best|worst|safest|busiest"
    r"|poorest|youngest|oldest|fastest|steepest|[a-z]{3,}iest"
)
_LEADS = (
    AUXILIARIES | MOTIONS | word_set("rank ranked ranks ranking only , ( with at placed as and")
)


_PLACING = word_set(
    "give gives giving gave putting puts put placing places placed making makes made ranking ranks "
    "ranked leaving leaves"
)


# "fifth highest of the 12 districts for all crime" · "2nd highest rate in Kent" · "ranked 8th"
def rank(line: Line, k: int) -> Reading | None:
    """A place in an order, of what comes after `for` or before the verb."""
    number, after = line.numbers[k], line.at[k] + 1
    if number.kind != "ordinal":
        return None
    at = line.at[k]
    is_ranked = any(line.word(i).startswith("rank") for i in range(max(0, at - 4), at))
    superlative = _SUPERLATIVE.fullmatch(line.word(after)) is not None
    is_ranked = is_ranked or not superlative  # what is no rank is no number of the line
    if not is_ranked and not (superlative and _is_told(line, k)):
        return None
    rated = _RATED.match(line.text, line.tokens[after].end) if superlative else None
    measure = rated["what"] if rated else _ranked_for(line, k, after) or _subject(line, k)
    words = _superlative(line, after) if superlative else "rank"
    if not measure and line.last(k):
        measure = _of_rate(line, k, carried(line, k))
    if not measure and line.before and line.before.unit == "rate_per_1000":
        measure = _of_rate(line, k, line.before.measure)
    measure = re.sub(r"\sper\s[0-9,]+.*$", "", measure)
    if not measure:
        measure = line.words(after, phrase_end(line.tokens, after))
        words = "" if len(measure.split()) > 1 else words
        measure = measure if not words else carried(line, k)
    if not measure:
        return None
    among = _AMONG.match(line.text, line.tokens[after].end) if superlative else None
    words = f"{words}{among[0]}" if among and measure not in among[0] else words
    return Reading(
        number.value,
        "rank",
        f"{measure} {words}".strip(),
        "statistics.rank",
        0.9,
        whole=measure,
        qualifier=number.qualifier,
    )


# "the second highest crime rate of the five"
_RATED = re.compile(r"\s(?P<what>(?:[a-z-]+\s){1,3}rate)(?=\s(?:in|of|across|among|for)\b|[.,;])")
# "third highest in London" · "second lowest of the seven districts"
_AMONG = re.compile(
    r"(?:\s(?:crime\s)?(?:rate|number|level|figure|total))?\s(?:in|of|among|across)\s(?:the\s)?(?:[\w’'-]+\s?){1,4}(?=[.,;:()]|$)"
)


def _of_rate(line: Line, k: int, measure: str) -> str:
    """`crimes rate` where a rate was told before it: the place is ranked by it."""
    last = line.last(k) or line.before
    is_rate = last is not None and last.unit == "rate_per_1000"
    return as_rate(measure) if is_rate else measure


def as_rate(measure: str) -> str:
    """`crime rate` of `crimes`."""
    return measure if "rate" in measure else f"{re.sub('crimes$', 'crime', measure)} rate"


def _is_told(line: Line, k: int) -> bool:
    """Whether "the second largest" is said of something: "is the", ", the"."""
    at = line.at[k] - 1
    if _PLACING & {line.word(i) for i in range(at - 4, at + 1)}:
        return True
    has_article = line.word(at) in ("the", "only")
    while line.word(at) in ("the", "only", "now", "still", "again"):
        at -= 1
    if line.word(at) == "and":
        is_of_rate = {"rate", "number", "level", "proportion", "share"} & {
            line.word(i) for i in range(line.at[k] + 2, line.at[k] + 4)
        }
        is_among = line.word(line.at[k] + 2) in ("in", "of", "nationally", "among")
        return not has_article or is_among or bool(is_of_rate)
    return at < 0 or line.word(at) in _LEADS


def _superlative(line: Line, at: int) -> str:
    return line.words(at, at + 2 if line.word(at) in ("most", "least") else at + 1)


def _ranked_for(line: Line, k: int, after: int) -> str:
    """What "fifth highest of the 12 districts for all crime" ranks: the phrase after `for`."""
    for at in range(after, len(line.tokens)):
        if line.word(at) in (".", ";", ",") or _is_next_rank(line, k, at):
            break
        if line.word(at) in ("for", "in"):
            begin = at + 1 + (line.word(at + 1) == "the")
            if line.word(begin) in ("terms", "numbers", "number", "volume", "rate", "rates"):
                return line.phrase(begin).removeprefix("terms of ")
        if line.word(at) == "for":
            return line.phrase(at + 1)
    return ""


def _is_next_rank(line: Line, k: int, at: int) -> bool:
    following = k + 1 < len(line.at) and line.numbers[k + 1].kind == "ordinal"
    return following and at >= line.at[k + 1] - 1


# "the borough slipped from ninth to thirteenth"
_MOVED_TO = (_LEADS - {",", "and", "("}) | MOVES.keys() | {"from", "to"}


def _subject(line: Line, k: int) -> str:
    """The subject of the rank, empty for a place or none: the district ranks in something."""
    verb = line.lead(k)
    while verb > 0 and line.word(verb - 1) in _MOVED_TO:
        verb -= 1
    words = re.sub(r"^.*\b(?:putt?|plac|mak|rank|leav|giv)(?:ing|es|e|s)\s", "", line.subject(verb))
    if (
        not words
        or words.lower().startswith("per ")
        or line.is_place(words)
        or words.lower() in ("it", "this", "we")
    ):
        return ""
    return words
