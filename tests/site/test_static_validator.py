# SPDX-License-Identifier: MIT
"""Before any JavaScript the lessons show every message whole, and what the kit found in it."""

from __future__ import annotations

import json

import pytest

from plokit import validate
from tests.site.pages import LESSONS, page


def widgets(name):
    return page(f"notebooks/{name}.html").tree.xpath("//plo-validator")


def state(widget):
    [script] = widget.xpath(".//script[@class='plo-state']")
    return json.loads(script.text)


@pytest.fixture(params=LESSONS)
def lesson(request):
    """The validators of one lesson."""
    return widgets(request.param)


def test_a_lesson_has_a_message_to_try_and_three_to_mend(lesson):
    assert [state(widget)["selected"].split("/")[0] for widget in lesson] == ["valid", "broken", "broken", "broken"]


def test_the_message_stands_in_the_page_line_by_line(lesson):
    for widget in lesson:
        lines = ["".join(line.itertext()) for line in widget.xpath(".//pre/span[@data-line]")]
        assert "".join(lines).rstrip("\n") == state(widget)["text"].rstrip("\n")


def test_what_was_found_stands_in_the_page_in_words(lesson):
    for widget in lesson:
        report = validate(state(widget)["text"]).to_dict()
        [results] = widget.xpath(".//*[contains(@class, 'plo-results')]")
        said = " ".join(results.text_content().split())
        assert ("Gyldig" in said) == report["valid"]
        for finding in report["findings"]:
            for text in (finding["title"], finding["remedy"], f"Linje {finding['line']}"):
                assert " ".join(text.split()) in said


def test_findings_lead_to_their_lines(lesson):
    for widget in lesson:
        links = widget.xpath(".//*[contains(@class, 'plo-results')]//a/@href")
        lines = {f"#{line}" for line in widget.xpath(".//pre/span/@id")}
        assert len(links) == len(state(widget)["report"]["findings"])
        assert set(links) <= lines


def test_the_report_in_the_page_is_the_one_python_gives_today(lesson):
    for widget in lesson:
        assert state(widget)["report"] == validate(state(widget)["text"]).to_dict()


def test_the_samples_to_choose_among_are_named_and_whole(lesson):
    for widget in lesson:
        chosen = state(widget)
        assert chosen["selected"] in {sample["key"] for sample in chosen["samples"]}
        assert all(sample["title"] and isinstance(sample["text"], str) for sample in chosen["samples"])


def test_the_promise_and_the_way_on_without_javascript_stand_under_the_field(lesson):
    for widget in lesson:
        assert "Ingenting du skriver forlater nettleseren din." in widget.text_content()
        assert "Slå på JavaScript" in "".join(widget.xpath(".//noscript//text()"))
