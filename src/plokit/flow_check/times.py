# SPDX-License-Identifier: MIT
"""Times of messages: XML's dates and times, read as Norwegian local time when they have no zone.

The rule for summer time is the European one since 1996 (directive 2000/84/EC), written out so that no table of zones
has to be installed: from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

FORM = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)
HOUR = timedelta(hours=1)


def last_sunday(year: int, month: int) -> date:
    """Give the last Sunday of a month that has 31 days."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def norwegian_offset(moment: datetime) -> timedelta:
    """Give how far Norwegian time is ahead of a moment in UTC."""
    starts, ends = (
        datetime.combine(last_sunday(moment.year, month), datetime.min.time(), UTC) + HOUR for month in (3, 10)
    )
    return 2 * HOUR if starts <= moment < ends else HOUR


def parse_time(text: str) -> datetime | None:
    """Give an XML date or dateTime as a moment in UTC, or None when it is not one.

    Without a zone it is Norwegian time (hodemelding; HIS 1037 kap. 6.2.1); a date alone is its first moment.
    """
    found = FORM.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour % 24, minute, second, tzinfo=UTC) + timedelta(days=hour // 24)
        zone = found.group(7)
        if zone is None:
            return moment - norwegian_offset(moment - HOUR)
        return moment - zone_offset(zone)
    except (ValueError, OverflowError):
        return None


def zone_offset(zone: str) -> timedelta:
    """Give the offset that ``Z``, ``+01:00`` or ``-05:30`` names."""
    if zone == "Z":
        return timedelta(0)
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return -size if zone[0] == "-" else size


def has_clock(text: str) -> bool:
    """True when an XML time says the time of day too."""
    return "T" in text


def norwegian(moment: datetime) -> datetime:
    """Give a moment as the clock in Norway shows it."""
    return moment.astimezone(UTC).replace(tzinfo=None) + norwegian_offset(moment.astimezone(UTC))


def norwegian_day(written: str) -> str:
    """Give the Norwegian date of an XML time as YYYY-MM-DD, or ""."""
    moment = parse_time(written)
    return "" if moment is None else norwegian(moment).date().isoformat()


def shown(moment: datetime) -> str:
    """Give a moment as a reader in Norway writes it: 02.02.2026 kl. 14.30."""
    return norwegian(moment).strftime("%d.%m.%Y kl. %H.%M")
