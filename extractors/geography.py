"""The places that a text names, and whether one is the report's own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.lexicon import word_set
from extractors.organisations import find_organisations
from extractors.scope import Scope
from extractors.themes import themes_of
from extractors.values.spans import Spanned, longest, outside
from schemas.codes import partnerships, places, slug

GeographyKind = Literal["known", "comparator", "local", "own"]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place at `text[start:end]`.

    `known`: a district, county, force area, region or country; `comparator`: *force*, *nationally*,
    *most similar group*; `local`: a ward, town or neighbourhood; `own`: *the district*.
    """

    start: int
    end: int
    text: str
    kind: GeographyKind


# Names that are words too: places only after a preposition of place
_AMBIGUOUS = word_set("Reading Bath Barking Hart Rugby Sale Battle March Deal Ware Wells Vale")
_LED = re.compile(r"\b(?:in|across|of|for|at|within|around|throughout|than|to)\s(?:the\s)?$", re.I)

# "Braintree District" · "Epping Forest district" · "the Royal Borough of Kingston upon Thames"
_KIND_BEHIND = re.compile(
    r"\s(?:District|Borough|City|County|town\scentre|city\scentre|Town\sCentre|City\sCentre"
    r"|district|borough|ward|Ward|city)\b(?!\s(?:Council|Commander|Hospital|Community\sSafety))"
)
# A place's name in the name of something else: "Kent Police", "Essex Residents Survey"
_NAME_BEHIND = re.compile(r"\s(?:&\s)?[A-Z][a-z]{2,}(?!\w*\s(?:District|Borough))")
_PLACE_WORDS = re.compile(
    r"\s(?:District|Borough|City|County|Town|Ward|Force|Policing|Police\sForce|Average|Centre"
    r"|Region|East|West|North|South|Wales|Road|Street|Downs|Bay|Park|Valley)\b"
)

