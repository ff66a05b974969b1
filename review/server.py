"""The review page's server: on this machine only, for who has the first address."""

import hmac
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from review.pictures import Painter, PictureError
from review.session import Session, SessionError, answer_as_data
from review.views import as_listing, change_view
from schemas.store import StoreError

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
"""The page's script and style."""

_SERVED = {"review.js": "text/javascript", "review.css": "text/css"}
_LARGEST = 4_000_000  # bytes of a request: a decision on some 100,000 changes
# Nothing is loaded from elsewhere, no script runs but our file, and nobody may frame the page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Next = Callable[[Request], Awaitable[Response]]


def templates() -> Environment:
    """The page's templates; what they are given is escaped."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Gate(BaseHTTPMiddleware):
    """Lets in who has the token, and a change of data only from the page itself."""

    def __init__(self, app: Any, token: str, port: int) -> None:
        super().__init__(app)
        self.token = token
        self.cookie = f"csp-review-{port}"  # cookies are not kept apart by port: names must be
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Answers 403 to all others."""
        refused = self._refusal(request)
        if refused:
            response: Response = PlainTextResponse(f"{refused}\n", 403)
        elif "token" in request.query_params:
            response = RedirectResponse("/", 303)
            response.set_cookie(self.cookie, self.token, httponly=True, samesite="strict")
        else:
            response = await call_next(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _refusal(self, request: Request) -> str | None:
        host = request.headers.get("host", "")
        if host not in self.hosts:  # another name that leads here: DNS rebinding
            return "refused: this page is only at 127.0.0.1"
        given = request.query_params.get("token") or request.cookies.get(self.cookie, "")
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return "refused: open the address that csp review printed"
        if request.method not in ("GET", "HEAD") and (
            request.headers.get("origin") != f"http://{host}"
            or request.headers.get("content-type") != "application/json"
        ):
            return "refused: decisions are only taken on the page itself"
        return None


class Review:
    """The page's answers."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.painter = Painter()
        self.environment = templates()
        self.listing = json.dumps(as_listing(session), ensure_ascii=False, separators=(",", ":"))

    async def page(self, request: Request) -> Response:
        """The page, without its changes."""
        del request
        text = self.environment.get_template("review.html").render(
            n=len(self.session.heads.changes), root=self.session.store.folder.root
        )
        return HTMLResponse(text)

    async def static(self, request: Request) -> Response:
        """The page's script or style."""
        name = request.path_params["name"]
        if name not in _SERVED:
            return PlainTextResponse("no such file\n", 404)
        return FileResponse(STATIC / name, media_type=_SERVED[name])

    async def changes(self, request: Request) -> Response:
        """All changes, as short as a list needs them."""
        del request
        verdicts = json.dumps(self.session.verdicts)
        text = f'{{"verdicts":{verdicts},{self.listing[1:]}'
        return Response(text, media_type="application/json")

    async def change(self, request: Request) -> Response:
        """One change in full, as HTML."""
        change = self.session.changes.get(request.path_params["change"])
        if change is None:
            return PlainTextResponse("no such change\n", 404)
        self.session.seen.add(change.id)
        view = await run_in_threadpool(change_view, self.session, change)
        return HTMLResponse(self.environment.get_template("change.html").render(view=view))

    async def picture(self, request: Request) -> Response:
        """A page of a report that has changes; its size in points goes in the headers."""
        manifest = self.session.manifest(request.path_params["report"])
        path = None
        if manifest is not None:
            path = await run_in_threadpool(self.session.originals.find, manifest)
        if path is None:
            return PlainTextResponse("no such page here\n", 404)
        try:
            picture = await run_in_threadpool(self.painter.page, path, request.path_params["page"])
        except PictureError as error:
            return PlainTextResponse(f"{error}\n", 404)
        headers = {
            "X-Page-Width": f"{picture.width:g}",
            "X-Page-Height": f"{picture.height:g}",
            "Cache-Control": "private, max-age=3600",
        }
        return Response(picture.data, media_type="image/png", headers=headers)

    async def decide(self, request: Request) -> Response:
        """Takes a decision: `{"changes": [id, …], "what": "accept", "why": "…"}`."""
        body = await request.body()
        try:
            ids, what, why = _decision(body)
            answer = await run_in_threadpool(self.session.decide, ids, what, why)
        except (SessionError, StoreError) as error:
            return JSONResponse({"error": str(error)}, 409)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(answer_as_data(answer))


def _decision(body: bytes) -> tuple[list[str], Any, str]:
    """Raises ValueError for what is no decision."""
    if len(body) > _LARGEST:
        raise ValueError("too long")
    told = json.loads(body)
    if not isinstance(told, dict):
        raise ValueError("no decision")
    ids, what, why = told.get("changes"), told.get("what"), told.get("why", "")
    if not isinstance(ids, list) or not all(isinstance(name, str) for name in ids):
        raise ValueError("changes: a list of ids")
    if what not in ("accept", "reject", "undo") or not isinstance(why, str):
        raise ValueError("what: accept, reject or undo")
    return ids, what, why[:2000]


def make_app(session: Session, port: int, token: str | None = None) -> Starlette:
    """The page for a session, at 127.0.0.1:port; `app.state.address` is the first address."""
    token = token or secrets.token_urlsafe(24)
    review = Review(session)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(review.painter.start)
        yield
        await run_in_threadpool(review.painter.stop)

    routes = [
        Route("/", review.page),
        Route("/static/{name}", review.static),
        Route("/changes.json", review.changes),
        Route("/change/{change}", review.change),
        Route("/page/{report}/{page:int}.png", review.picture),
        Route("/decide", review.decide, methods=["POST"]),
    ]
    gate = Middleware(Gate, token=token, port=port)
    app = Starlette(routes=routes, middleware=[gate], lifespan=lifespan)
    app.state.address = f"http://127.0.0.1:{port}/?token={token}"
    return app
