# SPDX-License-Identifier: MIT
"""Bring your own official schemas: what is told apart, what makes no difference, and that nothing is fetched."""

from __future__ import annotations

import contextlib
import copy
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plokit import samples, validate
from plokit.catalog import load
from plokit.catalog.files import data_folder, xmldsig_schema
from plokit.cli import main
from plokit.schema_compare import UnusableFolder, compare, folder, use_folder

CATALOG = load()
XSD = data_folder("schemas") / "xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"
APPREC = XSD / "apprec" / "v1.1" / "AppRec.xsd"
KITH = XSD / "felles" / "kith.xsd"
HEAD = XSD / "hodemelding" / "v1.2" / "MsgHead.xsd"
WEB = "http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd"
Edit = Callable[[Any], object]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("somebody opens a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def bring(source: Path, target: Path, edit: Edit | None = None) -> Path:
    """Copy one schema the way official sets have it: imports by plain file name, the signature by web address."""
    root = etree.parse(str(source)).getroot()
    for node in root.iter(f"{XS}import"):
        signature = node.get("namespace") == "http://www.w3.org/2000/09/xmldsig#"
        node.set("schemaLocation", WEB if signature else node.get("schemaLocation", "").rpartition("/")[2])
    if edit is not None:
        edit(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))
    return target


def apprec_set(place: Path, edit: Edit | None = None) -> Path:
    bring(KITH, place / "kith.xsd")
    bring(APPREC, place / "skjema" / "AppRec-v1.1.xsd", edit)
    return place


def local(root: Any, owner: str, name: str) -> Any:
    return root.find(f".//{XS}*[@name='{owner}']//{XS}element[@name='{name}']")


def setter(owner: str, name: str, **values: str) -> Edit:
    def edit(root: Any) -> None:
        for key, value in values.items():
            local(root, owner, name).set(key, value)

    return edit


def test_the_kits_own_schemas_laid_flat_agree_in_every_declaration(tmp_path: Path) -> None:
    for path in XSD.rglob("*.xsd"):
        bring(path, tmp_path / "-".join(path.parts[-2:]))
    found = compare(tmp_path, CATALOG)
    assert found.same
    assert found.absent == found.own.notes == found.faults == ()
    assert found.agree == len(CATALOG.elements)
    assert list(found.lines())[-1].startswith(f"{found.agree} of {found.agree} element declarations agree")


def rename_types(root: Any) -> None:
    """Give every type and group of a schema another name."""
    prefix = next(p for p, uri in root.nsmap.items() if uri == root.get("targetNamespace"))
    for kind, attribute in (("complexType", "type"), ("simpleType", "type"), ("group", "ref")):
        for node in root.findall(f"{XS}{kind}"):
            for user in root.iter():
                if user.get(attribute) == f"{prefix}:{node.get('name')}":
                    user.set(attribute, f"{prefix}:Omdopt_{node.get('name')}")
            node.set("name", f"Omdopt_{node.get('name')}")


def nest_types(root: Any) -> None:
    """Write each named complex type out where it is used."""
    prefix = next(p for p, uri in root.nsmap.items() if uri == root.get("targetNamespace"))
    for node in root.findall(f"{XS}complexType"):
        for user in [user for user in root.iter(f"{XS}element") if user.get("type") == f"{prefix}:{node.get('name')}"]:
            inside = copy.deepcopy(node)
            del inside.attrib["name"]
            del user.attrib["type"]
            user.append(inside)
        root.remove(node)


def wrap_sequences(root: Any) -> None:
    """Put every sequence inside one more, with an empty choice beside."""
    for node in list(root.iter(f"{XS}sequence")):
        outer = etree.Element(f"{XS}sequence")
        node.getparent().replace(node, outer)
        outer.append(node)
        etree.SubElement(outer, f"{XS}sequence")


