# SPDX-License-Identifier: MIT
"""Changes that may mend a value or an attribute. The check proves each before anybody is offered it."""

from __future__ import annotations

from typing import Any

from plokit.explain import edits
from plokit.explain.corrections import corrected
from plokit.explain.message import Message
from plokit.explain.models import qualified, slots, type_of
from plokit.explain.skeleton import Skeleton, way_to
from plokit.explain.wording import facts_of
from plokit.model import Remedy
from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Attribute, Node


class ValueMender:
    """Makes remedies for the text of an element, or for its attributes."""

    def __init__(self, node: Node, message: Message) -> None:
        self.node = node
        self.message = message
        self.catalog = message.catalog
        self.writer = Skeleton(node, message, node.start)

    def text(self, code: str, simple: int | None, fixed: str | None, entry: dict[str, str]) -> tuple[Remedy, ...]:
        """Write another text: the one that was meant, or an example where nothing stood."""
        node = self.node
        if simple is None or not edits.plain(self.message.text, node):
            return ()
        tag = facts_of(tag=node.local)
        if code == "XSD-TOM" and fixed is None:
            value = self.writer.value(simple, entry.get("example", ""))
            fill = Remedy("fyll ut", (edits.set_text(node, value),), tag + facts_of(value=value))
            if self.optional() and edits.empty(node):
                return (Remedy("ta bort tomt", (edits.remove(self.message.text, node),), tag), fill)
            return (fill,)
        value_meant = corrected(node.text, self.catalog.types[simple], fixed)
        if value_meant is None:
            return ()
        facts = tag + facts_of(value=node.text, near=value_meant)
        return (Remedy("bytt verdi", (edits.set_text(node, value_meant),), facts),)

    def optional(self) -> bool:
        """True when the parent can do without this element."""
        parent = self.node.parent
        if parent is None:
            return False
        name = qualified(self.node, self.catalog)
        found = [slot for slot in slots(type_of(parent, self.catalog), self.catalog) if slot.name == name]
        return bool(found) and all(slot.least == 0 or slot.choice < 0 for slot in found)

    def attribute(self, attribute: Attribute, code: str, declared: dict[str, Any] | None) -> tuple[Remedy, ...]:
        """Write another value in an attribute, or take it away when it is empty and nobody needs it."""
        if declared is None:
            return ()
        tag = facts_of(tag=f"@{attribute.raw}")
        text = self.message.text
        if code == "XSD-TOM" and declared["f"] is None:
            value = self.writer.attribute_value(attribute.local, declared, way_to(self.node, self.catalog))
            fill = Remedy("fyll ut", (edits.set_value(text, attribute, value),), tag + facts_of(value=value))
            return (fill,) if declared["r"] else (Remedy("ta bort tomt", (edits.unset(text, attribute),), tag), fill)
        meant = corrected(attribute.value, self.catalog.types[declared["t"]], declared["f"])
        if meant is None:
            return ()
        facts = tag + facts_of(value=attribute.value, near=meant)
        return (Remedy("bytt verdi", (edits.set_value(text, attribute, meant),), facts),)

    def add(self, local: str) -> tuple[Remedy, ...]:
        """Write an attribute that is missing, with its only value or an example."""
        kind = type_of(self.node, self.catalog)
        allowed = {} if kind is None else self.catalog.types[kind].get("a", {})
        name = next((name for name in allowed if name.rpartition(":")[2] == local), None)
        if name is None:
            return ()
        entry = allowed[name]
        value = entry["f"] or self.writer.attribute_value(name, entry, way_to(self.node, self.catalog))
        edit = edits.add_attribute(self.message.text, self.node, self.writer.attribute_name(name, {}), value)
        return (Remedy("sett inn attributt", (edit,), facts_of(tag=f"@{local}", value=value)),)

    def rename_attribute(self, local: str, close: str | None) -> tuple[Remedy, ...]:
        """Write another name for an attribute, or take it away when it is empty."""
        found = next((attribute for attribute in self.node.attributes if attribute.local == local), None)
        if found is None:
            return ()
        tag = facts_of(tag=f"@{found.raw}")
        if close is not None and not found.namespace:
            edit = (found.offset, found.offset + len(found.raw), close)
            return (Remedy("gi nytt navn", (edit,), tag + facts_of(near_tag=f"@{close}")),)
        if not found.value.strip(SPACE):
            return (Remedy("ta bort tomt", (edits.unset(self.message.text, found),), tag),)
        return ()
