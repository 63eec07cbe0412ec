# SPDX-License-Identifier: MIT
"""Stage 5: run the rules (flattened Schematron, XPath 1.0) on a parsed document.

For each rule one XPath finds the elements that break any of its asserts, inside libxml2; most often none. Only for
those is each assert asked by itself. Rules whose register entry does not name the standard are not run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from lxml import etree

from plokit.catalog import Catalog
from plokit.rule_codes import Codes
from plokit.rule_functions import BY_SERIES, FUNCTIONS, not_future

Call = tuple[str, list[Any]]
CODE_TESTS = ("code-known", "code-text-fits", "code-list-fits")  # what Codes.sound_code knows in one look-up


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that did not hold: its id and severity, the element (counted from the root) and the evidence.

    ``crash`` holds the technical reason when the rule itself could not be run.
    """

    rule: str
    severity: str
    ordinals: tuple[int, ...]
    value: str = ""
    crash: str = ""


@dataclass(frozen=True, slots=True)
class Assert:
    """One assert with its XPaths compiled. A broken XPath is kept as an error and reported when it is run."""

    id: str
    severity: str
    test: Any
    call: Call | None
    value: Any


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``suspects`` selects the elements of its context that break an assert or need a named function.

    When every assert ends in a code function, the look-up is cheaper than the XPaths and goes first.
    """

    context: Any
    suspects: Any
    asserts: tuple[Assert, ...]
    coded: bool  # all asserts ask a code function last


@lru_cache(maxsize=64)
def compiled_rules(catalog: Catalog, scope: str) -> list[list[Rule]]:
    """Compile every XPath of the rules for one standard (``PLO 1.6``) once; "" gives all rules."""
    patterns = [[_rule(rule, catalog, scope) for rule in pattern] for pattern in catalog.data["patterns"]]
    return [pattern for pattern in patterns if any(rule.asserts for rule in pattern)]


@lru_cache(maxsize=64)
def codes_of(catalog: Catalog, scope: str) -> Codes:
    """Give the code look-up for one standard, which remembers what it has found."""
    return Codes(catalog, scope)


def _rule(rule: dict[str, Any], catalog: Catalog, scope: str) -> Rule:
    register = catalog.data["register"]
    asserts = [item for item in rule["asserts"] if not scope or in_scope(register.get(item["id"]), scope)]
    broken = " or ".join(f"not({item['test']})" for item in asserts)
    return Rule(
        _xpath(rule["context"], catalog),
        _xpath(f"({rule['context']})[{broken}]" if "|" in rule["context"] else f"{rule['context']}[{broken}]", catalog)
        if asserts
        else None,
        tuple(
            Assert(
                item["id"],
                item["severity"],
                _xpath(f"boolean({item['test']})", catalog),
                item["call"] and _call(item["call"], catalog),
                _value(item["value"], catalog),
            )
            for item in asserts
        ),
        bool(asserts) and all(item["call"] and item["call"][0] in CODE_TESTS for item in asserts),
    )


def in_scope(entry: dict[str, Any] | None, scope: str) -> bool:
    """True when a register entry names a standard and version, or all of them."""
    return entry is None or "*" in entry["scope"] or scope in entry["scope"]


def _call(call: list[str], catalog: Catalog) -> Call:
    name, *arguments = call
    if name.startswith("code-"):
        return name, []
    return name, [_xpath(f"string({argument})", catalog) for argument in arguments]


def _value(value: str, catalog: Catalog) -> Any:
    """Give the compiled evidence: an XPath, or the name of a code function (``kit:code-text(.)``)."""
    if value.startswith("kit:"):
        return value.removeprefix("kit:").partition("(")[0]
    return value and _xpath(f"string({value})", catalog)


def _xpath(expression: str, catalog: Catalog) -> Any:
    try:
        used = {prefix: uri for prefix, uri in catalog.namespaces.items() if f"{prefix}:" in expression}
        return etree.XPath(expression, namespaces=used, smart_strings=False)  # lxml registers them at every evaluation
    except etree.XPathError as error:
        return error


def hits(document: Any, catalog: Catalog, scope: str = "", now: datetime | None = None) -> list[Hit]:
    """Run the rules on a parsed document and give those that did not hold, in the order of the rule files.

    ``scope`` is standard and version (``PLO 1.6``); "" runs every rule. ``now`` is the clock for rules about the
    future, with a zone (default: the machine's).
    """
    return _Run(document, catalog, scope, now or datetime.now(UTC)).run()


class _Run:
    """One run of the rules over one document."""

    def __init__(self, document: Any, catalog: Catalog, scope: str, now: datetime) -> None:
        self.document = document
        self.patterns = compiled_rules(catalog, scope)
        self.codes = codes_of(catalog, scope)
        self.offsets = [series["offset"] for series in catalog.data["persons"]["series"]]
        self.now = now
        self.found: list[Hit] = []

    def run(self) -> list[Hit]:
        for pattern in self.patterns:
            taken: set[Any] = set()
            for rule in pattern:
                if rule.asserts:
                    self.rule(rule, taken)
                if len(pattern) > 1:
                    taken |= set(self.nodes(rule, rule.context) or ())
        return self.found

    def rule(self, rule: Rule, taken: set[Any]) -> None:
        try:
            nodes = (
                [node for node in _run(rule.context, self.document) if not self.codes.sound_code(node)]
                if rule.coded
                else _run(rule.suspects, self.document)
            )
        except Exception:  # noqa: BLE001 - which assert it is comes out when each is run by itself
            nodes = self.nodes(rule, rule.context)
            if nodes is None:
                return
        for node in nodes:
            if node not in taken:
                for item in rule.asserts:
                    self.ask(item, node)

    def nodes(self, rule: Rule, context: Any) -> Any:
        """Give the elements a rule is about; None, with a hit for each assert, when its context cannot be run."""
        try:
            return _run(context, self.document)
        except Exception as error:  # noqa: BLE001 - a rule that crashes must be seen in the report
            self.found += [Hit(item.id, "feil", (), crash=_reason(error)) for item in rule.asserts]
            return None

    def ask(self, item: Assert, node: Any) -> None:
        try:
            if not (_run(item.test, node) or (item.call and self.call(item.call, node))):
                self.found.append(Hit(item.id, item.severity, ordinals(node), self.evidence(item.value, node)))
        except Exception as error:  # noqa: BLE001 - a rule that crashes must be seen in the report
            self.found.append(Hit(item.id, "feil", ordinals(node), crash=_reason(error)))

    def call(self, call: Call, node: Any) -> bool:
        name, arguments = call
        if name.startswith("code-"):
            return bool(self.code(name)(node))
        values = [_run(argument, node) for argument in arguments]
        if name in BY_SERIES:
            return BY_SERIES[name](*values, self.offsets)
        return not_future(values[0], self.now) if name == "not-future" else FUNCTIONS[name](*values)

    def code(self, name: str) -> Callable[[Any], Any]:
        function: Callable[[Any], Any] = getattr(self.codes, name.removeprefix("code-").replace("-", "_"))
        return function

    def evidence(self, value: Any, node: Any) -> str:
        if not value:
            return ""
        return str(self.code(value)(node) if isinstance(value, str) else _run(value, node))


def _run(compiled: Any, node: Any) -> Any:
    if isinstance(compiled, Exception):
        raise compiled
    return compiled(node)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def ordinals(node: Any) -> tuple[int, ...]:
    """Give the way from the root to an lxml element, as positions among element siblings."""
    way: list[int] = []
    parent = node.getparent()
    while parent is not None:
        way.append(sum(1 for sibling in node.itersiblings("*", preceding=True)))
        node, parent = parent, parent.getparent()
    return tuple(reversed(way))
