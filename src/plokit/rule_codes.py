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
MOST = 20_000  # so many sound codes are remembered, then it starts anew


class Codes:
    """Looks codes up for the elements of the messages of one standard and version."""

    def __init__(self, catalog: Catalog, version: str) -> None:
        self.catalog = catalog
        self.version = version
        self.lists: dict[tuple[str, ...], tuple[CodeList, ...]] = {}
        self.sound: set[tuple[str | None, ...]] = set()
        longest = (len(binding.steps) for bindings in catalog.bindings.values() for binding in bindings)
        self.above = max(longest, default=1) - 1  # how far up a binding looks

    def of(self, node: Any) -> tuple[CodeList, ...]:
        """Give the lists that an element may take its code from."""
        key = self.place(node)
        found = self.lists.get(key)
        if found is None:
            path = "/".join(self.name(tag) for tag in reversed(key))
            found = self.lists[key] = self.catalog.code_lists(path, self.version)
        return found

    def place(self, node: Any) -> tuple[str, ...]:
        """Give the tags of an element and of those above it, as far up as matters."""
        tags = [node.tag]
        for _ in range(self.above):
            node = node.getparent()
            if node is None:
                break
            tags.append(node.tag)
        return tuple(tags)

    def sound_code(self, node: Any) -> bool:
        """List, code and text of an element are all right, as most are; then no rule about codes need be asked."""
        key = (*self.place(node), node.get("V"), node.get("S"), node.get("DN"))
        if key in self.sound:
            return True
        if not (self.known(node) and self.text_fits(node) and self.list_fits(node)):
            return False
        if len(self.sound) >= MOST:
            self.sound.clear()
        self.sound.add(key)
        return True

    def name(self, tag: str) -> str:
        namespace, _, local = tag.rpartition("}")
        return self.catalog.name(namespace[1:], local)

    def list(self, node: Any) -> CodeList | None:
        """Give the one list of an element: the one that S names, or without S the only one bound.

        None when S names a list that is not bound: that is the mistake, and the code is not judged by it.
        """
        oid, lists = node.get("S", "").strip(" \t\r\n"), self.of(node)
        if not oid:
            return lists[0] if len(lists) == 1 else None
        found = self.catalog.codes_by_oid.get(oid)
        return found if not lists or any(found is one for one in lists) else None

    def known(self, node: Any) -> bool:
        """V is a value of its list, of now or before; True when the list is not kept whole enough to say."""
        code, found = node.get("V", "").strip(" \t\r\n"), self.list(node)
        return not code or found is None or not found.doubtful(code)

    def text_fits(self, node: Any) -> bool:
        """DN is the list's text for V, of now or before; True when the list does not know the code or its text."""
        code, said = node.get("V", "").strip(" \t\r\n"), folded(node.get("DN", ""))
        found = self.list(node)
        text = found.values.get(code, "") if found else ""
        if found is None or not said or not text or said == folded(text):
            return True
        return said in (folded(older) for older in found.also.get(code, ()))

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
