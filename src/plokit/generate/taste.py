# SPDX-License-Identifier: MIT
"""How much to write of what a schema leaves open: as little, as much, or as chance has it."""

from __future__ import annotations

import random
from typing import Any, Protocol

MOST = 3  # occurrences of what may be repeated without end
ROOM = 900  # elements after which a message by chance becomes terse


class Taste(Protocol):
    """Decides what a schema leaves open."""

    name: str
    thorough: bool  # shows every alternative, and so must be told how many there are

    def count(self, least: int, most: int, variants: int, size: int) -> int:
        """Say how many to write of an element. ``most`` is -1 for no limit, ``variants`` how many show all choices."""

    def choose(self, particle: list[Any], alternatives: int) -> int:
        """Say which alternative of a choice to write."""


class Smallest:
    """Only what schema and rules demand."""

    name = "minst"
    thorough = False

    def count(self, least: int, most: int, variants: int, size: int) -> int:  # noqa: ARG002 - the protocol
        return least

    def choose(self, particle: list[Any], alternatives: int) -> int:  # noqa: ARG002 - the protocol
        return 0


class Full:
    """Every optional element once, and each alternative of a choice once where repetition allows it."""

    name = "full"
    thorough = True

    def __init__(self) -> None:
        self.used: dict[int, int] = {}

    def count(self, least: int, most: int, variants: int, size: int) -> int:  # noqa: ARG002 - the protocol
        return max(least, 1) if most != -1 else max(least, variants)

    def choose(self, particle: list[Any], alternatives: int) -> int:
        turn = self.used.get(id(particle), 0)
        self.used[id(particle)] = turn + 1
        return turn % alternatives


class Chance:
    """Optional parts by seeded chance; some messages are terse, some talkative."""

    name = "tilfeldig"
    thorough = False

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.appetite = 0.12 + 0.83 * chance.random() ** 1.4

    def count(self, least: int, most: int, variants: int, size: int) -> int:  # noqa: ARG002 - the protocol
        appetite = self.appetite if size < ROOM else 0.05
        number = least
        ceiling = max(least, MOST) if most == -1 else most
        while number < ceiling and self.chance.random() < (appetite if number == 0 else appetite / 2):
            number += 1
        return number

    def choose(self, particle: list[Any], alternatives: int) -> int:  # noqa: ARG002 - the protocol
        return self.chance.randrange(alternatives)
