# SPDX-License-Identifier: MIT
"""Changes that may mend what a rule complains of. What to do is data: ``fix`` of the rule in ``schemas/rules/``."""

from __future__ import annotations

from plokit.explain import edits
from plokit.explain.message import Message
from plokit.model import Remedy
from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Node


def rule_remedies(fix: dict[str, str], node: Node, value: str, message: Message) -> tuple[Remedy, ...]:
    """Give the remedy that a rule's ``fix`` describes, for its context element and its evidence, if it fits there.

    ``do`` is set (an attribute), text (of an element without children), uuid (a new one as text), remove (the element,
    when it says nothing), trim (blanks of an attribute, or of the text, or of all attributes), or unset (an attribute without value).
    """
    text = message.text
    attribute = node.attribute(fix.get("attribute", ""))
    change: edits.Edit | None = None
    changes: list[edits.Edit] = []
    plain = edits.plain(text, node)
    wanted = fix.get("value", "").replace("{value}", value)
    match fix["do"]:
        case "set" if wanted:
            name = fix["attribute"]
            change = (
                edits.set_value(text, attribute, wanted) if attribute else edits.add_attribute(text, node, name, wanted)
            )
        case "text" if wanted and plain:
            change = edits.set_text(node, wanted)
        case "uuid" if plain:
            change = edits.set_text(node, message.fresh(node.start))
        case "remove" if edits.empty(node):
            change = edits.remove(text, node)
        case "trim" if attribute:
            change = edits.set_value(text, attribute, trimmed(attribute.value))
        case "trim" if "attribute" not in fix and not node.text.strip(SPACE):
            changes = [edits.set_value(text, one, trimmed(one.value)) for one in node.attributes]
        case "trim" if plain and "attribute" not in fix:
            change = edits.set_text(node, trimmed(node.text))
        case "unset" if attribute and not attribute.value.strip(SPACE):
            change = edits.unset(text, attribute)
    if change is not None:
        changes = [change]
    return (Remedy("", tuple(changes), (("value", value),)),) if changes else ()


def trimmed(value: str) -> str:
    """Give a value without blanks at the ends, and with single blanks inside."""
    return edits.BLANKS.sub(" ", value).strip(" ")
