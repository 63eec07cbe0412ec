# SPDX-License-Identifier: MIT
"""Whom and what a part of a message is about: each element that opens a part names its person, place or topic."""

from __future__ import annotations

from typing import Any

from plokit.generate.scene import Scene, Scope
from plokit.generate.words import Path, Profile, Words, fitting
from plokit.generate.world import Entry, Party, idents, with_identity

HEAD = ("Sender", "Receiver", "OtherReceiver", "ServProvider", "Requester", "CopyDest")
COLLEAGUES = (
    "HealthcareProfessional",
    "Kontaktperson",
    "AnsvarligTjenesteyter",
    "InformasjonGittAv",
    "AdministrertAv",
    "Forskriver",
    "VideresendtTil",
    "HCPerson",
    "HCProf",
)
RELATIVES = (
    "Referanseperson",
    "Person",
    "PersonTolkebehov",
    "PreferertTolk",
    "InformasjonGittTil",
    "FramsattAv",
    "TrukketTilbakeAv",
    "PatRelperson",
    "PatientRelParty",
    "ContactPerson",
    "PasientrelatertKontaktperson",
    "ParorendeForesatt",
)
TOPICS = {
    "medicine": ("ForenkletForskrivning", "AdmAvHelsepersonell", "Egenadministrering", "Medication"),
    "diagnosis": ("MedisinskDiagnose", "TidligereSykdomFragment", "Diagnosis", "DiagComment", "CodedDescr"),
    "service": ("EksisterendeTjeneste", "TjenesteBehov"),
    "function": ("KartlagtFunksjon",),
}
PLACES = ("Kontaktenhet", "Virksomhet", "VedInstitusjon", "Location", "PatRelInst", "SubOrg", "Booking")


ONCE = ("AAI", "PROB", "FU", "UTRED", "OP", "8", "14")  # headings that a profile asks for stand where it asks only


def suits(code: tuple[str, str, str], path: Path) -> bool:
    """Say whether a heading may stand at this place, whoever sends the message."""
    number, value, _ = code
    if value in (*ONCE, "SYKM", "11") or number == "9145" or (number == "9141" and value in ("1", "12")):
        return False
    if "Sykepleierdokumentasjon" in path:
        return number == "9141"
    return number != "9141" or "MedisinskfagligeOpplysninger" not in path


