# SPDX-License-Identifier: MIT
"""Dialogmelding 1.0 (Forespørsel, Svar, Notat, Avvik) and 1.1 (Helsefaglig dialog), and Melding om fravær 1.5."""

from __future__ import annotations

from .envelope import msghead, payload_root
from .markup import Element, el
from .parts import Entry, cs, cv, person_id, professional, responsible, telephone
from .plo_people import coded, question
from .world import World

FK1 = "http://www.kith.no/xmlstds/felleskomponent1"
NAMESPACES = {
    "1.0": "http://www.kith.no/xmlstds/dialog/2006-10-11",
    "1.1": "http://www.kith.no/xmlstds/dialog/2013-01-23",
}
SUBJECTS = {
    "9155": {"1": "Tilbakemelding på mottak av utskrivningsklar pasient"},
    "7322": {"6": "Henvendelse om pasient"},
}


def dialog(world: World, message: Entry, sample: Entry) -> Element:
    """A question, an answer or a note, with the one who answers for it."""
    asks = message["type"] == "DIALOG_FORESPORSEL"
    inside = _question(world, message, sample) if asks else _note(world, message, sample)
    declared = {"": NAMESPACES[message["version"]], "fk1": FK1}
    return msghead(world, message, payload_root("Dialogmelding", declared, inside), bare=sample.get("bare", False))


def absence(world: World, message: Entry, sample: Entry) -> Element:
    """The doctor's system answers that the doctor is away, and who has taken over."""
    doctor = world.staff[message["author"]]
    away = sample["away"]
    payload = payload_root(
        "MeldingFravar",
        {
            "": "http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30",
            "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            "fk1": FK1,
        },
        el("po:InformasjonOmForsendelsen", cs("po:Forsendelsesstatus", "N", "Ny")),
        el("po:AnsvarForRapport", responsible(doctor)),
        el(
            "po:Fraversassistent",
            el("po:MottakerFravarende", "true"),
            [
                el("po:MeldingVideresendt", "true"),
                el("po:FravarendeFraDato", away["from"]),
                el("po:FravarendeTilDato", away["to"]),
                professional(world.staff[away["forwarded"]], "po:VideresendtTil", ("15", "Vikar for fastlege")),
                el("po:Merknad", away["note"]),
            ]
            if "from" in away
            else None,
        ),
    )
    return msghead(world, message, payload, bare=sample.get("bare", False))


def _question(world: World, message: Entry, sample: Entry) -> Element:
    return el(
        "Foresporsel",
        cv("TypeForesp", *coded(message["codes"]["TypeForesp"])),
        el("Sporsmal", message["text"]),
        el("DokIdForesp", world.uuid(message["key"] + "/dok")),
        _people(world, message, sample),
    )


def _note(world: World, message: Entry, sample: Entry) -> Element:
    """A Helsefaglig dialog, a status and a report of a fault have no document id; an answer repeats the question."""
    codeset, value, text = coded(message["codes"]["TemaKodet"])
    plain = message["type"] in ("DIALOG_HELSEFAGLIG", "DIALOG_AVVIK", "DIALOG_STATUS_HENVISNING")
    asked = question(world, message)
    return el(
        "Notat",
        cv("TemaKodet", codeset, value, text or SUBJECTS[codeset][value]),
        el("Tema", sample["subject"]) if "subject" in sample else None,
        el("TekstNotatInnhold", message["text"]),
        None if plain else el("DokIdNotat", world.uuid(message["key"] + "/dok")),
        None if plain else el("DatoNotat", message["gendate"][:10]),
        _question(world, asked, {"unsigned": True}) if asked else None,
        _people(world, message, sample),
    )


def _people(world: World, message: Entry, sample: Entry) -> list[Element]:
    if sample.get("unsigned"):
        return []
    author = world.staff[message["author"]]
    role = ("6", "Fastlege") if author["role"] == "6" else ("21", "Helsefaglig kontakt")
    people = [_role(role, *_who(author))]
    if "at_receiver" in sample:
        wanted = cs("TypeHealthcareProfessional", *sample["at_receiver"])
        people.append(_role(("24", "Kontakt hos mottaker"), wanted))
    return people


def _role(role: tuple[str, str], *who: object) -> Element:
    return el("RollerRelatertNotat", cv("RoleToPatient", "9034", *role), el("HealthcareProfessional", *who))


def _who(staff: Entry) -> list[object]:
    phone = telephone("fk1:", staff["phone"])
    ident = person_id("fk1:", "HPR", staff["hpr"])
    return [
        cs("TypeHealthcareProfessional", staff["profession"], staff["profession_text"]),
        el("FamilyName", staff["family"]),
        el("GivenName", staff["given"]),
        el("Ident", ident.children),
        el("TeleCom", phone.children) if phone else None,
    ]
