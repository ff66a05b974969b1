"""Records know the words they were read from, and what fails the checks is told."""

from pathlib import Path

import numpy as np

from extractors.provenance import make_record
from extractors.reading.assemble import DraftBlock, Run, assemble
from extractors.reports import find_scope
from extractors.scope import Scope
from schemas import Priority
from tests.made import scope_of

TEXT = "## Aims\n\n### Homes\n\nWe cut burglary. We cut burglary."


def made(scope: Scope, words: str, *, after: int = 0, **columns: object) -> list[Priority]:
    start = scope.document.text.index(words, after)
    told = {"text": words, "owner": "csp", "themes": ["other"], "method": "m", "confidence": 0.5}
    return list(make_record(scope, Priority, (start, start + len(words)), **{**told, **columns}))


def test_a_record_has_its_sentence_and_the_headings_over_it(tmp_path: Path) -> None:
    (record,) = made(scope_of(tmp_path, TEXT), "burglary")
    assert record.source_text == "We cut burglary."
    assert record.section is not None
    assert record.section.endswith("Aims > Homes")
    assert (record.page, record.x0, record.report_period) == (None, None, "2022-23")


def test_equal_words_have_ids_of_their_own_and_the_same_in_each_run(tmp_path: Path) -> None:
    def ids() -> list[str]:
        scope = scope_of(tmp_path, TEXT)
        second = scope.document.text.rindex("burglary")
        records = [*made(scope, "burglary"), *made(scope, "burglary", after=second)]
        return [record.record_id for record in records]

    first, second = ids()
    assert first != second
    assert ids() == [first, second]


def test_an_id_is_of_what_was_printed_and_not_of_what_was_concluded(tmp_path: Path) -> None:
    (one,) = made(scope_of(tmp_path, TEXT), "burglary")
    (other,) = made(scope_of(tmp_path, TEXT), "burglary", owner="county", confidence=0.9)
    assert one.record_id == other.record_id


def test_what_fails_the_checks_is_a_warning_with_its_words(tmp_path: Path) -> None:
    scope = scope_of(tmp_path, TEXT)
    assert made(scope, "burglary", owner="nobody", ordinal=0) == []
    (warning,) = scope.warnings
    assert "priorities record rejected" in warning
    assert "owner" in warning
    assert "'burglary'" in warning


def test_a_long_clause_is_cut_to_what_holds_the_words(tmp_path: Path) -> None:
    scope = scope_of(tmp_path, f"We {'really ' * 200}cut burglary at last.")
    (record,) = made(scope, "burglary")
    assert len(record.source_text) <= 500
    assert "burglary" in record.source_text


def test_words_of_a_record_stand_on_one_page() -> None:
    def run(text: str, page: int) -> Run:
        n = len(text)
        boxes = np.tile(np.array([10, 20, 30, 40], np.float32), (n, 1))
        return Run(text, np.full(n, page, np.int32), boxes)

    joined = Run.join([run("We cut", 1), run("burglary in all wards.", 2)])
    document = assemble(
        [DraftBlock(joined, "paragraph")],
        source="a.pdf",
        sha256="0" * 64,
        media_type="x",
        n_pages=2,
    )
    (record,) = made(find_scope(document, "report"), "burglary")
    assert (record.page, record.source_text) == (2, "burglary in all wards.")
    assert (record.x0, record.top, record.x1, record.bottom) == (10, 20, 30, 40)
