"""What is wrong with the datasets is found, and nothing else is."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from schemas import Row
from schemas.checks import EMAIL, PHONE, is_period
from schemas.store import Store, StoreError
from schemas.validate import Problem, validate
from tests.rows import report_rows


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "curated"))


def problems_of(store: Store, dataset: str, **columns: Any) -> list[Problem]:
    """Problems where the first row of a dataset has other values, unchecked by its model."""
    rows = report_rows()
    first, *others = rows[dataset]
    store.write({**rows, dataset: [first.model_copy(update=columns), *others]})
    return validate(store)


def said(problems: list[Problem]) -> set[str]:
    return {f"{problem.dataset}: {problem.what}" for problem in problems}


def test_a_sound_store_has_no_problems(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows("raw/b.pdf", "another", sums=()))
    store.write(report_rows("raw/b.pdf", "another", sums=(1,)))  # waits
    assert validate(store) == []


def test_a_folder_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="no such folder"):
        validate(store)


def test_a_problem_tells_where_it_is(store: Store) -> None:
    rows = report_rows()
    bad = rows["funding"][1].model_copy(update={"kind": "gift"})
    store.write({**rows, "funding": [rows["funding"][0], bad]})
    (problem,) = validate(store)
    assert problem.dataset == "funding"
    assert problem.report_id == store.report_ids()[0]
    assert problem.where == f"row 1, record {bad.model_dump()['record_id']}"
    assert problem.what.startswith("kind: Input should be 'grant', 'budget'")


@pytest.mark.parametrize(
    ("dataset", "columns", "expected"),
    [
        ("funding", {"confidence": 1.5}, "confidence: Input should be less than or equal to 1"),
        ("funding", {"funder": ""}, "Value error, funder is '': what is not printed is null"),
        ("funding", {"report_id": "x"}, "report_id 'x' is not the report's"),
        ("funding", {"partnership": "x"}, "partnership 'x' is not the report's, 'braintree'"),
        ("funding", {"period": "2022-24"}, "period '2022-24' is no financial year"),
        ("funding", {"report_period": "2022"}, "report_period '2022' is no financial year"),
        ("funding", {"x1": None}, "box lacks x1"),
        ("funding", {"page": None}, "box lacks page"),
        ("funding", {"x0": 31.0}, "box is no place on a page: 31.0 20.2 30.3 40.4"),
        ("funding", {"top": -1.0}, "box is no place on a page: 10.1 -1.0 30.3 40.4"),
        ("funding", {"page": 4}, "page 4 of 3"),
        ("funding", {"page": 0}, "page 0 of 3"),
        ("funding", {"purpose": "call 01277 312500"}, "purpose holds a phone number"),
        ("funding", {"funder": "a.b@csp.gov.uk"}, "funder holds an e-mail address"),
        ("table_cells", {"text": "07700 900 123"}, "text holds a phone number"),
        ("table_cells", {"table_id": "t9"}, "table_id t9 is not in tables"),
        ("table_cells", {"row": 2}, "row 2, col 1 is outside the table"),
        ("table_cells", {"col_span": 2}, "row 1, col 1 is outside the table"),
        ("statistics", {"table_id": "t9"}, "table_id t9 is not in tables"),
        ("statistics", {"col": 2}, "row 1, col 2 is outside the table"),
        ("statistics", {"row": None}, "row None, col 1 is outside the table"),
        ("statistics", {"geography": "Essex"}, "geography 'Essex' is not area None"),
        ("statistics", {"category": "cats"}, "category: Value error, 'cats' is no category"),
        (
            "statistics",
            {"period": "2022-23", "period_start": date(2022, 1, 1), "period_end": date(2022, 3, 1)},
            "period 2022-23 is not from 2022-01-01 to 2022-03-01",
        ),
        (
            "statistics",
            {"period_start": date(2022, 4, 1), "period_end": date(2023, 3, 31)},
            "period None is not from 2022-04-01 to 2023-03-31",
        ),
        (
            "statistics",
            {"period_start": date(2022, 4, 1), "period_end": date(2022, 3, 1)},
            "period runs from 2022-04-01 back to 2022-03-01",
        ),
        ("reports", {"n_warnings": 2}, "n_warnings is 2 of 1 warnings"),
        ("reports", {"warnings": ["page 2: call 01277 312500"]}, "warnings holds a phone number"),
        (
            "reports",
            {"period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31)},
            "period 2022-23 is not from 2022-01-01 to 2022-12-31",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_a_problem(
    store: Store, dataset: str, columns: dict[str, Any], expected: str
) -> None:
    found = said(problems_of(store, dataset, **columns))
    assert [what for what in found if what.startswith(f"{dataset}: ") and expected in what] != []


@pytest.mark.parametrize(
    ("dataset", "columns"),
    [
        ("funding", {"source_text": "call 01277 312500 or a.b@csp.gov.uk"}),
        ("funding", dict.fromkeys(("page", "x0", "top", "x1", "bottom"))),
        ("funding", {"period": "1999-00"}),
        ("statistics", dict.fromkeys(("table_id", "row", "col"))),
        ("statistics", {"period": "2022-23"}),
        (
            "statistics",
            {
                "period": "2022-23",
                "period_start": date(2022, 4, 1),
                "period_end": date(2023, 3, 31),
            },
        ),
        ("statistics", {"period_start": date(2023, 8, 2), "period_end": date(2023, 8, 2)}),
    ],
)
def test_a_row_that_may_be_right_is_no_problem(
    store: Store, dataset: str, columns: dict[str, Any]
) -> None:
    assert problems_of(store, dataset, **columns) == []


@pytest.mark.parametrize("dataset", ["funding", "tables", "table_cells"])
def test_nothing_is_there_twice(store: Store, dataset: str) -> None:
    rows = report_rows()
    store.write({**rows, dataset: rows[dataset] * 2})
    found = said(validate(store))
    twice = {
        "funding": {"record_id is not unique"},
        "tables": {"record_id is not unique", "table_id is not unique"},
        "table_cells": {"record_id is not unique", "row 1, col 1 is there twice"},
    }
    assert found == {f"{dataset}: {what}" for what in twice[dataset]}


def test_a_record_id_is_unique_over_all_reports(store: Store) -> None:
    rows, others = report_rows(), report_rows("raw/b.pdf", "another")
    same = {"record_id": rows["funding"][0].model_dump()["record_id"]}
    copied: list[Row] = [others["funding"][0].model_copy(update=same)]
    store.write(rows)
    store.write({**others, "funding": copied})
    assert said(validate(store)) == {"funding: record_id is not unique"}


def test_a_report_is_one_row(store: Store) -> None:
    rows = report_rows()
    store.write({**rows, "reports": rows["reports"] * 2})
    assert said(validate(store)) == {"reports: 2 rows, not one"}


# Files


def file_of(store: Store, dataset: str) -> Path:
    return Path(store.folder.full(f"{dataset}/{store.report_ids()[0]}.parquet"))


def test_a_lost_file_is_a_problem_that_another_run_mends(store: Store) -> None:
    store.write(report_rows())
    file_of(store, "funding").unlink()
    (problem,) = validate(store)
    assert problem.what.startswith("file is missing: delete ")
    Path(problem.what.split()[4]).unlink()
    assert "no manifest knows this file" in validate(store)[0].what
    assert store.write(report_rows()).state == "published"
    assert validate(store) == []


def test_a_changed_file_is_a_problem(store: Store) -> None:
    store.write(report_rows())
    path = file_of(store, "funding")
    table = pq.read_table(path)
    pq.write_table(table.slice(0, 1), path)
    (problem,) = validate(store)
    assert "file is not what was published" in problem.what
    assert problem.where == f"funding/{path.name}"


def test_a_file_with_other_columns_is_a_problem(store: Store) -> None:
    store.write(report_rows())
    path = file_of(store, "funding")
    table = pq.read_table(path)
    table = table.drop_columns(["scheme"]).append_column("colour", table["kind"])
    pages = table["page"].cast("int64")
    pq.write_table(table.set_column(table.column_names.index("page"), "page", pages), path)
    (problem,) = validate(store)
    assert (
        "schema is not the contract's "
        "(lacks scheme; unknown colour; type or nulls page: int64, not int32)"
    ) in problem.what


def test_a_file_that_is_no_parquet_is_a_problem(store: Store) -> None:
    store.write(report_rows())
    file_of(store, "entities").write_bytes(b"PAR1 no more")
    (problem,) = validate(store)
    assert "file is damaged" in problem.what


def test_a_file_that_nobody_knows_is_a_problem(store: Store) -> None:
    store.write(report_rows())
    foreign = file_of(store, "funding").with_name("copy of funding.parquet")
    foreign.write_bytes(file_of(store, "funding").read_bytes())
    assert validate(store) == [
        Problem("funding", "", "no manifest knows this file: remove it", f"funding/{foreign.name}")
    ]


def test_a_damaged_manifest_is_a_problem_and_the_others_are_held_all_the_same(
    store: Store,
) -> None:
    store.write(report_rows())
    store.write(report_rows("raw/b.pdf", "another"))
    good, bad = store.report_ids()
    Path(store.folder.full(f".manifest/{bad}.json")).write_text("{}")
    file_of(store, "funding").unlink()
    assert {(problem.dataset, problem.report_id) for problem in validate(store)} == {
        ("funding", good),
        ("manifest", bad),
    }


# What a string may hold


@pytest.mark.parametrize(
    "text",
    [
        "01277 312500",
        "call 020 7946 0018.",
        "Tel: (01277) 312500",
        "+44 (0)1277 312 500",
        "+44 1277 312500",
        "07700900123",
        "0800 555 111",
        "07700-900-123",
    ],
)
def test_phone_numbers(text: str) -> None:
    assert PHONE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "2012 2013 2014",
        "0 0 0 0 0 0 0 0 0 0",
        "0.123456789",
        "01/02/2023 to 03/04/2023",
        "01-04-2022 to 31-03-2023",
        "£0123 456 789",
        "1,024 offences, 2,048 before",
        "12345678901",
        "E07000067",
        "3f0277312500a",
        "999 and 101",
    ],
)
def test_numbers_that_nobody_can_ring(text: str) -> None:
    assert not PHONE.search(text)


def test_e_mail_addresses() -> None:
    assert EMAIL.search("write to community.safety@braintree.gov.uk.")
    assert not EMAIL.search("follow us @braintree or meet @ the town hall")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-23", True),
        ("1999-00", True),
        ("2022-24", False),
        ("2022/23", False),
        ("2022-2023", False),
        ("2022", False),
        ("2022-23 ", False),
    ],
)
def test_financial_years(text: str, expected: bool) -> None:
    assert is_period(text) is expected
