# SPDX-License-Identifier: MIT
"""Files in and out of the validator: opened, dropped and taken away, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from plokit import samples

pytestmark = pytest.mark.browser

DROP = """(element, [name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const type of ["dragover", "drop"]) {
    element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "XML-"),
        ("tom.xml", b"", "XML-TOM"),
        ("nuller.xml", b"\0" * 4000, "XML-"),
        ("halv.xml", samples.get("valid/apprec-ok.xml").data[:700], "XML-KUTTET"),
    ],
)
def test_a_file_that_is_no_message_gives_a_sentence(innleggelse, name, data, code):
    innleggelse.open(name, data)
    expect(innleggelse.verdict).to_have_text("Kunne ikke lese")
    card = innleggelse.element.locator(f".plo-card[data-code^='{code}']")
    expect(card).to_have_count(1)
    [finding] = innleggelse.report()["findings"]
    expect(card).to_contain_text(finding["title"])
    expect(card).to_contain_text(finding["remedy"])


def test_an_own_file_is_checked_and_can_be_left_again(innleggelse):
    sample = samples.get("broken/xsd-mangler.xml")
    innleggelse.open("min melding.xml", sample.data)
    expect(innleggelse.said).to_have_text("Åpnet min melding.xml.")
    expect(innleggelse.picker.locator("option:checked")).to_have_text("min melding.xml")
    assert [f"{f['code']}@{f['line']}" for f in innleggelse.report()["findings"]] == list(sample.expect)
    innleggelse.picker.select_option(index=1)
    expect(innleggelse.verdict).to_have_text("Gyldig")
    expect(innleggelse.said).to_be_empty()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_a_file_in_another_encoding_is_read_as_it_says(innleggelse, encoding):
    text = samples.get("valid/apprec-ok.xml").text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    innleggelse.open("kvittering.xml", text.encode(encoding))
    expect(innleggelse.verdict).to_have_text("Gyldig")
    expect(innleggelse.said).to_contain_text("lest som")


def test_a_file_that_is_too_big_is_told_so_and_changes_nothing(innleggelse, tmp_path):
    big = tmp_path / "stor.xml"
    big.write_bytes(b"<" * 10_500_000)
    innleggelse.element.locator("input[type=file]").set_input_files(big)
    expect(innleggelse.said).to_contain_text("11 MB")
    expect(innleggelse.verdict).to_have_text("Gyldig")


def test_a_file_can_be_dropped_on_the_field(innleggelse):
    dropped = ["sluppet.xml", samples.get("valid/apprec-ok.xml").text]
    innleggelse.field.evaluate(DROP, dropped)
    expect(innleggelse.said).to_have_text("Åpnet sluppet.xml.")
    expect(innleggelse.element.locator(".plo-type")).to_contain_text("kvittering")
    expect(innleggelse.verdict).to_have_text("Gyldig")


def test_the_message_is_downloaded_as_it_stands(innleggelse):
    innleggelse.type_after("v1.2 2006-05-24", "b")
    with innleggelse.page.expect_download() as download:
        innleggelse.button("Last ned").click()
    text = samples.get("valid/innleggelsesrapport-typisk.xml").text
    assert Path(download.value.path()).read_text("utf-8") == text.replace("v1.2 2006-05-24", "v1.2 2006-05-24b")
    assert download.value.suggested_filename.endswith(".xml")
