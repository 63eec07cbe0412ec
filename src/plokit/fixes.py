# SPDX-License-Identifier: MIT
"""Apply what a finding offers: ``Finding.fix`` is a title and text edits by line and column."""

from __future__ import annotations

from typing import Any

from plokit.catalog import Catalog
from plokit.check import validate

MOST = 50


def apply(text: str, fix: dict[str, Any]) -> str:
    """Give the text after one fix. ``text`` is the one that was checked, without byte order mark.

    Raises ValueError when the edits overlap or lie outside the text, which means that the text is another one.
    """
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    ends = [*(start - 1 for start in starts[1:]), len(text)]

    def offset(line: int, column: int) -> int:
        if not 1 <= line <= len(starts) or not 0 <= column - 1 <= ends[line - 1] - starts[line - 1]:
            raise ValueError(f"line {line}, column {column} is not in this text")
        return starts[line - 1] + column - 1

    pieces, done = [], 0
    for edit in fix["edits"]:
        start, end = offset(edit["line"], edit["column"]), offset(edit["end_line"], edit["end_column"])
        if start < done or end < start:
            raise ValueError("the edits of a fix must be in order and not overlap")
        pieces += [text[done:start], edit["text"]]
        done = end
    return "".join([*pieces, text[done:]])


def fix_all(text: str, catalog: Catalog | None = None) -> str:
    """Apply the first fix of the report, check again, and so on until no fix is offered (or MOST are done).

    Gives the text, changed or not; a fix never removes what somebody wrote.
    """
    for _ in range(MOST):
        fix = next((found.fix for found in validate(text, catalog=catalog).findings if found.fix), None)
        if fix is None:
            break
        text = apply(text, fix)
    return text
