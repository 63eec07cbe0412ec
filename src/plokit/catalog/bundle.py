# SPDX-License-Identifier: MIT
"""Compile ``schemas/`` into one bundle: everything an engine must know, as one JSON document.

Both engines read the same bundle, so what is knowledge is written once. For the browser,
``python -m plokit.catalog --out FILE`` writes it.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from plokit.catalog import codes, flow, meta, schematron
from plokit.catalog.files import PACKAGE, content_hash, data_folder
from plokit.errors import CatalogError

FORMAT = 4


def compile_bundle(folder: Path, language: str = "nb") -> dict[str, Any]:
    """Read and check every file below ``schemas/`` and give the bundle.

    Raises CatalogError that names file and place.
    """
    from plokit.catalog import xsd  # noqa: PLC0415 - xmlschema is slow to import, and only compiling needs it

    standards = meta.checked(folder, "standards.toml", "standards")
    namespaces = standards["namespaces"]
    files = xsd.schema_files(folder / "xsd")
    elements, types = xsd.ModelCompiler(files, namespaces).compile()
    patterns = [
        pattern for path in sorted((folder / "rules").glob("*.sch")) for pattern in schematron.flatten(path, namespaces)
    ]
    bundle = {
        "format": FORMAT,
        "hash": content_hash(folder),
        "limits": standards["limits"],
        "namespaces": namespaces,
        "roots": standards["root"],
        "schemas": xsd.flat_texts(files),
        "schema_of": {uri: xsd.flat_name(path) for uri, path in files.items()},
        "elements": elements,
        "types": types,
        "messages": meta.checked(folder, "libxml2.toml", "libxml2")["message"],
        "patterns": patterns,
        "register": merged(folder, "rules", "register"),
        "outside": merged(folder, "rules/outside", "outside"),
        "codes": {path.stem: meta.checked(folder, f"codes/{path.name}", "codes") for path in code_files(folder)},
        "skeletons": meta.checked(folder, "skeletons.toml", "skeletons"),
        "bindings": meta.checked(folder, "codes/bindings.toml", "bindings"),
        "persons": meta.checked(folder, "persons.toml", "persons"),
        "flow": flow.compile_flow(folder, language),
        "texts": {
            "elements": merged(folder, f"texts/{language}/elements", "elements"),
            "kinds": meta.checked(folder, f"texts/{language}/kinds.toml", "kinds"),
            "rules": merged(folder, f"texts/{language}/rules", "rules"),
            "fixes": meta.checked(folder, f"texts/{language}/fixes.toml", "words"),
            "words": meta.checked(folder, f"texts/{language}/words.toml", "words"),
        },
    }
    check_references(bundle)
    codes.check_bindings(bundle["bindings"], bundle["codes"], bundle["roots"])
    return bundle


def merged(folder: Path, place: str, schema: str) -> dict[str, Any]:
    """Merge the files in a folder below ``schemas/``, one for each area, each checked against its schema.

    Raises CatalogError when a key is given twice, or there is nothing.
    """
    found: dict[str, Any] = {}
    home: dict[str, str] = {}
    for path in sorted((folder / place).glob("*.toml")):
        name = path.relative_to(folder).as_posix()
        entries = meta.checked(folder, name, schema)
        for key in entries.keys() & home.keys():
            raise CatalogError(f'{name}: "{key}" is already in {home[key]}.')
        found |= entries
        home |= dict.fromkeys(entries, name)
    if not found:
        raise CatalogError(f"{place} is empty.")
    return found


def code_files(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "codes").glob("*.toml")) if path.stem != "bindings"]


def check_references(bundle: dict[str, Any]) -> None:
    """Raise CatalogError when a rule lacks its register entry or text, or a text or entry has no rule.

    An abstract pattern gives the same rule once for each version of a standard; its asserts must then be alike.
    """
    severities: dict[str, set[str]] = {}
    for item in (item for pattern in bundle["patterns"] for rule in pattern for item in rule["asserts"]):
        severities.setdefault(item["id"], set()).add(item["severity"])
    torn = sorted(rule for rule, found in severities.items() if len(found) > 1)
    if torn:
        raise CatalogError(f"A rule id is used twice, with different severities: {torn}")
    for name, keys in (("rules/*.toml", bundle["register"]), ("the texts of the rules", bundle["texts"]["rules"])):
        if set(severities) != set(keys):
            raise CatalogError(f"{name} and the rules differ: {sorted(set(severities) ^ set(keys))}")
    both = set(severities) & set(bundle["outside"])
    if both:
        raise CatalogError(f"rules/outside: these are rules that the kit does check: {sorted(both)}")
    known = {f"{root['standard']} {root['version']}" for root in bundle["roots"]} | {"*"}
    for rule, entry in bundle["register"].items():
        if not set(entry["scope"]) <= known:
            raise CatalogError(f"rules/*.toml: {rule}: scope: not in standards.toml: {set(entry['scope']) - known}")
        fix = entry.get("fix", [])
        titled = {table["do"] for table in (fix if isinstance(fix, list) else [fix])} - {"code", "fill"}
        if bool(titled) != ("fix" in bundle["texts"]["rules"][rule]):
            raise CatalogError(f"{rule}: a fix needs both what to do (rules/) and a title (texts/), or neither.")


def cache_file() -> Path:
    """Give the place of the compiled bundle: below ``_build/`` in a checkout, else inside the package."""
    root = PACKAGE.parents[1]
    return root / "_build" / "bundle.json" if (root / "schemas").is_dir() else PACKAGE / "_bundle.json"


def load_bundle() -> dict[str, Any]:
    """Give the bundle, compiled again only when a file below ``schemas/`` has changed."""
    folder, stored = data_folder("schemas"), cache_file()
    if stored.is_file():
        bundle: dict[str, Any] = json.loads(stored.read_text(encoding="utf-8"))
        if bundle.get("format") == FORMAT and bundle["hash"] == content_hash(folder):
            return bundle
    bundle = compile_bundle(folder)
    with contextlib.suppress(OSError):  # a read-only installation still works, only slower
        write(bundle, stored)
    return bundle


def write(bundle: dict[str, Any], target: Path) -> None:
    """Write the bundle so that a reader never sees half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_suffix(f".{os.getpid()}.tmp")
    scratch.write_text(json.dumps(bundle, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    scratch.replace(target)
