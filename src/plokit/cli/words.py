# SPDX-License-Identifier: MIT
"""The bokmål of the reports, from ``texts.toml`` beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts.toml")


@cache
def words() -> dict[str, Any]:
    """Give all texts, table by table."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def word(table: str, key: str, **facts: Any) -> str:
    """Give one text with its holes filled."""
    text: str = words()[table][key]
    return text.format(**facts) if facts else text


def counted(table: str, key: str, count: int, **facts: Any) -> str:
    """Give the singular or plural of a text, with a space between thousands."""
    text: str = words()[table][key][count != 1]
    return text.format(count=number(count), **facts)


def number(count: int) -> str:
    """Give a number as Norwegians write it: 12 345 with a space that does not break."""
    return f"{count:,}".replace(",", "\u00a0")
