# SPDX-License-Identifier: MIT
"""Fill the texts of ``schemas/texts/`` with the facts of one message. All sentences live there, none here."""

from __future__ import annotations

import re
from typing import Any

from plokit.catalog import Catalog
from plokit.model import Finding, Problem, Remedy
from plokit.parsing.tree import Node, place

HOLE = re.compile(r"\{([A-Za-z_]+)\}")
SPACES = re.compile(r"[ \t\r\n]+")
LONGEST = 60


def capital(text: str) -> str:
    """Give a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def clip(value: str) -> str:
    """Give a value short enough for a sentence, on one line."""
    folded = SPACES.sub(" ", value).strip(" ")
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1] + "…"


class Wording:
    """Turns problems into findings with the texts of one catalogue."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def label(self, node: Node) -> str:
        """Give the plain name of an element, as in «mangler meldings-id»."""
        return self.entry(node)["name"]

    def definite(self, node: Node) -> str:
        """Give the plain name of an element in definite form, as in «meldingshodet mangler»."""
        entry = self.entry(node)
        return entry.get("the", entry["name"])

    def entry(self, node: Node) -> dict[str, str]:
        """Give the text entry of an element at its place."""
        parent = self.catalog.name(node.parent.namespace, node.parent.local) if node.parent else ""
        return self.catalog.element_text(self.catalog.name(node.namespace, node.local), parent)

    def fix(self, remedy: Remedy, text: str, code: str) -> dict[str, Any]:
        """Give a remedy as a finding's ``fix``: its title in words, and edits by line and column (1-based).

        The title of a remedy without a key is that of the rule ``code``.
        """
        texts = self.catalog.data["texts"]
        words = texts["fixes"][remedy.key] if remedy.key else texts["rules"][code]["fix"]
        return {"title": filled(words, dict(remedy.facts)), "edits": [_edit(text, edit) for edit in remedy.edits]}

    def finding(self, problem: Problem, text: str) -> Finding:
        """Put words to a schema or reading problem. ``text`` is the whole message, for line and column."""
        kinds = self.catalog.data["texts"]["kinds"]
        words = kinds.get(f"{problem.code}.{problem.variant}") if problem.variant else None
        return self._filled(problem, words or kinds[problem.code], text, None)

    def rule_finding(self, problem: Problem, text: str) -> Finding:
        """Put words to a rule that did not hold; the source comes from the register."""
        entry = self.catalog.data["register"][problem.code]
        words = self.catalog.data["texts"]["rules"][problem.code]
        return self._filled(problem, words, text, f"{capital(entry['label'])}: {entry['source']}")

    def _filled(self, problem: Problem, words: dict[str, str], text: str, source: str | None) -> Finding:
        facts = dict(problem.facts)
        line, column = place(text, problem.offset)

        def put(template: str | None) -> str | None:
            return None if template is None else filled(template, facts)

        return Finding(
            code=problem.code,
            severity=problem.severity,
            line=line,
            column=column,
            xpath=problem.xpath,
            title=put(words["title"]) or "",
            explanation=put(words["explanation"]) or "",
            remedy=put(words["remedy"]) or "",
            consequence=put(words.get("consequence")),
            source=source,
        )


def filled(template: str, facts: dict[str, str]) -> str:
    """Give a template with its holes filled."""
    return HOLE.sub(lambda hole: _fact(hole.group(1), facts), template)


def _edit(text: str, edit: tuple[int, int, str]) -> dict[str, Any]:
    start, end, new = edit
    line, column = place(text, start)
    end_line, end_column = place(text, end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": new}


def _fact(name: str, facts: dict[str, str]) -> str:
    if name in facts:
        return facts[name]
    lower = name[0].lower() + name[1:]
    return capital(facts[lower]) if lower in facts else "…"


def xpath_of(node: Node, catalog: Catalog, attribute: str = "") -> str:
    """Give an XPath 1.0 that selects this element (or attribute), with canonical prefixes."""
    steps: list[str] = []
    current: Node | None = node
    while current is not None:
        prefix = catalog.prefix_of.get(current.namespace)
        step = f"{prefix}:{current.local}" if prefix else f"*[local-name()='{current.local}']"
        if current.parent is not None:
            twins = [c for c in current.parent.children if (c.namespace, c.local) == (current.namespace, current.local)]
            if prefix is None:
                twins = [c for c in current.parent.children if c.local == current.local]
            if len(twins) > 1:
                step += f"[{next(i for i, c in enumerate(twins) if c is current) + 1}]"
        steps.append(step)
        current = current.parent
    return "/" + "/".join(reversed(steps)) + (f"/@{attribute}" if attribute else "")


def join_words(words: list[str], conjunction: str) -> str:
    """Give «a, b og c» with the given conjunction."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {conjunction} {words[-1]}" if words else ""


def facts_of(**facts: Any) -> tuple[tuple[str, str], ...]:
    """Give facts as a problem holds them, values clipped to one short line; lists of expected things are kept whole."""
    return tuple((name, str(value) if name == "expected" else clip(str(value))) for name, value in facts.items())


def nearest(word: str, candidates: list[str]) -> str | None:
    """Give the only candidate within two edits (or that differs only in case), or None."""
    ranked = sorted((distance(word.lower(), c.lower()), c) for c in dict.fromkeys(candidates))
    if not ranked or ranked[0][0] > (2 if len(word) > 4 else 1):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][1]


def distance(a: str, b: str) -> int:
    """Give the edit distance of two words (Levenshtein)."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[len(b)]
