# SPDX-License-Identifier: MIT
"""The widget in Python: what it is given, what it answers, what it leaves on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plokit import samples
from plokit.widgets import Validator, validator

FILE = "valid/innleggelsesrapport-typisk.xml"


def test_opens_a_sample_with_its_report_and_its_family() -> None:
    widget = Validator(FILE)
    assert widget.text == samples.get(FILE).text
    assert widget.report["valid"] is True
    assert widget.selected == FILE
    keys = [sample["key"] for sample in widget.samples]
    assert FILE in keys
    assert len(keys) > 1
    assert len(keys) <= validator.HANDFUL + 1


def test_a_new_text_gets_a_new_report() -> None:
    widget = Validator(FILE)
    seen: list[Any] = []
    widget.observe(lambda change: seen.append((change["name"], change["new"])), ["report", "status"])
    widget.text = "<MsgHead"
    assert [name for name, _ in seen] == ["status", "report", "status"]
    assert [value for name, value in seen if name == "status"] == ["working", "ready"]
    assert widget.report["valid"] is False


def test_a_validator_that_crashes_is_told_to_the_front_end(monkeypatch: pytest.MonkeyPatch) -> None:
    widget = Validator(FILE)

    def crash(_text: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(validator, "validate", crash)
    with pytest.raises(RuntimeError):
        widget.text = "<a/>"
    assert widget.status == "error"


def test_own_text_belongs_to_no_sample() -> None:
    widget = Validator(text="<a/>")
    assert (widget.text, widget.selected) == ("<a/>", "")


def test_chosen_samples_are_offered_in_their_order_and_the_opened_one_is_among_them() -> None:
    other = "valid/apprec-ok.xml"
    assert [sample["key"] for sample in Validator(FILE, [other]).samples] == [FILE, other]
    assert [sample["key"] for sample in Validator(samples=[other, FILE]).samples] == [other, FILE]


def test_bundle_has_the_live_widget_and_a_page_that_reads_without_it() -> None:
    bundle = Validator(FILE)._repr_mimebundle_()
    assert bundle is not None
    data, _ = bundle
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].startswith("<plo-validator")


def test_two_widgets_on_a_page_share_no_id() -> None:
    first, second = Validator(FILE).static_html(), Validator(FILE).static_html()
    assert first.split('id="')[1].split('"')[0] != second.split('id="')[1].split('"')[0]


def test_a_checkout_without_a_built_front_end_says_how_to_build_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(validator, "PACKAGE", tmp_path / "src" / "plokit")
    assert validator.front_end("plo-validator.mjs") is None
    assert "kit.py" in validator.NOT_BUILT
