# SPDX-License-Identifier: MIT
"""Bokmål for the Sphinx labels that Sphinx itself leaves in English."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

LOCALE = "nb_NO"
TEXTS = Path(__file__).with_name("texts.toml")


def labels() -> dict[str, str]:
    """English label to bokmål label, as written in texts.toml."""
    return dict(tomllib.loads(TEXTS.read_text(encoding="utf-8"))["sphinx"])


def compile_catalogue(texts: Mapping[str, str], folder: Path) -> Path:
    """Write the labels as a gettext catalogue under folder and return its path."""
    catalogue = Catalog(locale=LOCALE, domain="sphinx")
    for english, bokmaal in texts.items():
        catalogue.add(english, bokmaal)
    target = folder / LOCALE / "LC_MESSAGES" / "sphinx.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        write_mo(stream, catalogue)
    return target


def setup(app: Sphinx) -> None:
    """Load the catalogue; Sphinx's own Norwegian answers first, ours fills the gaps."""
    with tempfile.TemporaryDirectory() as folder:
        compile_catalogue(labels(), Path(folder))
        app.add_message_catalog("sphinx", folder)
