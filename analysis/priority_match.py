"""How like two wordings of a priority are, and which of one period go on in the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.wording import Words, replaced, words
from schemas.codes import THEMES

Sure = Literal["certain", "probable", "possible"]
Link = tuple[int, int, float]
"""Place in the earlier list, place in the later list, likeness."""

PROBABLE = 75
_POSSIBLE = 55  # found on invented lists: lower links what shares a theme only
_WORDS, _THEMES = 0.6, 0.4  # share of each in the likeness
_SMALL_WORDS = "a an and of the for in on at to by with from our we will within across through"
_AIM_WORDS = (
    "reduce reducing tackle tackling improve improving promote promoting increase increasing"
    " protect protecting prevent preventing prevention address addressing support supporting ensure"
    " drive down crack keep make making safe safer focus effective continue work working deliver"
    " priority priorities community local people partnership district borough city"
)
_SMALL, _AIMS = frozenset(_SMALL_WORDS.split()), frozenset(_AIM_WORDS.split())
# Themes so broad that a shared one says little.
_BROAD = frozenset(
    ("vulnerability", "public_confidence", "community_engagement", "partnership_working", "other")
)


@dataclass(frozen=True)
class Said:
    """What a priority says."""

    all_words: frozenset[str]
    telling: frozenset[str]
    """Words that are no mere aims; those of a theme are its code: *ASB* is `#asb`."""
    themes: frozenset[str]

    def likeness(self, other: "Said") -> float:
        """0 to 100: 100 for the same words, else from the telling words and themes they share."""
        if self.all_words == other.all_words:
            return 100.0
        shared = _WORDS * _overlap(self.telling, other.telling)
        shared += _THEMES * _overlap(self.themes, other.themes)
        return min(100 * shared, 99.0)


def said_of(text: str, themes: Sequence[str]) -> Said:
    """What the text of a priority says, given its theme codes."""
    said = words(text)
    plain = frozenset(word for word in said if word not in _SMALL) or frozenset(said)
    for theme in sorted(set(themes) - _BROAD):
        said = replaced(said, _phrases(theme), f"#{theme}")
    telling = frozenset(word for word in said if word not in _SMALL | _AIMS)
    return Said(plain, telling or plain, frozenset(themes))


@cache
def _phrases(theme: str) -> tuple[Words, ...]:
    phrases = {words(phrase) for phrase in THEMES[theme].phrases}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Half way between what is shared of both and of the smaller."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return shared / (len(one) + len(other)) + shared / min(len(one), len(other)) / 2


def link(old: Sequence[Said], new: Sequence[Said]) -> list[Link]:
    """Which of the earlier priorities go on in which of the later ones.

    The same words are one priority and nothing else. Of the others each goes to the one most like
    it, seen from either end: so one may go on in two (split) and two in one (merged).
    """
    same = [(a, b, 100.0) for a, s in enumerate(old) for b, t in enumerate(new) if _same(s, t)]
    gone, come = {a for a, _, _ in same}, {b for _, b, _ in same}
    likely = [
        (a, b, old[a].likeness(new[b]))
        for a in range(len(old))
        for b in range(len(new))
        if a not in gone and b not in come
    ]
    likely = [one for one in likely if one[2] >= _POSSIBLE]
    ranked = sorted(likely, key=lambda one: (-one[2], one[0], one[1]))
    best_of_old = {a: (a, b, s) for a, b, s in reversed(ranked)}
    best_of_new = {b: (a, b, s) for a, b, s in reversed(ranked)}
    return sorted({*same, *best_of_old.values(), *best_of_new.values()})


def _same(one: Said, other: Said) -> bool:
    return one.all_words == other.all_words
