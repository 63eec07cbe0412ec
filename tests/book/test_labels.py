# SPDX-License-Identifier: MIT
"""Every label a reader can meet is in bokmål."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
import sphinx

from plokit.book_ext.translations import LOCALE, compile_catalogue, labels

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "book" / "_templates").glob("*.html"))
SPHINX_LABELS = ("Note", "Warning", "Tip", "Important", "Caution", "Danger", "Error", "Hint", "See also", "Attention")


def test_the_compiled_catalogue_gives_every_label(tmp_path: Path) -> None:
    compile_catalogue(labels(), tmp_path)
    catalogue = gettext.translation("sphinx", tmp_path, [LOCALE])
    assert {english: catalogue.gettext(english) for english in labels()} == labels()


def test_sphinx_itself_or_our_catalogue_knows_every_label_a_page_may_use(tmp_path: Path) -> None:
    compile_catalogue(labels(), tmp_path)
    catalogue = gettext.translation("sphinx", Path(sphinx.__file__).parent / "locale", [LOCALE])
    catalogue.add_fallback(gettext.translation("sphinx", tmp_path, [LOCALE]))
    same_in_bokmaal = {"Hint"}
    untranslated = {label for label in (*SPHINX_LABELS, *labels()) if catalogue.gettext(label) == label}
    assert untranslated <= same_in_bokmaal


def test_placeholders_survive_translation() -> None:
    for english, bokmaal in labels().items():
        assert re.findall("%s", english) == re.findall("%s", bokmaal)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_write_their_own_words_and_no_inline_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\b_\(|{%-?\s*trans", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+=|\sstyle=|https?:", text)


def test_the_search_page_has_words_for_everything_sphinx_says() -> None:
    searchtools = Path(sphinx.__file__).parent / "themes" / "basic" / "static" / "searchtools.js"
    spoken = re.findall(r'(?:\b_|gettext)\(\s*"([^"]+)"', searchtools.read_text(encoding="utf-8"))
    own = (ROOT / "book" / "_static" / "sok.js").read_text(encoding="utf-8")
    assert spoken
    assert [text for text in spoken if text not in own and f"{text}:" not in own] == []