# "Force reduction 7.6%" · "the force rose by 8.9%" · "nationally" · "its most similar group"
_COMPARATOR = re.compile(
    r"""\b(?:
        (?:most\s|(?<=its\s)|(?<=our\s))similar\s(?:groups?|famil(?:y|ies)|forces?|areas?|partnerships?)
      | (?:YOT|YOS|YJS|statistical|CIPFA|comparator|nearest)\s(?:famil(?:y|ies)|neighbours?|groups?)
      | similar\s(?:groups?|famil(?:y|ies)) | MSGs? | MSF | iQuanta\sfamily | family\sgroup
      | [Ff]orce(?:[-\s]?wide|\sarea|\saverage)?(?!\s(?:entry|of\snature|majeure|an?\b))
      | (?<=\bthe\s)(?:police\s|policing\s)force\sarea
      | nationally | (?:Welsh|English|British)(?=\s(?:average|figure|rate|level))
      | (?:national|regional)(?=\s(?:average|figure|rate|picture|level|[0-9]))
      | (?-i:(?:[A-Z][\w-]+\s){1,3}(?:Police|Constabulary))(?=\s(?:as\sa\swhole|overall|area)\b)
      | (?:across\s)?(?:the\s)?(?:whole\s)?(?:UK|United\sKingdom|Great\sBritain|Britain)
      | across\sthe\scountry | countrywide | nationwide
      | county-?wide | (?<=\()county(?=:?\s[0-9]) | the\s(?:whole\s)?county(?!\sborough)
      | county\saverage
      | (?:across\s|in\s)?the\s(?:whole\s)?region(?!\sof\b) | regionally
      | (?:across\s)?the\sBCU(?!(?-i:\s[A-Z])|\s(?:commander|team|officers?))
      | BCU(?=:?\s(?:average|figure|rate|[-+(0-9]))
      | pan[-\s]London | London-?wide
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "SchoolBeat Cymru", "Victim Support Wales": the country in a body's name; "the UK city"
_IN_NAME = re.compile(
    r"(?<![.!?:;]\s)(?<![^\s(/])(?!(?:In|Across|For|Of|And|The|From|To|Within|While|Whilst|Both|But|As|At|With"
    r"|Than|North|South|East|West|Mid|Northern|Southern|Eastern|Western|Central|Greater)\b)"
    r"[A-Z][\w’'-]+\s$"
)
_COUNTRIES = word_set("Wales Cymru England UK Britain Scotland")
_ADJECTIVE = re.compile(
    r"\s(?:cit(?:y|ies|izens?)|towns?|nationals?|government|law|border|firms?)\b"
)
# Football clubs with the name of a county, and those that say so
_CLUB = re.compile(
    r"\b(?:Notts|Derby|Stockport|Newport)\sCounty\b(?!\s(?:Council|Borough))"
    r"|\b[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:A?FC|RFC|Football\sClub)\b"
)
# "Task force", "in force", "enforce" are none
_NO_COMPARATOR = re.compile(
    r"\b(?:in|into|by|task|work|air|brute|use\sof|border)[-\s]+force\b", re.I
)

# "the district's roads" · "across the borough": the report's own area
_OWN = re.compile(
    r"\b(?:the|our|this)\s(?:whole\s)?(?:county\sborough|district|borough|city|local\sauthority|local\sarea"
    r"|unitary|island)\b(?!\s(?:cent(?:re|er)|council|average))",
    re.IGNORECASE,
)

# "Town and Castle ward" · "in the town centre" · "Basildon town centre" · "Epping High Street"
_PROPER = r"[A-Z][\w’'-]+(?:\s(?:(?:and|upon|on|in|the|le|de|of|y)\s)?[A-Z][\w’'-]+){0,3}"
_LOCAL = re.compile(
    rf"""(?P<alone>{_PROPER})(?=\s(?:alone|together|between\sthem)\s(?:had|recorded|saw|accounted|reported|logged|held)\b
          |\s(?:still\s)?(?:had|has|saw|recorded|reported)\sthe\s(?:highest|most|largest|lowest|greatest
            |fewest|second|third)\b)
      | (?P<is>{_PROPER})(?=\s(?:is|was|remains|remained)\s(?:again\s|still\s|now\s|also\s)?the\s
          (?:[a-z]+\s){{0,2}}(?:wards?|district|area|town|neighbourhood|borough|division|LSOA|estate)\b)
      | \bfor\s(?P<of>(?=[A-Z][a-z]){_PROPER})(?=\s(?:was|is|were|stood)\b|\s[0-9])
      | (?P<named>(?!(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|All|These|Some|Most|Our|The
          |Both|Other|Several|Many|Each|Every)\b)(?:{_PROPER})\s(?:wards?|estate|town\scentre|city\scentre|neighbourhood|parish
        |Estate|Wards?|Town\sCentre|City\sCentre|High\sStreet|LPA|LSOA)\b)
      | (?<=\bthe\s)(?P<centre>(?:town|city|village)\scent(?:re|er)|sea\s?front|urban\score)\b
      | \b(?:in|into|around|across)\s(?P<towns>{_PROPER}(?:,\s{_PROPER}){{1,4}}\sand\s{_PROPER})
          (?=[.,;:)]|\s[a-z]|\s?$)
      | \b(?:in|into|around|across|at)\s
          (?P<pair>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\sand\s[A-Z][\w’'-]+)
          (?=\s[a-z]{{3,}}ed\b|\s(?:took|saw|had|brought|gave|led)\b)
      | \b(?:in|into|around|across)\s(?P<town>{_PROPER})(?=[.,;:)]|\s(?:in|on|to|by|and|has|have|had
          |was|were|is|are|with|from|between|during|over|as|who|which|that|where|alone|took|saw)\b|\s?$
          |\s\([0-9])
    """,
    re.VERBOSE,
)
# "Harwick ward (1,322), followed by Moor End (1,140)": a place in a list of places
_LISTED = re.compile(
    rf"(?:\bby|\bwith|\bin|\band|,)\s(?P<item>{_PROPER})(?=\s\([-+−–]?[0-9][0-9,.]*%?\))"
)
# Capitalised words that begin no place's name
_NO_TOWN = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Autumn|Winter|Quarter"
    r"|Year|Years|Key|Stage|Phase|Section|Appendix|Table|Figure|Chart|Q[1-4]|Level|Tier|Custody"
    r"|Court|School|Schools|Academy|College|University|Hospital|Council|Police|Service|Services"
    r"|Team|Unit|Partnership|Board|Panel|Group|Forum|Committee|Project|Programme|Scheme|Operation"
    r"|Op|Plan|Strategy|Act|Order|Orders|Crime|Crimes|Abuse|Violence|Offences|Safety|Community"
    r"|Domestic|Anti-Social|Behaviour|Sexual|Drug|Drugs|Alcohol|Hate|Modern|Slavery|Burglary"
    r"|Robbery|Theft|Priority|Priorities|The|This|These|Our|All|Each|Financial|Christmas|Easter"
    r"|Halloween|Need|Education|Employment|Training|Youth|Health|Care|Covid|Covid-19|Facebook"
    r"|Twitter|Instagram|Women|Men|Boys|Girls|Males?|Females?|White|Black|Asian|Mixed|Office|Home|Government|Ministry|Public|Welsh|English|Week|Day|Days)\b"
)


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    names = {name for place in places() for name in (place.name, *place.other_names)}
    names |= {re.sub(r"\s(?:Police|Constabulary)$", "", name) for name in names}
    longest_first = sorted(names - {""}, key=lambda name: (-len(name), name))
    by_letter: dict[str, list[str]] = {}  # so that a word is held against names of its letter only
    for name in longest_first:
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]).replace(r"\ ", r"[\s-]"))
    joined = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<![\w’'-])(?:{joined})(?![\w-])")


def find_places(text: str) -> list[NamedPlace]:
    """Districts, counties, force areas, regions and countries named in a text, in order.

    A place within the name of an organisation or of something else is none.
    """
    return list(_places_in(text))


@lru_cache(maxsize=4096)  # several rules ask it of the same words
def _places_in(text: str) -> tuple[NamedPlace, ...]:
    found = []
    for match in _known().finditer(text):
        if match[0] in _AMBIGUOUS and not _LED.search(text, 0, match.start()):
            continue
        if match[0] in _COUNTRIES and _is_in_name(text, *match.span()):
            continue
        is_name = _NAME_BEHIND.match(text, match.end())
        if is_name and not _PLACE_WORDS.match(text, match.end()):
            continue
        behind = _KIND_BEHIND.match(text, match.end())
        found.append(_place(text, match.start(), behind.end() if behind else match.end(), "known"))
    clubs = [_place(text, *match.span(), "local") for match in _CLUB.finditer(text)]
    return tuple(longest(outside(found, [*find_organisations(text), *clubs])))


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a country is part of a body's name or no more than an adjective."""
    is_adjective = _ADJECTIVE.match(text, end) is not None
    return is_adjective or _IN_NAME.search(text[max(0, start - 30) : start]) is not None


def find_geographies(text: str) -> list[NamedPlace]:
    """All words of a text that tell where: places, comparators, towns and wards, the own area."""
    return list(_geographies_in(text))


@lru_cache(maxsize=4096)  # several rules ask it of the same words
def _geographies_in(text: str) -> tuple[NamedPlace, ...]:
    known = find_places(text)
    blocked = find_organisations(text)
    found = list(known)
    not_force = [match.span() for match in (*_NO_COMPARATOR.finditer(text), *_CLUB.finditer(text))]
    for match in _COMPARATOR.finditer(text):
        is_country = match[0].rpartition(" ")[2] in _COUNTRIES
        is_name = is_country and _is_in_name(text, *match.span())
        if not is_name and not any(start <= match.start() < end for start, end in not_force):
            found.append(_place(text, *match.span(), "comparator"))
    found += [_place(text, *match.span(), "own") for match in _OWN.finditer(text)]
    found += _locals(text)
    if any(place.kind in ("known", "local") for place in found):
        found += [_place(text, *match.span("item"), "local") for match in _LISTED.finditer(text)]
    # "the YOT family" is more than the body that it names
    blocked = [b for b in blocked if not any(_within(b, place) for place in found)]
    return tuple(longest(outside(found, blocked)))


# "Castle ward", later "Castle is up by 11%" · "Barrow and Furness (B&F)", later "B&F"
_SORT = re.compile(r"\s(?:wards?|estate|neighbourhood|parish|Estate|Wards?|town\scentre)$")
_ALIAS = re.compile(r"\s\((?:the\s)?[‘'“\"]?(?P<alias>[A-Z][A-Z&]{1,5})[’'”\"]?\)")


def short_names(texts: Iterable[str]) -> frozenset[str]:
    """Names that a report uses for places after it has told them in full."""
    names: set[str] = set()
    for text in texts:
        for match in _LOCAL.finditer(text):
            if match["named"] and (sort := _SORT.search(match["named"])):
                name = match["named"][: sort.start()]
                names |= {name, *(name.split(" and ") if sort[0].endswith("s") else ())}
        if "(" in text:
            for place in find_places(text):
                alias = _ALIAS.match(text, place.end)
                if alias and alias["alias"].replace("&", "") == _initials(place.text):
                    names.add(alias["alias"])
    return frozenset(names)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]", name) if word[:1].isupper())


# What follows a name that is a place's: no noun of which it would be a part
_AFTER_NAME = (
    r"(?=\s?[.,;:()|–—]|\s?$|\s(?:and|but|while|or|alone|as|at|by|in|on|to|from|with|came|come"
    r"|is|was|are|were|has|had|have|saw|recorded|reported|logged|rose|fell|went|stood|up|down|ward)\b"
    r"|\s[0-9])"
)


@lru_cache(maxsize=64)
def _pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, longest_first))}){_AFTER_NAME}")


