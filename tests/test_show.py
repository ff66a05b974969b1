"""One record shown: its words, page, rule and history."""

import io
import json
import threading
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from flows.cli import app
from review.originals import Originals
from review.pictures import NEW, Painter, PictureError, draw_marked, draw_page
from review.publish import publish
from review.session import Session
from schemas import Row
from schemas.manifest import Manifest
from schemas.store import Store
from tests.judged import SENTENCES, read


def csp(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def pdf(path: Path, pages: int = 3) -> Path:
    """A report with the sentences on its first page, where `tests.judged` says they are."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    for page in range(pages):
        for i, sentence in enumerate(SENTENCES if not page else [f"Page {page + 1}"]):
            canvas.drawString(50, 842 - 110 - 40 * i, sentence)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def record(tmp_path: Path) -> str:
    """Id of a record of a published report, of which other code was accepted since."""
    store = Store(str(tmp_path / "curated"))
    publish(store, of_file(pdf(tmp_path / "report.pdf"), read()))
    publish(store, of_file(tmp_path / "report.pdf", read(code="code-2", quirk="value")))
    session = Session(store, Originals(()), "Ann")
    (change,) = session.difference.changes
    session.seen.add(change.id)
    session.decide([change.id], "accept", "it says so")
    return change.record_id


def of_file(path: Path, rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The same rows, as those of a file."""
    import hashlib  # noqa: PLC0415

    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    told = {"sha256": sha256, "source": str(path)}
    return {**rows, "reports": [rows["reports"][0].model_copy(update=told)]}


def test_show_tells_the_record_its_words_its_rule_and_its_history(
    record: str, tmp_path: Path
) -> None:
    status, said, _ = csp("show", record, "--curated", tmp_path / "curated")
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert status == 0
    assert lines[:2] == [
        "Robbery · 183 · count · 2022-23",
        "statistics · braintree · 2022-23 · page 1",
    ]
    assert f"“{SENTENCES[0]}”" in lines
    assert "rule statistics.made_up" in lines
    assert "confidence 0.90: that share of such records is right on labelled reports" in lines
    assert "of its changes 1 were accepted, 0 rejected" in lines
    history = [line.split(" ", 2)[2] for line in lines if line.startswith("20")]
    assert history == [
        "first published",
        "value: value, accepted by Ann",
        "value accepted by Ann (it says so)",
    ]
    assert max(map(len, said.splitlines())) <= 100


def test_show_as_json(record: str, tmp_path: Path) -> None:
    _, said, _ = csp("show", record[:8], "--json", "--curated", tmp_path / "curated")
    found = json.loads(said)
    assert found["record"]["value"] == 183
    assert "".join(found["sentence"]) == SENTENCES[0]
    assert [event["what"] for event in found["history"]] == ["first published", "value"]


def test_the_picture_has_the_box_drawn(record: str, tmp_path: Path) -> None:
    to = tmp_path / "page.png"
    assert csp("show", record, "--picture", to, "--curated", tmp_path / "curated")[0] == 0
    drawn = Image.open(to).convert("RGB")
    assert drawn.size == (1190, 1684)
    assert drawn.getpixel((300, 2 * 98)) == NEW  # the upper edge of the box, at two pixels a point
    assert drawn.getpixel((300, 2 * 128)) == (255, 255, 255)
    inside = drawn.crop((104, 202, 590, 222)).convert("L")
    assert inside.getextrema()[0] < 60  # the words


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("ffffffffffffffffffff", "no record ffffffffffffffffffff"),
        ("abc", "abc is too short"),
    ],
)
def test_a_record_that_is_not_there(record: str, tmp_path: Path, asked: str, told: str) -> None:
    del record
    status, _, said = csp("show", asked, "--curated", tmp_path / "curated")
    assert (status, told in said) == (1, True)


def test_a_beginning_that_several_records_have(tmp_path: Path) -> None:
    rows = read()
    rows["statistics"] = [
        row.model_copy(update={"record_id": f"abcdef{i}"})
        for i, row in enumerate(rows["statistics"])
    ]
    Store(str(tmp_path / "curated")).write(rows)
    status, _, said = csp("show", "abcdef", "--curated", tmp_path / "curated")
    assert (status, "abcdef begins 4 records" in said) == (1, True)
    assert csp("show", "abcdef1", "--curated", tmp_path / "curated")[0] == 0


def test_a_report_that_is_not_here_is_told(tmp_path: Path) -> None:
    rows = read()
    Store(str(tmp_path / "curated")).write(rows)
    name = rows["statistics"][0].model_dump()["record_id"]
    where = ["--curated", tmp_path / "curated", "--picture", tmp_path / "page.png"]
    status, said, wrong = csp("show", name, *where)
    assert status == 1
    assert "report.pdf (not here)" in said
    assert "--raw FOLDER says where it is" in wrong


# Pictures


def test_only_the_very_file_is_taken_for_a_report(tmp_path: Path) -> None:
    path = pdf(tmp_path / "raw.pdf")
    rows = of_file(path, read())
    Store(str(tmp_path / "curated")).write(rows)
    store = Store(str(tmp_path / "curated"))
    manifest = store.manifest(store.report_ids()[0])
    assert manifest is not None
    assert Originals(()).find(manifest) == path
    path.rename(tmp_path / "elsewhere.pdf")
    (tmp_path / "folder").mkdir()
    assert Originals((str(tmp_path),)).find(manifest) is None  # another name
    (tmp_path / "elsewhere.pdf").rename(tmp_path / "folder" / "raw.pdf")
    assert Originals((str(tmp_path),)).find(manifest) == tmp_path / "folder" / "raw.pdf"
    (tmp_path / "folder" / "raw.pdf").write_bytes(b"%PDF- another")
    assert Originals((str(tmp_path),)).find(manifest) is None
    secret = Manifest.model_validate({**manifest.model_dump(), "source": "/etc/passwd"})
    assert Originals(()).find(secret) is None


def test_pages_drawn_at_the_same_time_are_as_if_drawn_alone(tmp_path: Path) -> None:
    path = pdf(tmp_path / "report.pdf")
    alone = [draw_page(path, page).data for page in (1, 2, 3)]
    found: dict[int, bytes] = {}

    def draw(i: int) -> None:
        found[i] = draw_page(path, i % 3 + 1).data

    threads = [threading.Thread(target=draw, args=(i,)) for i in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[i] == alone[i % 3] for i in range(12)] == [True] * 12


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = pdf(tmp_path / "report.pdf")
    with pytest.raises(PictureError, match=r"report\.pdf has no page 9"):
        draw_page(path, 9)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(PictureError, match=r"broken\.pdf cannot be opened"):
        draw_marked(tmp_path / "broken.pdf", 1, [])


def test_a_painter_draws_in_a_process_of_its_own(tmp_path: Path) -> None:
    painter = Painter()
    try:
        found = painter.page(pdf(tmp_path / "report.pdf"), 1)
        with pytest.raises(PictureError):
            painter.page(tmp_path / "report.pdf", 9)
    finally:
        painter.stop()
    assert (found.width, found.height) == (595, 842)
    assert Image.open(io.BytesIO(found.data)).size == (952, 1348)
