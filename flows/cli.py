"""The command `csp`: each function here is one of its commands."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from flows.comparing import register as register_comparing
from flows.judging import register as register_judging

if TYPE_CHECKING:
    from flows.batch import Options
    from flows.workers import Limits

# What takes long to import is imported in the commands, so that `csp --help` answers at once.
# ruff: noqa: PLC0415

app = typer.Typer(
    help="Reports of Community Safety Partnerships as data that can be compared over the years.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Curated = Annotated[
    str,
    typer.Option(envvar="CSP_CURATED", help="Folder of the datasets, or an address (s3://…)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Memory = Annotated[float, typer.Option(min=0.25, help="GiB that reading a report may take.")]
Timeout = Annotated[
    float, typer.Option(min=0.1, help="Seconds that reading a report may take, and 2 s a page.")
]


@app.command(epilog="Example: csp ingest raw/ --curated curated")
def ingest(  # noqa: PLR0913, PLR0917  one parameter an option
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Reports (.pdf, .txt, .md), folders, or s3://…."),
    ],
    partnership: Annotated[
        str | None, typer.Option(help="Slug of the partnership, if the reports do not tell it.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Financial year of the reports: 2022-23.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Reports read at a time; default: one a core.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish changed extractions at once.")
    ] = False,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise the words of scanned pages: slow.")
    ] = False,
    memory: Memory = 2.0,
    timeout: Timeout = 60.0,
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Read reports and publish what they say as Parquet.

    A new report is published. Where a report was published before and is
    now read otherwise, that waits for csp accept.
    """
    try:
        from flows.batch import Options
        from flows.workers import Limits

        told = _known_slug(partnership), _financial_year(period)
        limits = Limits(memory=memory, seconds=timeout, **({"seconds_a_page": 30} if ocr else {}))
        _ingest(paths, Options(curated, *told, accept, workers, limits, ocr), as_json)
    except KeyboardInterrupt:
        _fail("stopped: nothing published", 130)


def _ingest(paths: list[str], options: "Options", as_json: bool) -> None:
    from flows.engine import EngineError
    from flows.launch import launch
    from flows.output import as_dicts, say, show_json, show_pending, show_results
    from review.snapshots import pending_difference
    from schemas.store import Store, StoreError

    try:
        run = launch(paths, options)
    except (StoreError, EngineError) as error:
        _fail(str(error))
    results = run.in_order()
    if run.stopped:
        done = sum(result.state not in ("failed", "not read") for result in results)
        _fail(f"stopped: {done} published, {len(results) - done} not read", 130)
    for note in run.notes:
        say(note, "dim")
    if as_json:
        show_json(as_dicts(results))
    elif results:
        show_results(results)
    if not as_json and any(result.state == "pending" for result in results):
        show_pending(pending_difference(Store(options.curated)))
    if not run.is_good:
        raise typer.Exit(1)


@app.command("look", epilog="Example: csp look raw/sample/annual-report-2022-23.pdf")
def look_into(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A .pdf, .txt or .md file.")],
    picture: Annotated[
        Path | None, typer.Option(help="Draw what was seen on a page, as PNG, into this file.")
    ] = None,
    page: Annotated[int, typer.Option(min=1, help="The page to draw.")] = 1,
    memory: Memory = 2.0,
    timeout: Timeout = 60.0,
    as_json: AsJson = False,
) -> None:
    """Show what is in a report; nothing is written, no server is started."""
    from flows.workers import Job, Limits, WorkerError, Workers

    if picture is not None:
        _draw_page(report, page, picture, Limits(memory=memory, seconds=timeout))
        return
    try:
        with Workers(1, Limits(memory=memory, seconds=timeout)) as workers:
            ticket = workers.submit(Job(report, str(report)))
            from flows import look, output  # while the worker reads

            _, records = ticket.result()
    except WorkerError as error:
        _fail(f"{report}: {error}")
    except KeyboardInterrupt:
        _fail("stopped", 130)
    if as_json:
        output.show_json(look.as_json(records))
    else:
        look.show(records)


def _draw_page(report: Path, page: int, picture: Path, limits: "Limits") -> None:
    from functools import partial

    from flows.pictures import draw_seen, save
    from flows.workers import Job, WorkerError, Workers

    try:
        with Workers(1, limits, partial(draw_seen, page=page)) as workers:
            _, drawn = workers.submit(Job(report, str(report))).result()
        save(drawn, picture)
    except WorkerError as error:
        _fail(f"{report}: {error}")
    except OSError as error:
        _fail(f"{picture}: {error.strerror or error}")
    except KeyboardInterrupt:
        _fail("stopped", 130)


@app.command(epilog="Example: csp validate curated")
def validate(
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="Folder of the datasets.")
    ] = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Hold the datasets against their schemas, their manifests and each other."""
    from dataclasses import asdict

    from flows.output import console, number, show_json, show_problems
    from schemas import DATASETS
    from schemas.store import Store, StoreError
    from schemas.validate import validate as find_problems

    try:
        store = Store(folder or curated)
        problems = find_problems(store)
        reports = store.report_ids()
        manifests = [store.manifest(report_id) for report_id in reports] if not problems else []
    except StoreError as error:
        _fail(str(error))
    if as_json:
        show_json([asdict(problem) for problem in problems])
    elif problems:
        show_problems(problems)
    else:
        records = sum(
            manifest.files[dataset].rows
            for manifest in manifests
            if manifest is not None
            for dataset in DATASETS
            if dataset != "reports"
        )
        said = f"{number(len(reports), 'report')}, {number(records, 'record')}: nothing wrong"
        console().print(said)
    if problems:
        raise typer.Exit(1)


def _fail(line: str, status: int = 1) -> NoReturn:
    from flows.output import say

    say(line, "red")
    raise typer.Exit(status)


def _known_slug(partnership: str | None) -> str | None:
    from schemas.codes import slug

    if partnership is not None and slug(partnership) != partnership:
        raise typer.BadParameter(
            f"{partnership!r} is no slug: did you mean {slug(partnership)}?",
            param_hint="--partnership",
        )
    return partnership


def _financial_year(period: str | None) -> str | None:
    if period is None:
        return None
    from extractors.values.periods import find_periods

    found = find_periods(period)
    if len(found) != 1 or found[0].text != period or found[0].label is None:
        raise typer.BadParameter(
            f"{period!r} is no financial year: write it 2022-23", param_hint="--period"
        )
    return found[0].label


register_judging(app)
register_comparing(app)
