# SPDX-License-Identifier: MIT
"""What the Feilkatalog has a page for, and what the list of all rules says: one entry for each code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from plokit.catalog import Catalog
from plokit.catalog.files import data_folder
from plokit.catalog.meta import checked
from plokit.samples import Sample, get, load

from .reference_rules import spoken


@cache
def words() -> dict[str, Any]:
    """Give ``schemas/texts/nb/catalogue.toml``."""
    return checked(data_folder("schemas"), "texts/nb/catalogue.toml", "catalogue")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the Feilkatalog, with all that its page says.

    ``seen`` is «melding» or «flyt»; ``texts`` are the texts of a finding, one for each way it can look; ``origin`` is
    the entry of the register, empty for the kit's own kinds.
    """

    code: str
    name: str
    severity: str
    seen: str
    texts: tuple[dict[str, str], ...]
    rule: tuple[str, str, str]
    origin: dict[str, Any]

    @property
    def group(self) -> str:
        """The group that the code belongs to: ``PLO-HOD`` of ``PLO-HOD-003``, ``XSD`` of ``XSD-MANGLER``."""
        return group_of(self.code)

    @property
    def page(self) -> str:
        """The name of its page, without ending."""
        return self.code.lower()


def group_of(code: str) -> str:
    """Give the group of a code: what stands before its number, or the first part of a kind."""
    before, _, last = code.rpartition("-")
    return before if last.isdigit() else code.partition("-")[0]


@cache
def entries(catalog: Catalog) -> dict[str, Entry]:
    """Give every code that a finding can have, in the order of the groups."""
    found = {entry.code: entry for entry in (*flow_rules(catalog), *rules(catalog), *kinds(catalog))}
    order = list(words()["groups"])
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1].group), item[0])))


def kinds(catalog: Catalog) -> list[Entry]:
    """Give the entries of reading and schema errors; the variants of a kind share a page."""
    texts = catalog.data["texts"]["kinds"]
    return [
        Entry(
            code,
            told["name"],
            "feil",
            "melding",
            tuple(text for key, text in texts.items() if key.partition(".")[0] == code),
            (told["given"], told["when"], told["then"]),
            {},
        )
        for code, told in words()["kinds"].items()
    ]


def rules(catalog: Catalog) -> list[Entry]:
    """Give the entries of the rules that look at one message."""
    texts, register = catalog.data["texts"]["rules"], catalog.data["register"]
    severities = {
        item["id"]: item["severity"]
        for pattern in catalog.data["patterns"]
        for rule in pattern
        for item in rule["asserts"]
    }
    return [rule_entry(code, severities[code], "melding", [texts[code]], register[code]) for code in severities]


def flow_rules(catalog: Catalog) -> list[Entry]:
    """Give the entries of the rules that look at several messages."""
    flow = catalog.data.get("flow", {"register": {}, "texts": {}})
    found = []
    for code, origin in flow["register"].items():
        texts = [text for key, text in flow["texts"].items() if key.partition(".")[0] == code]
        found.append(rule_entry(code, origin["severity"], "flyt", texts, origin))
    return found


def rule_entry(code: str, severity: str, seen: str, texts: list[dict[str, str]], origin: dict[str, Any]) -> Entry:
    """Give the entry of one rule from its texts, the usual one first, and its register entry."""
    first = texts[0]
    rule = (first["given"], first["when"], first["then"])
    return Entry(code, spoken(first["title"]).rstrip("."), severity, seen, tuple(texts), rule, origin)


@cache
def broken_by_code() -> dict[str, list[tuple[Sample, Sample]]]:
    """Give the broken samples of each code, each with its mended twin, the most ordinary first."""
    found: dict[str, list[tuple[Sample, Sample]]] = {}
    for sample in load():
        if sample.broken:
            twin = get(sample.mended)
            own = {line.partition("@")[0] for line in sample.expect} - {line.partition("@")[0] for line in twin.expect}
            for code in own:
                found.setdefault(code, []).append((sample, twin))
    return found
