# SPDX-License-Identifier: MIT
"""A small web server for the built book, on this machine only."""

from __future__ import annotations

import functools
import os
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tools.kit.machine import SITE
from tools.kit.steps import KitError


class Handler(SimpleHTTPRequestHandler):
    """The same file types on every machine, nothing kept in the browser's cache, no chatter."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".xml": "application/xml",
        ".xsd": "application/xml",
    }

    def end_headers(self) -> None:
        """Let the browser ask again each time, so that a new build shows."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests that went well are not worth a line."""


class Server(ThreadingHTTPServer):
    """One thread a request; all of them end with the program."""

    daemon_threads = True
    # On Windows this option would let two servers share one port.
    allow_reuse_address = os.name != "nt"


def open_server(port: int, folder: Path = SITE) -> Server:
    """A server on the port (0: any free one), not yet answering."""
    try:
        return Server(("127.0.0.1", port), functools.partial(Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise KitError(f"Port {port} cannot be used ({error}). Choose another: kit.py serve --port 8800") from error
