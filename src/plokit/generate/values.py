# SPDX-License-Identifier: MIT
"""The values that are no codes: names, numbers, texts, days and times."""

from __future__ import annotations

import re
from typing import Any

from plokit.errors import CatalogError
from plokit.generate.scene import Scene, Scope, stamp
from plokit.generate.words import Path, Profile, Words, fitting
from plokit.generate.world import idents

QUANTITY = re.compile(r"(\d+(?:,\d+)?) ?(\S*)")
PERSON = {"FamilyName": "family", "GivenName": "given", "DateOfBirth": "born", "OffId": "id", "RelPartyOffId": "id"}
PLACE = {"StreetAdr": "street", "PostalCode": "postcode", "City": "city"}
LATER = ("Slutt", "End", "Til", "ToDate", "Schedul", "Planlagt", "Planning", "Evaluering", "Opphort", "Forventes",
         "TimeTid")  # fmt: skip
ONE_LINERS = ("Merknad", "Comment")


class Values:
    """Gives the text of a leaf, or of the attribute V."""

    def __init__(self, scene: Scene, profile: Profile, words: Words) -> None:
        self.scene = scene
        self.profile = profile
        self.words = words
        self.same = {
            "MsgId": scene.message_id,
            "RefToParent": scene.parent_id,
            "RefToConversation": scene.first_id,
            "DocumentId": scene.document_id,
            "ServProvId": scene.document_id,
        }

    def text(self, path: Path, base: str, scope: Scope) -> str:
        """Give the value of an element whose type builds on an XML Schema type. Raises CatalogError without words."""
        local = path[-1]
        told = fitting(self.profile.text, path)
        if self.scene.cancels and self.profile.reason and "/".join(path).endswith(self.profile.reason):
            return str(self.scene.chance.choice(self.words.texts["Kansellering"]))
        if told is not None:
            return told[min(int(scope.get("nth", 0)), len(told) - 1)]
        known = self.known(local, path, scope)
        if known:
            return known
        if base in ("dateTime", "date", "gYear", "boolean", "integer", "decimal", "double", "base64Binary", "anyURI"):
            return self.plain(local, base, scope)
        texts = fitting(self.words.texts, path)
        if texts is None:
            raise CatalogError(f"vocabulary.toml: no text for {'/'.join(path[-2:])}")
        return self.scene.chance.choice(texts) if texts else self.scene.sentence()

    def known(self, local: str, path: Path, scope: Scope) -> str:
        """Give what the message's facts decide, or nothing."""
        scene, person = self.scene, scope.get("person", {})
        if local in self.same:
            return self.same[local]
        if local in PERSON and "person" in scope:
            return str(person.get(PERSON[local], ""))
        if local in PLACE:
            home = person if PLACE[local] in person and path[-3] != "Organisation" else scene.sender.organisation
            return str(home[PLACE[local]])
        if local == "Id":
            return self.identifier(path, scope)
        if local == "MimeType" and path[-2] == "RefDoc":
            return "application/pdf" if scope.get("attachment") else "text/xml"
        if local in ("Name", "OrganisationName", "NameInst"):
            return self.name(path, scope)
        if local == "Notat" and "heading" in scope:
            number, value, _ = scope["heading"]
            notes = self.words.notes.get(f"{number}:{value}", [])
            return scene.chance.choice(notes) if notes and scene.chance.random() < 0.6 else scene.sentence()
        return self.of_topic(local, scope)

    def of_topic(self, local: str, scope: Scope) -> str:
        medicine, diagnosis = scope.get("medicine"), scope.get("diagnosis")
        if medicine and local in ("DosVeiledEnkel", "DosageText"):
            return str(medicine["dose"])
        if medicine and local == "Navn":
            return f"{medicine['name']} {medicine['form']} {medicine['strength']}"
        if medicine and local == "GeneriskNavn":
            return str(medicine["name"])
        if diagnosis and local in ("DiagnoseBeskrivelse", "TidligereSykdom"):
            return str(diagnosis["text"])
        if local == "BetegnelseTjeneste" and "service" in scope:
            return str(scope["service"]["text"].rpartition("] ")[2])
        if local == "Vurdering" and "function" in scope:
            return str(scope["function"]["score"])
        return ""

    def identifier(self, path: Path, scope: Scope) -> str:
        parent = path[-2]
        if parent in ("Ident", "AdditionalId"):
            return str(scope["ident"][1])
        if parent in ("Inst", "Dept", "Booking", "SubOrg") and "place" in scope:
            return idents(scope["place"], head=True)[0][1]
        if parent in ("HCPerson", "HCProf"):
            return idents(scope["person"], head=True)[0][1]
        if parent == "ServReq" and path[-3] == "Message":
            return self.scene.document_id
        if parent == "RefDoc" and self.scene.kind.standard == "Henvisning" and not scope.get("attachment"):
            return self.scene.document_id
        return "" if parent == "Event" else self.scene.uuid()

    def name(self, path: Path, scope: Scope) -> str:
        if path[-1] == "Name" and path[-2] in ("Patient", "HCPerson", "HCProf", "PatRelperson", "PatientRelParty"):
            return f"{scope['person']['given']} {scope['person']['family']}"
        return str(scope["place"]["name"])

    def plain(self, local: str, base: str, scope: Scope) -> str:
        """Give a value of a simple type."""
        scene = self.scene
        if base == "boolean":
            return self.truth(local, scope)
        if base in ("dateTime", "date"):
            return self.time(local, scope, base)
        if base == "gYear":
            return str(scene.chance.randint(2010, 2020))
        if base == "base64Binary":
            return str(self.words.texts["Base64Container"][0])
        if base == "anyURI":
            return str(scene.chance.choice(self.words.texts[local]))
        return str(scene.chance.randint(1, 5))

    def truth(self, local: str, scope: Scope) -> str:
        if local == "Anslag":
            return "true" if scope["event"][1] else "false"
        if local == "SvarPaaForesporsel":
            return "true" if self.scene.answers else "false"
        if local == "BorAlene" and "lives_alone" in self.scene.patient:
            return str(self.scene.patient["lives_alone"]).lower()
        return self.scene.chance.choice(("true", "false"))

    def time(self, local: str, scope: Scope, form: str) -> str:
        """Give a day or a time in right order: what begins lies behind the message, what ends lies ahead."""
        scene = self.scene
        if local in ("GenDate", "IssueDate"):
            moment = scene.now if local == "GenDate" else scene.issued
            return stamp(moment)
        if local == "TidspunktForHendelse" and "event" in scope:
            return self.event_time(*scope["event"])
        if local in ("ApprDate", "GodkjentDato", "TrukketTilbakeDato"):
            return scene.moment() if form == "dateTime" else scene.day()
        if local in ("AdmStart", "AdmSlutt"):
            return scene.moment(minutes=-90)
        if local == "DateOfBirth":
            person = scope.get("person", scene.patient)
            return str(person.get("born") or f"19{60 + int(person['hpr']) % 37}-0{1 + int(person['hpr']) % 9}-14")
        days = scene.chance.randint(2, 20) if any(word in local for word in LATER) else -scene.chance.randint(0, 20)
        days = days + 21 if local.startswith(("PlanlagtSlutt", "EndDate")) else days
        return scene.moment(days) if form == "dateTime" else scene.day(days)

    def event_time(self, code: str, estimate: bool) -> str:
        scene = self.scene
        if estimate:
            return scene.day(scene.chance.randint(2, 6))
        if code == "1" and scene.kind.type == "LOG_INNLAGT":
            return scene.moment(minutes=-scene.chance.randint(20, 240))
        if code == "1":
            return stamp(scene.now - scene.stay)
        return scene.moment(minutes=-5) if scene.chance.random() < 0.5 else scene.day()

    def quantity(self, path: Path, scope: Scope) -> tuple[str, str]:
        """Give value and unit of a measured amount."""
        if path[-1] == "Styrke" and "medicine" in scope:
            found = QUANTITY.match(scope["medicine"]["strength"])
            if found:
                return found[1].replace(",", "."), found[2] or "mg"
        unit = fitting(self.words.units, path) or ["stk"]
        return str(self.scene.chance.randint(1, 9)), self.scene.chance.choice(unit)

    def attribute(self, path: Path, base: str, scope: Scope) -> str:
        """Give the attribute V of an element that has no other: a time, a yes or no, or an address."""
        if base == "anyURI":
            return self.address(scope)
        if base == "boolean":
            return self.truth(path[-1], scope)
        day = ("DateOfBirth", "DateOfDeath", "FromDate", "ToDate", "ConsentDate", "DateResultValue", "ReqDate")
        return self.text(path, "date" if path[-1] in day else "dateTime", scope)

    def address(self, scope: Scope) -> str:
        someone: dict[str, Any] = scope.get("person") or scope.get("place") or self.scene.sender.organisation
        if scope.get("nth", 0) and "email" in someone:
            return f"mailto:{someone['email']}"
        return f"tel:{someone.get('phone') or self.scene.sender.organisation['phone']}"
