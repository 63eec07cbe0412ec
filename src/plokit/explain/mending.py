# SPDX-License-Identifier: MIT
"""Changes that may mend the children of one element. The check proves each before anybody is offered it."""

from __future__ import annotations

from plokit.explain import edits
from plokit.explain.align import Place, align, places_of
from plokit.explain.message import Message
from plokit.explain.models import has_wildcard, qualified, slots, type_of
from plokit.explain.skeleton import Skeleton, prefix_for
from plokit.explain.wording import facts_of
from plokit.model import Remedy
from plokit.parsing.tree import Node


class ContentMender:
    """Makes remedies for what is wrong with the children of ``parent``."""

    def __init__(self, parent: Node, message: Message) -> None:
        self.parent = parent
        self.message = message
        self.catalog = message.catalog
        self.text = message.text

    def insert(self, index: int, places: list[Place]) -> list[Remedy]:
        """Write what is missing before the child with that index: all of it, with example values."""
        offset = self.parent.children[index].start if index < len(self.parent.children) else self.parent.close
        writer = Skeleton(self.parent, self.message, offset)
        found = []
        for choice in range(max(len(place.slots) for place in places)):
            lines = []
            for place in places:
                lines += writer.lines(place.slots[min(choice, len(place.slots) - 1)])
            names = [place.slots[min(choice, len(place.slots) - 1)].name.rpartition(":")[2] for place in places]
            edit = edits.insert_child(self.text, self.parent, index, lines)
            found.append(Remedy("sett inn", (edit,), facts_of(tag=", ".join(dict.fromkeys(names)))))
        return found[:3]

    def move(self, node: Node, before: int) -> list[Remedy]:
        """Move a child so that it stands before the child with that index."""
        return [Remedy("flytt", tuple(edits.move(self.text, node, self.parent, before)), facts_of(tag=node.local))]

    def drop(self, node: Node, alike: list[Node]) -> list[Remedy]:
        """Take a child away when nothing is lost: it is empty, or another one is exactly like it."""
        facts = facts_of(tag=node.local)
        whole = self.text[node.start : node.end]
        if any(self.text[other.start : other.end] == whole for other in alike):
            return [Remedy("ta bort like", (edits.remove(self.text, node),), facts)]
        if edits.empty(node):
            return [Remedy("ta bort tomt", (edits.remove(self.text, node),), facts)]
        blank = next((other for other in alike if edits.empty(other)), None)
        return [Remedy("ta bort tomt", (edits.remove(self.text, blank),), facts)] if blank else []

    def rename(self, node: Node, name: str) -> list[Remedy]:
        """Write another name for an element, in the namespace of that name."""
        canonical, _, local = name.rpartition(":")
        prefix = prefix_for(self.catalog.namespaces.get(canonical, ""), self.parent)
        if prefix is None:
            return []
        raw = f"{prefix}:{local}" if prefix else local
        return [Remedy("gi nytt navn", tuple(edits.rename(node, raw)), facts_of(tag=node.local, near_tag=local))]

    def namespace(self, node: Node, uri: str) -> list[Remedy]:
        """Put an element in the right namespace: at its own declaration, with another prefix, or with a new one."""
        facts = facts_of(tag=node.local)
        found = []
        if node.prefix in node.xmlns:
            start, end, quote = edits.value_span(self.text, node.xmlns[node.prefix][1])
            found.append(Remedy("navnerom", ((start, end, edits.escape(uri, quote)),), facts))
        prefix = prefix_for(uri, self.parent)
        if prefix is not None:
            raw = f"{prefix}:{node.local}" if prefix else node.local
            found.append(Remedy("forkortelse", tuple(self.renamed_family(node, raw)), facts + facts_of(near_tag=raw)))
        elif node.prefix not in node.xmlns:
            name = f"xmlns:{node.prefix}" if node.prefix else "xmlns"
            found.append(Remedy("navnerom", (edits.add_attribute(self.text, node, name, uri),), facts))
        return found

    def renamed_family(self, node: Node, raw: str) -> list[edits.Edit]:
        """Write another prefix for an element, and for those in it that share its wrong namespace."""
        found = edits.rename(node, raw)
        prefix = raw.rpartition(":")[0]
        waiting = list(node.children)
        while waiting:
            child = waiting.pop()
            if child.namespace == node.namespace and child.prefix == node.prefix and not node.xmlns:
                found += edits.rename(child, f"{prefix}:{child.local}" if prefix else child.local)
                waiting += child.children
        return sorted(found)

    def go_home(self, node: Node) -> list[Remedy]:
        """Move an element to the only place in the message that lacks it, or else the only one that has room."""
        needs, rooms = self.homes(node)
        chosen = needs or rooms
        if len(chosen) != 1:
            return []
        change = edits.move(self.text, node, *chosen[0])
        return [Remedy("flytt hjem", tuple(change), facts_of(tag=node.local, near_tag=chosen[0][0].local))]

    def homes(self, node: Node) -> tuple[list[tuple[Node, int]], list[tuple[Node, int]]]:
        """Give the other elements that lack one like this, and those that have room for one more, with the index."""
        name = qualified(node, self.catalog)
        rooms: list[tuple[Node, int]] = []
        needs: list[tuple[Node, int]] = []
        waiting = [self.root()]
        while waiting:
            home = waiting.pop()
            if home is node:
                continue
            waiting += home.children
            before, lacks = (None, False) if home is self.parent else self.room(home, name)
            if before is not None:
                (needs if lacks else rooms).append((home, before))
        return needs, rooms

    def root(self) -> Node:
        root = self.parent
        while root.parent is not None:
            root = root.parent
        return root

    def stray(self, name: str) -> Node | None:
        """Give the only element of that name that stands where none of that name may, if there is exactly one."""
        found: list[Node] = []
        waiting = [self.root()]
        while waiting:
            home = waiting.pop()
            waiting += home.children
            inside = [child for child in home.children if qualified(child, self.catalog) == name]
            inside = [child for child in inside if not child.start <= self.parent.start < child.end]
            kind = type_of(home, self.catalog) if inside else None
            if kind is None or has_wildcard(self.catalog.types[kind].get("p")):
                continue
            if not any(slot.name == name for slot in slots(kind, self.catalog)):
                found += inside
        return found[0] if len(found) == 1 else None

    def fetch(self, node: Node, before: int) -> list[Remedy]:
        """Move an element that strayed to here, before the child with that index."""
        change = edits.move(self.text, node, self.parent, before)
        return [Remedy("flytt hjem", tuple(change), facts_of(tag=node.local, near_tag=self.parent.local))]

    def leave(self, node: Node) -> list[Remedy]:
        """Move an element out of one that cannot hold it: to where it belongs, or after its parent."""
        found = self.go_home(node)
        outer = self.parent.parent
        if not found and outer is not None:
            before = next(at for at, child in enumerate(outer.children) if child is self.parent) + 1
            change = edits.move(self.text, node, outer, before)
            found = [Remedy("flytt hjem", tuple(change), facts_of(tag=node.local, near_tag=outer.local))]
        return found

    def room(self, home: Node, name: str) -> tuple[int | None, bool]:
        """Give the index of the child before which one more child of that name would fit, and whether it is lacking.

        The index is None when no more would fit.
        """
        known = slots(type_of(home, self.catalog), self.catalog)
        if not any(slot.name == name for slot in known):
            return None, False
        places = places_of(known)
        names = [qualified(child, self.catalog) for child in home.children]
        for before in range(len(names), -1, -1):
            laid = align([*names[:before], name, *names[before:]], places, lambda _index, _place: None)
            if None not in laid.taken and not laid.gaps:
                now = align(names, places, lambda _index, _place: None)
                return before, bool(now.gaps)
        return None, False


class RootMender:
    """Makes remedies for a root, or the content of an envelope, in the wrong namespace or under a misspelt name."""

    def __init__(self, node: Node, message: Message) -> None:
        self.node = node
        self.message = message

    def namespace(self, uri: str) -> list[Remedy]:
        """Write the right namespace where the element's prefix is declared."""
        home: Node | None = self.node
        while home is not None and self.node.prefix not in home.xmlns:
            home = home.parent
        facts = facts_of(tag=self.node.local)
        if home is None:
            name = f"xmlns:{self.node.prefix}" if self.node.prefix else "xmlns"
            edit = edits.add_attribute(self.message.text, self.node, name, uri)
        else:
            start, end, quote = edits.value_span(self.message.text, home.xmlns[self.node.prefix][1])
            edit = (start, end, edits.escape(uri, quote))
        return [Remedy("navnerom", (edit,), facts)]

    def rename(self, local: str) -> list[Remedy]:
        """Write another local name with the same prefix."""
        raw = f"{self.node.prefix}:{local}" if self.node.prefix else local
        facts = facts_of(tag=self.node.local, near_tag=local)
        return [Remedy("gi nytt navn", tuple(edits.rename(self.node, raw)), facts)]
