"""What analysts load has the contract's types, whatever is missing."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.load import load, load_table
from schemas import DATASETS, arrow_schema
from schemas.store import Store
from tests.rows import report_rows


@pytest.fixture
def curated(tmp_path: Path) -> str:
    store = Store(str(tmp_path))
    store.write(report_rows())
    store.write(report_rows("raw/b.pdf", "another", sums=(7,)))
    return str(tmp_path)


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_table_has_the_schema_of_the_contract(curated: str, dataset: str) -> None:
    table = load_table(curated, dataset)
    assert table.schema.equals(arrow_schema(DATASETS[dataset]), check_metadata=True)
    table.validate(full=True)


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_frame_has_every_column_though_the_dataset_has_no_rows(
    tmp_path: Path, dataset: str
) -> None:
    frame = load(str(tmp_path), dataset)
    assert list(frame.columns) == list(DATASETS[dataset].model_fields)
    assert len(frame) == 0


def test_whole_numbers_stay_whole_and_dates_are_dates_where_all_are_missing(curated: str) -> None:
    statistics = load(curated, "statistics")
    assert statistics["page"].tolist() == [2, 2]
    assert statistics["page"].dtype == pd.Int32Dtype()
    assert statistics["period_start"].isna().all()
    assert statistics["period_start"].dtype.kind == "M"
    priorities = load(curated, "priorities")
    assert priorities["ordinal"].dtype == pd.Int32Dtype()


def test_rows_come_by_report_and_then_as_they_were_written(curated: str) -> None:
    funding = load(curated, "funding")
    assert funding["amount_gbp"].tolist() == [15000, 500, 7]
    assert funding["report_id"].is_monotonic_increasing


def test_a_column_that_a_file_lacks_is_null(curated: str) -> None:
    # Published by an earlier version of the project, before the column was there.
    store = Store(curated)
    name = store.report_ids()[0]
    table = store.table(name, "funding").drop_columns(["scheme"])
    table.to_pandas().to_parquet(Path(curated) / "funding" / f"{name}.parquet")
    loaded = load_table(curated, "funding")
    assert loaded.schema.equals(arrow_schema(DATASETS["funding"]))
    assert loaded["scheme"].to_pylist() == [None, None, None]
    assert loaded["amount_gbp"].to_pylist() == [15000, 500, 7]
