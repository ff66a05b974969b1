"""Words to codes: the themes that a text names, and the crime category that a measure counts."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.language import Phrase, Phrases
from schemas.codes import CATEGORIES, THEMES, CodeList

_NOT_A_WORD = re.compile(r"[-‐-―−/\\()\[\]\"“”*•:>_]")
_FULL_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b)?")
_WORD = re.compile(r"[^\W\d_]+")
_IGNORED, _EXCLUDING = "ignored", "excluding"


class Words:
    """The phrases of a code list, found whatever their case, hyphens, plurals or quotes."""

    def __init__(self, codes: CodeList) -> None:
        """`codes`: the list whose words are looked for."""
        self._exact = {plain(word) for code in codes.values() for word in code.exact}
        self._any_case = {plain(w).lower() for c in codes.values() for w in c.words}
        self._any_case |= {plain(word).lower() for word in codes.excluding}
        self._alone = {plain(w).lower(): c.code for c in codes.values() for w in c.alone}
        vocabulary = [(code.code, code.phrases) for code in codes.values()]
        vocabulary += [(_IGNORED, codes.ignored), (_EXCLUDING, codes.excluding)]
        self._phrases = Phrases([(code, list(map(plain, words))) for code, words in vocabulary])

    def codes(self, text: str) -> list[str]:
        """The codes that the text names, in order of first mention, none twice."""
        text = plain(text)
        if code := self._alone.get(text.lower().strip(" .,;")):
            return [code]
        named = [phrase.code for phrase in self.spans(text)]
        return [] if _EXCLUDING in named else list(dict.fromkeys(named))

    def spans(self, text: str) -> list[Phrase]:
        """The phrases in a text that `plain` made, in order."""
        return [p for p in self._phrases.find(text) if self._counts(text[p.start : p.end])]

    def _counts(self, words: str) -> bool:
        """`Prevent duty` leads to extremism, `prevent duty` and ignored phrases to nothing."""
        return words in self._exact or words.lower() in self._any_case


@cache
def _words_of(name: str) -> Words:
    return Words({"themes": THEMES, "categories": CATEGORIES}[name])


# "domestic and sexual abuse" is of domestic abuse too, "youth and serious violence" of youth's
_SHARED_NOUN = re.compile(
    r"\b(?P<first>[\w-]+)\s+(?P<and>and|&)\s+(?P<second>[\w-]+)\s+"
    r"(?P<noun>abuse|violence|crimes?|offen[cd]\w+|exploitation|robbery|burglary|theft)\b",
    re.IGNORECASE,
)


def themes_of(text: str) -> list[str]:
    """Codes of the themes that the text names, in order of first mention."""
    return list(_themes_in(text))


@lru_cache(maxsize=8192)  # several rules ask it of the same words
def _themes_in(text: str) -> tuple[str, ...]:
    whole = _SHARED_NOUN.sub(r"\g<first> \g<noun> \g<and> \g<second> \g<noun>", text)
    return tuple(_words_of("themes").codes(whole))


_SMALL_WORDS = frozenset(
    ["a", "an", "and", "by", "for", "in", "of", "on", "or", "our", "the", "to", "with", "&"]
)


def is_theme_only(text: str) -> bool:
    """Whether a heading names a theme and nothing else: *Domestic Abuse (DA)*."""
    words = plain(text)
    for phrase in reversed(_words_of("themes").spans(words)):
        words = words[: phrase.start] + words[phrase.end :]
    left = [word for word in words.lower().split() if word not in _SMALL_WORDS and len(word) > 3]
    return not left


# What people think, and flags that any crime can have, say more than the crime's place in the tree.
_WINS = ("perception",)
_FLAGS = ("domestic_abuse", "hate_crime", "honour_based_abuse", "modern_slavery", "cse", "missing")
_YIELDS = ("all_crime", "population")


# "All crime (excl. Action (NFIB) Fraud)" · "Sexual offences (excluding rape)"
_WITHOUT = re.compile(
    r"\(\s*(?:excl\w*\.?|not including|without|less)\s[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE
)


@lru_cache(maxsize=8192)  # measures are said again
def category_of(text: str) -> str | None:
    """The category of what a measure counts; None for none or for two of different branches."""
    codes = _words_of("categories").codes(text)
    counted = _WITHOUT.sub(" ", text)  # what is left out is not counted
    if counted != text and set(without := _words_of("categories").codes(counted)) < set(codes):
        codes = without
    for rule in (_view, _flag, _specific):
        codes = rule(codes)
    return codes[0] if len(codes) == 1 else _parent(codes)


@lru_cache(maxsize=8192)
def may_have_category(text: str) -> bool:
    """Whether any words of the text lead to a category: some part of it may have one."""
    return bool(_words_of("categories").spans(plain(text)))


def _view(codes: list[str]) -> list[str]:
    """`residents who saw anti-social behaviour as a problem` counts views."""
    return [code for code in codes if code in _WINS] or codes


def _flag(codes: list[str]) -> list[str]:
    """`violent offences flagged domestic abuse` is domestic abuse."""
    return [code for code in codes if code in _FLAGS] or codes


def _specific(codes: list[str]) -> list[str]:
    """`Domestic burglary, all crime` is burglary; `Theft: bicycle theft` is bicycle theft."""
    strong = [code for code in codes if code not in _YIELDS] or codes
    return [code for code in strong if not any(other.startswith(f"{code}.") for other in strong)]


def _parent(codes: Sequence[str]) -> str | None:
    """`Burglary and vehicle crime` -> `theft`; `Robbery and burglary` -> None."""
    shared: list[str] = []
    for parts in zip(*(code.split(".") for code in codes), strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    parent = ".".join(shared)
    return parent if parent in CATEGORIES else None


def plain(text: str) -> str:
    """The text in the singular, without possessives, hyphens, brackets and full stops."""
    text = unicodedata.normalize("NFKC", text).replace("&", " and ")
    text = _POSSESSIVE.sub("", _FULL_STOP.sub(" ", _NOT_A_WORD.sub(" ", text)))
    return " ".join(_WORD.sub(lambda word: _singular(word[0]), text).split())


_ES = re.compile(r"(?:ch|sh|ss|x)es$")
_S = re.compile(r"[^sui]s$")


@lru_cache(maxsize=16384)
def _singular(word: str) -> str:
    if word.endswith("S") and word.isupper() and len(word) > 4:
        return word[:-3] + "Y" if word.endswith("IES") else word[:-1]
    if len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _ES.search(word):
        return word[:-2]
    return word[:-1] if _S.search(word) else word
