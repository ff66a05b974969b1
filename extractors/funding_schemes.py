"""Gives a sum of a named fund the funder that the report names for this fund elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.funding_said import Sum

_SHORT = re.compile(r"\((?P<short>[A-Z][A-Z&]{1,7})\)")
_ENDS = re.compile(r"\b(?:fund|grant|funding|money|scheme|programme|the)\b", re.I)
# "Small grants awarded": the caption of a table, or the heading above it
_GRANTS = re.compile(r"\b(?:grants?|awards?|awarded)\b", re.I)
_ABOVE = 1500  # characters above a table in which its giver is told
_GIVEN = frozenset(["grant", "budget", "match_funding"])


def with_known_funders(sums: Sequence[Sum]) -> list[Sum]:
    """The sums, those without a funder with the one that is named most for their fund."""
    givers: dict[str, Counter[str]] = defaultdict(Counter)
    for found in sums:
        if found.roles.scheme and found.roles.funder and found.roles.kind == "grant":
            for name in _names(found.roles.scheme):
                givers[name][found.roles.funder] += 1
    named = [_with_funder(found, givers) for found in sums]
    return [_with_giver_above(found, named) for found in named]


def _with_funder(found: Sum, givers: dict[str, Counter[str]]) -> Sum:
    roles = found.roles
    if roles.funder or roles.scheme is None or roles.kind not in _GIVEN:
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
