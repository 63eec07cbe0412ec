# SPDX-License-Identifier: MIT
"""Compile the XML Schemas into two plain forms: flat texts for libxml2, and content models for explanations.

A content model says what an author of XML can see. It is JSON-ready:

* complex type: ``{"k": "c", "p": particle or None, "a": {name: {"t", "r", "f"}}, "s": simple type index or None}``
* simple type: ``{"k": "s", "b": built-in name, "e": [values], "u": [member indexes], "n": name or ""}``
* particle: ``["s" | "c", min, max, [particles]]``, ``["e", min, max, name, type index]`` or ``["w", min, max]``

Names carry canonical prefixes (``mh:MsgHead``); ``max`` is -1 for unbounded.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import xmlschema
from lxml import etree
from xmlschema.validators import XsdAnyElement, XsdElement, XsdGroup

from plokit.catalog.files import xmldsig_schema
from plokit.errors import CatalogError

XS = "{http://www.w3.org/2001/XMLSchema}"
# The standard's pattern for OID takes libxml2 quadratic time; this one accepts the same texts in linear time.
SAME_LANGUAGE = {r"(\d+\.?)*\d+": r"\d+(\.\d+)*"}
XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"


def schema_files(folder: Path) -> dict[str, Path]:
    """Give ``{target namespace: file}`` of every schema below a folder, the signature schema included.

    Raises CatalogError when two files claim one namespace.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.xsd")):
        namespace = etree.parse(str(path)).getroot().get("targetNamespace", "")
        if namespace in found:
            raise CatalogError(f"{path} and {found[namespace]} both declare the namespace {namespace}.")
        found[namespace] = path
    found[XMLDSIG] = xmldsig_schema()
    return found


def flat_name(path: Path) -> str:
    """Give the name of a schema file in the flat folder that libxml2 sees: ``plo-v1.6-Innleggelsesrapport.xsd``."""
    return "-".join(path.parts[-3:])


def flat_texts(files: dict[str, Path]) -> dict[str, str]:
    """Give ``{file name: schema text}`` where imports name files in one flat folder and nothing else is loaded.

    Comments, annotations and the document type of the signature schema are left out; libxml2 needs none of them.
    """
    names = {namespace: flat_name(path) for namespace, path in files.items()}
    texts = {}
    for path in files.values():
        parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, no_network=True, load_dtd=False)
        root = etree.parse(str(path), parser).getroot()
        for annotation in list(root.iter(f"{XS}annotation")):
            parent = annotation.getparent()
            if parent is not None:
                parent.remove(annotation)
        for node in root.iter(f"{XS}import"):
            node.set("schemaLocation", names[node.get("namespace", "")])
        for node in root.iter(f"{XS}pattern"):
            node.set("value", SAME_LANGUAGE.get(node.get("value", ""), node.get("value", "")))
        texts[flat_name(path)] = etree.tostring(root, encoding="unicode")
    return texts


class ModelCompiler:
    """Turn the element declarations of the given schemas into content models; see the module text for the shape."""

    def __init__(self, files: dict[str, Path], prefixes: dict[str, str]) -> None:
        self.prefix_of = {uri: prefix for prefix, uri in prefixes.items()}
        self.types: list[dict[str, Any]] = []
        self.index: dict[int, int] = {}
        self.kept: list[Any] = []
        with tempfile.TemporaryDirectory() as folder:
            driver = Path(folder, "all.xsd")
            imports = "".join(
                f'<xs:import namespace="{namespace}" schemaLocation="{path.resolve().as_uri()}"/>'
                for namespace, path in files.items()
                if namespace != XMLDSIG
            )
            driver.write_text(f'<xs:schema xmlns:xs="{XS[1:-1]}">{imports}</xs:schema>', encoding="utf-8")
            self.schema = xmlschema.XMLSchema(str(driver), allow="local")

    def compile(self) -> tuple[dict[str, int], list[dict[str, Any]]]:
        """Give ``({element name: type index}, types)`` for every global element outside the signature namespace."""
        elements = {}
        for name, element in sorted(self.schema.maps.elements.items()):
            if name.startswith("{") and not name.startswith(("{" + XMLDSIG, XS)) and self.known(name):
                elements[self.short(name)] = self.type_index(element.type)
        return elements, self.types

    def known(self, name: str) -> bool:
        return name[1:].split("}", maxsplit=1)[0] in self.prefix_of

    def short(self, name: str) -> str:
        if not name.startswith("{"):
            return name
        namespace, local = name[1:].split("}")
        return f"{self.prefix_of[namespace]}:{local}" if namespace in self.prefix_of else local

    def type_index(self, xsd_type: Any) -> int:
        if id(xsd_type) in self.index:
            return self.index[id(xsd_type)]
        position = len(self.types)
        self.index[id(xsd_type)] = position
        self.kept.append(xsd_type)  # an id is only unique while its object lives
        entry: dict[str, Any] = {}
        self.types.append(entry)
        entry.update(self.complex(xsd_type) if xsd_type.is_complex() else self.simple(xsd_type))
        return position

    def complex(self, xsd_type: Any) -> dict[str, Any]:
        attributes = {}
        for name, attribute in sorted(xsd_type.attributes.items(), key=lambda item: item[0] or ""):
            if name is None or attribute.use == "prohibited":
                continue
            attributes[self.short(name)] = {
                "t": self.type_index(attribute.type),
                "r": attribute.use == "required",
                "f": attribute.fixed,
            }
        content = xsd_type.content
        group = content if isinstance(content, XsdGroup) else None
        return {
            "k": "c",
            "p": self.particle(group) if group is not None and len(group) else None,
            "a": attributes,
            "s": None if group is not None else self.type_index(content),
        }

    def particle(self, node: Any) -> list[Any]:
        most = -1 if node.max_occurs is None else node.max_occurs
        if isinstance(node, XsdGroup):
            return ["c" if node.model == "choice" else "s", node.min_occurs, most, [self.particle(p) for p in node]]
        if isinstance(node, XsdAnyElement):
            return ["w", node.min_occurs, most]
        if isinstance(node, XsdElement):
            return ["e", node.min_occurs, most, self.short(node.name), self.type_index(node.type), node.fixed]
        raise CatalogError(f"The schemas use a construct that the kit does not know: {node!r}")

    def simple(self, xsd_type: Any) -> dict[str, Any]:
        members = getattr(xsd_type, "member_types", None) or ()
        base = xsd_type
        while base is not None and not (base.name or "").startswith(XS):
            base = base.base_type
        return {
            "k": "s",
            "b": "union" if members else (base.local_name if base is not None else "string"),
            "e": [str(value) for value in (xsd_type.enumeration or ())],
            "u": [self.type_index(member) for member in members],
            "n": self.short(xsd_type.name) if xsd_type.name and self.known(xsd_type.name) else "",
        }
