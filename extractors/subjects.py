"""What a number is of when its own words do not say: subjects, labels, what was told before."""

import re

from extractors.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CHANGE_ADJECTIVES,
    DETERMINERS,
    GENERAL,
    MOVES,
    word_set,
)
from extractors.measures import is_general, is_plural, is_verb
from extractors.numerals import Line, Reading
from extractors.themes import category_of

# "Violence saw a 22% increase in reports": the reports are those of its subject
_HAVING = word_set(
    "saw seen see sees seeing had has have having recorded recording show shows showed shown "
    "showing experienced experiencing with reported registered represent represents represented "
    "representing mark marks marked"
)
_EMPTY = word_set(
    "it this that these those they them he she which there we both here increase decrease "
    "reduction fall rise drop total totals change number numbers figure figures rate rates "
    "one level levels result results there data and proportion two three four six seven eight "
    "target targets aim goal"
)


def carried(line: Line, k: int) -> str:
    """What the numbers before were of: in the sentence, in the one before, else its heading."""
    last = line.last(k) or line.before
    return _measure(last) if last else line.topic or line.heading


def _measure(reading: Reading) -> str:
    return reading.whole if reading.unit == "rank" and reading.whole else reading.measure


def resolve(line: Line, k: int, words: str) -> str:
    """A measure in full: carried where it is no more than a pronoun, a place or a general word.

    `offences` after "Robbery rose by 36.8%" is `Robbery offences`.
    """
    lower = words.lower()
    if is_vague(line, words):
        if not line.last(k) and (opened := opened_with(line, k)):
            return opened
        if lower in _PRONOUNS | {"total"} and line.about and not line.last(k):
            return _measure(line.about)
        return carried(line, k)
    last = line.last(k)
    is_only_said = last is not None and last.method == "statistics.part_of" and not last.whole
    if not is_general(words) or is_only_said:
        return words
    known = _measure(last) if last else _known(line)
    if last and last.whole and last.unit != "rank":
        known = last.whole
    known = _specific(known)
    if not known:
        return words
    return known if lower in known.lower() else f"{known} {words}"


def of_whole(line: Line, k: int, words: str) -> str:
    """What a rate or rank is of that only points back: the whole of what was told by parts."""
    last = line.before
    is_back = last is not None and not line.last(k) and words == last.measure
    return last.whole if is_back and last and last.whole and last.unit == "count" else words


def is_vague(line: Line, words: str) -> bool:
    """Whether words say of nothing what is counted: none, a pronoun, a place, "the figure"."""
    lower = words.lower()
    return (
        not words
        or lower in _EMPTY
        or lower.startswith("per ")
        or _TOTAL.search(lower) is not None
        or _SUPERLATIVE.fullmatch(lower) is not None
        or _FIGURE.fullmatch(lower) is not None
        or lower.rpartition(" ")[2] in _PRONOUNS
        or _is_figure_of_place(line, words)
        or line.is_place(words)
    )


# "the final figure was" · "the latter down" · "the same quarter had" · "which makes a rise of"
_FIGURE = re.compile(
    r"""(?:taken\stogether\s)?(?:(?:district|borough|county|city|town|area|force|region|partnership)['’]s\s)?
    (?:(?:the|a|an|its|their|our|this|that|whose|which)\s)?
    (?:(?:district|borough|county|city|force|region|partnership|national|regional)\s)?
    (?:(?:final|latest|last|year-end|overall|equivalent|comparable|corresponding|national|regional|local|joint
      |combined|same|average|mean|largest|biggest|highest|lowest|most\srecent|previous)\s){0,2}
    (?:latter|former|figures?|averages?|totals?|results?|answers?|quarters?|parts?|months?|years?
      |positions?|outturns?|periods?|rates?|levels?|proportions?|shares?|percentages?|numbers?|counts?)
    |(?:which|whose|who)\b.*|(?:the\s)?[a-z]{3,}est|(?:a\s)?view\sto\s.+""",
    re.VERBOSE,
)
# "Shop theft is the outlier: it rose by 30%" · "Burglary tells two stories: a fall of 5% in"
_PARTS = word_set(": ; – — it they")


def opened_with(line: Line, k: int) -> str:
    """What the clause before this one in its sentence is about."""
    parted = [at for at in range(line.at[k]) if line.word(at) in _PARTS]
    words = opening_subject(line, parted[-1]) if parted else ""
    if not words or is_vague(line, words) or is_general(words):
        return ""
    is_thing = category_of(words) is not None or any(map(is_plural, words.split()[-1:]))
    return words if is_thing and len(words.split()) <= 6 else ""


