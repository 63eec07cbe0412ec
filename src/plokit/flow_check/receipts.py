# SPDX-License-Identifier: MIT
"""Receipts: one from each receiver, in the right version, about the right message, in time (AppRec, HITS 1168)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from plokit.catalog import Catalog
from plokit.check import validate
from plokit.flow_check.answers import urgent
from plokit.flow_check.flow import ACCEPTED, REFERRALS, REJECTED, Flow, errors, original_id, status
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import child, text_or_value, value
from plokit.flow_check.parties import Party
from plokit.flow_check.rule import FlowProblem, Rule, entry, id_node, time_node, told
from plokit.flow_check.times import parse_time, shown
from plokit.parsing.tree import Node

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNREADABLE = {"T01", "T02", "T10", "T99"}


def original(receipt: Message, name: str) -> Node:
    """Give an element of OriginalMsgId, or the nearest thing to point at."""
    node = child(receipt.root, "OriginalMsgId")
    return child(node, name) or node or receipt.root


def pairs(flow: Flow) -> Iterator[tuple[Message, Message]]:
    """Give every receipt with the message it is for."""
    for receipt in flow.receipts:
        named = flow.originals[receipt]
        if named:
            yield receipt, named[0]


# What a receipt says ------------------------------------------------------------------------------------------------


def version(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """The message's standard decides which version of AppRec answers it."""
    table = entry(catalog, "APPREC-003")["table"]
    for receipt, message in pairs(flow):
        right = table.get(message.edition, "")
        if right and receipt.recognised.version not in right:
            own = {"PLO 1.5": "PLO-ACK-001", "PLO 1.6": "PLO-ACK-002"}.get(message.edition)
            code = own or {"Henvisning": "HENV-031", "Epikrise": "EPI-021"}.get(message.standard, "APPREC-003")
            facts = {"value": receipt.recognised.version or "", "expected": right[0], "other": told(message)}
            yield FlowProblem(code, receipt, child(receipt.root, "MIGversion") or receipt.root, facts)


