# SPDX-License-Identifier: MIT
"""The cheapest way to make the children of one element fit its content model.

The content models of the standards are a row of places, each for one name or for one of several. Children are laid on
the places in order; what does not fit is left over, what has no child is missing, and a child may be read under
another name when that is cheaper (``Reading``). The fewest changes tell what the author most likely did.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plokit.explain.models import Slot

LEFT_OVER = 100_000  # a child that must go away
MISSING = 100_000  # a place that must be filled
MOVED = 10_000  # the same, when a child of that name is there, so that it only must move


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a content model: the names that fit, and how many children it takes (-1: any number)."""

    slots: tuple[Slot, ...]
    least: int
    most: int

    @property
    def cap(self) -> int:
        """How many children it is worth counting."""
        return max(self.least, self.most, 1)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that fit here."""
        return tuple(slot.name for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which place each child has (None: left over), and which places lack a child.

    ``gaps`` are pairs of place and the index of the child that the missing one should stand before. ``readings`` holds
    the children that are read under another name.
    """

    places: tuple[Place, ...]
    taken: tuple[int | None, ...]
    gaps: tuple[tuple[int, int], ...]
    readings: dict[int, Slot]


# (child index, place) → the slot it could be read as and what that costs, or None.
Reading = Callable[[int, Place], tuple[Slot, int] | None]


def places_of(slots: Sequence[Slot]) -> tuple[Place, ...]:
    """Gather the slots of a content model into places."""
    rows: dict[int, list[Slot]] = {}
    for slot in slots:
        rows.setdefault(slot.position, []).append(slot)
    return tuple(_place(rows[position]) for position in sorted(rows))


def _place(row: list[Slot]) -> Place:
    first = row[0]
    if first.choice == 0:
        return Place((first,), first.least, first.most)
    single = first.choice_most == 1 and all(slot.most == 1 for slot in row)
    return Place(tuple(row), 1 if first.choice > 0 else 0, 1 if single else -1)


def align(names: Sequence[str], places: tuple[Place, ...], reading: Reading) -> Alignment:
    """Lay children on places at the least cost; among equals, earlier children keep their place."""
    present = set(names)
    lacking = [MOVED if present.intersection(place.names) else MISSING for place in places]
    rows: list[Row] = [{(0, 0): (0, (0, 0), "")}]
    _leave(rows[0], places, lacking)
    for index, name in enumerate(names):
        before = rows[-1]
        after: Row = {}
        for state, (cost, _, _) in before.items():
            if state[0] < len(places):
                place = places[state[0]]
                _take(after, index, name, place, state, cost, reading)
            _put(after, state, cost + LEFT_OVER - index, state, "left")
        _leave(after, places, lacking)
        rows.append(after)
    return _trace(rows, places, reading)


State = tuple[int, int]  # place, and how many children it has (no more than matters)
Row = dict[State, tuple[int, State, str]]  # state → cost so far, the state before it, how it came about


def _take(after: Row, index: int, name: str, place: Place, state: State, cost: int, reading: Reading) -> None:
    at, count = state
    if place.most != -1 and count >= place.most:
        return
    new = (at, min(count + 1, place.cap))
    if name in place.names:
        _put(after, new, cost, state, "take")
        return
    other = reading(index, place)
    if other is not None:
        _put(after, new, cost + other[1], state, "read")


def _leave(row: Row, places: tuple[Place, ...], lacking: list[int]) -> None:
    """Go on to later places without a child."""
    for at, place in enumerate(places):
        for count in range(place.cap + 1):
            if (at, count) in row:
                short = max(place.least - count, 0)
                _put(row, (at + 1, 0), row[at, count][0] + short * lacking[at], (at, count), "leave")


def _put(row: Row, state: State, cost: int, source: State, how: str) -> None:
    if state not in row or cost < row[state][0]:
        row[state] = (cost, source, how)


def _trace(rows: list[Row], places: tuple[Place, ...], reading: Reading) -> Alignment:
    count = len(rows) - 1
    taken: list[int | None] = [None] * count
    gaps: list[tuple[int, int]] = []
    readings: dict[int, Slot] = {}
    state, index = (len(places), 0), count
    while index or state != (0, 0):
        _, source, how = rows[index][state]
        if how == "leave":
            at, there = source
            gaps += [(at, index)] * max(places[at].least - there, 0)
        else:
            index -= 1
            if how != "left":
                taken[index] = source[0]
            if how == "read":
                other = reading(index, places[source[0]])
                if other is not None:
                    readings[index] = other[0]
        state = source
    return Alignment(places, tuple(taken), tuple(reversed(gaps)), readings)
