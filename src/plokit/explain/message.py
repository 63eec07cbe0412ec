# SPDX-License-Identifier: MIT
"""What those who explain must know about the message: its text, the catalogue, which standard and version it is."""

from __future__ import annotations

from dataclasses import dataclass

from plokit.catalog import Catalog
from plokit.parsing.tree import place

SEEN = 4000  # characters of the text that a new identifier depends on
MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``version`` is standard and version as in bindings.toml: ``PLO 1.6``."""

    text: str
    catalog: Catalog
    version: str = ""

    def fresh(self, offset: int) -> str:
        """Give a new identifier (UUID, version 4 in form) for a place: the same each time, in both engines.

        It is made from the text by FNV-1a, so that a check of the same text always says the same.
        """
        words = []
        for seed in range(4):
            state = 2166136261
            for number in (seed, *place(self.text, offset)):
                state = ((state ^ number) * 16777619) & MASK
            for character in self.text[:SEEN]:
                state = ((state ^ ord(character)) * 16777619) & MASK
            words.append(f"{state:08x}")
        digits = "".join(words)
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
