"""Serves the review page until Ctrl-C."""

import socket
import webbrowser
from collections.abc import Sequence
from contextlib import suppress

import uvicorn

from flows.output import console, number, say
from review.originals import Originals
from review.publish import whoever
from review.server import make_app
from review.session import Session
from schemas.store import Store


def serve(curated: str, raw: Sequence[str], port: int, who: str | None, open_browser: bool) -> None:
    """Prints the first address, and answers there. Raises StoreError and OSError."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))  # nobody on another machine can come in
        port = listener.getsockname()[1]
        session = Session(Store(curated), Originals(raw), who or whoever())
        app = make_app(session, port)
        listener.listen()  # who opens the address at once waits, and is not turned away
        say(f"{number(len(session.changes), 'change')} to decide in {curated}; Ctrl-C ends it")
        console().print(app.state.address, soft_wrap=True)
        if open_browser:
            webbrowser.open(app.state.address)
        config = uvicorn.Config(app, log_level="warning", access_log=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
