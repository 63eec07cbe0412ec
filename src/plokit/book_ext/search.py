# SPDX-License-Identifier: MIT
"""Search in bokmål: compound words are found by their last part, and pages may name search words of their own."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.search.no import SearchNorwegian

from .translations import TEXTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHORTEST_FIRST_PART = 3


class SearchBokmaal(SearchNorwegian):
    """Norwegian search that also indexes a compound under its last part."""

    def init(self, options: dict[str, str]) -> None:
        """Read the last parts once for the whole index."""
        super().init(options)
        parts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["search"]["last_parts"]
        self.last_parts = {self.stem(part): part for part in parts}

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx names the argument
        """Give the words of a text, each compound followed by its last part."""
        found: list[str] = []
        for word in super().split(input):
            found.append(word)
            if word.endswith("ar"):  # Snowball cuts -ar off «klar» but keeps it in «klare»
                found.append(f"{word}e")
            stem = self.stem(word.lower())
            found.extend(
                part
                for ending, part in self.last_parts.items()
                if stem.endswith(ending) and len(stem) >= len(ending) + SHORTEST_FIRST_PART
            )
        return found


def add_search_words(app: Sphinx, doctree: nodes.document) -> None:
    """Turn the front matter field «sok: ord, flere ord» into keywords that the index reads."""
    words = app.env.metadata[app.env.docname].get("sok")
    if words:
        doctree.append(nodes.meta("", name="keywords", content=str(words)))


def setup(app: Sphinx) -> None:
    """Register the language and the front matter field."""
    app.add_search_language(SearchBokmaal)
    app.connect("doctree-read", add_search_words)
