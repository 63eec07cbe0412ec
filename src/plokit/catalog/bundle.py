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

from plokit.catalog import codes, meta, schematron
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
    texts = folder / "texts" / language
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
        "register": meta.checked(folder, "rules/register.toml", "register"),
        "codes": {path.stem: meta.checked(folder, f"codes/{path.name}", "codes") for path in code_files(folder)},
        "skeletons": meta.checked(folder, "skeletons.toml", "skeletons"),
        "bindings": meta.checked(folder, "codes/bindings.toml", "bindings"),
        "texts": {
            "elements": element_texts(folder, language),
            "kinds": meta.checked(folder, f"texts/{language}/kinds.toml", "kinds"),
            "rules": meta.checked(folder, f"texts/{language}/rules.toml", "rules"),
            "fixes": meta.checked(folder, f"texts/{language}/fixes.toml", "words"),
            "words": meta.checked(folder, f"texts/{language}/words.toml", "words"),
        },
    }
    check_references(bundle, texts)
    codes.check_bindings(bundle["bindings"], bundle["codes"], bundle["roots"])
    return bundle


def element_texts(folder: Path, language: str) -> dict[str, Any]:
    """Merge the files below ``texts/<language>/elements/``, one for each area.

    Raises CatalogError when a key is given twice.
    """
    merged: dict[str, Any] = {}
    home: dict[str, str] = {}
    for path in sorted((folder / "texts" / language / "elements").glob("*.toml")):
        name = path.relative_to(folder).as_posix()
        texts = meta.checked(folder, name, "elements")
        for key in texts.keys() & home.keys():
            raise CatalogError(f'{name}: "{key}" already has its text in {home[key]}.')
        merged |= texts
        home |= dict.fromkeys(texts, name)
    if not merged:
        raise CatalogError(f"texts/{language}/elements has no texts.")
    return merged


def code_files(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "codes").glob("*.toml")) if path.stem != "bindings"]


def check_references(bundle: dict[str, Any], texts: Path) -> None:
    """Raise CatalogError when a rule lacks its register entry or text, or a text or entry has no rule."""
    rules = [item["id"] for pattern in bundle["patterns"] for rule in pattern for item in rule["asserts"]]
    if len(rules) != len(set(rules)):
        raise CatalogError(f"A rule id is used twice: {sorted({r for r in rules if rules.count(r) > 1})}")
    for name, keys in (
        ("rules/register.toml", bundle["register"]),
        (str(texts / "rules.toml"), bundle["texts"]["rules"]),
    ):
        if set(rules) != set(keys):
            raise CatalogError(f"{name} and the rules differ: {sorted(set(rules) ^ set(keys))}")
    for rule, entry in bundle["register"].items():
        if ("fix" in entry) != ("fix" in bundle["texts"]["rules"][rule]):
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
