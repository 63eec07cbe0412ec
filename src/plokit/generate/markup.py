# SPDX-License-Identifier: MIT
"""A small XML tree with canonical prefixes, and the one way it is written: two spaces a level, UTF-8."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

SHORT = {"po15": "po", "po20": "po"}  # the prefix that people know, in every version


@dataclass(slots=True)
class Element:
    """One element: canonical prefixed name, attributes in writing order, and either text or children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Give this element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def document(root: Element, namespaces: Mapping[str, str]) -> str:
    """Write a whole document with its XML declaration."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    _write(root, 0, "", {}, namespaces, lines)
    return "\n".join(lines) + "\n"


def _write(
    element: Element,
    level: int,
    default: str,
    declared: dict[str, str],
    namespaces: Mapping[str, str],
    lines: list[str],
) -> None:
    """Write one element. The root and a payload own the default namespace; others get prefixes, declared once."""
    prefix, _, local = element.name.partition(":")
    pairs: list[tuple[str, str]] = []
    if not default or (prefix != default and prefix not in declared):
        default = prefix
        pairs.append(("xmlns", namespaces[prefix]))
        declared = {}
        for other in dict.fromkeys(_prefixes(element)):
            if other != prefix:
                declared[other] = SHORT.get(other, other)
                pairs.append((f"xmlns:{declared[other]}", namespaces[other]))
    name = local if prefix == default else f"{declared[prefix]}:{local}"
    pairs += [(_attribute(key, declared), value) for key, value in element.attributes.items()]
    pad = "  " * level
    between = f"\n{pad}    " if sum(key.startswith("xmlns") for key, _ in pairs) > 1 else " "
    start = f"{pad}<{name} {between.join(f'{key}={quoteattr(value)}' for key, value in pairs)}".rstrip(" ")
    if element.children:
        lines.append(f"{start}>")
        for child in element.children:
            _write(child, level + 1, default, declared, namespaces, lines)
        lines.append(f"{pad}</{name}>")
    elif element.text:
        lines.append(f"{start}>{escape(element.text)}</{name}>")
    else:
        lines.append(f"{start}/>")


def _attribute(key: str, declared: dict[str, str]) -> str:
    prefix, _, local = key.rpartition(":")
    return f"{declared[prefix]}:{local}" if prefix else key


def _prefixes(element: Element) -> Iterator[str]:
    """Give the prefixes used in an element, not looking into the Content of an envelope or an attachment."""
    yield element.name.partition(":")[0]
    for key in element.attributes:
        if ":" in key:
            yield key.partition(":")[0]
    if not element.name.endswith(":Content"):
        for child in element.children:
            yield from _prefixes(child)
