# SPDX-License-Identifier: MIT
"""The flow checker as a whole: any order, unreadable files, copies, time zones, size, and crashes that are seen."""

from __future__ import annotations

import random
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from plokit import flow_check, flow_samples, samples
from plokit.catalog.files import data_folder
from plokit.flow_check import FlowReport, check_flow, reading
from plokit.flow_check.rule import Rule
from plokit.flow_check.times import norwegian, parse_time

STORIES = data_folder("samples") / "flows"
RECEIPT = "01-apprec-storfuru-sak.xml"
FIRST = STORIES / "aslaug-l" / "01-melding-om-innlagt.xml"


def story(name: str) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted((STORIES / name).glob("*.xml"))]


def found(report: FlowReport) -> list[tuple[str | None, str]]:
    return [(one.path, finding.code) for one in report.reports for finding in one.findings]


def broken(code: str) -> flow_samples.FlowSample:
    return next(sample for sample in flow_samples.load() if sample.code == code)


def test_an_empty_folder_and_an_empty_list_give_an_empty_report(tmp_path: Path) -> None:
    for nothing in (tmp_path, []):
        report = check_flow(nothing)
        assert report.to_dict() == {"now": None, "valid": True, "files": []}


@pytest.mark.parametrize("name", ["ella", "zofia"])
def test_the_order_given_does_not_matter(name: str) -> None:
    straight = story(name)
    shuffled = straight.copy()
    random.Random(4).shuffle(shuffled)
    assert check_flow(shuffled) == check_flow(straight)


@pytest.mark.parametrize("code", ["PLO-HOD-007", "PLO-ACK-003", "PLO-STA-013"])
def test_the_order_given_does_not_matter_for_a_broken_flow(code: str) -> None:
    sample = broken(code)
    assert check_flow(sample.broken[::-1], now=sample.now) == check_flow(sample.broken, now=sample.now)


def test_reports_come_in_time_order_with_the_receipt_after_its_message() -> None:
    paths = [one.path for one in check_flow(story("birger")[::-1]).reports]
    assert paths[:4] == [
        "01-helseopplysninger.xml",
        "01-apprec-storfuru-sak.xml",
        "02-melding-om-utskrivningsklar.xml",
        "02-apprec-storfuru-sak.xml",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "XML-TOM"),
        (b"%PDF-1.7", "XML-IKKE-XML"),
        (FIRST.read_bytes()[:900], "XML-KUTTET"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "XML-DOCTYPE"),
        (b"<a/>", "XSD-MELDINGSTYPE"),
    ],
)
def test_what_cannot_be_read_has_its_own_finding_and_the_rest_is_checked(data: bytes, code: str) -> None:
    sample = broken("PLO-INN-001")
    report = check_flow([*sample.broken, ("uleselig.xml", data)])
    assert ("uleselig.xml", code) in found(report)
    assert "PLO-INN-001" in {name for _, name in found(report)}
    assert not report.valid


def test_a_file_that_is_gone_has_its_own_finding() -> None:
    report = check_flow([FIRST, FIRST.with_name("borte.xml")])
    assert [finding.code for finding in report.reports[1].findings] == ["KIT-FIL"]
    assert len(report.reports) == 2


def test_an_exact_copy_of_a_message_and_its_receipt_is_a_technical_resend() -> None:
    files = story("amina")
    report = check_flow([*files, *((f"kopi-{name}", data) for name, data in files)])
    assert found(report) == []
    assert len(report.reports) == 2 * len(files)


def test_the_same_moment_in_another_zone_is_the_same_moment() -> None:
    name, data = next((n, d) for n, d in story("aslaug-l") if n.startswith("01-apprec"))
    utc = data.replace(b"<IssueDate>2026-02-02T08:20:00+01:00", b"<IssueDate>2026-02-02T07:20:00Z")
    local = data.replace(b"<IssueDate>2026-02-02T08:20:00+01:00", b"<IssueDate>2026-02-02T08:20:00")
    for changed in (utc, local):
        assert changed != data
        assert found(check_flow([FIRST, (name, changed)])) == []


