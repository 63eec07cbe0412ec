# SPDX-License-Identifier: MIT
"""Every message of the cast's stories as a sample, with its receipts: samples/flows/<story>/<number>-<name>.xml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .apprec import ERRORS, apprec
from .dialog import absence, dialog
from .discharge_letter import discharge_letter
from .logistics import logistics
from .markup import Element
from .older import older
from .parts import Entry
from .plo import plo
from .plo_people import coded
from .referral import old_referral, referral
from .story_text import dated, moment
from .world import World

Maker = Callable[[World, Entry, Entry], Element]
NAMES = {
    "LOG_INNLAGT": "melding-om-innlagt",
    "LOG_UTSKRIVNINGSKLAR": "melding-om-utskrivningsklar",
    "LOG_AVMELDING": "avmelding-av-utskrivningsklar",
    "LOG_UTSKREVET": "melding-om-utskrevet",
    "LOG_DOD": "orientering-om-dodsfall",
    "INNLEGGELSESRAPPORT": "innleggelsesrapport",
    "HELSEOPPL_SOKNAD": "helseopplysninger",
    "HELSEOPPLYSNINGER_LEGE": "helseopplysninger-til-lege",
    "ORIENTERING_TJENESTETILBUD": "orientering-om-tjenestetilbud",
    "MEDISINSKE_OPPLYSNINGER": "medisinske-opplysninger",
    "UTSKRIVNINGSRAPPORT": "utskrivningsrapport",
    "FRAVARSMELDING": "melding-om-fravar",
    "DIALOG_FORESPORSEL": "foresporsel",
    "DIALOG_SVAR": "svar-pa-foresporsel",
    "DIALOG_NOTAT": "notat",
    "DIALOG_AVVIK": "tilbakemelding-om-feil",
    "DIALOG_HELSEFAGLIG": "helsefaglig-dialog",
    "HENVISNING_NYTILSTAND": "henvisning",
    "HENVISNING": "henvisning",
    "EPIKRISE": "epikrise",
    "APPREC": "apprec",
}
HEADS = {"8408": "place", "8431": "state"}


class Stories:
    """The messages of the world with the choices of samples/stories.toml."""

    def __init__(self, world: World, choices: Entry, contents: list[Entry], makers: dict[str, Maker]) -> None:
        self._world, self._choices, self._makers = world, choices, makers
        self._entries = {entry["key"]: entry for entry in choices["story"]}
        self._ready: dict[str, Entry] = {
            entry["message"]: entry for entry in contents if entry["make"] not in ("apprec", "full")
        }

    def samples(self, messages: list[Entry]) -> Iterator[tuple[Entry, Element]]:
        """The manifest entry and the tree of each message and each receipt, in the order of the stories."""
        for message in messages:
            story, number = message["key"].rsplit("-", 1)
            base = f"flows/{story}/{number}"
            choices = self.choices(message)
            yield self._entry(message, f"{base}-{NAMES[message['type']]}.xml"), self.make(message, choices)
            for index, receipt in enumerate(message["apprec"]):
                sample = {"receipt": index, "error": choices.get("error", {})}
                yield self._receipt(message, receipt, base), apprec(self._world, message, sample)

    def choices(self, message: Entry) -> Entry:
        """What the story decides about a message, with the unit to call and where the patient is."""
        ready = self._ready.get(message["key"])
        if ready is not None:
            return ready
        ward = self._choices["wards"][message["patient"]]
        hospital = message["sender"].startswith(("soldugg", "storfuru-ohd"))
        place = ward["unit"] if hospital else self._choices["units"].get(message["sender"])
        known: Entry = {"unit": place} if place else {}
        if message["type"] == "LOG_INNLAGT":
            known["place"] = ward["place"]
        if message["type"] == "LOG_UTSKREVET":
            known["discharged_to"] = _discharged_to(message)
        own: Entry = self._entries.get(message["key"], {})
        return known | own

    def make(self, message: Entry, choices: Entry) -> Element:
        """The message as a tree; 1.5 is made from 1.6."""
        kind, version = message["type"], message["version"]
        if version == "1.5":
            message = {**message, "orgnr": True}
        if "make" in choices:
            maker = self._makers[choices["make"]]
        elif kind.startswith("LOG_"):
            maker = logistics
        elif kind.startswith("DIALOG_"):
            maker = dialog
        else:
            maker = MAKERS.get(kind, plo)
        tree = maker(self._world, message, choices)
        return older(self._world, tree) if version == "1.5" and kind != "FRAVARSMELDING" else tree

    def _entry(self, message: Entry, file: str) -> Entry:
        story = message["key"].rsplit("-", 1)[0]
        entry = {
            "file": file,
            "title": f"{name(message)}: {self._patient(message)}, {moment(message['gendate'])}",
            "about": self._about(message),
            "type": message["type"],
            "version": message["version"],
            "story": story,
        }
        fault = self._choices["faults"].get(message["patient"])
        if fault and not message["type"].startswith(tuple(fault.get("except", ()))):
            entry["faults"] = [fault["code"]]
            entry["about"] = f"{entry['about']} {fault['about']}"
        return entry

    def _receipt(self, message: Entry, receipt: Entry, base: str) -> Entry:
        story = message["key"].rsplit("-", 1)[0]
        status = "OK" if receipt["status"] == "1" else "Avvist"
        error = f" Grunn: {ERRORS[receipt['error']]} ({receipt['error']})." if receipt["error"] else ""
        return {
            "file": f"{base}-apprec-{receipt['by']}.xml",
            "title": f"Kvittering {status}: {name(message)}, {self._patient(message)}",
            "about": f"Fra {self._party(receipt['by'])}, {moment(receipt['gendate'])}.{error}",
            "type": "APPREC",
            "version": receipt["version"],
            "story": story,
        }

    def _about(self, message: Entry) -> str:
        """The note of the story, or who sends to whom."""
        if "note" in message:
            patient = self._world.patients[message["patient"]]
            return re.sub(
                r"\b(?:aslaug-[lt]|birger|jonas|zofia|soren|amina|ella)-(\d\d)",
                r"melding \1",
                dated(message["note"], patient),
            )
        return self.parties(message)

    def parties(self, message: Entry) -> str:
        """Who sends to whom, as a sentence."""
        return f"Fra {self._party(message['sender'])} til {self._party(message['receiver'])}."

    def _party(self, key: str) -> str:
        doctor = self._world.staff.get(key)
        entry = doctor or self._world.services[key]
        organisation = self._world.organisations[entry["organisation"]]["name"]
        return f"{full_name(doctor) if doctor else entry['name']} ({organisation})"

    def _patient(self, message: Entry) -> str:
        return full_name(self._world.patients[message["patient"]])


def name(message: Entry) -> str:
    """The name of a message, with its status when it changes or takes back another."""
    status = {"M": ", endring", "C": ", kansellering"}.get(message.get("status", ""), "")
    return f"{message['type_text'].partition(' (')[0]}{status}"


def full_name(someone: Entry) -> str:
    return f"{someone['given']} {someone['family']}"


def _discharged_to(message: Entry) -> Entry:
    """Where the patient goes, and in what state, from lines like «8408: 1 Bosted/arbeidssted»."""
    found: Entry = {}
    for line in message["codes"].values():
        codeset, value, words = coded(line)
        if codeset in HEADS:
            found |= {HEADS[codeset]: value, HEADS[codeset] + "_text": words}
    return found


MAKERS: dict[str, Maker] = {
    "FRAVARSMELDING": absence,
    "HENVISNING_NYTILSTAND": referral,
    "HENVISNING": old_referral,
    "EPIKRISE": discharge_letter,
}
