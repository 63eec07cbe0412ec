# SPDX-License-Identifier: MIT
"""Any bytes give a report, in words, and a step that crashes is never called valid."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plokit import Report, samples, validate
from plokit.catalog import Catalog, load
from plokit.check import _Walk

TYPICAL = samples.get("valid/innleggelsesrapport-typisk.xml")
PLACEHOLDER = "…"


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_a_report(source: bytes) -> None:
    report = validate(source)
    assert report.findings
    assert not any(code.startswith("KIT-") for code in codes(report))
    json.dumps(report.to_dict())


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=100)
def test_any_text_gives_a_report(source: str) -> None:
    report = validate(source)
    assert not report.valid
    assert not any(code.startswith("KIT-") for code in codes(report))


@given(st.integers(0, 10**9), st.sampled_from(["delete", "insert", "cut"]), st.text(max_size=3))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_message_gives_a_report_with_a_place_inside_it(at: int, kind: str, new: str) -> None:
    text = TYPICAL.text
    at %= len(text)
    damaged = text[:at] + {"delete": text[at + 1 :], "insert": new + text[at:], "cut": ""}[kind]
    report = validate(damaged)
    lines = damaged.split("\n")
    for finding in report.findings:
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
        assert not finding.code.startswith("KIT-")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "XML-TOM"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "XML-IKKE-XML"),
        (b"<a>" * 10_000, "XML-DYP"),
        (b"x" * 52_000_000, "XML-STOR"),
        (b"<a>" + b"x" * 49_000_000 + b"</a>", "XSD-MELDINGSTYPE"),
        (b'<?xml version="1.0" encoding="EBCDIC"?><a/>', "XML-TEGNSETT"),
        (TYPICAL.text.encode("latin-1", "xmlcharrefreplace").replace(b"UTF-8", b"UTF-16"), None),
        (TYPICAL.text.encode("utf-16"), None),
        (TYPICAL.data[:900], "XML-KUTTET"),
        (b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', "XML-DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "XML-DOCTYPE"),
    ],
    ids=[
        "empty",
        "binary",
        "deep",
        "52 MB",
        "49 MB",
        "encoding",
        "wrong declaration",
        "utf-16",
        "cut",
        "bomb",
        "external",
    ],
)
def test_hostile_or_odd_input_gets_its_own_code(source: bytes, code: str | None) -> None:
    found = codes(validate(source))
    assert "KIT-STEG" not in found
    if code is not None:
        assert found == [code]


def test_utf_16_and_utf_8_give_the_same_findings() -> None:
    assert validate(TYPICAL.text.encode("utf-16")).findings == validate(TYPICAL.data).findings


def test_a_rule_that_crashes_is_a_red_finding_of_its_own() -> None:
    data = copy.deepcopy(load().data)
    asserts = [item for pattern in data["patterns"] for rule in pattern for item in rule["asserts"]]
    broken = next(item for item in asserts if item["id"] == "PLO-HOD-006")
    broken["test"] = "no-such-function(.)"
    report = validate(TYPICAL.data, catalog=Catalog(data))
    assert "KIT-REGEL" in codes(report)
    assert not report.valid
    assert "PLO-HOD-006" in str(next(f for f in report.findings if f.code == "KIT-REGEL"))


def test_a_rule_whose_xpath_is_broken_is_a_red_finding_of_its_own() -> None:
    data = copy.deepcopy(load().data)
    rules = [rule for pattern in data["patterns"] for rule in pattern]
    next(rule for rule in rules if rule["asserts"][0]["id"] == "PLO-HOD-006")["context"] = "//["
    assert "KIT-REGEL" in codes(validate(TYPICAL.data, catalog=Catalog(data)))


def test_a_step_that_crashes_is_a_red_finding_and_later_steps_still_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(_Walk, "schema", crash)
    report = validate(samples.get("broken/plo-hod-006.xml").data)
    assert codes(report)[:1] == ["KIT-STEG"]
    assert "PLO-HOD-006" in codes(report)
    assert not report.valid


def test_no_placeholder_is_left_open_in_any_sentence() -> None:
    for sample in samples.load():
        for finding in validate(sample.data).findings:
            sentences = f"{finding.title} {finding.explanation} {finding.remedy} {finding.consequence}"
            assert "{" not in sentences, f"{sample.file}: {sentences}"


def test_the_report_has_the_published_shape() -> None:
    report = validate(samples.get("broken/xsd-mangler.xml").data, path="melding.xml").to_dict()
    assert list(report) == ["path", "standard", "message_type", "version", "valid", "findings"]
    finding = report["findings"][0]
    order = "code severity line column xpath title explanation remedy consequence source fix"
    assert " ".join(finding) == order


def test_the_same_message_as_text_bytes_and_path_gives_the_same_report() -> None:
    first = validate(TYPICAL.data, path="x")
    assert first == validate(TYPICAL.text, path="x") == validate(TYPICAL.path, path="x")
