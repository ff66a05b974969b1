"""The rule for numbers that go on with those of other periods and places, their words left out."""

import re
from dataclasses import replace

from extractors.counts import counted
from extractors.measures import is_general
from extractors.numerals import Line, Reading

# "7,905 in 2017/18, 7,120 in 2018/19" · "118 burglaries and Moor End 104" · "(last year 9.4%)"
_NEXT = re.compile(
    r"(?:^|[,;(]|\b(?:and|while|whilst|but))\s?(?:(?:in|for|at|across|during|then|the)\s){0,2}[#@]"
    r"(?:\s(?:had|has|at|with|was|saw|recorded|only|just|:|,)){0,2}(?:\s\()?$"
)
# "7,905 in 2017/18, 7,120 in" · "87 thefts in Ashford and 40 in": each with its own behind it
_BEHIND = re.compile(
    r"^(?:(?:[\w’'-]+\s){0,5}(?:in|during|for|at|across)\s[#@]|@)\s?(?:,|and|, and|then)?$"
)
_OWN = re.compile(r"(?:in|during|for|at|across)\s(?:the\ssame\s\w+\s(?:of|in)\s)?[#@]|@")
# "48 in 2022/23 (55 the year before)"
_YEAR_BEFORE = re.compile(
    r"\s?(?:in\s)?(?:the\s(?:previous\s(?:year|quarter|period)|(?:year|quarter)\sbefore|prior\syear)"
    r"|an?\s(?:year|quarter)\s(?:earlier|before)|last\s(?:year|quarter|time)|previously)\s?[).;,]"
)


def series(line: Line, k: int) -> Reading | None:
    """A number that goes on with those of other periods or places, its words left out."""
    number, last = line.numbers[k], line.readings.get(k - 1)
    is_kind = last is not None and number.kind == line.numbers[k - 1].kind
    if last is None or not is_kind or last.unit == "rank" or number.signed:
        return None
    own = counted(line, k) if number.kind == "number" else line.phrase(line.at[k] + 1)
    if own and not is_general(own):
        return None
    between = _signs(line, line.at[k - 1] + 1, line.at[k])
    is_next = _NEXT.search(between) is not None
    follows = _OWN.match(_signs(line, line.at[k] + 1, line.at[k] + 7))
    is_next = is_next or (_BEHIND.match(between) is not None and follows is not None)
    is_before = between.endswith("(") and _YEAR_BEFORE.match(line.text, number.end) is not None
    if not (is_next or is_before):
        return None
    return replace(last, value=number.value, qualifier=number.qualifier, is_before=is_before)


def _signs(line: Line, start: int, end: int) -> str:
    """The words of a slice of the tokens, `@` for each period and `#` for each place."""
    signs: list[str] = []
    for token in line.tokens[start:end]:
        is_place = any(p.start <= token.start < p.end for p in line.places)
        sign = "@" if token.kind == "period" else "#" if is_place else token.lower
        if sign != "#" or signs[-1:] != ["#"]:
            signs.append(sign)
    return re.sub(r"\b(?:last|(?:the\s)?previous)\s(?:year|quarter)$", "@", " ".join(signs))
