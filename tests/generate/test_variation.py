# SPDX-License-Identifier: MIT
"""Over 200 seeds every element that a message may hold appears; what cannot is listed here, with its reason."""

import re

import pytest
from lxml import etree

from plokit.catalog import load
from plokit.generate import generate, kinds

SEEDS = 200
NEVER = {
    "mh:MsgHead/ds:Signature": "a signature must be made with a key",
    "mh:MsgHead/mh:PatientReport": "several patients in one message, which the profiles do not allow",
    "mh:MsgInfo/mh:Ack": "not in use (PLO-HOD-027)",
    "mh:(Sender|Receiver)/mh:ComMethod": "only for letters (HODE-023)",
    ".*:Address/.*:Country": "only for addresses abroad (GEN-026)",
    "mh:OtherReceiver/mh:(Patient|Person|HealthcareProfessional)": "a copy goes to an organisation",
    "fk1:Organisation/fk1:Organisation": "a unit within a unit within a unit",
    ".*:Patient/.*:DateOfDeath": "the patients of the stories live",
    "po(15)?:Foresporsel/.*:(Formål|Begrunnelse|Hastegrad|TypeJournalinfo|FraDato|TilDato)": "not in use in PLO",
    "ori(15)?:OrienteringOmTjenestetilbud/.*:AssistertKommunikasjon": "not in use in this message",
    "po(15)?:MedisinskDiagnose/.*:DiagnoseBeskrivelse": "only when the code is unknown (PLO-KOD-010)",
    "ar(10)?:HCP/.*:HCProf": "sender and receiver of a receipt are organisations",
}


def reachable(root: str) -> set[str]:
    """Give every ``parent/child`` that the content models allow below a root, without what is listed above."""
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
            if part[0] in "sc":
                parts += part[3]
            elif part[0] == "e" and not any(re.fullmatch(pattern, f"{name}/{part[3]}") for pattern in NEVER):
                found.add(f"{name}/{part[3]}")
                open_.append((part[3], part[4]))
    return found


def present(text: str) -> set[str]:
    catalog = load()

    def short(node):
        name = etree.QName(node)
        return catalog.name(name.namespace, name.localname)

    return {f"{short(node.getparent())}/{short(node)}" for node in etree.fromstring(text.encode()).iterfind(".//{*}*")}


ROOTS = ["mh:MsgHead", *dict.fromkeys(kind.root for kind in kinds(load()).values())]


@pytest.mark.parametrize("root", ROOTS)
def test_every_optional_part_appears_over_the_seeds(root):
    chosen = [
        kind for kind in kinds(load()).values() if root == kind.root or (root, kind.type) == (ROOTS[0], "LOG_UTSKREVET")
    ]
    missing = reachable(root)
    turns = ((seed, kind) for seed in range(SEEDS) for kind in chosen)
    for seed, kind in turns:
        missing -= present(generate(kind.type, kind.version, seed))
        if not missing:
            break
    assert sorted(missing) == []
