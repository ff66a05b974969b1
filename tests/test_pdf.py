"""PDFs as they come: coordinates, glyphs, damage, and that every box shows its words."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdf
import pytest
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from extractors.reading.document import Document
from extractors.reading.errors import ReadingError
from extractors.reading.hyphens import Joiner
from extractors.reading.pdf import read_pdf
from extractors.reading.pdf_page import plain

Draw = Callable[[Canvas], None]
DAMAGED = "is cut off or damaged"


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PDF of one page a drawing."""

    def make(*pages: Draw, size: tuple[float, float] = (595, 842)) -> Path:
        path = tmp_path / "made.pdf"
        canvas = Canvas(str(path), pagesize=size)
        for draw in pages:
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make


def texts(document: Document) -> list[str]:
    return [document.words_of(block) for block in document.blocks]


def shown(path: Path, document: Document, start: int, end: int) -> str:
    """What PDFium shows in the box of a stretch of text, on the visible page."""
    import pypdfium2  # noqa: PLC0415  only the promise needs it

    box = document.box(start, end)
    assert box is not None
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[box.page - 1]
        x0, _, _, y1 = page.get_cropbox()
        assert page.get_rotation() == 0
        return str(
            page.get_textpage().get_text_bounded(
                x0 + box.x0 - 1, y1 - box.bottom - 1, x0 + box.x1 + 1, y1 - box.top + 1
            )
        )


def letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.casefold()))


def moved(source: Path, **boxes: tuple[float, float, float, float]) -> Path:
    """A copy with other page boxes."""
    writer = pypdf.PdfWriter(clone_from=source)
    for name, box in boxes.items():
        setattr(writer.pages[0], name, RectangleObject(box))
    target = source.with_name("moved.pdf")
    writer.write(target)
    return target


def test_boxes_are_those_of_the_visible_page(made: Callable[..., Path]) -> None:
    path = made(lambda canvas: canvas.drawString(120, 300, "Burglary fell by a tenth"))
    whole = read_pdf(path)
    cropped = read_pdf(moved(path, cropbox=(100, 200, 400, 400)))
    assert cropped.page_sizes == ((300.0, 200.0),)
    before, after = whole.box(0, 8), cropped.box(0, 8)
    assert before is not None
    assert after is not None
    assert after.x0 == pytest.approx(before.x0 - 100, abs=0.01)
    assert after.top == pytest.approx(before.top - (842 - 400), abs=0.01)


def test_a_shifted_media_box_moves_nothing(made: Callable[..., Path]) -> None:
    path = made(lambda canvas: canvas.drawString(120, 300, "Burglary fell"))
    shifted = moved(path, mediabox=(-100, -200, 495, 642), cropbox=(-100, -200, 495, 642))
    document = read_pdf(shifted)
    box = document.box(0, 8)
    assert box is not None
    assert box.x0 == pytest.approx(220, abs=0.5)
    assert letters(shown(shifted, document, 0, 8)) == "burglary"


