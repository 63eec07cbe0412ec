# SPDX-License-Identifier: MIT
"""The search index knows bokmål's compound words."""

from __future__ import annotations

import pytest

from plokit.book_ext.search import SearchBokmaal


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("applikasjonskvittering", "kvittering"),
        ("Applikasjonskvitteringen", "kvittering"),
        ("innleggelsesrapporter", "rapport"),
        ("Hodemelding", "melding"),
        ("utskrivningsklar", "utskrivningsklare"),
    ],
)
def test_a_compound_is_also_found_by_its_last_part(text: str, part: str) -> None:
    assert SearchBokmaal({}).split(text) == [text, part]


@pytest.mark.parametrize("text", ["melding", "kode", "meldinger", "pasienten", "uke"])
def test_a_plain_word_stays_alone(text: str) -> None:
    assert SearchBokmaal({}).split(text) == [text]
