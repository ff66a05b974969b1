"""Describes a release as a Frictionless data package, from the models of its datasets."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from analysis.derived import DERIVED
from schemas import DATASETS, Row, arrow_schema

ALL: dict[str, type[Row]] = {**DATASETS, **DERIVED}
"""Every dataset of a release, by name."""

_KEYS = {
    "reports": ["report_id"],
    "series": ["partnership", "indicator", "unit", "geography", "period_start", "period_end"],
    "funding_left_out": ["record_id"],
}
# The validator of frictionless reads Parquet by pandas, which makes arrays of lists and decimals of
# whole numbers that may be null: it takes neither for what Table Schema would call them.
_TYPES = (
    (pa.types.is_boolean, "boolean"),
    (pa.types.is_integer, "integer"),
    (pa.types.is_floating, "number"),
    (pa.types.is_date, "date"),
    (pa.types.is_timestamp, "datetime"),
    (pa.types.is_nested, "any"),
)


def describe_package(version: str, files: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The descriptor: https://specs.frictionlessdata.io/data-package/.

    `files`: for each dataset the `hash` (64 hex digits) and number of `rows` of its file.
    """
    return {
        "profile": "data-package",
        "name": "csp-reports",
        "title": "Reports of Community Safety Partnerships as data",
        "version": version,
        "keywords": ["community safety", "crime", "local government", "England", "Wales"],
        "resources": [_resource(name, ALL[name], file) for name, file in files.items()],
    }


def _resource(name: str, model: type[Row], file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "profile": "data-resource",
        "name": name,
        "path": f"{name}.parquet",
        "description": " ".join((model.__doc__ or "").split()),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{file['hash']}",
        "rows": file["rows"],
        "schema": _table_schema(name, model),
    }


def _table_schema(name: str, model: type[Row]) -> dict[str, Any]:
    """Table Schema: https://specs.frictionlessdata.io/table-schema/."""
    fields = [_field(field, model) for field in arrow_schema(model)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    columns = {field["name"] for field in fields}
    key = _KEYS.get(name) or (["record_id"] if name in DATASETS else [])
    if key and not any(column == "geography" for column in key):  # a key may not be null
        schema["primaryKey"] = key
    if "report_id" in columns and name != "reports":
        reference = {"resource": "reports", "fields": ["report_id"]}
        schema["foreignKeys"] = [{"fields": ["report_id"], "reference": reference}]
    return schema


def _field(field: pa.Field, model: type[BaseModel]) -> dict[str, Any]:
    kind = next((name for is_kind, name in _TYPES if is_kind(field.type)), "string")
    description = " ".join(field.metadata[b"description"].decode().split())
    if kind == "integer" and field.nullable:
        kind = "number"
    told: dict[str, Any] = {"name": field.name, "type": kind, "arrowType": str(field.type)}
    told["description"] = description
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if kind == "string" and (codes := _codes(model.model_fields[field.name].annotation)):
        constraints["enum"] = codes
    if constraints:
        told["constraints"] = constraints
    return told


def _codes(annotation: Any) -> list[str]:
    """The closed list of a `Literal`, also of one that may be null."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return next(filter(None, map(_codes, get_args(annotation))), [])
