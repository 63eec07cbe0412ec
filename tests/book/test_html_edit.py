# SPDX-License-Identifier: MIT
"""Edits of finished HTML keep everything but what the policy or the reader needs changed."""

from __future__ import annotations

import pytest

from plokit.book_ext.html_edit import moved_address, moved_up, strict


def test_a_page_without_anything_to_change_is_kept_byte_for_byte() -> None:
    page = "<!DOCTYPE html>\n<p title='a &amp; b'>&aring; & é\u2028<br/><svg viewBox='0 0 1 1'/></p>\r\n"
    assert strict(page, "").html == page


def test_inline_scripts_become_files_in_their_place_and_order() -> None:
    edited = strict("<p>1</p><script>a();</script><p>2</p><script type=module>b()</script>", "../")
    first, second = edited.scripts
    assert list(edited.scripts.values()) == ["a();\n", "b()\n"]
    assert edited.html == (
        f'<p>1</p><script src="../{first}"></script><p>2</p><script type="module" src="../{second}"></script>'
    )


def test_the_same_script_gets_the_same_file_on_every_page() -> None:
    assert strict("<script>a()</script>", "").scripts == strict("<b>x</b><script> a() </script>", "../").scripts


def test_editing_twice_changes_nothing_more() -> None:
    once = strict('<script>a()</script><p onclick="b()">x</p><table class="docutils"><tr><td>1</table>', "").html
    assert strict(once, "").html == once


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json", "importmap"])
def test_data_blocks_stay(kind: str) -> None:
    page = f'<script type="{kind}" class="plo-state">{{"text": "<a onclick=1>"}}</script>'
    assert strict(page, "").html == page


def test_notebook_widget_state_and_empty_scripts_go() -> None:
    page = '<script type="application/vnd.jupyter.widget-state+json">{}</script><script>\n</script><p>x</p>'
    assert strict(page, "").html == "<p>x</p>"


def test_handlers_in_attributes_go_and_the_rest_of_the_tag_stays() -> None:
    assert strict('<button class="a" onclick="x(\'&quot;\')" disabled>', "").html == '<button class="a" disabled>'


def test_table_cells_know_their_heading_and_their_role() -> None:
    page = (
        '<table class="docutils align-default"><thead><tr><th>Hva</th><th>N&aring;r <b>da</b></th></tr></thead>'
        "<tbody><tr><td>A</td><td>B</td></tr></tbody></table>"
    )
    html = strict(page, "").html
    assert '<td role="cell" data-label="Hva">A</td>' in html
    assert '<td role="cell" data-label="Når da">B</td>' in html
    assert '<th role="columnheader">Hva</th>' in html


def test_tables_of_others_are_left_alone() -> None:
    page = "<table><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>"
    assert strict(page, "").html == page


@pytest.mark.parametrize(
    ("address", "moved"),
    [
        ("om.html", "book/om.html"),
        ("../_static/a.css?v=1", "_static/a.css?v=1"),
        ("../notebooks/x.html#prov-selv", "notebooks/x.html#prov-selv"),
        ("../", "./"),
        ("#innhold", "#innhold"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("data:image/png;base64,AA//", "data:image/png;base64,AA//"),
        ("/rot", "/rot"),
    ],
)
def test_addresses_are_read_from_the_root(address: str, moved: str) -> None:
    assert moved_address(address, "book") == moved


def test_a_moved_page_changes_addresses_only() -> None:
    page = '<html data-content_root="../"><a href="om.html">om.html</a><img alt="" src="../_static/m.svg" /></html>'
    assert moved_up(page, "book") == (
        '<html data-content_root="./"><a href="book/om.html">om.html</a><img alt="" src="_static/m.svg" /></html>'
    )
