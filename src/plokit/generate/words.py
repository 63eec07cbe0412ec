# SPDX-License-Identifier: MIT
"""What the generator writes: texts, codes and the demands of each message, from ``vocabulary.toml`` and the catalogue.

Keys are ends of paths without prefixes (``InfoFraSykepleier/Journaltekst``); the longest that fits wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path as File
from typing import Any, TypeVar

from plokit.catalog import Catalog
from plokit.catalog.files import data_folder
from plokit.catalog.meta import checked
from plokit.errors import CatalogError

Path = tuple[str, ...]
Code = tuple[str, str, str]  # list number, value, text
T = TypeVar("T")
FILE = File(__file__).parent / "vocabulary.toml"
LONGEST = 4


@lru_cache(maxsize=1 << 15)
def ends(path: Path) -> tuple[str, ...]:
    """Give the ends of a path, the longest first."""
    return tuple("/".join(path[-size:]) for size in range(min(LONGEST, len(path)), 0, -1))


def fitting(table: Mapping[str, T], path: Path) -> T | None:
    """Give the entry of the longest key that a path ends with."""
    for end in ends(path):
        if end in table:
            return table[end]
    return None


@dataclass
class Profile:
    """What one message demands beyond its schema."""

    sender: list[str] = field(default_factory=list)
    receiver: list[str] = field(default_factory=list)
    status: list[str] = field(default_factory=lambda: ["N"])
    refers: str = "sometimes"
    need: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)
    count: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    pick: dict[str, str] = field(default_factory=dict)
    code: dict[str, list[str]] = field(default_factory=dict)
    text: dict[str, list[str]] = field(default_factory=dict)
    events: list[str] = field(default_factory=list)
    reason: str = ""

    def add(self, entry: dict[str, Any]) -> None:
        """Take up the demands of one table of the vocabulary; the later wins."""
        for key in ("sender", "receiver", "status", "events", "refers", "reason"):
            if key in entry:
                setattr(self, key, entry[key])
        self.need |= set(entry.get("need", ()))
        self.never |= set(entry.get("never", ()))
        for key in ("count", "least", "most", "pick", "code", "text"):
            getattr(self, key).update(entry.get(key, {}))


class Words:
    """The vocabulary together with the code lists of the catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.data = checked(data_folder("schemas"), str(FILE), "generate")
        self.texts: dict[str, list[str]] = self.data["text"]
        self.notes: dict[str, list[str]] = self.data["note"]
        self.units: dict[str, list[str]] = self.data["unit"]
        self.own: dict[str, list[str]] = self.data["code"]

    def profile(self, *names: str) -> Profile:
        """Give the demands of the named tables together; a name without a table demands nothing."""
        made = Profile()
        for name in names:
            made.add(self.data["profile"].get(name, {}))
        return made

    def codes(self, path: Path, version: str) -> list[Code]:
        """Give the values that fit an element. Raises CatalogError when neither vocabulary nor list has any."""
        own = fitting(self.own, path)
        if own is not None:
            return [self.code(entry, path, version) for entry in own]
        for found in self.catalog.code_lists("/".join(path), version):
            if found.values:
                named = [(found.number, value, text) for value, text in found.values.items() if text]
                return named or [(found.number, value, "") for value in found.values]
        raise CatalogError(f"{FILE.name}: no codes for {'/'.join(path[-2:])}")

    def code(self, entry: str, path: Path, version: str) -> Code:
        """Read ``list:value|text``; what is left out comes from the list bound to the element."""
        number, colon, rest = entry.rpartition(":")
        value, _, text = rest.partition("|")
        if not colon:
            lists = self.catalog.code_lists("/".join(path), version)
            number = next((found.number for found in lists if value in found.values), "")
        return number, value, text or self.text_of(number, value)

    def text_of(self, number: str, value: str) -> str:
        """Give the text of a value, or the value itself when the kit does not carry the list."""
        found = self.catalog.codes.get(number)
        return (found.values.get(value) if found else None) or value


@cache
def words(catalog: Catalog) -> Words:
    """Give the vocabulary, read and checked once for a catalogue."""
    return Words(catalog)
