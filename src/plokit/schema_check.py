# SPDX-License-Identifier: MIT
"""Stage 4: the verdict of libxml2's XML Schema validator, as raw complaints. Words come later, in plokit.explain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from plokit.catalog import Catalog

BASE = "plokit:///"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What libxml2 said: its message, and its own path to the node (``/mh:MsgHead/*[2]``)."""

    message: str
    path: str


class _Texts(etree.Resolver):
    """Serves the schema texts of the bundle; nothing is ever fetched from disk or network."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__()
        self.texts = texts

    def resolve(self, url: str, public_id: str | None, context: Any) -> Any:  # type: ignore[override]  # noqa: ARG002
        return self.resolve_string(self.texts[url.removeprefix(BASE)], context, base_url=url)


def driver(schemas: tuple[str, ...], catalog: Catalog) -> str:
    """Give the text of a schema that imports the named schema files."""
    namespace_of = {name: uri for uri, name in catalog.data["schema_of"].items()}
    imports = "".join(f'<xs:import namespace="{namespace_of[name]}" schemaLocation="{name}"/>' for name in schemas)
    return f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'


@lru_cache(maxsize=32)
def validator(schemas: tuple[str, ...], catalog: Catalog) -> etree.XMLSchema:
    """Compile the named schema files into one validator, once.

    Raises lxml's XMLSchemaParseError when they are broken.
    """
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_Texts(catalog.data["schemas"]))
    return etree.XMLSchema(etree.fromstring(driver(schemas, catalog), parser, base_url=f"{BASE}driver.xsd"))


def complaints(document: Any, schemas: tuple[str, ...], catalog: Catalog) -> list[Complaint]:
    """Validate a parsed document and give libxml2's complaints in its own order; an empty list means schema-valid."""
    judge = validator(schemas, catalog)
    if judge.validate(document):
        return []
    log: Any = judge.error_log
    return [Complaint(entry.message, entry.path or "") for entry in log]
