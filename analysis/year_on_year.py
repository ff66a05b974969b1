"""Builds `year_on_year`: what changed from one period to the next, and whether that can be said."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.comparability import Bools, in_pandemic, rules_between, small
from analysis.frames import Column
from analysis.pairs import find_pairs
from analysis.series import decimals

Floats = npt.NDArray[np.float64]

_CHANGES = ("percentage_change", "percentage_point_change", "absolute_change")
_NO_RATIO = ("percent", "rank", "score", "ratio", "other")  # no percentage of these is told
_NOT_COMPARABLE = {"period_type", "overlap", "season", "geography"}
_OF_EARLIER = [
    "value",
    "period",
    "period_type",
    "geography",
    "measure",
    "record_id",
    "report_id",
    "page",
]
_PRINTED = ["partnership", "indicator", "place", "period_start", "period_end"]


def find_year_on_year(series: pd.DataFrame, restatements: pd.DataFrame) -> pd.DataFrame:
    """`year_on_year` as a frame, from the frames that `find_series` makes."""
    levels = series[~series["unit"].isin(_CHANGES)].reset_index(drop=True)
    pairs = find_pairs(levels)
    later = levels.loc[pairs["later"]].reset_index(drop=True)
    earlier = levels.loc[pairs["earlier"]].reset_index(drop=True)
    found = later.copy()
    for name in _OF_EARLIER:
        found[f"previous_{name}"] = earlier[name]
    found["previous_start"], found["previous_period_end"] = (
        earlier["period_start"],
        earlier["period_end"],
    )
    found["change"] = (later["value"] - earlier["value"]).round(9)
    found["percent_change"] = _percent(later, earlier)
    found = _with_printed(found, _printed(series, restatements))
    _judge(found, earlier)
    order = ["partnership", "indicator", "unit", "place", "period_end", "period_start"]
    return found.sort_values(order, kind="stable").reset_index(drop=True)


def _percent(later: pd.DataFrame, earlier: pd.DataFrame) -> Column:
    told = ~later["unit"].isin(_NO_RATIO) & (earlier["value"] > 0)
    change = (later["value"] - earlier["value"]) / earlier["value"].where(told) * 100
    return change.round(9)


def _printed(series: pd.DataFrame, restatements: pd.DataFrame) -> pd.DataFrame:
    """All changes that reports print, also where they tell several for a period."""
    names = {"other_value": "value", "other_record_id": "record_id"}
    columns = [*_PRINTED, "unit", "value", "record_id"]
    others = restatements.drop(columns=[*names.values()]).rename(columns=names)
    return pd.concat(
        [frame[frame["unit"].isin(_CHANGES)][columns] for frame in (series, others)],
        ignore_index=True,
    )


def _with_printed(found: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Adds the changes that are printed for the later period, and whether they agree."""
    found = found.assign(nth=np.arange(len(found)))
    percents = _nearest(found, series, ["percentage_change"], "percent_change")
    points = found[found["unit"] == "percent"]
    changes = pd.concat(
        [
            _nearest(points, series, ["percentage_point_change", "absolute_change"], "change"),
            _nearest(found.drop(points.index), series, ["absolute_change"], "change"),
        ]
    )
    found["printed_percent_change"] = found["nth"].map(percents["value"])
    found["printed_change"] = found["nth"].map(changes["value"])
    record = found["nth"].map(percents["record_id"])
    found["printed_record_id"] = record.fillna(found["nth"].map(changes["record_id"]))
    found["printed_agrees"] = _agrees(found)
    return found.drop(columns="nth")


def _nearest(
    found: pd.DataFrame, series: pd.DataFrame, units: list[str], computed: str
) -> pd.DataFrame:
    """For each pair the printed change that is nearest to the computed one: value, record_id."""
    printed = series[series["unit"].isin(units)][[*_PRINTED, "value", "record_id"]]
    here = found[[*_PRINTED, "nth", computed]].dropna(subset=[computed])
    both = here.merge(printed, on=_PRINTED)
    both["off"] = (both["value"] - both[computed]).abs()
    best = both.sort_values(["nth", "off", "record_id"]).drop_duplicates("nth")
    return best.set_index("nth")[["value", "record_id"]]