def name_types(root: Any) -> None:
    """Give a name to each type that has none."""
    prefix = next(p for p, uri in root.nsmap.items() if uri == root.get("targetNamespace"))
    for element in root.findall(f"{XS}element"):
        for node in element.findall(f"{XS}complexType"):
            node.set("name", f"Type{element.get('name')}")
            element.set("type", f"{prefix}:Type{element.get('name')}")
            root.append(node)


def turn_choices(root: Any) -> None:
    """Write the alternatives of every choice the other way round."""
    for node in root.iter(f"{XS}choice"):
        node[:] = node[::-1]


@pytest.mark.parametrize("edit", [rename_types, nest_types, name_types, wrap_sequences, turn_choices])
def test_how_types_are_named_and_nested_makes_no_difference(tmp_path: Path, edit: Edit) -> None:
    found = compare(apprec_set(tmp_path, edit), CATALOG)
    assert list(found.lines())[:-1] == [line for line in found.lines() if line.startswith("not in the folder")]
    assert found.same
    assert found.agree > 5


def swap(root: Any) -> None:
    status = local(root, "AppRec", "Status")
    status.addprevious(local(root, "AppRec", "Error"))


def drop(root: Any) -> None:
    node = local(root, "Address", "City")
    node.getparent().remove(node)


def choice_to_sequence(root: Any) -> None:
    for node in root.iter(f"{XS}choice"):
        node.tag = f"{XS}sequence"


def limit(root: Any) -> None:
    node = local(root, "AppRec", "SoftwareName")
    del node.attrib["type"]
    base = etree.SubElement(etree.SubElement(node, f"{XS}simpleType"), f"{XS}restriction", base="xs:string")
    etree.SubElement(base, f"{XS}maxLength", value="35")


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (
            swap,
            "differs ar:AppRec: order: the folder has ar:Error before ar:Status, the kit has ar:Status before ar:Error",
        ),
        (
            setter("AppRec", "SoftwareName", minOccurs="1"),
            "differs ar:AppRec: ar:SoftwareName: cardinality: the folder has 1..1, the kit has 0..1",
        ),
        (
            setter("Address", "TeleAddress", maxOccurs="1"),
            "differs ar:Address: ar:TeleAddress: cardinality: the folder has 0..1, the kit has 0..*",
        ),
        (
            setter("AppRec", "GenDate", type="xs:date"),
            "differs ar:AppRec: ar:GenDate: type: the folder has date, the kit has dateTime",
        ),
        (
            setter("AppRec", "Id", type="kith:CS"),
            "differs ar:AppRec: ar:Id: type: the folder has nothing inside, the kit has text",
        ),
        (
            limit,
            "differs ar:AppRec: ar:SoftwareName: facet maxLength: the folder has 35, the kit has none",
        ),
        (
            setter("AppRec", "SoftwareVersion", fixed="1"),
            "differs ar:AppRec: ar:SoftwareVersion: fixed: the folder has “1”, the kit has none",
        ),
        (
            setter("AppRec", "Status", type="kith:CV"),
            "differs ar:AppRec: ar:Status: attribute OT: the folder has it, the kit has none",
        ),
        (
            setter("AppRec", "Status", nillable="true"),
            "differs ar:AppRec: ar:Status: nillable: the folder has yes, the kit has no",
        ),
        (drop, "differs ar:Address: element ar:City: the folder has none, the kit has it"),
        (
            choice_to_sequence,
            (
                "differs ar:HCP: order: the folder has sequence of (ar:Inst, ar:HCProf, ar:MedSpeciality, ar:Address), "
                "the kit has sequence of (choice of (ar:HCProf, ar:Inst), ar:MedSpeciality, ar:Address)"
            ),
        ),
        (
            lambda root: etree.SubElement(root, f"{XS}element", name="Ny", type="xs:string"),
            "extra   ar:Ny: only the folder has it",
        ),
        (
            lambda root: (
                root.find(f"{XS}element[@name='HCPerson']").set("name", "HCPersonale")
                or root.find(f".//{XS}element[@ref='ar:HCPerson']").set("ref", "ar:HCPersonale")
            ),
            "missing ar:HCPerson: only the kit has it",
        ),
    ],
)
def test_each_difference_is_told_in_plain_words(tmp_path: Path, edit: Edit, line: str) -> None:
    lines = list(compare(apprec_set(tmp_path, edit), CATALOG).lines())
    assert line in lines
    assert not re.match(r"(\d+) of \1 ", lines[-1])


