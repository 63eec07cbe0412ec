# SPDX-License-Identifier: MIT
"""A small XML tree and the one way samples are written: two spaces a level, text on the line of its element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True)
class Element:
    """One element: prefixed name, attributes in writing order, and either text or children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    children: tuple[Element, ...] = ()


def el(name: str, *content: object, **attributes: str) -> Element:
    """Build an element from text or children; None is left out and lists are flattened."""
    if len(content) == 1 and isinstance(content[0], str):
        return Element(name, attributes, text=content[0])
    return Element(name, attributes, children=tuple(_flatten(content)))


def with_attributes(element: Element, attributes: dict[str, str]) -> Element:
    """Return the element with these attributes after its own (for names that are no Python words)."""
    return Element(element.name, {**element.attributes, **attributes}, element.text, element.children)


def prefixes(elements: Iterable[Element]) -> set[str]:
    """The namespace prefixes that elements and their attributes use, at any depth."""
    found: set[str] = set()
    for element in elements:
        names = [element.name, *(name for name in element.attributes if not name.startswith("xmlns"))]
        found |= {name.split(":")[0] for name in names if ":" in name} | prefixes(element.children)
    return found


def document(root: Element) -> str:
    """Write a whole document with its XML declaration."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, 0)]
    return "\n".join(lines) + "\n"


def _flatten(content: Iterable[object]) -> Iterator[Element]:
    for item in content:
        if item is None:
            continue
        if isinstance(item, Element):
            yield item
        else:
            yield from _flatten(item)  # type: ignore[arg-type]


def _lines(element: Element, level: int) -> Iterator[str]:
    pad = "  " * level
    start = f"{pad}<{element.name}{_attributes(element, level)}"
    if element.text is not None:
        yield f"{start}>{escape(element.text)}</{element.name}>"
    elif not element.children:
        yield f"{start}/>"
    else:
        yield f"{start}>"
        for child in element.children:
            yield from _lines(child, level + 1)
        yield f"{pad}</{element.name}>"


def _attributes(element: Element, level: int) -> str:
    """Attributes on one line; an element that declares several namespaces gets one line for each."""
    pairs = [f"{name}={quoteattr(value)}" for name, value in element.attributes.items()]
    if sum(name.startswith("xmlns") for name in element.attributes) > 1:
        return "".join(" " + pairs[0] if i == 0 else "\n" + "  " * (level + 2) + pair for i, pair in enumerate(pairs))
    return "".join(" " + pair for pair in pairs)
