# SPDX-License-Identifier: MIT
"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plokit import samples
from plokit.cli import main

RIGHT = str(samples.get("valid/innleggelsesrapport-typisk.xml").path)
WRONG = str(samples.get("broken/plo-hod-006.xml").path)


def test_a_valid_file_exits_0_and_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", RIGHT]) == 0
    assert "Innleggelsesrapport 1.6: gyldig" in capsys.readouterr().out


def test_a_feil_exits_1_and_prints_place_sentence_remedy_and_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", RIGHT, WRONG]) == 1
    out = capsys.readouterr().out
    assert "[PLO-HOD-006]" in out
    assert "Gjør slik:" in out
    assert "linje " in out


def test_a_missing_file_exits_2_with_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["validate", str(tmp_path / "finnes-ikke.xml")]) == 2
    out = capsys.readouterr().out
    assert "KIT-FIL" in out
    assert "Traceback" not in out


def test_json_wraps_the_reports_in_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--format", "json", RIGHT, WRONG]) == 1
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file["valid"] for file in files] == [True, False]
    assert files[0]["path"] == RIGHT
