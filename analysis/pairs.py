"""Finds for each period of an indicator the one before it that a reader would set beside it."""

from itertools import chain

import numpy as np
import pandas as pd

_SAME = ["partnership", "indicator", "unit", "place", "period_type"]
# What is let go of, one after the other, for numbers that have nothing before them otherwise.
_LOOSER = (
    ["partnership", "indicator", "unit", "place"],
    ["partnership", "base", "narrow", "unit", "place", "period_type"],
    ["partnership", "indicator", "unit", "period_type"],
)


def find_pairs(series: pd.DataFrame) -> pd.DataFrame:
    """Positions in the series of each `later` number and the `earlier` one it follows.

    The same period a year before comes first, then the last one before. A number of another kind
    of period, wording or place is only taken where it is the only one to stand there.
    """
    levels = series[["period_start", "period_end"]].copy()
    levels["at"] = np.arange(len(series))
    for name in dict.fromkeys([*_SAME, *chain(*_LOOSER)]):
        levels[name] = pd.factorize(series[name])[0]
    pairs = _a_year_before(levels)
    for apart in (True, False):
        pairs = _extended(pairs, _last_before(_unpaired(levels, pairs), levels, _SAME, apart))
    for keys in _LOOSER:
        free = _unpaired(levels, pairs)
        ended = levels[~levels["at"].isin(pairs["earlier"])]
        last = _last_before(_alone(free, keys), _alone(ended, keys, of=levels), keys, apart=False)
        pairs = _extended(pairs, last)
    return pairs.sort_values("later", kind="stable").reset_index(drop=True)


def _a_year_before(levels: pd.DataFrame) -> pd.DataFrame:
    start = levels["period_start"]
    day = (start.dt.year * 12 + start.dt.month) * 31 + start.dt.day
    later, earlier = levels[[*_SAME, "at"]].copy(), levels[[*_SAME, "at"]].copy()
    later["day"], earlier["day"] = day - 12 * 31, day
    # Two periods of one kind may start on a day only where the kind is `other`.
    earlier = earlier.drop_duplicates([*_SAME, "day"], keep="last")
    found = later.merge(earlier, on=[*_SAME, "day"], suffixes=("", "_before"))
    return pd.DataFrame({"later": found["at"], "earlier": found["at_before"]})


def _last_before(
    free: pd.DataFrame, candidates: pd.DataFrame, keys: list[str], apart: bool
) -> pd.DataFrame:
    """The last candidate that ended before each number; `apart`: before its period began."""
    days = "period_start" if apart else "period_end"
    later = free[[*keys, "at", days]].rename(columns={days: "day"}).sort_values("day")
    earlier = candidates[[*keys, "at", "period_end"]].rename(columns={"period_end": "day"})
    found = pd.merge_asof(
        later,
        earlier.rename(columns={"at": "earlier"}).sort_values(["day", "earlier"], kind="stable"),
        on="day",
        by=keys,
        allow_exact_matches=False,
    ).dropna(subset=["earlier"])
    return pd.DataFrame({"later": found["at"], "earlier": found["earlier"].astype("int64")})


def _unpaired(levels: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    return levels[~levels["at"].isin(pairs["later"])]


def _alone(some: pd.DataFrame, keys: list[str], of: pd.DataFrame | None = None) -> pd.DataFrame:
    """Those that are the only number of their period among all that share the keys."""
    everyone = some if of is None else of
    period = [*keys, "period_start", "period_end"]
    crowd = everyone.groupby(period, sort=False)["at"].transform("size")
    return some[crowd.reindex(some.index) == 1]


def _extended(pairs: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([pairs, more], ignore_index=True)
