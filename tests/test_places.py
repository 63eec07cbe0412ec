# SPDX-License-Identifier: MIT
"""The first finding stands at the fault, calls it what it is, names the element, and can mend most faults in one step.

A small edition of ``python -m benchmarks --part places``: seeded, so the shares are the same each time.
"""

from __future__ import annotations

import pytest

from benchmarks.places import Tally, measure_kit

EACH = 24


@pytest.fixture(scope="module")
def tally() -> Tally:
    return measure_kit(EACH)[0]


@pytest.mark.parametrize("what", ["place", "kind", "name", "all"])
def test_the_first_finding_tells_the_truth_of_nearly_every_mutation(tally: Tally, what: str):
    assert tally.schema > 5 * EACH
    assert tally.share(what) >= 0.98, [(why, fault.sort, fault.names) for why, fault, _ in tally.misses]


def test_one_mistake_gives_one_finding(tally: Tally):
    assert tally.findings / tally.count <= 1.1


def test_seven_of_ten_mutations_are_valid_again_after_one_step(tally: Tally):
    """The aim is eight of ten. What a profile asks for in words, most rules of content, no program can write."""
    assert tally.mended / tally.count >= 0.7


def test_no_mending_step_loses_what_somebody_wrote(tally: Tally):
    assert tally.lossless == tally.mended
