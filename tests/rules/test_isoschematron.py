# SPDX-License-Identifier: MIT
"""Another Schematron engine, on the very files that integrators get, agrees with ours rule by rule."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, isoschematron

from plokit import samples
from plokit.catalog import load
from plokit.catalog.files import data_folder
from plokit.catalog.schematron import SCH
from plokit.rule_check import hits

FILES = sorted((data_folder("schemas") / "rules").glob("*.sch"))
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def without_functions(path: Path) -> tuple[Any, set[str]]:
    """Give the rules of a file that call no named function, and their ids."""
    root = etree.parse(str(path)).getroot()
    kept = set()
    for node in list(root.iter(f"{SCH}assert")):
        if "kit:" in node.get("test", ""):
            node.set("test", "true()")  # a rule may not stand empty
            continue
        kept.add(node.get("id"))
        for value in node.findall(f"{SCH}value-of"):
            if "kit:" in value.get("select", ""):
                value.set("select", "''")
    return root, kept


@cache
def documents() -> list[tuple[str, Any]]:
    """Give every sample that is well-formed, parsed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    found = []
    for sample in samples.load():
        try:
            found.append((sample.file, etree.fromstring(sample.data, parser).getroottree()))
        except etree.XMLSyntaxError:
            continue
    return found


@cache
def ours() -> dict[str, Counter[str]]:
    """Give what our engine finds in each sample with every rule, scopes set aside."""
    return {name: Counter(hit.rule for hit in hits(tree, load())) for name, tree in documents()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_isoschematron_finds_what_our_engine_finds_in_every_sample(path: Path) -> None:
    rules, ids = without_functions(path)
    theirs = isoschematron.Schematron(rules, store_report=True, validate_schema=False)
    for name, tree in documents():
        theirs.validate(tree)
        found = Counter(node.get("id") for node in theirs.validation_report.iter(f"{SVRL}failed-assert"))
        assert found == Counter({rule: count for rule, count in ours()[name].items() if rule in ids}), name


def test_a_rule_says_in_itself_which_messages_it_is_for() -> None:
    """The scope in the register only saves time: without it the same rules fire."""
    catalog = load()
    for sample in samples.load():
        try:
            tree = etree.fromstring(sample.data, etree.XMLParser(resolve_entities=False, huge_tree=True)).getroottree()
        except etree.XMLSyntaxError:
            continue
        standard = recognised(tree, catalog)
        if standard:
            scoped = Counter(hit.rule for hit in hits(tree, catalog, standard))
            assert scoped == ours()[sample.file], sample.file


def recognised(tree: Any, catalog: Any) -> str | None:
    from plokit.parsing.recognise import recognise  # noqa: PLC0415 - only here

    known = recognise(tree.getroot(), catalog)
    return f"{known.standard} {known.version}" if known.known_root else None
