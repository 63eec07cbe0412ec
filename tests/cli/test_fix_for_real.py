# SPDX-License-Identifier: MIT
"""--fix with what the kit really knows to mend."""

from __future__ import annotations

import pytest

from plokit import samples
from plokit.check import validate


@pytest.mark.parametrize("name", ["plo-hod-003", "xsd-plassering-for-sent", "xsd-ukjent-nesten"])
def test_the_copy_of_a_broken_sample_is_valid(plokit, tmp_path, name):
    file = tmp_path / f"{name}.xml"
    file.write_bytes(samples.get(f"broken/{name}.xml").data)
    answer = plokit("validate", "--fix", file)
    assert "Etter rettingen er meldingen gyldig." in answer.out
    assert validate((tmp_path / f"{name}.fixed.xml").read_bytes()).valid
