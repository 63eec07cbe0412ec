# SPDX-License-Identifier: MIT
"""Ids and ConversationRef: each message its own id, and every reference to the right earlier message (HITS 1218)."""

from __future__ import annotations

from collections.abc import Iterator

from plokit.catalog import Catalog
from plokit.flow_check.flow import REFERRALS, Flow
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import below, text
from plokit.flow_check.rule import (
    FlowProblem,
    Rule,
    conversation_node,
    entry,
    id_node,
    parent_node,
    patient_node,
    told,
)

CHANGES = ("M", "C")


def reused_id(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A MsgId that an earlier message with other content has. An exact copy is a technical resend, and allowed."""
    for messages in flow.by_id.values():
        first = messages[0]
        for message in messages[1:]:
            if message.source == first.source or flow.rejected_before(first, message):
                continue
            code = "PLO-HOD-007" if message.plo else "LINK-011" if message.status in CHANGES else "HODE-002"
            yield FlowProblem(code, message, id_node(message), {"other": told(first)})


def sent_again(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A message sent again under its old MsgId after a receiver has rejected it."""
    for messages in flow.by_id.values():
        first = messages[0]
        for message in messages[1:]:
            if flow.rejected_before(first, message):
                code = "PLO-ACK-007" if message.plo else "HODE-002"
                yield FlowProblem(code, message, id_node(message), {"other": told(first)})


def referring(flow: Flow) -> Iterator[tuple[Message, Message | None]]:
    """Give every message with a RefToParent that is not its own id, and the message it names."""
    for message in flow.documents:
        if message.parent and message.parent != message.id:
            yield message, flow.parent(message)


def missing_parent(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """RefToParent names nothing in the flow: the id of something else, or of a message that is not there."""
    answering = entry(catalog, "PLO-STA-008")["types"]
    others = other_ids(flow)
    for message, parent in referring(flow):
        if parent is not None:
            continue
        node = parent_node(message)
        if message.parent in others:
            yield FlowProblem("LINK-007", message, node, {"value": others[message.parent]})
            continue
        continues = message.status in CHANGES or message.answers_request or message.type in answering
        if continues:
            yield FlowProblem("PLO-STA-009" if message.plo else "LINK-004", message, node)
        else:
            yield FlowProblem("PLO-STA-008" if message.plo else "LINK-006", message, node)


def other_ids(flow: Flow) -> dict[str, str]:
    """Give the ids in the flow that look like a MsgId and are not, with the name of the element they stand in."""
    found = dict.fromkeys(flow.receipt_ids, "AppRec/Id")
    for message in flow.documents:
        if message.document_node is not None:
            found.setdefault(message.document, message.document_node.local)
        if message.root.local == "MsgHead":
            for reference in below(message.root, "RefDoc"):
                for node in (child for child in reference.children if child.local == "Id"):
                    found.setdefault(text(node).lower(), "RefDoc/Id")
            for name in ("DokIdForesp", "DokIdNotat"):
                for node in below(message.payload, name):
                    found.setdefault(text(node).lower(), name)
    found.pop("", None)
    return found


def later_parent(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """RefToParent names a message made later. For M and C it may be the order of arrival only; a receiver must cope."""
    for message, parent in referring(flow):
        if parent is None or flow.before(parent, message):
            continue
        if message.status in CHANGES:
            code, variant = ("PLO-STA-014" if message.plo else "LINK-018"), ""
        else:
            code, variant = ("PLO-STA-009" if message.plo else "LINK-004"), "senere"
        yield FlowProblem(code, message, parent_node(message), {"other": told(parent)}, variant)


def other_patient(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A message about another patient than the one it refers to."""
    for message, parent in referring(flow):
        if parent is None or message.patient is None or parent.patient is None or message.type == "FRAVARSMELDING":
            continue
        if not message.patient.same(parent.patient):
            code, variant = ("PLO-STA-009", "pasient") if message.plo else ("LINK-008", "")
            yield FlowProblem(code, message, patient_node(message), {"other": told(parent)}, variant)


def conversation(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """RefToConversation is not the first message of the dialogue."""
    for message, parent in referring(flow):
        root = None if parent is None else flow.roots[parent]
        if root is None or parent is None or message.conversation == root.id or not flow.before(parent, message):
            continue
        facts = {"other": told(root), "expected": root.id}
        if message.type == "DIALOG_STATUS_HENVISNING" and parent.type in REFERRALS:
            code, variant = "DIALOG-031", "begge"
        elif parent is root:
            code, variant = ("PLO-STA-007" if message.plo else "LINK-005"), ""
        elif message.plo and message.status in CHANGES:
            code, variant = "PLO-STA-005", "samtale"
        else:
            code, variant = "LINK-003", ""
        yield FlowProblem(code, message, conversation_node(message), facts, variant)


def latest_version(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """M or C of a PLO message that acts on an older version than the latest."""
    for message, parent in referring(flow):
        if not message.plo or message.status not in CHANGES or parent is None or parent.type != message.type:
            continue
        root = flow.roots[parent]
        if root is None or not flow.before(parent, message):
            continue
        older = [one for one in chain(flow, root, message) if flow.before(parent, one)]
        if older:
            facts = {"other": told(older[-1]), "expected": older[-1].id}
            yield FlowProblem("PLO-STA-005", message, parent_node(message), facts)


def chain(flow: Flow, root: Message, message: Message) -> list[Message]:
    """Give the changed versions of the same report in a dialogue, before this message."""
    found = []
    for one in flow.versions[root, message.type]:
        if not flow.before(one, message):
            break
        if one.status == "M" and message.sent_by(one.sender):
            found.append(one)
    return found


RULES = (
    Rule(("PLO-HOD-007", "HODE-002", "LINK-011"), reused_id),
    Rule(("PLO-ACK-007", "HODE-002"), sent_again),
    Rule(("PLO-STA-009", "LINK-004", "PLO-STA-008", "LINK-006", "LINK-007"), missing_parent),
    Rule(("PLO-STA-014", "LINK-018", "PLO-STA-009", "LINK-004"), later_parent),
    Rule(("PLO-STA-009", "LINK-008"), other_patient),
    Rule(("PLO-STA-007", "LINK-005", "LINK-003", "PLO-STA-005", "DIALOG-031"), conversation),
    Rule(("PLO-STA-005",), latest_version),
)
