"""The datasets, by name, in the order in which they are written."""

from schemas.base import Record, Row, arrow_schema, record_id
from schemas.entities import Entity
from schemas.funding import Funding
from schemas.initiatives import Initiative
from schemas.priorities import Priority
from schemas.reports import Part, Report, SetAside, Unread
from schemas.statistics import Statistic
from schemas.tables import Table, TableCell

DATASETS: dict[str, type[Row]] = {
    "reports": Report,
    "priorities": Priority,
    "funding": Funding,
    "initiatives": Initiative,
    "statistics": Statistic,
    "tables": Table,
    "table_cells": TableCell,
    "entities": Entity,
}

__all__ = [
    "DATASETS",
    "Entity",
    "Funding",
    "Initiative",
    "Part",
    "Priority",
    "Record",
    "Report",
    "Row",
    "SetAside",
    "Statistic",
    "Table",
    "TableCell",
    "Unread",
    "arrow_schema",
    "record_id",
]
