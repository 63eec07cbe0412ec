# SPDX-License-Identifier: MIT
"""The rules, lists, texts, schemas and samples as one zip, for other people's pipelines."""

from __future__ import annotations

import inspect
import re
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from lxml import etree

from plokit import rule_codes, rule_functions
from plokit.catalog.files import content_hash, data_folder
from plokit.catalog.schematron import SCH, split_call

NAME = "meldingsverkstedet-regler.zip"
EPOCH = (2026, 1, 1, 0, 0, 0)  # a fixed time, so that the same content gives the same bytes
FOLDERS = ("rules", "codes", "texts", "xsd", "meta")
FUNCTION = re.compile(r"kit:([a-z0-9-]+)\(")
GIVEN = ("self", "now", "offsets")  # what the engine itself gives a function
SAMPLES = ("manifest.toml", "valid", "broken", "flows")


def write_package(target: Path) -> Path:
    """Write the zip into a folder and give its path. The same content gives the same bytes."""
    target.mkdir(parents=True, exist_ok=True)
    path = target / NAME
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return path


def members() -> Iterator[tuple[str, bytes]]:
    """Give name and content of every file of the package."""
    schemas, samples = data_folder("schemas"), data_folder("samples")
    yield "README.md", (schemas / "rules" / "README.md").read_bytes()
    yield "VERSION", f"{version()} {content_hash(schemas)}\n".encode()
    yield "FUNCTIONS.md", functions(schemas).encode()
    yield "LICENSE", licence(schemas)
    yield "catalog.xml", (schemas / "catalog.xml").read_bytes()
    yield "standards.toml", (schemas / "standards.toml").read_bytes()
    for folder in FOLDERS:
        for path in sorted(path for path in (schemas / folder).rglob("*.*") if path.is_file()):
            name = path.relative_to(schemas).as_posix()
            yield name, guarded(path) if path.suffix == ".sch" else path.read_bytes()
    for part in SAMPLES:
        for path in sorted((samples / part).rglob("*.xml")) if (samples / part).is_dir() else [samples / part]:
            yield f"samples/{path.relative_to(samples).as_posix()}", path.read_bytes()


def guarded(path: Path) -> bytes:
    """Give a rule file whose named functions are only called by an engine that has them."""
    document = etree.parse(str(path))
    for node in document.getroot().iter(f"{SCH}assert"):
        test = node.get("test", "")
        _, call = split_call(test)
        if call is not None:
            at = test.rindex(f"kit:{call[0]}(")
            node.set("test", f"{test[:at]}not(function-available('kit:{call[0]}')) or {test[at:]}")
    return etree.tostring(document, encoding="utf-8", xml_declaration=True)


def functions(schemas: Path) -> str:
    """Give what each named function that the rules call takes and answers."""
    rules = "".join(path.read_text(encoding="utf-8") for path in sorted((schemas / "rules").glob("*.sch")))
    used = sorted(set(FUNCTION.findall(rules)))
    known = {**rule_functions.FUNCTIONS, **rule_functions.BY_SERIES, "not-future": rule_functions.not_future}
    lines = []
    for name in used:
        told = known.get(name) or getattr(rule_codes.Codes, name.removeprefix("code-").replace("-", "_"))
        arguments = ", ".join(
            key for key in inspect.signature(told).parameters if key not in ("self", "now", "offsets")
        )
        lines.append(f"- `kit:{name}({arguments})`: {first_line(told.__doc__ or '')}")
    return "# Named functions\n\n" + "\n".join(lines or ["The rules call none."]) + "\n"


def first_line(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())


def version() -> str:
    """Give the version of the installed package, or "0" in a bare clone."""
    try:
        return metadata.version("plokit")
    except metadata.PackageNotFoundError:
        return "0"


def licence(schemas: Path) -> bytes:
    """Give the licence text; in an installed package only its name."""
    path = schemas.parent / "LICENSE"
    return path.read_bytes() if path.is_file() else b"MIT\n"
