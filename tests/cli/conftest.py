# SPDX-License-Identifier: MIT
"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from plokit import samples
from plokit.cli import main

VALID = "valid/innleggelsesrapport-typisk.xml"
BROKEN = "broken/plo-hod-006.xml"


class Answer(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def plokit(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run the command in this process and give exit code, stdout and stderr."""

    def run(*arguments: object) -> Answer:
        code = main([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a valid message, a broken one in a subfolder, and a file that is no message."""
    (tmp_path / "inn" / "b").mkdir(parents=True)
    shutil.copyfile(samples.get(VALID).path, tmp_path / "inn" / "c.XML")
    shutil.copyfile(samples.get(BROKEN).path, tmp_path / "inn" / "b" / "feil.xml")
    (tmp_path / "inn" / "a.txt").write_text("ikke en melding", "utf-8")
    return tmp_path / "inn"
