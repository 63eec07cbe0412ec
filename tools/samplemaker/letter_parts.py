# SPDX-License-Identifier: MIT
"""What referrals 1.x and discharge letters share: parties in two levels, the patient, medicines and texts."""

from __future__ import annotations

from .clinical import USE
from .markup import Element, el
from .parts import OID, Entry, cs, cv
from .world import World

HEADINGS = {
    "PROB": "Aktuell problemstilling",
    "UTRED": "Forventet/ønsket undersøkelser/behandling",
    "FO": "Forløp og behandling",
    "VU": "Vurdering",
    "OP": "Planer for videre oppfølging",
}
RELATIONS = {"HHE": "Henvisende helsepersonell", "FLE": "Fastlege", "AHP": "Ansvarlig helsepersonell"}


def party(world: World, key: str, referral: bool) -> Element:
    """The organisation, and its service or, for a GP, the person."""
    doctor = world.staff.get(key)
    entry = doctor or world.services[key]
    organisation = world.organisations[entry["organisation"]]
    number = el("AdditionalId", el("Id", organisation["orgnr"]), cs("Type", "ENH", "Organisasjonsnummer"))
    second = (
        el("HCPerson", el("Name", name(doctor)), *_her(doctor), hpr(doctor))
        if doctor
        else el("Dept", el("Name", entry["name"]), *_her(entry))
    )
    inside = [number, second] if referral else [second, number]
    return el("HCP", el("Inst", el("Name", organisation["name"]), *_her(organisation), *inside))


def professional(staff: Entry) -> Element:
    """A professional with HPR number and phone."""
    return el(
        "HCP",
        el(
            "HCProf",
            cs("Type", staff["profession"], staff["profession_text"]),
            el("Name", name(staff)),
            el("Id", staff["hpr"]),
            cs("TypeId", "HPR", "HPR-nummer"),
        ),
        el("Address", cs("Type", "RES", "Besøksadresse"), el("TeleAddress", V="tel:" + staff["phone"])),
    )


def relation(tag: str, kind: str, staff: Entry) -> Element:
    """A professional's relation to the patient or the letter."""
    return el(tag, cs("Relation", kind, RELATIONS[kind]), professional(staff))


def patient(header: Entry, known: Entry, *inside: object, bare: bool = False) -> Element:
    """The patient with number, warnings and what else is known."""
    return el(
        "Patient",
        cs("Sex", str(header["sex"]), header["sex_text"]),
        el("DateOfBirth", V=header["born"]),
        el("Name", f"{header['given']} {header['family']}"),
        [el("OffId", header["id"]), cs("TypeOffId", header["id_type"], TYPES[header["id_type"]])]
        if "id" in header
        else None,
        None if bare else el("PatientPrecaution", el("Precaution", known["critical"])),
        inside,
        None if bare else _home(header),
    )


TYPES = {"FNR": "Fødselsnummer", "DNR": "D-nummer", "FHN": "Felles hjelpenummer"}


def medicine(row: Entry, coded_type: bool = False) -> Element:
    """One medicine in use. Our sources do not give the values of the list of kinds; 2.0 allows words instead."""
    kind = el("Type", S=OID + "8244", OT="Legemidler") if coded_type else cs("Type", "MEDI", "Legemidler")
    return el(
        "InfItem",
        el(
            "Medication",
            cv("DrugId", "7180", row["atc"], f"{row['name']} {row['strength']}"),
            cs("Status", *USE[row["use"]]),
            el("DosageText", row["dose"]),
        ),
        kind,
    )


def text(tag: str, heading: str, words: str) -> Element:
    """A text under a heading."""
    return el(tag, cs("Heading", heading, HEADINGS[heading]), el("TextResultValue", words))


def diagnosis(known: Entry, code: str) -> Element:
    """A diagnosis the patient has."""
    row = next(row for row in known["diagnosis"] if row["code"] == code)
    return el("Diagnosis", cv("Concept", row["codeset"], code, row["text"]))


def name(staff: Entry) -> str:
    """Given name and family name."""
    return f"{staff['given']} {staff['family']}"


def hpr(staff: Entry) -> Element:
    """The HPR number beside the HER-id."""
    return el("AdditionalId", el("Id", staff["hpr"]), cs("Type", "HPR", "HPR-nummer"))


def _her(entry: Entry) -> list[Element]:
    return [el("Id", entry["her"]), cs("TypeId", "HER", "HER-id")]


def _home(header: Entry) -> Element:
    return el(
        "Address",
        cs("Type", "H", "Bostedsadresse"),
        el("StreetAdr", header["street"]),
        el("PostalCode", header["postcode"]),
        el("City", header["city"]),
        el("TeleAddress", V="tel:" + header["phone"]) if "phone" in header else None,
    )
