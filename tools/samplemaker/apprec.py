# SPDX-License-Identifier: MIT
"""The applikasjonskvittering (AppRec 1.0 or 1.1) that answers a message."""

from __future__ import annotations

from .markup import Element, el
from .parts import OID, Entry, cs
from .world import World

NAMESPACE = "http://www.kith.no/xmlstds/apprec/2012-02-15"
NAMESPACES = {"1.0": "http://www.kith.no/xmlstds/apprec/2004-11-21", "1.1": NAMESPACE}
GUIDES = {"1.0": "1.0 2004-11-21", "1.1": "v1.1 2012-02-15"}
STATUS = {"1": "OK", "2": "Avvist"}
ROLES = {"PRIM": "Primærmottaker", "COP": "Kopimottaker"}
OLD_ROLES = {"PRIM": ("SPR", "Tjenesteyter"), "COP": ("COP", "Kopimottaker")}
WITHOUT_ENVELOPE = ("EPIKRISE", "HENVISNING")  # these name the organisation's number too, and so does PLO 1.5
ERRORS = {
    "E10": "Ugyldig meldingsidentifikator",
    "E21": "Mottaker finnes ikke",
    "E35": "Pasienten finnes ikke i mottakersystemet",
    "E36": "Pasientopplysninger er utilstrekkelige",
    "T02": "XML validerer ikke",
    "T10": "Støtter ikke meldingsformatet",
}


def apprec(world: World, message: Entry, sample: Entry) -> Element:
    """One receipt of a message (the first unless chosen); the sender of the receipt is who received the message."""
    receipt = message["apprec"][sample.get("receipt", 0)]
    version = receipt.get("version", "1.1")
    numbered = message["type"] in WITHOUT_ENVELOPE or message.get("version") == "1.5"
    return el(
        "AppRec",
        cs("MsgType", "APPREC", "Applikasjonskvittering"),
        el("MIGversion", GUIDES[version]),
        None if sample.get("bare") else el("SoftwareName", "Verkstedjournalen"),
        None if sample.get("bare") else el("SoftwareVersion", "1.0"),
        el("GenDate", receipt["gendate"]),
        el("Id", receipt["id"]),
        el("Sender", _sender_role(version, receipt["role"]), _party(world, receipt["by"], numbered)),
        el("Receiver", _receiver_role(version), _party(world, message["sender"], numbered)),
        cs("Status", receipt["status"], STATUS[receipt["status"]]),
        _error(receipt["error"], sample.get("error", {})) if receipt.get("error") else None,
        el(
            "OriginalMsgId",
            cs("MsgType", message["type"], message["type_text"]),
            el("IssueDate", message["gendate"]),
            el("Id", message["msgid"]),
        ),
        xmlns=NAMESPACES[version],
    )


def _error(code: str, words: Entry) -> Element:
    more = {"OT": words["more"]} if "more" in words else {}
    return el("Error", V=code, S=OID + "8221", DN=ERRORS[code], **more)


def _sender_role(version: str, role: str) -> Element:
    return cs("Role", *OLD_ROLES[role]) if version == "1.0" else cs("Role", role, ROLES[role])


def _receiver_role(version: str) -> Element:
    return cs("Role", "RECEIVER", "Mottaker") if version == "1.0" else cs("Role", "AVS", "Avsender")


def _party(world: World, key: str, numbered: bool) -> Element:
    """Two levels, with every id that stood in the message: the organisation, and its service or the GP as a person."""
    doctor = world.staff.get(key)
    entry = doctor or world.services[key]
    organisation = world.organisations[entry["organisation"]]
    number = el("AdditionalId", el("Id", organisation["orgnr"]), cs("Type", "ENH", "Organisasjonsnummer"))
    more = [number] if numbered else []
    if not doctor:
        return el("HCP", el("Inst", *_names(organisation), el("Dept", *_names(entry)), more))
    named = {**doctor, "name": f"{doctor['given']} {doctor['family']}"}
    hpr = el("AdditionalId", el("Id", doctor["hpr"]), cs("Type", "HPR", "HPR-nummer"))
    return el("HCP", el("Inst", *_names(organisation), more, el("HCPerson", *_names(named), hpr)))


def _names(entry: Entry) -> list[Element]:
    return [el("Name", entry["name"]), el("Id", entry["her"]), cs("TypeId", "HER", "HER-id")]
