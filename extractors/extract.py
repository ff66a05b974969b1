"""Runs every rule over a document and gathers what they found, and what could not be read."""

from dataclasses import dataclass

from extractors.entities import find_entities
from extractors.funding import find_funding
from extractors.initiatives import find_initiatives
from extractors.priorities import find_priorities
from extractors.reading.document import Document
from extractors.reports import find_report, find_scope
from extractors.statistics import find_statistics
from extractors.tables import find_tables
from extractors.table_statistics import find_table_statistics
from schemas import DATASETS, Report, Row, Table, TableCell

