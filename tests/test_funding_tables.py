"""Sums in tables of invented reports: what their columns, rows and captions tell of them."""

from pathlib import Path

import pytest

from tests.test_funding import OWN, sums


def _table(caption: str, *rows: str) -> str:
    return f"{caption}\n\n" + "\n".join(row.replace("|", "\t") for row in rows)


def test_a_column_of_sources_gives(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table(
            "Our budget for 2022/23",
            "Source|Amount|Use",
            "PCC Community Safety Fund|£30,000|Youth work",
            "Housing associations|£12,000|Analyst",
            "Total|£42,000|",
        ),
    )
    assert [(o.kind, o.funder, o.recipient, o.scheme, o.period) for o in found] == [
        ("grant", "PCC", OWN, "Community Safety Fund", "2022-23"),
        ("grant", "Housing associations", OWN, None, "2022-23"),
        ("grant", None, OWN, None, "2022-23"),
    ]


def test_agencies_under_contributions_give_and_under_grants_get(tmp_path: Path) -> None:
    rows = "Agency|2022/23", "Leicestershire Police|£10,000"
    (given,) = sums(tmp_path, _table("Contributions to the pooled budget", *rows))
    (got,) = sums(tmp_path, _table("Grants awarded by the Home Office", *rows))
    assert (given.funder, given.recipient) == ("Leicestershire Police", None)
    assert (got.funder, got.recipient) == ("Home Office", "Leicestershire Police")


def test_headers_name_who_gives(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The Home Office made £50,000 available under the Serious Violence Duty.\n\n"
        + _table(
            "Allocations to partnerships",
            "Partnership|PCC grant 2022/23|Serious Violence Duty 2023/24",
            "Ashby|£9,000|£8,000",
        ),
    )
    assert [(o.funder, o.period) for o in found[1:]] == [
        ("PCC", "2022-23"),
        ("Home Office", "2023-24"),
    ]


def test_budget_spend_and_variance_are_three_kinds(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table("Projects", "Project|Budget|Spend to date|Variance", "Night bus|£5,000|£4,200|£800"),
    )
    assert [one.kind for one in found] == ["budget", "cost", "other"]


def test_thousands_in_the_header_and_a_cost_a_year(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        _table(
            "Table 1: Partnership expenditure",
            "Item|2021/22 (£000)|2022/23 (£000)",
            "Youth work|12.5|14.0",
        ),
    )
    assert [(o.amount_gbp, o.kind, o.period) for o in found] == [
        (12500, "cost", "2021-22"),
        (14000, "cost", "2022-23"),
    ]


def test_the_giver_told_above_a_table_of_grants(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "# Community grants 2018/19\n\nA pot of £9,500 was opened to groups with money from the "
        "Home Office.\n\n"
        + _table(
            "Small grants awarded",
            "Project|Group|Amount",
            "Boxing|Oakham Boxing Club|£1,500",
            "Camp|Ash Scouts|£900",
        ),
    )
    assert [one.funder for one in found] == ["Home Office"] * 3
    assert found[1].recipient == "Oakham Boxing Club"


def test_a_total_told_in_a_sentence_too_is_one(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The PCC awarded the Partnership £9,250 in 2022/23.\n\n"
        + _table(
            "Grants awarded 2022/23",
            "No.|Group|Amount",
            "1|Oakham Scouts|£5,250",
            "2|Ash Scouts|£4,000",
            "|Total|£9,250",
        ),
    )
    assert [one.amount_gbp for one in found] == [9250, 5250, 4000]
    assert [one.recipient for one in found] == ["Partnership", "Oakham Scouts", "Ash Scouts"]


def test_a_sum_in_a_sentence_and_a_table_is_one(tmp_path: Path) -> None:
    found = sums(
        tmp_path,
        "The Home Office awarded £241,700 for cameras.\n\n"
        + _table("Income", "Source|2022/23", "Home Office|£241,700"),
    )
    assert [(one.amount_gbp, one.period) for one in found] == [(241700, "2022-23")]


