"""The store: changed extractions wait, unchanged work is skipped."""

import hashlib
import json
import uuid
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from schemas import DATASETS, arrow_schema
from schemas.store import Store, StoreError, report_id
from schemas.validate import validate
from tests.rows import NAME, SHA256, files_of, report_rows, sums


@pytest.fixture(params=["folder", "memory://"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, in a folder and on a file system that is not local."""
    if request.param == "folder":
        return Store(str(tmp_path / "curated"))
    return Store(f"memory://{uuid.uuid4()}/curated")


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    return tmp_path / "curated"


def published_of(curated: Path) -> dict[str, bytes]:
    return {name: data for name, data in files_of(curated).items() if ".pending" not in name}


def test_a_new_report_is_published(store: Store) -> None:
    outcome = store.write(report_rows())
    assert outcome.report_id == NAME
    assert outcome.state == "published"
    assert outcome.rows["funding"] == 2
    assert outcome.rows["entities"] == 0
    assert sums(store) == [15000, 500]
    assert validate(store) == []


def test_every_dataset_has_a_file_with_the_whole_schema_though_it_has_no_rows(
    curated: Path,
) -> None:
    Store(str(curated)).write(report_rows(sums=()))
    for dataset, model in DATASETS.items():
        schema = pq.read_schema(curated / dataset / f"{NAME}.parquet")
        assert schema.equals(arrow_schema(model)), dataset


def test_pandas_reads_a_dataset_with_no_help_of_ours(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))  # waits: not to be seen
    store.write(report_rows("raw/b.pdf", "another", sums=()))
    frame = pd.read_parquet(curated / "funding")
    assert frame["amount_gbp"].tolist() == [15000, 500]
    assert pd.read_parquet(curated / "reports")["report_id"].nunique() == 2


def test_duckdb_reads_a_dataset_with_no_help_of_ours(curated: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    found = duckdb.sql(f"select sum(amount_gbp) from '{curated}/funding/*.parquet'").fetchall()
    assert found == [(15500,)]


def test_the_same_records_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Store(str(tmp_path / name)).write(report_rows())
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    assert len(files_of(tmp_path / "one")) == len(DATASETS) + 1


def test_unchanged_files_stay_and_only_the_code_is_noted(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = files_of(curated)
    outcome = store.write(report_rows("other/folder.pdf", code="code-2", day=9, as_report=NAME))
    assert outcome.state == "unchanged"
    after = files_of(curated)
    manifest = f".manifest/{NAME}.json"
    assert {name for name in after if after[name] != before.get(name)} == {manifest}
    assert json.loads(after[manifest])["code_version"] == "code-2"
    assert json.loads(after[manifest])["source"] == "raw/Annual Report 2022-23.pdf"


def test_other_bytes_of_the_same_rows_are_no_change(
    curated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("schemas.parquet.COMPRESSION", "gzip")  # as another library version might
    store = Store(str(curated))
    store.write(report_rows())
    monkeypatch.undo()
    assert store.write(report_rows(code="code-2")).state == "unchanged"


def test_work_that_was_done_is_known_by_content_and_code(store: Store) -> None:
    assert store.done(SHA256, "code-1") is None
    published = store.write(report_rows())
    done = store.done(SHA256, "code-1")
    assert done is not None
    assert (done.state, done.report_id, done.rows) == ("unchanged", NAME, published.rows)
    assert store.done(SHA256, "code-2") is None
    assert store.done(hashlib.sha256(b"another").hexdigest(), "code-1") is None


def test_work_is_done_again_when_the_user_says_something_new_of_the_report(store: Store) -> None:
    store.write(report_rows(), told={"partnership": "braintree"})
    assert store.done(SHA256, "code-1") is not None
    assert store.done(SHA256, "code-1", {"partnership": "braintree"}) is not None
    assert store.done(SHA256, "code-1", {"partnership": "maldon"}) is None
    manifest = store.state(SHA256)
    assert manifest is not None
    assert manifest.told == {"partnership": "braintree"}


def test_a_changed_extraction_waits_beside_what_is_published(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    before = published_of(curated)
    outcome = store.write(report_rows(sums=(15000, 700), code="code-2"))
    assert outcome.state == "pending"
    assert published_of(curated) == before
    assert [manifest.report_id for manifest in store.pending()] == [NAME]
    assert store.table(NAME, "funding", pending=True)["amount_gbp"].to_pylist() == [15000, 700]
    assert validate(store) == []


def test_what_waits_is_not_made_again_by_the_same_code(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    done = store.done(SHA256, "code-2")
    assert done is not None
    assert done.state == "pending"
    assert done.rows["funding"] == 1
    assert store.done(SHA256, "code-1") is None  # going back must look at what waits


def test_what_waits_keeps_its_bytes_when_it_is_found_again(curated: Path) -> None:
    store = Store(str(curated))
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2", day=2))
    before = files_of(curated)
    assert store.write(report_rows(sums=(7,), code="code-3", day=3)).state == "pending"
    after = files_of(curated)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {f".pending/{NAME}/pending.json"}


def test_accepting_publishes_what_waits(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    assert store.accept() == [NAME]
    assert sums(store) == [7]
    assert store.pending() == []
    assert store.accept() == []
    assert validate(store) == []
    done = store.done(SHA256, "code-2")
    assert done is not None
    assert done.state == "unchanged"


def test_a_run_that_accepts_publishes_what_waits_without_reading_again(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    done = store.done(SHA256, "code-2", accept=True)
    assert done is not None
    assert done.state == "accepted"
    assert sums(store) == [7]


def test_accept_on_writing_publishes_at_once_and_forgets_what_waited(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    assert store.write(report_rows(sums=(8,)), accept=True).state == "accepted"
    assert sums(store) == [8]
    assert store.pending() == []


def test_only_what_waits_can_be_accepted(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,)))
    with pytest.raises(StoreError, match="nothing of other waits"):
        store.accept([NAME, "other"])
    assert sums(store) == [15000, 500]


def test_what_waits_is_forgotten_when_a_run_finds_the_published_state_again(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=(7,), code="code-2"))
    assert store.write(report_rows(code="code-3")).state == "unchanged"
    assert store.pending() == []
    assert store.accept() == []


def test_a_dataset_that_became_empty_keeps_no_old_rows(store: Store) -> None:
    store.write(report_rows())
    store.write(report_rows(sums=()), accept=True)
    assert sums(store) == []


def test_the_same_content_under_another_name_is_the_same_report(store: Store) -> None:
    store.write(report_rows())
    manifest = store.state(SHA256)
    assert manifest is not None
    assert manifest.report_id == NAME
    # Two runs at once that each took it for new:
    again = store.write(report_rows("raw/copy.pdf"))
    assert (again.report_id, again.state) == (NAME, "unchanged")
    assert store.report_ids() == [NAME]
    with pytest.raises(StoreError, match=f"published as {NAME}: run again"):
        store.write(report_rows("raw/copy.pdf", code="code-2"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("raw/Annual Report 2022-23.pdf", "annual-report-2022-23-01234567"),
        ("s3://reports/über uns & mehr.PDF", "uber-uns-and-mehr-01234567"),
        ("raw/報告.txt", "report-01234567"),
        ("no-suffix", "no-suffix-01234567"),
        ("a" * 59 + " bcd.pdf", "a" * 59 + "-01234567"),
    ],
)
def test_a_report_is_named_after_its_file_and_content(name: str, expected: str) -> None:
    assert report_id(name, "0123456789abcdef" * 4) == expected


def test_rows_are_in_the_order_given_and_reports_in_that_of_their_ids(store: Store) -> None:
    store.write(report_rows("b.pdf", "b", sums=(3, 1, 2)))
    store.write(report_rows("a.pdf", "a", sums=(9, 8)))
    assert sums(store) == [9, 8, 3, 1, 2]


def test_a_store_that_is_not_there_has_no_rows(store: Store) -> None:
    assert store.read("funding").num_rows == 0
    assert store.read("funding").schema.equals(arrow_schema(DATASETS["funding"]))
    assert store.report_ids() == []
    assert store.pending() == []
