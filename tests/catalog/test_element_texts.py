# SPDX-License-Identifier: MIT
"""Every place in every schema has plain words, an example of the right form, and no words lie unused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xmlschema

from plokit.catalog import bundle, load
from plokit.catalog.files import data_folder
from plokit.errors import CatalogError

SCHEMAS = data_folder("schemas")
CATALOG = load()
TEXTS: dict[str, dict[str, str]] = CATALOG.data["texts"]["elements"]
BUILT_IN = xmlschema.XMLSchema.meta_schema.maps.types
OTHERS = ("ds:", "xsi:")  # standards of W3C, whose schemas are not ours: no words of our own
FREE = {"token", "string"}  # any text will do, so a message never asks for another form
UNUSED = {
    "@komponenttype": "the fallback for a part of the record that gets no text of its own",
    "@COMPN": "an attribute of data types in kith.xsd that no element uses",
    "@ENC": "an attribute of data types in kith.xsd that no element uses",
    "@IC": "an attribute of data types in kith.xsd that no element uses",
    "@ICA": "an attribute of data types in kith.xsd that no element uses",
    "@MT": "an attribute of data types in kith.xsd that no element uses",
    "@NULL": "an attribute of data types in kith.xsd that no element uses",
    "NUM": "an element of the data type RTO in kith.xsd that no element uses",
    "DENOM": "an element of the data type RTO in kith.xsd that no element uses",
}


class Place(NamedTuple):
    """One element or attribute below one parent, as the content models have it. A root has the parent ""."""

    parent: str
    name: str
    type: int
    fixed: str | None

    @property
    def model(self) -> dict[str, Any]:
        return CATALOG.types[self.type]

    @property
    def text(self) -> dict[str, str]:
        return CATALOG.element_text(self.name, self.parent)

    def __str__(self) -> str:
        return f"{self.parent}/{self.name}"


def children(particle: list[Any] | None) -> Iterator[tuple[str, int, str | None]]:
    """Give name, type and fixed value of each element in a particle."""
    if particle and particle[0] == "e":
        yield particle[3], particle[4], particle[5]
    elif particle and particle[0] in {"s", "c"}:
        for part in particle[3]:
            yield from children(part)


def places() -> list[Place]:
    """Walk all content models from every global element and give each place once."""
    found = {Place("", name, index, None) for name, index in CATALOG.elements.items()}
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        model = here.model
        inside = [Place(here.name, name, index, fixed) for name, index, fixed in children(model.get("p"))]
        inside += [
            Place(here.name, f"@{name.rpartition(':')[2]}", spec["t"], spec["f"])
            for name, spec in model.get("a", {}).items()
        ]
        new = set(inside) - found
        found |= new
        waiting += [place for place in new if not place.name.startswith(OTHERS)]
    return sorted(found, key=str)


PLACES = places()


def simple(place: Place) -> dict[str, Any] | None:
    """Give the simple type of the value that a place holds, or None when it holds elements."""
    model = place.model
    if model["k"] == "s":
        return model
    return None if model["s"] is None else CATALOG.types[model["s"]]


def fits(value: str, model: dict[str, Any]) -> bool:
    """Tell whether a value has the form of a simple type."""
    if model["u"]:
        return any(fits(value, CATALOG.types[member]) for member in model["u"])
    if model["e"] and value not in model["e"]:
        return False
    return bool(BUILT_IN[f"{{http://www.w3.org/2001/XMLSchema}}{model['b']}"].is_valid(value))


def test_the_walk_reaches_every_global_element_and_far_more_places() -> None:
    assert {place.name for place in PLACES} >= {n for n in CATALOG.elements if not n.startswith(OTHERS)}
    assert len(PLACES) > 4000


def test_every_element_and_attribute_has_a_name_and_an_explanation_in_its_place() -> None:
    assert [str(place) for place in PLACES if not place.text["text"]] == []


def test_every_value_has_an_example_unless_any_text_or_a_code_will_do() -> None:
    lacking = []
    for place in PLACES:
        value = simple(place)
        open_text = place.model.get("p") == ["s", 1, 1, [["w", 0, -1]]] and not place.name.endswith(":Content")
        asked = value is not None and not (place.name.startswith("@") and value["b"] in FREE and not value["e"])
        if (asked or open_text) and "example" not in place.text:
            lacking.append(str(place))
    assert lacking == []


def test_every_example_has_the_form_that_its_place_asks_for() -> None:
    wrong = []
    for place in PLACES:
        value, example = simple(place), place.text.get("example")
        if value is None or example is None:
            continue
        if not fits(example, value) or place.fixed not in {None, example}:
            wrong.append(f"{place}: {example}")
    assert wrong == []


def test_every_example_of_a_code_is_in_a_list_that_its_element_takes() -> None:
    doubtful = []
    for place in PLACES:
        lists = CATALOG.code_lists(str(place))
        example = CATALOG.element_text("@V", place.name).get("example")
        if "V" in place.model.get("a", {}) and lists and example and all(found.doubtful(example) for found in lists):
            doubtful.append(f"{place}: {example}")
    assert doubtful == []


def test_every_number_of_a_person_or_organisation_in_an_example_is_from_the_invented_world() -> None:
    world = (SCHEMAS / "world.toml").read_text(encoding="utf-8")
    numbers = {
        n
        for entry in TEXTS.values()
        for n in re.findall(r"(?<!\d)(?:\d{11}|\d{9}|01\d{6})(?!\d)", entry.get("example", ""))
    }
    assert {number for number in numbers if f'"{number}"' not in world} == set()


def test_no_text_is_left_over() -> None:
    reached = {id(place.text) for place in PLACES}
    reached |= {id(CATALOG.element_text(place.name)) for place in PLACES if not place.name.startswith("@")}
    assert {key for key, entry in TEXTS.items() if id(entry) not in reached} == set(UNUSED)


def test_a_key_given_in_two_files_is_an_error_that_names_both(tmp_path: Path) -> None:
    shutil.copytree(SCHEMAS, tmp_path / "schemas")
    folder = tmp_path / "schemas" / "texts" / "nb" / "elements"
    (folder / "zz.toml").write_text('["MsgId"]\nname = "id"\ntext = "En id."\n', encoding="utf-8")
    with pytest.raises(CatalogError, match=r'zz\.toml: "MsgId" is already .*hodemelding\.toml'):
        bundle.compile_bundle(tmp_path / "schemas")


@pytest.mark.parametrize(
    ("parent", "child", "name"),
    [
        ("hv10:ServReq", "hv10:Requester", "avsender av henvisningen"),
        ("hv11:ServReq", "hv11:ServProvider", "mottaker av henvisningen"),
        ("ep11:ServRprt", "ep11:Requester", "mottaker av epikrisen"),
        ("ep12:ServRprt", "ep12:ServProvider", "avsender av epikrisen"),
        ("", "hv11:Message", "henvisning"),
        ("", "ep12:Message", "epikrise"),
        ("ar10:AppRec", "ar10:Sender", "avsender av kvitteringen"),
        ("mh:MsgInfo", "mh:Sender", "avsender"),
        ("epj2:Journaltekst", "epj2:Notat", "notattekst"),
        ("dm11:Dialogmelding", "dm11:Notat", "notat"),
    ],
)
def test_one_name_means_what_its_message_means(parent: str, child: str, name: str) -> None:
    assert CATALOG.element_text(child, parent)["name"] == name


def test_every_version_of_an_element_has_the_same_words_unless_an_override_says_otherwise() -> None:
    differing = {key.partition(":")[0] for key in TEXTS if ":" in key}
    assert differing <= CATALOG.namespaces.keys()
    assert not [key for key in TEXTS if key.startswith(("po15:", "po:"))], "PLO 1.5 and 1.6 share their texts"
