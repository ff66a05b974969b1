"""Forms of sentences that tell shares: one in ten, likelier than, named by, apart by, aged."""

import re

from extractors.lexicon import PREPOSITIONS, word_set
from extractors.measures import predicate_end
from extractors.numerals import Line, Reading
from extractors.parts import joined
from extractors.subjects import carried, opening_subject


def made(
    line: Line, k: int, measure: str, method: str, sure: float, whole: str = "", is_of: bool = False
) -> Reading | None:
    """The reading of a share, None where nothing says of what."""
    number = line.numbers[k]
    if not measure:
        return None
    return Reading(
        number.value,
        "percent",
        measure,
        f"statistics.{method}",
        sure,
        breakdown=whole or None if is_of else None,
        whole=whole,
        qualifier=number.qualifier,
        context=whole or carried(line, k),
    )


# "Women (57%) are less likely than men (79%) to feel safe"
_LIKELY = re.compile(r"\b(?:more|less|most|least|as)\slikely\b")
_LIKELY_TO = re.compile(r"\blikely\b[^;:]{0,80}?\bto\s(?P<said>[a-z][^.,;:()0-9]{2,60})")


def likely(line: Line, k: int) -> Reading | None:
    """The share of those who are likelier than others to do something."""
    if not line.in_brackets(k) or line.word(line.at[k] + 1) != ")":
        return None
    if not _LIKELY.search(line.text):
        return None
    at = line.lead(k) - 1
    start = line.clause_start(at)
    verbs = (i for i in range(start, at) if line.word(i) in ("than", "and", "are", "were", ","))
    start = max((i + 1 for i in verbs), default=start)
    said = _LIKELY_TO.search(line.text)
    who = line.words(start, at)
    words = said["said"].strip() if said else ""
    measure = f"{who} {words}".strip() if words else ""
    return made(line, k, measure, "share_likely", 0.8) if who else None


# "one offence in ten is reported" · "Noise is the subject of one complaint in eight"
def one_noun_in(line: Line, k: int) -> Reading | None:
    """A share in words with its noun inside."""
    words = line.numbers[k].text.split()
    if len(words) < 4 or words[0].lower() != "one" or "in" not in words[2:]:
        return None
    noun = " ".join(words[1 : words.index("in")])
    said = line.words(line.at[k] + 1, predicate_end(line.tokens, line.at[k] + 1))
    doer = "" if said else line.subject(line.lead(k))
    return made(line, k, f"{doer} {noun} {said}".strip(), "share_of", 0.85)


_NAMING = word_set("mentioned named cited raised chosen picked identified selected ticked given")


# "Litter was mentioned by 1 in 3" · "Crime is the top concern, named by 36%."
def mentioned(line: Line, k: int) -> Reading | None:
    """The share by whom something was named."""
    lead = line.lead(k)
    if line.word(lead - 1) != "by" or line.word(lead - 2) not in _NAMING or line.last(k):
        return None
    if line.kind(line.at[k] + 1) == "word" and line.word(line.at[k] + 1) not in PREPOSITIONS:
        return None
    words = line.subject(lead - 2) or opening_subject(line, lead)
    return made(line, k, words, "share_mentioned", 0.85)


_PARTING = word_set("in on at by from with via between within through outside inside under over")


# "Location: 44% in a dwelling, 23% on the street" · "68% were hurt by race and 14% by faith"
def split(line: Line, k: int) -> Reading | None:
    """A share told apart by a preposition, after a label or after another such share."""
    at, last = line.at[k] + 1, line.readings.get(k - 1)
    link = line.word(at)
    if link not in _PARTING or line.in_brackets(k) or line.kind(at + 1) != "word":
        return None
    said = line.words(at, predicate_end(line.tokens, at))
    said = re.split(r"\sand\s(?=[0-9])", said)[0]
    if line.is_place(said.partition(" ")[2]):
        return None
    if last and last.unit == "count" and not line.in_brackets(k - 1):
        if line.word(line.lead(k) - 1) not in (",", ":") or _points_back(line, at + 1):
            return None
        return made(line, k, f"{last.measure} {said}", "share_split", 0.75, last.measure)
    if last and last.method == "statistics.share_split":
        return made(line, k, f"{last.whole} {said}", "share_split", 0.8, last.whole)
    if last and last.unit == "percent" and f" {link} " in last.measure:
        words = last.measure.rpartition(f" {link} ")[0]
        return made(line, k, f"{words} {said}", "share_again", 0.8, last.whole)
    label = _LABEL.fullmatch(line.text, 0, line.numbers[k].start) if not k else None
    what = label["what"] if label else ""
    return made(line, k, f"{what} {said}", "share_split", 0.8, what) if what else None


def _points_back(line: Line, at: int) -> bool:
    """Whether what follows a preposition points at another time or place, not at a part."""
    return line.kind(at) == "period" or line.word(at) in ("total", "all", "comparison", "which")


_LABEL = re.compile(r"\W*(?P<what>[A-Z][^.:;()0-9]{2,40}):\s?")


# "71% aged over 55" · "18% under 25"
def aged(line: Line, k: int) -> Reading | None:
    """A share by age."""
    start, last = line.at[k] + 1, line.last(k)
    if line.kind(start) != "masked" or not line.word(start).startswith(("age", "under", "over")):
        return None
    words = joined(last.measure if last else "", line.words(start, start + 1))
    return made(line, k, words, "share_that", 0.8)
