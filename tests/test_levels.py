"""Whether a file shows which of its headings stands above which."""

from pathlib import Path

import pytest

from extractors.reading.text import read_text
from tests.drawn import Sheet

BODY = ["Burglary fell for the third year running, and fewer homes", "were broken into than ever."]
TITLE, PART, SECTION = 24.0, 16.0, 11.0
SIZES = [
    ([TITLE, PART, SECTION], True),
    ([TITLE, PART, SECTION, PART], True),
    ([TITLE, PART, PART], False),
    ([PART, PART], False),
    ([TITLE], False),
    ([], False),
]


@pytest.mark.parametrize(("sizes", "has_levels"), SIZES)
def test_headings_of_two_sizes_below_the_title_show_levels(
    tmp_path: Path, sizes: list[float], has_levels: bool
) -> None:
    sheet = Sheet(tmp_path / "levels.pdf", x=60, size=10)
    for k, size in enumerate(sizes):
        sheet.put(150 + 80 * k, f"Wolverdale part {k}", size=size, bold=True)
        sheet.lines(180 + 80 * k, BODY)
    sheet.lines(60, BODY)
    document = sheet.read()
    assert len(list(document.headings())) == len(sizes)
    assert document.has_levels is has_levels


PROSE = " ".join(BODY)
TEXTS = [
    (f"# Report\n\n{PROSE}\n\n## Crime\n\n{PROSE}\n", True),
    (f"# Report\n\n{PROSE}\n", True),
    (f"Report\n\n{PROSE}\n\nCrime\n\n{PROSE}\n", False),
    (f"{PROSE}\n", False),
]


@pytest.mark.parametrize("name", ["report.md", "report.txt"])
@pytest.mark.parametrize(("text", "has_levels"), TEXTS)
def test_only_marks_show_the_levels_of_a_text(
    tmp_path: Path, text: str, has_levels: bool, name: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert read_text(path).has_levels is has_levels
