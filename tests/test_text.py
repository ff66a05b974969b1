"""Plain text and markdown, as tools that convert PDFs leave them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.reading.document import Document, Grid
from extractors.reading.errors import ReadingError
from extractors.reading.header_rows import count_header_rows
from extractors.reading.markup import cell_text, plain
from extractors.reading.text import read_text

HEADER = "Objective\tAction\tLead\tBudget\tBy when"


@pytest.fixture
def read(tmp_path: Path):
    """Reads a text as the content of a file."""

    def read_it(text: str | bytes, name: str = "report.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_text(path)

    return read_it


def blocks(document: Document, kind: str) -> list[str]:
    return [document.words_of(b) for b in document.blocks if b.kind == kind]


def rows(document: Document, grid: Grid) -> list[list[str]]:
    table = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        table[cell.row][cell.col] = document.words_of(cell)
    return table


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("a **bold** and *slanted* word", "a bold and slanted word"),
        ("on 11<sup>th</sup> July", "on 11th July"),
        ("Most Similar Group<sup>1</sup> had 4%<sup>2</sup>", "Most Similar Group had 4%"),
        ("612 km<sup>2</sup>", "612 km²"),
        ("see [the plan](https://example.org/a_(b)) now", "see the plan now"),
        ("crime &amp; disorder, R&D, ?a=1&section=2", "crime & disorder, R&D, ?a=1&section=2"),
        ("Custody <12mth and >12mth", "Custody <12mth and >12mth"),
        ("the file my_long_name and 2 * 3 * 4", "the file my_long_name and 2 * 3 * 4"),
        ("![logo](a.png) Safer <br> Town <!-- image -->", "Safer Town"),
    ],
)
def test_marks_go_and_words_stay(printed: str, words: str) -> None:
    assert plain(printed) == words


@given(st.lists(st.from_regex(r"[A-Za-z]{1,9}[0-9]{0,3}%?", fullmatch=True), max_size=12))
def test_words_without_marks_stay_as_they_are(words: list[str]) -> None:
    assert plain(" ".join(words)) == " ".join(words)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<ul style='x'> • Hate crime • Scams &amp; fraud </ul>", "Hate crime\nScams & fraud"),
        ("<p>Work on:</p> <ul><li>Knives</li><li>Drugs</li></ul>", "Work on:\nKnives\nDrugs"),
        ("<b>Total</b>", "Total"),
        ("Police<br>Council", "Police\nCouncil"),
        ("Children's Society  Youth Service", "Children's Society\nYouth Service"),
        ("- Homicide", "- Homicide"),
    ],
)
def test_a_cell_has_a_line_for_each_item(source: str, text: str) -> None:
    assert cell_text(source) == text


def test_markdown_headings_make_sections(read) -> None:
    document = read(
        "# Plan\n\n## Aims\n\nWe aim high.\n\n### **Who**\n\n- the police\n  - two of them\n"
    )
    assert [(document.words_of(b), b.level) for b in document.headings()] == [
        ("Plan", 1),
        ("Aims", 2),
        ("Who", 3),
    ]
    items = [b for b in document.blocks if b.kind == "item"]
    assert [(i.level, i.marker, i.section) for i in items] == [
        (1, "-", ("Plan", "Aims", "Who")),
        (2, "-", ("Plan", "Aims", "Who")),
    ]


def test_unmarked_lines_over_prose_are_headings(read) -> None:
    document = read(
        "Anytown Safety Partnership\n\nStrategic Assessment 2021/22\n\n"
        "Prepared by the analysts for the Partnership.\n\n"
        "1 Purpose\n\nThis document takes stock of crime.\n\n"
        "2 Violence\n\n2.1 Knife crime\n\nIt rose.\n\n"
        "Gaps in knowledge\n\nSome data were missing.\n"
    )
    assert [(document.words_of(b), b.level) for b in document.headings()] == [
        ("Anytown Safety Partnership", 1),
        ("Strategic Assessment 2021/22", 1),
        ("1 Purpose", 2),
        ("2 Violence", 2),
        ("2.1 Knife crime", 3),
        ("Gaps in knowledge", 4),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The group will:",
        "The aims of the group are to",
        "Cases supported: 20",
        "Tel: 01234 567890",
        "“A quotation of a client",
        "It fell by 4%.",
    ],
)
def test_lead_ins_facts_and_addresses_are_no_headings(read, line: str) -> None:
    document = read(f"Report\n\nIt is short.\n\n{line}\n\n- an item\n- another\n")
    assert blocks(document, "heading") == ["Report"]


def test_lines_without_bullets_below_a_heading_are_its_list(read) -> None:
    document = read(
        "Plan\n\nIt begins.\n\nOur priorities\n\nCrack down on nuisance\n\n"
        "Tackle gangs and organised crime\n\nImprove safety on our roads\n\n\n\n"
        "Background\n\nWe have a duty.\n"
    )
    assert blocks(document, "item") == [
        "Crack down on nuisance",
        "Tackle gangs and organised crime",
        "Improve safety on our roads",
    ]
    first = next(b for b in document.blocks if b.kind == "item")
    assert first.lead is not None
    assert document.words_of(document.blocks[first.lead]) == "Our priorities"


def test_a_numbered_list_is_no_row_of_headings(read) -> None:
    document = read("Plan\n\nWe suggest:\n\n1. Domestic abuse\n2. Knife crime\n\n3. Hate crime\n")
    items = [b for b in document.blocks if b.kind == "item"]
    assert [(i.marker, document.words_of(i)) for i in items] == [
        ("1.", "Domestic abuse"),
        ("2.", "Knife crime"),
        ("3.", "Hate crime"),
    ]


def test_a_sentence_cut_by_a_page_is_whole_again(read) -> None:
    document = read(
        "Report\n\n"
        "A play was shown to the pupils of three secondary schools in the district in the "
        "early spring – Hill Academy, Oak\n\n \n"
        "Academy and the High School – in February and March of the year 2023.\n\n"
        "Officers spoke to staff and to many people about how to recognise and report its\n\n"
        "signs. It went well.\n"
    )
    told = blocks(document, "paragraph")
    assert len(told) == 2
    assert "Hill Academy, Oak Academy and the High School" in told[0]
    assert told[1].endswith("report its signs. It went well.")


PROSE = "Violence with injury fell by a tenth in the villages and rose in the town by half."
NUMBERED = [
    (f"4.2 {PROSE}", "4.2", PROSE),
    (f"4.2. {PROSE}", "4.2", PROSE),
    (f"4.2.1 “{PROSE}”", "4.2.1", f"“{PROSE}”"),
    (f"4 {PROSE}", None, f"4 {PROSE}"),
    (f"1.5 times {PROSE}", None, f"1.5 times {PROSE}"),
    ("4.3 Wardens came.", None, "4.3 Wardens came."),
    ("4.4 Violence in the town", None, "4.4 Violence in the town"),
]


@pytest.mark.parametrize(("line", "marker", "words"), NUMBERED)
def test_the_number_of_a_paragraph_is_its_marker(
    read, line: str, marker: str | None, words: str
) -> None:
    document = read(f"Report\n\nIt is short.\n\n{line}\n\n4.5 {PROSE}\n")
    block = document.blocks[2]
    assert (block.marker, document.words_of(block)) == (marker, words)


@pytest.mark.parametrize("line", [f"10.30 {PROSE}", f"12.04.22 {PROSE}"])
def test_a_time_or_date_that_opens_a_paragraph_is_no_number(read, line: str) -> None:
    document = read(f"Report\n\nIt is short.\n\n{line}\n\n4.5 {PROSE}\n\n12.1 {PROSE}\n")
    assert document.words_of(document.blocks[2]) == line


def test_wrapped_lines_are_joined_and_address_lines_are_not(read) -> None:
    document = read(
        "Report\n\nThe partnership has worked hard on many things that matter to residents and\n"
        "is proud of what its teams have delivered together over the last twelve months in\n"
        "the district.\n\nCouncil Offices\nSouth Street\nAnytown\n"
    )
    assert blocks(document, "paragraph")[0].count("\n") == 0
    assert blocks(document, "paragraph")[1].split("\n")[0] == "Council Offices"


def test_tab_separated_lines_are_a_table_with_its_caption(read) -> None:
    document = read(
        "Report\n\nTable 1. Recorded crime\n\n"
        "Crime type\tOffences\t\tChange\t\n\t2020/21\t2021/22\tNumber\t%\n"
        "Robbery\t49\t58\t+9\t+18.4%\n\nArson\t5\t3\t-2\n\nSource: police.\n"
    )
    (grid,) = document.grids
    assert grid.n_header_rows == 2
    assert rows(document, grid)[2:] == [
        ["Robbery", "49", "58", "+9", "+18.4%"],
        ["Arson", "5", "3", "-2", ""],
    ]
    assert grid.caption is not None
    assert document.text[slice(*grid.caption)] == "Table 1. Recorded crime"


def test_a_caption_below_its_table_is_the_tables(read) -> None:
    document = read(
        "# R\n\nArea\tFires\nNorth\t12\nSouth\t7\n\nFigure 5 - Fires by area\n\nText.\n"
    )
    (grid,) = document.grids
    assert grid.caption is not None
    assert document.text[slice(*grid.caption)] == "Figure 5 - Fires by area"


def test_rows_run_on_over_a_page_and_a_repeated_header_is_dropped(read) -> None:
    document = read(
        "Ward\t2020\t2021\nAbbey\t5\t6\n\n\n\nWard\t2020\t2021\nCastle\t7\t8\n\n\tnone\t9\n"
    )
    (grid,) = document.grids
    assert [row[0] for row in rows(document, grid)] == ["Ward", "Abbey", "Castle", ""]


def test_a_table_with_other_headers_is_another_table(read) -> None:
    document = read(
        "Ward\tFires\nAbbey\t5\nPark\t4\n\nRoad\tCrashes\nHigh Street\t7\nMill Lane\t3\n"
    )
    assert len(document.grids) == 2


def test_a_row_broken_into_lines_goes_back_into_its_table(read) -> None:
    table = (
        f"{HEADER}\nCalm roads\tSpeed checks\tPC Smith\t£500 CSP\tOngoing\n"
        "Safe homes\tLocks fitted\tA Jones\t£100 CSP\tMarch\n"
    )
    broken = (
        "Watch schemes\n\nSupport new schemes:\n\n- in towns\n- in villages\n\n"
        "B Brown,\nWatch\n\n£50 BBC\n\nOngoing\n"
    )
    document = read(f"Plan\n\nIt begins.\n\n{table}\n{broken}\nNext part\n\nIt goes on.\n")
    (grid,) = document.grids
    assert rows(document, grid)[-1] == [
        "Watch schemes",
        "Support new schemes:\nin towns\nin villages",
        "B Brown, Watch",
        "£50 BBC",
        "Ongoing",
    ]
    assert blocks(document, "heading") == ["Plan", "Next part"]


def test_lines_that_fit_no_column_stay_lines(read) -> None:
    document = read(
        f"{HEADER}\na\tb\tc\t£5\tOngoing\n\nPlans\n\nMore\n\nWords\n\nHere\n\nFinally\n"
    )
    assert document.grids[0].n_rows == 2


def test_bullets_with_a_tab_are_items(read) -> None:
    document = read("Report\n\nWe will:\n\n•\tlisten\n•\tact\n")
    assert not document.grids
    assert blocks(document, "item") == ["listen", "act"]


def test_markdown_and_html_tables_are_read(read) -> None:
    document = read(
        "# R\n\n| Crime | 2021 |\n|---|---:|\n| Rape | 10 |\n\nText.\n\n"
        '<table><tr><th rowspan="2">Area</th><th colspan="2">Fires</th></tr>'
        "<tr><th>2021</th><th>2022</th></tr>"
        "<tr><td>North &amp; East</td><td>1</td><td>2</td></tr></table>\n"
    )
    first, second = document.grids
    assert rows(document, first) == [["Crime", "2021"], ["Rape", "10"]]
    assert rows(document, second)[2] == ["North & East", "1", "2"]
    assert [(c.row_span, c.col_span) for c in second.cells if c.row == 0] == [(2, 1), (1, 2)]
    assert (first.n_header_rows, second.n_header_rows) == (1, 2)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([["Crime", "2016", "2017"], ["Theft", "2018", "2031"]], 1),
        (
            [
                ["Top", "", "Offences", ""],
                ["Crime", "% DA", "2016", "2017"],
                ["ASB", "-", "5", "6"],
            ],
            2,
        ),
        ([["Results", "Total", "Rank"], ["Violence", "", ""], ["With injury", "49", "1"]], 1),
        ([["Crime", "Force", "Town"], ["Type", "RANK", "RANK"], ["Rape", "1", "2"]], 2),
        ([["First draft", "28.07.17"], ["Final", "11.09.17"]], 0),
        ([["Introduction.....", "1"], ["Background.....", "3"]], 0),
        ([["Contents", "Page"], ["Foreword", "2"]], 1),
        ([["Abbreviation", "Description"], ["ASB", "Anti-Social Behaviour"]], 1),
        ([["ASB", "Anti-Social Behaviour"], ["CSP", "Community Safety Partnership"]], 0),
        ([["Lead", "Action", "When"], ["Police", "Patrol the parks in the summer", "May"]], 1),
    ],
)
def test_header_rows_are_counted_by_content(table: list[list[str]], expected: int) -> None:
    assert count_header_rows(table) == expected


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_an_empty_file_is_an_error_that_says_so(read, content: bytes) -> None:
    with pytest.raises(ReadingError, match="is empty"):
        read(content)


def test_old_windows_text_is_read_with_a_warning(read) -> None:
    document = read("A sum of £500 – spent.".encode("cp1252"))
    assert document.text.strip() == "A sum of £500 – spent."
    assert "Windows-1252" in document.warnings[0]
    assert not read("\ufeffA sum of £500.".encode()).warnings


def test_page_numbers_and_rules_are_dropped(read) -> None:
    document = read("# R\n\nOne.\n\n---\n\nPage 3 of 20\n\nTwo.\n\n216\n")
    assert blocks(document, "paragraph") == ["One.", "Two.", "216"]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.md"
    path.write_text(text, encoding="utf-8", errors="ignore")
    try:
        document = read_text(path)
    except ReadingError:
        assert not text.strip()
        return
    assert all(b.start < b.end <= len(document.text) for b in document.blocks)


def test_every_text_of_the_corpus_gives_sections_and_its_tables(shared: Path) -> None:
    counts = {}
    for path in sorted((shared / "corpus" / "text").glob("*.txt")):
        document = read_text(path)
        assert document.media_type == "text/plain"
        assert list(document.headings())
        counts[path.name[:3]] = len(document.grids)
    assert counts == {"000": 0, "001": 17, "002": 7, "003": 2, "004": 9, "103": 2}
