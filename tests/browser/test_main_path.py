# SPDX-License-Identifier: MIT
"""The main path of the validator, on a desktop and on a phone: make an error, see it, follow the link, mend it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from plokit import samples
from tests.browser.validator import Validator

pytestmark = pytest.mark.browser

PATHS = [
    pytest.param(
        "innleggelsesrapport", "2026-02-02T10:05:00+01:00", "x", "XSD-TYPE", "1 feil", id="a time that is not a time"
    ),
    pytest.param("innleggelsesrapport", 'DN="Innleggelsesrapport', '"', "XML-", "Kunne ikke lese", id="a stray quote"),
    pytest.param(
        "melding-om-utskrivningsklar-pasient", "v1.2 2006-05-24", "b", "XSD-VERDI", "1 feil", id="a value of its own"
    ),
    pytest.param(
        "melding-om-utskrivningsklar-pasient", "<MsgId>", "<", "XML-", "Kunne ikke lese", id="a tag within a tag"
    ),
]


@pytest.mark.parametrize(("lesson", "after", "typed", "code", "verdict"), PATHS)
def test_an_error_is_seen_found_and_mended(visit, screen, lesson, after, typed, code, verdict):
    validator = Validator(visit(f"notebooks/{lesson}.html", screen))
    expect(validator.verdict).to_have_text("Gyldig")
    expect(validator.cards).to_have_count(0)

    validator.type_after(after, typed)
    expect(validator.verdict).to_have_text(verdict)
    card = validator.element.locator(f".plo-card[data-code^='{code}']")
    finding = next(found for found in validator.report()["findings"] if found["code"].startswith(code))
    expect(card).to_contain_text(finding["title"])
    expect(card).to_contain_text(finding["remedy"])
    expect(validator.element.locator(".plo-inline")).to_have_text(finding["title"])
    expect(validator.element.locator(".cm-lintRange-error").first).to_be_attached()
    expect(validator.element.locator(".plo-marks [data-severity=feil]:visible")).to_have_count(1)

    validator.page.keyboard.press("Control+Home")
    card.get_by_role("link", name=f"Linje {finding['line']}", exact=True).click()
    assert validator.caret_line() == finding["line"]
    assert validator.has_focus()
    expect(card).to_have_attribute("data-here", "")

    validator.click_after(after + typed)
    validator.page.keyboard.press("Backspace")
    expect(validator.verdict).to_have_text("Gyldig")
    expect(validator.cards).to_have_count(0)
    expect(validator.element.locator(".plo-inline")).to_have_count(0)


def test_the_three_broken_messages_of_a_lesson_show_their_findings(visit):
    page = visit("notebooks/melding-om-utskrivningsklar-pasient.html")
    for number in (1, 2, 3):
        validator = Validator(page, number)
        expect(validator.verdict).not_to_have_text("Gyldig")
        expect(validator.cards.first).to_be_visible()


def test_the_symbol_in_the_margin_leads_to_the_card(visit, screen):
    validator = Validator(visit("notebooks/innleggelsesrapport.html", screen))
    validator.type_after("v1.2 2006-05-24", "b")
    validator.element.locator(".plo-marks [data-severity=feil]:visible").click()
    expect(validator.card("XSD-VERDI")).to_be_focused()
    expect(validator.card("XSD-VERDI")).to_be_in_viewport()


def test_another_sample_is_chosen_changed_and_put_back(visit, screen):
    validator = Validator(visit("notebooks/innleggelsesrapport.html", screen), 1)
    expect(validator.verdict).not_to_have_text("Gyldig")
    for group, valid in (("Riktige", True), ("Med feil", False)):
        option = validator.picker.locator(f"optgroup[label='{group}'] option").first
        sample = samples.get(option.get_attribute("value"))
        validator.picker.select_option(sample.file)
        validator.is_ready()
        assert validator.report()["valid"] is valid
        for expected in sample.expect:
            code, line = expected.split("@")
            expect(validator.card(code)).to_contain_text(f"Linje {line}")
    before = validator.report()
    expect(validator.button("Tilbakestill")).to_have_attribute("aria-disabled", "true")
    validator.editor.press("Control+Home")
    validator.page.keyboard.type("x")
    validator.button("Tilbakestill").click()
    validator.is_ready()
    assert validator.report() == before
    expect(validator.button("Tilbakestill")).to_have_attribute("aria-disabled", "true")


def test_a_change_is_undone_and_done_again(innleggelse):
    expect(innleggelse.button("Angre")).to_have_attribute("aria-disabled", "true")
    innleggelse.type_after("v1.2 2006-05-24", "b")
    expect(innleggelse.verdict).to_have_text("1 feil")
    innleggelse.button("Angre").click()
    expect(innleggelse.verdict).to_have_text("Gyldig")
    innleggelse.button("Gjør om").click()
    expect(innleggelse.verdict).to_have_text("1 feil")


def test_what_the_reader_has_unfolded_stays_open_while_the_message_changes(innleggelse):
    innleggelse.type_after("v1.2 2006-05-24", "b")
    details = innleggelse.card("XSD-VERDI").locator("details")
    details.locator("summary").click()
    expect(details).to_contain_text("XSD-VERDI")
    innleggelse.type_after("2026-02-02T10:05:00+01:00", "x")
    expect(innleggelse.verdict).to_have_text("2 feil")
    expect(details).to_have_attribute("open", "")
    assert innleggelse.has_focus()


def test_the_message_is_recognised_by_name(innleggelse):
    expect(innleggelse.element.locator(".plo-type")).to_have_text(re.compile("Innleggelsesrapport 1.6"))
