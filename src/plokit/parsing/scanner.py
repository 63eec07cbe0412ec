# SPDX-License-Identifier: MIT
"""Stage 2, helper: read XML text into the light tree, or say in which way it is not well-formed, and where.

libxml2 decides whether a text is well-formed. The scanner is asked for the place and the kind of a fault that libxml2
found, and for the offsets of elements. It accepts every well-formed document without a document type.
The browser engine holds the same scanner; a change here is a change there (``web/engine/scanner.ts``).
"""

from __future__ import annotations

import re

from plokit.model import Problem
from plokit.parsing.tree import Attribute, Node

SPACE = " \t\r\n"
NAME = r"[:A-Z_a-z\u00c0-\U0010ffff][:A-Z_a-z\u00c0-\U0010ffff\-.0-9\u00b7]*"
NAME_AT = re.compile(NAME)
ATTRIBUTE = re.compile(rf"([ \t\r\n]+)({NAME})[ \t\r\n]*=[ \t\r\n]*(?:\"([^<\"]*)\"|'([^<']*)')")
EQUALS = re.compile(r"[ \t\r\n]*=[ \t\r\n]*")
DECLARATION = re.compile(
    r"<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:\"1\.[0-9]+\"|'1\.[0-9]+')"
    r"(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:\"[A-Za-z][A-Za-z0-9._-]*\"|'[A-Za-z][A-Za-z0-9._-]*'))?"
    r"(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:\"(?:yes|no)\"|'(?:yes|no)'))?[ \t\r\n]*\?>"
)
INSTRUCTION = re.compile(rf"<\?{NAME}(?=[ \t\r\n]|\?>)")
TAG_END = re.compile(r"[ \t\r\n]*(/?>)")
CLOSING = re.compile(rf"</({NAME})[ \t\r\n]*>")
REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
NAMED = re.compile(rf"&({NAME});")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class FaultError(Exception):
    """Carries the problem that ends a scan; never leaves this module."""

    def __init__(self, code: str, offset: int, variant: str = "", **facts: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, offset, "", variant=variant, facts=tuple(facts.items()))


def scan(text: str, depth_limit: int) -> Node | Problem:
    """Give the root of the light tree, or the first fault in the text."""
    try:
        return _Scan(text, depth_limit).run()
    except FaultError as fault:
        return fault.problem


