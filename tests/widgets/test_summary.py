# SPDX-License-Identifier: MIT
"""What a report says as a whole, and the order in which its findings are read."""

from __future__ import annotations

from typing import Any

import pytest

from plokit.widgets.summary import groups, recognised, verdict


def finding(**values: Any) -> dict[str, Any]:
    plain = {"code": "XSD-MANGLER", "severity": "feil", "line": 1, "column": 1, "xpath": "", "title": "En feil."}
    texts = {"explanation": "", "remedy": "", "consequence": None, "source": None, "fix": None}
    return {**plain, **texts, **values}


def report(*findings: dict[str, Any], **values: Any) -> dict[str, Any]:
    known = {"path": None, "standard": "PLO", "message_type": "Innleggelsesrapport", "version": "1.6"}
    valid = all(one["severity"] != "feil" for one in findings)
    return {**known, "valid": valid, "findings": list(findings), **values}


ADVICE = finding(code="PLO-STA-003", severity="advarsel", title="Et råd.")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (report(), ("valid", "Gyldig")),
        (report(ADVICE, ADVICE), ("valid", "Gyldig, 2 advarsler")),
        (report(finding(), finding(), ADVICE), ("feil", "2 feil, 1 advarsel")),
        (report(finding(code="XML-KUTTET")), ("unreadable", "Kunne ikke lese")),
        (report(finding(code="XML-TAGG"), finding(code="KIT-STEG")), ("stopped", "Kontrollen stoppet")),
    ],
)
def test_verdict_is_a_kind_and_words(given: dict[str, Any], expected: tuple[str, str]) -> None:
    assert verdict(given) == expected


def test_head_names_message_version_and_envelope() -> None:
    assert recognised(report()) == "Innleggelsesrapport 1.6 i hodemelding 1.2"
    assert recognised(report(finding(code="PLO-HOD-001"))) == "Innleggelsesrapport 1.6"


def test_unknown_type_is_said_of_a_message_that_could_be_read_only() -> None:
    nothing: dict[str, Any] = {"standard": None, "message_type": None, "version": None}
    assert recognised(report(finding(), **nothing)) == "Ukjent meldingstype"
    assert recognised(report(finding(code="XML-TOM"), **nothing)) == ""


def test_groups_come_in_reading_order_and_fold_what_is_the_same() -> None:
    found = groups(report(ADVICE, finding(line=3), finding(line=9), finding(code="XML-TAGG")))
    assert [name for name, _ in found] == ["lesing", "feil", "raad"]
    assert [place["line"] for place in found[1][1][0].places] == [3, 9]
