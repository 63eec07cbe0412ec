# SPDX-License-Identifier: MIT
"""Reports as one HTML file that stands alone: nothing to fetch, no script, for screen and paper.

The summary comes first, so the rows and the findings wait in temporary files until all is counted.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any, TextIO

from plokit import __version__
from plokit.cli.checking import Checked
from plokit.cli.fixing import Copy
from plokit.cli.formats.base import SYMBOLS, Setting, counts_of, kind_of, printable, verdict_of
from plokit.cli.words import counted, number, word
from plokit.model import Finding

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()  # noqa: SIM905


class Writer:
    """Collects rows and findings on disk and prints the page at the end."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.rows = scratch()
        self.sections = scratch()
        self.totals: Counter[str] = Counter()
        self.codes: dict[str, tuple[Finding, int]] = {}

    def add(self, checked: Checked) -> None:
        totals = self.totals
        totals["hidden"] += checked.hidden
        totals["unread" if checked.unusable else "files"] += 1
        if not checked.unusable:
            totals["good" if checked.report.valid else "bad"] += 1
        for finding in checked.shown:
            first, count = self.codes.get(finding.code, (finding, 0))
            self.codes[finding.code] = (first, count + 1)
        name = text(checked.report.path or "")
        if checked.shown or checked.copy:
            totals["sections"] += 1
            anchor = f"fil-{totals['sections']}"
            name = f'<a href="#{anchor}">{name}</a>'
            self.section(checked, anchor)
        verdict = "valid" if checked.report.valid else "invalid"
        self.rows.write(
            f'<tr><th scope="row">{name}</th><td>{text(kind_of(checked.report))}</td>'
            f'<td class="{verdict}">{SIGNS[verdict]} {text(verdict_of(checked))}</td>'
            f"<td>{text(counts_of(checked.shown)) or word('html', 'none')}</td></tr>\n"
        )

    def section(self, checked: Checked, anchor: str) -> None:
        """Write the findings of one file."""
        report = checked.report
        self.sections.write(f'<section aria-labelledby="{anchor}">\n<h3 id="{anchor}">{text(report.path or "")}</h3>\n')
        self.sections.write(f"<p>{text(kind_of(report))}: {text(verdict_of(checked))}.</p>\n")
        if checked.shown:
            self.sections.write('<ol class="findings">\n')
            self.sections.writelines(map(self.finding, checked.shown))
            self.sections.write("</ol>\n")
        if checked.copy:
            self.sections.write(copy_html(checked.copy))
        self.sections.write("</section>\n")

    def finding(self, finding: Finding) -> str:
        """Give one finding as an item of the list."""
        place = word("html", "place", line=finding.line, column=finding.column)
        told = (
            ("consequence", text(finding.consequence or "")),
            ("remedy", text(finding.remedy)),
            ("source", text(finding.source or "")),
            ("path", f"<code>{text(finding.xpath)}</code>" if finding.xpath else ""),
        )
        rest = "".join(f"<p><strong>{word('html', key)}</strong> {inside}</p>\n" for key, inside in told if inside)
        return (
            f'<li class="{finding.severity}">\n<h4>{self.mark(finding)}: {text(finding.title)}</h4>\n'
            f'<p class="dim">{place} · {self.code(finding.code)}</p>\n<p>{text(finding.explanation)}</p>\n{rest}</li>\n'
        )

    def mark(self, finding: Finding) -> str:
        sign = f'<span aria-hidden="true">{SYMBOLS[finding.severity]}</span>'
        return f'<span class="mark">{sign} {word("severity", finding.severity)}</span>'

    def code(self, code: str) -> str:
        """Give a code, as a link to its page when the book's address is known."""
        shown = f"<code>{text(code)}</code>"
        return f'<a href="{text(self.setting.page(code))}">{shown}</a>' if self.setting.site else shown

    def close(self) -> None:
        """Print the page."""
        out, now = self.setting.out, self.setting.now
        time = f"{now.day}. {MONTHS[now.month - 1]} {now.year} kl. {now:%H.%M}"
        out.write(
            f'<!doctype html>\n<html lang="nb">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            f"<title>{word('html', 'title')}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
            f"<body>\n<main>\n<h1>{word('html', 'title')}</h1>\n"
            f'<p class="dim">{word("html", "lead", version=__version__, time=time)}</p>\n'
        )
        out.write(f"<h2>{word('html', 'summary')}</h2>\n<ul>\n")
        for key in ("files", "good", "bad", "unread", "hidden"):
            if self.totals[key] or key == "files":
                out.write(f"<li>{counted('html', key, self.totals[key])}</li>\n")
        out.write(f"</ul>\n<p>{word('html', 'limits')}</p>\n<p>{word('html', 'warning')}</p>\n")
        if self.codes:
            out.write(f"<h2>{word('html', 'kinds')}</h2>\n")
            out.write(table("kinds_caption", ("code", "severity", "count", "first"), "".join(self.kinds())))
        out.write(f"<h2>{word('html', 'table')}</h2>\n")
        before, after = table("table_caption", ("file", "message", "verdict", "found"), "\0").split("\0")
        out.write(before)
        pour(self.rows, out)
        out.write(f"{after}<h2>{word('html', 'findings')}</h2>\n")
        if not self.totals["sections"]:
            out.write(f"<p>{word('html', 'no_findings')}</p>\n")
        pour(self.sections, out)
        out.write("</main>\n</body>\n</html>\n")

    def kinds(self) -> list[str]:
        """Give a row for each code, the most frequent first."""
        ordered = sorted(self.codes.items(), key=lambda item: (-item[1][1], item[0]))
        return [
            f'<tr><th scope="row">{self.code(code)}</th><td class="{first.severity}">{self.mark(first)}</td>'
            f'<td class="number">{number(count)}</td><td>{text(first.title)}</td></tr>\n'
            for code, (first, count) in ordered
        ]


SIGNS = {"valid": '<span aria-hidden="true">✓</span>', "invalid": '<span aria-hidden="true">✗</span>'}


def table(caption: str, columns: tuple[str, ...], rows: str) -> str:
    """Give a table that scrolls by itself when it is too wide."""
    heads = "".join(f'<th scope="col">{word("html", name)}</th>' for name in columns)
    label = word("html", caption)
    return (
        f'<div class="scroll" role="region" aria-label="{text(label)}" tabindex="0">\n<table>\n'
        f"<caption>{label}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def copy_html(copy: Copy) -> str:
    """Say what became of a mended copy."""
    if copy.trouble or copy.report is None:
        return f"<p>{text(copy.trouble)}</p>\n"
    left = copy.report.findings
    after = counted("copy", "left", len(left)) if left else word("copy", "valid")
    return (
        f"<p>{text(counted('copy', 'written', len(copy.done), path=copy.path))}</p>\n{items(copy.done)}"
        f"<p>{after}</p>\n{items([f'{finding.title} [{finding.code}]' for finding in left])}"
    )


def items(texts: Any) -> str:
    inside = "".join(f"<li>{text(one)}</li>\n" for one in texts)
    return f"<ul>\n{inside}</ul>\n" if inside else ""


def text(plain: str) -> str:
    """Give a plain text as HTML."""
    return escape(printable(plain), quote=True)


def scratch() -> TextIO:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="\n")


def pour(source: TextIO, out: TextIO) -> None:
    """Move what waited into the page."""
    source.seek(0)
    shutil.copyfileobj(source, out)
    source.close()
