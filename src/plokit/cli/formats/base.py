# SPDX-License-Identifier: MIT
"""What every format has, and a few words that several use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TextIO

from plokit.catalog import Catalog
from plokit.cli.checking import Checked
from plokit.cli.words import counted, word, words
from plokit.model import Finding, Report

SYMBOLS = {"feil": "✗", "advarsel": "!", "merknad": "·"}
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a report goes, and what the writer must know.

    ``site`` is the address of the book, with a slash at its end, or ""; ``filtered`` says that findings may be hidden.
    """

    out: TextIO
    catalog: Catalog
    now: datetime
    site: str = ""
    filtered: bool = False

    def page(self, code: str) -> str:
        """Give the address of a code's page in the catalogue of errors; relative to the book when no site is known."""
        return f"{self.site}feilkatalog/{code.lower()}.html"


class Writer(Protocol):
    """Prints reports in one format."""

    def add(self, checked: Checked) -> None:
        """Take one report."""

    def close(self) -> None:
        """Print what comes last."""


def as_dict(checked: Checked, setting: Setting) -> dict[str, Any]:
    """Give a report in the published JSON shape.

    With filters, ``findings`` are those shown, ``hidden`` counts the others, and ``valid`` is still the verdict on the
    whole message.
    """
    shape = checked.report.to_dict()
    shape["findings"] = [finding.to_dict() for finding in checked.shown]
    return shape | ({"hidden": checked.hidden} if setting.filtered else {})


def kind_of(report: Report) -> str:
    """Give message type and version."""
    return " ".join(part for part in (report.message_type, report.version) if part) or word("report", "unknown")


def verdict_of(checked: Checked) -> str:
    """Give the verdict in words, with how many findings are hidden."""
    verdict = word("report", "valid" if checked.report.valid else "invalid")
    return f"{verdict} ({counted('report', 'hidden', checked.hidden)})" if checked.hidden else verdict


def counts_of(findings: tuple[Finding, ...]) -> str:
    """Give «1 feil, 2 advarsler», or "" for none."""
    found = {name: sum(finding.severity == name for finding in findings) for name in words()["counts"]}
    return ", ".join(counted("counts", name, count) for name, count in found.items() if count)


def printable(text: str) -> str:
    """Give a text with what XML and HTML cannot hold replaced by U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", text)
