# SPDX-License-Identifier: MIT
"""Which rules touch which field: those that stand at it, and those that stand above and name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plokit.catalog import Catalog

from .reference_tree import Field, Message

NAME = r"[a-z][a-z0-9]*:[A-Za-z][\w.-]*"
# Guards that only ask whether the message is new, or whether the schema knows a child, say nothing about the field.
GUARDS = re.compile(rf"(?:self|parent|ancestor)::(?:\*|{NAME})(?:/{NAME})*")
PREDICATE = re.compile(r"\[[^\[\]]*\]")


Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the pages need it: the paths it stands at, and what its test names."""

    id: str
    severity: str
    places: tuple[Path, ...]
    names: frozenset[str]

    def touches(self, path: Path) -> bool:
        """True when the rule stands at an element, or at one above and names this one."""
        return any(stands_at(place, path) for place in self.places) or (
            path[-1] in self.names
            and any(stands_at(place, path[:end]) for place in self.places for end in range(1, len(path)))
        )


@cache
def rules(catalog: Catalog) -> tuple[Rule, ...]:
    """Give every rule of the catalogue once; one written out for several versions stands at all their places."""
    found: dict[str, Rule] = {}
    for pattern in catalog.data["patterns"]:
        for rule in pattern:
            places = tuple(places_of(rule["context"]))
            for item in rule["asserts"]:
                names = frozenset(re.findall(NAME, GUARDS.sub(" ", item["test"])))
                before = found.get(item["id"], Rule(item["id"], item["severity"], (), frozenset()))
                found[before.id] = Rule(before.id, before.severity, before.places + places, before.names | names)
    return tuple(found.values())


def places_of(context: str) -> list[Path]:
    """Give the elements of each branch of a context, without its conditions."""
    while PREDICATE.search(context):
        context = PREDICATE.sub("", context)
    branches = (branch.rpartition("//")[2].rpartition("*/")[2] for branch in context.split("|"))
    return [found for branch in branches if (found := tuple(re.findall(NAME, branch)))]


def stands_at(place: Path, path: Path) -> bool:
    """True when two paths end alike, as far up as the shorter one goes."""
    shared = min(len(place), len(path))
    return place[-shared:] == path[-shared:]


def touching(catalog: Catalog, item: Field) -> list[Rule]:
    """Give the rules that touch a field, in the order of the rule files."""
    return [rule for rule in rules(catalog) if rule.touches(item.path)]


def of_message(catalog: Catalog, message: Message) -> list[Rule]:
    """Give the rules that touch any field of a message and are written for its type and version."""
    register = catalog.data["register"]
    met = {rule.id for item in message.fields for rule in touching(catalog, item)}
    own = set(message.types)
    return [
        rule
        for rule in rules(catalog)
        if rule.id in met
        and (not own or {"*", *own} & set(register[rule.id]["messages"]))
        and {"*", f"{message.standard} {message.version}"} & set(register[rule.id]["scope"])
    ]


def spoken(text: str) -> str:
    """Give a rule's text for a reader who has no message before him: the places to fill in become dots."""
    return re.sub(r"\{\w+\}", "…", text).replace("….", "…")
