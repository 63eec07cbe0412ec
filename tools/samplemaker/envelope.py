# SPDX-License-Identifier: MIT
"""The hodemelding (MsgHead 1.2) around a payload."""

from __future__ import annotations

from .markup import Element, el, with_attributes
from .parts import Entry, address, cs, cv, organisation_id, person_id, telephone
from .world import World

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"


def msghead(
    world: World,
    message: Entry,
    payload: Element,
    consent: Element | None = None,
    documents: list[Element] | None = None,
    bare: bool = False,
    document_id: str = "",
) -> Element:
    """Wrap the payload; `documents` are further Document elements, `bare` leaves out the patient's address.

    `document_id` is the id of the payload itself, when it has one.
    """
    issued = world.first_of(message)["gendate"]
    return el(
        "MsgHead",
        el(
            "MsgInfo",
            cs("Type", message["type"], message["type_text"]),
            el("MIGversion", "v1.2 2006-05-24"),
            el("GenDate", message["gendate"]),
            el("MsgId", message["msgid"]),
            _conversation(message),
            el("Sender", party(world, message["sender"], message.get("orgnr", False))),
            el("Receiver", party(world, message["receiver"], message.get("orgnr", False))),
            [_copy(world, key) for key in message.get("copies", [])],
            patient(world.header(message), bare),
        ),
        el(
            "Document",
            consent,
            el(
                "RefDoc",
                el("IssueDate", V=issued),
                cs("MsgType", "XML", "XML-instans"),
                el("Id", document_id or world.uuid(message["key"] + "/refdoc")),
                el("Content", payload),
            ),
        ),
        documents or [],
        xmlns=MSGHEAD,
    )


def payload_root(name: str, namespaces: dict[str, str], *content: object) -> Element:
    """A payload root that declares its namespaces; the key "" is the default namespace."""
    declared = {"xmlns" + (":" + prefix if prefix else ""): uri for prefix, uri in namespaces.items()}
    return with_attributes(el(name, *content), declared)


def party(world: World, key: str, orgnr: bool = False) -> Element:
    """A communication party in two levels: the organisation, and its service or person."""
    doctor = world.staff.get(key)
    entry = doctor or world.services[key]
    organisation = world.organisations[entry["organisation"]]
    return el(
        "Organisation",
        el("OrganisationName", organisation["name"]),
        organisation_id("", "HER", organisation["her"]),
        organisation_id("", "ENH", organisation["orgnr"]) if orgnr else None,
        _doctor(entry) if doctor else _service(entry),
    )


def patient(header: Entry, bare: bool) -> Element:
    """The patient as the hodemelding names them."""
    return el(
        "Patient",
        el("FamilyName", header["family"]),
        el("GivenName", header["given"]),
        el("DateOfBirth", header["born"]) if "born" in header else None,
        cs("Sex", str(header["sex"]), header["sex_text"]) if "sex" in header else None,
        person_id("", header["id_type"], header["id"]) if "id" in header else None,
        None if bare else address("", header),
        None if bare else telephone("", header.get("phone")),
    )


def _conversation(message: Entry) -> Element | None:
    if "ref_to_parent" not in message:
        return None
    return el(
        "ConversationRef",
        el("RefToParent", message["ref_to_parent"]),
        el("RefToConversation", message["ref_to_conversation"]),
    )


def _copy(world: World, key: str) -> Element:
    return el(
        "OtherReceiver", cs("ComMethod", "EDI", "EDI"), cs("RoleReceiver", "COP", "Kopimottaker"), party(world, key)
    )


def _service(service: Entry) -> Element:
    return el("Organisation", el("OrganisationName", service["name"]), organisation_id("", "HER", service["her"]))


def _doctor(doctor: Entry) -> Element:
    return el(
        "HealthcareProfessional",
        cs("TypeHealthcareProfessional", doctor["profession"], doctor["profession_text"]),
        cv("RoleToPatient", "9034", doctor["role"], doctor["role_text"]),
        el("FamilyName", doctor["family"]),
        el("GivenName", doctor["given"]),
        person_id("", "HER", doctor["her"]),
        person_id("", "HPR", doctor["hpr"]),
    )
