"""Finds the file that a report was read from: by its hash, so that it is that file and no other."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from schemas.manifest import Manifest

_REPORTS = (".pdf", ".txt", ".md")


class Originals:
    """The reports in some folders, and where they were when they were ingested."""

    def __init__(self, folders: Sequence[str] = ("raw",)) -> None:
        self.folders = tuple(folders)
        self._found: dict[str, Path | None] = {}

    def find(self, manifest: Manifest) -> Path | None:
        """The file with the report's hash; None where it is not here."""
        if manifest.sha256 not in self._found:
            paths = self._candidates(manifest.source)
            fitting = (path for path in paths if _hash(path) == manifest.sha256)
            self._found[manifest.sha256] = next(fitting, None)
        return self._found[manifest.sha256]

    def _candidates(self, source: str) -> Iterator[Path]:
        name = PurePosixPath(source).name
        if PurePosixPath(name).suffix.lower() not in _REPORTS:
            return
        if "://" not in source:
            yield Path(source)
        for folder in self.folders:
            yield from sorted(path for path in Path(folder).rglob("*") if path.name == name)


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
