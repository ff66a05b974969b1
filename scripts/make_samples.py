"""Draws the two sample reports of an invented partnership, the same bytes every time."""

import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

SOURCES = Path(__file__).parent / "samples"
PERIODS = ("2023-24", "2024-25")
PARTNERSHIP = "Larkmoor Community Safety Partnership"

TEAL, AMBER = HexColor("#0b5563"), HexColor("#e0a030")
INK, GREY = HexColor("#22303a"), HexColor("#6b7a85")
PALE, RULE = HexColor("#e8f1f2"), HexColor("#b8c7cc")

BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=10.5, leading=15, textColor=INK, spaceAfter=7
)
HEADINGS = {
    1: ParagraphStyle(
        "h1", fontName="Helvetica-Bold", fontSize=17, leading=21, textColor=TEAL,
        spaceBefore=13, spaceAfter=6, keepWithNext=1,
    ),
    2: ParagraphStyle(
        "h2", fontName="Helvetica-Bold", fontSize=12.5, leading=16, textColor=TEAL,
        spaceBefore=7, spaceAfter=3, keepWithNext=1,
    ),
}  # fmt: skip
# In Symbol: in Helvetica reportlab prints a bullet by a code that many readers do not know.
ITEM = ParagraphStyle(
    "item", BODY, leftIndent=16, bulletIndent=4, bulletFontName="Symbol", spaceAfter=4
)
CAPTION = ParagraphStyle(
    "caption", BODY, fontName="Helvetica-Bold", fontSize=9.5, leading=13,
    spaceBefore=6, spaceAfter=4, keepWithNext=1,
)  # fmt: skip
CAPTION_OF_LONG = ParagraphStyle("caption of a table over pages", CAPTION, keepWithNext=0)
CELL = ParagraphStyle("cell", BODY, fontSize=9, leading=11.5, spaceAfter=0)
GRID = [
    ("FONT", (0, 0), (-1, -1), "Helvetica", 9),
    ("TEXTCOLOR", (0, 0), (-1, -1), INK),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]


@dataclass(frozen=True)
class Change:
    """A count in two years, told in words that fail where they do not hold."""

    before_count: int
    after_count: int

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after_count - self.before_count

    @property
    def percent(self) -> float:
        """Change in percent of the earlier count, to one decimal place, as it is printed."""
        return round(100 * self.difference / self.before_count, 1)

    @property
    def before(self) -> str:
        """`1,842`."""
        return f"{self.before_count:,}"

    @property
    def after(self) -> str:
        """`1,651`."""
        return f"{self.after_count:,}"

    @property
    def fall(self) -> str:
        """`12.2%`; ValueError where the count rose."""
        return self._told(fell=True, words=f"{-self.percent:.1f}%")

    @property
    def rise(self) -> str:
        """`25.9%`; ValueError where the count fell."""
        return self._told(fell=False, words=f"{self.percent:.1f}%")

    @property
    def fewer(self) -> str:
        """`69`; ValueError where the count rose."""
        return self._told(fell=True, words=f"{-self.difference:,}")

    @property
    def more(self) -> str:
        """`85`; ValueError where the count fell."""
        return self._told(fell=False, words=f"{self.difference:,}")

    def _told(self, *, fell: bool, words: str) -> str:
        if (self.difference < 0) is not fell or not self.difference:
            raise ValueError(f"from {self.before} to {self.after} is told the wrong way round")
        return words

    def __add__(self, other: "Change") -> "Change":
        return Change(self.before_count + other.before_count, self.after_count + other.after_count)


@dataclass(frozen=True)
class Sample:
    """What one report tells: its own words and projects, and two years of the counts."""

    told: dict[str, Any]
    years: tuple[str, str]
    crimes: dict[str, dict[str, Change]]
    wards: dict[str, Change]

    @property
    def all_crime(self) -> Change:
        """All offences, of every section."""
        return sum((c for rows in self.crimes.values() for c in rows.values()), Change(0, 0))

    @property
    def incidents(self) -> Change:
        """Anti-social behaviour in all wards."""
        return sum(self.wards.values(), Change(0, 0))

    @property
    def money(self) -> dict[str, int]:
        """What came in; together it is what the projects cost."""
        sums = {name: self.told[name] for name in ("grant", "match", "partner", "bid")}
        total = sums["grant"] + sums["match"] + sums["partner"]
        if total != sum(pounds for *_, pounds in self.told["projects"]):
            raise ValueError(f"the projects do not cost the {total} that came in")
        return sums | {"total": total}


def load(period: str) -> Sample:
    """The sample of a financial year, from the files in `scripts/samples`."""
    counts = tomllib.loads((SOURCES / "counts.toml").read_text("utf-8"))
    year = counts["years"].index(period.replace("-", "/"))

    def changes(rows: dict[str, list[int]]) -> dict[str, Change]:
        return {name: Change(row[year - 1], row[year]) for name, row in rows.items()}

    return Sample(
        told=tomllib.loads((SOURCES / f"{period}.toml").read_text("utf-8")),
        years=(counts["years"][year - 1], counts["years"][year]),
        crimes={section: changes(rows) for section, rows in counts["crimes"].items()},
        wards=changes(counts["wards"]),
    )


