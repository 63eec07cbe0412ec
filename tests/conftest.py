# SPDX-License-Identifier: MIT
"""What tests in several folders share."""

from __future__ import annotations

import os

import pytest

from tests.browser.machine import NO_BROWSER, find_browser, launch_options


# Started for each module: Playwright keeps an event loop running that other tests would stumble over.
@pytest.fixture(scope="module")
def chromium():
    """The machine's browser; without one the tests are skipped, but fail where CI=true."""
    program = find_browser()
    if program is None and os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(NO_BROWSER, pytrace=False)
    if program is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only those who drive a browser pay for it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(program))
        yield browser
        browser.close()
