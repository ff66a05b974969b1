"""Kinds of periods, and how they are written: for whole columns of dates."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.frames import Column

_MONTHS = {1: "month", 3: "quarter", 6: "half_year", 12: "rolling_year"}
_YEARS = ("financial_year", "calendar_year", "rolling_year")


def with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose period is known: `period_start` and `period_end` as days, also of `2022-23`.

    Adds `period_type`; `period` is written out for every kind.
    """
    start = pd.to_datetime(frame["period_start"])
    end = pd.to_datetime(frame["period_end"])
    year = pd.to_numeric(frame["period"].str[:4], errors="coerce")
    named = start.isna() & end.isna() & year.notna()
    start = start.mask(named, _day(year, 4, 1))
    end = end.mask(named, _day(year + 1, 3, 31))
    there = start.notna() & end.notna() & (start <= end)
    found = frame[there].copy()
    found["period_start"], found["period_end"] = start[there], end[there]
    found["period_type"] = _kinds(found["period_start"], found["period_end"])
    found["period"] = _names(found)
    return found


def financial_year_of(end: Column) -> Column:
    """The financial year in which a period ends: `2022-23`."""
    first = end.dt.year - (end.dt.month < 4).astype("int64")
    return _label(first)


def years_between(previous: str, period: str) -> int:
    """Years from one financial year to another: 2 from `2020-21` to `2022-23`."""
    return int(period[:4]) - int(previous[:4])


def years_from(first: str, last: str) -> list[str]:
    """All financial years from one to another, both included."""
    return [f"{y}-{(y + 1) % 100:02d}" for y in range(int(first[:4]), int(last[:4]) + 1)]


def _day(year: Column, month: int, day: int) -> Column:
    return pd.to_datetime(
        pd.DataFrame({"year": year, "month": month, "day": day}), errors="coerce"
    ).astype("datetime64[s]")


def _kinds(start: Column, end: Column) -> Column:
    after = end + pd.Timedelta(days=1)
    months = (after.dt.year - start.dt.year) * 12 + after.dt.month - start.dt.month
    months = months.where(after.dt.day == start.dt.day, 0)
    kind = months.map(_MONTHS).where(months.isin(list(_MONTHS)), "other")
    year = kind == "rolling_year"
    first = start.dt.day == 1
    kind = kind.mask(year & first & (start.dt.month == 4), "financial_year")
    kind = kind.mask(year & first & (start.dt.month == 1), "calendar_year")
    return kind.mask(start == end, "day").astype("str")


def _names(found: pd.DataFrame) -> Column:
    start, end, kind = found["period_start"], found["period_end"], found["period_type"]
    day, month = end.dt.strftime("%Y-%m-%d"), end.dt.strftime("%Y-%m")
    ends = month.where(end.dt.is_month_end, day)
    names = start.dt.strftime("%Y-%m-%d") + " to " + day
    names = names.mask(kind == "financial_year", _label(start.dt.year))
    names = names.mask(kind == "calendar_year", start.dt.strftime("%Y"))
    names = names.mask(kind == "rolling_year", "year to " + ends)
    names = names.mask(kind == "half_year", "half-year to " + ends)
    names = names.mask(kind == "quarter", "quarter to " + ends)
    names = names.mask(kind == "month", ends.where(end.dt.is_month_end, "month to " + day))
    return names.mask(kind == "day", day)


def _label(first: Column) -> Column:
    last = (first + 1) % 100
    return (
        first.astype("int64").astype("str") + "-" + last.astype("int64").astype("str").str.zfill(2)
    )


def is_year(kind: Column) -> npt.NDArray[np.bool_]:
    """Whether periods of a kind are a year long."""
    return np.asarray(kind.isin(_YEARS), dtype=np.bool_)
