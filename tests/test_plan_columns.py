"""Columns of action plans by the headers that officers give them."""

from pathlib import Path

import pytest

from extractors.plan_columns import column_roles, name_role, plan_rows
from tests.made import scope_of

HEADERS = [
    ("What we will do", "action"),
    ("Activity", "action"),
    ("We will", "action"),
    ("How will we do it?", "action"),
    ("Project / initiative", "project"),
    ("Strategic Objective", "objective"),
    ("Aim", "objective"),
    ("Why this matters", "reason"),
    ("Who", "lead"),
    ("Lead Partner", "lead"),
    ("Responsible", "lead"),
    ("By whom", "lead"),
    ("Delivered by", "lead"),
    ("Partners involved", "partners"),
    ("By when", "timescale"),
    ("Delivery date", "timescale"),
    ("Timescale", "timescale"),
    ("What difference will it make?", "outcomes"),
    ("What will success look like?", "outcomes"),
    ("Success Measure", "outcomes"),
    ("KPI", "outcomes"),
    ("Budget (£)", "funding"),
    ("Resources", "funding"),
    ("Start", "timescale"),
    ("RAG", "status"),
    ("BRAG", "status"),
    ("Action status", "status"),
    ("Progress to date", "status"),
    ("CSP Priority met", "priority"),
    ("Links to", "priority"),
    ("Theme", "theme"),
    ("Ref", "number"),
    ("No.", "number"),
]


def roles(folder: Path, *headers: str) -> list[str | None]:
    """Roles of columns with these headers."""
    body = "\n".join("\t".join("Fit new locks" for _ in headers) for _ in range(2))
    scope = scope_of(folder, "\t".join(headers) + f"\n{body}")
    (grid,) = scope.document.grids
    found = column_roles(scope.document, grid)
    return [found.get(col) for col in range(len(headers))]


@pytest.mark.parametrize(("header", "role"), HEADERS)
def test_role_of_a_header(tmp_path: Path, header: str, role: str) -> None:
    assert roles(tmp_path, header, "Weather", "Colour")[0] == role


@pytest.mark.parametrize("header", ["Weather", "2021-22", "Population"])
def test_headers_that_say_nothing_of_a_plan(tmp_path: Path, header: str) -> None:
    assert roles(tmp_path, header, "Colour", "Shape")[0] is None


def test_a_paragraph_is_no_header(tmp_path: Path) -> None:
    text = "Lifestyles: the target is to reduce smoking, and the plan is led by all who work here"
    assert roles(tmp_path, text, "Weather", "Colour")[0] is None


def test_of_two_columns_of_one_role_the_first_has_it(tmp_path: Path) -> None:
    assert roles(tmp_path, "Action", "Activity", "Lead") == ["action", None, "lead"]


PLAN = """
| Objective | Action | Lead | By when |
|---|---|---|---|
| {a} | Fit new locks in homes | Police | May |
| {b} | Train door staff in venues | Council | June |
"""


def naming(folder: Path, a: str, b: str) -> str | None:
    document = scope_of(folder, PLAN.format(a=a, b=b)).document
    return name_role(document, plan_rows(document, document.grids[0]))


def test_objectives_of_their_own_name_the_rows(tmp_path: Path) -> None:
    assert naming(tmp_path, "Reduce burglary", "Safer nights out") == "objective"


def test_an_objective_over_several_rows_names_none(tmp_path: Path) -> None:
    assert naming(tmp_path, "Reduce burglary", "") == "action"
    assert naming(tmp_path, "Reduce burglary", "Reduce burglary") == "action"


ACROSS = """
<table>
<tr><th>Action</th><th>Lead</th><th>By when</th><th>Outcome</th></tr>
<tr><td colspan="4">Priority 1: Burglary</td></tr>
<tr><td>Fit locks</td><td>Police</td><td>May</td><td>Safer homes</td></tr>
<tr><td colspan="4">Priority 2: Robbery</td></tr>
<tr><td>Patrol parks</td><td>Wardens</td><td>June</td><td>Safer parks</td></tr>
</table>
"""


def test_a_row_across_stands_over_the_rows_below(tmp_path: Path) -> None:
    document = scope_of(tmp_path, ACROSS).document
    rows = plan_rows(document, document.grids[0])
    told = [(row.across, document.words_of(row.cells["action"])) for row in rows]
    assert told == [
        ("Priority 1: Burglary", "Fit locks"),
        ("Priority 2: Robbery", "Patrol parks"),
    ]
