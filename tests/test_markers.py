"""Numbers that begin a paragraph, and dates and times that do too."""

from pathlib import Path

import pytest

from extractors.reading.assemble import Run
from extractors.reading.markers import marker_of, marker_of_text
from tests.drawn import Sheet

NUMBERS = ["3.", "3)", "(3)", "a)", "(iv)", "12.4", "3.1.2", "4.10", "2.10.1", "4.0", "3"]
DATES = ["12.04.22", "31.03.2022", "01.04.22", "12.04", "10.05", "10.05.", "2022"]
LINES = [
    "Residential burglary fell for the third year running, and fewer",
    "homes were broken into in the villages of the hill wards.",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_begins_a_line(text: str) -> None:
    marker = marker_of(Run.unplaced(f"{text} Burglary fell"))
    assert marker is not None
    assert (marker.text, marker.length, marker.is_bullet) == (text, len(text) + 1, False)


@pytest.mark.parametrize("text", DATES)
def test_a_date_or_a_time_is_no_number(text: str) -> None:
    assert marker_of(Run.unplaced(f"{text} Burglary fell")) is None
    assert not marker_of_text(text)


@pytest.mark.parametrize("number", ["2.1", "12.4", "3.1.2"])
def test_the_number_of_a_paragraph_is_its_marker(tmp_path: Path, number: str) -> None:
    sheet = Sheet(tmp_path / "markers.pdf", x=60, size=10)
    sheet.lines(100, [f"{number} {LINES[0]}", LINES[1]])
    document = sheet.read()
    (block,) = document.blocks
    assert (block.marker, document.words_of(block)) == (number, " ".join(LINES))


@pytest.mark.parametrize("date", ["12.04.22", "31.03.22", "10.05"])
def test_a_date_that_begins_a_paragraph_is_read_with_it(tmp_path: Path, date: str) -> None:
    sheet = Sheet(tmp_path / "markers.pdf", x=60, size=10)
    sheet.lines(100, [f"{date} {LINES[0]}", LINES[1]])
    document = sheet.read()
    (block,) = document.blocks
    assert (block.marker, document.words_of(block)) == (None, f"{date} {' '.join(LINES)}")
