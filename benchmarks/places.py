# SPDX-License-Identifier: MIT
"""Measure place and remedy: if the first finding stands at the fault and calls it what it is, and if a step mends it.

Seeded single mutations (``benchmarks.faults``) that make a valid message invalid. Beside the kit's findings stand the
first messages of raw libxml2 (lxml's error log) and of xmlschema for the same texts, judged by place and name.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.faults import SORTS, Fault, faults, nodes
from benchmarks.figures import Figure
from plokit import samples, validate
from plokit.catalog import load
from plokit.fixes import apply
from plokit.model import Finding, Report

SEED = 20261122
KINDS = {
    "XSD-MANGLER": "missing",
    "XSD-ATTRIBUTT-MANGLER": "missing",
    "XSD-PLASSERING": "misplaced",
    "XSD-GJENTATT": "repeated",
    "XSD-UKJENT": "unknown",
    "XSD-ATTRIBUTT-UKJENT": "unknown",
    "XSD-NAVNEROM": "namespace",
    "XSD-MELDINGSTYPE": "namespace unknown",
    "XSD-VERDI": "value",
    "XSD-TYPE": "value",
    "XSD-TOM": "value",
    "XSD-INNHOLD": "nested",
}


@dataclass
class Tally:
    """What was counted over many mutations."""

    count: int = 0
    findings: int = 0
    schema: int = 0
    rules: int = 0
    rules_named: int = 0
    right: Counter[str] = field(default_factory=Counter)
    offered: int = 0
    mended: int = 0
    lossless: int = 0
    sorts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    misses: list[tuple[str, Fault, list[Finding]]] = field(default_factory=list)

    def share(self, what: str) -> float:
        """Give the share of the mutations that the schema sees of which something is right."""
        return self.right[what] / max(self.schema, 1)


def valid_texts() -> list[str]:
    """Give the samples that stand for a message each, without any finding of severity feil."""
    return [sample.text for sample in samples.load() if sample.valid and not sample.story]


def news(fault: Fault, report: Report, before: dict[str, Report]) -> list[Finding]:
    """Give the findings that the mutation brought: all of severity feil; for a code any that is new."""
    if fault.before not in before:
        before[fault.before] = validate(fault.before)
    known = Counter((found.code, found.title) for found in before[fault.before].findings)
    fresh = []
    for found in report.findings:
        if known[found.code, found.title]:
            known[found.code, found.title] -= 1
        elif found.severity == "feil" or fault.sort == "code":
            fresh.append(found)
    return fresh


def named(text: str, names: Iterable[str]) -> bool:
    """True when a text uses one of the names as a word."""
    return any(re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", text) for name in names)


def words_of(finding: Finding) -> str:
    return " ".join((finding.title, finding.explanation, finding.remedy, finding.xpath.rpartition("/")[2]))


def measure_kit(each: int, seed: int = SEED) -> tuple[Tally, list[Fault]]:
    """Judge the kit's first finding, count findings, and try the fix it offers, for ``each`` mutations of every sort.

    Only mutations that make the message invalid count. Gives those, too.
    """
    tally, used, before = Tally(), [], dict[str, Report]()
    for sort in SORTS:
        made = faults(valid_texts(), sort, seed)
        for _ in range(each):
            fresh: list[Finding] = []
            while not fresh:
                fault = next(made)
                fresh = news(fault, validate(fault.text), before)
            used.append(fault)
            judge(tally, fault, fresh)
            mend(tally, fault, fresh[0])
    return tally, used


def judge(tally: Tally, fault: Fault, fresh: list[Finding]) -> None:
    first, sort = fresh[0], tally.sorts[fault.sort]
    tally.count += 1
    tally.findings += len(fresh)
    sort["count"] += 1
    sort["findings"] += len(fresh)
    if not first.code.startswith("XSD-"):
        tally.rules += 1
        tally.rules_named += named(words_of(first), fault.names)
        return
    tally.schema += 1
    sort["schema"] += 1
    right = {
        "place": first.line in fault.lines,
        "kind": bool(fault.kinds & set(KINDS.get(first.code, "").split())),
        "name": named(words_of(first), fault.names),
    }
    right["all"] = all(right.values())
    for what, so in right.items():
        tally.right[what] += so
        sort[what] += so
    if not right["all"]:
        tally.misses.append((",".join(what for what, so in right.items() if not so), fault, fresh))


def mend(tally: Tally, fault: Fault, first: Finding) -> None:
    """Apply the first finding's fix and see if the message is valid again, with all that was written."""
    if first.fix is None:
        return
    tally.offered += 1
    mended = apply(fault.text, first.fix)
    if validate(mended).valid:
        tally.mended += 1
        tally.sorts[fault.sort]["mended"] += 1
        if written(fault.text) - written(mended) - {fault.wrong.strip()}:
            tally.misses.append(("lost", fault, [first]))
        else:
            tally.lossless += 1


