# SPDX-License-Identifier: MIT
"""What an author of XML can see of a schema: contents, attributes and values, however types are named or nested."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xmlschema
from xmlschema.validators import XsdAnyAttribute, XsdAnyElement, XsdGroup

from plokit.catalog.xsd import XS
from plokit.schema_compare.folder import UnusableFolder

FACETS = (
    "length",
    "minLength",
    "maxLength",
    "minInclusive",
    "minExclusive",
    "maxInclusive",
    "maxExclusive",
    "totalDigits",
    "fractionDigits",
)
Occurs = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Element:
    """A place for an element. ``shared`` means that it is declared for itself, and compared there."""

    name: str
    occurs: Occurs
    shared: bool
    declaration: Any


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A place for any element of some namespaces."""

    namespaces: tuple[str, ...]
    strictness: str
    occurs: Occurs


@dataclass(frozen=True, slots=True)
class Group:
    """A sequence, a choice or an ``all`` of several places, or of one where it repeats in a way of its own."""

    model: str
    occurs: Occurs
    parts: tuple[Particle, ...]


Particle = Element | Wildcard | Group


@dataclass(frozen=True, slots=True)
class Values:
    """Which texts an element or attribute may have."""

    base: str
    facets: dict[str, str]
    parts: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: whether it must be there, its values, and what it is without one."""

    required: bool
    values: Values
    fixed: str | None
    default: str | None


def load_schemas(texts: dict[str, str], wanted: dict[str, str]) -> Any:
    """Load the wanted schemas, ``{namespace: name in texts}``, from flat texts.

    Raises UnusableFolder when they do not load.
    """
    with tempfile.TemporaryDirectory() as place:
        for name, text in texts.items():
            Path(place, name).write_text(text, encoding="utf-8")
        imports = "".join(f'<import namespace="{uri}" schemaLocation="{name}"/>' for uri, name in wanted.items())
        driver = Path(place, "driver.xsd")
        driver.write_text(f'<schema xmlns="{XS[1:-1]}">{imports}</schema>', encoding="utf-8")
        try:
            return xmlschema.XMLSchema(str(driver), validation="lax", allow="sandbox", defuse="always")
        except (xmlschema.XMLSchemaException, RecursionError) as error:
            raise UnusableFolder(f"The schemas do not load: {' '.join(str(error).split())[:300]}") from error


def content_of(xsd_type: Any) -> Particle | None:
    """Give the normal form of a type's content, or None when no element can stand in it."""
    if xsd_type.is_simple() or not isinstance(xsd_type.content, XsdGroup):
        return None
    return particle_of(xsd_type.content)


def particle_of(node: Any) -> Particle | None:
    """Give the normal form of a particle: no group that only wraps, none that is empty."""
    occurs: Occurs = (node.min_occurs, node.max_occurs)
    if occurs[1] == 0:
        return None
    if isinstance(node, XsdAnyElement):
        return Wildcard(tuple(sorted(node.namespace)), node.process_contents, occurs)
    if not isinstance(node, XsdGroup):
        return Element(node.name, occurs, node.ref is not None, node)
    parts: list[Particle] = []
    for child in node:
        part = particle_of(child)
        if isinstance(part, Group) and part.model == node.model and part.occurs == (1, 1):
            parts += part.parts
        elif part is not None:
            parts.append(part)
    if not parts:
        return None
    if len(parts) == 1:
        return wrapped(parts[0], occurs)
    return Group(node.model, occurs, tuple(parts))


def wrapped(part: Particle, outer: Occurs) -> Particle:
    """Give a group around one part as that part alone, wherever the two say the same."""
    inner = part.occurs
    if (1, 1) not in (outer, inner) and not (outer == (0, 1) and inner[0] <= 1):
        return Group("sequence", outer, (part,))
    most = None if None in (outer[1], inner[1]) else (outer[1] or 0) * (inner[1] or 0)
    occurs: Occurs = (outer[0] * inner[0], most)
    if isinstance(part, Element):
        return Element(part.name, occurs, part.shared, part.declaration)
    if isinstance(part, Wildcard):
        return Wildcard(part.namespaces, part.strictness, occurs)
    return Group(part.model, occurs, part.parts)


def text_of(xsd_type: Any) -> Values | None:
    """Give the values that an element's text may have, or None when it has none of its own."""
    if xsd_type.is_simple():
        return values_of(xsd_type)
    return None if isinstance(xsd_type.content, XsdGroup) else values_of(xsd_type.content)


def values_of(simple: Any) -> Values:
    """Give base, facets and members of a simple type, over all the steps it is derived in."""
    facets: dict[str, str] = {}
    patterns: set[str] = set()
    parts: tuple[Values, ...] = ()
    step = simple
    while step is not None and not (step.name or "").startswith(XS):
        own = {name.removeprefix(XS): facet for name, facet in step.facets.items() if name is not None}
        for name in FACETS:
            if name in own:
                facets.setdefault(name, str(own[name].value))
        if "pattern" in own:
            patterns.add(" or ".join(sorted(own["pattern"].regexps)))
        if "enumeration" in own:
            facets.setdefault("enumeration", ", ".join(sorted(map(str, step.enumeration))))
        if getattr(step, "member_types", None):
            return Values("a union", facets | joined(patterns), tuple(values_of(part) for part in step.member_types))
        if getattr(step, "item_type", None) is not None:
            parts = (values_of(step.item_type),)
            return Values("a list", facets | joined(patterns), parts)
        step = step.base_type
    base = "anySimpleType" if step is None else step.local_name
    space = getattr(simple, "white_space", None)
    usual = getattr(step, "white_space", None)
    return Values(base, facets | joined(patterns) | ({"whiteSpace": str(space)} if space != usual else {}), parts)


def joined(patterns: set[str]) -> dict[str, str]:
    return {"pattern": " and ".join(sorted(patterns))} if patterns else {}


def attributes_of(xsd_type: Any) -> dict[str, Attribute | Wildcard]:
    """Give the attributes of a type by name; a wildcard for attributes has the name "any attribute"."""
    found: dict[str, Attribute | Wildcard] = {}
    for name, attribute in () if xsd_type.is_simple() else xsd_type.attributes.items():
        if isinstance(attribute, XsdAnyAttribute):
            found["any attribute"] = Wildcard(tuple(sorted(attribute.namespace)), attribute.process_contents, (0, None))
        elif attribute.use != "prohibited":
            required = attribute.use == "required"
            found[name] = Attribute(required, values_of(attribute.type), attribute.fixed, attribute.default)
    return found
