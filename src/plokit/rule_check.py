# SPDX-License-Identifier: MIT
"""Stage 5: run the rules (flattened Schematron, XPath 1.0) on a parsed document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from plokit.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that did not hold: its id and severity, the element (counted from the root) and the evidence.

    ``crash`` holds the technical reason when the rule itself could not be run.
    """

    rule: str
    severity: str
    ordinals: tuple[int, ...]
    value: str = ""
    crash: str = ""


@lru_cache(maxsize=8)
def compiled_rules(catalog: Catalog) -> list[Any]:
    """Compile every XPath once. A rule whose XPath is broken is kept as an error and reported when it is run."""
    return [
        [
            (
                _xpath(rule["context"], catalog),
                [
                    (
                        item,
                        _xpath(f"boolean({item['test']})", catalog),
                        item["value"] and _xpath(f"string({item['value']})", catalog),
                    )
                    for item in rule["asserts"]
                ],
            )
            for rule in pattern
        ]
        for pattern in catalog.data["patterns"]
    ]


def _xpath(expression: str, catalog: Catalog) -> Any:
    try:
        used = {prefix: uri for prefix, uri in catalog.namespaces.items() if f"{prefix}:" in expression}
        return etree.XPath(expression, namespaces=used, smart_strings=False)  # lxml registers them at every evaluation
    except etree.XPathError as error:
        return error


def hits(document: Any, catalog: Catalog) -> list[Hit]:
    """Run all rules on a parsed document and give those that did not hold, in the order of the rule files."""
    found: list[Hit] = []
    for pattern in compiled_rules(catalog):
        taken: set[Any] = set()
        for context, asserts in pattern:
            try:
                nodes = _run(context, document)
            except Exception as error:  # noqa: BLE001 - a rule that crashes must be seen in the report
                found += [Hit(item["id"], "feil", (), crash=_reason(error)) for item, _, _ in asserts]
                continue
            for node in nodes:
                if node in taken:
                    continue
                if len(pattern) > 1:
                    taken.add(node)
                for item, test, value in asserts:
                    try:
                        if not _run(test, node):
                            evidence = _run(value, node) if value else ""
                            found.append(Hit(item["id"], item["severity"], ordinals(node), evidence))
                    except Exception as error:  # noqa: BLE001 - the same
                        found.append(Hit(item["id"], "feil", ordinals(node), crash=_reason(error)))
    return found


def _run(compiled: Any, node: Any) -> Any:
    if isinstance(compiled, Exception):
        raise compiled
    return compiled(node)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def ordinals(node: Any) -> tuple[int, ...]:
    """Give the way from the root to an lxml element, as positions among element siblings."""
    way: list[int] = []
    parent = node.getparent()
    while parent is not None:
        way.append(sum(1 for sibling in node.itersiblings("*", preceding=True)))
        node, parent = parent, parent.getparent()
    return tuple(reversed(way))
