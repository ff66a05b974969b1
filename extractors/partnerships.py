"""Finds the Community Safety Partnerships that a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.codes import Partnership, partnerships, places, slug

_GAP = r"[ \t*]*(?:\n[ \t*]*)?"

# `Community Safety Partnership` · `Safer and Stronger Communities Board` · `CSP`; no plural.
_KIND = re.compile(
    rf"""
    \b(?:
        (?i:
            (?:
                community{_GAP}safety (?:{_GAP}(?:and|&){_GAP}cohesion)?
              | (?:safer|stronger) (?:{_GAP}(?:,|and|&){_GAP}stronger)? {_GAP}communities
              | safer{_GAP}neighbourhoods?
              | crime (?:{_GAP}(?:and|&){_GAP}(?:disorder|drugs|community{_GAP}safety))?
                (?:{_GAP}reduction)?
              | safer? (?:{_GAP}city)?
              | police{_GAP}and{_GAP}crime (?={_GAP}board)
            )
            {_GAP}(?:strategic{_GAP}|executive{_GAP}|statutory{_GAP})?
            (?:partnership(?:{_GAP}board)?|board|forum)
        )
      | (?P<short>CSP|CDRP)
    )(?![\w])
    """,
    re.VERBOSE,
)
# `Safer Merton` · `Safe Durham` · `Safer, Stronger Doncaster` · `Partneriaeth Diogelwch Cymunedol`
_BRAND = re.compile(
    rf"""
    (?P<a>\ba[ ])? \b(?:
        (?P<safer>Safer|SAFER)
      | (?P<brand>Safer{_GAP}(?:,|and|&){_GAP}Stronger | Safe | SAFE | One | ONE)
      | (?P<welsh>(?i:Partneriaeth{_GAP}Diogelwch{_GAP}Cymunedol))
    )
    (?:(?=[A-Z][a-z]) | (?!\w){_GAP}(?=[A-Z]))
    """,
    re.VERBOSE,
)
# What may follow a brand and its place: `Safer Sutton` `Partnership`
_TAIL = re.compile(
    rf"{_GAP}(?:{_KIND.pattern.strip()}|(?i:(?:strategic{_GAP})?partnership(?:{_GAP}board)?)(?!\w))",
    re.VERBOSE,
)
# Another body than the partnership: `Safer Essex Roads Partnership`
_OTHER_BODY = re.compile(
    rf"{_GAP}(?i:roads?|streets?|homes|schools?|plan|neighbourhoods?|travel)\b"
)
_FOR = re.compile(r"\s+for\s+(?:the\s+)?")
_ADJACENT = re.compile(_GAP)
_BETWEEN = re.compile(rf",?{_GAP}")
_WORD = re.compile(r"St\.|[^\W_](?:[\w.'’/-]*\w)?|&")
_BRACKET = re.compile(r"\([^()]*\)[ \t*]*$")
_BOROUGH_OF = re.compile(r"\b(?:London|Royal|Metropolitan)\s+Borough\s+of\s+", re.IGNORECASE)
_COUNCIL = re.compile(r"\bCouncil\b|\bCOUNCIL\b")

_BEFORE_AREA = re.compile(
    r"^(?:the-)?(?:(?:london|royal|metropolitan|county)-)?(?:borough|city|district|county)-of-|^the-"
)
_AFTER_AREA = re.compile(
    r"-(?:district|borough|city|county|countywide|council|metropolitan|unitary|local|town)$"
)
_JOINS = {"and", "&", "of", "upon", "on", "in", "with", "under", "le", "the", "by"}
# Capitalised words that stand before `Community Safety Partnership` and are no name.
_NO_NAME = re.compile(
    r"""
    a | act | adult | adults | agencies | agenda | all | although | an | annual | as |
    assessment | at | authority | bi-monthly | board | borough | both | business | by |
    cabinet | chair | chairman | children | cities | city | commissioner | committee |
    communities | community | council | councils | county | crime | csp | day | district |
    during | each | every | executive | existing | fire | following | for | from | fund |
    future | group | health | home | homes | hospital | in | internet | item | joint | lead |
    local | manager | meeting | member | members | minutes | multi-agency | national |
    neighbourhood | neighbourhoods | new | nights | office | officer | other | our | panel |
    partner | partners | partnership | partnerships | places | plan | police | prevent |
    previous | priorities | public | recruitment | region | relevant | report | responsible |
    review | roads | safe | safeguarding | safer | schools | scrutiny | section | service |
    services | since | spaces | statement | statutory | strategic | strategy | streets | team |
    the | their | this | through | title | to | together | town | transport | travel | update |
    vice | vision | week | welcome | what | when | while | who | within | women | your | youth
    """,
    re.VERBOSE | re.IGNORECASE,
)
# `East Dover` would not be Dover.
_PART_OF = re.compile(
    r"(?:north|south|east|west|mid|central|great|greater|little|upper|lower|old|new|inner|outer|royal|isle)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Match:
    """A partnership named in a text: `name` is `text[start:end]` with its white space squeezed."""

    slug: str
    name: str
    start: int
    end: int
    known: Partnership | None


@dataclass(frozen=True, slots=True)
class _Area:
    """Words of a text that name an area, and the partnership of that area if there is one."""

    start: int
    end: int
    slug: str
    known: Partnership | None


def find_partnership(text: str) -> Match | None:
    """The first partnership named in the text, None if it names none."""
    return next(iter(partnership_in(text)), None)


def partnership_in(text: str) -> list[Match]:
    """All mentions of partnerships in the text, in order, none within another."""
    found = [*_named_by_list(text), *_named_by_brand(text), *_named_by_kind(text)]
    return _apart(found)


def councils_in(text: str) -> list[Match]:
    """Mentions of district councils whose area has a partnership; a council is not it."""
    found = []
    for council in _COUNCIL.finditer(text):
        area = _area_before(text, council.start())
        if area and area.known:
            found.append(_match(text, area.start, council.end(), area.known.slug, area.known))
    for borough in _BOROUGH_OF.finditer(text):
        area = _area_after(text, borough.end())
        if area and area.known:
            found.append(_match(text, borough.start(), area.end, area.known.slug, area.known))
    return _apart(found)


def is_county_body(match: Match) -> bool:
    """Whether the name is that of no district's partnership but holds a county's: *Safer Kent*."""
    return match.known is None and any(
        match.slug.endswith(county) or match.slug.startswith(f"{county}-") for county in _counties()
    )


def _apart(found: list[Match]) -> list[Match]:
    """The matches in order; of those that overlap, the longest."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _match(text: str, start: int, end: int, name_slug: str, known: Partnership | None) -> Match:
    name = " ".join(text[start:end].replace("*", " ").split())
    return Match(name_slug, name, start, end, known)


