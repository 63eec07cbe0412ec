# SPDX-License-Identifier: MIT
"""The book served on this machine, and pages that report what they must not do."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pytest

from tests.browser.machine import SCREENS
from tests.browser.validator import Validator
from tests.site.pages import SITE, is_site_built
from tools.kit.server import open_server

# The browser tells of what the policy stopped, also in a worker; this makes it a console error that a test sees.
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""


@dataclass
class Watch:
    """What a page asked for and complained of."""

    address: str
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def follow(self, context):
        context.add_init_script(TELL_VIOLATIONS)
        context.on("request", self.asked)
        context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda problem: self.complaints.append(str(problem.error)))

    def asked(self, request):  # Playwright marks its listeners, and cannot mark a list's own method
        self.requests.append(request)

    @property
    def foreign(self):
        own = (self.address, "data:", f"blob:{self.address}")
        return [request.url for request in self.requests if not request.url.startswith(own)]


@pytest.fixture(scope="session")
def address():
    """The address of the built book, served on this machine for as long as the tests run."""
    if not is_site_built():
        pytest.fail(f"The book is not in {SITE}. Run `python3 kit.py test`, which builds it first.", pytrace=False)
    with open_server(0, SITE) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def watch(address):
    """What the pages of this test asked for and complained of; both must be clean when it ends."""
    watch = Watch(address)
    yield watch
    assert watch.foreign == []
    assert watch.complaints == []


@pytest.fixture
def visit(chromium, watch):
    """Open a page of the book in a browser that has seen nothing before."""
    contexts = []

    def open_page(path, screen="desktop", **options):
        context = chromium.new_context(locale="nb-NO", **SCREENS[screen], **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.goto(watch.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(params=SCREENS)
def screen(request):
    """A desktop and a phone, one after the other."""
    return request.param


@pytest.fixture
def innleggelse(visit):
    """The first validator of the lesson on innleggelsesrapport, on a desktop."""
    return Validator(visit("notebooks/innleggelsesrapport.html"))
