# SPDX-License-Identifier: MIT
"""Children are laid on the places of a content model with the fewest changes."""

from __future__ import annotations

import pytest

from plokit.explain.align import align, places_of
from plokit.explain.models import Slot


def slot(name: str, position: int, least: int = 1, most: int = 1, choice: int = 0) -> Slot:
    return Slot(name, 0, position, least, most, choice, 1 if choice else -1, None)


MODEL = (slot("a", 0), slot("b", 1, 0), slot("c", 2, 1, -1), slot("d", 3, choice=4), slot("e", 3, choice=4))
NOTHING = lambda _index, _place: None  # noqa: E731 - the shortest way to say it


@pytest.mark.parametrize(
    ("children", "left", "gaps"),
    [
        ("abccd", [], []),
        ("ace", [], []),
        ("bcd", [], [(0, 0)]),
        ("ab", [], [(2, 2), (3, 2)]),
        ("aacd", [1], []),
        ("acde", [3], []),
        ("acbd", [2], []),
        ("cccad", [3], [(0, 0)]),
        ("axcd", [1], []),
    ],
)
def test_what_is_left_over_and_what_is_lacking_is_the_least_that_explains_it(
    children: str, left: list[int], gaps: list[tuple[int, int]]
):
    found = align(list(children), places_of(MODEL), NOTHING)
    assert [at for at, place in enumerate(found.taken) if place is None] == left
    assert list(found.gaps) == gaps


def test_a_child_is_read_under_another_name_when_that_is_cheaper_than_leaving_it_out():
    wanted = MODEL[0]
    found = align(
        list("xcd"), places_of(MODEL), lambda at, place: (wanted, 10) if at == 0 and wanted in place.slots else None
    )
    assert found.readings == {0: wanted}
    assert found.gaps == ()


def test_an_element_without_children_lacks_every_required_place():
    assert [place for place, _ in align([], places_of(MODEL), NOTHING).gaps] == [0, 2, 3]
