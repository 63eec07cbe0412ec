# SPDX-License-Identifier: MIT
"""Innleggelsesrapport 1.6 from the world's facts and the texts of samples/contents.toml."""

from __future__ import annotations

from datetime import date

from .clinical import Components, administered, cave, diagnoses, functions, journal_text, medicine, service
from .envelope import msghead, payload_root
from .markup import Element, el
from .parts import Entry, cs, person, professional, responsible, unit
from .plo_nursing import informed
from .world import World

NAMESPACES = {
    "": "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01",
    "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
    "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
    "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
    "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
    "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
    "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
}
STATUS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}


def report(world: World, message: Entry, sample: Entry) -> Element:
    """A report with status N or M: the whole content, also in a change."""
    patient = world.patients[message["patient"]]
    author = world.staff[message["author"]]
    today = message["gendate"][:10]
    make = Components(world, message["key"])
    rows = world.medicines(patient, date.fromisoformat(today))
    details = sample.get("services", {})
    payload = payload_root(
        "Innleggelsesrapport",
        NAMESPACES,
        _shipment(message),
        el(
            "po:TilleggsopplysningPasient",
            cs("po:SivilStatus", patient["civil_status"], patient["civil_status_text"])
            if sample.get("civil_status", True)
            else None,
            el("po:BorAlene", "true") if patient["lives_alone"] else None,
        ),
        [_next_of_kin(relative) for relative in patient["next_of_kin"]],
        _responsible(world, sample, author),
        diagnoses(patient, sample["diagnoses"]),
        el(
            "po:MedisinskfagligeOpplysninger",
            cave(make, sample),
            make.make("epj2:GenereltJournalnotat", journal_text("AAI", sample["reason"])),
        ),
        [medicine(make, row) for row in rows],
        [service(row, details.get(row["code"], {})) for row in patient["service"]],
        functions(patient, sample["functions"], sample["mapped"]),
        el(
            "po:Sykepleierdokumentasjon",
            el(
                "po:InfoFraSykepleier",
                _follow_up(sample),
                journal_text("8", sample["nursing"]),
                journal_text("14", sample["practical"]),
            ),
            _doses_of_today(make, sample, rows),
        ),
        _aid(sample),
        [informed(world, message, told) for told in sample.get("informed", [])],
    )
    return msghead(world, message, payload, bare=sample.get("bare", False))


def cancellation(world: World, message: Entry, sample: Entry) -> Element:
    """A report with status C: who sent it, and why it is taken back."""
    payload = payload_root(
        "Innleggelsesrapport",
        {prefix: uri for prefix, uri in NAMESPACES.items() if prefix in ("", "po", "fk1", "epj2")},
        _shipment(message),
        _responsible(world, sample, world.staff[message["author"]]),
        el(
            "po:Sykepleierdokumentasjon",
            el("po:InfoFraSykepleier", el("epj2:Journaltekst", el("epj2:Notat", message["text"]))),
        ),
    )
    return msghead(world, message, payload, bare=sample.get("bare", False))


def _shipment(message: Entry) -> Element:
    status = message["status"]
    return el("po:InformasjonOmForsendelsen", cs("po:Forsendelsesstatus", status, STATUS[status]))


def _next_of_kin(relative: Entry) -> Element:
    return el(
        "po:ParorendeForesatt",
        cs("po:Slektskap", relative["relation"], relative["relation_text"]),
        person(relative, "po:Referanseperson"),
        el("po:Merknad", relative["note"]),
    )


def _responsible(world: World, sample: Entry, author: Entry) -> list[Element]:
    """The unit, other people to know about, and who answers for the report."""
    place = sample.get("unit")
    units = [el("po:TilknyttetEnhet", unit(world.units[place], "po:Kontaktenhet"))] if place else []
    contacts = [
        el("po:KontaktpersonHelsepersonell", professional(world.staff[key], "po:Kontaktperson"))
        for key in sample.get("contacts", [])
    ]
    return [*units, *contacts, el("po:AnsvarForRapport", responsible(author))]


def _follow_up(sample: Entry) -> Element | None:
    if "help_with_medicine" not in sample:
        return None
    return el(
        "po:OpplysningerRelevantOppfolging",
        el("po:HjelpLegemiddeladm", "true"),
        el("po:MerknadTilLegemiddeladministrering", sample["help_with_medicine"]),
    )


def _doses_of_today(make: Components, sample: Entry, rows: list[Entry]) -> Element | None:
    doses = sample.get("doses")
    if not doses:
        return None
    return administered(make, [row for row in rows if row["use"] != "behov"], doses["start"], doses["status"])


def _aid(sample: Entry) -> Element | None:
    if "aid" not in sample:
        return None
    return el(
        "po:OpplysningerOmHjelpemidler",
        el(
            "po:StatusHjelpemiddel",
            cs("po:Status", "6", "Aktiv"),
            el("po:Hjelpemiddelbeskrivelse", el("po:BetegnelseHjelpemiddel", sample["aid"])),
        ),
    )
