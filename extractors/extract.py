"""Runs every rule over a document and gathers what they found, and what could not be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.entities import find_entities
from extractors.funding import find_funding
from extractors.initiatives import find_initiatives
from extractors.priorities import find_priorities
from extractors.reading.document import Document
from extractors.reports import find_report, find_scope
from extractors.scope import Scope
from extractors.statistics import find_statistics
from extractors.table_statistics import find_table_statistics
from extractors.tables import find_tables
from extractors.unread import account_of
from schemas import DATASETS, Record, Report, Row, Table
from schemas.store import code_version, report_id

RULES: tuple[tuple[str, Callable[[Scope], Iterator[Record]]], ...] = (
    ("priorities", find_priorities),
    ("funding", find_funding),
    ("initiatives", find_initiatives),
    ("statistics", find_statistics),
    ("statistics", find_table_statistics),
    ("entities", find_entities),
)


@dataclass(frozen=True)
class Extraction:
    """The rows of every dataset, in reading order; `records["reports"]` is the report's one row."""

    records: dict[str, list[Row]]

    @property
    def warnings(self) -> list[str]:
        """What was not read or is in doubt."""
        return [
            warning
            for report in self.records["reports"]
            if isinstance(report, Report)
            for warning in report.warnings
        ]


def extract(
    document: Document,
    *,
    as_report: str | None = None,
    partnership: str | None = None,
    period: str | None = None,
) -> Extraction:
    """The records of a document.

    `as_report` is the report's id where it is published already; `partnership` (slug) and
    `period` (`2022-23`) overrule what the report says of itself.
    """
    name = as_report or report_id(document.source, document.sha256)
    scope = find_scope(document, name, partnership, period)
    records: dict[str, list[Row]] = {dataset: [] for dataset in DATASETS}
    for row in find_tables(scope):
        records["tables" if isinstance(row, Table) else "table_cells"].append(row)
    found: dict[str, list[Record]] = {dataset: [] for dataset, _ in RULES}
    for dataset, find in RULES:
        found[dataset] += find(scope)
    for dataset, rows in found.items():
        rows.sort(key=lambda row: scope.positions[row.record_id])
        records[dataset] += rows
    account = account_of(scope, records)
    if account.warning:
        scope.warnings.append(account.warning)
    records["reports"] = [find_report(scope, code_version()).model_copy(update=account.columns)]
    return Extraction(records)
