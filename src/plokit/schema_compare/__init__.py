# SPDX-License-Identifier: MIT
"""Bring your own official schemas: compare a downloaded set with the kit's, or let it give the schema verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.catalog import Catalog
from plokit.schema_check import validator
from plokit.schema_compare.differences import Differ
from plokit.schema_compare.folder import OwnSchemas, UnusableFolder, read_folder
from plokit.schema_compare.models import load_schemas

__all__ = ["Comparison", "OwnSchemas", "UnusableFolder", "compare", "use_folder"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a folder differs from the kit: it lacks the declarations in ``missing`` and adds those in ``extra``."""

    own: OwnSchemas
    agree: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    differs: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True when every declaration of the namespaces in the folder agrees."""
        return not (self.missing or self.extra or self.differs)

    def lines(self) -> Iterator[str]:
        """Give the comparison as lines for a terminal; the last one counts."""
        yield from (f"missing {name}: only the kit has it" for name in self.missing)
        yield from (f"extra   {name}: only the folder has it" for name in self.extra)
        yield from (f"differs {name}: {difference}" for name, difference in self.differs)
        yield from (f"not in the folder, so not compared: {namespace}" for namespace in self.absent)
        total = self.agree + len(self.missing) + len(self.extra) + len(self.differs)
        yield (
            f"{self.agree} of {total} element declarations agree in {len(self.own.used)} namespaces: "
            f"{len(self.differs)} differ, {len(self.missing)} missing, {len(self.extra)} extra"
        )


def compare(folder: Path, catalog: Catalog) -> Comparison:
    """Compare the schemas below a folder with the kit's, declaration by declaration.

    Raises UnusableFolder, with a sentence, when there is nothing to compare.
    """
    own = read_folder(folder, catalog)
    names = {uri: name for uri, name in catalog.data["schema_of"].items() if uri in own.used}
    folder_schema = load_schemas(own.texts, names)
    theirs = declarations(folder_schema, own.used)
    ours = declarations(load_schemas(catalog.data["schemas"], names), own.used)
    differ = Differ(catalog)
    found = {name: differ.first(theirs[name], ours[name]) for name in sorted(theirs.keys() & ours.keys())}
    known = {catalog.namespaces[name.partition(":")[0]] for name in catalog.elements}
    return Comparison(
        own,
        sum(not difference for difference in found.values()),
        tuple(differ.short(name) for name in sorted(ours.keys() - theirs.keys())),
        tuple(differ.short(name) for name in sorted(theirs.keys() - ours.keys())),
        tuple((differ.short(name), difference) for name, difference in found.items() if difference),
        tuple(sorted(known - own.used.keys())),
        tuple(" ".join(str(error.message).split()) for error in folder_schema.maps.all_errors),
    )


def use_folder(folder: Path, catalog: Catalog) -> OwnSchemas:
    """Read the schemas below a folder and see that libxml2 can use them.

    Raises UnusableFolder, with a sentence, when it cannot.
    """
    own = read_folder(folder, catalog)
    names: dict[str, str] = catalog.data["schema_of"]
    try:
        validator(tuple(names[namespace] for namespace in own.used), own.catalog(catalog))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise UnusableFolder(f"The schemas in {folder} cannot be used: {error}") from error
    return own


def declarations(schema: Any, namespaces: dict[str, Path]) -> dict[str, Any]:
    """Give the element declarations of some namespaces by their full names."""
    return {
        name: element
        for name, element in schema.maps.elements.items()
        if name.rpartition("}")[0][1:] in namespaces and name.startswith("{")
    }
