# SPDX-License-Identifier: MIT
"""«Rett det for meg», the way to the Feilkatalog, and the stop before a person number that may be real."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from plokit.rule_functions import person_number
from plokit.widgets.persons import persons
from tests.browser.test_access import axe
from tests.browser.validator import Validator

pytestmark = pytest.mark.browser

LESSON = "notebooks/innleggelsesrapport.html"


def real() -> str:
    """Give a number of the form that a living person may have, made here so that none stands in the source."""
    numbers = (f"010200{serial:03}{check:02}" for serial in range(1000) for check in range(100))
    return next(number for number in numbers if person_number(number))


def test_a_fix_is_shown_applied_with_the_keyboard_and_undone(visit, screen):
    validator = Validator(visit(LESSON, screen))
    validator.type_after("v1.2 2006-05-24", "b")
    card = validator.card("XSD-VERDI")
    card.get_by_role("button", name="Rett det for meg").focus()
    validator.page.keyboard.press("Enter")
    preview = card.get_by_role("group", name="Forslag til rettelse")
    expect(preview).to_contain_text("v1.2 2006-05-24b")
    expect(preview.locator("ins")).to_contain_text("v1.2 2006-05-24<")
    expect(card.get_by_role("button", name="Bruk rettelsen")).to_be_focused()
    assert axe(validator.page) == {"light": [], "dark": []}
    validator.page.keyboard.press("Enter")
    expect(validator.verdict).to_have_text("Gyldig")
    expect(validator.said).to_contain_text("Rettet på linje")
    validator.button("Angre").click()
    expect(validator.card("XSD-VERDI")).to_be_visible()


def test_a_finding_leads_to_its_page_in_the_catalogue(visit):
    validator = Validator(visit(LESSON))
    validator.type_after("v1.2 2006-05-24", "b")
    card = validator.card("XSD-VERDI")
    card.locator("summary").last.click()
    card.get_by_role("link", name="Les om feilen i Feilkatalogen").click()
    expect(validator.page.get_by_role("heading", level=1)).to_have_text(re.compile("^XSD-VERDI: "))


def test_a_number_that_may_be_real_is_stopped_and_gives_way_to_the_cast(visit, screen):
    validator = Validator(visit(LESSON, screen))
    number, name = real(), persons()["cast"][0]
    validator.click_after("v1.2 2006-05-24")
    validator.page.keyboard.insert_text(f"<!-- {number} -->")
    dialog = validator.page.get_by_role("dialog", name="Dette kan være et ekte fødselsnummer")
    expect(dialog).to_be_visible()
    expect(dialog.locator("code")).to_have_text("01•••••••••")
    assert number not in validator.editor.inner_text()
    assert axe(validator.page) == {"light": [], "dark": []}
    dialog.get_by_role("button", name=f"Bytt til {name['name']} og sett inn").click()
    expect(dialog).to_have_count(0)
    expect(validator.editor).to_contain_text(f"<!-- {name['number']} -->")


def test_a_number_that_may_be_real_can_be_left_out(visit):
    validator = Validator(visit(LESSON))
    validator.click_after("v1.2 2006-05-24")
    validator.page.keyboard.insert_text(f" {real()}")
    validator.page.keyboard.press("Escape")
    expect(validator.page.get_by_role("dialog")).to_have_count(0)
    expect(validator.editor).not_to_contain_text(real())


def test_a_file_with_a_number_that_may_be_real_is_not_opened(visit):
    validator = Validator(visit(LESSON))
    file = {"name": "ekte.xml", "mimeType": "text/xml", "buffer": f"<a>{real()}</a>".encode()}
    validator.element.locator("input[type=file]").set_input_files(file)
    validator.page.get_by_role("button", name="Ikke sett inn").click()
    expect(validator.said).to_contain_text("ikke åpnet")
    expect(validator.editor).to_contain_text("MsgHead")
