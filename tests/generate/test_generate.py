# SPDX-License-Identifier: MIT
import re
from functools import cache

import pytest
from lxml import etree

from plokit.catalog import load
from plokit.check import validate
from plokit.generate import GenerateError, full, generate, kinds, smallest
from plokit.generate.scene import stamp
from plokit.generate.world import WEIGHTS, number, world

ALL = sorted(kinds(load()))
SEEDS = range(1, 31)
UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")


@cache
def tree(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


@pytest.mark.parametrize(("code", "version"), ALL)
def test_every_message_by_chance_is_valid_without_a_remark(code, version):
    found = {seed: validate(generate(code, version, seed)) for seed in SEEDS}
    assert {
        seed: [finding.code for finding in report.findings] for seed, report in found.items() if report.findings
    } == {}
    assert all(report.message_type and report.version == version for report in found.values())


@pytest.mark.parametrize(("code", "version"), ALL)
def test_the_smallest_and_the_full_message_are_valid_without_a_remark(code, version):
    for text in (smallest(code, version), full(code, version)):
        assert [finding.code for finding in validate(text).findings] == []
    assert len(smallest(code, version)) < len(full(code, version))


@pytest.mark.parametrize(("code", "version"), ALL)
def test_the_same_seed_gives_the_same_message_and_another_seed_another(code, version):
    assert generate(code, version, 5) == generate(code, version, 5)
    assert generate(code, version, "5") == generate(code, version, 5)
    assert len({generate(code, version, seed) for seed in range(20)}) == 20
    assert smallest(code, version) == smallest(code, version)
    assert full(code, version) == full(code, version)


def test_without_a_version_the_newest_is_made():
    assert generate("LOG_INNLAGT") == generate("LOG_INNLAGT", "1.6")
    assert generate("EPIKRISE", None, 3) == generate("EPIKRISE", "1.2", 3)


def test_a_type_or_version_that_is_not_there_is_refused_with_what_there_is():
    with pytest.raises(GenerateError, match=r"no message type LOG_FEIL.*LOG_INNLAGT"):
        generate("LOG_FEIL")
    with pytest.raises(GenerateError, match=r"LOG_INNLAGT has no version 2\.0, only 1\.5 and 1\.6"):
        generate("LOG_INNLAGT", "2.0")


def test_every_known_root_with_a_message_can_be_made():
    made = {kind.root for kind in kinds(load()).values()}
    assert made == {name for name, root in load().roots.items() if not root.get("envelope")}
    children = {kind.child for kind in kinds(load()).values() if kind.child}
    assert children == {child["element"] for root in load().roots.values() for child in root.get("child", ())}


@pytest.mark.parametrize(("code", "version"), ALL)
def test_ids_are_uuids_and_never_shared_between_messages(code, version):
    seen: set[str] = set()
    for seed in range(10):
        root = tree(generate(code, version, seed))
        path = "//*[local-name()='MsgId' or (local-name()='Id' and local-name(..)='AppRec')]"
        ids = [node.text for node in root.xpath(path)]
        assert ids
        assert all(UUID.fullmatch(value) for value in ids)
        assert not seen & set(ids)
        seen |= set(ids)


@pytest.mark.parametrize("version", ["1.5", "1.6"])
@pytest.mark.parametrize("code", ["LOG_UTSKRIVNINGSKLAR", "LOG_AVMELDING"])
def test_events_stand_in_the_order_they_happened(code, version):
    for seed in SEEDS:
        times = [node.get("V") for node in tree(generate(code, version, seed)).iter("{*}TidspunktForHendelse")]
        days = [time[:10] for time in times]
        assert days == sorted(days)


def test_a_period_never_ends_before_it_begins():
    pairs = (("Start", "Slutt"), ("Fra", "Til"), ("Start", "End"))
    for code, version in ALL:
        for seed in range(8):
            for node in tree(generate(code, version, seed)).iter("{*}*"):
                value = node.get("V") or node.text or ""
                name = etree.QName(node).localname
                for first, last in pairs:
                    other = node.getparent().find(f"{{*}}{name.replace(first, last)}") if first in name else None
                    if other is not None and other is not node and value[:4].isdigit():
                        assert value[:10] <= (other.get("V") or other.text)[:10], (code, version, seed, name)


def test_letters_beyond_ascii_are_written_as_they_are():
    text = full("DIALOG_FORESPORSEL", "1.1")
    assert "<Formål " in text
    assert "po:Funksjonsområde " in full("INNLEGGELSESRAPPORT", "1.6")
    assert "&#" not in text


def test_every_coded_value_is_in_the_list_of_its_element():
    catalog, wrong = load(), set()
    for (code, version), kind in kinds(catalog).items():
        for text in (full(code, version), *(generate(code, version, seed) for seed in range(5))):
            for node in tree(text).iter("{*}*"):
                path = "/".join([*(etree.QName(a).localname for a in reversed([*node.iterancestors()])),
                                 etree.QName(node).localname])  # fmt: skip
                lists = catalog.code_lists(path, f"{kind.standard} {kind.version}") if "V" in node.attrib else ()
                named = node.get("S", "").rpartition(".")[2]
                fitting = [found for found in lists if named in ("", found.number)]
                if lists and (not fitting or all(found.doubtful(node.get("V")) for found in fitting)):
                    wrong.add((path.rpartition("/")[2], named, node.get("V")))
    assert wrong == set()


def test_synthetic_identity_numbers_have_right_check_digits_and_a_month_that_no_person_has():
    from datetime import date  # noqa: PLC0415
    from random import Random  # noqa: PLC0415

    for seed in range(50):
        made = number(date(1961, 3, 24), 2, Random(seed))
        assert re.fullmatch(r"248361\d{5}", made)
        for weights in WEIGHTS:
            assert sum(int(d) * w for d, w in zip(made, (*weights, 1), strict=False)) % 11 == 0
        assert int(made[8]) % 2 == 0


def test_times_carry_norwegian_summer_and_winter_time():
    from datetime import datetime  # noqa: PLC0415

    assert stamp(datetime(2026, 3, 28, 12)).endswith("+01:00")  # noqa: DTZ001
    assert stamp(datetime(2026, 3, 29, 12)).endswith("+02:00")  # noqa: DTZ001
    assert stamp(datetime(2026, 10, 24, 12)).endswith("+02:00")  # noqa: DTZ001
    assert stamp(datetime(2026, 10, 25, 12)).endswith("+01:00")  # noqa: DTZ001


def test_sender_and_receiver_fit_the_message():
    hospital = world().organisations["soldugg"]["name"]
    for seed in SEEDS:
        root = tree(generate("INNLEGGELSESRAPPORT", "1.6", seed))
        names = {side: root.find(f".//{{*}}{side}/{{*}}Organisation/{{*}}OrganisationName").text
                 for side in ("Sender", "Receiver")}  # fmt: skip
        assert names["Receiver"] == hospital
        assert names["Sender"].endswith("kommune")
        dead = tree(generate("LOG_DOD", "1.6", seed))
        assert hospital not in [node.text for node in dead.iterfind(".//{*}MsgInfo//{*}OrganisationName")]
