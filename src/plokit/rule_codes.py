# SPDX-License-Identifier: MIT
"""Stage 5, helper: the named functions of the rules that look a code up in its list.

They take the element itself (``kit:code-known(.)``), for which list it takes is told by its path and by the version
of the message. Twin: ``web/engine/codes.ts``.
"""

from __future__ import annotations

import re
from typing import Any

from plokit.catalog import Catalog
from plokit.catalog.codes import CodeList

SPACE = re.compile(r"[ \t\r\n]+")


class Codes:
    """Looks codes up for the elements of one message."""

    def __init__(self, catalog: Catalog, version: str) -> None:
        self.catalog = catalog
        self.version = version
        self.lists: dict[tuple[str, ...], tuple[CodeList, ...]] = {}

    def of(self, node: Any) -> tuple[CodeList, ...]:
        """Give the lists that an element may take its code from."""
        tags = [node.tag, *(parent.tag for parent in node.iterancestors())]
        key = tuple(tags[:6])
        found = self.lists.get(key)
        if found is None:
            path = "/".join(self.name(tag) for tag in reversed(tags))
            found = self.lists[key] = self.catalog.code_lists(path, self.version)
        return found

    def name(self, tag: str) -> str:
        namespace, _, local = tag.rpartition("}")
        return self.catalog.name(namespace[1:], local)

    def list(self, node: Any) -> CodeList | None:
        """Give the one list of an element: the bound one that S names, else, without S, the first bound one."""
        oid = node.get("S", "").strip(" \t\r\n")
        if oid:
            return self.catalog.codes_by_oid.get(oid)
        return next(iter(self.of(node)), None)

    def known(self, node: Any) -> bool:
        """V is a value of its list, of now or before; True when the list is not kept whole enough to say."""
        code, found = node.get("V", "").strip(" \t\r\n"), self.list(node)
        return not code or found is None or not found.doubtful(code)

    def text_fits(self, node: Any) -> bool:
        """DN is the list's text for V; True for older values, and when the list does not know the code or its text."""
        code, said = node.get("V", "").strip(" \t\r\n"), folded(node.get("DN", ""))
        found = self.list(node)
        text = found.values.get(code, "") if found else ""
        return not said or not text or said == folded(text)

    def list_fits(self, node: Any) -> bool:
        """S is one of the lists bound to the element; True without S, or when no list is bound."""
        oid, lists = node.get("S", "").strip(" \t\r\n"), self.of(node)
        return not oid or not lists or oid in {found.oid for found in lists}

    def text(self, node: Any) -> str:
        """Give the list's text for V, or ""."""
        found = self.list(node)
        return found.values.get(node.get("V", "").strip(" \t\r\n"), "") if found else ""

    def list_name(self, node: Any) -> str:
        """Give number and name of the list of an element, as «7309 Forsendelsesstatus», or ""."""
        found = self.list(node)
        return f"{found.number} {found.name}" if found else ""

    def right_list(self, node: Any) -> str:
        """Give the OID of the first list bound to the element, or ""."""
        return next((found.oid for found in self.of(node)), "")

    def near(self, node: Any) -> str:
        """Give the only value of the list that the reader can have meant: the one with this DN, or "".

        "" also when several values have that text.
        """
        found, said = self.list(node), folded(node.get("DN", ""))
        if found is None or not said:
            return ""
        meant = [value for value, text in found.values.items() if folded(text) == said]
        return meant[0] if len(meant) == 1 else ""


def folded(text: str) -> str:
    """Give a text with its white space folded and in lower case, for comparing."""
    return SPACE.sub(" ", text).strip(" ").lower()
