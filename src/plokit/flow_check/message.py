# SPDX-License-Identifier: MIT
"""One message as the flow sees it: who, to whom, about whom, when, and what it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from plokit.flow_check.nodes import below, child, children, find, text, text_or_value, value
from plokit.flow_check.times import parse_time
from plokit.model import Recognition
from plokit.parsing.tree import Node

# Epikrise 1.x and Henvisning 1.x: the body, who sends and who gets it.
BODIES = {"ServRprt": ("ServProvider", "Requester"), "ServReq": ("Requester", "ServProvider")}
PERSON_SERIES = ("FNR", "DNR", "FHN")


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """A communication party: the organisation and, below it, the service or person that has the address."""

    node: Node
    organisation: str
    address: str
    ids: frozenset[str]
    names: frozenset[str]

    def same(self, other: Party) -> bool:
        """True when both have the same address, or the same organisation where one of them has no more."""
        return self.address == other.address != ""


@dataclass(frozen=True, slots=True, eq=False)
class Patient:
    """The patient as a message names them."""

    node: Node
    ids: frozenset[str]
    name: str
    born: str

    @property
    def key(self) -> str:
        """The identity number, or else name and date of birth."""
        return min(self.ids) if self.ids else f"{self.name} {self.born}"

    def same(self, other: Patient) -> bool:
        """True when an id is shared; where one has none, name and (if both give it) date of birth decide."""
        if self.ids and other.ids:
            return bool(self.ids & other.ids)
        return self.name == other.name and (self.born == other.born or not (self.born and other.born))


@dataclass(frozen=True, eq=False)
class Message:
    """A message that could be read. ``number`` is its place in the order given; ``source`` is the decoded text."""

    path: str
    source: str
    root: Node
    recognised: Recognition
    number: int = 0

    @cached_property
    def receipt(self) -> bool:
        """True for an applikasjonskvittering."""
        return self.root.local == "AppRec"

    @cached_property
    def head(self) -> Node:
        """Where type, id and time stand."""
        return child(self.root, "MsgInfo") or self.root

    @cached_property
    def payload(self) -> Node | None:
        """The message inside the envelope; the body of Henvisning 1.x and Epikrise 1.x; None for a receipt."""
        if self.root.local == "MsgHead":
            content = find(self.root, "Document/RefDoc/Content")
            return content.children[0] if content is not None and content.children else None
        return next((one for one in self.root.children if one.local in BODIES), None)

    @property
    def standard(self) -> str:
        """The standard, as in ``schemas/standards.toml``."""
        return self.recognised.standard or ""

    @property
    def plo(self) -> bool:
        """True for a message of the PLO standard."""
        return self.standard == "PLO"

    @property
    def edition(self) -> str:
        """Standard and version: ``PLO 1.6``."""
        return f"{self.standard} {self.recognised.version or ''}"

    @cached_property
    def type(self) -> str:
        """The code of list 8279 (old referrals and discharge letters: H and E)."""
        return value(child(self.head, "Type" if not self.receipt else "MsgType"))

    @cached_property
    def name(self) -> str:
        """What a reader calls it."""
        shown = value(child(self.head, "Type" if not self.receipt else "MsgType"), "DN")
        return shown or self.recognised.message_type or self.type

    @cached_property
    def id_node(self) -> Node | None:
        """The element with the message's own id."""
        return child(self.head, "Id" if self.receipt else "MsgId")

    @cached_property
    def id(self) -> str:
        """The message's own id, in lower case."""
        return text(self.id_node).lower()

    @cached_property
    def time_node(self) -> Node | None:
        """The element with the time the message was made."""
        return child(self.head, "GenDate")

    @cached_property
    def time(self) -> datetime | None:
        """When the message was made, in UTC."""
        return parse_time(text_or_value(self.time_node))

    @cached_property
    def at(self) -> datetime:
        """The same for a message that the flow has placed: only those have rules run on them."""
        if self.time is None:
            raise ValueError(f"{self.path} has no time")
        return self.time

    @cached_property
    def status_node(self) -> Node | None:
        """The element that says new, changed or cancelled."""
        inside = self.payload
        return find(inside, "InformasjonOmForsendelsen/Forsendelsesstatus") or child(inside, "ServType")

    @cached_property
    def status(self) -> str:
        """N, M or C (list 7309), or "" for a message that has no status."""
        return value(self.status_node)

    @cached_property
    def reference(self) -> Node | None:
        """ConversationRef, when there."""
        return child(self.head, "ConversationRef")

    @cached_property
    def parent(self) -> str:
        """RefToParent, in lower case."""
        return text(child(self.reference, "RefToParent")).lower()

    @cached_property
    def conversation(self) -> str:
        """RefToConversation, in lower case."""
        return text(child(self.reference, "RefToConversation")).lower()

    @cached_property
    def document_node(self) -> Node | None:
        """The id of the clinical document, which stays the same through new, changed and cancelled."""
        inside = self.payload
        if inside is None or self.root.local == "MsgHead":
            return child(inside, "DocumentId")
        return child(inside, "ServProvId" if inside.local == "ServRprt" else "Id")

    @cached_property
    def document(self) -> str:
        """The same as text, in lower case."""
        return text(self.document_node).lower()

    # People ---------------------------------------------------------------------------------------------------------

    @cached_property
    def patient(self) -> Patient | None:
        """The patient, when named."""
        node = child(self.head, "Patient") or child(self.payload, "Patient")
        if node is None:
            return None
        offered = [(text(child(one, "Id")), value(child(one, "TypeId"))) for one in children(node, "Ident")]
        offered.append((text(child(node, "OffId")), value(child(node, "TypeOffId"))))
        known = {number for number, series in offered if number and series in PERSON_SERIES}
        ids = frozenset(known or {number for number, _ in offered if number})
        given = f"{text(child(node, 'GivenName'))} {text(child(node, 'FamilyName'))}".strip()
        name = given or text(child(node, "Name"))
        return Patient(node, ids, folded(name), text_or_value(child(node, "DateOfBirth"))[:10])

    @cached_property
    def sender(self) -> Party | None:
        """Who sent it."""
        if self.receipt:
            return institution(child(self.root, "Sender"))
        if self.root.local == "MsgHead":
            return organisation(child(self.head, "Sender"))
        return institution(child(self.payload, self._roles()[0]))

    @cached_property
    def receivers(self) -> tuple[Party, ...]:
        """The primary receiver first, then those who get a copy."""
        if self.receipt:
            found = [institution(child(self.root, "Receiver"))]
        elif self.root.local == "MsgHead":
            nodes = [*children(self.head, "Receiver"), *children(self.head, "OtherReceiver")]
            found = [organisation(node) for node in nodes]
        else:
            nodes = [*children(self.payload, self._roles()[1]), *children(self.payload, "CopyDest")]
            found = [institution(node) for node in nodes]
        return tuple(party for party in found if party is not None)

    def _roles(self) -> tuple[str, str]:
        return BODIES.get(self.payload.local if self.payload else "", ("", ""))

    def received_by(self, party: Party | None) -> bool:
        """True when the party's organisation is among the receivers."""
        return party is not None and any(one.organisation == party.organisation != "" for one in self.receivers)

    def sent_by(self, party: Party | None) -> bool:
        """True when the party's organisation sent it."""
        return party is not None and self.sender is not None and self.sender.organisation == party.organisation != ""

    # What the payload says ------------------------------------------------------------------------------------------

    @cached_property
    def answers_request(self) -> bool:
        """True when a PLO message says that it answers a request (SvarPaaForesporsel)."""
        node = find(self.payload, "InformasjonOmForsendelsen/SvarPaaForesporsel")
        return text(node) in ("true", "1")

    @cached_property
    def content_type(self) -> str:
        """TypeInnhold of a PLO message."""
        return value(find(self.payload, "TypeInnholdIMelding/TypeInnhold"))

    @cached_property
    def requests(self) -> list[Node]:
        """The questions asked or repeated in the message."""
        if self.plo:
            return children(child(self.payload, "InformasjonOmForsendelsen"), "Foresporsel")
        inside = self.payload
        return children(inside, "Foresporsel") or [one for note in children(inside, "Notat") for one in children(note, "Foresporsel")]

    def event(self, *codes: str) -> Node | None:
        """Give TidspunktForHendelse of the first event with one of these codes (list 9121)."""
        for happening in below(self.payload, "TidsfestetHendelse"):
            if value(child(happening, "Hendelsekode")) in codes:
                return child(happening, "TidspunktForHendelse")
        return None


