# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from lxml import etree

from plokit import samples, validate
from plokit.catalog import load
from plokit.rule_codes import Codes

SERVICE = 'V="12" S="2.16.578.1.12.4.1.1.9151" DN="[Bolig:] Omsorgsbolig"'


def service(attributes: str, version: str = "PLO 1.6") -> tuple[Codes, etree._Element]:
    """Give the look-up and an IPLOStjenestetype in its place, with these attributes."""
    tree = etree.fromstring(f"<EksisterendeTjeneste><IPLOStjenestetype {attributes}/></EksisterendeTjeneste>")
    return Codes(load(), version), tree[0]


def test_a_code_of_a_wrong_list_is_not_judged_by_that_list() -> None:
    codes, node = service('V="AAI" S="2.16.578.1.12.4.1.1.9141" DN="Noe"')
    assert not codes.list_fits(node)
    assert codes.known(node)
    assert codes.text_fits(node)


def test_older_texts_of_a_code_are_as_right() -> None:
    for text in ("[Hjemmetjenester:] Trygghetsalarm", "Praktisk bistand: trygghetsalarm"):
        codes, node = service(f'V="6" S="2.16.578.1.12.4.1.1.9151" DN="{text}"')
        assert codes.text_fits(node)
    codes, node = service('V="6" S="2.16.578.1.12.4.1.1.9151" DN="Støttekontakt"')
    assert not codes.text_fits(node)


def test_what_is_remembered_as_sound_does_not_hide_a_later_fault() -> None:
    codes, node = service(SERVICE)
    assert codes.sound_code(node)
    assert codes.sound_code(node)
    for attribute, value in (("V", "6"), ("DN", "Støttekontakt"), ("S", "2.16.578.1.12.4.1.1.9111")):
        _, other = service(SERVICE)
        other.set(attribute, value)
        assert not codes.sound_code(other), attribute


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('V="12" S="9151" DN="[Bolig:] Omsorgsbolig"', "PLO-KOD-003"),
        ('V="12" S="2.16.578.1.12.4.1.1" DN="[Bolig:] Omsorgsbolig"', "PLO-KOD-003"),
        ('S="2.16.578.1.12.4.1.1.9151" OT="Hus med vaktmester"', ""),
        ('V="12" S="1.2.752.116.1.1.1" DN="Svensk tjeneste"', ""),
        ('V="1200" S="2.16.578.1.12.4.1.1.9151" DN="Ukjent"', "PLO-KOD-004"),
        ('S="2.16.578.1.12.4.1.1.9151" DN="[Bolig:] Omsorgsbolig"', "PLO-KOD-002"),
        ("", "PLO-KOD-002"),
    ],
)
def test_one_mistake_in_a_code_gives_one_finding(written: str, code: str) -> None:
    text = samples.get("valid/innleggelsesrapport-minst.xml").text
    assert SERVICE in text
    found = [finding.code for finding in validate(text.replace(SERVICE, written)).findings]
    assert found == ([code] if code else [])
