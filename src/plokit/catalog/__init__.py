# SPDX-License-Identifier: MIT
"""The only reader of ``schemas/``: what the engines and pages know, as one immutable catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from plokit.catalog.bundle import load_bundle
from plokit.catalog.codes import Binding, CodeList, bindings_by_last_step, code_list_of

__all__ = ["Catalog", "CodeList", "load"]


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

    @cached_property
    def codes(self) -> dict[str, CodeList]:
        """Code lists by number (``7309``)."""
        return {number: code_list_of(number, entry) for number, entry in self.data["codes"].items()}

    @cached_property
    def codes_by_oid(self) -> dict[str, CodeList]:
        """Code lists by OID."""
        return {found.oid: found for found in self.codes.values()}

    @cached_property
    def bindings(self) -> dict[str, list[Binding]]:
        """Which element takes which code list, by the last step; see plokit.catalog.codes."""
        return bindings_by_last_step(self.data["bindings"])

    def code_lists(self, path: str, version: str = "") -> tuple[CodeList, ...]:
        """Give the lists an element may take its code from; none when no list is bound or known.

        ``path`` is the element's path, whole or its end, with or without canonical prefixes and positions:
        ``/mh:MsgHead/mh:MsgInfo[1]/mh:Type`` or ``MsgInfo/Type``; ``…/epj3:Styrke/@U`` is the unit of a quantity.
        ``version`` is standard and version as in ``schemas/standards.toml``: ``PLO 1.5``.
        """
        steps = tuple(step.partition("[")[0] for step in path.strip("/").split("/"))
        for binding in self.bindings.get(steps[-1].rpartition(":")[2], ()):
            if binding.fits(steps, version):
                return tuple(self.codes[number] for number in binding.lists)
        return ()

    def code_list(self, path: str, version: str = "", oid: str = "") -> CodeList | None:
        """Give the one list of an element: among several the one that ``oid`` (attribute S) names, else the first.

        None when no list is bound, or ``oid`` names a list that does not belong there.
        """
        lists = self.code_lists(path, version)
        return next((found for found in lists if oid in ("", found.oid)), None)


@cache
def load() -> Catalog:
    """Give the catalogue of this installation. Raises CatalogError when a data file is missing or wrong."""
    return Catalog(load_bundle())
