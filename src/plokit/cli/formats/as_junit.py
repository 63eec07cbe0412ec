# SPDX-License-Identifier: MIT
"""Reports as JUnit XML: one testsuite with a testcase for each file, for the test pages of build servers.

A feil that is shown fails the testcase, a check that stopped is an error, other findings are its output. The counts
come first in the file, so the testcases wait in a temporary file until they are known.
"""

from __future__ import annotations

import shutil
import tempfile
from xml.sax.saxutils import escape, quoteattr

from plokit.cli.checking import Checked
from plokit.cli.formats.base import Setting, counts_of, kind_of, printable
from plokit.cli.words import word
from plokit.model import Finding


class Writer:
    """Collects testcases on disk and prints the suite at the end."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.cases = tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115
        self.counts = {"tests": 0, "failures": 0, "errors": 0}

    def add(self, checked: Checked) -> None:
        report, outcome = checked.report, outcome_of(checked)
        self.counts["tests"] += 1
        self.counts["failures"] += outcome == "failure"
        self.counts["errors"] += outcome == "error"
        named = f"classname={attribute(kind_of(report))} name={attribute(report.path or '')}"
        text = escape(printable("\n".join(map(self.text, checked.shown))))
        if outcome:
            codes = " ".join(dict.fromkeys(finding.code for finding in checked.shown if finding.severity == "feil"))
            told = f"message={attribute(counts_of(checked.shown))} type={attribute(codes)}"
            inside = f"\n      <{outcome} {told}>{text}</{outcome}>\n    "
        else:
            inside = f"\n      <system-out>{text}</system-out>\n    " if text else ""
        self.cases.write(f"    <testcase {named}>{inside}</testcase>\n")

    def text(self, finding: Finding) -> str:
        """Give a finding as a few lines."""
        where = word("report", "place", line=finding.line, column=finding.column)
        first = f"{word('severity', finding.severity)} {finding.code}, {where}: {finding.title}"
        rest = (finding.consequence, finding.remedy and word("report", "remedy", text=finding.remedy))
        return "\n  ".join([first, *(line for line in rest if line), self.setting.page(finding.code)])

    def close(self) -> None:
        """Print the suite with its counts."""
        counts = " ".join(f'{name}="{count}"' for name, count in self.counts.items())
        out = self.setting.out
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {counts}>\n')
        out.write(f'  <testsuite name="plokit validate" {counts} skipped="0">\n')
        self.cases.seek(0)
        shutil.copyfileobj(self.cases, out)
        self.cases.close()
        out.write("  </testsuite>\n</testsuites>\n")


def outcome_of(checked: Checked) -> str:
    """Give error when the check itself stopped or had nothing to read, failure for a feil that is shown, else ""."""
    if any(finding.code.startswith("KIT-") for finding in checked.shown):
        return "error"
    return "failure" if checked.exit_code == 1 else ""


def attribute(text: str) -> str:
    return quoteattr(printable(text))
