"""Records of made-up reports, for the tests of what compares years."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from analysis.build import NEEDED, derive
from schemas import (
    DATASETS,
    Funding,
    Initiative,
    Part,
    Priority,
    Report,
    Row,
    Statistic,
    arrow_schema,
)
from schemas.store import Store

OWN = "braintree"


def report(name: str, period: str | None = None, **columns: Any) -> Report:
    """A report; its name ends in its period unless one is given: `ar-2022-23`."""
    period = period or name[-7:]
    kind = columns.pop("document_type", "annual_report")
    parts = columns.pop("parts", [Part(document_type=kind, period=period)])
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    made: dict[str, Any] = {
        "report_id": name,
        "title": f"Annual Report {period}",
        "document_type": kind,
        "partnership": OWN,
        "area_codes": [],
        "report_period": period,
        "sha256": sha256,
        "source": f"{name}.pdf",
        "media_type": "application/pdf",
        "extractor_version": "made",
        "ingested_at": datetime(2026, 5, 1, tzinfo=UTC),
        "n_warnings": 0,
        "warnings": [],
        "parts": parts,
    }
    return Report(**made | columns)


def figure(value: float, period: str = "2022-23", **columns: Any) -> Statistic:
    """A number: 120 robberies unless said otherwise; `2022` and `2016-11-01/2017-10-31` as well."""
    made: dict[str, Any] = {
        "measure": "Robbery",
        "category": "robbery",
        "value": value,
        "unit": "count",
        "qualifier": "exact",
        "statement_id": "s",
        **_dates(period),
    }
    made |= {"area": columns.get("geography")}
    return Statistic(**_record("statistics", made | columns, "ar-2022-23"))


def money(amount: float, period: str | None = "2022-23", **columns: Any) -> Funding:
    """A sum: a grant unless said otherwise."""
    text = f"£{amount:,.0f}"
    made: dict[str, Any] = {
        "amount_gbp": amount,
        "amount_text": text,
        "qualifier": "exact",
        "kind": "grant",
    }
    made |= {"period": period, "source_text": f"The partnership received {text}."}
    return Funding(**_record("funding", made | columns, "ar-2022-23"))


def aim(text: str, period: str = "2022-23", themes: Sequence[str] = (), **columns: Any) -> Priority:
    """A priority of the partnership's own, in the report of its period."""
    made: dict[str, Any] = {
        "text": text,
        "period": period,
        "owner": "csp",
        "themes": list(themes),
        "ordinal": 1,
    }
    return Priority(**_record("priorities", made | columns, f"ar-{period}"))


def initiative(name: str, period: str = "2022-23", **columns: Any) -> Initiative:
    """Something delivered."""
    made: dict[str, Any] = {"name": name, "period": period, "status": "delivered", "themes": []}
    made |= {"priority_refs": [], "partners": []}
    return Initiative(**_record("initiatives", made | columns, f"ar-{period}"))


def _record(dataset: str, columns: dict[str, Any], name: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "report_id": name,
        "partnership": OWN,
        "page": 7,
        "source_text": "said of it",
    }
    record |= {"method": "made.up", "confidence": 0.9} | columns
    record.setdefault("report_period", record["report_id"][-7:])
    printed = repr((dataset, sorted((k, v) for k, v in record.items()))).encode()
    return {"record_id": hashlib.sha256(printed).hexdigest()[:20]} | record


def _dates(period: str) -> dict[str, Any]:
    if "/" in period:
        start, end = (date.fromisoformat(day) for day in period.split("/"))
        return {"period": None, "period_start": start, "period_end": end}
    year = int(period[:4])
    if len(period) == 4:
        return {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    start, end = date(year, 4, 1), date(year + 1, 3, 31)
    return {"period": period, "period_start": start, "period_end": end}


def tables(rows: Iterable[Row]) -> dict[str, pa.Table]:
    """The datasets that the derived ones are made from, in the order of the rows given."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in NEEDED}
    models = {DATASETS[name]: name for name in NEEDED}
    for row in _with_reports(list(rows)):
        if type(row) in models:
            found[models[type(row)]].append(row.model_dump())
    return {
        name: pa.Table.from_pylist(found[name], arrow_schema(DATASETS[name])).select(NEEDED[name])
        for name in NEEDED
    }


def derived(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    """All derived datasets, as rows."""
    return {name: table.to_pylist() for name, table in derive(tables(rows)).items()}


def stored(folder: Path, rows: Iterable[Row]) -> str:
    """A curated folder with the reports and records."""
    everything = _with_reports(list(rows))
    store = Store(str(folder))
    for made in everything:
        if isinstance(made, Report):
            name = made.report_id
            own = {
                dataset: [r for r in everything if type(r) is model and _of(r) == name]
                for dataset, model in DATASETS.items()
            }
            store.write(own)
    return str(folder)


def _of(row: Row) -> str:
    """The report of a row."""
    return str(getattr(row, "report_id", ""))


def _with_reports(rows: list[Row]) -> list[Row]:
    """The rows and a report for each record that has none among them."""
    there = {row.report_id for row in rows if isinstance(row, Report)}
    missing = {}
    for row in rows:
        name = _of(row)
        if name not in there:
            missing[name] = report(name, partnership=getattr(row, "partnership", OWN))
    return [*missing.values(), *rows]
