# SPDX-License-Identifier: MIT
"""Say what is wrong with the children of one element: missing, misplaced, repeated, unknown, wrong namespace."""

from __future__ import annotations

from plokit.explain.align import Alignment, Place, align, places_of
from plokit.explain.mending import ContentMender
from plokit.explain.message import Message
from plokit.explain.models import Slot, qualified, slots, type_of, value_type
from plokit.explain.wording import Wording, facts_of, join_words, nearest, xpath_of
from plokit.model import Problem, Remedy
from plokit.parsing.scanner import SPACE
from plokit.parsing.tree import Node

MOST_LISTED = 5
OTHER_NAMESPACE, NEAR_NAME, SAME_CONTENT = 1_000, 3_000, 90_000


class ContentJudge:
    """Compares the children of ``parent`` with its content model."""

    def __init__(self, parent: Node, message: Message) -> None:
        self.parent = parent
        self.message = message
        self.catalog = message.catalog
        self.words = Wording(self.catalog)
        self.slots = slots(type_of(parent, self.catalog), self.catalog)
        self.names = [qualified(child, self.catalog) for child in parent.children]
        self.places = places_of(self.slots)
        self.mender = ContentMender(parent, message)
        self.known_near: dict[str, str | None] = {}
        self.known_fit: dict[int, bool] = {}

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

    def problem(
        self,
        code: str,
        node: Node,
        variant: str,
        facts: dict[str, str],
        remedies: list[Remedy] | None = None,
        offset: int | None = None,
    ) -> Problem:
        start = node.start if offset is None else offset
        path = xpath_of(node, self.catalog)
        return Problem(code, start, path, variant=variant, facts=facts_of(**facts), remedies=tuple(remedies or ()))

    # the fewest changes ------------------------------------------------------------------------------------------

    def judge(self, index: int | None) -> Problem:
        """Say what is wrong first; ``index`` is the child that libxml2 did not expect, None for a missing end."""
        if len(self.places) == 0:
            return self.unforeseen(index)
        found = align(self.names, self.places, self.reading)
        left = [at for at, place in enumerate(found.taken) if place is None or at in found.readings]
        gaps = list(found.gaps)
        gap = next((pair for pair in gaps if not any(self.fills(pair[0], at) for at in left)), None)
        if left and (gap is None or left[0] <= gap[1]):
            return self.leftover(left[0], found)
        return self.unforeseen(index) if gap is None else self.missing(gap, gaps)

    def fills(self, place: int, index: int) -> bool:
        """True when the child could stand in a place, so that it only has to move there."""
        return self.names[index] in self.places[place].names

    def reading(self, index: int, place: Place) -> tuple[Slot, int] | None:
        """Read a child under another name: in the wrong namespace, misspelt, or unknown with the right content."""
        name, node = self.names[index], self.parent.children[index]
        if self.slot(name) is not None:
            return None
        twin = next((slot for slot in place.slots if slot.name.rpartition(":")[2] == node.local), None)
        if twin is not None:
            return twin, OTHER_NAMESPACE
        if node.local not in self.known_near:
            self.known_near[node.local] = self.close(node.local)
        close = self.known_near[node.local]
        for slot in place.slots:
            if slot.name == close:
                return slot, NEAR_NAME
        if len(place.slots) == 1 and self.fits(node, place.slots[0]) and (place.least or self.only_fit(index)):
            return place.slots[0], SAME_CONTENT
        return None

    def only_fit(self, index: int) -> bool:
        """True when a child has content that only one of the places not in use could hold."""
        if index not in self.known_fit:
            node = self.parent.children[index]
            free = [slot for slot in self.slots if slot.name not in self.names]
            telling = bool(node.children or node.attributes)
            self.known_fit[index] = telling and sum(self.fits(node, slot) for slot in free) == 1
        return self.known_fit[index]

    def close(self, local: str) -> str | None:
        """Give the one name of the model that is nearest to a misspelt one; names not in use come first."""
        free = [slot.name for slot in self.slots if slot.name not in self.names]
        for names in (free, [slot.name for slot in self.slots]):
            found = nearest(local, [name.rpartition(":")[2] for name in names])
            if found is not None:
                return next(name for name in names if name.rpartition(":")[2] == found)
        return None

    def fits(self, node: Node, slot: Slot) -> bool:
        """True when what an element holds could stand in the element of a slot."""
        inner = slots(slot.type, self.catalog)
        allowed = {known.name for known in inner}
        if node.children or inner:
            return bool(node.children) and all(qualified(child, self.catalog) in allowed for child in node.children)
        attributes = self.catalog.types[slot.type].get("a", {})
        if node.attributes:
            return all(attribute.local in attributes for attribute in node.attributes)
        return bool(node.text.strip(SPACE)) and value_type(slot.type, self.catalog) is not None

    # missing -----------------------------------------------------------------------------------------------------

    def missing(self, gap: tuple[int, int], gaps: list[tuple[int, int]]) -> Problem:
        """Say that a place lacks its child."""
        place, index = self.places[gap[0]], gap[1]
        together = [self.places[at] for at, before in gaps if before == index]
        at_end = index == len(self.names)
        node = self.parent if at_end else self.parent.children[index]
        end = self.parent.close if self.parent.close > self.parent.content else self.parent.start
        offset = end if at_end else node.start
        names = [slot.name for slot in place.slots]
        for name in names:
            stray = self.mender.stray(name)
            if stray is not None:
                return self.astray(stray, name, index)
        remedies = self.mender.insert(index, together)
        if len(names) > 1:
            facts = self.around() | {"expected": self.listed(names, "eller")}
            return self.problem("XSD-MANGLER", node, "valg", facts, remedies, offset)
        facts = self.asked(names[0]) | self.around()
        if at_end:
            return self.problem("XSD-MANGLER", node, "slutt", facts, remedies, offset)
        return self.problem("XSD-MANGLER", node, "foran", facts | self.near(self.names[index]), remedies)

    def astray(self, stray: Node, name: str, index: int) -> Problem:
        """Say that the child that is missing stands in another element, where it does not belong."""
        home = stray.parent or stray
        facts = self.asked(name) | {"parent": self.words.definite(home), "parent_tag": home.local}
        facts |= {"near": self.words.definite(self.parent), "near_tag": self.parent.local}
        return self.problem("XSD-PLASSERING", stray, "annet_sted", facts, self.mender.fetch(stray, index))

    # a child that does not fit -----------------------------------------------------------------------------------

    def leftover(self, index: int, found: Alignment) -> Problem:
        """Say why a child cannot stand where it does."""
        name = self.names[index]
        slot = self.slot(name)
        if slot is None:
            return self.unknown(index, found)
        homes = [at for at, place in enumerate(self.places) if name in place.names]
        for home in homes:
            count = sum(1 for place in found.taken if place == home)
            if self.places[home].most == -1 or count < self.places[home].most:
                return self.displaced(index, home, found)
        return self.too_many(index, slot, homes[0], found)

    def displaced(self, index: int, home: int, found: Alignment) -> Problem:
        """The child belongs in another place in the row."""
        taken = [(at, place) for at, place in enumerate(found.taken) if place is not None]
        after = [at for at, place in taken if place > home]
        before = [at for at, place in taken if place <= home]
        goal = after[0] if after else len(self.names)
        variant = "for_sent" if goal < index else "for_tidlig"
        near = self.names[goal] if goal < index else self.names[before[-1]] if before else self.names[index]
        facts = self.asked(self.names[index]) | self.around() | self.near(near)
        remedies = self.mender.move(self.parent.children[index], goal)
        return self.problem("XSD-PLASSERING", self.parent.children[index], variant, facts, remedies)

    def too_many(self, index: int, slot: Slot, home: int, found: Alignment) -> Problem:
        """The child has come too often already, or another of the alternatives has."""
        node = self.parent.children[index]
        facts = self.asked(slot.name) | self.around()
        others = [at for at, place in enumerate(found.taken) if place == home]
        alike = [at for at in others if self.names[at] == slot.name]
        needed = bool(self.mender.homes(node)[0])  # it may have strayed from there: then nobody knows which to drop
        remedies = [] if needed else self.mender.drop(node, [self.parent.children[at] for at in alike])
        if alike or not others:
            expected = self.times(self.places[home].most)
            return self.problem("XSD-GJENTATT", node, "", facts | {"expected": expected}, remedies)
        rival = self.near(self.names[others[0]]) | {"expected": "1"}
        return self.problem("XSD-GJENTATT", node, "valg", facts | rival, remedies)

    def times(self, most: int) -> str:
        return self.catalog.words("en gang") if most == 1 else f"{most} {self.catalog.words('ganger')}"

    def unforeseen(self, index: int | None) -> Problem:
        """Say what can be said when libxml2 objects and the row of places does not show why."""
        if index is None:
            names = [slot.name for slot in self.slots if slot.choice] or [slot.name for slot in self.slots]
            end = self.parent.close if self.parent.close > self.parent.content else self.parent.start
            facts = self.around() | {"expected": self.listed(names, "eller")}
            return self.problem("XSD-MANGLER", self.parent, "valg", facts, offset=end)
        name, node = self.names[index], self.parent.children[index]
        slot = self.slot(name)
        if slot is None:
            return self.unknown(index, None)
        facts = self.asked(name) | self.around()
        rivals = [known for known in self.names[:index] if known != name and self.rivals(known, slot)]
        if rivals:
            return self.problem("XSD-GJENTATT", node, "valg", facts | self.near(rivals[0]) | {"expected": "1"})
        expected = self.listed([other.name for other in self.slots], "eller")
        return self.problem("XSD-PLASSERING", node, "", facts | {"expected": expected})

    def rivals(self, name: str, slot: Slot) -> bool:
        other = self.slot(name)
        return other is not None and slot.choice != 0 and other.choice == slot.choice

    # a name that does not belong here ----------------------------------------------------------------------------

    def unknown(self, index: int, found: Alignment | None) -> Problem:
        """The name does not belong in this parent: wrong namespace, misspelt, at home elsewhere, or unknown."""
        node, name = self.parent.children[index], self.names[index]
        facts = {"tag": node.local} | self.around()
        read = found.readings.get(index) if found else None
        twin = read or next((slot for slot in self.slots if slot.name.rpartition(":")[2] == node.local), None)
        if twin is not None and twin.name.rpartition(":")[2] == node.local:
            right = self.catalog.namespaces.get(twin.name.rpartition(":")[0], "")
            given = {"value": node.namespace or self.catalog.words("ingen"), "expected": right}
            remedies = self.mender.namespace(node, right)
            return self.problem("XSD-NAVNEROM", node, "", self.asked(twin.name) | given, remedies)
        if read is not None:
            remedies = self.mender.rename(node, read.name)
            return self.problem("XSD-UKJENT", node, "nesten", facts | self.near(read.name), remedies)
        reached = max((place for place in found.taken[:index] if place is not None), default=0) if found else 0
        later = [slot for place in self.places[reached:] for slot in place.slots] or list(self.slots)
        facts |= {"expected": self.listed([slot.name for slot in later], "og")}
        home = self.home_of(name)
        remedies = [*self.mender.go_home(node), *self.mender.drop(node, [])]
        if home is not None:
            entry = self.catalog.element_text(home)
            near = {"near": entry.get("the", entry["name"]), "near_tag": home.rpartition(":")[2]}
            asked = {"field": self.catalog.element_text(name, home)["name"]}
            return self.problem("XSD-UKJENT", node, "hjemme", facts | asked | near, remedies)
        return self.problem("XSD-UKJENT", node, "", facts, remedies)

    def home_of(self, name: str) -> str | None:
        """Give the only global element that has ``name`` as a child, if there is exactly one."""
        homes = [
            element
            for element, index in self.catalog.elements.items()
            if any(slot.name == name for slot in slots(index, self.catalog))
        ]
        return homes[0] if len(homes) == 1 else None
