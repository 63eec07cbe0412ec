# SPDX-License-Identifier: MIT
"""Turn libxml2's complaints into problems: one per mistake, at the true place.

libxml2 says that something is wrong and roughly where. What is wrong, and what it is called, comes from the content
models. The classes of complaints are data (``schemas/libxml2.toml``), so both engines sort them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plokit.catalog import Catalog
from plokit.explain.content import ContentJudge
from plokit.explain.models import qualified, slots, type_of
from plokit.explain.values import ValueJudge
from plokit.explain.wording import Wording, facts_of, xpath_of
from plokit.model import Problem
from plokit.parsing.tree import Node
from plokit.schema_check import Complaint

STEP = re.compile(r"^(?:(\*)|([^\[\]]+))(?:\[(\d+)\])?$")


def explain_complaints(found: Iterable[Complaint], root: Node, catalog: Catalog) -> list[Problem]:
    """Give one problem per mistake, for complaints about the document whose light tree is ``root``."""
    problems: dict[tuple[str, str, int], Problem] = {}
    seen: set[tuple[int, str]] = set()
    for complaint in found:
        kind, local = sort(complaint.message, catalog)
        node = locate(complaint.path, root)
        mark = (id(node), f"{'value' if kind == 'attribute' else kind}@{local}")
        if mark in seen:
            continue
        seen.add(mark)
        problem = explain(kind, local, complaint, node, catalog)
        problems.setdefault((problem.code, problem.xpath, problem.offset), problem)
    return list(problems.values())


def sort(message: str, catalog: Catalog) -> tuple[str, str]:
    """Give the class of a complaint and the local name of the attribute it is about, if any."""
    for known in catalog.data["messages"]:
        match = re.search(known["pattern"], message)
        if match:
            name = match.group(1) if match.re.groups else ""
            return known["kind"], re.sub(r"^\{[^}]*\}", "", name)
    return "other", ""


def locate(path: str, root: Node) -> Node:
    """Find the element that a libxml2 node path names; of an attribute path, its element."""
    node: Node | None = None
    for step in path.split("/")[1:]:
        match = STEP.match(step)
        if match is None or step.startswith(("@", "text()")):
            break
        family = [root] if node is None else node.children
        if match.group(2):
            family = [child for child in family if child.raw == match.group(2)]
        position = int(match.group(3) or 1) - 1
        if position >= len(family):
            break
        node = family[position]
    return node or root


def explain(kind: str, local: str, complaint: Complaint, node: Node, catalog: Catalog) -> Problem:
    """Give the problem behind one complaint about ``node``."""
    words = Wording(catalog)
    path = xpath_of(node, catalog)
    if kind == "content" and node.parent is not None:
        return ContentJudge(node.parent, catalog).unexpected(next(i for i, c in enumerate(node.parent.children) if c is node))
    if kind == "missing":
        return ContentJudge(node, catalog).missing_at_end()
    if kind == "wildcard":
        return unknown_message(node, catalog, "innhold")
    if kind == "attribute-missing":
        return ValueJudge(node, catalog).missing_attribute(local)
    if kind == "attribute-unknown":
        return ValueJudge(node, catalog).unknown_attribute(local)
    if kind == "attribute":
        attribute = next((a for a in node.attributes if a.local == local), None)
        if attribute is not None:
            return ValueJudge(node, catalog).attribute(attribute)
    if kind in ("value", "fixed"):
        return ValueJudge(node, catalog).text(fixed_value(node, catalog) if kind == "fixed" else None)
    if kind == "text":
        facts = facts_of(parent=words.definite(node), parent_tag=node.local, value=node.text)
        return Problem("XSD-TEKST", node.start, path, facts=facts)
    if kind == "children":
        parent = node.parent or node
        facts = facts_of(
            field=words.label(node), tag=node.local, parent=words.definite(parent), parent_tag=parent.local
        )
        return Problem("XSD-INNHOLD", node.start, path, facts=facts)
    detail = re.sub(r"\{[^}]*\}", "", complaint.message)
    return Problem("XSD-ANNET", node.start, path, facts=facts_of(detail=detail, tag=node.local))


def fixed_value(node: Node, catalog: Catalog) -> str | None:
    """Give the fixed value that the parent's model demands of this element, if it names one."""
    if node.parent is None:
        return None
    name = qualified(node, catalog)
    return next((slot.fixed for slot in slots(type_of(node.parent, catalog), catalog) if slot.name == name), None)


def unknown_message(node: Node, catalog: Catalog, variant: str) -> Problem:
    """Say that a root element is none the kit knows; ``navnerom`` when the name is known in another namespace."""
    known = [name.rpartition(":")[2] for name in catalog.roots]
    return Problem(
        "XSD-MELDINGSTYPE",
        node.start,
        xpath_of(node, catalog),
        variant="navnerom" if node.local in known else variant,
        facts=facts_of(tag=node.local, value=node.namespace or catalog.words("ingen")),
    )
