# SPDX-License-Identifier: MIT
"""Write an element that is missing: what the schema requires in it, with example values to be replaced."""

from __future__ import annotations

from typing import Any

from plokit.catalog import Catalog
from plokit.explain.align import places_of
from plokit.explain.edits import UNIT, escape
from plokit.explain.message import Message
from plokit.explain.models import Slot, qualified, slots, value_type
from plokit.parsing.tree import Node

DEEPEST = 12
DEFAULTS = {
    "date": "2026-02-02",
    "dateTime": "2026-02-02T08:20:00+01:00",
    "union": "2026-02-02",
    "boolean": "false",
    "gYear": "2026",
    "time": "08:20:00",
    "anyURI": "tel:01001020",
    "base64Binary": "",
}
FIRST = ("V", "S", "DN")
MARK = "FYLL UT"
NUMBERS = ("integer", "decimal", "double")


def scope_of(node: Node) -> dict[str, str]:
    """Give the prefixes that are declared where an element stands."""
    found: dict[str, str] = {}
    current: Node | None = node
    while current is not None:
        for prefix, (uri, _) in current.xmlns.items():
            found.setdefault(prefix, uri)
        current = current.parent
    return found


def prefix_for(uri: str, node: Node) -> str | None:
    """Give the prefix that a child of ``node`` uses for a namespace; None when none is declared."""
    scope = scope_of(node)
    if scope.get(node.prefix) == uri:
        return node.prefix
    return next((prefix for prefix, known in scope.items() if known == uri), None)


def way_to(node: Node, catalog: Catalog) -> list[str]:
    """Give the names from the root down to an element, with canonical prefixes."""
    way = [qualified(node, catalog)]
    current = node.parent
    while current is not None:
        way.append(qualified(current, catalog))
        current = current.parent
    return way[::-1]


def marked(example: str) -> str:
    """Give what to write for an example: words give way to a mark that nobody takes for the truth."""
    return example if any(character in "0123456789" for character in example) else MARK


def ending(table: dict[str, Any], way: list[str]) -> Any:
    """Give the first entry of a table whose key is the end of a path, in local names; None when there is none."""
    path = "/" + "/".join(name.rpartition(":")[2] for name in way)
    return next((entry for end, entry in table.items() if path.endswith(f"/{end}")), None)


class Skeleton:
    """Writes missing children of ``parent``, or missing attributes of it."""

    def __init__(self, parent: Node, message: Message, offset: int) -> None:
        self.parent = parent
        self.message = message
        self.catalog = message.catalog
        self.offset = offset

    def lines(self, slot: Slot) -> list[str]:
        """Give the lines of the element of a slot, indented from its own start."""
        return self.element(slot, way_to(self.parent, self.catalog), {}, 0)

    def written(self, name: str, declared: dict[str, str]) -> tuple[str, str]:
        """Give a name as this message writes it, and the declaration it needs, if any."""
        canonical, _, local = name.rpartition(":")
        uri = self.catalog.namespaces.get(canonical, "")
        if uri in declared:
            return f"{declared[uri]}:{local}", ""
        if not uri:
            return local, ' xmlns=""' if scope_of(self.parent).get("") else ""
        prefix = prefix_for(uri, self.parent)
        if prefix is not None:
            return (f"{prefix}:{local}" if prefix else local), ""
        declared[uri] = canonical
        return name, f' xmlns:{canonical}="{uri}"'

    def element(self, slot: Slot, way: list[str], declared: dict[str, str], depth: int) -> list[str]:
        known = dict(declared)
        raw, declaration = self.written(slot.name, known)
        here = [*way, slot.name]
        start = f"<{raw}{declaration}{self.attributes(slot, here, known)}"
        inner: list[str] = []
        for place in places_of(slots(slot.type, self.catalog)) if depth < DEEPEST else ():
            wanted = ending(self.catalog.data["skeletons"]["children"], here) or ()
            chosen = next((s for s in place.slots if s.name.rpartition(":")[2] in wanted), None)
            if chosen is None and place.least:
                chosen = place.slots[0]
            if chosen is not None:
                inner += self.element(chosen, here, known, depth + 1)
        if inner:
            return [f"{start}>", *(UNIT + line for line in inner), f"</{raw}>"]
        text = self.text(slot, here)
        return [f"{start}>{escape(text)}</{raw}>" if text else f"{start}/>"]

    def text(self, slot: Slot, way: list[str]) -> str:
        simple = value_type(slot.type, self.catalog)
        if simple is None:
            return ""
        named = ending(self.catalog.data["skeletons"]["values"], way)
        return (
            slot.fixed or named or self.value(simple, self.catalog.element_text(slot.name, way[-2]).get("example", ""))
        )

    def attributes(self, slot: Slot, way: list[str], declared: dict[str, str]) -> str:
        allowed = self.catalog.types[slot.type].get("a", {})
        coded = self.code(way)
        found = []
        for name, entry in sorted(allowed.items(), key=lambda item: FIRST.index(item[0]) if item[0] in FIRST else 3):
            if entry["r"] or name == "V" or (coded and name in coded):
                value = entry["f"] or self.attribute_value(name, entry, way)
                found.append(f' {self.attribute_name(name, declared)}="{escape(value, chr(34))}"')
        return "".join(found)

    def attribute_name(self, name: str, declared: dict[str, str]) -> str:
        """Give the name of an attribute as this message writes it, with its declaration before it when it needs one."""
        canonical, _, local = name.rpartition(":")
        if not canonical:
            return local
        uri = self.catalog.namespaces[canonical]
        scope = scope_of(self.parent) | {prefix: known for known, prefix in declared.items()}
        prefix = next((prefix for prefix, known in scope.items() if known == uri and prefix), None)
        if prefix is not None:
            return f"{prefix}:{local}"
        declared[uri] = canonical
        return f'xmlns:{canonical}="{uri}" {name}'

    def attribute_value(self, name: str, entry: dict[str, Any], way: list[str]) -> str:
        """Give a value for an attribute of the element at the end of ``way``: from its code list, or an example."""
        coded = self.code(way)
        if coded is not None and name in coded:
            return coded[name]
        return self.value(entry["t"], self.catalog.element_text(f"@{name}", way[-1]).get("example", ""))

    def code(self, way: list[str]) -> dict[str, str] | None:
        """Give code, text and list of a coded element: the first of its list, or one that is named for it."""
        lists = self.catalog.code_lists("/".join(way), self.message.version)
        if not lists or not lists[0].values:
            return None
        wanted = ending(self.catalog.data["skeletons"]["codes"], way) or ""
        known = next((found for found in lists if wanted in found.values), lists[0])
        code = wanted if wanted in known.values else next(iter(known.values))
        return {"V": code, "S": known.oid, "DN": known.values[code]}

    def value(self, simple: int, example: str) -> str:
        """Give a value that a simple type allows: an allowed one, the example of the texts, or a plain default."""
        entry = self.catalog.types[simple]
        if entry["e"]:
            return example if example in entry["e"] else str(entry["e"][0])
        if len(example) == 36 and example.count("-") == 4:
            return self.message.fresh(self.offset)
        if example:
            return marked(example) if entry["b"] == "string" else example
        if str(entry["n"]).endswith(":oid"):
            return "2.16.578.1.12.4.1.1"
        base = str(entry["b"])
        return DEFAULTS.get(base, "1" if base in NUMBERS else MARK)
