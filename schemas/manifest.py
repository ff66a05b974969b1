"""What a report's files are, and from what input and code they came."""

import hashlib
import json
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.folder import StoreError


class FileEntry(BaseModel):
    """One dataset's file of a report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int
    """Number of rows."""
    sha256: str
    """Hash of the file's bytes, 64 hex digits."""

    @classmethod
    def of(cls, rows: int, data: bytes) -> Self:
        """The entry for a file with these bytes."""
        return cls(rows=rows, sha256=hashlib.sha256(data).hexdigest())


class Manifest(BaseModel):
    """Makes a report published (or pending): without it, its files count for nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report_id: str
    """Key of the report, and name of its files."""
    source: str
    """Path or URI of the input when these files were made."""
    sha256: str
    """Hash of the input, 64 hex digits."""
    code_version: str
    """The last code that was run on the input and found what these files hold."""
    told: dict[str, str]
    """What the user said of the report (`partnership`, `period`), to be said again next time."""
    files: dict[str, FileEntry]
    """The file of each dataset."""

    def answers(self, sha256: str, code_version: str, told: Mapping[str, str]) -> bool:
        """Whether these files are what such a run would make."""
        same = self.sha256 == sha256 and self.code_version == code_version
        return same and told.items() <= self.told.items()

    def to_bytes(self) -> bytes:
        """JSON with sorted keys."""
        return (json.dumps(self.model_dump(), indent=2, sort_keys=True) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Self:
        """Raises StoreError where `name` is no manifest."""
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise StoreError(f"{name} is damaged ({reason}): restore or delete it") from error
