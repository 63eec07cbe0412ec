# SPDX-License-Identifier: MIT
"""Henvisning 1.0 and 1.1 (on their own) and 2.0 (ny tilstand, in a hodemelding)."""

from __future__ import annotations

from datetime import date

from . import letter_parts as letter
from .envelope import msghead, payload_root
from .markup import Element, el
from .parts import OID, Entry, cs, cv, person, professional
from .plo_care import medicines
from .story_text import words
from .world import World

NAMESPACES = {
    "1.0": "http://www.kith.no/xmlstds/henvisning/2005-07-08",
    "1.1": "http://www.kith.no/xmlstds/henvisning/2012-02-15",
    "2.0": "http://ehelse.no/xmlstds/henvisning/2017-11-30",
}
GUIDES = {"1.0": "v1.0 2005-07-08", "1.1": "v1.1 2012-02-15"}
TYPES = {"1.0": ("H", "Henvisning"), "1.1": ("HENVISNING", "Henvisning")}
CONTENT = ("10", "Utredning/behandling")
STATUS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}


def old_referral(world: World, message: Entry, sample: Entry) -> Element:
    """Henvisning 1.0 or 1.1: the requester is the sender, the service provider the receiver."""
    version, known = message["version"], world.patients[message["patient"]]
    author = world.staff[message["author"]]
    bare = sample.get("bare", False)
    people = [letter.relation("PatRelHCP", "HHE", author)]
    if not bare and "gp" in known:
        people.append(letter.relation("PatRelHCP", "FLE", world.staff[known["gp"]]))
    rows = [] if bare else medicines(world, known, sample, date.fromisoformat(message["gendate"][:10]))
    return el(
        "Message",
        cs("Type", *TYPES[version]),
        el("MIGversion", GUIDES[version]),
        el("GenDate", V=message["gendate"]),
        el("MsgId", message["msgid"]),
        el(
            "ServReq",
            cs("ServType", message["status"], STATUS[message["status"]]),
            el("IssueDate", V=message["gendate"]),
            cs("MsgDescr", *CONTENT),
            el("Id", world.uuid(message["key"] + "/dok")),
            letter.patient(world.header(message), known, [letter.medicine(row) for row in rows], people, bare=bare),
            el("ServProvider", letter.party(world, message["receiver"], referral=True)),
            el("Requester", letter.party(world, message["sender"], referral=True)),
            [
                letter.text("ReasonAsText", heading, words(message["text"], lines))
                for heading, lines in sample["notes"].items()
            ],
            [letter.diagnosis(known, code) for code in sample["diagnoses"]],
            el("ReqServ", cs("ServType", "N", "Ny"), cs("Priority", *sample["priority"])),
        ),
        xmlns=NAMESPACES[version],
    )


def referral(world: World, message: Entry, sample: Entry) -> Element:
    """Henvisning ny tilstand 2.0, or with `assessed` a viderehenvisning: who has judged what, and when."""
    known = world.patients[message["patient"]]
    document_id = world.uuid(message["key"] + "/dok")
    bare = sample.get("bare", False)
    rows = [] if bare else medicines(world, known, sample, date.fromisoformat(message["gendate"][:10]))
    payload = payload_root(
        "Henvisning",
        {
            "": NAMESPACES["2.0"],
            "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
            "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
        },
        cs("ServType", message["status"], STATUS[message["status"]]),
        el("IssueDate", message["gendate"]),
        el("DocumentId", document_id),
        _people(world, message, known, bare),
        el("po:TypeInnholdIMelding", cv("po:TypeInnhold", "8455", *CONTENT)),
        None if bare else el("PatientPrecaution", el("Precaution", known["critical"])),
        [letter.medicine(row, coded_type=True) for row in rows],
        [
            el(
                "ReasonAsText",
                el("Heading", V=heading, S=OID + "9142", DN=letter.HEADINGS[heading]),
                el("TextResultValue", words(message["text"], lines)),
            )
            for heading, lines in sample["notes"].items()
        ],
        [letter.diagnosis(known, code) for code in sample["diagnoses"]],
        el("ReqServ", cs("ServType", "N", "Ny"), cs("Priority", *sample["priority"])),
        _assessment(world, message, sample["assessed"]) if "assessed" in sample else None,
    )
    return msghead(world, message, payload, bare=bare, document_id=document_id)


def _assessment(world: World, message: Entry, day: str) -> Element:
    """The seniority date and the right to care; the sources give no texts for the outcome."""
    return el(
        "VurderingAvHenvisning",
        el("DatoMottakOgVurdering", cv("TypeDato", "9147", "1", "Ansiennitetsdato"), el("Dato", day)),
        el(
            "Opplysninger",
            el("ForlopsId", world.uuid(message["key"] + "/forlop")),
            el("RettTilHelsehjelp", "true"),
            cv("UtfallAvVurdering", "8485", "1", "Rett til nødvendig helsehjelp"),
        ),
    )


def _people(world: World, message: Entry, known: Entry, bare: bool) -> list[Element]:
    """Next of kin, the GP and the one who refers."""
    author = world.staff[message["author"]]
    adults = [] if bare else [someone for someone in known["next_of_kin"] if "given" in someone]
    relatives = [
        el(
            "po:ParorendeForesatt",
            cs("po:Slektskap", someone["relation"], someone["relation_text"]),
            person(someone, "po:Referanseperson"),
            el("po:Merknad", someone["note"]),
        )
        for someone in adults
    ]
    gp = world.staff[known["gp"]]
    contact = el("po:KontaktpersonHelsepersonell", professional(gp, "po:Kontaktperson", ("6", "Fastlege")))
    responsible = el(
        "po:AnsvarForRapport",
        professional(author, "po:AnsvarligRapport"),
        cv("po:TypeRelasjon", "8254", "HHE", "Henvisende helsepersonell"),
    )
    return [*relatives, contact, responsible]
