# SPDX-License-Identifier: MIT
"""Write the schemas for readers: the same files, with what each element is for as ``xs:documentation`` in bokmål."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from plokit.catalog import Catalog, load
from plokit.catalog.files import data_folder

XS = "{http://www.w3.org/2001/XMLSchema}"


def publish(target: Path) -> list[Path]:
    """Write documented copies of ``schemas/xsd`` and the OASIS catalogue below ``target``; give the files written.

    The documentation is the text of ``schemas/texts/``. A folder is made when it is missing.
    """
    source = data_folder("schemas")
    catalog = load()
    written = []
    for path in sorted((source / "xsd").rglob("*.xsd")):
        document = etree.parse(str(path))
        document_elements(document.getroot(), catalog)
        written.append(
            _write(target / path.relative_to(source), etree.tostring(document, encoding="utf-8", xml_declaration=True))
        )
    written.append(_write(target / "catalog.xml", (source / "catalog.xml").read_bytes()))
    return written


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def document_elements(root: Any, catalog: Catalog) -> int:
    """Add documentation to every element and attribute declaration that has a text; give how many got one."""
    prefix = catalog.prefix_of.get(root.get("targetNamespace", ""), "")
    count = 0
    for node in list(root.iter(f"{XS}element", f"{XS}attribute")):
        name = node.get("name")
        if name is None:
            continue
        key = f"@{name}" if node.tag == f"{XS}attribute" else f"{prefix}:{name}"
        entry = catalog.element_text(key, f"{prefix}:{owner(node)}")
        if entry["text"]:
            document_one(node, entry)
            count += 1
    return count


def owner(node: Any) -> str:
    """Give the name of the element, type or group that a declaration stands in, or ""."""
    return next((parent.get("name") for parent in node.iterancestors() if parent.get("name")), "")


def document_one(node: Any, entry: dict[str, str]) -> None:
    """Put one annotation first in a declaration, indented as the file is."""
    indent = "\n" + (node.xpath("string(preceding-sibling::text()[1])").rpartition("\n")[2] or "  ")
    annotation = etree.Element(f"{XS}annotation")
    words = etree.SubElement(annotation, f"{XS}documentation")
    words.set("{http://www.w3.org/XML/1998/namespace}lang", "nb")
    parts = [f"{entry['name'][:1].upper()}{entry['name'][1:]}. {entry['text']}", entry.get("write", "")]
    words.text = " ".join(part for part in parts if part)
    annotation.text = annotation.tail = f"{indent}    "
    words.tail = f"{indent}  "
    annotation.text = f"{indent}    "
    annotation.tail = node.text if len(node) else indent
    node.text = f"{indent}  "
    node.insert(0, annotation)
