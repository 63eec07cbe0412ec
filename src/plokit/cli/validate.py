# SPDX-License-Identifier: MIT
"""``plokit validate``: check messages and explain what is wrong, in bokmål."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from plokit.catalog import Catalog
from plokit.cli.checking import Work
from plokit.cli.filters import SEVERITIES, filters
from plokit.cli.fixing import ENDING, Fixing
from plokit.cli.formats import FORMATS, Setting, writer
from plokit.cli.formats.as_text import copy_lines
from plokit.cli.inputs import Inputs
from plokit.cli.pool import check_all, cores
from plokit.cli.progress import followed
from plokit.cli.schemas import with_schemas
from plokit.errors import PlokitError

EXAMPLES = """examples:
  plokit validate melding.xml
  plokit validate inn/ arkiv.zip                             a folder with its subfolders, and a zip file
  cat melding.xml | plokit validate -                        what comes in on stdin
  plokit validate --format html --output rapport.html inn/   a report to read, print or send
  plokit validate --format json inn/*.xml > rapport.json
  plokit validate --format junit --output test.xml inn/      for the test page of a build server
  plokit validate --only PLO-INN,XSD inn/                    these rules and schema errors only
  plokit validate --ignore PLO-HOD-010 --severity advarsel inn/
  plokit validate --since 2026-11-01 inn/                    files changed on that day or later
  plokit validate --fix --fix-dir rettet/ inn/               write mended copies
  plokit validate --schemas offisielle-skjema/ melding.xml

Filters choose what is shown, and 1 is given only when a feil is shown; whether a message is called valid does not
depend on them. Findings of the kit's own trouble (KIT-) are always shown, and --only leaves in what kept the rules
from being checked (XML-, XSD-MELDINGSTYPE).

exit codes: 0 no feil, 1 a feil is shown, 2 something could not be read or written
"""
TELL_OF_COPIES = ("text", "html")


class CannotWrite(PlokitError):  # noqa: N818 - it says what is the matter, as the sentence in it does
    """The file of ``--output`` cannot be written."""


def register(subparsers: Any) -> None:
    """Describe the command."""
    check = subparsers.add_parser(
        "validate",
        help="check messages and explain what is wrong, in bokmål",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    check.add_argument("files", nargs="+", metavar="PATH", help="XML file, folder or zip file; - for stdin")
    show = check.add_argument_group("what to print")
    show.add_argument("--format", choices=FORMATS, default="text", help="how to print (default: text)")
    show.add_argument("--output", type=Path, metavar="FILE", help="write the report there instead of printing it")
    show.add_argument("--site", default="", metavar="URL", help="where the book is published, for links to its pages")
    show.add_argument("--progress", action=argparse.BooleanOptionalAction, help="say on stderr how far it has come")
    only = check.add_argument_group("what to show")
    only.add_argument("--only", action="append", default=[], metavar="CODES", help="these codes only, with commas")
    only.add_argument("--ignore", action="append", default=[], metavar="CODES", help="not these codes, with commas")
    only.add_argument("--severity", choices=SEVERITIES, default="merknad", help="the lowest to show (default: merknad)")
    take = check.add_argument_group("what to check, and how")
    take.add_argument(
        "--since",
        type=moment,
        metavar="TIME",
        help="only files changed then or later: a date, a date and time, or a file whose time counts",
    )
    take.add_argument("--jobs", type=positive, metavar="N", help="how many processes (default: one for each core)")
    take.add_argument(
        "--schemas", type=Path, metavar="FOLDER", help="let the schemas in this folder decide what is schema-valid"
    )
    mend = check.add_argument_group("mending")
    mend.add_argument("--fix", action="store_true", help=f"write a copy NAME{ENDING} with every safe fix applied")
    mend.add_argument("--fix-dir", type=Path, metavar="FOLDER", help="write the copies there (means --fix too)")


def run(options: argparse.Namespace, catalog: Catalog) -> int:
    """Check everything named and print the reports; give the worst exit code."""
    chosen = filters(options.only, options.ignore, options.severity, catalog)
    if options.schemas is not None:
        catalog = with_schemas(options.schemas, catalog)
    inputs = Inputs(tuple(options.files), catalog, options.since, left_out(options))
    fixing = Fixing(options.fix_dir) if options.fix or options.fix_dir else None
    answers = check_all(Work(catalog, chosen, fixing), inputs.sources(), options.jobs or cores())
    if options.progress or (options.progress is None and sys.stderr.isatty()):
        same_terminal = options.output is None and sys.stdout.isatty()
        answers = followed(answers, inputs.count(), clear=same_terminal)
    worst = count = 0
    with opened(options.output) as out:
        site = f"{options.site.rstrip('/')}/" if options.site else ""
        write = writer(options.format, Setting(out, catalog, datetime.now().astimezone(), site, chosen.active))
        for checked in answers:
            write.add(checked)
            if checked.copy is not None and options.format not in TELL_OF_COPIES:
                print("\n".join(copy_lines(checked.copy)), file=sys.stderr)
            worst, count = max(worst, checked.exit_code), count + 1
        write.close()
    if not count:
        print("plokit: nothing to check: no file has changed since then", file=sys.stderr)
    return worst


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Give stdout, or a file that takes its name when all is written. Raises CannotWrite."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(f"{path.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {error.strerror or error}") from error
    try:
        with stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise CannotWrite(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def left_out(options: argparse.Namespace) -> Callable[[str], bool]:
    """Say of a file in a folder that it is no input: the report itself, and with ``--fix`` the mended copies."""
    report = os.path.abspath(options.output) if options.output else None  # noqa: PTH100 - compared as text
    mending = options.fix or options.fix_dir is not None

    def is_left_out(path: str) -> bool:
        return (mending and path.endswith(ENDING)) or (report is not None and os.path.abspath(path) == report)  # noqa: PTH100

    return is_left_out


def moment(value: str) -> float:
    """Give seconds since 1970 of an ISO date or time (local when it names no zone), or of a file's last change."""
    with suppress(ValueError):
        return datetime.fromisoformat(value).timestamp()
    try:
        return Path(value).stat().st_mtime
    except OSError:
        raise argparse.ArgumentTypeError(f"{value} is neither an ISO date, a date and time, nor a file") from None


def positive(value: str) -> int:
    """Give a whole number above 0."""
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a whole number above 0")
    return int(value)
