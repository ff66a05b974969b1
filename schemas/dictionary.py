"""The data dictionary: every dataset and column in words, made from the models."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from schemas import DATASETS, Part, Record, arrow_schema
from schemas.codes import CATEGORIES, THEMES


def describe(derived: Mapping[str, type[BaseModel]] | None = None) -> str:
    """Markdown: the columns that every record has, then each dataset's own, and the codes.

    `derived`: models of datasets that are made from these, by name, to be told of as well.
    """
    lines = ["## Columns that every record has", "", *_columns(Record, set())]
    for name, model in {**DATASETS, **(derived or {})}.items():
        shared = set(Record.model_fields) if issubclass(model, Record) else set()
        lines += ["", f"## {name}", "", _sentence(model), "", *_columns(model, shared)]
    lines += ["", "### parts of a report", "", _sentence(Part), "", *_columns(Part, set())]
    for name, codes in (("themes", THEMES), ("category", CATEGORIES)):
        lines += ["", f"### Codes of {name}", "", "| code | label |", "|---|---|"]
        lines += [f"| `{code.code}` | {code.label} |" for code in codes.values()]
    return "\n".join(lines) + "\n"


def _sentence(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _columns(model: type[BaseModel], shared: set[str]) -> Iterator[str]:
    yield "| column | type | null | meaning |"
    yield "|---|---|---|---|"
    for field in arrow_schema(model):
        if field.name not in shared:
            meaning = " ".join(field.metadata[b"description"].decode().split())
            codes = _codes(model.model_fields[field.name].annotation)
            told = f"{meaning} {codes}".strip().replace("|", "\\|")
            null = "yes" if field.nullable else ""
            yield f"| `{field.name}` | {_type(field.type)} | {null} | {told} |"


def _codes(annotation: Any) -> str:
    """The closed list of a `Literal`, also of one that may be null."""
    if get_origin(annotation) is Literal:
        return "Codes: " + " · ".join(f"`{code}`" for code in get_args(annotation)) + "."
    return next(filter(None, map(_codes, get_args(annotation))), "")


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_list(arrow):
        return f"list of {_type(arrow.value_type)}"
    if pa.types.is_struct(arrow):
        return "struct"
    if pa.types.is_timestamp(arrow):
        return "timestamp, UTC"
    return {"double": "float64", "float": "float32", "date32[day]": "date"}.get(
        str(arrow), str(arrow)
    )
