"""Names of projects, schemes, operations and campaigns in running text."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from extractors.entities import OPERATION
from extractors.organisations import find_organisations

_CAPITAL = r"(?:[A-Z][\w’'&+-]*|\d+(?=\s[A-Z])|&)"
_NAME = rf"{_CAPITAL}(?:(?:\s+(?:of|for|the|and|to|in|on|your|it|with|at))*\s+{_CAPITAL})*"
_QUOTED = r"[‘'“\"](?P<quoted>[A-Z#][^‘’'“”\"\n]{2,60}(?:[’'](?=[a-z])[^‘’'“”\"\n]{1,60})?)[’'”\"]"
# ", a run of evening patrols" · ", an intensive course designed to …" behind a name
_APPOSITION = re.compile(
    r"^\s*(?:,|–|-|\(|is|was|–)\s*(?:an?|the)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:course|programme|project|scheme|campaign|initiative|service|operation|run|pilot|event"
    r"|partnership initiative|workshop|play|drop-in|group work|intervention|series)\b"
)
_ARTICLE = re.compile(r"^(?:The|A|An|This|Our|Their|Its|In|At|For|During|Through|Also|To)\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an initiative at `text[start:end]`, with the rule that found it."""

    start: int
    end: int
    text: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    known: re.Pattern[str]
    headed: re.Pattern[str]
    quoted: re.Pattern[str]
    none: frozenset[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = tomllib.loads((files("schemas.data") / "schemes.toml").read_text("utf-8"))
    heads = _any_of(data["heads"])
    small = _any_of(data["small_heads"])
    return _Vocabulary(
        known=re.compile(rf"(?<!\w){_any_of(data['known'])}(?!\w)"),
        headed=re.compile(rf"(?<!\w)(?P<name>{_NAME}\s+(?:{heads}|(?P<small>{small})))(?!\w)"),
        quoted=re.compile(rf"(?<!\w){_QUOTED}(?:\s+(?:\w+\s+){{0,2}}(?P<head>{small}|{heads}))?"),
        none=frozenset(data["not_initiatives"]),
    )


def _any_of(names: list[str]) -> str:
    return f"(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})"


def find_names(text: str) -> list[Name]:
    """Names of initiatives in a text, in order, none within another, the longest first."""
    found: list[Name] = []
    ranked = sorted(_candidates(text), key=lambda n: (n.start, -n.end))
    for name in ranked:
        if found and name.start < found[-1].end:
            continue
        found.append(name)
    return found


def _candidates(text: str) -> Iterator[Name]:
    words = _vocabulary()
    organisations = [o.text for o in find_organisations(text)]
    for match in OPERATION.finditer(text):
        yield Name(match.start(), match.end(), match.group(), "initiatives.operation", 0.9)
    for match in words.known.finditer(text):
        yield Name(match.start(), match.end(), match.group(), "initiatives.known_scheme", 0.8)
    for match in words.headed.finditer(text):
        start, end = _without_article(text, *match.span("name"))
        name = text[start:end]
        proper = len(re.findall(_CAPITAL, name)) > (0 if match["small"] else 1)
        if proper and name not in words.none and name not in organisations:
            yield Name(start, end, name, "initiatives.named_with_kind", 0.75)
    for match in words.quoted.finditer(text):
        head = match["head"]
        if head or _APPOSITION.match(text[match.end() :]):
            end = match.end("head") if head else match.end()
            yield Name(match.start(), end, match["quoted"], "initiatives.quoted_name", 0.8)
    for match in re.finditer(rf"(?<!\w){_NAME}", text):
        start, end = _without_article(text, *match.span())
        name = text[start:end]
        if len(name.split()) > 1 and name not in organisations and _APPOSITION.match(text[end:]):
            yield Name(start, end, name, "initiatives.name_explained", 0.8)
    for match in re.finditer(r"#\w{4,}(?=\s+campaign)", text):
        yield Name(match.start(), match.end(), match.group(), "initiatives.hashtag", 0.8)


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    while article := _ARTICLE.match(text[start:end]):
        start += article.end()
    return start, end
