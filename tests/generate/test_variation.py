# SPDX-License-Identifier: MIT
"""Over 200 seeds every element that a type may hold appears; what cannot is listed here, with its reason."""

import re

import pytest
from lxml import etree

from plokit.catalog import load
from plokit.generate import generate, kinds

SEEDS = 200
NEVER = {
    r"ds:.*|mh:MsgHead/ds:Signature": "a signature must be made with a key",
    r"mh:MsgInfo/mh:Ack": "not in use: PLO-HOD-027",
    r"mh:PatientReport.*|mh:MsgHead/mh:PatientReport": "several patients in one message, which these profiles do not allow",
    r"mh:OtherReceiver/mh:(Patient|Person|HealthcareProfessional)": "a copy goes to an organisation",
    r"mh:Organisation/mh:TypeOrganisation": "the address says which organisation it is",
    r".*:Patient/.*:DateOfDeath": "the patients of the stories live",
}


def reachable(root: str) -> set[str]:
    """Give every ``parent/child`` that the content models allow below a root."""
    catalog = load()
    found, seen, open_ = set(), set(), [(root, catalog.elements[root])]
    while open_:
        name, index = open_.pop()
        if (name, index) in seen or catalog.types[index].get("p") is None:
            continue
        seen.add((name, index))
        parts = [catalog.types[index]["p"]]
        while parts:
            part = parts.pop()
            if part[0] == "e":
                found.add(f"{name}/{part[3]}")
                open_.append((part[3], part[4]))
            elif part[0] != "w":
                parts += part[3]
    return found


def present(text: str) -> set[str]:
    catalog = load()

    def short(node):
        name = etree.QName(node)
        return catalog.name(name.namespace, name.localname)

    return {f"{short(node.getparent())}/{short(node)}" for node in etree.fromstring(text.encode()).iterfind(".//{*}*")}


@pytest.mark.parametrize(("code", "version"), sorted(kinds(load())))
def test_every_optional_part_of_a_message_appears(code, version):
    kind = kinds(load())[code, version]
    missing = reachable(kind.root) | (reachable("mh:MsgHead") if kind.enveloped else set())
    missing = {pair for pair in missing if not any(re.fullmatch(pattern, pair) for pattern in NEVER)}
    for seed in range(SEEDS):
        missing -= present(generate(code, version, seed))
        if not missing:
            break
    assert sorted(missing) == []
