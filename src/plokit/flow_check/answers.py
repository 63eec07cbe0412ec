# SPDX-License-Identifier: MIT
"""Questions and answers, and messages that only make sense beside the one they answer."""

from __future__ import annotations

from collections.abc import Iterator

from plokit.catalog import Catalog
from plokit.flow_check.flow import REFERRALS, REJECTED, Flow, status
from plokit.flow_check.linking import CHANGES, referring
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import below, child, find, text, value
from plokit.flow_check.parties import folded
from plokit.flow_check.rule import FlowProblem, Rule, entry, parent_node, told, type_node
from plokit.parsing.tree import Node

ASKS = ("DIALOG_FORESPORSEL", "DIALOG_HELSEFAGLIG")
READY_LIST, READY_CODE = "9155", "1"


def earlier_parents(flow: Flow) -> Iterator[tuple[Message, Message]]:
    """Give every message that refers to an earlier one in the flow, with that one."""
    for message, parent in referring(flow):
        if parent is not None and flow.before(parent, message):
            yield message, parent


def answers(flow: Flow) -> Iterator[tuple[Message, Message]]:
    """Give the PLO messages and DIALOG_SVAR that answer a request in the flow, with the request."""
    for message, parent in earlier_parents(flow):
        answering = message.type == "DIALOG_SVAR" or (message.answers_request and message.status not in CHANGES)
        if answering and parent.type in ASKS:
            yield message, parent


def list_of(node: Node | None) -> str:
    """Give the number of the code list that a code names: the last part of its OID."""
    return value(node, "S").rpartition(".")[2]


