# SPDX-License-Identifier: MIT
"""Find and read the data folders: beside the sources in a checkout, inside the package in a wheel."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from plokit.errors import CatalogError

PACKAGE = Path(__file__).resolve().parents[1]


def data_folder(name: str) -> Path:
    """Give the folder ``schemas`` or ``samples``.

    Raises CatalogError when neither the checkout nor the installed package has it.
    """
    for candidate in (PACKAGE.parents[1] / name, PACKAGE / f"_{name}"):
        if candidate.is_dir():
            return candidate
    raise CatalogError(f"The folder {name} is missing. Run from a full checkout, or install the package again.")


def read_toml(path: Path) -> dict[str, Any]:
    """Read one TOML file (UTF-8). Raises CatalogError that names the file when it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogError(f"{path.name} is missing in {path.parent}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} is not readable TOML: {error}") from error


@cache
def xmldsig_schema() -> Path:
    """Give the W3C signature schema. It comes with the installed package xmlschema, so it is not kept in git."""
    import xmlschema  # noqa: PLC0415 - slow to import, and only compiling needs it

    path = Path(xmlschema.__file__).parent / "schemas" / "DSIG" / "xmldsig-core-schema.xsd"
    if not path.is_file():
        raise CatalogError("The installed package xmlschema has no signature schema; install the pinned version.")
    return path


def content_hash(folder: Path) -> str:
    """Give a hash over the names and bytes of all files below a folder, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(
        p for p in folder.rglob("*") if p.is_file() and p.suffix in {".toml", ".xsd", ".sch", ".xml", ".json"}
    ):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
