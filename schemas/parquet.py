"""How the rows of a dataset become the bytes of a Parquet file, and a table again."""

import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.base import Row, arrow_schema


def encode(model: type[Row], rows: Sequence[Row]) -> bytes:
    """A Parquet file with the rows in the order given; the same rows, the same bytes."""
    table = pa.Table.from_pylist([row.model_dump() for row in rows], schema=arrow_schema(model))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def decode(data: bytes) -> pa.Table:
    """The table in a Parquet file, with the schema that the file has."""
    return pq.read_table(io.BytesIO(data))