def _agrees(found: pd.DataFrame) -> Column:
    """Whether the printed changes can come of the two values, given how each is rounded."""
    low, high = found["previous_value"].to_numpy(float), found["value"].to_numpy(float)
    counted = (found["unit"] == "count").to_numpy()
    before = np.where(counted, 0.0, _half(found["previous_value"]))
    after = np.where(counted, 0.0, _half(found["value"]))
    change = found["printed_change"].to_numpy(float)
    slack = before + after + _half(found["printed_change"].fillna(0)) + 1e-9
    right = np.isnan(change) | (np.abs(high - low - change) <= slack)
    percent = found["printed_percent_change"].to_numpy(float)
    slack = _half(found["printed_percent_change"].fillna(0)) + 1e-9
    with np.errstate(divide="ignore", invalid="ignore"):
        least = ((high - after) / (low + before) - 1) * 100 - slack
        most = ((high + after) / (low - before) - 1) * 100 + slack
    right &= np.isnan(percent) | ((least <= percent) & (percent <= most))
    told = ~(np.isnan(change) & np.isnan(percent))
    return pd.Series(np.where(told, right, None), index=found.index, dtype="boolean")


def _half(column: Column) -> Floats:
    """Half of the last decimal that is printed."""
    return np.asarray(0.5 * 10.0 ** -decimals(column).astype(float), dtype=np.float64)


def _judge(found: pd.DataFrame, earlier: pd.DataFrame) -> None:
    """Adds `comparable`, `reasons` and `recording_rules`."""
    wording = found["previous_measure"] + " " + found["measure"]
    wording = wording + " " + found["breakdown"].fillna("")
    changed, is_no = rules_between(found.assign(wording=wording))
    flags = _of_periods(found) | _of_numbers(found, earlier)
    flags["recording_rule"] = np.fromiter((bool(names) for names in changed), dtype=np.bool_)
    order = [*flags]
    matrix = np.column_stack([flags[name] for name in order])
    is_no |= np.any(matrix[:, [name in _NOT_COMPARABLE for name in order]], axis=1)
    found["comparable"] = np.where(is_no, "no", np.where(matrix.any(axis=1), "check", "yes"))
    kinds, kind = np.unique(matrix, axis=0, return_inverse=True)
    told = [[name for name, on in zip(order, row, strict=True) if on] for row in kinds]
    found["reasons"] = [told[k] for k in kind.ravel()]
    found["recording_rules"] = changed


def _of_periods(found: pd.DataFrame) -> dict[str, Bools]:
    """Reasons that lie in the two periods."""
    start, before = found["period_start"], found["previous_start"]
    other = found["period_type"] != found["previous_period_type"]
    overlap = found["previous_period_end"] >= start
    months = (start.dt.year - before.dt.year) * 12 + start.dt.month - before.dt.month
    whole = (months % 12 == 0) & (start.dt.day == before.dt.day)
    part = found["period_type"].isin(["month", "quarter", "half_year"])
    same = ~other & ~overlap
    flags = {
        "period_type": other,
        "overlap": overlap,
        "season": same & part & ~whole,
        "gap": same & (months > 12) & ~(part & ~whole),
        "dates": same & ~part & ~whole & (months <= 12),
    }
    pandemic = in_pandemic(start, found["period_end"]) | in_pandemic(
        before, found["previous_period_end"]
    )
    flags["pandemic"] = pandemic & (found["unit"] != "rank")
    return {name: np.asarray(flag, dtype=np.bool_) for name, flag in flags.items()}


def _of_numbers(found: pd.DataFrame, earlier: pd.DataFrame) -> dict[str, Bools]:
    """Reasons that lie in what the two numbers are, and how they are told."""
    told, before = found["measure"].str.casefold(), found["previous_measure"].str.casefold()
    reworded = told.str.split().str.join(" ") != before.str.split().str.join(" ")
    least = np.minimum(found["value"], found["previous_value"])
    flags = {
        "geography": found["place"] != earlier["place"],
        "wording": reworded,
        "small_numbers": (found["unit"] == "count") & (least < small()),
        "qualifier": (found["qualifier"] != "exact") | (earlier["qualifier"] != "exact"),
        "restated": ~(found["agree"].astype(bool) & earlier["agree"].astype(bool)),
        "printed_change": ~found["printed_agrees"].fillna(True).astype(bool),
    }
    return {name: np.asarray(flag, dtype=np.bool_) for name, flag in flags.items()}
