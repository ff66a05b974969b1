"""How the rows of a dataset become the bytes of a Parquet file, and a table again."""

import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.base import Row, arrow_schema

COMPRESSION = "zstd"


def encode(model: type[Row], rows: Sequence[Row]) -> bytes:
    """A Parquet file with the rows in the order given; the same rows, the same bytes."""
    table = pa.Table.from_pylist([row.model_dump() for row in rows], schema=arrow_schema(model))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression=COMPRESSION)
    return buffer.getvalue()


def decode(data: bytes, schema: pa.Schema | None = None) -> pa.Table:
    """The table in a Parquet file, as it is or with the columns and types of a schema."""
    # pq.read_table leaves threads behind that can abort the interpreter as it ends:
    # apache/arrow#50482
    table = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
    if schema is None:
        return table
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