def prose(sample: Sample) -> list[str]:
    """The report's paragraphs, headings and marks of tables, with their figures filled in."""
    rows = {name: row for section in sample.crimes.values() for name, row in section.items()}
    named = rows | sample.wards | {"all crime": sample.all_crime, "incidents": sample.incidents}
    figures = {re.sub(r"\W+", "_", name).lower(): change for name, change in named.items()}
    money = {name: f"£{pounds:,}" for name, pounds in sample.money.items()}
    text = str(sample.told["prose"]["body"]).format(**figures, **money)
    return [block.strip() for block in text.split("\n\n")]


def draw(sample: Sample, path: Path) -> None:
    """Writes the report as PDF; uncompressed, as zlib's bytes differ between machines."""
    title = str(sample.told["title"])
    report = BaseDocTemplate(
        str(path), title=f"{PARTNERSHIP}: {title}", author=PARTNERSHIP, lang="en-GB",
        pageCompression=0, invariant=1,
    )  # fmt: skip

    def furniture(canvas: Canvas, page: BaseDocTemplate) -> None:
        width, height = canvas._pagesize
        canvas.setFont("Helvetica", 8.5)
        canvas.setFillColor(GREY)
        canvas.drawString(20 * mm, height - 13 * mm, PARTNERSHIP)
        canvas.drawRightString(width - 20 * mm, height - 13 * mm, title)
        canvas.drawCentredString(width / 2, 11 * mm, f"Page {page.page}")
        canvas.setStrokeColor(RULE)
        canvas.line(20 * mm, height - 15 * mm, width - 20 * mm, height - 15 * mm)

    def cover(canvas: Canvas, _: BaseDocTemplate) -> None:
        _draw_cover(canvas, sample)

    report.addPageTemplates(
        [
            PageTemplate("cover", [_frame(A4)], onPage=cover),
            PageTemplate("portrait", [_frame(A4)], onPage=furniture),
            PageTemplate("landscape", [_frame(landscape(A4))], onPage=furniture,
                         pagesize=landscape(A4)),
        ]
    )  # fmt: skip
    report.build([NextPageTemplate("portrait"), PageBreak(), *_story(sample)])


def _frame(size: tuple[float, float]) -> Frame:
    width, height = size
    return Frame(20 * mm, 18 * mm, width - 40 * mm, height - 36 * mm, 0, 0, 0, 0)


