"""The columns that every record has, and how a pydantic model becomes an Arrow schema."""

import hashlib
import math
import types
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, model_validator

Int32 = Annotated[int, pa.int32()]
Float32 = Annotated[float, pa.float32()]

_ARROW: dict[type, pa.DataType] = {
    str: pa.string(),
    float: pa.float64(),
    int: pa.int64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us", tz="UTC"),
}


class Row(BaseModel):
    """A row of a dataset: frozen, no column but the declared ones, no empty string, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="after")
    def _null_is_the_only_nothing(self) -> Self:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value == "" or (isinstance(value, float) and not math.isfinite(value)):
                raise ValueError(f"{name} is {value!r}: what is not printed is null")
        return self


class Record(Row):
    """A fact read from a report, with the place where a reader can check it."""

    record_id: str
    """The same for the same fact in the same report, run after run: a hash of what was printed."""
    report_id: str
    """The report it came from: key into `reports`."""
    partnership: str
    """Slug of the partnership that the report is about."""
    report_period: str | None = None
    """Financial year that the report, or its part, covers: `2022-23`."""
    page: Int32 | None = None
    """1-based page in the PDF; null for text input."""
    x0: Float32 | None = None
    """Left edge of the words on that page, in PDF points from its left edge."""
    top: Float32 | None = None
    """Upper edge of the words, in PDF points from the top of the page."""
    x1: Float32 | None = None
    """Right edge of the words, in PDF points from the left edge of the page."""
    bottom: Float32 | None = None
    """Lower edge of the words, in PDF points from the top of the page."""
    area: str | None = None
    """Place the record is about, as printed, where it is not the report's own."""
    section: str | None = None
    """Headings that lead to it, joined by ` > `."""
    source_text: str = Field(max_length=500)
    """The words in the report it was read from, verbatim."""
    method: str
    """Name of the rule that found it."""
    confidence: Float32 = Field(ge=0, le=1)
    """0 to 1: share of such records that are right on labelled reports."""


def record_id(report_id: str, dataset: str, matched: str, clause: str, ordinal: int = 0) -> str:
    """Twenty hex digits of what was printed; `ordinal` only tells equal printed facts apart."""
    printed = (report_id, dataset, " ".join(matched.split()), " ".join(clause.split()))
    return hashlib.sha256("\x1f".join((*printed, str(ordinal))).encode()).hexdigest()[:20]


def arrow_schema(model: type[BaseModel]) -> pa.Schema:
    """The Arrow schema of a model: its fields in order, their docstrings as descriptions."""
    return pa.schema(_arrow_fields(model))


def _arrow_fields(model: type[BaseModel]) -> list[pa.Field]:
    return [
        pa.field(
            name,
            _arrow_type(info.annotation, info.metadata),
            nullable=_is_nullable(info.annotation),
            metadata={"description": info.description or ""},
        )
        for name, info in model.model_fields.items()
    ]


def _is_nullable(annotation: Any) -> bool:
    return type(None) in get_args(annotation)


def _arrow_type(annotation: Any, metadata: list[Any] | None = None) -> pa.DataType:
    for extra in metadata or []:
        if isinstance(extra, pa.DataType):
            return extra
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _arrow_type(args[0], list(args[1:]))
    if origin in (Union, types.UnionType):
        (inner,) = (a for a in args if a is not type(None))
        return _arrow_type(inner)
    if origin is Literal:
        return pa.string()
    if origin in (list, tuple):
        return pa.list_(pa.field("element", _arrow_type(args[0]), nullable=False))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_arrow_fields(annotation))
    return _ARROW[annotation]
