"""Builds `funding_by_year` from sums that may be added, and lists those that may not."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import pyarrow as pa
from rapidfuzz import fuzz

from analysis.wording import place_of, words

Sum = dict[str, Any]
"""A row of `funding`, with `reason` and `because_of` once it is left out."""

FUNDING_COLUMNS = [
    "record_id",
    "report_id",
    "partnership",
    "report_period",
    "page",
    "area",
    "section",
    "source_text",
    "amount_gbp",
    "amount_max_gbp",
    "amount_text",
    "qualifier",
    "basis",
    "kind",
    "funder",
    "recipient",
    "scheme",
    "purpose",
    "period",
]
_YEAR = ("partnership", "period", "kind")
_GROUP = ("partnership", "period", "funder", "scheme", "kind")
# "£1m of the £1.3m" · "£5,000 out of a total of £20,000"
_OF_THE = r"\s+(?:\w+\s+){0,2}?of\s+(?:the|this|that|its|their|our|a total of)\s+(?:total\s+)?"
# "£321,827 … to all Community Safety Partnerships" · "shared between the CSPs of the county"
_SHARED = re.compile(
    r"\b(?:all|each|every|both|between|among|amongst|across)\b(?:\s+(?:of|the|\d+|\w+)){0,3}\s+"
    r"(?:(?:community safety )?partnerships|CSPs|districts|forces|boroughs)\b",
    re.IGNORECASE,
)
_ALIKE = 60  # token_set_ratio of two purposes or funders under which they are different ones
_SMALL = frozenset(("and", "of", "the", "for"))
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def find_funding_by_year(funding: pa.Table) -> tuple[list[Sum], list[Sum]]:
    """Rows of `funding_by_year` and of `funding_left_out`, from the dataset `funding`.

    A sum is left out for the first of these that applies: it has a basis, no year, is of another
    area, a range, or shared by several partnerships; it is part of a larger sum or the total of
    others; another report tells it too.
    """
    sums: list[Sum] = funding.select(FUNDING_COLUMNS).sort_by("record_id").to_pylist()
    for row in sums:
        row["reason"], row["because_of"] = _reason_alone(row), None
    for reason, find in (
        ("part_of_larger", _parts),
        ("total_of_parts", _totals),
        ("told_twice", _told_twice),
    ):
        counted = [row for row in sums if row["reason"] is None]
        for row, other in find(counted):
            row["reason"], row["because_of"] = reason, other["record_id"]
    left_out = [row for row in sums if row["reason"] is not None]
    left_out.sort(key=lambda row: (*_key(row, _YEAR), row["record_id"]))
    return _added(sums), left_out


def _reason_alone(row: Sum) -> str | None:
    """What of a sum itself says that it may not be added to others."""
    if row["basis"] is not None:
        return "basis"
    if row["period"] is None:
        return "no_period"
    if row["area"] is not None and place_of(row["area"], row["partnership"]):
        return "other_area"
    if row["amount_max_gbp"] is not None:
        return "range"
    after = row["source_text"].partition(row["amount_text"])[2]
    if _SHARED.search(row["recipient"] or "") or _SHARED.search(after[:150]):
        return "shared"
    return None


def _parts(sums: list[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """Sums of which the words say that they are part of another: *£1m of the £1.3m*."""
    told = [row for row in sums if re.search(_OF_THE, row["source_text"], re.IGNORECASE)]
    for same in _grouped(told, ("report_id", "source_text")):
        for row in same:
            larger = (whole for whole in same if whole["amount_gbp"] > row["amount_gbp"])
            whole = next((whole for whole in larger if _is_part(row, whole)), None)
            if whole is not None:
                yield row, whole


def _is_part(row: Sum, whole: Sum) -> bool:
    pattern = re.escape(row["amount_text"]) + _OF_THE + re.escape(whole["amount_text"])
    return re.search(pattern, row["source_text"], re.IGNORECASE) is not None


def _totals(sums: list[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """Sums that are all the others of their year, kind and section in one report together."""
    for group in _grouped(sums, ("report_id", *_YEAR, "section")):
        largest = max(group, key=lambda row: row["amount_gbp"])
        rest = [row for row in group if row is not largest]
        total = sum(row["amount_gbp"] for row in rest)
        if len(rest) > 1 and abs(total - largest["amount_gbp"]) < 0.5:
            yield largest, rest[0]


def _told_twice(sums: list[Sum]) -> Iterator[tuple[Sum, Sum]]:
    """Sums that another report tells too; the report of that year, and most said, is kept."""
    for same in _grouped(sums, (*_YEAR, "amount_gbp")):
        if len({row["report_id"] for row in same}) < 2:
            continue
        kept: list[tuple[Sum, set[str]]] = []
        for row in sorted(same, key=_worth):
            # Two sums of one report are two sums: each can stand for one of another report.
            twin = next(
                (k for k in kept if row["report_id"] not in k[1] and _same(k[0], row)), None
            )
            if twin is None:
                kept.append((row, {row["report_id"]}))
            else:
                twin[1].add(row["report_id"])
                yield row, twin[0]


def _worth(row: Sum) -> tuple[Hashable, ...]:
    said = sum(row[name] is not None for name in ("funder", "scheme", "purpose"))
    return row["report_period"] != row["period"], -said, row["report_id"], row["record_id"]


def _same(one: Sum, other: Sum) -> bool:
    """Whether two equal sums of two reports can be one: nothing said of them differs."""
    return all(_agree(one[name], other[name]) for name in ("funder", "scheme", "purpose"))


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two names can be of the same: in full, by initials, or by those in brackets."""
    if one is None or other is None:
        return True
    if _names(one) & _names(other):
        return True
    return fuzz.token_set_ratio(" ".join(words(one)), " ".join(words(other))) >= _ALIKE


def _names(text: str) -> set[str]:
    said = [word for word in words(_BRACKETS.sub("", text)) if word not in _SMALL]
    brackets = {" ".join(words(found)) for found in _BRACKETS.findall(text)}
    return {" ".join(said), "".join(word[0] for word in said), *brackets}


def _added(sums: list[Sum]) -> list[Sum]:
    """One row a partnership, year, funder, scheme and kind."""
    again = defaultdict(set)
    for row in sums:
        if row["reason"] == "told_twice":
            again[row["because_of"]].add(row["report_id"])
    rows = []
    for group in _grouped([row for row in sums if row["reason"] is None], _GROUP):
        kinds = {row["qualifier"] for row in group}
        reports = {row["report_id"] for row in group}
        reports = reports.union(*(again[row["record_id"]] for row in group))
        rows.append(
            {
                **{name: group[0][name] for name in (*_GROUP, "report_id", "page")},
                "amount_gbp": round(sum(row["amount_gbp"] for row in group), 2),
                "qualifier": kinds.pop() if len(kinds) == 1 else "approx",
                "n_sums": len(group),
                "n_reports": len(reports),
                "record_ids": [row["record_id"] for row in group],
            }
        )
    return rows


def _grouped(rows: Iterable[Sum], names: Iterable[str]) -> list[list[Sum]]:
    """Rows that share the values of some columns, in the order of those; null comes last."""
    groups: dict[tuple[Hashable, ...], list[Sum]] = defaultdict(list)
    for row in rows:
        groups[_key(row, names)].append(row)
    return [groups[key] for key in sorted(groups)]


def _key(row: Sum, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple((row[name] is None, "" if row[name] is None else row[name]) for name in names)
