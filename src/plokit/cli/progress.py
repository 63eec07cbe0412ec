# SPDX-License-Identifier: MIT
"""One line on stderr that says how far the check has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
PAUSE = 0.2


def followed(items: Iterable[Item], total: int, *, clear: bool) -> Iterator[Item]:
    """Give the items as they come, and tell how many have come.

    ``clear`` wipes the line before each item, for when the reports go to the same terminal.
    """
    start = shown = time.monotonic()
    width = 0
    for count, item in enumerate(items, 1):
        if clear and width:
            wipe(width)
            width = 0
        yield item
        now = time.monotonic()
        if now - shown >= PAUSE:
            shown = now
            width = say(line(count, total, now - start), width)
    if width:
        wipe(width)


def line(count: int, total: int, seconds: float) -> str:
    """Say how many are checked, how fast it goes, and how long is left."""
    pace = count / seconds if seconds else 0.0
    left = (total - count) / pace if pace else 0.0
    return f"plokit: {count:,} of {total:,} checked, {pace:,.0f}/s, {left:,.0f} s left"


def say(text: str, width: int) -> int:
    """Write over the line before, and give the length of this one."""
    sys.stderr.write(f"\r{text.ljust(width)}")
    sys.stderr.flush()
    return len(text)


def wipe(width: int) -> None:
    sys.stderr.write(f"\r{' ' * width}\r")
    sys.stderr.flush()
