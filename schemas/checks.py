"""What must hold between the rows of one report, beyond what each row's own model says."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from schemas.manifest import Manifest

Rows = dict[str, list[dict[str, Any]]]
Found = tuple[str, int | None, str]
"""Dataset, index of the row, what is wrong."""

# "01277 312500" · "020 7946 0018" · "+44 (0)1277 312 500" · "(01277) 312500" · "07700900123"
PHONE = re.compile(
    r"(?<![\w.,/£+-])(?:\+44\s?(?:\(0\)\s?)?[1-9]|\(?0[1-9])\d{1,3}\)?[ -]?\d{3,4}[ -]?\d{3,4}"
    r"(?![\w/%])(?![.,]\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERIOD = re.compile(r"(\d{4})-(\d{2})")

_BOX = ("page", "x0", "top", "x1", "bottom")
_NOT_FOR_READERS = {"source_text", "record_id", "report_id", "statement_id", "table_id"} | {
    "sha256",
    "source",
    "extractor_version",
}


def find_contradictions(rows: Rows, manifest: Manifest) -> Iterator[Found]:
    """Where a report's rows do not agree; `rows` of every dataset, as dicts."""
    yield from _report_row(rows["reports"], manifest)
    report = next(iter(rows["reports"]), {})
    for dataset, records in rows.items():
        for i, row in enumerate(records):
            for what in (*_keys(row, report), *_periods(row), *_contacts(row), *_box(row, report)):
                yield dataset, i, what
    yield from _tables(rows)


def _report_row(reports: list[dict[str, Any]], manifest: Manifest) -> Iterator[Found]:
    if len(reports) != 1:
        yield "reports", None, f"{len(reports)} rows, not one"
        return
    (row,) = reports
    if row["report_id"] != manifest.report_id or row["sha256"] != manifest.sha256:
        yield "reports", 0, "report_id or sha256 is not the manifest's"
    if row["n_warnings"] != len(row["warnings"]):
        yield "reports", 0, f"n_warnings is {row['n_warnings']} of {len(row['warnings'])} warnings"


def _keys(row: Mapping[str, Any], report: Mapping[str, Any]) -> Iterator[str]:
    for column in ("report_id", "partnership"):
        if report and row[column] != report[column]:
            yield f"{column} {row[column]!r} is not the report's, {report[column]!r}"


def _periods(row: Mapping[str, Any]) -> Iterator[str]:
    periods = {name: row.get(name) for name in ("period", "report_period")}
    periods |= {f"parts.{i}": part["period"] for i, part in enumerate(row.get("parts", ()))}
    for name, period in periods.items():
        if period is not None and not is_period(period):
            yield f"{name} {period!r} is no financial year"
    start, end = row.get("period_start"), row.get("period_end")
    period = row["report_period" if "parts" in row else "period"] if "period_start" in row else None
    if start and end and start > end:
        yield f"period runs from {start} back to {end}"
    if (start or end) and period != _financial_year(start, end):
        yield f"period {period} is not from {start} to {end}"


def is_period(text: str) -> bool:
    """Whether it is an English financial year: `2022-23`."""
    match = PERIOD.fullmatch(text)
    return bool(match) and int(text[5:]) == (int(text[:4]) + 1) % 100


def _financial_year(start: date | None, end: date | None) -> str | None:
    if not start or not end or end.year != start.year + 1:
        return None
    is_one = (start.month, start.day, end.month, end.day) == (4, 1, 3, 31)
    return f"{start.year}-{end.year % 100:02}" if is_one else None


def _contacts(row: Mapping[str, Any]) -> Iterator[str]:
    for column, value in row.items():
        if column in _NOT_FOR_READERS:
            continue
        for text in _texts(value):
            if EMAIL.search(text):
                yield f"{column} holds an e-mail address"
            if PHONE.search(text):
                yield f"{column} holds a phone number"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _box(row: Mapping[str, Any], report: Mapping[str, Any]) -> Iterator[str]:
    if "x0" not in row:
        return
    page, x0, top, x1, bottom = (row[column] for column in _BOX)
    missing = [column for column in _BOX if row[column] is None]
    if 0 < len(missing) < len(_BOX):
        yield f"box lacks {', '.join(missing)}"
    elif not missing and not (0 <= x0 <= x1 and 0 <= top <= bottom):
        yield f"box is no place on a page: {x0:.1f} {top:.1f} {x1:.1f} {bottom:.1f}"
    if page is not None and not 1 <= page <= (report.get("n_pages") or 0):
        yield f"page {page} of {report.get('n_pages')}"


def _tables(rows: Rows) -> Iterator[Found]:
    tables = {row["table_id"]: row for row in rows["tables"]}
    if len(tables) < len(rows["tables"]):
        yield "tables", None, "table_id is not unique"
    taken = Counter((cell["table_id"], cell["row"], cell["col"]) for cell in rows["table_cells"])
    for dataset in ("table_cells", "statistics"):
        for i, row in enumerate(rows[dataset]):
            if row["table_id"] is None:
                continue
            table = tables.get(row["table_id"])
            if table is None:
                yield dataset, i, f"table_id {row['table_id']} is not in tables"
            elif not _is_within(row, table):
                yield dataset, i, f"row {row['row']}, col {row['col']} is outside the table"
            elif dataset == "table_cells" and taken[row["table_id"], row["row"], row["col"]] > 1:
                yield dataset, i, f"row {row['row']}, col {row['col']} is there twice"


def _is_within(cell: Mapping[str, Any], table: Mapping[str, Any]) -> bool:
    if cell["row"] is None or cell["col"] is None:
        return False
    last_row = cell["row"] + cell.get("row_span", 1)
    last_col = cell["col"] + cell.get("col_span", 1)
    return bool(last_row <= table["n_rows"] and last_col <= table["n_cols"])