def folded(name: str) -> str:
    """Give a name so that case and white space do not matter."""
    return " ".join(name.split()).casefold()


def party(node: Node, levels: list[tuple[list[tuple[str, str]], str]]) -> Party:
    """Give a party from its levels, each with (id, kind of id) and name."""
    own = [next((number for number, kind in ids if kind == "HER"), ids[0][0] if ids else "") for ids, _ in levels]
    return Party(
        node,
        own[0],
        own[-1] or own[0],
        frozenset(number for ids, _ in levels for number, _ in ids if number),
        frozenset(folded(name) for _, name in levels if name),
    )


def organisation(node: Node | None) -> Party | None:
    """Read a party of the hodemelding: Organisation, and the service or person below it."""
    first = child(node, "Organisation")
    if first is None:
        return None
    levels = [first]
    second = child(first, "Organisation") or child(first, "HealthcareProfessional")
    if second is not None:
        levels.append(second)
    return party(first, [(idents(level), party_name(level)) for level in levels])


def idents(node: Node) -> list[tuple[str, str]]:
    return [(text(child(one, "Id")), value(child(one, "TypeId"))) for one in children(node, "Ident")]


def party_name(node: Node) -> str:
    person = f"{text(child(node, 'GivenName'))} {text(child(node, 'FamilyName'))}".strip()
    return text(child(node, "OrganisationName")) or text(child(node, "Name")) or person


def institution(node: Node | None) -> Party | None:
    """Read a party of a receipt or of Henvisning and Epikrise 1.x: HCP/Inst, and Dept or HCPerson below it."""
    first = find(node, "HCP/Inst")
    if first is None:
        return None
    levels = [first]
    second = child(first, "HCPerson") or child(first, "Dept")
    if second is not None:
        levels.append(second)
    return party(first, [(numbers(level), party_name(level)) for level in levels])


def numbers(node: Node) -> list[tuple[str, str]]:
    more = [(text(child(one, "Id")), value(child(one, "Type"))) for one in children(node, "AdditionalId")]
    return [(text(child(node, "Id")), value(child(node, "TypeId"))), *more]
