# SPDX-License-Identifier: MIT
"""Find things in the light tree by local names. The namespaces were settled when the message was recognised."""

from __future__ import annotations

from collections.abc import Iterator

from plokit.parsing.tree import Node


def child(node: Node | None, name: str) -> Node | None:
    """Give the first child with a local name."""
    return None if node is None else next((one for one in node.children if one.local == name), None)


def children(node: Node | None, name: str) -> list[Node]:
    """Give all children with a local name."""
    return [] if node is None else [one for one in node.children if one.local == name]


def find(node: Node | None, path: str) -> Node | None:
    """Give the first element along a path of local names, ``Document/RefDoc/Content``."""
    for name in path.split("/"):
        node = child(node, name)
    return node


def below(node: Node | None, name: str) -> Iterator[Node]:
    """Give every element with a local name below this one, in document order."""
    waiting = [] if node is None else list(reversed(node.children))
    while waiting:
        one = waiting.pop()
        if one.local == name:
            yield one
        waiting.extend(reversed(one.children))


def text(node: Node | None) -> str:
    """Give the text of an element without white space around it, or ""."""
    return "" if node is None else node.text.strip()


def value(node: Node | None, attribute: str = "V") -> str:
    """Give an attribute without white space around it, or ""."""
    found = None if node is None else node.attribute(attribute)
    return "" if found is None else found.value.strip()


def text_or_value(node: Node | None) -> str:
    """Give the V of an element, or its text: the same fact is written both ways in different standards."""
    return value(node) or text(node)
