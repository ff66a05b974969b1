"""How numbers are printed, in figures and in words: fragments for VERBOSE patterns, and values."""

import re
from decimal import Decimal

DASH = r"[-\u2010-\u2015\u2212]"
MINUS = r"[-\u2010-\u2013\u2212]"

# 10,233 · 0.5 · 1962; never a piece of 1,2345
FIGURE = r"(?>[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"

# not within a word, a longer figure (1.2.3), a date, a time, or after a letter's hyphen (Covid-19)
BEFORE = rf"(?<![\w$€])(?<![$€]\s)(?<![0-9][.,:/])(?<![0-9A-Za-z]-)(?<![0-9]{DASH})"

# the same at the end; a footnote mark (1,204²) may follow, and -plus
SUPERSCRIPT = r"\u00b2\u00b3\u00b9\u2070-\u2079"
AFTER = rf"(?![^\W{SUPERSCRIPT}])(?![.,:/][0-9])(?!{DASH}[0-9])(?!-(?!plus\b)[A-Za-z])"

_UNITS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_MAGNITUDES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_NINE = "one|two|three|four|five|six|seven|eight|nine"

# five · thirty-two
SMALL_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{_NINE})\b)?|{'|'.join(reversed(_UNITS))})\b"
_MAGNITUDE = rf"(?:{'|'.join(_MAGNITUDES)})\b"

# a dozen · half a million · two hundred and fifty · five
WORDS = rf"""(?:
    (?:{SMALL_WORD}|half\s+an?|an?)\s+{_MAGNITUDE}
        (?:(?:\s+{_MAGNITUDE})|\s+and\s+{SMALL_WORD}|\s+{SMALL_WORD}\s+{_MAGNITUDE}){{0,4}}
  | {SMALL_WORD}
)"""

SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mil": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
MAX_DIGITS = 15

# a count, in figures or a short word
COUNT = rf"(?:{FIGURE}|{SMALL_WORD})"

# what follows a figure that looks like a year and is none: 2019 offences
COUNTED = r"""(?:offences|crimes|incidents|cases|reports|calls|visits|people|persons|victims
    |referrals|residents|pupils|students|children|adults|homes|households|vehicles|arrests|interventions
    |patrols|responses|attendees|contacts|sessions|searches|warnings|notices)"""

_WORD = re.compile(r"[a-z]+")


def figure(printed: str, scale: float = 1) -> float | None:
    """Value of a printed figure; None for more digits than a float holds or for none."""
    digits = printed.replace(",", "")
    if not digits or len(digits) > MAX_DIGITS:
        return None
    return float(Decimal(digits) * Decimal(str(scale)))


def words(printed: str) -> float:
    """Value of a number in words."""
    total, current = 0.0, 0.0
    for word in _WORD.findall(printed.lower()):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
        elif word == "half":
            current += 0.5
        elif word in _MAGNITUDES:
            current = (current or 1) * _MAGNITUDES[word]
            if _MAGNITUDES[word] >= 1_000:
                total, current = total + current, 0.0
    return total + current


def value_of(printed: str, scale: float = 1) -> float | None:
    """Value of a number in figures or words."""
    if printed[:1] in "0123456789":
        return figure(printed, scale)
    return words(printed) * scale