def written(text: str) -> set[str]:
    """Give every text and attribute value of a message that says something."""
    found: set[str] = set()
    for node in nodes(text):
        found |= {node.text.strip(), *(attribute.value.strip() for attribute in node.attributes)}
    return found - {""}


def measure_raw(used: list[Fault]) -> dict[str, tuple[int, int, int]]:
    """Give ``{tool: (messages with a complaint, right place, right name)}`` for raw libxml2 and xmlschema."""
    from lxml import etree  # noqa: PLC0415 - only here is anything but the kit asked

    from plokit.parsing.recognise import recognise  # noqa: PLC0415
    from plokit.schema_check import validator  # noqa: PLC0415

    catalog = load()
    second = xmlschema_judge()
    counts = {"libxml2": [0, 0, 0], "xmlschema": [0, 0, 0]}
    for fault in used:
        parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=True)
        document = etree.fromstring(fault.text.encode(), parser).getroottree()
        known = recognise(document.getroot(), catalog)
        if not known.known_root:
            continue
        judge_ = validator(known.schemas, catalog)
        if judge_.validate(document):
            continue
        entry: Any = judge_.error_log[0]
        tell(counts["libxml2"], fault, entry.line, entry.message)
        error = next(second.iter_errors(document), None)
        if error is not None:
            line = error.sourceline or getattr(error.elem, "sourceline", None) or 0
            tell(counts["xmlschema"], fault, line, f"{error.reason} {error.path}")
    return {tool: (count[0], count[1], count[2]) for tool, count in counts.items()}


def tell(count: list[int], fault: Fault, line: int, message: str) -> None:
    count[0] += 1
    count[1] += line in fault.lines
    count[2] += named(re.sub(r"\{[^}]*\}", " ", message).replace(":", " "), fault.names)


def xmlschema_judge() -> Any:
    """Compile all schemas with xmlschema, from the flat texts of the bundle."""
    import xmlschema  # noqa: PLC0415 - slow to import

    data = load().data
    with tempfile.TemporaryDirectory() as folder:
        for name, text in data["schemas"].items():
            Path(folder, name).write_text(text, encoding="utf-8")
        imports = "".join(
            f'<xs:import namespace="{uri}" schemaLocation="{name}"/>' for uri, name in data["schema_of"].items()
        )
        driver = Path(folder, "driver.xsd")
        driver.write_text(
            f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>', encoding="utf-8"
        )
        return xmlschema.XMLSchema(str(driver), allow="local")


def measure(each: int) -> list[Figure]:
    """Give the shares as figures, in per cent, for ``each`` mutations of every sort."""
    tally, used = measure_kit(each)
    raw = measure_raw(used)

    def share(name: str, value: float, least: float | None = None) -> Figure:
        aim, met = ("", None) if least is None else (f"at least {least:g} %", value >= least)
        return Figure(name, value, "%", value, value, 1, aim=aim, met=met)

    figures = [Figure("mutations that made the message invalid", tally.count, "", tally.count, tally.count, 1)]
    figures.append(share("first finding is one of the schema's", 100 * tally.schema / tally.count))
    for what, name in (("all", "place, kind and name"), ("place", "place"), ("kind", "kind"), ("name", "name")):
        figures.append(share(f"first finding: right {name}", 100 * tally.share(what), 98))
    figures.append(share("first finding a rule's: names the element", 100 * tally.rules_named / max(tally.rules, 1)))
    for tool, (complaints, places, names) in raw.items():
        figures.append(share(f"{tool}: first message at the place", 100 * places / max(complaints, 1)))
        figures.append(share(f"{tool}: first message names the element", 100 * names / max(complaints, 1)))
    mean = tally.findings / tally.count
    figures.append(Figure("findings for a mutation", mean, "", mean, mean, 1, aim="at most 1.3", met=mean <= 1.3))
    figures.append(share("valid again with the first fix", 100 * tally.mended / tally.count, 80))
    figures.append(share("of those, nothing lost", 100 * tally.lossless / max(tally.mended, 1), 100))
    return figures
