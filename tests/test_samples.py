# SPDX-License-Identifier: MIT
"""The sample corpus is the test list: adding a sample adds a test."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from plokit import samples, validate
from plokit.catalog import load
from plokit.catalog.files import data_folder, read_toml

ALL = samples.load()
BROKEN = [sample for sample in ALL if sample.broken]
SIZES = {"minst", "typisk", "full"}


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


def test_a_message_of_a_story_shows_its_faults_on_purpose_and_no_others() -> None:
    shown = {
        sample.file: {finding.code for finding in validate(sample.data).findings if finding.severity == "feil"}
        for sample in ALL
        if sample.story
    }
    assert shown == {sample.file: set(sample.faults) for sample in ALL if sample.story}


def known_kinds() -> set[tuple[str, str]]:
    """Type code and version of every message that schemas/standards.toml names by its type."""
    kinds = set()
    for root in load().roots.values():
        for entry in root.get("child", [root]):
            if "type" in entry:
                kinds.add((entry["type"], root["version"]))
    return kinds


# These share a root, so standards.toml does not name their types.
OTHERS = {
    ("APPREC", "1.0"),
    ("APPREC", "1.1"),
    ("DIALOG_FORESPORSEL", "1.0"),
    ("DIALOG_SVAR", "1.0"),
    ("DIALOG_NOTAT", "1.0"),
    ("DIALOG_AVVIK", "1.0"),
    ("DIALOG_HELSEFAGLIG", "1.1"),
    ("HENVISNING_NYTILSTAND", "2.0"),
}


@pytest.mark.parametrize(("kind", "version"), sorted(known_kinds() | OTHERS))
def test_every_message_type_and_version_has_a_smallest_a_typical_and_a_full_sample(kind: str, version: str) -> None:
    sizes = {sample.path.stem.rpartition("-")[2] for sample in ALL if (sample.type, sample.version) == (kind, version)}
    assert sizes >= SIZES


def test_receipts_say_ok_and_avvist_in_both_versions() -> None:
    shown = {
        (sample.version, status)
        for sample in ALL
        if sample.type == "APPREC" and sample.valid
        for status in ("OK", "Avvist")
        if f'DN="{status}"' in sample.text
    }
    assert shown == {(version, status) for version in ("1.0", "1.1") for status in ("OK", "Avvist")}


def test_every_message_of_the_stories_is_a_sample_with_all_its_receipts() -> None:
    messages = read_toml(data_folder("schemas") / "world.toml")["message"]
    receipts = [receipt for message in messages for receipt in message["apprec"]]
    told = [sample for sample in ALL if sample.story]
    assert len(told) == len(messages) + len(receipts)
    for message in messages:
        story, number = message["key"].rsplit("-", 1)
        found = [sample for sample in told if sample.file.startswith(f"flows/{story}/{number}-")]
        assert [(sample.type, sample.version) for sample in found] == [
            (message["type"], message["version"]),
            *(("APPREC", receipt["version"]) for receipt in message["apprec"]),
        ]
        assert f">{message['msgid']}<" in found[0].text
        for sample, receipt in zip(found[1:], message["apprec"], strict=True):
            assert f">{receipt['id']}<" in sample.text
            assert f'<Status V="{receipt["status"]}"' in sample.text
            assert ("<Error" in sample.text) == bool(receipt["error"])
            assert receipt["error"] in sample.text


def test_every_sample_is_as_the_maker_makes_it() -> None:
    maker = data_folder("samples").parent / "tools" / "make_samples.py"
    run = subprocess.run(
        [sys.executable, str(maker), "--check"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr


def test_every_person_number_phone_and_official_id_belongs_to_the_cast() -> None:
    world = (data_folder("schemas") / "world.toml").read_text(encoding="utf-8")
    known = set(re.findall(r"\d{8,11}", world))
    found = set()
    for sample in ALL:
        text = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", sample.text)
        found |= set(re.findall(r"(?<![\d.-])\d{8,11}(?![\d.-])", text))
    assert found - known == set()
