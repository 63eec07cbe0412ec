# SPDX-License-Identifier: MIT
"""How a PLO report begins: status, the patient's situation, next of kin, who answers for it, and documents sent."""

from __future__ import annotations

from .markup import Element, el
from .parts import Entry, cs, cv, person, professional, responsible, unit
from .world import World

STATUS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}
DOCUMENTS = {"1": "Egensøknad", "3": "Resept", "4": "Epikrise"}


def opening(world: World, message: Entry, sample: Entry) -> list[Element]:
    """The first parts; a cancellation has only the status and who answers for it."""
    parts = [_shipment(world, message)]
    if message["status"] != "C":
        patient = world.patients[message["patient"]]
        parts += [_situation(patient, message["type"]), *_next_of_kin(patient, message["version"]), *_sent(sample)]
    return parts + _responsible(world, message, sample)


def question(world: World, message: Entry) -> Entry | None:
    """The request that a message answers."""
    parent = world.messages.get(message.get("parent", ""))
    return parent if parent and parent["type"] == "DIALOG_FORESPORSEL" else None


def coded(text: str) -> tuple[str, str, str]:
    """List, value and text from a line like «9152: 4 Legemiddelopplysninger»."""
    codeset, _, rest = text.partition(": ")
    value, _, name = rest.partition(" ")
    return codeset, value, name


def _shipment(world: World, message: Entry) -> Element:
    asked = question(world, message)
    return el(
        "po:InformasjonOmForsendelsen",
        cs("po:Forsendelsesstatus", message["status"], STATUS[message["status"]]),
        _repeated(world, asked) if asked else None,
    )


def _repeated(world: World, asked: Entry) -> list[Element]:
    return [
        el("po:SvarPaaForesporsel", "true"),
        el(
            "po:Foresporsel",
            cv("po:TypeForesp", *coded(asked["codes"]["TypeForesp"])),
            el("po:Sporsmal", asked["text"]),
            el("po:RefDokIdForesp", world.uuid(asked["key"] + "/dok")),
        ),
    ]


def _situation(patient: Entry, kind: str) -> Element:
    """That one lives alone; the doctor's message says so too when one does not (HIS 1147 asks for it)."""
    alone = "true" if patient["lives_alone"] else "false"
    told = patient["lives_alone"] or kind == "MEDISINSKE_OPPLYSNINGER"
    return el(
        "po:TilleggsopplysningPasient",
        cs("po:SivilStatus", patient["civil_status"], patient["civil_status_text"]),
        el("po:BorAlene", alone) if told else None,
    )


def _next_of_kin(patient: Entry, version: str) -> list[Element]:
    """A child stands with birth year and need only; the first adult is the one to call about it."""
    adult = patient["next_of_kin"][0]
    return [
        _child(someone, adult, version) if "birth_year" in someone else _adult(someone)
        for someone in patient["next_of_kin"]
    ]


def _adult(someone: Entry) -> Element:
    return el(
        "po:ParorendeForesatt",
        cs("po:Slektskap", someone["relation"], someone["relation_text"]),
        person(someone, "po:Referanseperson"),
        el("po:Merknad", someone["note"]),
    )


def _child(child: Entry, adult: Entry, version: str) -> Element:
    """The birth year got an element of its own in 1.6."""
    year = None if version == "1.5" else el("po:FodselsarMindrearigParorende", child["birth_year"])
    note = f"Barn født {child['birth_year']}. {child['note']}" if version == "1.5" else child["note"]
    return el("po:ParorendeForesatt", year, person(adult, "po:Referanseperson"), el("po:Merknad", note))


def _responsible(world: World, message: Entry, sample: Entry) -> list[Element]:
    author = world.staff[message["author"]]
    place = sample.get("unit")
    return [
        *([el("po:TilknyttetEnhet", unit(world.units[place], "po:Kontaktenhet"))] if place else []),
        *(
            el("po:KontaktpersonHelsepersonell", professional(world.staff[key], "po:Kontaktperson"))
            for key in sample.get("contacts", [])
        ),
        el("po:AnsvarForRapport", responsible(author)),
    ]


def _sent(sample: Entry) -> list[Element]:
    """Documents sent elsewhere, by their code: an application, a prescription, a discharge letter."""
    return [
        el(
            "po:SendtDokument",
            cv("po:Opplysning", "8329", row["code"], DOCUMENTS[row["code"]]),
            el("po:JaNei", "true"),
            el("po:DatoSendt", row["date"]),
            el("po:NavnMottaker", row["to"]),
        )
        for row in sample.get("sent", [])
    ]
