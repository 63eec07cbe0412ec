# SPDX-License-Identifier: MIT
"""Only the cast has person numbers: other people in a full sample get ids that are plainly no numbers."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"(?P<start><(?:\w+:)?(?P<name>Id|OffId|RelPartyOffId)>)(?P<number>\d{11})(?P<end></(?:\w+:)?(?P=name)>)"
    r"(?P<type>\s*<(?:\w+:)?(?:TypeId|TypeOffId|Type) V=\")?(?P<code>(?:FNR|DNR|FHN)\")?"
    r"(?P<rest>[^>]*?)(?P<words> DN=\"[^\"]*\")?(?=/?>|\s*<)"
)


def only_the_cast(text: str, known: set[str]) -> str:
    """The text with person numbers that are not the cast's replaced by TESTDATA-1, TESTDATA-2 …, as H-nummer."""
    made: dict[str, str] = {}

    def plain(match: re.Match[str]) -> str:
        number = match["number"]
        if number in known:
            return match[0]
        made.setdefault(number, f"TESTDATA-{len(made) + 1}")
        tail = match["type"] or ""
        if match["code"]:
            tail += 'HNR"' + match["rest"] + (' DN="H-nummer"' if match["words"] else "")
        else:
            tail += match["rest"] + (match["words"] or "")
        return match["start"] + made[number] + match["end"] + tail

    return NUMBER.sub(plain, text)