def test_a_difference_in_a_shared_type_is_told_for_each_declaration_that_has_it(tmp_path: Path) -> None:
    apprec_set(tmp_path)

    def demand(root: Any) -> None:
        root.find(f"{XS}complexType[@name='CS']/{XS}attribute[@name='V']").set("use", "required")

    bring(KITH, tmp_path / "kith.xsd", demand)
    told = dict(compare(tmp_path, CATALOG).differs)
    assert told["ar:AppRec"] == "ar:MsgType: attribute V: the folder has required, the kit has optional"
    assert told["ar:Address"] == "ar:Type: attribute V: the folder has required, the kit has optional"
    assert told.keys() >= {"ar:OriginalMsgId", "ar:HCPerson", "ar:AdditionalId"}
    assert not told.keys() & {"ar:HCP"}, "what stands inside a declaration of its own is told there"


def test_wildcards_and_fixed_values_of_the_envelope_are_compared(tmp_path: Path) -> None:
    def loosen(root: Any) -> None:
        next(root.iter(f"{XS}any")).set("processContents", "lax")
        local(root, "MsgInfo", "MIGversion").attrib.pop("fixed")

    bring(HEAD, tmp_path / "MsgHead-v1_2.xsd", loosen)
    told = dict(compare(tmp_path, CATALOG).differs)
    assert any("wildcard: the folder has 0..* of ##any (lax)" in text for text in told.values())
    assert told["mh:MsgInfo"].startswith("mh:MIGversion: fixed: the folder has none, the kit has “v1.2 2006-05-24”")


def test_an_included_part_counts_as_part_of_its_schema(tmp_path: Path) -> None:
    apprec_set(tmp_path)
    path = tmp_path / "skjema" / "AppRec-v1.1.xsd"
    root = etree.parse(str(path)).getroot()
    part = etree.Element(root.tag, dict(root.attrib), root.nsmap)
    part.append(copy.deepcopy(root.find(f"{XS}import")))
    part.append(root.find(f"{XS}element[@name='Address']"))
    root.insert(1, etree.Element(f"{XS}include", schemaLocation="http://www.kith.no/deler/aaa-adresse.xsd"))
    path.write_bytes(etree.tostring(root))
    (tmp_path / "aaa-adresse.xsd").write_bytes(etree.tostring(part))
    found = compare(tmp_path, CATALOG)
    assert found.same
    assert found.own.used[CATALOG.namespaces["ar"]] == path
    (tmp_path / "aaa-adresse.xsd").unlink()
    with pytest.raises(UnusableFolder, match=r"includes aaa-adresse\.xsd, which is not in the folder"):
        compare(tmp_path, CATALOG)


