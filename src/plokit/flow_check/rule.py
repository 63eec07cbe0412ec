# SPDX-License-Identifier: MIT
"""What a flow rule is: a pure function from a flow to problems, and the codes it may give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from plokit.catalog import Catalog
from plokit.explain.wording import clip
from plokit.flow_check.flow import Flow
from plokit.flow_check.message import Message
from plokit.flow_check.nodes import child
from plokit.flow_check.times import shown
from plokit.parsing.tree import Node


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """A rule that did not hold, at one element of one message. ``facts`` fill the holes of its text."""

    code: str
    message: Message
    node: Node
    facts: dict[str, str] = field(default_factory=dict)
    variant: str = ""


Check = Callable[[Flow, Catalog], Iterator[FlowProblem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check and every code it may give. When it crashes, the first code names it."""

    codes: tuple[str, ...]
    check: Check


def entry(catalog: Catalog, code: str) -> dict[str, Any]:
    """Give the register entry of a flow rule, with its limits and tables."""
    found: dict[str, Any] = catalog.data["flow"]["register"][code]
    return found


def told(message: Message) -> str:
    """Give a message as a reader would name it: its name and when it was made."""
    return f"{clip(message.name)}, {shown(message.at)}"


def parent_node(message: Message) -> Node:
    """Give RefToParent, or the nearest thing to point at."""
    return child(message.reference, "RefToParent") or message.reference or type_node(message)


def conversation_node(message: Message) -> Node:
    """Give RefToConversation, or the nearest thing to point at."""
    return child(message.reference, "RefToConversation") or message.reference or type_node(message)


def type_node(message: Message) -> Node:
    """Give the element that names the type, or the whole message."""
    return child(message.head, "Type") or child(message.head, "MsgType") or message.root


def time_node(message: Message) -> Node:
    """Give the element with the time of the message."""
    return message.time_node or message.root


def id_node(message: Message) -> Node:
    """Give the element with the id of the message."""
    return message.id_node or message.root


def patient_node(message: Message) -> Node:
    """Give the patient, or the nearest thing to point at."""
    return message.patient.node if message.patient else type_node(message)
