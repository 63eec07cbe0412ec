# SPDX-License-Identifier: MIT
"""Check the data files against the closed JSON Schemas in ``schemas/meta/``: a misspelt key is an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plokit.catalog.files import read_toml
from plokit.errors import CatalogError


def checked(folder: Path, name: str, schema: str) -> dict[str, Any]:
    """Read ``folder/name`` and check it against ``folder/meta/<schema>.schema.json``.

    Raises CatalogError that names the file, the key and what is wrong.
    """
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import, and only compiling needs it

    data = read_toml(folder / name)
    rules = json.loads((folder / "meta" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    for error in Draft202012Validator(rules).iter_errors(data):
        place = " > ".join(str(part) for part in error.absolute_path) or "top level"
        raise CatalogError(f"{name}: {place}: {error.message}")
    return data
