# SPDX-License-Identifier: MIT
"""A page of its own for the validator, under the strictest policy that it must live with."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from plokit.widgets import Validator

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"
PAGE = """<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Prøve</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><script src="listen.js"></script>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="plo-validator.css"><script type="module" src="plo-loader.mjs"></script></head>
<body><h1>Prøve</h1>{widget}<p id="after">Etter</p></body></html>"""
LISTEN = """window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push([event.violatedDirective, event.blockedURI]));"""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without a log."""

    def log_message(self, *_args: object) -> None:
        return


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder with the built front end, and its address."""
    if not (DIST / "bundle.json").is_file():
        pytest.fail(f"The front end is not in {DIST}. Run `python3 kit.py test`, which builds it first.", pytrace=False)
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(DIST, folder, dirs_exist_ok=True)
    (folder / "listen.js").write_text(LISTEN, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def opened(chromium: Browser, site: tuple[Path, str]) -> Iterator[Callable[..., Page]]:
    """Open a page with one validator: ``opened(sample, width=360)``; ``asleep`` holds its scripts back."""
    folder, address = site
    contexts = []

    def show(sample: str, *, width: int = 1280, script: bool = True, asleep: bool = False) -> Page:
        widget = Validator(sample).static_html()
        (folder / "page.html").write_text(PAGE.format(policy=POLICY, widget=widget), encoding="utf-8")
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script))
        page = contexts[-1].new_page()
        if asleep:
            page.route("**/plo-loader.mjs", lambda route: route.abort())
        page.goto(f"{address}/page.html")
        if script and not asleep:
            ready(page)
        return page

    yield show
    for context in contexts:
        context.close()


def ready(page: Page) -> None:
    """Wait until the newest text has its report."""
    page.wait_for_selector("plo-validator[data-state=ready]")