def opening_subject(line: Line, end: int) -> str:
    """The subject of the first verb before a token."""
    for at in range(1, end):
        token = line.tokens[at]
        is_finite = token.lower in AUXILIARIES or token.lower in MOVES
        has_head = is_plural(line.tokens[at - 1].text)
        if token.is_word and (is_finite or is_verb(token, after_head=has_head)):
            return line.subject(at)
    return ""


# "Ten pubs signed up, taking the total to 44"
_TOTAL = re.compile(r"^(?:taking|bringing)\sthe\s(?:\w+\s)?(?:total|number)\b")
# "had the highest number (114)" · "(year to date 3,120)"
_SUPERLATIVE = re.compile(
    r"(?:the\s)?(?:(?:second|third|fourth)\s)?(?:highest|lowest|largest|greatest|fewest|smallest|most)"
    r"(?:\s(?:number|rate|volume|level|proportion|figure|total|share|percentage)s?)?"
    r"|(?:the\s)?(?:year|quarter)\sto\sdate|to\sdate|ytd"
)
# "the figure for Harwick was 71% and for Moor End 52%"
_FIGURE_OF = re.compile(
    r"(?:(?:equivalent|comparable|corresponding|national|regional|average)\s)?"
    r"(?:(?:figure|rate|average|number|total|level|proportion|percentage|share)s?\s)?"
    r"(?:for|in|across)\s(?:the\s)?(?P<where>.+)"
)
_NAMES = re.compile(r"(?:[A-Z][\w’'-]+(?:\s(?:and|of|the|upon|on))?\s?)+")


def _is_figure_of_place(line: Line, words: str) -> bool:
    """Whether words say of a number no more than of which place it is."""
    found = _FIGURE_OF.fullmatch(words)
    if found is None:
        place, _, last = words.rpartition(" ")
        return last in ("figure", "average") and bool(place) and line.is_place(place)
    is_name = _NAMES.fullmatch(found["where"]) and category_of(found["where"]) is None
    return bool(is_name) or line.is_place(found["where"])


# "Those who worry about burglary went down from 27% to 22%"
_PRONOUNS = word_set("it this that these those they")


# "Domestic Abuse (DA) incidents" before "2290 investigations" -> "Domestic Abuse"
def _specific(words: str) -> str:
    parts = words.split()
    while parts and (parts[-1].lower() in GENERAL or parts[-1].startswith("(")):
        parts = parts[:-1]
    return " ".join(parts)


def _known(line: Line) -> str:
    """The crime that the sentence before, or a short heading, is about."""
    if line.topic:
        return line.topic
    if line.before and line.before.is_crime:
        return line.before.measure
    return line.heading if len(line.heading.split()) <= 5 else ""


def of_subject(line: Line, k: int, words: str, at: int) -> str:
    """A general word with the subject of the verb of having before a token."""
    subject = haver(line, at)
    is_vague = not is_general(words) and category_of(words) is None and category_of(subject)
    if not (is_general(words) or is_vague):
        return words
    if subject and not line.is_place(subject):
        return subject if words.lower() in subject.lower() else f"{subject} {words}"
    return resolve(line, k, words)


def haver(line: Line, at: int) -> str:
    """The subject of "X saw an", "X has seen a" or "with an" before a token."""
    verb = at - 1
    while verb > 0 and line.word(verb) in DETERMINERS | CHANGE_ADJECTIVES | ADVERBS:
        verb -= 1
    if line.word(verb) in _HAVING:
        return line.subject(verb)
    if line.word(verb) in (",", "–", "-", "(", "and", ";", ":", "there") or verb <= 0:
        return ""
    return line.subject(verb + 1)


def labelled(line: Line, k: int) -> str:
    """What stands before a number as its label."""
    lead = line.lead(k)
    words = line.words(line.clause_start(lead), lead)
    return resolve(line, k, words)


_VERB = re.compile(
    r"\s(?:(?:has|have|had|also)\s)*(?:rose|risen|fell|fallen|increased|decreased|reduced|dropped|declined"
    r"|grew|were|was|are|saw|stood|went|changed|at)\b"
)


# "Robbery, arson and public order rose by 22%, 19% and 35% respectively"
def in_turn(line: Line) -> dict[int, str]:
    """The measures of numbers that are told `respectively` after as many subjects."""
    end = line.text.lower().find("respectively")
    numbers = [k for k in line.readings if line.numbers[k].end <= end]
    if len(numbers) < 2:
        return {}
    opening = line.text[: line.numbers[numbers[0]].start]
    verb = _VERB.search(opening)
    clause = re.split(r"[;:]\s|\bthat\s", opening[: verb.start()])[-1] if verb else ""
    names = [name.strip() for name in re.split(r",\s(?:and\s)?|\sand\s", clause) if name.strip()]
    return dict(zip(numbers, names, strict=True)) if len(names) == len(numbers) else {}
