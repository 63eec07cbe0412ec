# SPDX-License-Identifier: MIT
"""Say what is wrong with the children of one element: missing, misplaced, repeated, unknown, wrong namespace."""

from __future__ import annotations

from plokit.catalog import Catalog
from plokit.explain.models import Slot, qualified, slots, type_of
from plokit.explain.wording import Wording, facts_of, join_words, xpath_of
from plokit.model import Problem
from plokit.parsing.tree import Node

MOST_LISTED = 5


class ContentJudge:
    """Compares the children of ``parent`` with its content model."""

    def __init__(self, parent: Node, catalog: Catalog) -> None:
        self.parent = parent
        self.catalog = catalog
        self.words = Wording(catalog)
        self.slots = slots(type_of(parent, catalog), catalog)
        self.names = [qualified(child, catalog) for child in parent.children]

    # names and places --------------------------------------------------------------------------------------------

    def slot(self, name: str) -> Slot | None:
        return next((slot for slot in self.slots if slot.name == name), None)

    def entry(self, name: str) -> dict[str, str]:
        return self.catalog.element_text(name, qualified(self.parent, self.catalog))

    def around(self) -> dict[str, str]:
        return {"parent": self.words.definite(self.parent), "parent_tag": self.parent.local}

    def asked(self, name: str) -> dict[str, str]:
        return {"field": self.entry(name)["name"], "tag": name.rpartition(":")[2]}

    def near(self, name: str) -> dict[str, str]:
        entry = self.entry(name)
        return {"near": entry.get("the", entry["name"]), "near_tag": name.rpartition(":")[2]}

    def listed(self, names: list[str], conjunction: str) -> str:
        shown = [f"{self.entry(name)['name']} ({name.rpartition(':')[2]})" for name in dict.fromkeys(names)]
        return join_words(shown[:MOST_LISTED], self.catalog.words(conjunction))

    def problem(self, code: str, node: Node, variant: str, facts: dict[str, str], offset: int | None = None) -> Problem:
        start = node.start if offset is None else offset
        return Problem(code, start, xpath_of(node, self.catalog), variant=variant, facts=facts_of(**facts))

    def position(self, index: int) -> int:
        slot = self.slot(self.names[index])
        return -1 if slot is None else slot.position

    # missing -----------------------------------------------------------------------------------------------------

    def required(self, limit: int, present: list[str]) -> list[Slot]:
        """Give required places before ``limit`` that no child fills."""
        return [
            slot
            for slot in self.slots
            if slot.position < limit
            and slot.least > 0
            and slot.choice >= 0
            and not any(slot.name == name or self.same_choice(slot, name) for name in present)
        ]

    def same_choice(self, slot: Slot, name: str) -> bool:
        other = self.slot(name)
        return slot.choice > 0 and other is not None and other.choice == slot.choice

    def one_of(self, node: Node, names: list[str], offset: int | None = None) -> Problem:
        return self.problem(
            "XSD-MANGLER", node, "valg", self.around() | {"expected": self.listed(names, "eller")}, offset
        )

    def missing_at_end(self) -> Problem:
        """Say which child is missing when libxml2 says that the element ends too early."""
        lacking = self.required(1 << 30, self.names)
        end = self.parent.close if self.parent.close > self.parent.content else self.parent.start
        if not lacking:
            return self.one_of(self.parent, [slot.name for slot in self.slots if slot.choice], end)
        first = lacking[0]
        if first.choice > 0:
            return self.one_of(self.parent, [slot.name for slot in self.slots if slot.choice == first.choice], end)
        return self.problem("XSD-MANGLER", self.parent, "slutt", self.asked(first.name) | self.around(), end)

    # an unexpected child -----------------------------------------------------------------------------------------

    def unexpected(self, index: int) -> Problem:
        """Say what is wrong when libxml2 did not expect the child at ``index``."""
        name, node = self.names[index], self.parent.children[index]
        slot = self.slot(name)
        before = [known for known in map(self.slot, self.names[:index]) if known is not None]
        reached = max((known.position for known in before), default=0)
        if slot is None:
            return self.unknown(node, name, reached)
        if too_many := self.too_many(index, slot, before):
            return too_many
        if slot.position < reached:
            return self.too_late(index, slot)
        lacking = self.required(slot.position, self.names[:index])
        if lacking:
            return self.lacking_before(index, lacking[0])
        expected = self.listed([other.name for other in self.slots if other.position >= reached], "eller")
        return self.problem("XSD-PLASSERING", node, "", self.asked(name) | self.around() | {"expected": expected})

    def too_many(self, index: int, slot: Slot, before: list[Slot]) -> Problem | None:
        """The child has come too often already, or another of the alternatives has."""
        name, node = self.names[index], self.parent.children[index]
        count = self.names[:index].count(name)
        facts = self.asked(name) | self.around()
        if slot.choice and slot.choice_most == 1 and not count:
            rival = next((other for other in before if other.choice == slot.choice), None)
            if rival is not None:
                return self.problem("XSD-GJENTATT", node, "valg", facts | self.near(rival.name) | {"expected": "1"})
        if slot.most != -1 and count >= slot.most:
            return self.problem("XSD-GJENTATT", node, "", facts | {"expected": self.times(slot.most)})
        return None

    def times(self, most: int) -> str:
        return self.catalog.words("en gang") if most == 1 else f"{most} {self.catalog.words('ganger')}"

    def too_late(self, index: int, slot: Slot) -> Problem:
        """The child stands after one that it must come before; one of the two was moved."""
        others = [at for at in range(index) if self.position(at) > slot.position]
        first = others[0]
        if len(others) == 1 and not self.ordered(skip=index) and self.ordered(skip=first):
            later = range(index, len(self.names))
            follows = [at for at in later if 0 <= self.position(at) < self.position(first)]
            return self.displaced(first, "for_tidlig", self.names[follows[-1]])
        return self.displaced(index, "for_sent", self.names[first])

    def lacking_before(self, index: int, slot: Slot) -> Problem:
        """A required child has not come yet: it is missing, or stands later, or this child stands too early."""
        node = self.parent.children[index]
        later = next((at for at in range(index + 1, len(self.names)) if self.names[at] == slot.name), None)
        if later is None and slot.choice > 0:
            return self.one_of(node, [other.name for other in self.slots if other.choice == slot.choice])
        if later is None:
            facts = self.asked(slot.name) | self.around() | self.near(self.names[index])
            return self.problem("XSD-MANGLER", node, "foran", facts)
        if self.ordered(skip=index) or not self.ordered(skip=later):
            return self.displaced(index, "for_tidlig", self.names[later])
        return self.displaced(later, "for_sent", self.names[index])

    def displaced(self, index: int, variant: str, near: str) -> Problem:
        facts = self.asked(self.names[index]) | self.around() | self.near(near)
        return self.problem("XSD-PLASSERING", self.parent.children[index], variant, facts)

    def ordered(self, skip: int) -> bool:
        """True when the known children stand in order once the child at ``skip`` is taken away."""
        positions = [self.position(at) for at in range(len(self.names)) if at != skip and self.position(at) >= 0]
        return positions == sorted(positions)

    # a name that does not belong here ----------------------------------------------------------------------------

    def unknown(self, node: Node, name: str, reached: int) -> Problem:
        """The name does not belong in this parent: wrong namespace, misspelt, at home elsewhere, or unknown."""
        local = node.local
        twin = next((slot.name for slot in self.slots if slot.name.rpartition(":")[2] == local), None)
        if twin is not None:
            right = self.catalog.namespaces[twin.rpartition(":")[0]]
            facts = self.asked(twin) | {"value": node.namespace, "expected": right}
            return self.problem("XSD-NAVNEROM", node, "", facts)
        facts = {"tag": local} | self.around()
        missing = [slot.name for slot in self.slots if slot.name not in self.names]
        close = nearest(local, [slot.rpartition(":")[2] for slot in missing])
        full = next((slot for slot in missing if slot.rpartition(":")[2] == close), None)
        if full is not None:
            return self.problem("XSD-UKJENT", node, "nesten", facts | self.near(full))
        later = [slot for slot in self.slots if slot.position >= reached] or self.slots
        facts["expected"] = self.listed([slot.name for slot in later], "og")
        home = self.home_of(name)
        if home is None:
            return self.problem("XSD-UKJENT", node, "", facts)
        entry = self.catalog.element_text(home)
        facts |= {
            "field": self.catalog.element_text(name, home)["name"],
            "near": entry.get("the", entry["name"]),
            "near_tag": home.rpartition(":")[2],
        }
        return self.problem("XSD-UKJENT", node, "hjemme", facts)

    def home_of(self, name: str) -> str | None:
        """Give the only global element that has ``name`` as a child, if there is exactly one."""
        homes = [
            element
            for element, index in self.catalog.elements.items()
            if any(slot.name == name for slot in slots(index, self.catalog))
        ]
        return homes[0] if len(homes) == 1 else None


def nearest(word: str, candidates: list[str]) -> str | None:
    """Give the only candidate within two edits (or that differs only in case), or None."""
    ranked = sorted((distance(word.lower(), c.lower()), c) for c in dict.fromkeys(candidates))
    if not ranked or ranked[0][0] > (2 if len(word) > 4 else 1):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][1]


def distance(a: str, b: str) -> int:
    """Give the edit distance of two words (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[len(b)]
