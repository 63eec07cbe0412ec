# SPDX-License-Identifier: MIT
"""The Feilkatalog: no code without a page, an example, a source; no rule of the sources left out."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html

from plokit.book_ext.catalogue_diff import changes
from plokit.book_ext.catalogue_entries import broken_by_code, entries, group_of, words
from plokit.book_ext.catalogue_pages import all_rules, code_list, error_page, rule_list
from plokit.catalog import load

CATALOG = load()
ENTRIES = entries(CATALOG)
WITHOUT_EXAMPLE = {"XML-STOR", "XSD-ANNET", "KIT-REGEL", "KIT-STEG", "KIT-FIL"}
# How many rules each group of the sources has. A rule that is carried over nowhere is found by this count.
ROWS = {
    "PLO-HOD": 35, "PLO-STA": 15, "PLO-FOR": 9, "PLO-FEL": 14, "PLO-KON": 14, "PLO-KOD": 13, "PLO-JOU": 6,
    "PLO-INN": 15,
    "PLO-HEL": 16, "PLO-LEG": 9, "PLO-ORI": 8, "PLO-MED": 10, "PLO-UTS": 12, "PLO-LOG": 22, "PLO-LEM": 6, "PLO-FRA": 5,
    "PLO-ACK": 8, "GEN": 31, "ID": 17, "HODE": 50, "LINK": 18, "KONT": 7, "VEDL": 13, "XHT": 5, "APPREC": 42,
    "DIALOG": 39, "HENV": 31, "EPI": 24, "EBX": 40, "FLYT-LES": 2,
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_every_code_has_a_page_with_meaning_remedy_rule_and_example(code: str) -> None:
    parts = error_page(CATALOG, code.lower())
    assert parts[0].title.startswith(f"{code}: ")
    anchors = [part.anchor for part in parts]
    assert {"retting", "regelen", "eksempel"} <= set(anchors)
    assert "{" not in "".join(part.title + html.fromstring(f"<div>{part.html}</div>").text_content() for part in parts)
    if ENTRIES[code].seen == "melding" and code not in WITHOUT_EXAMPLE:
        assert "kat-diff" in parts[-1].html


def test_every_rule_says_where_it_comes_from_and_how_strong_it_is() -> None:
    for entry in ENTRIES.values():
        if entry.origin:
            assert entry.origin["label"] in ("lov", "standard", "anbefaling", "lokal avtale")
            plausible = entry.origin["label"] == "anbefaling"
            assert re.search(r"\b(19|20)\d\d\b", entry.origin["source"]) or plausible, entry.code


def test_every_code_that_a_finding_can_have_is_in_the_catalogue() -> None:
    kinds = {key.partition(".")[0] for key in CATALOG.data["texts"]["kinds"]}
    assert kinds | set(CATALOG.data["texts"]["rules"]) <= set(ENTRIES)


def test_every_rule_of_the_sources_is_checked_or_says_why_not() -> None:
    listed = Counter(group_of(row["code"]) for row in all_rules(CATALOG))
    assert listed == ROWS
    assert len({row["code"] for row in all_rules(CATALOG)}) == sum(ROWS.values())


def test_the_lists_link_to_the_pages() -> None:
    linked = {a.get("href") for a in html.fromstring(f"<div>{code_list(CATALOG)}</div>").iter("a")}
    assert {page for page in linked if page.startswith("koder/")} == {
        f"koder/{entry.page}.html" for entry in ENTRIES.values()
    }
    pages = {a.get("href") for a in html.fromstring(f"<div>{rule_list(CATALOG)}</div>").iter("a")}
    assert {page for page in pages if page.startswith("koder/")} <= linked


def test_an_example_shows_the_line_that_is_wrong_and_the_line_that_is_right() -> None:
    broken, mended = broken_by_code()["PLO-HOD-006"][0]
    signs = Counter(sign for sign, _ in changes(broken.text, mended.text))
    assert signs["-"] == signs["+"] == 1


def test_every_group_has_a_name() -> None:
    assert set(ROWS) | {"XML", "XSD", "KIT"} == set(words()["groups"])