def with_short_names(
    text: str, places: list[NamedPlace], names: frozenset[str]
) -> list[NamedPlace]:
    """The places of a text with those that it calls by a short name."""
    matches = _pattern_of(names).finditer(text)
    found = [_place(text, *m.span(), "local") for m in matches if text[m.start() - 1] != "("]
    return longest([*places, *outside(found, find_organisations(text))]) if found else places


def _within(body: Spanned, place: NamedPlace) -> bool:
    is_comparator = place.kind == "comparator"
    return is_comparator and place.start <= body.start and body.end < place.end


def _locals(text: str) -> Iterable[NamedPlace]:
    for match in _LOCAL.finditer(text):
        group = next(
            name
            for name in ("alone", "is", "of", "named", "centre", "towns", "pair", "town")
            if match[name]
        )
        if group in ("named", "centre") or not (
            _NO_TOWN.search(match[group]) or themes_of(match[group])
        ):
            yield _place(text, *match.span(group), "local")


def _place(text: str, start: int, end: int, kind: GeographyKind) -> NamedPlace:
    return NamedPlace(start, end, text[start:end], kind)


# The own area of a county's body
_COUNTY = re.compile(r"(?:across\s)?the\s(?:whole\s)?county|county-?wide", re.IGNORECASE)


@lru_cache(maxsize=1)
def _wide_names() -> frozenset[str]:
    wide = ("county", "force", "region", "country")
    named = (one for one in places() if one.kind in wide)
    return frozenset(slug(name) for one in named for name in (one.name, *one.other_names))


