"""Why two numbers cannot simply be compared, in words for readers."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_TEXTS = {
    "period_type": "{previous_period} and {period} are other kinds of period",
    "overlap": "the two periods share days",
    "season": "not the same time of the year",
    "gap": "years between them are not told",
    "dates": "the periods do not follow a year apart",
    "geography": "of another place ({previous_geography}, {geography})",
    "wording": "worded otherwise: {previous_measure} / {measure}",
    "pandemic": "the pandemic lies in one of them",
    "small_numbers": "small numbers: percentages mislead",
    "qualifier": "not told exactly",
    "restated": "reports tell other values too",
    "printed_change": "the printed change does not follow from the two numbers",
}
_LEFT_OUT = {
    "basis": "per year, case or pound",
    "no_period": "no year is told",
    "other_area": "of another area",
    "range": "a range",
    "shared": "shared by several partnerships",
    "part_of_larger": "part of a larger sum",
    "total_of_parts": "the total of the others",
    "told_twice": "told by another report too",
}


def explain(pair: Mapping[str, Any]) -> list[str]:
    """The reasons of a row of `year_on_year`, each in a few words."""
    told = {name: "own area" if "geography" in name and not v else v for name, v in pair.items()}
    texts = [_TEXTS[reason].format(**told) for reason in pair["reasons"] if reason in _TEXTS]
    return [*texts, *(_labels()[name] for name in pair["recording_rules"])]


def why_left_out(reason: str) -> str:
    """Why a sum of money was not added, in a few words."""
    return _LEFT_OUT[reason]


@cache
def _labels() -> dict[str, str]:
    data = (files("schemas.data") / "comparability.toml").read_text("utf-8")
    return {name: rule["label"] for name, rule in tomllib.loads(data)["rules"].items()}
