# SPDX-License-Identifier: MIT
"""What a report says as a whole, in words, and its findings in reading order.

``verdict.ts`` and ``groups.ts`` of the front end say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

VerdictKind = Literal["valid", "feil", "unreadable", "stopped"]
GroupName = Literal["kontroll", "lesing", "feil", "raad"]
ORDER: tuple[GroupName, ...] = ("kontroll", "lesing", "feil", "raad")


@cache
def words() -> dict[str, Any]:
    """Give the words of the widgets, shared with the front end."""
    source = resources.files(__package__) / "words.nb.json"
    loaded: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return loaded


@dataclass(frozen=True, slots=True)
class Item:
    """Findings with the same code and title, told once with every place."""

    finding: dict[str, Any]
    places: tuple[dict[str, Any], ...]


def verdict(report: dict[str, Any]) -> tuple[VerdictKind, str]:
    """Give the kind of verdict, which decides colour and symbol, and the verdict in words."""
    said = words()["verdict"]
    codes = [finding["code"] for finding in report["findings"]]
    if any(code.startswith("KIT-") for code in codes):
        return "stopped", said["stopped"]
    if any(code.startswith("XML-") for code in codes):
        return "unreadable", said["unreadable"]
    counted = counts(report)
    if not report["valid"]:
        return "feil", ", ".join(counted)
    return "valid", ", ".join([said["valid"], *counted])


def counts(report: dict[str, Any]) -> list[str]:
    """Give «2 feil», «1 advarsel»: one piece for each severity that occurs."""
    pieces = []
    for severity, (one, many) in words()["counts"].items():
        count = sum(finding["severity"] == severity for finding in report["findings"])
        if count:
            pieces.append(f"{count} {one if count == 1 else many}")
    return pieces


def recognised(report: dict[str, Any]) -> str:
    """Say what the message is: «Innleggelsesrapport 1.6 i hodemelding 1.2»."""
    result = words()["result"]
    kind = report["message_type"] or report["standard"]
    if kind is None:
        return str(result["unknown"]) if verdict(report)[0] == "feil" else ""
    sentence = result["inside"] if _enveloped(report) else result["recognised"]
    return str(sentence.format(type=kind, version=report["version"] or "")).strip()


def _enveloped(report: dict[str, Any]) -> bool:
    """A care message stands in a hodemelding unless the rule that demands it says otherwise."""
    return report["standard"] == "PLO" and all(finding["code"] != "PLO-HOD-001" for finding in report["findings"])


def groups(report: dict[str, Any]) -> list[tuple[GroupName, list[Item]]]:
    """Give the findings by group, with those that say the same folded into one item."""
    folded: dict[GroupName, dict[tuple[str, str], list[dict[str, Any]]]] = {name: {} for name in ORDER}
    for finding in report["findings"]:
        folded[_group(finding)].setdefault((finding["code"], finding["title"]), []).append(finding)
    return [(name, [Item(same[0], tuple(same)) for same in items.values()]) for name, items in folded.items() if items]


def _group(finding: dict[str, Any]) -> GroupName:
    if finding["code"].startswith("KIT-"):
        return "kontroll"
    if finding["code"].startswith("XML-"):
        return "lesing"
    return "feil" if finding["severity"] == "feil" else "raad"
