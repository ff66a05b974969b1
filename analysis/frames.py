"""Between Arrow tables with the schema of a derived dataset and the frames that make them."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.derived import DERIVED
from schemas import arrow_schema

Column = Any
"""A pandas Series: its stubs know fewer operations than it has."""


def as_table(frame: pd.DataFrame, dataset: str) -> pa.Table:
    """The columns of a derived dataset in their order, with its types; NaN and NaT are null."""
    schema = arrow_schema(DERIVED[dataset])
    if frame.empty:  # its columns have lost their types
        return schema.empty_table()
    columns = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in schema]
    table = pa.Table.from_arrays(columns, schema=schema)
    for field in schema:
        if not field.nullable and table[field.name].null_count:
            raise ValueError(f"{dataset}: {field.name} has nulls")
    return table


def as_rows_table(rows: Sequence[dict[str, Any]], dataset: str) -> pa.Table:
    """The same from rows, which may have more than the columns of the dataset."""
    schema = arrow_schema(DERIVED[dataset])
    return pa.Table.from_pylist(
        [{name: row[name] for name in schema.names} for row in rows], schema
    )


def as_frame(table: pa.Table) -> pd.DataFrame:
    """A frame whose dates are days that can be reckoned with, and whole numbers stay whole."""
    whole = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=whole.get, date_as_object=False)
    return frame
