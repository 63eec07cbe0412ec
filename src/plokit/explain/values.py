# SPDX-License-Identifier: MIT
"""Say what is wrong with a value: empty, wrong form, impossible date, not among the allowed values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from plokit.explain.message import Message
from plokit.explain.models import qualified, type_of, value_type
from plokit.explain.value_mending import ValueMender
from plokit.explain.wording import Wording, facts_of, join_words, nearest, xpath_of
from plokit.model import Problem, Remedy
from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Attribute, Node

DATE = re.compile(r"^-?\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$")
DATE_TIME = re.compile(r"^-?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$")
VARIANTS = {
    "date": "date",
    "dateTime": "dateTime",
    "boolean": "boolean",
    "integer": "integer",
    "decimal": "decimal",
    "double": "decimal",
    "gYear": "gYear",
    "time": "time",
    "base64Binary": "base64",
    "anyURI": "uri",
    "union": "ts",
}
UNDECLARED: dict[str, Any] = {"b": "string", "e": [], "n": ""}


class ValueJudge:
    """Judges the text of an element, or one of its attributes."""

    def __init__(self, node: Node, message: Message) -> None:
        self.node = node
        self.catalog = message.catalog
        self.words = Wording(self.catalog)
        self.type = type_of(node, self.catalog)
        self.mender = ValueMender(node, message)

    def text(self, fixed: str | None) -> Problem:
        """Say what is wrong with the element's own text; ``fixed`` is the only value the schema allows, if any."""
        facts = {"field": self.words.label(self.node), "tag": self.node.local}
        entry = self.words.entry(self.node)
        simple = value_type(self.type, self.catalog)
        path = xpath_of(self.node, self.catalog)
        found = self.judged(self.node.text, simple, fixed, facts, entry, self.node.start, path)
        return replace(found, remedies=self.mender.text(found.code, simple, fixed, entry))

    def attribute(self, attribute: Attribute) -> Problem:
        """Say what is wrong with an attribute's value."""
        entry = self.attribute_entry(attribute.raw)
        facts = {"field": entry["name"], "tag": f"@{attribute.raw}"}
        declared = self.declared(attribute)
        path = xpath_of(self.node, self.catalog, self.attribute_name(attribute))
        simple = declared["t"] if declared else None
        fixed = declared["f"] if declared else None
        found = self.judged(attribute.value, simple, fixed, facts, entry, attribute.offset, path)
        return replace(found, remedies=self.mender.attribute(attribute, found.code, declared))

    def missing_attribute(self, local: str) -> Problem:
        """Say that a required attribute is missing."""
        entry = self.attribute_entry(local)
        facts = {"field": entry["name"], "example": entry.get("example", "…")}
        return self.about_attribute("XSD-ATTRIBUTT-MANGLER", local, "", self.mender.add(local), **facts)

    def unknown_attribute(self, local: str) -> Problem:
        """Say that an attribute does not belong here; name the nearest one that does, or the only one missing."""
        allowed = (
            self.catalog.types[self.type]["a"] if self.type is not None and "a" in self.catalog.types[self.type] else {}
        )
        taken = {a.local for a in self.node.attributes}
        close = nearest(local, [name.rpartition(":")[2] for name in allowed if name.rpartition(":")[2] not in taken])
        if close is None:
            close = self.only_missing(allowed, taken)
        remedies = self.mender.rename_attribute(local, close)
        listed = join_words([f"@{name}" for name in allowed], self.catalog.words("og")) or self.catalog.words("ingen")
        if close is not None:
            facts = {"near_tag": f"@{close}", "expected": listed}
            return self.about_attribute("XSD-ATTRIBUTT-UKJENT", local, "nesten", remedies, **facts)
        return self.about_attribute("XSD-ATTRIBUTT-UKJENT", local, "", remedies, expected=listed)

    def only_missing(self, allowed: dict[str, Any], taken: set[str]) -> str | None:
        """Give the attribute that an unknown one must stand for: the one required, the value, or the only one left."""
        names = {name.rpartition(":")[2]: entry for name, entry in allowed.items()}
        if len(taken - names.keys()) != 1:
            return None
        left = [name for name in names if name not in taken]
        missing = [name for name in left if names[name]["r"]]
        if len(missing) == 1:
            return missing[0]
        return "V" if "V" in left else left[0] if len(left) == 1 else None

    def about_attribute(
        self, code: str, local: str, variant: str, remedies: tuple[Remedy, ...], **facts: str
    ) -> Problem:
        found = next((a for a in self.node.attributes if a.local == local), None)
        path = xpath_of(self.node, self.catalog, self.attribute_name(found) if found else "")
        parent = {"parent": self.words.definite(self.node), "parent_tag": self.node.local}
        offset = found.offset if found else self.node.start
        return Problem(
            code,
            offset,
            path,
            variant=variant,
            facts=facts_of(tag=f"@{found.raw if found else local}", **parent, **facts),
            remedies=remedies,
        )

    def attribute_entry(self, raw: str) -> dict[str, str]:
        local = raw.rpartition(":")[2]
        return self.catalog.element_text(f"@{local}", qualified(self.node, self.catalog))

    def attribute_name(self, attribute: Attribute) -> str:
        prefix = self.catalog.prefix_of.get(attribute.namespace)
        return f"{prefix}:{attribute.local}" if prefix else attribute.local

    def declared(self, attribute: Attribute) -> dict[str, Any] | None:
        if self.type is None:
            return None
        found: dict[str, Any] | None = self.catalog.types[self.type].get("a", {}).get(self.attribute_name(attribute))
        return found

    def judged(
        self,
        value: str,
        simple: object,
        fixed: object,
        facts: dict[str, str],
        entry: dict[str, str],
        offset: int,
        path: str,
    ) -> Problem:
        """Choose kind and variant from the declared type and the value itself."""
        given = {**facts, "value": value, "example": entry.get("example", "…")}
        if fixed is not None:
            return Problem("XSD-VERDI", offset, path, variant="fast", facts=facts_of(**given, expected=str(fixed)))
        declared: dict[str, Any] = self.catalog.types[simple] if isinstance(simple, int) else UNDECLARED
        if not value.strip(SPACE):
            return Problem("XSD-TOM", offset, path, facts=facts_of(**given))
        if declared["e"]:
            expected = join_words([str(item) for item in declared["e"]], self.catalog.words("eller"))
            return Problem("XSD-VERDI", offset, path, facts=facts_of(**given, expected=expected))
        return Problem(
            "XSD-TYPE", offset, path, variant=variant_of(declared, value.strip(SPACE)), facts=facts_of(**given)
        )


def variant_of(declared: dict[str, Any], value: str) -> str:
    """Give the variant of XSD-TYPE for a declared simple type and the value found."""
    if str(declared["n"]).endswith(":oid"):
        return "oid"
    base = str(declared["b"])
    shapes = {"date": (DATE,), "dateTime": (DATE_TIME,), "union": (DATE, DATE_TIME)}.get(base, ())
    if any(shape.match(value) for shape in shapes):
        return "umulig_dato"
    return VARIANTS.get(base, "")
