"""Builds `coverage`: which documents there are of a partnership and year, and which are missing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.frames import as_frame
from analysis.periods import financial_year_of, with_dates, years_from

Told = Counter[tuple[str, str]]
REPORT_COLUMNS = [
    "report_id",
    "partnership",
    "document_type",
    "report_period",
    "period_start",
    "period_end",
    "parts",
]
_COUNTED = ("priorities", "funding", "statistics")


def find_coverage(
    reports: pa.Table, priorities: pa.Table, funding: pa.Table, statistics: pa.Table
) -> pd.DataFrame:
    """`coverage` as a frame: each year from the first to the last told, each type that is there."""
    documents = _documents(reports)
    told: dict[str, Told] = {
        "priorities": _years(as_frame(priorities.select(["partnership", "period"]))),
        "funding": _years(as_frame(funding.select(["partnership", "period"]))),
        "statistics": _years(_ends(statistics)),
    }
    rows: list[dict[str, Any]] = []
    for partnership, own in documents.groupby("partnership", sort=True):
        rows += _rows(str(partnership), own, told)
    columns = ["partnership", "period", "document_type", "status", "n_documents", "report_ids"]
    return pd.DataFrame(rows, columns=[*columns, *(f"n_{name}" for name in _COUNTED)])


def _documents(reports: pa.Table) -> pd.DataFrame:
    """One row a document: the parts of a report, or the report where it has none of its own."""
    rows = []
    for report in reports.select(REPORT_COLUMNS).sort_by("report_id").to_pylist():
        whole = {"document_type": report["document_type"], "period": report["report_period"]}
        for part in report["parts"] or [whole]:
            rows.append(
                {
                    "report_id": report["report_id"],
                    "partnership": report["partnership"],
                    "document_type": part["document_type"],
                    "period": part["period"],
                }
            )
    return pd.DataFrame(rows, columns=["report_id", "partnership", "document_type", "period"])


def _ends(statistics: pa.Table) -> pd.DataFrame:
    columns = ["partnership", "period", "period_start", "period_end"]
    dated = with_dates(as_frame(statistics.select(columns)))
    return dated.assign(period=financial_year_of(dated["period_end"]))


def _years(told: pd.DataFrame) -> Told:
    dated = told.dropna(subset=["period"])
    return Counter(zip(dated["partnership"], dated["period"], strict=True))


def _rows(partnership: str, own: pd.DataFrame, told: dict[str, Told]) -> Iterator[dict[str, Any]]:
    there: dict[tuple[str, str | None], list[str]] = {}
    for kind, year, report in zip(
        own["document_type"], own["period"], own["report_id"], strict=True
    ):
        there.setdefault((kind, year if isinstance(year, str) else None), []).append(report)
    types = sorted({kind for kind, _ in there})
    for year in _span(own, partnership, told):
        counts = {name: told[name][partnership, year or ""] for name in _COUNTED}
        elsewhere = any(counts.values()) or any((kind, year) in there for kind in types)
        for kind in types:
            reports = there.get((kind, year), [])
            if year is None and not reports:
                continue
            yield {
                "partnership": partnership,
                "period": year,
                "document_type": kind,
                "status": "there" if reports else "told_elsewhere" if elsewhere else "missing",
                "n_documents": len(reports),
                "report_ids": sorted(set(reports)),
                **{f"n_{name}": n for name, n in counts.items()},
            }


def _span(own: pd.DataFrame, partnership: str, told: dict[str, Told]) -> list[str | None]:
    """The years to show: from the first to the last of documents, priorities and money.

    Numbers do not count: a report tells of 1995 in passing.
    """
    years = {year for year in own["period"] if isinstance(year, str)}
    for name in ("priorities", "funding"):
        years |= {year for slug, year in told[name] if slug == partnership}
    undated: list[str | None] = [None] if own["period"].isna().any() else []
    return [*(years_from(min(years), max(years)) if years else []), *undated]
