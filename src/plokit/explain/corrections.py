# SPDX-License-Identifier: MIT
"""Read a value that is written in another form than the schema wants, when there is only one thing it can mean."""

from __future__ import annotations

import re
from typing import Any

from plokit.explain.wording import nearest
from plokit.parsing.scanner import SPACE

DAY = r"(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})"
YEAR = r"(?P<y>\d{4})(?P<mark>[-./ ]?)(?P<m>\d{2})(?P=mark)(?P<d>\d{2})"
CLOCK = r"(?P<h>\d{1,2})[:.](?P<i>\d{2})(?:[:.](?P<s>\d{2}(?:\.\d+)?))?"
ZONE = r"(?P<z>Z|[+-]\d{2}:?\d{2})?"
DATES = tuple(re.compile(f"^{day}$", re.ASCII) for day in (DAY, YEAR))
MOMENTS = tuple(re.compile(f"^{day}(?:[Tt ]| kl\\.? ?){CLOCK} ?{ZONE}$", re.ASCII) for day in (DAY, YEAR))
TIMES = (re.compile(f"^{CLOCK} ?{ZONE}$", re.ASCII),)
NUMBER = re.compile(r"^[+-]?\d+(?: \d{3})*(?:[.,]\d+)?$", re.ASCII)
ANSWERS = {
    "true": ("ja", "j", "sann", "sant", "yes", "y", "true", "t"),
    "false": ("nei", "n", "usann", "usant", "no", "false", "f"),
}


def corrected(value: str, declared: dict[str, Any], fixed: str | None) -> str | None:
    """Give the value that was meant, in the form of the declared simple type; None when nobody can know."""
    plain = value.strip(SPACE)
    if fixed is not None:
        return fixed
    if declared["e"]:
        return one_of(plain, [str(item) for item in declared["e"]])
    base = str(declared["b"])
    if str(declared["n"]).endswith(":oid"):
        return oid(plain)
    if base == "boolean":
        return next((right for right, said in ANSWERS.items() if plain.lower() in said), None)
    if base in ("integer", "decimal", "double"):
        return number(plain, base)
    if base in ("date", "dateTime", "time", "union"):
        return moment(plain, base)
    return None


def one_of(plain: str, allowed: list[str]) -> str | None:
    alike = [item for item in allowed if item.lower() == plain.lower()]
    return alike[0] if len(alike) == 1 else nearest(plain, allowed)


def oid(plain: str) -> str | None:
    bare = re.sub(r"^(?:urn:oid:|oid:)", "", re.sub(r"[ \t\r\n]", "", plain), flags=re.IGNORECASE)
    dotted = re.sub(r"\.\.+", ".", bare.replace(",", ".")).strip(".")
    return dotted if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", dotted) else None


def number(plain: str, base: str) -> str | None:
    if not NUMBER.match(plain):
        return None
    written = plain.replace(" ", "").replace(",", ".")
    return written if base != "integer" or "." not in written else None


def moment(plain: str, base: str) -> str | None:
    shapes = {"date": DATES, "dateTime": MOMENTS, "time": TIMES, "union": DATES + MOMENTS}[base]
    match = next((found for found in (shape.match(plain) for shape in shapes) if found), None)
    if match is None:
        return None
    part = match.groupdict()
    day = f"{part['y']}-{two(part['m'])}-{two(part['d'])}" if part.get("y") else ""
    clock = f"{two(part['h'])}:{part['i']}:{part['s'] or '00'}{zone(part['z'])}" if part.get("h") else ""
    return "T".join(piece for piece in (day, clock) if piece)


def two(digits: str) -> str:
    return digits.rjust(2, "0")


def zone(written: str | None) -> str:
    return f"{written[:3]}:{written[3:]}" if written and len(written) == 5 else written or ""
