"""Hyphens at line ends: which belong to their word, as the rest of the document shows."""

from pathlib import Path

import pytest

from extractors.reading.assemble import Run
from extractors.reading.hyphens import Joiner
from tests.drawn import Sheet, told

COMPOUNDS = ["work on anti-", "social acts and on drug-", "related harm"]
WHOLE = "work on anti-social acts and on drug-related harm"
PARTS = ["our partner-", "ship, in collabor-", "ation"]
ENDS: list[tuple[list[str], str]] = [
    (COMPOUNDS, WHOLE),
    (
        ["work on anti-", "social acts and on street-", "level crime"],
        "work on anti-social acts and on street-level crime",
    ),
    (
        ["work on anti-", "social acts", *PARTS, "the partnership met"],
        "work on anti-social acts our partnership, in collaboration the partnership met",
    ),
    (
        [*COMPOUNDS, "a drug-related act", *PARTS, "the partnership met"],
        f"{WHOLE} a drug-related act our partnership, in collaboration the partnership met",
    ),
    (["in collabor-", "ation with all"], "in collaboration with all"),
]


@pytest.mark.parametrize(("lines", "joined"), ENDS)
def test_hyphens_stay_where_the_document_parts_only_compounds(
    lines: list[str], joined: str
) -> None:
    joiner = Joiner(lines)
    assert joiner.join([Run.unplaced(line) for line in lines]).text == joined


@pytest.mark.parametrize(
    ("pieces", "end", "word"),
    [
        (("drug-", "related"), "Its wardens went to all parts of the", "drug-related"),
        (("collabor-", "ative"), "Its neighbourhood wardens went to a neighbour-", "collaborative"),
    ],
)
def test_one_parted_word_tells_of_all_pages(
    tmp_path: Path, pieces: tuple[str, str], end: str, word: str
) -> None:
    """A compound stands on the first page, a word that is parted only on the last."""
    sheet = Sheet(tmp_path / "hyphens.pdf", x=60, size=10)
    sheet.lines(100, ["The Wolverdale wardens met often to talk of anti-", "social acts."])
    sheet.lines(
        160, [f"In the year they saw far less of all the {pieces[0]}", f"{pieces[1]} work."]
    )
    sheet.page()
    sheet.lines(100, [end, "hood of the town and the farms."])
    text = f"In the year they saw far less of all the {word} work."
    assert told(sheet.read())[1] == ("paragraph", text)
