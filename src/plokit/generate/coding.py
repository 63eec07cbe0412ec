# SPDX-License-Identifier: MIT
"""The coded values: from the message's facts where they decide, else from the list bound to the element."""

from __future__ import annotations

from collections.abc import Callable

from plokit.generate.scene import Scene, Scope
from plokit.generate.words import Code, Path, Profile, Words, fitting
from plokit.generate.world import idents

STATUS = {"N": "Ny", "M": "Endring", "C": "Kansellering"}
FORMS = {"tablett": "53", "depottablett": "51", "kapsel": "16", "injeksjon": "22"}
USES = {"fast": ("1", "Fast"), "kur": ("2", "Kur"), "behov": ("3", "Ved behov")}
IDENTS = {"HER": "HER-id", "HPR": "HPR-nummer"}
Source = Callable[[Path, Scope], "Code | None"]


class Coding:
    """Gives list, value and text for a coded element."""

    def __init__(self, scene: Scene, profile: Profile, words: Words) -> None:
        self.scene = scene
        self.profile = profile
        self.words = words
        self.version = f"{scene.kind.standard} {scene.kind.version}"
        self.sources: dict[str, Source] = {
            "Type": self.message_or_ident,
            "MsgType": self.attachment,
            "DocumentConnection": self.attachment,
            "TypeId": self.ident,
            "TypeOffId": lambda _path, scope: self.person_number(scope),
            "ServType": self.service_type,
            "Forsendelsesstatus": lambda _path, _scope: ("", scene.status, STATUS[scene.status]),
            "Sex": lambda _path, scope: self.of(scope, "person", "", "sex", "sex_text"),
            "TypeHealthcareProfessional": lambda _p, one: self.of(one, "person", "", "profession", "profession_text"),
            "RoleToPatient": self.role,
            "Slektskap": lambda _path, scope: self.of(scope, "person", "", "relation", "relation_text"),
            "RelationCode": lambda _path, scope: self.of(scope, "person", "", "relation", "relation_text"),
            "SivilStatus": self.civil_status,
            "Diagnosekode": self.diagnosis,
            "Concept": self.diagnosis,
            "Atc": lambda _path, scope: self.drug(scope),
            "DrugId": lambda _path, scope: self.drug(scope),
            "Legemiddelform": lambda _path, scope: self.form(scope),
            "Bruk": lambda _path, scope: ("", *USES[scope["medicine"]["use"]]) if "medicine" in scope else None,
            "IPLOStjenestetype": lambda _path, scope: self.topic(scope, "service"),
            "Funksjonsvariabel": lambda _path, scope: self.topic(scope, "function"),
            "Hendelsekode": lambda path, scope: words.code(scope["event"][0], path, self.version),
            "Status": self.verdict,
            "TypeInnhold": self.content,
            "TypeOrganisation": self.organisation,
            "Overskriftskode": lambda _path, scope: scope.get("heading"),
        }  # fmt: skip

    def code(self, path: Path, scope: Scope) -> Code:
        """Give the code of an element: demanded, decided by facts, or chosen from its list."""
        demanded = fitting(self.profile.code, path) if path[-1] != "Overskriftskode" else None
        if demanded is not None:
            nth = scope.get("nth", 0) or scope.get("above", 0)
            entry = demanded[nth] if nth < len(demanded) else self.scene.chance.choice(demanded)
            return self.words.code(entry, path, self.version)
        source = self.sources.get(path[-1])
        found = source(path, scope) if source else None
        return found or self.scene.chance.choice(self.words.codes(path, self.version))

    def of(self, scope: Scope, who: str, number: str, value: str, text: str) -> Code | None:
        entry = scope.get(who, {})
        return (number, str(entry[value]), entry[text]) if value in entry and text in entry else None

    def civil_status(self, _path: Path, _scope: Scope) -> Code | None:
        return self.of({"person": self.scene.patient}, "person", "", "civil_status", "civil_status_text")

    def role(self, path: Path, scope: Scope) -> Code | None:
        if path[-2] == "RollerRelatertNotat":
            return ("9034", self.scene.author["role"], self.scene.author["role_text"])
        if path[-2] == "AnsvarligRapport" and self.scene.kind.standard == "PLO" and scope["person"]["role"] != "6":
            return ("9034", "21", "Helsefaglig kontakt")
        return self.of(scope, "person", "9034", "role", "role_text")

    def message_or_ident(self, path: Path, scope: Scope) -> Code | None:
        if path[-2] == "AdditionalId":
            return self.ident(path, scope)
        if path[-2] in ("MsgInfo", "Message"):
            old = {"Henvisning": "H", "Epikrise": "E"}.get(self.scene.kind.standard, "")
            if self.scene.kind.version in ("1.0", "1.1") and old + self.scene.kind.version in ("H1.0", "E1.1"):
                return ("", old, self.scene.kind.standard)
            return ("", self.scene.kind.type, self.words.text_of("8279", self.scene.kind.type))
        return None

    def attachment(self, path: Path, scope: Scope) -> Code | None:
        """Give what marks a further document as an attachment; the first has its own from the vocabulary."""
        if path[-2] not in ("RefDoc", "Document") or not scope.get("attachment"):
            return None
        return ("", "A" if path[-1] == "MsgType" else "V", "Vedlegg")

    def ident(self, path: Path, scope: Scope) -> Code | None:
        kind = scope["ident"][0] if "ident" in scope and path[-2] in ("Ident", "AdditionalId") else "HER"
        if path[-2] in ("HCPerson", "HCProf") and "her" not in scope["person"]:
            kind = "HPR"
        if path[-2] in ("Inst", "Dept") and "place" in scope:
            kind = idents(scope["place"], head=True)[0][0]
        person = kind in ("FNR", "DNR", "FHN", "HPR") or path[-2] in ("HCPerson", "HCProf") or self.of_person(path)
        number = "8116" if person else "9051"
        return (number, kind, self.words.text_of(number, kind) if kind not in IDENTS else IDENTS[kind])

    @staticmethod
    def of_person(path: Path) -> bool:
        places = ("Organisation", "Kontaktenhet", "Virksomhet", "Inst", "Dept")
        return len(path) > 2 and path[-2] not in places and path[-3] not in places

    def person_number(self, scope: Scope) -> Code | None:
        kind = scope["person"].get("id_type", "FNR")
        return ("8116", kind, self.words.text_of("8116", kind))

    def service_type(self, path: Path, _scope: Scope) -> Code | None:
        if path[-2] in ("Henvisning", "ServRprt") or (path[-2] == "ServReq" and path[-3] == "Message"):
            return ("", self.scene.status, STATUS[self.scene.status])
        return ("", "N", "Ny")

    def verdict(self, path: Path, _scope: Scope) -> Code | None:
        if path[-2] != "AppRec":
            return None
        value = "2" if self.scene.rejected else "1"
        return ("8258", value, self.words.text_of("8258", value))

    def organisation(self, _path: Path, scope: Scope) -> Code | None:
        place = scope["place"]
        kind = place.get("kind") or self.scene.world.organisations[place["organisation"]]["kind"]
        return ("9040", "", kind.capitalize())

    def content(self, path: Path, _scope: Scope) -> Code | None:
        kind, fresh = self.scene.kind.type, self.scene.status == "N"
        if kind == "HELSEOPPL_SOKNAD":
            return self.words.code("9140:1" if fresh else "9140:2", path, self.version)
        if kind == "MEDISINSKE_OPPLYSNINGER" and self.scene.answers:
            return self.words.code("9138:4", path, self.version)
        return None

    def diagnosis(self, _path: Path, scope: Scope) -> Code | None:
        return self.of(scope, "diagnosis", scope.get("diagnosis", {}).get("codeset", ""), "code", "text")

    def drug(self, scope: Scope) -> Code | None:
        return self.of(scope, "medicine", "7180", "atc", "name")

    def form(self, scope: Scope) -> Code | None:
        name = scope.get("medicine", {}).get("form", "")
        return ("", FORMS[name], name.capitalize()) if name in FORMS else None

    def topic(self, scope: Scope, topic: str) -> Code | None:
        return self.of(scope, topic, scope.get(topic, {}).get("codeset", ""), "code", "text")
