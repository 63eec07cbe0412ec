# SPDX-License-Identifier: MIT
"""Many messages on several cores: the same answers in the same order, and memory that does not grow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plokit import samples
from plokit.catalog import load
from plokit.cli.checking import Checked, Work
from plokit.cli.filters import Filters
from plokit.cli.inputs import Inputs, Source
from plokit.cli.pool import AHEAD, AHEAD_BYTES, CHUNK, check_all, chunks
from plokit.cli.progress import followed, line
from plokit.model import Report

SAMPLES = samples.get("valid/apprec-ok.xml").path.parents[1]
GROWTH_MB = 12  # for 2 700 more messages with findings; kept reports alone would be some 20 MB


@dataclass(frozen=True)
class Deadly:
    """Work that gives an empty report, and takes its process with it for one source."""

    work: Work
    deadly: str = ""

    def __call__(self, source: Source) -> Checked:
        if source.path == self.deadly:
            os._exit(9)
        return Checked(Report(source.path, None, None, None), ())

    def crashed(self, source: Source) -> Checked:
        return self.work.crashed(source)


def source(number: int, content: bytes = b"") -> Source:
    return Source(f"{number}.xml", content, (Path(), str(number)))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_several_processes_give_the_answers_of_one_in_the_same_order(start):
    if start == "fork" and not hasattr(os, "fork"):
        pytest.skip("this platform starts processes anew")
    work = Work(load(), Filters(ignore=("XSD",)))
    inputs = Inputs((str(SAMPLES / "broken"),), work.catalog)
    alone = list(check_all(work, inputs.sources(), 1))
    assert len(alone) > 2 * CHUNK
    assert list(check_all(work, inputs.sources(), 2, start)) == alone


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "junit", "sarif"])
def test_what_is_printed_does_not_depend_on_the_number_of_jobs(plokit, form):
    serial = plokit("validate", "--jobs", "1", "--format", form, SAMPLES)
    parallel = plokit("validate", "--jobs", "3", "--format", form, SAMPLES)
    assert parallel == serial
    assert serial.code == 1


def test_only_so_much_is_read_ahead_of_what_is_printed():
    taken = given = most = 0

    def coming():
        nonlocal taken
        for number in range(4_000):
            taken += 1
            yield source(number)

    for number, answer in enumerate(check_all(Deadly(Work(load(), Filters())), coming(), 2)):
        assert answer.report.path == f"{number}.xml"
        given += 1
        most = max(most, taken - given)
    assert given == taken == 4_000
    assert most <= (2 * AHEAD + 2) * CHUNK


def test_few_large_sources_are_under_way_at_a_time():
    large = bytes(AHEAD_BYTES // 40)
    assert [len(chunk) for chunk in chunks(source(number, large) for number in range(3))] == [1, 1, 1]
    taken = most = 0

    def coming():
        nonlocal taken
        for number in range(90):
            taken += 1
            yield source(number, large)

    for given, _ in enumerate(check_all(Deadly(Work(load(), Filters())), coming(), 30), 1):
        most = max(most, taken - given)
    assert most <= 42


def test_a_message_that_kills_its_process_is_reported_and_only_that_one():
    work = Deadly(Work(load(), Filters()), "57.xml")
    answers = list(check_all(work, map(source, range(200)), 2))
    assert [answer.report.path for answer in answers] == [f"{number}.xml" for number in range(200)]
    (bad,) = (answer for answer in answers if not answer.report.valid)
    assert bad.report.path == "57.xml"
    assert [finding.code for finding in bad.shown] == ["KIT-STEG"]
    assert bad.exit_code == 1


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="the peak memory of a process cannot be told here")
@pytest.mark.parametrize("form", ["text", "html"])
def test_memory_is_flat(tmp_path, form):
    broken = samples.get("broken/plo-hod-006.xml").path
    few, many = tmp_path / "few", tmp_path / "many"
    for folder, count in ((few, 300), (many, 3_000)):
        folder.mkdir()
        for number in range(count):
            os.link(broken, folder / f"{number}.xml") if os.name != "nt" else shutil.copyfile(broken, folder)
    assert peak_memory(form, many) - peak_memory(form, few) < GROWTH_MB


def peak_memory(form: str, folder: Path) -> float:
    """Give the most MB that the command used, itself or one of its workers."""
    command = [sys.executable, "-m", "plokit.cli", "validate", "--format", form, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def test_progress_goes_to_stderr_only_when_asked_for_or_on_a_terminal(plokit, monkeypatch):
    monkeypatch.setattr("plokit.cli.progress.PAUSE", 0)
    quiet = plokit("validate", "--jobs", "1", SAMPLES / "broken")
    told = plokit("validate", "--jobs", "1", "--progress", SAMPLES / "broken")
    assert quiet.err == ""
    assert told.out == quiet.out
    assert " checked, " in told.err
    assert told.err.endswith(" \r")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert " checked, " in plokit("validate", "--jobs", "1", SAMPLES / "broken").err


def test_progress_says_how_many_how_fast_and_how_long():
    assert line(1_500, 6_000, 3.0) == "plokit: 1,500 of 6,000 checked, 500/s, 9 s left"
    assert list(followed(iter("abc"), 3, clear=True)) == ["a", "b", "c"]
