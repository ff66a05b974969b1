"""The commands with which maintainers judge what a change of the code did to the data."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from review.diff import Difference

# What takes long to import is imported in the commands, so that `csp --help` answers at once.
# ruff: noqa: PLC0415

Curated = Annotated[
    str,
    typer.Option(envvar="CSP_CURATED", help="Folder of the datasets, or an address (s3://…)."),
]
Raw = Annotated[
    list[str] | None,
    typer.Option(metavar="DIR", help="Where the reports are, if not where they were; more than 1."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Dataset = Annotated[list[str] | None, typer.Option(help="Only this dataset; more than one may be.")]
Partnership = Annotated[list[str] | None, typer.Option(help="Only this partnership (slug).")]
Rule = Annotated[list[str] | None, typer.Option(help="Only this rule: funding.plan_cell, funding.")]
Kind = Annotated[
    list[str] | None,
    typer.Option(help="Only lost, value, unit, period, other, new, reworded, moved, confidence."),
]
Record = Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this record.")]
Who = Annotated[str | None, typer.Option(help="Who decides; default: git's user.name.")]
Why = Annotated[str, typer.Option(help="Why, for the decisions file.")]
Reports = Annotated[
    list[str] | None, typer.Argument(metavar="REPORT", help="Ids; default: all that wait.")
]
# Of `csp diff`
Old = Annotated[
    str | None, typer.Argument(metavar="A", help="Folder of datasets; default: published.")
]
New = Annotated[
    str | None, typer.Argument(metavar="B", help="Folder of datasets; default: what waits.")
]
Revision = Annotated[
    str | None,
    typer.Option("--rules", metavar="REV", help="Code at main~1 against this, or at v1..v2."),
]
Report = Annotated[list[str] | None, typer.Option(help="Only this report; its id may be cut.")]
Everything = Annotated[bool, typer.Option("--all", help="Show every change.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")]
Html = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write one HTML file, with pictures.")
]

_SAME, _DIFFERS, _FAILED = 0, 1, 2


def register(app: typer.Typer) -> None:
    """Adds the commands to `csp`."""
    app.command(epilog="Example: csp diff --rule funding --kind lost, or csp diff old/ new/")(diff)
    app.command(epilog="Example: csp show 3f1c9a0b77 --picture page.png")(show)
    app.command(epilog="Example: csp review --raw raw")(review)
    app.command(epilog="Example: csp accept, or csp accept --rule funding.plan_cell")(accept)
    app.command(epilog="Example: csp reject --record 3f1c9a0b7722 --why 'it is a bid'")(reject)
    app.command(epilog="Example: csp rules --gold labels/")(rules)


def diff(  # noqa: PLR0913, PLR0917  one parameter an option
    old: Old = None,
    new: New = None,
    revision: Revision = None,
    dataset: Dataset = None,
    report: Report = None,
    partnership: Partnership = None,
    rule: Rule = None,
    kind: Kind = None,
    everything: Everything = False,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    html: Html = None,
    raw: Raw = None,
    curated: Curated = "curated",
) -> None:
    """Show what changed: what waits against what is published, or A against B.

    Exit status: 0 nothing, 1 something, 2 could not compare.
    """
    from flows import diff as body
    from review.diff import KINDS
    from schemas.store import StoreError

    kinds = [_one_of(KINDS, name, "--kind") for name in kind or []]
    keeps = body.chooser(dataset, report, partnership, rule, kinds)
    try:
        sides = body.Sides(curated, old, new, revision, tuple(raw or ("raw",)), report or [])
        compared = body.compare_sides(sides)
        difference = compared.difference.only(keeps) if keeps else compared.difference
        _print_difference(difference, as_json, as_markdown, everything, html is not None)
        if html is not None:
            body.write_html(difference, sides, html)
    except (StoreError, OSError) as error:
        _fail(str(error), _FAILED)
    for line in compared.failed:
        _say(line, "red")
    if compared.failed:
        raise typer.Exit(_FAILED)
    raise typer.Exit(_DIFFERS if difference.is_any else _SAME)


def _print_difference(
    difference: "Difference", as_json: bool, as_markdown: bool, everything: bool, is_written: bool
) -> None:
    if as_json:
        from flows.output import show_json
        from review.data import as_data

        show_json(as_data(difference))
    elif as_markdown:
        from review.markdown import as_markdown as render

        print(render(difference), end="")
    elif not is_written:
        from flows.diff import show as show_difference

        show_difference(difference, everything)


def show(
    record: Annotated[str, typer.Argument(metavar="RECORD_ID", help="Or how it begins.")],
    picture: Annotated[
        Path | None, typer.Option(metavar="PNG", help="Write the page, the words boxed.")
    ] = None,
    raw: Raw = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Show a record: its words on the page, the rule, why it is believed, its history."""
    from flows import show as body
    from flows.output import show_json
    from review.pictures import PictureError
    from schemas.store import StoreError

    try:
        found = body.find(curated, record, raw or ["raw"])
        if as_json:
            show_json(body.as_data(found))
        else:
            body.show(found)
        if picture is not None:
            body.draw(found, picture)
            _say(f"page drawn: {picture}", "dim")
    except (StoreError, PictureError, OSError) as error:
        _fail(str(error))


