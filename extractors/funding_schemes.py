"""Finds the named funds and programmes that sums come from, and who is told to give from them."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from extractors.funding_kinds import distance
from extractors.funding_parties import Parties, organisations_in
from extractors.funding_said import GIVEN, SAYS, Sum
from extractors.organisations import Organisation
from extractors.values.money import Money

_CAP = r"[A-Z][\w’'&-]*"
_FUND = r"(?:Funds?|Funding|Grants?|Programme|Budget|Deal|Pot|Scheme|Initiative)"
# "Community Safety Fund" · "Safer Streets fund" · "Town Deal" · "Area Based Grant (ABG)"
_NAMED = re.compile(
    rf"(?:{_CAP}\s+(?:(?:of|for|and|&|the|to|on)\s+(?={_CAP}|&))*){{1,6}}?"
    rf"(?:{_FUND}|(?P<small>fund|grant|programme|funding|monies))\b(?:\s+\([A-Z]{{2,6}}\))?"
    rf"(?:\s+(?:Round|Phase|Wave|Tranche)\s+\d{{1,2}}\b)?"
)
# "Safer Streets Round 4" · "Safer Streets 5"
_ROUND = re.compile(
    rf"(?:{_CAP}\s+){{1,5}}(?:Round|Phase|Wave|Tranche|(?<=Streets\s)|(?<=Fund\s))\s?\d{{1,2}}\b"
    r"(?![/,.-]?\d)"
)
# "Together we Can – 2021-22 - £376,000": a name, a dash, sums
_LEADING = re.compile(r"^(?P<name>[A-Z][^–—£:;.\d]{3,50}?)\s*(?:\s[–—-]|:)\s")
_BEFORE_NAME = re.compile(
    r"^(?:(?:How|What|Where|When|Why|Who|the|The|This|Our|Its|Their|A|An|In|From|All|Each|Through"
    r"|Via|Under|With|Following|By|For|And|As|Using|Of|Office|Total|Annual|Core|Government)\s+)+"
)
_GENERIC = re.compile(
    rf"^(?:(?:Grants?|Funding|Funds?|Community|Total|Small|Local|New|Project|Costs?|Amounts?"
    rf"|Budget|Spend|Income"
    rf"|to\s+date|Value|Expenditure|Awarded|Annual|{_FUND})\s*)+$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Fund:
    """A named fund at `start:end` of a text; `name` has no words before it, nor its giver."""

    start: int
    end: int
    name: str


def scheme_of(text: str, money: Money, stretch: tuple[int, int], parties: Parties) -> str | None:
    """The named fund or programme nearest to a sum, else the name that its line begins with."""
    if name := fund_near(text, money, stretch, parties):
        return name
    leading = _LEADING.match(text)
    is_dated = leading and re.match(r"(?:19|20)\d\d", text[leading.end() :])
    is_name = (
        leading
        and is_dated
        and not (
            _GENERIC.match(leading["name"])
            or SAYS.search(leading["name"])
            or organisations_in(leading["name"], own=False)
        )
    )
    if leading and is_name and leading.end() <= money.start and " " in leading["name"]:
        return leading["name"].strip()
    return None


def fund_near(text: str, money: Money, stretch: tuple[int, int], parties: Parties) -> str | None:
    """The named fund or programme nearest to a sum, in its stretch first, then its sentence."""
    for start, end in (stretch, (0, len(text))):
        named = [
            (distance(money, start + fund.start, start + fund.end), fund.name)
            for fund in find_funds(text[start:end], parties)
        ]
        if named:
            return min(named)[1]
    return None


def fund_named(words: str, parties: Parties) -> str | None:
    """The first named fund that a header, label or heading tells of."""
    return next((fund.name for fund in find_funds(words, parties)), None)


def fund_headed(line: str, parties: Parties) -> str | None:
    """The fund that a heading is the name of."""
    name = fund_named(line, parties)
    return name if name and len(name) >= 0.7 * len(line.strip(" :0123456789.")) else None


# "Safer Streets Round 4 pays" · "The Youth Fund was worth": what a fund is worth, it gives
_GIVES = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:is|was|were|are|will\s+be|has|also|now)\s+)*(?:worth|pa(?:ys?|id)"
    r"|provid\w+|gives?|gave|contribut\w+|me(?:e?ts?)|covers?|covered|supports?|supported|brings?"
    r"|brought(?:\s+in)?)\b[^.;£]{0,60}$"
)


def is_given_by_fund(lead: str, parties: Parties) -> bool:
    """Whether the words before a sum say that a fund gives it."""
    return any(_GIVES.fullmatch(lead, fund.end) for fund in find_funds(lead, parties))


def find_funds(text: str, parties: Parties) -> tuple[Fund, ...]:
    """The named funds in a text, in order, the longest where names overlap."""
    return _funds_in(text, parties.funds)


# The rules ask again for those of the same words
@lru_cache(maxsize=256)
def _funds_in(text: str, short: frozenset[str]) -> tuple[Fund, ...]:
    givers = organisations_in(text, own=False)
    found: list[Fund] = []
    for pattern in (_ROUND, _NAMED, *_known_funds(short)):
        for match in pattern.finditer(text):
            name = _scheme_name(match, givers, short)
            is_new = all(match.end() <= f.start or f.end <= match.start() for f in found)
            if name and is_new:
                found.append(Fund(*match.span(), name))
    return tuple(sorted(found, key=lambda f: f.start))


@lru_cache(maxsize=8)
def _known_funds(short: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """National programmes whose names no word tells to be those of funds, and initials of funds."""
    data = tomllib.loads((files("schemas.data") / "schemes.toml").read_text("utf-8"))
    names = sorted(data["funds"], key=len, reverse=True)
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?!\w)")
    initials = "|".join(sorted(map(re.escape, short)))
    return (known, re.compile(rf"\b(?:{initials})\b")) if short else (known,)


def _scheme_name(
    match: re.Match[str], givers: tuple[Organisation, ...], short: frozenset[str]
) -> str | None:
    """The name without the words and the giver before it; None where nothing tells it apart."""
    inside = [g for g in givers if g.start < match.end() and match.start() < g.end]
    start = max((g.end for g in inside if g.end < match.end()), default=match.start())
    name = re.sub(r"^(?:['’]s?)?\s+", "", match.string[start : match.end()])
    name = re.sub(r"\s+(?:funding|monies)$", "", _BEFORE_NAME.sub("", name)).strip()
    is_other = re.match(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
        r"|Section|Priority|Page|Table|Figure|Q)\b",
        name,
    )
    is_name = " " in name or name in short
    if not is_name or not name[:1].isupper() or is_other or _GENERIC.match(name):
        return None
    return name


_SHORT = re.compile(r"\((?P<short>[A-Z][A-Z&]{1,7})\)")
_ENDS = re.compile(r"\b(?:fund|grant|funding|money|scheme|programme|the)\b", re.I)
# "Small grants awarded": the caption of a table, or the heading above it
_GRANTS = re.compile(r"\b(?:grants?|awards?|awarded)\b", re.I)
_ABOVE = 1500  # characters above a table in which its giver is told


# "PCC Community Safety Fund (CSF)" · "MOPAC’s London Crime Prevention Fund"
_OWNS = re.compile(r"(?:['’]s?)?\s+(?:new\s+|own\s+)?(?=[A-Z])")


def owners_told(texts: Iterable[str], parties: Parties) -> dict[str, Counter[str]]:
    """Whose each fund is, by the bodies that stand before its name, and how often."""
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        funds = find_funds(text, parties) if _ENDS.search(text) else ()
        for body in parties.find(text) if funds else ():
            named = _OWNS.match(text, body.end)
            owned = [f for f in funds if named and f.start <= named.end() < f.end]
            for name in _names(owned[0].name) if owned else ():
                owners[name][body.text] += 1
    return owners


def with_known_funders(sums: Sequence[Sum], owners: Mapping[str, Counter[str]]) -> list[Sum]:
    """The sums, those without a funder with the one that is named most for their fund."""
    givers: dict[str, Counter[str]] = defaultdict(Counter)
    for name, told in owners.items():
        givers[name] += told
    for found in sums:
        if found.roles.scheme and found.roles.funder and found.roles.kind == "grant":
            for name in _names(found.roles.scheme):
                givers[name][found.roles.funder] += 1
    named = [_with_funder(found, givers) for found in sums]
    return [_with_giver_above(found, named) for found in named]


def _with_funder(found: Sum, givers: dict[str, Counter[str]]) -> Sum:
    roles = found.roles
    if roles.funder or roles.scheme is None or roles.kind not in GIVEN:
        return found
    known = Counter[str]()
    for name in _names(roles.scheme):
        known += givers.get(name, Counter[str]())
    giver, times = next(iter(known.most_common(1)), (None, 0))
    if 2 * times <= known.total():
        return found
    return replace(found, roles=replace(roles, funder=giver))


# "A pot of £9,000 came from the Commissioner" over a table of the grants that were made from it
def _with_giver_above(found: Sum, sums: Sequence[Sum]) -> Sum:
    roles = found.roles
    is_grant = found.is_cell and roles.kind == "grant" and not (roles.funder or roles.scheme)
    if not is_grant or not any(_GRANTS.search(words) for words in found.section):
        return found
    above = {
        s.roles.funder
        for s in sums
        if not s.is_cell
        and s.roles.kind == "grant"
        and 0 < found.start - s.start < _ABOVE
        and _GRANTS.search(" ".join(s.section[-1:]))
    }
    giver = above.pop() if len(above) == 1 else None
    return replace(found, roles=replace(roles, funder=giver)) if giver else found


def _names(scheme: str) -> list[str]:
    """A fund's name and initials, as they are compared: "London Crime Prevention Fund (LCPF)"."""
    names = [_SHORT.sub("", scheme), *(m["short"] for m in _SHORT.finditer(scheme))]
    return [key for name in names if (key := " ".join(_ENDS.sub("", name).casefold().split()))]
