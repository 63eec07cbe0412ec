# SPDX-License-Identifier: MIT
"""Turn libxml2's complaints into problems: one per mistake, at the true place.

libxml2 says that something is wrong and roughly where. What is wrong, and what it is called, comes from the content
models. The classes of complaints are data (``schemas/libxml2.toml``), so both engines sort them alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from plokit.catalog import Catalog
from plokit.explain.content import ContentJudge
from plokit.explain.mending import ContentMender, RootMender
from plokit.explain.message import Message
from plokit.explain.models import qualified, slots, type_of
from plokit.explain.values import ValueJudge
from plokit.explain.wording import Wording, facts_of, nearest, xpath_of
from plokit.model import Problem
from plokit.parsing.tree import Node
from plokit.schema_check import Complaint

ASTRAY = ("XSD-UKJENT", "XSD-GJENTATT", "XSD-INNHOLD")
MISSPELT = "XSD-ATTRIBUTT-UKJENT"
STEP = re.compile(r"^(?:(\*)|([^\[\]]+))(?:\[(\d+)\])?$")


def explain_complaints(found: Iterable[Complaint], root: Node, message: Message) -> list[Problem]:
    """Give one problem per mistake, for complaints about the message whose light tree is ``root``."""
    problems: dict[tuple[str, str, int], Problem] = {}
    seen: set[tuple[int, str]] = set()
    for complaint in found:
        kind, local = sort(complaint.message, message.catalog)
        node = locate(complaint.path, root)
        mark = (id(node), f"{'value' if kind == 'attribute' else kind}@{local}")
        if mark in seen:
            continue
        seen.add(mark)
        problem = explain(kind, local, complaint, node, message)
        problems.setdefault((problem.code, problem.xpath, problem.offset), problem)
    return without_echoes(list(problems.values()))


def without_echoes(problems: list[Problem]) -> list[Problem]:
    """Leave out what only another problem causes: what is missing because it stands elsewhere, or is misspelt."""
    elsewhere = {dict(p.facts)["tag"] for p in problems if p.remedies and p.remedies[0].key == "flytt hjem"}
    strayed = {p.offset for p in problems if p.variant == "annet_sted"}
    renamed = {(p.xpath.rpartition("/@")[0], dict(p.facts).get("near_tag")) for p in problems if p.code == MISSPELT}

    def echo(problem: Problem) -> bool:
        tag = dict(problem.facts).get("tag")
        if problem.code == "XSD-ATTRIBUTT-MANGLER":
            return (problem.xpath, tag) in renamed
        if problem.code in ASTRAY:
            return problem.offset in strayed
        return problem.code == "XSD-MANGLER" and tag in elsewhere

    return [problem for problem in problems if not echo(problem)]


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


def explain(kind: str, local: str, complaint: Complaint, node: Node, message: Message) -> Problem:
    """Give the problem behind one complaint about ``node``."""
    catalog = message.catalog
    values = ValueJudge(node, message)
    attribute = next((a for a in node.attributes if a.local == local), None)
    if kind == "content" and node.parent is not None:
        index = next(i for i, child in enumerate(node.parent.children) if child is node)
        return ContentJudge(node.parent, message).judge(index)
    if kind == "attribute" and attribute is not None:
        return values.attribute(attribute)
    work: dict[str, Callable[[], Problem]] = {
        "missing": lambda: ContentJudge(node, message).judge(None),
        "wildcard": lambda: unknown_message(node, message, "innhold"),
        "attribute-missing": lambda: values.missing_attribute(local),
        "attribute-unknown": lambda: values.unknown_attribute(local),
        "value": lambda: values.text(None),
        "fixed": lambda: values.text(fixed_value(node, catalog)),
        "text": lambda: loose_text(node, catalog),
        "children": lambda: loose_children(node, message),
    }
    return work.get(kind, lambda: other(complaint, node, catalog))()


def loose_text(node: Node, catalog: Catalog) -> Problem:
    """Say that text stands where only elements belong."""
    facts = facts_of(parent=Wording(catalog).definite(node), parent_tag=node.local, value=node.text)
    return Problem("XSD-TEKST", node.start, xpath_of(node, catalog), facts=facts)


def loose_children(node: Node, message: Message) -> Problem:
    """Say that an element stands inside one that only holds text or a code."""
    words = Wording(message.catalog)
    child = node.children[0] if node.children else node
    facts = facts_of(field=words.label(child), tag=child.local, parent=words.definite(node), parent_tag=node.local)
    remedies = tuple(ContentMender(node, message).leave(child))
    return Problem("XSD-INNHOLD", child.start, xpath_of(child, message.catalog), facts=facts, remedies=remedies)


def other(complaint: Complaint, node: Node, catalog: Catalog) -> Problem:
    """Pass on what the kit has no better words for."""
    facts = facts_of(detail=re.sub(r"\{[^}]*\}", "", complaint.message), tag=node.local)
    return Problem("XSD-ANNET", node.start, xpath_of(node, catalog), facts=facts)


def fixed_value(node: Node, catalog: Catalog) -> str | None:
    """Give the fixed value that the parent's model demands of this element, if it names one."""
    if node.parent is None:
        return None
    name = qualified(node, catalog)
    return next((slot.fixed for slot in slots(type_of(node.parent, catalog), catalog) if slot.name == name), None)


def unknown_message(node: Node, message: Message, variant: str) -> Problem:
    """Say that a root element is none the kit knows; ``navnerom`` when the name is known in another namespace."""
    catalog = message.catalog
    known = [name.rpartition(":")[2] for name in catalog.roots]
    homes = [catalog.namespaces[name.partition(":")[0]] for name in catalog.roots if name.endswith(f":{node.local}")]
    right = homes[0] if len(homes) == 1 else nearest(node.namespace, homes)
    remedies = RootMender(node, message).namespace(right) if right else []
    here = [
        name.rpartition(":")[2]
        for name in catalog.roots
        if name.startswith(f"{catalog.prefix_of.get(node.namespace)}:")
    ]
    if not homes and (close := nearest(node.local, here)) is not None:
        remedies = RootMender(node, message).rename(close)
    return Problem(
        "XSD-MELDINGSTYPE",
        node.start,
        xpath_of(node, catalog),
        variant="navnerom" if node.local in known else variant,
        facts=facts_of(tag=node.local, value=node.namespace or catalog.words("ingen")),
        remedies=tuple(remedies),
    )
