# SPDX-License-Identifier: MIT
import pytest

from plokit.catalog import load
from plokit.check import validate
from plokit.generate import GenerateError, generate, kinds
from plokit.generate.broken import breaks, supported

ALL = sorted(kinds(load()))


def codes(text: str) -> set[str]:
    return {finding.code for finding in validate(text.encode()).findings}


@pytest.mark.parametrize(("code", "version"), ALL)
def test_a_broken_message_breaks_what_was_asked_for_and_nothing_else(code, version):
    rules = supported(kinds(load())[code, version])
    found = {(rule, seed): codes(generate(code, version, seed, rule)) for rule in rules for seed in seeds(rule)}
    assert found == {(rule, seed): {rule} for rule, seed in found}


def seeds(rule: str) -> range:
    return range(2) if rule.startswith("PLO") else range(1)


# What a generated message has nothing of; each has its broken sample.
NOT_BY_CHANCE = {
    "DIALOG-028": "attachments of dialogmelding",
    "DIALOG-033": "attachments of a status",
    "HENV-030": "attachments of a referral",
    "VEDL-008": "an attachment that is itself XML",
    "HODE-033": "PatientReport",
    "HODE-044": "a signature",
    "PLO-HEL-009": "a day that depends on the day of the message",
    "PLO-KON-008": "a contact at the receiver",
}


def test_every_rule_of_the_kit_can_be_broken_but_those_that_chance_does_not_meet():
    possible = {rule for kind in kinds(load()).values() for rule in supported(kind)}
    assert possible == set(breaks())
    assert set(load().data["register"]) - possible == set(NOT_BY_CHANCE)


def test_a_broken_message_is_the_same_for_the_same_seed():
    assert generate("LOG_INNLAGT", "1.6", 4, "PLO-STA-004") == generate("LOG_INNLAGT", "1.6", 4, "PLO-STA-004")


def test_what_cannot_be_broken_is_refused_with_what_can():
    with pytest.raises(
        GenerateError, match=r"LOG_DOD 1\.6 cannot be made to break PLO-INN-014\. It can break: .*PLO-LOG-017"
    ):
        generate("LOG_DOD", "1.6", 1, "PLO-INN-014")
