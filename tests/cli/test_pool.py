# SPDX-License-Identifier: MIT
"""Many messages on several cores: the same answers in the same order, and memory that does not grow."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plokit import samples, validate
from plokit.catalog import load
from plokit.cli.checking import Checked, Work
from plokit.cli.filters import Filters
from plokit.cli.formats import FORMATS, Setting, writer
from plokit.cli.inputs import Inputs, Source
from plokit.cli.pool import AHEAD, AHEAD_BYTES, CHUNK, check_all, chunks
from plokit.cli.progress import followed, line
from plokit.model import Report

SAMPLES = samples.get("valid/apprec-ok.xml").path.parents[1]
NOW = datetime(2026, 11, 23, tzinfo=UTC)
GROWTH_MB = 2.5  # for 2 700 more messages; it is 0.2 MB, and would be more than 3 MB if only the reports were kept
TELL_MEMORY = """
import re, sys
from plokit.cli import main
main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1], file=sys.stderr)
"""


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


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_keeps_the_reports(form):
    (wrong,) = validate(samples.get("broken/plo-hod-006.xml").data).findings

    def peak(count: int) -> int:
        tracemalloc.start()
        with Path(os.devnull).open("w", encoding="utf-8") as out:
            write = writer(form, Setting(out, load(), NOW))
            for number in range(count):
                findings = tuple(replace(wrong, line=line, title=f"{number} {line}") for line in range(1, 21))
                write.add(Checked(Report(f"{number}.xml", None, None, None, findings), findings))
            write.close()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(400) - peak(40) < 200_000  # the findings alone would be more than 1 MB


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process cannot be told here")
def test_the_whole_command_takes_no_more_for_3_000_messages_than_for_300(tmp_path):
    wrong = samples.get("valid/apprec-ok.xml").data.replace(b"</AppRec>", b"<Ekstra/></AppRec>")
    for count in (300, 3_000):
        (tmp_path / str(count)).mkdir()
        for number in range(count):
            (tmp_path / str(count) / f"{number}.xml").write_bytes(wrong)
    assert peak_memory(tmp_path / "3000") - peak_memory(tmp_path / "300") < GROWTH_MB


def peak_memory(folder: Path) -> float:
    """Give the most MB that the command used, its workers not counted."""
    command = [sys.executable, "-c", TELL_MEMORY, "validate", "--jobs", "2", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout.count("[XSD-UKJENT]") == int(folder.name)
    return float(done.stderr) / 1024


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
