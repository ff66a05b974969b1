"""The words beside a number that say whether it is exact."""

import re
from typing import Literal

Qualifier = Literal["exact", "approx", "at_least", "at_most"]

_REACH = 48

# "handed over 415 alarms" says nothing
# more than 600 · at least £6 · a minimum of 30; "29% more than 3,194" compares and says nothing
_AT_LEAST = r"""
    (?<![0-9%]\s)(?<!cent\s)(?<!times\s)(?<!points\s)more\s+than
  | (?<!handed\s)(?<!hand\s)(?<!took\s)(?<!taken\s)(?<!carried\s)(?<!turned\s)
    (?:well\s+|just\s+)?over
  | at\s+least | in\s+excess\s+of | upwards\s+of | (?:an?\s+)?minimum(?:\s+of)?
  | not?\s+(?:fewer|less)\s+than | exceeding | greater\s+than | above | [>≥]
"""
# up to £500 · fewer than 5; "signed up to 3 schemes" says nothing
_AT_MOST = r"""
    (?<!signed\s)(?<!sign\s)(?<!signing\s)(?<!set\s)(?<!lead\s)(?<!run\s)up\s+to
  | (?<![0-9%]\s)(?<!cent\s)(?<!points\s)(?:less|fewer)\s+than | not?\s+more\s+than
  | at\s+most | (?:an?\s+)?maximum(?:\s+of)? | (?<!just\s)under | below | [<≤]
"""
# about £164 million · nearly 10% · c.500 · in the region of £45,000
_APPROX = r"""
    about | around | approximately | approx\.? | circa | c(?:a|irc)?\.? | roughly | some | nearly
  | almost | close\s+to | just\s+under | (?:an?\s+)?estimated(?:\s+(?:at|to\s+be))?
  | in\s+the\s+(?:region|order)\s+of | [~≈]
"""
_BEFORE = re.compile(
    rf"""(?<![\w-])(?:
        (?P<at_least>{_AT_LEAST})
      | (?P<at_most>{_AT_MOST})
      | (?P<approx>{_APPROX})
    )\s*[*_"'\u2018\u201c(]{{0,3}}(?:(?<!\bbelow\s)(?<!\babove\s)(?<!\bunder\s)(?<!\bover\s)the\s+|an?\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# 100+ · 600 or more · 20 or so
_AFTER = re.compile(
    r"""[*_]{0,2}(?:
        (?P<at_least>\+(?!\s?[0-9£])|(?:-|\s)plus\b(?!\s?[0-9£])
            |\s{1,2}(?:or|and)\s+(?:more|above|over|higher)\b)
      | (?P<at_most>\s{1,2}or\s+(?:fewer|less|under|below)\b)
      | (?P<approx>\s{1,2}or\s+so\b|\s{1,2}\(?approx(?:imately|\.)?(?!\w))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMES: tuple[Literal["at_least", "at_most", "approx"], ...] = ("at_least", "at_most", "approx")


def qualifier(text: str, start: int, end: int, default: Qualifier = "exact") -> Qualifier:
    """What the words just before or after text[start:end] say of the number there."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    found = before or _AFTER.match(text, end)
    if found is None:
        return default
    return next((name for name in _NAMES if found[name]), default)
