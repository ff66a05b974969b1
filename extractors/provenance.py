"""Makes a record of what a rule found: the words, their place, their id, and the model's checks."""

from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np
from pydantic import ValidationError

from extractors.reading.document import Box, Document
from extractors.scope import Scope
from extractors.values.contacts import without_contacts
from schemas import DATASETS, Record, record_id

R = TypeVar("R", bound=Record)

_DATASET_OF = {model: name for name, model in DATASETS.items()}
_OCR_TRUST = 0.8  # of the confidence in a rule, where the words were recognised in a picture
_LONGEST = 500  # characters of source_text that the contract allows


def make_record(
    scope: Scope,
    model: type[R],
    span: tuple[int, int],
    clause: tuple[int, int] | None = None,
    **columns: Any,
) -> Iterator[R]:
    """The record of `document.text[span]`, read from `clause` (its sentence by default), or none.

    `columns` are the dataset's own, and `method`, `confidence`, `area`; both say so where the
    page is a scan whose words were recognised (`ocr.funding.sum`). A record that fails the
    model's checks is a warning of the report with its words, never an error.
    """
    document = scope.document
    clause = clause or _sentence(scope, span)
    source = _printed_together(scope, span, clause)
    box = document.box(*source)
    identity = _identity(scope, _DATASET_OF[model], span, clause)
    scope.positions[identity] = span
    if box is not None and box.page in document.ocr_pages:
        columns["method"] = f"ocr.{columns['method']}"
        columns["confidence"] = round(_OCR_TRUST * columns["confidence"], 2)
    try:
        yield model(
            record_id=identity,
            report_id=scope.report_id,
            partnership=scope.partnership,
            report_period=scope.part_at(span[0]).period,
            **_columns_of(box),
            section=without_contacts(" > ".join(section_at(scope, span[0]))).strip() or None,
            source_text=_words(document, source),
            **columns,
        )
    except ValidationError as error:
        scope.warnings.append(
            f"{where(scope, span[0])}{_DATASET_OF[model]} record rejected: {_why(error)}: "
            f"{_words(document, span)!r}"
        )


def _identity(scope: Scope, dataset: str, span: tuple[int, int], clause: tuple[int, int]) -> str:
    """The id of what stands at `span`: its words in their clause; equal ones by their order."""
    key = (dataset, _words(scope.document, span), _words(scope.document, clause))
    ordinal = scope.ordinals[key]
    scope.ordinals[key] += 1
    return record_id(scope.report_id, *key, ordinal)


def _words(document: Document, span: tuple[int, int]) -> str:
    return " ".join(document.text[slice(*span)].split())


def section_at(scope: Scope, position: int) -> tuple[str, ...]:
    """Texts of the headings that lead to a position of the text."""
    sentence = scope.sentence_at(position)
    return sentence.section if sentence else ()


def _columns_of(box: Box | None) -> dict[str, Any]:
    return {name: getattr(box, name, None) for name in ("page", "x0", "top", "x1", "bottom")}


def where(scope: Scope, position: int) -> str:
    """`page 7: `, or nothing for text input."""
    page = scope.document.page(position, len(scope.document.text))
    return f"page {page}: " if page else ""


def _sentence(scope: Scope, span: tuple[int, int]) -> tuple[int, int]:
    sentence = scope.sentence_at(span[0])
    if sentence and sentence.end >= span[1]:
        return sentence.start, sentence.end
    return span


def _printed_together(
    scope: Scope, span: tuple[int, int], clause: tuple[int, int]
) -> tuple[int, int]:
    """As much of the clause round the span as one page shows and 500 characters hold."""
    start = max(min(clause[0], span[0]), min(span[0], span[1] - _LONGEST))
    end = min(max(clause[1], span[1]), start + _LONGEST)
    pages = scope.document.places.page
    page = scope.document.page(*span)
    if page is not None:
        while pages[start] not in (0, page):
            start += 1
        elsewhere = np.flatnonzero((pages[start:end] != 0) & (pages[start:end] != page)) + start
        before, after = elsewhere[elsewhere < span[0]], elsewhere[elsewhere >= span[0]]
        start = int(before[-1]) + 1 if before.size else start
        end = int(after[0]) if after.size else end
    return start, end


def _why(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors()
    )
