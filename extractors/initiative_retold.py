"""One of what a report tells several times, with what each time adds."""

import re
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.initiative_facts import Found

# A row or heading tells most of an initiative, a name in running text the least
_BEST = (
    "initiatives.plan_row",
    "initiatives.funded_project",
    "initiatives.achievement_heading",
    "initiatives.achievement_bullet",
    "initiatives.run_in_name",
)


def told_once(found: list[Found]) -> list[Found]:
    """Without what is told again: rows and headings come before names in running text."""
    kept: list[Found] = []
    for one in sorted(found, key=_worth):
        again = next((i for i, before in enumerate(kept) if _same(before, one)), None)
        if again is None:
            kept.append(one)
        else:
            kept[again] = _completed(kept[again], one)
    return sorted(kept, key=lambda f: f.start)


def _worth(found: Found) -> tuple[int, bool, bool, float, int]:
    """What tells most comes first: what was done before what is planned, dated before undated."""
    best = _BEST.index(found.method) if found.method in _BEST else len(_BEST)
    is_planned = found.columns["status"] == "planned"
    return best, is_planned, found.period is None, -found.confidence, found.start


def _completed(kept: Found, again: Found) -> Found:
    """With who leads, and a funded project with how far it is, as it is told again."""
    told = {"lead": kept.columns["lead"] or again.columns["lead"]}
    if kept.method == "initiatives.funded_project" and again.method != kept.method:
        told |= {name: again.columns[name] for name in ("status", "description")}
    return replace(kept, columns=kept.columns | told)


def _same(before: Found, one: Found) -> bool:
    """Whether `one` tells again of what was told `before`: so named, and for no other year.

    A row of a plan is told again only under its whole name: what it will do with a project is an
    action of its own. Within a bullet or paragraph that its name opens, the year does not matter.
    """
    inside = before.clause[0] <= one.start < before.clause[1]
    if not inside and _is_of_another_time(before, one):
        return False
    first, second = _even(before.name), _even(one.name)
    whole = _even(f"{before.columns['lead']} {before.name}")
    if max(fuzz.ratio(first, second), fuzz.ratio(whole, second)) >= 90:
        return True
    if before.method == "initiatives.plan_row":
        return False
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 1 and longer.startswith(f"{shorter} "):
        return True
    return len(set(shorter.split())) >= 3 and fuzz.token_set_ratio(first, second) == 100


def _is_of_another_time(before: Found, one: Found) -> bool:
    """Whether two years are told, or one was done in its year and the other is yet to come."""
    if None not in (before.period, one.period):
        return before.period != one.period
    told = {before.columns["status"], one.columns["status"]}
    is_dated = before.period != one.period and before.method != "initiatives.plan_row"
    return is_dated and told == {"delivered", "planned"}


@lru_cache(maxsize=4096)
def _even(name: str) -> str:
    plain = re.sub(r"\boperation\b", "op", name.casefold())
    kinds = r"\b(?:the|scheme|project|campaign|initiative|programme|training|course|event)s?\b"
    plain = re.sub(kinds, " ", plain)
    return " ".join(re.sub(r"[^\w ]+", " ", plain).split()) or name.casefold()
