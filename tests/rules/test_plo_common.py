# SPDX-License-Identifier: MIT
"""What the samples do not show of the rules for head, status, requests, common payload and absence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plokit import samples, validate

REPORT = samples.get("valid/innleggelsesrapport-minst.xml").text
FULL = samples.get("valid/innleggelsesrapport-full.xml").text
READY = samples.get("valid/melding-om-utskrivningsklar-typisk.xml").text
NURSE = samples.get("broken/plo-hod-023.xml").text


def codes(text: str, *changes: tuple[str, str], now: datetime | None = None) -> list[str]:
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return [finding.code for finding in validate(text, now=now).findings]


def test_two_digits_that_changed_places_are_seen_by_the_check_digits() -> None:
    assert codes(REPORT, ("29873411803", "29873411830")) == ["PLO-HOD-016"]
    assert codes(REPORT, ("29873411803", "98273411803")) == ["PLO-HOD-016"]


def test_another_kind_of_number_has_no_check_digits_to_be_right() -> None:
    found = codes(REPORT, ("29873411803", "TESTDATA-1"), ('V="FNR"', 'V="HNR"'), ("Fødselsnummer", "H-nummer"))
    assert "PLO-HOD-016" not in found


def test_a_message_is_in_the_future_five_minutes_after_the_clock() -> None:
    sent = datetime(2026, 4, 20, 7, 15, tzinfo=UTC)
    assert codes(REPORT, now=sent) == []
    assert codes(REPORT, now=sent.replace(minute=10)) == []
    assert codes(REPORT, now=sent.replace(minute=9)) == ["PLO-HOD-009"]


def test_a_doctor_may_be_the_address_in_a_municipality_but_not_in_a_hospital() -> None:
    assert codes(NURSE) == ["PLO-HOD-023"]
    assert codes(NURSE, ('V="SP" DN="Sykepleier"', 'V="LE" DN="Lege"')) == []
    assert codes(NURSE, ("Storfuru kommune", "Storfuru sykehus"), ('V="SP" DN="Sykepleier"', 'V="LE" DN="Lege"')) == [
        "PLO-HOD-024"
    ]
    assert codes(NURSE, ("Storfuru kommune", "Sykehusveien legekontor")) == []


def test_a_wish_withdrawn_before_it_was_made_is_wrong_also_when_nothing_is_missing() -> None:
    date = "<po:TrukketTilbakeDato>2026-05-0{}<"
    assert codes(FULL, (date.format(8), date.format(6))) == ["PLO-FEL-007"]
    assert codes(FULL, (date.format(8), date.format(7))) == []


@pytest.mark.parametrize(
    ("time", "estimate", "found"),
    [
        ("2026-02-06T18:00:00+01:00", "false", []),  # later the same day
        ("2026-02-07", "false", ["PLO-FEL-014"]),
        ("2026-02-09", "true", []),
        ("2026-02-09T12:00:00+01:00", "true", ["PLO-FEL-012"]),
    ],
)
def test_an_event_is_judged_by_its_day_and_by_whether_it_is_an_estimate(
    time: str, estimate: str, found: list[str]
) -> None:
    old = '<po:TidspunktForHendelse V="2026-02-06"/>\n              <po:Anslag>false<'
    new = f'<po:TidspunktForHendelse V="{time}"/>\n              <po:Anslag>{estimate}<'
    assert [code for code in codes(READY, (old, new)) if code.startswith("PLO-FEL")] == found


def test_an_estimate_may_be_a_week_old_but_not_more() -> None:
    sent = "<GenDate>2026-02-06"
    text = READY.replace(
        '"2026-02-06"/>\n              <po:Anslag>false', '"2026-02-06"/>\n              <po:Anslag>true'
    )
    assert "PLO-FEL-014" not in codes(text, (sent, "<GenDate>2026-02-13"))
    assert "PLO-FEL-014" in codes(text, (sent, "<GenDate>2026-02-14"))


@pytest.mark.parametrize("name", ["MEDISINSKE_OPPLYSNINGER", "HELSEOPPL_SOKNAD"])
def test_only_three_messages_can_be_changed(name: str) -> None:
    sample = next(s for s in samples.load() if s.type == name and s.file.endswith("-typisk.xml") and s.version == "1.6")
    found = codes(sample.text, ('Forsendelsesstatus V="N" DN="Ny"', 'Forsendelsesstatus V="M" DN="Endring"'))
    assert ("PLO-STA-002" in found) is (name == "MEDISINSKE_OPPLYSNINGER")
