# SPDX-License-Identifier: MIT
"""Plain words for what the schemas say: names, how often, what kind of value, an example."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from plokit.catalog import Catalog, CodeList
from plokit.catalog.files import data_folder
from plokit.catalog.meta import checked

from .reference_tree import Field, Group, local

STEP = " \u203a "  # between the steps of a path


@cache
def words() -> dict[str, Any]:
    """Give ``schemas/texts/nb/reference.toml``."""
    return checked(data_folder("schemas"), "texts/nb/reference.toml", "reference")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def text_of(catalog: Catalog, item: Field) -> dict[str, str]:
    """Give the text entry of a field."""
    return catalog.element_text(item.name, item.parent)


def plain(catalog: Catalog, item: Field) -> str:
    """Give the plain name of a field with a capital first letter."""
    return capital(text_of(catalog, item)["name"])


def trail(catalog: Catalog, path: tuple[str, ...]) -> str:
    """Give the plain names from just below the root down to an element."""
    names = [catalog.element_text(name, path[place - 1])["name"] for place, name in enumerate(path) if place]
    return capital(STEP.join(names))


def how_often(low: int, high: int) -> str:
    """Give «må», «kan», with «kan gjentas» when there may be more than one."""
    said = words()["occurs"]
    base: str = said["must" if low else "may"]
    if high == 1:
        return base
    return f"{base}, {said['repeat'] if high < 0 else said['most'].format(count=high)}"


def group_words(group: Group) -> str:
    """Give the line above fields that hang together."""
    said = words()["occurs"]
    if group.kind == "any":
        return str(said["any"])
    if group.kind == "choice":
        name = "choice_repeat" if group.high != 1 else "choice" if group.low else "choice_may"
    else:
        name = "group_repeat" if group.high != 1 else "group_may"
    return str(said[name])


def compound(catalog: Catalog, index: int) -> dict[str, str] | None:
    """Give the words for a value written in attributes, or None for another type."""
    model = catalog.types[index]
    if model["k"] != "c" or model["p"] is not None or not model["a"]:
        return None
    names = " ".join(sorted(model["a"]))
    return next((entry for entry in words()["compound"] if entry["attributes"] == names), None)


def value_words(catalog: Catalog, index: int) -> str:
    """Say what kind of value a type takes, or "" when it holds other elements."""
    model = catalog.types[index]
    if model["k"] == "s":
        said = words()["simple"]
        base = said.get(model["n"]) or said.get(model["b"]) or said["string"]
        return str(base)
    if model["p"] is not None:
        return ""
    if model["s"] is not None:
        return value_words(catalog, model["s"])
    entry = compound(catalog, index)
    if entry is None:
        return ", ".join(f"{name}: {value_words(catalog, each['t'])}" for name, each in model["a"].items())
    if entry["attributes"] == "V":
        return f"{value_words(catalog, model['a']['V']['t'])}, i attributtet V"
    return entry["name"]


def enumerated(catalog: Catalog, index: int) -> list[str]:
    """Give the fixed values of a type, if it has any."""
    model = catalog.types[index]
    return list(model["e"]) if model["k"] == "s" else []


def example(catalog: Catalog, item: Field, lists: tuple[CodeList, ...], seen: dict[str, str]) -> str:
    """Give an example of a leaf as XML, or "". ``seen`` holds elements from the samples by ``Parent/Child``.

    The example of the field's own text comes first, then what a sample says, then the first code of its list.
    """
    model = catalog.types[item.type]
    if model.get("p") is not None:
        return ""
    told = text_of(catalog, item).get("example", "")
    sampled = seen.get(f"{local(item.parent)}/{item.local}", "")
    if model["k"] == "s":
        return f"<{item.local}>{escape(told)}</{item.local}>" if told else sampled
    if "V" not in model["a"] or "U" in model["a"]:
        return sampled
    fitting = next((codes for codes in lists if told in codes.values), None)
    if fitting or (lists and lists[0].values and not sampled):
        codes = fitting or lists[0]
        return coded(item, told if fitting else next(iter(codes.values)), codes, with_oid="S" in model["a"])
    return f'<{item.local} V="{escape(told)}"/>' if told and not lists and "S" not in model["a"] else sampled


def coded(item: Field, value: str, codes: CodeList, *, with_oid: bool) -> str:
    """Give a coded element with one value of its list."""
    which = f' S="{codes.oid}"' if with_oid else ""
    text = f' DN="{escape(codes.values[value])}"' if codes.values[value] else ""
    return f'<{item.local} V="{escape(value)}"{which}{text}/>'


def day(iso: str) -> str:
    """Give a date as it is written in bokmål: 15. oktober 2018."""
    year, month, number = (int(part) for part in iso.split("-"))
    return f"{number}. {words()['months'][month - 1]} {year}"
