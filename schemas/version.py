"""What tells one state of the code and vocabulary from another."""

import hashlib
from functools import cache
from pathlib import Path

_ROOMS = ("extractors", "schemas")
_KINDS = {".py", ".toml", ".csv"}
_OF_ANALYSIS = {"comparability.toml"}  # says what may be compared, not what is found


@cache
def code_version() -> str:
    """Sixteen hex digits of all code and vocabulary that has a say in what is found."""
    return version_of(Path(__file__).parent.parent)


def version_of(root: Path) -> str:
    """The same for any folder with the rooms `extractors` and `schemas` in it."""
    found = hashlib.sha256()
    files = [path for room in _ROOMS for path in (root / room).rglob("*")]
    told = (path for path in files if path.suffix in _KINDS and path.name not in _OF_ANALYSIS)
    for path in sorted(told):
        found.update(f"{path.relative_to(root).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
