# SPDX-License-Identifier: MIT
"""Which code lists a field takes its code from, and where each list is used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from plokit.catalog import Catalog, CodeList

from .reference_tree import Field, Message, messages

UNIT = "@U"


@dataclass(frozen=True, eq=False)
class Use:
    """One field of one message that takes its code, or its unit, from a list."""

    message: Message
    item: Field


def lists_of(catalog: Catalog, message: Message, item: Field) -> tuple[CodeList, ...]:
    """Give the lists that the value of a field, or its unit, is taken from; the likeliest first."""
    return lists_at(catalog, item.path, item.type, f"{message.standard} {message.version}")


def lists_at(catalog: Catalog, path: tuple[str, ...], index: int, version: str) -> tuple[CodeList, ...]:
    """Give the lists for the element at the end of a path, which has the type ``index``."""
    attributes = catalog.types[index].get("a", {})
    place = "/".join(path)
    if "U" in attributes:
        return catalog.code_lists(f"{place}/{UNIT}", version)
    return catalog.code_lists(place, version) if "V" in attributes else ()


@cache
def uses(catalog: Catalog) -> dict[str, list[Use]]:
    """Give where each list is used, in the order of the messages."""
    found: dict[str, list[Use]] = {number: [] for number in catalog.codes}
    for message in messages(catalog):
        for item in message.fields:
            for codes in lists_of(catalog, message, item):
                found[codes.number].append(Use(message, item))
    return found
