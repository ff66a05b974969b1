"""The queries of the guide for analysts run, and those in pandas and SQL give the same rows."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from analysis.kept import read_derived
from analysis.release import write_release
from schemas.store import Store
from tests.told import aim, figure, initiative, money, stored

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "analysts.md").read_text("utf-8")
QUESTIONS = re.findall(r"^### (\d+\. .*?)$(.*?)(?=^### |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
BURGLARY = {"category": "theft.burglary", "measure": "Burglary"}
ROWS = [
    figure(300, "2022-23", **BURGLARY),
    figure(330, "2023-24", report_id="ar-2023-24", **BURGLARY),
    figure(310, "2022-23", report_id="ar-2023-24", **BURGLARY),
    figure(120, "2022-23"),
    figure(180, "2023-24", report_id="ar-2023-24"),
    figure(7, "2022-23", partnership="dover", report_id="dover-2022-23"),
    money(500, funder="PFCC"),
    money(700),
    aim("Reduce burglary", "2022-23", ["burglary", "theft"]),
    aim("Knife crime", "2026-27", ["weapons_knife_crime"]),
    initiative("J9", themes=["domestic_abuse"], lead="Council", partners=["Police", "NHS"]),
    initiative("Refuge", "2024-25", themes=["domestic_abuse"], lead="Council", partners=["Police"]),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("analyst")
    curated = stored(folder / "curated", ROWS)
    write_release(Store(curated), read_derived(curated), folder / "release")
    return folder


def block(text: str, language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return str(found)


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Values as Python has them; missing ones are None whatever they were."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in frame.astype(object).itertuples(index=False, name=None)
    ]


def test_there_are_ten_questions_and_each_is_asked_in_three_languages() -> None:
    assert [int(title.partition(".")[0]) for title, _ in QUESTIONS] == list(range(1, 11))
    for _, text in QUESTIONS:
        assert "release/" in block(text, "r")


@pytest.mark.parametrize("text", [text for _, text in QUESTIONS], ids=[t for t, _ in QUESTIONS])
def test_pandas_and_sql_give_the_same_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(folder)
    found: dict[str, Any] = {}
    exec(block(text, "python"), found)
    asked = duckdb.sql(block(text, "sql")).df()
    assert list(asked.columns) == list(found["answer"].columns)
    assert rows(asked) == rows(found["answer"])
    assert len(asked) > 0


def test_the_guide_is_what_a_release_has_in_its_readme(folder: Path) -> None:
    template = (ROOT / "analysis" / "templates" / "analysts.md").read_text("utf-8")
    assert template == GUIDE, "copy analysis/templates/analysts.md to docs/"
    readme = (folder / "release" / "README.md").read_text("utf-8")
    assert [title for title, _ in QUESTIONS if title not in readme] == []
