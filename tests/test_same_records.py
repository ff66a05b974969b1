"""The same report as text and as PDF gives the same records."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extractors import extract, read

# What makes a record of a dataset, besides where it stands.
KEYS = {
    "priorities": ("text", "owner", "period"),
    "funding": ("amount_gbp", "amount_text", "kind", "period"),
    "initiatives": ("name", "status", "period"),
    "statistics": ("measure", "value", "unit", "period", "breakdown"),
    "entities": ("text", "entity_type"),
    "tables": ("n_rows", "n_cols", "kind"),
    "table_cells": ("row_header", "col_header", "value", "unit", "text"),
}

# Shares of equal records as measured, a little less; what parts the rest stands beside it.
SHARES = {
    "000": 1.0,
    "001": 0.6,  # lines of a header with numbers in brackets are taken for rows in the PDF
    "002": 0.94,  # the text breaks a row that the PDF has whole
    "003": 1.0,
    "004": 0.85,  # a header that spans columns is cut at their edges in the PDF
    "103": 0.86,  # the year of the title is only in the PDF's running head, which is dropped
}


def records(path: Path) -> Counter[tuple[Any, ...]]:
    """The records of a report by dataset and what makes them."""
    found = extract(read(path)).records
    return Counter(
        (dataset, *(_plain(getattr(row, key)) for key in keys))
        for dataset, keys in KEYS.items()
        for row in found[dataset]
    )


def _plain(value: Any) -> Any:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


@pytest.mark.parametrize("number", sorted(SHARES))
def test_a_report_as_text_and_as_pdf_gives_the_same_records(shared: Path, number: str) -> None:
    (text,) = (shared / "corpus/text").glob(f"{number}*.txt")
    one, other = records(text), records(shared / "corpus/pdf" / f"{text.stem}.pdf")
    equal = (one & other).total()
    differing = max((one - other).total(), (other - one).total())
    assert equal > 60
    assert equal / (equal + differing) >= SHARES[number]
