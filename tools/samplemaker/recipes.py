# SPDX-License-Identifier: MIT
"""Make a broken sample from a valid one by the single edit its recipe declares."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any

Entry = dict[str, Any]


class RecipeError(Exception):
    """A recipe does not fit its base file."""


def file_name(recipe: Entry) -> str:
    """The code in lower case, then the variant; a recipe without a code makes a valid sample for exercises."""
    if "file" in recipe:
        return str(recipe["file"])
    parts = [recipe["code"], *([recipe["variant"]] if "variant" in recipe else [])]
    return "broken/" + "-".join(parts).lower() + ".xml"


def apply(recipe: Entry, base: str | None) -> bytes:
    """The bytes of the new sample. `base` is the text of the base file, None when the recipe brings its own."""
    if "hex" in recipe:
        return bytes.fromhex(recipe["hex"])
    if "content" in recipe:
        return _encode(recipe, recipe["content"])
    if base is None:
        raise RecipeError(f"{file_name(recipe)}: neither base nor content")
    text = base
    for key, step in STEPS.items():
        if key in recipe:
            text = step(recipe, text)
    if text == base and recipe.get("encoding", "utf-8") == "utf-8":
        raise RecipeError(f"{file_name(recipe)}: nothing changes")
    return _encode(recipe, text)


def _encode(recipe: Entry, text: str) -> bytes:
    encoding: str = recipe.get("encoding", "utf-8")
    return text.encode(encoding)


def _find(recipe: Entry, text: str, find: str) -> int:
    """Where the text stands; it must stand there once, or the recipe says which one (`nth`, from 1)."""
    places = [match.start() for match in re.finditer(re.escape(find), text)]
    nth: int = recipe.get("nth", 1)
    if len(places) < nth or ("nth" not in recipe and len(places) != 1):
        raise RecipeError(f"{file_name(recipe)}: {len(places)} places for {find!r}")
    return places[nth - 1]


def _replace(recipe: Entry, text: str, find: str, replace: str) -> str:
    start = _find(recipe, text, find)
    return text[:start] + replace + text[start + len(find) :]


def _edits(recipe: Entry, text: str) -> str:
    for find, replace in recipe["edits"]:
        text = _replace(recipe, text, find, replace)
    return text


def _span(recipe: Entry, text: str) -> str:
    """Replace from the first marker to the end of the last one."""
    first, last = recipe["span"]
    start = _find(recipe, text, first)
    return text[:start] + str(recipe["replace"]) + text[text.index(last, start) + len(last) :]


def _remove(recipe: Entry, text: str) -> str:
    """Remove whole elements of this name: every one, or only the one that `nth` says."""
    blocks = _blocks(recipe, text, recipe["remove"])
    chosen = [blocks[recipe["nth"] - 1]] if "nth" in recipe else blocks
    for block in reversed(chosen):
        text = text[: block.start()] + text[block.end() :]
    return text


def _strip(recipe: Entry, text: str) -> str:
    """Remove all that stands inside an element."""
    block = _blocks(recipe, text, recipe["strip"])[0]
    first, *_, last = block[0].splitlines(keepends=True)
    return text[: block.start()] + first + last + text[block.end() :]


def _swap(recipe: Entry, text: str) -> str:
    first, second = (_blocks(recipe, text, name)[0][0] for name in recipe["swap"])
    return _replace(recipe, text, first + second, second + first)


def _keep(recipe: Entry, text: str) -> str:
    """Only one element, after the XML declaration."""
    return text[: text.index("\n") + 1] + dedent(_blocks(recipe, text, recipe["keep"])[0][0])


def _cut(recipe: Entry, text: str) -> str:
    return text[: _find(recipe, text, recipe["cut"]) + len(recipe["cut"])]


def _nest(recipe: Entry, text: str) -> str:
    """Put a deep pile of elements in place of a text."""
    find, name, depth = recipe["nest"]
    return _replace(recipe, text, find, f"<{name}>" * depth + f"</{name}>" * depth)


def _blocks(recipe: Entry, text: str, name: str) -> list[re.Match[str]]:
    """The elements of a name that begin a line of their own, each to the end of the line where it ends."""
    tag = re.escape(name)
    inside = rf"[^>]*/>|[^>]*>.*</{tag}>|[^>]*>\n(?s:.*?)^\1</{tag}>"
    blocks = list(re.finditer(rf"^([ ]*)<{tag}(?=[\s>/])(?:{inside})\n", text, re.MULTILINE))
    if not blocks:
        raise RecipeError(f"{file_name(recipe)}: no element {name}")
    return blocks


STEPS: dict[str, Callable[[Entry, str], str]] = {
    "edits": _edits,
    "find": lambda recipe, text: _replace(recipe, text, recipe["find"], recipe["replace"]),
    "span": _span,
    "remove": _remove,
    "strip": _strip,
    "swap": _swap,
    "keep": _keep,
    "cut": _cut,
    "nest": _nest,
}
