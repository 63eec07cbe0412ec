# SPDX-License-Identifier: MIT
"""One message as the flow sees it: who, to whom, about whom, when, and what it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from plokit.flow_check.nodes import below, child, children, find, text, text_or_value, value
from plokit.flow_check.parties import Party, Patient, institution, organisation, patient_of
from plokit.flow_check.times import parse_time
from plokit.model import Recognition
from plokit.parsing.tree import Node

# Epikrise 1.x and Henvisning 1.x: the body, who sends and who gets it.
BODIES = {"ServRprt": ("ServProvider", "Requester"), "ServReq": ("Requester", "ServProvider")}


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
        return None if node is None else patient_of(node)

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
        return children(inside, "Foresporsel") or [
            one for note in children(inside, "Notat") for one in children(note, "Foresporsel")
        ]

    def event(self, *codes: str) -> Node | None:
        """Give TidspunktForHendelse of the first event with one of these codes (list 9121)."""
        for happening in below(self.payload, "TidsfestetHendelse"):
            if value(child(happening, "Hendelsekode")) in codes:
                return child(happening, "TidspunktForHendelse")
        return None
