# SPDX-License-Identifier: MIT
"""Reports as SARIF 2.1.0 (OASIS, 2020), for code scanning and editors.

Results come one by one; what tells of the rules comes after them, for those that were met. Columns count characters
(``unicodeCodePoints``), as in every report.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from textwrap import indent
from typing import Any
from urllib.parse import quote

from plokit import __version__
from plokit.cli.checking import Checked
from plokit.cli.formats.base import Setting
from plokit.explain.wording import HOLE, capital
from plokit.model import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"feil": "error", "advarsel": "warning", "merknad": "note"}


class Writer:
    """Prints one run."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.rules: dict[str, int] = {}
        self.complete = True
        self.between = "\n"
        setting.out.write(f'{{\n  "$schema": "{SCHEMA}",\n  "version": "2.1.0",\n  "runs": [{{\n    "results": [')

    def add(self, checked: Checked) -> None:
        self.complete = self.complete and not any(finding.code.startswith("KIT-") for finding in checked.shown)
        for finding in checked.shown:
            text = json.dumps(self.result(checked.report.path or "", finding), ensure_ascii=False, indent=2)
            self.setting.out.write(self.between + indent(text, "      "))
            self.between = ",\n"

    def result(self, path: str, finding: Finding) -> dict[str, Any]:
        """Give one finding."""
        artifact = {"uri": uri_of(path)}
        region = {"startLine": finding.line, "startColumn": finding.column}
        found = {
            "ruleId": finding.code,
            "ruleIndex": self.rules.setdefault(finding.code, len(self.rules)),
            "level": LEVELS[finding.severity],
            "message": {"text": " ".join(text for text in (finding.title, finding.remedy) if text)},
            "locations": [
                {
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "logicalLocations": [{"fullyQualifiedName": finding.xpath, "kind": "element"}],
                }
            ],
        }
        if not finding.xpath:
            del found["locations"][0]["logicalLocations"]  # type: ignore[index]
        return found | ({"fixes": [fix_of(finding.fix, artifact)]} if finding.fix else {})

    def close(self) -> None:
        """Print what the results refer to."""
        driver = {
            "name": "plokit",
            "version": __version__,
            "language": "nb",
            "properties": {"catalog": self.setting.catalog.data["hash"]},
            "rules": [self.rule(code) for code in self.rules],
        }
        rest = {
            "tool": {"driver": driver},
            "language": "nb",
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": self.complete}],
        }
        text = json.dumps(rest, ensure_ascii=False, indent=2)[2:-2]
        self.setting.out.write("\n    ],\n" + indent(text, "  ") + "\n  }]\n}\n")

    def rule(self, code: str) -> dict[str, Any]:
        """Tell of a rule or an error kind, without what is particular to one message."""
        data = self.setting.catalog.data
        words = data["texts"]["rules"].get(code) or data["texts"]["kinds"].get(code, {})
        told: dict[str, Any] = {
            "id": code,
            "shortDescription": {"text": HOLE.sub("…", words.get("title", code))},
            "helpUri": self.setting.page(code),
        }
        if "given" in words:
            told["fullDescription"] = {"text": f"{words['given']}, {words['when']}, {words['then']}"}
        entry = data["register"].get(code)
        if entry:
            told["properties"] = {"source": f"{capital(entry['label'])}: {entry['source']}"}
        return told


def uri_of(path: str) -> str:
    """Give a path as a URI: relative as it was named, or with file:// when it begins at a root."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(path.replace(os.sep, "/"), safe="/!~", errors="surrogateescape")


def fix_of(fix: dict[str, Any], artifact: dict[str, str]) -> dict[str, Any]:
    """Give a fix; an edit replaces from its start up to, and not with, its end."""
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit["line"],
                "startColumn": edit["column"],
                "endLine": edit["end_line"],
                "endColumn": edit["end_column"],
            },
            "insertedContent": {"text": edit["text"]},
        }
        for edit in fix["edits"]
    ]
    return {
        "description": {"text": fix["title"]},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }
