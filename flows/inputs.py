"""Which files a run is to read: named ones, those in folders, and those at `s3://…`."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

SUFFIXES = (".pdf", ".txt", ".md")

# What stands beside reports and tells about them: README.md, SOURCES.md, LICENSE.txt
_ABOUT = ("README", "SOURCES", "LICENSE", "LICENCE", "CHANGELOG", "NOTICE")


@dataclass(frozen=True)
class Input:
    """A file to read: where it lies on this machine, and what it is called in the data."""

    path: Path
    source: str
    sha256: str


@dataclass
class Inputs:
    """What was found: files to read, what cannot be read and why, and what was left out."""

    files: list[Input] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, path: Path, source: str) -> None:
        """Take a file in, or say why not; nothing is read twice."""
        if any(file.source == source for file in self.files):
            return
        try:
            if not path.is_file():
                raise OSError("is no file")
            with path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            self.refused.append((source, reason(error)))
            return
        self.files.append(Input(path, source, digest))


def find_inputs(paths: Sequence[str], downloads: Path) -> Inputs:
    """The reports at these paths, in order; `downloads` takes those that are not on this machine.

    A folder gives all reports in it and in its folders, by name.
    """
    found = Inputs()
    for given in paths:
        if "://" in given:
            _remote(given, downloads, found)
        elif Path(given).is_dir():
            _folder(Path(given), found)
        elif not os.path.lexists(given):
            found.refused.append((_printable(given), "there is no such file or folder"))
        else:
            found.add(Path(given), _printable(given))
    return found


def reason(error: OSError) -> str:
    """What the system says of a file, in words."""
    if isinstance(error, PermissionError):
        return "no right to read it: check whose it is"
    return (error.strerror or str(error)).lower()


def _printable(path: str) -> str:
    # A name in another encoding than UTF-8 cannot be written into the data as it is.
    return os.fsencode(path).decode("utf-8", "replace")


def _folder(folder: Path, found: Inputs) -> None:
    paths = sorted(_files_in(folder))
    reports = _reports([path.as_posix() for path in paths], str(folder), found)
    for path in reports:
        found.add(Path(path), _printable(path))


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in names if not name.startswith("."))


def _reports(paths: list[str], folder: str, found: Inputs) -> list[str]:
    """Those of a folder's files that are reports; what is left out is told."""
    kinds: Counter[str] = Counter()
    reports = []
    for path in paths:
        name = PurePosixPath(path)
        if name.suffix.lower() not in SUFFIXES:
            kinds[name.suffix.lower() or "without ending"] += 1
        elif name.stem.isupper() and name.stem.startswith(_ABOUT):
            found.notes.append(f"{_printable(path)}: left out, it tells about the folder")
        else:
            reports.append(path)
    if kinds:
        listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        found.notes.append(f"{_printable(folder)}: left out what is no report ({listed})")
    if not reports:
        found.refused.append((_printable(folder), f"no report in it ({', '.join(SUFFIXES)})"))
    return reports


def _remote(address: str, downloads: Path, found: Inputs) -> None:
    import fsspec  # noqa: PLC0415  only for what is not on this machine

    try:
        fs, root = fsspec.url_to_fs(address)
        remote = sorted(fs.find(root))
        if remote != [root]:
            remote = _reports(remote, address, found)
        for number, path in enumerate(remote):
            here = downloads / f"{len(found.files)}-{number}" / PurePosixPath(path).name
            here.parent.mkdir(parents=True)
            fs.get_file(path, str(here))
            found.add(here, fs.unstrip_protocol(path))
    except ImportError as error:
        found.refused.append((address, f"{error}: pip install -e '.[s3]'"))
    except (OSError, ValueError) as error:
        found.refused.append((address, f"cannot be fetched: {' '.join(str(error).split())}"))
