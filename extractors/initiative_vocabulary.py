"""Names of schemes known in the whole country, and the words that show a name to be a scheme's."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

CAPITAL = r"(?:[A-Z][\w’'&+-]*|&)"
SMALL = r"(?:of|for|a|the|and|to|in|on|your|it|with|at|we|our|my|is|not|out|or|up)"
NAME = rf"{CAPITAL}(?:(?!\s+and\s+the\s)(?:\s+{SMALL})*\s+{CAPITAL})*"
_QUOTED = r"[‘'“\"](?P<quoted>[A-Z#][^‘’'“”\"\n]{1,60}(?:[’'](?=[a-z])[^‘’'“”\"\n]{1,60})?)[’'”\"]"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Patterns of `schemas/data/schemes.toml`, and its lists of what is no initiative."""

    known: re.Pattern[str]
    headings: re.Pattern[str]
    headed: re.Pattern[str]
    quoted: re.Pattern[str]
    funds: re.Pattern[str]
    volunteers: frozenset[str]
    none: frozenset[str]
    no_ends: frozenset[str]
    no_begins: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of initiatives, read once."""
    data = tomllib.loads((files("schemas.data") / "schemes.toml").read_text("utf-8"))
    heads, small = _any_of(data["heads"]), _any_of(data["small_heads"])
    quoted = _any_of([*data["heads"], *data["small_heads"], *data["quoted_heads"]])
    acronym = r"(?:\s+\([A-Z]{2,6}\))?"
    listed = _any_of([*data["known"], *data["known_headings"]])
    return Vocabulary(
        known=re.compile(rf"(?<![\w,’'])(?<!, ){_any_of(data['known'])}(?!\w)(?:\s+Round\s+\w+)?"),
        headings=re.compile(rf"{listed}(?:\s+(?:and|&)\s+{listed})?"),
        headed=re.compile(
            rf"(?<![\w&/])(?P<name>{NAME}{acronym}\s+(?:{heads}|(?P<small>{small})))(?!\w)"
        ),
        quoted=re.compile(rf"(?<!\w){_QUOTED}(?:\s+(?:\w+\s+){{0,2}}?(?P<head>{quoted})(?!\w))?"),
        funds=re.compile(rf"{_any_of(data['funds'])}(?!\w)"),
        volunteers=frozenset(data["volunteers"]),
        none=frozenset(data["not_initiatives"]),
        no_ends=frozenset(data["no_project_ends"]),
        no_begins=frozenset(data["no_project_begins"]),
    )


def _any_of(names: list[str]) -> str:
    return f"(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})"
