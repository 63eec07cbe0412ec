# SPDX-License-Identifier: MIT
"""--fix: a mended copy, what is said about it, and that nothing is ever written over.

The findings and fixes are made here, so that these tests hold whatever the kit knows how to mend.
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from plokit import samples
from plokit.check import validate
from plokit.cli import checking, fixing
from tests.cli.conftest import BROKEN

BAD = samples.get(BROKEN).data
WRONG = samples.get(BROKEN).text.partition("<MsgId>")[2].partition("</MsgId>")[0]
RIGHT = "5f0e2a44-8d43-4b55-9a0c-3d1c5b7e9a10"
FIX = {
    "title": "Lag en ny meldings-id",
    "edits": [{"line": 1, "column": 1, "end_line": 1, "end_column": 1, "text": ""}],
}


@pytest.fixture(autouse=True)
def _mender(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the kit know one fix, and only that one: the right message id for the wrong one."""

    def with_fix(source, **given):
        report = validate(source, **given)
        findings = (replace(finding, fix=FIX if finding.code == "PLO-HOD-006" else None) for finding in report.findings)
        return replace(report, findings=tuple(findings))

    monkeypatch.setattr(fixing, "fix_all", lambda text, _catalog: text.replace(WRONG, RIGHT))
    monkeypatch.setattr(checking, "validate", with_fix)
    monkeypatch.setattr(fixing, "validate", with_fix)


def test_the_copy_stands_beside_the_file_and_the_file_is_untouched(plokit, inbox):
    file = inbox / "b" / "feil.xml"
    answer = plokit("validate", "--fix", file)
    assert file.read_bytes() == BAD
    assert (inbox / "b" / "feil.fixed.xml").read_bytes() == BAD.replace(WRONG.encode(), RIGHT.encode())
    assert f"Skrev {inbox / 'b' / 'feil.fixed.xml'} med 1 rettelse:\n    – Lag en ny meldings-id" in answer.out
    assert "Etter rettingen er meldingen gyldig." in answer.out
    assert answer.code == 1  # the file itself still has its feil


def test_a_valid_message_gives_no_copy(plokit, inbox):
    plokit("validate", "--fix", inbox / "c.XML")
    assert sorted(path.name for path in inbox.iterdir()) == ["a.txt", "b", "c.XML"]


def test_a_folder_of_copies_has_the_same_paths_below_it(plokit, inbox, tmp_path):
    plokit("validate", "--fix-dir", tmp_path / "rettet", inbox)
    written = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "rettet").rglob("*.xml")]
    assert written == ["rettet/b/feil.fixed.xml"]


def test_what_is_there_is_never_written_over(plokit, inbox):
    copy = inbox / "b" / "feil.fixed.xml"
    copy.write_text("mitt eget", "utf-8")
    answer = plokit("validate", "--fix", inbox)
    assert copy.read_text("utf-8") == "mitt eget"
    assert "finnes fra før" in answer.out
    assert answer.code == 2


def test_a_second_run_gives_the_same_answer_and_no_copies_of_copies(plokit, inbox):
    first = plokit("validate", "--fix", inbox)
    assert plokit("validate", "--fix", inbox) == first
    assert [path.name for path in inbox.rglob("*.fixed.xml")] == ["feil.fixed.xml"]


def test_a_folder_that_cannot_be_made_is_said_and_exits_2(plokit, inbox):
    answer = plokit("validate", "--fix-dir", inbox / "a.txt" / "rettet", inbox)
    assert "Rettet kopi ble ikke skrevet til" in answer.out
    assert answer.code == 2


def test_what_remains_is_told(plokit, inbox):
    text = BAD.decode().replace("</MsgHead>", "<Ekstra/></MsgHead>")
    (inbox / "to.xml").write_text(text, "utf-8")
    answer = plokit("validate", "--fix", inbox / "to.xml")
    assert "Etter rettingen står det igjen 1 funn:" in answer.out
    assert answer.out.count("[XSD-UKJENT]") == 2  # in the report on the file, and in what remains


def test_the_copy_has_the_encoding_and_the_line_ends_of_the_file(plokit, tmp_path):
    text = BAD.decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>').replace("\n", "\r\n")
    for name, encoding, start in (("u16", "utf-16-le", b"\xff\xfe"), ("bom", "utf-8", b"\xef\xbb\xbf")):
        data = start + text.encode(encoding)
        (tmp_path / f"{name}.xml").write_bytes(data)
        plokit("validate", "--fix", tmp_path / f"{name}.xml")
        mended = (tmp_path / f"{name}.fixed.xml").read_bytes()
        assert mended == start + text.replace(WRONG, RIGHT).encode(encoding)


def test_a_zip_member_is_mended_into_a_folder_beside_the_zip_file(plokit, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as pack:
        pack.writestr("../inn/feil.xml", BAD)
    plokit("validate", "--fix", tmp_path / "a.zip")
    assert (tmp_path / "a.zip.fixed" / "inn" / "feil.fixed.xml").is_file()


def test_stdin_is_mended_into_the_folder_of_copies(plokit, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(BAD)))
    plokit("validate", "--fix-dir", tmp_path, "-")
    assert (tmp_path / "stdin.fixed.xml").is_file()


@pytest.mark.parametrize("form", ["json", "jsonl", "junit", "sarif"])
def test_machine_formats_stay_pure_and_the_copies_are_told_on_stderr(plokit, inbox, form):
    answer = plokit("validate", "--format", form, "--fix", inbox)
    assert "Skrev" not in answer.out
    assert "Etter rettingen er meldingen gyldig." in answer.err
    assert Path(inbox, "b", "feil.fixed.xml").is_file()


def test_the_page_tells_of_the_copy(plokit, inbox):
    answer = plokit("validate", "--format", "html", "--fix", inbox)
    assert "<li>Lag en ny meldings-id</li>" in answer.out
