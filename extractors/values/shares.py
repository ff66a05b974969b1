"""Numbers that are shares and ranks in words: a third, one in ten, second, three times the."""

import re
from collections.abc import Callable, Iterator

from extractors.values.figures import AFTER, BEFORE, SMALL_WORD, value_of
from extractors.values.qualifiers import qualifier
from extractors.values.quantities import NUMBER, Kind, Number

_RANKS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
RANK_WORD = "|".join(_RANKS)
_PARTS = {"half": 2, "quarter": 4} | {word: n for n, word in enumerate(_RANKS, 1) if n > 2}
_PART = "|".join(word for word in _PARTS if word != "half")

# what may follow `a third` where it is a share: no noun
_FOLLOWS = r"""(?=\s(?:of|since|in|on|compared|fewer|less|more|lower|higher|to|are|were|is|was|have
    |has|had|said|say|felt|feel|over|between|from|by|all|that|who|during|than|and|but|last|this|do
    |did|came|took|report|reported|rise|fall|increase|decrease|reduction|drop)\b|\s?[^\w\s-]|\s*+$)"""
# a third of · by a third · two thirds · three-quarters · half of · 1/3 · ½
_FRACTION = re.compile(
    rf"""{BEFORE}(?:
        (?:an?|one)[\s-](?P<one>{_PART})\b{_FOLLOWS}
      | (?P<many>two|three|four|five|six|seven|eight|nine)[\s-](?P<parts>{_PART})s\b
      | (?:an?\s|one\s)?half\b(?![-/])
          (?!\s(?:an?|day|terms?|hour|year|way|price|time|past|million|mile|marathon|board|yearly)\b)
      | (?P<above>[1-9])/(?P<below>[2-9]|10)(?![\w/%])(?!\.[0-9])
      | (?P<sign>[½⅓⅔¼¾⅕])(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_HALF_LEAD = re.compile(r"\b(?:first|second|latter|other|last|next|this)\s$", re.IGNORECASE)
_SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5)}
_SMALL = rf"(?:[0-9]{{1,2}}|{SMALL_WORD})"
# 1 in 3 · one in ten · 8 out of 10 · one knife crime in ten · for every ten of them seven
_ONE_IN = re.compile(
    rf"""{BEFORE}(?P<above>{_SMALL})(?:-in-|\sin\s(?:every\s)?|\sout\sof\s(?:every\s)?)
        (?P<below>1,?000|[0-9]{{1,3}}|a\shundred|{SMALL_WORD}){AFTER}(?!\s?%)
      | {BEFORE}(?P<one>one)\s(?:[a-z]{{3,15}}\s){{1,3}}in\s(?:every\s)?
        (?P<of>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)\b
        (?!\s(?!is\b|was\b|has\b|takes\b|does\b|goes\b|comes\b|involves\b|results\b|leads\b)[a-z]+s\b)
      | \b(?:for|of)\severy\s(?P<ten>ten|hundred|10|100)\s(?:of\sthem|[a-z]{{3,15}}),?\s
        (?P<few>{_SMALL}){AFTER}
        (?=\s(?:had|have|has|were|was|are|is|said|felt|did|do|went|came|took|no)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
# 8 out of 10 is a share, 7 out of 12 districts are two counts
_ROUND = (3, 4, 5, 6, 8, 10, 20, 100)

# 2nd · 4 th · fifth · third highest
_ORDINAL = re.compile(
    rf"""{BEFORE}(?:(?P<figure>[0-9]{{1,4}})(?:\s?(?-i:st|nd|rd|th)|ST|ND|RD|TH)|(?P<word>{RANK_WORD}))(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)
# rank 4 · ranked 5 of 12
_RANK = re.compile(
    r"\brank(?:ed)?\s(?P<figure>[0-9]{1,3})\b(?!\s?%)(?![.,][0-9])|\branks\s(?P<ranks>[0-9]{1,3})\b",
    re.IGNORECASE,
)
# three times the national average · 2.5 times higher · threefold · twice as many
_MULTIPLE = re.compile(
    rf"""{BEFORE}(?:
        (?P<number>{NUMBER})\stimes(?=\s(?:the|as|more|that|higher|greater|larger|lower|those|what
            |its|their|likelier)\b)
      | (?P<fold>{NUMBER})[\s-]?fold\b
      | (?P<word>two|three|four|five|six|seven|eight|nine|ten)fold\b
      | (?P<twice>twice)(?=\s(?:the|as|that)\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def shares(text: str) -> Iterator[Number]:
    """Every share, rank and multiple, overlapping."""
    readers: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Number | None]], ...] = (
        (_FRACTION, _fraction),
        (_ONE_IN, _one_in),
        (_ORDINAL, _ordinal),
        (_RANK, _rank),
        (_MULTIPLE, _multiple),
    )
    for pattern, read in readers:
        for match in pattern.finditer(text):
            if number := read(text, match):
                yield number


def _fraction(text: str, match: re.Match[str]) -> Number | None:
    if match["sign"]:
        above, below = _SIGNS[match["sign"]]
    elif match["above"]:
        above, below = int(match["above"]), int(match["below"])
    elif match["many"]:
        if match[0].lower() == "two quarters":  # of a year, as a rule
            return None
        above, below = int(value_of(match["many"]) or 0), _PARTS[match["parts"].lower()]
    else:
        above, below = 1, _PARTS[(match["one"] or "half").lower()]
    if _HALF_LEAD.search(text, max(0, match.start() - 12), match.start()):
        return None
    return _share(text, match, above, below)


def _one_in(text: str, match: re.Match[str]) -> Number | None:
    printed = match["of"] or match["below"] or match["ten"]
    below = 100 if printed in ("hundred", "a hundred") else int(value_of(printed) or 0)
    above = int(value_of(match["above"] or match["few"] or "one") or 0)
    is_share = above == 1 or match["ten"] is not None or below in _ROUND
    return _share(text, match, above, below) if is_share and below > 1 else None


def _share(text: str, match: re.Match[str], above: int, below: int) -> Number | None:
    if not 0 < above < below:
        return None
    start, end = match.span()
    says = qualifier(text, start, end, default="approx")
    return Number(start, end, match[0], round(100 * above / below, 2), "fraction", says)


def _ordinal(text: str, match: re.Match[str]) -> Number | None:
    word = match["word"]
    value = _RANKS.index(word.lower()) + 1 if word else int(match["figure"])
    return _plain(text, match.start(), match.end(), value, "ordinal")


def _rank(text: str, match: re.Match[str]) -> Number | None:
    group = "figure" if match["figure"] else "ranks"
    return _plain(text, match.start(group), match.end(group), int(match[group]), "ordinal")


def _multiple(text: str, match: re.Match[str]) -> Number | None:
    printed = match["number"] or match["fold"] or match["word"]
    value = value_of(printed) if printed else 2.0
    if value is None:
        return None
    return _plain(text, match.start(), match.end(), value, "multiple")


def _plain(text: str, start: int, end: int, value: float, kind: Kind) -> Number:
    is_word = not text[start].isdigit()
    says = qualifier(text, start, end)
    return Number(start, end, text[start:end], float(value), kind, says, is_word=is_word)