@cache
def _by_area() -> dict[str, Partnership]:
    """Partnerships by the slugs of all names of their areas."""
    found = {p.slug: p for p in partnerships()}
    for p in partnerships():
        for name in (p.welsh_name, *p.area_names):
            found.setdefault(slug(name), p)
    return {name: p for name, p in found.items() if name}


@cache
def _counties() -> frozenset[str]:
    """Slugs of counties and their short forms."""
    counties = [place for place in places() if place.kind == "county"]
    return frozenset(slug(name) for c in counties for name in (c.name, *c.other_names))


@cache
def _listed() -> tuple[re.Pattern[str], dict[str, Partnership]]:
    """A pattern for the names that no rule leads to, and whose they are."""
    names = {slug(name): p for p in partnerships() for name in p.other_names}
    printed = sorted((n for p in partnerships() for n in p.other_names), key=len, reverse=True)
    words = (_GAP.join(map(re.escape, name.split())) for name in printed)
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), names


def _named_by_list(text: str) -> Iterator[Match]:
    """`Safe Durham Partnership` · `Nottingham Crime & Drugs Partnership`"""
    pattern, names = _listed()
    for found in pattern.finditer(text):
        known = names[slug(found[0])]
        if found[0][0].isupper() or "MK" in found[0]:
            yield _match(text, *found.span(), known.slug, known)


def _named_by_brand(text: str) -> Iterator[Match]:
    """`Safer Brentwood` · `Safer Essex` · `Safer Newtown Partnership`"""
    for brand in _BRAND.finditer(text):
        area = _area_after(text, brand.end())
        tail = area and _TAIL.match(text, area.end)
        if tail is None and (longer := _unknown_after(text, brand.end())):
            area, tail = longer, _TAIL.match(text, longer.end)
        if area and (tail or _is_enough(text, brand, area)):
            words = brand["safer"] or brand["brand"]
            printed = slug(f"{words} {area.slug}") if words else area.slug
            end = tail.end() if tail else area.end
            start = brand.start("a") + 2 if brand["a"] else brand.start()
            yield _match(text, start, end, area.known.slug if area.known else printed, area.known)


def _is_enough(text: str, brand: re.Match[str], area: _Area) -> bool:
    """Without `Partnership`: `Safer Merton`, but not `Safe Merton`, `a Safer Merton`."""
    if brand["welsh"]:
        return True
    return bool(brand["safer"] and not brand["a"] and not _OTHER_BODY.match(text, area.end))


def _named_by_kind(text: str) -> Iterator[Match]:
    """`Dover District Community Safety Partnership` · `Community Safety Partnership for Dover`"""
    for kind in _KIND.finditer(text):
        area = _area_before(text, kind.start())
        if area is None and not kind["short"]:
            area = _unknown_before(text, kind.start())
        if area:
            name_slug = area.known.slug if area.known else area.slug
            yield _match(text, area.start, kind.end(), name_slug, area.known)
        elif follows := _FOR.match(text, kind.end()):
            area = _area_after(text, follows.end())
            if area and area.known:
                yield _match(text, kind.start(), area.end, area.known.slug, area.known)