def test_a_time_without_zone_is_norwegian_and_sorts_so() -> None:
    files = dict(story("aslaug-l")[:4])
    # 08.20 in Norway is 07.20 in UTC: read as UTC, the admission would stand after the report and the reference fail
    name = "01-melding-om-innlagt.xml"
    later = files[name].replace(b"<GenDate>2026-02-02T08:20:00+01:00", b"<GenDate>2026-02-02T10:00:00")
    answer = files["02-innleggelsesrapport.xml"]
    assert found(check_flow([(name, later), ("02.xml", answer)])) == []


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-03-29T01:59:59", "2026-03-29T00:59:59"),
        ("2026-03-29T03:00:00", "2026-03-29T01:00:00"),
        ("2026-10-25T01:59:59", "2026-10-24T23:59:59"),
        ("2026-10-25T03:00:00", "2026-10-25T02:00:00"),
        ("2026-07-01", "2026-06-30T22:00:00"),
        ("2026-01-01T00:30:00-05:30", "2026-01-01T06:00:00"),
        ("2026-01-01T24:00:00Z", "2026-01-02T00:00:00"),
        ("2026-01-01T12:00:00.123+01:00", "2026-01-01T11:00:00"),
    ],
)
def test_times_are_read_with_norwegian_summer_time(written: str, utc: str) -> None:
    moment = parse_time(written)
    assert moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "i går", "2026-02-30", "2026", "08:20:00", "2026-02-02T08"])
def test_what_is_no_time_is_none(written: str) -> None:
    assert parse_time(written) is None


