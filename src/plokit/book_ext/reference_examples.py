# SPDX-License-Identifier: MIT
"""Examples from the samples: one element as it stands in a valid message, for fields whose text has no example."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from lxml import etree

from plokit.catalog import Catalog
from plokit.samples import load

LONGEST = 110


@cache
def seen(catalog: Catalog) -> dict[str, str]:
    """Give the first short leaf of every kind in the valid samples, as XML without prefixes, by ``Parent/Child``."""
    found: dict[str, str] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for sample in load():
        if sample.valid:
            for node in etree.fromstring(sample.data, parser).iter("{*}*"):
                collect(node, found)
    return found


def collect(node: Any, found: dict[str, str]) -> None:
    """Keep an element that has a value and no elements within."""
    if len(node) or node.getparent() is None:
        return
    name, parent = (etree.QName(each).localname for each in (node, node.getparent()))
    key, text = f"{parent}/{name}", " ".join((node.text or "").split())
    if key in found or not (text or node.attrib):
        return
    attributes = "".join(f' {etree.QName(key).localname}="{escape(value)}"' for key, value in node.attrib.items())
    shown = f"<{name}{attributes}>{escape(text)}</{name}>" if text else f"<{name}{attributes}/>"
    if len(shown) <= LONGEST:
        found[key] = shown
