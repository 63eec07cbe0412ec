# SPDX-License-Identifier: MIT
"""Small changes of a message's text: insert, move, rename, remove, set. Each is a list of ``(start, end, new text)``.

Nothing here decides what is right; it only knows how to write it so that it looks like the lines around.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Attribute, Node

Edit = tuple[int, int, str]
UNIT = "  "
BLANKS = re.compile(r"[ \t\r\n]+")


def spliced(text: str, edits: Sequence[Edit]) -> tuple[str, set[int]]:
    """Give the text after some edits, and the numbers of the lines there that they wrote.

    ``edits`` are sorted and do not overlap; all offsets are those of ``text``.
    """
    pieces: list[str] = []
    lines: set[int] = set()
    done, line = 0, 1
    for start, end, new in edits:
        line += text.count("\n", done, start)
        pieces += [text[done:start], new]
        lines |= set(range(line, line + new.count("\n") + 1))
        line += new.count("\n")
        done = end
    return "".join([*pieces, text[done:]]), lines


def escape(value: str, quote: str = "") -> str:
    """Give a text as it is written in XML; within ``quote`` when it is an attribute's value."""
    safe = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace(quote, "&quot;" if quote == '"' else "&apos;") if quote else safe


def line_start(text: str, offset: int) -> int | None:
    """Give the start of the line when only blanks stand between it and the offset, else None."""
    start = text.rfind("\n", 0, offset) + 1
    return start if start and not text[start:offset].strip(" \t") else None


def indent_of(text: str, node: Node) -> str | None:
    """Give the blanks before an element that begins its line; None when something else stands before it."""
    start = line_start(text, node.start)
    return None if start is None else text[start : node.start]


def newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def insert_child(text: str, parent: Node, before: int, lines: list[str], skip: Node | None = None) -> Edit:
    """Write an element as a child of ``parent``, before the child with that index, or last.

    ``lines`` are the element's lines without the common indentation. ``skip`` is a child that is about to be moved.
    """
    children = parent.children
    if before < len(children):
        indent = indent_of(text, children[before])
        start = children[before].start
        return start, start, laid(text, lines, indent) + ("" if indent is None else newline(text) + indent)
    last = next((child for child in reversed(children) if child is not skip), None)
    if last is not None:
        indent = indent_of(text, last)
        return last.end, last.end, ("" if indent is None else newline(text) + indent) + laid(text, lines, indent)
    outer = indent_of(text, parent)
    inner = None if outer is None and parent.parent is not None else (outer or "") + UNIT
    whole = laid(text, lines, inner)
    if inner is not None:
        whole = newline(text) + inner + whole + newline(text) + (outer or "")
    if parent.self_closed:
        return parent.content - 2, parent.content, f">{whole}</{parent.raw}>"
    end = parent.close if not text[parent.content : parent.close].strip(SPACE) else parent.content
    return parent.content, end, whole


def laid(text: str, lines: list[str], indent: str | None) -> str:
    return "".join(line.lstrip(" ") for line in lines) if indent is None else (newline(text) + indent).join(lines)


def remove(text: str, node: Node) -> Edit:
    """Take an element away, and its line when it had that alone."""
    start = line_start(text, node.start)
    if start is None:
        return node.start, node.end, ""
    end = node.end
    while end < len(text) and text[end] in " \t\r":
        end += 1
    return (start, end + 1, "") if text[end : end + 1] == "\n" else (node.start, node.end, "")


def move(text: str, node: Node, parent: Node, before: int) -> list[Edit]:
    """Move an element with all its content to another place."""
    return sorted([remove(text, node), insert_child(text, parent, before, [text[node.start : node.end]], node)])


def rename(node: Node, raw: str) -> list[Edit]:
    """Write another name in start tag and end tag."""
    first = (node.start + 1, node.start + 1 + len(node.raw), raw)
    return [first] if node.self_closed else [first, (node.close + 2, node.close + 2 + len(node.raw), raw)]


def value_span(text: str, offset: int) -> tuple[int, int, str]:
    """Give start and end of the value of the attribute (or declaration) at ``offset``, and its quote."""
    start = text.index("=", offset) + 1
    while text[start] in SPACE:
        start += 1
    return start + 1, text.index(text[start], start + 1), text[start]


def set_value(text: str, attribute: Attribute, value: str) -> Edit:
    """Write another value in an attribute."""
    start, end, quote = value_span(text, attribute.offset)
    return start, end, escape(value, quote)


def unset(text: str, attribute: Attribute) -> Edit:
    """Take an attribute away, with the blanks before it."""
    start, end = attribute.offset, value_span(text, attribute.offset)[1] + 1
    while text[start - 1] in SPACE:
        start -= 1
    return start, end, ""


def add_attribute(text: str, node: Node, raw: str, value: str) -> Edit:
    """Write an attribute that is not there, after the last one."""
    written = [attribute.offset for attribute in node.attributes] + [at for _, at in node.xmlns.values()]
    at = value_span(text, max(written))[1] + 1 if written else node.start + 1 + len(node.raw)
    return at, at, f' {raw}="{escape(value, chr(34))}"'


def set_text(node: Node, value: str) -> Edit:
    """Write another text in an element without children."""
    if node.self_closed:
        return node.content - 2, node.content, f">{escape(value)}</{node.raw}>"
    return node.content, node.close, escape(value)


def plain(text: str, node: Node) -> bool:
    """True when the element's content is text as it stands: no children, comments or other markup."""
    return not node.children and (node.self_closed or "<" not in text[node.content : node.close])


def empty(node: Node) -> bool:
    """True when an element says nothing: no text and no attribute value, in it or below it."""
    return (
        not node.text.strip(SPACE)
        and not any(attribute.value.strip(SPACE) for attribute in node.attributes)
        and all(empty(child) for child in node.children)
    )
