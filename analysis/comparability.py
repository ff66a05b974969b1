"""Changes of crime recording and other reasons that make years hard to compare, from data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.frames import Column
from analysis.wording import words
from schemas.codes import CATEGORIES

Bools = npt.NDArray[np.bool_]

# Beside the crime tree: what counts views, people or casualties is not recorded by crime rules.
_NO_CRIMES = ("road", "perception", "population", "probation", "asb", "missing")


@dataclass(frozen=True)
class Rule:
    """A change of recording on a day."""

    name: str
    date: date
    categories: tuple[str, ...]
    """These and all below them; `*` is every category of crimes."""
    verdict: Literal["no", "check"]
    label: str
    """What changed, for readers."""
    source: str
    without: tuple[str, ...] = ()
    """Categories below them that it leaves as they were."""
    wording: tuple[str, ...] = ()
    """Words of which the measure or breakdown must have one."""
    exact: bool = False
    """Whether only the categories themselves are meant, not those below."""

    def covers(self, category: str) -> bool:
        """Whether figures of the category changed."""
        if self.exact:
            return category in self.categories
        if any(_lies_in(category, code) for code in self.without):
            return False
        if "*" in self.categories:
            return not any(_lies_in(category, code) for code in _NO_CRIMES)
        return any(_lies_in(category, code) for code in self.categories)


@dataclass(frozen=True)
class Pandemic:
    """The time in which lockdowns changed what crimes were committed and how they were told."""

    start: date
    end: date
    least_days: int
    """A period with fewer of its days is as others are."""


@cache
def rules() -> tuple[Rule, ...]:
    """All changes of recording that are known, by date. ValueError on an unknown category."""
    entries: dict[str, dict[str, Any]] = _entries()["rules"]
    lists = ("categories", "without", "wording")
    found = []
    for name, entry in entries.items():
        told: dict[str, Any] = {k: tuple(v) if k in lists else v for k, v in entry.items()}
        found.append(Rule(name=name, **told))
    for rule in found:
        if unknown := {*rule.categories, *rule.without} - {"*", *CATEGORIES}:
            raise ValueError(f"{rule.name}: {sorted(unknown)} are no categories")
    return tuple(sorted(found, key=lambda rule: (rule.date, rule.name)))


@cache
def pandemic() -> Pandemic:
    """The years of the pandemic."""
    entry = _entries()["pandemic"]
    return Pandemic(entry["start"], entry["end"], entry["least_days"])


@cache
def small() -> float:
    """Counts under this make percentages that mislead."""
    return float(_entries()["small_numbers"]["below"])


def in_pandemic(start: Column, end: Column) -> Bools:
    """Whether enough of the days from `start` to `end` lie in it."""
    known = pandemic()
    first = start.clip(lower=pd.Timestamp(known.start))
    last = end.clip(upper=pd.Timestamp(known.end))
    days = (last - first).dt.days + 1
    length = (end - start).dt.days + 1
    return np.asarray(days >= np.minimum(known.least_days, length), dtype=np.bool_)


def rules_between(pairs: pd.DataFrame) -> tuple[list[list[str]], Bools]:
    """For each pair of periods the rules that changed between, and whether one of them says no.

    `pairs`: category, wording, previous_start, period_end. A wording that names the *definition* it
    keeps to is only to be checked.
    """
    names: list[list[str]] = [[] for _ in range(len(pairs))]
    is_no = np.zeros(len(pairs), dtype=np.bool_)
    held = pairs["wording"].str.contains("definition", case=False, regex=False).to_numpy(bool)
    for rule in rules():
        applies = _applies(rule, pairs)
        for at in np.flatnonzero(applies):
            names[at].append(rule.name)
        if rule.verdict == "no":
            is_no |= applies & ~held
    return names, is_no


def _applies(rule: Rule, pairs: pd.DataFrame) -> Bools:
    day = pd.Timestamp(rule.date)
    applies = (pairs["previous_start"] < day) & (pairs["period_end"] >= day)
    covered = {c for c in pairs["category"].dropna().unique() if rule.covers(c)}
    applies &= pairs["category"].isin(covered)
    if rule.wording:
        said = {w for w in pairs["wording"].unique() if set(rule.wording) & set(words(w))}
        applies &= pairs["wording"].isin(said)
    return applies.to_numpy(dtype=np.bool_)


@cache
def _entries() -> dict[str, Any]:
    return tomllib.loads((files("schemas.data") / "comparability.toml").read_text("utf-8"))


def _lies_in(category: str, code: str) -> bool:
    return category == code or category.startswith(f"{code}.")
