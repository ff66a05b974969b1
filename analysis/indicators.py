"""What each number is a number of, so that those of different reports and years can be joined."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from analysis.frames import Column
from analysis.wording import (
    Words,
    broken_down,
    measured,
    place_of,
    same_meaning,
    without_place,
    words,
)

_SEPARATOR = " | "
_LIKELY = 85  # ratio of two measures' words under which they are not compared word by word
_SAME_FIGURE = ["report_id", "base", "core", "narrow", "unit", "place", "period_start"]


def with_indicators(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with `indicator`, `place` (key of the geography), `match` and `match_score`.

    `figures`: partnership, report_id, measure, category, breakdown, unit, geography, value,
    qualifier and the columns of `with_dates`. Also adds what the indicator is made of: `base` (the
    category, or the measure's words), `core` (words beyond the category) and `narrow` (words of
    the breakdown).
    """
    found = figures.copy()
    found["category"] = found["category"].astype(object).where(found["category"].notna(), None)
    found["core"] = _mapped(found, ["partnership", "measure", "category"], _core)
    found["narrow"] = _mapped(
        found, ["partnership", "breakdown", "measure", "category", "period_type"], _narrow
    )
    found["place"] = _mapped(found, ["partnership", "geography"], _place_key)
    found = _with_likes_joined(found)
    measures = found["category"].isna()
    found["base"] = found["category"].where(~measures, found["core"]).astype("str")
    found["core"] = found["core"].mask(measures, "")
    found["indicator"] = _names(found)
    return found


def _mapped(frame: pd.DataFrame, columns: list[str], made: Callable[..., str]) -> Column:
    """`made` of the values in some columns, called once for each combination there is."""
    codes, uniques = _combinations(frame, columns)
    values = [made(*row) for row in uniques.itertuples(index=False, name=None)]
    return pd.Series(np.asarray(values, dtype=object)[codes], index=frame.index).astype("str")


def _combinations(frame: pd.DataFrame, columns: list[str]) -> tuple[Any, pd.DataFrame]:
    """For each row the number of its combination of values, and the combinations in order."""
    numbers = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(frame[column], use_na_sentinel=True)
        numbers = numbers * (len(values) + 1) + codes + 1
        numbers = pd.factorize(numbers)[0].astype(np.int64)
    _, first = np.unique(numbers, return_index=True)
    uniques = frame[columns].iloc[first].astype(object)
    return numbers, uniques.where(uniques.notna(), None)


def _core(partnership: str, measure: str, category: str | None) -> str:
    """The words of a measure beyond its category and the partnership's own area."""
    said = measured(measure, category)
    own = without_place(said, partnership)
    if category is None and not own:
        own = said or (measure.casefold(),)
    return " ".join(own)


def _narrow(
    partnership: str, breakdown: str | None, measure: str, category: str | None, kind: str
) -> str:
    if breakdown is None:
        return ""
    return " ".join(without_place(broken_down(breakdown, measure, category, kind), partnership))


def _place_key(partnership: str, geography: str | None) -> str:
    return "" if geography is None else " ".join(place_of(geography, partnership))


def _with_likes_joined(found: pd.DataFrame) -> pd.DataFrame:
    """Measures of one partnership that differ only in order or spelling get one wording."""
    keys = ["partnership", "category", "core"]
    codes, uniques = _combinations(found, keys)
    uniques = uniques.reset_index(drop=True)
    label = uniques["core"].to_numpy(dtype=object).copy()
    score = np.full(len(uniques), 100.0, dtype=np.float32)
    for _, rows in uniques.groupby(["partnership", "category"], dropna=False, sort=False):
        if len(rows) > 1:
            at = rows.index.to_numpy()
            label[at], score[at] = _joined(list(rows["core"]))
    alike = np.where(label == uniques["core"].to_numpy(dtype=object), "same_words", "similar_words")
    bare = (uniques["core"] == "") & uniques["category"].notna()
    matched = np.where(bare, "vocabulary", alike)
    for name, values in (("core", label), ("match", matched), ("match_score", score)):
        found[name] = values[codes]
    found["core"], found["match"] = found["core"].astype("str"), found["match"].astype("str")
    return found


def _joined(texts: list[str]) -> tuple[list[str], list[float]]:
    """For each wording the first, in the alphabet, of those like it, and how like it is to that."""
    split: list[Words] = [tuple(text.split()) for text in texts]
    ordered = [" ".join(sorted(set(said))) for said in split]
    group = list(range(len(texts)))
    for a, b in _pairs(ordered):
        if same_meaning(split[a], split[b]):
            one, other = _root(group, a), _root(group, b)
            group[max(one, other, key=lambda n: texts[n])] = min(one, other, key=lambda n: texts[n])
    labels = [texts[_root(group, n)] for n in range(len(texts))]
    return labels, [fuzz.ratio(text, label) for text, label in zip(texts, labels, strict=True)]


def _pairs(texts: list[str]) -> Iterable[tuple[int, int]]:
    scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_LIKELY, dtype=np.uint8)
    first, second = np.nonzero(np.triu(scores, k=1))
    return zip(first.tolist(), second.tolist(), strict=True)


def _root(group: list[int], at: int) -> int:
    while group[at] != at:
        at = group[at]
    return at


def _names(found: pd.DataFrame) -> Column:
    """The indicator in words, with the wording where a report tells two wordings apart."""
    wording = _mapped(found, ["measure"], lambda measure: " ".join(words(measure)))
    told_apart = _told_apart(found.assign(wording=wording))
    names = found["base"]
    for part in (found["core"], wording.where(told_apart, ""), found["narrow"]):
        names = names + (_SEPARATOR + part).where(part != "", "")
    return names.astype("str")


def _told_apart(found: pd.DataFrame) -> Column:
    """Rows of indicators for which one report gives two wordings different values for a period."""
    same = [*_SAME_FIGURE, "partnership", "period_end"]
    exact = found[found["qualifier"] == "exact"]
    groups = exact.groupby(same, dropna=False, sort=False)
    counts = groups[["value", "wording"]].nunique()
    torn = counts[(counts["value"] > 1) & (counts["wording"] > 1)].reset_index()
    what = ["partnership", "base", "core"]
    torn = torn[what].drop_duplicates().assign(torn=True)
    marked = found[what].merge(torn, on=what, how="left")["torn"]
    return pd.Series(marked.notna().to_numpy(), index=found.index)
