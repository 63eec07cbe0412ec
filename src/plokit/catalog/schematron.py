# SPDX-License-Identifier: MIT
"""Flatten ISO Schematron (XPath 1.0) into the plain list that both engines run.

Each pattern becomes a list of rules; within a pattern a node fires only the first rule that matches it, as the
standard says. ``sch:let`` is written out in place, so an engine needs no variables. An abstract pattern is written out
once for each ``is-a``, with its parameters put in: that is how one rule serves two versions of a standard.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.errors import CatalogError

SCH = "{http://purl.oclc.org/dsdl/schematron}"
SEVERITIES = ("feil", "advarsel", "merknad")
FUNCTIONS = ("kit", "urn:meldingsverkstedet:functions")
CALL = re.compile(r"^(?:(.*)\bor\s+)?kit:([a-z0-9-]+)\((.*)\)$", re.DOTALL)
POSITION = re.compile(r"\b(?:position|last)\(\)")


def flatten(path: Path, namespaces: dict[str, str]) -> list[list[dict[str, Any]]]:
    """Read one ``.sch`` file and give its patterns: lists of ``{"context": XPath, "asserts": [...]}``.

    An assert is ``{"id", "severity", "test", "call", "value"}``; ``test`` holds when all is well, ``value`` is the
    XPath of the evidence or "". ``call`` is None, or a named function and the XPaths of its arguments, which decides
    when ``test`` does not hold. Raises CatalogError when the file uses a construct that the engines do not run, or a
    prefix that is not canonical.
    """
    root = etree.parse(str(path)).getroot()
    for node in root.iter(f"{SCH}ns"):
        if (node.get("prefix"), node.get("uri")) != FUNCTIONS and namespaces.get(node.get("prefix", "")) != node.get(
            "uri"
        ):
            raise CatalogError(f"{path.name}: the prefix {node.get('prefix')} is not the canonical one.")
    patterns = []
    for pattern in concrete(root, path):
        outer = lets(pattern, lets(root, {}))
        patterns.append([flatten_rule(rule, outer, path) for rule in pattern.iter(f"{SCH}rule")])
    return patterns


def concrete(root: Any, path: Path) -> Iterator[Any]:
    """Give the patterns that run: plain ones, and abstract ones once for each ``is-a``, with ``$NAME`` filled in."""
    abstract = {node.get("id"): node for node in root.iter(f"{SCH}pattern") if node.get("abstract") == "true"}
    for pattern in root.iter(f"{SCH}pattern"):
        if pattern.get("abstract") == "true":
            continue
        parent = pattern.get("is-a")
        if parent is None:
            yield pattern
            continue
        if parent not in abstract:
            raise CatalogError(f"{path.name}: line {pattern.sourceline}: there is no abstract pattern {parent}.")
        filled = copy.deepcopy(abstract[parent])
        values = {node.get("name", ""): node.get("value", "") for node in pattern.findall(f"{SCH}param")}
        for node in filled.iter("*"):
            for name, text in node.attrib.items():
                for key, value in values.items():
                    text = text.replace(f"${key}", value)  # noqa: PLW2901 - one parameter after the other
                node.set(name, text)
        yield filled


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
        test, call = split_call(inline(node.get("test", ""), known))
        if "kit:" in test or POSITION.search(without_predicates(test)):
            raise CatalogError(
                f"{path.name}: line {node.sourceline}: a named function may only be the last part of a test "
                "(«… or kit:name(…)»), and position() and last() may only stand in a predicate."
            )
        asserts.append(
            {
                "id": node.get("id"),
                "severity": node.get("role"),
                "test": test,
                "call": call,
                "value": "" if evidence is None else inline(evidence.get("select", ""), known),
            }
        )
    return {"context": absolute(rule.get("context", "")), "asserts": asserts}


def split_call(test: str) -> tuple[str, list[str] | None]:
    """Split ``guard or kit:name(a, b)`` into guard and ``[name, a, b]``; a test without a function stays whole."""
    found = CALL.match(test)
    if found is None:
        return test, None
    guard, name, inside = found.groups()
    return (guard or "false()").strip(), [name, *arguments(inside)]


def arguments(inside: str) -> list[str]:
    """Split the arguments of a call at the commas that stand outside brackets and quotes."""
    found, depth, quote, start = [], 0, "", 0
    for at, character in enumerate(inside):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == "," and depth == 0:
            found.append(inside[start:at].strip())
            start = at + 1
    return [*found, inside[start:].strip()]


def without_predicates(expression: str) -> str:
    """Take away everything in square brackets."""
    before = None
    while before != expression:
        before, expression = expression, re.sub(r"\[[^\[\]]*\]", "", expression)
    return expression


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
