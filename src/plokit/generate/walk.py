# SPDX-License-Identifier: MIT
"""Walk the content models and write a message: what the schema leaves open is decided by facts, demands and taste."""

from __future__ import annotations

from typing import Any

from plokit.catalog import Catalog
from plokit.generate.coding import Coding
from plokit.generate.markup import Element
from plokit.generate.scene import Scene, Scope
from plokit.generate.scope import Scopes
from plokit.generate.taste import Taste
from plokit.generate.values import Values
from plokit.generate.words import Path, Profile, Words, ends, fitting

OID = "2.16.578.1.12.4.1.1."
DEEPEST = 2  # how often a type may stand within itself
ATTACHED = ("MimeType", "Description")  # what every attachment says
ANY: list[Any] = ["s", 1, 1, [["w", 0, -1]]]


class Walk:
    """Writes one message from the content models of the catalogue."""

    def __init__(self, scene: Scene, profile: Profile, taste: Taste, words: Words) -> None:
        self.catalog: Catalog = words.catalog
        self.types = self.catalog.types
        self.scene = scene
        self.profile = profile
        self.taste = taste
        self.scopes = Scopes(scene, profile, words)
        self.coding = Coding(scene, profile, words)
        self.values = Values(scene, profile, words)
        self.open: list[int] = []
        self.size = 0

    def message(self) -> Element:
        """Write the whole message."""
        kind = self.scene.kind
        root = "mh:MsgHead" if kind.enveloped else kind.root
        return self.element(root, self.catalog.elements[root], (), {}, None)

    def element(self, name: str, index: int, above: Path, scope: Scope, fixed: str | None) -> Element:
        """Write one element with all that belongs in it."""
        model, path = self.types[index], (*above, name.rpartition(":")[2])
        inner = self.scopes.enter(path[-1], path, scope)
        made = Element(name)
        self.size += 1
        if model["k"] == "s":
            made.text = fixed or self.values.text(path, self.base(index), inner)
            return made
        made.attributes = self.attributes(model["a"], path, inner)
        if path[-1] == "Content":
            made.children = [self.content(path, inner)]
        elif model["s"] is not None:
            made.text = self.values.text(path, self.base(model["s"]), inner)
        elif model["p"] == ANY or model["p"] == ["s", 1, 1, [ANY]]:
            made.text = self.values.text(path, "string", inner)
        elif model["p"] is not None:
            self.open.append(index)
            made.children = self.particle(model["p"], path, inner) or self.something(model["p"], path, inner, made)
            self.open.pop()
            if path[-1] == "Document":
                self.whole_period(made)
        return made

    def something(self, particle: list[Any], path: Path, scope: Scope, made: Element) -> list[Element]:
        """Write the first part that may stand in an element that would say nothing at all (GEN-006, PLO-HOD-019)."""
        if made.attributes or particle[0] == "w":
            return []
        if particle[0] != "e":
            return next(filter(None, (self.something(part, path, scope, made) for part in particle[3])), [])
        place = (*path, str(particle[3]).rpartition(":")[2])
        never = any(end in self.profile.never for end in ends(place)) or self.open.count(int(particle[4])) >= DEEPEST
        return [] if never or self.by_facts(place, scope) == 0 else self.occurrences(particle, path, scope, 1)

    @staticmethod
    def whole_period(document: Element) -> None:
        """Leave out an end that has no beginning."""
        names = {child.name for child in document.children}
        if "mh:FromDate" not in names:
            document.children = [child for child in document.children if child.name != "mh:ToDate"]

    def base(self, index: int) -> str:
        """Give the built-in type that a simple type builds on."""
        return str(self.types[index]["b"])

    def content(self, path: Path, scope: Scope) -> Element:
        """Write what an envelope carries: the message itself first, attachments after it."""
        name = self.scene.kind.root if path[0] == "MsgHead" and not scope.get("attachment") else "b64:Base64Container"
        return self.element(name, self.catalog.elements[name], path, {}, None)

    def particle(self, particle: list[Any], path: Path, scope: Scope) -> list[Element]:
        """Write one particle of a content model as often as it should stand."""
        shape = particle[0]
        if shape == "e":
            return self.occurrences(particle, path, scope, self.count(particle, path, scope))
        if shape == "w":
            return []
        if shape == "s":
            return [made for part in particle[3] for made in self.particle(part, path, scope)]
        wanted = fitting(self.profile.pick, path)
        turns = 1 if wanted else self.turns(particle, path)
        return [made for _ in range(turns) for made in self.choice(particle, wanted, path, scope)]

    def turns(self, particle: list[Any], path: Path) -> int:
        """Decide how often a choice is made."""
        variants = self.variants(particle, path[-1]) if self.taste.thorough else 1
        return max(self.taste.count(particle[1], particle[2], variants, self.size), int(particle[1]))

    def choice(self, particle: list[Any], wanted: str | None, path: Path, scope: Scope) -> list[Element]:
        """Write one alternative, which is then there even if the schema would let it be empty."""
        parts: list[list[Any]] = particle[3]
        if self.scene.kind.child and path[-1] == "Pasientlogistikk":
            wanted = self.scene.kind.child.rpartition(":")[2]
        if path[-1] == "RefDoc":
            wanted = "FileReference" if scope.get("attachment", 0) % 2 else "Content"
        named = [part for part in parts if part[0] == "e" and part[3].rpartition(":")[2] == wanted]
        part = named[0] if named else parts[self.taste.choose(particle, len(parts))]
        if part[0] != "e":
            return self.particle(part, path, scope)
        return self.occurrences(part, path, scope, max(1, self.count(part, path, scope)))

    def occurrences(self, particle: list[Any], path: Path, scope: Scope, number: int) -> list[Element]:
        name, index, fixed = particle[3], particle[4], particle[5] if len(particle) > 5 else None
        local = name.rpartition(":")[2]
        made: list[Element] = []
        for nth in range(number):
            inner = {**scope, "nth": nth, "above": scope.get("nth", 0)}
            if local == "Document":
                inner["attachment"] = nth
            elif local == "RefDoc" and path[-1] != "Document":
                inner["attachment"] = 2 + nth
            one = self.element(name, index, path, inner, fixed)
            if len(made) < particle[1] or one.attributes or one.text or one.children or self.needed((*path, local)):
                made.append(one)  # what is empty and may be left out, is left out
        return made

    def needed(self, place: Path) -> bool:
        return any(end in self.profile.need for end in ends(place))

    def count(self, particle: list[Any], path: Path, scope: Scope) -> int:
        """Decide how often an element stands: facts first, then the message's demands, then taste."""
        name, index = str(particle[3]), int(particle[4])
        least, most = int(particle[1]), int(particle[2])
        place = (*path, name.rpartition(":")[2])
        decided = self.by_facts(place, scope)
        if decided is not None:
            return max(decided, least)
        if least == 0 and any(end in self.profile.never for end in ends(place)):
            return 0
        exact = fitting(self.profile.count, place)
        if exact is not None:
            return exact
        demanded = fitting(self.profile.least, place) or int(self.needed(place) or self.on_way_to_reason(place))
        if self.open.count(index) >= DEEPEST:
            return max(least, demanded)
        if self.scene.cancels and self.profile.reason:
            return max(least, demanded)
        variants = self.variants_in(index, place[-1]) if self.taste.thorough else 1
        wished = self.taste.count(least, most, variants, self.size)
        return max(least, demanded, min(wished, fitting(self.profile.most, place) or wished))

    def by_facts(self, place: Path, scope: Scope) -> int | None:
        """Give the number that the message's facts demand, or None when they are silent."""
        scene, local = self.scene, place[-1]
        if local == "ConversationRef":
            return int(scene.refers)
        if local in ("Foresporsel", "RefDokIdForesp") and place[-2] in ("InformasjonOmForsendelsen", "Foresporsel"):
            return int(scene.answers) if local == "Foresporsel" else None
        if local == "SvarPaaForesporsel" and scene.answers:
            return 1
        if place[-2] == "RefDoc" and local in ATTACHED and scope.get("attachment"):
            return 1
        if local == "Error" and place[-2] == "AppRec":
            return int(scene.rejected)
        party = next((name for name in reversed(place[:-1]) if name in ("Sender", "Receiver", "OtherReceiver",
                      "ServProvider", "Requester", "CopyDest")), None)  # fmt: skip
        if party and local in ("Organisation", "HealthcareProfessional", "Dept", "HCPerson"):
            return self.level(place, party)
        return None

    def on_way_to_reason(self, place: Path) -> bool:
        """Say whether a cancellation needs this element to hold its reason."""
        way = self.profile.reason.split("/") if self.scene.cancels and self.profile.reason else []
        return any(list(place[-size:]) == way[:size] for size in range(1, len(way) + 1))

    def level(self, place: Path, party: str) -> int | None:
        """Say whether a part of a two-level address stands: a service or a doctor at the second level."""
        if place[-2] not in ("Organisation", "Inst"):
            return None
        if place.count("Organisation") > 2 or place[-2:] == ("HealthcareProfessional", "Organisation"):
            return 0
        who = self.scopes.party(party)
        person = place[-1] in ("HealthcareProfessional", "HCPerson")
        nested = place.count("Organisation") - (place[-1] == "Organisation") > 1
        return 0 if nested else int(person == who.doctor)

    def variants(self, particle: list[Any], owner: str, seen: tuple[int, ...] = ()) -> int:
        """Count how many copies show every alternative of the choices in a particle."""
        shape = particle[0]
        if shape == "w":
            return 1
        if shape == "e":
            return 1 if particle[2] == -1 else self.variants_in(particle[4], particle[3].rpartition(":")[2], seen)
        counts = [self.variants(part, owner, seen) for part in particle[3]] or [1]
        return sum(counts) if shape == "c" and owner not in self.profile.pick else max(counts)

    def variants_in(self, index: int, name: str, seen: tuple[int, ...] = ()) -> int:
        model = self.types[index]
        if index in seen or model["k"] == "s" or model["p"] is None:
            return 1
        return self.variants(model["p"], name, (*seen, index))

    def attributes(self, models: dict[str, Any], path: Path, scope: Scope) -> dict[str, str]:
        """Write the attributes of an element."""
        names = set(models)
        if {"V", "DN"} <= names:
            number, value, text = self.coding.code(path, scope)
            listed = {"S": f"{OID}{number}"} if "S" in names and number else {}
            if not value:
                return {**listed, "OT": text}
            return {"V": value, **listed, "DN": text} if text else {"V": value, **listed}
        if {"V", "U"} <= names:
            value, unit = self.values.quantity(path, scope)
            return {"V": value, "U": unit}
        if "V" in names:
            return {"V": self.values.attribute(path, self.base(models["V"]["t"]), scope)}
        made = {name: str(model["f"]) for name, model in models.items() if model["f"] is not None}
        if "komponentID" in names:
            made["m1:informasjonskategori"] = self.values.text((*path, "informasjonskategori"), "string", scope)
            made["komponentID"] = self.scene.uuid()
        return made
