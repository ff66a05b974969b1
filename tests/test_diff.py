"""The difference between two states of the datasets, and how it is told."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import flows.revisions
from flows.cli import app
from review.diff import KINDS, Difference, Rows, compare
from review.markdown import MOST, as_markdown
from review.offline import as_html
from review.snapshots import pending_difference
from review.telling import around, groups, pieces
from schemas import DATASETS, arrow_schema
from schemas.parquet import encode
from schemas.store import Store
from tests.judged import SENTENCES, read, read_table, snapshot
from tests.test_show import pdf

QUIRKS = ["lost", "value", "unit", "period", "other column", "new", "reworded", "moved"]
QUIRKS += ["confidence only"]
MARKUP = "Robbery <script>alert(1)</script> | @somebody **x** rose to 182 offences."


def difference(quirk: str) -> Difference:
    return compare(snapshot(read()), snapshot(read(quirk=quirk, code="code-2")))


@pytest.mark.parametrize("quirk", QUIRKS)
def test_what_a_changed_rule_does_is_told_as_what_it_is(quirk: str) -> None:
    found = difference(quirk)
    assert [change.kind for change in found.changes] == [quirk]
    assert found.same["statistics"] == (4 if quirk == "new" else 3)
    (change,) = found.changes
    assert (change.dataset, change.rule, change.page) == (
        "statistics",
        "statistics.made_up",
        2 if quirk == "moved" else 1,
    )


def test_a_number_read_otherwise_from_the_same_words_is_a_value_and_not_one_lost_one_new() -> None:
    (change,) = difference("sum").changes
    assert (change.kind, change.columns) == ("value", ("record_id", "value"))
    assert change.old is not None
    assert change.new is not None
    assert (change.old["value"], change.new["value"]) == (182.0, 18.2)
    assert change.size == pytest.approx((182 - 18.2) / (182 + 18.2))


def test_another_sentence_is_another_fact() -> None:
    before = snapshot(read(["Robbery rose to 182 offences in 2022-23."]))
    after = snapshot(read(["A leaflet on cycling reached 30 homes near the river."]))
    assert [change.kind for change in compare(before, after).changes] == ["lost", "new"]


def test_what_changed_most_gravely_names_the_kind() -> None:
    (change,) = difference("surer value").changes
    assert (change.kind, change.columns) == ("value", ("x0", "confidence", "value"))


def test_of_the_run_alone_is_no_change() -> None:
    after = read(code="code-2", source="elsewhere/report.pdf")
    found = compare(snapshot(read()), snapshot(after))
    assert not found.is_any
    assert found.same == {**dict.fromkeys(DATASETS, 0), "reports": 1, "statistics": 4}


def test_a_box_may_differ_by_rounding_but_not_by_more() -> None:
    rows = read()
    for shift, kinds in ((0.2, []), (2.0, ["moved"])):
        moved = read()
        first = moved["statistics"][0]
        moved["statistics"][0] = first.model_copy(update={"x0": 50.0 + shift})
        found = compare(snapshot(rows), snapshot(moved))
        assert [change.kind for change in found.changes] == kinds


def test_a_missing_report_is_told_and_all_its_records_are_lost() -> None:
    both, one = snapshot(read(), read(name="other.pdf")), snapshot(read())
    found = compare(both, one)
    (gone,) = both.keys() - one.keys()
    assert [str(gap) for gap in found.gaps] == [f"lost report: {gone}"]
    assert {change.kind for change in found.changes} == {"lost"}
    assert len(found.changes) == 1 + len(SENTENCES)
    assert [gap.side for gap in compare(one, both).gaps] == ["new"]


def test_a_missing_dataset_or_column_is_a_difference_though_no_record_is() -> None:
    whole = snapshot(read())
    (name,) = whole
    without = {name: {k: v for k, v in whole[name].items() if k != "funding"}}
    found = compare(whole, without)
    assert (found.changes, [str(gap) for gap in found.gaps]) == (
        (),
        [f"lost dataset: funding of {name}"],
    )
    assert found.is_any
    narrow = whole[name]["statistics"].read().drop_columns(["breakdown"])
    found = compare(whole, {name: {**whole[name], "statistics": Rows.of(narrow)}})
    assert [str(gap) for gap in found.gaps] == ["lost column: statistics.breakdown"]
    assert not found.changes
    assert found.is_any


def test_files_that_are_equal_are_not_even_read() -> None:
    def never() -> pa.Table:
        raise AssertionError("read")

    same = {"r": {"funding": Rows(7, "digest", never)}}
    found = compare(same, {"r": {"funding": Rows(7, "digest", never)}})
    assert (found.same["funding"], found.is_any) == (7, False)


CELLS = [["Crime", "2021", "2022"], ["Robbery", "10", "12"], ["Arson", "4", "5"]]


def test_tables_differ_by_cell_though_the_table_is_told_apart_by_all_its_words() -> None:
    new = [CELLS[0], ["Robbery", "10", "13"], CELLS[2]]
    found = compare(snapshot(read_table(CELLS)), snapshot(read_table(new, table="t2")))
    cells = [change for change in found.changes if "text" in change.columns]
    assert [(c.kind, c.row["row"], c.row["col"], c.row["text"]) for c in cells] == [
        ("value", 1, 2, "13")
    ]
    assert found.counts()["table_cells"]["lost"] == found.counts()["table_cells"]["new"] == 0


def test_a_row_that_is_gone_is_lost_and_the_others_moved() -> None:
    found = compare(snapshot(read_table(CELLS)), snapshot(read_table([CELLS[0], CELLS[2]])))
    lost = [change.row["text"] for change in found.changes if change.kind == "lost"]
    assert sorted(lost) == ["10", "12", "Robbery"]


def test_lost_come_first_and_the_largest_change_of_a_number_leads_its_kind() -> None:
    before = snapshot(*(read(name=f"{kind}.pdf") for kind in KINDS), read(name="far.pdf"))
    after = [read(name=f"{kind}.pdf", quirk=kind, touches="Arson") for kind in KINDS]
    far = read(name="far.pdf", quirk="sum")
    found = compare(before, snapshot(*after, far))
    assert [change.kind for change in found.changes] == [
        "lost",
        "value",
        *KINDS[1:],
    ]
    sizes = [change.size for change in found.changes if change.kind == "value"]
    assert sizes == sorted(sizes, reverse=True)


SCHEMA = arrow_schema(DATASETS["statistics"])

# What may be read of a report: each sentence once, as it is or with a quirk.
READINGS = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([*QUIRKS[1:5], "sum", "moved", ""])),
    max_size=6,
)


def state(readings: list[tuple[str, str]]) -> Any:
    rows = [
        row
        for sentence, quirk in readings
        for row in read([sentence], quirk=quirk, touches=sentence[:4])["statistics"]
    ]
    unique = {row.model_dump()["record_id"]: row for row in rows}
    table = pa.Table.from_pylist([row.model_dump() for row in unique.values()], schema=SCHEMA)
    return {"report": {"statistics": Rows.of(table)}}


@given(READINGS)
def test_nothing_differs_from_itself(readings: list[tuple[str, str]]) -> None:
    assert not compare(state(readings), state(readings[::-1][::-1])).is_any


@settings(max_examples=60)
@given(READINGS, READINGS)
def test_the_way_back_mirrors_the_way_there(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    there, back = compare(state(one), state(other)), compare(state(other), state(one))
    turned = {"lost": "new", "new": "lost"}

    def told(difference: Difference, way: int) -> list[Any]:
        return sorted(
            (
                turned.get(c.kind, c.kind) if way < 0 else c.kind,
                repr([c.old, c.new][::way]),
                sorted(c.columns),
                round(c.size, 9),
            )
            for c in difference.changes
        )

    assert told(there, 1) == told(back, -1)
    assert there.same == back.same


@settings(max_examples=60)
@given(READINGS, READINGS)
def test_every_record_is_accounted_for_once(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    before, after = state(one), state(other)
    found = compare(before, after)
    (name,) = before
    olds = [c.record_id for c in found.changes if c.old is not None]
    news = [c.record_id for c in found.changes if c.new is not None]
    assert len(olds) + found.same["statistics"] == before[name]["statistics"].n
    assert len(news) + found.same["statistics"] == after[name]["statistics"].n
    assert len({change.id for change in found.changes}) == len(found.changes)


# What stands in the cells of a small table, of which a rule may lose, join or rename some.
TABLES = st.lists(
    st.lists(
        st.sampled_from(["Crime", "Robbery", "Arson", "12", "7", "2021"]), min_size=2, max_size=2
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(TABLES, TABLES)
def test_tables_mirror_too_and_every_cell_is_accounted_for(
    one: list[list[str]], other: list[list[str]]
) -> None:
    before, after = (snapshot(read_table(cells, table=repr(cells))) for cells in (one, other))
    there, back = compare(before, after), compare(after, before)
    turned = {"lost": "new", "new": "lost"}
    for dataset in ("tables", "table_cells"):
        counts = there.counts()[dataset]
        assert {turned.get(kind, kind): n for kind, n in counts.items()} == back.counts()[dataset]
    cells = there.counts()["table_cells"]
    assert cells.total() - cells["new"] == 2 * len(one)
    assert cells.total() - cells["lost"] == 2 * len(other)
    if one == other:
        assert not there.is_any


def many(n: int, quirk: str) -> Difference:
    sentences = [f"A{i} rose to {i + 100} offences in all." for i in range(n)]
    old = snapshot(read(sentences))
    return compare(old, snapshot(read(sentences, quirk=quirk, touches="A")))


@pytest.mark.parametrize("n", [10, 700, 10_000])
def test_markdown_fits_a_pull_request_and_no_lost_record_is_cut(n: int) -> None:
    text = as_markdown(many(n, "lost"))
    assert len(text) < MOST < 65_000
    assert f"**{n:,} lost**" in text
    if n < 1000:
        assert all(f"A{i} · {i + 100}" in text for i in range(n))
    else:
        assert f"{n:,} lost on pages 1" in text


def test_the_order_holds_when_markdown_is_cut() -> None:
    old = [f"{chr(65 + i % 26)}{i} rose to {i + 100} offences in all." for i in range(300)]
    before = [read(old, name=f"r{k}.pdf") for k in range(8)]
    after = [read(old[:-3], name=f"r{k}.pdf", quirk="period", touches="B") for k in range(8)]
    text = as_markdown(compare(snapshot(*before), snapshot(*after)), most=7_000)
    assert len(text) <= 7_000
    lost = re.findall(r"lost: (r\d+)-", text)
    assert len(lost) == 24
    assert text.rindex("lost: r") < text.index("period: r")
    assert "more changes are not shown here" in text or "more in r0-" in text


def test_markup_in_a_report_stays_text() -> None:
    before, after = snapshot(read()), snapshot(read([*SENTENCES, MARKUP]))
    text = as_markdown(compare(before, after))
    assert "<script" not in text
    assert "@somebody" not in text
    html = as_html(compare(before, after), lambda _: None, "csp diff")
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_html_says_what_it_leaves_out_and_leaves_out_nothing_lost() -> None:
    sentences = [f"A{i} rose to {i + 100} offences in all." for i in range(60)]
    before = snapshot(read(sentences), read(sentences, name="b.pdf"))
    after = snapshot(read([]), read(sentences, name="b.pdf", quirk="value", touches="A"))
    html = as_html(compare(before, after), lambda _: None, "csp diff")
    assert html.count('class="kind lost"') == 60
    assert html.count('class="kind value"') == 20
    assert "40 changes are not shown here" in html
    assert "and 40 more in b-" in html
    assert not re.search(r'(?:src|href)="(?!data:)', html)


def test_html_has_pictures_of_the_places_and_says_where_it_has_none(tmp_path: Path) -> None:
    path = pdf(tmp_path / "report.pdf")
    found = compare(snapshot(read()), snapshot(read(SENTENCES[:2], quirk="value")))
    html = as_html(found, lambda _: path, "csp diff", most_pictures=2)
    assert html.count('<img src="data:image/png;base64,') == 2
    assert "No picture is here of 1 place," in html
    assert "No picture" not in as_html(found, lambda _: path, "csp diff")


def test_changes_are_grouped_by_rule_and_lost_ones_apart() -> None:
    found = groups(compare(snapshot(read()), snapshot(read(SENTENCES[:2], quirk="value"))))
    assert [(group.is_lost, group.rule, group.summary) for group in found] == [
        (True, "statistics.made_up", "2 lost"),
        (False, "statistics.made_up", "1 value"),
    ]


def test_long_texts_are_shown_where_they_differ() -> None:
    old, new = f"{'a ' * 60}co- ordinated", f"{'a ' * 60}coordinated"
    assert around(old, new, 40) == (
        "…a a a a a a a a a a a co- ordinated",
        "…a a a a a a a a a a a coordinated",
    )
    left, right = pieces("a grant of £500", "a bid of £500")
    assert left == [(False, "a "), (True, "grant"), (False, " of £500")]
    assert right == [(False, "a "), (True, "bid"), (False, " of £500")]


# The command


@pytest.fixture
def curated(tmp_path: Path) -> Path:
    """Datasets of two reports, of which one waits with a changed value and a lost record."""
    store = Store(str(tmp_path / "curated"))
    store.write(read())
    store.write(read(name="other.pdf"))
    store.write(read(SENTENCES[:3], quirk="value", code="code-2"))
    return tmp_path / "curated"


def csp(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout


def test_diff_ends_with_0_1_or_2(curated: Path, tmp_path: Path) -> None:
    assert csp("diff", "--curated", curated)[0] == 1
    assert csp("diff", "--curated", curated, "--report", "other")[0] == 0
    assert csp("diff", curated, curated)[0] == 0
    assert csp("diff", "--curated", tmp_path / "nowhere")[0] == 2
    assert csp("diff", curated, tmp_path / "nowhere")[0] == 2
    assert csp("diff", "--curated", curated, "--kind", "colour")[0] == 2


def test_diff_fits_100_columns_and_shows_words_and_page(curated: Path) -> None:
    _, said = csp("diff", "--curated", curated)
    assert max(map(len, said.splitlines())) <= 100
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "2 reports compared: 2 changes, 8 records the same" in lines
    assert "statistics 1 1 · · · · · · · 6" in lines
    lost, changed = lines.index("- p. 1 Theft · 4100 · count · 2022-23"), -1
    changed = lines.index("~ p. 1 value: Robbery · 183 · count · 2022-23")
    assert lost < changed
    assert lines[lost + 1] == f"“{SENTENCES[3]}”"
    assert lines[changed + 1] == "value 182 → 183"


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (["--kind", "lost"], ["lost"]),
        (["--rule", "statistics"], ["lost", "value"]),
        (["--rule", "statistics.made_up", "--kind", "value"], ["value"]),
        (["--rule", "statistics.made"], []),
        (["--dataset", "funding"], []),
        (["--partnership", "braintree"], ["lost", "value"]),
        (["--partnership", "brentwood"], []),
    ],
)
def test_diff_shows_what_was_asked_for(curated: Path, asked: list[str], kinds: list[str]) -> None:
    status, said = csp("diff", "--curated", curated, "--json", *asked)
    assert [change["kind"] for change in json.loads(said)["changes"]] == kinds
    assert status == bool(kinds)


def test_diff_takes_folders_without_manifests(curated: Path, tmp_path: Path) -> None:
    for path in curated.glob("*/*.parquet"):
        target = tmp_path / "plain" / path.relative_to(curated)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    assert csp("diff", curated, tmp_path / "plain")[0] == 0
    name = next((tmp_path / "plain/statistics").iterdir())
    empty = arrow_schema(DATASETS["statistics"]).empty_table()
    name.write_bytes(encode(DATASETS["statistics"], empty.to_pylist()))
    status, said = csp("diff", curated, tmp_path / "plain", "--json")
    assert (status, len(json.loads(said)["changes"])) == (1, 4)


def test_pending_difference_tells_only_what_waits(curated: Path) -> None:
    found = pending_difference(Store(str(curated)))
    assert [change.kind for change in found.changes] == ["lost", "value"]
    assert found.reports == 2


# Two revisions of the code, here a made-up one in a repository of its own

EXTRACTORS = """
import hashlib
from types import SimpleNamespace
from tests.judged import read as made_up
QUIRK = {quirk!r}
def read(path):
    if path.read_text() == "broken":
        raise ValueError("cut off")
    return path
