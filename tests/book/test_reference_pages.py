# SPDX-License-Identifier: MIT
"""The pages of the reference: light, whole, with every link leading somewhere and no place left to fill in."""

from __future__ import annotations

import gzip
import re

import pytest
from lxml import etree, html

from plokit.book_ext.reference_bridge import bridge_name, pairs
from plokit.book_ext.reference_bridge_html import bridge_page
from plokit.book_ext.reference_lists import LISTS
from plokit.book_ext.reference_pages import code_page, message_page
from plokit.book_ext.reference_stubs import stubs
from plokit.book_ext.reference_tree import find, messages
from plokit.book_ext.reference_try import trial
from plokit.catalog import load

CATALOG = load()
PAGES = {
    **{f"meldinger/{message.slug}": message_page(CATALOG, message) for message in messages(CATALOG)},
    **{f"broer/{bridge_name(old)}": bridge_page(CATALOG, bridge_name(old)) for old, _ in pairs(CATALOG)},
    **{f"kodeverk/{number}": code_page(CATALOG, number) for number in CATALOG.codes},
}
HEAVIEST, HEAVIEST_PACKED = 250_000, 40_000


@pytest.fixture(params=PAGES, name="name")
def page_name(request):
    return request.param


def content(name):
    return "".join(f'<h2 id="{part.anchor}">{part.title}</h2>{part.html}' for part in PAGES[name])


def tree(name):
    return html.fragment_fromstring(content(name), create_parent="main")


def test_a_page_is_light(name):
    data = content(name).encode()
    assert len(data) < HEAVIEST
    assert len(gzip.compress(data, 6)) < HEAVIEST_PACKED


def test_a_page_is_well_formed(name):
    assert etree.fromstring(f"<main>{content(name)}</main>") is not None


def test_an_id_is_given_once(name):
    ids = tree(name).xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_every_link_leads_to_a_page_and_a_place_on_it(name):
    own = "referanse/"
    known = {f"../{path.removeprefix(own).removesuffix('.md')}.html" for path in stubs(CATALOG) if path.startswith(own)}
    known |= {f"../{each}.html" for each in ("index", "broer", "bestar", "kodeverk", "versjoner")}
    for link in tree(name).xpath("//a/@href"):
        path, _, anchor = link.partition("#")
        if path.startswith("../../../schemas/"):
            continue
        assert not path or path in known, link
        place = path.removeprefix("../").removesuffix(".html") if path else name
        if anchor and place in PAGES:
            assert anchor in anchors(place), link


def anchors(name, known={}):  # noqa: B006 - remembered on purpose, the pages are large
    if name not in known:
        known[name] = set(tree(name).xpath("//@id"))
    return known[name]


def test_no_place_is_left_to_fill_in(name):
    assert re.findall(r"\{\w+\}", tree(name).text_content()) == []


@pytest.mark.parametrize("message", messages(CATALOG), ids=lambda each: each.slug)
def test_a_field_tells_its_names_and_whether_it_must_be_there(message):
    shown = tree(f"meldinger/{message.slug}")
    for item in message.fields[1:]:
        [summary] = shown.xpath("//li[@id=$id]/details/summary", id=item.anchor)
        assert item.name == summary.findtext("code")
        assert summary.findtext("b")
        assert summary.xpath("span")[0].text.startswith("må" if item.low else "kan")


def test_a_coded_field_shows_list_values_rules_and_an_example():
    anchor = "InformasjonOmForsendelsen.Forsendelsesstatus"
    [item] = tree("meldinger/innleggelsesrapport-1-6").xpath("//li[@id=$id]", id=anchor)
    said = item.text_content()
    assert "<Forsendelsesstatus V=" in said
    assert {"../kodeverk/7309.html", "#PLO-STA-001"} <= set(item.xpath(".//a/@href"))
    assert "Kansellering" in said


def test_a_code_list_that_is_not_whole_says_so():
    for number, codes in CATALOG.codes.items():
        assert ("Hele listen er med." in content(f"kodeverk/{number}")) == codes.complete


@pytest.mark.parametrize("name_of_list", LISTS)
def test_an_overview_names_everything_of_its_kind(name_of_list):
    links = html.fromstring(LISTS[name_of_list](CATALOG)).xpath("//a/@href")
    folder = "meldinger" if name_of_list == "versjoner" else name_of_list
    wanted = {f"{name}.html" for name in PAGES if name.startswith(f"{folder}/")}
    assert {link.partition("#")[0] for link in links} == wanted


def test_the_page_for_old_messages_says_that_namespaces_are_replaced_and_carries_the_names():
    page = trial(CATALOG)
    assert "Navnerommene byttes til 1.6" in page
    assert '"rewrite":{"http://www.kith.no/xmlstds/po/' in page
    assert find(CATALOG, "innleggelsesrapport-1-5").prefix == "inn15"
