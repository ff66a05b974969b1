"""Who may import whom: our floors, and the files in which a library may be used."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent

# A room, the nearest that fits, and what it may import of ours.
FLOORS = {
    "schemas": ("schemas",),
    "extractors.values": ("extractors.values",),
    "extractors.reading": ("extractors.reading", "extractors.values"),
    "extractors": ("extractors", "schemas"),
    "review": ("review", "schemas", "extractors.read", "extractors.reading.read"),
    "analysis": ("analysis", "schemas", "extractors.read", "extractors.reading.read"),
    "flows": ("flows", "review", "analysis", "extractors", "schemas"),
    "scripts": ("scripts", "extractors", "schemas"),
}

# A library, and the only files that may import it.
LIBRARIES = {
    "pdfplumber": ("extractors/reading/pdf*.py", "scripts/bench.py"),
    "pdfminer": ("extractors/reading/pdf*.py",),
    "pypdfium2": ("extractors/reading/pdf*.py", "review/pictures.py", "flows/pictures.py"),
    "spacy": ("extractors/language.py",),
    "prefect": ("flows/ingest.py",),
    "typer": ("flows/*.py",),
    "rich": ("flows/*.py", "scripts/*.py"),
}

ROOMS = {floor.partition(".")[0] for floor in FLOORS}


def imported(tree: ast.AST, module: str) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it: `from a import b` is `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def lies_in(name: str, room: str) -> bool:
    return name == room or name.startswith(f"{room}.")


def breaches(path: str, source: str) -> list[str]:
    """What a file imports and may not."""
    module = path.removesuffix(".py").replace("/", ".")
    floor = max((room for room in FLOORS if lies_in(module, room)), key=len)
    found = []
    for name in imported(ast.parse(source), module):
        top = name.partition(".")[0]
        if top in ROOMS and not any(lies_in(name, room) for room in FLOORS[floor]):
            found.append(name)
        if top in LIBRARIES and not any(PurePosixPath(path).match(p) for p in LIBRARIES[top]):
            found.append(name)
    return found


FILES = sorted(
    path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py")
)


def test_every_room_has_files() -> None:
    assert {path.partition("/")[0] for path in FILES} == ROOMS


@pytest.mark.parametrize("path", FILES)
def test_a_file_imports_only_what_its_room_may(path: str) -> None:
    assert breaches(path, (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("schemas/base.py", "from extractors import read"),
        ("extractors/values/money.py", "import schemas"),
        ("extractors/values/money.py", "from extractors.reading.document import Document"),
        ("extractors/reading/pdf.py", "from schemas import Funding"),
        ("extractors/reading/pdf.py", "from .. import funding"),
        ("extractors/funding.py", "from flows.store import publish"),
        ("extractors/funding.py", "def f():\n    import spacy.matcher"),
        ("extractors/reading/text.py", "import pdfplumber"),
        ("review/diff.py", "from extractors import extract"),
        ("review/diff.py", "from extractors.funding import find_funding"),
        ("flows/cli.py", "from prefect import flow"),
        ("extractors/extract.py", "from rich.table import Table"),
        ("scripts/demo.py", "from flows.cli import app"),
    ],
)
def test_a_forbidden_import_is_seen(path: str, source: str) -> None:
    assert len(breaches(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("extractors/reading/pdf_page.py", "import pdfplumber"),
        ("extractors/reading/text.py", "from extractors.values.periods import Period"),
        ("extractors/funding.py", "from schemas import Funding"),
        ("extractors/funding.py", "from .language import pipeline"),
        ("review/diff.py", "from extractors import read"),
        ("flows/ingest.py", "from prefect import flow\nfrom review.diff import compare"),
        ("schemas/base.py", "import richness, schemas_of_others"),
    ],
)
def test_an_allowed_import_is_no_breach(path: str, source: str) -> None:
    assert breaches(path, source) == []
