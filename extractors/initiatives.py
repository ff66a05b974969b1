"""Finds what partners did, do or plan: rows of action plans, achievements, named schemes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from extractors.initiative_accounts import Accounts
from extractors.initiative_achievements import find_achieved
from extractors.initiative_contexts import find_in_context
from extractors.initiative_facts import Found, told_of
from extractors.initiative_names import apart, find_names
from extractors.initiative_openings import find_subject
from extractors.initiative_periods import period_of
from extractors.initiative_plans import find_planned
from extractors.initiative_status import status_of
from extractors.initiative_tables import find_funded
from extractors.initiative_titles import agencies_of
from extractors.provenance import make_record
from extractors.scope import Scope
from extractors.sentences import Sentence
from extractors.values.names import clean_name
from schemas import Initiative


def find_initiatives(scope: Scope) -> Iterator[Initiative]:
    """One row an initiative and period, where the report tells most of it."""
    accounts = Accounts(scope)
    found = [
        *find_planned(scope),
        *find_funded(scope, accounts),
        *find_achieved(scope, accounts),
        *_named(scope, accounts),
    ]
    for one in _told_once(found):
        yield from make_record(
            scope,
            Initiative,
            (one.start, one.end),
            one.clause,
            name=one.name,
            period=one.period,
            method=one.method,
            confidence=one.confidence,
            **one.columns,
        )


def _told_once(found: list[Found]) -> list[Found]:
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
    is_planned = found.columns["status"] == "planned"
    return _told_best(found), is_planned, found.period is None, -found.confidence, found.start


def _completed(kept: Found, again: Found) -> Found:
    """A funded project with what running text tells of how far it is."""
    if kept.method != "initiatives.funded_project" or again.method == kept.method:
        return kept
    told = {name: again.columns[name] for name in ("status", "description")}
    return replace(kept, columns=kept.columns | told)


# A row or heading tells most of an initiative, a name in running text the least
_BEST = (
    "initiatives.plan_row",
    "initiatives.funded_project",
    "initiatives.achievement_heading",
    "initiatives.achievement_bullet",
    "initiatives.run_in_name",
)


def _told_best(found: Found) -> int:
    return _BEST.index(found.method) if found.method in _BEST else len(_BEST)


def _same(before: Found, one: Found) -> bool:
    """Whether `one` tells again of what was told `before`: so named, and for no other year.

    A row of a plan is told again only under its whole name: what it will do with a project is an
    action of its own. Within a bullet or paragraph that its name opens, the year does not matter.
    """
    if _is_for_later(before, one):
        return False
    inside = before.clause[0] <= one.start < before.clause[1]
    if None not in (before.period, one.period) and before.period != one.period and not inside:
        return False
    first, second = _even(before.name), _even(one.name)
    if fuzz.ratio(first, second) >= 90:
        return True
    if before.method == "initiatives.plan_row":
        return False
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 1 and longer.startswith(f"{shorter} "):
        return True
    return len(set(shorter.split())) >= 3 and fuzz.token_set_ratio(first, second) == 100


def _is_for_later(before: Found, one: Found) -> bool:
    """Whether `one` is planned for a year of its own, and what was told `before` was done."""
    done = before.period is None and before.columns["status"] != "planned"
    is_row = before.method == "initiatives.plan_row"
    return done and not is_row and one.columns["status"] == "planned" and one.period is not None


@lru_cache(maxsize=4096)
def _even(name: str) -> str:
    plain = re.sub(r"\boperation\b", "op", name.casefold())
    kinds = r"\b(?:the|scheme|project|campaign|initiative|programme|training|course|event)s?\b"
    plain = re.sub(kinds, " ", plain)
    return " ".join(re.sub(r"[^\w ]+", " ", plain).split()) or name.casefold()


# "Op Dial is a force wide operation" · "the Crucial Crew initiative"
def _named(scope: Scope, accounts: Accounts) -> Iterator[Found]:
    agencies = agencies_of(scope.document.text)
    for sentence in scope.sentences:
        if sentence.kind in ("caption", "footnote") or _in_data(scope, sentence):
            continue
        text = scope.words(sentence)
        names = find_names(text)
        if sentence.kind == "heading":
            names = [name for name in names if len(name.text) > 0.6 * len(text)]
        else:
            in_account = accounts.tells(sentence.start, sentence.block) in ("done", "work")
            subject = find_subject(text, agencies, in_account=in_account)
            names = apart([*names, *find_in_context(text), *subject])
        around = scope.words(sentence.block) if sentence.block else ""
        for name in names:
            start, end = sentence.start + name.start, sentence.start + name.end
            status = status_of(scope, accounts, sentence, start, end)
            yield Found(
                start,
                end,
                (sentence.start, sentence.end),
                clean_name(name.text),
                period_of(scope, accounts, text, sentence.start, sentence.block, status),
                name.method,
                name.confidence,
                told_of(name.text, text, status, around),
            )


def _in_data(scope: Scope, sentence: Sentence) -> bool:
    return sentence.grid is not None and scope.kinds[sentence.grid.index] != "layout"
