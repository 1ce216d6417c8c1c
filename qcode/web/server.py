"""A small web server that gives each visitor with the token a qcode of their own.

The page, its style and its script come from here; nothing is asked of another server. Whoever has no token gets nothing
but that; a page of another site cannot use a browser's cookie to get in, for the name of the host and the origin of the
socket are looked at too.
"""

from __future__ import annotations

import hmac
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from qcode.errors import QcodeError
from qcode.language import _, screen_language

try:
    import aiohttp_jinja2
    import jinja2
    from aiohttp import web
    from textual_serve.server import Server
except ImportError as error:
    raise QcodeError(
        _("the screens in a browser need a part of qcode that is not installed"),
        _('Install it with: pip install "qcode[serve]"'),
    ) from error

HERE = Path(__file__).parent
COOKIE = "qcode"
LOOPBACK = "127.0.0.1"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Address:
    """Where the screens are served."""

    host: str
    port: int

    @property
    def is_open_to_others(self) -> bool:
        """Whether another computer can reach it."""
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"


class ScreenServer(Server):
    """Serves the screens of one project.

    Args:
        project: Its file.
        address: Where to listen.
        coder: Who codes; the name in the settings if empty.
        token: What a visitor must know; a new one if empty.
    """

    def __init__(self, project: Path, address: Address, *, coder: str = "", token: str = "") -> None:
        super().__init__(
            command_line(project, coder), host=address.host, port=address.port, title=f"qcode · {project.stem}",
            templates_path=str(HERE),
        )  # fmt: skip
        self.address = address
        self.token = token or secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        """What to type into a browser, token and all."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/?token={self.token}"

    def initialize_logging(self) -> None:
        """Log nothing: what is typed into the screens is nobody's business."""

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing; whoever starts the server has said where it is."""

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path), autoescape=True)
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.get("/qcode.css", self.handle_own, name="style"),
                web.get("/qcode.js", self.handle_own, name="script"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        return app

    @aiohttp_jinja2.template("page.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """Return what the page says."""
        size = request.query.get("fontsize", "16")
        return {
            "language": screen_language(), "ended": _("The session has ended; all you coded is on disk."),
            "again": _("Open it again"), "font_size": int(size) if size.isdecimal() else 16,
            "app_websocket_url": f"ws://{request.host}/ws", "application": {"name": self.title},
            "config": {"static": {"url": "/static/"}},
        }  # fmt: skip

    async def handle_own(self, request: web.Request) -> web.StreamResponse:
        """Return the page's own style or script."""
        return web.FileResponse(HERE / f"page{Path(request.path).suffix}")

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let in who knows the token, from this server's own pages alone."""
        if not self._is_own_host(request):
            return _refused(_("This address is not served."))
        given = request.query.get("token", "")
        if given and request.path == "/":
            if not self._knows(given):
                return _refused(_("The token is not right. Use the address that qcode serve printed."))
            response: web.StreamResponse = web.HTTPFound("/")
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict", path="/")
            return response
        if not self._knows(request.cookies.get(COOKIE, "")):
            return _refused(_("Use the address that qcode serve printed, with its token."))
        if request.path == "/ws" and request.headers.get("Origin", "") != f"http://{request.host}":
            return _refused(_("The token is not right. Use the address that qcode serve printed."))
        response = await handler(request)
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    def _knows(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def _is_own_host(self, request: web.Request) -> bool:
        """Say whether the browser asked for this server by a name it has, and not by one made to point here."""
        if self.address.is_open_to_others:
            return True
        name = request.host.rpartition(":")[0] or request.host
        return name.strip("[]") in (LOOPBACK, "localhost", "::1", self.host)


def command_line(project: Path, coder: str) -> str:
    """Return the shell command that opens a project's screens."""
    words = [sys.executable, "-m", "qcode", "--project", str(project.absolute()), "--lang", screen_language()]
    words += ["--coder", coder] if coder else []
    words.append("open")
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def _refused(why: str) -> web.Response:
    return web.Response(status=403, text=f"{why}\n", headers=_HEADERS)
