# SPDX-License-Identifier: MIT
"""Links within the book lead somewhere, and no page reaches for another host."""

from __future__ import annotations

import re

import pytest

from tests.site.pages import SITE, anchors, in_styles, is_foreign, page, published, target

# Names that look like addresses: namespaces of XML and SVG, and the sentences of licences. Nothing is loaded from them.
NAMES = re.compile(
    r"https?://(www\.w3\.org/|www\.kith\.no/|relaxng\.org/|purl\.oclc\.org/|ehelse\.no/|snowballstem\.org/"
    r"|developer\.mozilla\.org/en-US/docs/|www\.sphinx-doc\.org/)"
)
ADDRESS = re.compile(r"\b(?:https?|wss?)://[\w.-]+\.[a-z]{2,}[^\s\"'`\\)<>]*")
LOADERS = re.compile(
    r"""(?:fetch|importScripts|import|Worker|EventSource|WebSocket|sendBeacon)\s*\(\s*["'`](?:\w+:)?//"""
)
JS_IMPORTS = re.compile(r"""(?:from|import)\s*\(?\s*["'`]([^"'`]+)["'`]""")


def loaded_files(*suffixes):
    """Every style sheet or script that some page loads, and what those load in turn."""
    found, waiting = set(), {target(name, address)[0] for name in published() for address in page(name).loads}
    waiting |= set((SITE / "_static" / "plo").resolve().glob("*.mjs")) - {(SITE / "_static/plo/validate.mjs").resolve()}
    while waiting:
        file = waiting.pop()
        if file in found or not file.is_file():
            continue
        found.add(file)
        if file.suffix == ".css":
            waiting |= {
                (file.parent / address.split("?")[0]).resolve() for address in in_styles(file.read_text("utf-8"))
            }
    return sorted(file for file in found if file.suffix in suffixes)


def test_a_page_loads_nothing_from_another_host(each):
    assert [address for address in each.loads if is_foreign(address)] == []


def test_style_sheets_load_nothing_from_another_host():
    sheets = loaded_files(".css")
    assert sheets
    assert [(file.name, url) for file in sheets for url in in_styles(file.read_text("utf-8")) if is_foreign(url)] == []


def test_scripts_name_no_host_they_could_reach():
    scripts = loaded_files(".js", ".mjs")
    assert scripts
    for file in scripts:
        code = file.read_text("utf-8")
        assert [url for url in ADDRESS.findall(code) if not NAMES.match(url)] == [], file.name
        assert LOADERS.findall(code) == [], file.name


def test_everything_a_page_loads_is_there(each):
    missing = [
        address
        for address in each.loads
        if not address.startswith("data:") and not target(each.name, address)[0].is_file()
    ]
    assert missing == []


def test_links_within_the_book_lead_somewhere(each):
    broken = []
    for link in each.links:
        if is_foreign(link):
            continue
        file, anchor = target(each.name, link)
        inside = file.is_relative_to(SITE.resolve())
        if not inside or not file.is_file() or (anchor and file.suffix == ".html" and anchor not in anchors(file)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_front_page():
    seen, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        files = (target(name, link)[0] for link in page(name).links if not is_foreign(link))
        waiting += [file.relative_to(SITE.resolve()).as_posix() for file in files if file.suffix == ".html"]
    assert set(published()) - seen <= {"index.html"}


@pytest.mark.parametrize("name", [name for name in ("notebooks", "book") if (SITE / name).is_dir()])
def test_links_out_of_the_book_are_plain_https_or_mail(name):
    out = {
        link
        for page_name in published()
        if page_name.startswith(name)
        for link in page(page_name).links
        if is_foreign(link)
    }
    assert [link for link in out if not link.startswith(("https://", "mailto:"))] == []
