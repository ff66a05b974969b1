"""The datasets have the names, columns and types that the data contract gives them."""

from typing import Any

import pyarrow as pa
import pytest

from schemas import DATASETS, Part, arrow_schema
from schemas.dictionary import describe

# Written out from the contract, `?` where it says that a column may be null.
EVERY_RECORD = """
record_id string · report_id string · partnership string · report_period string? · page int32? ·
x0 float? · top float? · x1 float? · bottom float? · area string? · section string ·
source_text string · method string · confidence float
"""
CONTRACT = {
    "reports": """
report_id string · title string · document_type string · partnership string ·
partnership_name string · area_codes list<string> · report_period string ·
period_start date32[day] · period_end date32[day] · n_pages int32 · sha256 string ·
source string · media_type string · extractor_version string · ingested_at timestamp[us, tz=UTC] ·
n_warnings int32 · warnings list<string> · parts list<struct>
""",
    "priorities": """
text string · ordinal int32? · period string · owner string · themes list<string>
""",
    "funding": """
amount_gbp double · amount_max_gbp double? · amount_text string · qualifier string ·
basis string? · kind string · funder string · recipient string · purpose string · scheme string ·
period string
""",
    "initiatives": """
name string · description string · theme string? · themes list<string> ·
priority_refs list<string> · lead string · partners list<string> · funding_text string ·
timescale string · outcomes string · status string · period string
""",
    "statistics": """
measure string · category string? · value double · unit string · geography string? ·
period string? · period_start date32[day] · period_end date32[day] · qualifier string ·
breakdown string · statement_id string · table_id string? · row int32? · col int32?
""",
    "tables": """
table_id string · caption string · page_start int32 · page_end int32 · n_rows int32 ·
n_cols int32 · n_header_rows int32 · kind string
""",
    "table_cells": """
table_id string · row int32 · col int32 · row_span int32 · col_span int32 · text string ·
value double? · unit string · is_header bool · row_header string · col_header string
""",
    "entities": """
text string · entity_type string · canonical string · canonical_name string
""",
}
# Columns that every row must have: without them it says nothing or cannot be checked.
NEVER_NULL = {
    "reports": "report_id document_type partnership area_codes sha256 source media_type "
    "extractor_version ingested_at n_warnings warnings parts",
    "priorities": "text owner themes",
    "funding": "amount_gbp amount_text qualifier kind",
    "initiatives": "name themes priority_refs partners",
    "statistics": "measure value unit qualifier statement_id",
    "tables": "table_id n_rows n_cols n_header_rows kind",
    "table_cells": "table_id row col row_span col_span is_header",
    "entities": "text entity_type canonical",
}
RECORD_NEVER_NULL = "record_id report_id partnership source_text method confidence"


def columns(dataset: str) -> dict[str, str]:
    """Types by column name, as the contract writes them."""
    text = CONTRACT[dataset] + ("" if dataset == "reports" else " · " + EVERY_RECORD)
    return dict(column.split(maxsplit=1) for column in " ".join(text.split()).split(" · "))


def written(field: pa.Field) -> str:
    if pa.types.is_list(field.type):
        inner = field.type.value_type
        return "list<struct>" if pa.types.is_struct(inner) else f"list<{inner}>"
    return str(field.type)


def test_there_are_the_datasets_of_the_contract() -> None:
    assert set(DATASETS) == set(CONTRACT)


@pytest.mark.parametrize("dataset", CONTRACT)
def test_a_dataset_has_the_columns_and_types_of_the_contract(dataset: str) -> None:
    schema = arrow_schema(DATASETS[dataset])
    found = {field.name: written(field) for field in schema}
    expected = {name: told.rstrip("?") for name, told in columns(dataset).items()}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize("dataset", CONTRACT)
def test_what_the_contract_lets_be_null_may_be_null(dataset: str) -> None:
    schema = arrow_schema(DATASETS[dataset])
    nullable = [name for name, told in columns(dataset).items() if told.endswith("?")]
    assert [name for name in nullable if not schema.field(name).nullable] == []


@pytest.mark.parametrize("dataset", CONTRACT)
def test_what_makes_a_row_is_never_null(dataset: str) -> None:
    schema = arrow_schema(DATASETS[dataset])
    required = set(NEVER_NULL[dataset].split())
    if dataset != "reports":
        required |= set(RECORD_NEVER_NULL.split())
    assert {field.name for field in schema if not field.nullable} == required


@pytest.mark.parametrize("dataset", CONTRACT)
def test_every_column_is_described(dataset: str) -> None:
    schema = arrow_schema(DATASETS[dataset])
    described = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert [name for name, text in described.items() if not text.endswith(".")] == []


def test_the_parts_of_a_report_are_as_the_contract_says() -> None:
    found: dict[str, Any] = {field.name: str(field.type) for field in arrow_schema(Part)}
    assert found == {
        "document_type": "string",
        "title": "string",
        "period": "string",
        "page_start": "int32",
        "page_end": "int32",
    }


def test_the_dictionary_tells_of_every_dataset_and_column() -> None:
    text = describe()
    shared, *sections = text.split("\n## ")
    own = {section.split("\n", 1)[0]: section for section in sections}
    assert list(own) == list(DATASETS)
    for dataset, model in DATASETS.items():
        for name in model.model_fields:
            assert f"\n| `{name}` |" in own[dataset] or f"\n| `{name}` |" in shared, name
    assert "| `ordinal` | int32 | yes | Place in its list, 1-based;" in own["priorities"]
    assert "`at_least` · `at_most`." in own["funding"]
    assert "| `parts` | list of struct |" in own["reports"]
    assert "| `burglary` |" in text
