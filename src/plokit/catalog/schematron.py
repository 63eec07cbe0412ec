# SPDX-License-Identifier: MIT
"""Flatten ISO Schematron (XPath 1.0) into the plain list that both engines run.

Each pattern becomes a list of rules; within a pattern a node fires only the first rule that matches it, as the
standard says. ``sch:let`` is written out in place, so an engine needs no variables.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.errors import CatalogError

SCH = "{http://purl.oclc.org/dsdl/schematron}"
SEVERITIES = ("feil", "advarsel", "merknad")


def flatten(path: Path, namespaces: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Read one ``.sch`` file and give its patterns: lists of ``{"context": XPath, "asserts": [...]}``.

    An assert is ``{"id", "severity", "test", "value"}``; ``test`` holds when all is well, ``value`` is the XPath of
    the evidence or "". Raises CatalogError when the file uses a construct that the engines do not run, or a prefix
    that is not canonical.
    """
    root = etree.parse(str(path)).getroot()
    for node in root.iter(f"{SCH}ns"):
        if namespaces.get(node.get("prefix", "")) != node.get("uri"):
            raise CatalogError(f"{path.name}: the prefix {node.get('prefix')} is not the canonical one.")
    patterns = []
    for pattern in root.iter(f"{SCH}pattern"):
        outer = lets(pattern, lets(root, {}))
        patterns.append([flatten_rule(rule, outer, path) for rule in pattern.iter(f"{SCH}rule")])
    return patterns


def flatten_rule(rule: Any, outer: dict[str, str], path: Path) -> dict[str, Any]:
    if rule.get("abstract") or rule.find(f"{SCH}extends") is not None or rule.find(f"{SCH}report") is not None:
        raise CatalogError(f"{path.name}: line {rule.sourceline}: only plain rules with asserts are run by the kit.")
    known = lets(rule, outer)
    asserts = []
    for node in rule.iter(f"{SCH}assert"):
        if not node.get("id") or node.get("role") not in SEVERITIES:
            raise CatalogError(
                f"{path.name}: line {node.sourceline}: an assert needs an id and a role (feil, advarsel, merknad)."
            )
        evidence = node.find(f"{SCH}value-of")
        asserts.append(
            {
                "id": node.get("id"),
                "severity": node.get("role"),
                "test": inline(node.get("test", ""), known),
                "value": "" if evidence is None else inline(evidence.get("select", ""), known),
            }
        )
    return {"context": absolute(rule.get("context", "")), "asserts": asserts}


def lets(node: Any, outer: dict[str, str]) -> dict[str, str]:
    known = dict(outer)
    for let in node.findall(f"{SCH}let"):
        known[let.get("name", "")] = f"({inline(let.get('value', ''), known)})"
    return known


def inline(expression: str, known: dict[str, str]) -> str:
    """Write each ``$name`` out as its expression, and fold white space outside string literals."""
    replaced = re.sub(r"\$([\w.-]+)", lambda match: known[match.group(1)], expression)
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", replaced)
    return "".join(part if index % 2 else re.sub(r"\s+", " ", part) for index, part in enumerate(parts)).strip()


def absolute(context: str) -> str:
    """Turn a match pattern into an XPath that selects the same nodes: ``a | /b`` gives ``//a | /b``."""
    branches = re.split(r"\s*\|\s*(?![^\[]*\])", " ".join(context.split()))
    return " | ".join(branch if branch.startswith("/") else f"//{branch}" for branch in branches)
