"""`csp release`: whole, described, the same twice, and what changed since the last."""

import csv
import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner, Result

from analysis.package import ALL
from flows.comparing import register
from schemas.store import Store
from tests.told import aim, figure, initiative, money, report, stored

APP = typer.Typer()
register(APP)
ROWS = [
    report("dover-2021-22", partnership="dover"),
    figure(5, "2021-22", partnership="dover", report_id="dover-2021-22"),
    figure(120, "2021-22"),
    figure(131),
    money(17739),
    aim("Reduce burglary", themes=["burglary"]),
    initiative("Girls with Goals", partners=["Council", "Police"]),
]


@pytest.fixture
def curated(tmp_path: Path) -> str:
    return stored(tmp_path / "curated", ROWS)


def release(curated: str, target: Path, *words: str) -> Result:
    return CliRunner().invoke(APP, ["release", str(target), *words, "--curated", curated])


def read(target: Path, dataset: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.ParquetFile(target / f"{dataset}.parquet").read().to_pylist()
    return rows


def package(target: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((target / "datapackage.json").read_text("utf-8"))
    return told


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_a_file_a_dataset_sorted_by_partnership_and_period(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    assert release(curated, target).exit_code == 0
    assert {path.stem for path in target.glob("*.parquet")} == set(ALL)
    rows = [(row["partnership"], row["period"]) for row in read(target, "series")]
    assert rows == [("braintree", "2021-22"), ("braintree", "2022-23"), ("dover", "2021-22")]
    rows = [(row["partnership"], row["report_period"]) for row in read(target, "reports")]
    assert rows == [("braintree", "2022-23"), ("dover", "2021-22")]
    compression = pq.ParquetFile(target / "series.parquet").metadata.row_group(0).column(0)
    assert compression.compression == "ZSTD"


def test_the_package_describes_each_file(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release(curated, target)
    told = package(target)
    assert {"name", "profile", "version", "resources"} <= told.keys()
    assert [resource["name"] for resource in told["resources"]] == list(ALL)
    for resource in told["resources"]:
        file = target / resource["path"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        table = pq.ParquetFile(file).read()
        assert resource["rows"] == len(table)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == table.column_names
        known = {"string", "number", "integer", "boolean", "date", "datetime", "any"}
        assert {field["type"] for field in fields} <= known
        assert all(field["description"].endswith(".") for field in fields)
        for key in resource["schema"].get("primaryKey", []):
            assert len(set(table[key].to_pylist())) == len(table)


def test_the_checksums_are_those_of_all_other_files(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release(curated, target, "--sqlite", "--csv")
    lines = (target / "SHA256SUMS").read_text("utf-8").splitlines()
    told = dict(reversed(line.split("  ")) for line in lines)
    found = contents(target)
    assert {"README.md", "DICTIONARY.md", "CHANGES.md", "csv/series.csv"} <= found.keys()
    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def test_the_same_store_gives_the_same_bytes(curated: str, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    release(curated, one)
    release(curated, other)
    assert contents(one) == contents(other)
    assert len(contents(one)) == len(ALL) + 4


def test_what_changed_since_the_last_release(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    assert "version 1.0.0, " in release(curated, target).stdout
    assert "version 1.0.0, beside version 1.0.0" in release(curated, target).stdout
    Store(curated).write(
        {"reports": [report("ar-2023-24")], "funding": [money(5, report_id="ar-2023-24")]}
    )
    assert "version 1.1.0, beside version 1.0.0" in release(curated, target).stdout
    changes = (target / "CHANGES.md").read_text("utf-8")
    assert "| `funding` | 2 | 1 | 0 | 0 |  |" in changes
    assert "| `statistics` | 3 | 0 | 0 | 0 |  |" in changes


def test_changed_and_lost_records_are_counted(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release(curated, target)
    (sum_,) = (row for row in ROWS if type(row).__name__ == "Funding")
    changed = sum_.model_copy(update={"kind": "bid"})
    own = [row for row in ROWS if getattr(row, "report_id", "") == "ar-2022-23"]
    rows = {"reports": [report("ar-2022-23")], "funding": [changed]}
    rows["priorities"] = [row for row in own if type(row).__name__ == "Priority"]
    Store(curated).write(rows, accept=True)
    release(curated, target)
    changes = (target / "CHANGES.md").read_text("utf-8")
    assert "| `funding` | 1 | 0 | 1 | 0 | `kind` |" in changes
    assert "| `statistics` | 1 | 0 | 0 | 2 |  |" in changes
    assert changes.index("`statistics`") < changes.index("`funding`")


def test_sqlite_and_csv_hold_the_same_rows(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release(curated, target, "--sqlite", "--csv")
    with sqlite3.connect(target / "csp-reports.sqlite") as database:
        asked = "select value, period_end, json_array_length(reasons) from year_on_year"
        assert database.execute(asked).fetchall() == [(131, "2023-03-31", 1)]
        asked = "select name from initiatives, json_each(partners) where json_each.value = 'Police'"
        assert database.execute(asked).fetchall() == [("Girls with Goals",)]
        counts = {n: database.execute(f'select count(*) from "{n}"').fetchone()[0] for n in ALL}
    database.close()
    assert counts == {name: len(read(target, name)) for name in ALL}
    with (target / "csv" / "initiatives.csv").open(encoding="utf-8") as file:
        assert [json.loads(row["partners"]) for row in csv.DictReader(file)] == [
            ["Council", "Police"]
        ]


def test_a_folder_of_something_else_is_left_alone(curated: str, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work")
    result = release(curated, tmp_path / "thesis")
    assert result.exit_code == 1
    assert "holds no release" in result.stderr
    assert contents(tmp_path / "thesis") == {"chapter.txt": b"years of work"}


def test_the_dictionary_tells_of_every_dataset(curated: str, tmp_path: Path) -> None:
    target = tmp_path / "release"
    release(curated, target)
    text = (target / "DICTIONARY.md").read_text("utf-8")
    assert [name for name in ALL if f"\n## {name}\n" not in text] == []
    assert "| `comparable` | string |  |" in text
    readme = (target / "README.md").read_text("utf-8")
    assert [name for name in ALL if f"| `{name}.parquet` | " not in readme] == []
    assert 'read_parquet("funding_by_year.parquet")' in readme
