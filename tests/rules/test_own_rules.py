# SPDX-License-Identifier: MIT
"""Somebody else's rules beside the kit's."""

from pathlib import Path

import pytest

from plokit import CatalogError, samples, validate, with_rules
from plokit.catalog.files import data_folder

LOCAL = data_folder("samples") / "rules" / "lokal.sch"
TYPICAL = samples.get("valid/innleggelsesrapport-typisk.xml")


def test_an_own_rule_is_told_in_its_own_words_with_its_source_and_remedy() -> None:
    found = [each for each in validate(TYPICAL.data, catalog=with_rules(LOCAL)).findings if each.code == "LOKAL-001"]
    assert len(found) == 1
    assert found[0].title.startswith("Avsenderen ")
    assert "{" not in found[0].title
    assert "vakttelefonen" in found[0].remedy
    assert (found[0].source or "").startswith("Lokal avtale: Samarbeidsavtalen")


def test_the_rules_of_the_kit_are_still_run() -> None:
    report = validate(samples.get("broken/plo-hod-006.xml").data, catalog=with_rules(LOCAL))
    assert "PLO-HOD-006" in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("LOKAL-001", "PLO-HOD-006", "taken"),
        ("LOKAL-001", "min regel", "LOKAL-001"),
        ('role="advarsel"', 'role="warning"', "role"),
        ("</sch:schema>", "", "not readable"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "mine.sch"
    path.write_text(LOCAL.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CatalogError, match=said):
        with_rules(path)
