# SPDX-License-Identifier: MIT
"""Sphinx extension of the book: Norwegian labels, own page frame data, strict pages, search in bokmål."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import directives, finish, freshness, page_context, reference, schema_list, search, translations

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Wire every part of the extension to the event it answers."""
    # Jupyter Book always sets this value, for an extension that this book leaves out.
    app.add_config_value("comments_config", {}, "")
    for part in (translations, search, directives, schema_list, reference, freshness, page_context, finish):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
