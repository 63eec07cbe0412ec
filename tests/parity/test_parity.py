# SPDX-License-Identifier: MIT
"""Python and the browser engine give the same report, word for word. This test is what allows two engines."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.faults import SORTS, faults
from benchmarks.places import valid_texts
from plokit import samples, validate
from tests.support.mutants import mutants
from tools.kit.machine import machine_node, pip_node

ENGINE = Path(__file__).parents[2] / "web" / "dist" / "validate.mjs"
MUTANTS = int(os.environ.get("PLOKIT_PARITY_MUTANTS", "2400"))
SEED = 20261122


def browser_reports(files: list[Path], folder: Path) -> list[dict[str, object]]:
    """Give the reports of the TypeScript engine, run by Node."""
    assert ENGINE.is_file(), "web/dist/validate.mjs is missing: run the tests with kit.py, which builds it"
    names = folder / "names.txt"
    names.write_text("\n".join(str(file) for file in files), encoding="utf-8")
    answer = subprocess.run(
        [str(machine_node() or pip_node()), str(ENGINE), "--list", str(names)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert answer.returncode in (0, 1), answer.stderr
    reports: list[dict[str, object]] = json.loads(answer.stdout)["files"]
    return reports


def assert_equal(files: list[Path], folder: Path) -> None:
    for file, theirs in zip(files, browser_reports(files, folder), strict=True):
        ours = validate(file, path=str(file)).to_dict()
        assert ours == theirs, f"{file.name}:\n{file.read_bytes()[:3000]!r}"


def test_every_sample_gives_the_same_report_in_both_engines(tmp_path: Path) -> None:
    assert_equal([sample.path for sample in samples.load()], tmp_path)


def test_seeded_mutants_give_the_same_report_in_both_engines(tmp_path: Path) -> None:
    sources = [sample.text for sample in samples.load() if sample.valid]
    files = []
    for number, text in enumerate(mutants(sources, MUTANTS, SEED)):
        files.append(tmp_path / f"{number:05}.xml")
        files[-1].write_bytes(text.encode("utf-8", "replace"))
    assert_equal(files, tmp_path)


def test_seeded_single_faults_give_the_same_report_and_the_same_fixes(tmp_path: Path) -> None:
    files = []
    for sort in SORTS:
        for number, fault in enumerate(islice(faults(valid_texts(), sort, SEED), MUTANTS // 60)):
            files.append(tmp_path / f"{sort}-{number:05}.xml")
            files[-1].write_bytes(fault.text.encode())
    assert_equal(files, tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"hei",
        b"\x89PNG\r\n\x1a\n\x00",
        "<a>æ</a>".encode("utf-16"),
        "<a>æ</a>".encode("utf-16-be"),
        "<a>æ</a>".encode("latin-1"),
        b"\xff\xfe\x00\x00<\x00",
        b'<?xml version="1.0" encoding="EBCDIC"?><a/>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>æøå</a>'.encode("latin-1"),
        b'<?xml version="1.0" encoding="windows-1252"?><a>\x80\x81</a>',
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
        b"\xef\xbb\xbf<a/>",
        b"<a>" * 10_000,
        b"<a>" * 2048 + b"</a>" * 2048,
        b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
        b"<a><!-- <!DOCTYPE --></a>",
        b"<a xmlns='not a uri \xc3\xa6'/>",
        "😀<a/>".encode(),
        "<a>\n😀 & </a>".encode(),
        b"<a>\x00</a>",
    ],
)
def test_odd_bytes_give_the_same_report_in_both_engines(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "odd.xml"
    file.write_bytes(content)
    assert_equal([file], tmp_path)
