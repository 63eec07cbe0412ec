# SPDX-License-Identifier: MIT
"""A broken sample beside its mended twin: the lines that differ, with a little around them."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from .catalogue_entries import words

AROUND = 2
MOST = 14  # lines of one change; more says no more to a reader
LONGEST = 160


def changes(broken: str, mended: str) -> list[tuple[str, str]]:
    """Give the lines to show as (sign, line): " " for around, "-" for the broken, "+" for the mended, "…" for a gap."""
    before, after = broken.splitlines(), mended.splitlines()
    shown: list[tuple[str, str]] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND):
        if shown:
            shown.append(("…", ""))
        for tag, start, end, first, last in group:
            if tag == "equal":
                shown += [(" ", line) for line in before[start:end]]
            else:
                shown += short([("-", line) for line in before[start:end]])
                shown += short([("+", line) for line in after[first:last]])
    return shown


def short(lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out the middle of a long change."""
    if len(lines) <= MOST:
        return lines
    return [*lines[: MOST // 2], ("…", ""), *lines[-MOST // 2 :]]


def diff(broken: str, mended: str) -> str:
    """Give the changes as HTML: marked by sign, colour and words for a screen reader."""
    said = words()["pages"]
    shown = changes(broken, mended)
    indent = min((len(line) - len(line.lstrip()) for _, line in shown if line.strip()), default=0)
    return (
        '<pre class="kat-diff" tabindex="0">'
        + "".join(one(sign, line[indent:], said) for sign, line in shown)
        + "</pre>"
    )


def one(sign: str, line: str, said: dict[str, str]) -> str:
    """Give one line."""
    text = escape(line if len(line) <= LONGEST else line[:LONGEST] + " …")
    if sign == "-":
        return f'<del><span class="bare-skjermleser">{escape(said["gone"])}</span>- {text}\n</del>'
    if sign == "+":
        return f'<ins><span class="bare-skjermleser">{escape(said["new"])}</span>+ {text}\n</ins>'
    return f"  {'…' if sign == '…' else text}\n"
