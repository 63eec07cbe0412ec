# SPDX-License-Identifier: MIT
"""What --only, --ignore and --severity show, and that they never make a message look better than it is."""

from __future__ import annotations

import json

import pytest

from plokit import samples, validate
from plokit.catalog import load
from plokit.cli.filters import UnknownCode, filters
from tests.cli.conftest import BROKEN

WRONG = samples.get(BROKEN).path
CATALOG = load()


def shown(code: str, severity: str = "feil", **given: object) -> bool:
    values = {"only": (), "ignore": (), "lowest": "merknad"} | given
    finding = validate(b"").findings[0]
    chosen = filters(values["only"], values["ignore"], values["lowest"], CATALOG)
    return chosen.show(type(finding)(**{**finding.to_dict(), "code": code, "severity": severity}))


def test_only_takes_whole_codes_and_their_first_parts():
    assert shown("PLO-HOD-006", only=["plo-hod"])
    assert shown("PLO-HOD-006", only=["XSD,PLO-HOD-006"])
    assert shown("PLO-HOD-006", only=["PLO-"])
    assert not shown("PLO-HOD-006", only=["PLO-INN"])
    assert not shown("XSD-MANGLER", only=["PLO"])


def test_a_code_is_not_taken_for_another_that_it_begins():
    assert shown("XML-TEGNSETT", ignore=["XML-TEGN"])
    assert not shown("XML-TEGN", ignore=["XML-TEGN"])


def test_ignore_wins_over_only():
    assert not shown("PLO-HOD-006", only=["PLO"], ignore=["PLO-HOD"])


def test_severity_is_the_lowest_shown():
    assert shown("PLO-HOD-010", "advarsel", lowest="advarsel")
    assert not shown("PLO-HOD-010", "merknad", lowest="advarsel")
    assert not shown("PLO-HOD-010", "advarsel", lowest="feil")


@pytest.mark.parametrize(
    "given", [{"only": ["PLO-HOD"]}, {"ignore": ["KIT"]}, {"ignore": ["KIT-FIL,KIT-STEG,KIT-REGEL"]}]
)
@pytest.mark.parametrize("code", ["KIT-FIL", "KIT-STEG", "KIT-REGEL"])
def test_trouble_of_the_kits_own_is_always_shown(code, given):
    assert shown(code, **given)


@pytest.mark.parametrize("code", ["XML-KUTTET", "XML-TOM", "XSD-MELDINGSTYPE"])
def test_only_leaves_in_what_kept_the_rules_from_being_checked(code):
    assert shown(code, only=["PLO-HOD"])


def test_a_code_that_nothing_has_is_an_error_and_not_silence(plokit):
    with pytest.raises(UnknownCode, match="PLO-KNO"):
        filters(["PLO-KNO"], (), "merknad", CATALOG)
    answer = plokit("validate", "--ignore", "PLO-HOD-06", WRONG)
    assert (answer.code, answer.out) == (2, "")
    assert "PLO-HOD-06" in answer.err


def test_a_hidden_feil_gives_0_but_the_message_is_not_called_valid(plokit):
    answer = plokit("validate", "--ignore", "PLO-HOD-006", WRONG)
    assert answer.code == 0
    assert answer.out.rstrip().endswith("ikke gyldig (1 funn vises ikke)")
    answer = plokit("validate", "--format", "json", "--ignore", "PLO-HOD-006", WRONG)
    (report,) = json.loads(answer.out)["files"]
    assert (report["valid"], report["findings"], report["hidden"]) == (False, [], 1)


def test_a_filter_that_hides_nothing_gives_the_exit_code_as_before(plokit):
    assert plokit("validate", "--only", "PLO-HOD", "--severity", "feil", WRONG).code == 1


def test_a_file_that_cannot_be_read_gives_2_whatever_is_hidden(plokit, tmp_path):
    assert plokit("validate", "--only", "PLO-HOD", "--ignore", "KIT", tmp_path / "borte.xml").code == 2
