"""The commands that compare: `yoy`, `brief` and `release`."""

import typer

from flows import yoy
from flows.brief import brief
from flows.release import release


def register(app: typer.Typer) -> None:
    """Adds the commands to the application."""
    app.add_typer(yoy.app, name="yoy")
    app.command(epilog="Example: csp brief braintree 2021-22 2022-23 --out brief.html")(brief)
    app.command(epilog="Example: csp release release/ --sqlite")(release)
