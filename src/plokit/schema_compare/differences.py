# SPDX-License-Identifier: MIT
"""The first difference between two declarations, in plain words: what the folder has, and what the kit has."""

from __future__ import annotations

from typing import Any

from plokit.catalog import Catalog
from plokit.schema_compare.models import (
    Attribute,
    Element,
    Group,
    Occurs,
    Particle,
    Values,
    Wildcard,
    attributes_of,
    content_of,
    text_of,
)

FLAGS = ("fixed", "default", "nillable", "abstract", "substitution_group")


class Differ:
    """Compares declarations of a folder with those of the kit. Remembers pairs of types already found equal."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.equal: set[tuple[int, int]] = set()

    def first(self, folder: Any, kit: Any) -> str:
        """Give the first difference between two element declarations as one line, or ""."""
        before = set(self.equal)
        found = self.declaration(folder, kit, "")
        if found:
            self.equal = before  # pairs met on the way were only taken for equal
        return found

    def declaration(self, folder: Any, kit: Any, path: str) -> str:
        for flag in FLAGS:
            theirs, ours = getattr(folder, flag), getattr(kit, flag)
            if theirs != ours:
                return said(path, flag.replace("_", " "), shown(theirs), shown(ours))
        pair = (id(folder.type), id(kit.type))
        if pair in self.equal:
            return ""
        self.equal.add(pair)
        return self.type(folder.type, kit.type, path)

    def type(self, folder: Any, kit: Any, path: str) -> str:
        theirs, ours = (content_of(one) for one in (folder, kit))
        texts = text_of(folder), text_of(kit)
        kinds = [kind_of(text, part) for text, part in zip(texts, (theirs, ours), strict=True)]
        if kinds[0] != kinds[1]:
            return said(path, "type", *kinds)
        mixed = [not one.is_simple() and bool(one.mixed) for one in (folder, kit)]
        if texts[0] is None and mixed[0] != mixed[1]:
            return said(path, "type", *("text between the elements" if one else "elements only" for one in mixed))
        return (
            self.values(*texts, path)
            or self.particle(theirs, ours, path)
            or self.attributes(attributes_of(folder), attributes_of(kit), path)
        )

    def values(self, folder: Values | None, kit: Values | None, path: str) -> str:
        if folder is None or kit is None:
            return ""
        if folder.base != kit.base:
            return said(path, "type", folder.base, kit.base)
        for name in sorted(folder.facets.keys() | kit.facets.keys()):
            if folder.facets.get(name) != kit.facets.get(name):
                return said(path, f"facet {name}", folder.facets.get(name, "none"), kit.facets.get(name, "none"))
        if len(folder.parts) != len(kit.parts):
            return said(path, "type", f"{len(folder.parts)} alternatives", f"{len(kit.parts)} alternatives")
        pairs = zip(ordered(folder.parts), ordered(kit.parts), strict=True)
        return next((found for pair in pairs if (found := self.values(*pair, path))), "")

    def attributes(
        self, folder: dict[str, Attribute | Wildcard], kit: dict[str, Attribute | Wildcard], path: str
    ) -> str:
        for name in sorted(folder.keys() | kit.keys()):
            theirs, ours = folder.get(name), kit.get(name)
            if theirs == ours:
                continue
            label = f"attribute {self.short(name)}"
            if not isinstance(theirs, Attribute) or not isinstance(ours, Attribute):
                return said(path, label, presence(theirs), presence(ours))
            if theirs.required != ours.required:
                return said(path, label, *("required" if one.required else "optional" for one in (theirs, ours)))
            for flag in ("fixed", "default"):
                if getattr(theirs, flag) != getattr(ours, flag):
                    return said(path, f"{label}, {flag}", shown(getattr(theirs, flag)), shown(getattr(ours, flag)))
            found = self.values(theirs.values, ours.values, f"{path}/@{self.short(name)}")
            if found:
                return found
        return ""

    def particle(self, folder: Particle | None, kit: Particle | None, path: str) -> str:
        if folder is None or kit is None:
            return "" if folder is kit else said(path, "type", self.label(folder), self.label(kit))
        if isinstance(folder, Group) and isinstance(kit, Group) and folder.model == kit.model:
            return self.groups(folder, kit, path)
        inner = [one.parts if isinstance(one, Group) else (one,) for one in (folder, kit)]
        strange = self.strangers(inner[0], inner[1], path)
        if strange:
            return strange
        if isinstance(folder, Wildcard) and isinstance(kit, Wildcard):
            return "" if folder == kit else said(path, "wildcard", wild(folder), wild(kit))
        if not isinstance(folder, Element) or not isinstance(kit, Element):
            return said(path, "order", self.label(folder), self.label(kit))
        place = f"{path}/{self.label(kit)}"
        if folder.occurs != kit.occurs:
            return said(place, "cardinality", often(folder.occurs), often(kit.occurs))
        return "" if folder.shared and kit.shared else self.declaration(folder.declaration, kit.declaration, place)

    def groups(self, folder: Group, kit: Group, path: str) -> str:
        strange = self.strangers(folder.parts, kit.parts, path)
        if strange:
            return strange
        labels = [[self.label(part) for part in self.in_order(one)] for one in (folder, kit)]
        if labels[0] != labels[1] and sorted(labels[0]) == sorted(labels[1]):
            first, second = next(pair for pair in zip(*labels, strict=True) if pair[0] != pair[1])
            return said(path, "order", f"{first} before {second}", f"{second} before {first}")
        if folder.occurs != kit.occurs:
            return said(path, f"cardinality of {self.label(kit)}", often(folder.occurs), often(kit.occurs))
        theirs, ours = self.in_order(folder), self.in_order(kit)
        if [sorted(self.names((part,))) for part in theirs] != [sorted(self.names((part,))) for part in ours]:
            return said(path, "order", self.label(folder), self.label(kit))
        pairs = zip(theirs, ours, strict=True)
        return next((found for one, other in pairs if (found := self.particle(one, other, path))), "")

    def in_order(self, group: Group) -> list[Particle]:
        """Give the parts of a group; of a choice sorted, since their order says nothing."""
        return list(group.parts) if group.model == "sequence" else sorted(group.parts, key=self.label)

    def strangers(self, folder: tuple[Particle, ...], kit: tuple[Particle, ...], path: str) -> str:
        """Say which element only one side lets in here, if any."""
        theirs, ours = self.names(folder), self.names(kit)
        for name in [*theirs, *ours]:
            if theirs.count(name) != ours.count(name):
                return said(path, f"element {name}", *(times(names.count(name)) for names in (theirs, ours)))
        return ""

    def names(self, parts: tuple[Particle, ...]) -> list[str]:
        found: list[str] = []
        for part in parts:
            found += self.names(part.parts) if isinstance(part, Group) else [self.label(part)]
        return found

    def label(self, part: Particle | None) -> str:
        if part is None:
            return "nothing inside"
        if isinstance(part, Element):
            return self.short(part.name)
        if isinstance(part, Wildcard):
            return "any element"
        return f"{part.model} of ({', '.join(self.label(one) for one in self.in_order(part))})"

    def short(self, name: str) -> str:
        namespace, _, local = name.rpartition("}")
        return self.catalog.name(namespace[1:], local) if namespace else local


def said(path: str, what: str, folder: str, kit: str) -> str:
    """Give the line: where, what, and what either side has."""
    where = f"{path.lstrip('/')}: " if path else ""
    return f"{where}{what}: the folder has {folder}, the kit has {kit}"


def kind_of(text: Values | None, content: Particle | None) -> str:
    if text is not None:
        return "text"
    return "nothing inside" if content is None else "elements inside"


def often(occurs: Occurs) -> str:
    return f"{occurs[0]}..{'*' if occurs[1] is None else occurs[1]}"


def times(count: int) -> str:
    return "none" if count == 0 else "it" if count == 1 else f"{count} of them"


def presence(one: Attribute | Wildcard | None) -> str:
    if one is None:
        return "none"
    return wild(one) if isinstance(one, Wildcard) else "it"


def wild(one: Particle) -> str:
    if not isinstance(one, Wildcard):
        return "none"
    return f"{often(one.occurs)} of {', '.join(one.namespaces)} ({one.strictness})"


def shown(value: object) -> str:
    if value is None or value is False:
        return "none" if value is None else "no"
    return "yes" if value is True else f"“{value}”"


def ordered(parts: tuple[Values, ...]) -> list[Values]:
    return sorted(parts, key=repr)