def without_request(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """An answer that does not refer to the request."""
    for message in flow.documents:
        plo = message.plo and message.answers_request and message.status not in CHANGES
        parent = flow.parent(message)
        if plo and not message.parent:
            yield FlowProblem("PLO-FOR-003", message, type_node(message))
        elif (plo or message.type == "DIALOG_SVAR") and parent is not None and parent.type not in ASKS:
            code, variant = ("PLO-FOR-003", "annet") if plo else ("DIALOG-010", "")
            yield FlowProblem(code, message, parent_node(message), {"other": told(parent)}, variant)


def repeated_question(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """The answer carries the question again, and it must be the one that was asked."""
    for message, request in answers(flow):
        if not message.requests or not request.requests:
            continue
        asked = [(value(child(one, "TypeForesp")), text(child(one, "Sporsmal"))) for one in request.requests]
        for one in message.requests:
            kind = child(one, "TypeForesp")
            facts = {"value": value(kind), "expected": asked[0][0], "other": told(request)}
            if message.plo:
                if value(kind) not in [code for code, _ in asked]:
                    yield FlowProblem("PLO-FOR-005", message, kind or one, facts)
            elif not any(repeats(one, *question) for question in asked):
                yield FlowProblem("DIALOG-011", message, kind or one, facts)


def repeats(one: Node, code: str, question: str) -> bool:
    return value(child(one, "TypeForesp")) == code and folded(text(child(one, "Sporsmal"))) == folded(question)


def which_question(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A request with several questions: the answer must say which one it answers."""
    for message, request in answers(flow):
        if message.plo and len(request.requests) > 1:
            for one in message.requests:
                if not text(child(one, "RefDokIdForesp")):
                    facts = {"other": told(request), "value": str(len(request.requests))}
                    yield FlowProblem("PLO-FOR-008", message, one, facts)


def fitting_type(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """The type of the answer fits the kind of question."""
    table = entry(catalog, "PLO-FOR-009")["table"]
    for message, request in answers(flow):
        kinds = [child(one, "TypeForesp") for one in request.requests]
        if len(kinds) == 1:
            fitting = table.get(f"{list_of(kinds[0])}/{value(kinds[0])}", [])
            if fitting and message.type not in fitting:
                facts = {"value": value(kinds[0], "DN"), "expected": ", ".join(fitting), "other": told(request)}
                yield FlowProblem("PLO-FOR-009", message, type_node(message), facts)


def ready_reply(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """The reply to Melding om utskrivningsklar pasient is a Notat with the theme made for it."""
    for message, parent in earlier_parents(flow):
        if parent.type != "LOG_UTSKRIVNINGSKLAR" or message.type not in ("DIALOG_NOTAT", "DIALOG_SVAR"):
            continue
        theme = find(message.payload, "Notat/TemaKodet")
        if message.type == "DIALOG_SVAR" or (list_of(theme), value(theme)) != (READY_LIST, READY_CODE):
            yield FlowProblem("DIALOG-017", message, theme or type_node(message), {"other": told(parent)})


def fault_reports(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """DIALOG_AVVIK is for a message its sender got, and that was taken in."""
    for message, parent in earlier_parents(flow):
        if message.type != "DIALOG_AVVIK":
            continue
        facts = {"other": told(parent)}
        if not parent.received_by(message.sender):
            yield FlowProblem("DIALOG-020", message, parent_node(message), facts)
        refused = [one for one in flow.receipts_of.get(parent, ()) if status(one) == REJECTED]
        if any(one.sent_by(message.sender) for one in refused):
            yield FlowProblem("DIALOG-022", message, parent_node(message), facts)


def unlinked_dialogue(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """A Helsefaglig dialog that goes back to the sender of one with the same theme, and has no reference."""
    open_themes: dict[tuple[str, str], Message] = {}
    for message in flow.documents:
        if message.type != "DIALOG_HELSEFAGLIG" or message.patient is None:
            continue
        theme = folded(text(find(message.payload, "Notat/Tema")))
        key = (message.patient.key, theme)
        first = open_themes.setdefault(key, message)
        answers_first = message.received_by(first.sender) and first.received_by(message.sender)
        if theme and message.reference is None and first is not message and answers_first:
            yield FlowProblem("DIALOG-027", message, type_node(message), {"other": told(first)})


def referral_status(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Status på henvisning belongs to a referral, and not to one for immediate help."""
    for message, parent in earlier_parents(flow):
        if message.type != "DIALOG_STATUS_HENVISNING":
            continue
        if parent.type not in (*REFERRALS, message.type):
            yield FlowProblem("DIALOG-031", message, parent_node(message), {"other": told(parent)})
        first = flow.roots[message] or parent
        if first.type in REFERRALS and urgent(first):
            yield FlowProblem("DIALOG-032", message, parent_node(message), {"other": told(first)})


def urgent(referral: Message) -> bool:
    """True for a referral for immediate help (hastegrad 0)."""
    return any(value(node) == "0" for node in below(referral.payload, "Priority"))


def absence(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Melding om fravær goes back the way the message came, about the same patient."""
    for message, parent in earlier_parents(flow):
        if message.type != "FRAVARSMELDING":
            continue
        facts = {"other": told(parent)}
        back = parent.sender is not None and any(one.same(parent.sender) for one in message.receivers)
        here = message.sender is not None and any(one.same(message.sender) for one in parent.receivers)
        same = message.patient is not None and parent.patient is not None and message.patient.same(parent.patient)
        if not same and message.patient is not None:
            yield FlowProblem("PLO-FRA-002", message, message.patient.node, facts, "pasient")
        elif not back and message.receivers:
            yield FlowProblem("PLO-FRA-002", message, message.receivers[0].node, facts)
        elif not here and message.sender is not None:
            yield FlowProblem("PLO-FRA-002", message, message.sender.node, facts)


RULES = (
    Rule(("PLO-FOR-003", "DIALOG-010"), without_request),
    Rule(("PLO-FOR-005", "DIALOG-011"), repeated_question),
    Rule(("PLO-FOR-008",), which_question),
    Rule(("PLO-FOR-009",), fitting_type),
    Rule(("DIALOG-017",), ready_reply),
    Rule(("DIALOG-020", "DIALOG-022"), fault_reports),
    Rule(("DIALOG-027",), unlinked_dialogue),
    Rule(("DIALOG-031", "DIALOG-032"), referral_status),
    Rule(("PLO-FRA-002",), absence),
)
