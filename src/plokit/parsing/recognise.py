# SPDX-License-Identifier: MIT
"""Stage 3: which standard, message and version this is, read from names and namespaces alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plokit.catalog import Catalog
from plokit.model import Recognition

PAYLOAD = ("Document", "RefDoc", "Content")


def elements(node: Any) -> Iterator[Any]:
    """Give the element children of an lxml node, leaving out comments and processing instructions."""
    return (child for child in node if isinstance(child.tag, str))


def recognise(root: Any, catalog: Catalog) -> Recognition:
    """Say what an lxml root holds. Unknown names give a Recognition without schemas."""
    known = catalog.roots.get(prefixed(root, catalog))
    if known is None:
        return Recognition()
    schema = schema_of(root, catalog)
    if not known.get("envelope"):
        return named(root, known, catalog, (schema,))
    payload = first_payload(root)
    inner = None if payload is None else catalog.roots.get(prefixed(payload, catalog))
    schemas = (schema, catalog.data["schema_of"][catalog.namespaces["b64"]])
    if payload is None or inner is None:
        return Recognition(known["standard"], known["name"], known["version"], schemas, known_root=True)
    return named(payload, inner, catalog, (*schemas, schema_of(payload, catalog)))


def named(node: Any, known: dict[str, Any], catalog: Catalog, schemas: tuple[str, ...]) -> Recognition:
    """Give the message that a known element is; one of several when the element inside decides."""
    name = known["name"]
    if "child" in known:
        inside = {prefixed(child, catalog) for child in elements(node)}
        name = next((child["name"] for child in known["child"] if child["element"] in inside), name)
    return Recognition(known["standard"], name, known["version"], tuple(dict.fromkeys(schemas)), known_root=True)


def first_payload(root: Any) -> Any | None:
    """Give the first element inside the first document's Content, if any."""
    node = root
    for name in PAYLOAD:
        node = next((child for child in elements(node) if child.tag.rpartition("}")[2] == name), None)
        if node is None:
            return None
    return next(elements(node), None)


def prefixed(node: Any, catalog: Catalog) -> str:
    namespace, _, local = node.tag.rpartition("}")
    return catalog.name(namespace[1:], local)


def schema_of(node: Any, catalog: Catalog) -> str:
    name: str = catalog.data["schema_of"][node.tag[1:].split("}")[0]]
    return name