class Scopes:
    """Gives the scope of an element from that of its parent."""

    def __init__(self, scene: Scene, profile: Profile, words: Words) -> None:
        self.scene = scene
        self.profile = profile
        self.words = words
        self.version = f"{scene.kind.standard} {scene.kind.version}"
        self.headings: set[tuple[str, str, str]] = set()
        self.topic_of = {name: topic for topic, names in TOPICS.items() for name in names}

    def enter(self, local: str, path: Path, scope: Scope) -> Scope:
        """Give the scope inside an element."""
        added = self.people(local, scope) or self.things(local, path, scope)
        return {**scope, **added} if added else scope

    def people(self, local: str, scope: Scope) -> Scope:
        """Give whom an element is about, if it is about somebody."""
        if local in HEAD:
            return {"party": self.party(local), "head": True}
        if local == "Patient":
            return {"person": self.scene.patient, "head": False}
        if local == "AnsvarligRapport":
            return {"person": self.scene.author, "head": False}
        if local in COLLEAGUES:
            return {"person": self.colleague(scope)}
        if local in RELATIVES and not ("relative" in scope and local == "Referanseperson"):
            return {"person": self.relative(scope.get("nth", 0)), "relative": True, "head": False}
        return {}

    def things(self, local: str, path: Path, scope: Scope) -> Scope:
        """Give which place, number, event, heading or topic an element is about, if any."""
        if local in ("Organisation", "Inst", "Dept"):
            return {"place": self.organisation(local, path, scope)}
        if local in PLACES:
            return {"place": self.scene.chance.choice(self.units()), "head": False}
        if local in ("Ident", "AdditionalId"):
            return {"ident": self.ident(path, scope)}
        if local == "TidsfestetHendelse":
            return {"event": self.event()}
        if local == "Journaltekst":
            return {"heading": self.heading(path, scope)}
        if local in self.topic_of:
            topic = self.topic_of[local]
            return {topic: self.topic(topic, scope.get("nth", 0))}
        return {}

    def party(self, local: str) -> Party:
        scene = self.scene
        if local in ("CopyDest", "OtherReceiver"):
            role = "lege" if not scene.receiver.doctor and not scene.sender.doctor else "spl"
            taken = (scene.sender.second["key"], scene.receiver.second["key"])
            copy = scene.world.party(role, scene.patient, scene.chance)
            return copy if copy.second["key"] not in taken else scene.world.party("sak", scene.patient, scene.chance)
        receiving = ("Receiver", "Requester") if scene.kind.standard == "Epikrise" else ("Receiver", "ServProvider")
        return scene.receiver if local in receiving else scene.sender

    def organisation(self, local: str, path: Path, scope: Scope) -> Entry:
        party: Party | None = scope.get("party")
        if party is None:
            return self.scene.chance.choice(self.units())
        nested = local == "Dept" or path[-2:] == ("Organisation", "Organisation")
        return party.second if nested else party.organisation

    def units(self) -> list[Entry]:
        home = self.scene.sender.organisation["key"]
        own = [unit for unit in self.scene.world.units if unit["organisation"] == home]
        return own or self.scene.world.units

    def colleague(self, scope: Scope) -> Entry:
        party: Party | None = scope.get("party")
        if party is not None and party.doctor and scope.get("head"):
            return party.second
        return self.scene.chance.choice(self.scene.world.staff)

    def relative(self, nth: int) -> Entry:
        known: list[Entry] = self.scene.patient.get("next_of_kin") or [
            {"relation": "AP", "relation_text": "Annen personlig relasjon"}
        ]
        plain = {"given": "Solveig", "family": self.scene.patient["family"], "phone": "01010099"}
        return with_identity({**plain, **known[nth % len(known)]}, self.scene.chance)

    def ident(self, path: Path, scope: Scope) -> tuple[str, str]:
        persons = {*COLLEAGUES, *RELATIVES, "Patient", "AnsvarligRapport"}
        owner = next((name for name in reversed(path) if name in persons or name in ("Organisation", "Inst", "Dept")
                      or name in PLACES), "")  # fmt: skip
        someone = scope["person"] if owner in persons else scope["place"]
        found = idents(someone, bool(scope.get("head")))
        if "organisation" in someone and "hpr" not in someone:
            wanted = owner == "Kontaktenhet" and self.scene.kind.version == "1.5"
            found.insert(
                0 if wanted else len(found), ("ENH", self.scene.world.organisations[someone["organisation"]]["orgnr"])
            )
        turn = int(scope.get("nth", 0)) + (path[-1] == "AdditionalId")  # the first has been given already
        return found[turn % len(found)]

    def event(self) -> tuple[str, bool]:
        """Give the code of the next event and whether its time is an estimate (``3?`` in the profile)."""
        told, self.scene.events_told = self.scene.events_told, self.scene.events_told + 1
        events = self.profile.events or ["1"]
        code = events[min(told, len(events) - 1)]
        return code.rstrip("?"), code.endswith("?")

    def heading(self, path: Path, scope: Scope) -> tuple[str, str, str]:
        place = (*path, "Overskriftskode")
        fixed = [self.words.code(entry, place, self.version) for entry in fitting(self.profile.code, place) or ()]
        nth = scope.get("nth", 0)
        if nth < len(fixed) and fixed[nth] not in self.headings:
            chosen = fixed[nth]
        else:
            every = self.words.codes(place, self.version)
            free = [code for code in every if code not in fixed and suits(code, path)]
            chosen = self.scene.chance.choice(free or every)
        self.headings.add(chosen)
        return chosen

    def topic(self, topic: str, nth: int) -> Any:
        everyone = [self.scene.patient, *self.scene.world.patients]
        known = [[entry for entry in one.get(topic, ()) if self.fits(topic, entry)] for one in everyone]
        own, pool = known[0], known[0] or [entry for entries in known for entry in entries]
        return pool[nth % len(pool)] if own else self.scene.chance.choice(pool)

    def fits(self, topic: str, entry: Entry) -> bool:
        """Say whether a diagnosis is coded in a list that this version uses."""
        lists = self.words.catalog.code_lists("MedisinskDiagnose/Diagnosekode", self.version)
        return topic != "diagnosis" or not lists or entry["codeset"] in [found.number for found in lists]