class _Scan:
    def __init__(self, text: str, depth_limit: int) -> None:
        self.text = text
        self.limit = depth_limit
        self.root: Node | None = None
        self.open: list[Node] = []
        self.scopes: list[dict[str, str]] = [{"xml": XML_NAMESPACE, "": ""}]

    def run(self) -> Node:
        text, position = self.text, 0
        if not text.strip(SPACE):
            raise FaultError("XML-TOM", 0)
        while True:
            start = text.find("<", position)
            self.characters(position, len(text) if start < 0 else start)
            if start < 0:
                break
            position = self.markup(start)
        if self.open:
            node = self.open[-1]
            opened = text.count("\n", 0, node.start) + 1
            raise FaultError("XML-KUTTET", len(text.rstrip(SPACE)), tag=node.raw, line=str(opened))
        if self.root is None:
            raise FaultError("XML-KUTTET", len(text.rstrip(SPACE)), "start")
        return self.root

    def characters(self, start: int, end: int) -> None:
        chunk = self.text[start:end]
        if not self.open:
            rest = chunk.lstrip(SPACE)
            if rest:
                offset = end - len(rest)
                raise FaultError("XML-FLERE-ROT" if self.root else "XML-IKKE-XML", offset)
            return
        if chunk:
            self.open[-1].text += self.resolved(chunk, start)
            close = chunk.find("]]>")
            if close >= 0:
                raise FaultError("XML-SYNTAKS", start + close, detail="]]>")

    def resolved(self, chunk: str, start: int) -> str:
        """Check characters and references of a piece of text; give it with references replaced."""
        bad = ILLEGAL.search(chunk)
        limit = bad.start() if bad else len(chunk)
        position = chunk.find("&")
        while 0 <= position < limit:
            reference = REFERENCE.match(chunk, position)
            if reference is None:
                named = NAMED.match(chunk, position)
                if named:
                    raise FaultError("XML-TEGN", start + position, "entitet", value=named.group(0))
                raise FaultError(
                    "XML-TEGN", start + position, "og", value=chunk[position : position + 12].split("\n", 1)[0]
                )
            if reference.group(1) is None and not legal(code_point(reference)):
                raise FaultError("XML-TEGN", start + position, "kontroll", value=reference.group(0))
            position = chunk.find("&", position + 1)
        if bad:
            raise FaultError("XML-TEGN", start + limit, "kontroll", value=f"U+{ord(bad.group()):04X}")
        return REFERENCE.sub(lambda m: PREDEFINED[m.group(1)] if m.group(1) else chr(code_point(m)), chunk)

    def markup(self, start: int) -> int:
        """Read one piece of markup and give the offset after it."""
        text = self.text
        if text.startswith("<!--", start):
            end = self.until("-->", start + 4, start)
            dashes = text.find("--", start + 4, end)
            if dashes >= 0 or (text[end - 1] == "-" and end > start + 4):
                raise FaultError("XML-SYNTAKS", dashes if dashes >= 0 else end - 1, detail="--")
            self.legal_only(start, end)
            return end + 3
        if text.startswith("<![CDATA[", start):
            if not self.open:
                raise FaultError("XML-FLERE-ROT" if self.root else "XML-IKKE-XML", start)
            end = self.until("]]>", start + 9, start)
            self.legal_only(start, end)
            self.open[-1].text += text[start + 9 : end]
            return end + 3
        if text.startswith("<?", start):
            return self.instruction(start)
        if text.startswith("<!DOCTYPE", start):
            raise FaultError("XML-DOCTYPE", start)
        if text.startswith("</", start):
            return self.end_tag(start)
        return self.start_tag(start)

    def instruction(self, start: int) -> int:
        """Read a processing instruction, or the declaration, and give the offset after it."""
        text = self.text
        if start and re.match(r"<\?xml[ \t\r\n]", text[start : start + 6]):
            raise FaultError("XML-DEKLARASJON", start)
        end = self.until("?>", start + 2, start)
        self.legal_only(start, end)
        if not INSTRUCTION.match(text, start):
            raise FaultError("XML-SYNTAKS", start, detail=text[start : start + 20].split("\n", 1)[0])
        if re.match(r"<\?xml[ \t\r\n]", text[start : start + 6]) and not DECLARATION.match(text, start):
            raise FaultError("XML-DEKLARASJON", start, "form")
        return end + 2

    def legal_only(self, start: int, end: int) -> None:
        bad = ILLEGAL.search(self.text, start, end)
        if bad:
            raise FaultError("XML-TEGN", bad.start(), "kontroll", value=f"U+{ord(bad.group()):04X}")

    def until(self, mark: str, position: int, start: int) -> int:
        end = self.text.find(mark, position)
        if end < 0:
            raise FaultError("XML-KUTTET", start, "start")
        return end

    def end_tag(self, start: int) -> int:
        match = CLOSING.match(self.text, start)
        if match is None:
            if self.text.find(">", start) < 0:
                raise FaultError("XML-KUTTET", start, "start")
            raise FaultError("XML-SYNTAKS", start, detail=self.text[start : start + 20].split("\n", 1)[0])
        name = match.group(1)
        if not self.open:
            raise FaultError("XML-SLUTTAGG", start, tag=name)
        node = self.open.pop()
        if node.raw != name:
            opened = self.text.count("\n", 0, node.start) + 1
            raise FaultError("XML-TAGG", start, tag=name, parent_tag=node.raw, line=str(opened))
        self.scopes.pop()
        node.close, node.end = start, match.end()
        return match.end()

    def start_tag(self, start: int) -> int:
        text = self.text
        name = NAME_AT.match(text, start + 1)
        if name is None:
            if start + 1 >= len(text):
                raise FaultError("XML-KUTTET", start, "start")
            if self.open:
                raise FaultError("XML-TEGN", start, "mindre", value="<")
            raise FaultError("XML-FLERE-ROT" if self.root else "XML-IKKE-XML", start)
        if self.root is not None and not self.open:
            raise FaultError("XML-FLERE-ROT", start)
        raw, position = name.group(), name.end()
        found: list[tuple[str, str, int]] = []
        while match := ATTRIBUTE.match(text, position):
            value, offset = match.group(3) if match.group(3) is not None else match.group(4), match.start(2)
            if any(match.group(2) == other for other, _, _ in found):
                raise FaultError("XML-ATTRIBUTT", offset, "dobbel", tag=raw, value=match.group(2))
            value_start = match.start(3) if match.group(3) is not None else match.start(4)
            found.append((match.group(2), self.resolved(value, value_start), offset))
            position = match.end()
        end = TAG_END.match(text, position)
        if end is None:
            raise self.attribute_fault(raw, position, found)
        node = self.enter(raw, start, end.end(), found)
        if end.group(1) == "/>":
            node.close = node.end = node.content
            self.open.pop()
            self.scopes.pop()
        return end.end()

    def enter(self, raw: str, start: int, content: int, found: list[tuple[str, str, int]]) -> Node:
        scope = self.scopes[-1]
        declared = {n[6:] if n != "xmlns" else "": v for n, v, _ in found if n == "xmlns" or n.startswith("xmlns:")}
        if declared:
            scope = {**scope, **declared}
        prefix, _, local = raw.rpartition(":")
        if prefix not in scope:
            raise FaultError("XML-PREFIKS", start, value=prefix, tag=raw)
        parent = self.open[-1] if self.open else None
        node = Node(raw, scope[prefix], local, start, content, parent)
        if declared:
            node.xmlns = {n[6:]: (v, at) for n, v, at in found if n.partition(":")[0] == "xmlns"}
        seen = set()
        for name, value, offset in found:
            if name == "xmlns" or name.startswith("xmlns:"):
                continue
            before, _, after = name.rpartition(":")
            if before not in scope:
                raise FaultError("XML-PREFIKS", offset, value=before, tag=name)
            namespace = scope[before] if before else ""
            if (namespace, after) in seen:
                raise FaultError("XML-ATTRIBUTT", offset, "dobbel", tag=raw, value=name)
            seen.add((namespace, after))
            node.attributes.append(Attribute(name, namespace, after, value, offset))
        if parent is not None:
            parent.children.append(node)
        else:
            self.root = node
        self.open.append(node)
        self.scopes.append(scope)
        if len(self.open) > self.limit:
            raise FaultError("XML-DYP", start, expected=str(self.limit))
        return node

    def attribute_fault(self, raw: str, position: int, found: list[tuple[str, str, int]]) -> FaultError:
        """Say what is wrong after the last good attribute of a start tag."""
        text = self.text
        here = position
        while here < len(text) and text[here] in SPACE:
            here += 1
        if here >= len(text):
            return self.cut_tag(position + 1)
        name = NAME_AT.match(text, here)
        if name is None and text[here] == "<":
            code = "XML-KUTTET" if text.find(">", here) < 0 else "XML-TAGG"
            return FaultError(code, text.rfind("<", 0, here), "start", tag=raw)
        if name is None:
            return FaultError("XML-ATTRIBUTT", here, tag=raw, value=text[here : here + 10].split("\n", 1)[0])
        if here == position and found and "=" in found[-1][1]:
            return FaultError("XML-ATTRIBUTT", found[-1][2], "anforsel", tag=raw, value=found[-1][0])
        rest = EQUALS.match(text, name.end())
        end = rest.end() if rest else name.end()
        if end >= len(text):
            return self.cut_tag(here)
        variant = self.value_fault(end, here > position) if rest else ""
        if variant is None:
            return self.cut_tag(here)
        return FaultError("XML-ATTRIBUTT", here, variant, tag=raw, value=name.group())

    def cut_tag(self, before: int) -> FaultError:
        return FaultError("XML-KUTTET", self.text.rfind("<", 0, before), "start")

    def value_fault(self, start: int, spaced: bool) -> str | None:
        """Give the variant for a bad attribute value at ``start``; None when the text ends inside it."""
        quote = self.text[start]
        if quote not in "\"'":
            return "anforsel"
        if not spaced:
            return ""
        bracket = self.text.find("<", start)
        if bracket < 0 and self.text.find(quote, start + 1) < 0:
            return None
        stray = bracket >= 0 and not re.match(rf"/|{NAME}", self.text[bracket + 1 : bracket + 2])
        return "mindre" if stray else "anforsel"


def code_point(reference: re.Match[str]) -> int:
    return int(reference.group(2)) if reference.group(2) else int(reference.group(3), 16)


def legal(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
