# SPDX-License-Identifier: MIT
"""The built book, which kit.py makes before it runs the tests."""

from __future__ import annotations

import pytest

from tests.site.pages import PAGES, SITE, is_site_built, page


@pytest.fixture(scope="session", autouse=True)
def built():
    """Say what to do when the book is not there, instead of failing once a page."""
    if not is_site_built():
        pytest.fail(f"The book is not in {SITE}. Run `python3 kit.py test`, which builds it first.", pytrace=False)


@pytest.fixture(params=PAGES)
def each(request):
    """One page after the other."""
    return page(request.param)


@pytest.fixture
def terminal(request):
    """Write a row of a table to the terminal, past pytest's capture."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")

    def write(first, *more):
        with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
            reporter.write_line("\n" * (not written) + f"  {first:55}" + "".join(f"{cell:>12}" for cell in more))
            written.append(first)

    written = []
    return write
