# SPDX-License-Identifier: MIT
"""The pages can be used without a mouse, without seeing, in the dark, on a small screen and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.validator import PATIENCE, Validator, focused
from tests.site.pages import KINDS, LESSONS
from tools.kit.machine import ROOT

pytestmark = pytest.mark.browser

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"], preload: false });
  const told = (node) => `    ${node.target.join(" ")}\\n      ${node.failureSummary}`;
  return violations.map(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.slice(0, 5).map(told)].join("\\n"));
}"""
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) =>
    element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement))
    .map((element) => `${element.tagName} ${element.className} ${Math.round(element.getBoundingClientRect().right)}`);
}"""
DIFFERENT = [name for name in KINDS if name != "book/index.html"]
MANY_TABS = 200


def wake(page):
    """Wake the first two validators of a page, a right message and a broken one; the rest stay as they came."""
    for number in range(min(2, page.locator("plo-validator").count())):
        Validator(page, number)
    page.evaluate("scrollTo(0, 0)")


def axe(page):
    """What axe finds wrong, in light and in dark."""
    page.evaluate(AXE.read_text("utf-8"))
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-theme", scheme)
        found[scheme] = page.evaluate(RUN_AXE)
    return found


@pytest.mark.parametrize("name", DIFFERENT)
def test_axe_finds_nothing(visit, screen, name):
    page = visit(name, screen)
    wake(page)
    assert axe(page) == {"light": [], "dark": []}


def test_axe_finds_nothing_in_a_validator_full_of_findings(visit, screen):
    page = visit("notebooks/innleggelsesrapport.html", screen)
    validator = Validator(page)
    for after in ("v1.2 2006-05-24", "2026-02-02T10:05:00+01:00"):
        validator.type_after(after, "x")
    expect(validator.cards).to_have_count(2)
    validator.cards.first.locator("summary").click()
    assert axe(page) == {"light": [], "dark": []}


@pytest.mark.parametrize("name", DIFFERENT)
def test_nothing_is_wider_than_a_phone(visit, name):
    page = visit(name, "phone")
    wake(page)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_keyboard_reaches_the_field_and_leaves_it_again(visit):
    page = visit("notebooks/innleggelsesrapport.html")
    Validator(page)
    page.evaluate("scrollTo(0, 0)")
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        if "cm-content" in focused(page):
            break
    assert "cm-content" in focused(page), f"the field was not reached with {MANY_TABS} tabs"
    page.keyboard.press("Tab")
    assert "cm-content" in focused(page), "Tab belongs to the text until Escape is pressed"
    page.keyboard.press("Control+z")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert "cm-content" not in focused(page)
    page.keyboard.press("Shift+Tab")
    assert "cm-content" in focused(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert "cm-content" not in focused(page)


def test_the_first_tab_offers_a_way_past_the_menu(visit, screen):
    page = visit("notebooks/innleggelsesrapport.html", screen)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#innhold")).to_be_focused()


def test_a_screen_reader_hears_a_short_count_and_only_when_it_changes(innleggelse):
    expect(innleggelse.spoken).to_be_empty()
    innleggelse.type_after("v1.2 2006-05-24", "b")
    expect(innleggelse.spoken).to_have_text("1 feil")
    innleggelse.type_after("2026-02-02T10:05:00+01:00", "x")
    expect(innleggelse.spoken).to_have_text("2 feil")
    innleggelse.button("Tilbakestill").click()
    expect(innleggelse.spoken).to_have_text("Gyldig")


def test_the_field_says_what_it_is_and_how_to_leave_it(innleggelse):
    field = innleggelse.page.get_by_role("textbox", name="Meldingen som XML. Trykk Escape og deretter Tab").first
    expect(field).to_be_visible()
    expect(innleggelse.element.get_by_text("Ingenting du skriver forlater nettleseren din.")).to_be_visible()


def brightness(page, selector):
    """The brightness of a background, 0 to 255."""
    colour = page.locator(selector).first.evaluate("(element) => getComputedStyle(element).backgroundColor")
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])
    return (red + green + blue) / 3


@pytest.mark.parametrize(("scheme", "other"), [("dark", "lys"), ("light", "mørk")])
def test_a_page_follows_the_system_until_the_reader_chooses(visit, scheme, other):
    page = visit("notebooks/hodemelding.html", color_scheme=scheme)
    Validator(page)
    is_dark = scheme == "dark"
    for selector in ("body", ".cm-editor"):
        assert (brightness(page, selector) < 100) is is_dark
    page.get_by_role("button", name=f"Bytt til {other} visning").click()
    for selector in ("body", ".cm-editor"):
        assert (brightness(page, selector) < 100) is not is_dark
    page.reload()
    assert (brightness(page, "body") < 100) is not is_dark, "the choice is kept"


@pytest.mark.parametrize("name", LESSONS)
def test_on_paper_stand_the_lesson_and_the_findings_and_nothing_to_press(visit, name):
    page = visit(f"notebooks/{name}.html")
    validator = Validator(page, 1)
    title = validator.report()["findings"][0]["title"]
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("TESTDATA").first).to_be_visible()
    expect(validator.verdict).to_be_visible()
    expect(validator.cards.first).to_be_visible()
    expect(validator.cards.first).to_contain_text(title)
    assert (
        page.evaluate("[...document.querySelectorAll('button, select, input')].filter((e) => e.checkVisibility())")
        == []
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(validator.field).to_be_visible()


def test_a_lesson_prints_on_paper(visit):
    page = visit("notebooks/melding-om-utskrivningsklar-pasient.html")
    wake(page)
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("name", LESSONS)
def test_without_javascript_the_message_and_its_findings_can_be_read(visit, screen, name):
    page = visit(f"notebooks/{name}.html", screen, java_script_enabled=False)
    validator = page.locator("plo-validator").nth(1)
    expect(validator.locator(".plo-lines")).to_be_visible(timeout=PATIENCE)
    expect(validator.locator(".plo-lines")).to_contain_text("<MsgHead")
    expect(validator.locator(".plo-verdict")).not_to_have_text("Gyldig")
    expect(validator.locator("noscript p")).to_be_visible()
    expect(validator.locator("noscript p")).to_contain_text("Slå på JavaScript")
    card = validator.locator(".plo-card").first
    expect(card).to_be_visible()
    link = card.get_by_role("link").first
    line = link.get_attribute("href")
    link.click()
    expect(page.locator(line)).to_be_in_viewport()
