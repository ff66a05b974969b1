"""Builds `series`, a row an indicator and period, and `restatements`, where reports clash."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.frames import Column, as_frame
from analysis.indicators import with_indicators
from analysis.periods import with_dates

FIGURE_COLUMNS = [
    "record_id",
    "report_id",
    "partnership",
    "page",
    "confidence",
    "measure",
    "category",
    "value",
    "unit",
    "geography",
    "period",
    "period_start",
    "period_end",
    "qualifier",
    "breakdown",
]
Floats = npt.NDArray[np.float64]

IDENTITY = ["partnership", "indicator", "unit", "place"]
_KEY = [*IDENTITY, "period_start", "period_end"]
_A_WORD = r"[^\W\d_]{2}"  # a measure of `-` or `2` says nothing of what is counted
_ABOUT = 0.1  # share by which a number told as *about* may differ
_MOST_DECIMALS = 4


def find_series(statistics: pa.Table, reports: pa.Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`series` and `restatements` as frames, from the datasets `statistics` and `reports`.

    Numbers without a period are in neither. Beside its own columns `series` has those of
    `with_indicators`, which `find_year_on_year` uses.
    """
    figures = find_figures(statistics, reports)
    order = [*_KEY, "told_at", "is_exact", "confidence", "report_id", "record_id"]
    down = [True] * len(_KEY) + [False, False, False, True, True]
    figures = figures.sort_values(order, ascending=down, na_position="last", kind="stable")
    figures["key"] = figures.groupby(_KEY, sort=False, dropna=False).ngroup()
    series = figures.drop_duplicates("key").set_index("key")
    groups = figures.groupby("key", sort=False)
    series["n_reports"] = groups["report_id"].nunique()
    series["n_records"] = groups.size()
    figures["differs"] = _differs(figures, series.loc[figures["key"]])
    series["agree"] = ~figures.groupby("key", sort=False)["differs"].any()
    restatements = _restatements(figures[figures["differs"]], series)
    series = series.reset_index(drop=True)
    return _in_order(series), _in_order(restatements)


def find_figures(statistics: pa.Table, reports: pa.Table) -> pd.DataFrame:
    """The numbers whose period is known, with their indicator and the period of their report."""
    figures = with_dates(as_frame(statistics.select(FIGURE_COLUMNS)).sort_values("record_id"))
    named = figures["measure"].str.contains(_A_WORD)
    figures = with_indicators(figures[named].reset_index(drop=True))
    figures["geography"] = _one_spelling(figures)
    figures["is_exact"] = figures["qualifier"] == "exact"
    told = as_frame(reports.select(["report_id", "report_period", "period_start", "period_end"]))
    ends = with_dates(told.rename(columns={"report_period": "period"}))
    told_at = dict(zip(ends["report_id"], ends["period_end"], strict=True))
    figures["told_at"] = pd.to_datetime(figures["report_id"].map(told_at))
    return figures


def _one_spelling(figures: pd.DataFrame) -> Column:
    """A place as it is printed with most small letters; null for the own area."""
    printed = figures[["partnership", "place"]].assign(said=figures["geography"].fillna(""))
    spelt = printed.groupby(["partnership", "place"], sort=False)["said"].transform("max")
    return spelt.astype(object).where(figures["place"] != "", None)


def _differs(figures: pd.DataFrame, series: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether a record tells another value than the one in the series, beyond rounding."""
    digits = np.minimum(decimals(series["value"]), decimals(figures["value"]))
    rounded = np.where(series["unit"] == "count", 0.0, 0.5 * 10.0 ** -digits.astype(float)) / 2
    low, high = _bounds(series, rounded)
    other_low, other_high = _bounds(figures, rounded)
    return np.asarray((low > other_high + 1e-9) | (other_low > high + 1e-9), dtype=np.bool_)


def _bounds(frame: pd.DataFrame, rounded: Floats) -> tuple[Floats, Floats]:
    """Between what a number that is told so may lie."""
    value, kind = frame["value"].to_numpy(float), frame["qualifier"].to_numpy(str)
    about = np.where(kind == "approx", np.abs(value) * _ABOUT, rounded)
    low = np.where(kind == "at_most", -np.inf, value - about)
    high = np.where(kind == "at_least", np.inf, value + about)
    return low, high


def decimals(column: Column) -> npt.NDArray[np.int64]:
    """How many decimals numbers are printed with, at most 4: 2 for 16.25."""
    values = column.to_numpy(float)
    found = np.full(len(values), _MOST_DECIMALS, dtype=np.int64)
    for n in range(_MOST_DECIMALS - 1, -1, -1):
        found[np.abs(np.round(values, n) - values) < 1e-9] = n
    return found


def _restatements(other: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """A row for each value that a report tells otherwise than the series."""
    other = other.drop_duplicates(["key", "report_id", "value"])
    found = series.loc[other["key"]].reset_index(drop=True)
    for name in ("value", "record_id", "report_id", "page"):
        found[f"other_{name}"] = other[name].to_numpy()
    found["difference"] = found["value"] - found["other_value"]
    found["same_report"] = found["report_id"] == found["other_report_id"]
    told, others = found["measure"].str.casefold(), other["measure"].str.casefold()
    found["same_wording"] = told.to_numpy() == others.to_numpy()
    return found


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By partnership, indicator, unit, place and time."""
    order = ["partnership", "indicator", "unit", "place", "period_end", "period_start"]
    order += [name for name in ("other_report_id", "other_record_id") if name in frame]
    return frame.sort_values(order, kind="stable").reset_index(drop=True)
