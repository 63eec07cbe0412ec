# SPDX-License-Identifier: MIT
"""All messages of a flow in time order, with the indexes that rules ask. Everything is looked up, nothing searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from plokit.flow_check.message import Message
from plokit.flow_check.nodes import child, value
from plokit.flow_check.times import norwegian_day

K = TypeVar("K")
V = TypeVar("V")
OPENS_STAY = ("LOG_INNLAGT", "HELSEOPPL_SOKNAD", "INNLEGGELSESRAPPORT")
REFERRALS = ("HENVISNING_NYTILSTAND", "HENVISNING_VIDERE", "HENVISNING", "H")
LETTERS = ("EPIKRISE", "E")
ADMITTED, DISCHARGED = "1", "2"
ACCEPTED, REJECTED = "1", "2"


def order(message: Message) -> tuple[datetime, bool, str, str, int]:
    """Give the sort key: by time, messages before receipts, and then so that the order given does not matter."""
    return message.at, message.receipt, message.id, message.path, message.number


class Flow:
    """Messages that have an id and a time, and the moment the flow is looked at.

    ``documents`` are the messages that are not receipts, each once: an exact copy is a technical resend.
    """

    def __init__(self, messages: Iterable[Message], now: datetime | None = None) -> None:
        self.messages = tuple(sorted(messages, key=order))
        self.now = now or (self.messages[-1].at if self.messages else None)
        self.place = {message: at for at, message in enumerate(self.messages)}
        everything = [message for message in self.messages if not message.receipt]
        once: dict[tuple[str, str], Message] = {}
        for message in everything:
            once.setdefault((message.id, message.source), message)
        self.documents = tuple(once.values())
        self.receipts = tuple(message for message in self.messages if message.receipt)
        self.by_id = grouped((message.id, message) for message in everything)
        self.by_document = grouped((message.document, message) for message in self.documents if message.document)
        self.receipt_ids = grouped((message.id, message) for message in self.receipts)
        self.replies = grouped((message.parent, message) for message in self.documents if message.parent)

    def before(self, first: Message, second: Message) -> bool:
        """True when the first stands before the second in time order."""
        return self.place[first] < self.place[second]

    # References -----------------------------------------------------------------------------------------------------

    def parent(self, message: Message) -> Message | None:
        """Give the message that RefToParent names, whether it came earlier or later."""
        if not message.parent or message.parent == message.id:
            return None
        return next(iter(self.by_id.get(message.parent, ())), None)

    @cached_property
    def roots(self) -> dict[Message, Message | None]:
        """The first message of each message's dialogue; None when the way back leaves the flow, or goes in a ring."""
        found: dict[Message, Message | None] = {}
        for message in self.documents:
            way: list[Message] = []
            at: Message | None = message
            seen: set[Message] = set()
            while at is not None and at not in found and at not in seen:
                way.append(at)
                seen.add(at)
                if not at.parent:
                    break
                at = self.parent(at)
            ring = at in seen and bool(at.parent)
            root = None if at is None or ring else found.get(at, at)
            found |= dict.fromkeys(way, root)
        return found

    @cached_property
    def versions(self) -> dict[tuple[Message, str], list[Message]]:
        """The messages of one type in one dialogue, in time order."""
        return grouped(((root, message.type), message) for message, root in self.roots.items() if root is not None)

    # Receipts -------------------------------------------------------------------------------------------------------

    @cached_property
    def originals(self) -> dict[Message, tuple[Message, ...]]:
        """The messages that each receipt is for: named by MsgId or, the old way, by the id of the document."""
        found = {}
        for receipt in self.receipts:
            named = original_id(receipt)
            found[receipt] = tuple(self.by_id.get(named, ()) or self.by_document.get(named, ()))
        return found

    @cached_property
    def receipts_of(self) -> dict[Message, list[Message]]:
        """The receipts of each message, in time order. Copies of one message share them."""
        pairs = ((message, receipt) for receipt, named in self.originals.items() for message in named)
        return grouped(pairs)

    def rejected(self, message: Message) -> bool:
        """True when a receiver has rejected it and none has taken it in."""
        statuses = {status(receipt) for receipt in self.receipts_of.get(message, ())}
        return REJECTED in statuses and ACCEPTED not in statuses

    def rejected_before(self, message: Message, later: Message) -> bool:
        """True when a receiver had rejected a message before a later one was made."""
        given = self.receipts_of.get(message, ())
        return any(status(receipt) == REJECTED and self.before(receipt, later) for receipt in given)

    # What counts ----------------------------------------------------------------------------------------------------

    @cached_property
    def cancelled(self) -> dict[Message, Message]:
        """The messages that a C has cancelled, with the C: the one it names and the versions before that."""
        found: dict[Message, Message] = {}
        for message in self.documents:
            target = self.parent(message) if message.status == "C" else None
            while target is not None and target not in found and target is not message:
                found[target] = message
                target = self.parent(target) if target.status == "M" else None
        return found

    @cached_property
    def returned(self) -> set[Message]:
        """The messages that a receiver has sent back with a DIALOG_AVVIK."""
        return {
            found
            for message in self.documents
            if message.type == "DIALOG_AVVIK" and (found := self.parent(message)) is not None
        }

    def counts(self, message: Message) -> bool:
        """True for a message that still means something: not a C, not cancelled, not rejected, not sent back."""
        return (
            message.status != "C"
            and message not in self.cancelled
            and message not in self.returned
            and not self.rejected(message)
        )

    @cached_property
    def letters(self) -> dict[tuple[str, str], list[Message]]:
        """Referrals and discharge letters by type and patient, in time order."""
        return grouped(
            ((message.type, message.patient.key), message)
            for message in self.documents
            if message.type in (*REFERRALS, *LETTERS) and message.patient is not None and message.patient.key
        )

    @cached_property
    def courses(self) -> dict[str, list[Message]]:
        """The PLO messages about each patient that still count, in time order."""
        return grouped(
            (message.patient.key, message)
            for message in self.documents
            if message.plo and message.patient is not None and message.patient.key and self.counts(message)
        )

    @cached_property
    def stays(self) -> dict[Message, tuple[str, int]]:
        """Patient and number of the stay that each message of a course belongs to.

        A new stay begins with the first message about an admission after a discharge, or with a new message that
        gives a later day of admission.
        """
        found = {}
        for patient, course in self.courses.items():
            number, left, since = 0, False, ""
            for message in course:
                opens = message.type in OPENS_STAY and message.status == "N"
                day = norwegian_day(value(message.event(ADMITTED))) if opens else ""
                if opens and (left or day > since > ""):
                    number, left, since = number + 1, False, day
                since = since or day
                left = left or message.type == "LOG_UTSKREVET"
                found[message] = (patient, number)
        return found

    @cached_property
    def by_stay(self) -> dict[tuple[tuple[str, int], str], list[Message]]:
        """The messages of each stay and type, in time order."""
        return grouped(((stay, message.type), message) for message, stay in self.stays.items())

    def same_stay(self, message: Message, *types: str) -> list[Message]:
        """Give the messages of some types in the same stay as this one, itself left out."""
        stay = self.stays.get(message)
        found = [] if stay is None else [one for kind in types for one in self.by_stay.get((stay, kind), ())]
        return [one for one in found if one is not message]


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Gather values by key, in the order they come."""
    found: dict[K, list[V]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return dict(found)


def original_id(receipt: Message) -> str:
    """Give the id that a receipt says it is for, in lower case."""
    node = child(child(receipt.root, "OriginalMsgId"), "Id")
    return "" if node is None else node.text.strip().lower()


def status(receipt: Message) -> str:
    """Give the status of a receipt (list 8258)."""
    return value(child(receipt.root, "Status"))


def errors(receipt: Message) -> list[str]:
    """Give the error codes of a receipt."""
    return [value(node) for node in receipt.root.children if node.local == "Error"]
