# SPDX-License-Identifier: MIT
"""The tree of a message in a browser: it folds by keyboard, is searched, followed into, and printed whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.validator import Validator

pytestmark = pytest.mark.browser

PAGE = "book/referanse/meldinger/innleggelsesrapport-1-6.html"
STATUS = "InformasjonOmForsendelsen.Forsendelsesstatus"


def place(page, anchor):
    return page.locator(f"li[id='{anchor}']")


def summary(page, anchor):
    return place(page, anchor).locator("summary").first


def test_a_link_to_a_field_opens_what_is_around_it(visit, screen):
    page = visit(f"{PAGE}#{STATUS}", screen)
    expect(summary(page, STATUS)).to_be_in_viewport()
    expect(place(page, STATUS).get_by_text("<Forsendelsesstatus V=")).to_be_visible()


def test_a_link_from_a_field_to_its_rule_opens_the_rule(visit):
    page = visit(f"{PAGE}#{STATUS}")
    place(page, STATUS).get_by_role("link", name="PLO-STA-001").click()
    expect(place(page, "PLO-STA-001").locator(".merke")).to_be_in_viewport()


def test_a_fold_opens_and_closes_by_keyboard(visit):
    page = visit(PAGE)
    summary(page, "Innleggelsesrapport.InformasjonOmForsendelsen").focus()
    page.keyboard.press("Enter")
    expect(summary(page, STATUS)).to_be_visible()
    page.keyboard.press("Enter")
    expect(summary(page, STATUS)).to_be_hidden()


def test_a_field_is_found_by_its_plain_name_and_by_its_name_in_xml(visit, screen):
    page = visit(PAGE, screen)
    field = page.get_by_role("searchbox", name="Finn felt")
    for typed in ("forsendelsesstatus", "po:Forsendelsesstatus"):
        field.fill(typed)
        expect(summary(page, STATUS)).to_be_visible()
        expect(summary(page, "Innleggelsesrapport.ParorendeForesatt")).to_be_hidden()
    field.fill("finnes ikke")
    expect(page.get_by_text("Ingen felt passer.")).to_be_visible()
    field.fill("")
    expect(summary(page, "Innleggelsesrapport.ParorendeForesatt")).to_be_visible()
    expect(page.get_by_text("Ingen felt passer.")).to_be_hidden()


def test_all_folds_open_and_close_at_once(visit):
    page = visit(PAGE)
    closed = page.locator("#felt .ref-tre details:not([open])")
    total = closed.count()
    page.get_by_role("button", name="Åpne alle").click()
    expect(closed).to_have_count(0)
    page.get_by_role("button", name="Lukk alle").click()
    expect(closed).to_have_count(total)


def test_a_print_shows_everything_or_only_what_the_reader_has_opened(visit):
    page = visit(PAGE)
    closed = page.locator("#felt .ref-tre details:not([open])")
    total = closed.count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(closed).to_have_count(total)
    summary(page, "Innleggelsesrapport.ParorendeForesatt").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(closed).to_have_count(total - 1)


def test_a_search_gives_lessons_before_the_reference(visit):
    page = visit("search.html?q=forsendelsesstatus")
    links = page.locator("ul.search li > a")
    expect(links.first).to_be_visible()
    addresses = links.evaluate_all("links => links.map(link => link.pathname.includes('/referanse/'))")
    assert addresses == sorted(addresses)
    assert True in addresses


def test_an_old_message_is_judged_by_the_new_version_and_stays_as_it_is_written(visit):
    validator = Validator(visit("book/referanse/bestar.html"))
    expect(validator.element.locator(".plo-type")).to_contain_text("1.6 i hodemelding")
    assert "/2009-06-30" in validator.page.evaluate("document.querySelector('plo-validator').text")
