"""Decisions on what waits: what they publish, that they are replayed, and when they ask again."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.cli import app
from review import publish as publishing
from review.decisions import Decisions
from review.diff import Change
from review.history import of_record
from review.originals import Originals
from review.publish import publish
from review.session import Session, SessionError, samples
from review.snapshots import pending_difference
from schemas.store import Store, StoreError
from schemas.validate import validate
from tests.judged import SENTENCES, published_values, read, read_table
from tests.rows import files_of

BOTH = ("Robbery", "Burglary")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """One report, published."""
    store = Store(str(tmp_path / "curated"))
    publish(store, read())
    return store


def again(store: Store, code: str = "code-2", **told: Any) -> str:
    """Runs other code over the report: what becomes of it."""
    return publish(store, read(code=code, **told)).state


def two_values(code: str = "code-2") -> dict[str, Any]:
    """A rule that reads both Robbery and Burglary one too high."""
    found = read(code=code, quirk="value")
    found["statistics"][1] = read(code=code, quirk="value", touches="Burglary")["statistics"][1]
    return found


def sitting(store: Store) -> Session:
    return Session(store, Originals(()), "Ann")


def judge(session: Session, changes: Sequence[Change], what: Any, why: str = "") -> list[str]:
    """Decides on changes after looking at them; what could not be published."""
    session.seen |= {change.id for change in changes}
    return session.decide([change.id for change in changes], what, why).problems


def about(session: Session, measure: str) -> list[Change]:
    return [c for c in session.difference.changes if c.row.get("measure") == measure]


def test_what_is_accepted_is_published_and_what_is_rejected_is_not(store: Store) -> None:
    assert publish(store, two_values()).state == "pending"
    session = sitting(store)
    assert judge(session, about(session, "Robbery"), "accept") == []
    assert published_values(store) == {"Robbery": 183, "Burglary": 90, "Arson": 12, "Theft": 4100}
    assert [c.row["measure"] for c in pending_difference(store).changes] == ["Burglary"]
    assert judge(session, about(session, "Burglary"), "reject", "it is 90") == []
    assert published_values(store)["Burglary"] == 90
    assert store.pending() == []
    assert validate(store) == []


def test_a_decision_says_what_who_when_why_and_on_which_words(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    (change,) = session.difference.changes
    judge(session, [change], "reject", "it is 182")
    path = Path(store.folder.root).parent / f"review/decisions/{change.report_id}.jsonl"
    (line,) = [json.loads(line) for line in path.read_text().splitlines()]
    assert (line["what"], line["who"], line["why"]) == ("reject", "Ann", "it is 182")
    assert (line["record_id"], line["kind"]) == (change.record_id, "value")
    assert line["when"].endswith("Z")
    assert line["words"] == change.words


@pytest.mark.parametrize("quirk", ["value", "lost", "new", "unit"])
def test_a_rejection_is_replayed_by_later_code(store: Store, quirk: str) -> None:
    assert again(store, quirk=quirk) == "pending"
    session = sitting(store)
    judge(session, session.difference.changes, "reject")
    before = files_of(Path(store.folder.path) / "statistics")
    assert again(store, code="code-3", quirk=quirk) == "unchanged"
    assert files_of(Path(store.folder.path) / "statistics") == before
    assert store.pending() == []


def test_a_rejection_holds_though_the_rule_is_surer_or_boxes_it_otherwise(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    judge(session, session.difference.changes, "reject")
    assert again(store, code="code-3", quirk="surer value") == "unchanged"


def test_it_asks_again_when_the_words_change(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    judge(session, session.difference.changes, "reject", "a typing error")
    longer = read(code="code-3", quirk="value")
    row = longer["statistics"][0]
    longer["statistics"][0] = row.model_copy(update={"source_text": "Robbery rose to 182."})
    assert publish(store, longer).state == "pending"
    session = sitting(store)
    (change,) = session.difference.changes
    before = session.earlier(change)
    assert before is not None
    assert (before.what, before.why, before.words == change.words) == (
        "reject",
        "a typing error",
        False,
    )


def test_it_asks_again_when_something_else_is_read_in_the_words(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    judge(session, session.difference.changes, "reject")
    assert again(store, code="code-3", quirk="unit") == "pending"


def test_an_acceptance_is_replayed_where_the_decisions_came_by_git(
    store: Store, tmp_path: Path
) -> None:
    other = Store(str(tmp_path / "elsewhere" / "curated"))
    publish(other, read())
    again(store, quirk="value")
    session = sitting(store)
    judge(session, session.difference.changes, "accept")
    (tmp_path / "review").rename(tmp_path / "elsewhere" / "review")
    assert again(other, quirk="value") == "accepted"
    assert published_values(other)["Robbery"] == 183


def test_accepting_at_once_does_not_take_what_was_rejected(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    judge(session, session.difference.changes, "reject")
    outcome = publish(store, two_values("code-3"), accept=True)
    assert outcome.state == "accepted"
    assert [published_values(store)[name] for name in BOTH] == [182, 91]


def test_a_lost_record_that_is_kept_stands_where_it_stood(store: Store) -> None:
    again(store, quirk="lost", touches="Burglary")
    session = sitting(store)
    judge(session, session.difference.changes, "reject")
    again(store, code="code-3", quirk="new", touches="Burglary")
    session = sitting(store)
    judge(session, session.difference.changes, "accept")
    assert list(published_values(store)) == ["Robbery", "Burglary", "Arson", "Theft", "Fraud"]


def test_undo_brings_back_what_was_published_and_what_waits(store: Store) -> None:
    publish(store, two_values())
    root = Path(store.folder.path)
    before = {k: v for k, v in files_of(root).items() if ".history" not in k}
    session = sitting(store)
    judge(session, session.difference.changes, "accept")
    assert store.pending() == []
    session.decide([change.id for change in session.difference.changes], "undo")
    after = {k: v for k, v in files_of(root).items() if ".history" not in k}
    assert {k: after[k] for k in after if k.endswith(".parquet")} == {
        k: before[k] for k in before if k.endswith(".parquet")
    }
    assert len(pending_difference(store).changes) == 2
    assert sitting(store).verdicts == {}


def test_a_cut_between_publishing_and_what_waits_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store, two_values())
    session = sitting(store)
    write = Store.write
    calls = []

    def cut_off(self: Store, *arguments: Any, **told: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return write(self, *arguments, **told)

    monkeypatch.setattr(Store, "write", cut_off)
    with pytest.raises(KeyboardInterrupt):
        judge(session, about(session, "Robbery"), "accept")
    monkeypatch.undo()
    sha256 = read()["reports"][0].model_dump()["sha256"]
    assert store.done(sha256, "code-2") is None  # so the next run reads the report again
    assert publish(store, two_values()).state == "pending"
    assert [published_values(store)[name] for name in BOTH] == [183, 90]


CELLS = [["Crime", "2021"], ["Robbery", "10"], ["Arson", "4"]]


def test_the_changes_of_a_table_are_decided_together(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "curated"))
    publish(store, read_table(CELLS))
    publish(store, read_table([*CELLS, ["Theft", "9"]], table="t2", code="code-2"))
    session = sitting(store)
    (head,) = session.heads.changes
    assert len(session.unit(head)) == len(session.difference.changes) > 3
    assert judge(session, [head], "accept") == []
    assert store.read("tables")["n_rows"].to_pylist() == [4]
    assert len(store.read("table_cells")) == 8
    assert (store.pending(), validate(store)) == ([], [])


def test_a_statistic_follows_its_table_whichever_side_of_both_is_published(tmp_path: Path) -> None:
    for n, (table_is, number_is, expected) in enumerate(
        [
            ("accept", "reject", ("t2", "count")),
            ("reject", "accept", ("t1", "percent")),
            ("accept", "accept", ("t2", "percent")),
        ]
    ):
        store = Store(str(tmp_path / str(n) / "curated"))
        old = read_table(CELLS)
        new = read_table([*CELLS, ["Theft", "9"]], table="t2", code="code-2")
        (number,) = read(SENTENCES[:1])["statistics"]
        told = {"row": 1, "col": 1, "record_id": "n1"}
        old["statistics"] = [number.model_copy(update={**told, "table_id": "t1"})]
        told |= {"table_id": "t2", "unit": "percent"}
        new["statistics"] = [number.model_copy(update=told)]
        publish(store, old)
        publish(store, new)
        session = sitting(store)
        heads = session.heads.changes
        judge(session, [c for c in heads if c.dataset == "statistics"], number_is)
        judge(session, [c for c in heads if c.dataset != "statistics"], table_is)
        (row,) = store.read("statistics").to_pylist()
        assert (row["table_id"], row["unit"]) == expected
        assert (store.pending(), validate(store)) == ([], [])


def test_decisions_that_do_not_fit_together_are_saved_and_told(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "curated"))
    publish(store, read_table(CELLS))
    publish(store, read_table(CELLS[:2], code="code-2"))
    changes = pending_difference(store).changes
    kept = next(change.record_id for change in changes if change.row.get("text") == "Arson")
    where = ["--curated", tmp_path / "curated"]
    assert csp("reject", "--record", kept, *where)[0] == 1
    assert "outside the table" in csp_says("accept", *where)
    assert store.read("tables")["n_rows"].to_pylist() == [3]
    assert csp("accept", "--record", kept, *where)[0] == 0
    assert csp("accept", *where)[0] == 0
    assert store.read("tables")["n_rows"].to_pylist() == [2]
    assert (store.pending(), validate(store)) == ([], [])


def test_a_group_is_decided_at_once_only_after_looking_at_three(store: Store) -> None:
    publish(store, read([*SENTENCES, *(f"Crime {i} came to {i} offences." for i in range(5))]))
    session = sitting(store)
    ids = [change.id for change in session.difference.changes]
    assert len(ids) == 5
    session.seen |= set(ids[:2])
    with pytest.raises(SessionError, match="look at 3"):
        session.decide(ids, "accept")
    session.seen.add(ids[4])
    assert session.decide(ids, "accept").decided == ids
    with pytest.raises(SessionError, match="no such change"):
        session.decide(["unknown"], "accept")


def test_the_examples_of_a_group_are_those_most_unlike(store: Store) -> None:
    quirks = ["value", "value", "period", "value", "unit"]
    sentences = [f"Crime{i} came to {i + 3} offences." for i in range(5)]
    new = [
        read([s], quirk=q, touches="Crime")["statistics"]
        for s, q in zip(sentences, quirks, strict=True)
    ]
    publish(store, read(sentences, name="other.pdf"))
    waiting = read(sentences, name="other.pdf", code="code-2")
    for i, (row,) in enumerate(new):
        told = {"record_id": waiting["statistics"][i].model_dump()["record_id"]}
        told |= {"report_id": waiting["statistics"][i].model_dump()["report_id"]}
        waiting["statistics"][i] = row.model_copy(update={**told, "top": 100.0 + 40 * i})
    publish(store, waiting)
    changes = pending_difference(store).changes
    kinds = {change.id: change.kind for change in changes}
    assert sorted(kinds[name] for name in samples(changes)) == ["period", "unit", "value"]


def test_what_another_run_has_written_meanwhile_is_not_written_over(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    again(store, code="code-3", quirk="unit")
    with pytest.raises(StoreError, match="was written by another run"):
        judge(session, session.difference.changes, "accept")
    assert store.pending()[0].code_version == "code-3"
    assert not session.decisions.folder.exists()


def test_history_tells_when_a_record_came_and_changed(store: Store) -> None:
    publishing.publish(store, read(code="code-2", quirk="value"))
    session = sitting(store)
    (change,) = session.difference.changes
    judge(session, [change], "accept")
    events = of_record(store, change.report_id, "statistics", change.record_id)
    assert [event.what for event in events] == ["first published", "value"]
    assert (events[1].who, events[1].columns) == ("Ann", ("value",))
    assert events[1].code.startswith("code-2")


def test_a_damaged_line_is_told_with_its_place(store: Store) -> None:
    again(store, quirk="value")
    session = sitting(store)
    (change,) = session.difference.changes
    path = session.decisions.path(change.report_id)
    path.parent.mkdir(parents=True)
    path.write_text("<<<<<<< HEAD\n")
    with pytest.raises(StoreError, match="line 1 is no decision"):
        session.decisions.standing(change.report_id)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "", ".hidden", "Report"])
def test_no_decision_is_written_outside_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="is no id of a report"):
        Decisions(tmp_path).path(name)


# From the terminal


def csp(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout


def csp_says(*arguments: object) -> str:
    return CliRunner().invoke(app, [str(argument) for argument in arguments]).output


def test_accept_and_reject_by_rule_kind_and_record(store: Store, tmp_path: Path) -> None:
    where = ["--curated", tmp_path / "curated", "--who", "Ben"]
    new = two_values()
    new["statistics"] = new["statistics"][:3]
    publish(store, new)
    (burglary,) = [
        change.record_id
        for change in pending_difference(store).changes
        if change.row["measure"] == "Burglary"
    ]
    assert csp("accept", "--rule", "funding", *where)[0] == 0
    assert published_values(store)["Robbery"] == 182
    status, said = csp("reject", "--record", burglary, "--why", "it is 90", *where)
    assert (status, said.splitlines()[1]) == (0, "1 value")
    assert csp("accept", "--rule", "statistics.made_up", "--kind", "value", *where)[0] == 0
    assert published_values(store) == {"Robbery": 183, "Burglary": 90, "Arson": 12, "Theft": 4100}
    assert csp("accept", *where)[0] == 0
    assert list(published_values(store)) == ["Robbery", "Burglary", "Arson"]
    (path,) = (tmp_path / "review/decisions").iterdir()
    told = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(line["what"], line["kind"], line["who"]) for line in told] == [
        ("reject", "value", "Ben"),
        ("accept", "value", "Ben"),
        ("accept", "lost", "Ben"),
    ]


def test_accept_counts_the_rows_for_git(store: Store, tmp_path: Path) -> None:
    publish(store, read(name="other.pdf"))
    again(store, quirk="period")
    assert csp("accept", "--curated", tmp_path / "curated")[0] == 0
    lines = list(csv.reader((tmp_path / "review/counts.csv").read_text().splitlines()))
    other, ours = sorted({line[1] for line in lines[1:]})
    assert lines == [
        ["dataset", "report_id", "period", "rows"],
        ["reports", other, "2022-23", "1"],
        ["reports", ours, "2022-23", "1"],
        ["statistics", other, "2022-23", "4"],
        ["statistics", ours, "", "1"],
        ["statistics", ours, "2022-23", "3"],
    ]


def test_accept_of_nothing_and_of_what_does_not_wait(store: Store, tmp_path: Path) -> None:
    del store
    where = ["--curated", tmp_path / "curated"]
    assert csp("accept", *where) == (0, f"nothing waits in {tmp_path}/curated\n")
    assert csp("accept", "unknown-12345678", *where)[0] == 1
    assert not (tmp_path / "review").exists()
