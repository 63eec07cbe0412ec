# SPDX-License-Identifier: MIT
"""Values and codes as people and programs write them wrongly."""

from __future__ import annotations

import random

WRONG = {
    "true": ("ja", "Ja", "TRUE", "sant", "x"),
    "false": ("nei", "Nei", "FALSE", "usant", "0.5"),
}


def slip(value: str, chance: random.Random) -> str:
    """Give a value as somebody might write it wrongly."""
    if value in WRONG:
        return chance.choice(WRONG[value])
    if len(value) >= 10 and value[4:5] == value[7:8] == "-" and value[:4].isdigit():
        day = f"{value[8:10]}.{value[5:7]}.{value[:4]}"
        ways = (day + value[10:], value.replace("T", " "), value[:16], f"{value[:5]}13{value[7:]}", day, "i går")
        return chance.choice(
            ways if "T" in value else (day, f"{value[:4]}/{value[5:7]}/{value[8:]}", f"{value[:5]}13-01", "i går")
        )
    if value.replace(".", "", 1).isdigit() and len(value) < 8:
        return chance.choice((value + ",5", value + " stk", "ca. " + value, value.replace(".", ",")))
    return chance.choice(
        (value + "x", value.lower(), value.replace("-", ""), "", " " + value, value[:-1], value.replace(".", ","))
    )


def code_slip(code: str, chance: random.Random) -> str:
    """Give another code than the right one."""
    return chance.choice((code + "0", code.lower(), code.upper(), code[:-1], "99", "", f" {code}"))
