# SPDX-License-Identifier: MIT
"""The command ``plokit``. Exit codes: 0 all valid, 1 something of severity feil was found, 2 unusable input."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from textwrap import indent

from plokit.catalog import Catalog, load
from plokit.check import validate
from plokit.errors import PlokitError
from plokit.explain.wording import Wording, facts_of
from plokit.model import Finding, Problem, Report

SYMBOLS = {"feil": "✗", "advarsel": "!", "merknad": "·"}
EXAMPLES = """examples:
  plokit validate melding.xml
  plokit validate --format json inn/*.xml > rapport.json
  plokit validate --schemas offisielle-skjema/ melding.xml
"""
GENERATE_EXAMPLES = """examples:
  plokit generate LOG_INNLAGT
  plokit generate ALLE --count 1000 --out meldinger/
  plokit generate INNLEGGELSESRAPPORT --broken PLO-INN-014 --seed 7
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8") if hasattr(stream, "reconfigure") else None
    try:
        catalog = load()
        if options.command == "schemas":
            return compare_schemas(options.folder, catalog)
        if options.command == "generate":
            return generate_messages(options)
        if getattr(options, "schemas", None) is not None:
            catalog = with_schemas(options.schemas, catalog)
    except PlokitError as error:
        print(f"plokit: {error}", file=sys.stderr)
        return 2
    write = write_json if options.format == "json" else write_text
    return write(report_on(name, catalog) for name in options.files)


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
    check.add_argument(
        "--schemas", type=Path, metavar="FOLDER", help="let the schemas in this folder decide what is schema-valid"
    )
    schemas = commands.add_parser("schemas", help="compare the kit's schemas with a set you have downloaded")
    actions = schemas.add_subparsers(dest="action", required=True)
    compare = actions.add_parser("compare", help="say, declaration by declaration, where a folder of schemas differs")
    compare.add_argument("folder", type=Path, metavar="FOLDER", help="folder with .xsd files, flat or nested")
    make = commands.add_parser(
        "generate",
        help="make valid messages, or messages broken on purpose, the same for the same seed",
        epilog=GENERATE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    make.add_argument("type", metavar="TYPE", help="message type by its code in list 8279, or ALLE for each in turn")
    make.add_argument("--version", help="version of the standard (default: the newest)")
    make.add_argument("--seed", type=int, default=1, help="the same seed gives the same message (default: 1)")
    make.add_argument("--count", type=int, default=1, help="how many, with one seed after the other (default: 1)")
    make.add_argument("--broken", metavar="RULE", help="break this rule (PLO-HOD-011) or error kind (XSD-MANGLER)")
    make.add_argument("--out", type=Path, metavar="FOLDER", help="write files there instead of printing")
    return top


def generate_messages(options: argparse.Namespace) -> int:
    """Print generated messages, or write them to a folder; give 0."""
    from plokit.generate.batch import batch  # noqa: PLC0415 - only needed here

    for name, text in batch(options.type, options.version, options.seed, options.count, options.broken):
        if options.out is None:
            print(text, end="")
        else:
            options.out.mkdir(parents=True, exist_ok=True)
            (options.out / name).write_text(text, encoding="utf-8", newline="\n")
    if options.out is not None:
        print(f"{options.count} messages in {options.out}")
    return 0


def compare_schemas(folder: Path, catalog: Catalog) -> int:
    """Print how a folder of schemas differs from the kit's; give 0 when all agree and 1 when not."""
    from plokit.schema_compare import compare  # noqa: PLC0415 - slow to import, and only needed here

    found = compare(folder, catalog)
    faults = [f"the schemas in the folder have a fault, so the lines may mislead: {one}" for one in found.faults[:1]]
    for note in (*found.own.notes, *faults):
        print(f"plokit: {note}", file=sys.stderr)
    print("\n".join(found.lines()))
    return 0 if found.same else 1


def with_schemas(folder: Path, catalog: Catalog) -> Catalog:
    """Give a catalogue that takes the schema verdict from a folder, and say on stderr which files it uses."""
    from plokit.schema_compare import use_folder  # noqa: PLC0415 - slow to import, and only needed here

    own = use_folder(folder, catalog)
    for note in own.notes:
        print(f"plokit: {note}", file=sys.stderr)
    files = ", ".join(str(path) for path in own.used.values())
    print(f"plokit: schemas used: {files}; for other namespaces the kit's own", file=sys.stderr)
    return own.catalog(catalog)


def report_on(name: str, catalog: Catalog) -> Report:
    """Validate one file; a file that cannot be read gives a report with KIT-FIL."""
    try:
        return validate(Path(name), path=name, catalog=catalog)
    except OSError as error:
        problem = Problem("KIT-FIL", 0, "", facts=facts_of(value=name, detail=error.strerror or str(error)))
        return Report(name, None, None, None, (Wording(catalog).finding(problem, ""),))


def write_json(reports: Iterable[Report]) -> int:
    """Print ``{"files": [...]}`` report by report, so that memory stays flat; give the exit code."""
    worst, between = 0, "\n"
    print('{\n  "files": [', end="")
    for report in reports:
        print(between + indent(json.dumps(report.to_dict(), ensure_ascii=False, indent=2), "    "), end="")
        worst, between = max(worst, exit_code(report)), ",\n"
    print("\n  ]\n}")
    return worst


def write_text(reports: Iterable[Report]) -> int:
    """Print report by report for a terminal; give the exit code."""
    worst, between = 0, ""
    for report in reports:
        print(between + text_of(report))
        worst, between = max(worst, exit_code(report)), "\n"
    return worst


def exit_code(report: Report) -> int:
    """Give 2 when a file could not be read, 1 when a message has a feil, else 0."""
    if any(finding.code == "KIT-FIL" for finding in report.findings):
        return 2
    return 0 if report.valid else 1


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
