# SPDX-License-Identifier: MIT
"""The sample corpus is the test list: adding a sample adds a test."""

from __future__ import annotations

import pytest

from plokit import samples, validate
from plokit.catalog import load
from plokit.catalog.files import data_folder

ALL = samples.load()
BROKEN = [sample for sample in ALL if not sample.valid]


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.file)
def test_a_sample_gives_exactly_its_expected_findings(sample: samples.Sample) -> None:
    found = [f"{finding.code}@{finding.line}" for finding in validate(sample.data).findings]
    assert found == list(sample.expect)


@pytest.mark.parametrize("sample", [s for s in ALL if s.valid], ids=lambda sample: sample.file)
def test_a_right_sample_has_nothing_of_severity_feil(sample: samples.Sample) -> None:
    assert validate(sample.data).valid


@pytest.mark.parametrize("sample", BROKEN, ids=lambda sample: sample.file)
def test_a_broken_sample_shows_one_fault_and_names_a_right_twin(sample: samples.Sample) -> None:
    codes = {entry.split("@")[0] for entry in sample.expect}
    twin = samples.get(sample.mended)
    before = {finding.code for finding in validate(twin.data).findings}
    assert twin.valid
    assert len(codes - before) == 1
    assert sample.file.removeprefix("broken/").startswith(min(codes - before).lower())


def test_every_file_is_in_the_manifest_and_every_entry_has_a_file() -> None:
    folder = data_folder("samples")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.xml")}
    assert there == {sample.file for sample in ALL}


def test_every_rule_and_every_kind_that_a_file_can_show_has_a_broken_sample() -> None:
    shown = {entry.split("@")[0] for sample in BROKEN for entry in sample.expect}
    texts = load().data["texts"]
    kinds = {key.split(".")[0] for key in texts["kinds"] if not key.startswith("KIT-")}
    elsewhere = {"XML-STOR", "XSD-ANNET"}  # too big for a file; a last resort tested in tests/explain
    assert (kinds | set(texts["rules"])) - shown - elsewhere == set()
