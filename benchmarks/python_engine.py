# SPDX-License-Identifier: MIT
"""Python: plokit.validate against bare lxml, which explains nothing, and lxml.isoschematron with the same rules."""

from __future__ import annotations

from lxml import etree, isoschematron

from benchmarks.figures import Figure, against, figure, interleaved
from plokit import validate
from plokit.catalog import load
from plokit.catalog.files import data_folder
from plokit.parsing.recognise import recognise
from plokit.rule_package import guarded
from plokit.schema_check import validator

MOST = 4


def measure(messages: dict[str, bytes], runs: int) -> list[Figure]:
    """Time both on each message, turn by turn."""
    found: list[Figure] = []
    packed = [
        isoschematron.Schematron(etree.fromstring(guarded(path)), validate_schema=False)
        for path in sorted((data_folder("schemas") / "rules").glob("*.sch"))
    ]
    for name, data in messages.items():
        catalog = load()
        schema = validator(recognise(etree.fromstring(data), catalog).schemas, catalog)

        def bare(data: bytes = data, schema: etree.XMLSchema = schema) -> bool:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return bool(schema.validate(etree.fromstring(data, parser)))

        def whole(data: bytes = data) -> object:
            return validate(data).to_dict()

        def others(data: bytes = data) -> bool:
            tree = etree.fromstring(data)
            return sum(rules.validate(tree) for rules in packed) == len(packed)  # each is run, whatever the others say

        bare_times, whole_times = interleaved([bare, whole], runs)
        aim = None if name.startswith("broken") else MOST  # to explain takes its time, and is not what the aim is about
        baseline = figure(f"lxml parse + XSD, {name}", "ms", bare_times)
        found += [baseline, against(figure(f"plokit.validate, {name}", "ms", whole_times), baseline, aim)]
        (other_times,) = interleaved([others], max(3, runs // 10), warm_up=1)
        found.append(against(figure(f"lxml.isoschematron, the same rules, {name}", "ms", other_times), baseline))
    return found
