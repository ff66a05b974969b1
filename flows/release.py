"""`csp release`: the datasets as files to publish."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.yoy import AsJson, Curated, fail, read

if TYPE_CHECKING:
    from analysis.release import Release

# What takes long to import is imported in the command, so that `csp --help` answers at once.
# ruff: noqa: PLC0415


def release(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder, or a release.")],
    version: Annotated[
        str | None, typer.Option(help="Default: what follows from the release that is there.")
    ] = None,
    sqlite: Annotated[
        bool, typer.Option("--sqlite", help="Also a database, as Datasette.")
    ] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Also CSV, in csv/.")] = False,
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Write one Parquet file a dataset, with data package, dictionary, queries and checksums.

    What changed since the release that is there is told in CHANGES.md.
    """
    derived = read(curated)
    from dataclasses import asdict

    from analysis.release import ReleaseError, write_release
    from flows.output import show_json
    from schemas.store import Store, StoreError

    try:
        done = write_release(Store(curated), derived, folder, version, sqlite, csv)
    except (ReleaseError, StoreError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or folder}: {error.strerror}")
    if as_json:
        show_json(asdict(done))
    else:
        _show(folder, done)


def _show(folder: Path, done: "Release") -> None:
    from flows.output import console, number, quiet_table

    table = quiet_table()
    table.add_column("dataset")
    for head in ("rows", "added", "changed", "lost"):
        table.add_column(head, justify="right")
    for one in done.differences:
        counts = (one.after, one.added, one.changed, one.lost)
        table.add_row(one.dataset, *(f"{n:,}" for n in counts))
    console().print(table)
    rows = number(sum(one.after for one in done.differences), "row")
    since = f", beside version {done.since}" if done.since else ""
    console().print(f"\n{folder}: version {done.version}{since}, {rows}", soft_wrap=True)
