# SPDX-License-Identifier: MIT
"""The command ``plokit flow check``: messages against each other. Exit codes as for ``plokit validate``."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path

from plokit.catalog import Catalog
from plokit.flow_check import FlowReport, check_flow
from plokit.flow_check.times import parse_time, shown
from plokit.model import Finding, Report

SYMBOLS = {"feil": "✗", "advarsel": "!", "merknad": "·"}
EXAMPLES = """examples:
  plokit flow check pasient/
  plokit flow check sendt/*.xml mottatt/*.xml
  plokit flow check --now 2026-02-06T12:00:00+01:00 --format json pasient/ > rapport.json

Without --now the time of the last message counts, so the same files always give the same answer.
"""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    flow = subparsers.add_parser(
        "flow",
        help="check messages and receipts against each other, in time order",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = flow.add_subparsers(dest="action", required=True)
    check = actions.add_parser(
        "check",
        help="say what is missing, late, out of order, wrongly linked or without receipt, in bokmål",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="XML files, or folders of them, in any order"
    )
    check.add_argument(
        "--now", type=moment, metavar="TIME", help="when the flow is looked at (default: the time of the last message)"
    )
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")


def moment(text: str) -> datetime:
    """Give the time an argument names; without a zone it is Norwegian time."""
    found = parse_time(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is not a time such as 2026-02-06T12:00:00+01:00")
    return found


def run(options: argparse.Namespace, catalog: Catalog) -> int:
    """Run the command and give the exit code: 0 nothing of severity feil, 1 something is, 2 a file cannot be read."""
    report = check_flow(options.files, now=options.now, catalog=catalog)
    if options.format == "json":
        print(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines_of(report)))
    if any(finding.code == "KIT-FIL" for one in report.reports for finding in one.findings):
        return 2
    return 0 if report.valid else 1


def lines_of(report: FlowReport) -> list[str]:
    """Give a flow report as lines for a terminal: messages with findings, and a sum at the end."""
    lines: list[str] = []
    for one in report.reports:
        if one.findings:
            lines += [heading(one), *(line for finding in one.findings for line in finding_lines(finding)), ""]
    count = sum(len(one.findings) for one in report.reports)
    when = "" if report.now is None else f", sett {shown(report.now)}"
    found = "ingen funn" if count == 0 else "1 funn" if count == 1 else f"{count} funn"
    messages = sum(one.path is not None for one in report.reports)
    return [*lines, f"{messages} {'melding' if messages == 1 else 'meldinger'}{when}: {found}"]


def heading(report: Report) -> str:
    kind = " ".join(part for part in (report.message_type, report.version) if part) or "Ukjent melding"
    return f"{report.path}: {kind}" if report.path else "Hele forløpet"


def finding_lines(finding: Finding) -> list[str]:
    where = f"linje {finding.line}, kolonne {finding.column}"
    rest = [finding.explanation, finding.consequence, f"Gjør slik: {finding.remedy}"]
    return [
        f"  {SYMBOLS[finding.severity]} {where}: {finding.title}  [{finding.code}]",
        *(f"    {text}" for text in rest if text),
    ]
