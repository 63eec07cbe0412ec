# SPDX-License-Identifier: MIT
"""The validator in a real browser: the main path of its readers, on desktop and phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
VALID = "valid/melding-om-utskrivningsklar-typisk.xml"
PARTS = (".plo-bar", ".plo-work", ".plo-under")


def ready(page: Any) -> None:
    page.wait_for_selector("plo-validator[data-state=ready]")


def verdict(page: Any) -> str:
    return str(page.inner_text(".plo-verdict")).strip()


def type_error(page: Any) -> None:
    """Write something after the message that makes it unreadable."""
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type("<")
    ready(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_an_error_is_seen_followed_and_mended(opened: Any, width: int) -> None:
    page = opened(VALID, width=width)
    assert verdict(page) == "Gyldig"
    type_error(page)
    assert verdict(page) == "Kunne ikke lese"
    title = page.inner_text(".plo-card .plo-title").strip().removeprefix("Feil: ")
    assert page.inner_text(".plo-inline").strip() in title
    assert page.inner_text(".plo-results [role=status]") == "Kunne ikke lese"
    page.click("h1")
    page.click(".plo-card a")
    assert page.evaluate("document.activeElement.className") == "plo-field"
    page.keyboard.press("Control+z")
    ready(page)
    assert verdict(page) == "Gyldig"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("refused") == []


@pytest.mark.parametrize("width", [1280, 760, 360])
def test_the_page_does_not_jump_when_the_editor_wakes(opened: Any, width: int) -> None:
    before = opened(VALID, width=width, asleep=True)
    after = opened(VALID, width=width)
    heights = [[page.locator(part).bounding_box()["height"] for part in PARTS] for page in (before, after)]
    assert heights[0] == pytest.approx(heights[1], abs=2)


def test_without_javascript_the_message_and_the_findings_are_there(opened: Any) -> None:
    page = opened("broken/plo-hod-003.xml", script=False)
    assert page.locator(".plo-lines span").count() > 20
    assert page.locator(".plo-card").count() >= 1
    assert page.is_visible("noscript p")


def test_escape_and_tab_leave_the_editor_and_tab_alone_indents(opened: Any) -> None:
    page = opened("broken/plo-hod-003.xml")
    page.click(".cm-content")
    page.keyboard.press("Tab")
    ready(page)
    assert page.evaluate("document.activeElement.className") == "plo-field"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "plo-field"


def test_samples_reset_and_undo_go_through_the_toolbar(opened: Any) -> None:
    page = opened("broken/plo-hod-003.xml")
    first = verdict(page)
    page.select_option(".plo-picker select", index=1)
    ready(page)
    assert verdict(page) == "Gyldig"
    type_error(page)
    page.click("text=Tilbakestill")
    ready(page)
    assert verdict(page) == "Gyldig"
    for _ in range(3):
        page.click("text=Angre")
        ready(page)
    assert verdict(page) == first


def test_a_file_is_opened_told_of_and_downloaded(opened: Any, tmp_path: Path) -> None:
    page = opened(VALID)
    file = tmp_path / "min.xml"
    file.write_bytes("<a>blåbær</a>".encode("latin-1"))
    page.set_input_files("input[type=file]", file)
    page.wait_for_selector(".plo-said:has-text('ISO-8859-1')")
    ready(page)
    with page.expect_download() as waiting:
        page.click("text=Last ned")
    assert waiting.value.suggested_filename == "min.xml"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == "<a>blåbær</a>"


def test_a_lost_worker_is_told_in_red_and_can_be_started_again(opened: Any) -> None:
    page = opened(VALID)
    page.route("**/plo-worker.mjs", lambda route: route.abort())
    page.reload()
    page.wait_for_selector("plo-validator[data-state=error]")
    assert verdict(page) == "Kontrollen stoppet"
    page.unroute("**/plo-worker.mjs")
    page.click("button:has-text('Prøv igjen')")
    ready(page)
    assert verdict(page) == "Gyldig"


def test_paper_carries_the_whole_message(opened: Any) -> None:
    page = opened(VALID)
    count = "() => { window.lines = document.querySelectorAll('.plo-paper span').length }"
    page.evaluate(f"() => addEventListener('beforeprint', {count})")
    page.pdf()
    text = page.evaluate("() => document.querySelector('plo-validator').text")
    assert page.evaluate("() => window.lines") == len(text.split("\n"))
