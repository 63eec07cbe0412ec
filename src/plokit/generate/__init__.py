# SPDX-License-Identifier: MIT
"""Messages as many as wanted: valid by schema and rules, varied, and the same again for the same seed.

``generate(type, version, seed)`` makes one by seeded chance, ``smallest(type, version)`` holds only what schema and
rules demand, and ``full(type, version)`` uses every optional element once. A type is a code of list 8279, such as
``LOG_INNLAGT``; without a version it is the newest. Raises GenerateError for a type or version that is not there.
"""

from __future__ import annotations

import contextlib
import random

from plokit.catalog import load
from plokit.generate.broken import Unfit, break_text, break_tree, entry_for
from plokit.generate.kinds import GenerateError, Kind, kind_of, kinds
from plokit.generate.markup import Element, document
from plokit.generate.scene import Scene
from plokit.generate.taste import Chance, Full, Smallest, Taste
from plokit.generate.walk import Walk
from plokit.generate.words import words

__all__ = ["GenerateError", "Kind", "full", "generate", "kinds", "smallest"]

ATTEMPTS = 500  # messages tried until one has what a rule is about


def generate(type_code: str, version: str | None = None, seed: int | str = 1, broken: str | None = None) -> str:
    """Make a message by seeded chance: the same seed gives the same text, on any machine.

    With ``broken``, a rule id or an error kind, the message breaks that rule. Raises GenerateError, with what is
    possible, when this message cannot be made to break it.
    """
    kind = kind_of(type_code, version, load())
    if broken is None:
        chance = _chance(kind, seed)
        return _write(kind, Chance(chance), chance, str(seed))
    entry = entry_for(kind, broken)
    for attempt in range(ATTEMPTS):
        chance = _chance(kind, f"{seed}/{attempt}")
        tree = _tree(kind, Chance(chance), chance, f"{seed}/{attempt}")
        with contextlib.suppress(Unfit):
            return break_text(document(break_tree(tree, entry), load().namespaces), entry)
    raise GenerateError(f"No message was found that can be made to break {broken}; try another seed.")


def smallest(type_code: str, version: str | None = None, seed: int | str = 1) -> str:
    """Make a message with only what schema and rules demand. The seed chooses people and words."""
    kind = kind_of(type_code, version, load())
    return _write(kind, Smallest(), _chance(kind, seed), str(seed))


def full(type_code: str, version: str | None = None, seed: int | str = 1) -> str:
    """Make a message that uses every optional element once, as far as one message can hold them together."""
    kind = kind_of(type_code, version, load())
    return _write(kind, Full(), _chance(kind, seed), str(seed))


def _chance(kind: Kind, seed: int | str) -> random.Random:
    return random.Random(f"{kind.type}/{kind.version}/{seed}")  # noqa: S311 - seeded chance, nothing secret


def _write(kind: Kind, taste: Taste, chance: random.Random, key: str) -> str:
    return document(_tree(kind, taste, chance, key), load().namespaces)


def _tree(kind: Kind, taste: Taste, chance: random.Random, key: str) -> Element:
    vocabulary = words(load())
    groups = ("alle", "konvolutt" if kind.enveloped else "uten konvolutt", kind.standard, kind.type)
    versions = (f"{kind.standard} {kind.version}", f"{kind.type} {kind.version}")
    profile = vocabulary.profile(*groups, *versions, f"{kind.type} {taste.name}")
    scene = Scene(kind, profile, taste, chance, key)
    return Walk(scene, profile, taste, vocabulary).message()
