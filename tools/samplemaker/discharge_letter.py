# SPDX-License-Identifier: MIT
"""Epikrise 1.1 and 1.2: here the service provider is the sender and the requester the receiver."""

from __future__ import annotations

from datetime import date

from . import letter_parts as letter
from .markup import Element, el
from .parts import Entry, cs, cv
from .plo_care import medicines
from .story_text import words
from .world import World

NAMESPACES = {
    "1.1": "http://www.kith.no/xmlstds/epikrise/2006-09-23",
    "1.2": "http://www.kith.no/xmlstds/epikrise/2012-02-15",
}
GUIDES = {"1.1": "v1.1 2006-09-23", "1.2": "v1.2 2012-02-15"}
TYPES = {"1.1": ("E", "Epikrise"), "1.2": ("EPIKRISE", "Epikrise")}


def discharge_letter(world: World, message: Entry, sample: Entry) -> Element:
    """The doctor's letter after a stay."""
    known = world.patients[message["patient"]]
    author = world.staff[message["author"]]
    bare = sample.get("bare", False)
    gp = [] if bare or "gp" not in known else [letter.relation("PatRelHCP", "FLE", world.staff[known["gp"]])]
    version = message["version"]
    return el(
        "Message",
        cs("Type", *TYPES[version]),
        el("MIGversion", GUIDES[version]),
        el("GenDate", V=message["gendate"]),
        el("MsgId", message["msgid"]),
        el(
            "ServRprt",
            cs("ServType", message["status"], "Ny"),
            el("IssueDate", V=message["gendate"]),
            el("ApprDate", V=message["gendate"]),
            cs("Status", "F", "Endelig rapport"),
            el("MsgDescr", "Epikrise"),
            el("ServProvId", world.uuid(message["key"] + "/dok")),
            _request(world, message, sample, known),
            _stay(world, message, sample, known),
            letter.patient(world.header(message), known, gp, bare=bare),
            el("ServProvider", letter.party(world, message["sender"], referral=False)),
            [_copy(world, key) for key in message.get("copies", [])],
            el("Requester", letter.party(world, message["receiver"], referral=False)),
            letter.relation("RelServProvider", "AHP", author),
        ),
        xmlns=NAMESPACES[version],
    )


def _request(world: World, message: Entry, sample: Entry, known: Entry) -> Element:
    """The referral that the stay answers, with its diagnosis."""
    coded = message["version"] != "1.1"
    return el(
        "ServReq",
        cs("ServType", "N", "Ny"),
        el("IssueDate", V=sample["request"]),
        cs("MsgDescr", "10", "Utredning/behandling") if coded else el("MsgDescr", "Utredning/behandling"),
        el("Id", world.uuid(message["patient"] + "/henvisning")),
        letter.diagnosis(known, sample["diagnoses"][0]),
    )


def _stay(world: World, message: Entry, sample: Entry, known: Entry) -> Element:
    """One event a stay: dates, medicines at discharge, diagnoses and what happened."""
    rows = medicines(world, known, sample, date.fromisoformat(message["gendate"][:10]))
    return el(
        "Event",
        el("ReportedEvent", el("StartDateTime", V=sample["from"]), el("EndDateTime", V=sample["to"])),
        cs("ServType", "N", "Ny"),
        el("Id", "1") if message["version"] == "1.1" else None,
        el("Service"),
        [_diagnosis(known, code) for code in sample["diagnoses"]],
        [] if sample.get("bare") else [letter.medicine(row) for row in rows],
        [letter.text("Comment", heading, words(message["text"], lines)) for heading, lines in sample["notes"].items()],
    )


def _diagnosis(known: Entry, code: str) -> Element:
    """A diagnosis of the stay is a finding with a code."""
    row = next(row for row in known["diagnosis"] if row["code"] == code)
    return el(
        "InfItem",
        el(
            "Observation",
            el("CodedDescr", cv("Concept", row["codeset"], code, row["text"])),
        ),
        cs("Type", "DIAG", "Diagnoser"),
    )


def _copy(world: World, key: str) -> Element:
    return el("CopyDest", letter.party(world, key, referral=False))
