"""All rules over a small report: every dataset, in reading order, the same each time."""

from pathlib import Path

from extractors import Extraction, extract, read
from schemas import DATASETS

REPORT = """# Safer Wolverdale Partnership Annual Report 2022-23

Our priorities are:

- Serious violence
- Rural crime

## Achievements

### Safe Homes for All

The Home Office gave £8,000. The CSP fitted 40 locks in Leeds.

## Crime

| Crime type | 2021-22 | 2022-23 |
|---|---|---|
| Burglary | 210 | 190 |
| Robbery | 20 | 31 |
"""


def extraction(folder: Path, text: str = REPORT, **told: str) -> Extraction:
    path = folder / "report.md"
    path.write_text(text, encoding="utf-8")
    return extract(read(path), **told)


def test_every_dataset_has_its_rows(tmp_path: Path) -> None:
    records = extraction(tmp_path).records
    assert set(records) == set(DATASETS)
    assert all(records.values())
    assert all(type(row) is DATASETS[name] for name, rows in records.items() for row in rows)


def test_rows_stand_in_reading_order(tmp_path: Path) -> None:
    records = extraction(tmp_path).records
    texts = [getattr(row, "text", None) for row in records["priorities"]]
    values = [getattr(row, "value", None) for row in records["statistics"]]
    assert texts == ["Serious violence", "Rural crime"]
    assert values == [40, 210, 190, 20, 31]


def test_the_same_report_gives_the_same_rows(tmp_path: Path) -> None:
    first, second = extraction(tmp_path).records, extraction(tmp_path).records
    for dataset in DATASETS.keys() - {"reports"}:
        assert first[dataset] == second[dataset]


def test_ids_are_unique_within_a_dataset(tmp_path: Path) -> None:
    records = extraction(tmp_path).records
    for dataset in ("priorities", "funding", "initiatives", "statistics", "entities"):
        ids = [getattr(row, "record_id", None) for row in records[dataset]]
        assert len(ids) == len(set(ids))


def test_what_the_user_says_overrules_the_report(tmp_path: Path) -> None:
    told = extraction(tmp_path, as_report="mine", partnership="dover", period="2019-20")
    for rows in told.records.values():
        assert {getattr(row, "report_id", None) for row in rows} == {"mine"}
    assert {getattr(row, "partnership", None) for row in told.records["priorities"]} == {"dover"}
    assert {getattr(r, "report_period", None) for r in told.records["reports"]} == {"2019-20"}


def test_warnings_are_those_of_the_report(tmp_path: Path) -> None:
    assert extraction(tmp_path).warnings == []
    assert len(extraction(tmp_path, "# Annual Report\n\nIt rained.\n").warnings) == 1
