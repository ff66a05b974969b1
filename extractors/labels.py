"""What stands before a number as its label: before a colon, a dash, a bracket, at a line's end."""

import re

from extractors.changes import moved_thing
from extractors.lexicon import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    MOVES,
    PREPOSITIONS,
    SAYING,
)
from extractors.numerals import Line
from extractors.subjects import carried, resolve
from extractors.themes import category_of

_AMONG = re.compile(r"(?:among|amongst|for)\s(?!(?:the\s)?[A-Z])")  # "and among women just 46%"


def label(line: Line, k: int, end: int) -> str:
    """The words before a colon, dash or number, without what brackets there say."""
    start = line.clause_start(end)
    if line.word(end - 1) == ")":
        end = next((at for at in range(end - 1, -1, -1) if line.word(at) == "("), end)
        start = line.clause_start(end)
    for at in range(start, end - 1):
        start = at + 1 if line.word(at) == ":" else start
    while start < end and line.word(start) in ("and", "or", ","):
        start += 1
    if line.numbers[k].kind == "number":
        verbs = (at for at in range(start + 1, end) if line.word(at) in AUXILIARIES)
        end = next(verbs, end)
    words = line.words(start, end)
    if _AMONG.match(words) and line.last(k):
        return f"{carried(line, k)} {words}"
    if all(line.kind(at) == "period" for at in range(start, end)):
        words = ""
    if not any(letter.isalpha() for letter in words):
        return carried(line, k) if line.kind(end - 1) == "period" else ""
    return resolve(line, k, words) if end > start else ""


def is_label(line: Line, end: int) -> bool:
    """Whether a short line ends in its number: "Confidence in local policing 65%"."""
    last = line.word(end - 1)
    loose = DETERMINERS | PREPOSITIONS | AUXILIARIES | ADVERBS | {"and", "or", ","}
    is_said = last in SAYING or last in MOVES or last in loose
    return 0 < end - line.clause_start(end) <= 20 and not is_said


# "concerns were speeding (54%), drug dealing (38%) and littering (33%)"
def _listed(line: Line, k: int, lead: int) -> str:
    """The item of a list that a bracket stands behind."""
    if not k and lead < 3:
        return ""
    start = line.clause_start(lead - 1)
    while start < lead - 1 and (line.kind(start) == "mark" or line.word(start) in ("and", "or")):
        start += 1
    if k + 1 < len(line.numbers) and line.in_brackets(k + 1) and not line.readings:
        verbs = [at for at in range(start, lead - 1) if line.word(at) in AUXILIARIES]
        return line.words(verbs[-1] + 1, lead - 1) if verbs else ""
    if line.word(start) == "followed" and line.word(start + 1) in ("closely", "by"):
        start += 2 + (line.word(start + 1) == "closely")
    words = [line.word(at) for at in range(start, lead - 1)]
    is_list = k > 0 and line.in_brackets(k - 1) and start > line.at[k - 1] + 2
    names = line.words(start, lead - 1).split()
    if names and all(word[:1].isupper() for word in names) and not category_of(" ".join(names)):
        return ""
    has_change = any(word in MOVES or word in PREPOSITIONS for word in words)
    if not is_list or not words or has_change or line.kind(lead - 2) == "period":
        return ""
    return line.words(start, lead - 1)


# "Concern was highest in Harwick (52%) and Moor End (49%)"
_HIGHEST = re.compile(
    r"\b(?:was|were|is|are|remains?|remained)\s(?:the\s)?(?:[a-z]{3,}est|most\s\w+|least\s\w+"
    r"|at\sits\s(?:[a-z]{3,}est|peak))\s(?:in|among|amongst|at|for|on|between|during)\s[^.;()]*\($"
)


# "was at its highest in May (41) and at its lowest in January (12)"
_AND_LOWEST = re.compile(
    r"\band\s(?:at\sits\s)?[a-z]{3,}est\s(?:in|on|between|during)\s[^.;()]*\($"
)
# "Criminal damage: no change (902)"
_UNMOVED = re.compile(r"(?:no|little)\schange", re.IGNORECASE)
_DIRECTED = re.compile(r"(?:down|up)\b")  # "Violence is down on last year (648 against 671)"


def before_bracket(line: Line, k: int, lead: int) -> str:
    """What a number in brackets is of: the item, noun or subject that stands before them."""
    if extreme := _of_extreme(line, k):
        return extreme
    own = _listed(line, k, lead)
    if own and not _DIRECTED.match(own):
        return resolve(line, k, own)
    if line.last(k):
        return carried(line, k)
    own = own or line.noun_before(lead - 1)
    if _DIRECTED.match(own) and (moved := moved_outside(line, k)):
        return moved
    if _UNMOVED.fullmatch(own):
        return label(line, k, lead - 2 - len(own.split()))
    after = line.at[k] + 2
    is_subject = line.word(after - 1) == ")" and line.word(after) in AUXILIARIES
    own = "" if is_subject else own
    own = own or line.subject(lead - 1)
    return resolve(line, k, own) if own else carried(line, k)


def _of_extreme(line: Line, k: int) -> str:
    """What was highest in one place or month and lowest in another."""
    if highest := _HIGHEST.search(line.text, 0, line.numbers[k].start):
        verb = next((i for i, token in enumerate(line.tokens) if token.start == highest.start()), 0)
        return resolve(line, k, line.subject(verb))
    first = line.readings[min(line.readings)] if line.readings else None
    is_other = _AND_LOWEST.search(line.text, 0, line.numbers[k].start) is not None
    return first.measure if first and is_other else ""


def moved_outside(line: Line, k: int) -> str:
    """What "Complaints have halved (from 94 to 43)" tells of, before the bracket."""
    verb = line.move(0, line.lead(k))
    return moved_thing(line, k, verb, line.lead(k)) if verb and not line.readings else ""
