# SPDX-License-Identifier: MIT
"""The page before JavaScript: everything is there, and nothing of the message becomes markup."""

from __future__ import annotations

import json
from typing import Any

from lxml import html

from plokit import validate
from plokit.widgets.static_html import render

EVIL = "<script>alert(1)</script>\n</script><!--\n&amp;\x0b"


def state(text: str = EVIL, **values: Any) -> dict[str, Any]:
    samples = [{"key": "valid/a.xml", "title": "A & <b>B</b>", "valid": True, "text": text}]
    report = validate(text).to_dict()
    return {"text": text, "report": report, "samples": samples, "selected": "valid/a.xml", "height": "", **values}


def test_message_stands_line_by_line_with_numbers() -> None:
    page = html.fragment_fromstring(render(state("<a>\r\n<b/>\n</a>"), "w1"))
    lines = page.xpath('.//pre[@class="plo-lines"]/span')
    assert [(line.get("data-line"), line.text_content().rstrip("\n")) for line in lines] == [
        ("1", "<a>"),
        ("2", "<b/>"),
        ("3", "</a>"),
    ]


def test_text_of_the_message_and_of_the_samples_never_becomes_markup() -> None:
    page = html.fragment_fromstring(render(state(), "w1"))
    assert [script.get("type") for script in page.iter("script")] == ["application/json"]
    assert not page.xpath(".//b")
    assert "<script>alert(1)</script>" in page.xpath('string(.//span[@data-line="1"])')
    assert "A & <b>B</b>" in page.xpath('string(.//*[@class="plo-picker"])')


def test_control_characters_are_shown_as_their_pictures() -> None:
    assert "\u240b" in render(state(), "w1")


def test_state_comes_through_the_script_unchanged() -> None:
    given = state()
    page = html.fragment_fromstring(render(given, "w1"))
    assert json.loads(page.xpath('string(.//script[@class="plo-state"])')) == given


def test_every_finding_links_to_its_line() -> None:
    given = state("<a>\n<b>\n</a>")
    page = html.fragment_fromstring(render(given, "w1"))
    cards = page.xpath('.//li[@class="plo-card"]')
    finding = given["report"]["findings"][0]
    assert [card.get("data-code") for card in cards] == [finding["code"]]
    target = cards[0].xpath(".//a/@href")[0]
    assert target == f"#w1-l{finding['line']}"
    assert page.xpath(f'.//*[@id="{target[1:]}"]')
    assert finding["title"] in cards[0].text_content()
    assert finding["remedy"] in cards[0].text_content()


def test_many_places_of_one_finding_are_counted_and_the_rest_folded() -> None:
    finding = validate("").to_dict()["findings"][0]
    given = state("<a/>")
    given["report"] = {**given["report"], "findings": [{**finding, "line": line} for line in range(1, 6)]}
    page = html.fragment_fromstring(render(given, "w1"))
    where = page.xpath('.//div[@class="plo-where"]')[0]
    assert where.xpath('string(span[@class="plo-count"])') == "5 steder"
    assert len(where.xpath("./a")) == 3
    assert len(where.xpath("./details//a")) == 2


def test_named_heights_are_classes_so_that_no_inline_style_is_needed() -> None:
    shown = render(state(height="large"), "w1")
    assert 'class="plo plo-large"' in shown
    assert "style=" not in shown