def mirrors(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A receipt repeats id, time, type and parties of the message it is for."""
    for receipt, message in pairs(flow):
        date, kind = original(receipt, "IssueDate"), original(receipt, "MsgType")
        facts = {"other": told(message)}
        if parse_time(text_or_value(date)) != message.at and message.id == original_id(receipt):
            facts |= {"value": text_or_value(date), "expected": text_or_value(message.time_node)}
            yield FlowProblem("PLO-ACK-004" if message.plo else "APPREC-015", receipt, date, facts, "tid" * message.plo)
        if value(kind) != message.type:
            facts |= {"value": value(kind), "expected": message.type}
            yield FlowProblem("APPREC-016", receipt, kind, facts)
        back = receipt.receivers[0] if receipt.receivers else None
        if message.sender is not None and not repeats(back, message.sender):
            node = back.node if back else child(receipt.root, "Receiver") or receipt.root
            yield FlowProblem("PLO-ACK-004" if message.plo else "APPREC-017", receipt, node, facts, "til" * message.plo)
        if message.receivers and not any(repeats(receipt.sender, one) for one in message.receivers):
            node = receipt.sender.node if receipt.sender else child(receipt.root, "Sender") or receipt.root
            yield FlowProblem("PLO-ACK-004" if message.plo else "APPREC-018", receipt, node, facts, "fra" * message.plo)


def repeats(given: Party | None, wanted: Party) -> bool:
    """True when a receipt names a party with all its ids and names (HITS 1168 kap. 6.1)."""
    return given is not None and given.ids >= wanted.ids and given.names >= wanted.names


def document_instead_of_message(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """AppRec 1.0 names old-style messages by the document's id; every other receipt names the MsgId."""
    table = entry(catalog, "APPREC-003")["table"]
    for receipt, message in pairs(flow):
        node, named = original(receipt, "Id"), original_id(receipt)
        if receipt.recognised.version not in table.get(message.edition, [receipt.recognised.version]):
            continue
        by_document = receipt.recognised.version == "1.0" and message.root.local == "Message"
        wanted = message.document if by_document else message.id
        if named != wanted and wanted:
            facts = {"other": told(message), "expected": wanted}
            yield FlowProblem("APPREC-014" if by_document else "APPREC-013", receipt, node, facts)


def unknown_message(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A receipt for a message that is not there: the id of a receipt, a wrong id, or simply not in the folder."""
    waiting: dict[tuple[str, object], list[Message]] = defaultdict(list)
    for message in flow.documents:
        if not flow.receipts_of.get(message):
            waiting[message.type, message.at].append(message)
    for receipt in flow.receipts:
        if flow.originals[receipt]:
            continue
        node, kind = original(receipt, "Id"), value(original(receipt, "MsgType"))
        if original_id(receipt) in flow.receipt_ids or kind == "APPREC":
            yield FlowProblem("APPREC-027", receipt, node)
            continue
        alike = waiting.get((kind, parse_time(text_or_value(original(receipt, "IssueDate")))), ())
        back = next(iter(receipt.receivers), None)
        meant = next((one for one in alike if one.sent_by(back)), None)
        if meant is None:
            yield FlowProblem("FLYT-LES-002", receipt, node)
        else:
            facts = {"other": told(meant), "expected": meant.id}
            yield FlowProblem("PLO-ACK-004" if meant.plo else "APPREC-013", receipt, node, facts)


# How many, and when -------------------------------------------------------------------------------------------------


def second_receipt(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """More than one receipt from one receiver. The same receipt again is a technical resend, and allowed."""
    for messages in flow.by_id.values():
        message = messages[0]
        first: dict[str, Message] = {}
        for receipt in flow.receipts_of.get(message, ()):
            who = receipt.sender.address if receipt.sender else ""
            before = first.setdefault(who, receipt)
            if before is receipt or before.id == receipt.id:
                continue
            copies = len(messages) > 1
            plo, other = ("PLO-ACK-008", "APPREC-037") if copies else ("PLO-ACK-003", "APPREC-024")
            facts = {"other": told(message), "value": shown(before.at)}
            yield FlowProblem(plo if message.plo else other, receipt, id_node(receipt), facts)


def no_receipt(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """No receipt within the time limit, or one after it, counted for each receiver."""
    limit = timedelta(hours=entry(catalog, "APPREC-038")["hours"])
    for messages in flow.by_id.values():
        message = messages[0]
        given = flow.receipts_of.get(message, [])
        named = {one.sender.address for one in given if one.sender}
        silent = [one for one in message.receivers if one.address not in named]
        strangers = [one for one in given if not one.sender or one.sender.address not in addresses(message)]
        facts = {"hours": str(limit // timedelta(hours=1)), "value": shown(message.at + limit)}
        if flow.now is not None and flow.now > message.at + limit:
            for one in silent[len(strangers) :]:
                code = "PLO-ACK-005" if message.plo else "APPREC-038"
                yield FlowProblem(code, message, one.node, facts)
        for receipt in given:
            if receipt.at > message.at + limit:
                yield FlowProblem("APPREC-025", receipt, time_node(receipt), facts | {"other": told(message)})


def addresses(message: Message) -> set[str]:
    return {one.address for one in message.receivers}


# Whether it should have been rejected -------------------------------------------------------------------------------


def wrong_verdict(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """Rejected as not following the schema, though it does; taken in though it must be rejected; and the other way."""
    for receipt, message in pairs(flow):
        node = child(receipt.root, "Status") or receipt.root
        given, codes = status(receipt), errors(receipt)
        facts = {"other": told(message), "value": ", ".join(codes)}
        if given == REJECTED and codes == ["T02"] and follows_schema(message, catalog):
            yield FlowProblem("APPREC-035", receipt, node, facts)
        if given == REJECTED and message.type in REFERRALS and urgent(message) and not UNREADABLE & set(codes):
            yield FlowProblem("APPREC-030", receipt, node, facts)
        if given == ACCEPTED and receipt.recognised.version == "1.1" and not UUID.fullmatch(message.id):
            yield FlowProblem("APPREC-028", receipt, node, facts | {"value": message.id})


def follows_schema(message: Message, catalog: Catalog) -> bool:
    found = validate(message.source, path=message.path, catalog=catalog).findings
    return not any(finding.code.startswith(("XML-", "XSD-", "KIT-")) for finding in found)


RULES = (
    Rule(("APPREC-003", "PLO-ACK-001", "PLO-ACK-002", "HENV-031", "EPI-021"), version),
    Rule(("PLO-ACK-004", "APPREC-015", "APPREC-016", "APPREC-017", "APPREC-018"), mirrors),
    Rule(("APPREC-013", "APPREC-014"), document_instead_of_message),
    Rule(("PLO-ACK-004", "APPREC-013", "APPREC-027", "FLYT-LES-002"), unknown_message),
    Rule(("PLO-ACK-003", "APPREC-024", "PLO-ACK-008", "APPREC-037"), second_receipt),
    Rule(("PLO-ACK-005", "APPREC-038", "APPREC-025"), no_receipt),
    Rule(("APPREC-035", "APPREC-030", "APPREC-028"), wrong_verdict),
)
