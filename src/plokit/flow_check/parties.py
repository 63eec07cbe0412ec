# SPDX-License-Identifier: MIT
"""Patients and communication parties, in the three ways that the standards write them."""

from __future__ import annotations

from dataclasses import dataclass

from plokit.flow_check.nodes import child, children, find, text, text_or_value, value
from plokit.parsing.tree import Node

PERSON_SERIES = ("FNR", "DNR", "FHN")


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """A communication party: the organisation and, below it, the service or person that has the address."""

    node: Node
    organisation: str
    address: str
    ids: frozenset[str]
    names: frozenset[str]

    def same(self, other: Party) -> bool:
        """True when both have the same address, or the same organisation where one of them has no more."""
        return self.address == other.address != ""


@dataclass(frozen=True, slots=True, eq=False)
class Patient:
    """The patient as a message names them."""

    node: Node
    ids: frozenset[str]
    name: str
    born: str

    @property
    def key(self) -> str:
        """The identity number, or else name and date of birth; "" for a patient who is not named."""
        return min(self.ids) if self.ids else f"{self.name} {self.born}".strip()

    def same(self, other: Patient) -> bool:
        """True when an id is shared; where one has none, name and (if both give it) date of birth decide."""
        if self.ids and other.ids:
            return bool(self.ids & other.ids)
        return self.name == other.name and (self.born == other.born or not (self.born and other.born))


def folded(name: str) -> str:
    """Give a name so that case and white space do not matter."""
    return " ".join(name.split()).casefold()


def patient_of(node: Node) -> Patient:
    """Read the patient of a hodemelding, or of Henvisning and Epikrise 1.x."""
    offered = [(text(child(one, "Id")), value(child(one, "TypeId"))) for one in children(node, "Ident")]
    offered.append((text(child(node, "OffId")), value(child(node, "TypeOffId"))))
    known = {number for number, series in offered if number and series in PERSON_SERIES}
    ids = frozenset(known or {number for number, _ in offered if number})
    given = f"{text(child(node, 'GivenName'))} {text(child(node, 'FamilyName'))}".strip()
    name = given or text(child(node, "Name"))
    return Patient(node, ids, folded(name), text_or_value(child(node, "DateOfBirth"))[:10])


def party(node: Node, levels: list[tuple[list[tuple[str, str]], str]]) -> Party:
    """Give a party from its levels, each with (id, kind of id) and name."""
    own = [next((number for number, kind in ids if kind == "HER"), ids[0][0] if ids else "") for ids, _ in levels]
    return Party(
        node,
        own[0],
        own[-1] or own[0],
        frozenset(number for ids, _ in levels for number, _ in ids if number),
        frozenset(folded(name) for _, name in levels if name),
    )


def organisation(node: Node | None) -> Party | None:
    """Read a party of the hodemelding: Organisation, and the service or person below it."""
    first = child(node, "Organisation")
    if first is None:
        return None
    levels = [first]
    second = child(first, "Organisation") or child(first, "HealthcareProfessional")
    if second is not None:
        levels.append(second)
    return party(first, [(idents(level), party_name(level)) for level in levels])


def idents(node: Node) -> list[tuple[str, str]]:
    return [(text(child(one, "Id")), value(child(one, "TypeId"))) for one in children(node, "Ident")]


def party_name(node: Node) -> str:
    person = f"{text(child(node, 'GivenName'))} {text(child(node, 'FamilyName'))}".strip()
    return text(child(node, "OrganisationName")) or text(child(node, "Name")) or person


def institution(node: Node | None) -> Party | None:
    """Read a party of a receipt or of Henvisning and Epikrise 1.x: HCP/Inst, and Dept or HCPerson below it."""
    first = find(node, "HCP/Inst")
    if first is None:
        return None
    levels = [first]
    second = child(first, "HCPerson") or child(first, "Dept")
    if second is not None:
        levels.append(second)
    return party(first, [(numbers(level), party_name(level)) for level in levels])


def numbers(node: Node) -> list[tuple[str, str]]:
    more = [(text(child(one, "Id")), value(child(one, "Type"))) for one in children(node, "AdditionalId")]
    return [(text(child(node, "Id")), value(child(node, "TypeId"))), *more]
