# SPDX-License-Identifier: MIT
"""Where the rules of the care messages must stay silent, and where one mistake could have had two findings."""

import re

import pytest

from plokit import samples, validate

OID = "2.16.578.1.12.4.1.1."
LEGE = "valid/helseopplysninger-til-lege-typisk.xml"
MEDISINSKE = "valid/medisinske-opplysninger-typisk.xml"
UTSKRIVNING = "valid/utskrivningsrapport-typisk.xml"
INNLAGT = "valid/melding-om-innlagt-typisk.xml"
TJENESTER = "valid/orientering-om-tjenestetilbud-typisk.xml"


def codes(file: str, old: str, new: str) -> list[str]:
    """Give the findings after one change."""
    text = samples.get(file).text
    assert old in text
    return [finding.code for finding in validate(text.replace(old, new, 1)).findings]


@pytest.mark.parametrize("unit", ["mikrog", "mg/ml", "mikrog/24 timer", "%"])
def test_a_unit_that_may_be_in_the_list_is_left_alone(unit: str) -> None:
    assert codes(MEDISINSKE, '<epj3:Styrke V="10" U="mg"/>', f'<epj3:Styrke V="10" U="{unit}"/>') == []


@pytest.mark.parametrize("unit", ["mcg", "MG", "10 mg", ""])
def test_a_unit_that_is_surely_wrong_is_told(unit: str) -> None:
    found = codes(MEDISINSKE, '<epj3:Styrke V="10" U="mg"/>', f'<epj3:Styrke V="10" U="{unit}"/>')
    assert found == ["PLO-LEM-004"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Meldt av medisinsk avdeling, tidspunktet er bekreftet.", []),
        ("Diagnosen er ikke avklart.", ["PLO-LOG-002"]),
        ("Fikk 5 mg i dag", ["PLO-LOG-002"]),
        ("LUNGEBETENNELSE", ["PLO-LOG-002"]),
    ],
)
def test_words_about_health_are_told_and_words_about_the_ward_are_not(words: str, found: list[str]) -> None:
    old = "<po:TidspunktForHendelse"
    assert codes(INNLAGT, old, f"<po:BeskrivelseAvHendelse>{words}</po:BeskrivelseAvHendelse>{old}") == found


@pytest.mark.parametrize("words", ["Ingen kontroll er avtalt.", "Kontroll hos legen hvis såret blir rødt."])
def test_a_control_that_is_not_planned_needs_no_appointment(words: str) -> None:
    text = re.sub(
        r" *<po:InfoKontrolltime>.*</po:InfoKontrolltime>\n", "", samples.get(UTSKRIVNING).text, flags=re.DOTALL
    )
    old = "Kontroll på poliklinikken 2. juni kl. 09."
    assert [finding.code for finding in validate(text).findings] == ["PLO-UTS-006"]
    assert validate(text.replace(old, words)).findings == ()


def test_an_infusion_may_end_after_it_began() -> None:
    start = '<epj3:AdmStart V="2026-05-26T08:00:00+02:00"/>'
    longer = f'{start}<epj3:AdmSlutt V="2026-05-26T10:00:00+02:00"/>'
    assert codes(UTSKRIVNING, start, longer) == ["PLO-LEM-005"]
    text = samples.get(UTSKRIVNING).text.replace(start, longer).replace("Sertralin tablett", "Sertralin infusjon")
    assert validate(text).findings == ()


def test_a_message_the_wrong_way_has_one_finding() -> None:
    text = samples.get(LEGE).text
    turned = text.replace("Sender>", "Aside>").replace("Receiver>", "Sender>").replace("Aside>", "Receiver>")
    sender, receiver = (re.search(f" *<{tag}>.*</{tag}>\n", turned, re.DOTALL)[0] for tag in ("Sender", "Receiver"))
    turned = turned.replace(sender, "").replace(receiver, sender + receiver)
    assert [finding.code for finding in validate(turned).findings] == ["PLO-LEG-008"]


@pytest.mark.parametrize("attributes", [f'V="15" S="{OID}9151"', f'S="{OID}9151" OT="Hjelp"', ""])
def test_a_type_of_service_needs_list_code_and_text(attributes: str) -> None:
    right = f'V="15" S="{OID}9151" DN="[Hjemmetjenester:] Helsetjenester i hjemmet"'
    assert "PLO-ORI-002" in codes(TJENESTER, right, attributes)


def test_a_cancellation_needs_no_content() -> None:
    found = codes(MEDISINSKE, '<po:Forsendelsesstatus V="N" DN="Ny"/>', '<po:Forsendelsesstatus V="X" DN="Ny"/>')
    assert not [code for code in found if "MED" in code]
    text = samples.get("broken/plo-med-007.xml").text.replace('V="N" DN="Ny"', 'V="C" DN="Kansellering"')
    assert not [finding for finding in validate(text).findings if "MED" in finding.code]