def test_reading_and_showing_norwegian_time_agree_the_year_round() -> None:
    for hours in range(0, 366 * 24, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        if moment not in {datetime(2026, 10, 25, hour, tzinfo=UTC) for hour in (0, 1)}:  # the hour that comes twice
            assert parse_time(norwegian(moment).isoformat()) == moment


def test_without_now_the_last_message_is_the_measure() -> None:
    alone = [FIRST]
    assert found(check_flow(alone)) == []
    late = check_flow(alone, now=datetime(2026, 2, 7, tzinfo=UTC))
    assert {code for _, code in found(late)} == {"PLO-ACK-005", "PLO-LOG-022"}
    assert late.now == datetime(2026, 2, 7, tzinfo=UTC)


def test_now_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        check_flow([FIRST], now=datetime(2026, 2, 7))  # noqa: DTZ001 - that is the test


def test_each_receiver_must_answer() -> None:
    files = [(name, data) for name, data in story("birger") if name.startswith("10-") and "storfuru-lege" not in name]
    report = check_flow(files, now=datetime(2026, 4, 1, tzinfo=UTC))
    assert found(report) == [("10-epikrise.xml", "APPREC-038")]
    assert report.reports[0].findings[0].xpath == "/ep12:Message/ep12:ServRprt/ep12:CopyDest/ep12:HCP/ep12:Inst"


def test_a_ring_of_references_ends() -> None:
    sample = broken("PLO-STA-008")
    ((name, data),) = sample.mended
    one, two = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
    own = data.decode().partition("<MsgId>")[2].partition("<")[0]

    def message(own_id: str, other: str) -> bytes:
        reference = f"<ConversationRef><RefToParent>{other}</RefToParent><RefToConversation>{other}</RefToConversation>"
        return data.decode().replace(f"{own}</MsgId>", f"{own_id}</MsgId>{reference}</ConversationRef>").encode()

    report = check_flow([(name, message(one, two)), ("andre.xml", message(two, one))])
    assert [code for _, code in found(report)] == ["PLO-STA-009"]


@pytest.mark.parametrize("at", range(len(flow_check.RULES)))
def test_a_rule_that_crashes_is_a_red_finding_and_the_others_still_run(at: int, monkeypatch) -> None:
    def crash(*_):
        raise ZeroDivisionError("on purpose")

    rules = list(flow_check.RULES)
    rules[at] = Rule(rules[at].codes, crash)
    monkeypatch.setattr(flow_check, "RULES", tuple(rules))
    report = check_flow(story("soren"))
    assert found(report) == [(None, "KIT-REGEL")]
    assert not report.valid
    finding = report.reports[-1].findings[0]
    assert finding.severity == "feil"
    assert rules[at].codes[0] in finding.title + finding.explanation
    assert "on purpose" in finding.explanation


def test_a_reader_that_crashes_is_a_red_finding_and_the_rest_is_checked(monkeypatch) -> None:
    real = reading.recognise

    def crash(root, catalog):
        if root.tag.endswith("}AppRec"):
            raise ZeroDivisionError("on purpose")
        return real(root, catalog)

    monkeypatch.setattr(reading, "recognise", crash)
    report = check_flow([*broken("PLO-INN-001").broken, ("kvittering.xml", dict(story("amina"))[RECEIPT])])
    assert {code for _, code in found(report)} == {"PLO-INN-001", "KIT-STEG"}
    assert not report.valid


def test_a_later_admission_is_a_new_stay_even_when_the_discharge_is_not_there() -> None:
    sample = broken("PLO-HEL-001")
    later = [
        (name, data.replace(b'TidspunktForHendelse V="2026-02-02"', b'TidspunktForHendelse V="2026-02-04"'))
        if name.startswith("05")
        else (name, data)
        for name, data in sample.broken
    ]
    assert later != list(sample.broken)
    assert "PLO-HEL-001" not in {code for _, code in found(check_flow(later))}


def test_messages_without_a_patient_are_not_one_course() -> None:
    sample = broken("PLO-HEL-001")
    nameless = []
    for name, data in sample.broken:
        text = data.decode()
        start, end = text.index("<Patient>"), text.index("</Patient>")
        nameless.append((name, (text[:start] + "<Patient>" + text[end:]).encode()))
    assert "PLO-HEL-001" not in {code for _, code in found(check_flow(nameless))}


def test_nothing_in_the_samples_makes_a_rule_crash() -> None:
    everything = [(sample.file, sample.data) for sample in samples.load()]
    report = check_flow(everything, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert len(report.reports) == len(everything)
    assert not [code for _, code in found(report) if code.startswith("KIT-")]


def many(stays: int) -> list[tuple[str, bytes]]:
    """Give Aslaug's story again and again, each time with new ids and a new person, as a busy inbox would have it."""
    files = [(name, data.decode()) for name, data in story("aslaug-l")]
    made = []
    for number in range(stays):
        tail = f"{number:012x}"
        for name, text in files:
            changed = text.replace("17914123216", f"PASIENT-{number}").replace("Lyngstrå", f"Lyngstrå {number}")
            parts = changed.split("-")
            made.append((f"{number}-{name}", renamed(parts, tail).encode()))
    return made


def renamed(parts: list[str], tail: str) -> str:
    """Change the last group of every UUID, so that references still hold."""
    done = [
        tail[-8:] + part[8:]
        if at > 3 and len(part) >= 12 and all(len(group) == 4 for group in parts[at - 3 : at])
        else part
        for at, part in enumerate(parts)
    ]
    return "-".join(done)


def test_two_thousand_messages_take_time_in_proportion_to_their_number() -> None:
    def seconds(stays: int) -> float:
        files = many(stays)
        start = time.process_time()
        report = check_flow(files)
        spent = time.process_time() - start
        assert {code for _, code in found(report)} == set()
        assert len(report.reports) == 24 * stays
        return spent

    small, large = seconds(21), seconds(84)  # 504 and 2016 messages
    assert large < 8 * small  # four times as many; a quadratic step would give sixteen


def test_one_long_dialogue_is_no_worse() -> None:
    name, data = next((n, d) for n, d in story("amina") if n.startswith("06-utskr"))
    text = data.decode()
    own = text.partition("<MsgId>")[2].partition("<")[0]
    files = [(name, data)]
    for number in range(1, 1000):
        new, before = (str(uuid.UUID(int=at)) if at else own for at in (number, number - 1))
        reference = f"<ConversationRef><RefToParent>{before}</RefToParent><RefToConversation>{own}</RefToConversation>"
        moment = (datetime(2026, 9, 14, 13, tzinfo=UTC) + timedelta(seconds=number)).isoformat()
        changed = text.replace(f"{own}</MsgId>", f"{new}</MsgId>{reference}</ConversationRef>")
        changed = changed.replace("<GenDate>2026-09-14T14:40:00+02:00", f"<GenDate>{moment}")
        changed = changed.replace('Forsendelsesstatus V="N" DN="Ny"', 'Forsendelsesstatus V="M" DN="Endring"')
        files.append((f"{number}.xml", changed.encode()))
    start = time.process_time()
    assert found(check_flow(files)) == []
    assert time.process_time() - start < 60
