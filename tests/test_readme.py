"""What README says is there, is there: commands, targets, datasets, folders."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from extractors import extract, read
from flows.cli import app
from schemas import DATASETS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def blocks(language: str) -> Iterator[str]:
    """The fenced blocks of a language."""
    yield from re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands_of(program: str) -> list[str]:
    """The lines of README's shell blocks, and of its running text, that call a program."""
    lines = [line.partition("#")[0] for block in blocks("sh") for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", README)
    return [line.strip() for line in lines if line.startswith(f"{program} ")]


def test_every_csp_command_in_readme_exists_with_its_options() -> None:
    known = typer.main.get_command(app).commands
    told = [line.split()[1:] for line in commands_of("csp")]
    told = [words for words in told if words[0] != "COMMAND"]
    assert {words[0] for words in told} >= {"ingest", "look", "accept", "validate"}
    for name, *words in told:
        options = {text for parameter in known[name].params for text in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= options | {"--help"}


def test_every_make_target_in_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    told = {target for line in commands_of("make") for target in line.split()[1:]}
    assert {"demo", "test", "check", "bench"} <= told <= targets


def test_the_table_of_datasets_is_that_of_the_schemas() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(name, model.__doc__) for name, model in DATASETS.items()]


def test_the_record_shown_is_what_a_sample_gives() -> None:
    shown, *_ = blocks("text")
    columns = dict(re.findall(r"^(\w+) +(\S.*)$", re.sub(r"\n +", " ", shown), re.MULTILINE))
    assert {"amount_gbp", "page", "source_text"} <= columns.keys()
    rows = extract(read(ROOT / "raw/sample/larkmoor-annual-report-2023-24.pdf")).records["funding"]
    found = [{name: str(getattr(row, name)) for name in columns} for row in rows]
    assert found.count(columns) == 1


def test_the_folders_in_readme_are_there() -> None:
    (layout,) = (block for block in blocks("text") if "schemas/" in block)
    folders = re.findall(r"^(\w+)/ ", layout, re.MULTILINE)
    assert "extractors" in folders
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
