# SPDX-License-Identifier: MIT
"""Flows with one fault each, and their right twins, made in memory by ``samples/flow_recipes.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from plokit.catalog.files import data_folder, read_toml
from plokit.errors import CatalogError

Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class FlowSample:
    """One recipe. ``code`` is the rule it breaks, ``variant`` which of the rule's texts it shows ("" for the usual)."""

    code: str
    variant: str
    title: str
    now: datetime | None
    messages: tuple[str, ...]
    setup: tuple[dict[str, Any], ...]
    fault: tuple[dict[str, Any], ...]

    @cached_property
    def mended(self) -> Files:
        """The right twin: name and bytes of each message."""
        return cooked(self.messages, self.setup)

    @cached_property
    def broken(self) -> Files:
        """The flow with the fault: name and bytes of each message."""
        return cooked(self.messages, self.setup + self.fault)


@cache
def load() -> tuple[FlowSample, ...]:
    """Give all recipes in file order. Raises CatalogError when the file is missing or malformed."""
    return tuple(
        FlowSample(
            code=entry["code"].partition(".")[0],
            variant=entry["code"].partition(".")[2],
            title=entry["title"],
            now=datetime.fromisoformat(entry["now"]) if "now" in entry else None,
            messages=tuple(entry["messages"]),
            setup=tuple(entry.get("setup", ())),
            fault=tuple(entry["fault"]),
        )
        for entry in read_toml(data_folder("samples") / "flow_recipes.toml")["recipe"]
    )


def expected() -> dict[str, dict[str, Any]]:
    """Give what the flow checker shall find in each story: ``{"story": {"file": {"expect", "about"}}}``."""
    return read_toml(data_folder("samples") / "flow_manifest.toml")


def cooked(messages: tuple[str, ...], steps: tuple[dict[str, Any], ...]) -> Files:
    """Apply steps to samples and give name and bytes. Raises CatalogError for a step that changes nothing."""
    folder = data_folder("samples")
    files = {Path(name).name: (folder / name).read_text(encoding="utf-8") for name in messages}
    for step in steps:
        apply(step, files)
    return tuple((name, text.encode()) for name, text in files.items())


def apply(step: dict[str, Any], files: dict[str, str]) -> None:
    """Apply one step in place."""
    name = step.get("remove") or step.get("copy") or step.get("change", "")
    if name not in files:
        raise CatalogError(f"flow_recipes.toml: there is no message {name} to work on.")
    if "remove" in step:
        del files[name]
    elif "copy" in step:
        files[step["to"]] = files[name]
    elif step["find"] not in files[name]:
        raise CatalogError(f"flow_recipes.toml: {name} does not hold {step['find']!r}.")
    else:
        files[name] = files[name].replace(step["find"], step["replace"], -1 if step.get("all") else 1)
