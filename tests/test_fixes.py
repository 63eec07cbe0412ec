# SPDX-License-Identifier: MIT
"""A fix that is offered mends what its finding says, and breaks and loses nothing."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from benchmarks.faults import SORTS, faults
from benchmarks.places import valid_texts, written
from plokit import samples, validate
from plokit.catalog import load
from plokit.check import _Walk
from plokit.fixes import apply, fix_all
from plokit.model import Finding
from tests.support.mutants import mutants

SEED = 7


def edit(line: int, column: int, end_line: int, end_column: int, text: str) -> dict[str, object]:
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": text}


def test_positions_count_characters_and_the_end_is_not_included():
    fix = {"title": "", "edits": [edit(1, 3, 1, 4, "x"), edit(2, 2, 2, 2, "!")]}
    assert apply("😀abc\næø", fix) == "😀axc\næ!ø"


def test_an_edit_may_take_whole_lines_away():
    assert apply("a\nb\nc", {"title": "", "edits": [edit(2, 1, 3, 1, "")]}) == "a\nc"


@pytest.mark.parametrize(
    "edits",
    [
        [edit(3, 1, 3, 1, "")],
        [edit(1, 4, 1, 5, "")],
        [edit(0, 1, 1, 1, "")],
        [edit(1, 2, 1, 1, "")],
        [edit(1, 1, 1, 3, ""), edit(1, 2, 1, 3, "")],
    ],
)
def test_edits_of_another_text_are_refused(edits: list[dict[str, object]]):
    with pytest.raises(ValueError, match=r"not in this text|not overlap"):
        apply("ab\nc", {"title": "", "edits": edits})


def identity(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.title


def assert_every_fix_mends(text: str) -> int:
    """Apply each fix alone: its finding goes away, no feil comes but such as the schema fault had hidden behind it."""
    walk = _Walk(load(), None, None)
    report = walk.run(text)
    behind = {finding.code for finding in walk.silent}
    offered = [finding for finding in report.findings if finding.fix]
    for finding in offered:
        assert finding.fix
        after = validate(apply(text, finding.fix))
        old, new = Counter(map(identity, report.findings)), Counter(map(identity, after.findings))
        assert new[identity(finding)] < old[identity(finding)], (finding, text)
        fresh = {
            found.code
            for found in after.findings
            if found.severity == "feil" and new[identity(found)] > old[identity(found)]
        }
        assert all(code.startswith("XSD-") for code in fresh - behind), (finding, fresh, text)
    return len(offered)


@pytest.mark.parametrize("sample", [s for s in samples.load() if s.broken], ids=lambda sample: sample.file)
def test_the_fix_of_a_broken_sample_mends_it_and_brings_nothing_new(sample: samples.Sample):
    report = validate(sample.text)
    assert_every_fix_mends(sample.text)
    for finding in report.findings:
        if finding.fix and finding.severity == "feil":
            after = [
                found.code for found in validate(apply(sample.text, finding.fix)).findings if found.severity == "feil"
            ]
            before = [found.code for found in report.findings if found.severity == "feil"]
            before.remove(finding.code)
            assert after == before


def test_every_fix_of_many_mutants_mends_what_its_finding_says():
    texts = list(mutants(valid_texts(), 400, SEED))
    assert sum(map(assert_every_fix_mends, texts)) > 100


@pytest.mark.parametrize("sort", SORTS)
def test_a_fix_never_loses_what_somebody_wrote(sort: str):
    for fault in islice(faults(valid_texts(), sort, SEED), 25):
        for finding in validate(fault.text).findings:
            if finding.fix:
                lost = written(fault.text) - written(apply(fault.text, finding.fix))
                assert lost <= {fault.wrong.strip()}, (finding, lost)


def test_fixing_all_goes_on_until_nothing_is_offered():
    text = samples.get("valid/innleggelsesrapport-typisk.xml").text
    broken = text.replace("<GenDate>", "<Gendate>").replace("</GenDate>", "</Gendate>").replace(">true<", ">ja<")
    assert not validate(broken).valid
    assert fix_all(broken, load()) == text


def test_a_right_message_is_left_as_it_is():
    text = samples.get("valid/innleggelsesrapport-minst.xml").text
    assert fix_all(text) == text


def test_a_new_meldings_id_is_the_same_each_time_and_another_for_another_text():
    text = samples.get("broken/plo-hod-006.xml").text
    fixes = [
        next(f.fix for f in validate(t).findings if f.code == "PLO-HOD-006")
        for t in (text, text, text + "\n<!-- x -->")
    ]
    assert fixes[0] == fixes[1]
    assert fixes[0]
    other = text.replace("<GenDate>2026", "<GenDate>2025")
    assert next(f.fix for f in validate(other).findings if f.code == "PLO-HOD-006") != fixes[0]


def test_no_fix_is_tried_on_a_text_that_is_too_long_to_check_twice():
    text = samples.get("broken/xsd-mangler.xml").text
    long = text.replace("</MsgHead>", "<!--" + "x" * load().data["limits"]["proof_characters"] + "--></MsgHead>")
    assert validate(text).findings[0].fix
    assert validate(long).findings[0].fix is None