def test_what_lies_outside_of_the_crop_is_not_read(made: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(120, 300, "Seen")
        canvas.drawString(120, 700, "Cut off")

    path = moved(made(draw), cropbox=(100, 200, 400, 400))
    assert texts(read_pdf(path)) == ["Seen"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_reads_like_an_upright_one(made: Callable[..., Path], turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Robbery rose in the town centre")
        canvas.drawString(72, 686, "and fell in the villages.")

    writer = pypdf.PdfWriter(clone_from=made(draw))
    writer.pages[0].rotate(turn)
    path = made(draw).with_name("turned.pdf")
    writer.write(path)
    document = read_pdf(path)
    assert texts(document) == ["Robbery rose in the town centre and fell in the villages."]
    width, height = document.page_sizes[0]
    assert (width > height) == (turn != 180)
    box = document.box(0, len(document.text))
    assert box is not None
    assert 0 <= box.x0 < box.x1 <= width
    assert 0 <= box.top < box.bottom <= height


def test_text_that_runs_up_the_page_is_one_line(made: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The text of the page stands upright, as it should.")
        canvas.rotate(90)
        canvas.drawString(300, -40, "Official – sensitive")

    assert "Official – sensitive" in texts(read_pdf(made(draw)))


def test_glyphs_struck_twice_are_read_once(made: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Off the wall: 1,100 offences")
        canvas.drawString(72.4, 700, "Off the wall: 1,100 offences")

    assert texts(read_pdf(made(draw))) == ["Off the wall: 1,100 offences"]


def test_words_that_nobody_can_see_are_not_read(made: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 700, "White on white")
        canvas.setFillColorRGB(0, 0, 0.4)
        canvas.rect(60, 590, 300, 40, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 600, "White on blue")
        canvas.linearGradient(60, 480, 360, 530, ((0, 0, 1), (0, 0.3, 0.6)), extend=False)
        canvas.drawString(72, 500, "White on a gradient")

    assert texts(read_pdf(made(draw))) == ["White on blue", "White on a gradient"]


def test_a_raised_digit_is_no_part_of_the_number(made: Callable[..., Path]) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 12)
        text.textOut("There were 204")
        text.setFont("Helvetica", 7)
        text.setRise(5)
        text.textOut("2")
        text.setFont("Helvetica", 12)
        text.setRise(0)
        text.textOut(" robberies in the district.")
        canvas.drawText(text)

    assert texts(read_pdf(made(draw))) == ["There were 204² robberies in the district."]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("ﬁ", "fi"),
        ("ﬄ", "ffl"),
        ("\u00a0", " "),
        ("²", "²"),
        ("½", "½"),
        ("\u200b", ""),
        ("é", "é"),
    ],
)
def test_ligatures_become_letters_and_powers_stay(printed: str, read: str) -> None:
    assert plain(printed) == read


@pytest.mark.parametrize(
    ("known", "lines", "joined"),
    [
        ("", ["a collabor-", "ation of all"], "a collaboration of all"),
        ("", ["to tackle anti-", "social behaviour"], "to tackle anti-social behaviour"),
        ("evidence of what is based", ["an evidence-", "based plan"], "an evidence-based plan"),
        ("partnership", ["the partner-", "ship met"], "the partnership met"),
        ("", ["reports of fly-", "tipping fell"], "reports of fly-tipping fell"),
        ("flywheel", ["turned a fly-", "wheel once"], "turned a flywheel once"),
        ("", ["in 2019/", "20 and after"], "in 2019/20 and after"),
        ("", ["short-", "and long-term"], "short- and long-term"),
        ("", ["ages 11-", "17 took part"], "ages 11-17 took part"),
        ("", ["the end -", "and more"], "the end - and more"),
    ],
)
def test_words_parted_at_a_line_end_are_joined(known: str, lines: list[str], joined: str) -> None:
    from extractors.reading.assemble import Run  # noqa: PLC0415

    joiner = Joiner([known, *lines])
    assert joiner.join([Run.unplaced(line) for line in lines]).text == joined


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"PK\x03\x04 a Word file", "is not a PDF"),
        (b"%PDF-1.4\nnothing more", DAMAGED),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_pdf(path)
    assert str(caught.value).startswith(message)
    assert str(path) not in str(caught.value)
    assert ":" in str(caught.value), "says what to do"


def test_a_file_cut_in_the_middle_is_damaged(made: Callable[..., Path]) -> None:
    path = made(lambda canvas: canvas.drawString(72, 700, "Burglary"))
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(ReadingError, match=DAMAGED):
        read_pdf(path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("password-example.pdf", "needs a password"),
        ("encrypted.pdf", "needs a password"),
        ("empty.pdf", "is empty"),
        ("issue-297-example.pdf", "has no pages"),
    ],
)
def test_hostile_files_fail_with_a_clear_line(shared: Path, name: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_pdf(shared / "corpus/hostile" / name)


def test_a_scan_is_a_document_without_words(shared: Path) -> None:
    document = read_pdf(shared / "corpus/scan/000_830debaf43ef9f6c.pdf")
    assert document.n_pages == 7
    assert document.blocks == ()
    assert document.warnings[0].startswith("no text layer on pages 1-7: scanned pages are not")


def test_only_the_scanned_pages_are_warned_of(made: Callable[..., Path], tmp_path: Path) -> None:
    from PIL import Image  # noqa: PLC0415

    picture = tmp_path / "scan.png"
    Image.new("RGB", (60, 80), "grey").save(picture)

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(str(picture), 0, 0, 595, 842)

    document = read_pdf(made(lambda canvas: canvas.drawString(72, 700, "Burglary"), scan, scan))
    assert len(document.warnings) == 1
    assert document.warnings[0].startswith("no text layer on pages 2-3:")


def test_the_source_is_what_the_caller_says(made: Callable[..., Path]) -> None:
    path = made(lambda canvas: canvas.drawString(72, 700, "Burglary"))
    assert read_pdf(path, source="raw/x.pdf").source == "raw/x.pdf"
    assert read_pdf(path).source == "made.pdf"


@pytest.mark.parametrize(
    "name", ["pdf/103-dover-strategic-assessment.pdf", "pdf/002_8216942259ceca4c.pdf"]
)
def test_the_box_of_every_block_and_cell_shows_its_words(shared: Path, name: str) -> None:
    path = shared / "corpus" / name
    document = read_pdf(path)
    cells = [cell for grid in document.grids for cell in grid.cells if cell.start < cell.end]
    parts = [part for part in (*document.blocks, *cells) if _on_one_page(document, part)]
    assert len(parts) > 100
    for part in parts:
        words = letters(document.words_of(part))
        assert words in letters(shown(path, document, part.start, part.end)) or sorted(
            words
        ) == sorted(letters(shown(path, document, part.start, part.end)))


def _on_one_page(document: Document, part: object) -> bool:
    pages = document.places.page[part.start : part.end]  # type: ignore[attr-defined]
    return len(set(pages[pages > 0].tolist())) == 1


def test_every_character_of_the_page_is_read_but_running_heads(shared: Path) -> None:
    path = shared / "corpus/pdf/103-dover-strategic-assessment.pdf"
    document = read_pdf(path)
    read = letters(document.text + "".join(block.marker or "" for block in document.blocks))
    with pdfplumber.open(path) as pdf:
        printed = [line["text"] for page in pdf.pages for line in page.extract_text_lines()]
    heads = "OFFICIAL Dover District Strategic Assessment 2021/22"
    body = [text for text in printed if text != heads and not re.fullmatch(r"- \d -", text)]
    assert len(printed) - len(body) == 8
    again = "Crime type Offences Change on 2020/21 2018/19 2019/20 2020/21 2021/22 Number"
    missing = Counter(letters("".join(body))) - Counter(read)
    assert missing == Counter(letters(again)), "the header that page 2 repeats"
    assert heads not in document.text


@pytest.mark.parametrize("stem", ["000_830debaf43ef9f6c", "003_2ad0478eaf9859a7"])
def test_the_words_of_the_text_are_read_from_the_pdf(shared: Path, stem: str) -> None:
    text = (shared / f"corpus/text/{stem}.txt").read_text()
    document = read_pdf(shared / f"corpus/pdf/{stem}.pdf")
    wanted = re.findall(r"[^\W\d_]{3,}", text.lower())
    there = letters(document.text)
    found = sum(word in there for word in wanted)
    assert found >= 0.99 * len(wanted)


def test_reading_twice_gives_the_same(shared: Path) -> None:
    path = shared / "corpus/pdf/103-dover-strategic-assessment.pdf"
    first, second = read_pdf(path), read_pdf(path)
    assert (first.text, first.blocks, first.grids) == (second.text, second.blocks, second.grids)
    assert first.places.boxes.tobytes() == second.places.boxes.tobytes()
