# SPDX-License-Identifier: MIT
"""An independent opinion: libxml2 (lxml) and xmlschema (on expat) judge the same messages and agree.

Where they do not, one of the two libraries errs, and the case is listed below with its reason. The number of mutants is
10 000, or what PLOKIT_MUTANTS says.
"""

import os
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import etree

from plokit import samples
from plokit.catalog import load, xsd
from plokit.catalog.files import data_folder
from plokit.generate import full, generate, kinds, smallest
from plokit.schema_check import validator
from tests.support.mutants import mutants

MUTANTS = int(os.environ.get("PLOKIT_MUTANTS", "10000"))
SEED = 3
BATCHES = 10
KINDS = sorted(kinds(load()))


@dataclass(frozen=True)
class Opinions:
    """What the two say: True valid, False not valid; the words are those of the one that says no."""

    lxml: bool
    xmlschema: bool
    words: str


# Reason → (who says valid, what the other one says).
KNOWN = {
    "xmlschema lets text stand beside the elements of a type that holds only xs:any": (
        "xmlschema",
        r"Content': Character content other than whitespace is not allowed",
    ),
    "xmlschema takes any text for an xs:anyURI; libxml2 wants the form of a URI": (
        "xmlschema",
        r"is not a valid value of the atomic type 'xs:anyURI'",
    ),
    "xmlschema lets an element stand twice in a choice whose elements are optional": (
        "xmlschema",
        r"Content': This element is not expected\.$",
    ),
    "libxml2 refuses a namespace name that is not a URI before any schema is asked; expat reads it": (
        "xmlschema",
        r"^xmlns(:\w+)?: '?.*'? is not a valid URI",
    ),
    "libxml2 refuses blanks before or after a date, which XML Schema says to leave out of account": (
        "xmlschema",
        r"': '(\s[^']*|[^']*\s)' is not a valid value of the atomic type 'xs:(date|dateTime|time|gYear)'",
    ),
    "expat takes any word for the version of XML; libxml2 wants a number such as 1.0": (
        "xmlschema",
        r"^String not closed expecting \" or ', line 1, column \d+ ",
    ),
    "libxml2 judges no message with an entity left unread; the kit refuses every DOCTYPE before": (
        "xmlschema",
        r"^Internal error in XML Schema validation\.$",
    ),
    "expat reads no UTF-32, which XML allows but asks of nobody": (
        "lxml",
        r"^not well-formed \(invalid token\): line 1, column 1$",
    ),
}


@cache
def judges() -> tuple[etree.XMLSchema, object]:
    """Compile all schemas of the kit with both libraries."""
    catalog = load()
    files = xsd.schema_files(data_folder("schemas") / "xsd")
    everything = tuple(sorted(set(catalog.data["schema_of"].values())))
    return validator(everything, catalog), xsd.ModelCompiler(files, catalog.namespaces).schema


def opinions(data: bytes) -> Opinions:
    libxml2, other = judges()
    words = ""
    try:
        first = libxml2.validate(etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)))
        words = "" if first else libxml2.error_log[0].message
    except (etree.XMLSyntaxError, etree.XMLSchemaValidateError) as error:  # the second: an entity left unread
        first, words = False, str(error)
    try:
        second = next(other.iter_errors(ET.fromstring(data)), None)
    except (ET.ParseError, LookupError, ValueError) as error:
        second = error
    return Opinions(first, second is None, words if not first else str(second))


def known(found: Opinions) -> str:
    """Give the reason why the two differ, or nothing."""
    valid = "lxml" if found.lxml else "xmlschema"
    return next((why for why, (who, words) in KNOWN.items() if who == valid and re.search(words, found.words)), "")


def unexplained(texts) -> list[str]:
    """Give the disagreements that are not listed, with the words of the one that says no."""
    found = [opinions(text) for text in texts]
    return [f"{one}" for one in found if one.lxml != one.xmlschema and not known(one)]


def test_both_agree_on_every_sample():
    assert unexplained(sample.data for sample in samples.load()) == []


def test_both_find_every_valid_sample_valid():
    valid = [sample for sample in samples.load() if sample.valid]
    assert {sample.file for sample in valid if opinions(sample.data) != Opinions(True, True, "None")} == set()


@pytest.mark.parametrize(("code", "version"), KINDS)
def test_both_find_generated_messages_valid(code, version):
    texts = (smallest(code, version), full(code, version), *(generate(code, version, seed) for seed in range(4)))
    assert [opinions(text.encode()) for text in texts] == [Opinions(True, True, "None")] * len(texts)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_agree_on_mutated_messages(batch):
    sources = [smallest(code, version) for code, version in KINDS]
    share = list(mutants(sources, MUTANTS // BATCHES, SEED + batch))
    assert unexplained(text.encode() for text in share) == []


def test_the_mutants_are_a_fair_mix():
    sources = [smallest(code, version) for code, version in KINDS]
    count = Counter(opinions(text.encode()).lxml for text in mutants(sources, 200, SEED))
    assert count[True] > 10
    assert count[False] > 100
