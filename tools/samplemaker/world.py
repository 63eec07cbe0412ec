# SPDX-License-Identifier: MIT
"""Read the invented world and look things up by key; ids follow from keys, so every run gives the same files."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

Entry = dict[str, Any]


class World:
    """The organisations, people and messages of schemas/world.toml, with what only samples need (`own`)."""

    def __init__(self, path: Path, own: Entry) -> None:
        with path.open("rb") as file:
            data = tomllib.load(file)
        self._namespace = UUID(data["meta"]["uuid_namespace"])
        self.organisations = _by_key(data["organisation"])
        self.services = _by_key(data["service"])
        self.units = _by_key(data["unit"])
        self.staff = _by_key(data["staff"])
        self.patients = _by_key(data["patient"])
        self.story: list[Entry] = data["message"]
        self.messages = _by_key(self.story)
        self._headers = _by_key(data["header_variant"] + own["header"])
        for message in own["message"]:
            self.messages[message["key"]] = self._complete(message)

    def uuid(self, key: str) -> str:
        """The UUID that belongs to a key."""
        return str(uuid5(self._namespace, key))

    def _complete(self, message: Entry) -> Entry:
        """Add the ids that follow from the key to a message of the samples' own."""
        key = message["key"]
        made = {"msgid": self.uuid(key), "header": message["patient"], **message}
        if "parent" in message:
            made["ref_to_parent"] = made["ref_to_conversation"] = self.uuid(message["parent"])
        made["apprec"] = [
            {"id": self.uuid(f"{key}/apprec/{receipt['by']}"), **receipt} for receipt in message.get("apprec", [])
        ]
        return made

    def header(self, message: Entry) -> Entry:
        """Whom MsgHead carries: usually the patient, sometimes a variant with wrong or missing facts."""
        key = message["header"]
        return self.patients[key] if key in self.patients else self._headers[key]

    def first_of(self, message: Entry) -> Entry:
        """The first version of this document: a change or cancellation keeps its date of issue."""
        while message.get("status") in ("M", "C") and message.get("parent"):
            message = self.messages[message["parent"]]
        return message

    def medicines(self, patient: Entry, on: date) -> list[Entry]:
        """The medicines in use on a date; days count from the patient's day 0."""
        day = (on - date.fromisoformat(patient["d0"])).days
        rows = patient.get("medicine", [])
        return [row for row in rows if row.get("from_day", day) <= day <= row.get("until_day", day)]


def _by_key(entries: list[Entry]) -> dict[str, Entry]:
    return {entry["key"]: entry for entry in entries}