# what stands above a table, its rows, and kind, worth, funder and recipient of each sum
Told = tuple[str, float, str | None, str | None]
TABLES: list[tuple[str, tuple[str, ...], list[Told]]] = [
    (
        "Table 2: Budget and outturn 2022/23 (£000s)",
        ("Budget head|Funded by|Budget|Outturn|Variance", "CCTV|Council|604|641|37"),
        [
            ("budget", 604000, "Council", None),
            ("cost", 641000, "Council", None),
            ("other", 37000, "Council", None),
        ],
    ),
    (
        "All figures are in thousands of pounds.",
        ("|2021/22|2022/23", "Grant from the PCC|118|104", "Spend on projects|151|-"),
        [
            ("grant", 118000, "PCC", None),
            ("grant", 104000, "PCC", None),
            ("cost", 151000, None, None),
        ],
    ),
    (
        "What the Youth Fund paid for",
        (
            "Project|Run by|Youth Fund|Other money|From",
            "Night bus|Oakham Scouts|£1,500|£400|Ketton Parish Council",
        ),
        [
            ("grant", 1500, None, "Oakham Scouts"),
            ("match_funding", 400, "Ketton Parish Council", "Oakham Scouts"),
        ],
    ),
    (
        "Projects",
        ("Project|Lead|PCC grant|Partners’ money", "Night bus|Rutland CC|£1,500|£400"),
        [("grant", 1500, "PCC", None), ("match_funding", 400, "Partners", None)],
    ),
    (
        "Our year in money",
        (
            "Income|£|Expenditure|£",
            "Leicestershire Police|28,000|Training|2,300",
        ),
        [
            ("grant", 28000, "Leicestershire Police", None),
            ("cost", 2300, None, None),
        ],
    ),
    (
        "The year in money",
        (
            "Item|Amount",
            "Income|",
            "Melton Borough Council|£9,000",
            "Carried forward|£700",
            "Expenditure|",
            "Youth work|£8,100",
        ),
        [
            ("grant", 9000, "Melton Borough Council", None),
            ("other", 700, None, None),
            ("cost", 8100, None, None),
        ],
    ),
    (
        "Bids to the panel",
        ("Applicant|Project|Requested|Awarded", "Oakham Scouts|Camp|£4,000|£2,500"),
        [
            ("bid", 4000, None, "Oakham Scouts"),
            ("grant", 2500, None, "Oakham Scouts"),
        ],
    ),
    (
        "Spend",
        (
            "Grant|Awarded by|Amount|Used for",
            "Safer Streets 3|Home Office|£226,000|Lighting",
            "Families First|Welsh Government|£74,000|Mentors",
        ),
        [("grant", 226000, "Home Office", None), ("grant", 74000, "Welsh Government", None)],
    ),
    (
        "Services",
        ("Service|Provider|Contract value|Saving", "Mentoring|Youth Box|£26,400|£1,200"),
        [("cost", 26400, None, "Youth Box"), ("saving", 1200, None, "Youth Box")],
    ),
    # a bare number is a sum only where its column or what stands over the table says so
    ("Activity", ("Item|2021/22|2022/23", "Visits|118|104"), []),
    (
        "Grants (£000)",
        ("Theme|No. of grants|Awarded|% of total", "Youth|4|12|50%"),
        [("grant", 12000, None, None)],
    ),
    ("Activity and spend", ("Item|Number|Cost", "Locks|90|£8,100"), [("cost", 8100, None, None)]),
]


@pytest.mark.parametrize(("caption", "rows", "told"), TABLES)
def test_what_columns_tell(
    tmp_path: Path, caption: str, rows: tuple[str, ...], told: list[Told]
) -> None:
    found = sums(tmp_path, _table(caption, *rows))
    assert [(o.kind, o.amount_gbp, o.funder, o.recipient) for o in found] == told


# a budget cell of an action plan, and who pays each of its sums
CELLS = [
    ("£650 (OPCC)", ["OPCC"]),
    ("CSP: £500, OPCC: £1,000", ["CSP", "OPCC"]),
    ("£500 CSP £1000 LFRS", ["CSP", "LFRS"]),
    ("£500 Printing", [None]),
]


@pytest.mark.parametrize(("cell", "funders"), CELLS)
def test_who_pays_in_a_budget_cell(tmp_path: Path, cell: str, funders: list[str | None]) -> None:
    rows = (
        "Action|Lead|Timescale|Budget",
        f"Buy purse bells|Police|June 2022|{cell}",
        "Run four days of action|Rutland CC|March 2023|",
    )
    found = sums(tmp_path, _table("Action plan 2022/23", *rows))
    assert [(one.kind, one.funder) for one in found] == [("budget", f) for f in funders]
