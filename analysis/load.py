"""The datasets as tables for analysts, with the types that the contract gives them."""

import pandas as pd
import pyarrow as pa

from schemas.store import Store

_NULLABLE = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}


def load(curated: str, dataset: str) -> pd.DataFrame:
    """A dataset as a frame: whole numbers stay whole where some are missing, dates are dates.

    `curated`: the folder or `s3://…`. Raises StoreError.
    """
    frame: pd.DataFrame = load_table(curated, dataset).to_pandas(
        types_mapper=_NULLABLE.get, date_as_object=False
    )
    return frame


def load_table(curated: str, dataset: str) -> pa.Table:
    """A dataset as an Arrow table, with the contract's schema. Raises StoreError."""
    return Store(curated).read(dataset)
