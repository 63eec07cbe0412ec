# SPDX-License-Identifier: MIT
"""The part of the bundle for the flow checker: register, texts, and what is not checked. The checks are code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plokit.catalog import meta
from plokit.errors import CatalogError


def compile_flow(folder: Path, language: str) -> dict[str, Any]:
    """Read and check the flow files below ``schemas/``; give ``{"register", "texts", "unchecked"}``.

    Raises CatalogError when a rule lacks its text, a text its rule, or a rule is both checked and not.
    """
    register = meta.checked(folder, "rules/flow/register.toml", "flow_register")
    unchecked = meta.checked(folder, "rules/flow/unchecked.toml", "flow_unchecked")
    texts = written_out(meta.checked(folder, f"texts/{language}/flow.toml", "flow"))
    worded = {key for key in texts if "." not in key}
    if worded != set(register):
        raise CatalogError(f"rules/flow/register.toml and the texts differ: {sorted(worded ^ set(register))}")
    if stray := {key for key in texts if key.partition(".")[0] not in register}:
        raise CatalogError(f"texts/{language}/flow.toml has variants of no rule: {sorted(stray)}")
    if both := set(register) & set(unchecked):
        raise CatalogError(f"rules/flow/unchecked.toml has rules that are checked: {sorted(both)}")
    return {"register": register, "texts": texts, "unchecked": unchecked}


def written_out(texts: dict[str, Any]) -> dict[str, Any]:
    """Replace each ``same`` by the words it names."""
    found = {}
    for key, words in texts.items():
        target = texts.get(words["same"]) if "same" in words else words
        if target is None or "same" in target:
            raise CatalogError(f'flow.toml: {key}: "same" must name a key that has its own words.')
        found[key] = target
    return found
