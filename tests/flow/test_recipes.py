# SPDX-License-Identifier: MIT
"""Every flow rule is broken once, by a recipe, and its right twin is silent. Adding a recipe adds a test."""

from __future__ import annotations

import re

import pytest

from plokit import flow_samples
from plokit.catalog import load, meta
from plokit.catalog.files import data_folder
from plokit.flow_check import RULES, FlowReport, check_flow

FLOW = load().data["flow"]
SAMPLES = flow_samples.load()


def key(sample: flow_samples.FlowSample) -> str:
    return f"{sample.code}.{sample.variant}" if sample.variant else sample.code


def found(report: FlowReport) -> list[str]:
    return [finding.code for one in report.reports for finding in one.findings]


@pytest.mark.parametrize("sample", SAMPLES, ids=key)
def test_a_broken_flow_breaks_its_rule_once_and_no_other(sample: flow_samples.FlowSample) -> None:
    assert found(check_flow(sample.broken, now=sample.now)) == [sample.code]


@pytest.mark.parametrize("sample", SAMPLES, ids=key)
def test_a_mended_flow_is_silent(sample: flow_samples.FlowSample) -> None:
    assert found(check_flow(sample.mended, now=sample.now)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=key)
def test_a_finding_has_the_words_of_its_variant_with_every_hole_filled(sample: flow_samples.FlowSample) -> None:
    report = check_flow(sample.broken, now=sample.now)
    finding = next(finding for one in report.reports for finding in one.findings)
    words = FLOW["texts"][key(sample)]
    for name in ("title", "explanation", "remedy", "consequence"):
        shown = getattr(finding, name)
        pattern = re.sub(r"\\\{[a-z]+\\\}", "(.+)", re.escape(words[name]))
        assert re.fullmatch(pattern, shown), shown
        assert "…" not in shown
    assert finding.severity == FLOW["register"][sample.code]["severity"]
    assert finding.source.endswith(FLOW["register"][sample.code]["source"])


@pytest.mark.parametrize("sample", SAMPLES, ids=key)
def test_a_finding_points_at_an_element_that_is_there(sample: flow_samples.FlowSample) -> None:
    report = check_flow(sample.broken, now=sample.now)
    name, finding = next((one.path, finding) for one in report.reports for finding in one.findings)
    line = dict(sample.broken)[name].decode().splitlines()[finding.line - 1]
    local = re.sub(r"\[\d+\]$", "", finding.xpath.rpartition("/")[2]).rpartition(":")[2]
    assert re.match(rf"<(\w+:)?{local}\b", line[finding.column - 1 :])


def test_every_rule_and_every_variant_has_a_recipe() -> None:
    assert {key(sample) for sample in SAMPLES} | SHOWN_BY_TWIN == set(FLOW["texts"])


# A variant with the same words and the same code path as another standard's, which a recipe shows.
SHOWN_BY_TWIN: set[str] = set()


def test_every_code_of_the_checks_is_in_the_register_and_the_other_way_round() -> None:
    by_reading = {"FLYT-LES-001"}  # given before there is a flow to check
    assert {code for rule in RULES for code in rule.codes} | by_reading == set(FLOW["register"])


def test_the_recipes_and_the_manifest_are_closed() -> None:
    schemas = data_folder("schemas")
    meta.checked(schemas, "../samples/flow_recipes.toml", "flow_recipes")
    meta.checked(schemas, "../samples/flow_manifest.toml", "flow_manifest")


def test_every_number_in_the_recipes_belongs_to_the_cast() -> None:
    world = (data_folder("schemas") / "world.toml").read_text(encoding="utf-8")
    shown = (data_folder("samples") / "flow_recipes.toml").read_text(encoding="utf-8")
    text = re.sub(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", shown)
    found_there = set(re.findall(r"(?<![\d.-])\d{8,11}(?![\d.-])", text))
    assert found_there
    assert found_there - set(re.findall(r"\d{8,11}", world)) == set()


@pytest.mark.parametrize("story", sorted(path.name for path in (data_folder("samples") / "flows").iterdir()))
def test_a_story_gives_the_findings_of_the_manifest_and_no_others(story: str) -> None:
    report = check_flow(data_folder("samples") / "flows" / story)
    shown = {
        one.path.replace("\\", "/").rpartition("/")[2]: [finding.code for finding in one.findings]
        for one in report.reports
        if one.findings
    }
    assert shown == {name: entry["expect"] for name, entry in flow_samples.expected()[story].items()}
