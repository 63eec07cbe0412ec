# SPDX-License-Identifier: MIT
"""The command ``plokit``. Exit codes: 0 all valid, 1 something of severity feil was found, 2 unusable input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from plokit.catalog import Catalog, load
from plokit.check import validate
from plokit.errors import PlokitError
from plokit.explain.wording import Wording, facts_of
from plokit.model import Finding, Problem, Report

SYMBOLS = {"feil": "✗", "advarsel": "!", "merknad": "·"}
EXAMPLES = """examples:
  plokit validate melding.xml
  plokit validate --format json inn/*.xml > rapport.json
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8") if hasattr(stream, "reconfigure") else None
    try:
        catalog = load()
    except PlokitError as error:
        print(f"plokit: {error}", file=sys.stderr)
        return 2
    reports = [report_on(name, catalog) for name in options.files]
    if options.format == "json":
        print(json.dumps({"files": [report.to_dict() for report in reports]}, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(text_of(report) for report in reports))
    return exit_code(reports)


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(prog="plokit", description="Check and explain Norwegian care messages (PLO).")
    commands = top.add_subparsers(dest="command", required=True)
    check = commands.add_parser(
        "validate",
        help="check messages and explain what is wrong, in bokmål",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="XML file to check")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    return top


def report_on(name: str, catalog: Catalog) -> Report:
    """Validate one file; a file that cannot be read gives a report with KIT-FIL."""
    try:
        return validate(Path(name), path=name, catalog=catalog)
    except OSError as error:
        problem = Problem("KIT-FIL", 0, "", facts=facts_of(value=name, detail=error.strerror or str(error)))
        return Report(name, None, None, None, (Wording(catalog).finding(problem, ""),))


def exit_code(reports: Sequence[Report]) -> int:
    """Give 2 when a file could not be read, 1 when a message has a feil, else 0."""
    if any(finding.code == "KIT-FIL" for report in reports for finding in report.findings):
        return 2
    return 0 if all(report.valid for report in reports) else 1


def text_of(report: Report) -> str:
    """Give a report as lines for a terminal."""
    kind = " ".join(part for part in (report.message_type, report.version) if part) or "Ukjent melding"
    verdict = "gyldig" if report.valid else "ikke gyldig"
    lines = [f"{report.path}: {kind}: {verdict}"]
    for finding in report.findings:
        lines += finding_lines(finding)
    return "\n".join(lines)


def finding_lines(finding: Finding) -> list[str]:
    """Give one finding as lines for a terminal."""
    where = f"linje {finding.line}, kolonne {finding.column}"
    rest = [f"    {text}" for text in (finding.consequence, f"Gjør slik: {finding.remedy}") if text]
    return [f"  {SYMBOLS[finding.severity]} {where}: {finding.title}  [{finding.code}]", *rest]


if __name__ == "__main__":
    sys.exit(main())
