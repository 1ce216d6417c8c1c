"""The command that serves the screens to a browser."""

from __future__ import annotations

import argparse
import sys

from qcode.cli import options
from qcode.cli.options import Commands
from qcode.cli.output import Exit, narrate, say_data
from qcode.errors import QcodeError
from qcode.language import _

LOOPBACK = "127.0.0.1"


def declare(commands: Commands) -> None:
    """Declare the command of this file."""
    serve = commands.add(
        "serve", _("the same screens in a browser, on this computer alone unless told otherwise"), serve_screens
    )
    serve.add_argument("--port", type=int, default=8642, help=_("where to listen; 0 takes a free one (default: 8642)"))
    serve.add_argument(
        "--host", default=LOOPBACK, metavar="ADDRESS",
        help=_("listen there too; anyone who can reach it and has the token can read the transcripts"),
    )  # fmt: skip
    serve.add_argument("--open", action="store_true", help=_("open the browser"))


def serve_screens(args: argparse.Namespace) -> Exit:
    """Serve the screens until stopped."""
    from qcode.web.server import Address, ScreenServer

    options.open_project(args).close()  # A project that cannot be opened is told here, not in the browser.
    address = Address(args.host, args.port or _free_port(args.host))
    _need_free(address.host, address.port)
    server = ScreenServer(options.project_path(args), address, coder=options.coder_name(args))
    if address.is_open_to_others:
        narrate(
            _("Others on this network can reach it. What goes over the line is not encrypted: use a tunnel (ssh -L).")
        )
    narrate(_("Open this address in a browser; Ctrl+C here ends it:"))
    say_data(server.url)
    sys.stdout.flush()  # Whoever started it from a script waits for the address.
    if args.open:
        import webbrowser

        webbrowser.open(server.url)
    server.serve()
    return Exit.DONE


def _free_port(host: str) -> int:
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.bind((host, 0))
        return int(listener.getsockname()[1])


def _need_free(host: str, port: int) -> None:
    """Refuse a port that something else listens on, before anything is printed."""
    import socket

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise QcodeError(
                _("{host}:{port} cannot be listened on: {error}").format(host=host, port=port, error=error),
                _("Choose another with --port, or let --port 0 take a free one."),
            ) from error
