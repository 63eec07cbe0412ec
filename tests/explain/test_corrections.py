# SPDX-License-Identifier: MIT
"""A value in another form is read only when there is one thing it can mean."""

from __future__ import annotations

import pytest

from plokit.explain.corrections import corrected


def kind(base: str, allowed: tuple[str, ...] = (), name: str = "") -> dict[str, object]:
    return {"b": base, "e": list(allowed), "n": name}


@pytest.mark.parametrize(
    ("base", "value", "meant"),
    [
        ("date", "29.07.1934", "1934-07-29"),
        ("date", "1.2.2026", "2026-02-01"),
        ("date", "20260201", "2026-02-01"),
        ("date", "2026/02/01", "2026-02-01"),
        ("date", "i går", None),
        ("date", "2026-02-01T10:00:00", None),
        ("dateTime", "2026-02-01 10:15", "2026-02-01T10:15:00"),
        ("dateTime", "01.02.2026 kl. 10.15", "2026-02-01T10:15:00"),
        ("dateTime", "2026-02-01T10:15:00+0100", "2026-02-01T10:15:00+01:00"),
        ("dateTime", "01.02.2026", None),
        ("time", "7.35", "07:35:00"),
        ("union", "01.02.2026", "2026-02-01"),
        ("boolean", "Ja", "true"),
        ("boolean", "NEI", "false"),
        ("boolean", "kanskje", None),
        ("decimal", "3,5", "3.5"),
        ("decimal", "1 000,5", "1000.5"),
        ("integer", "3,5", None),
        ("integer", "4 av 5", None),
        ("string", "hva som helst", None),
    ],
)
def test_a_value_is_corrected_when_only_one_thing_can_be_meant(base: str, value: str, meant: str | None):
    assert corrected(value, kind(base), None) == meant


def test_a_fixed_value_is_the_only_one():
    assert corrected("v1.2", kind("string"), "v1.2 2006-05-24") == "v1.2 2006-05-24"


def test_the_only_near_of_the_allowed_values_is_meant():
    allowed = kind("string", ("Legemidler", "Andre notater"))
    assert corrected("legemidler", allowed, None) == "Legemidler"
    assert corrected("Legemidlr", allowed, None) == "Legemidler"
    assert corrected("Notat", allowed, None) is None


def test_an_oid_is_freed_of_what_stands_around_it():
    assert corrected("urn:oid:2.16.578.1", kind("token", name="kith:oid"), None) == "2.16.578.1"
    assert corrected("9051 HER", kind("token", name="kith:oid"), None) is None
