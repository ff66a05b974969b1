"""`csp yoy`: what the records say over the years."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from analysis.kept import Derived
    from analysis.questions import Line

# What takes long to import is imported in the commands, so that `csp --help` answers at once.
# ruff: noqa: PLC0415

app = typer.Typer(
    help="Year on year: figures, priorities, money and documents over the years.",
    invoke_without_command=True,
    epilog="Example: csp yoy --partnership braintree --indicator theft.burglary --chart out.svg",
)

Curated = Annotated[
    str,
    typer.Option(envvar="CSP_CURATED", help="Folder of the datasets, or an address (s3://…)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Whose = Annotated[
    str | None, typer.Option("--partnership", help="Slug of a partnership; default: all.")
]


@app.callback()
def figures(  # noqa: PLR0913, PLR0917  one parameter an option
    context: typer.Context,
    partnership: Whose = None,
    indicator: Annotated[
        str | None, typer.Option(help="Category (theft.burglary), or words of what is counted.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="count, percent, rate_per_1000, …")] = None,
    geography: Annotated[
        str | None, typer.Option(help="Part of a place's name; `own` for the own area only.")
    ] = None,
    narrower: Annotated[
        bool, typer.Option("--narrower", help="Also what is below or narrows the indicator.")
    ] = False,
    chart: Annotated[
        Path | None, typer.Option(help="Draw it to a file: .svg, .png or .html.")
    ] = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Figures over the years, each with its report and page, and whether they can be compared.

    Without options: what there is to ask.
    """
    if context.invoked_subcommand is not None:
        return
    from analysis.questions import Asked, find_lines
    from flows import yoy_output

    derived = read(curated)
    if partnership is None and indicator is None:
        _show_choices(derived, as_json)
        return
    lines, rest = find_lines(derived, Asked(partnership, indicator, unit, geography, narrower))
    if not lines:
        fail(f"no figures of {indicator or 'anything'} for {partnership or 'anyone'}: try csp yoy")
    if chart is not None:
        _draw(lines, chart)
    if not yoy_output.print_rows([row for line in lines for row in line.rows], as_json, as_csv):
        yoy_output.show_lines(lines, rest)


def _show_choices(derived: "Derived", as_json: bool) -> None:
    from analysis.questions import find_choices
    from flows import yoy_output
    from flows.output import show_json

    whose, what = find_choices(derived)
    if as_json:
        show_json({"partnerships": whose, "indicators": what})
    else:
        yoy_output.show_choices(whose, what)


def _draw(lines: "list[Line]", target: Path) -> None:
    from analysis.charts import ChartError, draw
    from flows.output import say

    try:
        draw(lines, target)
    except ChartError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{target}: {error.strerror}")
    say(f"drawn: {target}", "dim")


@app.command("priorities", epilog="Example: csp yoy priorities --partnership braintree")
def priorities(
    partnership: Whose = None,
    owner: Annotated[
        str | None, typer.Option(help="csp, county, police_and_crime_plan or partner.")
    ] = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """The life of each priority: kept, reworded, split, merged, dropped, new."""
    from analysis.questions import find_events
    from flows import yoy_output

    rows = find_events(read(curated), partnership, owner)
    if not yoy_output.print_rows(rows, as_json, as_csv):
        yoy_output.show_events(rows)


@app.command("funding", epilog="Example: csp yoy funding --partnership braintree --kind grant")
def funding(
    partnership: Whose = None,
    kind: Annotated[str | None, typer.Option(help="grant, budget, cost, saving, bid, …")] = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Money by year and funder, and the sums that may not be added."""
    from analysis.questions import find_money
    from flows import yoy_output
    from flows.output import show_json

    added, left_out = find_money(read(curated), partnership, kind)
    if as_json:
        show_json({"funding_by_year": added, "left_out": left_out})
    elif not yoy_output.print_rows(added, False, as_csv):
        yoy_output.show_money(added, left_out)


@app.command("coverage", epilog="Example: csp yoy coverage --partnership braintree")
def coverage(
    partnership: Whose = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Which documents there are of each year, and which are missing."""
    from flows import yoy_output

    rows = read(curated).read("coverage", partnership).to_pylist()
    if not yoy_output.print_rows(rows, as_json, as_csv):
        yoy_output.show_coverage(rows)


def read(curated: str) -> "Derived":
    """The derived datasets of a folder, or one clear line and exit status 1."""
    from analysis.kept import read_derived
    from flows.output import say
    from schemas.folder import StoreError

    try:
        derived = read_derived(curated, lambda text: say(text, "dim"))
    except StoreError as error:
        fail(str(error))
    if not len(derived.read("coverage")):
        fail(f"no reports in {curated}: csp ingest publishes some")
    return derived


def fail(line: str, status: int = 1) -> NoReturn:
    """One line to standard error, and the exit status."""
    from flows.output import say

    say(line, "red")
    raise typer.Exit(status)
