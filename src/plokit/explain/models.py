# SPDX-License-Identifier: MIT
"""Walk content models: which type an element has, and which children its parent expects, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plokit.catalog import Catalog
from plokit.parsing.tree import Node


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a child element. ``position`` orders the places; alternatives of one choice share it."""

    name: str
    type: int
    position: int
    least: int
    most: int
    choice: int
    choice_most: int
    fixed: str | None


def qualified(node: Node, catalog: Catalog) -> str:
    """Give the element name with its canonical prefix; the bare local name in an unknown namespace."""
    return catalog.name(node.namespace, node.local)


@lru_cache(maxsize=2048)
def slots(type_index: int | None, catalog: Catalog) -> tuple[Slot, ...]:
    """Give the places for children of a type, in order; none when no children are allowed."""
    particle = None if type_index is None else catalog.types[type_index].get("p")
    found: list[Slot] = []
    if particle:
        _flatten(particle, 0, 0, -1, found)
    return tuple(found)


def _flatten(particle: list[Any], position: int, choice: int, choice_most: int, found: list[Slot]) -> int:
    """Add the places of a particle from ``position`` on; give the next free position."""
    kind, least, most = particle[0], particle[1], particle[2]
    if kind == "w":
        return position + 1
    if kind == "e":
        found.append(Slot(particle[3], particle[4], position, least, most, choice, choice_most, particle[5]))
        return position + 1
    if kind == "c":
        mark = choice or len(found) + 1
        optional = least == 0 or any(part[1] == 0 for part in particle[3])
        ends = [_flatten(part, position, mark if not optional else -mark, most, found) for part in particle[3]]
        return max(ends)
    for part in particle[3]:
        position = _flatten(part, position, choice, choice_most, found)
    return position


def type_of(node: Node, catalog: Catalog) -> int | None:
    """Give the index of an element's declared type, found from the root down; None when unknown."""
    way = [node]
    while way[-1].parent is not None:
        way.append(way[-1].parent)
    current = catalog.elements.get(qualified(way[-1], catalog))
    for child in reversed(way[:-1]):
        name = qualified(child, catalog)
        slot = next((slot for slot in slots(current, catalog) if slot.name == name), None)
        if slot is not None:
            current = slot.type
        elif current is not None and has_wildcard(catalog.types[current].get("p")):
            current = catalog.elements.get(name)
        else:
            return None
    return current


def has_wildcard(particle: list[Any] | None) -> bool:
    """True when a particle lets any element in."""
    if not particle or particle[0] == "e":
        return False
    return particle[0] == "w" or any(has_wildcard(part) for part in particle[3])


def value_type(type_index: int | None, catalog: Catalog) -> int | None:
    """Give the simple type of an element's text, or None when it has child elements."""
    if type_index is None:
        return None
    entry = catalog.types[type_index]
    simple: int | None = type_index if entry["k"] == "s" else entry["s"]
    return simple
