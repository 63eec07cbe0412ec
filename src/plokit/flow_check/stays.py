# SPDX-License-Identifier: MIT
"""A stay from admission to discharge: which message comes when, and who must answer (profiles HIS 1143–1149)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plokit.catalog import Catalog
from plokit.flow_check.flow import ADMITTED, DISCHARGED, Flow
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import below, find, text, value
from plokit.flow_check.parties import folded
from plokit.flow_check.rule import FlowProblem, Rule, conversation_node, entry, parent_node, time_node, told, type_node
from plokit.flow_check.times import has_clock, norwegian, norwegian_day, parse_time, shown
from plokit.parsing.tree import Node

FIRST, UPDATE = "1", "2"
DEAD = "2"
READY_ANSWERS = ("DIALOG_NOTAT", "DIALOG_HELSEFAGLIG", "DIALOG_SVAR")


def hours(catalog: Catalog, code: str) -> timedelta:
    """Give the time limit of a rule, from the register."""
    return timedelta(hours=entry(catalog, code)["hours"])


def counting(flow: Flow, kind: str) -> Iterator[Message]:
    """Give the messages of one type that count in a course."""
    return (message for message in flow.documents if message.type == kind and message in flow.stays)


def earlier(flow: Flow, message: Message, *types: str) -> list[Message]:
    return [one for one in flow.same_stay(message, *types) if flow.before(one, message)]


# Innleggelsesrapport ------------------------------------------------------------------------------------------------


def admission_report(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """The report answers the admission message, linked to it and in time."""
    limit = hours(catalog, "PLO-INN-001")
    for message in counting(flow, "INNLEGGELSESRAPPORT"):
        if message.status != "N":
            continue
        admissions = [one for one in earlier(flow, message, "LOG_INNLAGT") if message.received_by(one.sender)]
        if not admissions:
            continue
        admission = admissions[-1]
        facts = {"other": told(admission), "expected": admission.id, "hours": str(limit // timedelta(hours=1))}
        if message.at - admission.at > limit:
            yield FlowProblem("PLO-INN-001", message, time_node(message), facts)
        elsewhere = message.parent != admission.id and (not message.parent or flow.parent(message) is not None)
        if message.edition == "PLO 1.6" and not message.answers_request and elsewhere:
            yield FlowProblem("PLO-INN-002", message, parent_node(message), facts)


def admission_unanswered(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """Nobody has sent a report after an admission message."""
    limit = hours(catalog, "PLO-LOG-022")
    for message in counting(flow, "LOG_INNLAGT"):
        later = [one for one in flow.same_stay(message, "INNLEGGELSESRAPPORT") if flow.before(message, one)]
        if flow.now is None or flow.now - message.at <= limit or any(one.received_by(message.sender) for one in later):
            continue
        facts = {"hours": str(limit // timedelta(hours=1)), "value": shown(message.at + limit)}
        yield FlowProblem("PLO-LOG-022", message, type_node(message), facts)


# Helseopplysninger --------------------------------------------------------------------------------------------------


def first_or_update(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """The first Helseopplysninger of a stay is a Varsel (1), later ones are updates (2) in the same dialogue."""
    for message in counting(flow, "HELSEOPPL_SOKNAD"):
        if message.edition != "PLO 1.6" or message.content_type not in (FIRST, UPDATE):
            continue
        same = [one for one in earlier(flow, message, message.type) if shared_receiver(one, message)]
        node = find(message.payload, "TypeInnholdIMelding/TypeInnhold") or type_node(message)
        unknown_parent = bool(message.parent) and flow.parent(message) is None
        if message.content_type == FIRST and same and message.status == "N":
            yield FlowProblem("PLO-HEL-001", message, node, {"other": told(same[-1])})
        elif message.content_type == UPDATE and not same and not unknown_parent and not message.parent:
            yield FlowProblem("PLO-HEL-001", message, node, variant="forste")
        elif message.content_type == UPDATE and same and not unknown_parent:
            root = flow.roots[message]
            if root is message or (root is not None and root.type != message.type and same[0] is not root):
                facts = {"other": told(same[0]), "expected": same[0].id}
                yield FlowProblem("PLO-HEL-004", message, conversation_node(message), facts)


def shared_receiver(first: Message, second: Message) -> bool:
    return any(second.received_by(one) for one in first.receivers)


def nothing_new(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """An update whose texts are all as in the message before."""
    for message in counting(flow, "HELSEOPPL_SOKNAD"):
        parent = flow.parent(message)
        if message.content_type != UPDATE or parent is None or parent.type != message.type:
            continue
        now, before = notes(message), notes(parent)
        if now and [text_of for _, text_of in now] == [text_of for _, text_of in before]:
            yield FlowProblem("PLO-HEL-013", message, now[0][0], {"other": told(parent)})


def notes(message: Message) -> list[tuple[Node, str]]:
    return [(node, folded(text(node))) for node in below(message.payload, "Notat")]


def late_warning(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """The first Helseopplysninger more than a day after the admission."""
    limit = hours(catalog, "PLO-HEL-015")
    for message in counting(flow, "HELSEOPPL_SOKNAD"):
        if message.status != "N" or earlier(flow, message, message.type):
            continue
        known = earlier(flow, message, "LOG_INNLAGT")
        node = (known[-1].event(ADMITTED) if known else None) or message.event(ADMITTED)
        written = value(node)
        admitted = parse_time(written)
        if admitted is None:
            continue
        latest = admitted + limit + (timedelta(0) if has_clock(written) else timedelta(days=1))
        if message.at > latest:
            seen = shown(admitted)[: None if has_clock(written) else len("dd.mm.yyyy")]
            facts = {"value": seen, "hours": str(limit // timedelta(hours=1))}
            yield FlowProblem("PLO-HEL-015", message, time_node(message), facts)


# Utskrivningsklar ---------------------------------------------------------------------------------------------------


def ready_without_information(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Utskrivningsklar before any Helseopplysninger about the stay."""
    for message in counting(flow, "LOG_UTSKRIVNINGSKLAR"):
        if not earlier(flow, message, "HELSEOPPL_SOKNAD"):
            yield FlowProblem("PLO-LOG-007", message, type_node(message))


