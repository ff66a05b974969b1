"""Builds all derived datasets from those of the curated folder."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.coverage import REPORT_COLUMNS, find_coverage
from analysis.frames import as_rows_table, as_table
from analysis.funding_by_year import FUNDING_COLUMNS, find_funding_by_year
from analysis.priority_history import PRIORITY_COLUMNS, find_priority_history
from analysis.series import FIGURE_COLUMNS, find_series
from analysis.year_on_year import find_year_on_year
from schemas import DATASETS, arrow_schema
from schemas.store import Store

NEEDED: dict[str, list[str]] = {
    "reports": REPORT_COLUMNS,
    "priorities": PRIORITY_COLUMNS,
    "funding": FUNDING_COLUMNS,
    "statistics": FIGURE_COLUMNS,
}
"""The datasets that the derived ones are made from, and the columns that are used of each."""


def read_needed(store: Store) -> dict[str, pa.Table]:
    """What `derive` uses of the published records. Raises StoreError."""
    report_ids = store.report_ids()
    with store.folder.explained():
        try:
            return {name: _read(store, name, report_ids) for name in NEEDED}
        except FileNotFoundError:  # a run that is writing has renamed one since it was listed
            return {name: _read(store, name, report_ids) for name in NEEDED}


def _read(store: Store, dataset: str, report_ids: Sequence[str]) -> pa.Table:
    whole = arrow_schema(DATASETS[dataset])
    schema = pa.schema([whole.field(name) for name in NEEDED[dataset]])
    tables = [_columns(store.file(name, dataset), schema) for name in report_ids]
    return pa.concat_tables([schema.empty_table(), *tables])


def _columns(data: bytes, schema: pa.Schema) -> pa.Table:
    """The columns of a file that a schema names; one that an older file has not is null."""
    # Threads would take longer over files as small as these.
    file = pq.ParquetFile(pa.BufferReader(data), pre_buffer=False)
    table = file.read(columns=schema.names, use_threads=False)
    if table.schema.equals(schema):
        return table
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def derive(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """All derived datasets, by name, from those `NEEDED`; no order of rows changes them."""
    series, restatements = find_series(tables["statistics"], tables["reports"])
    added, left_out = find_funding_by_year(tables["funding"])
    return {
        "series": as_table(series, "series"),
        "restatements": as_table(restatements, "restatements"),
        "year_on_year": as_table(find_year_on_year(series, restatements), "year_on_year"),
        "priority_history": as_rows_table(
            find_priority_history(tables["priorities"]), "priority_history"
        ),
        "funding_by_year": as_rows_table(added, "funding_by_year"),
        "funding_left_out": as_rows_table(left_out, "funding_left_out"),
        "coverage": as_table(find_coverage(*(tables[name] for name in NEEDED)), "coverage"),
    }
