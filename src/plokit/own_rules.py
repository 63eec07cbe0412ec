# SPDX-License-Identifier: MIT
"""Rules of your own: a Schematron file beside the kit's, run in the same walk and told in the same shape."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.catalog import Catalog, load
from plokit.catalog.schematron import SCH, flatten
from plokit.errors import CatalogError

OWN_ID = re.compile(r"[A-Z]+(?:-[A-Z]+)?-[0-9]{3}")


def with_rules(path: Path | str, catalog: Catalog | None = None) -> Catalog:
    """Give a catalogue that also holds the rules of one ``.sch`` file, for ``validate(…, catalog=…)``.

    The file is ISO Schematron with XPath 1.0, as those in ``schemas/rules/``: every assert has an ``id`` such as
    ``LOKAL-001`` and a ``role`` (feil, advarsel, merknad). The text of the assert is what the reader is told, with
    ``sch:value-of`` filled in; a ``sch:diagnostic`` that the assert names says what to do. The rules are labelled
    «lokal avtale», with the file's ``sch:title`` as their source. Raises CatalogError when the file cannot be read, an
    id is not of that form or is the kit's own, or a construct is one that the engines do not run.
    """
    known, file = catalog or load(), Path(path)
    try:
        root = etree.parse(str(file), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise CatalogError(f"{file.name} is not readable Schematron: {error}") from error
    patterns = flatten(file, known.namespaces)
    title = " ".join(root.findtext(f"{SCH}title", file.name).split())
    hints = {node.get("id", ""): text_of(node) for node in root.iter(f"{SCH}diagnostic")}
    register, texts = dict(known.data["register"]), dict(known.data["texts"]["rules"])
    for node in root.iter(f"{SCH}assert"):
        rule = node.get("id", "")
        if not OWN_ID.fullmatch(rule) or rule in register:
            raise CatalogError(f"{file.name}: line {node.sourceline}: {rule} is taken, or not of the form LOKAL-001.")
        register[rule] = {"scope": ["*"], "messages": ["*"], "label": "lokal avtale", "source": title}
        hint = hints.get(node.get("diagnostics", "").split(" ")[0], known.words("egen regel"))
        texts[rule] = {"title": text_of(node), "explanation": title, "remedy": hint}
    data: dict[str, Any] = {
        **known.data,
        "patterns": [*known.data["patterns"], *patterns],
        "register": register,
        "texts": {**known.data["texts"], "rules": texts},
    }
    return Catalog(data)


def text_of(node: Any) -> str:
    """Give the text of an assert or diagnostic, with ``{value}`` where its evidence goes."""
    parts = [node.text or ""]
    for child in node:
        parts += ["{value}" if child.tag == f"{SCH}value-of" else "", child.tail or ""]
    return " ".join("".join(parts).split())
