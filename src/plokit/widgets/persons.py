# SPDX-License-Identifier: MIT
"""What a page needs to tell a person number that may be real from an invented one, and whom to put in its place."""

from __future__ import annotations

from functools import cache
from typing import Any

from plokit.catalog import load
from plokit.generate.world import world

SHOWN = 5  # of the cast: more real numbers than this in one text take turns with them


@cache
def persons() -> dict[str, Any]:
    """Give ``{"offsets", "cast"}`` as the front end reads them (``web/widgets/persons.ts``).

    ``offsets`` are those of the series in ``schemas/persons.toml`` whose form no real patient's number has.
    """
    series = load().data["persons"]["series"]
    cast = [
        {"name": f"{patient['given']} {patient['family']}", "number": patient["id"]}
        for patient in world().patients
        if patient.get("id_type", "FNR") == "FNR"
    ]
    return {"offsets": [each["offset"] for each in series if not each["shared"]], "cast": cast[:SHOWN]}
