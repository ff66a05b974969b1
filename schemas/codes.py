"""The closed code lists and the places of England and Wales, loaded once from `schemas/data/`."""

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

_ABOUT_ALL = ("ignored", "excluding")
PlaceKind = Literal["district", "county", "force", "region", "country"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code, its label, and the words that lead to it whatever their case."""

    code: str
    label: str
    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    """Words that lead to it only in this case: `Prevent duty`."""
    alone: tuple[str, ...] = ()
    """Words that lead to it only where they are all of the text: `Crime`."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """All words that can lead to the code within a longer text."""
        return self.words + self.exact


class CodeList(Mapping[str, Code]):
    """A closed list, code -> Code in the order of its file, read when it is first asked."""

    def __init__(self, name: str) -> None:
        """`name`: the file `schemas/data/<name>.toml`."""
        self._name = name

    @cached_property
    def _entries(self) -> dict[str, Any]:
        return tomllib.loads(_data(f"{self._name}.toml"))

    @cached_property
    def _codes(self) -> dict[str, Code]:
        return parse_codes(self._entries)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Phrases that lead to no code, though words within them would."""
        return tuple(self._entries.get("ignored", ()))

    @property
    def excluding(self) -> tuple[str, ...]:
        """Words whose presence says that no code applies to the text."""
        return tuple(self._entries.get("excluding", ()))

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def parse_codes(entries: Mapping[str, Any]) -> dict[str, Code]:
    """Codes of a TOML list; ValueError on an unknown key or a word under two codes."""
    known = {field.name for field in fields(Code)} - {"code"}
    codes: dict[str, Code] = {}
    owner: dict[str, str] = {}
    for name in _ABOUT_ALL:
        owner |= {word.casefold(): name for word in entries.get(name, ())}
    for code, entry in entries.items():
        if code in _ABOUT_ALL:
            continue
        if unknown := entry.keys() - known:
            raise ValueError(f"{code}: unknown keys {sorted(unknown)}")
        lists = {key: tuple(entry.get(key, ())) for key in ("words", "exact", "alone")}
        codes[code] = Code(code, entry["label"], **lists)
        for word in (word.casefold() for words in lists.values() for word in words):
            if owner.setdefault(word, code) != code:
                raise ValueError(f"{word!r} leads to {owner[word]} and to {code}")
    return codes


THEMES = CodeList("themes")
CATEGORIES = CodeList("categories")
DOCUMENT_TYPES = CodeList("document_types")


def _theme(code: str) -> str:
    return _known(code, THEMES, "theme")


def _category(code: str) -> str:
    return _known(code, CATEGORIES, "category")


def _known(code: str, codes: CodeList, what: str) -> str:
    if code not in codes:
        raise ValueError(f"{code!r} is no {what}")
    return code


Theme = Annotated[str, AfterValidator(_theme)]
Category = Annotated[str, AfterValidator(_category)]


@dataclass(frozen=True, slots=True)
class Partnership:
    """A Community Safety Partnership of England or Wales."""

    slug: str
    name: str
    """Name of its area: `Braintree`."""
    welsh_name: str
    """Welsh name of its area, empty where there is none."""
    code: str
    """ONS code of the partnership, empty where it has none."""
    area_codes: tuple[str, ...]
    """ONS codes of its districts, the latest known."""
    former_area_codes: tuple[str, ...]
    """ONS codes of districts that have been merged into those."""
    districts: tuple[str, ...]
    """Names of the districts in `area_codes`."""
    force: str
    """Police force area."""
    county: str
    """County of a two-tier area, empty elsewhere."""
    region: str
    """Region of England, or Wales."""
    area_names: tuple[str, ...]
    """Other names of its area in use: `Hull`."""
    other_names: tuple[str, ...]
    """Names of the partnership that no rule leads to: `Safe Durham Partnership`."""
    valid_from: str
    """First day, ISO; empty where it is before 2017."""
    valid_to: str
    """Last day, ISO; empty where it still serves its area."""


@dataclass(frozen=True, slots=True)
class Place:
    """A district, county, police force area, region or country."""

    name: str
    kind: PlaceKind
    code: str
    """ONS code, empty where the source gives none."""
    other_names: tuple[str, ...]
    """Welsh name, short forms, spellings."""


@cache
def partnerships() -> tuple[Partnership, ...]:
    """All Community Safety Partnerships of England and Wales, in the order of their slugs."""
    return tuple(Partnership(**row) for row in _rows("partnerships.csv", Partnership))


@cache
def places() -> tuple[Place, ...]:
    """Districts, counties, police force areas and regions of England and Wales."""
    return tuple(Place(**row) for row in _rows("places.csv", Place))


def _rows(name: str, row_type: type[Partnership] | type[Place]) -> Iterator[dict[str, Any]]:
    lists = {field.name for field in fields(row_type) if field.type == tuple[str, ...]}
    for row in csv.DictReader(io.StringIO(_data(name))):
        yield {
            key: tuple(filter(None, value.split("|"))) if key in lists else value
            for key, value in row.items()
        }


def _data(name: str) -> str:
    return (files("schemas.data") / name).read_text(encoding="utf-8")


_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile(r"['’`]")
_SLUG_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)  # names are asked for again with every record
def slug(text: str) -> str:
    """Unaccented lower-case ASCII words joined by hyphens: `Ynys Môn` -> `ynys-mon`."""
    joined = _DASHES.sub("-", text.replace("&", " and "))
    plain = unicodedata.normalize("NFKD", joined).lower()
    plain = _APOSTROPHES.sub("", plain).encode("ascii", "ignore").decode()
    return "-".join(_SLUG_WORD.findall(plain))
