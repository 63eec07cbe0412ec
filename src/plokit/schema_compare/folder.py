# SPDX-License-Identifier: MIT
"""Read a folder of schemas that somebody downloaded, carefully: nothing is fetched, and no entity is expanded.

The files may lie flat or nested, and import each other by plain file names or by web addresses. Which file holds a
schema is decided by its target namespace alone. What the folder lacks comes from the kit, and so does the signature
schema: its official file has a document type, which is not read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.catalog import Catalog
from plokit.catalog.xsd import SAME_LANGUAGE, XMLDSIG, XS
from plokit.errors import PlokitError

MOST_FILES = 2_000
MOST_ENTRIES = 100_000
MOST_BYTES = 5_000_000
SIGNATURE = re.compile(rb"""targetNamespace\s*=\s*["']""" + re.escape(XMLDSIG).encode())
INCLUDES = (f"{XS}include", f"{XS}redefine", f"{XS}override")


class UnusableFolder(PlokitError):  # noqa: N818 - it says what is the matter, as the sentence in it does
    """A folder has no schemas that can be used; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """One schema file of the folder, parsed."""

    path: Path
    root: Any

    @property
    def namespace(self) -> str:
        """The target namespace, or ""."""
        namespace: str = self.root.get("targetNamespace", "")
        return namespace

    @property
    def content(self) -> bytes:
        """The content in canonical form, without comments."""
        return bytes(etree.tostring(self.root, method="c14n", with_comments=False))


@dataclass(frozen=True, slots=True)
class OwnSchemas:
    """What a folder gives: which file is used for which namespace, and the texts of all schemas, the kit's included."""

    folder: Path
    used: dict[str, Path]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    texts: dict[str, str]

    def catalog(self, catalog: Catalog) -> Catalog:
        """Give a catalogue whose schema verdict comes from these schemas; its models and words are the kit's own."""
        return Catalog({**catalog.data, "schemas": self.texts})


def read_folder(folder: Path, catalog: Catalog) -> OwnSchemas:
    """Read the schemas below a folder. Raises UnusableFolder, with a sentence, when none of them can be used."""
    notes: list[str] = []
    files = list(schema_files(folder, notes))
    chosen = choose(files, notes)
    names: dict[str, str] = catalog.data["schema_of"]
    used = {namespace: file for namespace, file in chosen.items() if namespace in names}
    if not used:
        raise UnusableFolder(f"{folder} has no schema for a namespace the kit knows ({len(files)} schema files read).")
    flat = {id(file): f"own-{position}-{file.path.name}" for position, file in enumerate(files)}
    flat |= {id(file): names[namespace] for namespace, file in used.items()}
    places = names | {namespace: flat[id(file)] for namespace, file in chosen.items() if namespace not in names}
    texts: dict[str, str] = dict(catalog.data["schemas"])
    waiting = list(used.values())
    done: set[int] = set()
    while waiting:
        file = waiting.pop()
        if id(file) in done:
            continue
        done.add(id(file))
        included = included_by(file, files, strict=True)
        imported = {node.get("namespace", "") for node in file.root.iter(f"{XS}import")}
        waiting += [*included.values(), *(chosen[uri] for uri in imported if uri in chosen and uri not in names)]
        texts[flat[id(file)]] = flat_text(file, places, {where: flat[id(other)] for where, other in included.items()})
    unknown = tuple(sorted(set(chosen) - set(used) - {""}))
    return OwnSchemas(folder, {uri: file.path for uri, file in sorted(used.items())}, unknown, tuple(notes), texts)


