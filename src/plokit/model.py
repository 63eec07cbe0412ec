# SPDX-License-Identifier: MIT
"""Frozen values that every layer may use: findings, reports, recognised messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["feil", "advarsel", "merknad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the reader should know about a message.

    ``line`` and ``column`` are 1-based and count characters in the decoded text; ``xpath`` uses the canonical
    prefixes of ``schemas/standards.toml``. The texts are bokmål.
    """

    code: str
    severity: Severity
    line: int
    column: int
    xpath: str
    title: str
    explanation: str
    remedy: str
    consequence: str | None = None
    source: str | None = None
    fix: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as plain data, in the key order of the published JSON shape."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What kind of message this is, as far as it can be told from names and namespaces."""

    standard: str | None = None
    message_type: str | None = None
    version: str | None = None
    schemas: tuple[str, ...] = ()
    known_root: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to "is this message right?".

    A report is valid when no finding has severity ``feil``. A step that crashed gives a finding of severity
    ``feil`` with a ``KIT-`` code, so a report never says valid after a step that did not finish.
    """

    path: str | None
    standard: str | None
    message_type: str | None
    version: str | None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def valid(self) -> bool:
        """True when nothing of severity ``feil`` was found."""
        return all(finding.severity != "feil" for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Give the report in the one JSON shape used by Python, the command line and the browser."""
        return {
            "path": self.path,
            "standard": self.standard,
            "message_type": self.message_type,
            "version": self.version,
            "valid": self.valid,
            "findings": [finding.to_dict() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change of the text that should mend a problem, before it is proven and has words.

    ``key`` names the title in ``schemas/texts/``; ``edits`` are start, end and new text, with offsets as in Problem.
    """

    key: str
    edits: tuple[tuple[int, int, str], ...]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before it has words: what kind, where, and the facts its text needs.

    ``offset`` counts characters from the start of the decoded text. ``facts`` holds the placeholders of the text.
    ``remedies`` are changes to try, the best first.
    """

    code: str
    offset: int
    xpath: str
    severity: Severity = "feil"
    variant: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    remedies: tuple[Remedy, ...] = ()
