# SPDX-License-Identifier: MIT
"""A cold browser: time to the first verdict, time for each edit, and what is sent before and after the engine wakes."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from benchmarks.figures import Figure, against, figure, within
from tests.browser.machine import SCREENS, find_browser, launch_options
from tools.kit.machine import SITE
from tools.kit.server import open_server

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

PAGE = "notebooks/innleggelsesrapport.html"
ENGINE = ("plo-worker.mjs", "bundle.json", ".wasm")
FIRST_VERDICT, EDIT, ENGINE_SIZE = 500, 50, 900

# The reader comes near as soon as the page is ready; the verdict is there when the state says so.
WATCH = """window.verdict = new Promise((given) => addEventListener("load", () => {
  const loaded = performance.now();
  const element = document.querySelector("plo-validator");
  const seen = () => { if (element.dataset.state === "ready") given([loaded, performance.now() - loaded]); };
  new MutationObserver(seen).observe(element, { attributes: true });
  element.scrollIntoView();
}));"""
# From the key to the report that answers it. A lone key is answered at once, one of several when the typing pauses.
EDITS = """() => {
  const element = document.querySelector("plo-validator");
  element.addEventListener("keydown", () => {
    const pressed = performance.now();
    window.answer = new Promise((given) => {
      element.addEventListener("plo-report", () => given(performance.now() - pressed), { once: true });
    });
  }, true);
}"""


@contextmanager
def served() -> Iterator[str]:
    """Serve the built book while it is measured."""
    with open_server(0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure(message: bytes, large: bytes, runs: int, edits: int) -> tuple[str, list[Figure]]:
    """Give the browser's version and the figures; no figures when the machine has no browser.

    ``message`` has 25 KB and ``large`` 1 MB; the large one is edited a third as often.
    """
    program = find_browser()
    if program is None:
        return "no browser on this machine", []
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - without a browser there is no need for it

    with served() as address, sync_playwright() as playwright:
        version, found = _first_verdict(playwright, program, address, runs)
        lone, paused = _edits(playwright, program, address, message, edits)
        found += [within(figure("an edit at 25 KB, key to report", "ms", lone), EDIT)]
        found += [figure("the same while typing, with the pause after the last key", "ms", paused)]
        found += [
            figure("an edit at 1 MB, key to report", "ms", _edits(playwright, program, address, large, edits // 3)[0])
        ]
        found += _weights(playwright, program, address)
    return version, found


@contextmanager
def _opened(playwright: Playwright, program: str) -> Iterator[Page]:
    """A browser that has just been started and has seen nothing."""
    browser = playwright.chromium.launch(**launch_options(program))
    try:
        yield browser.new_context(**SCREENS["desktop"]).new_page()
    finally:
        browser.close()


def _first_verdict(playwright: Playwright, program: str, address: str, runs: int) -> tuple[str, list[Figure]]:
    loads, waits, version = [], [], ""
    for _ in range(runs):
        with _opened(playwright, program) as page:
            version = f"{page.context.browser.browser_type.name} {page.context.browser.version}"  # type: ignore[union-attr]
            page.add_init_script(WATCH)
            page.goto(address + PAGE)
            loaded, wait = page.evaluate("window.verdict")
            loads.append(loaded)
            waits.append(wait)
    ready = figure("navigation to page ready", "ms", loads)
    total = figure("navigation to first verdict", "ms", [a + b for a, b in zip(loads, waits, strict=True)])
    waited = figure("page ready to first verdict", "ms", waits)
    return version, [ready, against(total, ready), within(waited, FIRST_VERDICT)]


def _edits(
    playwright: Playwright, program: str, address: str, message: bytes, edits: int
) -> tuple[list[float], list[float]]:
    with _opened(playwright, program) as page:
        page.goto(address + PAGE)
        element = page.locator("plo-validator").first
        element.scroll_into_view_if_needed()
        page.wait_for_selector("plo-validator[data-state=ready]")
        file: Any = {"name": "melding.xml", "mimeType": "application/xml", "buffer": message}
        element.locator("input[type=file]").set_input_files(file)
        element.locator(".plo-said:has-text('melding.xml')").wait_for()
        page.wait_for_selector("plo-validator[data-state=ready]")
        element.locator(".cm-line", has_text="<MsgId>").first.click()
        page.evaluate(EDITS)
        lone, paused = [], []
        for _ in range(edits):
            lone.append(_answer(page, "x"))
            paused.append(_answer(page, "x"))
            _answer(page, "Control+z")
            # Undo takes back a stretch of typing as one; when it did not, the rest follows.
            if element.evaluate("(element) => !element.report.valid"):
                _answer(page, "Control+z")
    return lone, paused


def _answer(page: Page, key: str) -> float:
    """Press a key and give the milliseconds until its report was shown."""
    page.keyboard.press(key)
    return float(page.evaluate("window.answer"))


def _weights(playwright: Playwright, program: str, address: str) -> list[Figure]:
    """What the browser fetched, weighed as a host sends it (gzip)."""
    asked: list[str] = []
    with _opened(playwright, program) as page:
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(address + PAGE)
        page.wait_for_load_state("networkidle")
        before = list(dict.fromkeys(asked))
        page.locator("plo-validator").first.scroll_into_view_if_needed()
        page.wait_for_selector("plo-validator[data-state=ready]")
        after = [url for url in dict.fromkeys(asked) if url not in before]
    engine = [url for url in after if urlsplit(url).path.endswith(ENGINE)]
    weighed = _weight("engine and bundle", engine)
    return [
        _weight("sent before the engine wakes", before),
        _weight("sent after it wakes", after),
        replace(within(weighed, ENGINE_SIZE), baseline=""),
    ]


def _weight(name: str, urls: list[str]) -> Figure:
    files = [SITE / unquote(urlsplit(url).path).lstrip("/") for url in urls if url.startswith("http")]
    size = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)
    return figure(f"{name}, {len(files)} files, gzipped", "KB", [size / 1000])
