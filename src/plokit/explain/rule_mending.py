# SPDX-License-Identifier: MIT
"""Changes that may mend what a rule complains of. What to do is data: ``fix`` of the rule in ``schemas/rules/``."""

from __future__ import annotations

from typing import Any

from plokit.explain import edits
from plokit.explain.message import Message
from plokit.explain.skeleton import marked, way_to
from plokit.explain.wording import facts_of, nearest
from plokit.model import Remedy
from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Node

MOST_OFFERED = 3


def rule_remedies(fix: Any, node: Node, value: str, message: Message) -> tuple[Remedy, ...]:
    """Give the remedies that a rule's ``fix`` describes, for its context element and its evidence, if they fit there.

    ``fix`` is one table or several, tried in order. ``do`` says what: set (an attribute), text (of an element without
    children), uuid (a new one as text), remove (the element, when it says nothing), trim (blanks of one attribute, of
    the text, or of all attributes), unset (an attribute without value), code (in the element or below it: the code that
    the text beside it names, or the only near one), fill (an empty element below it, with an example).
    """
    found: list[Remedy] = []
    for table in fix if isinstance(fix, list) else [fix]:
        if table["do"] == "code":
            found += code_remedies(node, message)
        elif table["do"] == "fill":
            found += fill_remedies(node, message)
        elif changes := changes_of(table, node, value, message):
            found.append(Remedy("", tuple(changes), (("value", value),)))
    return tuple(found)


def changes_of(fix: dict[str, str], node: Node, value: str, message: Message) -> list[edits.Edit]:
    """Give the edits of one table of the simple kinds; none when it does not fit."""
    text = message.text
    name = fix.get("attribute", "")
    attribute = node.attribute(name)
    plain = edits.plain(text, node)
    wanted = fix.get("value", "").replace("{value}", value)
    match fix["do"]:
        case "set" if wanted:
            return [set_or_add(text, node, name, wanted)]
        case "text" if wanted and plain:
            return [edits.set_text(node, wanted)]
        case "uuid" if plain:
            return [edits.set_text(node, message.fresh(node.start))]
        case "remove" if edits.empty(node):
            return [edits.remove(text, node)]
        case "trim" if attribute:
            return [edits.set_value(text, attribute, trimmed(attribute.value))]
        case "trim" if not name and not node.text.strip(SPACE):
            return [edits.set_value(text, one, trimmed(one.value)) for one in node.attributes]
        case "trim" if plain and not name:
            return [edits.set_text(node, trimmed(node.text))]
        case "unset" if attribute and not attribute.value.strip(SPACE):
            return [edits.unset(text, attribute)]
    return []


def set_or_add(text: str, node: Node, name: str, value: str) -> edits.Edit:
    attribute = node.attribute(name)
    return edits.set_value(text, attribute, value) if attribute else edits.add_attribute(text, node, name, value)


def trimmed(value: str) -> str:
    """Give a value without blanks at the ends, and with single blanks inside."""
    return edits.BLANKS.sub(" ", value).strip(" ")


def family(node: Node) -> list[Node]:
    """Give an element and all below it, in document order."""
    found = [node]
    for child in node.children:
        found += family(child)
    return found


def code_remedies(node: Node, message: Message) -> list[Remedy]:
    """Write the code that was meant, in an element or below it, where the code is not that of the text beside it."""
    found = []
    for coded in family(node):
        lists = message.catalog.code_lists("/".join(way_to(coded, message.catalog)), message.version)
        given = {attribute.raw: trimmed(attribute.value) for attribute in coded.attributes}
        meant = code_meant(given.get("V", ""), given.get("DN", ""), [known.values for known in lists])
        if meant is not None and meant != given.get("V", ""):
            edit = set_or_add(message.text, coded, "V", meant)
            found.append(Remedy("rett kode", (edit,), facts_of(tag=coded.local, near=meant)))
    return found[:MOST_OFFERED]


def code_meant(code: str, text: str, lists: list[dict[str, str]]) -> str | None:
    """Give the only code that has the text, or else the only one that is nearly the code; None when there is none."""
    texts = [known for values in lists for known, words in values.items() if text and words.lower() == text.lower()]
    if len(set(texts)) == 1:
        return texts[0]
    known = [known for values in lists for known in values]
    if not code or code in known:
        return None
    alike = sorted({other for other in known if other.lower() == code.lower()})
    return alike[0] if len(alike) == 1 else nearest(code, known)


def fill_remedies(node: Node, message: Message) -> list[Remedy]:
    """Write an example in an element below this one that is there and empty."""
    found = []
    for leaf in family(node)[1:]:
        parent = leaf.parent
        if parent is None or leaf.attributes or not edits.empty(leaf) or not edits.plain(message.text, leaf):
            continue
        way = way_to(leaf, message.catalog)
        example = message.catalog.element_text(way[-1], way[-2]).get("example", "")
        if example:
            facts = facts_of(tag=leaf.local, value=marked(example))
            found.append(Remedy("fyll ut", (edits.set_text(leaf, marked(example)),), facts))
    return found[:MOST_OFFERED]