def review(
    raw: Raw = None,
    port: Annotated[int, typer.Option(help="Port on this machine; default: any.")] = 0,
    who: Who = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    curated: Curated = "curated",
) -> None:
    """Judge what waits on a web page: page picture, before and after, accept or reject.

    Only this machine can open it, by the address that is printed.
    """
    from flows.review_page import serve
    from schemas.store import StoreError

    try:
        serve(curated, raw or ["raw"], port, who, open_browser)
    except StoreError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"port {port}: {error.strerror}")


def accept(  # noqa: PLR0913, PLR0917  one parameter an option
    reports: Reports = None,
    rule: Rule = None,
    dataset: Dataset = None,
    kind: Kind = None,
    record: Record = None,
    who: Who = None,
    why: Why = "",
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Publish what waits: new extractions of reports that were published before.

    Who accepted what, and why, is noted in review/decisions beside the datasets,
    and their row counts in review/counts.csv.
    """
    _judge(reports, (dataset, rule, kind, record), True, (who, why), curated, as_json)


def reject(  # noqa: PLR0913, PLR0917  one parameter an option
    reports: Reports = None,
    rule: Rule = None,
    dataset: Dataset = None,
    kind: Kind = None,
    record: Record = None,
    who: Who = None,
    why: Why = "",
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Keep what is published where something else waits, until its words change."""
    _judge(reports, (dataset, rule, kind, record), False, (who, why), curated, as_json)


Names = list[str] | None


def _judge(
    reports: Names,
    chosen: tuple[Names, Names, Names, Names],
    is_accepted: bool,
    told: tuple[str | None, str],
    curated: str,
    as_json: bool,
) -> None:
    from flows.accept import judge
    from flows.accept import show as show_judged
    from flows.diff import chooser
    from flows.output import show_json
    from review.diff import KINDS
    from schemas.store import Store, StoreError

    dataset, rule, kind, record = chosen
    kinds = [_one_of(KINDS, name, "--kind") for name in kind or []]
    keeps = chooser(dataset, None, None, rule, kinds, record)
    who, why = told
    try:
        judged = judge(Store(curated), reports or [], keeps, accept=is_accepted, who=who, why=why)
    except StoreError as error:
        _fail(str(error))
    if as_json:
        show_json(judged.as_data())
    else:
        show_judged(judged, curated)
    if not judged.is_good:
        raise typer.Exit(1)


def rules(
    gold: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Labels (JSON), for precision and recall.")
    ] = None,
    dataset: Dataset = None,
    curated: Curated = "curated",
    as_json: AsJson = False,
) -> None:
    """Show each rule's records, how its changes were judged, and how it does on labels."""
    from dataclasses import asdict

    from flows.output import show_json
    from flows.rules import show as show_ledger
    from review.ledger import ledger
    from schemas.store import Store, StoreError

    try:
        lines = ledger(Store(curated), gold)
    except (StoreError, OSError) as error:
        _fail(str(error))
    lines = [line for line in lines if not dataset or line.dataset in dataset]
    if as_json:
        show_json([asdict(line) for line in lines])
    else:
        show_ledger(lines, gold is not None)


def _one_of(names: tuple[str, ...], given: str, option: str) -> str:
    """The name that begins so: `other` is `other column`."""
    for name in names:
        if given and name.startswith(given):
            return name
    raise typer.BadParameter(f"{given!r} is none of {', '.join(names)}", param_hint=option)


def _say(line: str, style: str = "") -> None:
    from flows.output import say

    say(line, style)


def _fail(line: str, status: int = 1) -> NoReturn:
    _say(line, "red")
    raise typer.Exit(status)
