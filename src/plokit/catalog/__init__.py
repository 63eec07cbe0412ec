# SPDX-License-Identifier: MIT
"""The only reader of ``schemas/``: what the engines and pages know, as one immutable catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from plokit.catalog.bundle import load_bundle

__all__ = ["Catalog", "load"]


@dataclass(frozen=True, eq=False)
class Catalog:
    """Named access to the compiled bundle. ``data`` is the bundle itself and must not be changed.

    A catalogue is compared and hashed by identity, so compiled validators can be cached for it.
    """

    data: dict[str, Any]

    @property
    def namespaces(self) -> dict[str, str]:
        """Canonical prefix to namespace."""
        namespaces: dict[str, str] = self.data["namespaces"]
        return namespaces

    @cached_property
    def prefix_of(self) -> dict[str, str]:
        """Namespace to canonical prefix."""
        return {uri: prefix for prefix, uri in self.namespaces.items()}

    @cached_property
    def roots(self) -> dict[str, dict[str, Any]]:
        """Known root elements by prefixed name, in the shape of ``schemas/standards.toml``."""
        return {root["element"]: root for root in self.data["roots"]}

    @property
    def types(self) -> list[dict[str, Any]]:
        """Content models; see plokit.catalog.xsd for their shape."""
        types: list[dict[str, Any]] = self.data["types"]
        return types

    @property
    def elements(self) -> dict[str, int]:
        """Global elements by prefixed name, as index into ``types``."""
        elements: dict[str, int] = self.data["elements"]
        return elements

    def words(self, key: str) -> str:
        """Give one small bokmål phrase of ``schemas/texts/nb/words.toml``."""
        phrase: str = self.data["texts"]["words"][key]
        return phrase

    def name(self, namespace: str, local: str) -> str:
        """Give ``prefix:local`` with the canonical prefix, or the bare local name in an unknown namespace."""
        prefix = self.prefix_of.get(namespace)
        return f"{prefix}:{local}" if prefix else local

    def element_text(self, name: str, parent: str = "") -> dict[str, str]:
        """Give the text entry of an element (``mh:MsgId``) or attribute (``@V``) below a parent (``mh:MsgInfo``).

        The most specific entry wins: ``mh:MsgInfo/MsgId``, ``MsgInfo/MsgId``, ``mh:MsgId``, ``MsgId``. Without an
        entry the XML name itself is the plain name.
        """
        texts = self.data["texts"]["elements"]
        local, parent_local = name.rpartition(":")[2], parent.rpartition(":")[2]
        for key in (f"{parent}/{local}", f"{parent_local}/{local}", name, local):
            if key in texts:
                entry: dict[str, str] = texts[key]
                return entry
        return {"name": local, "text": ""}


@cache
def load() -> Catalog:
    """Give the catalogue of this installation. Raises CatalogError when a data file is missing or wrong."""
    return Catalog(load_bundle())
