# SPDX-License-Identifier: MIT
"""Seeded single mutations of valid messages that know their own truth: what is wrong, where, and what it is called.

A truth holds every honest reading of the mutation. One of two neighbours that changed places may be blamed as well as
the other; an element that was moved is misplaced where it stands now and missing where it stood; an element whose name
was exchanged for that of a sibling may be called misplaced, repeated or missing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.slips import code_slip, slip
from plokit.explain.edits import line_start, remove, set_value, spliced, unset
from plokit.parsing.scanner import scan
from plokit.parsing.tree import Attribute, Node

Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Fault:
    """One mutation: its sort, the damaged text, and the honest readings of it.

    ``names`` are local names, one of which an explanation must use; ``lines`` the lines it may point at; ``wrong`` is
    the text that replaced a right one, which a fix may take away.
    """

    sort: str
    before: str
    text: str
    kinds: frozenset[str]
    names: frozenset[str]
    lines: frozenset[int]
    wrong: str = ""


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def nodes(text: str) -> list[Node]:
    """Give every element of a well-formed text, parents before children."""
    root = scan(text, 2048)
    assert isinstance(root, Node)  # noqa: S101 - the samples are well-formed
    found = [root]
    for node in found:
        found.extend(node.children)
    return found


class Damage:
    """One element of one message, and the ways to damage it. Each way gives a Fault, or None when it does not fit."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self.text = text
        self.chance = chance
        self.all = nodes(text)
        self.node = chance.choice(self.all[1:])
        self.parent = self.node.parent or self.all[0]
        self.at = next((i for i, child in enumerate(self.parent.children) if child is self.node), 0)

    def fault(
        self, sort: str, edits: list[Edit], kinds: str, names: set[str], lines: set[int], wrong: str = ""
    ) -> Fault:
        text, _ = spliced(self.text, sorted(edits))
        return Fault(sort, self.text, text, frozenset(kinds.split()), frozenset(names), frozenset(lines), wrong)

    def lines(self, start: int, end: int) -> set[int]:
        return set(range(line_of(self.text, start), line_of(self.text, end) + 1))

    def gap(self) -> set[int]:
        """Lines where the element stood, when it is gone: from the element before to the next, and the parent's tag."""
        family, whole = self.parent.children, remove(self.text, self.node)
        text = self.text[: whole[0]] + self.text[whole[1] :]
        gone = whole[1] - whole[0]
        before = family[self.at - 1].end if self.at else self.parent.content
        after = family[self.at + 1].start if self.at + 1 < len(family) else self.parent.close
        return {line_of(text, self.parent.start)} | set(range(line_of(text, before), line_of(text, after - gone) + 1))

    # the ways ----------------------------------------------------------------------------------------------------

    def delete(self) -> Fault | None:
        return self.fault("delete", [remove(self.text, self.node)], "missing", {self.node.local}, self.gap())

    def repeat(self) -> Fault | None:
        node = self.node
        start = line_start(self.text, node.start)
        lead = "" if start is None else "\n" + self.text[start : node.start]
        whole = lead + self.text[node.start : node.end]
        lines = {line_of(self.text, node.start), line_of(self.text, node.end) + (1 if lead else 0)}
        return self.fault("repeat", [(node.end, node.end, whole)], "repeated", {node.local}, lines)

    def move(self) -> Fault | None:
        """Move the element elsewhere in its parent."""
        family = self.parent.children
        goal = self.chance.randrange(len(family) + 1)
        if goal in (self.at, self.at + 1):
            return None
        edits = sorted([remove(self.text, self.node), self.placed(self.parent, goal)])
        text, _ = spliced(self.text, edits)
        jumped = family[goal : self.at] if goal < self.at else family[self.at + 1 : goal]
        names, lines = {self.node.local}, set[int]()
        for child in nodes(text):
            if (child.local, text[child.start : child.end]) == (
                self.node.local,
                self.text[self.node.start : self.node.end],
            ):
                lines.add(line_of(text, child.start))
            if len(jumped) == 1 and text[child.start : child.end] == self.text[jumped[0].start : jumped[0].end]:
                lines.add(line_of(text, child.start))
        if len(jumped) == 1:
            names.add(jumped[0].local)
        return self.fault("move", edits, "misplaced", names, lines)

    def placed(self, parent: Node, goal: int) -> Edit:
        whole = self.text[self.node.start : self.node.end]
        if goal < len(parent.children):
            start = parent.children[goal].start
            lead = line_start(self.text, start)
            return start, start, whole + ("" if lead is None else "\n" + self.text[lead:start])
        end = parent.children[-1].end
        lead = line_start(self.text, parent.children[-1].start)
        return end, end, ("" if lead is None else "\n" + self.text[lead : parent.children[-1].start]) + whole

    def stray(self) -> Fault | None:
        """Move the element into another parent."""
        homes = [
            n
            for n in self.all
            if n.children and n is not self.parent and not self.node.start <= n.start < self.node.end
        ]
        if not homes:
            return None
        home = self.chance.choice(homes)
        edits = sorted([remove(self.text, self.node), self.placed(home, self.chance.randrange(len(home.children) + 1))])
        if any(a[1] > b[0] for a, b in pairwise(edits)):
            return None
        text, _ = spliced(self.text, edits)
        if not isinstance(scan(text, 2048), Node):  # its prefix is not declared there
            return None
        whole = self.text[self.node.start : self.node.end]
        lines = {line_of(text, child.start) for child in nodes(text) if text[child.start : child.end] == whole}
        old = next(
            (n for n in nodes(text) if n.raw == self.parent.raw and len(n.children) == len(self.parent.children) - 1),
            None,
        )
        if old is not None:
            lines |= {line_of(text, old.start)} | set(range(line_of(text, old.content), line_of(text, old.close) + 1))
        return self.fault("stray", edits, "misplaced unknown missing repeated nested", {self.node.local}, lines)

    def rename(self) -> Fault | None:
        node, local = self.node, self.node.local
        at = self.chance.randrange(len(local))
        typos = (
            local[:at] + local[at + 1 :],
            local[:at] + local[at] + local[at:],
            local.swapcase(),
            local[0].swapcase() + local[1:],
        )
        new = self.chance.choice((*typos, local + "e", "Ukjent", self.chance.choice(self.all).local))
        if not new or new == local or not (new[0].isalpha()):
            return None
        raw = f"{node.prefix}:{new}" if node.prefix else new
        edits = [(node.start + 1, node.start + 1 + len(node.raw), raw)]
        if not node.self_closed:
            edits.append((node.close + 2, node.close + 2 + len(node.raw), raw))
        kinds, lines = "unknown", {line_of(self.text, node.start)}
        twins = [child for child in self.parent.children if child.local == new]
        if twins or new in {n.local for n in self.all}:
            kinds += " misplaced repeated missing"
            lines |= {line_of(self.text, child.start) for child in twins}
        return self.fault("rename", edits, kinds, {local, new}, lines)

    def unknown(self) -> Fault | None:
        node = self.node
        lead = line_start(self.text, node.start)
        prefix = f"{node.prefix}:" if node.prefix else ""
        new = self.chance.choice(("<{0}Ukjent/>", "<{0}Merke></{0}Merke>", "<{0}Notis>Se eget ark</{0}Notis>")).format(
            prefix
        )
        after = "" if lead is None else "\n" + self.text[lead : node.start]
        names = {new.strip("<").split(">")[0].strip("/").rpartition(":")[2]}
        return self.fault(
            "unknown", [(node.start, node.start, new + after)], "unknown", names, {line_of(self.text, node.start)}
        )

    def namespace(self) -> Fault | None:
        node = self.node
        scope: dict[str, str] = {}
        home: Node | None = node
        while home is not None:
            for prefix, (uri, _) in home.xmlns.items():
                scope.setdefault(prefix, uri)
            home = home.parent
        others = [prefix for prefix, uri in scope.items() if uri != node.namespace]
        names, lines = {node.local}, {line_of(self.text, node.start)}
        if others and self.chance.random() < 0.5:
            prefix = self.chance.choice(others)
            raw = f"{prefix}:{node.local}" if prefix else node.local
            edits = [(node.start + 1, node.start + 1 + len(node.raw), raw)]
            if not node.self_closed:
                edits.append((node.close + 2, node.close + 2 + len(node.raw), raw))
            return self.fault("namespace", edits, "namespace", names, lines)
        if node.prefix in node.xmlns:
            return None
        slip = node.namespace + self.chance.choice(("/", "x", "-1")) if self.chance.random() < 0.5 else "urn:feil"
        name = f"xmlns:{node.prefix}" if node.prefix else "xmlns"
        at = node.start + 1 + len(node.raw)
        return self.fault("namespace", [(at, at, f' {name}="{slip}"')], "namespace", names, lines)

    def value(self) -> Fault | None:
        """Write a slip in a value: in text or attribute, of the sort that people and programs make."""
        node = self.node
        if node.attributes and (node.children or not node.text.strip() or self.chance.random() < 0.5):
            return self.attribute_value("value", self.chance.choice(node.attributes), slip)
        if node.children or "<" in self.text[node.content : node.close] or not node.text.strip():
            return None
        new = slip(node.text, self.chance)
        if new == node.text:
            return None
        return self.fault(
            "value", [(node.content, node.close, new)], "value", {node.local}, {line_of(self.text, node.start)}, new
        )

    def code(self) -> Fault | None:
        """Write another code, or leave text and code at odds."""
        found = next((a for a in self.node.attributes if a.local == "V"), None)
        if found is None or not any(a.local == "DN" for a in self.node.attributes):
            return None
        return self.attribute_value("code", found, code_slip)

    def attribute_value(
        self, sort: str, attribute: Attribute, change: Callable[[str, random.Random], str]
    ) -> Fault | None:
        new = change(attribute.value, self.chance)
        if new == attribute.value:
            return None
        lines = {line_of(self.text, attribute.offset), line_of(self.text, self.node.start)}
        names = {attribute.raw, self.node.local}
        return self.fault(sort, [set_value(self.text, attribute, new)], "value", names, lines, new)

    def clear(self) -> Fault | None:
        """Empty an element: its text, or all its children."""
        node = self.node
        if node.self_closed or not self.text[node.content : node.close].strip():
            return None
        names = {node.local} | (
            {node.children[0].local} | {c.local for c in node.children} if node.children else set[str]()
        )
        kinds = "missing value" if not node.children else "missing"
        return self.fault("clear", [(node.content, node.close, "")], kinds, names, {line_of(self.text, node.start)})

    def attribute_drop(self) -> Fault | None:
        if not self.node.attributes:
            return None
        found = self.chance.choice(self.node.attributes)
        return self.fault(
            "attribute drop",
            [unset(self.text, found)],
            "missing",
            {found.local, self.node.local},
            {line_of(self.text, self.node.start)},
        )

    def attribute_name(self) -> Fault | None:
        if not self.node.attributes:
            return None
        found = self.chance.choice(self.node.attributes)
        new = self.chance.choice((found.raw.swapcase(), found.raw + "x", "kode"))
        if any(a.raw == new for a in self.node.attributes):
            return None
        lines = {line_of(self.text, found.offset), line_of(self.text, self.node.start)}
        return self.fault(
            "attribute name",
            [(found.offset, found.offset + len(found.raw), new)],
            "unknown missing",
            {found.raw, new},
            lines,
        )


SORTS = (
    *("delete", "repeat", "move", "stray", "rename", "unknown", "namespace", "value", "code"),
    *("clear", "attribute_drop", "attribute_name"),
)


def faults(sources: list[str], sort: str, seed: int) -> Iterator[Fault]:
    """Give mutations of one sort without end, the same for the same seed. Many do no harm."""
    chance = random.Random(f"{seed} {sort}")
    while True:
        fault = getattr(Damage(chance.choice(sources), chance), sort)()
        if fault is not None and fault.text != fault.before:
            yield fault
