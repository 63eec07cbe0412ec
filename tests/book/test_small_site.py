# SPDX-License-Identifier: MIT
"""A site of three small pages, built with the book's real settings, shows what the extension adds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from jupyter_book.sphinx import build_sphinx

from plokit.book_ext.page_context import POLICY

ROOT = Path(__file__).parents[2]
PAGE = """---
sok: sjeldentord
---
# Prøve

Innledning med ordet applikasjonskvittering.

## Første del

:::{fakta}
- **Frist:** straks {merke}`lov`
:::

:::{bilde} konvolutt
:::

::::{kortrad}
:::{kort} Om
:lenke: /book/om
:bilde: hjem
:merknad: 5 minutter

Tekst på kortet.
:::
::::

| Hva | Når |
|---|---|
| Rapport | Samme dag |

## Andre del

```{raw} html
<script>inline();</script><plo-validator></plo-validator>
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("bok")
    shutil.copytree(ROOT / "book" / "_static", source / "book" / "_static")
    shutil.copytree(ROOT / "book" / "_templates", source / "book" / "_templates")
    (source / "book" / "index.md").write_text("# Forside\n\nHei. [Prøve](prove.md)\n", encoding="utf-8")
    (source / "book" / "prove.md").write_text(PAGE, encoding="utf-8")
    (source / "book" / "om.md").write_text("# Om\n\nTekst.\n", encoding="utf-8")
    dist = source / "web" / "dist"
    dist.mkdir(parents=True)
    (dist / "plo-loader.mjs").write_text("export {};\n")
    (dist / "plo-validator.css").write_text("p {}\n")
    chapters = [{"file": "book/prove"}, {"file": "book/om"}]
    toc = {"format": "jb-book", "root": "book/index", "parts": [{"caption": "Del", "chapters": chapters}]}
    (source / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    shutil.copy(ROOT / "_config.yml", source)
    target = source / "_build" / "html"
    result = build_sphinx(
        str(source),
        str(target),
        confdir=str(source),
        noconfig=True,
        path_config=str(source / "_config.yml"),
        confoverrides={"external_toc_path": str(source / "_toc.yml"), "latex_individualpages": False},
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    assert result == 0
    return target


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    return (site / "book" / "prove.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["index.html", "book/index.html", "book/prove.html", "search.html"])
def test_every_page_begins_with_the_policy_and_speaks_bokmaal(site: Path, name: str) -> None:
    html = (site / name).read_text(encoding="utf-8")
    assert re.search(r'<html lang="nb"[^>]*>\s*<head>\s*<meta http-equiv="Content-Security-Policy"', html)
    assert f'content="{POLICY}"' in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)
    assert "Hopp til innholdet" in html
    assert "Øving, ikke offisiell kontroll" in html


def test_an_inline_script_lies_in_a_file_of_the_site(site: Path, page: str) -> None:
    [path] = re.findall(r'src="\.\./(_static/inline/[^"]+)"', page)
    assert (site / path).read_text() == "inline();\n"


def test_only_pages_with_a_widget_load_the_front_end(site: Path, page: str) -> None:
    assert '<script type="module" src="../_static/plo/plo-loader.mjs"></script>' in page
    assert '<link rel="stylesheet" href="../_static/plo/plo-validator.css">' in page
    assert (site / "_static" / "plo" / "plo-loader.mjs").is_file()
    assert "plo-loader" not in (site / "book" / "om.html").read_text(encoding="utf-8")


def test_facts_cards_pictures_and_labels_are_drawn(page: str) -> None:
    assert re.search(r'<div class="[^"]*\bfakta\b', page)
    assert '<span class="merke merke-lov">lov</span>' in page
    assert re.search(r'<li class="kort"><svg[^>]*>\s*<title>Hus i kommunen</title>', page)
    assert re.search(r'<p class="kort-tittel"><a class="reference internal" href="om.html">', page)
    assert '<td role="cell" data-label="Når">' in page


def test_the_menu_shows_where_the_reader_is(page: str) -> None:
    assert re.search(r'<a href="#" aria-current="page">Prøve</a>', page)
    assert '<a href="#andre-del">Andre del</a>' in page


def test_front_page_in_the_root_leads_into_the_book(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="book/prove.html"' in html
    assert 'data-content_root="./"' in html


def test_search_words_and_last_parts_are_in_the_index(site: Path) -> None:
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert '"sjeldentord"' in index
    assert '"kvittering"' in index


def test_documented_schemas_are_published(site: Path) -> None:
    assert (site / "schemas" / "catalog.xml").is_file()