def extract(document, as_report=None):
    return SimpleNamespace(records=made_up(quirk=QUIRK))
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose last commit changed a rule, so that it reads a period no more."""
    root = Path(__file__).parent.parent
    place = tmp_path / "repository"
    for quirk in ("", "period"):
        (place / "extractors").mkdir(parents=True, exist_ok=True)
        for room in ("schemas", "review", "tests"):
            if not (place / room).exists():
                (place / room).symlink_to(root / room)
        (place / "extractors/__init__.py").write_text(EXTRACTORS.format(quirk=quirk))
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
            who = ["-c", "user.name=a", "-c", "user.email=a@b"]
            subprocess.run(["git", "-C", str(place), *who, *command], check=True)
    monkeypatch.setattr(flows.revisions, "_ROOT", place)
    return place


def test_two_revisions_of_the_code_are_run_over_the_same_reports(
    repository: Path, tmp_path: Path
) -> None:
    del repository
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/report.pdf").write_bytes(b"report.pdf")
    Store(str(tmp_path / "curated")).write(read())
    where = ["--curated", tmp_path / "curated", "--raw", tmp_path / "raw"]
    status, said = csp("diff", "--rules", "HEAD~1", "--json", *where)
    assert status == 1
    changes = json.loads(said)["changes"]
    assert [(change["kind"], change["rule"]) for change in changes] == [
        ("period", "statistics.made_up")
    ]
    assert csp("diff", "--rules", "HEAD", *where)[0] == 0
    assert csp("diff", "--rules", "HEAD~1..HEAD~1", *where)[0] == 0
    assert csp("diff", "--rules", "nothing-like-it", *where)[0] == 2
    trees = subprocess.run(
        ["git", "-C", str(flows.revisions._ROOT), "worktree", "list"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(trees.stdout.splitlines()) == 1
