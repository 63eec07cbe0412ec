# SPDX-License-Identifier: MIT
"""Pages in a browser: no request to others, nothing that the reader types leaves, search and links work."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.validator import PATIENCE, Validator
from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

TYPED = "hemmelig17914123216"


@pytest.mark.parametrize("name", KINDS)
def test_a_page_asks_only_its_own_host_and_complains_of_nothing(visit, watch, name):
    page = visit(name)
    for number in range(page.locator("plo-validator").count()):
        Validator(page, number)
    page.wait_for_load_state("networkidle")
    assert watch.requests
    assert {request.method for request in watch.requests} == {"GET"}


def test_nothing_that_is_typed_opened_or_taken_away_leaves_the_browser(visit, watch):
    validator = Validator(visit("notebooks/innleggelsesrapport.html"))
    validator.page.wait_for_load_state("networkidle")
    before = len(watch.requests)
    validator.type_after("v1.2 2006-05-24", TYPED)
    expect(validator.verdict).to_have_text("1 feil")
    validator.open("egen.xml", f"<a>{TYPED}</a>".encode())
    with validator.page.expect_download():
        validator.button("Last ned").click()
    validator.page.wait_for_load_state("networkidle")
    sent = [request.url for request in watch.requests[before:] if not request.url.startswith("blob:")]
    assert sent == []
    assert [request.url for request in watch.requests if request.post_data_buffer is not None] == []
    kept = validator.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert TYPED not in kept


def test_the_engine_sleeps_until_somebody_comes_near(visit, watch):
    page = visit("notebooks/innleggelsesrapport.html", "phone")
    page.wait_for_load_state("networkidle")
    assert [request.url for request in watch.requests if "plo-worker" in request.url] == []
    Validator(page)
    assert len([request for request in watch.requests if "plo-worker" in request.url]) == 1


def test_one_engine_serves_every_validator_of_a_page(visit, watch):
    page = visit("notebooks/innleggelsesrapport.html")
    for number in range(4):
        Validator(page, number)
    assert len(page.workers) == 1
    assert len([request for request in watch.requests if "bundle.json" in request.url]) == 1


def test_an_engine_that_does_not_come_is_told_as_our_own_fault_and_can_be_tried_again(visit, watch):
    page = visit("book/index.html")
    page.route("**/plo-worker.mjs", lambda route: route.abort())
    page.goto(watch.address + "notebooks/innleggelsesrapport.html")
    element = page.locator("plo-validator").first
    element.scroll_into_view_if_needed()
    expect(element).to_have_attribute("data-state", "error", timeout=PATIENCE)
    expect(element.locator(".plo-verdict")).to_have_text("Kontrollen stoppet")
    page.unroute("**/plo-worker.mjs")
    element.get_by_role("button", name="Prøv igjen").click()
    validator = Validator(page)
    expect(validator.verdict).to_have_text("Gyldig")
    watch.complaints.clear()  # the browser told, as it should, that a file did not come


@pytest.mark.parametrize("word", ["kvittering", "utskrivningsklar", "hodemeldingen"])
def test_search_finds_pages_in_norwegian(visit, screen, word):
    page = visit("search.html", screen)
    page.get_by_role("searchbox").fill(word)
    page.keyboard.press("Enter")
    hits = page.locator("#search-results li a")
    expect(hits.first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#search-results")).to_contain_text("Antall treff", timeout=PATIENCE)
    hits.first.click()
    expect(page.locator("h1")).to_be_visible()
    assert "search.html" not in page.url


def test_search_that_finds_nothing_says_so(visit):
    page = visit("search.html?q=xyzzyq")
    expect(page.locator("#search-results")).to_contain_text("Ingen treff", timeout=PATIENCE)


def test_the_search_field_of_every_page_leads_to_the_answers(visit):
    page = visit("book/om.html")
    page.get_by_role("searchbox", name="Søk i sidene").fill("kvittering")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results li a").first).to_be_visible(timeout=PATIENCE)


def test_the_front_page_has_a_door_for_each_of_three_readers(visit, screen):
    page = visit("index.html", screen)
    for door in ("Jeg jobber i kommunen", "Jeg holder kurs", "Jeg lager eller drifter systemer"):
        expect(page.get_by_role("link", name=door)).to_be_visible()
    page.get_by_role("link", name="Jeg jobber i kommunen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Innleggelsesrapport")


def test_the_menu_opens_and_closes_on_a_phone(visit):
    page = visit("book/om.html", "phone")
    menu, link = page.get_by_role("button", name="Meny"), page.locator("#meny").get_by_role("link", name="Ordliste")
    expect(link).to_be_hidden()
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    menu.click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ordliste")
