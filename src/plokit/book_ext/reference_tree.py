# SPDX-License-Identifier: MIT
"""The reference of one message as a tree of fields, made from the content models of the catalogue.

A type is unfolded where it stands nearest the root. Elsewhere a large one is only pointed to, so a recursion stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from plokit.catalog import Catalog

SMALL = 7  # fields; a part this small is shown again wherever it stands
FOREIGN = "ds"


@dataclass(eq=False)
class Field:
    """One element in its place. ``path`` holds the names from the root down to it, with prefixes.

    ``same`` is the field that shows the same content further up; ``foreign`` marks content of another standard.
    """

    path: tuple[str, ...]
    low: int
    high: int
    type: int
    fixed: str | None = None
    anchor: str = ""
    children: list[Field | Group] = field(default_factory=list)
    same: Field | None = None
    foreign: bool = False

    @property
    def name(self) -> str:
        """The element with its canonical prefix."""
        return self.path[-1]

    @property
    def parent(self) -> str:
        """The element it stands in, or ""."""
        return self.path[-2] if len(self.path) > 1 else ""

    @property
    def local(self) -> str:
        """The element without its prefix."""
        return local(self.name)


@dataclass(eq=False)
class Group:
    """Fields that hang together: ``choice`` among them, ``group`` that comes and goes as one, ``any`` foreign XML."""

    kind: str
    low: int
    high: int
    children: list[Field | Group]


@dataclass(frozen=True, eq=False)
class Message:
    """A message type in one version, as ``schemas/standards.toml`` lists it, with its tree."""

    data: dict[str, Any]
    root: Field

    @property
    def name(self) -> str:
        return str(self.data["name"])

    @property
    def version(self) -> str:
        return str(self.data["version"])

    @property
    def standard(self) -> str:
        return str(self.data["standard"])

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def prefix(self) -> str:
        return self.root.name.partition(":")[0]

    @property
    def types(self) -> list[str]:
        """Codes of list 8279 that this message may have."""
        own = [self.data["type"]] if self.data.get("type") else []
        return own + [child["type"] for child in self.data.get("child", []) if child.get("type")]

    @cached_property
    def fields(self) -> list[Field]:
        """Every field in reading order."""
        return list(walk([self.root]))


def local(name: str) -> str:
    return name.rpartition(":")[2]


def slug(title: str) -> str:
    """Give a title as a file name: small ASCII letters, digits and hyphens."""
    plain = title.lower().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    return "-".join("".join(sign if sign.isascii() and sign.isalnum() else " " for sign in plain).split())


def walk(items: list[Field | Group]) -> Iterator[Field]:
    """Give every field below, the fields themselves included, in reading order."""
    for item in items:
        if isinstance(item, Field):
            yield item
        yield from walk(item.children)


class TreeMaker:
    """Makes the tree of one message; keeps which types have been shown and which anchors are taken."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.depths: dict[int, int] = {}
        self.shown: dict[int, Field] = {}
        self.anchors: dict[str, int] = {}

    def make(self, root: dict[str, Any]) -> Message:
        name = root["element"]
        top = Field((name,), 1, 1, self.catalog.elements[name])
        self.depths = depths(self.catalog, top.type)
        self.fill(top, ())
        message = Message(root, top)
        for item in message.fields:
            if item.same is item:
                item.same = self.shown[item.type]
        return message

    def fill(self, item: Field, above: tuple[int, ...]) -> None:
        """Give a field its anchor and its content; ``same`` is the field itself until all are known."""
        base = f"{local(item.parent)}.{item.local}".lstrip(".")
        self.anchors[base] = self.anchors.get(base, 0) + 1
        item.anchor = base if self.anchors[base] == 1 else f"{base}-{self.anchors[base]}"
        particle = self.catalog.types[item.type].get("p")
        if particle is None:
            return
        if item.name.startswith(f"{FOREIGN}:"):
            item.foreign = True
            return
        first = item.type not in self.shown and len(above) == self.depths[item.type]
        if not first and (item.type in above or weight(self.catalog, item.type) > SMALL):
            item.same = item
            return
        if first:
            self.shown[item.type] = item
        item.children = self.parts(particle, item, (*above, item.type))

    def parts(self, particle: list[Any], owner: Field, above: tuple[int, ...]) -> list[Field | Group]:
        """Give the content of a group; a plain sequence within another is laid out in it."""
        kind, low, high = particle[:3]
        if kind == "e":
            item = Field((*owner.path, particle[3]), low, high, particle[4], particle[5])
            self.fill(item, above)
            return [item]
        if kind == "w":
            return [Group("any", low, high, [])]
        inside = [part for each in particle[3] for part in self.parts(each, owner, above)]
        if kind == "s" and (low, high) == (1, 1):
            return inside
        return [Group("choice" if kind == "c" else "group", low, high, inside)]


def depths(catalog: Catalog, root: int) -> dict[int, int]:
    """Give how far from the root each type stands at its nearest."""
    found, level = {root: 0}, [root]
    while level:
        inner = {each[4] for index in level for each in occurrences(catalog, index)} - set(found)
        found |= dict.fromkeys(inner, found[level[0]] + 1)
        level = sorted(inner)
    return found


def weight(catalog: Catalog, index: int, above: frozenset[int] = frozenset()) -> int:
    """Count the fields in a type, stopping early: more than SMALL is enough to know."""
    if index in above:
        return SMALL + 1
    total = 0
    for _, _, _, _, inner in occurrences(catalog, index):
        total += 1 + (weight(catalog, inner, above | {index}) if total <= SMALL else 0)
    return total


def occurrences(catalog: Catalog, index: int) -> list[tuple[str, int, int, bool, int]]:
    """Give what may stand directly in a type: (name, least, most, in a choice, type), groups taken into account.

    ``most`` is -1 without limit. An element named twice in a type is counted together.
    """
    found: dict[str, tuple[str, int, int, bool, int]] = {}
    for name, low, high, choice, inner in _flat(catalog.types[index].get("p"), 1, 1, choice=False):
        _, low2, high2, choice2, _ = found.get(name, (name, 0, 0, False, inner))
        found[name] = (name, max(low, low2), _times(high, high2, add=True), choice or choice2, inner)
    return list(found.values())


def _flat(
    particle: list[Any] | None, low: int, high: int, *, choice: bool
) -> Iterator[tuple[str, int, int, bool, int]]:
    if particle is None or particle[0] == "w":
        return
    least, most = low * particle[1], _times(high, particle[2])
    if particle[0] == "e":
        yield particle[3], least, most, choice, particle[4]
        return
    chosen = particle[0] == "c" and len(particle[3]) > 1
    for part in particle[3]:
        yield from _flat(part, 0 if chosen else least, most, choice=choice or chosen)


def _times(one: int, other: int, *, add: bool = False) -> int:
    if -1 in (one, other):
        return -1
    return one + other if add else one * other


@cache
def messages(catalog: Catalog) -> tuple[Message, ...]:
    """Give every message the kit knows, in the order of ``schemas/standards.toml``."""
    return tuple(TreeMaker(catalog).make(root) for root in catalog.data["roots"])


def find(catalog: Catalog, name: str) -> Message:
    """Give a message by its slug. Raises KeyError when there is none."""
    return {message.slug: message for message in messages(catalog)}[name]
