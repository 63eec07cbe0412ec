# SPDX-License-Identifier: MIT
"""The facts of one message, decided before it is written: who, to whom, when, with which status, about what."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from plokit.generate.kinds import Kind
from plokit.generate.taste import Taste
from plokit.generate.words import Profile
from plokit.generate.world import Entry, Party, world

FIRST_DAY = datetime(2026, 1, 5, 7, 0)  # noqa: DTZ001 - Norwegian wall time; the offset is written by ``stamp``
LAST_DAY = datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001 - the same


class Scene:
    """One message's facts. All chance comes from one source, so a seed decides everything."""

    def __init__(self, kind: Kind, profile: Profile, taste: Taste, chance: random.Random, key: str) -> None:
        self.kind = kind
        self.chance = chance
        self.world = world()
        self.key = UUID(self.world.namespace), f"generate/{kind.type}/{kind.version}/{taste.name}/{key}"
        self.ids = 0
        self.events_told = 0
        self.patient = chance.choice(self.world.patients)
        side = chance.randrange(len(profile.sender))
        self.sender = self.world.party(profile.sender[side], self.patient, chance)
        self.receiver = self.world.party(profile.receiver[side], self.patient, chance)
        self.author = self._author(self.sender)
        born = datetime.fromisoformat(self.patient["born"]) + timedelta(days=14, hours=7)
        first = max(FIRST_DAY, born)
        self.now = first + timedelta(days=chance.randrange((LAST_DAY - first).days), minutes=chance.randrange(14 * 60))
        self.stay = timedelta(days=chance.randint(2, 12), minutes=chance.randrange(240))
        plain = taste.name != "tilfeldig"
        roll = chance.random()
        self.status = "N" if plain or roll < 0.75 else chance.choice(profile.status)
        self.answers = taste.name == "full" or (not plain and self.status == "N" and roll < 0.2)
        self.rejected = taste.name == "full" or (not plain and roll < 0.4)
        by_chance = self.answers or (not plain and chance.random() < 0.3)
        self.refers = self.status != "N" or profile.refers == "always" or (profile.refers == "sometimes" and by_chance)
        if profile.refers == "never":
            self.refers = self.status != "N"
        self.message_id = self.uuid()
        self.parent_id = self.uuid()
        self.first_id = self.uuid() if self.status != "N" and chance.random() < 0.3 else self.parent_id
        self.document_id = self.uuid()
        self.issued = self.now if self.status == "N" else self.now - timedelta(days=1)
        self.sentences = self.world.sentences(self.patient)
        if kind.type == "HELSEOPPL_SOKNAD":  # it tells of no drugs
            plainer = [text for text in self.sentences if " mg" not in text and "tablett" not in text]
            self.sentences = plainer or self.sentences

    def _author(self, party: Party) -> Entry:
        if party.doctor:
            return party.second
        colleagues = [p for p in self.world.staff if p["organisation"] == party.organisation["key"]]
        return self.chance.choice(colleagues)

    @property
    def cancels(self) -> bool:
        """True when the message takes back an earlier one."""
        return self.status == "C"

    def uuid(self) -> str:
        """Give the next UUID of this message; the same for the same seed."""
        self.ids += 1
        space, key = self.key
        return str(uuid5(space, f"{key}/{self.ids}"))

    def sentence(self) -> str:
        """Give something that a colleague might write about this patient."""
        return str(self.chance.choice(self.sentences))

    def moment(self, days: float = 0, minutes: int = 0) -> str:
        """Give date and time, so many days before (negative) or after the message, with Norwegian time zone."""
        return stamp(self.now + timedelta(days=days, minutes=minutes))

    def day(self, days: float = 0) -> str:
        """Give a date, so many days before or after the message."""
        return (self.now + timedelta(days=days)).date().isoformat()


def stamp(moment: datetime) -> str:
    """Write a Norwegian wall time with its offset: summer time lasts from late March to late October."""
    start, end = last_sunday(moment.year, 3), last_sunday(moment.year, 10)
    offset = "+02:00" if start <= moment.date() < end else "+01:00"
    return f"{moment.replace(second=0, microsecond=0).isoformat()}{offset}"


def last_sunday(year: int, month: int) -> date:
    """Give the last Sunday of a month of 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


Scope = dict[str, Any]
