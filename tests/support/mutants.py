# SPDX-License-Identifier: MIT
"""Seeded damage to messages: each mutant is one plausible slip of an author or a program."""

from __future__ import annotations

import random
from collections.abc import Iterator

from plokit.parsing.scanner import scan
from plokit.parsing.tree import Node

VALUES = (
    "",
    " ",
    "x",
    "2026-02-30",
    "2026-13-01T00:00:00",
    "nei",
    "true",
    "-1",
    "3,5",
    "æøå",
    "N",
    "9",
    "2.16.578",
    "2026-02-02",
)
CHARACTERS = "<>&\"'/= \n\tæ\x01]-!?;#😀"


def nodes(text: str) -> list[Node]:
    """Give every element of a well-formed text in document order."""
    root = scan(text, 2048)
    assert isinstance(root, Node)
    found = [root]
    for node in found:
        found.extend(node.children)
    return found


def end_of(text: str, node: Node) -> int:
    """Give the offset after an element."""
    return (
        node.content
        if node.close == node.content and text[node.content - 2] == "/"
        else text.index(">", node.close) + 1
    )


def structural(text: str, chance: random.Random) -> str:
    """Damage one element or attribute, so that the text stays well-formed."""
    found = nodes(text)
    node = chance.choice(found[1:])
    end = end_of(text, node)
    whole, inner = text[node.start : end], slice(node.content, node.close)
    other = chance.choice([n for n in found if not (node.start <= n.start < end)])
    kind = chance.choice(
        (
            "delete",
            "repeat",
            "move",
            "rename",
            "value",
            "clear",
            "attribute",
            "drop",
            "name",
            "insert",
            "text",
            "namespace",
        )
    )
    if kind == "delete":
        return text[: node.start] + text[end:]
    if kind == "repeat":
        return text[:end] + whole + text[end:]
    if kind == "move":
        rest = text[: node.start] + text[end:]
        at = other.start if other.start < node.start else other.start - len(whole)
        return rest[:at] + whole + rest[at:] if other.parent is not None else rest
    if kind == "rename":
        new = chance.choice((node.local[:-1] or "X", node.local + "e", node.local.lower(), other.local, "Ukjent"))
        return text[: node.start] + rename(whole, node, new) + text[end:]
    if kind == "namespace":
        fresh = f'<{node.raw} xmlns{":" + node.prefix if node.prefix else ""}="urn:{chance.choice("abc")}"'
        return text[: node.start] + fresh + text[node.start + 1 + len(node.raw) :] if node.parent else text
    if kind in ("value", "clear") and not node.children and node.close > node.content:
        return text[: inner.start] + ("" if kind == "clear" else chance.choice(VALUES)) + text[inner.stop :]
    if kind == "insert":
        return text[: node.start] + "<Ukjent/>" + text[node.start :]
    if kind == "text":
        return text[: node.start] + "fritekst" + text[node.start :]
    return attribute(text, node, chance, kind)


def rename(whole: str, node: Node, local: str) -> str:
    """Give an element under another local name, start and end tag alike."""
    name = f"{node.prefix}:{local}" if node.prefix else local
    renamed = f"<{name}" + whole[1 + len(node.raw) :]
    closing = f"</{node.raw}"
    at = renamed.rfind(closing)
    return (
        renamed[:at] + f"</{name}" + renamed[at + len(closing) :] if at > 0 and node.close > node.content else renamed
    )


def attribute(text: str, node: Node, chance: random.Random, kind: str) -> str:
    """Damage one attribute of an element, or add one that does not belong."""
    if not node.attributes:
        at = node.start + 1 + len(node.raw)
        return f'{text[:at]} feil="1"{text[at:]}'
    chosen = chance.choice(node.attributes)
    quote = text.index("=", chosen.offset) + 1
    while text[quote] not in "\"'":
        quote += 1
    stop = text.index(text[quote], quote + 1)
    if kind == "drop":
        return text[: chosen.offset] + text[stop + 1 :]
    if kind == "name":
        return text[: chosen.offset] + chance.choice(("VV", "v", "X", "m1:q")) + text[chosen.offset + len(chosen.raw) :]
    return text[: quote + 1] + chance.choice(VALUES) + text[stop:]


def textual(text: str, chance: random.Random) -> str:
    """Damage characters without regard for the markup."""
    at = chance.randrange(len(text))
    kind = chance.choice(("delete", "insert", "cut", "twice", "swap"))
    if kind == "delete":
        return text[:at] + text[at + chance.randint(1, 3) :]
    if kind == "insert":
        return text[:at] + chance.choice(CHARACTERS) + text[at:]
    if kind == "cut":
        return text[:at]
    if kind == "twice":
        return text[: at + 40] + text[at:]
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def mutants(sources: list[str], count: int, seed: int) -> Iterator[str]:
    """Give ``count`` damaged texts, the same for the same seed: two in three structural, some damaged twice."""
    chance = random.Random(seed)
    for number in range(count):
        text = structural(chance.choice(sources), chance) if number % 3 else textual(chance.choice(sources), chance)
        if number % 7 == 0:
            text = textual(text, chance)
        yield text