def is_within_county(place: NamedPlace) -> bool:
    """Whether a place is a district or in one: no county, force area, region or country."""
    return place.kind == "local" or (
        place.kind == "known" and slug(place.text) not in _wide_names()
    )


def geography(place: NamedPlace | None, scope: Scope) -> str | None:
    """The place as it is printed, None for none and for the report's own area."""
    if place is None or place.kind == "own" or is_own(place.text, scope):
        return None
    if _COUNTY.fullmatch(place.text) and serves_several(scope):
        return None
    return " ".join(re.sub(r"^(?:in|across)\s", "", place.text).split())


def is_own(name: str, scope: Scope) -> bool:
    """Whether a place is the area that the report's partnership serves."""
    wanted = slug(re.sub(r"(?i)^the\s|\s(?:district|borough|city|county)$", "", name))
    return wanted in _own_names(scope.partnership, scope.partnership_name or "")


def serves_several(scope: Scope) -> bool:
    """Whether the report's partnership is no district's: its figures name their district."""
    return _serves_several(scope.partnership, scope.partnership_name or "")


@lru_cache(maxsize=64)
def _serves_several(partnership: str, printed: str) -> bool:
    known = [one for one in partnerships() if one.slug == partnership]
    if known:
        return len(known[0].districts) > 1
    own = _own_names(partnership, printed)
    wide = ("county", "force", "region", "country")
    return any(slug(place.name) in own for place in places() if place.kind in wide)


@lru_cache(maxsize=64)
def _own_names(partnership: str, printed: str) -> frozenset[str]:
    names = {partnership, slug(printed)}
    for one in partnerships():
        if one.slug == partnership:
            single = one.districts if len(one.districts) == 1 else ()
            names |= {slug(name) for name in (one.name, one.welsh_name, *single) if name}
    words = re.sub(
        r"(?i)\b(?:safer|safe|community|safety|partnership|district|borough|city|county|council"
        r"|communities|one|stronger|the|of|and|unitary|authority)\b",
        " ",
        printed,
    )
    return frozenset(names | {slug(words)}) - {""}
