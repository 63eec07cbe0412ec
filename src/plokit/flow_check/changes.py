# SPDX-License-Identifier: MIT
"""Change and cancellation (HISD 1154): what M and C must keep, and what may not follow a cancellation."""

from __future__ import annotations

from collections.abc import Iterator

from plokit.catalog import Catalog
from plokit.flow_check.flow import LETTERS, REFERRALS, Flow
from plokit.flow_check.linking import CHANGES, referring
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import below, child, find, text, text_or_value, value
from plokit.flow_check.rule import FlowProblem, Rule, parent_node, told, type_node
from plokit.flow_check.times import parse_time
from plokit.parsing.tree import Node

HODE = "MsgHead"


def changed(flow: Flow) -> Iterator[tuple[Message, Message]]:
    """Give every M and C that refers to an earlier message in the flow, with that message."""
    for message, parent in referring(flow):
        if message.status in CHANGES and parent is not None and flow.before(parent, message):
            yield message, parent


def other_type(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    for message, parent in changed(flow):
        if message.plo and message.type != parent.type:
            yield FlowProblem("PLO-STA-010", message, type_node(message), {"other": told(parent)})


def incomplete(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """M lacks a part that the version before had. Only whole parts and headings are compared: words may change."""
    for message, parent in changed(flow):
        if not message.plo or message.status != "M" or message.type != parent.type:
            continue
        if message.edition != parent.edition:
            continue
        have = parts(message)
        lost = [name for name in parts(parent) if name not in have]
        if lost:
            yield FlowProblem("PLO-STA-011", message, message.payload or message.root, {"value": lost[0]})


def parts(message: Message) -> dict[str, None]:
    """Give the parts of a report in order: the elements at its top, and its headings."""
    inside = message.payload
    found = dict.fromkeys(one.local for one in (inside.children if inside else ()) if one.children or one.text.strip())
    for heading in below(inside, "Overskriftskode"):
        found[value(heading, "DN") or value(heading)] = None
    return found


def after_cancelling(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A message that builds on a cancelled one. Saying that it was wrong is allowed."""
    for message, parent in referring(flow):
        if parent is None or message.type == "DIALOG_AVVIK":
            continue
        ended = flow.cancelled.get(parent) or (parent if parent.status == "C" else None)
        if ended is not None and ended is not message and flow.before(ended, message):
            yield FlowProblem("PLO-STA-013", message, parent_node(message), {"other": told(ended)})


def issue_date(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """The date of the document, which M and C keep."""
    for message, parent in changed(flow):
        if message.type != parent.type and not (message.type in REFERRALS and parent.type in REFERRALS):
            continue
        if message.plo:
            code, path, own = "PLO-STA-015", "Document/RefDoc/IssueDate", message.root
            before = find(parent.root, path)
        elif message.edition == "Henvisning 2.0":
            code, path, own = "LINK-016", "IssueDate", message.payload or message.root
            before = find(parent.payload, path)
        else:
            continue
        node = find(own, path)
        if node is None or before is None or same_moment(node, before):
            continue
        yield FlowProblem(code, message, node, {"value": text_or_value(node), "expected": text_or_value(before)})


def same_moment(first: Node, second: Node) -> bool:
    one, other = text_or_value(first), text_or_value(second)
    return one == other or (parse_time(one) is not None and parse_time(one) == parse_time(other))


def document_id(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Epikrise and Henvisning keep the id of the document through M and C; a new document has a new one."""
    for message in flow.documents:
        if message.type not in (*LETTERS, *REFERRALS) or message.document_node is None or message.plo:
            continue
        earlier = [one for one in flow.by_document.get(message.document, ()) if flow.before(one, message)]
        first = [one for one in earlier if one.status == "N" and one.id != message.id and not flow.rejected(one)]
        if message.status == "N" and first:
            yield FlowProblem("LINK-015", message, message.document_node, {"other": told(first[-1])})
        if message.status in CHANGES and not earlier:
            original = flow.parent(message) or latest_letter(flow, message)
            if original is not None and original.document and flow.before(original, message):
                facts = {"other": told(original), "expected": original.document}
                yield FlowProblem("LINK-012", message, message.document_node, facts)


def latest_letter(flow: Flow, message: Message) -> Message | None:
    """Give the latest earlier message of the same kind from the same sender about the same patient."""
    if message.root.local == HODE or message.patient is None:
        return None
    found = None
    for one in flow.letters.get((message.type, message.patient.key), ()):
        if not flow.before(one, message):
            break
        if message.sent_by(one.sender):
            found = one
    return found


def referral_of_letter(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A discharge letter that does not name the referral it answers, though the flow has it."""
    for message in flow.documents:
        if message.type not in LETTERS or message.status == "C" or message.patient is None:
            continue
        kinds = [(kind, message.patient.key) for kind in REFERRALS]
        known = [one for kind in kinds for one in flow.letters.get(kind, ()) if one.received_by(message.sender)]
        known = [one for one in known if flow.before(one, message) and flow.counts(one)]
        request = child(message.payload, "ServReq")
        named = child(request, "Id")
        if known and text(named).lower() not in {referral_id(one) for one in known}:
            facts = {"other": told(known[-1]), "expected": referral_id(known[-1])}
            yield FlowProblem("LINK-017", message, named or request or message.payload or message.root, facts)


def referral_id(message: Message) -> str:
    """Give the id a discharge letter refers to: MsgId for Henvisning 2.0, the document's id for 1.x (HITS 1218)."""
    return message.id if message.root.local == HODE else message.document


RULES = (
    Rule(("PLO-STA-010",), other_type),
    Rule(("PLO-STA-011",), incomplete),
    Rule(("PLO-STA-013",), after_cancelling),
    Rule(("PLO-STA-015", "LINK-016"), issue_date),
    Rule(("LINK-012", "LINK-015"), document_id),
    Rule(("LINK-017",), referral_of_letter),
)
