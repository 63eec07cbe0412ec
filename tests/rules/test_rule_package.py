# SPDX-License-Identifier: MIT
"""The package for other people's pipelines: whole, the same each time, and run as it is by another engine."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree, isoschematron

from plokit import samples
from plokit.catalog.files import data_folder
from plokit.rule_package import write_package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(write_package(tmp_path_factory.mktemp("pakke")))


def test_the_package_holds_every_rule_file_list_text_schema_and_sample(package: zipfile.ZipFile) -> None:
    schemas, names = data_folder("schemas"), set(package.namelist())
    for folder in ("rules", "codes", "texts", "xsd"):
        files = {path.relative_to(schemas).as_posix() for path in (schemas / folder).rglob("*.*") if path.is_file()}
        assert files <= names
    assert {f"samples/{sample.file}" for sample in samples.load()} <= names
    assert {"README.md", "LICENSE", "samples/manifest.toml"} <= names


def test_the_package_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = write_package(tmp_path / "a"), write_package(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_the_package_tells_what_every_function_that_a_rule_calls_does(package: zipfile.ZipFile) -> None:
    text = package.read("FUNCTIONS.md").decode()
    rules = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".sch"))
    for name in {part.partition("(")[0] for part in rules.split("kit:")[1:] if "(" in part[:40]}:
        assert f"`kit:{name}(" in text


def test_another_engine_runs_the_packed_rules_as_they_are(package: zipfile.ZipFile) -> None:
    sample = samples.get("broken/plo-hod-006.xml")
    tree = etree.fromstring(sample.data).getroottree()
    failed = set()
    for name in (name for name in package.namelist() if name.endswith(".sch")):
        rules = isoschematron.Schematron(
            etree.parse(io.BytesIO(package.read(name))), store_report=True, validate_schema=False
        )
        rules.validate(tree)
        failed |= {
            node.get("id") for node in rules.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
        }
    assert failed == {"PLO-HOD-006"}
