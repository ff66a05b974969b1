"""The first promise: cropping a record's box shows the words that the record was read from."""

import re
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from extractors import extract, read
from schemas import Record

ROOT = Path(__file__).parent.parent
CORPUS = ("002_8216942259ceca4c.pdf", "103-dover-strategic-assessment.pdf")
SAMPLES = ("larkmoor-annual-report-2023-24.pdf", "larkmoor-annual-report-2024-25.pdf")
MARGIN = 1  # points round the box: glyphs reach over the line they stand on
BESIDE = 400  # letters of neighbours that begin or end on the same lines; a page has 2,000 and more

# The column that holds words as printed, where a dataset has one.
PRINTED = {
    "priorities": "text",
    "funding": "amount_text",
    "initiatives": "name",
    "entities": "text",
}


def squeezed(text: str) -> str:
    """Letters and figures only: spaces, hyphens at line ends and bullets are the layout's."""
    return re.sub(r"[\W_]+", "", text).lower()


def crop_with(path: Path) -> Callable[[Record], str]:
    """Gives the words that stand in a record's box on its page of the PDF."""
    pages: dict[int, pdfplumber.page.Page] = {}
    with pdfplumber.open(path) as pdf:
        pages = {page.page_number: page.dedupe_chars() for page in pdf.pages}

    def crop(record: Record) -> str:
        row = record.model_dump()
        page = pages[row["page"]]
        left, top, right, bottom = page.bbox
        box = (
            max(left, left + row["x0"] - MARGIN),
            max(top, top + row["top"] - MARGIN),
            min(right, left + row["x1"] + MARGIN),
            min(bottom, top + row["bottom"] + MARGIN),
        )
        return page.within_bbox(box).extract_text(x_tolerance_ratio=0.15) or ""

    return crop


def is_shown(words: str, shown: str) -> bool:
    """Whether the words stand in the crop, in whatever order its lines and columns are read.

    Words that run on to the next page begin with all that the crop shows.
    """
    left, first = squeezed(shown), shown.split()
    if squeezed(words) in left or (first and words.split()[: len(first)] == first):
        return True
    return all(squeezed(part) in left for part in re.split(r"[\s-]+", words))


def printed_words(dataset: str, record: Record) -> list[str]:
    column = PRINTED.get(dataset)
    return [record.source_text, *([getattr(record, column)] if column else [])]


def records_of(path: Path) -> list[tuple[str, Record]]:
    """Every record of a PDF with the name of its dataset."""
    return [
        (dataset, row)
        for dataset, rows in extract(read(path)).records.items()
        for row in rows
        if isinstance(row, Record)
    ]


def check(path: Path) -> None:
    records = records_of(path)
    assert records
    assert [f"{dataset} {row.record_id}" for dataset, row in records if row.page is None] == []
    crop = crop_with(path)
    missing = [
        f"{dataset} {row.method} p.{row.page}: {words!r} not in {crop(row)!r}"
        for dataset, row in records
        for words in printed_words(dataset, row)
        if not is_shown(words, crop(row))
    ]
    assert missing == []
    wide = [
        f"{dataset} {row.method} p.{row.page}: {crop(row)!r} is more than {row.source_text!r}"
        for dataset, row in records
        if len(squeezed(crop(row))) > len(squeezed(row.source_text)) + BESIDE
    ]
    assert wide == []


@pytest.mark.parametrize("name", SAMPLES)
def test_boxes_of_the_samples_show_the_words(name: str) -> None:
    check(ROOT / "raw" / "sample" / name)


@pytest.mark.parametrize("name", CORPUS)
def test_boxes_of_real_reports_show_the_words(name: str, shared: Path) -> None:
    check(shared / "corpus" / "pdf" / name)


def test_words_that_are_not_in_the_crop_are_missed() -> None:
    assert is_shown("a fall of 12.2%", "Burglary: a fall\nof 12.2% in the year")
    assert is_shown("anti-social behaviour", "on anti- ECC IYS\nsocial behaviour Crimestoppers")
    assert not is_shown("a fall of 12.2%", "Burglary: a rise of 12.2% in the year")
    assert not is_shown("£15,000", "£1,500")
    assert not is_shown("£15,000", "")
