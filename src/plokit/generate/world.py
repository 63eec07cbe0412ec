# SPDX-License-Identifier: MIT
"""The invented people and places of ``schemas/world.toml``, and who writes to whom."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from plokit.catalog.files import data_folder, read_toml

Entry = dict[str, Any]
WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
CLINICAL = ("INNLEGGELSESRAPPORT", "HELSEOPPL_SOKNAD", "HELSEOPPLYSNINGER_LEGE", "UTSKRIVNINGSRAPPORT", "EPIKRISE")
SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ])")
SYNTHETIC = 80  # added to the month, so that no number can belong to a real person


@dataclass(frozen=True)
class Party:
    """A sender or receiver in two levels: the organisation, and its service or doctor."""

    organisation: Entry
    second: Entry

    @property
    def doctor(self) -> bool:
        """True when the second level is a person."""
        return "hpr" in self.second


class World:
    """Named access to ``schemas/world.toml``."""

    def __init__(self, data: Entry) -> None:
        self.namespace: str = data["meta"]["uuid_namespace"]
        self.organisations = {entry["key"]: entry for entry in data["organisation"]}
        self.services: list[Entry] = data["service"]
        self.units: list[Entry] = data["unit"]
        self.staff: list[Entry] = data["staff"]
        self.patients = [entry for entry in data["patient"] if {"id", "born", "sex"} <= set(entry)]
        self.messages: list[Entry] = data["message"]

    def party(self, role: str, patient: Entry, chance: random.Random) -> Party:
        """Choose who plays a role for a patient: spl, sak, plo, avd, felles, ohd or lege."""
        if role == "lege":
            doctors = [person for person in self.staff if "her" in person]
            second = next((d for d in doctors if d["key"] == patient.get("gp")), None) or chance.choice(doctors)
        else:
            second = chance.choice([s for s in self.services if self._plays(s, role, patient)])
        return Party(self.organisations[second["organisation"]], second)

    @staticmethod
    def _plays(service: Entry, role: str, patient: Entry) -> bool:
        key: str = service["key"]
        home: str = patient.get("municipality", "storfuru")
        if role == "spl":
            return key.startswith(home) and service["name"].startswith("Sykepleietjeneste")
        if role == "avd":
            return key in ("soldugg-med", "soldugg-ort", "soldugg-psy")
        if role in ("plo", "felles"):
            return key.startswith(f"soldugg-{role}")
        return key == ("storfuru-ohd" if role == "ohd" else f"{home}-{role}")

    def sentences(self, patient: Entry) -> list[str]:
        """Give the sentences that colleagues have written about a patient in the stories."""
        told = [m["text"] for m in self.messages if m["patient"] == patient["key"] and m["type"] in CLINICAL]
        sentences = [sentence for text in told for sentence in SENTENCE.split(text)]
        return [sentence for sentence in sentences if len(sentence) > 30]


@cache
def world() -> World:
    """Give the invented world of this installation."""
    return World(read_toml(data_folder("schemas") / "world.toml"))


def idents(someone: Entry, head: bool) -> list[tuple[str, str]]:
    """Give the identifiers of a person or place, the one to use first first. ``head`` prefers the address."""
    if "id" in someone:
        return [(someone["id_type"], someone["id"])]
    if "hpr" in someone:
        own = [("HPR", someone["hpr"])]
        address = [("HER", someone["her"])] if "her" in someone else []
        return address + own if head else own + address
    if "local_id" in someone:
        return [(someone["id_type"], someone["local_id"])]
    return [("HER", someone["her"]), *([("ENH", someone["orgnr"])] if "orgnr" in someone else [])]


def with_identity(someone: Entry, chance: random.Random) -> Entry:
    """Complete a relative with what the stories do not tell: birth date, sex, a synthetic number and an address."""
    if "id" in someone:
        return someone
    sex = chance.choice((1, 2))
    born = date(chance.randint(1940, 1999), chance.randint(1, 12), chance.randint(1, 28))
    home = {"street": f"Bjørkestien {chance.randint(1, 60)}", "postcode": "9998", "city": "STORFURU"}
    return {
        "born": born.isoformat(),
        "sex": sex,
        "sex_text": {1: "Mann", 2: "Kvinne"}[sex],
        "id_type": "FNR",
        "id": number(born, sex, chance),
        **home,
        **someone,
    }


def number(born: date, sex: int, chance: random.Random) -> str:
    """Give a synthetic national identity number with right check digits."""
    while True:
        serial = chance.randint(0, 249) * 2 + (1 if sex == 1 else 0)
        digits = f"{born.day:02}{born.month + SYNTHETIC:02}{born.year % 100:02}{serial:03}"
        for weights in WEIGHTS:
            check = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
            digits += str(check)
        if len(digits) == 11:
            return digits
