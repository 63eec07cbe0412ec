# SPDX-License-Identifier: MIT
"""The words of a story: its sentences by number, and dates the way people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from .clinical import MONTHS, norwegian_date
from .parts import Entry

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def words(text: str, lines: list[int | str]) -> str:
    """A text put together from sentences of the story (by number, from 1) and sentences of its own."""
    sentences = re.split(r"(?<=[.?!]) (?=[A-ZÆØÅ])", text)
    parts = [line if isinstance(line, str) else sentences[line - 1] for line in lines]
    return " ".join(part[0].upper() + part[1:] for part in (lead(part) for part in parts))


def lead(sentence: str) -> str:
    """Without the label that the heading already says."""
    return re.sub(r"^(Status|Antatt forløp): ", "", sentence)


def moment(gendate: str) -> str:
    """Day and time of a message, as in «mandag 2. februar kl. 08.20»."""
    day = date.fromisoformat(gendate[:10])
    return f"{DAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]} kl. {gendate[11:13]}.{gendate[14:16]}"


def dated(text: str, patient: Entry) -> str:
    """The text with calendar dates in place of days counted from the patient's day 0."""

    def day(match: re.Match[str]) -> str:
        found = date.fromisoformat(patient["d0"]) + timedelta(days=int(match[1] or 0))
        return norwegian_date(found.isoformat()).rpartition(" ")[0]

    return re.sub(r"\bD(?:\+(\d+)|0)\b", day, text)
