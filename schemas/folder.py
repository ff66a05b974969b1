"""A folder on disk or at `s3://…` in which a file appears whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem


class StoreError(Exception):
    """The datasets cannot be read or written, and why, in words for the person at the keyboard."""


@dataclass(frozen=True)
class Folder:
    """Files by their name within a folder: `funding/report.parquet`."""

    root: str
    """As given, for messages."""
    fs: Any
    """The fsspec file system."""
    path: str
    """The folder within that file system."""

    @classmethod
    def open(cls, root: str) -> "Folder":
        """A local folder, or one that fsspec knows by its address (`s3://bucket/curated`)."""
        if "://" not in root:
            return cls(root, LocalFileSystem(), Path(root).absolute().as_posix())
        try:
            fs, path = fsspec.url_to_fs(root.rstrip("/"))
        except (ImportError, ValueError) as error:
            raise StoreError(f"{root}: {error}") from error
        return cls(root, fs, path)

    @property
    def is_local(self) -> bool:
        """Whether it lies on a disk of this machine."""
        return isinstance(self.fs, LocalFileSystem)

    def full(self, name: str) -> str:
        """Path of a file within the file system."""
        return f"{self.path}/{name}"

    def get(self, name: str) -> bytes:
        """A file's bytes; raises FileNotFoundError."""
        data: bytes = self.fs.cat_file(self.full(name))
        return data

    def put(self, name: str, data: bytes) -> None:
        """Write a file, or replace it, at one stroke."""
        if not self.is_local:
            self.fs.pipe_file(self.full(name), data)  # an object appears when it is complete
            return
        target = Path(self.full(name))
        beside = target.with_name(f".{target.name}.tmp")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, target)  # noqa: PTH105 the tests cut the process off at this call
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def move(self, name: str, to: str) -> None:
        """Give a file another name, replacing what had it; may be done again after a crash."""
        if self.is_local:
            os.replace(self.full(name), self.full(to))  # noqa: PTH105 as above
        else:
            self.fs.cp_file(self.full(name), self.full(to))
            self.fs.rm_file(self.full(name))

    def names(self, folder: str) -> list[str]:
        """Names in a sub-folder, sorted; none where there is no such folder."""
        self.fs.invalidate_cache()  # another run may have written since
        try:
            found = self.fs.ls(self.full(folder), detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(path).rstrip("/").rsplit("/", 1)[-1] for path in found)

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.fs.rm(self.full(name), recursive=True)

    def exists(self, name: str = "") -> bool:
        """Whether there is such a file or folder."""
        self.fs.invalidate_cache()
        return bool(self.fs.exists(self.full(name).rstrip("/")))

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what the system says of a full disk or a missing right into a StoreError."""
        try:
            yield
        except OSError as error:
            raise StoreError(_explanation(self.root, error)) from error


def _explanation(root: str, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"no space left on {root}: free some and run again"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"no right to read or write {error.filename or root}: check whose it is"
    if isinstance(error, FileNotFoundError):
        return f"{error.filename or error.args[-1]} is missing: csp validate tells what to do"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{error.filename or root} is a file, not a folder"
    return f"{root}: {error}"
