# SPDX-License-Identifier: MIT
"""The part of the bundle for the flow checker: register and texts. The checks are code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plokit.catalog import meta
from plokit.errors import CatalogError


def compile_flow(folder: Path, language: str) -> dict[str, Any]:
    """Read and check the flow files below ``schemas/``; give ``{"register", "texts"}``.

    Raises CatalogError when a rule lacks its text or a text its rule.
    """
    register = meta.checked(folder, "rules/flow/register.toml", "flow_register")
    texts = written_out(meta.checked(folder, f"texts/{language}/flow.toml", "flow"))
    worded = {key for key in texts if "." not in key}
    if worded != set(register):
        raise CatalogError(f"rules/flow/register.toml and the texts differ: {sorted(worded ^ set(register))}")
    if stray := {key for key in texts if key.partition(".")[0] not in register}:
        raise CatalogError(f"texts/{language}/flow.toml has variants of no rule: {sorted(stray)}")
    return {"register": register, "texts": texts}


def written_out(texts: dict[str, Any]) -> dict[str, Any]:
    """Replace each ``same`` by the words it names."""
    found = {}
    for key, words in texts.items():
        target = texts.get(words["same"]) if "same" in words else words
        if target is None or "same" in target:
            raise CatalogError(f'flow.toml: {key}: "same" must name a key that has its own words.')
        found[key] = target
    return found