def _draw_cover(canvas: Canvas, sample: Sample) -> None:
    width, height = A4
    canvas.setFillColor(TEAL)
    canvas.rect(0, height * 0.42, width, height * 0.58, stroke=0, fill=1)
    canvas.setFillColor(AMBER)
    canvas.rect(0, height * 0.42 - 6, width, 6, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont("Helvetica-Bold", 30)
    for line, text in enumerate(("Larkmoor", "Community Safety", "Partnership")):
        canvas.drawString(25 * mm, height - 75 * mm - line * 36, text)
    canvas.setFont("Helvetica", 22)
    canvas.drawString(25 * mm, height - 125 * mm, sample.told["title"])
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica", 12)
    for line, text in enumerate(textwrap.wrap(sample.told["strapline"], 75)):
        canvas.drawString(25 * mm, height * 0.42 - 22 * mm - line * 16, text)
    canvas.setFillColor(GREY)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(25 * mm, 30 * mm, f"Published {sample.told['published']}")


def _story(sample: Sample) -> Iterator[Flowable]:
    tables = {
        "@funding": _funding,
        "@crimes": _crimes,
        "@wards": _wards,
        "@plan": _plan,
        "@acronyms": _acronyms,
        "@priorities": _priorities,
    }
    for block in prose(sample):
        if block == "@landscape":
            yield from (NextPageTemplate("landscape"), PageBreak())
        elif block in tables:
            yield from tables[block](sample)
        else:
            yield from _words(block)


def _words(block: str) -> Iterator[Flowable]:
    """A heading, a list or a paragraph."""
    if heading := re.match(r"(#+) (.*)", block):
        yield CondPageBreak(28 * mm)
        yield Paragraph(heading[2], HEADINGS[len(heading[1])])
    elif block.startswith("- "):
        yield from _items(block.removeprefix("- ").split("\n- "))
    else:
        yield Paragraph(block, BODY)


def _items(texts: list[str]) -> Iterator[Flowable]:
    for text in texts:
        yield Paragraph(text, ITEM, bulletText="•")
    yield Spacer(0, 4)


def _priorities(sample: Sample) -> Iterator[Flowable]:
    yield from _items(sample.told["priorities"])


def _header(rows: int) -> list[tuple[Any, ...]]:
    """Style of the first `rows` rows: white on the report's colour."""
    return [
        ("BACKGROUND", (0, 0), (-1, rows - 1), TEAL),
        ("TEXTCOLOR", (0, 0), (-1, rows - 1), white),
        ("FONT", (0, 0), (-1, rows - 1), "Helvetica-Bold", 9),
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
    ]


def _total(row: int) -> list[tuple[Any, ...]]:
    return [
        ("FONT", (0, row), (-1, row), "Helvetica-Bold", 9),
        ("BACKGROUND", (0, row), (-1, row), PALE),
    ]


def _funding(sample: Sample) -> Iterator[Flowable]:
    projects = sample.told["projects"]
    rows = [["Project", "Lead", "Amount"]]
    rows += [[project, lead, f"£{pounds:,}"] for project, lead, pounds in projects]
    rows += [["Total", "", f"£{sample.money['total']:,}"]]
    style = [*GRID, *_header(1), *_total(-1), ("ALIGN", (2, 0), (2, -1), "RIGHT")]
    yield Paragraph(f"Table 1: How the money was spent, {sample.years[1]}", CAPTION)
    yield Table(rows, [75 * mm, 65 * mm, 30 * mm], style=style)
    yield Spacer(0, 8)


def _crimes(sample: Sample) -> Iterator[Flowable]:
    rows = [["Type of offence", "Offences", "", "Change", ""], ["", *sample.years, "Number", "%"]]
    style = [
        *GRID,
        *_header(2),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (4, 0)),
        ("ALIGN", (1, 0), (-1, 1), "CENTER"),
        ("ALIGN", (1, 2), (-1, -1), "RIGHT"),
    ]
    for section, changes in sample.crimes.items():
        here = len(rows)
        style += [*_total(here), ("SPAN", (0, here), (-1, here))]
        rows += [[section, "", "", "", ""]]
        rows += [[name, *_counts(change)] for name, change in changes.items()]
    style += _total(len(rows))
    rows += [["All crime", *_counts(sample.all_crime)]]
    caption = f"Table 3: Recorded crime in Larkmoor, {' and '.join(sample.years)}"
    yield Paragraph(caption, CAPTION_OF_LONG)
    yield Table(rows, [70 * mm, *[25 * mm] * 4], style=style, repeatRows=2)
    yield Spacer(0, 8)


def _counts(change: Change) -> list[str]:
    return [change.before, change.after, f"{change.difference:+,}", f"{change.percent:+.1f}%"]


def _wards(sample: Sample) -> Iterator[Flowable]:
    rows = [["Ward", *sample.years, "Change"]]
    rows += [
        [ward, row.before, row.after, f"{row.percent:+.1f}%"] for ward, row in sample.wards.items()
    ]
    total = sample.incidents
    rows += [["Larkmoor", total.before, total.after, f"{total.percent:+.1f}%"]]
    bold = [("FONT", (0, row), (-1, row), "Helvetica-Bold", 9) for row in (0, -1)]
    style = [*GRID, *bold, ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
    caption = f"Table 2: Incidents of anti-social behaviour, {' and '.join(sample.years)}"
    yield Paragraph(caption, CAPTION)
    yield Table(rows, [70 * mm, *[25 * mm] * 3], style=style, hAlign="LEFT")
    yield Spacer(0, 8)


def _plan(sample: Sample) -> Iterator[Flowable]:
    head = ["Action", "Lead", "Budget", "Timescale", "Success measure", "Status"]
    rows: list[list[Any]] = [head]
    rows += [
        [Paragraph(text.replace("\n", "<br/>"), CELL) for text in row]
        for row in sample.told["plan"]
    ]
    style = [*GRID, *_header(1), ("VALIGN", (0, 1), (-1, -1), "TOP")]
    style += [("ROWBACKGROUNDS", (0, 1), (-1, -1), (white, PALE))]
    widths = [width * mm for width in (68, 46, 42, 36, 40, 25)]
    yield Table(rows, widths, style=style, repeatRows=1)


def _acronyms(sample: Sample) -> Iterator[Flowable]:
    rows = [["Acronym", "Meaning"], *map(list, sample.told["acronyms"].items())]
    bold = [("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 9)]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE)]
    yield Table(rows, [30 * mm, 90 * mm], style=[*GRID, *bold, *lines], hAlign="LEFT")
    yield Spacer(0, 8)


def make(folder: Path) -> list[Path]:
    """Draws both reports into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"larkmoor-annual-report-{period}.pdf" for period in PERIODS]
    for period, path in zip(PERIODS, paths, strict=True):
        draw(load(period), path)
    return paths


if __name__ == "__main__":
    for made in make(Path(sys.argv[1] if len(sys.argv) > 1 else "raw/sample")):
        print(made)
