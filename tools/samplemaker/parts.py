# SPDX-License-Identifier: MIT
"""Building blocks that the envelope and the payloads share: codes, identifiers, names, phones."""

from __future__ import annotations

from typing import Any

from .markup import Element, el

OID = "2.16.578.1.12.4.1.1."
Entry = dict[str, Any]

PERSON_ID_TYPES = {
    "FNR": "Fødselsnummer",
    "DNR": "D-nummer",
    "FHN": "Felles hjelpenummer",
    "HNR": "H-nummer",
    "HPR": "HPR-nummer",
    "HER": "HER-id",
}
ORGANISATION_ID_TYPES = {
    "HER": "HER-id",
    "ENH": "Organisasjonsnummeret i Enhetsregister",
    "LAV": "Lokal identifikator for avdelinger",
}


def cs(name: str, v: str, dn: str) -> Element:
    """A code whose list is given by the place."""
    return el(name, V=v, DN=dn)


def cv(name: str, codeset: str, v: str, dn: str) -> Element:
    """A code that names its list."""
    return el(name, V=v, S=OID + codeset, DN=dn)


def person_id(prefix: str, kind: str, number: str) -> Element:
    """An identifier of a person (list 8116)."""
    return _ident(prefix, number, cv(prefix + "TypeId", "8116", kind, PERSON_ID_TYPES[kind]))


def organisation_id(prefix: str, kind: str, number: str) -> Element:
    """An identifier of an organisation or unit (list 9051)."""
    return _ident(prefix, number, cv(prefix + "TypeId", "9051", kind, ORGANISATION_ID_TYPES[kind]))


def _ident(prefix: str, number: str, kind: Element) -> Element:
    return el(prefix + "Ident", el(prefix + "Id", number), kind)


def telephone(prefix: str, number: str | None) -> Element | None:
    """A phone number as a URI without blanks."""
    if not number:
        return None
    return el(
        prefix + "TeleCom",
        cs(prefix + "TypeTelecom", "HP", "Hovedtelefon"),
        el(prefix + "TeleAddress", V="tel:" + number),
    )


def address(prefix: str, place: Entry, kind: tuple[str, str] = ("H", "Bostedsadresse")) -> Element | None:
    """Street, post code and city."""
    if "street" not in place:
        return None
    return el(
        prefix + "Address",
        cs(prefix + "Type", *kind),
        el(prefix + "StreetAdr", place["street"]),
        el(prefix + "PostalCode", place["postcode"]),
        el(prefix + "City", place["city"]),
    )


def professional(staff: Entry, name: str, role: tuple[str, str] | None = None, phone: bool = True) -> Element:
    """A health professional in a payload: profession, role, name, HPR number and phone."""
    code, text = role or (staff["role"], staff["role_text"])
    return el(
        name,
        cs("fk1:TypeHealthcareProfessional", staff["profession"], staff["profession_text"]),
        cv("fk1:RoleToPatient", "9034", code, text),
        el("fk1:FamilyName", staff["family"]),
        el("fk1:GivenName", staff["given"]),
        person_id("fk1:", "HPR", staff["hpr"]),
        telephone("fk1:", staff["phone"]) if phone else None,
    )


def responsible(staff: Entry) -> Element:
    """Who answers for a report: a fastlege as such, anybody else as helsefaglig kontakt (HITS 1174 kap. 8)."""
    role = ("6", "Fastlege") if staff["role"] == "6" else ("21", "Helsefaglig kontakt")
    return professional(staff, "po:AnsvarligRapport", role)


def person(someone: Entry, name: str, full: bool = False) -> Element:
    """A person in a payload: name and phone, and on demand all the rest."""
    return el(
        name,
        el("fk1:FamilyName", someone["family"]),
        el("fk1:GivenName", someone["given"]),
        el("fk1:DateOfBirth", someone["born"]) if full else None,
        cs("fk1:Sex", str(someone["sex"]), someone["sex_text"]) if full else None,
        person_id("fk1:", someone["id_type"], someone["id"]) if full else None,
        address("fk1:", someone) if full else None,
        telephone("fk1:", someone.get("phone")),
    )


def unit(entry: Entry, name: str) -> Element:
    """A ward or local unit in a payload: name, local id and phone."""
    return el(
        name,
        el("fk1:OrganisationName", entry["name"]),
        organisation_id("fk1:", entry["id_type"], entry["local_id"]),
        telephone("fk1:", entry["phone"]),
    )
