"""Words of measures, breakdowns and places, made comparable over reports."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from schemas.codes import CATEGORIES, Partnership, partnerships

Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")
_PLURAL = re.compile(r"[^sui]s$")

# Say nothing of what is counted: "Number of recorded burglary offences" counts burglaries.
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "of",
        "the",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "per",
        "our",
        "all",
        "total",
        "overall",
    ]
)
_COUNTING = frozenset(
    ["number", "no", "count", "figure", "recorded", "reported", "police", "notifiable"]
)
_CRIMES = frozenset(("crime", "offence", "criminal"))
# "ASB incidents" is what ASB is always counted in; "domestic abuse incidents" is not its offences.
_OWN_NOUNS = {"asb": {"incident"}, "missing": {"episode", "incident"}, "road": {"casualty"}}
# Headings of a force's tables that stand above a crime type.
_GROUPS = (
    "top level",
    "victim based crime",
    "state based crime",
    "crime against society",
    "property",
    "property crime",
    "selected crime",
    "key crime type",
)

_CHANGE = frozenset(
    [
        "change",
        "diff",
        "difference",
        "pt",
        "variance",
        "movement",
        "increase",
        "decrease",
        "on",
        "vs",
    ]
)
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_RANGE = r"\s*(?:-|–|—|to|/|and)\s*"
_DATES = re.compile(
    rf"""(?<![\w])(?:
      \d{{1,2}}[/.]\d{{1,2}}[/.]\d\d(?:\d\d)?                    # 01/08/15
    | (?:fy\s*)?(?:19|20)\d\d(?:\s*[-–/]\s*{_YEAR})?             # 2017 · 2020/21
    | (?:fy\s*)?\d\d\s*[-–/]\s*\d\d(?=\W|$)                      # 22-23
    | (?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s*['’]?{_YEAR}   # Oct15 · 2 August 2023
    )(?![\w])""",
    re.VERBOSE | re.IGNORECASE,
)
_PERIOD_WORDS = re.compile(
    r"\b(?:rolling (?:12 months|year)|12 months|ytd|year (?:to|ending)|before|after|to date"
    r"|previous year|last year|this year|current year|financial year|calendar year)\b",
    re.IGNORECASE,
)
_SEASONS = {
    "quarter": re.compile(r"\b(?:q[1-4]|quarter [1-4]|(?:ends|starts) \w+)\b", re.IGNORECASE),
    "month": re.compile(rf"\b{_MONTH}\b", re.IGNORECASE),
    "half_year": re.compile(r"\b(?:h[12]|half)\b", re.IGNORECASE),
}
_PLACE_WORDS = "district borough city council area town the across in of within local our"
_OF_PLACES = frozenset([*_PLACE_WORDS.split(), "csp", "community", "safety", "partnership"])
_SPELLING = 85  # how like two spellings of a word are: `organisation`, `organization`
_OPPOSITE = re.compile(r"^(?:un|non|in|dis|mis|il|im|ir|fe|re|pre|post|sub)")


def words(text: str) -> Words:
    """The words of a text: lower case, singular, without punctuation."""
    plain = unicodedata.normalize("NFKC", text).replace("&", " and ").casefold()
    return tuple(map(_singular, _TOKEN.findall(_POSSESSIVE.sub("", plain))))


@cache
def _singular(word: str) -> str:
    if len(word) < 4 or not _PLURAL.search(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:ch|sh|ss|x)es$", word) else word[:-1]


@cache
def vocabulary(category: str) -> tuple[Words, ...]:
    """The phrases of a category and of those above it, the longest first."""
    parts = category.split(".")
    above = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
    codes = [CATEGORIES[code] for code in above if code in CATEGORIES]
    phrases = {
        words(phrase) for code in codes for phrase in (*code.phrases, *code.alone, code.label)
    }
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def measured(measure: str, category: str | None) -> Words:
    """What the words of a measure say beyond its category; all they say if it has none.

    Empty for *Number of burglary offences* under `theft.burglary`.
    """
    said = words(measure)
    if category is None:
        return tuple(word for word in said if word not in _SMALL | _COUNTING) or said
    left = _without(said, vocabulary(category))
    own = _OWN_NOUNS.get(category.partition(".")[0], set())
    return tuple(word for word in left if word not in _SMALL | _COUNTING | _CRIMES | own)


def broken_down(breakdown: str, measure: str, category: str | None, period_type: str) -> Words:
    """What a breakdown narrows: without dates, words of change, and what the measure says too.

    `Offences 2016`, `Offences # diff.` and `Offences % diff.` of *Burglary* all narrow nothing.
    """
    text = _PERIOD_WORDS.sub(" ", _DATES.sub(" ", breakdown))
    if season := _SEASONS.get(period_type):
        text = season.sub(" ", text)
    left = _without(words(text), _group_phrases())
    if category is not None:
        left = _without(left, vocabulary(category))
    told = set(words(measure)) | _SMALL | _COUNTING | _CRIMES | _CHANGE | {"before"}
    return tuple(dict.fromkeys(word for word in left if word not in told))


@cache
def _group_phrases() -> tuple[Words, ...]:
    return tuple(sorted(map(words, _GROUPS), key=lambda phrase: (-len(phrase), phrase)))


def _without(said: Words, phrases: Sequence[Words]) -> Words:
    """The words that are in none of the phrases."""
    return tuple(word for word in replaced(said, phrases, "·") if word != "·")


def replaced(said: Words, phrases: Sequence[Words], by: str) -> Words:
    """The words with one word for each phrase found, of which the longest are looked for first."""
    left, there = list(said), set(said)
    for phrase in phrases:
        if not phrase or not there.issuperset(phrase):
            continue
        n = len(phrase)
        for at in range(len(left) - n, -1, -1):
            if tuple(left[at : at + n]) == phrase:
                left[at : at + n] = [by]  # what stood round it does not become a phrase
    return tuple(left)


def same_meaning(one: Words, other: Words) -> bool:
    """Whether two wordings differ only in order and spelling, never in a number or an opposite."""
    left, right = sorted(set(one) - set(other)), sorted(set(other) - set(one))
    if len(left) != len(right):
        return False
    return all(_same_word(a, b) for a, b in zip(left, right, strict=True))


def _same_word(one: str, other: str) -> bool:
    if not one.isalpha() or not other.isalpha() or min(len(one), len(other)) < 5:
        return False
    if _OPPOSITE.sub("", one) == other or _OPPOSITE.sub("", other) == one:
        return False
    return one[0] == other[0] and fuzz.ratio(one, other) >= _SPELLING


@cache
def own_names(slug: str) -> frozenset[Words]:
    """Words for the partnership's own area, without *district*, *borough* and the like."""
    known: Partnership | None = next((p for p in partnerships() if p.slug == slug), None)
    names = [slug.replace("-", " ")]
    if known:
        names += [known.name, known.welsh_name, *known.area_names]
        names += known.districts if len(known.districts) == 1 else ()
    return frozenset(_place(name) for name in names if name)


def _place(text: str) -> Words:
    place = tuple(word for word in words(text) if word not in _OF_PLACES)
    return place if place == ("county",) else tuple(word for word in place if word != "county")


def place_of(geography: str, slug: str) -> Words:
    """A place's words, the same for *BASILDON* and *Basildon district*; empty for the own area.

    *The district* is the own area, *the county* is not.
    """
    place = _place(geography)
    return () if place in own_names(slug) else place


def without_place(said: Words, slug: str) -> Words:
    """Words of a measure or breakdown without the name of the partnership's own area."""
    names = tuple(sorted(own_names(slug), key=lambda name: (-len(name), name)))
    return _without(said, names)
