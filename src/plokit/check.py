# SPDX-License-Identifier: MIT
"""The walk of a message, in numbered stages: bytes → text → tree → which message → schema → rules → words → report.

Any bytes at all give a report. A stage that crashes gives a finding of its own (``KIT-STEG``) and is never hidden.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from plokit.catalog import Catalog, load
from plokit.explain import Wording, explain_complaints
from plokit.explain.edits import spliced
from plokit.explain.message import Message
from plokit.explain.rule_mending import rule_remedies
from plokit.explain.schema import unknown_message
from plokit.explain.wording import facts_of, xpath_of
from plokit.model import Finding, Problem, Recognition, Remedy, Report
from plokit.parsing.decode import clean_text, decode
from plokit.parsing.recognise import recognise
from plokit.parsing.scanner import scan
from plokit.parsing.tree import Node
from plokit.rule_check import Hit, hits
from plokit.schema_check import complaints

WHERE = re.compile(r", line \d+, column \d+$")


def validate(
    source: bytes | str | Path,
    *,
    path: str | None = None,
    catalog: Catalog | None = None,
    now: datetime | None = None,
) -> Report:
    """Check one message and explain what is wrong with it, in bokmål.

    ``source`` is bytes (the encoding is found as XML says), text, or a Path to read. ``path`` is the name shown in the
    report. ``now``, with a zone, is the clock for rules about the future (default: the machine's). Gives a Report for
    any input whatever; raises OSError only when a Path cannot be read, and CatalogError when the kit's own data is
    broken.
    """
    if isinstance(source, Path):
        path = path or str(source)
        source = source.read_bytes()
    return _Walk(catalog or load(), path, now).run(source)


class _Walk:
    """One walk of one message. Keeps what later stages need from earlier ones.

    ``offers`` is false on the walk that proves a remedy, which has none to offer itself.
    """

    def __init__(self, catalog: Catalog, path: str | None, now: datetime | None, *, offers: bool = True) -> None:
        self.catalog = catalog
        self.now = now
        self.path = path
        self.offers = offers
        self.words = Wording(catalog)
        self.text = ""
        self.light: Node | Problem | None = None
        self.recognised = Recognition()
        self.findings: list[tuple[int, Finding, tuple[Remedy, ...]]] = []
        self.faulted: set[str] = set()  # XPaths where the schema has spoken: rules are silent there
        self.silent: list[Finding] = []

    def run(self, source: bytes | str) -> Report:
        document = self.stage("lesing", lambda: self.read(source))
        if document is not None:
            root = document.getroot()
            self.recognised = self.stage("gjenkjenning", lambda: recognise(root, self.catalog)) or self.recognised
            if self.recognised.known_root:
                self.stage("skjemakontroll", lambda: self.schema(document))
                self.stage("regelkontroll", lambda: self.rules(document))
            else:
                self.stage("gjenkjenning", self.unknown)
        return self.report()

    def stage(self, name: str, work: Callable[[], Any]) -> Any:
        """Run one stage. A crash becomes a finding of its own."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong must be seen in the report
            detail = f"{type(error).__name__}: {error}"
            self.add(Problem("KIT-STEG", 0, "", facts=facts_of(value=name, detail=detail)))
            return None

    # Stages 1 and 2: bytes to text, text to tree ------------------------------------------------------------------

    def read(self, source: bytes | str) -> Any:
        limit = self.catalog.data["limits"]["bytes"]
        if isinstance(source, str):
            text = clean_text(source)
            too_large = len(text) > limit // 4 and len(text.encode()) > limit
            decoded = decode(text.encode(), limit) if too_large else text
        else:
            decoded = decode(source, limit)
        if isinstance(decoded, Problem):
            self.text = source.decode("utf-8", "replace") if isinstance(source, bytes) and decoded.offset else ""
            self.add(decoded)
            return None
        self.text = decoded
        if "<!DOCTYPE" in decoded and isinstance(fault := self.tree(), Problem):
            self.add(fault)
            return None
        parser = etree.XMLParser(
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, collect_ids=False
        )
        try:
            return etree.fromstring(decoded.encode(), parser).getroottree()
        except etree.XMLSyntaxError as error:
            fault = self.tree()
            if not isinstance(fault, Problem):
                fault = Problem(
                    "XML-SYNTAKS", self.offset(*error.position), "", facts=facts_of(detail=WHERE.sub("", error.msg))
                )
            self.add(fault)
            return None

    def tree(self) -> Node | Problem:
        """Give the light tree of the text, scanned once and only when somebody asks."""
        if self.light is None:
            self.light = scan(self.text, self.catalog.data["limits"]["depth"])
        return self.light

    def root(self) -> Node:
        tree = self.tree()
        if isinstance(tree, Node):
            return tree
        raise RuntimeError(f"the scanner refuses what libxml2 accepts: {tree.code}")

    def offset(self, line: int, column: int) -> int:
        start = 0
        for _ in range(line - 1):
            start = self.text.find("\n", start) + 1
        return min(start + max(column - 1, 0), len(self.text))

    # Stages 3 to 5 ------------------------------------------------------------------------------------------------

    def unknown(self) -> None:
        self.add(unknown_message(self.root(), self.message(), "rot"))

    def message(self) -> Message:
        known = self.recognised
        return Message(self.text, self.catalog, f"{known.standard} {known.version}" if known.standard else "")

    def schema(self, document: Any) -> None:
        found = complaints(document, self.recognised.schemas, self.catalog)
        if found:
            for problem in explain_complaints(found, self.root(), self.message()):
                self.add(problem)
                element = problem.xpath.partition("/@")[0]
                self.faulted |= {element, element.rpartition("/")[0]}

    def rules(self, document: Any) -> None:
        for hit in hits(document, self.catalog, f"{self.recognised.standard} {self.recognised.version}", self.now):
            self.rule(hit)

    def rule(self, hit: Hit) -> None:
        """Keep what a rule found, unless the schema found a fault in the same element, its attributes or its children.

        One mistake gives one finding: what the rule says may follow from that fault, and is told once it is mended.
        """
        node = self.root().descend(list(hit.ordinals))
        path = xpath_of(node, self.catalog)
        if hit.crash:
            self.add(Problem("KIT-REGEL", node.start, path, facts=facts_of(value=hit.rule, detail=hit.crash)))
            return
        facts = facts_of(
            value=hit.value, field=self.words.label(node), tag=node.local, parent=self.words.definite(node)
        )
        severity: Any = hit.severity
        problem = Problem(hit.rule, node.start, path, severity=severity, facts=facts)
        if path in self.faulted:
            self.silent.append(self.words.rule_finding(problem, self.text))
            return
        fix = self.catalog.data["register"][hit.rule].get("fix")
        remedies = rule_remedies(fix, node, hit.value, self.message()) if fix else ()
        self.findings.append((problem.offset, self.words.rule_finding(problem, self.text), remedies))

    # Stage 6: words, proven remedies and report -------------------------------------------------------------------

    def add(self, problem: Problem) -> None:
        self.findings.append((problem.offset, self.words.finding(problem, self.text), problem.remedies))

    def report(self) -> Report:
        ordered = sorted(self.findings, key=lambda item: item[0])
        findings = [finding for _, finding, _ in ordered]
        if self.offers and len(self.text) <= self.catalog.data["limits"]["proof_characters"]:
            budget = self.catalog.data["limits"]["proofs"]
            for at, (_, finding, remedies) in enumerate(ordered):
                for remedy in remedies[:budget]:
                    budget -= 1
                    if self.proven(remedy, finding, findings):
                        findings[at] = replace(finding, fix=self.words.fix(remedy, self.text, finding.code))
                        break
        known = self.recognised
        return Report(self.path, known.standard, known.message_type, known.version, tuple(findings))

    def proven(self, remedy: Remedy, finding: Finding, before: list[Finding]) -> bool:
        """True when the mended text is without the finding, and holds no feil that was not there already.

        libxml2 says nothing of what stands after its first complaint in an element. So a complaint of its own that
        turns up elsewhere than in the changed lines was there all along, and does not count against the remedy.
        """
        mended, lines = spliced(self.text, remedy.edits)
        after = _Walk(self.catalog, None, self.now, offers=False).run(mended).findings
        old, new = Counter(map(_identity, [*before, *self.silent])), Counter(map(_identity, after))
        if new[_identity(finding)] >= old[_identity(finding)]:
            return False
        fresh = [found for found in after if found.severity == "feil" and new[_identity(found)] > old[_identity(found)]]
        return all(found.code.startswith("XSD-") and found.line not in lines for found in fresh)


def _identity(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.title
