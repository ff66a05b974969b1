"""Names: acronyms and what they stand for, and printed names made clean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.values.contacts import has_contact, without_contacts

__all__ = ["Acronym", "clean_name", "expand_acronyms", "has_contact", "without_contacts"]


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym that a text explains; start:end holds both."""

    start: int
    end: int
    text: str
    short: str
    full: str


_SHORT = r"[A-Z][A-Za-z0-9&/]{0,9}[A-Z0-9](?:[\u2019']?s)?"
# Anti-Social Behaviour (ASB)
_FULL_FIRST = re.compile(rf"\((?:the\s)?[\"'\u2018\u201c]?(?P<short>{_SHORT})[\"'\u2019\u201d]?\)")
# ASB (anti-social behaviour)
_SHORT_FIRST = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})\s\((?P<full>[A-Za-z][^()\n]{{3,120}})\)")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9\u2019']*|&")
_STOP = re.compile(r"[.;:!?()\[\]|]|\n\s*\n")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "to",
        "on",
        "a",
        "an",
        "at",
        "by",
        "with",
        "from",
        "or",
        "&",
        "as",
    ]
)
_REACH = 160

_BULLET = re.compile(
    r"""^[\s\u2022\u25cf\u25aa\u25a0\u25e6\u2023\u2043\u2013\u2014\uf0b7*>\u2713\u2714o\u00b7-]{1,6}(?=\s|[A-Z\u201c"'])
      | ^\s*\(?(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-z]|[ivx]{1,4})[.):]\s{0,3}(?=\D)
      | ^\s*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\s{1,3}(?=[A-Z])""",
    re.VERBOSE,
)
_CLOSING = " \t\n\u00a0.,;:-\u2013\u2014*\u2020\u2021\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076"


def expand_acronyms(text: str) -> list[Acronym]:
    """The acronyms that a text explains, in order: *Anti-Social Behaviour (ASB)*, or reversed."""
    found = [*_full_first(text), *_short_first(text)]
    return sorted(found, key=lambda one: one.start)


def _full_first(text: str) -> Iterator[Acronym]:
    for match in _FULL_FIRST.finditer(text):
        low = max(0, match.start() - _REACH)
        for stop in _STOP.finditer(text, low, match.start()):
            low = stop.end()
        words = list(_WORD.finditer(text, low, match.start()))
        letters = _letters(match["short"])
        first = _first_word([word[0] for word in words], letters)
        if first is not None:
            start = words[first].start()
            full = _squeezed(text[start : match.start()])
            short = match["short"]
            yield Acronym(start, match.end(), text[start : match.end()], short, full)


def _short_first(text: str) -> Iterator[Acronym]:
    for match in _SHORT_FIRST.finditer(text):
        words = _WORD.findall(match["full"])
        if words and words[0].lower() not in _SMALL and _spells(words, _letters(match["short"])):
            full = _squeezed(match["full"])
            yield Acronym(match.start(), match.end(), match[0], match["short"], full)


def _first_word(words: list[str], letters: str) -> int | None:
    """Where the words that the letters stand for begin: the nearest place to the end.

    A letter a word comes first: *Colchester City Council (CCC)* is no *City Council*.
    """
    starts = range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 5), -1)
    begin = [first for first in starts if words[first].lower() not in _SMALL]
    for spells in (_initials, _spells):
        found = next((first for first in begin if spells(words[first:], letters)), None)
        if found is not None:
            return found
    return None


def _initials(words: list[str], letters: str) -> bool:
    """Whether each letter is the initial of one word, small words left out."""
    initials = [word[0].lower() for word in words if word.lower() not in _SMALL]
    return "".join(initials) == letters


def _spells(words: list[str], letters: str) -> bool:
    """Whether the initials of the words, small words left out or not, are the letters.

    What follows a last small word may stand outside: *Commissioner for Essex (PFCC)*. The last
    word may give several letters: *Closed Circuit Television (CCTV)*.
    """
    at = {0}
    for index, word in enumerate(words):
        if word.lower() in _SMALL:
            if index and len(letters) in at:
                return True
            at |= {i + 1 for i in at if letters[i : i + 1] == word[0].lower()}
            continue
        here = {i for i in at if letters[i : i + 1] == word[0].lower()}
        if index == len(words) - 1:
            return any(_within(word.lower(), letters[i:]) for i in here)
        at = {i + 1 for i in here}
        if not at:
            return False
    return False


def _within(word: str, letters: str) -> bool:
    """Whether the letters stand in the word in order, the first at its start."""
    rest = iter(word)
    return word[:1] == letters[:1] and all(letter in rest for letter in letters)


def _letters(short: str) -> str:
    """The letters that stand for words, lower case, the plural s left out."""
    bare = re.sub(r"[\u2019']?s$", "", short)
    return re.sub(r"[^a-z0-9]", "", bare.lower())


def clean_name(text: str) -> str:
    """A name without bullet, number, closing punctuation and footnote marks, on one line."""
    name = _BULLET.sub("", _squeezed(text), count=1)
    return _squeezed(name.strip(_CLOSING))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
