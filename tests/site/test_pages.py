# SPDX-License-Identifier: MIT
"""Every page: there, named, in bokmål, closed to foreign scripts, and honest about what it is."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import pytest

from tests.site.pages import LESSONS, PAGES, SITE, page, published

POLICY = {
    "default-src": {"'self'"},
    "script-src": {"'self'", "'wasm-unsafe-eval'"},
    "connect-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'self'"},
    "form-action": {"'self'"},
}
NOT_SCRIPT = {"application/json", "application/ld+json"}


def test_the_book_has_these_pages_and_no_others():
    assert published() == sorted(PAGES)


def test_the_front_page_stands_at_the_short_address_too():
    assert page("index.html").texts("//main") == page("book/index.html").texts("//main")


def test_a_page_has_one_title_and_one_main_heading(each):
    titles, headings = each.texts("//title[not(ancestor::svg)]"), each.texts("//h1")
    assert len(titles) == len(headings) == 1, (titles, headings)
    assert "Meldingsverkstedet" in titles[0]
    assert headings[0].rstrip("#")


def test_no_two_pages_have_the_same_title():
    titles = [page(name).texts("//title[not(ancestor::svg)]")[0] for name in PAGES if name != "index.html"]
    assert len(set(titles)) == len(titles), titles


def test_headings_go_down_one_level_at_a_time(each):
    levels = [
        int(heading.tag[1]) for heading in each.tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_a_page_says_that_it_is_in_bokmaal(each):
    assert each.tree.get("lang") == "nb"


def test_a_page_fits_the_screen_it_is_read_on(each):
    assert {meta.get("content") for meta in each.tree.xpath("//meta[@name='viewport']")} == {
        "width=device-width, initial-scale=1"
    }


def test_a_page_forbids_what_it_does_not_need(each):
    first, *more = each.tree.xpath("//meta[@http-equiv='Content-Security-Policy']")
    assert not more
    assert each.tree.xpath("//head/*")[0] is first, "what stands before the policy is not under it"
    said = {name: set(sources) for name, *sources in (rule.split() for rule in first.get("content").split(";") if rule)}
    assert {name: said.get(name) for name in POLICY} == POLICY
    assert not any({"'unsafe-eval'", "*", "http:", "https:"} & sources for sources in said.values())
    assert "'unsafe-inline'" not in said["script-src"]


def test_no_script_stands_in_the_page_itself(each):
    inline = [s for s in each.tree.xpath("//script[not(@src)]") if s.get("type") not in NOT_SCRIPT]
    assert inline == []
    assert each.tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert [link for link in each.links if link.startswith("javascript:")] == []


def test_a_page_loads_each_file_once(each):
    files = [
        re.sub(r"\?.*", "", source) for source in each.tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    ]
    assert len(set(files)) == len(files), sorted(files)


def test_a_page_says_that_it_is_for_practice(each):
    assert any("Øving, ikke offisiell kontroll" in text for text in each.texts("//body"))
    assert any("Ingenting du skriver forlater nettleseren din." in text for text in each.texts("//footer"))


@pytest.mark.parametrize("name", LESSONS)
def test_a_message_shown_as_the_receiver_sees_it_is_marked_as_test_data(name):
    assert any("TESTDATA" in text for text in page(f"notebooks/{name}.html").texts("//main"))


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_can_be_taken_away_as_a_notebook(name):
    page_name = f"notebooks/{name}.html"
    [notebook] = [link for link in page(page_name).links if link.endswith(".ipynb")]
    assert ((SITE / page_name).parent / notebook).is_file()


def test_pictures_are_named_for_those_who_do_not_see_them(each):
    assert [image.get("src") for image in each.tree.xpath("//img[not(@alt)]")] == []
    unnamed = each.tree.xpath("//svg[@role='img'][not(title) and not(@aria-label)]")
    assert unnamed == []


def test_ids_are_given_once(each):
    ids = each.tree.xpath("//@id")
    assert sorted({name for name in ids if ids.count(name) > 1} if len(set(ids)) != len(ids) else ()) == []


def test_page_weights_are_told(record_property, terminal):
    rows = [(name, (SITE / name).read_bytes()) for name in PAGES]
    terminal("Page weights (HTML alone)", "bytes", "gzipped")
    for name, data in rows:
        terminal(name, f"{len(data):,}", f"{len(gzip.compress(data, 6)):,}")
        record_property(name, len(data))
    assert all(data for _, data in rows)
