# SPDX-License-Identifier: MIT
"""The named functions of the rules: what each says of edge cases, and that the TypeScript twin says the same."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plokit.catalog import load
from plokit.rule_codes import Codes
from plokit.rule_functions import BY_SERIES, FUNCTIONS, not_future
from tools.kit.machine import machine_node, pip_node

ASK = Path(__file__).parents[2] / "web" / "dist" / "ask.mjs"
NOW = "2026-03-29T00:30:00Z"

# Name, then the arguments and the answer. Numbers are the cast's, or of 30 February, when nobody is born.
CASES: dict[str, list[tuple[list[str], bool]]] = {
    "person-number": [
        (["17914123216"], True),
        ([" 17914123216\n"], True),
        (["52838522025"], True),  # D-number: the digits as written
        (["23854831322"], False),  # the last digit changed
        (["23854833121"], False),  # two digits have changed places
        (["1791412321"], True),  # not eleven digits: another rule's matter
        (["179141 23216"], True),
        (["1791412321a"], True),
        ([chr(0xFF11) * 11], True),  # not the digits of a number
        ([""], True),
        (["00000000000"], True),
    ],
    "organisation-number": [
        (["214001012"], True),
        (["315003032"], True),
        (["999888777"], False),
        (["214001013"], False),
        (["214 001 012"], True),
        (["NO214001012"], True),
        ([""], True),
    ],
    "birth-agrees": [
        (["17914123216", "1941-11-17"], True),
        (["17914123216", "1941-11-17+01:00"], True),
        (["17914123216", "2041-11-17"], True),  # the number does not tell the century for sure
        (["17914123216", "1941-11-18"], False),
        (["17914123216", "1941-12-17"], False),
        (["52838522025", "1985-03-12"], True),  # day + 40 and month + 80
        (["52838522025", "1985-03-13"], False),
        (["17914123217", "1950-01-01"], True),  # wrong check digits tell no date
        (["", "1950-01-01"], True),
        (["17914123216", ""], True),
        (["17914123216", "i går"], True),
        (["17914123216", "1941-02-30"], True),
    ],
    "sex-agrees": [
        (["17914123216", "2"], True),
        (["17914123216", "1"], False),
        (["06898840377", "1"], True),
        (["06898840377", "2"], False),
        (["06898840377", " 2 "], False),
        (["06898840377", "9"], True),
        (["06898840378", "2"], True),
        (["", "2"], True),
    ],
    "synthetic": [
        (["17914123216"], True),
        (["52838522025"], True),
        (["30024110262"], True),  # wrong check digits: nobody's number
        (["30024110261"], False),  # a plain month, as in a living person's number; nobody is born on 30 February
        (["70024110093"], False),  # the same as a D-number
        (["30684110019"], True),  # month + 65
        (["30424110082"], True),  # month + 40
        (["30224110096"], False),  # month + 20 is no series we know for sure
        (["81234567055"], True),  # felles hjelpenummer
        (["TESTDATA-1"], True),
        ([""], True),
    ],
    "in-order": [
        (["2026-01-01", "2026-01-01"], True),
        (["2026-01-02", "2026-01-01"], False),
        (["2026-01-01T12:00:00+01:00", "2026-01-01T11:30:00Z"], True),
        (["2026-01-01T12:00:00+01:00", "2026-01-01T10:30:00Z"], False),
        (["2026-01-01T12:00:00", "2026-01-01T11:30:00Z"], True),  # without a zone it is Norwegian time
        (["2026-07-01T12:00:00", "2026-07-01T09:59:59Z"], False),  # summer time
        (["2026-01-01T23:00:00", "2026-01-01"], True),  # by the day
        (["2026-01-02T00:00:00", "2026-01-01"], False),
        (["2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00.1Z"], True),  # parts of a second do not count
        (["0001-01-01T00:00:00+14:00", "2026-01-01"], True),  # before the first year in UTC
        (["2026", "2025"], True),
        (["", "2025-01-01"], True),
        (["2026-02-30", "2025-01-01"], True),
    ],
    "not-before": [
        (["2026-01-01", "2026-01-02", "1"], True),
        (["2026-01-01", "2026-01-03", "1"], False),
        (["2026-01-05", "2026-01-03", "0"], True),
        (["2026-01-01T23:59:00", "2026-01-02T00:01:00", "0"], False),
        (["", "2026-01-02", "0"], True),
    ],
    "not-future": [
        (["2026-03-29T00:35:00Z"], True),
        (["2026-03-29T00:35:01Z"], False),
        (["2026-03-29T01:35:00"], True),  # the night summer time begins
        (["2026-03-29T03:30:00+02:00"], False),
        (["2026-03-29"], True),
        (["2026-03-30"], False),
        (["i morgen"], True),
        ([""], True),
    ],
    "base64": [
        ([""], True),
        (["JVBERi0xLjQ="], True),
        (["JVBE Ri0x\nLjQ="], True),
        (["JVBERi0xLjQ"], False),
        (["JVBERi0x=LjQ"], False),
        (["JVB*"], False),
        (["===="], False),
        (["="], False),
        (["JVBERi0-"], False),  # the web's alphabet is another
    ],
    "mime-fits": [
        (["application/pdf", "JVBERi0xLjQKJUVPRgo="], True),
        ([" Application/PDF ", "JVBERi0xLjQKJUVPRgo="], True),
        (["image/png", "JVBERi0xLjQKJUVPRgo="], False),
        (["image/png", "iVBORw0KGgo="], True),
        (["image/jpeg", "/9j/4AAQ"], True),
        (["image/jpeg", "/9j*"], True),  # not base64: the schema's matter
        (["application/pdf", ""], False),
        (["text/xml", "JVBE"], True),
        (["constructor", "JVBE"], True),
        (["", "JVBE"], True),
    ],
}

MSGHEAD = "http://www.kith.no/xmlstds/msghead/2006-05-24"
OID = "2.16.578.1.12.4.1.1."
# Function, version, path in the message head, attributes, answer.
CODES: list[tuple[str, str, str, dict[str, str], bool | str]] = [
    ("code-known", "Dialogmelding 1.0", "MsgHead/MsgInfo/Patient/Sex", {"V": "2"}, True),
    ("code-known", "Dialogmelding 1.0", "MsgHead/MsgInfo/Patient/Sex", {"V": " 2 "}, True),
    ("code-known", "Dialogmelding 1.0", "MsgHead/MsgInfo/Patient/Sex", {"V": "K"}, False),
    ("code-known", "Dialogmelding 1.0", "MsgHead/MsgInfo/Patient/Sex", {}, True),
    ("code-known", "", "MsgHead/MsgInfo/Patient/Nationality", {"V": "XX"}, True),  # an excerpt cannot say
    ("code-known", "", "MsgHead/MsgInfo/Patient/FamilyName", {"V": "XX"}, True),
    ("code-known", "", "MsgHead/Document/Consent", {"V": "1", "S": OID + "9064"}, True),
    ("code-known", "", "MsgHead/Document/Consent", {"V": "77", "S": OID + "9064"}, False),
    ("code-known", "", "MsgHead/Document/Consent", {"V": "77", "S": OID + "0000"}, True),
    ("code-text-fits", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "2", "DN": "kvinne "}, True),
    ("code-text-fits", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "2", "DN": "Mann"}, False),
    ("code-text-fits", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "2"}, True),
    ("code-text-fits", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "K", "DN": "Mann"}, True),
    ("code-list-fits", "PLO 1.6", "MsgHead/Document/Consent", {"V": "1", "S": OID + "9064"}, True),
    ("code-list-fits", "PLO 1.6", "MsgHead/Document/Consent", {"V": "1", "S": OID + "3109"}, False),
    ("code-list-fits", "Dialogmelding 1.0", "MsgHead/Document/Consent", {"V": "1", "S": OID + "3109"}, True),
    ("code-list-fits", "", "MsgHead/Document/Consent", {"V": "1"}, True),
    ("code-text", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "2"}, "Kvinne"),
    ("code-text", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "K"}, ""),
    ("code-list-name", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "2"}, "3101 Kjønn"),
    ("code-right-list", "", "MsgHead/MsgInfo/Patient/Sex", {}, OID + "3101"),
    ("code-near", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "K", "DN": "Kvinne"}, "2"),
    ("code-near", "", "MsgHead/MsgInfo/Patient/Sex", {"V": "K"}, ""),
]

ALL = [(name, *case) for name, cases in CASES.items() for case in cases]


def ask_python(name: str, values: list[str]) -> bool:
    if name == "not-future":
        return not_future(values[0], datetime(2026, 3, 29, 0, 30, tzinfo=UTC))
    if name in BY_SERIES:
        return BY_SERIES[name](*values, [series["offset"] for series in load().data["persons"]["series"]])
    return FUNCTIONS[name](*values)


@pytest.mark.parametrize(("name", "values", "answer"), ALL)
def test_a_function_answers(name: str, values: list[str], answer: bool) -> None:
    assert ask_python(name, values) is answer


@pytest.mark.parametrize(("name", "version", "path", "attributes", "answer"), CODES)
def test_a_code_function_answers(
    name: str, version: str, path: str, attributes: dict[str, str], answer: bool | str
) -> None:
    node: Any = None
    for step in path.split("/"):
        tag = f"{{{MSGHEAD}}}{step}"
        node = etree.Element(tag) if node is None else etree.SubElement(node, tag)
    for key, value in attributes.items():
        node.set(key, value)
    function = getattr(Codes(load(), version), name.removeprefix("code-").replace("-", "_"))
    assert function(node) == answer


@cache
def browser_answers() -> list[bool | str]:
    """Give the answers of the TypeScript twins to all cases, run by Node."""
    assert ASK.is_file(), "web/dist/ask.mjs is missing: run the tests with kit.py, which builds it"
    cases: list[dict[str, Any]] = [
        {"name": name, "values": values, **({"now": NOW} if name == "not-future" else {})} for name, values, _ in ALL
    ]
    cases += [
        {
            "name": name,
            "version": version,
            "path": [f"mh:{step}" for step in path.split("/")],
            "attributes": attributes,
        }
        for name, version, path, attributes, _ in CODES
    ]
    run = subprocess.run(
        [str(machine_node() or pip_node()), str(ASK)],
        input=json.dumps(cases),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers: list[bool | str] = json.loads(run.stdout)
    return answers


def test_the_browser_engine_gives_the_same_answers() -> None:
    asked = [(name, values) for name, values, _ in ALL] + [(name, path) for name, _, path, _, _ in CODES]
    wanted = [answer for *_, answer in ALL] + [answer for *_, answer in CODES]
    found = dict(enumerate(zip(asked, browser_answers(), strict=True)))
    assert {at: pair for at, pair in found.items() if pair[1] != wanted[at]} == {}


def test_every_function_has_cases() -> None:
    assert set(CASES) == {*FUNCTIONS, *BY_SERIES, "not-future"}
