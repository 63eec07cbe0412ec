# SPDX-License-Identifier: MIT
"""Make a broken sample from a valid one by the single edit its recipe declares."""

from __future__ import annotations

import re
from typing import Any

Entry = dict[str, Any]


class RecipeError(Exception):
    """A recipe does not fit its base file."""


def file_name(recipe: Entry) -> str:
    """The code in lower case, then the variant; a recipe without a code makes a valid sample for exercises."""
    if "file" in recipe:
        return str(recipe["file"])
    parts = [recipe["code"], *([recipe["variant"]] if "variant" in recipe else [])]
    return "broken/" + "-".join(parts).lower().replace("_", "-") + ".xml"


def apply(recipe: Entry, base: str | None) -> bytes:
    """The bytes of the new sample. `base` is the text of the base file, None when the recipe brings its own."""
    if "hex" in recipe:
        return bytes.fromhex(recipe["hex"])
    if "content" in recipe:
        return _encode(recipe, recipe["content"])
    if base is None:
        raise RecipeError(f"{file_name(recipe)}: neither base nor content")
    text = base
    for find, replace in recipe.get("edits", []):
        text = _replace(recipe, text, find, replace)
    if "find" in recipe:
        text = _replace(recipe, text, recipe["find"], recipe["replace"])
    if "span" in recipe:
        text = _replace_span(recipe, text, *recipe["span"], recipe["replace"])
    if "remove" in recipe:
        text = _remove(recipe, text, recipe["remove"])
    if "keep" in recipe:
        text = text[: text.index("\n") + 1] + _block(recipe, text, recipe["keep"])
    if "cut" in recipe:
        text = text[: _find(recipe, text, recipe["cut"]) + len(recipe["cut"])]
    if "nest" in recipe:
        text = _nest(recipe, text, *recipe["nest"])
    if text == base and "encoding" not in recipe:
        raise RecipeError(f"{file_name(recipe)}: nothing changes")
    return _encode(recipe, text)


def _encode(recipe: Entry, text: str) -> bytes:
    return text.encode(recipe.get("encoding", "utf-8"))


def _find(recipe: Entry, text: str, find: str) -> int:
    """Where the text stands; it must stand there once, or the recipe says which one (`nth`, from 1)."""
    places = [match.start() for match in re.finditer(re.escape(find), text)]
    nth = recipe.get("nth", 1)
    if len(places) < nth or ("nth" not in recipe and len(places) != 1):
        raise RecipeError(f"{file_name(recipe)}: {len(places)} places for {find!r}")
    return places[nth - 1]


def _replace(recipe: Entry, text: str, find: str, replace: str) -> str:
    start = _find(recipe, text, find)
    return text[:start] + replace + text[start + len(find) :]


def _replace_span(recipe: Entry, text: str, first: str, last: str, replace: str) -> str:
    """Replace from the first marker to the end of the last one."""
    start = _find(recipe, text, first)
    end = text.index(last, start) + len(last)
    return text[:start] + replace + text[end:]


def _block(recipe: Entry, text: str, name: str) -> str:
    match = _blocks(name).search(text)
    if not match:
        raise RecipeError(f"{file_name(recipe)}: no element {name}")
    return match[0]


def _remove(recipe: Entry, text: str, name: str) -> str:
    """Remove whole elements of this name: every one, or only the one that `nth` says."""
    blocks = list(_blocks(name).finditer(text))
    if not blocks:
        raise RecipeError(f"{file_name(recipe)}: no element {name}")
    chosen = [blocks[recipe["nth"] - 1]] if "nth" in recipe else blocks
    for block in reversed(chosen):
        text = text[: block.start()] + text[block.end() :]
    return text


def _blocks(name: str) -> re.Pattern[str]:
    """An element that begins its own line, to the end of the line where it ends."""
    tag = re.escape(name)
    return re.compile(rf"^([ ]*)<{tag}(?=[\s>/])(?:[^>]*/>|[^>]*>.*</{tag}>|[^>]*>\n(?s:.*?)^\1</{tag}>)\n", re.M)


def _nest(recipe: Entry, text: str, find: str, name: str, depth: int) -> str:
    """Put a deep pile of elements in place of a text."""
    return _replace(recipe, text, find, f"<{name}>" * depth + f"</{name}>" * depth)