def ready_unanswered(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """Utskrivningsklar that the municipality has not answered."""
    limit = hours(catalog, "PLO-LOG-021")
    for message in counting(flow, "LOG_UTSKRIVNINGSKLAR"):
        if flow.now is None or flow.now - message.at <= limit:
            continue
        replies = [one for one in flow.replies.get(message.id, ()) if one.type in (*READY_ANSWERS, "LOG_AVMELDING")]
        if not replies:
            yield FlowProblem("PLO-LOG-021", message, type_node(message), {"hours": str(limit // timedelta(hours=1))})


def nothing_to_withdraw(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Avmelding when no utskrivningsklar is open."""
    open_now: dict[tuple[str, int], bool] = {}
    for message, stay in flow.stays.items():
        if message.type == "LOG_UTSKRIVNINGSKLAR":
            open_now[stay] = True
        elif message.type == "LOG_UTSKREVET":
            open_now[stay] = False
        elif message.type == "LOG_AVMELDING":
            if not open_now.get(stay):
                yield FlowProblem("PLO-LOG-012", message, type_node(message))
            open_now[stay] = False


# Utskrevet ----------------------------------------------------------------------------------------------------------


def discharge_day(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Utskrivningsrapport on the day of discharge, and both messages agree on the day."""
    for message in counting(flow, "UTSKRIVNINGSRAPPORT"):
        left = [one for one in flow.same_stay(message, "LOG_UTSKREVET") if one.sent_by(message.sender)]
        if message.status != "N" or not left:
            continue
        told_in_log, own = left[-1].event(DISCHARGED), message.event(DISCHARGED)
        facts = {
            "other": told(left[-1]),
            "value": norwegian_day(value(told_in_log)),
            "expected": norwegian_day(value(own)),
        }
        if own is not None and told_in_log is not None and facts["value"] != facts["expected"]:
            yield FlowProblem("PLO-LOG-014", left[-1], told_in_log, facts | {"other": told(message)})
        discharged = norwegian_day(value(own)) or norwegian_day(value(told_in_log))
        if discharged and norwegian(message.at).date().isoformat() != discharged:
            yield FlowProblem("PLO-UTS-011", message, time_node(message), facts | {"value": discharged})


def report_on_dead(flow: Flow, _: Catalog) -> Iterator[FlowProblem]:
    """Utskrivningsrapport for a stay that ended with the patient's death."""
    for message in counting(flow, "UTSKRIVNINGSRAPPORT"):
        for left in flow.same_stay(message, "LOG_UTSKREVET"):
            if any(value(node) == DEAD for node in below(left.payload, "Uttilstand")):
                yield FlowProblem("PLO-LOG-016", message, type_node(message), {"other": told(left)})
                break


def after_death(flow: Flow, catalog: Catalog) -> Iterator[FlowProblem]:
    """Messages about services after Orientering om dødsfall."""
    types = entry(catalog, "PLO-LOG-019")["types"]
    for course in flow.courses.values():
        death = None
        for message in course:
            if death is not None and message.type in types:
                yield FlowProblem("PLO-LOG-019", message, type_node(message), {"other": told(death)})
            death = death or (message if message.type == "LOG_DOD" else None)


RULES = (
    Rule(("PLO-INN-001", "PLO-INN-002"), admission_report),
    Rule(("PLO-LOG-022",), admission_unanswered),
    Rule(("PLO-HEL-001", "PLO-HEL-004"), first_or_update),
    Rule(("PLO-HEL-013",), nothing_new),
    Rule(("PLO-HEL-015",), late_warning),
    Rule(("PLO-LOG-007",), ready_without_information),
    Rule(("PLO-LOG-021",), ready_unanswered),
    Rule(("PLO-LOG-012",), nothing_to_withdraw),
    Rule(("PLO-LOG-014", "PLO-UTS-011"), discharge_day),
    Rule(("PLO-LOG-016",), report_on_dead),
    Rule(("PLO-LOG-019",), after_death),
)
