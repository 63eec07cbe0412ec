# SPDX-License-Identifier: MIT
"""Reports for a terminal."""

from __future__ import annotations

from plokit.cli.checking import Checked
from plokit.cli.fixing import Copy
from plokit.cli.formats.base import SYMBOLS, Setting, kind_of, verdict_of
from plokit.cli.words import counted, word
from plokit.model import Finding


class Writer:
    """Prints a few lines for each report, with a blank line between."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.between = ""

    def add(self, checked: Checked) -> None:
        report = checked.report
        lines = [f"{report.path}: {kind_of(report)}: {verdict_of(checked)}"]
        for finding in checked.shown:
            lines += self.finding(finding)
        if checked.copy is not None:
            lines += [f"  {line}" for line in copy_lines(checked.copy)]
        self.setting.out.write(self.between + "\n".join(lines) + "\n")
        self.between = "\n"

    def finding(self, finding: Finding) -> list[str]:
        """Give one finding as lines."""
        page = word("report", "more", text=self.setting.page(finding.code)) if self.setting.site else ""
        rest = (finding.consequence, finding.remedy and word("report", "remedy", text=finding.remedy), page)
        return [head(finding), *(f"    {text}" for text in rest if text)]

    def close(self) -> None:
        """Nothing comes last."""


def head(finding: Finding) -> str:
    """Give the first line of a finding."""
    where = word("report", "place", line=finding.line, column=finding.column)
    return f"  {SYMBOLS[finding.severity]} {where}: {finding.title}  [{finding.code}]"


def copy_lines(copy: Copy) -> list[str]:
    """Say what became of a mended copy: where it is, what was done and what remains."""
    if copy.trouble or copy.report is None:
        return [copy.trouble]
    left = copy.report.findings
    return [
        counted("copy", "written", len(copy.done), path=copy.path),
        *(f"  – {title}" for title in copy.done),
        counted("copy", "left", len(left)) if left else word("copy", "valid"),
        *map(head, left),
    ]
