# SPDX-License-Identifier: MIT
"""Code lists and their bindings: closed data, right places, and the version that decides."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plokit.catalog import bundle, load
from plokit.catalog.files import data_folder
from plokit.errors import CatalogError

SCHEMAS = data_folder("schemas")
CATALOG = load()


def numbers(path: str, version: str = "") -> list[str]:
    return [found.number for found in CATALOG.code_lists(path, version)]


@pytest.mark.parametrize(
    ("path", "version", "expected"),
    [
        ("/mh:MsgHead/mh:MsgInfo/mh:Type", "", ["8279"]),
        ("/mh:MsgHead/mh:MsgInfo/mh:Sender/mh:Organisation[1]/mh:Ident[2]/mh:TypeId", "PLO 1.6", ["9051"]),
        ("/mh:MsgHead/mh:MsgInfo/mh:Patient/mh:Ident/mh:TypeId", "PLO 1.6", ["8116"]),
        ("epj3:Forskrivningsinfo/epj3:Legemiddelform", "PLO 1.5", ["9078"]),
        ("epj3:Forskrivningsinfo/epj3:Legemiddelform", "PLO 1.6", ["7448"]),
        ("epj3:AdmAvHelsepersonell/epj3:AdmEnkeltdose/@U", "PLO 1.5", ["9085"]),
        ("epj3:AdmAvHelsepersonell/epj3:AdmEnkeltdose/@U", "PLO 1.6", ["9090"]),
        ("po:Foresporsel/po:TypeForesp", "PLO 1.6", ["9152", "9153", "9154"]),
        ("dm10:Foresporsel/dm10:TypeForesp", "Dialogmelding 1.0", ["9152", "9153", "9154", "9065", "8331"]),
        ("uts:TverrfagligEpikrise/po:TypeInnholdIMelding/po:TypeInnhold", "PLO 1.6", ["9139"]),
        ("hv10:Inst/hv10:TypeId", "Henvisning 1.0", []),
        ("hv11:Inst/hv11:TypeId", "Henvisning 1.1", ["9051"]),
        ("mh:MsgInfo/mh:MsgId", "", []),
        ("Type", "", []),
    ],
)
def test_an_element_takes_its_list_from_its_place_and_version(path: str, version: str, expected: list[str]) -> None:
    assert numbers(path, version) == expected


def test_the_attribute_s_picks_one_of_several_lists() -> None:
    path, base = "dm10:Notat/dm10:TemaKodet", "2.16.578.1.12.4.1.1."
    found = CATALOG.code_list(path, "Dialogmelding 1.0", base + "8117")
    assert found is not None
    assert found.values["1"] == "Feil adressat"
    assert CATALOG.code_list(path, "Dialogmelding 1.0") is CATALOG.codes["7321"]
    assert CATALOG.code_list(path, "Dialogmelding 1.0", base + "7309") is None
    assert CATALOG.code_list("mh:MsgId") is None


def test_a_code_is_doubtful_only_where_the_list_is_full_enough_to_say_so() -> None:
    assert CATALOG.codes["7309"].doubtful("Z")
    assert not CATALOG.codes["7309"].doubtful("N")
    assert not CATALOG.codes["9141"].doubtful("11"), "withdrawn with v1.6, right in older messages"
    assert "11" not in CATALOG.codes["9141"].values
    assert not CATALOG.codes["7448"].doubtful("104"), "an excerpt says nothing about what it lacks"


@pytest.mark.parametrize("number", sorted(CATALOG.codes))
def test_a_list_has_its_own_oid_and_each_code_once(number: str) -> None:
    found, entry = CATALOG.codes[number], CATALOG.data["codes"][number]
    assert found.oid == f"2.16.578.1.12.4.1.1.{number}"
    assert len(found.values) == len(entry["value"])
    assert not set(found.values) & set(found.withdrawn)
    assert found.values or found.excerpt


def test_every_binding_fits_an_element_of_the_schemas() -> None:
    places = set(declared_places())
    lacking = []
    for bindings in CATALOG.bindings.values():
        for binding in bindings:
            steps = [step.rpartition(":")[2] for step in binding.steps]
            attribute = steps.pop() if steps[-1].startswith("@") else "@V"
            key = (steps[-2] if len(steps) > 1 else "", steps[-1], attribute)
            lacking += [] if key in places else ["/".join(binding.steps)]
    assert lacking == []


def declared_places() -> Iterator[tuple[str, str, str]]:
    """Give (parent, element, attribute) for everything a schema lets in; also with "" for any parent."""
    for name, index in [*CATALOG.elements.items(), *((n, i) for n, i in children_everywhere())]:
        for child, child_index in children(CATALOG.types[index].get("p")):
            for attribute in CATALOG.types[child_index].get("a", {}):
                yield name.rpartition(":")[2], child.rpartition(":")[2], f"@{attribute}"
                yield "", child.rpartition(":")[2], f"@{attribute}"


def children_everywhere() -> Iterator[tuple[str, int]]:
    for entry in CATALOG.types:
        yield from children(entry.get("p"))


def children(particle: list[Any] | None) -> Iterator[tuple[str, int]]:
    if not particle or particle[0] == "w":
        return
    if particle[0] == "e":
        yield particle[3], particle[4]
        return
    for part in particle[3]:
        yield from children(part)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"AppRec/Status" = "8258"', '"AppRec/Status" = "8257"', "8257, which has no file"),
        ('["PLO 1.5"]', '["PLO 1.7"]', "PLO 1.7"),
        ('"AppRec/Status" = "8258"', '"AppRec Status" = "8258"', "bindings"),
    ],
)
def test_a_binding_to_something_that_is_not_there_stops_the_build(
    tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    shutil.copytree(SCHEMAS, tmp_path / "schemas")
    file = tmp_path / "schemas" / "codes" / "bindings.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogError, match=complaint):
        bundle.compile_bundle(tmp_path / "schemas")
