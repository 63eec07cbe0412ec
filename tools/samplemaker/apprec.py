# SPDX-License-Identifier: MIT
"""The applikasjonskvittering (AppRec 1.1) that answers a message."""

from __future__ import annotations

from .markup import Element, el
from .parts import OID, Entry, cs
from .world import World

NAMESPACE = "http://www.kith.no/xmlstds/apprec/2012-02-15"
STATUS = {"1": "OK", "2": "Avvist"}
ROLES = {"PRIM": "Primærmottaker", "COP": "Kopimottaker"}


def apprec(world: World, message: Entry, sample: Entry) -> Element:
    """The first receipt of a message; who received the message is the sender of the receipt."""
    receipt = message["apprec"][0]
    error = sample.get("error")
    return el(
        "AppRec",
        cs("MsgType", "APPREC", "Applikasjonskvittering"),
        el("MIGversion", "v1.1 2012-02-15"),
        el("SoftwareName", "Verkstedjournalen"),
        el("SoftwareVersion", "1.0"),
        el("GenDate", receipt["gendate"]),
        el("Id", receipt["id"]),
        el("Sender", cs("Role", receipt["role"], ROLES[receipt["role"]]), _party(world, receipt["by"])),
        el("Receiver", cs("Role", "AVS", "Avsender"), _party(world, message["sender"])),
        cs("Status", receipt["status"], STATUS[receipt["status"]]),
        el("Error", V=receipt["error"], S=OID + "8221", DN=error["text"], OT=error["more"]) if error else None,
        el(
            "OriginalMsgId",
            cs("MsgType", message["type"], message["type_text"]),
            el("IssueDate", message["gendate"]),
            el("Id", message["msgid"]),
        ),
        xmlns=NAMESPACE,
    )


def _party(world: World, key: str) -> Element:
    service = world.services[key]
    organisation = world.organisations[service["organisation"]]
    return el("HCP", el("Inst", *_names(organisation), el("Dept", *_names(service))))


def _names(entry: Entry) -> list[Element]:
    return [el("Name", entry["name"]), el("Id", entry["her"]), cs("TypeId", "HER", "HER-id")]
