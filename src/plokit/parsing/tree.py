# SPDX-License-Identifier: MIT
"""A light tree that knows where everything stands in the text. libxml2 judges; this tree finds the place."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Attribute:
    """One attribute: name as written, namespace, local name, raw value, and where the name starts."""

    raw: str
    namespace: str
    local: str
    value: str
    offset: int


@dataclass(slots=True, eq=False)
class Node:
    """One element: ``start`` is the offset of its ``<``, ``content`` of its content, ``close`` of its end tag.

    ``end`` is the offset after the whole element. ``xmlns`` holds the namespaces declared in its start tag: prefix to
    namespace and the offset of the declaration.
    """

    raw: str
    namespace: str
    local: str
    start: int
    content: int
    parent: Node | None
    attributes: list[Attribute] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    close: int = -1
    end: int = -1
    text: str = ""
    xmlns: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def self_closed(self) -> bool:
        """True when the element is written as one tag: ``<a/>``."""
        return self.end == self.content

    @property
    def prefix(self) -> str:
        """The prefix as written, or ""."""
        return self.raw.rpartition(":")[0]

    def attribute(self, raw: str) -> Attribute | None:
        """Give the attribute with this name as written, if there."""
        return next((a for a in self.attributes if a.raw == raw), None)

    def descend(self, ordinals: list[int]) -> Node:
        """Give the element found by counting element children from this one."""
        node = self
        for ordinal in ordinals:
            node = node.children[ordinal]
        return node


def place(text: str, offset: int) -> tuple[int, int]:
    """Give the 1-based line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
