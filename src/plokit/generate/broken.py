# SPDX-License-Identifier: MIT
"""Break a generated message on purpose: the steps of ``broken/*.toml`` on its tree and its text."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from plokit.catalog.files import data_folder
from plokit.catalog.meta import checked
from plokit.generate.kinds import GenerateError, Kind
from plokit.generate.markup import Element

FOLDER = Path(__file__).parent / "broken"
TEXT_STEPS = ("replace", "everywhere", "cut", "after", "without")
Found = list[tuple[Element, int]]  # parent and position in it


class Unfit(Exception):  # noqa: N818 - not an error: another message is tried
    """This message has not what a step needs."""


@cache
def breaks() -> dict[str, dict[str, Any]]:
    """Give the steps by rule id or error kind."""
    return {
        code: steps
        for path in sorted(FOLDER.glob("*.toml"))
        for code, steps in checked(data_folder("schemas"), str(path), "broken").items()
    }


def supported(kind: Kind) -> list[str]:
    """Give the rules and error kinds that a message of this kind can be made to break."""
    return [rule for rule, entry in breaks().items() if _suits(kind, entry)]


def entry_for(kind: Kind, rule: str) -> dict[str, Any]:
    """Give the steps for a rule. Raises GenerateError, with what is possible, when there are none."""
    entry = breaks().get(rule)
    if entry is None or not _suits(kind, entry):
        known = ", ".join(supported(kind))
        raise GenerateError(f"{kind.type} {kind.version} cannot be made to break {rule}. It can break: {known}.")
    return entry


def _suits(kind: Kind, entry: dict[str, Any]) -> bool:
    if entry.get("version", kind.version) != kind.version:
        return False
    return "on" not in entry or kind.type.startswith(tuple(entry["on"]))


def break_tree(root: Element, entry: dict[str, Any]) -> Element:
    """Give the tree with the steps done that concern it. Raises Unfit when the message has not what they need."""
    status = next((e.attributes["V"] for e in root.walk() if e.name.endswith((":Forsendelsesstatus", ":ServType"))), "")
    if entry.get("status", status) != status:
        raise Unfit
    for step in entry["steps"]:
        if step[0] == "unwrap":
            parent, at = find(root, "RefDoc/Content")[0]
            root = parent.children[at].children[0]
        elif step[0] not in TEXT_STEPS:
            _edit(root, *step)
    return root


def break_text(text: str, entry: dict[str, Any]) -> str:
    """Give the text with the steps done that concern it. Raises Unfit when the text has not what they need."""
    for name, *values in entry["steps"]:
        if name == "after":
            text += values[0] + "\n"
        elif name == "without":
            if any(word in text for word in values[0].split("|")):
                raise Unfit
        elif name == "everywhere":
            text = text.replace(*_there(text, values))
        elif name in ("replace", "cut"):
            old, new = _there(text, values)
            at = text.index(old)
            text = text[: at + len(old)] if name == "cut" else text[:at] + new + text[at + len(old) :]
    return text


def _there(text: str, values: list[str]) -> tuple[str, str]:
    """Give the first of some texts that is there, and what replaces it: the words before ``|`` and that text's own."""
    olds = values[0].split("|")
    old = next((old for old in olds if old in text), None)
    if old is None:
        raise Unfit
    news = values[1].split("|") if len(values) > 1 else [""]
    first = news[0]
    if len(news) > 1:  # the same words around whichever of the texts was there
        first = first.replace(olds[0], old)
    return old, first


def find(root: Element, path: str) -> Found:
    """Give every element whose path ends like this, as parent and position; the first alternative that is there."""
    for alternative in path.split("|"):
        steps = alternative.split("/")
        found: Found = []
        _search(root, (root.name.rpartition(":")[2],), steps, found)
        if found:
            return found
    return []


def _search(parent: Element, path: tuple[str, ...], steps: list[str], found: Found) -> None:
    for at, child in enumerate(parent.children):
        here = (*path, child.name.rpartition(":")[2])
        if list(here[-len(steps) :]) == steps:
            found.append((parent, at))
        _search(child, here, steps, found)


def _edit(root: Element, name: str, path: str, value: str = "") -> None:
    """Do one step on the tree."""
    attribute = path.rpartition("/@")[2] if "/@" in path else ""
    place = "|".join(part.partition("/@")[0] for part in path.split("|"))
    found = find(root, place)
    if name == "remove":
        for parent, at in reversed(found):
            del parent.children[at]
        return
    if not found:
        raise Unfit
    parent, at = found[0]
    if attribute:
        _set(parent.children[at], attribute, value)
    else:
        STEPS[name](parent, at, value)


def _set(element: Element, attribute: str, value: str) -> None:
    if value:
        element.attributes[attribute] = value
    else:
        element.attributes.pop(attribute, None)


def _text(parent: Element, at: int, value: str) -> None:
    parent.children[at].text = value


def _repeat(parent: Element, at: int, _value: str) -> None:
    parent.children.insert(at, copy.deepcopy(parent.children[at]))


def _swap(parent: Element, at: int, _value: str) -> None:
    parent.children[at : at + 2] = reversed(parent.children[at : at + 2])


def _rename(parent: Element, at: int, value: str) -> None:
    element = parent.children[at]
    element.name = value + element.name.rpartition(":")[2] if value.endswith(":") else value


def _insert(parent: Element, at: int, value: str) -> None:
    prefix = parent.children[at].name.rpartition(":")[0]
    parent.children.insert(at, Element(f"{prefix}:{value}"))


def _child(parent: Element, at: int, value: str) -> None:
    element = parent.children[at]
    element.children.append(Element(f"{element.name.rpartition(':')[0]}:{value}"))


STEPS: dict[str, Callable[[Element, int, str], None]] = {
    "text": _text,
    "repeat": _repeat,
    "swap": _swap,
    "rename": _rename,
    "insert": _insert,
    "child": _child,
    "there": lambda _parent, _at, _value: None,
}
