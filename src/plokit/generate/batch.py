# SPDX-License-Identifier: MIT
"""Many messages at once, each with a file name: what ``plokit generate`` writes."""

from __future__ import annotations

from collections.abc import Iterator

from plokit.catalog import load
from plokit.generate import generate
from plokit.generate.kinds import kind_of, kinds

ALL = "ALLE"


def batch(type_code: str, version: str | None, seed: int, count: int, broken: str | None) -> Iterator[tuple[str, str]]:
    """Give file name and text of ``count`` messages, from this seed on.

    The type ``ALLE`` takes every type and version in turn. Raises GenerateError as ``generate`` does.
    """
    everything = [kind for kind in kinds(load()).values() if version in (None, kind.version)]
    chosen = everything if type_code == ALL else [kind_of(type_code, version, load())]
    for number in range(count):
        kind, turn = chosen[number % len(chosen)], seed + number
        name = f"{kind.type.lower().replace('_', '-')}-{kind.version}-{turn:05}"
        suffix = f"-{broken.lower()}" if broken else ""
        yield f"{name}{suffix}.xml", generate(kind.type, kind.version, turn, broken)
