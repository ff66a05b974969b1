"""`csp brief`: one page about a partnership and one or two years."""

import re
from pathlib import Path
from typing import Annotated

import typer

from flows.yoy import Curated, fail, read

# What takes long to import is imported in the command, so that `csp --help` answers at once.
# ruff: noqa: PLC0415


def brief(
    partnership: Annotated[str, typer.Argument(help="Slug of the partnership: braintree.")],
    periods: Annotated[
        list[str], typer.Argument(metavar="PERIOD [PERIOD]", help="Financial years: 2022-23.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="File to write, .html or .md; default: Markdown, printed.")
    ] = None,
    curated: Curated = "curated",
) -> None:
    """One page for a committee: priorities, money, figures with charts, initiatives.

    Every number has the report and page that it was read from.
    """
    if len(periods) > 2 or any(not re.fullmatch(r"\d{4}-\d{2}", one) for one in periods):
        raise typer.BadParameter("one financial year or two: 2021-22 2022-23", param_hint="PERIOD")
    kind = "md" if out is None else out.suffix.lower().removeprefix(".")
    if kind not in ("html", "md"):
        raise typer.BadParameter(f"{out} is neither .html nor .md", param_hint="--out")
    derived = read(curated)
    from analysis.brief import BriefError, make_brief, render
    from flows.output import say
    from schemas.store import Store, StoreError

    try:
        text = render(make_brief(Store(curated), derived, partnership, periods), kind)
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, "utf-8")
            say(f"written: {out}", "dim")
    except (BriefError, StoreError) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{out}: {error.strerror}")
