# SPDX-License-Identifier: MIT
"""The data is closed and complete: no misspelt key, no rule without words, no element without a name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from plokit import samples, validate
from plokit.catalog import bundle, load
from plokit.catalog.files import data_folder
from plokit.catalog.publish import publish
from plokit.catalog.schematron import absolute, inline
from plokit.errors import CatalogError
from plokit.parsing.scanner import scan
from plokit.schema_check import complaints, validator

SCHEMAS = data_folder("schemas")
CATALOG = load()
XS = "{http://www.w3.org/2001/XMLSchema}"
XMLSCHEMA_ERRS = {
    "broken/xsd-tekst.xml": "accepts loose text inside mh:Content, whose type restricts anyType",
    "broken/xsd-type-uri.xml": "does not look at the form of anyURI",
}
ALLOWED = {
    "XML": {"value", "expected", "tag", "parent_tag", "line", "detail"},
    "XSD": {"field", "tag", "parent", "parent_tag", "near", "near_tag", "value", "expected", "example", "detail"},
    "KIT": {"value", "detail"},
}


def test_a_misspelt_key_is_an_error_that_names_the_place(tmp_path: Path) -> None:
    shutil.copytree(SCHEMAS, tmp_path / "schemas")
    kinds = tmp_path / "schemas" / "texts" / "nb" / "kinds.toml"
    kinds.write_text(kinds.read_text(encoding="utf-8").replace("remedy =", "remedi =", 1), encoding="utf-8")
    with pytest.raises(CatalogError, match=r"kinds\.toml: .*remed"):
        bundle.compile_bundle(tmp_path / "schemas")


def test_a_rule_without_text_is_an_error(tmp_path: Path) -> None:
    shutil.copytree(SCHEMAS, tmp_path / "schemas")
    rules = tmp_path / "schemas" / "texts" / "nb" / "rules" / "hode.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("PLO-HOD-006", "PLO-HOD-996"), encoding="utf-8")
    with pytest.raises(CatalogError, match="PLO-HOD-006"):
        bundle.compile_bundle(tmp_path / "schemas")


@pytest.mark.parametrize("kind", sorted(CATALOG.data["texts"]["kinds"]))
def test_a_kind_uses_only_placeholders_that_the_engines_fill(kind: str) -> None:
    words = CATALOG.data["texts"]["kinds"][kind]
    used = {name.lower() for text in words.values() for name in re.findall(r"\{(\w+)\}", text)}
    assert used <= ALLOWED[kind[:3]]


@pytest.mark.parametrize("rule", sorted(CATALOG.data["texts"]["rules"]))
def test_a_rule_text_uses_only_placeholders_that_the_engines_fill(rule: str) -> None:
    words = CATALOG.data["texts"]["rules"][rule]
    used = {name.lower() for text in words.values() for name in re.findall(r"\{(\w+)\}", text)}
    asserts = [a for pattern in CATALOG.data["patterns"] for r in pattern for a in r["asserts"] if a["id"] == rule]
    assert used <= {"value", "field", "tag", "parent"}
    assert "value" not in used or asserts[0]["value"], "the text asks for {value}, and the assert has no value-of"


def test_the_oasis_catalogue_names_every_schema_file() -> None:
    entries = etree.parse(str(SCHEMAS / "catalog.xml")).getroot().findall("{*}uri")
    named = {entry.get("name"): SCHEMAS / entry.get("uri", "") for entry in entries}
    files = {etree.parse(str(p)).getroot().get("targetNamespace"): p for p in (SCHEMAS / "xsd").rglob("*.xsd")}
    assert {name: path.resolve() for name, path in named.items()} == {
        name: path.resolve() for name, path in files.items()
    }


def test_published_schemas_carry_words_and_still_give_the_same_verdict(tmp_path: Path) -> None:
    files = publish(tmp_path)
    assert len(files) == len(list((SCHEMAS / "xsd").rglob("*.xsd"))) + 1
    head = (tmp_path / "xsd" / "hodemelding" / "v1.2" / "MsgHead.xsd").read_text(encoding="utf-8")
    assert 'xml:lang="nb"' in head
    assert CATALOG.element_text("mh:MsgId")["text"] in head
    xmlschema.XMLSchema(str(tmp_path / "xsd" / "apprec" / "v1.1" / "AppRec.xsd"), allow="local")


READABLE = [sample for sample in samples.load() if validate(sample.data).standard is not None]


@pytest.mark.parametrize("sample", READABLE, ids=lambda sample: sample.file)
def test_xmlschema_agrees_with_libxml2_on_every_message_it_knows(sample: samples.Sample, third_opinion) -> None:
    document = etree.fromstring(sample.data).getroottree()
    report = validate(sample.data)
    ours = not any(finding.code.startswith("XSD-") for finding in report.findings)
    theirs = third_opinion.is_valid(document)
    assert ours == (False if sample.file in XMLSCHEMA_ERRS else theirs)


@pytest.fixture(scope="module")
def third_opinion(tmp_path_factory: pytest.TempPathFactory) -> xmlschema.XMLSchema:
    driver = tmp_path_factory.mktemp("driver") / "all.xsd"
    files = {path: etree.parse(str(path)).getroot() for path in (SCHEMAS / "xsd").resolve().rglob("*.xsd")}
    imports = "".join(
        f'<xs:import namespace="{root.get("targetNamespace")}" schemaLocation="{path.as_uri()}"/>'
        for path, root in files.items()
    )
    driver.write_text(f'<xs:schema xmlns:xs="{XS[1:-1]}">{imports}</xs:schema>', encoding="utf-8")
    return xmlschema.XMLSchema(str(driver), allow="local")


def test_the_oid_pattern_takes_linear_time_and_the_same_texts() -> None:
    text = samples.get("valid/innleggelsesrapport-typisk.xml").text
    for oid, right in (
        ("2.16.578", True),
        ("1" * 200_000 + "x", False),
        ("2..16", False),
        (".2", False),
        ("2.", False),
    ):
        document = etree.fromstring(text.replace("2.16.578.1.12.4.1.1.9051", oid, 1).encode()).getroottree()
        schemas = tuple(CATALOG.data["schema_of"][CATALOG.namespaces[p]] for p in ("mh", "b64", "p7"))
        assert (complaints(document, schemas, CATALOG) == []) is right
    assert validator(schemas, CATALOG) is validator(schemas, CATALOG)


def test_lets_are_written_out_and_contexts_made_absolute() -> None:
    assert inline("$a and\n '$b  c'", {"a": "(x = 1)", "b": "no"}) == "(x = 1) and 'no  c'"
    assert absolute("po:A[b | c] | /mh:B") == "//po:A[b | c] | /mh:B"


def test_the_scanner_reads_every_well_formed_sample() -> None:
    for sample in samples.load():
        if sample.valid:
            root = scan(sample.text, 2048)
            count = sum(1 for _ in etree.fromstring(sample.data).iter("*"))
            assert hasattr(root, "children"), root
            found, stack = 0, [root]
            while stack:
                node = stack.pop()
                found += 1
                assert sample.text[node.start] == "<"
                stack.extend(node.children)
            assert found == count
