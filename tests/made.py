"""Small reports of invented partnerships, read as a file would be."""

from pathlib import Path

from extractors.reading.read import read
from extractors.reports import find_scope
from extractors.scope import Scope

TITLE = "# Safer Wolverdale Partnership Annual Report 2022-23"


def scope_of(folder: Path, text: str, title: str = TITLE, **told: str) -> Scope:
    """The scope of a report in markdown; `told`: what the user says of it."""
    path = folder / "report.md"
    path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    return find_scope(read(path, source="report.md"), "report", **told)
