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

# The share of equal records that each report reaches at least; what is left is not in both files:
# footnote marks, lists run together in a paragraph and a row broken to lines, in the PDF only.
SHARE = 0.95


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


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004", "103"])
def test_a_report_as_text_and_as_pdf_gives_the_same_records(shared: Path, number: str) -> None:
    (text,) = (shared / "corpus/text").glob(f"{number}*.txt")
    one, other = records(text), records(shared / "corpus/pdf" / f"{text.stem}.pdf")
    equal = (one & other).total()
    differing = max((one - other).total(), (other - one).total())
    assert equal > 60
    assert equal / (equal + differing) >= SHARE