def schema_files(folder: Path, notes: list[str]) -> Iterator[SchemaFile]:
    """Give every schema below a folder, in order of path; add a note for each file that cannot be read."""
    if not folder.is_dir():
        raise UnusableFolder(f"{folder} is not a folder.")
    for path in xsd_paths(folder):
        try:
            data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
        except OSError as error:
            notes.append(f"{path}: not read: {error.strerror}.")
            continue
        if data is None:
            notes.append(f"{path}: not read: it is larger than {MOST_BYTES // 1_000_000} MB.")
            continue
        if SIGNATURE.search(data):
            continue  # the kit uses the copy of the installed package
        root = parsed(data, path, notes)
        if root is not None and root.tag == f"{XS}schema":
            yield SchemaFile(path, root)


def xsd_paths(folder: Path) -> list[Path]:
    """Give the paths of all .xsd files below a folder; links to other places are not followed."""
    found: list[Path] = []
    entries = 0
    for place, folders, names in os.walk(folder):
        folders.sort()
        entries += len(names)
        found += [Path(place, name) for name in sorted(names) if name.lower().endswith(".xsd")]
        if len(found) > MOST_FILES or entries > MOST_ENTRIES:
            raise UnusableFolder(f"{folder} holds too many files; name the folder with the schemas themselves.")
    if not found:
        raise UnusableFolder(f"{folder} has no .xsd files.")
    return [path for path in found if path.is_file() and not path.is_symlink()]


def parsed(data: bytes, path: Path, notes: list[str]) -> Any | None:
    """Parse one file, or note why not. A document type could hide entities, so a file with one is not parsed."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        notes.append(f"{path}: not read: it has a document type (DOCTYPE).")
        return None
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        notes.append(f"{path}: not read: it is not well-formed XML ({error}).")
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        notes.append(f"{path}: not read: it has a document type (DOCTYPE).")
        return None
    return root


def choose(files: list[SchemaFile], notes: list[str]) -> dict[str, SchemaFile]:
    """Give one file for each namespace: the first that no other file of the namespace includes."""
    parts = {id(part) for file in files for part in included_by(file, files).values() if part is not file}
    chosen: dict[str, SchemaFile] = {}
    for file in [*(file for file in files if id(file) not in parts), *files]:
        first = chosen.setdefault(file.namespace, file)
        if first is not file and id(file) not in parts and first.content != file.content:
            note = f"{file.path}: not used: {first.path} has the same namespace and other content."
            notes += [note] if note not in notes else []
    return chosen


def included_by(file: SchemaFile, files: list[SchemaFile], *, strict: bool = False) -> dict[str, SchemaFile]:
    """Give the files that a schema includes, by the location it names: the nearest file with that name.

    With ``strict``, raises UnusableFolder when one of them is not in the folder.
    """
    found = {}
    for node in file.root.iter(*INCLUDES):
        location = node.get("schemaLocation", "")
        name = location.replace("\\", "/").rpartition("/")[2]
        twins = [other for other in files if other.path.name.lower() == name.lower() and other is not file]
        exact = Path(os.path.normpath(file.path.parent / location))
        twins.sort(key=lambda other: (other.path != exact, other.path.parent != file.path.parent))
        if twins:
            found[location] = twins[0]
        elif strict:
            raise UnusableFolder(f"{file.path} includes {name or 'a file without a name'}, which is not in the folder.")
    return found


def flat_text(file: SchemaFile, places: dict[str, str], included: dict[str, str]) -> str:
    """Give a schema's text where imports and includes name files in one flat folder and nothing else is loaded."""
    root = etree.fromstring(etree.tostring(file.root))
    for annotation in list(root.iter(f"{XS}annotation")):
        parent = annotation.getparent()
        if parent is not None:
            parent.remove(annotation)
    for node in root.iter(f"{XS}import"):
        node.attrib.pop("schemaLocation", "")
        if node.get("namespace", "") in places:
            node.set("schemaLocation", places[node.get("namespace", "")])
    for node in root.iter(*INCLUDES):
        node.set("schemaLocation", included[node.get("schemaLocation", "")])
    for node in root.iter(f"{XS}pattern"):
        node.set("value", SAME_LANGUAGE.get(node.get("value", ""), node.get("value", "")))
    return etree.tostring(root, encoding="unicode")
