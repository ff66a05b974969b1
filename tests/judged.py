"""Reports that a made-up rule reads, before and after somebody changed it."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from review.diff import Rows, Snapshot
from schemas import DATASETS, Report, Row, Statistic, Table, TableCell, record_id
from schemas.parquet import decode, encode
from schemas.store import Store, report_id

SENTENCES = (
    "Robbery rose to 182 offences in 2022-23.",
    "Burglary fell to 90 offences in 2022-23.",
    "Arson stayed at 12 offences in 2022-23.",
    "Theft came to 4,100 offences in 2022-23.",
)


def read(
    sentences: Sequence[str] = SENTENCES,
    name: str = "report.pdf",
    code: str = "code-1",
    quirk: str = "",
    touches: str = "Robbery",
    source: str | None = None,
) -> dict[str, list[Row]]:
    """What the rule `statistics.made_up` finds; its `quirk` shows in the sentence it `touches`."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    key = report_id(name, sha256)
    found = []
    for i, sentence in enumerate(sentences):
        columns = _read(key, i, sentence)
        if sentence.startswith(touches):
            if quirk == "lost":
                continue
            columns |= _changed(columns, quirk, key)
        found.append(Statistic(**columns))
    if quirk == "new":
        found.append(Statistic(**_read(key, 9, "Fraud came to 77 offences in 2022-23.")))
    report = Report(
        report_id=key,
        title="Annual Report",
        document_type="annual_report",
        partnership="braintree",
        area_codes=[],
        report_period="2022-23",
        n_pages=3,
        sha256=sha256,
        source=source or name,
        media_type="application/pdf",
        extractor_version=code,
        ingested_at=datetime(2024, 5, 1, tzinfo=UTC),
        n_warnings=0,
        warnings=[],
        parts=[],
    )
    return {"reports": [report], "statistics": list(found)}


def _read(key: str, i: int, sentence: str) -> dict[str, Any]:
    number = next(word for word in sentence.split() if word[0].isdigit())
    return {
        "record_id": record_id(key, "statistics", number, sentence),
        "report_id": key,
        "partnership": "braintree",
        "report_period": "2022-23",
        "page": 1,
        "x0": 50.0,
        "top": 100.0 + 40 * i,
        "x1": 300.0,
        "bottom": 112.0 + 40 * i,
        "section": "Crime",
        "source_text": sentence,
        "method": "statistics.made_up",
        "confidence": 0.9,
        "measure": sentence.split(maxsplit=1)[0],
        "value": float(number.replace(",", "")),
        "unit": "count",
        "period": "2022-23",
        "period_start": date(2022, 4, 1),
        "period_end": date(2023, 3, 31),
        "qualifier": "exact",
        "statement_id": f"s{i}",
    }


def _changed(columns: dict[str, Any], quirk: str, key: str) -> dict[str, Any]:
    longer = f"In all, {columns['source_text'][:-1]}, the police said."
    return {
        "value": {"value": columns["value"] + 1},
        "sum": {"value": 18.2, "record_id": record_id(key, "statistics", "18.2", "another")},
        "unit": {"unit": "percent"},
        "period": {"period": None, "period_start": None, "period_end": None},
        "other column": {"category": "robbery"},
        "reworded": {
            "source_text": longer,
            "record_id": record_id(key, "statistics", "182", longer),
        },
        "moved": {"page": 2},
        "confidence only": {"confidence": 0.5},
        "surer value": {"value": columns["value"] + 1, "confidence": 0.6, "x0": 55.0},
    }.get(quirk, {})


def read_table(
    cells: Sequence[Sequence[str]],
    name: str = "report.pdf",
    table: str = "t1",
    code: str = "code-1",
) -> dict[str, list[Row]]:
    """A report with one table; `table` is its id, in which all its words have a say."""
    rows = read([], name, code)
    key = rows["reports"][0].model_dump()["report_id"]
    words = " ".join(text for row in cells for text in row)
    common = {k: v for k, v in _read(key, 0, "Crime 1").items() if k in TableCell.model_fields}
    common |= {"method": "tables.cell", "source_text": words[:400], "value": None, "unit": None}
    rows["tables"] = [
        Table(
            **{k: v for k, v in common.items() if k not in ("value", "unit")},
            table_id=table,
            n_rows=len(cells),
            n_cols=len(cells[0]),
            n_header_rows=1,
            kind="data",
        ).model_copy(update={"record_id": record_id(key, "tables", table, words)})
    ]
    rows["table_cells"] = [
        TableCell(
            **common
            | {
                "record_id": record_id(key, "table_cells", text, table, 100 * i + j),
                "source_text": " ".join(row),
                "value": float(text) if text.isdigit() else None,
                "unit": "count" if text.isdigit() else None,
            },
            table_id=table,
            row=i,
            col=j,
            row_span=1,
            col_span=1,
            text=text,
            is_header=i == 0,
        )
        for i, row in enumerate(cells)
        for j, text in enumerate(row)
    ]
    return rows


def snapshot(*reports: dict[str, list[Row]]) -> Snapshot:
    """The state of the datasets with these reports in them."""
    return {
        rows["reports"][0].model_dump()["report_id"]: {
            dataset: Rows.of(decode(encode(model, rows.get(dataset, []))))
            for dataset, model in DATASETS.items()
        }
        for rows in reports
    }


def published_values(store: Store) -> dict[str, float]:
    """Value by measure, of what is published."""
    table = store.read("statistics")
    return dict(zip(table["measure"].to_pylist(), table["value"].to_pylist(), strict=True))
