# SPDX-License-Identifier: MIT
"""The command ``plokit flow check``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from plokit import flow_samples
from plokit.catalog import load
from plokit.catalog.files import data_folder
from plokit.cli import flow

STORIES = data_folder("samples") / "flows"


def run(*arguments: str) -> int:
    top = argparse.ArgumentParser()
    flow.register(top.add_subparsers(dest="command", required=True))
    return flow.run(top.parse_args(["flow", "check", *arguments]), load())


@pytest.fixture
def late(tmp_path: Path) -> Path:
    sample = next(sample for sample in flow_samples.load() if sample.code == "PLO-ACK-005")
    for name, data in sample.broken:
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_right_flow_gives_0_and_says_so(capsys) -> None:
    assert run(str(STORIES / "amina")) == 0
    assert capsys.readouterr().out == "24 meldinger, sett 22.09.2026 kl. 14.05: ingen funn\n"


def test_a_fault_gives_1_and_stands_with_place_and_remedy(late: Path, capsys) -> None:
    assert run("--now", "2026-06-01T08:00:00+02:00", str(late)) == 1
    out = capsys.readouterr().out
    assert "kolonne 7: Det har ikke kommet noen kvittering fra denne mottakeren.  [PLO-ACK-005]" in out
    assert "Gjør slik: Se i loggen" in out
    assert out.endswith("1 melding, sett 01.06.2026 kl. 08.00: 1 funn\n")


def test_the_same_files_without_now_have_no_late_receipt(late: Path, capsys) -> None:
    assert run(str(late)) == 0
    assert "ingen funn" in capsys.readouterr().out


def test_json_has_the_report_shape_of_validate(late: Path, capsys) -> None:
    assert run("--format", "json", "--now", "2026-06-01T08:00:00+02:00", str(late)) == 1
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {"now", "valid", "files"}
    (report,) = shown["files"]
    assert list(report) == ["path", "standard", "message_type", "version", "valid", "findings"]
    assert report["findings"][0]["code"] == "PLO-ACK-005"


def test_a_file_that_cannot_be_read_gives_2(capsys) -> None:
    assert run("borte.xml") == 2
    assert "KIT-FIL" in capsys.readouterr().out


def test_a_wrong_time_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        run("--now", "i går", "mappe")
    assert "is not a time" in capsys.readouterr().err
