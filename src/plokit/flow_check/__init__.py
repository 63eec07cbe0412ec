# SPDX-License-Identifier: MIT
"""Check what one message alone cannot show: a list of messages in time order, with their receipts.

Nothing hidden comes in: the same messages and the same ``now`` give the same report, in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plokit.catalog import Catalog, load
from plokit.flow_check import answers, changes, linking, receipts, stays
from plokit.flow_check.flow import Flow
from plokit.flow_check.message import Message
from plokit.flow_check.reading import Source, read, sources
from plokit.flow_check.rule import FlowProblem, Rule, type_node
from plokit.flow_check.words import FlowWording
from plokit.model import Finding, Report

__all__ = ["RULES", "FlowReport", "check_flow"]

RULES: tuple[Rule, ...] = (*linking.RULES, *changes.RULES, *answers.RULES, *stays.RULES, *receipts.RULES)


@dataclass(frozen=True, slots=True)
class FlowReport:
    """One report for each message, in time order; those that cannot be placed come last.

    ``now`` is the moment the flow was looked at, None for an empty flow. The findings of a report are about the flow
    only: what is wrong in the message itself is for ``plokit.validate``.
    """

    now: datetime | None
    reports: tuple[Report, ...]

    @property
    def valid(self) -> bool:
        """True when nothing of severity ``feil`` was found."""
        return all(report.valid for report in self.reports)

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain data: ``{"now": ..., "valid": ..., "files": [...]}``."""
        return {
            "now": None if self.now is None else self.now.isoformat(),
            "valid": self.valid,
            "files": [report.to_dict() for report in self.reports],
        }


def check_flow(
    messages: Path | Iterable[Source], *, now: datetime | None = None, catalog: Catalog | None = None
) -> FlowReport:
    """Check messages and receipts against each other, and explain what does not fit, in bokmål.

    ``messages`` is a folder, or paths, bytes and (name, bytes) in any order. ``now`` (with a time zone) is when the
    flow is looked at, for «no receipt within 96 hours»; without it the time of the last message counts. Gives a report
    for anything whatever; raises ValueError when ``now`` has no zone, CatalogError when the kit's own data is broken.
    """
    if now is not None and now.tzinfo is None:
        raise ValueError("now needs a time zone")
    catalog = catalog or load()
    words = FlowWording(catalog)
    placed: list[Message] = []
    loose: list[Report] = []
    for number, (name, data) in enumerate(sources(messages)):
        found = read(name, data, number, catalog)
        if isinstance(found, Report):
            loose.append(found)
        elif found.time is None or not found.id:
            loose.append(unplaced(found, words))
        else:
            placed.append(found)
    flow = Flow(placed, now)
    findings = run(flow, catalog, words)
    reports = [report_of(message, findings[message]) for message in flow.messages]
    loose += [Report(None, None, None, None, tuple(findings[None]))] if findings[None] else []
    return FlowReport(flow.now, (*reports, *sorted(loose, key=lambda report: report.path or "")))


def run(flow: Flow, catalog: Catalog, words: FlowWording) -> dict[Message | None, list[Finding]]:
    """Run every rule and give the findings of each message. A rule that crashes is a finding of the whole flow."""
    found: dict[Message | None, list[Finding]] = defaultdict(list)
    for rule in RULES:
        try:
            problems = [(one.message, words.flow_finding(one)) for one in rule.check(flow, catalog)]
        except Exception as error:  # noqa: BLE001 - a rule that crashes must be seen in the report
            problems = [(None, words.crash(rule.codes[0], error))]  # type: ignore[list-item]
        for message, finding in problems:
            found[message].append(finding)
    return found


def unplaced(message: Message, words: FlowWording) -> Report:
    """Give the report of a message that lacks what the flow needs."""
    lacking = "MsgId" if message.time is not None else "GenDate"
    problem = FlowProblem("FLYT-LES-001", message, type_node(message), {"value": lacking})
    return report_of(message, [words.flow_finding(problem)])


def report_of(message: Message, findings: list[Finding]) -> Report:
    """Give the report of one message, its findings in the order of the text."""
    known = message.recognised
    ordered = sorted(findings, key=lambda finding: (finding.line, finding.column, finding.code))
    return Report(message.path, known.standard, known.message_type, known.version, tuple(ordered))
