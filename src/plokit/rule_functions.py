# SPDX-License-Identifier: MIT
"""Stage 5, helper: the named functions of the rules, for what XPath 1.0 cannot say.

A rule calls one as the last part of its test: ``… or kit:person-number(mh:Id)``. Arguments come as text. A function
answers True when all is well, and also when its argument is not of the form it judges: the form is another rule's
matter. The browser engine holds the same functions (``web/engine/functions.ts``).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

DIGITS_11 = re.compile(r"[0-9]{11}")
DIGITS_9 = re.compile(r"[0-9]{9}")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
SPACE = re.compile(r"[ \t\r\n]+")
MAGIC = {
    "application/pdf": (b"%PDF",),
    "image/png": (b"\x89PNG",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/jpg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF8",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
    "application/zip": (b"PK\x03\x04",),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A readable date or time: the calendar day, and the instant in UTC when a time of day is given."""

    day: date
    instant: datetime | None


def moment(text: str) -> Moment | None:
    """Read an XML Schema date or dateTime; a time without a zone is Norwegian time. None when it is neither."""
    text = text.strip(" \t\r\n")
    try:
        if found := DATE.fullmatch(text):
            return Moment(date(*(int(part) for part in found.groups()[:3])), None)
        if found := DATE_TIME.fullmatch(text):
            year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
            wall = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone is settled below
            return Moment(wall.date(), (wall - offset(wall, found.group(7))).replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        pass
    return None


def offset(wall: datetime, zone: str | None) -> timedelta:
    """Give how far a wall clock is ahead of UTC."""
    if zone == "Z":
        return timedelta(0)
    if zone:
        sign = -1 if zone[0] == "-" else 1
        return sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    start, end = last_sunday(wall.year, 3, 2), last_sunday(wall.year, 10, 3)
    return timedelta(hours=2 if start <= wall < end else 1)


def last_sunday(year: int, month: int, hour: int) -> datetime:
    """Give when Norwegian summer time begins or ends: the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, hour)  # noqa: DTZ001 - wall clock
    return last - timedelta(days=(last.weekday() + 1) % 7)


def person_number(text: str) -> bool:
    """Both check digits of an eleven-digit Norwegian person number are right (HIS 1001:2010, kap. 4.1)."""
    text = text.strip(" \t\r\n")
    if not DIGITS_11.fullmatch(text):
        return True
    digits = [int(digit) for digit in text]
    return all(
        sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11 == 0
        for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
    )


def organisation_number(text: str) -> bool:
    """The check digit (modulus 11) of a nine-digit organisation number is right."""
    text = text.strip(" \t\r\n")
    if not DIGITS_9.fullmatch(text):
        return True
    return sum(w * int(digit) for w, digit in zip(ORGANISATION_WEIGHTS, text, strict=True)) % 11 == 0


def born(number: str, offsets: Sequence[int]) -> tuple[int, int, int] | None:
    """Give year of the century, month and day that a person number tells, offsets of D-number and series removed.

    None when it is no number with right check digits, or the month is in none of the series.
    """
    if not DIGITS_11.fullmatch(number) or not person_number(number):
        return None
    day, month = int(number[:2]), int(number[2:4])
    month -= next((offset for offset in offsets if 1 <= month - offset <= 12), 0)
    return (int(number[4:6]), month, day - 40 if day > 40 else day) if month <= 12 else None


def birth_agrees(number: str, birth: str, offsets: Sequence[int]) -> bool:
    """A date of birth is the one that a person number tells; True when either cannot be read."""
    told, stated = born(number.strip(" \t\r\n"), offsets), moment(birth)
    return told is None or stated is None or told == (stated.day.year % 100, stated.day.month, stated.day.day)


def synthetic(text: str, offsets: Sequence[int]) -> bool:
    """A person number is of a series that is given to no living person (``schemas/persons.toml``).

    True as well for what cannot be a person's number: wrong check digits, or a felles hjelpenummer (8 or 9 first).
    """
    number = text.strip(" \t\r\n")
    if not DIGITS_11.fullmatch(number) or number[0] in "89" or not person_number(number):
        return True
    return any(1 <= int(number[2:4]) - offset <= 12 for offset in offsets)


def sex_agrees(number: str, code: str) -> bool:
    """Sex 1 (mann) or 2 (kvinne) is the one that the ninth digit tells; True for other codes and wrong numbers."""
    number, code = number.strip(" \t\r\n"), code.strip(" \t\r\n")
    if not DIGITS_11.fullmatch(number) or not person_number(number) or code not in ("1", "2"):
        return True
    return int(number[8]) % 2 == int(code) % 2


def in_order(first: str, second: str) -> bool:
    """The first date or time is not after the second; by the day when one of them has no time of day."""
    one, other = moment(first), moment(second)
    if one is None or other is None:
        return True
    if one.instant and other.instant:
        return one.instant <= other.instant
    return one.day <= other.day


def not_before(late: str, early: str, days: str) -> bool:
    """The day of the first is at most so many days before the day of the second."""
    one, other = moment(late), moment(early)
    return one is None or other is None or (other.day - one.day).days <= int(days)


def not_future(text: str, now: datetime) -> bool:
    """A time is at most five minutes after the clock, a date not after today or, for other zones, tomorrow."""
    found = moment(text)
    if found is None:
        return True
    if found.instant:
        return found.instant <= now + timedelta(minutes=5)
    return found.day <= (now.astimezone(timezone(timedelta(hours=14)))).date()


def is_base64(text: str) -> bool:
    """The text is base64 as XML Schema has it, white space set aside."""
    text = SPACE.sub("", text)
    padding = 2 if text.endswith("==") else 1 if text.endswith("=") else 0
    return len(text) % 4 == 0 and NOT_BASE64.search(text, 0, len(text) - padding) is None


def mime_fits(mime: str, text: str) -> bool:
    """The first bytes of base64 content are those of the file type named; True for types without a known beginning."""
    beginnings = MAGIC.get(mime.strip(" \t\r\n").lower())
    if beginnings is None:
        return True
    start = SPACE.sub("", text[:64])
    start = start[: len(start) // 4 * 4]
    return not is_base64(start) or base64.b64decode(start).startswith(beginnings)


Function = Callable[..., bool]
FUNCTIONS: dict[str, Function] = {
    "person-number": person_number,
    "organisation-number": organisation_number,
    "sex-agrees": sex_agrees,
    "in-order": in_order,
    "not-before": not_before,
    "base64": is_base64,
    "mime-fits": mime_fits,
}
# These also take the offsets of the series in schemas/persons.toml, last.
BY_SERIES: dict[str, Function] = {"birth-agrees": birth_agrees, "synthetic": synthetic}
