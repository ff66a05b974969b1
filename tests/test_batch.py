"""A run without an engine: what is new is published, what changed waits, nothing is read twice."""

from pathlib import Path

import pytest

from flows.batch import Options, Run, read_alone
from flows.workers import Job
from schemas.store import Store
from tests.pretence import behave, behave_as_before, run_all


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """A run into an empty folder."""
    return Options(curated=str(tmp_path / "curated"), workers=1)


def text(folder: Path, name: str, words: str) -> Path:
    path = folder / name
    path.write_text(words)
    return path


def test_a_new_report_is_published_and_not_read_again(tmp_path: Path, options: Options) -> None:
    paths = [text(tmp_path, "a.txt", "Burglary\nRobbery"), text(tmp_path, "b.txt", "Drugs")]
    first = run_all(paths, options)
    assert [result.state for result in first.values()] == ["published", "published"]
    assert first["a.txt"].rows["priorities"] == 2
    with Run([str(path) for path in paths], options, behave) as run:
        assert run.jobs == []
    again = {Path(result.source).name: result for result in run.in_order()}
    assert [result.state for result in again.values()] == ["unchanged", "unchanged"]
    assert again["a.txt"].rows == first["a.txt"].rows
    assert again["a.txt"].partnership == "braintree"


def test_what_is_read_otherwise_waits_unless_it_is_to_be_accepted(
    tmp_path: Path, options: Options
) -> None:
    paths = [text(tmp_path, "a.txt", "Burglary")]
    run_all(paths, options, behave_as_before)
    waits = run_all(paths, options)["a.txt"]
    assert (waits.state, waits.reason) == ("pending", None)
    store = Store(options.curated)
    assert store.read("priorities")["text"].to_pylist() == ["BURGLARY"]
    accepted = run_all(paths, Options(options.curated, accept=True))["a.txt"]
    assert accepted.state == "accepted"
    assert store.read("priorities")["text"].to_pylist() == ["Burglary"]


def test_what_the_user_says_overrules_the_report_and_is_remembered(
    tmp_path: Path, options: Options
) -> None:
    paths = [text(tmp_path, "a.txt", "Burglary")]
    told = Options(options.curated, partnership="one-bristol", period="2022-23")
    result = run_all(paths, told, behave_as_before)["a.txt"]
    assert (result.partnership, result.period) == ("one-bristol", "2022-23")
    later = run_all(paths, options)["a.txt"]
    assert (later.state, later.partnership, later.period) == ("pending", "one-bristol", "2022-23")


def test_the_same_report_under_two_names_is_read_once(tmp_path: Path, options: Options) -> None:
    paths = [text(tmp_path, "a.txt", "Burglary"), text(tmp_path, "b.txt", "Burglary")]
    results = run_all(paths, options)
    assert results["a.txt"].state == "published"
    assert results["b.txt"].state == "same file"
    assert results["b.txt"].reason == f"the same file as {paths[0]}: read once"
    assert Store(options.curated).read("reports").num_rows == 1


def test_on_another_machine_a_report_has_a_worker_of_its_own(
    tmp_path: Path, options: Options
) -> None:
    path = text(tmp_path, "a.txt", "Our priority for 2022-23 is burglary.\n")
    assert read_alone(Job(path, str(path)), options).state == "published"
