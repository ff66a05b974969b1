"""Tells the place a sum is about, where it is not the report's own area."""

import re

from extractors.geography import find_geographies, geography
from extractors.scope import Scope

# "In Dover" · "across Kent" · "Nationally"
_LEADS = ("in", "across", "for", "throughout", "within", "around", "at", "the", "of")


def area_of(scope: Scope, text: str, stretch: tuple[int, int]) -> str | None:
    """The one place that the words of a sum tell, as printed; None for the report's own area."""
    places = [p for p in find_geographies(text) if stretch[0] <= p.start and p.end <= stretch[1]]
    # "in the region of £40,000" tells no place
    places = [p for p in places if not re.match(r"\s+of\s+(?:£|about|around)", text[p.end :])]
    led = [p for p in places if p.kind == "comparator" or _is_led(text, p.start)]
    printed = {geography(place, scope) for place in led}
    return printed.pop() if len(printed) == 1 else None


def _is_led(text: str, start: int) -> bool:
    before = text[:start].split()
    return bool(before) and before[-1].lower() in _LEADS
