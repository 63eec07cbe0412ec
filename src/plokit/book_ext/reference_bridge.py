# SPDX-License-Identifier: MIT
"""What has changed between two versions of a message, computed from the content models.

Elements are compared by local name, since every namespace is new. Types met twice are compared once, where they stand
nearest the root.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from plokit.catalog import Catalog

from .reference_codes import lists_at
from .reference_tree import Message, local, messages, occurrences
from .reference_words import enumerated, how_often, value_words, words

STANDARD, OLD, NEW = "PLO", "1.5", "1.6"
Path = tuple[str, ...]
Occurrence = tuple[str, int, int, bool, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``kind`` is a key of ``bridge.change`` in the texts; ``old`` and ``new`` are paths, () for none."""

    kind: str
    old: Path
    new: Path
    before: str = ""
    after: str = ""

    @property
    def path(self) -> Path:
        """Where the element stands now, or stood before it went."""
        return self.new or self.old


@cache
def pairs(catalog: Catalog) -> tuple[tuple[Message, Message | None], ...]:
    """Give every old PLO message with the new one of the same name, or None when it is gone."""
    plo = [message for message in messages(catalog) if message.standard == STANDARD]
    new = {message.name: message for message in plo if message.version == NEW}
    return tuple((message, new.get(message.name)) for message in plo if message.version == OLD)


def pair(catalog: Catalog, name: str) -> tuple[Message, Message | None]:
    """Give a pair by its file name. Raises KeyError when there is none."""
    return {bridge_name(old): (old, new) for old, new in pairs(catalog)}[name]


def bridge_name(old: Message) -> str:
    return old.slug.removesuffix("-1-5")


def changes(catalog: Catalog, old: Message, new: Message) -> list[Change]:
    """Give every change in the order a reader of the new version meets it."""
    found: list[Change] = []
    seen: set[tuple[int, int]] = set()
    level: list[tuple[Path, int, Path, int]] = [((old.root.name,), old.root.type, (new.root.name,), new.root.type)]
    while level:
        below = []
        for one, one_type, other, other_type in level:
            if (one_type, other_type) not in seen:
                seen.add((one_type, other_type))
                below += compare(catalog, (one, one_type), (other, other_type), found)
        level = below
    return moved(found)


def compare(
    catalog: Catalog, one: tuple[Path, int], other: tuple[Path, int], found: list[Change]
) -> list[tuple[Path, int, Path, int]]:
    """Note what differs directly in a pair of types, and give the pairs below it."""
    (old_path, old_type), (new_path, new_type) = one, other
    before = {local(each[0]): each for each in occurrences(catalog, old_type)}
    after = {local(each[0]): each for each in occurrences(catalog, new_type)}
    below = []
    for name, each in after.items():
        path = (*new_path, each[0])
        if name not in before:
            found.append(Change("added_must" if each[1] else "added_may", (), path, after=said(each)))
            continue
        was = before[name]
        was_path = (*old_path, was[0])
        found += [Change(kind, was_path, path, said(was), said(each)) for kind in counts(was, each)]
        found += leaf(catalog, (was_path, was[4]), (path, each[4]))
        below.append((was_path, was[4], path, each[4]))
    found += [
        Change("removed", (*old_path, each[0]), (), before=said(each))
        for name, each in before.items()
        if name not in after
    ]
    kept = [name for name in after if name in before]
    if kept != [name for name in before if name in after]:
        found.append(Change("order", old_path, new_path, after=", ".join(kept)))
    return below


def said(each: Occurrence) -> str:
    """Say how often something may stand, and whether it is one of several to choose among."""
    often = how_often(each[1], each[2])
    return f"{often} ({words()['bridge']['chosen']})" if each[3] else often


def counts(was: Occurrence, now: Occurrence) -> list[str]:
    """Give the kinds of change in how often an element may stand."""
    kinds = []
    if was[3] != now[3]:
        return ["choice"]
    if was[1] != now[1]:
        kinds.append("required" if now[1] else "optional")
    if was[2] != now[2]:
        kinds.append("more" if now[2] < 0 or 0 <= was[2] < now[2] else "fewer")
    return kinds


def leaf(catalog: Catalog, one: tuple[Path, int], other: tuple[Path, int]) -> list[Change]:
    """Give what differs in the value itself: its kind, the values allowed, the code list."""
    found = []
    before, after = (shape(catalog, each[1]) for each in (one, other))
    if before != after:
        found.append(Change("type", one[0], other[0], before, after))
    lists = [code_names(catalog, *each, version) for each, version in ((one, OLD), (other, NEW))]
    if lists[0] != lists[1]:
        found.append(Change("codes", one[0], other[0], lists[0], lists[1]))
    return found


def code_names(catalog: Catalog, path: Path, index: int, version: str) -> str:
    """Name the lists an element takes its code from in a version."""
    names = [f"{codes.number} {codes.name}" for codes in lists_at(catalog, path, index, f"{STANDARD} {version}")]
    return ", ".join(names) or str(words()["bridge"]["no_codes"])


def shape(catalog: Catalog, index: int) -> str:
    """Describe a value in words; what holds other elements is described by them, and is "" here."""
    model: dict[str, Any] = catalog.types[index]
    if model.get("p") is not None:
        return ""
    allowed = ", ".join(enumerated(catalog, index))
    return value_words(catalog, index) + (f": {allowed}" if allowed else "")


def moved(found: list[Change]) -> list[Change]:
    """Join an element that went with one of the same name that came, when there is one of each."""
    gone: dict[str, list[Change]] = {}
    come: dict[str, list[Change]] = {}
    for change in found:
        if change.kind == "removed":
            gone.setdefault(local(change.old[-1]), []).append(change)
        elif change.kind.startswith("added"):
            come.setdefault(local(change.new[-1]), []).append(change)
    joined = {name for name in gone if len(gone[name]) == 1 == len(come.get(name, []))}
    result = []
    for change in found:
        if local(change.path[-1]) not in joined or not change.kind.startswith(("removed", "added")):
            result.append(change)
        elif change.kind != "removed":
            old = gone[local(change.new[-1])][0].old
            result.append(replace(change, kind="moved", old=old, before=local(old[-2]), after=local(change.new[-2])))
    return result
