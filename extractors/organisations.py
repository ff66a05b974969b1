"""Finds names of organisations in a text: capitalised words with a head, and known names."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WORD = r"(?:[A-Z](?:[\w’'&-]|\.(?=\w))*|St\.|[0-9]+(?=\s[A-Z])|&)"
_LINK = r"(?:of|for|the|and|on|in|to|de|y|with|upon|under|at|by)"

# "Office of the Police, Fire and Crime Commissioner for Essex" · "Greenfields Community Housing"
_NAME = re.compile(rf"{_WORD}(?:(?:,?\s+{_LINK}){{0,3}},?\s+{_WORD}|\s+{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s?$")
# What parts two names: "Essex Police and Essex Probation" · not in "Police, Fire and Crime"
_BETWEEN = re.compile(
    r"(?P<last>[\w’']+)\)?(?P<gap>,\s+(?:and\s+)?|\s+(?:and|&|with|by|to)\s+)(?P<next>\w+)"
)
_ONE_NAME = {("Police", "Fire"), ("Police", "Crime"), ("Force", "Crime")}
# "(OPFCC)" behind a name belongs to it
_ACRONYM_BEHIND = re.compile(r"\s*\((?:the\s+)?([A-Z][A-Za-z&/]{1,9})\)")
_COMMON_START = re.compile(
    r"^(?:The|This|That|These|Those|In|On|At|By|For|From|With|As|If|When|Where|While|During|Since"
    r"|After|Before|All|Each|Every|Both|Our|We|It|They|Working|Following|Through|Across|Under"
    r"|Additionally|However|Also|To|And|Of|Joint|Funding|Funded|Lead|Other|New|Local)\s+"
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """The name of an organisation at `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    heads: frozenset[str]
    bodies: frozenset[str]
    known: re.Pattern[str]
    own: re.Pattern[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = tomllib.loads((files("schemas.data") / "organisations.toml").read_text("utf-8"))
    return _Vocabulary(
        frozenset(data["heads"]),
        frozenset(data["bodies"]),
        _any_of(data["known"]),
        _any_of(data["own"]),
    )


def _any_of(names: list[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def find_organisations(text: str, *, own: bool = False) -> list[Organisation]:
    """Organisations named in a text, in order, none within another.

    With `own`, also how a report calls its own partnership and partners: *the CSP*, *the Council*.
    """
    words = _vocabulary()
    runs = [match.span() for match in _NAME.finditer(text)]
    spans = [_trimmed(text, *piece) for run in runs for piece in _pieces(text, *run, words)]
    named = [(s, e) for s, e in spans if e > s and _has_head(text[s:e], words)]
    named += [m.span() for m in words.known.finditer(text)]
    if own:
        named += [m.span() for m in words.own.finditer(text)]
    found: list[Organisation] = []
    for start, end in sorted(set(named), key=lambda span: (span[0], -span[1])):
        if found and start < found[-1].end:
            continue
        behind = _ACRONYM_BEHIND.match(text, end)
        stop = behind.end() if behind else end
        found.append(Organisation(start, stop, text[start:stop]))
    return found


def is_body(name: str) -> bool:
    """Whether a name is that of a meeting or post, which is no organisation of its own."""
    return bool(name.split()) and name.split()[-1].strip("()") in _vocabulary().bodies


def _pieces(text: str, start: int, end: int, words: _Vocabulary) -> list[tuple[int, int]]:
    """A run of capitalised words cut where one name ends with its head and another begins."""
    pieces, begin = [], start
    for cut in _BETWEEN.finditer(text, start, end):
        if cut["last"] in words.heads and (cut["last"], cut["next"]) not in _ONE_NAME:
            pieces.append((begin, cut.start("gap")))
            begin = cut.end("gap")
    return [*pieces, (begin, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while common := _COMMON_START.match(text[start:end]):
        start += common.end()
    return start, start + len(_POSSESSIVE.sub("", text[start:end]).rstrip(" ,.&"))


def _has_head(name: str, words: _Vocabulary) -> bool:
    parts = [re.sub(r"['’]s?$", "", part.strip(".,()")) for part in name.split()]
    return len(parts) > 1 and any(part in words.heads for part in parts)