def _area_before(text: str, position: int) -> _Area | None:
    """The place whose name ends there: `Castle Point & Rochford`, `London Borough of Sutton`."""
    words = _words_before(text, position)
    for first, (start, _) in enumerate(words):
        area = None if _joins(text, words[first]) else _place(text, start, words[-1][1])
        if area:
            return (
                None
                if _is_part(text, words[:first], area)
                else _with_neighbour(text, words[:first], area)
            )
    return None


def _is_part(text: str, before: list[tuple[int, int]], area: _Area) -> bool:
    """Whether the name is the end of a longer one: `East Dover`, `Northwick Vale`."""
    if not before or text[before[-1][1] : area.start].strip(" ") or _joins(text, before[-1]):
        return False
    if area.known and area.slug != area.known.slug:
        return not _is_no_name(text, before[-1])
    return _PART_OF.fullmatch(text, *before[-1]) is not None


def _with_neighbour(text: str, before: list[tuple[int, int]], area: _Area) -> _Area:
    """`Hastings and Rother`, no partnership of the list, is neither Hastings nor Rother."""
    if len(before) < 2 or text[slice(*before[-1])].lower() not in ("and", "&"):
        return area
    for word in before[:-1]:
        start = word[0]
        if not _joins(text, word) and _place(text, start, before[-2][1]):
            return _Area(start, area.end, _core(text[start : area.end]), None)
    return area


def _area_after(text: str, position: int) -> _Area | None:
    """The place whose name begins there, on one line."""
    words = _words_after(text, position)
    areas = (_place(text, words[0][0], end) for _, end in reversed(words))
    return next((area for area in areas if area), None)


def _place(text: str, start: int, end: int) -> _Area | None:
    core = _core(text[start:end])
    known = _by_area().get(core)
    return _Area(start, end, core, known) if known or core in _counties() else None


def _unknown_before(text: str, position: int) -> _Area | None:
    """Capitalised words that end there, on one line, and are no word of the trade."""
    words = _words_before(text, position)
    begin = next((i + 1 for i in reversed(range(len(words))) if _is_no_name(text, words[i])), 0)
    words = words[begin:]
    while words and _joins(text, words[0]):
        words = words[1:]
    if not words or re.search(r"[\n\t]", text[words[0][0] : position]):
        return None
    start, end = words[0][0], words[-1][1]
    return _Area(start, end, core, None) if (core := _core(text[start:end])) else None


def _unknown_after(text: str, position: int) -> _Area | None:
    """Capitalised words up to `Partnership`, none of them a word of the trade."""
    words = _words_after(text, position)
    for word in words:
        if _is_no_name(text, word):
            return None
        if _TAIL.match(text, word[1]):
            return _Area(words[0][0], word[1], _core(text[words[0][0] : word[1]]), None)
    return None


def _joins(text: str, word: tuple[int, int]) -> bool:
    return text[slice(*word)].lower() in _JOINS


def _is_no_name(text: str, word: tuple[int, int]) -> bool:
    return _NO_NAME.fullmatch(text, *word) is not None


def _words_before(text: str, position: int) -> list[tuple[int, int]]:
    """Spans of the capitalised words and joining words that end there."""
    begin = max(0, position - 120)
    region = _BRACKET.sub("", text[begin:position])
    spans: list[tuple[int, int]] = []
    for word in reversed(list(_WORD.finditer(region))):
        gap = region[word.end() : spans[0][0] - begin if spans else len(region)]
        if not (_BETWEEN if spans else _ADJACENT).fullmatch(gap) or not _belongs(word[0]):
            break
        spans.insert(0, (begin + word.start(), begin + word.end()))
    if spans and _joins(text, spans[-1]):
        return []
    return spans[-_MOST_WORDS:]


def _words_after(text: str, position: int) -> list[tuple[int, int]]:
    """Spans of the capitalised words and joining words that begin there, on one line."""
    line_end = text.find("\n", position)
    spans: list[tuple[int, int]] = []
    for word in _WORD.finditer(text, position, len(text) if line_end < 0 else line_end):
        gap = text[spans[-1][1] if spans else position : word.start()]
        if not _BETWEEN.fullmatch(gap) or not _belongs(word[0]) or len(spans) == _MOST_WORDS:
            break
        spans.append(word.span())
    return spans


def _belongs(word: str) -> bool:
    return word[0].isupper() or word.lower() in _JOINS


def _core(area: str) -> str:
    """Slug of the area's own name: `Braintree District Council` -> `braintree`."""
    core = slug(re.sub(r"['’]s?$", "", _BRACKET.sub("", area).strip()))
    while core not in _by_area() and core not in _counties():
        shorter = _AFTER_AREA.sub("", _BEFORE_AREA.sub("", core))
        if shorter == core:
            break
        core = shorter
    return core