def test_the_command_exits_0_1_or_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = apprec_set(tmp_path / "likt")
    assert main(["schemas", "compare", str(right)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("0 differ, 0 missing, 0 extra")
    wrong = apprec_set(tmp_path / "ulikt", setter("AppRec", "SoftwareName", minOccurs="1"))
    assert main(["schemas", "compare", str(wrong)]) == 1
    assert "1 differ, 0 missing, 0 extra" in capsys.readouterr().out.splitlines()[-1]
    (tmp_path / "tom").mkdir()
    (tmp_path / "fremmed").mkdir()
    (tmp_path / "fremmed" / "a.xsd").write_text(
        f'<schema xmlns="{XS[1:-1]}" targetNamespace="urn:a"/>', encoding="utf-8"
    )
    for name, sentence in (("finnes-ikke", "is not a folder"), ("tom", "no .xsd files"), ("fremmed", "no schema for")):
        for command in (
            ["schemas", "compare", str(tmp_path / name)],
            ["validate", "--schemas", str(tmp_path / name), "x"],
        ):
            assert main(command) == 2
            captured = capsys.readouterr()
            assert sentence in captured.err
            assert captured.err.count("\n") == 1
            assert captured.out == ""


def test_files_that_are_unsafe_or_unreadable_are_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apprec_set(tmp_path)
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("hemmelig", encoding="utf-8")
    (tmp_path / "bombe.xsd").write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f'<schema xmlns="{XS[1:-1]}" targetNamespace="{CATALOG.namespaces["mh"]}" id="&b;"/>',
        encoding="utf-8",
    )
    (tmp_path / "fil.xsd").write_text(f'<!DOCTYPE x SYSTEM "{secret.as_uri()}"><x/>', encoding="utf-16")
    (tmp_path / "avkuttet.xsd").write_text("<schema", encoding="utf-8")
    with contextlib.suppress(OSError):  # Windows may not allow links
        (tmp_path / "lenke.xsd").symlink_to(HEAD)
    (tmp_path / "xmldsig-core-schema.xsd").write_bytes(xmldsig_schema().read_bytes())
    bring(APPREC, tmp_path / "annen" / "AppRec.xsd", drop)
    monkeypatch.setattr(folder, "MOST_BYTES", 200_000)
    (tmp_path / "stor.xsd").write_text(" " * 200_001, encoding="utf-8")
    found = folder.read_folder(tmp_path, CATALOG)
    assert set(found.used) == {CATALOG.namespaces["ar"], CATALOG.namespaces["kith"]}
    named = {Path(note.split(": ")[0]).name: note.partition(": ")[2] for note in found.notes}
    assert named["bombe.xsd"] == named["fil.xsd"] == "not read: it has a document type (DOCTYPE)."
    assert named["avkuttet.xsd"].startswith("not read: it is not well-formed XML")
    assert named["stor.xsd"].startswith("not read: it is larger")
    assert any("has the same namespace and other content" in note for note in found.notes)
    assert len(found.notes) == 5
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    with pytest.raises(UnusableFolder, match="too many files"):
        folder.read_folder(tmp_path, CATALOG)


def test_schemas_that_libxml2_cannot_use_are_said_to_be_so(tmp_path: Path) -> None:
    apprec_set(tmp_path, setter("AppRec", "Id", type="kith:FINNES_IKKE"))
    with pytest.raises(UnusableFolder, match="cannot be used"):
        use_folder(tmp_path, CATALOG)


def test_validate_takes_the_schema_verdict_from_the_folder_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(samples.get("valid/apprec-ok.xml").path)
    assert main(["validate", "--schemas", str(apprec_set(tmp_path / "likt")), sample]) == 0
    error = capsys.readouterr().err
    assert "schemas used: " in error
    assert "AppRec-v1.1.xsd" in error
    strict = apprec_set(tmp_path / "strengt", setter("AppRec", "SoftwareName", minOccurs="2", maxOccurs="2"))
    assert main(["validate", "--schemas", str(strict), sample]) == 1
    out = capsys.readouterr().out
    assert "XSD-" in out
    assert "KIT-" not in out


@pytest.mark.parametrize("sample", [s for s in samples.load() if not s.valid], ids=lambda sample: sample.file)
def test_with_the_same_schemas_every_report_stays_the_same(sample: samples.Sample, laid_flat: Any) -> None:
    assert validate(sample.data, catalog=laid_flat).to_dict() == validate(sample.data, catalog=CATALOG).to_dict()


@pytest.fixture(scope="module")
def laid_flat(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = tmp_path_factory.mktemp("flatt")
    for path in XSD.rglob("*.xsd"):
        bring(path, place / "-".join(path.parts[-2:]))
    return use_folder(place, CATALOG).catalog(CATALOG)
